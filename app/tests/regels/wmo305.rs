//! A start (305) at the municipality.

use super::berichten::{HULPMIDDEL, Melding, START};
use super::boek::B;
use super::paar;

const P: &str = "/Bericht/Client/StartProducten/StartProduct[1]";
const LATER: Melding<'_> = Melding { begin: "2026-10-01", ..START };

paar!(tr019_wmo305, gemeente, P, |_b| Melding { toewijzing: 99, ..START }.als("S1"), |_b| START.als("S1"));
// An assignment of another provider is not one of this sender.
paar!(
    tr019_wmo305_andere_aanbieder,
    gemeente,
    P,
    |_b| Melding { bsn: B, toewijzing: 4, ..START }.als("S1"),
    |_b| Melding { bsn: B, toewijzing: 3, ..START }.als("S1")
);
paar!(tr019_wmo305_andere_client, gemeente, P, |_b| Melding { toewijzing: 3, ..START }.als("S1"), |_b| {
    Melding { toewijzing: 2, ..START }.als("S1")
});
paar!(
    tr063_wmo305,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        LATER.weg().als("S2")
    },
    |b| {
        b.na(&[START.als("S1")]);
        START.weg().als("S2")
    }
);
// A stop on the start stands in the way, until it is removed.
paar!(
    tr071_wmo305,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop("19", "2026-09-30").als("E1")]);
        START.weg().als("S2")
    },
    |b| {
        let stop = START.stop("19", "2026-09-30");
        b.na(&[START.als("S1"), stop.als("E1"), stop.weg().als("E2")]);
        START.weg().als("S2")
    }
);
// A temporary stop is a stop.
paar!(
    tr071_wmo305_tijdelijk,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop("20", "2026-09-30").als("E1")]);
        START.weg().als("S2")
    },
    |b| {
        b.na(&[START.als("S1")]);
        START.weg().als("S2")
    }
);
paar!(
    tr074_wmo305,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        START.als("S2")
    },
    |b| {
        b.na(&[START.als("S1"), START.weg().als("S2")]);
        START.als("S3")
    },
    ook["TR326"]
);
// Started and stopped: the same start once more is a repetition, although nothing runs.
paar!(
    tr074_wmo305_na_stop,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1"), START.stop("19", "2026-09-30").als("E1")]);
        START.als("S2")
    },
    |b| {
        b.na(&[START.als("S1"), START.stop("19", "2026-09-30").als("E1")]);
        LATER.als("S2")
    }
);
paar!(
    tr326_wmo305,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        LATER.als("S2")
    },
    |b| {
        b.na(&[START.als("S1"), START.stop("20", "2026-09-30").als("E1")]);
        LATER.als("S2")
    }
);
paar!(
    tr326_wmo305_verwijderd,
    gemeente,
    P,
    |b| {
        b.na(&[START.als("S1")]);
        LATER.als("S2")
    },
    |b| {
        b.na(&[START.als("S1"), START.weg().als("S2")]);
        LATER.als("S3")
    }
);
paar!(tr381_wmo305, gemeente, P, |_b| Melding { product: ("12", "11X00"), ..HULPMIDDEL }.als("S1"), |_b| {
    HULPMIDDEL.als("S1")
});
