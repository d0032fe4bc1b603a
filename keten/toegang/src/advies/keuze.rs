//! The consulent chooses. The choice may depart from the advice, with a motivation, and each rule that was departed from is
//! kept: a rule that is often departed from is bad policy.

use super::model::Advies;
use super::oordeel::Uitkomst;
use kern::Bevinding;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a consulent chose at an advice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Keuze {
    producten: Vec<String>,
    motivering: Option<String>,
    afwijkingen: Vec<Afwijking>,
}

/// A rule that was departed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afwijking {
    /// The rule: framework and id, as in a [`super::Reden`]; or the framework and the product when the whole was not followed.
    pub regel: String,
    /// The product, opslag or component that it is about.
    pub product: String,
    /// In which way.
    pub richting: Richting,
}

/// In which way a choice departs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Richting {
    /// Given, though the rule says no.
    TochWel,
    /// Not given, though it was advised.
    TochNiet,
    /// Given, while the rule still had something to ask.
    VoorAlles,
}

impl Keuze {
    /// A choice of products, opslagen and components by their short names; none at all is a refusal. Refused, with every
    /// reason, when the advice knows no such product, when one is named twice, when something stands beside nothing that it
    /// goes with, or when it departs from the advice without a motivation.
    pub fn maak(advies: &Advies, producten: &[&str], motivering: &str) -> Result<Self, Vec<Bevinding>> {
        let mut mis = Vec::new();
        let mut afwijkingen = Vec::new();
        for (i, kort) in producten.iter().enumerate() {
            let plek = || format!("producten[{i}]");
            if producten.iter().take(i).any(|p| p == kort) {
                mis.push(Bevinding::new(
                    "KEUZE-DUBBEL",
                    None,
                    plek(),
                    format!("{kort} is twee keer gekozen."),
                ));
                continue;
            }
            let Some(p) = advies.product(kort) else {
                let tekst = format!("{} kent geen product '{kort}'. Kies uit het advies.", advies.kader_naam);
                mis.push(Bevinding::new("KEUZE-PRODUCT", None, plek(), tekst));
                continue;
            };
            let richting = match p.uitkomst {
                Uitkomst::Voldoet => continue,
                Uitkomst::VoldoetNiet => Richting::TochWel,
                Uitkomst::OordeelNodig | Uitkomst::GegevensOntbreken => Richting::VoorAlles,
            };
            let regels = p.redenen.iter().map(|r| &r.regel).chain(p.vragen.iter().map(|v| &v.regel));
            voeg_toe(&mut afwijkingen, regels, kort, richting);
        }
        for groep in &advies.adviezen {
            let Some(product) = &groep.product else { continue };
            // an opslag that has the price of the product in it takes its place, and is not a departure from it
            let vervult = |p: &&str| *p == product || groep.te_bestellen.iter().any(|b| b == p);
            if !producten.iter().any(vervult) {
                let regel = format!("{}/{product}", advies.kader);
                voeg_toe(&mut afwijkingen, std::iter::once(&regel), product, Richting::TochNiet);
            }
            for o in groep.onderdelen.iter().filter(|o| !producten.contains(&o.product.as_str())) {
                let regel = format!("{}/{}", advies.kader, o.product);
                voeg_toe(&mut afwijkingen, std::iter::once(&regel), &o.product, Richting::TochNiet);
            }
        }
        let motivering = motivering.trim();
        if !afwijkingen.is_empty() && motivering.is_empty() {
            let regels: Vec<_> = afwijkingen.iter().map(|a| a.regel.as_str()).collect();
            mis.push(Bevinding::new(
                "KEUZE-MOTIVERING",
                None,
                "motivering",
                format!(
                    "De keuze wijkt af van het advies. Schrijf waarom. Het gaat om: {}.",
                    regels.join(", ")
                ),
            ));
        }
        if !mis.is_empty() {
            return Err(mis);
        }
        Ok(Self {
            producten: producten.iter().map(|p| (*p).to_owned()).collect(),
            motivering: (!motivering.is_empty()).then(|| motivering.to_owned()),
            afwijkingen,
        })
    }

    /// Short names of what was chosen; empty is a refusal.
    pub fn producten(&self) -> &[String] {
        &self.producten
    }

    /// Why, if that was said.
    pub fn motivering(&self) -> Option<&str> {
        self.motivering.as_deref()
    }

    /// The rules that were departed from; empty when the advice was followed.
    pub fn afwijkingen(&self) -> &[Afwijking] {
        &self.afwijkingen
    }
}

fn voeg_toe<'a>(
    uit: &mut Vec<Afwijking>,
    regels: impl Iterator<Item = &'a String>,
    product: &str,
    richting: Richting,
) {
    for regel in regels {
        if !uit.iter().any(|a| a.regel == *regel && a.product == product) {
            uit.push(Afwijking { regel: regel.clone(), product: product.to_owned(), richting });
        }
    }
}

/// How often a rule was departed from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Afwijktelling {
    /// Given, though the rule said no.
    pub toch_wel: u32,
    /// Not given, though it was advised.
    pub toch_niet: u32,
    /// Given before everything was known.
    pub voor_alles: u32,
}

impl Afwijktelling {
    /// In how many choices.
    pub fn totaal(&self) -> u32 {
        self.toch_wel.saturating_add(self.toch_niet).saturating_add(self.voor_alles)
    }
}

/// Departures per rule, over any number of choices. A choice counts once per rule, however many products it was about.
pub fn tel_afwijkingen<'k>(keuzes: impl IntoIterator<Item = &'k Keuze>) -> BTreeMap<String, Afwijktelling> {
    let mut uit: BTreeMap<String, Afwijktelling> = BTreeMap::new();
    for keuze in keuzes {
        for (i, a) in keuze.afwijkingen.iter().enumerate() {
            if keuze.afwijkingen.iter().take(i).any(|b| b.regel == a.regel) {
                continue;
            }
            let t = uit.entry(a.regel.clone()).or_default();
            let plek = match a.richting {
                Richting::TochWel => &mut t.toch_wel,
                Richting::TochNiet => &mut t.toch_niet,
                Richting::VoorAlles => &mut t.voor_alles,
            };
            *plek = plek.saturating_add(1);
        }
    }
    uit
}
