//! Every field is read, every mistake is told with its path, and the schema says the same.

use super::*;
use crate::advies::Adviesdossier;
use jiff::civil::date;
use proptest::prelude::*;
use std::collections::BTreeSet;

const VOL: &str = r#"{
  "schema": "v1/dossier", "datum": "2016-06-01", "gemeente": "0505",
  "zelfredzaamheid": {"uitgave": "zrm-11", "gemeten_op": "2016-05-20", "gemeten_door": "consulent", "opmerking": "thuis gemeten",
    "niveaus": {"financien": "niet", "justitie": {"niveau": "beperkt", "opmerking": "reclassering"}}},
  "werk": [{"leefgebied": "financien", "soort": "aanleren_oefenen", "uren_per_week": 2.35}],
  "antwoorden": {"a": true, "b": "nee", "c": {"antwoord": "ja", "motivering": "omdat"}, "d": 14, "e": "onbekend", "f": null,
    "g": {"antwoord": true, "motivering": " "}},
  "wonen": {"woningen": [{"breedte": 51.8, "lengte": 4.69}], "steunpunten": [{"breedte": 51.81, "lengte": 4.7}]},
  "pakketten": {"thuis": [{"product": "IB3"}, {"product": "IB1", "kader": "dordrecht-bw-2021", "aantal": 2}],
    "verblijf": [{"omschrijving": "verblijf", "bedrag_cent": 250000.5, "per": "maand", "bron": "contract"}]},
  "periode": {"van": "2016-06-01", "tot": "2016-12-31"},
  "ruil": [{"van": "dagbesteding", "naar": "individuele begeleiding", "aantal": 3}],
  "stukken": ["offerte"], "alleen": ["IB2"]
}"#;

fn lees(t: &str) -> Result<Adviesdossier, Vec<Bevinding>> {
    Adviesdossier::uit_json(t, date(2026, 1, 1))
}

fn mis(t: &str) -> Vec<(String, String)> {
    lees(t).unwrap_err().into_iter().map(|b| (b.pad, b.regel.to_owned())).collect()
}

#[test]
fn every_field_is_read() {
    let d = lees(VOL).unwrap();
    assert_eq!(d.datum, date(2016, 6, 1));
    assert_eq!(d.gemeente.unwrap().to_string(), "0505");
    let m = d.zrm.unwrap();
    assert_eq!((m.gemeten_door(), m.opmerking()), ("consulent", Some("thuis gemeten")));
    assert_eq!(m.niveau(Zrmdomein::Justitie), Some(Zelfredzaamheid::Beperkt));
    assert_eq!(m.scores()[&Zrmdomein::Justitie].opmerking.as_deref(), Some("reclassering"));
    assert_eq!(d.werk[0].uren.to_string(), "2.35");
    assert_eq!(d.antwoorden.keys().collect::<Vec<_>>(), ["a", "b", "c", "d", "g"]);
    assert_eq!(d.antwoorden["c"], Antwoord::oordeel(true, "omdat"));
    assert_eq!(d.antwoorden["d"], Antwoord::Getal(Decimaal::from(14)));
    assert_eq!(d.antwoorden["g"].motivering(), None);
    assert_eq!(d.wonen.unwrap().woningen[0].lengte().to_string(), "4.69");
    let p = d.pakketten.unwrap();
    assert_eq!((p.thuis.len(), p.verblijf.len()), (2, 1));
    assert!(matches!(&p.verblijf[0], Pakketdeel::Bedrag { cent, .. } if cent.to_string() == "250000.5"));
    assert_eq!(d.periode.unwrap().tot(), Some(date(2016, 12, 31)));
    assert_eq!((d.ruil.len(), d.stukken.len(), d.alleen.len()), (1, 1, 1));
    let kaal = lees(r#"{"schema": "v1/dossier"}"#).unwrap();
    assert_eq!(kaal, Adviesdossier::new(date(2026, 1, 1)));
}

#[test]
fn what_is_written_reads_back_the_same() {
    for tekst in [VOL, r#"{"schema": "v1/dossier"}"#] {
        let d = lees(tekst).unwrap();
        assert_eq!(lees(&d.als_json().to_string()).unwrap(), d);
    }
}

#[test]
fn all_mistakes_are_told_at_once_with_their_path() {
    let fout = r#"{
      "schema": "v2/dossier", "datum": "2016-02-30", "gemeente": "12", "naam": "x",
      "zelfredzaamheid": {"uitgave": "zrm-13", "gemeten_op": "2027-01-01", "niveaus": {"geld": "niet", "adl": "half", "justitie": {"niveau": "niet", "x": 1}}},
      "werk": [{"leefgebied": "adl", "soort": "praten", "uren_per_week": 0}, 3],
      "antwoorden": {"a": "misschien", "b": {"antwoord": [1]}},
      "wonen": {"woningen": [{"breedte": 91, "lengte": 4}, {"breedte": "x", "lengte": 4}], "steunpunten": 1},
      "pakketten": {"thuis": [{"product": ""}], "verblijf": [{"omschrijving": "x", "bedrag_cent": -1, "per": "stuk", "bron": "y"}]},
      "periode": {"van": "2016-06-01", "tot": "2016-05-31"},
      "ruil": [{"van": "a", "naar": "b", "aantal": -2}], "stukken": [1], "alleen": "IB2"
    }"#;
    let gemeld = mis(fout);
    let paden: Vec<&str> = gemeld.iter().map(|(p, _)| p.as_str()).collect();
    for pad in [
        "schema",
        "datum",
        "gemeente",
        "naam",
        "zelfredzaamheid.gemeten_door",
        "zelfredzaamheid.gemeten_op",
        "zelfredzaamheid.niveaus.geld",
        "zelfredzaamheid.niveaus.adl",
        "zelfredzaamheid.niveaus.justitie.x",
        "werk[0].soort",
        "werk[0].uren_per_week",
        "werk[1]",
        "antwoorden.a",
        "antwoorden.b",
        "wonen.woningen[0]",
        "wonen.woningen[1].breedte",
        "wonen.steunpunten",
        "pakketten.thuis[0].product",
        "pakketten.verblijf[0].per",
        "pakketten.verblijf[0].bedrag_cent",
        "periode.tot",
        "ruil[0].aantal",
        "stukken[0]",
        "alleen",
    ] {
        assert!(paden.contains(&pad), "{pad} in {paden:?}");
    }
    assert_eq!(gemeld.len(), 24, "{gemeld:?}");
}

#[test]
fn a_domain_of_the_other_edition_and_too_many_hours_are_told() {
    let t = r#"{"schema": "v1/dossier", "zelfredzaamheid": {"uitgave": "zrm-13", "gemeten_op": "2026-01-01",
        "gemeten_door": "x", "niveaus": {"adl": "niet"}},
        "werk": [{"leefgebied": "adl", "soort": "helpen_overnemen_regie", "uren_per_week": 168},
                 {"leefgebied": "adl", "soort": "helpen_overnemen_regie", "uren_per_week": 0.01}]}"#;
    assert_eq!(
        mis(t),
        [
            ("zelfredzaamheid.niveaus.adl".to_owned(), "ZRM-DOMEIN".to_owned()),
            ("werk".to_owned(), "DOSSIER-UREN".to_owned()),
        ]
    );
}

#[test]
fn a_measurement_on_the_day_itself_is_read_and_one_of_a_day_later_is_not() {
    let t = |dag: &str| {
        format!(
            r#"{{"schema": "v1/dossier", "datum": "2021-03-01", "zelfredzaamheid": {{"uitgave": "zrm-13",
            "gemeten_op": "{dag}", "gemeten_door": "x", "niveaus": {{"financien": "niet"}}}}}}"#
        )
    };
    assert!(lees(&t("2021-03-01")).unwrap().zrm.is_some());
    assert_eq!(
        mis(&t("2021-03-02")),
        [("zelfredzaamheid.gemeten_op".to_owned(), "DOSSIER-DATUM".to_owned())]
    );
}

#[test]
fn what_is_no_json_is_told_with_its_place_and_a_bsn_is_never_shown() {
    assert_eq!(mis("{\n \"schema\": }"), [("regel 2, teken 12".to_owned(), "DOSSIER-JSON".to_owned())]);
    assert_eq!(mis(""), [("regel 1, teken 0".to_owned(), "DOSSIER-JSON".to_owned())]);
    assert_eq!(mis("[]"), [(String::new(), "DOSSIER-VORM".to_owned())]);
    let diep = "[".repeat(100_000);
    assert_eq!(mis(&diep).len(), 1);
    let fout = lees(r#"{"schema": "999900006", "999900006": 1, "gemeente": "999900006"}"#).unwrap_err();
    assert_eq!(fout.len(), 3);
    assert!(!format!("{fout:?}").contains("999900006"));
}

#[test]
fn the_schema_says_what_the_reader_does() {
    let pad = format!("{}/../../regels/schema/v1/dossier.json", env!("CARGO_MANIFEST_DIR"));
    let s: Value = serde_json::from_str(&std::fs::read_to_string(pad).unwrap()).unwrap();
    for (naam, vorm) in VORMEN {
        let deel = if naam.is_empty() { &s } else { &s["$defs"][naam] };
        let namen = |v: &[&str]| v.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
        let verplicht: BTreeSet<_> =
            deel["required"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect();
        let alle: BTreeSet<_> = deel["properties"].as_object().unwrap().keys().cloned().collect();
        assert_eq!(verplicht, namen(vorm.verplicht), "{naam}");
        assert_eq!(&alle - &verplicht, namen(vorm.mag), "{naam}");
        assert_eq!(deel["additionalProperties"], Value::Bool(false), "{naam}");
    }
    assert_eq!(s["$defs"].as_object().unwrap().len() + 1, VORMEN.len());
    assert_eq!(s["properties"]["schema"]["const"], SCHEMA);
    let woorden = |v: &Value| -> Vec<String> {
        v["enum"].as_array().unwrap().iter().map(|v| v.as_str().unwrap().to_owned()).collect()
    };
    let codes = |it: &mut dyn Iterator<Item = &'static str>| it.map(str::to_owned).collect::<Vec<_>>();
    let d = &s["$defs"];
    assert_eq!(
        woorden(&d["score"]["properties"]["niveau"]),
        codes(&mut Zelfredzaamheid::ALLE.iter().map(|x| x.0))
    );
    assert_eq!(
        woorden(&d["meting"]["properties"]["uitgave"]),
        codes(&mut Zrmuitgave::ALLE.iter().map(|x| x.0))
    );
    assert_eq!(woorden(&d["werk"]["properties"]["soort"]), codes(&mut Werksoort::ALLE.iter().map(|x| x.0)));
    assert_eq!(
        woorden(&d["werk"]["properties"]["leefgebied"]),
        codes(&mut Zrmdomein::ALLE.iter().map(|x| x.code()))
    );
    assert_eq!(
        woorden(&d["meting"]["properties"]["niveaus"]["propertyNames"]),
        codes(&mut Zrmdomein::ALLE.iter().map(|x| x.code()))
    );
    let tijd = Tijdvak::ALLE.iter().filter(|x| x.1 != Tijdvak::Stuk);
    assert_eq!(woorden(&d["bedrag"]["properties"]["per"]), codes(&mut tijd.map(|x| x.0)));
}

/// A value of any form, to put where another belongs.
fn iets() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        Just(serde_json::json!([])),
        Just(serde_json::json!({})),
        Just(serde_json::json!([[{"a": 1}], "x", 3])),
    ]
}

/// Puts a value at the n-th place of a tree, counted from the root.
fn zet(v: &mut Value, n: &mut usize, nieuw: &Value) {
    if *n == 0 {
        *v = nieuw.clone();
    }
    *n = n.wrapping_sub(1);
    match v {
        Value::Array(l) => l.iter_mut().for_each(|x| zet(x, n, nieuw)),
        Value::Object(k) => k.values_mut().for_each(|x| zet(x, n, nieuw)),
        _ => {}
    }
}

proptest! {
    #[test]
    fn whatever_stands_anywhere_is_read_or_told(mut n in 0_usize..70, nieuw in iets()) {
        let mut v: Value = serde_json::from_str(VOL).unwrap();
        zet(&mut v, &mut n, &nieuw);
        if let Err(mis) = lees(&v.to_string()) {
            prop_assert!(!mis.is_empty());
        }
    }

    #[test]
    fn no_text_at_all_brings_it_down(t in ".{0,200}") {
        prop_assert!(lees(&t).is_err());
    }
}
