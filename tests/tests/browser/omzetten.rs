//! A file of indications in a real browser: sent, a bad row told with its place, set aside by name, and carried out.

use crate::chromium::{self, Browser, wacht};
use crate::paginas::bekijk_los;
use crate::toepassing::{status, toepassing};
use ketentest::map;
use std::fmt::Write as _;

/// Numbers that pass the elfproef, none of a real person.
const BSN: [&str; 3] = ["999900006", "999900018", "999900031"];

/// Two rows that go over and one with two faults.
fn bestand(map: &std::path::Path) -> String {
    let mut t = String::from("indicatienummer,bsn,gemeente,agb,functie,klasse,ingangsdatum,einddatum\n");
    for (i, b) in BSN.iter().enumerate() {
        let rest = if i == 2 { "zwaar,2015-02-30," } else { "2,2015-02-01,2016-06-30" };
        writeln!(t, "IND-{i},{b},0796,41410001,H300,{rest}").unwrap();
    }
    let pad = map.join(format!("indicaties {}.csv", BSN[0]));
    std::fs::write(&pad, t).unwrap();
    pad.to_str().unwrap().to_owned()
}

#[test]
fn a_bad_row_is_set_aside_by_name_and_the_rest_is_carried_out() {
    if !chromium::is_er() {
        return;
    }
    let (t, m) = (toepassing(), map());
    let bestand = bestand(m.path());
    let mut fouten = Vec::new();
    for (naam, b) in [("met", Browser::start()), ("zonder", Browser::zonder_script())] {
        b.beeld(1280, 900, "light");
        t.meld_aan(&b, "backoffice");
        t.open(&b, "/omzetten");
        b.klik("#kader option[value='drechtsteden-ib-2016']");
        b.kies_bestand("#bestand", &bestand);
        b.volg("form[enctype] button[type=submit]");
        let geen_bsn =
            || assert!(!BSN.iter().any(|n| b.bron().contains(n)), "{naam}: er staat een BSN op de pagina");
        let tekst = b.lees("main");
        assert!(tekst.contains("1 rij is fout") && tekst.contains("indicatie IND-2"), "{naam}: {tekst}");
        assert!(tekst.contains("klasse") && tekst.contains("ingangsdatum"), "{naam}: {tekst}");
        assert!(!b.heeft("section[aria-labelledby=uitvoeren]"), "er gaat niets over zolang een rij fout is");
        geen_bsn();
        if naam == "met" {
            for breed in [1280, 390] {
                bekijk_los(&b, "omzetting-foute-rij", breed, &mut fouten);
            }
            b.beeld(1280, 900, "light");
        }
        let hier = t.pad(&b);
        // a name that is not there changes nothing
        b.vul("#namen", "IND-77");
        b.volg("section[aria-labelledby=fouten] button");
        assert!(b.lees("main").contains("ontroleer de nummers"), "{}", b.lees("main"));
        b.vul("#namen", "IND-2");
        b.volg("section[aria-labelledby=fouten] button");
        assert_eq!((status(&b), t.pad(&b)), (200, hier.clone()));
        assert!(b.lees("main").contains("Fout en apart gezet"), "{}", b.lees("main"));
        // left and found again
        t.open(&b, "/omzetten");
        assert!(b.lees("main").contains("Proef is klaar"), "{}", b.lees("main"));
        t.open(&b, &hier);
        b.volg("section[aria-labelledby=uitvoeren] button");
        wacht("de uitkomst", || {
            if naam == "zonder" {
                t.open(&b, &hier);
            }
            b.heeft("#gedaan")
        });
        // nobody in this book has these numbers: they are named, and the page says where to look
        assert!(b.lees("main").contains("Niet omgezet"), "{}", b.lees("main"));
        geen_bsn();
        if naam == "met" {
            bekijk_los(&b, "omzetting-uitgevoerd", 1280, &mut fouten);
        }
    }
    // how a day is written in the file, and the name of the cohort
    for vast in ["2015-09-01", "2016-01-01"] {
        fouten.retain(|f| !f.ends_with(&format!("geen Nederlandse datum: {vast}")));
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
}
