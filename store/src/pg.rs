//! The PostgreSQL side: a few connections, statements prepared once for each, COPY in binary form.

use crate::fout::{StoreFout, Uitkomst};
use crate::pool::Pool;
use crate::sql::Sql;
use crate::waarde::{Val, iso, zonder_nul};
use postgres::{Client, Config, NoTls, Statement};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

pub(crate) struct PgMotor {
    pub(crate) config: Config,
    pub(crate) pool: Pool<PgConn>,
    /// Per table: rows loaded since its statistics were made, and in all.
    geladen: Mutex<HashMap<&'static str, (u64, u64)>>,
}

/// A connection with the statements that it prepared.
pub(crate) struct PgConn {
    pub(crate) client: Client,
    klaar: HashMap<&'static str, Statement>,
}

impl PgMotor {
    pub(crate) fn new(mut config: Config, max: usize) -> Self {
        config.application_name("maatwerk");
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(std::time::Duration::from_secs(10));
        }
        Self { config, pool: Pool::new(max), geladen: Mutex::default() }
    }

    /// After a commit: renews the statistics of tables that grew much. The server does so by itself within a minute or
    /// so; until then it believes that a municipality has a handful of rows, and look-ups by set read whole tables.
    pub(crate) fn ververs(&self, c: &mut PgConn, geladen: &[(&'static str, u64)]) {
        let mut per_tabel: HashMap<&'static str, u64> = HashMap::new();
        for (tabel, n) in geladen {
            *per_tabel.entry(tabel).or_default() += n;
        }
        for (tabel, n) in per_tabel {
            let nodig = {
                let mut stand = self.geladen.lock().unwrap_or_else(PoisonError::into_inner);
                let (sinds, totaal) = stand.entry(tabel).or_default();
                *sinds += n;
                *totaal += n;
                let nodig = *sinds >= 10_000 && *sinds * 5 >= *totaal;
                if nodig {
                    *sinds = 0;
                }
                nodig
            };
            if nodig {
                // The data is in; slower plans are no reason to report an error.
                let _ = c.client.batch_execute(&format!(
                    "BEGIN; SET LOCAL default_statistics_target = 10; ANALYZE {tabel}; COMMIT"
                ));
            }
        }
    }

    pub(crate) fn verbind(&self, waar: &str) -> Uitkomst<PgConn> {
        let fout = |e: &postgres::Error| match StoreFout::van_pg(e, waar, "verbinden") {
            StoreFout::Anders { wat, .. } => StoreFout::GeenVerbinding { waar: waar.to_owned(), wat },
            ander => ander,
        };
        let mut client = self.config.connect(NoTls).map_err(|e| fout(&e))?;
        client
            .batch_execute(
                "SET client_min_messages = warning; SET TimeZone = 'UTC'; SET lock_timeout = '30s'; SET jit = off; SET random_page_cost = 1.1;
                 CREATE TEMP TABLE sleutels (nr BIGINT, tekst TEXT COLLATE \"C\", tekst2 TEXT COLLATE \"C\", getal BIGINT, getal2 BIGINT,
                 bytes BYTEA) ON COMMIT DELETE ROWS",
            )
            .map_err(|e| fout(&e))?;
        Ok(PgConn { client, klaar: HashMap::new() })
    }
}

/// A connection closes by talking to the server, on a runtime of its own. That may not happen on a thread that
/// drives another runtime, so it gets a thread of its own.
impl Drop for PgMotor {
    fn drop(&mut self) {
        let vrij = self.pool.leeg();
        if !vrij.is_empty() {
            let _ = std::thread::spawn(move || drop(vrij)).join();
        }
    }
}

impl PgConn {
    pub(crate) fn prepare(&mut self, sql: Sql, waar: &str) -> Uitkomst<Statement> {
        if let Some(s) = self.klaar.get(sql.tekst()) {
            return Ok(s.clone());
        }
        let tekst = if sql.met_sleutels() { per_sleutel(sql.tekst()) } else { None };
        let tekst = tekst.as_deref().unwrap_or(sql.tekst());
        let s = self.client.prepare(tekst).map_err(|e| StoreFout::van_pg(&e, waar, sql.naam()))?;
        self.klaar.insert(sql.tekst(), s.clone());
        Ok(s)
    }
}

/// A look-up by set as PostgreSQL gets it: the table is searched anew for each key, through an index. Left free, the
/// server hashes all rows of a municipality for every set of keys as long as it believes that there are few, and within
/// one transaction that fills a table it goes on believing so. `None` when the text is no such look-up.
///
/// `… FROM sleutels s CROSS JOIN t a WHERE x ORDER BY y` becomes
/// `… FROM sleutels s CROSS JOIN LATERAL (SELECT * FROM t a WHERE x OFFSET 0) a ORDER BY y`.
fn per_sleutel(tekst: &str) -> Option<String> {
    const DAAR: &str = "FROM sleutels s CROSS JOIN ";
    let (voor, na) = tekst.split_once(DAAR)?;
    let (tabel, waar) = na.split_once("WHERE ")?;
    let naam = tabel.split_ascii_whitespace().last()?;
    let (waar, orde) = waar.split_at(waar.find("ORDER BY ").unwrap_or(waar.len()));
    Some(format!("{voor}{DAAR}LATERAL (SELECT * FROM {tabel} WHERE {waar} OFFSET 0) {naam} {orde}"))
}

/// Checks what the server would refuse later or silently take differently.
pub(crate) fn keur(stmt: &Statement, waarden: &[Val<'_>], naam: &'static str) -> Uitkomst<()> {
    if stmt.params().len() != waarden.len() {
        let wat = format!("{} waarden voor {} parameters", waarden.len(), stmt.params().len());
        return Err(StoreFout::Anders { sql: naam, wat });
    }
    for (i, w) in waarden.iter().enumerate() {
        match *w {
            Val::Text(t) => zonder_nul(t)?,
            Val::Dag(d) => drop(iso(d, i)?),
            _ => {}
        }
    }
    Ok(())
}

/// Head of a binary COPY: signature, no flags, no extension.
pub(crate) const COPY_KOP: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
/// End of a binary COPY.
pub(crate) const COPY_EIND: &[u8] = &[0xff, 0xff];

/// One row of a binary COPY. All columns of the schema are BIGINT, TEXT or BYTEA, so a value decides its own form.
pub(crate) fn copy_rij(uit: &mut Vec<u8>, waarden: &[Val<'_>]) -> Uitkomst<()> {
    let te_groot = |index| StoreFout::Kolom { index, verwacht: "minder dan 1 GB" };
    let aantal = u16::try_from(waarden.len()).map_err(|_| te_groot(0))?;
    uit.extend_from_slice(&aantal.to_be_bytes());
    for (i, w) in waarden.iter().enumerate() {
        let dag;
        let bytes: &[u8] = match *w {
            Val::Null => {
                uit.extend_from_slice(&(-1_i32).to_be_bytes());
                continue;
            }
            Val::I64(n) => {
                uit.extend_from_slice(&8_i32.to_be_bytes());
                uit.extend_from_slice(&n.to_be_bytes());
                continue;
            }
            Val::Text(t) => {
                zonder_nul(t)?;
                t.as_bytes()
            }
            Val::Blob(b) => b,
            Val::Dag(d) => {
                dag = iso(d, i)?;
                &dag
            }
        };
        let lengte = i32::try_from(bytes.len()).map_err(|_| te_groot(i))?;
        uit.extend_from_slice(&lengte.to_be_bytes());
        uit.extend_from_slice(bytes);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{ALLE, basis};

    #[test]
    fn every_look_up_by_set_searches_per_key() {
        let met: Vec<_> = ALLE
            .iter()
            .flat_map(|(_, teksten)| *teksten)
            .filter(|s| s.met_sleutels() && **s != basis::SLEUTELS_LEEG)
            .collect();
        assert!(met.len() >= 5);
        for s in met {
            assert!(per_sleutel(s.tekst()).is_some(), "{}: {}", s.naam(), s.tekst());
        }
        assert_eq!(
            per_sleutel("SELECT s.nr, t.x FROM sleutels s CROSS JOIN t WHERE t.y = s.getal ORDER BY s.nr")
                .unwrap(),
            "SELECT s.nr, t.x FROM sleutels s CROSS JOIN LATERAL (SELECT * FROM t  WHERE t.y = s.getal  OFFSET 0) t \
             ORDER BY s.nr"
        );
        assert_eq!(per_sleutel(basis::SLEUTELS_LEEG.tekst()), None);
    }
}
