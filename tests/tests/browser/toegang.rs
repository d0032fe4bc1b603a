//! The consulent, by keyboard alone: from the melding of somebody who is known to an aanvraag, with what goes wrong on the way.
//! Every page is looked at in both widths. The whole way to the 301, with its screens counted, is in `dag`.

use crate::chromium::{self, Browser, OMLAAG, TAB};
use crate::paginas::{bekijk_los, bekijk_met};
use crate::toepassing::{Toepassing, WACHTWOORD, toepassing};
use crate::toetsenbord::{enter, tab_naar};

/// Chooses an entry of a select with the arrow keys.
#[track_caller]
pub fn kies(b: &Browser, css: &str, waarde: &str) {
    tab_naar(b, css);
    for _ in 0..80 {
        if b.tekst("return document.activeElement.value") == waarde {
            return;
        }
        b.toets(&OMLAAG.to_string());
    }
    unreachable!("{waarde} staat niet in {css}");
}

/// Types over what stands in a field.
#[track_caller]
pub fn typ(b: &Browser, css: &str, tekst: &str) {
    tab_naar(b, css);
    // nothing of what stood there stays
    b.js("document.activeElement.select?.()");
    b.toets(tekst);
}

/// Ticks a box.
#[track_caller]
pub fn vink(b: &Browser, css: &str) {
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

/// Fills in a step of the onderzoek.
#[track_caller]
pub fn stap(b: &Browser, onderwerpen: &[(&str, bool)]) {
    for (o, weegt) in onderwerpen {
        typ(b, &format!("#{o}-bevinding"), "Gezien in het gesprek.");
        if *weegt {
            kies(b, &format!("#{o}-oordeel"), "deels");
        }
        kies(b, &format!("#{o}-bewijs"), "gesprek");
    }
}

/// The main button of a form, and the page that it leads to.
#[track_caller]
fn verder(t: &Toepassing, b: &Browser, naar: &str) {
    tab_naar(b, "main form button[value=verder]");
    enter(t, b, naar);
}

/// Searches, looks at the form for somebody who is new, and goes to the form of somebody who is known.
fn naar_bekende(t: &Toepassing, b: &Browser, fouten: &mut Vec<String>) {
    // a name that is there, found without a number in any address
    typ(b, "#f-zoek", "Onvindbaar");
    b.toets(&chromium::ENTER.to_string());
    chromium::wacht("het zoeken", || t.pad(b).contains("zoek="));
    bekijk(b, "melding-niet-gevonden", fouten);
    tab_naar(b, "a[href^='/meldingen/nieuw/client']");
    enter(t, b, "/meldingen/nieuw/client");
    bekijk(b, "client-nieuw", fouten);
    // somebody who is there already: by the list of clients
    t.open(b, "/clienten?gemeente=0796");
    tab_naar(b, "tbody th a");
    enter(t, b, "/clienten/");
    tab_naar(b, "main a[href$='/melding']");
    enter(t, b, "/clienten/");
}

#[test]
fn a_melding_becomes_an_aanvraag_by_keyboard_alone() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let t: &Toepassing = &t;
    let mut fouten = Vec::new();
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
    naar_bekende(t, &b, &mut fouten);
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
    tab_naar(&b, "main form button[value=stop]");
    enter(t, &b, "/meldingen/");
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
    verder(t, &b, &melding);
    tab_naar(&b, "section.volgende a");
    enter(t, &b, "/meldingen/");

    bekijk(&b, "onderzoek-1", &mut fouten);
    stap(
        &b,
        &[
            ("behoeften", false),
            ("eigen-kracht", true),
            ("algemeen-gebruikelijk", true),
            ("gebruikelijke-hulp", true),
        ],
    );
    verder(t, &b, "/meldingen/");
    stap(&b, &[("mantelzorg", true), ("netwerk", true), ("mantelzorger", false)]);
    verder(t, &b, "/meldingen/");
    bekijk(&b, "onderzoek-3", &mut fouten);
    stap(&b, &[("algemene-voorziening", true), ("andere-wet", true), ("bijdrage", false)]);
    verder(t, &b, "/meldingen/");
    assert!(t.pad(&b).contains("/afronden"), "{}", t.pad(&b));
    // the way to the decision asks for the day of the aanvraag; the plan that was made stands there
    assert_eq!(
        b.tekst("return document.getElementById('resultaat-1').value"),
        "De post gaat elke week open."
    );
    tab_naar(&b, "main form button[value=verder]");
    b.toets(&chromium::ENTER.to_string());
    chromium::wacht("de fout", || b.heeft(".utrecht-alert--error a[href='#aanvraag']"));
    for breed in [1280, 390] {
        bekijk_met(&b, "afronden-fout", 422, breed, &mut fouten);
    }
    b.beeld(1280, 900, "light");
    typ(&b, "#aanvraag", "17-10-2026");
    tab_naar(&b, "main form button[value=stop]");
    enter(t, &b, "/aanvragen/");
    assert!(b.lees("main").contains("2 november 2026"), "two weeks after a Saturday: {}", b.lees("main"));

    // why that day?
    tab_naar(&b, "main details summary");
    b.toets(&chromium::ENTER.to_string());
    assert!(b.lees("main").contains("Algemene termijnenwet"), "{}", b.lees("main"));
    bekijk(&b, "aanvraag-klok", &mut fouten);
    b.toets(&TAB.to_string());
    assert!(fouten.is_empty(), "{} fouten:\n{}", fouten.len(), fouten.join("\n"));
}
