//! Every page with invented figures: snapshots of the main ones, and what must hold on all of them.

#[path = "proef/mod.rs"]
mod proef;

use app::{Recht, Rol};
use std::collections::BTreeSet;

/// Without the hashes of the embedded files, which change with every edit of a stylesheet.
fn zonder_hash(html: &str) -> String {
    html.replace(web::activa::STIJL, "/stijl.css")
        .replace(web::activa::ICONEN, "/iconen.svg")
        .replace(web::activa::LOGO, "/logo.svg")
        .replace(web::activa::SCRIPT, "/controleren.js")
        .replace(web::activa::VOLG, "/volgen.js")
}

#[test]
fn the_main_pages_look_as_agreed() {
    let vast = [
        "aanmelden",
        "overzicht",
        "client",
        "bericht",
        "bewaken",
        "post",
        "declaratie",
        "declaratieregel",
        "betalingen",
        "verzoeken",
        "verzoek",
        "verzoek-besluit",
        "omzetten",
        "omzetting",
        "omzetting-fout",
        "omzetting-bezig",
        "cohort",
        "herindeling",
        "herindeling-bezig",
        "fout",
    ];
    let loket = [
        "aanvraag-vot-fout",
        "aanvraag-vow",
        "aanvraag-controle",
        "melden",
        "verbeteren-controle",
        "plannen",
        "planvoorstel",
    ];
    for (naam, html) in proef::paginas(Rol::Aanbieder) {
        if loket.contains(&naam) {
            insta::assert_snapshot!(naam, zonder_hash(&html));
        }
    }
    for (naam, html) in proef::paginas(Rol::Consulent) {
        let gezien = [
            "meldingen",
            "melding",
            "melding-nieuw-fout",
            "client-nieuw",
            "onderzoek",
            "afronden",
            "aanvraag-klok",
            "bevestigingsbrief",
            "besluiten",
            "besluit-heel-fout",
            "besluit-onaf",
            "besluit-klaar",
            "besluit-ter-controle",
            "besluit-bekend",
            "aflopend",
            "aflopend-blad-fout",
            "wachtlijst",
            "wachtplek",
            "aanbiedersplan-oordeel",
            "zrm",
            "zrm-uitgaven",
            "zrm-meten-fout",
            "zrm-teksten",
            "advies",
            "advies-begin",
            "advies-ib4",
            "advies-fout",
            "advies-uitleg",
            "advies-vragen",
            "advies-werk",
            "advies-overig-bw",
            "afwijkingen",
        ];
        if gezien.contains(&naam) {
            insta::assert_snapshot!(naam, zonder_hash(&html));
        }
    }
    for (naam, html) in proef::paginas(Rol::Inkoper) {
        let gezien = [
            "kaders-fout",
            "kaderversie",
            "kaderversie-fout",
            "scenarios-naast-elkaar",
            "reacties",
            "publicatieblad",
        ];
        if gezien.contains(&naam) {
            insta::assert_snapshot!(naam, zonder_hash(&html));
        }
    }
    for (naam, html) in proef::paginas(Rol::Backoffice) {
        if vast.contains(&naam) || naam.starts_with("controleren") {
            insta::assert_snapshot!(naam, zonder_hash(&html));
        }
    }
}

#[test]
fn every_page_is_light_whole_and_free_of_inline_code() {
    for (naam, html) in Rol::ALLE.iter().flat_map(|r| proef::paginas(*r)) {
        assert!(html.len() < 100_000, "{naam}: {} bytes", html.len());
        // some pages have a script, from our own server, that they can do without
        let script = match naam {
            n if n.starts_with("controleren") => Some(web::activa::SCRIPT),
            "omzetting-bezig" | "herindeling-bezig" => Some(web::activa::VOLG),
            _ => None,
        };
        let html = if let Some(script) = script {
            let script = format!("<script src=\"{script}\" defer></script>");
            assert_eq!(html.matches(&script).count(), 1, "{naam}");
            html.replace(&script, "")
        } else {
            html
        };
        for verboden in ["<script", "<style", " style=", " onclick", "javascript:", "http://", "https://"] {
            assert!(!html.contains(verboden), "{naam} has {verboden}");
        }
        for nodig in ["<html lang=\"nl\"", "<title>", "<main", "id=\"inhoud\"", "href=\"#inhoud\""] {
            assert_eq!(html.matches(nodig).count(), 1, "{naam} needs one {nodig}");
        }
        assert_eq!(html.matches("<h1").count(), 1, "{naam} needs one h1");
        let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|r| r.split('"').next()).collect();
        let uniek: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), uniek.len(), "{naam}: an id occurs twice in {ids:?}");
        for doel in html.split("popovertarget=\"").skip(1).filter_map(|r| r.split('"').next()) {
            assert!(uniek.contains(&doel), "{naam}: {doel} has no explanation");
        }
        for label in html.split(" for=\"").skip(1).filter_map(|r| r.split('"').next()) {
            assert!(uniek.contains(&label), "{naam}: label for {label}");
        }
    }
}

/// The build-up of a price: published and other beside each other, a link that carries only what differs.
#[test]
fn a_what_if_stands_beside_the_published_price() {
    let paginas = proef::paginas(Rol::Inkoper);
    let van = |naam: &str| paginas.iter().find(|(n, _)| *n == naam).unwrap().1.clone();
    let gewoon = van("kostprijs");
    assert!(
        gewoon.contains("€ 1.900,04") && gewoon.contains("€ 57.727,84") && gewoon.contains("€ 63.483,69")
    );
    assert!(
        gewoon.contains("ontbreekt") && !gewoon.contains("anders: €") && !gewoon.contains("role=\"alert\"")
    );
    assert!(gewoon.contains("17% van € 49.340,04") && gewoon.contains("href=\"#r-overhead\""));
    let anders = van("kostprijs-wat-als");
    assert!(anders.contains("role=\"alert\"") && anders.contains("2.850"), "a wrong field is told");
    assert!(
        anders.contains("anders: €")
            && anders.contains("Effect per jaar, na indexering, bij 40 cliënten: +€")
    );
    let link =
        "?stel-hoogste_trede.fwg40=%2B3%25&amp;stel-productiviteit=68&amp;index-loon=3%2C1&amp;volume=40";
    let link = link.replace("&amp;", "&");
    assert!(
        anders.replace("&#38;", "&").replace("&amp;", "&").contains(&link),
        "the link has only what differs"
    );
    // the published price stays on the page
    assert!(anders.contains("€ 1.900,04"));
}

/// A scenario that can no longer be computed is told, and does not take the others with it.
#[test]
fn scenarios_stand_beside_each_other() {
    let paginas = proef::paginas(Rol::Inkoper);
    let van = |naam: &str| paginas.iter().find(|(n, _)| *n == naam).unwrap().1.clone();
    let naast = van("scenarios-naast-elkaar");
    assert!(naast.contains("Uit een oud model kan nu niet worden uitgerekend"));
    assert!(naast.contains("€ 1.954,31 (+€ 54,27)") && naast.contains("Index op huisvesting"));
    assert!(van("scenarios-leeg").contains("Nog geen scenario"));
    let een = van("scenario");
    assert!(een.contains("Scenario: Lagere productiviteit") && een.contains("Bewaard door Inge Inkoop"));
    assert!(!een.contains("Bewaar als scenario"));
}

#[test]
fn no_english_is_left() {
    let engels = [
        "the", "and", "with", "search", "next", "previous", "login", "logout", "password", "username",
        "error", "page", "total", "amount", "date", "message", "client", "provider", "sort", "show", "none",
        "unknown", "save",
    ];
    for (naam, html) in Rol::ALLE.iter().flat_map(|r| proef::paginas(*r)) {
        let tekst = zichtbaar(&html).to_lowercase();
        for woord in tekst.split(|c: char| !c.is_alphanumeric()) {
            assert!(!engels.contains(&woord), "{naam}: '{woord}'");
        }
    }
}

/// The text between tags, without raw messages and without element names of the standard.
fn zichtbaar(html: &str) -> String {
    let zonder_ruw = match (html.find("<pre"), html.find("</pre>")) {
        (Some(a), Some(b)) => format!("{}{}", &html[..a], &html[b..]),
        _ => html.to_owned(),
    };
    let mut uit = String::new();
    let mut in_tag = false;
    for c in zonder_ruw.chars() {
        match c {
            '<' => in_tag = true,
            '>' => {
                in_tag = false;
                uit.push(' ');
            }
            c if !in_tag => uit.push(c),
            _ => {}
        }
    }
    // The place of a finding is an XPath of the standard.
    uit.split_whitespace().filter(|w| !w.starts_with("/Bericht")).collect::<Vec<_>>().join(" ")
}

/// Looking at a file or a claim, one is not led to a page that answers "no access".
#[test]
fn a_file_leads_only_to_what_the_role_may_open() {
    let paden = [
        ("/clienten/", Recht::Clienten),
        ("/berichten/", Recht::Berichten),
        ("/declaraties/", Recht::Declaraties),
        ("/betalingen/", Recht::Betalingen),
        ("/aanbieders/", Recht::Aanbieders),
    ];
    let (mut wel, mut niet) = (0, 0);
    for rol in Rol::ALLE {
        for (naam, html) in proef::paginas(*rol) {
            let van = match naam {
                "client" | "client-toewijzingen" | "client-levering" => Recht::Clienten,
                "declaratie" | "declaratieregel" => Recht::Declaraties,
                _ => continue,
            };
            if !rol.mag(van) {
                continue;
            }
            for (pad, recht) in paden {
                let leidt = html.contains(&format!("href=\"{pad}"));
                assert!(!leidt || rol.mag(recht), "{naam} leidt {} naar {pad}", rol.code());
                if leidt {
                    wel += 1;
                } else if !rol.mag(recht) {
                    niet += 1;
                }
            }
        }
    }
    assert!(wel > 10 && niet > 5, "{wel} en {niet}");
}

#[test]
fn the_bar_shows_only_what_the_role_uses() {
    let overzicht = |rol| {
        let html = proef::paginas(rol).into_iter().find(|(n, _)| *n == "overzicht").unwrap().1;
        let balk = html.split("<nav aria-label=\"Hoofdmenu\">").nth(1).unwrap();
        balk.split("</nav>").next().unwrap().to_owned()
    };
    let inwoner = overzicht(Rol::Inwoner);
    assert!(inwoner.contains("href=\"/catalogus\"") && inwoner.contains("href=\"/aanbieders\""));
    for verborgen in
        ["href=\"/clienten\"", "href=\"/berichten\"", "href=\"/betalingen\"", "href=\"/declaraties\""]
    {
        assert!(!inwoner.contains(verborgen), "{verborgen}");
    }
    let aanbieder = overzicht(Rol::Aanbieder);
    assert!(aanbieder.contains("href=\"/declaraties\"") && !aanbieder.contains("href=\"/aanbieders\""));
    assert!(overzicht(Rol::Backoffice).contains("href=\"/betalingen\""));
}

#[test]
fn a_bsn_stands_on_the_file_only_and_never_in_an_address() {
    for (naam, html) in proef::paginas(Rol::Backoffice) {
        for adres in html.split("href=\"").skip(1).filter_map(|r| r.split('"').next()) {
            assert!(!adres.contains("999900006"), "{naam}: {adres}");
        }
        assert_eq!(
            html.contains("999900006"),
            naam.starts_with("client") && !naam.starts_with("clienten") && naam != "client-nieuw",
            "{naam}"
        );
    }
}

#[test]
fn the_demo_says_so_on_every_page() {
    for (naam, html) in proef::paginas(Rol::Consulent) {
        assert!(html.contains("Dit zijn verzonnen gegevens"), "{naam}");
    }
}
