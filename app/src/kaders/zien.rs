//! What a user sees of the versions: the list of versions of a framework, and one version.

use super::{Kaderboek, Versierij, lees_tekst};
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use catalogus::{Versiestand, Wijziging, verschil};
use kern::{Datum, Gemeentecode};
use regels::Kader;
use std::sync::Arc;
use store::sql::kaders as sql;
use store::{Db, StoreFout, Tx};

/// A version in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Versieregel {
    /// The version with its steps.
    pub rij: Versierij,
    /// How it stands on the day.
    pub stand: Versiestand,
    /// The municipalities of the user that have it.
    pub gemeenten: Vec<Gemeentecode>,
    /// Contract lines that were made under it and run on.
    pub contracten: i64,
}

/// A framework with its versions, the newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kaderoverzicht {
    /// Framework.
    pub kader: String,
    /// Name for people.
    pub naam: String,
    /// Versions.
    pub versies: Vec<Versieregel>,
}

/// One version with its text, and what changes with respect to another.
#[derive(Debug, Clone)]
pub struct Versieblad {
    /// The version.
    pub regel: Versieregel,
    /// Its text.
    pub kader: Arc<Kader>,
    /// The version that it is compared with.
    pub met: Option<i64>,
    /// What is different.
    pub verschil: Vec<Wijziging>,
    /// Numbers of the other versions, to compare with.
    pub anderen: Vec<i64>,
}

/// The books of the municipalities of a user.
fn boeken(tx: &mut Tx<'_>, wie: &Gebruiker) -> Result<Vec<Kaderboek>, StoreFout> {
    wie.gemeenten.iter().map(|g| Kaderboek::lees(tx, *g)).collect()
}

/// The frameworks of the municipalities of a user, each with all its versions.
pub fn overzicht(db: &Db, wie: &Gebruiker, vandaag: Datum) -> Result<Vec<Kaderoverzicht>, VraagFout> {
    wie.eis(Recht::Catalogus)?;
    let mag = wie.rol.mag(Recht::Kaders) || wie.rol.mag(Recht::Vaststellen);
    db.read(|tx| {
        let mut uit: Vec<Kaderoverzicht> = Vec::new();
        for boek in boeken(tx, wie)? {
            let g = boek.gemeente();
            let lopend = tx.query_alle(sql::CONTRACTEN_PER_VERSIE, &[(&g).into(), vandaag.into()], |r| {
                Ok((r.string(0)?, r.i64(1)?, r.i64(2)?))
            })?;
            for naam in boek.kaders() {
                let alle = boek.versies(naam);
                let i = uit.iter().position(|k| k.kader == naam).unwrap_or_else(|| {
                    uit.push(Kaderoverzicht {
                        kader: naam.to_owned(),
                        naam: String::new(),
                        versies: Vec::new(),
                    });
                    uit.len() - 1
                });
                for rij in boek.rijen(naam) {
                    let stand = rij.versie.stand_op(&alle, vandaag);
                    // drafts are for those who make and publish them
                    if !mag
                        && matches!(
                            stand,
                            Versiestand::Concept | Versiestand::Aangeboden | Versiestand::Ingetrokken
                        )
                    {
                        continue;
                    }
                    let nummer = rij.versie.nummer;
                    let n =
                        lopend.iter().find(|(k, v, _)| k == naam && *v == nummer).map_or(0, |(_, _, n)| *n);
                    if uit[i].naam.is_empty() || matches!(stand, Versiestand::InWerking(_)) {
                        uit[i].naam.clone_from(&lees_tekst(tx, g, naam, nummer, &rij.sha256)?.naam);
                    }
                    match uit[i]
                        .versies
                        .iter_mut()
                        .find(|v| v.rij.versie.nummer == nummer && v.stand == stand)
                    {
                        Some(v) => {
                            v.gemeenten.push(g);
                            v.contracten += n;
                        }
                        None => uit[i].versies.push(Versieregel {
                            rij: rij.clone(),
                            stand,
                            gemeenten: vec![g],
                            contracten: n,
                        }),
                    }
                }
            }
        }
        // who sees no drafts does not see that there will be a framework either
        uit.retain(|k| !k.versies.is_empty());
        for k in &mut uit {
            k.versies.sort_by_key(|v| std::cmp::Reverse(v.rij.versie.nummer));
        }
        uit.sort_by(|a, b| a.kader.cmp(&b.kader));
        Ok(uit)
    })
}

/// One version, beside another: the one given, or else the one that it was made from.
pub fn versieblad(
    db: &Db,
    wie: &Gebruiker,
    kader: &str,
    nummer: i64,
    met: Option<i64>,
    vandaag: Datum,
) -> Result<Versieblad, VraagFout> {
    let regels: Vec<Versieregel> = overzicht(db, wie, vandaag)?
        .into_iter()
        .filter(|k| k.kader == kader)
        .flat_map(|k| k.versies)
        .collect();
    let zoek = |n: i64| regels.iter().find(|v| v.rij.versie.nummer == n);
    let regel = zoek(nummer).ok_or(VraagFout::NietGevonden)?.clone();
    let naast = match met {
        Some(n) => Some(zoek(n).ok_or(VraagFout::NietGevonden)?),
        None => zoek(regel.rij.grond).filter(|v| v.rij.versie.nummer != nummer),
    };
    let lees = |tx: &mut Tx<'_>, v: &Versieregel| {
        lees_tekst(tx, v.gemeenten[0], kader, v.rij.versie.nummer, &v.rij.sha256)
    };
    // two versions differ from the day on which the later one begins
    let ingang = regel.rij.versie.ingang;
    let vanaf = naast.map_or(ingang, |v| ingang.max(v.rij.versie.ingang));
    let (tekst, oud) = db.read(|tx| {
        let tekst = lees(tx, &regel)?;
        let oud = naast.map(|v| lees(tx, v)).transpose()?;
        Ok::<_, StoreFout>((tekst, oud))
    })?;
    let mut anderen: Vec<i64> = regels.iter().map(|v| v.rij.versie.nummer).filter(|n| *n != nummer).collect();
    anderen.dedup();
    Ok(Versieblad {
        met: naast.map(|v| v.rij.versie.nummer),
        verschil: oud.map(|oud| verschil(&oud, &tekst, Some(vanaf))).unwrap_or_default(),
        regel,
        kader: tekst,
        anderen,
    })
}

/// The files of a version, as (name, YAML).
pub fn bestanden(
    db: &Db,
    wie: &Gebruiker,
    kader: &str,
    nummer: i64,
    vandaag: Datum,
) -> Result<Vec<(String, String)>, VraagFout> {
    Ok(versieblad(db, wie, kader, nummer, Some(nummer), vandaag)?.kader.bestanden.clone())
}
