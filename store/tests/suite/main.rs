//! One suite, run on both engines.
#![expect(
    clippy::unwrap_used,
    clippy::items_after_statements,
    reason = "a test stops, and a text stands beside its use"
)]

mod kluis;
mod logboek;
mod naast;
mod openen;
mod sql;
mod transacties;
mod verhuizen;
mod waarden;

use kern::Gemeentecode;
use store::{Db, StoreFout, Uitkomst};

/// A code that has the right form.
fn gemeente(code: &str) -> Gemeentecode {
    Gemeentecode::parse(code).unwrap()
}

/// Runs one text.
fn doe(db: &Db, sql: store::Sql, waarden: &[store::Val<'_>]) -> Uitkomst<u64> {
    db.write(|tx| tx.execute(sql, waarden))
}

/// One number.
fn getal(db: &Db, sql: store::Sql, waarden: &[store::Val<'_>]) -> i64 {
    db.read(|tx| tx.query_one(sql, waarden, |rij| rij.i64(0))).unwrap()
}

/// The line of an error is one line and says something.
fn regel(fout: &StoreFout) -> String {
    let tekst = fout.to_string();
    assert!(tekst.len() > 10 && !tekst.contains('\n'), "{tekst:?}");
    tekst
}
