//! `maatwerk advies`: the examples of the handleiding, and what is said of a dossier or framework that is wrong.

use ketentest::{Gedaan, maatwerk};
use serde_json::Value;

const VOORBEELDEN: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/handleiding/advies");

fn vraag(argumenten: &[&str]) -> Gedaan {
    maatwerk(["advies"].iter().chain(argumenten).copied().chain(["--vandaag", "2026-10-17"])).doe()
}

#[test]
fn the_examples_of_the_handleiding_give_advice_in_words_and_as_json() {
    let pad = format!("{VOORBEELDEN}/ib-2016.json");
    let g = vraag(&["drechtsteden-ib-2016", &pad]);
    g.eis(0);
    for zin in [
        "IB2 past.",
        "te bestellen: IB2",
        "Aanleren en oefenen voert de boventoon",
        "Uitleg:",
        "drechtsteden-ib-2016, ",
    ] {
        assert!(g.uit.contains(zin), "{zin}: {}", g.uit);
    }
    let g = vraag(&["drechtsteden-ib4-2017", &format!("{VOORBEELDEN}/ib4-2017.json"), "--json"]);
    g.eis(0);
    let json: Value = serde_json::from_str(&g.uit).unwrap();
    let ib4 = &json["producten"][0];
    assert_eq!(ib4["uitkomst"], "voldoet_niet");
    assert_eq!(ib4["redenen"].as_array().unwrap().len(), 1);
    assert!(ib4["redenen"][0]["tekst"].as_str().unwrap().contains("Het is 15 personen"), "{ib4}");
    assert!(json["uitleg"]["stappen"].as_array().unwrap().len() > 1);
}

#[test]
fn what_is_wrong_is_told_all_at_once_with_code_and_path() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("fout.json");
    let fout = r#"{"schema": "v1/dossier", "datum": "vandaag", "antwoorden": {"betaalt-huur": "soms"}, "bsn": "999900006"}"#;
    std::fs::write(&pad, fout).unwrap();
    let naam = pad.to_str().unwrap();
    let g = vraag(&["drechtsteden-ib4-2017", naam]);
    g.eis(1);
    for zin in
        ["DOSSIER-DATUM bij datum", "DOSSIER-ANTWOORD bij antwoorden.betaalt-huur", "DOSSIER-VELD bij bsn"]
    {
        assert!(g.uit.contains(zin), "{zin}: {}", g.uit);
    }
    assert!(!g.uit.contains("999900006") && !g.fout.contains("999900006"));
    std::fs::write(&pad, r#"{"schema": "v1/dossier", "antwoorden": {"betaald-huur": "ja"}}"#).unwrap();
    let g = vraag(&["drechtsteden-ib4-2017", naam, "--json"]);
    g.eis(1);
    let json: Value = serde_json::from_str(&g.uit).unwrap();
    assert_eq!(json["bevindingen"][0]["regel"], "DOSSIER-CRITERIUM");
    assert_eq!(json["bevindingen"][0]["pad"], "antwoorden.betaald-huur");
    std::fs::write(&pad, "{").unwrap();
    vraag(&["drechtsteden-ib4-2017", naam]).eis(1);
    std::fs::write(&pad, [0xff, 0xfe]).unwrap();
    vraag(&["drechtsteden-ib4-2017", naam]).eis(2);
    vraag(&["drechtsteden-ib4-2017", "/er/is/niets.json"]).eis(2);
    vraag(&["weg-2016", naam]).eis(2);
}
