//! Forms from elsewhere, wrong passwords, and many of them.

use crate::chromium::{self, Browser};
use crate::toepassing::{WACHTWOORD, status, toepassing};

#[test]
fn a_form_without_its_token_is_refused_and_nothing_happens() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    t.meld_aan(&b, "consulent");
    for (breek, wat) in [
        ("e.remove()", "zonder token"),
        ("e.value = ''", "met een leeg token"),
        ("e.value = '0'.repeat(e.value.length)", "met een verzonnen token"),
    ] {
        t.open(&b, "/afmelden");
        b.js(&format!("for (const e of document.querySelectorAll('main input[name=csrf]')) {{ {breek} }}"));
        b.volg("main form button[type=submit]");
        assert_eq!(status(&b), 403, "{wat}");
        assert_eq!(b.lees("h1"), "Dit formulier is verlopen", "{wat}");
        assert_eq!(t.open(&b, "/clienten"), 200, "nog steeds aangemeld, {wat}");
    }
    // a form on another site: the browser does not even bring the session along
    let vals = format!(
        "data:text/html,<form method=post action='{}/afmelden'><button>Win een prijs</button></form>",
        t.basis
    );
    b.ga(&vals);
    b.volg("button");
    assert_eq!(t.open(&b, "/clienten"), 200, "een formulier van elders meldt niemand af");
    assert_eq!(t.pad(&b), "/clienten");
}

#[test]
fn a_wrong_password_is_told_in_dutch_and_many_have_to_wait() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    let probeer = |naam: &str, wachtwoord: &str| {
        t.open(&b, "/aanmelden");
        b.vul("#naam", naam);
        b.vul("#wachtwoord", wachtwoord);
        b.volg("form.invoer button[type=submit]");
        assert_eq!(status(&b), 422);
        b.lees("[role=alert]")
    };
    let fout = probeer("contractmanager", "verkeerd");
    assert!(fout.contains("Naam of wachtwoord klopt niet"), "{fout}");
    assert_eq!(b.alle("#naam", "value"), ["contractmanager"], "de naam hoeft niet opnieuw");
    assert_eq!(b.alle("#wachtwoord", "value"), [""]);
    // a name that does not exist gets the same words, so nobody learns who works here
    assert_eq!(probeer("niemand", WACHTWOORD), fout);
    for _ in 0..3 {
        assert_eq!(probeer("niemand", "verkeerd"), fout);
    }
    let mut gezegd = String::new();
    for _ in 0..3 {
        gezegd = probeer("niemand", "verkeerd");
    }
    assert!(gezegd.contains("Te veel mislukte pogingen; wacht 15 minuten"), "{gezegd}");
    // who types the right password after one mistake comes in
    t.meld_aan(&b, "contractmanager");
}
