//! The published schemas as an outside judge, through xmllint.

use crate::{overgeslagen, wortel};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The standard pack: `IWMO_PACK`, or beside the repository. `None`, and a loud line, when it is not there.
pub fn pack() -> Option<PathBuf> {
    let pad =
        std::env::var_os("IWMO_PACK").map_or_else(|| wortel().join("../shared/iwmo-3.2"), PathBuf::from);
    if pad.join("xsd").is_dir() {
        return Some(pad);
    }
    overgeslagen("de schema's van iWmo 3.2 zijn er niet (IWMO_PACK)");
    None
}

/// Whether xmllint can be asked.
pub fn xmllint_is_er() -> bool {
    let er = Command::new("xmllint").arg("--version").output().is_ok();
    if !er {
        overgeslagen("xmllint is er niet");
    }
    er
}

/// Validates files with one schema, in batches; what is wrong, or nothing.
pub fn ongeldig(xsd: &Path, bestanden: &[PathBuf]) -> Vec<String> {
    let mut uit = Vec::new();
    for stuk in bestanden.chunks(400) {
        let gedaan =
            Command::new("xmllint").args(["--noout", "--nonet", "--schema"]).arg(xsd).args(stuk).output();
        match gedaan {
            Ok(u) if u.status.success() => {}
            Ok(u) => uit.extend(
                String::from_utf8_lossy(&u.stderr)
                    .lines()
                    .filter(|r| !r.ends_with(" validates"))
                    .map(str::to_owned),
            ),
            Err(e) => uit.push(format!("xmllint: {e}")),
        }
    }
    uit
}

/// The message files (`WMO301-….xml`, …) held against the schema of their kind. The number that was judged;
/// `None` when there is no pack or no xmllint.
#[track_caller]
pub fn keur_berichten(bestanden: &[PathBuf]) -> Option<usize> {
    let pack = pack()?;
    if !xmllint_is_er() {
        return None;
    }
    let mut soorten = std::collections::BTreeMap::<String, Vec<PathBuf>>::new();
    for b in bestanden {
        let naam = b.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
        soorten.entry(naam.chars().take(6).collect()).or_default().push(b.clone());
    }
    for (soort, lijst) in &soorten {
        let xsd = pack.join("xsd").join(format!("{soort}.xsd"));
        assert!(xsd.is_file(), "geen schema voor {soort}: {:?}", lijst.first());
        let fouten = ongeldig(&xsd, lijst);
        assert!(fouten.is_empty(), "{soort}: {:#?}", &fouten[..fouten.len().min(10)]);
    }
    Some(bestanden.len())
}
