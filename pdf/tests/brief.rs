//! A letter read back as others read it: conforming, the same each time, with headings, list, table and annex.

use beschikking::{Brief, Briefdeel};
use jiff::civil::date;
use std::process::Command;

fn brief() -> Brief {
    let alinea = "U kunt zonder hulp geen dagindeling maken en uw netwerk is klein. ".repeat(30);
    Brief {
        afzender: ("Gemeente 's-Hertogenbosch".into(), (10, 60, 120)),
        afzenderadres: vec!["Postbus 1".into(), "5200 AA Den Bosch".into()],
        aan: vec!["A. Jansen".into(), "Dorpsstraat 1".into(), "5200 AB Den Bosch".into()],
        dag: date(2026, 10, 5),
        kenmerk: "0796-B1-1".into(),
        titel: "Besluit over uw aanvraag: toekenning".into(),
        delen: vec![
            Briefdeel::Kop("Wat u krijgt".into()),
            Briefdeel::Tabel(
                "Wat u krijgt".into(),
                vec!["Ondersteuning".into(), "Hoeveel".into()],
                vec![vec!["Individuele begeleiding".into(), "2 uur per week".into()]],
            ),
            Briefdeel::Kop("Waarom wij dit besluiten".into()),
            Briefdeel::Alinea(alinea),
            Briefdeel::Lijst(vec!["uw naam en adres;".into(), "waarom u het niet eens bent;".into()]),
            Briefdeel::Bijlage("Bijlage: wat u wilt bereiken".into()),
            Briefdeel::Alinea("Ik doe mijn post op tijd.".into()),
        ],
    }
}

fn bevat(bytes: &[u8], zoek: &str) -> bool {
    bytes.windows(zoek.len()).any(|w| w == zoek.as_bytes())
}

#[test]
fn a_letter_conforms_and_is_the_same_each_time() {
    let pdf = pdf::brief(&brief()).unwrap();
    for zoek in ["/StructTreeRoot", "/MarkInfo", "/Lang", "pdfuaid", "/LBody", "/Lbl"] {
        assert!(bevat(&pdf, zoek), "{zoek}");
    }
    assert_eq!(pdf::brief(&brief()).unwrap(), pdf);
    let mut ander = brief();
    ander.delen.pop();
    assert_ne!(pdf::brief(&ander).unwrap(), pdf);
}

#[test]
fn its_text_and_tags_read_back() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("brief.pdf");
    std::fs::write(&pad, pdf::brief(&brief()).unwrap()).unwrap();
    let Ok(u) = Command::new("pdfinfo").args(["-struct-text"]).arg(&pad).output() else {
        eprintln!("OVERGESLAGEN: pdfinfo is er niet (Debian: poppler-utils)");
        return;
    };
    let boom = String::from_utf8(u.stdout).unwrap();
    let telt =
        |tag: &str| boom.lines().filter(|l| l.trim_start().split([' ', ':']).next() == Some(tag)).count();
    assert_eq!((telt("H1"), telt("H2"), telt("L"), telt("LI"), telt("Table")), (1, 3, 1, 2, 1), "{boom}");
    for zoek in ["Dorpsstraat 1", "Kenmerk: 0796-B1-1", "Individuele begeleiding", "uw naam en adres;"] {
        assert!(boom.contains(zoek), "{zoek}");
    }
}
