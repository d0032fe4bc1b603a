//! What the tests share: the standard pack, and messages to bend.
#![expect(dead_code, reason = "each test file uses a part of it")]
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test")]

pub mod berichten;
pub mod doelen;
pub mod stukken;
pub mod vol;

use istandaard::{Bevinding, Controle, controleer};
use std::path::PathBuf;
use std::process::{Command, Output};

/// The standard pack: `$IWMO_PACK`, or beside the repository. `None` when it is not there; that is said aloud.
pub fn pakket() -> Option<PathBuf> {
    let map = std::env::var_os("IWMO_PACK").map_or_else(
        || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/iwmo-3.2")),
        PathBuf::from,
    );
    if map.join("regels.tsv").is_file() {
        return Some(map);
    }
    eprintln!("OVERGESLAGEN: het standaardpakket staat niet in {}; zet IWMO_PACK", map.display());
    None
}

/// The examples of the pack: name and text.
pub fn voorbeelden() -> Vec<(String, String)> {
    let Some(map) = pakket() else { return Vec::new() };
    let mut lijst: Vec<_> = std::fs::read_dir(map.join("voorbeelden"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .filter(|p| p.extension().is_some_and(|e| e == "xml"))
        .map(|p| {
            (p.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(&p).unwrap())
        })
        .collect();
    lijst.sort();
    assert!(lijst.len() > 20, "het pakket heeft te weinig voorbeelden");
    lijst
}

/// All findings of a message.
pub fn keur(tekst: impl AsRef<[u8]>) -> (Controle, Vec<Bevinding>) {
    let mut lijst = Vec::new();
    let controle = controleer(tekst.as_ref(), &mut |b| lijst.push(b));
    assert_eq!(controle.bevindingen, lijst.len() as u64);
    (controle, lijst)
}

/// The codes of all findings, in order, with doubles.
pub fn codes(tekst: impl AsRef<[u8]>) -> Vec<&'static str> {
    keur(tekst).1.iter().map(|b| b.regel).collect()
}

/// A TSV of the pack as rows of columns, without the header row.
pub fn tsv(pad: &std::path::Path) -> Vec<Vec<String>> {
    std::fs::read_to_string(pad)
        .unwrap()
        .lines()
        .skip(1)
        .map(|r| r.split('\t').map(str::to_owned).collect())
        .collect()
}

/// Runs `xmllint --schema` on a message; `None` when xmllint or the pack is missing, which is said aloud.
pub fn xmllint(nummer: &str, inhoud: &[u8]) -> Option<Result<(), String>> {
    xmllint_alle(nummer, &[inhoud])
}

/// The same for many messages of one kind at once.
pub fn xmllint_alle(nummer: &str, berichten: &[impl AsRef<[u8]>]) -> Option<Result<(), String>> {
    let uit = draai_xmllint(nummer, berichten)?;
    Some(if uit.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&uit.stderr).into_owned()) })
}

/// For each of many messages of one kind, whether it is valid.
pub fn xmllint_oordelen(nummer: &str, berichten: &[impl AsRef<[u8]>]) -> Option<Vec<bool>> {
    let uit = draai_xmllint(nummer, berichten)?;
    let tekst = String::from_utf8_lossy(&uit.stderr).into_owned();
    Some((0..berichten.len()).map(|i| tekst.contains(&format!("/{i}.xml validates"))).collect())
}

fn draai_xmllint(nummer: &str, berichten: &[impl AsRef<[u8]>]) -> Option<Output> {
    let pakket = pakket()?;
    let map = tempfile::tempdir().unwrap();
    let bestanden: Vec<PathBuf> = (0..berichten.len()).map(|i| map.path().join(format!("{i}.xml"))).collect();
    for (pad, inhoud) in bestanden.iter().zip(berichten) {
        std::fs::write(pad, inhoud).unwrap();
    }
    let uit = Command::new("xmllint")
        .arg("--noout")
        .arg("--schema")
        .arg(pakket.join("xsd").join(format!("wmo{nummer}.xsd")))
        .args(&bestanden)
        .output();
    if uit.is_err() {
        eprintln!("OVERGESLAGEN: xmllint is er niet");
    }
    uit.ok()
}
