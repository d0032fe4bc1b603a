//! What the command line says of itself, and of a product that cannot be ordered yet.

use ketentest::{Gedaan, maatwerk};

/// Every command, with its path of words.
fn alle_opdrachten() -> Vec<(Vec<String>, String)> {
    let mut uit = Vec::new();
    let mut wacht = vec![Vec::<String>::new()];
    while let Some(pad) = wacht.pop() {
        let hulp = maatwerk(pad.iter().map(String::as_str).chain(["--help"])).doe().eis(0).uit.clone();
        let onder = hulp
            .split_once("\nOpdrachten:\n")
            .map_or("", |(_, rest)| rest.split("\n\n").next().unwrap_or(""));
        for regel in onder.lines() {
            // a second line of an explanation starts further to the right
            if regel.starts_with("   ") {
                continue;
            }
            if let Some(naam) = regel.split_whitespace().next() {
                wacht.push(pad.iter().cloned().chain([naam.to_owned()]).collect());
            }
        }
        uit.push((pad, hulp));
    }
    uit
}

#[test]
fn every_help_text_is_dutch() {
    let alle = alle_opdrachten();
    for pad in [&["demo"][..], &["bericht", "regels"], &["kader", "toon"], &["tarief", "toon"]] {
        assert!(alle.iter().any(|(p, _)| p == pad), "{pad:?} staat niet in de uitleg");
    }
    for (pad, hulp) in &alle {
        assert!(hulp.contains("\nGebruik: maatwerk"), "{pad:?}: {hulp}");
        let woorden = hulp.split(|c: char| !c.is_ascii_alphabetic());
        let engels = [
            "options",
            "option",
            "arguments",
            "commands",
            "command",
            "usage",
            "default",
            "values",
            "print",
            "help",
        ];
        for w in woorden {
            let w = w.to_lowercase();
            // the option itself is called --help
            let optie = w == "help" && hulp.matches("help").count() == hulp.matches("--help").count();
            assert!(optie || !engels.contains(&w.as_str()), "{pad:?} zegt {w}: {hulp}");
        }
    }
}

const KADER: &str = "dagbesteding-bwo-2016";

fn vraag(argumenten: &[&str]) -> Gedaan {
    maatwerk(argumenten.iter().copied().chain(["--vandaag", "2026-10-17"])).doe()
}

#[test]
fn the_tariff_of_a_product_without_a_price_says_so() {
    for product in ["beleving-1", "07D11"] {
        let g = vraag(&["tarief", "toon", KADER, product]);
        g.eis(1);
        assert!(
            g.uit.contains("Er is nog geen prijs.") && g.uit.contains("overlegtafel-bwo-2016-06-30"),
            "{g:?}"
        );
        assert!(g.uit.ends_with("Dit product is niet te bestellen.\n"), "{g:?}");
        assert!(!g.uit.contains('€') && g.fout.is_empty(), "{g:?}");
    }
    let g = vraag(&["tarief", "toon", KADER, "beleving-1", "--json"]);
    let j = g.eis(1).json();
    assert!(j["tarief_cent"].is_null() && j["per"].is_null() && j["kostprijs"].is_null(), "{j}");
    assert_eq!(j["bestelbaar"], false);
    assert!(
        j["reden_niet_bestelbaar"].as_str().is_some_and(|t| t.starts_with("Er is nog geen prijs.")),
        "{j}"
    );
    // what cannot be asked of it, cannot be done
    let g = vraag(&["tarief", "toon", KADER, "beleving-1", "--gevoeligheid"]);
    assert!(g.eis(2).uit.is_empty() && g.regels().len() == 1, "{g:?}");
}

#[test]
fn a_price_that_is_not_there_yet_or_no_more_differs_from_one_that_holds() {
    let op = |dag: &str| vraag(&["tarief", "toon", "drechtsteden-ib4-2017", "IB4", "--op", dag]);
    let te_vroeg = op("2016-12-31");
    assert!(te_vroeg.eis(1).uit.contains("het geldt pas vanaf 1 januari 2017"), "{te_vroeg:?}");
    let op_tijd = op("2017-01-01");
    let tekst = op_tijd.eis(0).uit.replace('\u{a0}', " ");
    assert!(tekst.contains("€ 1.900,04"), "{tekst}");
    let j = vraag(&["tarief", "toon", "drechtsteden-ib4-2017", "IB4", "--json"]).eis(0).json();
    assert_eq!((&j["bestelbaar"], &j["tarief_cent"]), (&true.into(), &"190004".into()), "{j}");
    vraag(&["tarief", "toon", "drechtsteden-ib4-2017", "IB9"]).eis(2);
    vraag(&["tarief", "toon", "bestaat-niet", "IB4"]).eis(2);
}

#[test]
fn a_framework_shows_which_of_its_products_cannot_be_ordered() {
    let g = vraag(&["kader", "toon", KADER]);
    g.eis(0);
    assert!(
        g.uit.starts_with(
            "Dagbesteding apart van beschermd wonen (dagbesteding-bwo-2016) op 17 oktober 2026\n"
        )
    );
    assert_eq!(g.uit.matches("  Niet te bestellen. Er is nog geen prijs.").count(), 11, "{}", g.uit);
    assert!(!g.uit.contains("Prijs: "), "{}", g.uit);
    let j = vraag(&["kader", "toon", KADER, "--json"]).eis(0).json();
    let producten: Vec<_> = j.as_array().into_iter().flatten().filter(|p| p["kort"].is_string()).collect();
    assert_eq!(producten.len(), 11);
    for p in producten {
        assert!(p["bestelbaar"] == false && p["tarief_cent"].is_null(), "{p}");
        assert!(p["reden_niet_bestelbaar"].as_str().is_some_and(|t| !t.is_empty()), "{p}");
    }
    // elsewhere they can
    let j = vraag(&["kader", "toon", "drechtsteden-ib4-2017", "--json"]).eis(0).json();
    assert_eq!(
        (&j[0]["bestelbaar"], &j[0]["reden_niet_bestelbaar"]),
        (&true.into(), &serde_json::Value::Null)
    );
    // and before it held, it says from when
    let g = vraag(&["kader", "toon", "drechtsteden-ib4-2017", "--op", "2016-12-31"]);
    assert!(g.eis(0).uit.contains("geldt pas vanaf 1 januari 2017"), "{g:?}");
}
