//! Requests for assignment (315).

use super::hulp::berichten::b315;
use super::{met, paar, stuk};

const CLIENT: &str = "/Bericht/Client";
const P: &str = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]";
const P2: &str = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]";
const OMVANG: &str =
    "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
const PRODUCT: &str = "<Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product>";
const CODE: &str = "<i:Code>02A05</i:Code>";
const EIND: &str = "<ToewijzingEinddatum>2026-12-31</ToewijzingEinddatum>";
const BUDGET: &str = "<Budget>100</Budget>";

fn zonder(wat: &[&str]) -> String {
    wat.iter().fold(b315(), |b, w| met(&b, w, ""))
}

/// Without a code and a volume, with a budget; it stands before Verwijzer.
fn met_budget(weg: &[&str]) -> String {
    let b = [CODE, OMVANG].iter().chain(weg).fold(b315(), |b, w| met(&b, w, ""));
    met(&b, "<Verwijzer>", &format!("{BUDGET}<Verwijzer>"))
}

fn omvang(eenheid: &str, frequentie: &str) -> String {
    met(&b315(), "04</i:Eenheid><i:Frequentie>4", &format!("{eenheid}</i:Eenheid><i:Frequentie>{frequentie}"))
}

fn verwijzer(inhoud: &str) -> String {
    met(&b315(), "<i:Type>01</i:Type>", inhoud)
}

fn geboren(datum: &str, gebruik: &str) -> String {
    let gebruik = if gebruik.is_empty() {
        String::new()
    } else {
        format!("<i:DatumGebruik>{gebruik}</i:DatumGebruik>")
    };
    met(&b315(), "<i:Datum>1950-03-04</i:Datum>", &format!("<i:Datum>{datum}</i:Datum>{gebruik}"))
}

fn tweede(referentie: &str, van: &str) -> String {
    let b = b315();
    let p =
        met(stuk(&b, "<AangevraagdProduct>", "</AangevraagdeProducten>"), ">R1<", &format!(">{referentie}<"));
    let p = met(&met(&p, "2026-12-31", "2027-12-31"), "2026-10-01", van);
    met(&b, "</AangevraagdeProducten>", &format!("{p}</AangevraagdeProducten>"))
}

fn alles(b: &str, oud: &str, nieuw: &str) -> String {
    assert!(b.contains(oud));
    b.replace(oud, nieuw)
}

fn beschikt_op() -> String {
    met(
        &b315(),
        "<ToewijzingIngangsdatum>",
        "<BeschikkingIngangsdatum>2026-09-01</BeschikkingIngangsdatum><ToewijzingIngangsdatum>",
    )
}

fn tot(b: &str, einddatum: &str) -> String {
    let b = met(b, "<ToewijzingIngangsdatum>2026-10-01", "<ToewijzingIngangsdatum>2020-10-01");
    met(&b, EIND, &format!("<ToewijzingEinddatum>{einddatum}</ToewijzingEinddatum>"))
}

paar!(cs002_wmo315, CLIENT, met(&b315(), "999900006", "999900007"), met(&b315(), "999900006", "999900018"));
paar!(tr002_wmo315, CLIENT, geboren("1906-09-01", ""), geboren("1906-09-02", ""));
paar!(tr134_wmo315, CLIENT, geboren("2026-09-03", ""), geboren("2026-09-02", ""));
paar!(cs139_wmo315, CLIENT, geboren("1950-01-01", "3"), geboren("1900-01-01", "3"));
paar!(cd041_wmo315, P, zonder(&[OMVANG]), zonder(&[OMVANG, CODE]));
paar!(
    cd043_wmo315,
    P,
    met(&b315(), "</ReferentieAanbieder>", "</ReferentieAanbieder><BeschikkingNummer>1</BeschikkingNummer>"),
    met(
        &beschikt_op(),
        "</ReferentieAanbieder>",
        "</ReferentieAanbieder><BeschikkingNummer>1</BeschikkingNummer>"
    )
);
paar!(cd043_wmo315_zonder_nummer, P, beschikt_op(), b315());
paar!(
    cd066_wmo315,
    P,
    verwijzer("<i:Type>02</i:Type><i:Naam>Dr</i:Naam><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>"),
    verwijzer("<i:Type>02</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>")
);
paar!(cd067_wmo315, P, verwijzer("<i:Type>05</i:Type>"), verwijzer("<i:Type>05</i:Type><i:Naam>Dr</i:Naam>"));
paar!(
    cd068_wmo315,
    P,
    verwijzer("<i:Type>01</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>"),
    verwijzer("<i:Type>03</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>")
);
paar!(cd075_wmo315, P, met_budget(&[EIND]), met_budget(&[]));
paar!(cd076_wmo315, P, met(&omvang("04", "2"), EIND, ""), omvang("04", "2"));
paar!(cd077_wmo315, P, met(&b315(), "<Verwijzer>", &format!("{BUDGET}<Verwijzer>")), b315(), ook["CD078"]);
paar!(
    cd078_wmo315,
    P,
    met(&b315(), "<Verwijzer>", &format!("{BUDGET}<Verwijzer>")),
    met_budget(&[]),
    ook["CD077"]
);
paar!(
    cd079_wmo315,
    P,
    zonder(&[PRODUCT, OMVANG]),
    met(&zonder(&[PRODUCT, OMVANG]), "<Verwijzer>", &format!("{BUDGET}<Verwijzer>"))
);
paar!(cd095_wmo315, P, zonder(&[CODE]), zonder(&[CODE, OMVANG]));
paar!(cd095_wmo315_tot_2021, P, tot(&zonder(&[CODE]), "2021-01-01"), tot(&zonder(&[CODE]), "2020-12-31"));
paar!(
    cs003_wmo315,
    P,
    met(&b315(), EIND, "<ToewijzingEinddatum>2026-09-30</ToewijzingEinddatum>"),
    met(&b315(), EIND, "<ToewijzingEinddatum>2026-10-01</ToewijzingEinddatum>")
);
paar!(cs343_wmo315, P, omvang("16", "1"), omvang("16", "2"));
paar!(cs343_wmo315_tot_2021, P, tot(&omvang("83", "1"), "2021-01-01"), tot(&omvang("83", "1"), "2020-12-31"));
paar!(tr101_wmo315, P2, tweede("R1", "2027-01-01"), tweede("R2", "2027-01-01"), ook["TR383"]);
paar!(tr383_wmo315, P2, tweede("R1", "2027-01-01"), tweede("R1x", "2027-01-01"), ook["TR101"]);
paar!(tr386_wmo315, P2, tweede("R2", "2026-12-31"), tweede("R2", "2027-01-01"));
paar!(
    tr386_wmo315_hulpmiddelen,
    P2,
    alles(&tweede("R2", "2026-12-31"), "02</i:Categorie>", "10</i:Categorie>"),
    alles(&tweede("R2", "2026-12-31"), "02</i:Categorie>", "13</i:Categorie>")
);
paar!(
    tr386_wmo315_zonder_code,
    P2,
    met(&met(&tweede("R2", "2026-12-31"), CODE, ""), OMVANG, ""),
    met(&met(&tweede("R2", "2027-01-01"), CODE, ""), OMVANG, "")
);
