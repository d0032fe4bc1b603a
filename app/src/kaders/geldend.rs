//! Which texts of frameworks hold for a municipality on a day: what came with the program is the base, what was published
//! goes over it. Pages, command line, conversion and simulation all ask here.

use super::{Kaderboek, meegeleverd};
use crate::vragen::VraagFout;
use crate::{Gebruiker, Recht};
use catalogus::{CatalogusFout, Inkoopkader};
use kern::{Datum, Gemeentecode, Opzoeking, Periode, voluit};
use regels::Kader;
use std::sync::Arc;
use store::{Db, StoreFout, Tx};

/// A framework as it is used on a day.
#[derive(Debug, Clone)]
pub struct InGebruik {
    /// Number of the version; 0 came with the program.
    pub nummer: i64,
    /// Its text.
    pub kader: Arc<Kader>,
    /// The days on which this version holds.
    pub geldig: Periode,
    /// The municipalities for which it holds; empty when it is only shown.
    pub gemeenten: Vec<Gemeentecode>,
}

impl InGebruik {
    /// The framework as the chain uses it: its products hold no longer than the version does.
    pub fn inkoopkader(&self) -> Result<Inkoopkader, CatalogusFout> {
        inkoopkader(self.geldig, &self.kader)
    }

    /// Which version it is and since when: "versie 2, sinds 1 januari 2027".
    pub fn versie_in_woorden(&self, dag: Datum) -> String {
        let welke = if self.nummer == 0 {
            "versie 0 (meegeleverd met het programma)".to_owned()
        } else {
            format!("versie {}", self.nummer)
        };
        let (van, tot) = (self.geldig.van(), self.geldig.tot());
        match tot {
            _ if dag < van => format!("{welke}, gaat in op {}", voluit(van)),
            Some(tot) if dag > tot => format!("{welke}, gold van {} tot en met {}", voluit(van), voluit(tot)),
            _ => format!("{welke}, sinds {}", voluit(van)),
        }
    }
}

fn inkoopkader(geldig: Periode, kader: &Kader) -> Result<Inkoopkader, CatalogusFout> {
    let uit = Inkoopkader::uit(kader)?;
    // a version that was published holds within the days of its own text
    let geldig = uit.geldig.doorsnede(&geldig).unwrap_or(uit.geldig);
    Ok(Inkoopkader { geldig, ..uit })
}

impl Kaderboek {
    /// Every framework as it is used on a day: the version in force, or else as it was on its last day or will be on its
    /// first.
    pub fn teksten(&self, dag: Datum) -> Vec<(Periode, i64, &Arc<Kader>)> {
        self.kaders()
            .filter_map(|naam| {
                let van = || self.geldig.iter().filter(|(_, _, k)| k.id == naam).map(|t| (t.0, t));
                let gevonden = match Opzoeking::zoek(van(), dag) {
                    Opzoeking::NogNiet(d) | Opzoeking::Geeindigd(d) => Opzoeking::zoek(van(), d),
                    anders => anders,
                };
                gevonden.geldig().map(|(p, n, k)| (*p, *n, k))
            })
            .collect()
    }

    /// The same as the rules read them.
    pub(crate) fn inkoopkaders(&self, dag: Datum) -> Result<Vec<Inkoopkader>, StoreFout> {
        self.teksten(dag)
            .into_iter()
            .map(|(p, _, k)| {
                inkoopkader(p, k).map_err(|e| StoreFout::Beschadigd { wat: format!("kader {}: {e}", k.id) })
            })
            .collect()
    }

    /// The version with the key by which indications go over: the one that holds on `per`, or else the newest one that
    /// holds on the day of its own key. A later version that only changes a price keeps the key for what is still to come.
    fn met_sleutel(&self, kader: &str, per: Option<Datum>) -> Option<(Periode, i64, &Arc<Kader>)> {
        let kan: Vec<_> =
            self.geldig.iter().filter(|(_, _, k)| k.id == kader && k.omzetting.is_some()).collect();
        let op_dag = |d: Datum| kan.iter().find(|(p, _, _)| p.bevat(d));
        let eigen = || {
            let past = |t: &&&(Periode, i64, Arc<Kader>)| {
                t.2.omzetting.as_ref().is_some_and(|o| t.0.bevat(o.omzetdatum))
            };
            kan.iter().filter(past).max_by_key(|t| t.0.van())
        };
        let gevonden = per.and_then(op_dag).or_else(eigen).or_else(|| kan.iter().min_by_key(|t| t.0.van()));
        gevonden.map(|(p, n, k)| (*p, *n, k))
    }
}

/// The same version of several municipalities together, by framework and number.
fn bij_elkaar<'b>(
    delen: impl Iterator<Item = (Gemeentecode, (Periode, i64, &'b Arc<Kader>))>,
) -> Vec<InGebruik> {
    let mut uit: Vec<InGebruik> = Vec::new();
    for (g, (geldig, nummer, kader)) in delen {
        match uit.iter_mut().find(|x| x.nummer == nummer && x.kader.id == kader.id && x.geldig == geldig) {
            Some(x) => x.gemeenten.push(g),
            None => uit.push(InGebruik { nummer, kader: Arc::clone(kader), geldig, gemeenten: vec![g] }),
        }
    }
    uit.sort_by(|a, b| (&a.kader.id, a.nummer).cmp(&(&b.kader.id, b.nummer)));
    uit
}

/// The books of several municipalities; without any there is what came with the program.
#[derive(Debug, Clone, Default)]
pub struct Kaderbron {
    boeken: Vec<Kaderboek>,
}

impl Kaderbron {
    /// What these municipalities have in the database.
    pub fn lees(tx: &mut Tx<'_>, gemeenten: &[Gemeentecode]) -> Result<Self, StoreFout> {
        let boeken = gemeenten.iter().map(|g| Kaderboek::lees(tx, *g)).collect::<Result<_, _>>()?;
        Ok(Self { boeken })
    }

    /// The same, in a transaction of its own.
    pub fn van(db: &Db, gemeenten: &[Gemeentecode]) -> Result<Self, StoreFout> {
        db.read(|tx| Self::lees(tx, gemeenten))
    }

    /// No municipality is in it.
    pub fn is_leeg(&self) -> bool {
        self.boeken.is_empty()
    }

    /// The frameworks as they are used on a day, each version once. One that came with the program and is for none of the
    /// municipalities is there all the same.
    pub fn op(&self, dag: Datum) -> Vec<InGebruik> {
        let eigen = self.boeken.iter().flat_map(|b| b.teksten(dag).into_iter().map(|t| (b.gemeente(), t)));
        aangevuld(bij_elkaar(eigen), |_| true)
    }

    /// The framework that a person means, as it is used on a day: its id, the document that it comes from, or the beginning
    /// of an id that only one has. Each version once, the newest first; the ids of all when it is none or more than one.
    pub fn zoek(&self, naam: &str, dag: Datum) -> Result<Vec<InGebruik>, Vec<String>> {
        let mut alle = self.op(dag);
        let id = id_van(naam, &alle)?;
        alle.retain(|x| x.kader.id == id);
        alle.reverse();
        Ok(alle)
    }

    /// The versions by whose key indications go over: one when all municipalities have the same. Empty when no framework
    /// with a key is meant.
    pub(crate) fn met_sleutel(&self, naam: &str, per: Option<Datum>) -> Vec<InGebruik> {
        let alle = self.alle_sleutels(per);
        let Ok(id) = id_van(naam, &alle) else { return Vec::new() };
        alle.into_iter().filter(|x| x.kader.id == id).collect()
    }

    /// The frameworks with a key, each with the version by whose key indications go over.
    pub(crate) fn alle_sleutels(&self, per: Option<Datum>) -> Vec<InGebruik> {
        let eigen = self.boeken.iter().flat_map(|b| {
            b.kaders()
                .filter_map(|naam| b.met_sleutel(naam, per).map(|t| (b.gemeente(), t)))
                .collect::<Vec<_>>()
        });
        let uit = bij_elkaar(eigen);
        aangevuld(uit, |k| k.omzetting.is_some())
    }

    /// Whether there is a framework of this name, with or without a key.
    pub(crate) fn bestaat(&self, kader: &str) -> bool {
        self.boeken.iter().any(|b| b.kaders().any(|naam| naam == kader))
            || meegeleverd().iter().any(|(k, _)| k.id == kader)
    }

    /// The ids of the frameworks with a key.
    pub(crate) fn namen_met_sleutel(&self) -> Vec<String> {
        let mut namen: Vec<String> = self.alle_sleutels(None).iter().map(|x| x.kader.id.clone()).collect();
        namen.dedup();
        namen
    }
}

/// With what came with the program and is for none of the municipalities, in order.
fn aangevuld(mut uit: Vec<InGebruik>, telt: impl Fn(&Kader) -> bool) -> Vec<InGebruik> {
    for (kader, _) in meegeleverd().iter().filter(|(k, _)| telt(k)) {
        if !uit.iter().any(|x| x.kader.id == kader.id) {
            let geldig = kader.verantwoording.geldig;
            uit.push(InGebruik { nummer: 0, kader: Arc::clone(kader), geldig, gemeenten: Vec::new() });
        }
    }
    uit.sort_by(|a, b| (&a.kader.id, a.nummer).cmp(&(&b.kader.id, b.nummer)));
    uit
}

/// The id of the framework that a person means.
fn id_van(naam: &str, alle: &[InGebruik]) -> Result<String, Vec<String>> {
    let mut ids: Vec<String> = alle.iter().map(|x| x.kader.id.clone()).collect();
    ids.dedup();
    let document = |x: &&InGebruik| x.kader.verantwoording.bron.document.eq_ignore_ascii_case(naam);
    if let Some(x) = alle.iter().find(|x| x.kader.id == naam).or_else(|| alle.iter().find(document)) {
        return Ok(x.kader.id.clone());
    }
    let begint: Vec<&String> = ids.iter().filter(|id| !naam.is_empty() && id.starts_with(naam)).collect();
    match begint.as_slice() {
        [id] => Ok((*id).clone()),
        _ => Err(ids),
    }
}

/// The frameworks as they hold on a day for the municipalities of a user. One that came with the program and holds for
/// none of them is shown all the same; one that is not in force is shown as it was or will be.
pub fn in_gebruik(db: &Db, wie: &Gebruiker, dag: Datum) -> Result<Vec<InGebruik>, VraagFout> {
    wie.eis(Recht::Catalogus)?;
    Ok(Kaderbron::van(db, &wie.gemeenten)?.op(dag))
}
