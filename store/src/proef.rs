//! Throw-away databases for tests, on both engines (feature `proef`).
//!
//! SQLite lives in a temporary folder. For PostgreSQL the first test of a process starts an own cluster in a temporary
//! folder, on a Unix socket, without fsync; it stops by itself when the process ends, however it ends. With
//! `MAATWERK_PROEF_PG=postgres://…` (a user who may create databases) that server is used. Without PostgreSQL on the
//! machine the PostgreSQL half is skipped, and says so.
//!
//! ```text
//! store::op_beide! {
//!     fn a_client_is_found(proef) {
//!         proef.db().write(|tx| …)
//!     }
//! }
//! ```
//! makes `a_client_is_found::sqlite` and `a_client_is_found::postgres`, each with a migrated database of its own.

use crate::{Db, Opties, Sleutelbron};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// Key of every test database.
pub const SLEUTEL: [u8; 32] = [7; 32];

/// A database of one test; gone when dropped.
#[derive(Debug)]
pub struct Proef {
    url: String,
    db: Option<Db>,
    /// Removes the folder of SQLite; kept for that.
    map: Option<TempDir>,
    /// Name of the PostgreSQL database, to drop it.
    pg_naam: Option<String>,
}

impl Proef {
    /// An empty SQLite database, not migrated.
    pub fn sqlite_leeg() -> Self {
        let map = tempfile::tempdir().expect("een tijdelijke map");
        let url = format!("sqlite://{}", map.path().join("proef.db").display());
        Self { url, db: None, map: Some(map), pg_naam: None }.open()
    }

    /// A migrated SQLite database.
    pub fn sqlite() -> Self {
        Self::sqlite_leeg().migreer()
    }

    /// An empty PostgreSQL database, not migrated; `None` (and a loud line) without PostgreSQL.
    pub fn postgres_leeg() -> Option<Self> {
        static NUMMER: AtomicU32 = AtomicU32::new(0);
        let server = server()?;
        let nummer = NUMMER.fetch_add(1, Ordering::Relaxed);
        let naam = format!("maatwerk_proef_{}_{nummer}", std::process::id());
        beheer(server, &format!("CREATE DATABASE {naam} TEMPLATE template0 ENCODING 'UTF8'"));
        Some(Self { url: met_database(server, &naam), db: None, map: None, pg_naam: Some(naam) }.open())
    }

    /// A migrated PostgreSQL database; `None` (and a loud line) without PostgreSQL.
    pub fn postgres() -> Option<Self> {
        Some(Self::postgres_leeg()?.migreer())
    }

    fn open(mut self) -> Self {
        self.db = Some(self.open_met(opties()));
        self
    }

    fn migreer(self) -> Self {
        self.db().migreer().expect("migreren");
        self
    }

    /// The database.
    pub fn db(&self) -> &Db {
        self.db.as_ref().expect("open tot het eind van de test")
    }

    /// The same database, opened once more with other choices.
    pub fn open_met(&self, opties: Opties) -> Db {
        Db::open_met(&self.url, opties).expect("openen")
    }

    /// The address, for programs under test.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The folder with the SQLite file.
    pub fn map(&self) -> Option<&Path> {
        self.map.as_ref().map(TempDir::path)
    }
}

impl Drop for Proef {
    fn drop(&mut self) {
        self.db = None;
        // In this order: asking for the server starts it, and a test on SQLite has no use for that.
        if let Some(naam) = &self.pg_naam
            && let Some(server) = server()
        {
            beheer(server, &format!("DROP DATABASE IF EXISTS {naam} WITH (FORCE)"));
        }
    }
}

/// The choices of every test database: a fixed key, and no long waits.
pub fn opties() -> Opties {
    Opties { sleutel: Sleutelbron::Vast(SLEUTEL), ..Opties::default() }
}

fn beheer(server: &str, sql: &str) {
    let mut client = postgres::Client::connect(server, postgres::NoTls).expect("verbinden met PostgreSQL");
    client.batch_execute(sql).expect(sql);
}

/// The same address with another database.
fn met_database(server: &str, naam: &str) -> String {
    let (voor, opties) = server.split_once('?').map_or((server, None), |(a, b)| (a, Some(b)));
    let (begin, rest) = voor.split_once("://").expect("een adres met ://");
    let host = rest.split('/').next().unwrap_or_default();
    match opties {
        Some(o) => format!("{begin}://{host}/{naam}?{o}"),
        None => format!("{begin}://{host}/{naam}"),
    }
}

/// Address of the server for tests, started when needed; `None` when PostgreSQL is not installed.
pub fn server() -> Option<&'static str> {
    static SERVER: OnceLock<Option<(String, Option<Cluster>)>> = OnceLock::new();
    let server = SERVER.get_or_init(|| {
        if let Ok(url) = std::env::var("MAATWERK_PROEF_PG") {
            return Some((url, None));
        }
        let Some(bin) = pg_bin() else {
            meld("PostgreSQL is niet gevonden: de proeven op PostgreSQL zijn OVERGESLAGEN");
            return None;
        };
        let cluster = Cluster::start(&bin);
        Some((cluster.url.clone(), Some(cluster)))
    });
    server.as_ref().map(|(url, _)| url.as_str())
}

/// Past the capture of the test harness, so that it is seen when all passes.
fn meld(regel: &str) {
    let _ = writeln!(std::io::stderr().lock(), "\n*** {regel} ***\n");
}

/// Folder with initdb and postgres: in PATH, else the newest of the Debian folders.
fn pg_bin() -> Option<PathBuf> {
    let compleet = |map: &Path| map.join("initdb").is_file() && map.join("postgres").is_file();
    let pad = std::env::var_os("PATH").unwrap_or_default();
    if let Some(map) = std::env::split_paths(&pad).find(|m| compleet(m)) {
        return Some(map);
    }
    let mut versies: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .ok()?
        .filter_map(|e| {
            let e = e.ok()?;
            Some((e.file_name().to_str()?.parse().ok()?, e.path().join("bin")))
        })
        .filter(|(_, map)| compleet(map))
        .collect();
    versies.sort();
    versies.pop().map(|(_, map)| map)
}

/// A running cluster. Its keeper, a small shell script, waits at the other end of a pipe: when this process is gone the
/// pipe closes, and the keeper stops the server and removes the folder.
#[derive(Debug)]
struct Cluster {
    url: String,
    _keeper: Child,
}

const KEEPER: &str = r#"
bin=$1; map=$2
trap '' INT TERM HUP
"$bin/initdb" -D "$map/data" -U maatwerk -A trust -E UTF8 --locale=C -N >"$map/initdb.log" 2>&1 || {
  echo "FOUT initdb"; cat "$map/initdb.log"; rm -rf "$map"; exit 1; }
"$bin/postgres" -D "$map/data" -k "$map" -c listen_addresses= -c fsync=off -c synchronous_commit=off \
  -c full_page_writes=off -c max_connections=200 -c shared_buffers=64MB >"$map/postgres.log" 2>&1 &
server=$!
echo GESTART
cat >/dev/null
# More than once: a signal that comes while the server still starts is lost.
(for n in 1 2 3 4 5; do kill -INT $server 2>/dev/null || exit; sleep 1; done) >/dev/null 2>&1 &
wait $server
rm -rf "$map"
"#;

impl Cluster {
    fn start(bin: &Path) -> Self {
        // Short: the path of a Unix socket may have about a hundred characters.
        let map =
            tempfile::Builder::new().prefix("maatwerk-pg-").tempdir_in("/tmp").expect("een tijdelijke map");
        let map = map.keep();
        let root = uitvoer(Command::new("id").arg("-u")).trim() == "0";
        let mut keeper = if root {
            // initdb refuses root; this user has no rights anywhere else.
            let wie = ["postgres", "nobody"]
                .into_iter()
                .find(|w| Command::new("id").arg(w).output().is_ok_and(|o| o.status.success()))
                .expect("een gebruiker postgres of nobody");
            uitvoer(Command::new("chown").arg(wie).arg(&map));
            let mut c = Command::new("runuser");
            c.args(["-u", wie, "--"]).arg("sh");
            c
        } else {
            Command::new("sh")
        };
        let mut keeper = keeper
            .args(["-c", KEEPER, "sh"])
            .arg(bin)
            .arg(&map)
            .current_dir(&map)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("de bewaker van PostgreSQL");
        let mut regel = [0; 8];
        let uit = keeper.stdout.as_mut().expect("stdout");
        let begonnen = uit.read_exact(&mut regel).is_ok() && &regel == b"GESTART\n";
        if !begonnen {
            let mut rest = String::from_utf8_lossy(&regel).into_owned();
            let _ = uit.read_to_string(&mut rest);
            unreachable!("PostgreSQL start niet: {rest}");
        }
        let url = format!("postgres://maatwerk@{}/postgres", map.display().to_string().replace('/', "%2F"));
        let tot = Instant::now() + Duration::from_mins(1);
        while let Err(e) = postgres::Client::connect(&url, postgres::NoTls) {
            assert!(Instant::now() < tot, "PostgreSQL antwoordt niet: {e}");
            std::thread::sleep(Duration::from_millis(30));
        }
        Self { url, _keeper: keeper }
    }
}

fn uitvoer(opdracht: &mut Command) -> String {
    let uit = opdracht.output().expect("een opdracht van het systeem");
    assert!(uit.status.success(), "{opdracht:?}");
    String::from_utf8_lossy(&uit.stdout).into_owned()
}

/// Writes tests that run on both engines; see the top of [`crate::proef`].
#[macro_export]
macro_rules! op_beide {
    ($($(#[$attr:meta])* fn $naam:ident($proef:ident) $lijf:block)+) => {$(
        $(#[$attr])*
        fn $naam($proef: &$crate::proef::Proef) $lijf

        mod $naam {
            #[test]
            fn sqlite() {
                super::$naam(&$crate::proef::Proef::sqlite());
            }

            #[test]
            fn postgres() {
                if let Some(p) = $crate::proef::Proef::postgres() {
                    super::$naam(&p);
                }
            }
        }
    )+};
}
