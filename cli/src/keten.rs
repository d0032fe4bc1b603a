//! `maatwerk keten`: a municipality and its providers against each other, with invented people.

use crate::argumenten::{Algemeen, KetenOpties};
use crate::uit::{druk, druk_json};
use crate::{Einde, Fout, Uitkomst};
use app::Omgeving;
use app::keten::{Boeken, Instellingen, draai, partijen};
use std::path::{Path, PathBuf};
use store::{Db, Stand};

/// The database when none is given: then the municipality gets a file in the folder of the year.
const GEEN_KEUZE: &str = "sqlite://maatwerk.db";

/// A folder that does not exist yet, in the folder where one stands.
fn nieuwe_map() -> PathBuf {
    (1..10_000)
        .map(|n| PathBuf::from(if n == 1 { "keten".to_owned() } else { format!("keten-{n}") }))
        .find(|p| !p.exists())
        .unwrap_or_else(|| PathBuf::from("keten"))
}

/// A book for one party. Never one that holds something already: invented people do not belong among real ones.
fn boek(url: &str, wie: &str, i: &Instellingen) -> Uitkomst<Omgeving> {
    let db = Db::open(url)?;
    if db.stand()? != Stand::Leeg {
        return Err(Fout(format!(
            "de database {} is niet leeg; geef voor een gespeeld jaar een lege database of een nieuwe map",
            db.waar()
        )));
    }
    db.migreer()?;
    db.controleer_versie()?;
    let kluis = db.kluis()?;
    let o = Omgeving { db, kluis, vandaag: i.van, nu: jiff::Timestamp::UNIX_EPOCH, wie: wie.to_owned() };
    Ok(o.op(i.van))
}

fn sqlite(map: &Path, naam: &str) -> String {
    format!("sqlite://{}", map.join(naam).display())
}

pub(super) fn keten(alg: &Algemeen, k: KetenOpties) -> Uitkomst<Einde> {
    let i = Instellingen {
        zaad: k.zaad,
        aanbieders: usize::from(k.aanbieders),
        clienten: usize::from(k.clienten),
        van: k.van,
        maanden: u32::from(k.maanden),
        storing: k.storing,
        volgorde: k.volgorde,
    };
    let (_, agbs) = partijen(&i)?;
    let map = k.map.unwrap_or_else(nieuwe_map);
    std::fs::create_dir_all(&map)
        .map_err(|e| Fout(format!("map {} kan niet worden gemaakt: {}", map.display(), app::io_tekst(&e))))?;
    let url = if alg.db == GEEN_KEUZE { sqlite(&map, "gemeente.db") } else { alg.db.clone() };
    let gemeente = boek(&url, "keten (gemeente)", &i)?;
    let aanbieders = agbs
        .iter()
        .map(|agb| boek(&sqlite(&map, &format!("aanbieder-{agb}.db")), "keten (aanbieder)", &i))
        .collect::<Uitkomst<Vec<_>>>()?;
    eprintln!("Een verzonnen jaar, in {}", map.display());
    let b = Boeken { gemeente, aanbieders, map };
    let begin = std::time::Instant::now();
    let v = draai(&i, &b, &mut |stap| eprintln!("  {stap}"))?;
    eprintln!("Klaar in {:.1} s", begin.elapsed().as_secs_f32());
    if alg.json {
        druk_json(&v.json())?;
    } else {
        druk(&v.tekst())?;
    }
    Ok(if v.klopt() { Einde::Goed } else { Einde::Afgekeurd })
}
