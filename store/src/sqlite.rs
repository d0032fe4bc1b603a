//! The SQLite side: one writer, a few readers, and how values are bound.

use crate::fout::{StoreFout, Uitkomst};
use crate::pool::Pool;
use crate::waarde::{Val, iso, zonder_nul};
use rusqlite::{Connection, OpenFlags, Statement};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

pub(crate) struct SqliteMotor {
    pub(crate) pad: PathBuf,
    // Fields are closed in this order. The last connection folds the -wal into the file, and a reader may not.
    pub(crate) lezers: Pool<Connection>,
    pub(crate) schrijver: Mutex<Connection>,
    wacht: Duration,
}

/// Temporary tables belong to a connection and need no write access to the database itself.
pub(crate) const SLEUTELS: &str = "CREATE TEMP TABLE IF NOT EXISTS sleutels (nr INTEGER PRIMARY KEY, tekst TEXT, tekst2 TEXT, \
     getal INTEGER, getal2 INTEGER, bytes BLOB);";

/// Cache of a reader, and of one that looks up much (KiB, negative).
pub(crate) const LEZER: &str = "PRAGMA cache_size = -8192";
pub(crate) const RUIME_LEZER: &str = "PRAGMA cache_size = -16384";

impl SqliteMotor {
    pub(crate) fn open(
        pad: &Path,
        waar: &str,
        wacht: Duration,
        lezers: usize,
        alleen_lezen: bool,
    ) -> Uitkomst<Self> {
        let vlaggen = if alleen_lezen {
            OpenFlags::SQLITE_OPEN_READ_ONLY
        } else {
            OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE
        };
        let schrijver = verbind(pad, waar, vlaggen, wacht)?;
        let doe = |tekst: &str| {
            schrijver.execute_batch(tekst).map_err(|e| StoreFout::van_sqlite(&e, waar, "openen"))
        };
        if !alleen_lezen {
            // WAL: readers go on while one writes. NORMAL: a power cut may lose the last commits, never the file.
            doe("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA journal_size_limit = 67108864;
                 PRAGMA wal_autocheckpoint = 4000;")?;
        }
        doe("PRAGMA foreign_keys = ON; PRAGMA cache_size = -32768;")?;
        doe(SLEUTELS)?;
        Ok(Self { pad: pad.to_owned(), schrijver: Mutex::new(schrijver), lezers: Pool::new(lezers), wacht })
    }

    pub(crate) fn lezer(&self, waar: &str) -> Uitkomst<Connection> {
        let c = verbind(&self.pad, waar, OpenFlags::SQLITE_OPEN_READ_ONLY, self.wacht)?;
        c.execute_batch(LEZER)
            .and_then(|()| c.execute_batch("PRAGMA mmap_size = 0;"))
            .and_then(|()| c.execute_batch(SLEUTELS))
            .map_err(|e| StoreFout::van_sqlite(&e, waar, "openen"))?;
        Ok(c)
    }
}

fn verbind(pad: &Path, waar: &str, vlaggen: OpenFlags, wacht: Duration) -> Uitkomst<Connection> {
    let c = Connection::open_with_flags(pad, vlaggen | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .and_then(|c| c.busy_timeout(wacht).map(|()| c))
        .map_err(|e| StoreFout::van_sqlite(&e, waar, "openen"))?;
    c.set_prepared_statement_cache_capacity(256);
    Ok(c)
}

/// Binds all values; a wrong number of them is an error, not a NULL.
pub(crate) fn bind(
    stmt: &mut Statement<'_>,
    waarden: &[Val<'_>],
    waar: &str,
    naam: &'static str,
) -> Uitkomst<()> {
    if stmt.parameter_count() != waarden.len() {
        let wat = format!("{} waarden voor {} parameters", waarden.len(), stmt.parameter_count());
        return Err(StoreFout::Anders { sql: naam, wat });
    }
    for (i, w) in waarden.iter().enumerate() {
        let uit = match *w {
            Val::Null => stmt.raw_bind_parameter(i + 1, rusqlite::types::Null),
            Val::I64(n) => stmt.raw_bind_parameter(i + 1, n),
            Val::Text(t) => {
                zonder_nul(t)?;
                stmt.raw_bind_parameter(i + 1, t)
            }
            Val::Blob(b) => stmt.raw_bind_parameter(i + 1, b),
            Val::Dag(d) => {
                let iso = iso(d, i)?;
                stmt.raw_bind_parameter(i + 1, std::str::from_utf8(&iso).unwrap_or_default())
            }
        };
        uit.map_err(|e| StoreFout::van_sqlite(&e, waar, naam))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use crate::{Db, StoreFout};

    #[test]
    fn a_closed_database_is_one_file() {
        let map = tempfile::tempdir().unwrap();
        let pad = map.path().join("t.db");
        let db = Db::open(&format!("sqlite://{}", pad.display())).unwrap();
        db.migreer().unwrap();
        db.read(|_| Ok::<_, StoreFout>(())).unwrap();
        assert!(map.path().join("t.db-wal").exists());
        drop(db);
        assert!(!map.path().join("t.db-wal").exists());
    }
}
