//! The list of texts: each prepares on both engines, and each keeps to its municipality.

use std::collections::BTreeSet;
use store::{StoreFout, op_beide, sql};

op_beide! {
    fn every_text_prepares(proef) {
        let mut fouten = Vec::new();
        for (module, teksten) in sql::ALLE {
            for tekst in *teksten {
                // Each in its own transaction: a refusal breaks the one it happens in.
                if let Err(e) = proef.db().write(|tx| tx.keur(*tekst)) {
                    fouten.push(format!("{module}::{}: {e}", tekst.naam()));
                }
            }
        }
        for (module, bulks) in sql::BULKS {
            for bulk in *bulks {
                if let Err(e) = proef.db().write(|tx| tx.bulk_met(*bulk, |_| Ok::<_, StoreFout>(()))) {
                    fouten.push(format!("{module}::{}: {e}", bulk.naam));
                }
            }
        }
        assert!(fouten.is_empty(), "{}", fouten.join("\n"));
    }
}

/// Tables whose rows belong to a municipality: those whose first column is `gemeente`.
fn gemeentelijke_tabellen() -> BTreeSet<String> {
    let map = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migraties");
    let mut tabellen = BTreeSet::new();
    for bestand in std::fs::read_dir(map).unwrap() {
        let tekst = std::fs::read_to_string(bestand.unwrap().path()).unwrap();
        for deel in tekst.split("CREATE TABLE ").skip(1) {
            let (naam, rest) = deel.split_once('(').unwrap();
            if rest.trim_start().starts_with("gemeente ") {
                tabellen.insert(naam.trim().to_owned());
            }
        }
    }
    tabellen
}

/// Words of a text, without what stands in quotes.
fn woorden(tekst: &str) -> Vec<String> {
    let mut kaal = String::new();
    for (i, deel) in tekst.split('\'').enumerate() {
        kaal.push_str(if i % 2 == 0 { deel } else { " " });
    }
    kaal.split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .map(str::to_ascii_lowercase)
        .collect()
}

/// The tables that a text reads or writes: the words after FROM, JOIN, INTO and UPDATE.
fn tabellen(woorden: &[String]) -> impl Iterator<Item = &String> {
    woorden.windows(2).filter(|w| matches!(w[0].as_str(), "from" | "join" | "into" | "update")).map(|w| &w[1])
}

#[test]
fn every_query_on_municipal_data_names_its_municipality() {
    let van_gemeente = gemeentelijke_tabellen();
    assert!(van_gemeente.contains("client") && !van_gemeente.contains("gebruiker"), "{van_gemeente:?}");
    for (module, teksten) in sql::ALLE {
        for tekst in *teksten {
            let woorden = woorden(tekst.tekst());
            let geraakt: Vec<_> = tabellen(&woorden).filter(|t| van_gemeente.contains(*t)).collect();
            assert!(
                geraakt.is_empty() || woorden.iter().any(|w| w == "gemeente"),
                "{module}::{} raakt {geraakt:?} zonder gemeente",
                tekst.naam()
            );
        }
    }
    for (module, bulks) in sql::BULKS {
        for bulk in *bulks {
            assert!(
                !van_gemeente.contains(bulk.tabel) || bulk.kolommen.first() == Some(&"gemeente"),
                "{module}::{}",
                bulk.naam
            );
        }
    }
}

#[test]
fn the_check_sees_a_query_without_a_municipality() {
    let van_gemeente = gemeentelijke_tabellen();
    let fout = woorden("SELECT 'gemeente' FROM client c JOIN gebruiker g ON g.id = c.id");
    assert!(tabellen(&fout).any(|t| van_gemeente.contains(t)));
    assert!(!fout.iter().any(|w| w == "gemeente"));
}

#[test]
fn names_are_unique_within_a_module() {
    for (module, teksten) in sql::ALLE {
        let namen: BTreeSet<_> = teksten.iter().map(store::Sql::naam).collect();
        assert_eq!(namen.len(), teksten.len(), "{module}");
    }
}
