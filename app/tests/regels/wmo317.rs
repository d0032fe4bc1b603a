//! A request for change (317) at the municipality.

use super::berichten::{VOT, VOW, Vot, Vow, Wijziging};
use super::boek::{A, B, C, D, E, MORGEN, ONBEKEND, VANDAAG};
use super::paar;

const BERICHT: &str = "/Bericht";
const BSN: &str = "/Bericht/Client/Bsn";
const VERZOEK: &str = "/Bericht/Client/Verzoek";
const REFERENTIE: &str = "/Bericht/Client/Verzoek/ReferentieAanbieder";
const ZELFDE2: &str = "/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[2]";
const WIJZIG: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]";
const WIJZIG2: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[2]";
const WENS: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/GewensteIngangsdatum";
const OMVANG: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]/Omvang";
const PRODUCT: &str = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]/Product";

/// Client A wants other hours on assignment 21, from 1 December on.
const UREN: Wijziging<'_> =
    Wijziging { nummer: 21, ingang: "2026-12-01", omvang: Some((12, "4")), budget: None };
/// Client B wants another budget on assignment 22, for the whole term.
const BUDGET: Wijziging<'_> =
    Wijziging { nummer: 22, ingang: "2026-01-01", omvang: None, budget: Some(100_000) };
/// Client B wants another total on assignment 23, for the whole term.
const TOTAAL: Wijziging<'_> =
    Wijziging { nummer: 23, ingang: "2026-01-01", omvang: Some((20, "6")), budget: None };
/// Client C wants another budget on assignment 25, that has no product.
const GENERIEK: Wijziging<'_> = Wijziging { nummer: 25, budget: Some(60_000), ..BUDGET };

/// Client A, with one change.
fn a(w: Wijziging<'_>) -> String {
    Vow { ongewijzigd: &[], te_wijzigen: &[w], nieuw: None, ..VOW }.als("W1")
}

/// Client B, with one change; the other assignment stays.
fn b_met(w: Wijziging<'_>) -> String {
    let blijft: &[i64] = if w.nummer == 22 { &[23] } else { &[22] };
    Vow { bsn: B, ongewijzigd: blijft, te_wijzigen: &[w], nieuw: None, ..VOW }.als("W1")
}

fn c(w: Wijziging<'_>) -> String {
    Vow { bsn: C, ongewijzigd: &[], te_wijzigen: &[w], nieuw: None, ..VOW }.als("W1")
}

/// Client D keeps these.
fn d(ongewijzigd: &[i64]) -> String {
    Vow { bsn: D, ongewijzigd, ..VOW }.als("W1")
}

paar!(tr304_wmo317, verzoeken, BSN, |_b| Vow { bsn: ONBEKEND, ..VOW }.als("W1"), |_b| VOW.als("W1"));
paar!(
    tr347_wmo317,
    verzoeken,
    REFERENTIE,
    |b| {
        b.na(&[Vow { bsn: B, ongewijzigd: &[22, 23], ..VOW }.als("W0")]);
        VOW.als("W1")
    },
    |b| {
        b.na(&[Vow { bsn: B, ongewijzigd: &[22, 23], ..VOW }.als("W0")]);
        Vow { referentie: "R2", ..VOW }.als("W1")
    }
);
// Requests for assignment and for change share one set of references.
paar!(
    tr347_wmo317_na_vot,
    verzoeken,
    REFERENTIE,
    |b| {
        b.na(&[Vot { bsn: E, ..VOT }.als("V1")]);
        VOW.als("W1")
    },
    |b| {
        b.na(&[Vot { bsn: E, referentie: "R2", ..VOT }.als("V1")]);
        VOW.als("W1")
    }
);
paar!(
    tr374_wmo317,
    verzoeken,
    BERICHT,
    |b| {
        b.na(&[Vot { referentie: "R0", ..VOT }.als("V1")]);
        VOW.als("W1")
    },
    |b| {
        b.na(&[Vot { referentie: "R0", ..VOT }.als("V1")]);
        b.wijs_af(1);
        VOW.als("W1")
    }
);
paar!(
    tr374_wmo317_na_vow,
    verzoeken,
    BERICHT,
    |b| {
        b.na(&[Vow { referentie: "R0", ..VOW }.als("W0")]);
        VOW.als("W1")
    },
    |b| {
        b.na(&[Vow { referentie: "R0", ..VOW }.als("W0")]);
        b.wijs_af(1);
        VOW.als("W1")
    }
);
// Current is what is valid on the day of receipt or later; not what ended the day before, nor what was withdrawn.
paar!(tr349_wmo317, verzoeken, VERZOEK, |_b| d(&[28]), |_b| d(&[26, 28]));
paar!(tr349_wmo317_later, verzoeken, VERZOEK, |_b| d(&[26]), |_b| d(&[26, 28]));
// The assignments of another provider are left out.
paar!(
    tr349_wmo317_andere_aanbieder,
    verzoeken,
    VERZOEK,
    |_b| Vow { bsn: B, ongewijzigd: &[22], ..VOW }.als("W1"),
    |_b| Vow { bsn: B, ongewijzigd: &[22, 23], ..VOW }.als("W1")
);
paar!(tr350_wmo317, verzoeken, ZELFDE2, |_b| Vow { ongewijzigd: &[21, 99], ..VOW }.als("W1"), |_b| Vow {
    ongewijzigd: &[21],
    ..VOW
}
.als("W1"));
paar!(tr350_wmo317_afgelopen, verzoeken, ZELFDE2, |_b| d(&[26, 27, 28]), |_b| d(&[26, 28]));
paar!(
    tr350_wmo317_andere_aanbieder,
    verzoeken,
    "/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[3]",
    |_b| Vow { bsn: B, ongewijzigd: &[22, 23, 24], ..VOW }.als("W1"),
    |_b| Vow { bsn: B, ongewijzigd: &[22, 23], ..VOW }.als("W1")
);
paar!(
    tr351_wmo317,
    verzoeken,
    WIJZIG2,
    |_b| Vow { ongewijzigd: &[], te_wijzigen: &[UREN, Wijziging { nummer: 99, ..UREN }], ..VOW }.als("W1"),
    |_b| Vow { ongewijzigd: &[], te_wijzigen: &[UREN], ..VOW }.als("W1")
);
// Withdrawn: not a current one.
paar!(
    tr351_wmo317_verwijderd,
    verzoeken,
    WIJZIG,
    |_b| Vow { bsn: D, ongewijzigd: &[26, 28], te_wijzigen: &[Wijziging { nummer: 29, ..UREN }], ..VOW }
        .als("W1"),
    |_b| Vow { bsn: D, ongewijzigd: &[26], te_wijzigen: &[Wijziging { nummer: 28, ..UREN }], ..VOW }
        .als("W1")
);
// On the day of the message at the latest: then the whole term, else later.
paar!(tr357_wmo317, verzoeken, WENS, |_b| a(Wijziging { ingang: VANDAAG, ..UREN }), |_b| a(Wijziging {
    ingang: MORGEN,
    ..UREN
}));
paar!(
    tr357_wmo317_hele_looptijd,
    verzoeken,
    WENS,
    |_b| a(Wijziging { ingang: "2026-01-02", ..UREN }),
    |_b| a(Wijziging { ingang: "2026-01-01", ..UREN })
);
paar!(
    tr361_wmo317,
    verzoeken,
    VERZOEK,
    |_b| Vow { nieuw: Some((("02", "02A01"), "2026-12-31")), ..VOW }.als("W1"),
    |_b| Vow { nieuw: Some((("02", "02A01"), "2027-01-01")), ..VOW }.als("W1")
);
// An assignment that changes keeps its product.
paar!(
    tr361_wmo317_te_wijzigen,
    verzoeken,
    VERZOEK,
    |_b| Vow { ongewijzigd: &[], te_wijzigen: &[UREN], nieuw: Some((("02", "02A01"), "2026-12-31")), ..VOW }
        .als("W1"),
    |_b| Vow { ongewijzigd: &[], te_wijzigen: &[UREN], nieuw: Some((("02", "02A02"), "2026-12-31")), ..VOW }
        .als("W1")
);
// Without a code an assignment stands for its category, without a product for everything but aids.
paar!(
    tr361_wmo317_categorie,
    verzoeken,
    VERZOEK,
    |_b| Vow { bsn: B, ongewijzigd: &[22, 23], nieuw: Some((("02", "02A09"), "2026-12-31")), ..VOW }
        .als("W1"),
    |_b| Vow { bsn: B, ongewijzigd: &[22, 23], nieuw: Some((("04", "04A01"), "2026-12-31")), ..VOW }
        .als("W1")
);
paar!(
    tr361_wmo317_hulpmiddel,
    verzoeken,
    VERZOEK,
    |_b| Vow { bsn: C, ongewijzigd: &[25], nieuw: Some((("02", "02A09"), "2026-12-31")), ..VOW }.als("W1"),
    |_b| Vow { bsn: C, ongewijzigd: &[25], nieuw: Some((("11", "11X00"), "2026-12-31")), ..VOW }.als("W1")
);
paar!(tr373_wmo317, verzoeken, WENS, |_b| b_met(Wijziging { ingang: "2026-12-01", ..BUDGET }), |_b| b_met(
    BUDGET
));
paar!(tr373_wmo317_totaal, verzoeken, WENS, |_b| b_met(Wijziging { ingang: "2026-12-01", ..TOTAAL }), |_b| {
    b_met(TOTAAL)
});
// What stays the same may be named on a later day.
paar!(
    tr373_wmo317_zelfde_budget,
    verzoeken,
    WENS,
    |_b| b_met(Wijziging { ingang: "2026-12-01", budget: Some(96_001), ..BUDGET }),
    |_b| b_met(Wijziging { ingang: "2026-12-01", budget: Some(96_000), ..BUDGET })
);
paar!(
    tr375_wmo317,
    verzoeken,
    OMVANG,
    |_b| c(Wijziging { omvang: Some((10, "4")), budget: None, ..GENERIEK }),
    |_b| c(GENERIEK)
);
paar!(tr411_wmo317, verzoeken, OMVANG, |_b| a(Wijziging { omvang: None, ..UREN }), |_b| a(UREN));
paar!(
    tr412_wmo317,
    verzoeken,
    OMVANG,
    |_b| b_met(Wijziging { omvang: Some((10, "4")), budget: None, ..BUDGET }),
    |_b| b_met(BUDGET)
);
paar!(
    tr381_wmo317,
    verzoeken,
    PRODUCT,
    |_b| Vow { bsn: A, nieuw: Some((("12", "11X00"), "2026-12-01")), ..VOW }.als("W1"),
    |_b| Vow { bsn: A, nieuw: Some((("11", "11X00"), "2026-12-01")), ..VOW }.als("W1")
);
