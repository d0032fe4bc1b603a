//! `maatwerk advies …`: what the rules of a framework make of a dossier, and why.

use crate::argumenten::Algemeen;
use crate::kader::stap;
use crate::uit::{druk_json, regel};
use crate::{Einde, Fout, Uitkomst, vandaag, versies};
use kern::{Bevinding, voluit};
use std::path::Path;
use toegang::advies::{Advies, Adviesdossier, Prijslijst, Productadvies, Regelboek, Vraag};

/// Bytes of a dossier. What is known of one person is far smaller.
const GROOTSTE: u64 = 10_000_000;

pub(super) fn advies(alg: &Algemeen, kader: &str, pad: &Path) -> Uitkomst<Einde> {
    let gegevens = match versies::bron(alg, kader)? {
        Ok(k) => k,
        Err(fouten) => return afgekeurd_kader(alg, &fouten),
    };
    let tekst = lees(pad)?;
    let dossier = match Adviesdossier::uit_json(&tekst, vandaag(alg)) {
        Ok(d) => d,
        Err(mis) => return afgekeurd(alg, &mis),
    };
    // the framework that advice is asked of goes before the one of the same name that came with the program
    let meegeleverd = regels::kaders().iter().filter(|k| k.id != gegevens.id);
    let boek = Regelboek::uit(&gegevens, Prijslijst::uit(meegeleverd.chain([&gegevens])));
    let mis = boek.controleer(&dossier);
    if !mis.is_empty() {
        return afgekeurd(alg, &mis);
    }
    let beoordeling =
        boek.beoordeel(&dossier).ok_or_else(|| Fout("dit kader heeft geen regels".to_owned()))?;
    let advies = beoordeling.advies();
    if alg.json {
        druk_json(&advies)?;
    } else {
        toon(&advies)?;
    }
    Ok(Einde::Goed)
}

fn lees(pad: &Path) -> Uitkomst<String> {
    let niet = |waarom: &str| Fout(format!("het dossier {} is niet te lezen: {waarom}", pad.display()));
    let maat = std::fs::metadata(pad).map_err(|e| niet(&app::io_tekst(&e)))?;
    if maat.len() > GROOTSTE {
        return Err(niet("het is groter dan 10 MB"));
    }
    let bytes = std::fs::read(pad).map_err(|e| niet(&app::io_tekst(&e)))?;
    String::from_utf8(bytes).map_err(|_| niet("het is geen tekst in UTF-8"))
}

/// Every mistake in the dossier, with its code and place.
fn afgekeurd(alg: &Algemeen, mis: &[Bevinding]) -> Uitkomst<Einde> {
    if alg.json {
        let lijst: Vec<_> = mis
            .iter()
            .map(|b| serde_json::json!({ "regel": b.regel, "pad": b.pad, "tekst": b.tekst }))
            .collect();
        druk_json(&serde_json::json!({ "geldig": false, "bevindingen": lijst }))?;
    } else {
        for b in mis {
            let waar = if b.pad.is_empty() { "het dossier" } else { b.pad.as_str() };
            regel!("{} bij {waar}: {}", b.regel, b.tekst)?;
        }
    }
    eprintln!("{}", if mis.len() == 1 { "1 fout".to_owned() } else { format!("{} fouten", mis.len()) });
    Ok(Einde::Afgekeurd)
}

fn afgekeurd_kader(alg: &Algemeen, fouten: &[String]) -> Uitkomst<Einde> {
    if alg.json {
        let lijst: Vec<_> =
            fouten.iter().map(|f| serde_json::json!({ "regel": "KADER", "pad": "", "tekst": f })).collect();
        druk_json(&serde_json::json!({ "geldig": false, "bevindingen": lijst }))?;
    } else {
        for f in fouten {
            regel!("{f}")?;
        }
    }
    Ok(Einde::Afgekeurd)
}

fn toon(a: &Advies) -> Uitkomst<()> {
    regel!("{} ({}) op {}", a.kader_naam, a.kader, voluit(a.datum))?;
    regel!("Dit advies beslist niets; de consulent kiest.\n")?;
    for g in &a.adviezen {
        regel!("{}: {}", g.naam, g.tekst)?;
        if !g.te_bestellen.is_empty() {
            regel!("  te bestellen: {}", g.te_bestellen.join(", "))?;
        }
        for o in &g.onderdelen {
            if let Some(duur) = &o.duur {
                regel!("  {}: {duur}", o.product)?;
            }
        }
    }
    if let Some(m) = &a.mix {
        let delen: Vec<_> =
            m.delen.iter().map(|d| format!("{} % {} ({} uur)", d.procent, d.naam, d.uren)).collect();
        regel!("\nHet werk: {}", delen.join(", "))?;
        regel!("  {}", m.tekst)?;
    }
    if let Some(p) = &a.pakketten {
        regel!("\n{}", p.tekst)?;
        for o in &p.ontbreekt {
            regel!("  {o}")?;
        }
    }
    regel!("")?;
    for p in &a.producten {
        product(p)?;
    }
    for r in &a.ruil {
        regel!("\nRuil: {} {}.", r.tekst, r.uitkomst.in_woorden())?;
        for v in &r.vragen {
            vraag(v)?;
        }
    }
    for r in &a.routes {
        regel!("\nBuiten de producten om: {} {}.", r.als, r.uitkomst.in_woorden())?;
        for v in &r.vragen {
            vraag(v)?;
        }
    }
    if !a.plichten.is_empty() {
        regel!("\nPlichten:")?;
        for p in &a.plichten {
            let misschien = if p.onzeker { " (er ontbreekt een gegeven)" } else { "" };
            regel!("  {}: {}{misschien}", p.wie, p.tekst)?;
        }
    }
    regel!("\nUitleg:")?;
    stap(&a.uitleg, 2)
}

fn product(p: &Productadvies) -> Uitkomst<()> {
    regel!("{} ({}): {}", p.product, p.naam, p.uitkomst.in_woorden())?;
    for r in &p.redenen {
        regel!("  - {}", r.tekst)?;
        regel!("    {} · {}, {}", r.regel, r.bron.document, r.bron.plaats)?;
    }
    p.vragen.iter().try_for_each(vraag)
}

fn vraag(v: &Vraag) -> Uitkomst<()> {
    regel!("  ? {}", v.tekst)?;
    regel!("    {} · {} · {}, {}", v.id, v.regel, v.bron.document, v.bron.plaats)
}
