//! Each role in the browser: what the menu offers, what the server refuses, whose data it is.

use crate::chromium::{self, Browser};
use crate::toepassing::{status, toepassing};
use app::{Recht, Rol};

/// An address and the right that it takes.
const PAGINAS: &[(&str, Recht)] = &[
    ("/aanbieders", Recht::Aanbieders),
    ("/catalogus", Recht::Catalogus),
    ("/clienten", Recht::Clienten),
    ("/berichten", Recht::Berichten),
    ("/declaraties", Recht::Declaraties),
    ("/betalingen", Recht::Betalingen),
    ("/monitor", Recht::Monitor),
    ("/post", Recht::Post),
    ("/verzoeken", Recht::Verzoeken),
    ("/omzetten", Recht::Omzetten),
    ("/meldingen", Recht::Toegang),
    ("/aflopend", Recht::Beschikkingen),
    ("/wachtlijst", Recht::Wachtlijst),
    ("/plannen", Recht::Indienen),
];

#[test]
fn the_menu_offers_what_the_role_may_and_the_server_refuses_the_rest() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    b.beeld(1280, 900, "light");
    for rol in Rol::ALLE {
        t.meld_aan(&b, rol.code());
        let menu = b.alle(".zij .breed a", "href");
        assert!(menu.contains(&format!("{}/", t.basis)), "{menu:?}");
        for (pad, recht) in PAGINAS {
            let in_menu = menu.iter().any(|m| m.split('?').next() == Some(&format!("{}{pad}", t.basis)));
            let mag = rol.mag(*recht);
            assert_eq!(in_menu, mag, "{pad} in het menu van {}: {menu:?}", rol.code());
            let status = t.open(&b, pad);
            assert_eq!(status, if mag { 200 } else { 403 }, "{pad} voor {}", rol.code());
            if !mag {
                assert_eq!(b.lees("h1"), "U heeft geen toegang tot deze gegevens");
                let overzicht = t.link(&b, "main a.utrecht-button");
                assert_eq!(overzicht, "/");
            }
        }
        // no link in the menu or on the first page leads to a closed door
        t.open(&b, "/");
        let mut links = b.alle(".zij .breed a, main a", "href");
        links.sort();
        links.dedup();
        for link in links {
            b.ga(&link);
            assert_eq!(status(&b), 200, "{} volgt {link}", rol.code());
        }
        t.meld_af(&b);
    }
}

#[test]
fn a_provider_sees_only_its_own() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    // what the backoffice sees: many providers, and a claim of each
    t.meld_aan(&b, "backoffice");
    t.open(&b, "/berichten");
    let agb = "tbody td[data-kop=Aanbieder] .vast";
    let mut van_allen = b.alle(agb, "textContent");
    van_allen.sort();
    van_allen.dedup();
    assert!(van_allen.len() > 1, "{van_allen:?}");
    t.open(&b, "/declaraties");
    let claims = b.alle("tbody th a", "href");
    let namen = b.alle("tbody td[data-kop=Aanbieder]", "textContent");
    t.meld_af(&b);

    t.meld_aan(&b, "aanbieder");
    t.open(&b, "/berichten");
    let mut eigen = b.alle(agb, "textContent");
    eigen.sort();
    eigen.dedup();
    assert_eq!(eigen.len(), 1, "{eigen:?}");
    t.open(&b, "/declaraties");
    let eigen_naam = b.alle("tbody td[data-kop=Aanbieder]", "textContent");
    assert!(!eigen_naam.is_empty() && eigen_naam.iter().all(|n| *n == eigen_naam[0]), "{eigen_naam:?}");
    let mut van_anderen = 0;
    for (claim, naam) in claims.iter().zip(&namen) {
        b.ga(claim);
        if *naam == eigen_naam[0] {
            assert_eq!(status(&b), 200, "{claim}");
        } else {
            van_anderen += 1;
            assert_eq!(status(&b), 404, "de declaratie van een ander: {claim}");
        }
        if van_anderen > 5 {
            break;
        }
    }
    assert!(van_anderen > 0);
    // asking for another provider gives nothing of it
    let ander = van_allen.iter().find(|a| **a != eigen[0]).unwrap();
    let status = t.open(&b, &format!("/berichten?agb={ander}"));
    assert!(status == 403 || !b.heeft("tbody tr"), "{status}");
    // and not the decisions of a client either
    t.open(&b, "/clienten");
    let client = t.link(&b, "tbody th a");
    t.open(&b, &client);
    assert!(!b.lees(".tabs").contains("beschikking"), "{}", b.lees(".tabs"));
    t.open(&b, &format!("{client}/beschikkingen"));
    assert!(!b.heeft("tbody tr"), "besluiten zijn niet voor de aanbieder: {}", b.lees("main"));
}

#[test]
fn the_municipality_switch_narrows_the_list() {
    if !chromium::is_er() {
        return;
    }
    let (t, b) = (toepassing(), Browser::start());
    b.beeld(1280, 900, "light");
    t.meld_aan(&b, "backoffice");
    t.open(&b, "/clienten");
    let namen = b.alle(".menu.rand .lade a", "textContent");
    assert!(namen.len() > 2 && namen[0] == "Alle gemeenten", "{namen:?}");
    let alle = b.alle("tbody td[data-kop=Gemeente]", "textContent");
    assert!(alle.iter().any(|g| *g != alle[0]), "meer dan een gemeente");
    for n in 2..=namen.len() {
        b.klik(".menu.rand summary");
        b.volg(&format!(".menu.rand .lade li:nth-child({n}) a"));
        assert!(t.pad(&b).starts_with("/clienten?gemeente="), "{}", t.pad(&b));
        assert!(b.lees(".menu.rand summary").contains(&namen[n - 1]));
        let rijen = b.alle("tbody td[data-kop=Gemeente]", "textContent");
        assert!(rijen.iter().all(|g| *g == namen[n - 1]), "{rijen:?}");
        // the choice goes along to the next page
        b.volg(".zij .breed a[href^='/declaraties']");
        assert!(t.pad(&b).starts_with("/declaraties?gemeente="), "{}", t.pad(&b));
        t.open(&b, "/clienten");
    }
    assert_eq!(t.open(&b, "/clienten?gemeente=0363"), 403, "een gemeente van een ander");
}
