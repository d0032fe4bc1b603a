//! What is known of someone, as the engine takes it.

use crate::zrm::{Zrmdomein, Zrmmeting};
use kern::{Datum, Decimaal, Gemeentecode, Periode};
use regels::{Tijdvak, Werksoort};
use std::collections::BTreeMap;

/// Everything that advice is asked on. What is not known is left out: it is then asked for, never guessed.
#[derive(Debug, Clone, PartialEq)]
pub struct Adviesdossier {
    /// The day of which the rules and prices count.
    pub datum: Datum,
    /// Municipality of the client.
    pub gemeente: Option<Gemeentecode>,
    /// The latest measurement.
    pub zrm: Option<Zrmmeting>,
    /// Work that is needed.
    pub werk: Vec<Werk>,
    /// Answers by the id of a criterion, term or route.
    pub antwoorden: BTreeMap<String, Antwoord>,
    /// Where people of a cluster live and where support is.
    pub wonen: Option<Wonen>,
    /// What all support costs at home and with a place to stay.
    pub pakketten: Option<Pakketten>,
    /// From the first day of this support, also when it runs already, to the last day that is asked for.
    pub periode: Option<Periode>,
    /// Support that is to be given in place of other support.
    pub ruil: Vec<Ruil>,
    /// Papers that are there, such as an offerte.
    pub stukken: Vec<String>,
    /// Short names of products or codes of prestaties to judge; empty for all.
    pub alleen: Vec<String>,
}

impl Adviesdossier {
    /// A dossier in which nothing is known yet.
    pub fn new(datum: Datum) -> Self {
        Self {
            datum,
            gemeente: None,
            zrm: None,
            werk: Vec::new(),
            antwoorden: BTreeMap::new(),
            wonen: None,
            pakketten: None,
            periode: None,
            ruil: Vec::new(),
            stukken: Vec::new(),
            alleen: Vec::new(),
        }
    }

    /// Adds or replaces an answer.
    #[must_use]
    pub fn met(mut self, id: impl Into<String>, antwoord: Antwoord) -> Self {
        self.antwoorden.insert(id.into(), antwoord);
        self
    }
}

/// The answer to one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Antwoord {
    /// It is so or not. A judgement without a motivation counts as not given.
    JaNee {
        /// Whether it is so.
        ja: bool,
        /// Why.
        motivering: Option<String>,
    },
    /// So many.
    Getal(Decimaal),
}

impl Antwoord {
    /// Yes, as a fact.
    pub fn ja() -> Self {
        Self::JaNee { ja: true, motivering: None }
    }

    /// No, as a fact.
    pub fn nee() -> Self {
        Self::JaNee { ja: false, motivering: None }
    }

    /// A judgement with why.
    pub fn oordeel(ja: bool, motivering: impl Into<String>) -> Self {
        Self::JaNee { ja, motivering: Some(motivering.into()) }
    }

    /// Why, if that was said.
    pub fn motivering(&self) -> Option<&str> {
        match self {
            Self::JaNee { motivering, .. } => motivering.as_deref().map(str::trim).filter(|m| !m.is_empty()),
            Self::Getal(_) => None,
        }
    }
}

/// Work of one kind in one domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Werk {
    /// Domain of life.
    pub domein: Zrmdomein,
    /// Kind.
    pub soort: Werksoort,
    /// Hours in a week.
    pub uren: Decimaal,
}

/// A point on the earth, in degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Coordinaat {
    breedte: f64,
    lengte: f64,
}

impl Coordinaat {
    /// A point; `None` when it is not on the globe.
    pub fn new(breedte: f64, lengte: f64) -> Option<Self> {
        let goed = (-90.0..=90.0).contains(&breedte) && (-180.0..=180.0).contains(&lengte);
        goed.then_some(Self { breedte, lengte })
    }

    /// Degrees north.
    pub fn breedte(self) -> f64 {
        self.breedte
    }

    /// Degrees east.
    pub fn lengte(self) -> f64 {
        self.lengte
    }
}

/// The dwellings of a cluster, and the places where support is in person.
#[derive(Debug, Clone, PartialEq)]
pub struct Wonen {
    /// Dwellings.
    pub woningen: Vec<Coordinaat>,
    /// Places with support.
    pub steunpunten: Vec<Coordinaat>,
}

/// Two packages of support to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pakketten {
    /// All support at home.
    pub thuis: Vec<Pakketdeel>,
    /// Support with a place to stay.
    pub verblijf: Vec<Pakketdeel>,
}

/// A part of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pakketdeel {
    /// A product of the catalogue, at its price on the day.
    Product {
        /// Framework; `None` for the one that advice is asked of.
        kader: Option<String>,
        /// Short name.
        kort: String,
        /// How many per period of the product; mostly one.
        aantal: Decimaal,
    },
    /// Something that is not in the catalogue.
    Bedrag {
        /// What it is.
        naam: String,
        /// Cents.
        cent: Decimaal,
        /// For which stretch of time.
        per: Tijdvak,
        /// Where the amount comes from.
        bron: String,
    },
}

/// A wish to give support of one kind in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruil {
    /// What was granted.
    pub van: String,
    /// What is to come in its place.
    pub naar: String,
    /// How much of what was granted.
    pub aantal: Decimaal,
}
