//! What a reorganisation takes along: every column of what moves, and every table that points to it.

use std::collections::{BTreeMap, BTreeSet};
use store::proef::Proef;
use store::sql::{herindelen, schrijven};
use store::{Sql, sql_tekst};

/// Every column of the database: table and name.
const KOLOMMEN: Sql = sql_tekst!(
    "KOLOMMEN",
    "SELECT t.name, k.name FROM sqlite_master t JOIN pragma_table_info(t.name) k WHERE t.type = 'table' ORDER BY 1, 2"
);

fn kolommen() -> BTreeMap<String, BTreeSet<String>> {
    let proef = Proef::sqlite();
    let rijen =
        proef.db().read(|tx| tx.query_alle(KOLOMMEN, &[], |r| Ok((r.string(0)?, r.string(1)?)))).unwrap();
    let mut uit: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (tabel, kolom) in rijen {
        uit.entry(tabel).or_default().insert(kolom);
    }
    uit
}

fn lijst(tekst: &str) -> BTreeSet<String> {
    tekst.split(',').map(|k| k.trim().to_owned()).collect()
}

/// The columns that a text fills.
fn vult(sql: Sql) -> BTreeSet<String> {
    let na = sql.tekst().split_once('(').unwrap().1;
    lijst(na.split_once(')').unwrap().0)
}

/// The columns that a text reads.
fn leest(sql: Sql) -> BTreeSet<String> {
    let na = sql.tekst().split_once("SELECT ").unwrap().1;
    lijst(na.split_once("FROM").unwrap().0)
}

#[test]
fn a_reorganisation_takes_every_column_along() {
    let alle = kolommen();
    // what stays behind, and why
    for (tabel, sql, blijft) in [
        // who died stays
        ("client", herindelen::HERINDEEL_CLIENT_MEE, &["overleden_op"][..]),
        ("melding", herindelen::HERINDEEL_MELDING_MEE, &[]),
        ("beschikking", herindelen::HERINDEEL_BESCHIKKING_MEE, &[]),
        // of what was not sent yet no start can be due, and nothing is reported
        ("toewijzing", schrijven::TOEWIJZING_ZET, &["startterm", "gemeld"]),
        ("contractregel", herindelen::HERINDEEL_CONTRACT_ERBIJ, &[]),
    ] {
        let mut verwacht = alle[tabel].clone();
        for b in blijft {
            assert!(verwacht.remove(*b), "{tabel}.{b} is niet meer in het schema");
        }
        assert_eq!(vult(sql), verwacht, "{}: a column of {tabel} does not go along", sql.naam());
    }
    let mut gelezen = leest(herindelen::HERINDEEL_CONTRACTEN);
    assert!(gelezen.insert("gemeente".into()));
    assert_eq!(gelezen, alle["contractregel"], "a line that ends must stand as it was otherwise");
}

/// What a reorganisation does with a table that points to a client, a melding, a decision or an assignment.
const TABELLEN: &[(&str, &str)] = &[
    ("melding", "goes while it is open"),
    ("beschikking", "goes along as a copy while it runs"),
    ("toewijzing", "ends here and begins there"),
    ("levering", "stays: who reported it, reported it here"),
    ("declaratieregel", "stays: who paid, paid here"),
    ("verzoek", "an open one keeps its client here; what was answered stays"),
    ("verzoekproduct", "as its request"),
    ("omzetregel", "stays: what was done here"),
    ("omzetvorige", "stays: what was done here"),
    ("dossier", "keeps its client here while the onderzoek runs; a closed one stays"),
    ("onderzoekpunt", "as its dossier"),
    ("ondersteuningsplan", "as its dossier"),
    ("planresultaat", "as its dossier"),
    ("planvraag", "as its dossier"),
    ("planoordeel", "as its dossier"),
    ("aanvraag", "an open one keeps its client here; what was decided stays"),
    (
        "besluit",
        "one that is not made known, or with an open objection, keeps its client here; its letters stay",
    ),
    ("zrmmeting", "stays: who measured, measured here"),
    ("heronderzoek", "stays: who looked again, looked here; there the rhythm begins with the decision"),
    ("wachtplek", "stays: there a waiting begins with the assignment that went along"),
    ("adviesdossier", "as its dossier"),
    ("advieskeuze", "stays: who chose, chose here"),
    ("herindeelregel", "is what the reorganisation notes itself"),
];

#[test]
fn of_every_table_that_points_to_what_moves_it_is_known_what_becomes_of_it() {
    let wijst = |k: &BTreeSet<String>| {
        ["client", "melding", "beschikking", "toewijzing"].iter().any(|n| k.contains(*n))
    };
    let gevonden: BTreeSet<String> =
        kolommen().into_iter().filter(|(_, k)| wijst(k)).map(|(t, _)| t).collect();
    let bekend: BTreeSet<String> = TABELLEN.iter().map(|(t, _)| (*t).to_owned()).collect();
    assert_eq!(
        gevonden, bekend,
        "decide what a reorganisation does with it (app/src/herindelen) and write it down here"
    );
}
