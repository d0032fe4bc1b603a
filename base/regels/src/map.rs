//! Reads a framework from a folder, for `kader controleer PAD`.

use crate::Probleem;
use crate::herindeling::{Herindeling, lees_herindeling};
use crate::lezer::lees_kader;
use crate::model::Kader;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// A file of a framework that is larger is no framework.
const GROOTSTE_BESTAND: u64 = 4 * 1024 * 1024;

/// Why a folder gave no framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MapFout {
    /// The folder or a file in it could not be read.
    Lezen(String),
    /// It was read, and has problems.
    Problemen(Vec<Probleem>),
}

impl fmt::Display for MapFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lezen(tekst) => f.write_str(tekst),
            Self::Problemen(p) => {
                for (i, probleem) in p.iter().enumerate() {
                    write!(f, "{}{probleem}", if i == 0 { "" } else { "\n" })?;
                }
                Ok(())
            }
        }
    }
}

impl std::error::Error for MapFout {}

fn lezen(pad: &Path, e: &std::io::Error) -> MapFout {
    MapFout::Lezen(format!("{} kan niet worden gelezen: {e}", pad.display()))
}

fn te_groot(bestand: &str) -> Probleem {
    let remedie = "Maak het kleiner, of haal het uit de map als het er niet bij hoort";
    Probleem::new(bestand, 0, "dit bestand is te groot (hoogstens 4 MB)", remedie)
}

fn geen_tekst(bestand: &str) -> Probleem {
    Probleem::new(bestand, 0, "dit bestand is geen UTF-8-tekst", "Bewaar het als UTF-8")
}

/// The folders with a framework that a path names: itself, the folder of a file, or the folders in it.
pub fn zoek_mappen(pad: &Path) -> Result<Vec<PathBuf>, MapFout> {
    if pad.is_file() {
        let map = pad.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Ok(vec![map.to_owned()]);
    }
    let mut mappen = Vec::new();
    for item in fs::read_dir(pad).map_err(|e| lezen(pad, &e))? {
        let item = item.map_err(|e| lezen(pad, &e))?.path();
        if item.extension().is_some_and(|e| e == "yaml") {
            return Ok(vec![pad.to_owned()]);
        }
        if item.is_dir() {
            mappen.push(item);
        }
    }
    mappen.sort();
    if mappen.is_empty() {
        return Err(MapFout::Lezen(format!(
            "in {} staat geen kader (geen bestand dat op .yaml eindigt)",
            pad.display()
        )));
    }
    Ok(mappen)
}

/// Reads the framework in one folder.
pub fn lees_map(pad: &Path) -> Result<Kader, MapFout> {
    let vol = fs::canonicalize(pad).map_err(|e| lezen(pad, &e))?;
    let naam = vol.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut bestanden = Vec::new();
    let mut problemen = Vec::new();
    for item in fs::read_dir(pad).map_err(|e| lezen(pad, &e))? {
        let item = item.map_err(|e| lezen(pad, &e))?;
        let bestand = item.file_name().to_string_lossy().into_owned();
        // Files that begin with a dot are the editor's.
        if bestand.starts_with('.') {
            continue;
        }
        let soort = item.metadata().map_err(|e| lezen(&item.path(), &e))?;
        if soort.is_dir() {
            problemen.push(Probleem::new(&bestand, 0, "dit hoort niet bij een kader", "Haal het uit de map"));
            continue;
        }
        if soort.len() > GROOTSTE_BESTAND {
            problemen.push(te_groot(&bestand));
            continue;
        }
        let bytes = fs::read(item.path()).map_err(|e| lezen(&item.path(), &e))?;
        match String::from_utf8(bytes) {
            Ok(tekst) => bestanden.push((bestand, tekst)),
            Err(_) => problemen.push(geen_tekst(&bestand)),
        }
    }
    bestanden.sort();
    match lees_kader(&naam, &bestanden) {
        Ok(kader) if problemen.is_empty() => Ok(kader),
        Ok(_) => Err(MapFout::Problemen(problemen)),
        Err(meer) => {
            // a file that is there and could not be read is not missing
            let over: Vec<Probleem> =
                meer.into_iter().filter(|p| !problemen.iter().any(|q| q.bestand == p.bestand)).collect();
            problemen.extend(over);
            problemen.sort();
            Err(MapFout::Problemen(problemen))
        }
    }
}

/// Folder of the reorganisations.
const HERINDELINGEN: &str = "herindelingen";

/// The files with a reorganisation that a path names: itself, those in the folder of that name, or in the one within it.
/// `None` when it names something else.
pub fn zoek_herindelingen(pad: &Path) -> Result<Option<Vec<PathBuf>>, MapFout> {
    let heet = |p: &Path| {
        fs::canonicalize(p).ok().is_some_and(|p| p.file_name().is_some_and(|n| n == HERINDELINGEN))
    };
    if pad.is_file() {
        let map = pad.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Ok(heet(map).then(|| vec![pad.to_owned()]));
    }
    let map = if heet(pad) { pad.to_owned() } else { pad.join(HERINDELINGEN) };
    if !map.is_dir() {
        return Ok(None);
    }
    let mut bestanden = Vec::new();
    for item in fs::read_dir(&map).map_err(|e| lezen(&map, &e))? {
        let item = item.map_err(|e| lezen(&map, &e))?.path();
        if item.extension().is_some_and(|e| e == "yaml") {
            bestanden.push(item);
        }
    }
    bestanden.sort();
    if bestanden.is_empty() {
        return Err(MapFout::Lezen(format!(
            "in {} staat geen herindeling (geen bestand dat op .yaml eindigt)",
            map.display()
        )));
    }
    Ok(Some(bestanden))
}

/// Reads a file with a reorganisation.
pub fn lees_herindelingsbestand(pad: &Path) -> Result<Herindeling, MapFout> {
    let id = pad.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let naam = pad.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if fs::metadata(pad).map_err(|e| lezen(pad, &e))?.len() > GROOTSTE_BESTAND {
        return Err(MapFout::Problemen(vec![te_groot(&naam)]));
    }
    match String::from_utf8(fs::read(pad).map_err(|e| lezen(pad, &e))?) {
        Ok(tekst) => lees_herindeling(&id, &tekst).map_err(MapFout::Problemen),
        Err(_) => Err(MapFout::Problemen(vec![geen_tekst(&naam)])),
    }
}
