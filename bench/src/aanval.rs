//! Files that are cheap to write and dear to check: what a byte costs in a file eight times as long. Work that grows
//! with the length gives 1, work that grows with the square gives 8.

use crate::Uitkomst;
use crate::gegevens::Gegevens;
use crate::meten::mediaan;
use crate::tabel::Tabel;
use std::path::Path;
use std::time::{Duration, Instant};

/// How often the dear part stands in the short file.
const AANTAL: usize = 10_000;
const KEREN: usize = 5;

pub(crate) fn meet(map: &Path, tabel: &mut Tabel) -> Uitkomst<()> {
    eprintln!("aanval");
    let map = map.join("aanval");
    let g = Gegevens::maak(&map, 1)?;
    let gaaf = std::fs::read_to_string(&g.bericht).map_err(|e| format!("{}: {e}", g.bericht.display()))?;
    std::fs::remove_dir_all(&map).map_err(|e| format!("{}: {e}", map.display()))?;
    for (wat, na, stuk) in [
        ("dubbele regels", "<wmo323:Prestaties>", regel(&gaaf)?),
        ("onbekende elementen", "<wmo323:Clienten>", "<Onzin a=\"1\"/>"),
        ("verwijzingen in tekst", "<wmo323:ProductCode>", "&amp;&amp;"),
        ("tekst tussen elementen", "<wmo323:Clienten>", "x<!-- -->"),
    ] {
        let maak = |aantal: usize| gaaf.replacen(na, &format!("{na}{}", stuk.repeat(aantal)), 1);
        let (kort, lang) = (maak(AANTAL), maak(AANTAL * 8));
        let (mut een, mut acht) = (Vec::new(), Vec::new());
        for _ in 0..KEREN {
            een.push(keur(wat, &kort)?);
            acht.push(keur(wat, &lang)?);
        }
        tabel.hoogstens(
            &format!("per byte, {wat}, lang / kort"),
            per_byte(acht, lang.len()) / per_byte(een, kort.len()),
            2.0,
            "x",
        );
    }
    Ok(())
}

/// The first line of the claim, with its tags.
fn regel(bericht: &str) -> Uitkomst<&str> {
    const SLOT: &str = "</wmo323:Prestatie>";
    let begin = bericht.find("<wmo323:Prestatie>").ok_or("geen regel in het bericht")?;
    let eind = bericht[begin..].find(SLOT).ok_or("geen einde van een regel in het bericht")?;
    Ok(&bericht[begin..begin + eind + SLOT.len()])
}

fn keur(wat: &str, bericht: &str) -> Uitkomst<Duration> {
    let mut aantal = 0_u64;
    let begin = Instant::now();
    istandaard::controleer(bericht.as_bytes(), &mut |_| aantal += 1);
    let duur = begin.elapsed();
    if aantal == 0 { Err(format!("{wat}: geen bevinding")) } else { Ok(duur) }
}

#[expect(clippy::cast_precision_loss, reason = "far below the bound of exact numbers")]
fn per_byte(tijden: Vec<Duration>, bytes: usize) -> f64 {
    mediaan(tijden).as_secs_f64() / bytes as f64
}
