//! A transaction: the only way to the data.

use crate::fout::{StoreFout, Uitkomst};
use crate::pg::{PgConn, keur};
use crate::sql::{Sql, basis};
use crate::sqlite::bind;
use crate::waarde::{Row, Soort, Val};
use postgres::fallible_iterator::FallibleIterator;
use rusqlite::Connection;

mod bulk;
pub use bulk::Rijen;

/// A transaction, given to the closure of [`crate::Db::read`] or [`crate::Db::write`].
///
/// An error of the database breaks the transaction on both engines: even when the closure ignores it, nothing is
/// kept. To try something that may fail, use [`Tx::savepoint`] or `ON CONFLICT`.
pub struct Tx<'c> {
    motor: Motor<'c>,
    waar: &'c str,
    open: bool,
    kapot: bool,
    conflict: bool,
    /// Tables that were filled by COPY, and with how many rows.
    pub(crate) geladen: Vec<(&'static str, u64)>,
    /// The key table was filled in this transaction.
    sleutels_vuil: bool,
    /// PostgreSQL plans each execution anew; see [`Tx::plan`].
    eigen_plan: bool,
    /// Statements that changed something so far.
    geschreven: u64,
    /// Counters that this transaction took numbers of.
    pub(crate) tellers: crate::teller::Tellers,
    schrijft: bool,
}

pub(crate) enum Motor<'c> {
    Sqlite(&'c Connection),
    Pg(&'c mut PgConn),
}

impl std::fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tx").field("waar", &self.waar).field("kapot", &self.kapot).finish_non_exhaustive()
    }
}

/// A key of a set: number of the row, and what to look for.
#[derive(Debug, Clone, Copy)]
pub struct Sleutel<'a> {
    nr: i64,
    velden: [Val<'a>; 5],
}

impl<'a> Sleutel<'a> {
    /// A key; `nr` tells the rows of the answer apart and is unique within the set.
    pub fn new(nr: i64) -> Self {
        Self { nr, velden: [Val::Null; 5] }
    }
    /// Fills column `tekst`.
    #[must_use]
    pub fn tekst(mut self, t: impl Into<Val<'a>>) -> Self {
        self.velden[0] = t.into();
        self
    }
    /// Fills column `tekst2`.
    #[must_use]
    pub fn tekst2(mut self, t: impl Into<Val<'a>>) -> Self {
        self.velden[1] = t.into();
        self
    }
    /// Fills column `getal`.
    #[must_use]
    pub fn getal(mut self, n: impl Into<Val<'a>>) -> Self {
        self.velden[2] = n.into();
        self
    }
    /// Fills column `getal2`.
    #[must_use]
    pub fn getal2(mut self, n: impl Into<Val<'a>>) -> Self {
        self.velden[3] = n.into();
        self
    }
    /// Fills column `bytes`.
    #[must_use]
    pub fn bytes(mut self, b: impl Into<Val<'a>>) -> Self {
        self.velden[4] = b.into();
        self
    }
}

/// How a transaction begins on each engine.
#[derive(Clone, Copy)]
pub(crate) enum Begin {
    Lezen,
    Schrijven,
    /// A look along with another transaction (PostgreSQL): ends by being undone, but may empty its key table.
    Meekijken,
    /// Behind a lock of its own; on PostgreSQL each statement sees what was committed before it, so that who
    /// waited for the lock sees what the other did.
    Migreren,
}

impl<'c> Tx<'c> {
    /// SQLite: a writer takes the lock at once, so that a read before a write never fails halfway. PostgreSQL: a
    /// reader sees one moment, a writer is serializable.
    pub(crate) fn begin(motor: Motor<'c>, waar: &'c str, wat: Begin) -> Uitkomst<Self> {
        let mut tx = Self {
            motor,
            waar,
            open: false,
            kapot: false,
            conflict: false,
            geladen: Vec::new(),
            sleutels_vuil: false,
            eigen_plan: false,
            geschreven: 0,
            tellers: crate::teller::Tellers::new(),
            schrijft: !matches!(wat, Begin::Lezen),
        };
        match wat {
            Begin::Lezen => tx.direct("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?,
            Begin::Meekijken => tx.direct("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ")?,
            Begin::Migreren => tx.direct("BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL READ COMMITTED")?,
            Begin::Schrijven => tx.direct("BEGIN IMMEDIATE", "BEGIN ISOLATION LEVEL SERIALIZABLE")?,
        }
        tx.open = true;
        Ok(tx)
    }

    /// A text of our own without parameters, for each engine.
    fn direct(&mut self, sqlite: &'static str, pg: &'static str) -> Uitkomst<()> {
        let uit = match &mut self.motor {
            Motor::Sqlite(c) => c
                .prepare_cached(sqlite)
                .and_then(|mut s| s.raw_execute())
                .map(drop)
                .map_err(|e| StoreFout::van_sqlite(&e, self.waar, sqlite)),
            Motor::Pg(c) => c.client.batch_execute(pg).map_err(|e| StoreFout::van_pg(&e, self.waar, sqlite)),
        };
        uit.map_err(|e| self.breek(e))
    }

    /// Remembers that the database refused something.
    pub(crate) fn breek(&mut self, e: StoreFout) -> StoreFout {
        self.kapot = true;
        self.conflict |= matches!(e, StoreFout::Conflict { .. });
        e
    }

    /// Ends well, or reports why that is not possible; either way the transaction is over.
    pub(crate) fn commit(mut self) -> (Uitkomst<()>, bool) {
        if self.kapot {
            let conflict = self.conflict;
            return (Err(StoreFout::Afgebroken), conflict);
        }
        if let Err(e) = crate::teller::schrijf(&mut self) {
            return (Err(e), self.conflict);
        }
        let uit = self.direct("COMMIT", "COMMIT");
        // A COMMIT that failed on SQLite (busy, disk full) leaves the transaction open: Drop rolls back.
        self.open = uit.is_err();
        (uit, self.conflict)
    }

    /// Whether trying the whole transaction again can help.
    pub(crate) fn conflict(&self) -> bool {
        self.conflict
    }

    /// Whether this runs on PostgreSQL.
    pub(crate) fn is_pg(&self) -> bool {
        matches!(self.motor, Motor::Pg(_))
    }

    /// The connection, when this runs on PostgreSQL; what goes wrong on it goes through [`Tx::breek`].
    pub(crate) fn pg(&mut self) -> Option<&mut PgConn> {
        match &mut self.motor {
            Motor::Pg(c) => Some(c),
            Motor::Sqlite(_) => None,
        }
    }

    /// The database, for errors.
    pub(crate) fn waar(&self) -> &str {
        self.waar
    }

    /// What the engine's own catalogue knows: whether `schema_versie` exists, and the number of tables.
    pub(crate) fn catalogus(&mut self) -> Uitkomst<(bool, i64)> {
        const SQLITE: &str = "SELECT count(*) FILTER (WHERE name = 'schema_versie'), count(*)
             FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
        const PG: &str = "SELECT count(*) FILTER (WHERE tablename = 'schema_versie'), count(*)
             FROM pg_catalog.pg_tables WHERE schemaname = current_schema()";
        let naam = "catalogus";
        let uit = match &mut self.motor {
            Motor::Sqlite(c) => c
                .query_row(SQLITE, [], |r| Ok((r.get::<_, i64>(0)? > 0, r.get(1)?)))
                .map_err(|e| StoreFout::van_sqlite(&e, self.waar, naam)),
            Motor::Pg(c) => c
                .client
                .query_one(PG, &[])
                .map(|r| (r.get::<_, i64>(0) > 0, r.get(1)))
                .map_err(|e| StoreFout::van_pg(&e, self.waar, naam)),
        };
        uit.map_err(|e| self.breek(e))
    }

    /// Statements without parameters that are not in the list: migrations.
    pub(crate) fn script(&mut self, naam: &'static str, tekst: &str) -> Uitkomst<()> {
        let uit = match &mut self.motor {
            Motor::Sqlite(c) => {
                c.execute_batch(tekst).map_err(|e| StoreFout::van_sqlite(&e, self.waar, naam))
            }
            Motor::Pg(c) => c.client.batch_execute(tekst).map_err(|e| StoreFout::van_pg(&e, self.waar, naam)),
        };
        uit.map_err(|e| self.breek(e))
    }

    /// On PostgreSQL a text with the key table is planned at each execution: the plan that would be kept after five
    /// knows neither the number of keys nor the municipality, and reads whole tables. Other texts keep their plan.
    fn plan(&mut self, sql: Sql) -> Uitkomst<()> {
        if !self.is_pg() || self.eigen_plan == sql.met_sleutels() {
            return Ok(());
        }
        self.eigen_plan = !self.eigen_plan;
        self.script(
            "plan",
            if self.eigen_plan {
                "SET LOCAL plan_cache_mode = force_custom_plan"
            } else {
                "SET LOCAL plan_cache_mode = auto"
            },
        )
    }

    /// Plans are made when a statement is first used. In one transaction that fills an empty table with thousands of rows,
    /// a look-up that was planned for nothing reads all of them each time: so they are made again as the tables grow.
    fn verse_plannen(&mut self) -> Uitkomst<()> {
        self.geschreven += 1;
        if self.is_pg() && matches!(self.geschreven, 300 | 3_000 | 30_000 | 300_000) {
            self.script("plan", "DISCARD PLANS")?;
        }
        Ok(())
    }

    /// Runs a statement without rows; gives the number of rows changed.
    pub fn execute(&mut self, sql: Sql, waarden: &[Val<'_>]) -> Uitkomst<u64> {
        self.execute_ruw(sql, waarden).map_err(|e| self.breek(e))
    }

    fn execute_ruw(&mut self, sql: Sql, waarden: &[Val<'_>]) -> Uitkomst<u64> {
        let naam = sql.naam();
        self.plan(sql)?;
        self.verse_plannen()?;
        match &mut self.motor {
            Motor::Sqlite(c) => {
                let fout = |e| StoreFout::van_sqlite(&e, self.waar, naam);
                let mut stmt = c.prepare_cached(sql.sqlite()).map_err(fout)?;
                bind(&mut stmt, waarden, self.waar, naam)?;
                Ok(stmt.raw_execute().map_err(fout)? as u64)
            }
            Motor::Pg(c) => {
                let stmt = c.prepare(sql, self.waar)?;
                keur(&stmt, waarden, naam)?;
                let fout = |e| StoreFout::van_pg(&e, self.waar, naam);
                let mut rijen = c.client.query_raw(&stmt, waarden).map_err(fout)?;
                while rijen.next().map_err(fout)?.is_some() {}
                Ok(rijen.rows_affected().unwrap_or(0))
            }
        }
    }

    /// Runs a query and gives each row to `f`, one by one: memory does not grow with the result.
    ///
    /// `E` is the error of the caller; `f` can stop early with it. Use [`Tx::query`] when only storage can fail.
    pub fn query_met<E: From<StoreFout>>(
        &mut self,
        sql: Sql,
        waarden: &[Val<'_>],
        mut f: impl FnMut(&Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        // An error of `f` is the caller's own and leaves the transaction whole; `None` tells it apart.
        let mut eigen = None;
        let uit = self.rijen(sql, waarden, &mut |rij| match f(rij) {
            Ok(()) => true,
            Err(e) => {
                eigen = Some(e);
                false
            }
        });
        uit.map_err(|e| self.breek(e))?;
        eigen.map_or(Ok(()), Err)
    }

    /// Steps through the rows until `f` says `false`.
    fn rijen(&mut self, sql: Sql, waarden: &[Val<'_>], f: &mut dyn FnMut(&Row<'_>) -> bool) -> Uitkomst<()> {
        let naam = sql.naam();
        self.plan(sql)?;
        match &mut self.motor {
            Motor::Sqlite(c) => {
                let fout = |e| StoreFout::van_sqlite(&e, self.waar, naam);
                let mut stmt = c.prepare_cached(sql.sqlite()).map_err(fout)?;
                bind(&mut stmt, waarden, self.waar, naam)?;
                let mut rijen = stmt.raw_query();
                while let Some(rij) = rijen.next().map_err(fout)? {
                    if !f(&Row(Soort::Sqlite(rij))) {
                        break;
                    }
                }
            }
            Motor::Pg(c) => {
                let stmt = c.prepare(sql, self.waar)?;
                keur(&stmt, waarden, naam)?;
                let fout = |e| StoreFout::van_pg(&e, self.waar, naam);
                let mut rijen = c.client.query_raw(&stmt, waarden).map_err(fout)?;
                while let Some(rij) = rijen.next().map_err(fout)? {
                    if !f(&Row(Soort::Pg(&rij))) {
                        break;
                    }
                }
            }
        }
        Ok(())
    }

    /// Runs a query and gives each row to `f`, one by one.
    pub fn query(
        &mut self,
        sql: Sql,
        waarden: &[Val<'_>],
        f: impl FnMut(&Row<'_>) -> Uitkomst<()>,
    ) -> Uitkomst<()> {
        self.query_met(sql, waarden, f)
    }

    /// Runs a query and collects what `f` makes of each row. For results that are small.
    pub fn query_alle<T>(
        &mut self,
        sql: Sql,
        waarden: &[Val<'_>],
        mut f: impl FnMut(&Row<'_>) -> Uitkomst<T>,
    ) -> Uitkomst<Vec<T>> {
        let mut uit = Vec::new();
        self.query(sql, waarden, |rij| {
            uit.push(f(rij)?);
            Ok(())
        })?;
        Ok(uit)
    }

    /// At most one row; two is an error.
    pub fn query_opt<T>(
        &mut self,
        sql: Sql,
        waarden: &[Val<'_>],
        mut f: impl FnMut(&Row<'_>) -> Uitkomst<T>,
    ) -> Uitkomst<Option<T>> {
        let mut uit = None;
        self.query(sql, waarden, |rij| {
            if uit.is_some() {
                return Err(StoreFout::AantalRijen { sql: sql.naam(), meer: true });
            }
            uit = Some(f(rij)?);
            Ok(())
        })?;
        Ok(uit)
    }

    /// Exactly one row.
    pub fn query_one<T>(
        &mut self,
        sql: Sql,
        waarden: &[Val<'_>],
        f: impl FnMut(&Row<'_>) -> Uitkomst<T>,
    ) -> Uitkomst<T> {
        self.query_opt(sql, waarden, f)?.ok_or(StoreFout::AantalRijen { sql: sql.naam(), meer: false })
    }

    /// Fills the key table of this connection with a set, in place of the set before. A text of the list joins
    /// with it (see [`crate::sql`]); about 2,000 keys at a time serves best. For set after set on PostgreSQL take a
    /// `write`, or a `read` per set: within one `read` each set leaves its rows behind and the next is slower.
    pub fn sleutels<'v>(&mut self, rijen: impl IntoIterator<Item = Sleutel<'v>>) -> Uitkomst<u64> {
        if !self.is_pg() {
            self.execute(basis::SLEUTELS_LEEG, &[])?;
        } else if self.sleutels_vuil {
            // Deleted rows stay in the way until the end of the transaction; only a writer may truncate.
            if self.schrijft {
                self.script("sleutels", "TRUNCATE sleutels")?;
            } else {
                self.execute(basis::SLEUTELS_LEEG, &[])?;
            }
        }
        self.sleutels_vuil = true;
        self.bulk(
            basis::SLEUTELS,
            rijen.into_iter().map(|s| {
                let [tekst, tekst2, getal, getal2, bytes] = s.velden;
                [Val::I64(s.nr), tekst, tekst2, getal, getal2, bytes]
            }),
        )
    }

    /// For a long read that looks things up all over the tables: more cache on this connection until `f` is done.
    /// Changes nothing on PostgreSQL, where the server has its own.
    pub fn met_ruimte<T, E: From<StoreFout>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.is_pg() {
            return f(self);
        }
        self.script("ruimte", crate::sqlite::RUIME_LEZER)?;
        let uit = f(self);
        // also gives the memory back; the connection goes on serving pages
        self.script("ruimte", crate::sqlite::LEZER)?;
        uit
    }

    /// Tries something: when `f` fails, what it did is undone and the transaction goes on as before.
    pub fn savepoint<T, E: From<StoreFout>>(
        &mut self,
        f: impl FnOnce(&mut Self) -> Result<T, E>,
    ) -> Result<T, E> {
        self.direct("SAVEPOINT punt", "SAVEPOINT punt")?;
        let kapot = std::mem::take(&mut self.kapot);
        let tellers = self.tellers.clone();
        let uit = match f(self) {
            Ok(t) if !self.kapot => Ok(t),
            Ok(_) => Err(E::from(StoreFout::Afgebroken)),
            Err(e) => Err(e),
        };
        if uit.is_err() {
            self.direct("ROLLBACK TO punt", "ROLLBACK TO punt")?;
            self.tellers = tellers;
            // A conflict concerns the whole transaction and stays.
            self.kapot = kapot || self.conflict;
        } else {
            self.kapot |= kapot;
        }
        self.direct("RELEASE punt", "RELEASE punt")?;
        uit
    }

    /// Prepares a text on this connection without running it. For the test of the list.
    #[doc(hidden)]
    pub fn keur(&mut self, sql: Sql) -> Uitkomst<()> {
        match &mut self.motor {
            Motor::Sqlite(c) => c
                .prepare(sql.sqlite())
                .map(drop)
                .map_err(|e| StoreFout::van_sqlite(&e, self.waar, sql.naam())),
            Motor::Pg(c) => c.prepare(sql, self.waar).map(drop),
        }
    }
}

/// Not committed, so undone; also when the closure panics.
impl Drop for Tx<'_> {
    fn drop(&mut self) {
        if self.open {
            let _ = self.direct("ROLLBACK", "ROLLBACK");
        }
    }
}
