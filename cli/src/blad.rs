//! `maatwerk tarief blad`: the publication sheet of a tariff, as PDF or HTML.

use crate::argumenten::{Algemeen, BladKeuze};
use crate::tarief::zoek;
use crate::uit::{druk, druk_json};
use crate::{Einde, Fout, Uitkomst, vandaag};
use app::tarieven::Tariefplek;
use catalogus::{BladFout, Publicatieblad};
use serde_json::json;
use std::io::Write as _;
use std::path::Path;

pub(super) fn blad(alg: &Algemeen, t: &BladKeuze) -> Uitkomst<Einde> {
    let dag = t.op.unwrap_or_else(|| vandaag(alg));
    let g = zoek(alg, t.gemeente, &t.kader, &t.product, dag)?;
    let plek =
        Tariefplek::van(&g.versie, g.product.sleutel.code.as_str(), dag).map_err(|e| Fout(e.to_string()))?;
    let blad = match plek.blad() {
        Ok(b) => b,
        Err(BladFout::GeenTarief(waarom)) => {
            eprintln!("maatwerk: {waarom}");
            return Ok(Einde::Afgekeurd);
        }
        Err(e) => return Err(Fout(e.to_string())),
    };
    let Some(uit) = &t.uit else {
        if alg.json {
            druk_json(&als_json(&blad))?;
        } else {
            druk(&html(&blad)?)?;
        }
        return Ok(Einde::Goed);
    };
    let soort = uit.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let bytes = match soort.as_str() {
        "pdf" => pdf::publicatieblad(&blad).map_err(|e| Fout(e.to_string()))?,
        "html" | "htm" => html(&blad)?.into_bytes(),
        _ => return Err(Fout(format!("{} eindigt niet op .pdf of .html", uit.display()))),
    };
    schrijf(uit, &bytes)
        .map_err(|e| Fout(format!("{} is niet te schrijven: {}", uit.display(), app::io_tekst(&e))))?;
    if alg.json {
        druk_json(
            &json!({ "bestand": uit.display().to_string(), "titel": blad.titel, "bytes": bytes.len() }),
        )?;
    } else {
        druk(&format!("{} staat in {}\n", blad.titel, uit.display()))?;
    }
    Ok(Einde::Goed)
}

fn html(blad: &Publicatieblad) -> Uitkomst<String> {
    web::pagina::publicatieblad::los(blad).map_err(|e| Fout(e.to_string()))
}

/// Beside its place and then renamed: never half a file.
fn schrijf(naar: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let map = naar.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // for whoever the folder is for, as any other file that is made there
    let mut maak = tempfile::Builder::new();
    #[cfg(unix)]
    maak.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut tijdelijk = maak.tempfile_in(map)?;
    tijdelijk.write_all(bytes)?;
    tijdelijk.persist(naar).map(drop).map_err(|e| e.error)
}

fn als_json(b: &Publicatieblad) -> serde_json::Value {
    let delen: Vec<_> = b
        .delen
        .iter()
        .map(|d| {
            let tabellen: Vec<_> = d
                .tabellen
                .iter()
                .map(|t| {
                    let koppen: Vec<&str> = t.koppen.iter().map(|(k, _)| k.as_str()).collect();
                    json!({ "naam": t.naam, "koppen": koppen, "rijen": t.rijen })
                })
                .collect();
            json!({ "kop": d.kop, "tekst": d.tekst, "tabellen": tabellen })
        })
        .collect();
    json!({ "titel": b.titel, "onder": b.onder, "dag": b.dag.to_string(), "voet": b.voet, "delen": delen })
}
