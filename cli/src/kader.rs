//! `maatwerk kader …`: framework data checked and shown.

use crate::argumenten::Algemeen;
use crate::uit::{druk_json, regel};
use crate::{Einde, Fout, Uitkomst, vandaag};
use catalogus::{Inkoopkader, product_op, tarief_op};
use kern::{Datum, Opzoeking};
use regels::MapFout;
use std::path::PathBuf;

pub(super) fn controleer(alg: &Algemeen, paden: &[PathBuf]) -> Uitkomst<Einde> {
    let mut problemen = Vec::new();
    let mut goed = 0;
    for pad in paden {
        let mappen = match regels::zoek_mappen(pad) {
            Ok(m) => m,
            Err(MapFout::Lezen(t)) => return Err(Fout(t)),
            Err(MapFout::Problemen(p)) => {
                problemen.extend(p);
                continue;
            }
        };
        for map in mappen {
            match regels::lees_map(&map) {
                Ok(_) => goed += 1,
                Err(MapFout::Lezen(t)) => return Err(Fout(t)),
                Err(MapFout::Problemen(p)) => problemen.extend(p),
            }
        }
    }
    if alg.json {
        let lijst: Vec<_> = problemen
            .iter()
            .map(|p| serde_json::json!({ "bestand": p.bestand, "regel": p.regel, "tekst": p.to_string() }))
            .collect();
        druk_json(&lijst)?;
    } else {
        for p in &problemen {
            regel!("{p}")?;
        }
        eprintln!("{}", if goed == 1 { "1 kader in orde".into() } else { format!("{goed} kaders in orde") });
    }
    Ok(if problemen.is_empty() { Einde::Goed } else { Einde::Afgekeurd })
}

pub(super) fn toon(alg: &Algemeen, naam: &str, op: Option<Datum>) -> Uitkomst<Einde> {
    let namen = || regels::kaders().iter().map(|k| k.id.as_str()).collect::<Vec<_>>().join(", ");
    let gegevens = regels::kader(naam)
        .ok_or_else(|| Fout(format!("inkoopkader '{naam}' bestaat niet; er is: {}", namen())))?;
    let kader = Inkoopkader::uit(gegevens).map_err(|e| Fout(e.to_string()))?;
    let dag = op.unwrap_or_else(|| vandaag(alg));
    let mut json = Vec::new();
    if !alg.json {
        regel!("{} ({}) op {dag}", kader.naam, kader.id)?;
    }
    for p in &kader.producten {
        let stand = match product_op(&kader, p.sleutel, dag) {
            Opzoeking::NogNiet(vanaf) => format!("geldt pas vanaf {vanaf}"),
            Opzoeking::Geeindigd(tot) => format!("gold tot en met {tot}"),
            Opzoeking::Geen => "niet in dit kader".to_owned(),
            Opzoeking::Geldig(_) => "geldig".to_owned(),
        };
        let tarief = tarief_op(p, dag).geldig();
        if alg.json {
            json.push(serde_json::json!({
                "productcategorie": p.sleutel.categorie.as_str(), "productcode": p.sleutel.code.as_str(),
                "naam": p.naam, "perceel": p.perceel.code(), "prestatie": p.prestatie.code(),
                "zwaarte": p.zwaarte.code(), "eenheid": p.eenheid.code(), "frequentie": p.frequentie.code(),
                "stand": stand, "tarief_cent": tarief.map(|t| t.bedrag.normalize().to_string()),
                "verzonnen": tarief.map(|t| t.verzonnen),
                "bron": { "document": p.bron.document, "plaats": p.bron.plaats },
            }));
        } else {
            let bedrag = tarief.map_or_else(
                || "geen tarief".to_owned(),
                |t| format!("{} cent{}", t.bedrag.normalize(), if t.verzonnen { " (verzonnen)" } else { "" }),
            );
            regel!(
                "  {} {}  perceel {}  {:<40} {bedrag} per {}, {}; {stand}",
                p.sleutel.categorie,
                p.sleutel.code,
                p.perceel.code(),
                p.naam,
                p.eenheid.omschrijving(),
                p.frequentie.omschrijving()
            )?;
        }
    }
    let afspraken = app::afspraken::uit_kader(gegevens, dag).regels();
    if alg.json {
        json.extend(afspraken.iter().map(|a| {
            serde_json::json!({
                "instelling": a.sleutel, "vraag": a.vraag, "waarde": a.waarde, "betekenis": a.omschrijving,
                "keuzes": a.keuzes, "herkomst": a.herkomst,
            })
        }));
        druk_json(&json)?;
    } else {
        regel!("\nAfspraken waar de standaard iets openlaat:")?;
        for a in &afspraken {
            regel!("  {}: {}", a.vraag, a.omschrijving)?;
            regel!("      {} = {} (keuzes: {}; {})", a.sleutel, a.waarde, a.keuzes.join(", "), a.herkomst)?;
        }
    }
    Ok(Einde::Goed)
}
