//! Files made to do harm: refused with a finding, after reading no more than needed. Files that are merely unusual are
//! read.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests stop the test")]

mod hulp;

use hulp::berichten::{b301, b305};
use hulp::keur;
use istandaard::{Deel, Grenzen, Lezer, Niveau, controleer};
use std::cell::Cell;
use std::io::{self, BufReader, Read};
use std::rc::Rc;
use std::sync::mpsc;
use std::time::Duration;

/// Refused on level 1; the last finding says why in words that hold `bevat`.
#[track_caller]
fn geweigerd(tekst: impl AsRef<[u8]>, bevat: &str) {
    let (controle, lijst) = keur(tekst);
    let laatste = lijst.last().unwrap_or_else(|| panic!("geen bevinding, verwacht: {bevat}"));
    assert_eq!((laatste.regel, laatste.retourcode.map(|r| r.0)), ("XSD", Some("0001")), "{lijst:?}");
    assert!(laatste.tekst.contains(bevat), "{laatste:?}");
    assert_eq!(controle.niveau, Some(Niveau::Schema));
}

#[track_caller]
fn goed(tekst: impl AsRef<[u8]>) {
    assert_eq!(keur(tekst).1, Vec::new());
}

/// Something put right before the text of the surname, or in its place.
fn in_naam(wat: &str) -> String {
    b305().replace("Berg", wat)
}

#[test]
fn every_doctype_is_refused_before_anything_of_it_is_used() {
    let b = b305();
    for doctype in [
        "<!DOCTYPE Bericht>",
        "<!doctype Bericht>",
        "<!DOCTYPE Bericht [ ]>",
        "<!DOCTYPE Bericht SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE Bericht PUBLIC \"a\" \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE Bericht [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE Bericht [<!ENTITY % p SYSTEM \"http://127.0.0.1:1/x.dtd\"> %p;]>",
        "<!DOCTYPE Bericht [<!ATTLIST Bericht a CDATA \"1\">]>",
        "<!DOCTYPE Bericht [<!ENTITY x \"]>\">]>",
    ] {
        for tekst in [
            format!("{doctype}{b}"),
            format!("<?xml version=\"1.0\"?>\n<!-- x -->{doctype}{b}"),
            format!("\u{FEFF}{doctype}{b}").replace("Berg", "&x;"),
        ] {
            let (controle, lijst) = keur(&tekst);
            assert_eq!((controle.niveau, lijst.len()), (Some(Niveau::Schema), 1), "{doctype}: {lijst:?}");
            assert_eq!(controle.header, None);
            assert!(!format!("{lijst:?}").contains("passwd"), "{lijst:?}");
        }
    }
    // Not in the message and not after it either.
    geweigerd(b.replace("<Client>", "<!DOCTYPE a><Client>"), "DOCTYPE");
    geweigerd(format!("{b}<!DOCTYPE a>"), "DOCTYPE");
    geweigerd(b.replace("<Client>", "<!ENTITY a \"b\"><Client>"), "");
}

#[test]
fn entities_that_are_not_of_xml_itself_are_refused_wherever_they_stand() {
    geweigerd(in_naam("&xxe;"), "entiteit");
    geweigerd(in_naam("&eacute;"), "entiteit");
    geweigerd(b305().replace("<Client>", "&x;<Client>"), "entiteit");
    geweigerd(b305().replace("<Client>", "<Onzin a=\"&x;\"/><Client>"), "entiteit");
    geweigerd(b305().replace("<Client>", "<Onzin>&x;</Onzin><Client>"), "entiteit");
    for getal in [
        "&#0;",
        "&#x0;",
        "&#xD800;",
        "&#xFFFF;",
        "&#x110000;",
        "&#99999999999999999999;",
        "&#x;",
        "&#;",
        "&#-1;",
    ] {
        geweigerd(in_naam(getal), "tekennummer");
    }
    geweigerd(in_naam("&;"), "");
    geweigerd(in_naam("a & b"), "&amp;");
    goed(in_naam("&lt;&gt;&amp;&quot;&apos;&#x10FFFF;&#xe9;&#9;x"));
}

#[test]
fn only_utf8_is_read_whatever_the_declaration_says() {
    let b = b305();
    let declaratie = |naam: &str| format!("<?xml version=\"1.0\" encoding=\"{naam}\"?>{b}");
    for naam in
        ["UTF-16", "utf-16le", "ISO-8859-1", "windows-1252", "US-ASCII", "UTF-7", "UTF8", "UTF-32", "x"]
    {
        geweigerd(declaratie(naam), "UTF-8");
        geweigerd(format!("\u{FEFF}{}", declaratie(naam)), "UTF-8");
    }
    goed(declaratie("UTF-8"));
    goed(declaratie("utf-8"));
    goed(format!("\u{FEFF}{}", declaratie("Utf-8")));
    // In fact something else, with and without a mark, whatever it says of itself.
    for tekst in [b.clone(), declaratie("UTF-8"), declaratie("UTF-16")] {
        let le =
            |e: char| e.encode_utf16(&mut [0; 2]).iter().flat_map(|u| u.to_le_bytes()).collect::<Vec<_>>();
        let be =
            |e: char| e.encode_utf16(&mut [0; 2]).iter().flat_map(|u| u.to_be_bytes()).collect::<Vec<_>>();
        let vier = |e: char| u32::from(e).to_be_bytes().to_vec();
        let codeer = |als: &dyn Fn(char) -> Vec<u8>, bom: bool| -> Vec<u8> {
            bom.then_some('\u{FEFF}').into_iter().chain(tekst.chars()).flat_map(als).collect()
        };
        for bom in [false, true] {
            for als in [&le as &dyn Fn(char) -> Vec<u8>, &be, &vier] {
                let (controle, lijst) = keur(codeer(als, bom));
                assert_eq!((controle.niveau, controle.bericht), (Some(Niveau::Schema), None), "{lijst:?}");
            }
        }
    }
    // Bytes that UTF-8 does not have: Latin-1, overlong forms, halves of a pair, beyond the end, cut off.
    for bytes in [
        &b"\xE9"[..],
        b"\xC0\xAF",
        b"\xE0\x80\xAF",
        b"\xC1\xBF",
        b"\xED\xA0\x80",
        b"\xED\xB0\x80",
        b"\xF4\x90\x80\x80",
        b"\xF5\x80\x80\x80",
        b"\xE2\x82",
        b"\x80",
        b"\xFF",
        b"\xFE",
    ] {
        for plaats in ["Berg", "<Client>", "<!-- X -->", "<Bsn>"] {
            let tekst = b.replace("<Client>", "<!-- X --><Client>");
            let (voor, na) = tekst.split_once(plaats).unwrap();
            let kapot =
                [voor.as_bytes(), &plaats.as_bytes()[..2], bytes, &plaats.as_bytes()[2..], na.as_bytes()]
                    .concat();
            let (controle, lijst) = keur(&kapot);
            assert_eq!(controle.niveau, Some(Niveau::Schema), "{bytes:?} in {plaats}: {lijst:?}");
        }
    }
    // A mark in the middle is a character like others.
    assert_eq!(keur(in_naam("a\u{FEFF}b")).1, Vec::new());
}

#[test]
fn a_nul_or_another_control_character_is_refused_wherever_it_stands() {
    let b = b305().replace("<Client>", "<!-- a --><?pi a?><Client>");
    for teken in ["\0", "\u{1}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"] {
        for (oud, nieuw) in [
            ("Berg", format!("Be{teken}rg")),
            ("Berg", format!("<![CDATA[{teken}]]>")),
            ("<!-- a -->", format!("<!--{teken}-->")),
            ("<Client>", format!("<Client>{teken}")),
            ("<Client>", format!("<Onzin>{teken}</Onzin><Client>")),
            ("<Client>", format!("<Client a=\"{teken}\">")),
            ("<Client>", format!("<Client {teken}a=\"\">")),
            ("<Client>", format!("<{teken}/><Client>")),
            ("<Header>", format!("<He{teken}ader>")),
            ("</Bericht>", format!("</Bericht>{teken}")),
            ("<Bericht ", format!("{teken}<Bericht ")),
        ] {
            assert!(b.contains(oud));
            let (controle, lijst) = keur(b.replacen(oud, &nieuw, 1));
            assert_eq!(controle.niveau, Some(Niveau::Schema), "{nieuw:?}: {lijst:?}");
        }
    }
    geweigerd(format!("{}\0\0\0", b305()), "");
    goed(in_naam("\u{7F}\u{85}\u{2028}\u{FFFD}"));
}

#[test]
fn an_attribute_that_stands_there_twice_is_refused_wherever_it_stands() {
    let b = b305();
    for (oud, nieuw) in [
        ("<Client>", "<Client a=\"1\" a=\"2\">"),
        ("<Client>", "<Client a=\"1\" b='' a=\"1\">"),
        ("<Client>", "<Client xmlns:q=\"u\" xmlns:q=\"u\">"),
        ("<Client>", "<Onzin a=\"1\" a=\"2\"/><Client>"),
        ("<Client>", "<Onzin><Diep a=\"1\" a=\"2\"/></Onzin><Client>"),
        ("<Geslacht>", "<Geslacht a=\"1\" a=\"2\">"),
        ("<Bericht ", "<Bericht xmlns=\"x\" "),
        ("<Bericht ", "<Bericht xmlns:i=\"x\" "),
    ] {
        assert!(b.contains(oud));
        geweigerd(b.replacen(oud, nieuw, 1), "dubbel");
    }
    for nieuw in [
        "<Client a>",
        "<Client a=1>",
        "<Client a=\"<\">",
        "<Client a=\"1\"b=\"2\">",
        "<Client =\"1\">",
        "<Client a=\"1'>",
    ] {
        let (controle, _) = keur(b.replacen("<Client>", nieuw, 1));
        assert_eq!(controle.niveau, Some(Niveau::Schema), "{nieuw}");
    }
}

#[test]
fn prefixes_that_mean_something_else_are_refused() {
    let b = b305();
    let basis = "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema";
    for nieuw in [
        b.replace(basis, "http://www.istandaarden.nl/iwmo/3_2/basisschema/schema/"),
        b.replace(basis, "HTTP://www.istandaarden.nl/iwmo/3_2/basisschema/schema"),
        b.replace("<Client>", "<Client xmlns=\"urn:x\">"),
        b.replace("<Client>", "<Client xmlns=\"\">"),
        b.replace("<i:Datum>", "<i:Datum xmlns:i=\"urn:x\">"),
        b.replace("<i:Datum>", "<j:Datum>").replace("</i:Datum>", "</j:Datum>"),
        b.replace(
            "<Client>",
            "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/><Client>",
        ),
    ] {
        assert_ne!(nieuw, b);
        let (controle, lijst) = keur(&nieuw);
        assert_eq!(controle.niveau, Some(Niveau::Schema), "{lijst:?}");
        assert!(!format!("{lijst:?}").contains("passwd"));
    }
    // The place of a schema is a hint that nobody follows.
    goed(b.replacen(
        "<Bericht ",
        "<Bericht xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"a http://127.0.0.1:1/a.xsd\" ",
        1,
    ));
    goed(format!("<?xml-stylesheet href=\"http://127.0.0.1:1/a.xsl\"?>{b}"));
}

/// A source that repeats one piece for ever, and counts what was read from it.
struct Eindeloos {
    begin: Vec<u8>,
    stuk: Vec<u8>,
    plaats: usize,
    gelezen: Rc<Cell<usize>>,
}

impl Read for Eindeloos {
    fn read(&mut self, doel: &mut [u8]) -> io::Result<usize> {
        for b in doel.iter_mut() {
            *b = match self.plaats.checked_sub(self.begin.len()) {
                None => self.begin[self.plaats],
                Some(i) => self.stuk[i % self.stuk.len()],
            };
            self.plaats += 1;
        }
        self.gelezen.set(self.gelezen.get() + doel.len());
        Ok(doel.len())
    }
}

/// Files without an end, each in one thing that has no end. The reader gives up by itself, soon and with a finding.
#[test]
fn what_never_ends_is_given_up() {
    let b = b305();
    let tot = |waar: &str| b.split_once(waar).unwrap().0.to_owned();
    let client = tot("<Client>");
    let naam = tot("Berg");
    for (begin, stuk) in [
        (String::new(), " "),
        (String::new(), "\0"),
        (String::new(), "x"),
        (String::new(), "<a>"),
        (String::new(), "<a "),
        (String::new(), "<!--"),
        (String::new(), "<?a "),
        (String::new(), "<![CDATA["),
        ("<!DOCTYPE a [".to_owned(), "<!ENTITY a \"b\">"),
        ("<?xml version=\"1.0\" ".to_owned(), " "),
        ("<Bericht xmlns=\"".to_owned(), "u"),
        ("<Bericht ".to_owned(), "a=\"1\" "),
        (client.clone(), " \r\n"),
        (client.clone(), "tekst"),
        (client.clone(), "<Onzin>"),
        (client.clone(), "<Client>"),
        (format!("{client}<Client "), "xmlns:a=\"b\" "),
        (format!("{client}<"), "naam"),
        (format!("{client}</"), "naam"),
        (format!("{client}&"), "amp"),
        (format!("{client}<!-- "), "x"),
        (format!("{client}<?pi "), "x"),
        (naam.clone(), "x"),
        (naam.clone(), "&amp;"),
        (naam.clone(), "&#65;"),
        (naam.clone(), "<![CDATA[x]]>"),
        (naam.clone(), "x<!-- y -->"),
        (format!("{naam}<![CDATA["), "x"),
    ] {
        let gelezen = Rc::new(Cell::new(0));
        let bron = Eindeloos {
            begin: begin.into_bytes(),
            stuk: stuk.as_bytes().to_vec(),
            plaats: 0,
            gelezen: Rc::clone(&gelezen),
        };
        let mut aantal = 0;
        let controle = controleer(BufReader::new(bron), &mut |_| aantal += 1);
        assert_eq!(controle.niveau, Some(Niveau::Schema), "{stuk}");
        assert!((1..100).contains(&aantal), "{stuk}: {aantal} bevindingen");
        assert!(gelezen.get() <= 16 << 20, "{stuk}: {} bytes gelezen", gelezen.get());
        assert_eq!(controle.io_fout, None, "{stuk}");
    }
}

/// A message that is read as a whole has a bound as a whole, and one's own bounds are kept.
#[test]
fn bounds_are_those_that_were_asked_for() {
    let klein = Grenzen { diepte: 5, tekst: 100, bericht: 20_000, ..Grenzen::default() };
    let lees = |tekst: &str, grenzen: Grenzen| {
        let mut lezer = Lezer::met_grenzen(tekst.as_bytes(), grenzen);
        let mut goed = false;
        while let Some(deel) = lezer.volgende() {
            goed |= matches!(deel, Deel::Bericht(_));
        }
        (goed, lezer.bevindingen().map(|b| b.tekst.into_owned()).collect::<Vec<_>>().concat())
    };
    assert_eq!(lees(&b305(), Grenzen::default()), (true, String::new()));
    assert!(lees(&b305(), klein).1.contains("in elkaar"));
    assert_eq!(lees(&b305(), Grenzen { diepte: 6, ..klein }), (true, String::new()));
    let lang = Grenzen { diepte: 6, ..klein };
    assert!(lees(&in_naam(&"x".repeat(101)), lang).1.contains("te veel tekst"));
    assert!(lees(&in_naam(&"x".repeat(100)), lang).0);
    assert!(lees(&b301(), Grenzen { bericht: 4_000, ..Grenzen::default() }).1.contains("te groot"));
}

/// The work grows with the length of the file, not faster, for what is cheap to write and dear to check. Nothing is
/// measured here (`make bench` compares the cost of a byte in a short and in a long file): each file is so long that
/// much more work than that would not end in time.
#[test]
fn a_long_file_that_is_cheap_to_write_is_checked_to_its_end() {
    const AANTAL: usize = 50_000;
    let start = "<StartProduct><ToewijzingNummer>101</ToewijzingNummer><Begindatum>2026-09-01</Begindatum><StatusAanlevering>1</StatusAanlevering></StartProduct>";
    let voor_client = |wat: &str| b305().replace("<Client>", &format!("{wat}<Client>"));
    let starts = format!("{}</StartProducten>", start.repeat(AANTAL));
    for (wat, tekst) in [
        ("dubbele producten", b305().replace("</StartProducten>", &starts)),
        ("onbekende elementen", voor_client(&"<Onzin a=\"1\"/>".repeat(AANTAL * 2))),
        ("verwijzingen", in_naam(&"&amp;".repeat(AANTAL * 20))),
        ("tekst tussen elementen", voor_client(&"x<!-- -->".repeat(AANTAL * 20))),
    ] {
        let (zeg, hoor) = mpsc::channel();
        std::thread::spawn(move || zeg.send(keur(&tekst).1.len()));
        let aantal = hoor.recv_timeout(Duration::from_mins(5)).expect(wat);
        assert!(aantal > 0, "{wat}");
    }
}
