//! Figures over the chain, as rows for the crate `monitoring` and for the pages.

use super::overzicht::MaandKosten;
use kern::{AgbCode, Datum, Eurocent, Gemeentecode};

/// Over what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MonitorVraag {
    /// First day.
    pub van: Datum,
    /// Last day, included.
    pub tot: Datum,
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
}

/// Clients of a provider with care in the period: someone with an assignment that ran on a day of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InzetRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// IB, DB, KDV; empty when the product is not in the catalogue.
    pub prestatie: String,
    /// Different clients.
    pub clienten: i64,
}

/// Clients of a provider over all its products.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AanbiederClienten {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Different clients.
    pub clienten: i64,
}

/// Rejection per provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AfwijsRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Lines answered.
    pub regels: i64,
    /// Of those: rejected.
    pub afgewezen: i64,
    /// Claimed.
    pub ingediend: Eurocent,
    /// Granted.
    pub toegekend: Eurocent,
}

/// The figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Monitor {
    /// The question.
    pub vraag: MonitorVraag,
    /// The municipalities: code, name, different clients with care in the period.
    pub gemeenten: Vec<(Gemeentecode, String, i64)>,
    /// Clients per provider.
    pub aanbieders: Vec<AanbiederClienten>,
    /// Clients per provider and prestatie.
    pub inzet: Vec<InzetRij>,
    /// Granted per month and municipality.
    pub kosten: Vec<MaandKosten>,
    /// Rejection per provider.
    pub afwijzing: Vec<AfwijsRij>,
}
