//! The schema: what it refuses, what it lets through, and where a finding points.

mod hulp;

use hulp::berichten::{b301, b305, b323};
use hulp::{codes, keur, xmllint};

fn met(tekst: &str, oud: &str, nieuw: &str) -> String {
    assert!(tekst.contains(oud), "{oud} staat niet in het bericht");
    tekst.replacen(oud, nieuw, 1)
}

/// Broken on level 1: our code and place, and xmllint must agree that it is not valid.
fn fout(nummer: &str, tekst: &str, regel: &str, pad: &str) {
    let (_, lijst) = keur(tekst);
    assert_eq!(
        lijst.iter().map(|b| (b.regel, b.pad.as_str())).collect::<Vec<_>>(),
        vec![(regel, pad)],
        "{lijst:?}"
    );
    assert_eq!(lijst[0].retourcode.map(|r| r.0), Some("0001"));
    if let Some(uitkomst) = xmllint(nummer, tekst.as_bytes()) {
        assert!(uitkomst.is_err(), "xmllint vindt {pad} goed");
    }
}

fn goed(nummer: &str, tekst: &str) {
    assert_eq!(keur(tekst).1, Vec::new());
    if let Some(uitkomst) = xmllint(nummer, tekst.as_bytes()) {
        assert_eq!(uitkomst, Ok(()));
    }
}

#[test]
fn values_that_are_not_of_their_type() {
    let (b, d) = (b301(), b323());
    let client = "/Bericht/Client";
    let product = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]";
    let regel = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
    for (oud, nieuw, code, pad) in [
        ("<Bsn>999900006", "<Bsn>99990000", "RS037", format!("{client}/Bsn")),
        ("<Bsn>999900006", "<Bsn>9999000060", "RS015", format!("{client}/Bsn")),
        ("<Geslacht>2", "<Geslacht>9", "XSD", format!("{client}/Geslacht")),
        ("<Geslacht>2", "<Geslacht>22", "RS008", format!("{client}/Geslacht")),
        ("1950-03-04", "1950-02-30", "RS032", format!("{client}/Geboortedatum/Datum")),
        ("1950-03-04", "1950-03-04Z", "RS032", format!("{client}/Geboortedatum/Datum")),
        ("1950-03-04", "0000-03-04", "RS032", format!("{client}/Geboortedatum/Datum")),
        ("Berg<", "  <", "RS033", format!("{client}/Naam/Geslachtsnaam/Achternaam")),
        ("Berg<", "<", "RS033", format!("{client}/Naam/Geslachtsnaam/Achternaam")),
        ("Berg<", "Be\nrg<", "RS033", format!("{client}/Naam/Geslachtsnaam/Achternaam")),
        ("10:00:00", "10:00", "RS034", format!("{product}/Toewijzingstijd")),
        ("10:00:00", "10:00:00+01:00", "RS034", format!("{product}/Toewijzingstijd")),
        (
            "<ToewijzingNummer>101",
            "<ToewijzingNummer>1000000000",
            "RS006",
            format!("{product}/ToewijzingNummer"),
        ),
        ("<ToewijzingNummer>101", "<ToewijzingNummer>-1", "RS001", format!("{product}/ToewijzingNummer")),
        ("<ToewijzingNummer>101", "<ToewijzingNummer>1.0", "XSD", format!("{product}/ToewijzingNummer")),
        (
            "<ToewijzingNummer>101",
            "<ToewijzingNummer>99999999999999999999999",
            "RS006",
            format!("{product}/ToewijzingNummer"),
        ),
        ("<i:Code>02A05", "<i:Code>02A055", "RS012", format!("{product}/Product/Code")),
        ("<BerichtCode>414", "<BerichtCode>415", "RS047", "/Bericht/Header/BerichtCode".to_owned()),
        ("<BerichtVersie>3", "<BerichtVersie>2", "CS025", "/Bericht/Header/BerichtVersie".to_owned()),
        (
            "<BerichtSubversie>2",
            "<BerichtSubversie>02",
            "CS015",
            "/Bericht/Header/BerichtSubversie".to_owned(),
        ),
        ("<Afzender>0796", "<Afzender>796", "RS035", "/Bericht/Header/Afzender".to_owned()),
        ("<Ontvanger>12345678", "<Ontvanger>1234567x", "RS036", "/Bericht/Header/Ontvanger".to_owned()),
        (
            "XsdVersie>1.0.0",
            "XsdVersie>1.0",
            "RS048",
            "/Bericht/Header/XsdVersie/BasisschemaXsdVersie".to_owned(),
        ),
    ] {
        fout("301", &met(&b, oud, nieuw), code, &pad);
    }
    fout(
        "323",
        &met(&d, "<DeclaratieNummer>DN1", "<DeclaratieNummer>DN-1"),
        "CS319",
        "/Bericht/Declaratie/DeclaratieNummer",
    );
    fout(
        "323",
        &met(&d, "<GeleverdVolume>10", "<GeleverdVolume>100000000"),
        "RS005",
        &format!("{regel}/GeleverdVolume"),
    );
    fout(
        "323",
        &met(&d, "<GeleverdVolume>10", "<GeleverdVolume>"),
        "XSD",
        &format!("{regel}/GeleverdVolume"),
    );
}

#[test]
fn values_just_on_the_right_side() {
    let b = b301();
    for (oud, nieuw) in [
        ("<ToewijzingNummer>101", "<ToewijzingNummer>999999999"),
        ("<ToewijzingNummer>101", "<ToewijzingNummer> +0101\n"),
        ("10:00:00", "24:00:00"),
        ("10:00:00", "23:59:59.123"),
        ("1950-03-04", " 1952-02-29 "),
        ("Berg<", "É<"),
        ("<BerichtVersie>3", "<BerichtVersie> 3 "),
    ] {
        goed("301", &met(&b, oud, nieuw));
    }
    // Twelve characters, not twelve bytes.
    goed("301", &met(&b, "<i:Identificatie>B-1", "<i:Identificatie>ééééééééééé€"));
    fout(
        "301",
        &met(&b, "<i:Identificatie>B-1", "<i:Identificatie>ééééééééééé€x"),
        "RS017",
        "/Bericht/Header/BerichtIdentificatie/Identificatie",
    );
}

#[test]
fn elements_that_are_missing_double_or_out_of_place() {
    let (b, d) = (b305(), b323());
    fout("305", &met(&b, "<Geslacht>2</Geslacht>", ""), "XSD", "/Bericht/Client");
    fout(
        "305",
        &met(&b, "<Geslacht>2</Geslacht>", "<Geslacht>2</Geslacht><Geslacht>1</Geslacht>"),
        "XSD",
        "/Bericht/Client",
    );
    fout(
        "305",
        &met(&b, "<Geslacht>2</Geslacht>", "<Geslacht>2</Geslacht><Commentaar>x</Commentaar>"),
        "XSD",
        "/Bericht/Client",
    );
    fout(
        "305",
        &met(&b, "<Geslacht>2</Geslacht>", "<Geslacht>2</Geslacht><Onzin><Diep/></Onzin>"),
        "XSD",
        "/Bericht/Client",
    );
    fout(
        "305",
        &met(&b, "<Geslacht>2</Geslacht>", "<Geslacht a=\"1\">2</Geslacht>"),
        "XSD",
        "/Bericht/Client/Geslacht",
    );
    fout(
        "305",
        &met(&b, "<Geslacht>2</Geslacht>", "<Geslacht><X/>2</Geslacht>"),
        "XSD",
        "/Bericht/Client/Geslacht",
    );
    fout("305", &met(&b, "<Geslacht>2</Geslacht>", "<Geslacht>2</Geslacht>los"), "XSD", "/Bericht/Client");
    fout(
        "305",
        &met(&b, "<Geslacht>2</Geslacht>", "<i:Geslacht>2</i:Geslacht>"),
        "XSD",
        "/Bericht/Client/Geslacht",
    );
    let om = met(&met(&b, "<Geslacht>2</Geslacht>", ""), "<Bsn>", "<Geslacht>2</Geslacht><Bsn>");
    let (_, lijst) = keur(&om);
    assert_eq!(
        lijst.iter().map(|b| b.pad.as_str()).collect::<Vec<_>>(),
        ["/Bericht/Client", "/Bericht/Client"]
    );
    assert!(lijst.iter().all(|b| b.tekst.contains("verkeerde plaats")), "{lijst:?}");
    fout(
        "323",
        &met(&d, "<Eenheid>04</Eenheid>", ""),
        "XSD",
        "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]",
    );
}

#[test]
fn all_findings_come_at_once() {
    let b = met(
        &met(&met(&b305(), "<Geslacht>2", "<Geslacht>7"), "<Bsn>999900006", "<Bsn>999900007"),
        "<StatusAanlevering>1",
        "<StatusAanlevering>2",
    );
    assert_eq!(codes(&b), ["XSD", "CS058", "CS002"]);
}

#[test]
fn prefixes_comments_cdata_and_line_ends_do_not_matter() {
    let b = b305();
    goed(
        "305",
        &format!(
            "\u{FEFF}<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- a -->\r\n<?pi x?>{b}\r\n<!-- b -->\r\n"
        ),
    );
    goed("305", &met(&b, "999900006", "<![CDATA[9999]]><!-- x -->00&#48;&#x30;6").replace("0000", "000"));
    // The message's elements with a prefix, the shared ones in the default namespace.
    let anders = b.replace("xmlns=\"", "xmlns:p=\"").replace("xmlns:i=\"", "xmlns=\"");
    let anders = anders
        .replace("</i:", "</\u{1}")
        .replace("<i:", "<\u{1}")
        .replace("</", "\u{2}")
        .replace('<', "<p:")
        .replace('\u{2}', "</p:")
        .replace("p:\u{1}", "");
    goed("305", &anders);
    // Declared on the element itself.
    let lokaal = met(
        &met(&b, " xmlns:i=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"", ""),
        "<Header>",
        "<Header>",
    );
    let lokaal = lokaal.replace("<i:", "<q:").replace("</i:", "</q:");
    let namen = [
        "Identificatie",
        "Dagtekening",
        "BasisschemaXsdVersie",
        "BerichtXsdVersie",
        "Datum",
        "Geslachtsnaam",
        "Categorie",
        "Code",
    ];
    let lokaal = namen.iter().fold(lokaal, |t, n| {
        t.replace(
            &format!("<q:{n}>"),
            &format!("<q:{n} xmlns:q=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\">"),
        )
    });
    goed("305", &lokaal);
    goed(
        "305",
        &met(
            &b,
            "<Bericht ",
            "<Bericht xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a b\" ",
        ),
    );
    // Out of scope again after its element.
    let uit = lokaal.replacen(" xmlns:q=\"http://www.istandaarden.nl/iwmo/3_2/basisschema/schema\"", "", 1);
    assert!(!codes(&uit).is_empty());
}
