//! A stop (307) at the municipality.

use super::berichten::{HULPMIDDEL, Melding, START};
use super::boek::B;
use super::paar;

const P: &str = "/Bericht/Client/StopProducten/StopProduct[1]";
const TIJDELIJK: &str = "20";
const DEFINITIEF: &str = "19";

// Without an assignment there was no start either.
paar!(
    tr019_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        Melding { toewijzing: 99, ..START }.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    |b| {
        b.na(&[START.als("S1")]);
        START.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    ook["TR382"]
);
paar!(
    tr019_wmo307_andere_aanbieder,
    gemeente,
    P,
    |_b| Melding { bsn: B, toewijzing: 4, ..START }.stop(DEFINITIEF, "2026-09-30").als("E1"),
    |b| {
        let start = Melding { bsn: B, toewijzing: 3, begin: "2026-09-10", ..START };
        b.na(&[start.als("S1")]);
        start.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    ook["TR382"]
);
paar!(
    tr063_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop(DEFINITIEF, "2026-09-30").als("E1")]);
        START.stop(DEFINITIEF, "2026-09-29").weg().als("E2")
    },
    |b| {
        b.na(&[START.als("S1"), START.stop(DEFINITIEF, "2026-09-30").als("E1")]);
        START.stop(DEFINITIEF, "2026-09-30").weg().als("E2")
    }
);
// The same stop once more; after its removal it is new again.
paar!(
    tr074_wmo307,
    gemeente,
    P,
    |b| {
        let stop = START.stop(DEFINITIEF, "2026-09-30");
        b.na(&[START.als("S1"), stop.als("E1")]);
        stop.als("E2")
    },
    |b| {
        let stop = START.stop(DEFINITIEF, "2026-09-30");
        b.na(&[START.als("S1"), stop.als("E1"), stop.weg().als("E2")]);
        stop.als("E3")
    },
    ook ["TR382", "TR415"]
);
paar!(
    tr382_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        Melding { begin: "2026-01-06", ..START }.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    |b| {
        b.na(&[START.als("S1")]);
        START.stop(DEFINITIEF, "2026-09-30").als("E1")
    }
);
paar!(
    tr382_wmo307_ander_product,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        Melding { product: ("02", "02A02"), ..START }.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    |b| {
        b.na(&[START.als("S1")]);
        START.stop(TIJDELIJK, "2026-09-30").als("E1")
    }
);
// The start must be an actual one: a removed start is none.
paar!(
    tr382_wmo307_verwijderd,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.weg().als("S2")]);
        START.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    |b| {
        b.na(&[START.als("S1"), START.weg().als("S2"), START.als("S3")]);
        START.stop(DEFINITIEF, "2026-09-30").als("E1")
    }
);
paar!(
    tr413_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop(TIJDELIJK, "2026-09-30").als("E1")]);
        START.stop(TIJDELIJK, "2026-10-31").als("E2")
    },
    |b| {
        b.na(&[START.als("S1"), START.stop(TIJDELIJK, "2026-09-30").als("E1")]);
        START.stop(DEFINITIEF, "2026-10-31").als("E2")
    }
);
paar!(
    tr414_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop(TIJDELIJK, "2026-09-30").als("E1")]);
        START.stop(DEFINITIEF, "2026-09-29").als("E2")
    },
    |b| {
        b.na(&[START.als("S1"), START.stop(TIJDELIJK, "2026-09-30").als("E1")]);
        START.stop(DEFINITIEF, "2026-09-30").als("E2")
    }
);
paar!(
    tr415_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop(DEFINITIEF, "2026-09-30").als("E1")]);
        START.stop("02", "2026-10-31").als("E2")
    },
    |b| {
        b.na(&[START.als("S1"), START.stop(TIJDELIJK, "2026-09-30").als("E1")]);
        START.stop("02", "2026-10-31").als("E2")
    },
    ook["TR382"]
);
paar!(
    tr381_wmo307,
    gemeente,
    P,
    |b| {
        b.na(&[HULPMIDDEL.als("S1")]);
        Melding { product: ("12", "11X00"), ..HULPMIDDEL }.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    |b| {
        b.na(&[HULPMIDDEL.als("S1")]);
        HULPMIDDEL.stop(DEFINITIEF, "2026-09-30").als("E1")
    },
    ook["TR382"]
);
