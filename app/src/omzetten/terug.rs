//! How a cohort stands, and taking it back: in one transaction, as long as nothing of it has left or was changed.

use super::uitvoeren::controleer_cohort;
use super::{Keuze, brieven, sleutel};
use crate::fout::{AppFout, Uitkomst, bestand};
use crate::kaders::Kaderbron;
use crate::omgeving::Omgeving;
use kern::Gemeentecode;
use std::fs::File;
use store::sql::omzetten as sql;
use store::{Db, StoreFout, Tx};

/// How a cohort stands in one municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cohortstand {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Indications that went over.
    pub indicaties: i64,
    /// Assignments that were made for them.
    pub toewijzingen: i64,
    /// New and ended assignments that left in a message.
    pub verzonden: i64,
    /// New and ended assignments that were changed or taken away since.
    pub gewijzigd: i64,
}

fn stand(tx: &mut Tx<'_>, g: Gemeentecode, cohort: &str) -> Result<Cohortstand, StoreFout> {
    let w = [(&g).into(), cohort.into()];
    let (indicaties, toewijzingen) = tx.query_one(sql::OMZET_AANTAL, &w, |r| Ok((r.i64(0)?, r.i64(1)?)))?;
    let (weg, gewijzigd) = tx.query_one(sql::OMZET_WEG, &w, |r| Ok((r.i64(0)?, r.i64(1)?)))?;
    let (oud_weg, oud_anders) = tx.query_one(sql::OMZET_VORIGE_WEG, &w, |r| Ok((r.i64(0)?, r.i64(1)?)))?;
    Ok(Cohortstand {
        gemeente: g,
        indicaties,
        toewijzingen,
        verzonden: weg + oud_weg,
        // what left got a number of a message only: its moment stayed
        gewijzigd: gewijzigd + oud_anders,
    })
}

/// How a cohort stands in these municipalities; one that it is not in is left out.
pub fn cohort_stand(db: &Db, gemeenten: &[Gemeentecode], cohort: &str) -> Uitkomst<Vec<Cohortstand>> {
    let alle =
        db.read(|tx| gemeenten.iter().map(|g| stand(tx, *g, cohort)).collect::<Result<Vec<_>, StoreFout>>())?;
    Ok(alle.into_iter().filter(|s| s.toewijzingen > 0).collect())
}

/// The most cohorts that are named.
const MEESTE: usize = 50;

/// The cohorts of these municipalities, with the framework of each: by name, without looking through their rows.
pub fn cohorten(db: &Db, gemeenten: &[Gemeentecode]) -> Uitkomst<Vec<(String, String)>> {
    let mut uit: Vec<(String, String)> = db.read(|tx| {
        let mut uit = Vec::new();
        for g in gemeenten {
            let mut na = String::new();
            while let Some(c) =
                tx.query_opt(sql::OMZET_COHORT_VOLGENDE, &[g.into(), na.as_str().into()], |r| {
                    Ok((r.string(0)?, r.string(1)?))
                })?
            {
                na.clone_from(&c.0);
                uit.push(c);
                if uit.len() >= MEESTE {
                    break;
                }
            }
        }
        Ok::<_, StoreFout>(uit)
    })?;
    uit.sort();
    uit.dedup();
    Ok(uit)
}

/// The letters of a cohort, or what became what, as a file without a place: made from the book. Looking at letters is
/// noted, as they name clients.
pub fn uit_boek(
    o: &Omgeving,
    gemeenten: &[Gemeentecode],
    cohort: &str,
    brieven: bool,
) -> Uitkomst<(String, File)> {
    controleer_cohort(cohort)?;
    let alle = cohorten(&o.db, gemeenten)?;
    let Some((_, kader)) = alle.into_iter().find(|(c, _)| c == cohort) else {
        return Err(AppFout::Ongeldig(format!("cohort {cohort} bestaat niet; controleer de naam")));
    };
    let kaders = Kaderbron::van(&o.db, gemeenten)?;
    let s = sleutel(&Keuze { kader, kaders, ..Keuze::default() })?;
    let map = tempfile::tempdir().map_err(bestand(&std::env::temp_dir(), "schrijven"))?;
    let [lijst, post] = brieven::schrijf(o, map.path(), &s, gemeenten, cohort)?;
    let naam = if brieven { post } else { lijst };
    let pad = map.path().join(&naam);
    // open while the folder goes: nothing of it stays
    let f = File::open(&pad).map_err(bestand(&pad, "lezen"))?;
    if brieven {
        o.db.write(|tx| {
            for g in gemeenten {
                o.noteer(
                    tx,
                    *g,
                    "brieven van omzetting opgehaald",
                    &format!("omzetting/{cohort}"),
                    &serde_json::json!({}),
                )?;
            }
            Ok::<_, StoreFout>(())
        })?;
    }
    Ok((naam, f))
}

/// Takes a cohort back, whole or not at all; not when a message of it has left. Gives indications and assignments.
pub fn maak_ongedaan(o: &Omgeving, gemeenten: &[Gemeentecode], cohort: &str) -> Uitkomst<(u64, u64)> {
    controleer_cohort(cohort)?;
    o.db.write(|tx| {
        let mut som = (0_u64, 0_u64);
        for g in gemeenten {
            let s = stand(tx, *g, cohort)?;
            if s.toewijzingen == 0 {
                continue;
            }
            if s.verzonden > 0 {
                return Err(AppFout::Ongeldig(format!(
                    "cohort {cohort} kan niet meer terug: in gemeente {g} zijn {} toewijzingen al in een bericht verstuurd. Wijzig of trek de toewijzingen een voor een in",
                    s.verzonden
                )));
            }
            if s.gewijzigd > 0 {
                return Err(AppFout::Ongeldig(format!(
                    "cohort {cohort} kan niet meer terug: in gemeente {g} zijn {} toewijzingen sindsdien gewijzigd",
                    s.gewijzigd
                )));
            }
            let w = [g.into(), cohort.into()];
            tx.execute(sql::OMZET_VORIGE_TERUG, &w)?;
            tx.execute(sql::OMZET_TOEWIJZINGEN_WEG, &w)?;
            tx.execute(sql::OMZET_REGELS_WEG, &w)?;
            tx.execute(sql::OMZET_VORIGE_VERGEET, &w)?;
            o.noteer(
                tx,
                *g,
                "omzetting ongedaan gemaakt",
                &format!("omzetting/{cohort}"),
                &serde_json::json!({ "indicaties": s.indicaties, "toewijzingen": s.toewijzingen }),
            )?;
            som.0 += u64::try_from(s.indicaties).unwrap_or_default();
            som.1 += u64::try_from(s.toewijzingen).unwrap_or_default();
        }
        if som.1 == 0 {
            return Err(AppFout::Ongeldig(format!("cohort {cohort} bestaat niet; controleer de naam")));
        }
        Ok(som)
    })
}
