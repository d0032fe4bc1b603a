//! Checking a file in a real browser: with script, without it, sound on every screen, and without a BSN.

use crate::chromium::{self, Browser, wacht};
use crate::paginas::bekijk_los;
use crate::toepassing::{status, toepassing};
use ketentest::map;

const PAD: &str = "/bericht-controleren";
const BSN: &str = "999900006";

/// A message full of faults, with a BSN in it and in its name.
fn bestand(map: &std::path::Path) -> String {
    let pad = map.join(format!("WMO305-{BSN}.xml"));
    let xml = format!(
        "<Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo305/schema\"><Header/><Client><Bsn>{BSN}</Bsn></Client></Bericht>"
    );
    std::fs::write(&pad, xml).unwrap();
    pad.to_str().unwrap().to_owned()
}

#[test]
fn a_file_is_checked_with_and_without_script() {
    if !chromium::is_er() {
        return;
    }
    let (t, m) = (toepassing(), map());
    let bestand = bestand(m.path());
    for (naam, b) in [("met", Browser::start()), ("zonder", Browser::zonder_script())] {
        b.beeld(1280, 900, "light");
        assert_eq!(t.open(&b, PAD), 200, "zonder aan te melden");
        b.kies_bestand("#bestand", &bestand);
        if naam == "met" {
            b.klik("#controle button[type=submit]");
            wacht("de uitkomst", || b.heeft("#uitkomst"));
            assert_eq!(t.pad(&b), PAD);
            assert_eq!(b.tekst("return document.activeElement.tagName"), "H1", "de lezer weet waar hij is");
        } else {
            b.volg("#controle button[type=submit]");
        }
        let tekst = b.lees("main");
        assert!(tekst.contains("Het bericht is niet goed"), "{naam}: {tekst}");
        assert!(tekst.contains("kop van het bericht"), "{naam}: {tekst}");
        assert!(!b.bron().contains(BSN), "{naam}: er staat een BSN op de pagina");
        // the form is there for the next file, also after the page was changed by script
        b.kies_bestand("#bestand", &bestand);
        if naam == "met" {
            b.js("document.getElementById('uitkomst').remove()");
            b.klik("#controle button[type=submit]");
            wacht("de tweede uitkomst", || b.heeft("#uitkomst"));
        }
    }
}

#[test]
fn the_outcome_is_sound_on_every_screen() {
    if !chromium::is_er() {
        return;
    }
    let (t, m) = (toepassing(), map());
    let bestand = bestand(m.path());
    let mut fouten = Vec::new();
    for breed in [1280, 390] {
        let b = Browser::start();
        b.beeld(breed, 900, "light");
        t.open(&b, PAD);
        bekijk_los(&b, "controleren", breed, &mut fouten);
        b.kies_bestand("#bestand", &bestand);
        b.klik("#controle button[type=submit]");
        wacht("de uitkomst", || b.heeft("#uitkomst"));
        bekijk_los(&b, "controleren-uitkomst", breed, &mut fouten);
        assert_eq!(status(&b), 200);
    }
    assert!(fouten.is_empty(), "{}", fouten.join("\n"));
}
