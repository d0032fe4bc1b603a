//! The same claim on PostgreSQL: a database that is prepared once, and a fresh copy of it for every run.

use crate::Uitkomst;
use crate::gegevens::{GETELD, Gegevens};
use postgres::{Client, NoTls};

/// The prepared database and the copy that is worked on.
const BEGIN: &str = "bench_begin";
const PROEF: &str = "bench_proef";

/// A server of its own, started by `make bench`.
pub(crate) struct Pg {
    server: String,
}

fn fout(e: &postgres::Error) -> String {
    format!("PostgreSQL: {e}")
}

impl Pg {
    /// The server of the run; `None` when there is none.
    pub(crate) fn uit_omgeving() -> Option<Self> {
        std::env::var("MAATWERK_PROEF_PG").ok().map(|server| Self { server })
    }

    /// Version of the server and how safely it writes.
    pub(crate) fn versie(&self) -> Uitkomst<String> {
        let mut c = self.verbind(None)?;
        let mut toon = |wat: &str| {
            c.query_one(&format!("SHOW {wat}"), &[]).map(|r| r.get::<_, String>(0)).map_err(|e| fout(&e))
        };
        let (versie, fsync) = (toon("server_version")?, toon("fsync")?);
        Ok(format!("PostgreSQL {versie} (wegwerpserver, fsync {fsync})."))
    }

    fn url(&self, database: &str) -> Uitkomst<String> {
        let (server, _) = self.server.rsplit_once('/').ok_or("MAATWERK_PROEF_PG is geen adres")?;
        Ok(format!("{server}/{database}"))
    }

    fn verbind(&self, database: Option<&str>) -> Uitkomst<Client> {
        let url = database.map_or_else(|| Ok(self.server.clone()), |d| self.url(d))?;
        Client::connect(&url, NoTls).map_err(|e| fout(&e))
    }

    fn beheer(&self, opdrachten: &[String]) -> Uitkomst<()> {
        let mut c = self.verbind(None)?;
        opdrachten.iter().try_for_each(|o| c.batch_execute(o).map_err(|e| fout(&e)))
    }

    /// Loads the starting state.
    pub(crate) fn bereid_voor(&self, g: &Gegevens) -> Uitkomst<()> {
        self.ruim_op()?;
        self.beheer(&[format!("CREATE DATABASE {BEGIN}")])?;
        g.laad_in(&self.url(BEGIN)?)?;
        // what the server does by itself within a minute
        self.verbind(Some(BEGIN))?.batch_execute("VACUUM ANALYZE").map_err(|e| fout(&e))
    }

    /// A fresh copy of it, on disk before the clock starts. Gives its address.
    pub(crate) fn kopie(&self) -> Uitkomst<String> {
        self.beheer(&[
            format!("DROP DATABASE IF EXISTS {PROEF}"),
            format!("CREATE DATABASE {PROEF} TEMPLATE {BEGIN} STRATEGY file_copy"),
            "CHECKPOINT".into(),
        ])?;
        self.url(PROEF)
    }

    /// Whether receiving left what it should.
    pub(crate) fn klopt(&self, g: &Gegevens) -> Uitkomst<()> {
        let rij = self.verbind(Some(PROEF))?.query_one(GETELD, &[]).map_err(|e| fout(&e))?;
        g.vergelijk((rij.get(0), rij.get(1)))
    }

    pub(crate) fn ruim_op(&self) -> Uitkomst<()> {
        self.beheer(&[PROEF, BEGIN].map(|d| format!("DROP DATABASE IF EXISTS {d}")))
    }
}
