//! How often each rule was judged, and how often a consulent departed from it: for who makes the policy. No names, no reasons.

use super::blad::regelboek;
use crate::kaders::Kaderbron;
use crate::omgeving::Omgeving;
use crate::vragen::VraagFout;
use crate::vragen::bereik::Bereik;
use crate::{Gebruiker, Recht};
use kern::{Bron, Datum, Gemeentecode};
use std::collections::BTreeSet;
use store::sql::advies as sql;
use toegang::advies::{Keuze, Regelboek, Regelcijfer, regelcijfers};

/// Most choices that are counted per municipality.
const MEEST: i64 = 20_000;

/// A rule with its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regelrij {
    /// Figures.
    pub cijfer: Regelcijfer,
    /// What the rule is called; its id when the framework does not have it any more.
    pub naam: String,
    /// Document and place.
    pub bron: Option<Bron>,
    /// Name of the framework.
    pub kader: String,
}

/// The page of departures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afwijkblad {
    /// The first day that is counted.
    pub sinds: Datum,
    /// How many choices there are.
    pub keuzes: usize,
    /// How many of them follow the advice.
    pub gevolgd: usize,
    /// Rules, the one that is departed from the most first.
    pub rijen: Vec<Regelrij>,
    /// There are more choices than were counted.
    pub afgekapt: bool,
}

/// Departures per rule in one municipality or in all of the user's, from a day on.
pub fn afwijkingen(
    o: &Omgeving,
    wie: &Gebruiker,
    gemeente: Option<Gemeentecode>,
    sinds: Datum,
) -> Result<Afwijkblad, VraagFout> {
    let bereik = Bereik::lijst(wie, Recht::Kaders, gemeente, None)?;
    let (gevonden, bron, afgekapt) = o.db.read(|tx| {
        let (mut alle, mut afgekapt) = (Vec::new(), false);
        for g in &bereik.gemeenten {
            let w = [g.into(), sinds.into(), MEEST.into()];
            let keuzes = tx.query_alle(sql::ADVIESKEUZES_SINDS, &w, |r| {
                let keuze: Keuze = r.lees(1, |t| serde_json::from_str(t))?;
                let regels: BTreeSet<String> = r.lees(2, |t| serde_json::from_str(t))?;
                Ok((keuze, regels))
            })?;
            afgekapt |= i64::try_from(keuzes.len()).is_ok_and(|n| n >= MEEST);
            alle.extend(keuzes);
        }
        Ok::<_, VraagFout>((alle, Kaderbron::lees(tx, &bereik.gemeenten)?, afgekapt))
    })?;
    let boeken: Vec<(String, Regelboek)> =
        bron.op(o.vandaag).iter().map(|x| (x.kader.naam.clone(), regelboek(&x.kader))).collect();
    let rij = |cijfer: Regelcijfer| {
        let van = cijfer.regel.split('/').next().unwrap_or_default();
        let mut eigen = boeken.iter().filter(|(_, b)| b.kader() == van);
        let naam = eigen.clone().find_map(|(_, b)| b.regelnaam(&cijfer.regel, o.vandaag));
        let kader = eigen.next().map_or_else(|| van.to_owned(), |(n, _)| n.clone());
        let (naam, bron) = naam.map_or_else(|| (cijfer.regel.clone(), None), |(n, b)| (n, Some(b)));
        Regelrij { cijfer, naam, bron, kader }
    };
    let gevolgd = gevonden.iter().filter(|(k, _)| k.afwijkingen().is_empty()).count();
    let rijen = regelcijfers(&gevonden).into_iter().map(rij).collect();
    Ok(Afwijkblad { sinds, keuzes: gevonden.len(), gevolgd, rijen, afgekapt })
}
