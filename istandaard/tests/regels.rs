//! The table of rules against the published list: none is missing, and each says where it is checked.

mod hulp;

use hulp::{pakket, tsv};
use istandaard::regels::{self, Controle, SoortRegel};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn the_table_has_every_rule_once() {
    let mut gezien = BTreeSet::new();
    for r in regels::alle() {
        assert!(gezien.insert(r.code), "{} staat dubbel", r.code);
        assert!(r.tekst.ends_with('.') && r.tekst.len() > 15, "{}", r.code);
        assert!(!r.berichten.is_empty(), "{}", r.code);
        assert_eq!(regels::zoek(r.code).unwrap().code, r.code);
        match r.controle {
            Controle::Schema => assert_eq!(r.niveau, 1, "{}", r.code),
            Controle::InBericht => assert_eq!((r.niveau, r.retourcode), (2, Some("0001")), "{}", r.code),
            Controle::Berichtoverstijgend => assert_eq!(r.niveau, 3, "{}", r.code),
            Controle::ExterneBron => assert_eq!(r.niveau, 4, "{}", r.code),
        }
    }
    assert_eq!(gezien.iter().filter(|c| !c.starts_with("RS")).count(), 118);
}

#[test]
fn the_table_agrees_with_the_published_rules() {
    let Some(map) = pakket() else { return };
    let mut per_controle: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut aantal = 0;
    for rij in tsv(&map.join("regels.tsv")) {
        let (code, retourcode, berichten, niveau, in_iwmo) = (&rij[0], &rij[4], &rij[5], &rij[6], &rij[12]);
        if !["TR", "CD", "CS", "RS"].contains(&&code[..2]) || in_iwmo != "ja" {
            continue;
        }
        aantal += 1;
        let regel = regels::zoek(code).unwrap_or_else(|| panic!("regel {code} ontbreekt in de tabel"));
        per_controle.entry(format!("{:?}", regel.controle)).or_default().push(code.clone());
        // TR319 is published on level 3, and checked within the message.
        if code == "TR319" {
            assert_eq!((regel.niveau, regel.retourcode), (2, Some("0001")));
            continue;
        }
        assert_eq!(regel.niveau.to_string(), niveau[..1], "{code}");
        assert_eq!(regel.retourcode.unwrap_or(""), retourcode, "{code}");
        if regel.soort() != SoortRegel::Restrictie {
            // TR101 is checked on the 319 too, although the publication does not name that message.
            let onze: Vec<&str> = regel
                .berichten
                .iter()
                .map(|s| s.code())
                .filter(|s| !(code == "TR101" && *s == "WMO319"))
                .collect();
            assert_eq!(onze.join(";"), *berichten, "{code}");
        }
    }
    assert_eq!(aantal, 118 + 36);
    for (controle, codes) in per_controle {
        eprintln!("{controle}: {} ({})", codes.len(), codes.join(" "));
    }
}

#[test]
fn return_codes_are_on_their_list() {
    for code in regels::alle().filter_map(|r| r.retourcode) {
        assert!(istandaard::codelijst::retourcode(code).is_some(), "{code}");
    }
}

/// Messages, places and codes as one text, to compare sets of rows.
fn rij(velden: &[&str]) -> String {
    velden.join(" | ")
}

#[test]
fn every_place_is_where_the_standard_has_it() {
    let Some(map) = pakket() else { return };
    let mut gepubliceerd = BTreeSet::new();
    for r in tsv(&map.join("regels-per-element.tsv")) {
        let (lijst, code, niveau) = (&r[5], &r[6], &r[8]);
        if !["TR", "CD", "CS", "RS"].contains(&&code[..2]) || niveau.is_empty() {
            assert!(lijst.is_empty(), "{r:?}");
            continue;
        }
        let plaats: Vec<&str> = r[1..4].iter().map(String::as_str).filter(|d| !d.is_empty()).collect();
        for bericht in r[0].split(';') {
            gepubliceerd.insert(rij(&[
                &format!("WMO{}", bericht.trim_start_matches("WMO")),
                &plaats.join("/"),
                code,
                &niveau[..1],
                &r[9],
                lijst,
            ]));
        }
    }
    let mut onze: BTreeSet<_> = regels::plaatsing()
        .iter()
        .map(|p| {
            rij(&[
                p.bericht.code(),
                p.plaats,
                p.regel,
                &p.niveau.to_string(),
                p.retourcode.unwrap_or(""),
                p.lijst.map_or("", istandaard::codelijst::Lijst::code),
            ])
        })
        .collect();
    // The overview per message names TR101 on the 319, the table per element does not.
    assert!(onze.remove(&rij(&["WMO319", "Antwoord", "TR101", "2", "0001", ""])));
    assert_eq!(onze, gepubliceerd);
    assert_eq!(regels::plaatsing().len(), onze.len() + 1);
}

#[test]
fn every_published_check_is_in_the_table_with_its_return_code_and_receiver() {
    let Some(map) = pakket() else { return };
    let rijen = tsv(&map.join("controles-per-bericht.tsv"));
    assert_eq!(rijen.len(), 191);
    let mut gezien = BTreeSet::new();
    for r in &rijen {
        let (bericht, ontvanger, antwoord, niveau, code, retourcode) =
            (&r[0], &r[2], &r[3], &r[4], &r[5], &r[6]);
        let soort = istandaard::Soort::parse(bericht).unwrap();
        let regel = regels::zoek(code).unwrap_or_else(|| panic!("{code} ontbreekt"));
        assert!(regel.berichten.contains(&soort), "{code} werkt niet op {bericht}");
        let partij = match soort.ontvanger() {
            istandaard::Partij::Gemeente => "gemeente",
            istandaard::Partij::Aanbieder => "aanbieder",
        };
        assert_eq!(partij, ontvanger, "{bericht}");
        let met = soort.antwoord().map_or("geen", istandaard::Soort::code);
        assert!(antwoord.starts_with(met), "{bericht}: {antwoord}");
        let verwacht = if code == "TR319" { ("2", "0001") } else { (&niveau[..1], retourcode.as_str()) };
        assert_eq!((regel.niveau.to_string().as_str(), regel.retourcode.unwrap_or("")), verwacht, "{code}");
        assert!(gezien.insert((soort.code(), regel.code)), "{bericht} {code} staat dubbel");
    }
    for r in regels::alle().filter(|r| r.niveau > 1) {
        for s in r.berichten {
            assert!(
                gezien.contains(&(s.code(), r.code)),
                "{} is niet gepubliceerd voor {}",
                r.code,
                s.code()
            );
        }
    }
}
