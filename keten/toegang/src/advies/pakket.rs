//! What packages of support cost in a year, at the prices of the catalogue on a day.

use super::dossier::{Adviesdossier, Pakketdeel};
use catalogus::{Inkoopkader, tarief_op};
use kern::{Bron, Datum, Decimaal, Opzoeking};
use regels::Tijdvak;
use std::collections::BTreeMap;

/// Prices of all products of all frameworks.
#[derive(Debug, Clone, Default)]
pub struct Prijslijst {
    kaders: BTreeMap<String, Kaderprijzen>,
}

#[derive(Debug, Clone)]
struct Kaderprijzen {
    kader: Inkoopkader,
    weken: Vec<(kern::Periode, Decimaal)>,
}

impl Prijslijst {
    /// Of these frameworks. One that makes no catalogue has no prices here.
    pub fn uit<'k>(kaders: impl IntoIterator<Item = &'k regels::Kader>) -> Self {
        let mut lijst = Self::default();
        for k in kaders {
            let Ok(kader) = Inkoopkader::uit(k) else { continue };
            let weken = kader
                .producten
                .iter()
                .flat_map(|p| &p.tarieven)
                .map(|t| (t.geldig, k.weken_per_jaar(t.geldig.van())))
                .collect();
            lijst.kaders.insert(k.id.clone(), Kaderprijzen { kader, weken });
        }
        lijst
    }

    /// Whether a framework has a product of this name, whenever it holds.
    pub(super) fn kent(&self, kader: &str, kort: &str) -> bool {
        self.kaders.get(kader).is_some_and(|k| k.kader.producten.iter().any(|p| p.kort == kort))
    }

    /// What so many of a product cost in a year, in cents, at the price of the document: what is sent per month or week is
    /// rounded, and a comparison must not be decided by that.
    fn jaar(&self, kader: &str, kort: &str, aantal: Decimaal, dag: Datum) -> Result<Prijs, Prijsgat> {
        let k = self.kaders.get(kader).ok_or(Prijsgat::Kader)?;
        let mut passend = k.kader.producten.iter().filter(|p| p.kort == kort).peekable();
        passend.peek().ok_or(Prijsgat::Product)?;
        // a product may stand in the list once per period
        let gevonden = passend.find_map(|p| match tarief_op(p, dag) {
            Opzoeking::Geldig(t) => Some((p, t)),
            _ => None,
        });
        let (p, t) = gevonden.ok_or(Prijsgat::Dag)?;
        let weken = k.weken.iter().find(|(g, _)| g.bevat(dag)).map_or(Decimaal::from(52), |(_, w)| *w);
        let per =
            if t.verzending.per == Tijdvak::Stuk { Tijdvak::from(p.frequentie) } else { t.verzending.per };
        let een = per.reken_om(t.verzending.basis, Tijdvak::Jaar, weken).ok_or(Prijsgat::Tijd)?;
        Ok(Prijs {
            cent: een.checked_mul(aantal).ok_or(Prijsgat::Tijd)?,
            basis: t.verzending.basis,
            per: t.verzending.per,
            verzonnen: t.verzonnen,
            bron: t.bron.clone(),
        })
    }
}

/// A price with where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Prijs {
    /// Cents in a year.
    pub cent: Decimaal,
    pub basis: Decimaal,
    pub per: Tijdvak,
    pub verzonnen: bool,
    pub bron: Bron,
}

/// Why a part has no price in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Prijsgat {
    Kader,
    Product,
    Dag,
    Tijd,
}

impl Prijsgat {
    pub(super) fn tekst(self) -> &'static str {
        match self {
            Self::Kader => "dit kader is er niet",
            Self::Product => "dit product staat niet in het kader",
            Self::Dag => "dit product heeft op deze dag geen prijs",
            Self::Tijd => "van deze prijs is geen bedrag per jaar te maken",
        }
    }
}

/// One part of a package, priced.
pub(super) fn deel(
    lijst: &Prijslijst,
    eigen: &str,
    deel: &Pakketdeel,
    dag: Datum,
) -> Result<Prijs, Prijsgat> {
    match deel {
        Pakketdeel::Product { kader, kort, aantal } => {
            lijst.jaar(kader.as_deref().unwrap_or(eigen), kort, *aantal, dag)
        }
        Pakketdeel::Bedrag { cent, per, bron, .. } => {
            let jaar = per.reken_om(*cent, Tijdvak::Jaar, Decimaal::from(52)).ok_or(Prijsgat::Tijd)?;
            Ok(Prijs {
                cent: jaar,
                basis: *cent,
                per: *per,
                verzonnen: false,
                bron: Bron::new("dossier", bron.clone()),
            })
        }
    }
}

/// Cents in a year of both packages; `None` when a package is empty or a part has no price.
pub(super) fn kosten(
    lijst: &Prijslijst,
    eigen: &str,
    dossier: &Adviesdossier,
) -> Option<(Decimaal, Decimaal)> {
    let p = dossier.pakketten.as_ref()?;
    let som = |delen: &[Pakketdeel]| {
        if delen.is_empty() {
            return None;
        }
        delen
            .iter()
            .try_fold(Decimaal::ZERO, |s, d| s.checked_add(deel(lijst, eigen, d, dossier.datum).ok()?.cent))
    };
    Some((som(&p.thuis)?, som(&p.verblijf)?))
}
