//! What storing the rows costs at the least: the same rows again, one prepared statement, one transaction, nothing else.

use crate::Uitkomst;
use crate::gegevens::Gegevens;
use rusqlite::types::Value;
use std::path::Path;
use std::time::{Duration, Instant};
use store::sql::Bulk;
use store::sql::schrijven as sql;
use store::{Db, StoreFout, Val};

/// The rows that receiving left behind.
pub(crate) struct Rijen {
    regels: Vec<[Value; 20]>,
    bevindingen: Vec<[Value; 8]>,
}

fn fout(e: &rusqlite::Error) -> String {
    format!("SQLite: {e}")
}

fn tabel<const N: usize>(c: &rusqlite::Connection, doel: Bulk) -> Result<Vec<[Value; N]>, rusqlite::Error> {
    let mut s = c.prepare(&format!("SELECT {} FROM {}", doel.kolommen.join(", "), doel.tabel))?;
    let rijen = s.query_map([], |r| {
        let mut uit = [const { Value::Null }; N];
        for (i, w) in uit.iter_mut().enumerate() {
            *w = r.get(i)?;
        }
        Ok(uit)
    })?;
    rijen.collect()
}

fn waarde(w: &Value) -> Val<'_> {
    match w {
        Value::Integer(n) => Val::I64(*n),
        Value::Text(t) => Val::Text(t),
        Value::Blob(b) => Val::Blob(b),
        Value::Null | Value::Real(_) => Val::Null,
    }
}

impl Rijen {
    pub(crate) fn lees(db: &Path) -> Uitkomst<Self> {
        let c = rusqlite::Connection::open(db).map_err(|e| fout(&e))?;
        Ok(Self {
            regels: tabel(&c, sql::REGELS_ERBIJ).map_err(|e| fout(&e))?,
            bevindingen: tabel(&c, sql::BEVINDINGEN_ERBIJ).map_err(|e| fout(&e))?,
        })
    }

    /// Writes all rows into a fresh copy of the prepared database; the time is that of the transaction alone.
    pub(crate) fn schrijf(&self, g: &Gegevens, db: &Path, indexen: bool) -> Uitkomst<Duration> {
        g.kopie(db)?;
        if !indexen {
            zonder_indexen(db).map_err(|e| fout(&e))?;
        }
        let url = format!("sqlite://{}", db.display());
        let opslag = Db::open(&url).map_err(|e| e.to_string())?;
        let begin = Instant::now();
        opslag
            .write(|tx| {
                tx.bulk(sql::REGELS_ERBIJ, self.regels.iter().map(|r| r.each_ref().map(waarde)))?;
                tx.bulk(sql::BEVINDINGEN_ERBIJ, self.bevindingen.iter().map(|r| r.each_ref().map(waarde)))?;
                Ok::<_, StoreFout>(())
            })
            .map_err(|e| e.to_string())?;
        Ok(begin.elapsed())
    }
}

fn zonder_indexen(db: &Path) -> Result<(), rusqlite::Error> {
    let c = rusqlite::Connection::open(db)?;
    let namen: Vec<String> = c
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
             AND tbl_name IN ('declaratieregel', 'bevinding')",
        )?
        .query_map([], |r| r.get(0))?
        .collect::<Result<_, _>>()?;
    for n in namen {
        c.execute_batch(&format!("DROP INDEX {n}"))?;
    }
    Ok(())
}
