//! Where the key of the vault comes from, and whether it is the right one.
//!
//! In order: `MAATWERK_SLEUTEL` (64 hexadecimal digits), the file named by `MAATWERK_SLEUTELBESTAND`, or the default
//! file: `<database>.sleutel` beside an SQLite file, or a file in the user's data folder named after the server and
//! database. The file is made with the database, readable for its owner only. The database keeps a check value, so that
//! a wrong key is refused before anything is read or written with it.

use crate::db::{Db, Sleutelbron};
use crate::fout::{StoreFout, Uitkomst};
use crate::kluis::{Kluis, hex, van_hex};
use crate::sql::basis;
use std::io::Write;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// Setting that holds the check value.
const CONTROLE: &str = "kluis.controle";

type Meester = Zeroizing<[u8; 32]>;

impl Db {
    /// Opens the vault of this database; a missing or wrong key is refused.
    pub fn kluis(&self) -> Uitkomst<Kluis> {
        let plek = plek(self)?;
        let bekend = controle(self)?;
        let Some(sleutel) = plek.lees()? else {
            return Err(StoreFout::GeenSleutel {
                wat: format!(
                    "de sleutel van de database ontbreekt: {} bestaat niet; zet het sleutelbestand terug of geef MAATWERK_SLEUTEL",
                    plek.bron()
                ),
            });
        };
        let kluis = Kluis::open(*sleutel);
        match bekend {
            Some(c) if c == kluis.controle() => Ok(kluis),
            Some(_) => Err(StoreFout::VerkeerdeSleutel { bron: plek.bron() }),
            None => Err(StoreFout::GeenSleutel {
                wat: "de database kent nog geen sleutel; voer `maatwerk migreer` uit".into(),
            }),
        }
    }

    /// Where the key of this database is looked for, to tell people what to keep safe.
    pub fn sleutelplek(&self) -> Uitkomst<String> {
        Ok(plek(self)?.bron())
    }
}

/// After the migrations: gives a new database its key. Does nothing when it has one.
pub(crate) fn maak_als_nodig(db: &Db) -> Uitkomst<()> {
    if controle(db)?.is_some() {
        return Ok(());
    }
    let plek = plek(db)?;
    let sleutel = match plek.lees()? {
        Some(s) => s,
        None => plek.maak()?,
    };
    // The file is on the disk before the database counts on it.
    let waarde = Kluis::open(*sleutel).controle();
    db.write(|tx| {
        if tx.query_opt(basis::INSTELLING, &[CONTROLE.into()], |_| Ok(()))?.is_none() {
            tx.execute(basis::INSTELLING_ZET, &[CONTROLE.into(), (&waarde).into()])?;
        }
        Ok(())
    })
}

/// The check value; a database gets it last, when it is made.
pub(crate) fn controle(db: &Db) -> Uitkomst<Option<String>> {
    db.read(|tx| tx.query_opt(basis::INSTELLING, &[CONTROLE.into()], |rij| rij.string(0)))
}

enum Plek {
    /// Given as it is; the name says by what.
    Vast(Meester, &'static str),
    Bestand(PathBuf),
}

fn plek(db: &Db) -> Uitkomst<Plek> {
    match &db.opties().sleutel {
        Sleutelbron::Vast(s) => return Ok(Plek::Vast(Zeroizing::new(*s), "de opties")),
        Sleutelbron::Bestand(pad) => return Ok(Plek::Bestand(pad.clone())),
        Sleutelbron::Omgeving => {}
    }
    if let Ok(tekst) = std::env::var("MAATWERK_SLEUTEL") {
        let tekst = Zeroizing::new(tekst);
        return match van_hex(tekst.trim()) {
            Some(s) => Ok(Plek::Vast(Zeroizing::new(s), "MAATWERK_SLEUTEL")),
            None => Err(StoreFout::GeenSleutel {
                wat: "MAATWERK_SLEUTEL is geen sleutel; verwacht 64 hexadecimale cijfers".into(),
            }),
        };
    }
    if let Some(pad) = std::env::var_os("MAATWERK_SLEUTELBESTAND") {
        return Ok(Plek::Bestand(pad.into()));
    }
    if let Some(bestand) = db.bestand() {
        let mut pad = bestand.as_os_str().to_owned();
        pad.push(".sleutel");
        return Ok(Plek::Bestand(pad.into()));
    }
    let map = std::env::var_os("XDG_DATA_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|h| Path::new(&h).join(".local/share")))
        .ok_or_else(|| StoreFout::GeenSleutel {
            wat: "er is geen plek voor de sleutel; geef MAATWERK_SLEUTELBESTAND of MAATWERK_SLEUTEL".into(),
        })?;
    Ok(Plek::Bestand(map.join("maatwerk").join(format!("{}.sleutel", db.kenmerk()))))
}

impl Plek {
    fn bron(&self) -> String {
        match self {
            Self::Vast(_, naam) => (*naam).to_owned(),
            Self::Bestand(pad) => pad.display().to_string(),
        }
    }

    /// The key, or nothing when the file does not exist.
    fn lees(&self) -> Uitkomst<Option<Meester>> {
        let pad = match self {
            Self::Vast(s, _) => return Ok(Some(s.clone())),
            Self::Bestand(pad) => pad,
        };
        let tekst = match std::fs::read_to_string(pad) {
            Ok(t) => Zeroizing::new(t),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(self.fout("kan niet worden gelezen", &e)),
        };
        match van_hex(tekst.trim()) {
            Some(s) => Ok(Some(Zeroizing::new(s))),
            None => Err(StoreFout::GeenSleutel {
                wat: format!("{} bevat geen sleutel; verwacht 64 hexadecimale cijfers", self.bron()),
            }),
        }
    }

    /// Makes a key file for its owner only; an existing file is never overwritten.
    fn maak(&self) -> Uitkomst<Meester> {
        let pad = match self {
            Self::Vast(s, _) => return Ok(s.clone()),
            Self::Bestand(pad) => pad,
        };
        let mut sleutel = Zeroizing::new([0_u8; 32]);
        getrandom::fill(&mut sleutel[..]).map_err(|e| StoreFout::GeenSleutel {
            wat: format!("er kon geen sleutel worden gemaakt: {e}"),
        })?;
        let schrijf = || -> std::io::Result<()> {
            if let Some(map) = pad.parent().filter(|m| !m.as_os_str().is_empty()) {
                std::fs::create_dir_all(map)?;
            }
            let mut opties = std::fs::OpenOptions::new();
            opties.write(true).create_new(true);
            #[cfg(unix)]
            std::os::unix::fs::OpenOptionsExt::mode(&mut opties, 0o600);
            let mut bestand = opties.open(pad)?;
            let tekst = Zeroizing::new(hex(&sleutel[..]) + "\n");
            bestand.write_all(tekst.as_bytes())?;
            bestand.sync_all()
        };
        schrijf().map_err(|e| self.fout("kan niet worden gemaakt", &e))?;
        Ok(sleutel)
    }

    fn fout(&self, wat: &str, e: &std::io::Error) -> StoreFout {
        StoreFout::GeenSleutel {
            wat: format!("het sleutelbestand {} {wat} ({e}); controleer de rechten", self.bron()),
        }
    }
}
