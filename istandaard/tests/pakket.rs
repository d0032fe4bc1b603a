//! The crate stands alone: it is packed without the rest of the repository, and it opens no file, socket or process.
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test")]

use std::path::{Path, PathBuf};

const WORTEL: &str = env!("CARGO_MANIFEST_DIR");

fn bronnen(map: &Path, lijst: &mut Vec<PathBuf>) {
    for e in std::fs::read_dir(map).unwrap() {
        let pad = e.unwrap().path();
        if pad.is_dir() {
            bronnen(&pad, lijst);
        } else if pad.extension().is_some_and(|e| e == "rs") {
            lijst.push(pad);
        }
    }
}

/// The sources without what is compiled for tests only.
fn programma() -> Vec<(PathBuf, String)> {
    let mut lijst = Vec::new();
    bronnen(&Path::new(WORTEL).join("src"), &mut lijst);
    assert!(lijst.len() > 20);
    lijst
        .into_iter()
        // `mod vergelijk` stands behind `#[cfg(test)]`
        .filter(|p| !p.ends_with("schema/vergelijk.rs"))
        .map(|p| {
            let tekst = std::fs::read_to_string(&p).unwrap();
            let programma = tekst.split("#[cfg(test)]\nmod tests").next().unwrap().to_owned();
            (p, programma)
        })
        .collect()
}

#[test]
fn there_is_no_input_or_output_of_its_own() {
    let verboden = [
        "std::fs",
        "std::net",
        "std::process",
        "std::env",
        "std::thread",
        "stdin(",
        "stdout(",
        "println!",
        "tempfile::",
        "SystemTime",
        "Instant",
        "Zoned::now",
        "Timestamp::now",
    ];
    for (pad, tekst) in programma() {
        for (nr, regel) in tekst.lines().enumerate().filter(|(_, r)| !r.trim_start().starts_with("//")) {
            for v in verboden {
                assert!(!regel.contains(v), "{}:{}: {v}", pad.display(), nr + 1);
            }
        }
    }
}

#[test]
fn nothing_outside_the_crate_is_compiled_in() {
    let mut ingesloten = 0;
    for (pad, tekst) in programma() {
        for regel in tekst.lines().filter(|r| r.contains("include_str!") || r.contains("include_bytes!")) {
            ingesloten += 1;
            let dieper = pad.strip_prefix(Path::new(WORTEL).join("src")).unwrap().components().count();
            // From src/a.rs one step up is the crate itself.
            assert!(regel.matches("../").count() <= dieper, "{}: {regel}", pad.display());
        }
    }
    assert!(ingesloten >= 2, "de codelijsten en de README");
    let toml = std::fs::read_to_string(Path::new(WORTEL).join("Cargo.toml")).unwrap();
    for veld in ["description", "license", "repository", "readme", "keywords", "categories"] {
        assert!(toml.lines().any(|r| r.starts_with(veld)), "Cargo.toml: {veld} ontbreekt");
    }
    for bestand in ["README.md", "LICENSE", "codelijsten/WJ001.tsv"] {
        assert!(Path::new(WORTEL).join(bestand).is_file(), "{bestand}");
    }
}
