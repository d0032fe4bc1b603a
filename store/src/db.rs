//! The database: opening, reading, writing, copying.

use crate::fout::{StoreFout, Uitkomst};
use crate::pg::{PgConn, PgMotor};
use crate::pool::Lening;
use crate::sqlite::SqliteMotor;
use crate::tx::{Begin, Motor, Tx};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError};
use std::time::Duration;

/// Where the key of the vault comes from.
#[derive(Clone, Default)]
pub enum Sleutelbron {
    /// `MAATWERK_SLEUTEL`, else `MAATWERK_SLEUTELBESTAND`, else the default file of this database.
    #[default]
    Omgeving,
    /// This file.
    Bestand(PathBuf),
    /// This key. For tests.
    Vast([u8; 32]),
}

impl std::fmt::Debug for Sleutelbron {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Omgeving => f.write_str("Omgeving"),
            Self::Bestand(p) => write!(f, "Bestand({})", p.display()),
            Self::Vast(_) => f.write_str("Vast(…)"),
        }
    }
}

/// Choices at opening; the defaults serve.
#[derive(Debug, Clone)]
pub struct Opties {
    /// How long a writer waits for another process (SQLite).
    pub wacht: Duration,
    /// Most reader connections (SQLite) or connections (PostgreSQL).
    pub verbindingen: usize,
    /// Never writes; a write is refused.
    pub alleen_lezen: bool,
    /// Where the key comes from.
    pub sleutel: Sleutelbron,
}

impl Default for Opties {
    fn default() -> Self {
        Self {
            wacht: Duration::from_secs(10),
            verbindingen: 4,
            alleen_lezen: false,
            sleutel: Sleutelbron::Omgeving,
        }
    }
}

/// A database. Cheap to clone; usable from every thread. All calls block: from async code they go through a
/// blocking pool.
///
/// A closure of [`Db::write`] may not call `write` on the same database: there is one writer, which it holds.
#[derive(Clone)]
pub struct Db(Arc<Binnen>);

struct Binnen {
    waar: String,
    opties: Opties,
    motor: DbMotor,
}

enum DbMotor {
    Sqlite(SqliteMotor),
    Pg(PgMotor),
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({})", self.0.waar)
    }
}

/// How often a PostgreSQL transaction is tried when others change the same data.
const POGINGEN: u32 = 30;

impl Db {
    /// Opens `sqlite://BESTAND` (made when absent) or `postgres://…`. Does not migrate.
    pub fn open(url: &str) -> Uitkomst<Self> {
        Self::open_met(url, Opties::default())
    }

    /// Opens with choices.
    pub fn open_met(url: &str, opties: Opties) -> Uitkomst<Self> {
        if let Some(pad) = url.strip_prefix("sqlite://").or_else(|| url.strip_prefix("sqlite:")) {
            if pad.is_empty() || pad.contains('\0') {
                return Err(StoreFout::Adres { wat: "de naam van het bestand ontbreekt".into() });
            }
            let motor = SqliteMotor::open(
                Path::new(pad),
                pad,
                opties.wacht,
                opties.verbindingen,
                opties.alleen_lezen,
            )?;
            return Ok(Self(Arc::new(Binnen { waar: pad.into(), opties, motor: DbMotor::Sqlite(motor) })));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            // The message of the parser can hold a piece of the address, and so of the password.
            let config: postgres::Config = url.parse().map_err(|_| StoreFout::Adres {
                wat: "verwacht postgres://GEBRUIKER:WACHTWOORD@SERVER/DATABASE".into(),
            })?;
            let waar = pg_waar(&config);
            let motor = DbMotor::Pg(PgMotor::new(config, opties.verbindingen));
            let db = Self(Arc::new(Binnen { waar, opties, motor }));
            // Find out now, not at the first page, whether the server answers.
            db.read(|_| Ok::<_, StoreFout>(()))?;
            return Ok(db);
        }
        Err(StoreFout::Adres { wat: "het begint niet met sqlite:// of postgres://".into() })
    }

    /// File, or server and database; never a password.
    pub fn waar(&self) -> &str {
        &self.0.waar
    }

    /// The file, when this is SQLite.
    pub fn bestand(&self) -> Option<&Path> {
        match &self.0.motor {
            DbMotor::Sqlite(m) => Some(&m.pad),
            DbMotor::Pg(_) => None,
        }
    }

    /// The connections, when this is PostgreSQL.
    pub(crate) fn pg_motor(&self) -> Option<&PgMotor> {
        match &self.0.motor {
            DbMotor::Pg(m) => Some(m),
            DbMotor::Sqlite(_) => None,
        }
    }

    pub(crate) fn opties(&self) -> &Opties {
        &self.0.opties
    }

    /// Reads at one moment: what others write meanwhile is not seen.
    pub fn read<T, E: From<StoreFout>>(
        &self,
        mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let waar = self.waar();
        match &self.0.motor {
            DbMotor::Sqlite(m) => {
                let mut lening = m.lezers.neem(|| m.lezer(waar))?;
                let Some(c) = lening.get() else { return Err(StoreFout::Afgebroken.into()) };
                doe(Motor::Sqlite(c), waar, Begin::Lezen, &mut f).0
            }
            DbMotor::Pg(m) => self.pg(m, Begin::Lezen, f),
        }
    }

    /// Writes all or nothing: an `Err` or a panic undoes everything.
    ///
    /// On PostgreSQL `f` is run again when another transaction came between, so it must not do anything else
    /// than work on `tx` and values that it makes anew.
    pub fn write<T, E: From<StoreFout>>(&self, f: impl FnMut(&mut Tx<'_>) -> Result<T, E>) -> Result<T, E> {
        self.schrijf(Begin::Schrijven, f)
    }

    pub(crate) fn schrijf<T, E: From<StoreFout>>(
        &self,
        begin: Begin,
        mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let waar = self.waar();
        match &self.0.motor {
            DbMotor::Sqlite(m) => {
                let c = m.schrijver.lock().unwrap_or_else(PoisonError::into_inner);
                doe(Motor::Sqlite(&c), waar, begin, &mut f).0
            }
            DbMotor::Pg(_) if self.0.opties.alleen_lezen => {
                Err(StoreFout::AlleenLezen { waar: waar.into() }.into())
            }
            DbMotor::Pg(m) => self.pg(m, begin, f),
        }
    }

    fn pg<T, E: From<StoreFout>>(
        &self,
        m: &PgMotor,
        begin: Begin,
        mut f: impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let waar = self.waar();
        let mut poging = 0;
        loop {
            let mut lening: Lening<'_, PgConn> = m.pool.neem(|| m.verbind(waar))?;
            let nieuw = lening.nieuw;
            let Some(c) = lening.get() else { return Err(StoreFout::Afgebroken.into()) };
            let mut geladen = Vec::new();
            let (uit, einde) = doe_en_onthoud(Motor::Pg(c), waar, begin, &mut f, &mut geladen);
            if uit.is_ok() {
                m.ververs(c, &geladen);
            }
            let dicht = c.client.is_closed();
            if dicht {
                lening.weg();
            } else {
                drop(lening);
            }
            match einde {
                // The server closed a connection that lay waiting; another one may serve.
                Einde::NietBegonnen if dicht && !nieuw => {}
                Einde::Conflict if poging < POGINGEN => {
                    poging += 1;
                    std::thread::sleep(pauze(poging));
                }
                Einde::Conflict => return Err(StoreFout::Conflict { waar: waar.into() }.into()),
                Einde::NietBegonnen | Einde::Klaar => return uit,
            }
        }
    }

    /// Copies a running SQLite database into a new file, as it is at one moment. Writers go on meanwhile.
    pub fn kopie(&self, naar: &Path) -> Uitkomst<()> {
        let DbMotor::Sqlite(m) = &self.0.motor else {
            return Err(StoreFout::NietOndersteund {
                wat: "een kopie van een PostgreSQL-database maakt u met pg_dump".into(),
            });
        };
        let doel = naar.display().to_string();
        let fout = |wat: String| StoreFout::NietTeOpenen { waar: doel.clone(), wat };
        if naar.exists() {
            return Err(fout("het bestand bestaat al; kies een andere naam".into()));
        }
        // Under another name until it is whole, so that half a copy is never taken for a copy.
        let mut half = naar.as_os_str().to_owned();
        half.push(".deel");
        let half = PathBuf::from(half);
        let uit = self
            .kopieer(m, &half, &doel)
            .and_then(|()| std::fs::rename(&half, naar).map_err(|e| fout(e.to_string())));
        if uit.is_err() {
            let _ = std::fs::remove_file(&half);
        }
        uit
    }

    fn kopieer(&self, m: &SqliteMotor, half: &Path, doel: &str) -> Uitkomst<()> {
        let _ = std::fs::remove_file(half);
        let mut lening = m.lezers.neem(|| m.lezer(self.waar()))?;
        let Some(bron) = lening.get() else { return Err(StoreFout::Afgebroken) };
        let fout = |e: rusqlite::Error| StoreFout::van_sqlite(&e, doel, "kopie");
        let mut naar = rusqlite::Connection::open(half).map_err(fout)?;
        {
            let kopie = rusqlite::backup::Backup::new(bron, &mut naar).map_err(fout)?;
            // All pages in one step: one moment, and no start over when somebody writes.
            match kopie.step(-1).map_err(fout)? {
                rusqlite::backup::StepResult::Done => {}
                _ => return Err(StoreFout::Bezet { waar: self.waar().into() }),
            }
        }
        // One file, without a -wal beside it.
        naar.execute_batch("PRAGMA journal_mode = DELETE").map_err(fout)?;
        naar.close().map_err(|(_, e)| fout(e))
    }

    /// Name of the default key file on PostgreSQL: the same for the same server and database.
    pub(crate) fn kenmerk(&self) -> String {
        Sha256::digest(self.waar().as_bytes()).iter().take(8).fold(String::new(), |mut s, b| {
            use std::fmt::Write as _;
            let _ = write!(s, "{b:02x}");
            s
        })
    }
}

/// How one try ended.
enum Einde {
    Klaar,
    Conflict,
    NietBegonnen,
}

fn doe<T, E: From<StoreFout>>(
    motor: Motor<'_>,
    waar: &str,
    begin: Begin,
    f: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
) -> (Result<T, E>, Einde) {
    doe_en_onthoud(motor, waar, begin, f, &mut Vec::new())
}

/// One try; tells which tables were loaded in bulk.
fn doe_en_onthoud<T, E: From<StoreFout>>(
    motor: Motor<'_>,
    waar: &str,
    begin: Begin,
    f: &mut impl FnMut(&mut Tx<'_>) -> Result<T, E>,
    geladen: &mut Vec<(&'static str, u64)>,
) -> (Result<T, E>, Einde) {
    let mut tx = match Tx::begin(motor, waar, begin) {
        Ok(tx) => tx,
        Err(e) => return (Err(e.into()), Einde::NietBegonnen),
    };
    match f(&mut tx) {
        Ok(t) => {
            *geladen = std::mem::take(&mut tx.geladen);
            let (uit, conflict) = tx.commit();
            let einde = if conflict { Einde::Conflict } else { Einde::Klaar };
            (uit.map(|()| t).map_err(E::from), einde)
        }
        Err(e) => (Err(e), if tx.conflict() { Einde::Conflict } else { Einde::Klaar }),
    }
}

/// Longer after each try and never the same for two threads, so that they do not meet again.
fn pauze(poging: u32) -> Duration {
    let mut toeval = [0_u8; 2];
    let _ = getrandom::fill(&mut toeval);
    let hoogstens = (1_u64 << poging.min(6)) * 1000;
    Duration::from_micros(u64::from(u16::from_be_bytes(toeval)) * hoogstens / 65_536)
}

fn pg_waar(config: &postgres::Config) -> String {
    let server = config.get_hosts().first().map_or_else(
        || "localhost".to_owned(),
        |h| match h {
            postgres::config::Host::Tcp(naam) => naam.clone(),
            #[cfg(unix)]
            postgres::config::Host::Unix(pad) => pad.display().to_string(),
        },
    );
    let poort = config.get_ports().first().copied().unwrap_or(5432);
    let naam = config.get_dbname().or(config.get_user()).unwrap_or_default();
    format!("{server}:{poort}/{naam}")
}
