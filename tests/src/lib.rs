//! End-to-end tests of the whole chain: what they share. The tests drive the real program, as a person would.
#![expect(clippy::unwrap_used, reason = "helpers of tests stop at the first surprise, and say which")]

pub mod berichten;
pub mod boek;
pub mod schema;

use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// The key of every book that the tests make, so that two runs can be compared.
pub const SLEUTEL: &str = "0707070707070707070707070707070707070707070707070707070707070707";

/// How long one command may take before the test calls it hung.
pub const TIJD: Duration = Duration::from_mins(4);

/// The root of the repository.
pub fn wortel() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// The program under test: `MAATWERK_BIN`, or the one beside this test, built when it is missing or older than
/// its source.
pub fn programma() -> &'static Path {
    static PROGRAMMA: OnceLock<PathBuf> = OnceLock::new();
    PROGRAMMA.get_or_init(|| {
        if let Some(p) = std::env::var_os("MAATWERK_BIN") {
            return PathBuf::from(p);
        }
        // target/debug/deps/<test> -> target/debug/maatwerk
        let zelf = std::env::current_exe().unwrap();
        let map = zelf.parent().and_then(Path::parent).unwrap();
        let pad = map.join("maatwerk");
        if !verouderd(&pad) {
            return pad;
        }
        // cargo takes its own lock, so several tests may ask at once
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let uit = Command::new(cargo)
            .args(["build", "--quiet", "-p", "cli", "--target-dir"])
            .arg(map.parent().unwrap())
            .current_dir(wortel())
            .output()
            .unwrap();
        assert!(uit.status.success(), "cargo build -p cli: {}", String::from_utf8_lossy(&uit.stderr));
        pad
    })
}

/// Whether the program is missing, or a source of it changed after it was built.
fn verouderd(programma: &Path) -> bool {
    let Ok(gebouwd) = std::fs::metadata(programma).and_then(|m| m.modified()) else { return true };
    [
        "base",
        "keten",
        "istandaard",
        "store",
        "post",
        "app",
        "web/src",
        "web/templates",
        "api/src",
        "cli",
        "regels",
    ]
    .iter()
    .flat_map(|m| bestanden(&wortel().join(m)))
    .filter(|p| !p.components().any(|c| c.as_os_str() == "tests"))
    .any(|p| std::fs::metadata(p).and_then(|m| m.modified()).is_ok_and(|t| t > gebouwd))
}

/// What a command did.
#[derive(Debug, Clone)]
pub struct Gedaan {
    /// Exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// What it wrote to stdout.
    pub uit: String,
    /// What it wrote to stderr.
    pub fout: String,
}

impl Gedaan {
    /// The exit code must be this one, and nothing may have panicked.
    #[track_caller]
    pub fn eis(&self, code: i32) -> &Self {
        assert!(!self.fout.contains("panicked") && !self.uit.contains("panicked"), "{self:?}");
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }

    /// stdout as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.uit).unwrap_or_else(|e| unreachable!("{e}: {}", self.uit))
    }

    /// The lines of stderr.
    pub fn regels(&self) -> Vec<&str> {
        self.fout.lines().collect()
    }
}

/// A command of the program that is still to run.
#[derive(Debug)]
pub struct Opdracht(Command);

/// `maatwerk ARGUMENTEN`, in a fixed environment.
pub fn maatwerk<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(argumenten: I) -> Opdracht {
    let mut c = Command::new(programma());
    c.args(argumenten)
        .env("MAATWERK_SLEUTEL", SLEUTEL)
        .env_remove("MAATWERK_SLEUTELBESTAND")
        .env_remove("MAATWERK_DB")
        .env_remove("MAATWERK_TLS")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Opdracht(c)
}

impl Opdracht {
    /// With a variable in its environment; `None` takes it away.
    #[must_use]
    pub fn met(mut self, naam: &str, waarde: Option<&OsStr>) -> Self {
        match waarde {
            Some(w) => self.0.env(naam, w),
            None => self.0.env_remove(naam),
        };
        self
    }

    /// With more arguments.
    #[must_use]
    pub fn erbij<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, argumenten: I) -> Self {
        self.0.args(argumenten);
        self
    }

    /// In this folder.
    #[must_use]
    pub fn in_map(mut self, map: &Path) -> Self {
        self.0.current_dir(map);
        self
    }

    /// With an end of stdout that nobody reads: whatever it writes there fails.
    #[must_use]
    pub fn zonder_lezer(mut self) -> Self {
        let (lezer, schrijver) = std::io::pipe().unwrap();
        drop(lezer);
        self.0.stdout(schrijver);
        self
    }

    /// Starts it; it is killed when dropped.
    pub fn start(mut self) -> Proces {
        Proces(self.0.spawn().unwrap())
    }

    /// Runs it to its end.
    #[track_caller]
    pub fn doe(self) -> Gedaan {
        self.start().eind(TIJD)
    }
}

/// A running program; killed when dropped.
#[derive(Debug)]
pub struct Proces(Child);

impl Proces {
    /// Process number.
    pub fn nummer(&self) -> u32 {
        self.0.id()
    }

    /// Kills it at once (SIGKILL). False when it had ended already.
    pub fn dood(&mut self) -> bool {
        let liep = self.0.try_wait().unwrap().is_none();
        let _ = self.0.kill();
        let status = self.0.wait().unwrap();
        liep && status.code().is_none()
    }

    /// Whether it ended.
    pub fn klaar(&mut self) -> bool {
        self.0.try_wait().unwrap().is_some()
    }

    /// stderr, to read while it runs.
    pub fn stderr(&mut self) -> impl Read + use<> {
        self.0.stderr.take().unwrap()
    }

    /// Waits for the end and reads everything that it wrote.
    #[track_caller]
    pub fn eind(mut self, tijd: Duration) -> Gedaan {
        fn lees<R: Read + Send + 'static>(r: Option<R>) -> std::thread::JoinHandle<String> {
            std::thread::spawn(move || {
                let mut b = Vec::new();
                if let Some(mut r) = r {
                    let _ = r.read_to_end(&mut b);
                }
                String::from_utf8_lossy(&b).into_owned()
            })
        }
        let (uit, fout) = (lees(self.0.stdout.take()), lees(self.0.stderr.take()));
        let tot = Instant::now() + tijd;
        let code = loop {
            if let Some(s) = self.0.try_wait().unwrap() {
                break s.code();
            }
            if Instant::now() > tot {
                let _ = self.0.kill();
                let _ = self.0.wait();
                assert!(Instant::now() <= tot, "niet klaar na {tijd:?}: {}", fout.join().unwrap());
            }
            std::thread::sleep(Duration::from_millis(5));
        };
        Gedaan { code, uit: uit.join().unwrap(), fout: fout.join().unwrap() }
    }
}

impl Drop for Proces {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A new temporary folder.
pub fn map() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Says loudly what is not tested here and why.
pub fn overgeslagen(wat: &str) {
    eprintln!("\n**************** OVERGESLAGEN: {wat} ****************\n");
}

/// All files under a folder, with their path from it, sorted.
pub fn bestanden(map: &Path) -> Vec<PathBuf> {
    fn loop_door(map: &Path, uit: &mut Vec<PathBuf>) {
        let Ok(rij) = std::fs::read_dir(map) else { return };
        for p in rij.map(|f| f.unwrap().path()) {
            if p.is_dir() {
                loop_door(&p, uit);
            } else {
                uit.push(p);
            }
        }
    }
    let mut uit = Vec::new();
    loop_door(map, &mut uit);
    uit.sort();
    uit
}

/// A new folder in memory where that is possible: a month writes thousands of files, each flushed to disk.
pub fn snelle_map() -> tempfile::TempDir {
    let in_geheugen = Path::new("/dev/shm");
    if std::env::var_os("MAATWERK_OP_SCHIJF").is_none()
        && let Ok(map) = tempfile::tempdir_in(in_geheugen)
    {
        return map;
    }
    map()
}

/// The files of a demo folder that are not a database: name and content, in order.
pub fn vingerafdruk(map: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    bestanden(map)
        .into_iter()
        .map(|p| (p.strip_prefix(map).unwrap().to_path_buf(), p))
        .filter(|(naam, _)| !naam.to_string_lossy().contains(".db"))
        .map(|(naam, p)| (naam, std::fs::read(p).unwrap()))
        .collect()
}
