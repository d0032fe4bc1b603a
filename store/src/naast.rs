//! A second connection that sees what a running transaction sees: to look things up beside it.
//!
//! On SQLite any reader will do: there is one writer, so what others see is what its transaction began with. On PostgreSQL
//! the second connection takes over the snapshot of the first. What it reads does not count for serializability, so that the
//! first one first takes the read lock of the whole tables: from there on the server sees every write that comes between. A
//! write that began before that lock and is not in the snapshot would escape; it needs a transaction number, so the numbers
//! tell whether there can be one. When there can, nobody looks along and the transaction reads everything itself.

use crate::db::Db;
use crate::fout::{StoreFout, Uitkomst};
use crate::pg::PgConn;
use crate::pool::Lening;
use crate::tx::{Begin, Motor, Tx};

/// What may be looked up beside a transaction: the read lock of these tables. A sample of nothing reads no rows, and
/// always locks the whole table, whatever the planner thinks.
const LEESSLOT: &str =
    "SELECT 1 FROM client TABLESAMPLE SYSTEM (0); SELECT 1 FROM toewijzing TABLESAMPLE SYSTEM (0)";
/// Name of the snapshot, its bounds, and the number of this transaction.
const BEELD: &str = "SELECT pg_export_snapshot(), CAST(CAST(pg_snapshot_xmin(s) AS TEXT) AS BIGINT),
     CAST(CAST(pg_snapshot_xmax(s) AS TEXT) AS BIGINT), CAST(CAST(pg_current_xact_id_if_assigned() AS TEXT) AS BIGINT)
     FROM pg_current_snapshot() s";
/// Takes the next transaction number of the server: all lower ones were given out before.
const VOLGENDE: &str = "SELECT CAST(CAST(pg_current_xact_id() AS TEXT) AS BIGINT)";

/// A connection that is kept ready. Taken before the transaction begins: making one takes a transaction number.
pub struct Naast<'d> {
    db: &'d Db,
    pg: Option<Lening<'d, PgConn>>,
}

/// Looks along with one transaction, until that ends.
pub struct Meekijker<'n> {
    db: &'n Db,
    /// Connection and snapshot.
    pg: Option<(&'n mut PgConn, String)>,
}

impl std::fmt::Debug for Naast<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Naast({})", self.db.waar())
    }
}

impl std::fmt::Debug for Meekijker<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Meekijker({})", self.db.waar())
    }
}

impl Db {
    /// A second connection beside the writer, to look up clients and assignments. Nothing when none is free: never waited for.
    pub fn naast(&self) -> Option<Naast<'_>> {
        let pg = match self.pg_motor() {
            Some(m) => Some(m.pool.probeer(|| m.verbind(self.waar())).ok()??),
            None => None,
        };
        Some(Naast { db: self, pg })
    }
}

impl Naast<'_> {
    /// Looks along with this transaction, which may not have changed clients or assignments, and will not. Nothing
    /// when the two might not see the same.
    pub fn kijk_mee(&mut self, tx: &mut Tx<'_>) -> Uitkomst<Option<Meekijker<'_>>> {
        let db = self.db;
        let Some(lening) = &mut self.pg else { return Ok(Some(Meekijker { db, pg: None })) };
        let Some(ander) = lening.get() else { return Ok(None) };
        let waar = db.waar();
        let gevraagd = match tx.pg() {
            Some(c) => beeld(c, waar),
            None => return Ok(None),
        };
        let (naam, laagste, hoogste, eigen) = gevraagd.map_err(|e| tx.breek(e))?;
        // a connection that was closed meanwhile is no reason to stop
        let Ok(volgende) = ander.client.query_one(VOLGENDE, &[]).and_then(|r| r.try_get::<_, i64>(0)) else {
            return Ok(None);
        };
        let van_ons = i64::from(eigen.is_some_and(|n| n >= hoogste));
        // nobody was busy when the snapshot was made, and nobody began since
        if laagste != hoogste || volgende - hoogste != van_ons {
            return Ok(None);
        }
        Ok(Some(Meekijker { db, pg: Some((ander, naam)) }))
    }
}

fn beeld(c: &mut PgConn, waar: &str) -> Uitkomst<(String, i64, i64, Option<i64>)> {
    let fout = |e: postgres::Error| StoreFout::van_pg(&e, waar, "meekijken");
    c.client.batch_execute(LEESSLOT).map_err(fout)?;
    let r = c.client.query_one(BEELD, &[]).map_err(fout)?;
    let naam: String = r.try_get(0).map_err(fout)?;
    if !naam.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-') {
        return Err(StoreFout::Anders {
            sql: "meekijken",
            wat: "onbekende naam van een momentopname".into(),
        });
    }
    Ok((naam, r.try_get(1).map_err(fout)?, r.try_get(2).map_err(fout)?, r.try_get(3).map_err(fout)?))
}

impl Meekijker<'_> {
    /// Reads what the other transaction sees; on SQLite with more cache.
    pub fn lees<T, E: From<StoreFout>>(
        &mut self,
        mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        match &mut self.pg {
            None => self.db.read(|tx| tx.met_ruimte(&mut f)),
            Some((c, naam)) => {
                let mut tx = Tx::begin(Motor::Pg(c), self.db.waar(), Begin::Meekijken)?;
                tx.script("meekijken", &format!("SET TRANSACTION SNAPSHOT '{naam}'"))?;
                f(&mut tx)
            }
        }
    }
}
