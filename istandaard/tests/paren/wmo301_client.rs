//! The client of a 301, the people around the client, and where they can be reached.

use super::hulp::berichten::b301;
use super::{laatste, met, paar};

const CLIENT: &str = "/Bericht/Client";
const RELATIE: &str = "/Bericht/Client/Relaties/Relatie[1]";
const RELATIE2: &str = "/Bericht/Client/Relaties/Relatie[2]";
const CONTACT: &str = "/Bericht/Client/Contactgegevens/Contact[1]";
const CONTACT2: &str = "/Bericht/Client/Contactgegevens/Contact[2]";
const TELEFOON: &str = "<Telefoon><i:Telefoon01><i:Telefoonnummer>0781234567</i:Telefoonnummer><i:Landnummer>+31</i:Landnummer></i:Telefoon01></Telefoon>";
const HUIS: &str = "<i:Huis><i:Huisnummer>1</i:Huisnummer></i:Huis>";
const POSTCODE: &str = "<i:Postcode>3311AB</i:Postcode>";
const LAND: &str = "<i:LandCode>NL</i:LandCode>";

/// The date of birth of the client (or, `laatste`, of the relation).
fn geboren(datum: &str, gebruik: &str) -> String {
    met(&b301(), "<i:Datum>1950-03-04</i:Datum>", &datum_met(datum, gebruik))
}

fn relatie_geboren(datum: &str, gebruik: &str) -> String {
    met(&b301(), "<i:Datum>1980-05-06</i:Datum>", &datum_met(datum, gebruik))
}

fn datum_met(datum: &str, gebruik: &str) -> String {
    if gebruik.is_empty() {
        format!("<i:Datum>{datum}</i:Datum>")
    } else {
        format!("<i:Datum>{datum}</i:Datum><i:DatumGebruik>{gebruik}</i:DatumGebruik>")
    }
}

/// A second contact of the client.
fn contact2(soort: &str, rest: &str) -> String {
    let contact = format!("<Contact><Soort>{soort}</Soort>{rest}</Contact></Contactgegevens>");
    met(&b301(), "</Contactgegevens>", &contact)
}

fn relatie2(nummer: &str) -> String {
    let b = b301();
    let een = super::stuk(&b, "<Relatie>", "</Relaties>").to_owned();
    met(&b, "</Relaties>", &format!("{}</Relaties>", met(&een, "<Nummer>1<", &format!("<Nummer>{nummer}<"))))
}

fn communicatie(inhoud: &str) -> String {
    met(&b301(), "</Naam><Relaties>", &format!("</Naam><Communicatie>{inhoud}</Communicatie><Relaties>"))
}

const PARTNER: &str =
    "</i:Geslachtsnaam><i:Partnernaam><i:Achternaam>Zee</i:Achternaam></i:Partnernaam><i:NaamGebruik>";

fn periode(van: &str, tot: &str) -> String {
    format!("{TELEFOON}<Periode><i:Begindatum>{van}</i:Begindatum><i:Einddatum>{tot}</i:Einddatum></Periode>")
}

paar!(cs002_wmo301, CLIENT, met(&b301(), "999900006", "999900007"), met(&b301(), "999900006", "999900018"));
paar!(tr002_wmo301_client_geboortedatum, CLIENT, geboren("1906-09-01", ""), geboren("1906-09-02", ""));
paar!(
    tr002_wmo301_relatie_geboortedatum,
    RELATIE,
    relatie_geboren("1906-09-01", ""),
    relatie_geboren("1906-09-02", "")
);
// Unknown altogether is not old.
paar!(
    tr002_wmo301_client_geboortedatum_onbekend,
    CLIENT,
    geboren("1900-01-01", "2"),
    geboren("1900-01-01", "3")
);
paar!(tr134_wmo301_client_geboortedatum, CLIENT, geboren("2026-09-03", ""), geboren("2026-09-02", ""));
paar!(
    tr134_wmo301_relatie_geboortedatum,
    RELATIE,
    relatie_geboren("2026-09-03", ""),
    relatie_geboren("2026-09-02", "")
);
paar!(
    cs139_wmo301_client_geboortedatum_datumgebruik,
    CLIENT,
    geboren("1950-03-02", "1"),
    geboren("1950-03-01", "1")
);
paar!(
    cs139_wmo301_client_geboortedatum_datumgebruik_maand,
    CLIENT,
    geboren("1950-02-01", "2"),
    geboren("1950-01-01", "2")
);
paar!(
    cs139_wmo301_client_geboortedatum_datumgebruik_alles,
    CLIENT,
    geboren("1950-01-01", "3"),
    geboren("1900-01-01", "3")
);
paar!(
    cs139_wmo301_relatie_geboortedatum_datumgebruik,
    RELATIE,
    relatie_geboren("1980-05-02", "1"),
    relatie_geboren("1980-05-01", "1")
);
paar!(
    cs050_wmo301_client_naam_naamgebruik,
    CLIENT,
    met(&b301(), "<i:NaamGebruik>1", "<i:NaamGebruik>2"),
    met(&b301(), "</i:Geslachtsnaam><i:NaamGebruik>1", &format!("{PARTNER}2"))
);
paar!(
    cs050_wmo301_client_naam_naamgebruik_partner,
    CLIENT,
    met(&b301(), "</i:Geslachtsnaam><i:NaamGebruik>1", &format!("{PARTNER}5")),
    met(&b301(), "</i:Geslachtsnaam><i:NaamGebruik>1", &format!("{PARTNER}4"))
);
paar!(
    cs050_wmo301_relatie_naam_naamgebruik,
    RELATIE,
    laatste(&b301(), "<i:NaamGebruik>1", "<i:NaamGebruik>6"),
    laatste(&b301(), "</i:Geslachtsnaam><i:NaamGebruik>1", &format!("{PARTNER}3"))
);
paar!(
    cd007_wmo301,
    CLIENT,
    communicatie("<i:Vorm>1</i:Vorm>"),
    communicatie("<i:Vorm>1</i:Vorm><i:Taal>Deens</i:Taal>")
);
paar!(
    cd007_wmo301_andere_vorm,
    CLIENT,
    communicatie("<i:Vorm>2</i:Vorm><i:Taal>Deens</i:Taal>"),
    communicatie("<i:Vorm>2</i:Vorm>")
);
paar!(tr061_wmo301, CLIENT, laatste(&b301(), ">01</Soort>", ">04</Soort>"), contact2("04", TELEFOON));
paar!(tr101_wmo301_relatie, RELATIE2, relatie2("1"), relatie2("2"));
paar!(
    tr101_wmo301_contact,
    CONTACT2,
    contact2("01", &format!("<Adres>{HUIS}{POSTCODE}{LAND}</Adres>")),
    contact2("03", &format!("<Adres>{HUIS}{POSTCODE}{LAND}</Adres>"))
);
paar!(tr006_wmo301, CONTACT2, contact2("02", &format!("<Adres>{HUIS}</Adres>")), contact2("02", TELEFOON));
paar!(
    tr006_wmo301_adres,
    CONTACT2,
    contact2("02", &format!("<Adres>{POSTCODE}<i:LandCode>DE</i:LandCode></Adres>")),
    contact2("02", &format!("<Adres>{HUIS}{POSTCODE}<i:LandCode>DE</i:LandCode></Adres>"))
);
paar!(
    tr006_wmo301_relatie,
    "/Bericht/Client/Relaties/Relatie[1]/Contact",
    met(
        &met(&b301(), "<Soort>01</Soort>", "<Soort>02</Soort>"),
        &format!("<Adres>{HUIS}{POSTCODE}{LAND}</Adres>"),
        ""
    ),
    met(
        &met(&b301(), "<Soort>01</Soort>", "<Soort>02</Soort>"),
        &format!("<Adres>{HUIS}{POSTCODE}{LAND}</Adres>"),
        TELEFOON
    )
);
paar!(cd005_wmo301, CONTACT, laatste(&b301(), LAND, ""), b301());
paar!(
    cd005_wmo301_zonder_postcode,
    CONTACT2,
    contact2("02", &format!("<Adres>{HUIS}{LAND}</Adres>{TELEFOON}")),
    contact2("02", &format!("<Adres>{HUIS}</Adres>{TELEFOON}"))
);
paar!(
    cd009_wmo301,
    CONTACT2,
    contact2("02", &periode("2026-09-01", "2026-09-30")),
    contact2("04", &periode("2026-09-01", "2026-09-30"))
);
paar!(
    cs003_wmo301_contact_periode_einddatum,
    CONTACT2,
    contact2("04", &periode("2026-09-02", "2026-09-01")),
    contact2("04", &periode("2026-09-01", "2026-09-01"))
);
paar!(
    cd025_wmo301,
    CONTACT2,
    contact2("02", &format!("<Adres>{POSTCODE}{LAND}</Adres>{TELEFOON}")),
    contact2("02", &format!("<Adres>{POSTCODE}<i:LandCode>BE</i:LandCode></Adres>{TELEFOON}"))
);
paar!(
    cd034_wmo301,
    CONTACT,
    laatste(
        &b301(),
        &format!("<Adres>{HUIS}{POSTCODE}{LAND}</Adres>"),
        &format!("<Adres>{HUIS}</Adres>{TELEFOON}")
    ),
    contact2("02", &format!("<Adres>{HUIS}</Adres>{TELEFOON}"))
);
paar!(
    cd034_wmo301_verblijfadres,
    CONTACT2,
    contact2("03", &format!("<Adres>{HUIS}</Adres>{TELEFOON}")),
    contact2("03", &format!("<Adres>{HUIS}{POSTCODE}{LAND}</Adres>"))
);
paar!(cs089_wmo301, CONTACT, laatste(&b301(), "3311AB", "0311AB"), laatste(&b301(), "3311AB", "1000aa"));
paar!(
    cs089_wmo301_ander_land,
    CONTACT,
    laatste(&b301(), "3311AB", "3311 AB"),
    laatste(&laatste(&b301(), "3311AB", "3311 AB"), ">NL<", ">BE<")
);
