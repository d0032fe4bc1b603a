//! Looking into a database from outside: our own SQL, beside that of the program.

use crate::SLEUTEL;
use std::collections::BTreeMap;
use std::path::Path;
use store::{Db, Kluis, Opties, Row, Sleutelbron, Sql, StoreFout, Val};

/// The key in [`SLEUTEL`] as bytes.
pub fn sleutel() -> [u8; 32] {
    std::array::from_fn(|i| u8::from_str_radix(&SLEUTEL[2 * i..2 * i + 2], 16).unwrap())
}

/// The vault that goes with it.
pub fn kluis() -> Kluis {
    Kluis::open(sleutel())
}

/// Opens the SQLite file for reading.
pub fn open(bestand: &Path) -> Db {
    open_url(&format!("sqlite://{}", bestand.display()))
}

/// Opens a database.
pub fn open_url(url: &str) -> Db {
    Db::open_met(url, Opties { sleutel: Sleutelbron::Vast(sleutel()), ..Opties::default() }).unwrap()
}

/// A text of our own. Leaks, so for tests only.
pub fn sql(tekst: &str) -> Sql {
    let tekst: &'static str = tekst.to_owned().leak();
    let sqlite: &'static str = tekst.replace('$', "?").leak();
    Sql::nieuw("proef", tekst, sqlite.as_bytes())
}

/// The rows of a query.
#[track_caller]
pub fn vraag<T>(db: &Db, tekst: &str, mut f: impl FnMut(&Row<'_>) -> Result<T, StoreFout>) -> Vec<T> {
    let sql = sql(tekst);
    db.read(|tx| tx.query_alle(sql, &[], &mut f)).unwrap()
}

/// One number.
#[track_caller]
pub fn getal(db: &Db, tekst: &str) -> i64 {
    vraag(db, tekst, |r| r.i64(0))[0]
}

/// Rows of text columns, joined by a bar.
#[track_caller]
pub fn teksten(db: &Db, tekst: &str) -> Vec<String> {
    vraag(db, tekst, |r| r.string(0))
}

/// Changes something behind the back of the program.
#[track_caller]
pub fn wijzig(db: &Db, tekst: &str) {
    let sql = sql(tekst);
    db.write(|tx| tx.execute(sql, &[] as &[Val<'_>]).map(drop)).unwrap();
}

/// What is not compared: encrypted with a random nonce, or of people who sign in (salted).
const NIET: &[(&str, &str)] = &[
    ("client", "bsn"),
    ("declaratieregel", "bsn"),
    ("dossier", "vraag"),
    ("onderzoekpunt", "bevinding"),
    ("onderzoekpunt", "toelichting"),
    ("zrmmeting", "opmerking"),
    ("zrmscore", "opmerking"),
    ("adviesdossier", "inhoud"),
    ("advieskeuze", "motivering"),
    ("advieskeuze", "dossier"),
    ("advieskeuze", "advies"),
    ("planresultaat", "resultaat"),
    ("planresultaat", "aanpak"),
    ("planvraag", "vraag"),
    ("planvoorstel", "inhoud"),
    ("planvoorstel", "opmerking"),
    ("planoordeel", "reden"),
    ("besluitversie", "inhoud"),
    ("besluitversie", "terug"),
    ("besluitversie", "uitleg"),
    ("besluitbrief", "inhoud"),
    ("bezwaar", "kern"),
    ("heronderzoek", "grond"),
    ("wachtplek", "reden"),
    ("wachtplek", "geen_overbrugging"),
    ("wachtscreening", "wie"),
    ("wachtscreening", "toelichting"),
    ("schema_versie", "op"),
    ("gebruiker", "wachtwoord"),
];
const TABELLEN_NIET: &[&str] =
    &["bericht_inhoud", "sessie", "aanmeldpoging", "gebruiker", "gebruiker_gemeente"];

/// Every table with its rows as sorted texts: two books with the same content are equal.
pub fn inhoud(db: &Db) -> BTreeMap<String, Vec<String>> {
    let pg = db.bestand().is_none();
    let tabellen = if pg {
        teksten(db, "SELECT tablename::text FROM pg_tables WHERE schemaname = current_schema() ORDER BY 1")
    } else {
        teksten(
            db,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1",
        )
    };
    let mut uit = BTreeMap::new();
    for t in tabellen.into_iter().filter(|t| !TABELLEN_NIET.contains(&t.as_str())) {
        let kolommen = if pg {
            teksten(
                db,
                &format!(
                    "SELECT column_name::text FROM information_schema.columns \
                     WHERE table_schema = current_schema() AND table_name = '{t}' ORDER BY 1"
                ),
            )
        } else {
            teksten(db, &format!("SELECT name FROM pragma_table_info('{t}') ORDER BY 1"))
        };
        let rij: Vec<String> = kolommen
            .iter()
            .filter(|k| !NIET.contains(&(t.as_str(), k.as_str())))
            .map(|k| if pg { format!("quote_nullable({k})") } else { format!("quote({k})") })
            .collect();
        let rijen = teksten(db, &format!("SELECT {} FROM {t} ORDER BY 1", rij.join(" || '|' || ")));
        uit.insert(t, rijen);
    }
    uit
}

/// Where two books differ: table, and the first rows that only one of them has.
pub fn verschil(
    a: &BTreeMap<String, Vec<String>>,
    b: &BTreeMap<String, Vec<String>>,
) -> Vec<(String, Vec<String>, Vec<String>)> {
    let leeg = Vec::new();
    let namen: std::collections::BTreeSet<_> = a.keys().chain(b.keys()).collect();
    namen
        .into_iter()
        .filter_map(|n| {
            let (x, y) = (a.get(n).unwrap_or(&leeg), b.get(n).unwrap_or(&leeg));
            let alleen = |x: &[String], y: &[String]| -> Vec<String> {
                let y: std::collections::HashSet<_> = y.iter().collect();
                x.iter().filter(|r| !y.contains(r)).take(5).cloned().collect()
            };
            (x != y).then(|| (n.clone(), alleen(x, y), alleen(y, x)))
        })
        .collect()
}
