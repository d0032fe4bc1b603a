//! The client, people around the client and where they can be reached.

use super::hulp::berichten::{b301, b305, b307};
use super::{CLIENT, CONTACT, Geval, RELATIE, RELATIECONTACT, laatste, met};

pub(super) fn personen() -> Vec<Geval> {
    let (b, d) = (b301(), "<i:Datum>1950-03-04</i:Datum>");
    let geboren = |datum: &str, gebruik: &str| {
        let gebruik = if gebruik.is_empty() {
            String::new()
        } else {
            format!("<i:DatumGebruik>{gebruik}</i:DatumGebruik>")
        };
        met(&b, d, &format!("<i:Datum>{datum}</i:Datum>{gebruik}"))
    };
    vec![
        Geval("elfproef", met(&b, "999900006", "999900007"), &["CS002"], CLIENT),
        Geval("elfproef 305", met(&b305(), "999900006", "123456789"), &["CS002"], CLIENT),
        Geval("120 jaar", geboren("1906-09-02", ""), &[], ""),
        Geval("120 jaar en een dag", geboren("1906-09-01", ""), &["TR002"], CLIENT),
        Geval("onbekend", geboren("1900-01-01", "3"), &[], ""),
        Geval("onbekend zonder gebruik", geboren("1900-01-01", ""), &["TR002"], CLIENT),
        Geval("geboren vandaag", geboren("2026-09-02", ""), &[], ""),
        Geval("geboren morgen", geboren("2026-09-03", ""), &["TR134"], CLIENT),
        Geval("dag onbekend", geboren("1950-03-01", "1"), &[], ""),
        Geval("dag onbekend, toch dag 2", geboren("1950-03-02", "1"), &["CS139"], CLIENT),
        Geval("maand onbekend", geboren("1950-01-01", "2"), &[], ""),
        Geval("maand onbekend, toch februari", geboren("1950-02-01", "2"), &["CS139"], CLIENT),
        Geval("alles onbekend, toch een jaar", geboren("1950-01-01", "3"), &["CS139"], CLIENT),
        Geval("relatie", met(&b, "1980-05-06", "1880-05-06"), &["TR002"], RELATIE),
        Geval("relatie morgen", met(&b, "1980-05-06", "2027-05-06"), &["TR134"], RELATIE),
        Geval("307 geboren morgen", met(&b307(), "1950-03-04", "2026-09-03"), &["TR134"], CLIENT),
        Geval(
            "naamgebruik 2 zonder partner",
            met(&b, "<i:NaamGebruik>1<", "<i:NaamGebruik>2<"),
            &["CS050"],
            CLIENT,
        ),
        Geval(
            "naamgebruik relatie",
            laatste(&b, "<i:NaamGebruik>1<", "<i:NaamGebruik>6<"),
            &["CS050"],
            RELATIE,
        ),
        Geval(
            "naamgebruik 4 met partner",
            met(
                &b,
                "</i:Geslachtsnaam><i:NaamGebruik>1<",
                "</i:Geslachtsnaam><i:Partnernaam><i:Achternaam>Zee</i:Achternaam></i:Partnernaam><i:NaamGebruik>4<",
            ),
            &[],
            "",
        ),
        Geval(
            "naamgebruik 5 met partner",
            met(
                &b,
                "</i:Geslachtsnaam><i:NaamGebruik>1<",
                "</i:Geslachtsnaam><i:Partnernaam><i:Achternaam>Zee</i:Achternaam></i:Partnernaam><i:NaamGebruik>5<",
            ),
            &["CS050"],
            CLIENT,
        ),
        Geval(
            "tolk zonder taal",
            met(&b, "</Naam><Relaties>", "</Naam><Communicatie><i:Vorm>1</i:Vorm></Communicatie><Relaties>"),
            &["CD007"],
            CLIENT,
        ),
        Geval(
            "tolk met taal",
            met(
                &b,
                "</Naam><Relaties>",
                "</Naam><Communicatie><i:Vorm>1</i:Vorm><i:Taal>Deens</i:Taal></Communicatie><Relaties>",
            ),
            &[],
            "",
        ),
        Geval(
            "doventolk met taal",
            met(
                &b,
                "</Naam><Relaties>",
                "</Naam><Communicatie><i:Vorm>2</i:Vorm><i:Taal>Deens</i:Taal></Communicatie><Relaties>",
            ),
            &["CD007"],
            CLIENT,
        ),
    ]
}

pub(super) fn contacten() -> Vec<Geval> {
    let b = b301();
    let tel = "<Telefoon><i:Telefoon01><i:Telefoonnummer>0781234567</i:Telefoonnummer><i:Landnummer>31</i:Landnummer></i:Telefoon01></Telefoon>";
    let huis = "<i:Huis><i:Huisnummer>1</i:Huisnummer></i:Huis>";
    let contact2 = |soort: &str, rest: &str| {
        met(
            &b,
            "</Contactgegevens>",
            &format!("<Contact><Soort>{soort}</Soort>{rest}</Contact></Contactgegevens>"),
        )
    };
    let periode =
        "<Periode><i:Begindatum>2026-09-01</i:Begindatum><i:Einddatum>2026-09-01</i:Einddatum></Periode>";
    vec![
        Geval("postcode zonder land", laatste(&b, "<i:LandCode>NL</i:LandCode>", ""), &["CD005"], CONTACT),
        Geval(
            "land zonder postcode",
            laatste(
                &met(&b, "</Contactgegevens>", "</Contactgegevens>"),
                "<i:Postcode>3311AB</i:Postcode>",
                "",
            ),
            &["TR006", "CD005", "CD034"],
            CONTACT,
        ),
        Geval("nederland zonder huis", laatste(&b, huis, ""), &["TR006", "CD025"], CONTACT),
        Geval(
            "duitsland zonder huis",
            laatste(
                &laatste(&b, huis, ""),
                "NL</i:LandCode></Adres>",
                &format!("DE</i:LandCode></Adres>{tel}"),
            ),
            &[],
            "",
        ),
        Geval(
            "nederland zonder huis, met telefoon",
            laatste(&laatste(&b, huis, ""), "</Adres>", &format!("</Adres>{tel}")),
            &["CD025"],
            CONTACT,
        ),
        Geval("postcode met spatie", laatste(&b, "3311AB", "3311 AB"), &["CS089"], CONTACT),
        Geval("postcode met 0", laatste(&b, "3311AB", "0311AB"), &["CS089"], CONTACT),
        Geval("postcode kleine letters", laatste(&b, "3311AB", "3311ab"), &[], ""),
        Geval("postcode van een relatie", met(&b, "3311AB", "3311A1"), &["CS089"], RELATIECONTACT),
        Geval("postcode elders", laatste(&laatste(&b, "3311AB", "B-1000"), "NL<", "BE<"), &[], ""),
        Geval(
            "alleen telefoon op een brp-adres",
            laatste(
                &b,
                &format!("<Adres>{huis}<i:Postcode>3311AB</i:Postcode><i:LandCode>NL</i:LandCode></Adres>"),
                tel,
            ),
            &["CD034"],
            CONTACT,
        ),
        Geval("correspondentie met alleen telefoon", contact2("02", tel), &[], ""),
        Geval(
            "correspondentie met niets",
            contact2("02", ""),
            &["TR006"],
            "/Bericht/Client/Contactgegevens/Contact[2]",
        ),
        Geval(
            "periode op een correspondentieadres",
            contact2("02", &format!("{tel}{periode}")),
            &["CD009"],
            "/Bericht/Client/Contactgegevens/Contact[2]",
        ),
        Geval("periode op een tijdelijk adres", contact2("04", &format!("{tel}{periode}")), &[], ""),
        Geval(
            "omgekeerde periode",
            contact2("04", &format!("{tel}{}", periode.replace("2026-09-01</i:E", "2026-08-31</i:E"))),
            &["CS003"],
            "/Bericht/Client/Contactgegevens/Contact[2]",
        ),
        Geval(
            "alleen een tijdelijk adres",
            laatste(&b, "<Soort>01</Soort>", "<Soort>04</Soort>"),
            &["TR061"],
            CLIENT,
        ),
        Geval(
            "twee brp-adressen",
            contact2(
                "01",
                "<Adres><i:Huis><i:Huisnummer>1</i:Huisnummer></i:Huis><i:Postcode>3311AB</i:Postcode><i:LandCode>NL</i:LandCode></Adres>",
            ),
            &["TR101"],
            "/Bericht/Client/Contactgegevens/Contact[2]",
        ),
    ]
}
