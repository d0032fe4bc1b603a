//! Reads a sheet back as others read it: `pdfinfo` and `pdftotext` of poppler, for text and tags. Without them the half
//! that needs them says so and passes; what can be seen in the bytes is always looked at.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use catalogus::{Inkoopkader, Publicatieblad, publicatieblad};
use jiff::civil::date;
use std::process::Command;

fn blad() -> Publicatieblad {
    let gegevens = regels::kader("drechtsteden-ib4-2017").unwrap();
    let kader = Inkoopkader::uit(gegevens).unwrap();
    publicatieblad(gegevens, &kader, &kader.producten[0], "versie 0", date(2026, 11, 22)).unwrap()
}

fn bevat(bytes: &[u8], zoek: &str) -> bool {
    bytes.windows(zoek.len()).any(|w| w == zoek.as_bytes())
}

/// What a program of poppler says about a file; `None` when it is not installed.
fn poppler(programma: &str, opties: &[&str], pdf: &[u8]) -> Option<String> {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("blad.pdf");
    std::fs::write(&pad, pdf).unwrap();
    let uit = if programma == "pdftotext" { vec!["-"] } else { vec![] };
    let Ok(u) = Command::new(programma).args(opties).arg(&pad).args(uit).output() else {
        eprintln!("OVERGESLAGEN: {programma} is er niet (Debian: poppler-utils)");
        return None;
    };
    assert!(u.status.success(), "{programma}: {}", String::from_utf8_lossy(&u.stderr));
    // an older poppler takes the boolean that the standard asks for another kind of thing
    let klacht = String::from_utf8(u.stderr).unwrap();
    let klacht: Vec<&str> = klacht.lines().filter(|l| !l.contains("Suspects object")).collect();
    assert!(klacht.is_empty(), "{programma}: {klacht:?}");
    Some(String::from_utf8(u.stdout).unwrap())
}

#[test]
fn the_sheet_conforms_and_is_the_same_each_time() {
    let pdf = pdf::publicatieblad(&blad()).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    for zoek in ["/StructTreeRoot", "/MarkInfo", "/Lang", "/Outlines", "pdfuaid", "/Scope", "/Summary"] {
        assert!(bevat(&pdf, zoek), "{zoek}");
    }
    assert!(pdf.len() < 400_000, "{} bytes", pdf.len());
    assert_eq!(pdf::publicatieblad(&blad()).unwrap(), pdf, "the same sheet gives the same bytes");
}

#[test]
fn the_tags_tell_headings_tables_and_their_heads() {
    let blad = blad();
    let pdf = pdf::publicatieblad(&blad).unwrap();
    let Some(feiten) = poppler("pdfinfo", &[], &pdf) else { return };
    assert!(feiten.contains("Tagged:          yes") && feiten.contains(&blad.titel), "{feiten}");
    let boom = poppler("pdfinfo", &["-struct-text"], &pdf).unwrap();
    let telt =
        |tag: &str| boom.lines().filter(|l| l.trim_start().split([' ', ':']).next() == Some(tag)).count();
    let tabellen: Vec<_> = blad.delen.iter().flat_map(|d| &d.tabellen).collect();
    let rijen: usize = tabellen.iter().map(|t| t.rijen.len()).sum();
    let koppen: usize = tabellen.iter().map(|t| t.koppen.len()).sum();
    let cellen: usize = tabellen.iter().flat_map(|t| &t.rijen).map(|r| r.len() - 1).sum();
    assert_eq!((telt("H1"), telt("H2")), (1, blad.delen.len()));
    assert_eq!(telt("Table"), tabellen.len());
    assert_eq!(telt("TR"), rijen + tabellen.len(), "each row once, though heads are repeated for the eye");
    assert_eq!(telt("TH"), koppen + rijen, "a head per column and per row");
    assert_eq!(telt("TD"), cellen, "every cell has its place");

    // also of a sheet with nothing in a cell
    let mut leeg = blad.clone();
    for t in leeg.delen.iter_mut().flat_map(|d| &mut d.tabellen) {
        for r in &mut t.rijen {
            r.last_mut().unwrap().clear();
        }
    }
    let boom = poppler("pdfinfo", &["-struct-text"], &pdf::publicatieblad(&leeg).unwrap()).unwrap();
    let td = boom.lines().filter(|l| l.trim_start().split([' ', ':']).next() == Some("TD")).count();
    assert_eq!(td, cellen);
}

#[test]
fn the_text_reads_back_in_order_and_whole() {
    let blad = blad();
    let pdf = pdf::publicatieblad(&blad).unwrap();
    let Some(boom) = poppler("pdfinfo", &["-struct-text"], &pdf) else { return };
    // every cell of the sheet, with its words apart, whatever line it broke on
    let glad = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    let gelezen = glad(&boom.replace('"', " "));
    for d in &blad.delen {
        let mut alles: Vec<&String> = d.tekst.iter().collect();
        alles.extend(d.tabellen.iter().flat_map(|t| &t.rijen).flatten());
        for t in alles {
            // a cut that falls between two lines leaves the quotes of the tool: compare word for word
            for woord in t.split_whitespace().filter(|w| w.chars().count() < 20) {
                assert!(gelezen.contains(woord.trim_matches('"')), "'{woord}' of '{t}'");
            }
        }
    }
    let tekst = poppler("pdftotext", &["-layout"], &pdf).unwrap();
    for zoek in [
        "€ 1.900,04",
        "€ 57.727,84",
        "Kostprijselementen van artikel 5.4",
        "Bladzijde 1 van",
        "cliënt",
        "÷",
        "×",
    ] {
        assert!(tekst.contains(zoek), "{zoek}");
    }
}
