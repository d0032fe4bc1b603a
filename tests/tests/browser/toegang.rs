//! The consulent, by keyboard alone: from a melding to an aanvraag. Every page is looked at in both widths, and the screens
//! and submits that it takes are counted.

use crate::chromium::{self, Browser, OMLAAG, TAB};
use crate::paginas::{bekijk_los, bekijk_met};
use crate::toepassing::{Toepassing, WACHTWOORD, toepassing};
use crate::toetsenbord::{enter, tab_naar};

/// Most submits from the file of a client to the aanvraag: of the twelve that the whole way to the order may take, the
/// decision needs the rest.
const HOOGSTENS: usize = 8;

/// Chooses an entry of a select with the arrow keys.
fn kies(b: &Browser, css: &str, waarde: &str) {
    tab_naar(b, css);
    for _ in 0..20 {
        if b.tekst("return document.activeElement.value") == waarde {
            return;
        }
        b.toets(&OMLAAG.to_string());
    }
    unreachable!("{waarde} staat niet in {css}");
}

fn typ(b: &Browser, css: &str, tekst: &str) {
    tab_naar(b, css);
    b.toets(tekst);
}

fn vink(b: &Browser, css: &str) {
    tab_naar(b, css);
    b.toets(" ");
    assert_eq!(b.js("return document.activeElement.checked"), serde_json::json!(true), "{css}");
}

fn bekijk(b: &Browser, naam: &str, fouten: &mut Vec<String>) {
    for breed in [1280, 390] {
        bekijk_los(b, naam, breed, fouten);
    }
    b.beeld(1280, 900, "light");
}

/// Fills in a step of the onderzoek and goes on; gives where that leads.
fn stap(t: &Toepassing, b: &Browser, onderwerpen: &[(&str, bool)], naar: &str) {
    for (o, weegt) in onderwerpen {
        typ(b, &format!("#{o}-bevinding"), "Gezien in het gesprek.");
        if *weegt {
            kies(b, &format!("#{o}-oordeel"), "deels");
        }
        kies(b, &format!("#{o}-bewijs"), "gesprek");
    }
    tab_naar(b, "main form button[value=verder]");
    enter(t, b, naar);
}

#[test]
fn a_melding_becomes_an_aanvraag_by_keyboard_alone() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    let (mut fouten, mut stappen) = (Vec::new(), 0);
    b.beeld(1280, 900, "light");
    t.open(&b, "/aanmelden");
    tab_naar(&b, "#naam");
    b.toets("consulent");
    tab_naar(&b, "#wachtwoord");
    b.toets(WACHTWOORD);
    enter(t, &b, "/");

    // the worklist has something in every phase, the most urgent first
    tab_naar(&b, ".zij .breed a[href^='/meldingen']");
    enter(t, &b, "/meldingen");
    let lijst = b.lees("main");
    for stuk in ["te laat", "nog ", "Meteen hulp regelen", "Onderzoek doen", "Besluiten", "Staat stil"] {
        assert!(lijst.contains(stuk), "{stuk}: {lijst}");
    }
    bekijk(&b, "meldingen", &mut fouten);
    tab_naar(&b, "a[href='/meldingen/nieuw']");
    enter(t, &b, "/meldingen/nieuw");
    bekijk(&b, "melding-zoeken", &mut fouten);
    tab_naar(&b, "a[href='/meldingen/nieuw/client']");
    enter(t, &b, "/meldingen/nieuw/client");
    for (veld, wat) in [("bsn", "999900043"), ("geboren", "1-2-1980"), ("achternaam", "Proefstra")] {
        typ(&b, &format!("#{veld}"), wat);
    }
    bekijk(&b, "client-nieuw", &mut fouten);
    tab_naar(&b, "main form button[value=verder]");
    enter(t, &b, "/clienten/");
    stappen += 1;

    // first with nothing in it: everything is told, and the first line leads to its field
    tab_naar(&b, "main form button[value=verder]");
    b.toets(&chromium::ENTER.to_string());
    chromium::wacht("de fouten", || b.heeft(".utrecht-alert--error a[href='#wijze']"));
    for breed in [1280, 390] {
        bekijk_met(&b, "melding-nieuw-fout", 422, breed, &mut fouten);
    }
    b.beeld(1280, 900, "light");
    t.open(&b, &t.pad(&b));
    kies(&b, "#wijze", "telefoon");
    kies(&b, "#melder", "client");
    typ(&b, "#vraag", "Ik kom de dag niet goed door.");
    for naam in ["bevestigd", "clientondersteuning", "plan-genoemd", "plan-af", "pgb"] {
        vink(&b, &format!("#{naam}"));
    }
    kies(&b, "#identiteit", "paspoort");
    tab_naar(&b, "main form button[value=verder]");
    enter(t, &b, "/meldingen/");
    stappen += 1;
    bekijk(&b, "melding", &mut fouten);
    let melding = t.pad(&b).split('?').next().unwrap().to_owned();
    // the plan
    tab_naar(&b, "a[href$='/plan']");
    enter(t, &b, &melding);
    kies(&b, "#domein-1", "financien");
    typ(&b, "#resultaat-1", "De post gaat elke week open.");
    typ(&b, "#aanpak-1", "Samen met de begeleider.");
    typ(&b, "#akkoord", "17-10-2026");
    bekijk(&b, "plan", &mut fouten);
    tab_naar(&b, "main form button[value=verder]");
    enter(t, &b, &melding);
    stappen += 1;
    tab_naar(&b, "section.volgende a");
    enter(t, &b, "/meldingen/");

    bekijk(&b, "onderzoek-1", &mut fouten);
    stap(t, &b, &[("behoeften", false)], "/meldingen/");
    stap(
        t,
        &b,
        &[("eigen-kracht", true), ("algemeen-gebruikelijk", true), ("gebruikelijke-hulp", true)],
        "/meldingen/",
    );
    bekijk(&b, "onderzoek-3", &mut fouten);
    stap(t, &b, &[("mantelzorg", true), ("netwerk", true), ("mantelzorger", false)], "/meldingen/");
    stap(t, &b, &[("algemene-voorziening", true), ("andere-wet", true), ("bijdrage", false)], "/meldingen/");
    stappen += 4;
    assert!(t.pad(&b).contains("/afronden"), "{}", t.pad(&b));
    bekijk(&b, "afronden", &mut fouten);
    typ(&b, "#aanvraag", "17-10-2026");
    tab_naar(&b, "main form button[value=verder]");
    enter(t, &b, "/aanvragen/");
    stappen += 1;
    assert!(b.lees("main").contains("2 november 2026"), "two weeks after a Saturday: {}", b.lees("main"));

    // why that day?
    tab_naar(&b, "main details summary");
    b.toets(&chromium::ENTER.to_string());
    assert!(b.lees("main").contains("Algemene termijnenwet"), "{}", b.lees("main"));
    bekijk(&b, "aanvraag-klok", &mut fouten);
    b.toets(&TAB.to_string());
    assert!(stappen <= HOOGSTENS, "{stappen} keer versturen");
    assert!(fouten.is_empty(), "{} fouten:\n{}", fouten.len(), fouten.join("\n"));
}
