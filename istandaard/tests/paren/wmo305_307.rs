//! Starts (305) and stops (307).

use super::hulp::berichten::{b305, b307};
use super::{met, paar, stuk};

const CLIENT: &str = "/Bericht/Client";
const START: &str = "/Bericht/Client/StartProducten/StartProduct[1]";
const START2: &str = "/Bericht/Client/StartProducten/StartProduct[2]";
const STOP: &str = "/Bericht/Client/StopProducten/StopProduct[1]";
const STOP2: &str = "/Bericht/Client/StopProducten/StopProduct[2]";

fn geboren(b: &str, datum: &str, gebruik: &str) -> String {
    let gebruik = if gebruik.is_empty() {
        String::new()
    } else {
        format!("<i:DatumGebruik>{gebruik}</i:DatumGebruik>")
    };
    met(b, "<i:Datum>1950-03-04</i:Datum>", &format!("<i:Datum>{datum}</i:Datum>{gebruik}"))
}

/// A second product, changed in one place.
fn tweede(b: &str, oud: &str, nieuw: &str) -> String {
    let (van, tot) = if b.contains("<StartProduct>") {
        ("<StartProduct>", "</StartProducten>")
    } else {
        ("<StopProduct>", "</StopProducten>")
    };
    let anders = met(stuk(b, van, tot), oud, nieuw);
    met(b, tot, &format!("{anders}{tot}"))
}

fn bsn(b: &str, nummer: &str) -> String {
    met(b, "999900006", nummer)
}

paar!(cs002_wmo305, CLIENT, bsn(&b305(), "999900007"), bsn(&b305(), "999900018"));
paar!(tr002_wmo305, CLIENT, geboren(&b305(), "1906-09-01", ""), geboren(&b305(), "1906-09-02", ""));
paar!(cs139_wmo305, CLIENT, geboren(&b305(), "1950-03-02", "1"), geboren(&b305(), "1950-03-01", "1"));
paar!(
    tr134_wmo305_client_geboortedatum,
    CLIENT,
    geboren(&b305(), "2026-09-03", ""),
    geboren(&b305(), "2026-09-02", "")
);
paar!(
    tr134_wmo305_startproduct_begindatum,
    START,
    met(&b305(), "<Begindatum>2026-09-01", "<Begindatum>2026-09-03"),
    met(&b305(), "<Begindatum>2026-09-01", "<Begindatum>2026-09-02")
);
paar!(
    cs058_wmo305,
    START,
    met(&b305(), "<StatusAanlevering>1", "<StatusAanlevering>2"),
    met(&b305(), "<StatusAanlevering>1", "<StatusAanlevering>3")
);
paar!(cs058_wmo305_ongewijzigd, START, met(&b305(), "<StatusAanlevering>1", "<StatusAanlevering>9"), b305());
// ToewijzingIngangsdatum is no part of the key, Begindatum is.
paar!(
    tr101_wmo305,
    START2,
    tweede(&b305(), "<ToewijzingIngangsdatum>2026-09-01", "<ToewijzingIngangsdatum>2026-08-01"),
    tweede(&b305(), "<Begindatum>2026-09-01", "<Begindatum>2026-09-02")
);

paar!(cs002_wmo307, CLIENT, bsn(&b307(), "999900007"), bsn(&b307(), "999900018"));
paar!(tr002_wmo307, CLIENT, geboren(&b307(), "1906-09-01", ""), geboren(&b307(), "1906-09-02", ""));
paar!(cs139_wmo307, CLIENT, geboren(&b307(), "1950-02-01", "2"), geboren(&b307(), "1950-01-01", "2"));
paar!(
    tr134_wmo307_client_geboortedatum,
    CLIENT,
    geboren(&b307(), "2026-09-03", ""),
    geboren(&b307(), "2026-09-02", "")
);
paar!(
    tr134_wmo307_stopproduct_einddatum,
    STOP,
    met(&b307(), "<Einddatum>2026-09-01", "<Einddatum>2026-09-03"),
    met(&b307(), "<Einddatum>2026-09-01", "<Einddatum>2026-09-02")
);
paar!(
    tr018_wmo307,
    STOP,
    met(&b307(), "<Einddatum>2026-09-01", "<Einddatum>2026-05-31"),
    met(&b307(), "<Einddatum>2026-09-01", "<Einddatum>2026-06-01")
);
paar!(
    cs058_wmo307,
    STOP,
    met(&b307(), "<StatusAanlevering>1", "<StatusAanlevering>2"),
    met(&b307(), "<StatusAanlevering>1", "<StatusAanlevering>3")
);
paar!(
    tr101_wmo307,
    STOP2,
    tweede(&b307(), "<ToewijzingIngangsdatum>2026-06-01", "<ToewijzingIngangsdatum>2026-05-01"),
    tweede(&b307(), "<RedenBeeindiging>19", "<RedenBeeindiging>20")
);
paar!(
    tr101_wmo307_einddatum,
    STOP2,
    tweede(&b307(), "<StatusAanlevering>1", "<StatusAanlevering>3"),
    tweede(&b307(), "<Einddatum>2026-09-01", "<Einddatum>2026-09-02")
);
