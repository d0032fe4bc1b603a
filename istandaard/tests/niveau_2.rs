//! Every rule of level 2: a message that breaks it, and one just on the right side.

mod hulp;

use hulp::berichten::{
    b301, b305, b307, b315, b317, b319, b323, b323_van, b325, client, product301, regel323,
};
use hulp::{keur, xmllint};
use std::collections::BTreeSet;

/// Replaces exactly one place, so that a test cannot pass because nothing changed.
fn met(tekst: &str, oud: &str, nieuw: &str) -> String {
    assert!(tekst.contains(oud), "{oud} staat niet in het bericht");
    tekst.replacen(oud, nieuw, 1)
}

fn laatste(tekst: &str, oud: &str, nieuw: &str) -> String {
    let i = tekst.rfind(oud).unwrap_or_else(|| panic!("{oud} staat niet in het bericht"));
    format!("{}{nieuw}{}", &tekst[..i], &tekst[i + oud.len()..])
}

/// Rules and places of all findings.
fn bevindingen(tekst: &str) -> Vec<(&'static str, String)> {
    let (_, lijst) = keur(tekst);
    for b in &lijst {
        assert_eq!(b.retourcode.map(|r| r.0), Some("0001"), "{b:?}");
        assert!(!b.tekst.contains("99990"), "een tekst noemt een BSN: {b:?}");
    }
    lijst.into_iter().map(|b| (b.regel, b.pad)).collect()
}

/// A changed message with the rules that it must break and the place of the first; an empty list is the right side.
struct Geval(&'static str, String, &'static [&'static str], &'static str);

const CLIENT: &str = "/Bericht/Client";
const RELATIE: &str = "/Bericht/Client/Relaties/Relatie[1]";
const CONTACT: &str = "/Bericht/Client/Contactgegevens/Contact[1]";
const RELATIECONTACT: &str = "/Bericht/Client/Relaties/Relatie[1]/Contact";
const TOEGEWEZEN: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]";
const TOEGEWEZEN2: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]";
const START: &str = "/Bericht/Client/StartProducten/StartProduct[1]";
const STOP: &str = "/Bericht/Client/StopProducten/StopProduct[1]";
const GEVRAAGD: &str = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]";
const NIEUW: &str = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]";
const DECLARATIE: &str = "/Bericht/Declaratie";
const REGEL: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
const ANTWOORD: &str = "/Bericht/DeclaratieAntwoord";

fn controleer_alle(gevallen: &[Geval]) -> BTreeSet<&'static str> {
    let mut geraakt = BTreeSet::new();
    for Geval(naam, tekst, regels, pad) in gevallen {
        let gevonden = bevindingen(tekst);
        let codes: Vec<_> = gevonden.iter().map(|b| b.0).collect();
        assert_eq!(&codes, regels, "{naam}: {gevonden:?}");
        if let Some((_, p)) = gevonden.first() {
            assert_eq!(p, pad, "{naam}");
        }
        geraakt.extend(codes);
    }
    geraakt
}

#[test]
fn the_messages_that_are_bent_are_themselves_right() {
    for (nummer, tekst) in [
        ("301", b301()),
        ("305", b305()),
        ("307", b307()),
        ("315", b315()),
        ("317", b317()),
        ("319", b319()),
        ("323", b323()),
        ("325", b325()),
    ] {
        assert_eq!(bevindingen(&tekst), Vec::new(), "{nummer}");
        if let Some(uitkomst) = xmllint(nummer, tekst.as_bytes()) {
            assert_eq!(uitkomst, Ok(()), "{nummer}");
        }
    }
}

fn personen() -> Vec<Geval> {
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

fn contacten() -> Vec<Geval> {
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

fn producten() -> Vec<Geval> {
    let b = b301();
    let omvang =
        "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
    let eind = "<Einddatum>2026-12-31</Einddatum>";
    let code = "<i:Code>02A05</i:Code>";
    let product = "<Product><i:Categorie>02</i:Categorie><i:Code>02A05</i:Code></Product>";
    let budget = "<Budget>100</Budget>";
    let tweede = |p: &str, van: &str, tot: &str| {
        met(
            &b,
            "</ToegewezenProducten>",
            &format!("{}</ToegewezenProducten>", product301("102", p, van, tot)),
        )
    };
    let zelfde = "<i:Categorie>02</i:Categorie><i:Code>02A05</i:Code>";
    // A second assignment without a code has no volume.
    let aspecifiek = |c: &str, van: &str| {
        laatste(&tweede(&format!("<i:Categorie>{c}</i:Categorie>"), van, "2027-12-31"), omvang, "")
    };
    let generiek = |van: &str| {
        let t = tweede(zelfde, van, "2027-12-31");
        laatste(&laatste(&t, product, ""), omvang, budget)
    };
    let reden = |r: &str, tot: &str| {
        met(&b, eind, &format!("<Einddatum>{tot}</Einddatum><RedenWijziging>{r}</RedenWijziging>"))
    };
    let eenheid = |e: &str, f: &str| {
        met(&b, "04</i:Eenheid><i:Frequentie>4", &format!("{e}</i:Eenheid><i:Frequentie>{f}"))
    };
    vec![
        Geval("code zonder omvang", met(&b, omvang, ""), &["CD041"], TOEGEWEZEN),
        Geval("omvang zonder code", met(&b, code, ""), &["CD080"], TOEGEWEZEN),
        Geval(
            "omvang zonder code tot en met 2020",
            met(
                &met(&met(&b, code, ""), "2026-12-31", "2020-12-31"),
                "<Ingangsdatum>2026-09-01",
                "<Ingangsdatum>2020-09-01",
            ),
            &[],
            "",
        ),
        Geval(
            "omvang zonder code tot 2021",
            met(
                &met(&met(&b, code, ""), "2026-12-31", "2021-01-01"),
                "<Ingangsdatum>2026-09-01",
                "<Ingangsdatum>2020-09-01",
            ),
            &["CD080"],
            TOEGEWEZEN,
        ),
        Geval("geen omvang en geen code", met(&met(&b, code, ""), omvang, ""), &[], ""),
        Geval(
            "budget zonder einddatum",
            met(&met(&met(&b, omvang, budget), eind, ""), product, ""),
            &["CD075"],
            TOEGEWEZEN,
        ),
        Geval("budget met einddatum", met(&met(&b, omvang, budget), product, ""), &[], ""),
        Geval(
            "per week zonder einddatum",
            met(&met(&b, "<i:Frequentie>4", "<i:Frequentie>2"), eind, ""),
            &["CD076"],
            TOEGEWEZEN,
        ),
        Geval("per week met einddatum", met(&b, "<i:Frequentie>4", "<i:Frequentie>2"), &[], ""),
        Geval("per maand zonder einddatum", met(&b, eind, ""), &[], ""),
        Geval(
            "omvang en budget",
            met(&b, omvang, &format!("{omvang}{budget}")),
            &["CD077", "CD078"],
            TOEGEWEZEN,
        ),
        Geval("geen budget en geen product", met(&met(&b, omvang, ""), product, ""), &["CD079"], TOEGEWEZEN),
        Geval("eindigt voor begin", met(&b, "2026-12-31", "2026-08-31"), &["CS003"], TOEGEWEZEN),
        Geval("eindigt op begin", met(&b, "2026-12-31", "2026-09-01"), &[], ""),
        Geval(
            "toegewezen na dagtekening",
            met(&b, "<Toewijzingsdatum>2026-09-01", "<Toewijzingsdatum>2026-09-03"),
            &["TR134"],
            TOEGEWEZEN,
        ),
        Geval(
            "toegewezen op dagtekening",
            met(&b, "<Toewijzingsdatum>2026-09-01", "<Toewijzingsdatum>2026-09-02"),
            &[],
            "",
        ),
        Geval("verwijderd", reden("13", "2026-09-01"), &[], ""),
        Geval("verwijderd met een dag", reden("13", "2026-09-02"), &["CS335"], TOEGEWEZEN),
        Geval("vervallen reden", reden("01", "2026-09-01"), &["CS336"], TOEGEWEZEN),
        Geval("etmaal per dag", eenheid("14", "1"), &["CS338"], TOEGEWEZEN),
        Geval("etmaal per week", eenheid("14", "2"), &[], ""),
        Geval("uur per dag", eenheid("04", "1"), &[], ""),
        Geval(
            "dubbel nummer",
            met(
                &b,
                "</ToegewezenProducten>",
                &format!(
                    "{}</ToegewezenProducten>",
                    product301(
                        "0101",
                        "<i:Categorie>03</i:Categorie><i:Code>03A01</i:Code>",
                        "2026-09-01",
                        "2026-12-31"
                    )
                ),
            ),
            &["TR101"],
            TOEGEWEZEN2,
        ),
        Geval(
            "dubbele relatie",
            met(
                &b,
                "</Relaties>",
                "<Relatie><Nummer>1</Nummer><Soort>09</Soort><Naam><i:Geslachtsnaam><i:Achternaam>Dal</i:Achternaam></i:Geslachtsnaam><i:NaamGebruik>1</i:NaamGebruik></Naam><Contact><Soort>02</Soort><Emailadres>a@b.nl</Emailadres><Periode/></Contact></Relatie></Relaties>",
            ),
            &["TR006", "CD009", "TR101"],
            "/Bericht/Client/Relaties/Relatie[2]/Contact",
        ),
        Geval(
            "zelfde product overlapt een dag",
            tweede(zelfde, "2026-12-31", "2027-12-31"),
            &["TR302"],
            TOEGEWEZEN2,
        ),
        Geval("zelfde product sluit aan", tweede(zelfde, "2027-01-01", "2027-12-31"), &[], ""),
        Geval(
            "ander product overlapt",
            tweede("<i:Categorie>02</i:Categorie><i:Code>02A06</i:Code>", "2026-10-01", "2027-12-31"),
            &[],
            "",
        ),
        Geval("aspecifiek overlapt de categorie", aspecifiek("02", "2026-12-31"), &["TR302"], TOEGEWEZEN2),
        Geval("aspecifiek sluit aan", aspecifiek("02", "2027-01-01"), &[], ""),
        Geval("aspecifiek in een andere categorie", aspecifiek("03", "2026-10-01"), &[], ""),
        Geval("generiek overlapt", generiek("2026-12-31"), &["TR302"], TOEGEWEZEN2),
        Geval("generiek sluit aan", generiek("2027-01-01"), &[], ""),
        Geval(
            "hulpmiddel overlapt zichzelf",
            met(
                &tweede("<i:Categorie>11</i:Categorie><i:Code>11X00</i:Code>", "2026-09-01", "2027-12-31"),
                zelfde,
                "<i:Categorie>11</i:Categorie><i:Code>11X00</i:Code>",
            ),
            &[],
            "",
        ),
        Geval(
            "generiek naast hulpmiddel",
            met(&generiek("2026-10-01"), zelfde, "<i:Categorie>12</i:Categorie><i:Code>12X00</i:Code>"),
            &[],
            "",
        ),
        Geval(
            "verwijderd telt niet mee",
            met(
                &tweede(zelfde, "2026-09-01", "2027-12-31"),
                eind,
                "<Einddatum>2026-09-01</Einddatum><RedenWijziging>13</RedenWijziging>",
            ),
            &[],
            "",
        ),
    ]
}

fn levering() -> Vec<Geval> {
    let (start, stop) = (b305(), b307());
    let product = |b: &str, klasse: &str| {
        let van = b.find(&format!("<{klasse}>")).unwrap();
        let tot = b.find(&format!("</{klasse}>")).unwrap() + klasse.len() + 3;
        b[van..tot].to_owned()
    };
    let (p5, p7) = (product(&start, "StartProduct"), product(&stop, "StopProduct"));
    vec![
        Geval("start vandaag", met(&start, "<Begindatum>2026-09-01", "<Begindatum>2026-09-02"), &[], ""),
        Geval(
            "start morgen",
            met(&start, "<Begindatum>2026-09-01", "<Begindatum>2026-09-03"),
            &["TR134"],
            START,
        ),
        Geval("status 2", met(&start, "<StatusAanlevering>1", "<StatusAanlevering>2"), &["CS058"], START),
        Geval(
            "status 9 in een stop",
            met(&stop, "<StatusAanlevering>1", "<StatusAanlevering>9"),
            &["CS058"],
            STOP,
        ),
        Geval("verwijderen", met(&start, "<StatusAanlevering>1", "<StatusAanlevering>3"), &[], ""),
        Geval(
            "dubbele start",
            met(
                &start,
                "</StartProducten>",
                &format!(
                    "{}</StartProducten>",
                    met(&p5, "<ToewijzingIngangsdatum>2026-09-01", "<ToewijzingIngangsdatum>2026-08-01")
                ),
            ),
            &["TR101"],
            "/Bericht/Client/StartProducten/StartProduct[2]",
        ),
        Geval(
            "tweede start op een andere dag",
            met(
                &start,
                "</StartProducten>",
                &format!("{}</StartProducten>", met(&p5, "<Begindatum>2026-09-01", "<Begindatum>2026-09-02")),
            ),
            &[],
            "",
        ),
        Geval(
            "stop voor start",
            met(&stop, "<Einddatum>2026-09-01", "<Einddatum>2026-05-31"),
            &["TR018"],
            STOP,
        ),
        Geval(
            "stop op de dag van start",
            met(&stop, "<Einddatum>2026-09-01", "<Einddatum>2026-06-01"),
            &[],
            "",
        ),
        Geval("stop morgen", met(&stop, "<Einddatum>2026-09-01", "<Einddatum>2026-09-03"), &["TR134"], STOP),
        Geval(
            "dubbele stop",
            met(&stop, "</StopProducten>", &format!("{p7}</StopProducten>")),
            &["TR101"],
            "/Bericht/Client/StopProducten/StopProduct[2]",
        ),
        Geval(
            "tweede stop met een andere reden",
            met(&stop, "</StopProducten>", &format!("{}</StopProducten>", met(&p7, ">19<", ">20<"))),
            &[],
            "",
        ),
    ]
}

fn verzoeken() -> Vec<Geval> {
    let (vot, vow, antwoord) = (b315(), b317(), b319());
    let omvang =
        "<Omvang><i:Volume>10</i:Volume><i:Eenheid>04</i:Eenheid><i:Frequentie>4</i:Frequentie></Omvang>";
    let verwijzer = |v: &str| met(&vot, "<i:Type>01</i:Type>", v);
    let tweede = |referentie: &str, van: &str| {
        let p =
            &vot[vot.find("<AangevraagdProduct>").unwrap()..vot.find("</AangevraagdeProducten>").unwrap()];
        let p = met(&met(p, ">R1<", &format!(">{referentie}<")), "2026-12-31", "2027-12-31");
        let p = met(&p, "2026-10-01", van);
        met(&vot, "</AangevraagdeProducten>", &format!("{p}</AangevraagdeProducten>"))
    };
    let nieuw2 = |van: &str| {
        let p = &vow[vow.find("<NieuwProduct>").unwrap()..vow.find("</NieuweProducten>").unwrap()];
        let p = met(&met(p, "2026-12-31", "2027-12-31"), "2026-09-03", van);
        met(&vow, "</NieuweProducten>", &format!("{p}</NieuweProducten>"))
    };
    let wijzig = "<TeWijzigenProducten><TeWijzigenProduct><ToewijzingNummer>101</ToewijzingNummer><GewensteIngangsdatum>2026-10-01</GewensteIngangsdatum></TeWijzigenProduct></TeWijzigenProducten>";
    let ongewijzigd =
        &vow[vow.find("<OngewijzigdeProducten>").unwrap()..vow.find("<NieuweProducten>").unwrap()];
    let nieuwe = &vow[vow.find("<NieuweProducten>").unwrap()..vow.find("</Verzoek>").unwrap()];
    vec![
        Geval(
            "beschikking zonder datum",
            met(
                &vot,
                "</ReferentieAanbieder>",
                "</ReferentieAanbieder><BeschikkingNummer>1</BeschikkingNummer>",
            ),
            &["CD043"],
            GEVRAAGD,
        ),
        Geval(
            "datum zonder beschikking",
            met(
                &vot,
                "<ToewijzingIngangsdatum>",
                "<BeschikkingIngangsdatum>2026-09-01</BeschikkingIngangsdatum><ToewijzingIngangsdatum>",
            ),
            &["CD043"],
            GEVRAAGD,
        ),
        Geval(
            "huisarts met code",
            verwijzer("<i:Type>02</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>"),
            &[],
            "",
        ),
        Geval(
            "huisarts met code en naam",
            verwijzer(
                "<i:Type>02</i:Type><i:Naam>Dr</i:Naam><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>",
            ),
            &["CD066"],
            GEVRAAGD,
        ),
        Geval("huisarts zonder iets", verwijzer("<i:Type>05</i:Type>"), &["CD067"], GEVRAAGD),
        Geval(
            "gemeente met code",
            verwijzer("<i:Type>01</i:Type><i:ZorgverlenerCode>01234567</i:ZorgverlenerCode>"),
            &["CD068"],
            GEVRAAGD,
        ),
        Geval("omvang zonder code", met(&vot, "<i:Code>02A05</i:Code>", ""), &["CD095"], GEVRAAGD),
        Geval(
            "etmaal per dag",
            met(&vot, "04</i:Eenheid><i:Frequentie>4", "16</i:Eenheid><i:Frequentie>1"),
            &["CS343"],
            GEVRAAGD,
        ),
        Geval("eindigt voor begin", met(&vot, "2026-12-31", "2026-09-30"), &["CS003"], GEVRAAGD),
        Geval(
            "dubbele referentie",
            tweede("R1", "2027-01-01"),
            &["TR101", "TR383"],
            "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]",
        ),
        Geval(
            "overlap",
            tweede("R2", "2026-12-31"),
            &["TR386"],
            "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]",
        ),
        Geval("sluit aan", tweede("R2", "2027-01-01"), &[], ""),
        Geval("nieuw op dagtekening", met(&vow, "2026-09-03", "2026-09-02"), &["TR380"], NIEUW),
        Geval("nieuw zonder code", met(&vow, "<i:Code>02A05</i:Code>", ""), &["CD096"], NIEUW),
        Geval("nieuw zonder omvang", met(&vow, omvang, ""), &["CD041"], NIEUW),
        Geval(
            "nieuw overlapt",
            nieuw2("2026-12-31"),
            &["TR410"],
            "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[2]",
        ),
        Geval("nieuw sluit aan", nieuw2("2027-01-01"), &[], ""),
        Geval("alleen nieuw", met(&vow, ongewijzigd, ""), &["TR352"], "/Bericht/Client/Verzoek"),
        Geval("alleen ongewijzigd", met(&vow, nieuwe, ""), &["TR353"], "/Bericht/Client/Verzoek"),
        Geval("alleen te wijzigen", met(&met(&vow, ongewijzigd, wijzig), nieuwe, ""), &[], ""),
        Geval(
            "te wijzigen met budget zonder einddatum",
            met(&vow, nieuwe, &met(wijzig, "</TeWijzigenProduct>", "<Budget>1</Budget></TeWijzigenProduct>")),
            &["CD075"],
            "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]",
        ),
        Geval(
            "afwijzing zonder reden",
            met(&antwoord, "<RedenAfwijzingVerzoek>3</RedenAfwijzingVerzoek>", ""),
            &["CD085"],
            "/Bericht/Antwoord",
        ),
        Geval(
            "in onderzoek met reden",
            met(&antwoord, "<VerzoekAntwoord>1", "<VerzoekAntwoord>2"),
            &["CD086"],
            "/Bericht/Antwoord",
        ),
    ]
}

fn declaraties() -> Vec<Geval> {
    let b = b323();
    let regel = |r: &str, v: &str, t: u32, dc: &str| regel323(r, v, t, 50000, dc);
    let een = |regels: &[String], totaal: u32| b323_van(totaal, "D", &[client("999900006", regels)]);
    let periode = |van: &str, tot: &str| {
        met(
            &met(
                &b,
                "<DeclaratiePeriode><i:Begindatum>2026-08-01",
                &format!("<DeclaratiePeriode><i:Begindatum>{van}"),
            ),
            "<i:Einddatum>2026-08-31</i:Einddatum></DeclaratiePeriode>",
            &format!("<i:Einddatum>{tot}</i:Einddatum></DeclaratiePeriode>"),
        )
    };
    let product = |van: &str, tot: &str| {
        met(
            &met(
                &b,
                "<ProductPeriode><i:Begindatum>2026-08-01",
                &format!("<ProductPeriode><i:Begindatum>{van}"),
            ),
            "<i:Einddatum>2026-08-31</i:Einddatum></ProductPeriode>",
            &format!("<i:Einddatum>{tot}</i:Einddatum></ProductPeriode>"),
        )
    };
    let euro = |volume: &str| {
        met(
            &met(&b, "<GeleverdVolume>10<", &format!("<GeleverdVolume>{volume}<")),
            "<Eenheid>04</Eenheid><ProductTarief>5000</ProductTarief>",
            "<Eenheid>83</Eenheid>",
        )
    };
    vec![
        Geval(
            "elfproef",
            met(&b, "999900018", "999900019"),
            &["CS002"],
            "/Bericht/Declaratie/Clienten/Client[2]",
        ),
        Geval(
            "credit zonder vorige",
            met(&b, "<i:VorigReferentieNummer>R0</i:VorigReferentieNummer>", ""),
            &["CD060"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval("debet met vorige", een(&[regel("R1", "R0", 101, "D")], 50000), &["CD060"], REGEL),
        Geval("geen tarief", met(&b, "<ProductTarief>5000</ProductTarief>", ""), &["CD087"], REGEL),
        Geval(
            "euro's met tarief",
            met(&met(&b, "<GeleverdVolume>10<", "<GeleverdVolume>50000<"), "<Eenheid>04<", "<Eenheid>83<"),
            &["CD087"],
            REGEL,
        ),
        Geval("euro's", euro("50000"), &[], ""),
        Geval("euro's met een ander volume", euro("49999"), &["CS339"], REGEL),
        Geval(
            "nul credit",
            met(
                &met(&b, "<i:Bedrag>10000<", "<i:Bedrag>0<"),
                "<i:TotaalBedrag>90000",
                "<i:TotaalBedrag>100000",
            ),
            &["CS325"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval(
            "totaal nul credit",
            b323_van(
                0,
                "C",
                &[client("999900006", &[regel("R1", "", 101, "D"), regel("R2", "R0", 102, "C")])],
            ),
            &["CS325"],
            DECLARATIE,
        ),
        Geval(
            "totaal nul debet",
            b323_van(
                0,
                "D",
                &[client("999900006", &[regel("R1", "", 101, "D"), regel("R2", "R0", 102, "C")])],
            ),
            &[],
            "",
        ),
        Geval(
            "totaal credit",
            b323_van(50000, "C", &[client("999900006", &[regel("R1", "R0", 101, "C")])]),
            &[],
            "",
        ),
        Geval(
            "totaal een cent mis",
            met(&b, "<i:TotaalBedrag>90000", "<i:TotaalBedrag>90001"),
            &["TR358"],
            DECLARATIE,
        ),
        Geval(
            "geen hele maand",
            periode("2026-08-01", "2026-08-30"),
            &["TR319", "TR319", "TR319", "CS340"],
            REGEL,
        ),
        Geval("vanaf de tweede", periode("2026-08-02", "2026-08-31"), &["CS340"], DECLARATIE),
        Geval("twee maanden", periode("2026-07-01", "2026-08-31"), &["CS340"], DECLARATIE),
        Geval(
            "september declareren op 2 september",
            periode("2026-09-01", "2026-09-30"),
            &["TR137"],
            DECLARATIE,
        ),
        Geval(
            "oktober declareren op 2 september",
            periode("2026-10-01", "2026-10-31"),
            &["TR134", "TR137"],
            DECLARATIE,
        ),
        Geval("regel in een vorige periode", product("2026-07-01", "2026-07-31"), &[], ""),
        Geval("regel over twee maanden", product("2026-07-31", "2026-08-31"), &["CS337"], REGEL),
        Geval("zelfde maand een jaar eerder", product("2025-08-01", "2026-08-31"), &["CS337"], REGEL),
        Geval("regel na de periode", product("2026-09-01", "2026-09-02"), &["TR319"], REGEL),
        Geval(
            "regel na dagtekening",
            product("2026-09-03", "2026-09-04"),
            &["TR134", "TR137", "TR319"],
            REGEL,
        ),
        Geval("regel eindigt voor begin", product("2026-08-02", "2026-08-01"), &["TR137"], REGEL),
        Geval("vijf jaar geleden", product("2021-09-02", "2021-09-02"), &[], ""),
        Geval("vijf jaar en een dag geleden", product("2021-09-01", "2021-09-01"), &["TR335"], REGEL),
        Geval("voor 2021", product("2020-12-31", "2020-12-31"), &["TR335", "CS100"], REGEL),
        Geval(
            "declaratieperiode voor 2021",
            met(&periode("2020-12-01", "2020-12-31"), "<DeclaratieNummer>", "<DeclaratieNummer>"),
            &["TR319", "TR319", "TR319", "CS100"],
            REGEL,
        ),
        Geval(
            "dubbele client",
            b323_van(
                100_000,
                "D",
                &[
                    client("999900006", &[regel("R1", "", 101, "D")]),
                    client("999900006", &[regel("R2", "", 102, "D")]),
                ],
            ),
            &["TR101"],
            "/Bericht/Declaratie/Clienten/Client[2]",
        ),
        Geval(
            "dubbele regel",
            een(&[regel("R1", "", 101, "D"), regel("R1", "", 102, "D")], 100_000),
            &["TR101"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval(
            "zelfde referentie bij een andere client",
            b323_van(
                100_000,
                "D",
                &[
                    client("999900006", &[regel("R1", "", 101, "D")]),
                    client("999900018", &[regel("R1", "", 102, "D")]),
                ],
            ),
            &[],
            "",
        ),
        Geval(
            "twee keer hetzelfde gecrediteerd",
            b323_van(
                100_000,
                "C",
                &[
                    client("999900006", &[regel("R1", "R0", 101, "C")]),
                    client("999900018", &[regel("R2", "R0", 102, "C")]),
                ],
            ),
            &["TR315"],
            "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]",
        ),
        Geval(
            "debet in hetzelfde bericht gecrediteerd",
            een(&[regel("R2", "R1", 101, "C"), regel("R1", "", 101, "D")], 0),
            &["TR316"],
            REGEL,
        ),
        Geval(
            "twee keer debet",
            een(&[regel("R1", "", 101, "D"), regel("R2", "", 101, "D")], 100_000),
            &["TR416"],
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[2]",
        ),
        Geval(
            "debet en credit op dezelfde toewijzing",
            een(&[regel("R1", "", 101, "D"), regel("R2", "R0", 101, "C")], 0),
            &[],
            "",
        ),
    ]
}

fn antwoorden() -> Vec<Geval> {
    let b = b325();
    let clienten = &b[b.find("<Clienten>").unwrap()..b.find("</Clienten>").unwrap() + "</Clienten>".len()];
    let afgewezen = |toegekend: &str| {
        let t = met(&met(&b, clienten, ""), "<i:TotaalBedrag>40000", &format!("<i:TotaalBedrag>{toegekend}"));
        laatste(&t, "<RetourCode>0200", "<RetourCode>9333")
    };
    vec![
        Geval(
            "verschil niet verklaard",
            met(&b, "<i:TotaalBedrag>40000", "<i:TotaalBedrag>40001"),
            &["TR342"],
            ANTWOORD,
        ),
        Geval("als geheel afgewezen", afgewezen("0"), &[], ""),
        Geval("als geheel afgewezen en toch toegekend", afgewezen("1"), &["TR342"], ANTWOORD),
        Geval(
            "elfproef",
            met(&b, "999900006", "999900007"),
            &["CS002"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[1]",
        ),
        Geval(
            "toegekend nul credit",
            laatste(
                &afgewezen("0"),
                "0</i:TotaalBedrag><i:DebetCredit>D",
                "0</i:TotaalBedrag><i:DebetCredit>C",
            ),
            &["CS325"],
            ANTWOORD,
        ),
        Geval(
            "regel na dagtekening",
            met(
                &b,
                "<i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31",
                "<i:Begindatum>2026-09-03</i:Begindatum><i:Einddatum>2026-09-30",
            ),
            &["TR134", "TR137"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]",
        ),
        Geval(
            "credit zonder vorige",
            met(
                &met(
                    &b,
                    "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>D",
                    "<i:Bedrag>50000</i:Bedrag><i:DebetCredit>C",
                ),
                "<i:TotaalBedrag>40000",
                "<i:TotaalBedrag>140000",
            ),
            &["CD060"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[1]/Prestaties/Prestatie[1]",
        ),
        Geval(
            "dubbele client",
            met(
                &met(
                    &b,
                    clienten,
                    &format!(
                        "{}{}",
                        clienten.trim_end_matches("</Clienten>"),
                        clienten.trim_start_matches("<Clienten>")
                    ),
                ),
                "<i:TotaalBedrag>40000</i:TotaalBedrag><i:DebetCredit>D",
                "<i:TotaalBedrag>10000</i:TotaalBedrag><i:DebetCredit>C",
            ),
            &["TR101", "TR101"],
            "/Bericht/DeclaratieAntwoord/Clienten/Client[2]",
        ),
    ]
}

#[test]
fn every_rule_is_broken_and_just_not_broken() {
    let mut geraakt = BTreeSet::new();
    for gevallen in
        [personen(), contacten(), producten(), levering(), verzoeken(), declaraties(), antwoorden()]
    {
        geraakt.extend(controleer_alle(&gevallen));
    }
    let alle: BTreeSet<_> = istandaard::regels::alle().filter(|r| r.niveau == 2).map(|r| r.code).collect();
    let ongeraakt: Vec<_> = alle.difference(&geraakt).collect();
    assert!(ongeraakt.is_empty(), "zonder geval: {ongeraakt:?}");
}

#[test]
fn a_value_that_fails_the_schema_stops_the_checks_of_that_value_only() {
    let b = b323();
    // The unit is not on its list: CD087 and CS339 cannot be judged, TR335 can.
    let t = met(&b, "<Eenheid>04</Eenheid><ProductTarief>5000</ProductTarief>", "<Eenheid>99</Eenheid>");
    let t = met(
        &t,
        "<ProductPeriode><i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31",
        "<ProductPeriode><i:Begindatum>2021-08-01</i:Begindatum><i:Einddatum>2021-08-31",
    );
    assert_eq!(bevindingen(&t), vec![("XSD", format!("{REGEL}/Eenheid")), ("TR335", REGEL.to_owned())]);
    // An amount that cannot be read leaves the total unjudged.
    let t = met(&b, "<i:Bedrag>50000<", "<i:Bedrag>5e4<");
    assert_eq!(bevindingen(&t), vec![("XSD", format!("{REGEL}/IngediendBedrag/Bedrag"))]);
    // A reference that is too long is still a reference (CD060).
    let t = met(&b, "<i:VorigReferentieNummer>R0<", "<i:VorigReferentieNummer>R00000000000000000000<");
    assert_eq!(bevindingen(&t).iter().map(|b| b.0).collect::<Vec<_>>(), vec!["RS019"]);
}
