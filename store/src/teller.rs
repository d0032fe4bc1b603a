//! Numbers per municipality and kind, without gaps within a transaction that succeeds and never twice.

use crate::fout::{StoreFout, Uitkomst};
use crate::sql::basis;
use crate::tx::Tx;
use kern::Gemeentecode;

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

/// Raises a counter so that the next number lies above `waarde`: numbers that came from outside are not given again.
pub fn minstens(tx: &mut Tx<'_>, gemeente: Gemeentecode, soort: &str, waarde: i64) -> Uitkomst<()> {
    tx.execute(basis::TELLER_MINSTENS, &[(&gemeente).into(), soort.into(), waarde.into()]).map(drop)
}

fn tel(tx: &mut Tx<'_>, gemeente: &str, soort: &str, aantal: i64) -> Uitkomst<i64> {
    if aantal < 1 {
        return Err(StoreFout::Kolom { index: 2, verwacht: "een aantal van 1 of meer" });
    }
    let laatste =
        tx.query_one(basis::TELLER_NEEM, &[gemeente.into(), soort.into(), aantal.into()], |rij| rij.i64(0))?;
    Ok(laatste - aantal + 1)
}
