//! The assigned products of a 301.

use super::hulp::berichten::{b301, product301};
use super::{laatste, met, paar};

const P: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]";
const P2: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]";
const OMVANG: &str =
    "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
const PRODUCT: &str = "<Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product>";
const CODE: &str = "<i:Code>02A05</i:Code>";
const EIND: &str = "<Einddatum>2026-12-31</Einddatum>";
const BUDGET: &str = "<Budget>100</Budget>";
const ZELFDE: &str = "<i:Categorie>02</i:Categorie><i:Code>02A05</i:Code>";

fn zonder(wat: &[&str]) -> String {
    wat.iter().fold(b301(), |b, w| met(&b, w, ""))
}

/// An aspecific assignment (no code) with a budget.
fn met_budget(rest: &[&str]) -> String {
    rest.iter().fold(met(&zonder(&[CODE]), OMVANG, BUDGET), |b, w| met(&b, w, ""))
}

fn tweede(nummer: &str, product: &str, van: &str) -> String {
    let p = product301(nummer, product, van, "2027-12-31");
    met(&b301(), "</ToegewezenProducten>", &format!("{p}</ToegewezenProducten>"))
}

fn reden(code: &str, tot: &str) -> String {
    met(&b301(), EIND, &format!("<Einddatum>{tot}</Einddatum><RedenWijziging>{code}</RedenWijziging>"))
}

fn omvang(eenheid: &str, frequentie: &str) -> String {
    met(&b301(), "04</i:Eenheid><i:Frequentie>4", &format!("{eenheid}</i:Eenheid><i:Frequentie>{frequentie}"))
}

/// Running from September 2020 to this day: what ended in 2020 follows older rules.
fn tot(b: &str, einddatum: &str) -> String {
    let b = met(b, "<Ingangsdatum>2026-09-01", "<Ingangsdatum>2020-09-01");
    met(&b, EIND, &format!("<Einddatum>{einddatum}</Einddatum>"))
}

/// A second assignment without a code, so without a volume.
fn aspecifiek(categorie: &str, van: &str) -> String {
    laatste(&tweede("102", &format!("<i:Categorie>{categorie}</i:Categorie>"), van), OMVANG, "")
}

/// A second assignment without a product, so with a budget.
fn generiek(van: &str) -> String {
    laatste(&laatste(&tweede("102", ZELFDE, van), PRODUCT, ""), OMVANG, BUDGET)
}

fn hulpmiddel(b: &str, categorie: &str) -> String {
    met(b, ZELFDE, &format!("<i:Categorie>{categorie}</i:Categorie><i:Code>{categorie}X00</i:Code>"))
}

paar!(cd041_wmo301, P, zonder(&[OMVANG]), zonder(&[OMVANG, CODE]));
paar!(cd075_wmo301, P, met_budget(&[EIND]), met_budget(&[]));
paar!(cd076_wmo301, P, met(&omvang("04", "2"), EIND, ""), omvang("04", "2"));
paar!(cd076_wmo301_per_maand, P, met(&omvang("14", "2"), EIND, ""), zonder(&[EIND]));
paar!(cd077_wmo301, P, met(&b301(), OMVANG, &format!("{OMVANG}{BUDGET}")), b301(), ook["CD078"]);
paar!(cd078_wmo301, P, met(&b301(), OMVANG, &format!("{OMVANG}{BUDGET}")), met_budget(&[]), ook["CD077"]);
paar!(cd079_wmo301, P, zonder(&[PRODUCT, OMVANG]), met(&zonder(&[PRODUCT]), OMVANG, BUDGET));
paar!(cd080_wmo301, P, zonder(&[CODE]), zonder(&[CODE, OMVANG]));
paar!(cd080_wmo301_tot_2021, P, tot(&zonder(&[CODE]), "2021-01-01"), tot(&zonder(&[CODE]), "2020-12-31"));
paar!(cd080_wmo301_zonder_einddatum, P, zonder(&[CODE, EIND]), zonder(&[EIND]));
paar!(
    cs003_wmo301_toegewezenproduct_einddatum,
    P,
    met(&b301(), EIND, "<Einddatum>2026-08-31</Einddatum>"),
    met(&b301(), EIND, "<Einddatum>2026-09-01</Einddatum>")
);
paar!(cs335_wmo301, P, reden("13", "2026-09-02"), reden("13", "2026-09-01"));
paar!(
    cs335_wmo301_zonder_einddatum,
    P,
    met(&b301(), EIND, "<RedenWijziging>13</RedenWijziging>"),
    met(&b301(), EIND, "<RedenWijziging>02</RedenWijziging>")
);
paar!(cs336_wmo301, P, reden("01", "2026-12-31"), reden("02", "2026-12-31"));
paar!(cs338_wmo301, P, omvang("14", "1"), omvang("14", "2"));
paar!(cs338_wmo301_dagdeel, P, omvang("16", "1"), omvang("16", "4"));
paar!(cs338_wmo301_euro, P, omvang("83", "1"), omvang("83", "6"));
paar!(cs338_wmo301_stuks, P, omvang("84", "1"), omvang("82", "1"));
paar!(cs338_wmo301_tot_2021, P, tot(&omvang("14", "1"), "2021-01-01"), tot(&omvang("14", "1"), "2020-12-31"));
paar!(
    tr134_wmo301_toegewezenproduct_toewijzingsdatum,
    P,
    met(&b301(), "<Toewijzingsdatum>2026-09-01", "<Toewijzingsdatum>2026-09-03"),
    met(&b301(), "<Toewijzingsdatum>2026-09-01", "<Toewijzingsdatum>2026-09-02")
);
paar!(
    tr101_wmo301_toegewezenproduct,
    P2,
    tweede("0101", "<i:Categorie>03</i:Categorie><i:Code>03A01</i:Code>", "2026-09-01"),
    tweede("102", "<i:Categorie>03</i:Categorie><i:Code>03A01</i:Code>", "2026-09-01")
);
paar!(tr302_wmo301, P2, tweede("102", ZELFDE, "2026-12-31"), tweede("102", ZELFDE, "2027-01-01"));
paar!(tr302_wmo301_categorie, P2, aspecifiek("02", "2026-12-31"), aspecifiek("02", "2027-01-01"));
paar!(tr302_wmo301_andere_categorie, P2, aspecifiek("02", "2026-10-01"), aspecifiek("03", "2026-10-01"));
paar!(tr302_wmo301_zonder_product, P2, generiek("2026-12-31"), generiek("2027-01-01"));
paar!(
    tr302_wmo301_zonder_product_naast_hulpmiddel,
    P2,
    generiek("2026-10-01"),
    hulpmiddel(&generiek("2026-10-01"), "12")
);
// Categories 11 to 14 may overlap, 10 and 15 may not.
paar!(
    tr302_wmo301_hulpmiddelen,
    P2,
    hulpmiddel(&hulpmiddel(&tweede("102", ZELFDE, "2026-10-01"), "10"), "10"),
    hulpmiddel(&hulpmiddel(&tweede("102", ZELFDE, "2026-10-01"), "11"), "11")
);
paar!(
    tr302_wmo301_vervoer,
    P2,
    hulpmiddel(&hulpmiddel(&tweede("102", ZELFDE, "2026-10-01"), "15"), "15"),
    hulpmiddel(&hulpmiddel(&tweede("102", ZELFDE, "2026-10-01"), "14"), "14")
);
// A withdrawn assignment does not count.
paar!(
    tr302_wmo301_verwijderd,
    P2,
    met(&tweede("102", ZELFDE, "2026-09-01"), EIND, "<Einddatum>2026-09-01</Einddatum>"),
    met(
        &tweede("102", ZELFDE, "2026-09-01"),
        EIND,
        "<Einddatum>2026-09-01</Einddatum><RedenWijziging>13</RedenWijziging>"
    )
);
