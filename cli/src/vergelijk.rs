//! `maatwerk tarief vergelijk`: up to four scenarios beside the published tariff. What was kept is computed anew.

use crate::argumenten::{Algemeen, VergelijkKeuze};
use crate::tarief::zoek;
use crate::uit::{druk, druk_json};
use crate::{Einde, Fout, Uitkomst, open, vandaag};
use app::tarieven::scenarios::vind;
use catalogus::kostprijs::{
    KostprijsFout, Scenario, Stel, Vergelijkcel, Vergelijking, Vergelijkrij, kostprijs_op, lees_getal,
    lees_index, naast_elkaar,
};
use kern::{Gemeentecode, Opzoeking, voluit};
use serde_json::{Value, json};
use std::fmt::Write as _;

pub(super) fn vergelijk(alg: &Algemeen, t: &VergelijkKeuze) -> Uitkomst<Einde> {
    let dag = t.op.unwrap_or_else(|| vandaag(alg));
    let plek = zoek(alg, t.gemeente, &t.kader, &t.product, dag)?;
    let (kader, product) = (&plek.kader, &plek.product);
    let Opzoeking::Geldig(model) = kostprijs_op(&plek.versie.kader, product.sleutel, dag) else {
        return Err(Fout(format!("van {} geeft het document op {} geen opbouw", product.kort, voluit(dag))));
    };
    let mut scenarios = t.scenario.iter().map(|s| lees(s)).collect::<Result<Vec<_>, _>>()?;
    if !t.bewaard.is_empty() {
        let o = open(alg)?;
        for plek in &t.bewaard {
            let (g, id) = lees_plek(plek)?;
            let s = vind(&o.db, g, id)?
                .filter(|s| s.kader == kader.id && s.product == product.sleutel)
                .ok_or_else(|| {
                    Fout(format!("scenario {plek} is er niet bij {} van {}", product.kort, kader.id))
                })?;
            scenarios.push(s.scenario);
        }
    }
    if scenarios.is_empty() {
        return Err(Fout(
            "noem een scenario met --scenario of --bewaard; zie maatwerk tarief vergelijk --help".into(),
        ));
    }
    let v = naast_elkaar(model, &scenarios)?;
    if alg.json {
        druk_json(&json!({
            "kader": kader.id, "versie": plek.versie.nummer, "product": product.kort, "op": dag.to_string(), "scenarios": v.namen,
            "uitkomsten": als_json(&v.uitkomsten), "aannames": als_json(&v.aannames),
        }))?;
    } else {
        let kop = format!(
            "{} ({}, {}) op {}\nKader: {}\n",
            model.naam,
            kader.id,
            product.sleutel.code,
            voluit(dag),
            plek.herkomst
        );
        druk(&(kop + &als_tekst(&v)))?;
    }
    Ok(Einde::Goed)
}

/// Reads `Krap: productiviteit=68; index.loon=3,1; volume=40`.
fn lees(tekst: &str) -> Result<Scenario, KostprijsFout> {
    let (naam, rest) = tekst.split_once(':').ok_or_else(|| KostprijsFout::Vorm(tekst.to_owned()))?;
    let mut s =
        Scenario { naam: naam.trim().to_owned(), stel: Vec::new(), indexen: Vec::new(), volume: None };
    for deel in rest.split(';').map(str::trim).filter(|d| !d.is_empty()) {
        if let Some(index) = deel.strip_prefix("index.") {
            s.indexen.push(lees_index(index)?);
        } else if let Some(n) = deel.strip_prefix("volume=") {
            s.volume = Some(lees_getal(n)?);
        } else {
            s.stel.push(Stel::parse(deel)?);
        }
    }
    Ok(s)
}

fn lees_plek(tekst: &str) -> Uitkomst<(Gemeentecode, i64)> {
    tekst
        .split_once('/')
        .and_then(|(g, id)| Some((Gemeentecode::parse(g).ok()?, id.parse().ok()?)))
        .ok_or_else(|| Fout(format!("'{tekst}' is geen scenario; schrijf gemeente en nummer, zoals 0505/1")))
}

fn cel(c: &Vergelijkcel) -> String {
    match &c.verschil {
        Some(v) if c.anders => format!("{} ({v})", c.waarde),
        _ => c.waarde.clone(),
    }
}

fn als_tekst(v: &Vergelijking) -> String {
    let breed = |t: &str| t.chars().count();
    let rijen = || v.uitkomsten.iter().chain(&v.aannames);
    let naam = rijen().map(|r| breed(&r.naam)).max().unwrap_or_default();
    let koppen: Vec<&str> =
        std::iter::once("gepubliceerd").chain(v.namen.iter().map(String::as_str)).collect();
    let kolommen: Vec<usize> = koppen
        .iter()
        .enumerate()
        .map(|(i, k)| rijen().map(|r| breed(&cel(&r.cellen[i]))).max().unwrap_or_default().max(breed(k)))
        .collect();
    let mut uit = String::new();
    for (kop, rijen) in [("Wat eruit komt", &v.uitkomsten), ("Wat anders is gesteld", &v.aannames)] {
        if rijen.is_empty() {
            continue;
        }
        let _ = write!(uit, "\n{kop:<naam$}");
        for (k, b) in koppen.iter().zip(&kolommen) {
            let _ = write!(uit, "  {k:>b$}");
        }
        uit.push('\n');
        for r in rijen {
            let _ = write!(uit, "{:<naam$}", r.naam);
            for (c, b) in r.cellen.iter().zip(&kolommen) {
                let _ = write!(uit, "  {:>b$}", cel(c));
            }
            uit.truncate(uit.trim_end().len());
            uit.push('\n');
        }
    }
    uit
}

fn als_json(rijen: &[Vergelijkrij]) -> Vec<Value> {
    rijen
        .iter()
        .map(|r| {
            let cellen: Vec<Value> = r
                .cellen
                .iter()
                .map(|c| json!({ "waarde": c.waarde, "verschil": c.verschil, "anders": c.anders }))
                .collect();
            json!({ "naam": r.naam, "cellen": cellen })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scenario_is_read_as_it_is_written() {
        let s = lees("Krap: productiviteit=68; hoogste_trede=+3%; index.loon=3,1; volume=40;").unwrap();
        assert_eq!((s.naam.as_str(), s.stel.len(), s.indexen.len()), ("Krap", 2, 1));
        assert_eq!(s.volume, Some(40.into()));
        for fout in ["productiviteit=68", "x: productiviteit", "x: volume=veel", "x: index.loon"] {
            assert!(lees(fout).is_err(), "{fout}");
        }
        assert!(lees_plek("0505/1").is_ok() && lees_plek("0505").is_err() && lees_plek("505/x").is_err());
    }

    #[test]
    fn the_columns_stand_under_their_names() {
        let m = &regels::kader("drechtsteden-ib4-2017").unwrap().kostprijzen[0];
        let v = naast_elkaar(m, &[lees("Krap: productiviteit=68").unwrap()]).unwrap();
        let tekst = als_tekst(&v);
        let eind = |zoek: &str| {
            let r = tekst.lines().find(|l| l.contains(zoek)).unwrap();
            r[..r.find(zoek).unwrap()].chars().count() + zoek.chars().count()
        };
        assert_eq!(eind("gepubliceerd"), eind("€ 24.700,46"));
        assert_eq!(eind("Krap"), eind("€ 25.406,04 (+€ 705,58)"));
        assert!(tekst.contains("70%") && tekst.contains("68%"));
    }
}
