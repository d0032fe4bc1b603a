//! Numbers per municipality and kind, without gaps within a transaction that succeeds and never twice.
//!
//! The first number of a kind that a transaction takes locks the counter; what it takes after that is counted in memory
//! and written once, before the commit. A counter that is written for each of a hundred thousand rows leaves as many
//! dead versions of its row on PostgreSQL, and each next one walks past them.

use crate::fout::{StoreFout, Uitkomst};
use crate::sql::basis;
use crate::tx::Tx;
use kern::Gemeentecode;
use std::collections::BTreeMap;

/// The counters that a transaction holds, by municipality and kind.
pub(crate) type Tellers = BTreeMap<(String, String), Stand>;

/// How a counter stands.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stand {
    /// The last number that was given.
    laatste: i64,
    /// What the table says.
    in_tabel: i64,
}

/// The next number; the first is 1.
pub fn volgende(tx: &mut Tx<'_>, gemeente: Gemeentecode, soort: &str) -> Uitkomst<i64> {
    neem(tx, gemeente, soort, 1)
}

/// Takes `aantal` numbers in a row and gives the first.
pub fn neem(tx: &mut Tx<'_>, gemeente: Gemeentecode, soort: &str, aantal: i64) -> Uitkomst<i64> {
    tel(tx, gemeente.as_str(), soort, aantal)
}

/// The next number of a kind that is not of one municipality (users).
pub fn volgende_algemeen(tx: &mut Tx<'_>, soort: &str) -> Uitkomst<i64> {
    tel(tx, "", soort, 1)
}

/// The last number that was given; 0 when there is none. Takes nothing and locks nothing.
pub fn laatste(tx: &mut Tx<'_>, gemeente: Gemeentecode, soort: &str) -> Uitkomst<i64> {
    if let Some(s) = tx.tellers.get(&(gemeente.to_string(), soort.to_owned())) {
        return Ok(s.laatste);
    }
    let w = [(&gemeente).into(), soort.into()];
    Ok(tx.query_opt(basis::TELLER_LAATSTE, &w, |r| r.i64(0))?.unwrap_or_default())
}

/// Raises a counter so that the next number lies above `waarde`: numbers that came from outside are not given again.
pub fn minstens(tx: &mut Tx<'_>, gemeente: Gemeentecode, soort: &str, waarde: i64) -> Uitkomst<()> {
    if let Some(s) = tx.tellers.get_mut(&(gemeente.to_string(), soort.to_owned())) {
        s.laatste = s.laatste.max(waarde);
        return Ok(());
    }
    tx.execute(basis::TELLER_MINSTENS, &[(&gemeente).into(), soort.into(), waarde.into()])?;
    let w = [(&gemeente).into(), soort.into()];
    let staat = tx.query_one(basis::TELLER_LAATSTE, &w, |r| r.i64(0))?;
    houd(tx, gemeente.as_str(), soort, staat);
    Ok(())
}

fn tel(tx: &mut Tx<'_>, gemeente: &str, soort: &str, aantal: i64) -> Uitkomst<i64> {
    if aantal < 1 {
        return Err(StoreFout::Kolom { index: 2, verwacht: "een aantal van 1 of meer" });
    }
    if let Some(s) = tx.tellers.get_mut(&(gemeente.to_owned(), soort.to_owned())) {
        s.laatste += aantal;
        return Ok(s.laatste - aantal + 1);
    }
    let laatste =
        tx.query_one(basis::TELLER_NEEM, &[gemeente.into(), soort.into(), aantal.into()], |rij| rij.i64(0))?;
    houd(tx, gemeente, soort, laatste);
    Ok(laatste - aantal + 1)
}

fn houd(tx: &mut Tx<'_>, gemeente: &str, soort: &str, staat: i64) {
    tx.tellers.insert((gemeente.to_owned(), soort.to_owned()), Stand { laatste: staat, in_tabel: staat });
}

/// Writes what was counted in memory.
pub(crate) fn schrijf(tx: &mut Tx<'_>) -> Uitkomst<()> {
    for ((gemeente, soort), s) in std::mem::take(&mut tx.tellers) {
        if s.laatste > s.in_tabel {
            let w = [gemeente.as_str().into(), soort.as_str().into(), s.laatste.into()];
            tx.execute(basis::TELLER_MINSTENS, &w)?;
        }
    }
    Ok(())
}
