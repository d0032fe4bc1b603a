//! Hostile and broken input: always a clear finding, never a panic, and bounded memory.
#![expect(clippy::panic, reason = "helpers of tests stop the test")]

mod hulp;

use hulp::berichten::{b301, b305, b323, b323_van, client, regel323};
use hulp::{codes, keur, voorbeelden};
use istandaard::{Deel, Grenzen, Lezer, MaakKlad, Niveau};
use proptest::prelude::*;

fn een_fout(tekst: impl AsRef<[u8]>, bevat: &str) {
    let (controle, lijst) = keur(tekst);
    let laatste = lijst.last().unwrap_or_else(|| panic!("geen bevinding, verwacht: {bevat}"));
    assert_eq!((laatste.regel, laatste.retourcode.map(|r| r.0)), ("XSD", Some("0001")), "{lijst:?}");
    assert!(laatste.tekst.contains(bevat), "{laatste:?}");
    assert_eq!(controle.niveau, Some(Niveau::Schema));
}

#[test]
fn what_is_not_a_message() {
    een_fout("", "geen bericht");
    een_fout("   \n", "geen bericht");
    een_fout("hallo", "buiten het bericht");
    een_fout("{\"a\": 1}", "buiten het bericht");
    een_fout("<geen/>", "geen bericht van iWmo 3.2");
    een_fout("<Bericht/>", "geen bericht van iWmo 3.2");
    een_fout(b305().replace("3_2/wmo305", "3_1/wmo305"), "andere standaard of versie");
    een_fout(b305().replace("wmo305", "wmo303"), "andere standaard of versie");
    assert_eq!(keur("<geen/>").0.bericht, None);
}

#[test]
fn a_message_cut_off_at_every_byte_gives_a_finding() {
    let teksten =
        voorbeelden().into_iter().map(|v| v.1).filter(|t| t.contains("wmo305:") || t.contains("wmo323:"));
    for tekst in teksten.chain([b301(), b323()]) {
        let tekst = tekst.trim_end().as_bytes();
        for n in 0..tekst.len() {
            let (controle, lijst) = keur(&tekst[..n]);
            assert!(!lijst.is_empty(), "afgebroken na {n} bytes en toch goed");
            assert_eq!(controle.niveau, Some(Niveau::Schema));
        }
    }
}

#[test]
fn doctypes_entities_and_encodings_are_refused() {
    let b = b305();
    een_fout(format!("<!DOCTYPE Bericht>{b}"), "DOCTYPE");
    een_fout(format!("<!DOCTYPE Bericht SYSTEM \"file:///etc/passwd\">{b}"), "DOCTYPE");
    let lol = "<!DOCTYPE l [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>";
    een_fout(format!("{lol}{}", b.replace("Berg", "&c;")), "DOCTYPE");
    een_fout(b.replace("Berg", "&c;"), "entiteit");
    een_fout(b.replace("Berg", "&#0;"), "tekennummer");
    een_fout(b.replace("Berg", "a & b"), "&amp;");
    een_fout(b.replace("Berg", "a\u{1}b"), "teken");
    een_fout(b.replace("Berg", "a]]>b"), "]]>");
    een_fout(format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{b}"), "UTF-8");
    een_fout(format!(" <?xml version=\"1.0\"?>{b}"), "vooraan");
    let latin: Vec<u8> =
        b.replace("Berg", "B\u{1}rg").bytes().map(|c| if c == 1 { 0xE9 } else { c }).collect();
    een_fout(latin, "UTF-8");
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(b.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(!keur(utf16).1.is_empty());
    een_fout(format!("{b}<Bericht/>"), "na het bericht");
    een_fout(format!("{b}tekst"), "buiten het bericht");
    een_fout(b.replace("</Geslacht>", "</Naam>"), "sluitend element");
}

#[test]
fn depth_length_and_number_are_bounded() {
    let diep = "<x>".repeat(100_000);
    een_fout(b305().replace("<Client>", &format!("<Client>{diep}")), "in elkaar");
    een_fout(format!("<Bericht a=\"{}\">", "x".repeat(3 << 20)), "veel te lang");
    een_fout(b305().replace("Berg", &"x".repeat(3 << 20)), "veel te lang");
    een_fout(b305().replace("Berg", &"x<!---->".repeat(1_200_000)), "te veel tekst");
    een_fout(format!("<!-- {}", "x".repeat(3 << 20)), "veel te lang");
    een_fout(format!("<{}", "x".repeat(3 << 20)), "veel te lang");
    let attributen = (0..100).map(|i| format!(" a{i}=\"\"")).collect::<Vec<_>>().concat();
    een_fout(b305().replace("<Client>", &format!("<Client{attributen}>")), "te veel attributen");
    let product =
        hulp::berichten::product301("101", "<i:Categorie>02</i:Categorie>", "2026-09-01", "2026-09-01");
    let lang = b301()
        .replace("</ToegewezenProducten>", &format!("{}</ToegewezenProducten>", product.repeat(60_000)));
    een_fout(lang, "te groot");
}

/// Thousands of doubles with room for three keys: everything goes through the temporary file.
#[test]
fn doubles_are_found_when_the_keys_do_not_fit_in_memory() {
    let regels: Vec<String> =
        (0..300).map(|i| regel323(&format!("R{}", i % 250), "", 101 + i, 100, "D")).collect();
    let clienten: Vec<String> = regels.chunks(300).map(|r| client("999900006", r)).collect();
    let tekst = b323_van(30_000, "D", &clienten);
    let lees = |sleutels: usize, klad: Option<MaakKlad>| {
        let grenzen = Grenzen { sleutels, klad, ..Grenzen::default() };
        let mut lezer = Lezer::met_grenzen(tekst.as_bytes(), grenzen);
        let mut lijst = Vec::new();
        while lezer.volgende().is_some() {
            lijst.extend(lezer.bevindingen().map(|b| (b.regel, b.pad)));
        }
        lijst.sort();
        lijst
    };
    let in_geheugen = lees(100_000, None);
    assert_eq!(in_geheugen.len(), 50);
    assert!(
        in_geheugen.contains(&(
            "TR101",
            "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[251]".to_owned()
        ))
    );
    let bestand: MaakKlad = || Ok(Box::new(tempfile::tempfile()?));
    assert_eq!(lees(3, Some(bestand)), in_geheugen);
    assert_eq!(lees(1, Some(bestand)), in_geheugen);
    assert_eq!(lees(3, Some(|| Ok(Box::new(std::io::Cursor::new(Vec::new()))))), in_geheugen);
    assert_eq!(lees(3, None), in_geheugen, "zonder kladbestand blijft alles in het geheugen");
}

/// A scratch file that cannot be made ends the reading: then the message was not judged.
#[test]
fn a_scratch_file_that_fails_is_told() {
    let regels: Vec<String> = (0..9).map(|i| regel323(&format!("R{i}"), "", 101 + i, 100, "D")).collect();
    let tekst = b323_van(900, "D", &[client("999900006", &regels)]);
    let klad: MaakKlad = || Err(std::io::ErrorKind::StorageFull.into());
    let grenzen = Grenzen { sleutels: 3, klad: Some(klad), ..Grenzen::default() };
    let mut gevonden = Vec::new();
    let controle = istandaard::controleer_met(tekst.as_bytes(), grenzen, &mut |b| gevonden.push(b.regel));
    assert_eq!(controle.io_fout, Some(std::io::ErrorKind::StorageFull));
    assert_eq!((controle.niveau, gevonden), (Some(Niveau::Schema), vec!["XSD"]));
}

/// A source that fails halfway is not a valid message, and the error can be fetched.
#[test]
fn a_source_that_fails_is_told_apart_from_a_bad_message() {
    struct Kapot(Vec<u8>, usize);
    impl std::io::Read for Kapot {
        fn read(&mut self, doel: &mut [u8]) -> std::io::Result<usize> {
            let n = doel.len().min(self.0.len() - self.1);
            if n == 0 {
                return Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "weg"));
            }
            doel[..n].copy_from_slice(&self.0[self.1..self.1 + n]);
            self.1 += n;
            Ok(n)
        }
    }
    let half = b323().into_bytes()[..900].to_vec();
    let mut lezer = Lezer::new(std::io::BufReader::new(Kapot(half, 0)));
    let mut einde = None;
    while let Some(deel) = lezer.volgende() {
        if let Deel::Einde(e) = deel {
            einde = Some(e);
        }
    }
    assert_eq!(einde.unwrap().niveau, Some(Niveau::Schema));
    assert_eq!(lezer.io_fout().unwrap().kind(), std::io::ErrorKind::TimedOut);
}

/// Many findings are handed out on the way, so that they never pile up.
#[test]
fn findings_do_not_pile_up() {
    let regels: Vec<String> = (0..5_000).map(|_| regel323("R1", "", 101, 100, "D")).collect();
    let tekst = b323_van(500_000, "D", &[client("999900006", &regels)]);
    let mut lezer = Lezer::new(tekst.as_bytes());
    let (mut meest, mut totaal) = (0, 0);
    while lezer.volgende().is_some() {
        let n = lezer.bevindingen().count();
        (meest, totaal) = (meest.max(n), totaal + n);
    }
    assert_eq!(totaal, 2 * 4_999);
    assert!(meest <= 1_100, "{meest}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        prop_assert!(!codes(&bytes).is_empty());
    }

    #[test]
    fn a_damaged_message_never_panics(plaats in 0_usize..3_000, stuk in proptest::collection::vec(any::<u8>(), 0..6), weg in 0_usize..6) {
        for tekst in [b323(), b301()] {
            let mut b = tekst.into_bytes();
            let van = plaats % b.len();
            let tot = (van + weg).min(b.len());
            b.splice(van..tot, stuk.iter().copied());
            let (controle, lijst) = keur(&b);
            prop_assert_eq!(controle.niveau.is_none(), lijst.is_empty());
        }
    }

    #[test]
    fn markup_in_odd_places_never_panics(plaats in 0_usize..3_000, stuk in "(<[a-zA-Z:!?/\\[\\]&;\"'= -]{0,12}>?)|(<!\\[CDATA\\[.{0,5}\\]\\]>)|(&#?x?[0-9a-f]{0,4};)") {
        let mut b = b323();
        let mut van = plaats % b.len();
        while !b.is_char_boundary(van) { van -= 1; }
        b.insert_str(van, &stuk);
        let (controle, lijst) = keur(&b);
        prop_assert_eq!(controle.niveau.is_none(), lijst.is_empty());
    }
}
