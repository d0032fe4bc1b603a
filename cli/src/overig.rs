//! Migrate, import, pay, audit, backup.

use crate::argumenten::Algemeen;
use crate::uit::{druk_json, regel};
use crate::{Einde, Fout, Uitkomst, open};
use kern::{Datum, Gemeentecode};
use std::path::{Path, PathBuf};
use store::{Db, gebeurtenis};

pub(super) fn migreer(alg: &Algemeen) -> Uitkomst<Einde> {
    let db = Db::open(&alg.db)?;
    let gedaan = db.migreer()?;
    if gedaan.is_empty() {
        regel!("De database {} was al bij.", db.waar())?;
    } else {
        regel!("De database {} is bijgewerkt: {}.", db.waar(), gedaan.join(", "))?;
    }
    regel!("Sleutel: {}. Bewaar die apart van de back-up.", db.sleutelplek()?)?;
    Ok(Einde::Goed)
}

pub(super) fn importeer(alg: &Algemeen, bestanden: &[PathBuf]) -> Uitkomst<Einde> {
    for p in bestanden {
        let m = std::fs::metadata(p)
            .map_err(|e| Fout(format!("{} kan niet worden gelezen: {}", p.display(), app::io_tekst(&e))))?;
        if m.is_dir() {
            return Err(Fout(format!("{} is een map, geen bestand", p.display())));
        }
    }
    let o = open(alg)?;
    let paden: Vec<&Path> = bestanden.iter().map(PathBuf::as_path).collect();
    match app::importeer::importeer(&o, &paden) {
        Ok(geladen) => {
            for g in geladen {
                eprintln!("{}: {} {} geladen", g.bestand, g.aantal, g.wat);
                if g.wat == "declaratieregels" {
                    eprintln!(
                        "  Let op: deze regels tellen als goedgekeurd en nog niet betaald; betaal neemt ze mee."
                    );
                }
            }
            Ok(Einde::Goed)
        }
        Err(app::AppFout::Rijen(fouten)) => {
            for f in &fouten {
                eprintln!("{f}");
            }
            let naam = fouten.first().map(|f| f.bestand.clone()).unwrap_or_default();
            Err(Fout(format!("{naam} is niet geladen: verbeter de regels hierboven en probeer het opnieuw")))
        }
        Err(e) => Err(e.into()),
    }
}

pub(super) fn betaal(alg: &Algemeen, g: Gemeentecode, tot: Datum, map: &Path) -> Uitkomst<Einde> {
    let o = open(alg)?;
    let uit = app::betalen::betaal(&o, g, tot, map)?;
    for b in &uit.bevindingen {
        eprintln!("{}", b.tekst);
    }
    for t in &uit.let_op {
        eprintln!("Let op: {t}");
    }
    if alg.json {
        let batches: Vec<_> = uit
            .batches
            .iter()
            .map(|b| {
                serde_json::json!({
                    "batch": b.nummer, "bestand": b.bestand, "betalingen": b.betalingen, "bedrag_cent": b.bedrag.0,
                })
            })
            .collect();
        let open: Vec<_> = uit
            .open
            .iter()
            .map(|p| serde_json::json!({ "agb": p.agb.as_str(), "bedrag_cent": p.bedrag.0, "regels": p.regels }))
            .collect();
        let alles = serde_json::json!({ "gemeente": g.as_str(), "batches": batches, "open": open });
        druk_json(&alles)?;
    } else {
        for b in &uit.batches {
            regel!("{}: {} betalingen, samen € {}", b.bestand, b.betalingen, b.bedrag)?;
        }
        if uit.batches.is_empty() {
            regel!("Er is niets te betalen.")?;
        }
    }
    Ok(if uit.bevindingen.is_empty() { Einde::Goed } else { Einde::Afgekeurd })
}

pub(super) fn audit(alg: &Algemeen) -> Uitkomst<Einde> {
    let o = open(alg)?;
    let mut einde = Einde::Goed;
    let mut json = Vec::new();
    for g in app::gemeenten(&o)? {
        let breuken = o.db.read(|tx| gebeurtenis::controleer(tx, &o.kluis, g))?;
        if !breuken.is_empty() {
            einde = Einde::Afgekeurd;
        }
        if alg.json {
            let b: Vec<_> = breuken.iter().map(ToString::to_string).collect();
            json.push(serde_json::json!({ "gemeente": g.as_str(), "klopt": b.is_empty(), "breuken": b }));
        } else if breuken.is_empty() {
            regel!("Gemeente {g}: het logboek is heel.")?;
        } else {
            for b in breuken {
                regel!("Gemeente {g}: {b}")?;
            }
        }
    }
    if alg.json {
        druk_json(&json)?;
    }
    Ok(einde)
}

pub(super) fn backup(alg: &Algemeen, bestand: &Path) -> Uitkomst<Einde> {
    let db = Db::open(&alg.db)?;
    db.kopie(bestand)?;
    eprintln!("Kopie gemaakt: {}. Bewaar de sleutel ({}) apart.", bestand.display(), db.sleutelplek()?);
    Ok(Einde::Goed)
}

/// Puts a copy back. Never over a database that is there: what it holds may be the only copy of something.
pub(super) fn herstel(alg: &Algemeen, bestand: &Path) -> Uitkomst<Einde> {
    let doel = alg.db.strip_prefix("sqlite://").ok_or_else(|| {
        Fout("terugzetten kan naar een SQLite-database; gebruik voor PostgreSQL pg_restore".into())
    })?;
    let doel = Path::new(doel);
    if !bestand.is_file() {
        return Err(Fout(format!(
            "{} bestaat niet of is geen bestand; controleer de naam",
            bestand.display()
        )));
    }
    if doel.exists() {
        return Err(Fout(format!(
            "{} bestaat al; geef die database eerst een andere naam, of zet terug naar een nieuwe met --db",
            doel.display()
        )));
    }
    let opties = store::Opties { alleen_lezen: true, ..store::Opties::default() };
    let kopie = Db::open_met(&format!("sqlite://{}", bestand.display()), opties)?;
    kopie.controleer_versie()?;
    kopie.kopie(doel)?;
    let nieuw = Db::open(&alg.db)?;
    eprintln!("Teruggezet naar {}. De sleutel hoort in {}.", doel.display(), nieuw.sleutelplek()?);
    Ok(Einde::Goed)
}
