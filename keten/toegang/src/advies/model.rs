//! Advice in words: what is stored, shown and given as JSON.

use super::oordeel::Uitkomst;
use kern::{Bron, Datum, Uitleg};
use serde::{Deserialize, Serialize};

/// Days as text in JSON.
pub(crate) mod dag {
    use kern::{Datum, lees_datum};
    use serde::{Deserialize, Deserializer, Serializer, de};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
    pub(crate) fn serialize<S: Serializer>(d: &Datum, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(d)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Datum, D::Error> {
        let tekst = String::deserialize(d)?;
        lees_datum(&tekst).ok_or_else(|| de::Error::custom("geen dag als JJJJ-MM-DD"))
    }
}

/// What the rules of a framework make of a dossier. It decides nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advies {
    /// Framework.
    pub kader: String,
    /// Its name for people.
    pub kader_naam: String,
    /// The day of which rules and prices count.
    #[serde(with = "dag")]
    pub datum: Datum,
    /// What is advised, per group of products of which one is chosen.
    pub adviezen: Vec<Groepsadvies>,
    /// The verdict on every product.
    pub producten: Vec<Productadvies>,
    /// The shares of the work; `None` when no work was given.
    pub mix: Option<Mixblad>,
    /// What both packages cost; `None` when these were not given.
    pub pakketten: Option<Pakketvergelijking>,
    /// Support in place of other support.
    pub ruil: Vec<Ruiladvies>,
    /// Ways around the products.
    pub routes: Vec<Routeadvies>,
    /// What parties must do when the advised products are given.
    pub plichten: Vec<Plichtregel>,
    /// Answers that no rule of this day asks for.
    pub niet_gebruikt: Vec<String>,
    /// Why, as a tree.
    pub uitleg: Uitleg,
}

impl Advies {
    /// The verdict on a product.
    pub fn product(&self, kort: &str) -> Option<&Productadvies> {
        self.producten.iter().find(|p| p.product == kort)
    }

    /// Everything that must be asked before all is known, once each.
    pub fn vragen(&self) -> Vec<&Vraag> {
        let mut uit: Vec<&Vraag> = Vec::new();
        for v in self.producten.iter().flat_map(|p| &p.vragen) {
            if !uit.iter().any(|x| x.id == v.id) {
                uit.push(v);
            }
        }
        uit
    }
}

/// What is advised of a group of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Groepsadvies {
    /// What is chosen: the name of the division, or of the product.
    pub naam: String,
    /// The product; `None` when none fits or something must be asked first.
    pub product: Option<String>,
    /// Opslagen and components that go with it and fit.
    pub onderdelen: Vec<Onderdeel>,
    /// What would be ordered: an opslag that has the price of the product in it takes its place.
    pub te_bestellen: Vec<String>,
    /// In words.
    pub tekst: String,
}

/// An opslag or component that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Onderdeel {
    /// Short name.
    pub product: String,
    /// Its price comes in place of that of the product; else on top.
    pub in_plaats_van: bool,
    /// How long it may last by the grounds that hold: "tijdelijk" or "tijdelijk of blijvend".
    pub duur: Option<String>,
}

/// The verdict on a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Productadvies {
    /// Short name.
    pub product: String,
    /// Name.
    pub naam: String,
    /// product, opslag or component.
    pub soort: String,
    /// Verdict.
    pub uitkomst: Uitkomst,
    /// Everything because of which it does not fit.
    pub redenen: Vec<Reden>,
    /// Everything that must be asked before it is known; empty when it is.
    pub vragen: Vec<Vraag>,
    /// How long it may last.
    pub termijnen: Vec<Termijnadvies>,
}

/// Why a product does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reden {
    /// The rule: framework and id of the test, division or term. Departures are counted by it.
    pub regel: String,
    /// The criterion that does not hold, if it is one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub criterium: Option<String>,
    /// In plain Dutch.
    pub tekst: String,
    /// Document and place.
    pub bron: Bron,
}

/// What kind of answer is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vraagsoort {
    /// A judgement, with why.
    Oordeel,
    /// Yes or no.
    Feit,
    /// A number.
    Getal,
    /// A measurement with the matrix.
    Meting,
    /// Work with hours.
    Werk,
    /// The last day that is asked for.
    Einddatum,
    /// A paper.
    Stuk,
}

/// What must be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Vraag {
    /// Where the answer goes: the id of a criterion, term or route, or a part of the dossier.
    pub id: String,
    /// What kind of answer.
    pub soort: Vraagsoort,
    /// The question.
    pub tekst: String,
    /// The rule that asks.
    pub regel: String,
    /// Document and place.
    pub bron: Bron,
}

/// How long a product may last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Termijnadvies {
    /// The rule.
    pub regel: String,
    /// Months at most; `None` when the source only says that it ends.
    pub maximum_maanden: Option<u32>,
    /// The last day, when it is known from which day it counts.
    pub uiterlijk: Option<String>,
    /// In plain Dutch.
    pub tekst: String,
    /// Document and place.
    pub bron: Bron,
}

/// The shares of the work, and how near the border between two categories is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mixblad {
    /// Per kind of work: word, name, hours in a week, percent with one decimal.
    pub delen: Vec<Mixdeel>,
    /// Hours in domains in which no support is given; they do not count.
    pub valt_weg: String,
    /// Hours in domains of which the level is not known.
    pub open: String,
    /// Hours by which the first is ahead of the second; `None` without hours.
    pub voorsprong: Option<String>,
    /// In plain Dutch, with how many hours turn it.
    pub tekst: String,
}

/// The share of one kind of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mixdeel {
    /// The word in the data.
    pub soort: String,
    /// Name.
    pub naam: String,
    /// Hours in a week.
    pub uren: String,
    /// Percent of the hours that count, to a tenth.
    pub procent: String,
}

/// What both packages cost in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pakketvergelijking {
    /// Cents in a year at home, exact; `None` when a price is missing.
    pub thuis_cent: Option<String>,
    /// Cents in a year with a place to stay.
    pub verblijf_cent: Option<String>,
    /// Parts that have no price, with why.
    pub ontbreekt: Vec<String>,
    /// In plain Dutch.
    pub tekst: String,
}

/// Support in place of other support.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruiladvies {
    /// The rule; `None` when the framework knows no such exchange.
    pub regel: Option<String>,
    /// Verdict.
    pub uitkomst: Uitkomst,
    /// What it comes to: "3 dagdelen dagbesteding worden 3 uur individuele begeleiding".
    pub tekst: String,
    /// Why not.
    pub redenen: Vec<Reden>,
    /// What must be asked first.
    pub vragen: Vec<Vraag>,
}

/// A way around the products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routeadvies {
    /// The rule.
    pub regel: String,
    /// Verdict; open as long as the municipality has not judged.
    pub uitkomst: Uitkomst,
    /// When it is open to someone.
    pub als: String,
    /// What then happens.
    pub tekst: String,
    /// Papers that are asked for and are not there yet.
    pub ontbreekt: Vec<String>,
    /// What must be asked first.
    pub vragen: Vec<Vraag>,
    /// Document and place.
    pub bron: Bron,
}

/// Something that a party must do when the advised products are given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plichtregel {
    /// The rule.
    pub regel: String,
    /// Who.
    pub wie: String,
    /// What.
    pub tekst: String,
    /// Whether it counts is not known yet: a fact is missing.
    pub onzeker: bool,
    /// Document and place.
    pub bron: Bron,
}
