//! The besluit and the proposal that it is made from.

use inkoop::Productsleutel;
use kern::{Datum, Gemeentecode, Periode, Uitleg};
use std::fmt;
use toegang::{ClientId, MeldingId};

/// Number of a besluit within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BesluitId(pub i64);

impl fmt::Display for BesluitId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a consulent filled in. Nothing is certain yet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Voorstel {
    /// What the support is, in words.
    pub aard: String,
    /// How much, in words: hours or activities (CRvB, ECLI:NL:CRVB:2018:3241).
    pub intensiteit: String,
    /// Product of the catalogue.
    pub product: Option<Productsleutel>,
    /// First day of the support.
    pub ingangsdatum: Option<Datum>,
    /// Last day; empty means open, which the ruling allows only when `open_einde` says so on purpose.
    pub einddatum: Option<Datum>,
    /// The support has no end date on purpose.
    pub open_einde: bool,
    /// Why: what the onderzoek showed.
    pub grond: String,
}

/// A besluit to give a maatwerkvoorziening (Wmo 2015, art. 2.3.5): aard, intensiteit, duur, product and ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besluit {
    /// Municipality that decides.
    pub gemeente: Gemeentecode,
    /// Number within the municipality.
    pub id: BesluitId,
    /// For whom.
    pub client: ClientId,
    /// Melding that it began with, when there was one.
    pub melding: Option<MeldingId>,
    /// Day of the besluit.
    pub besluit_op: Datum,
    /// What.
    pub aard: String,
    /// How much, in words.
    pub intensiteit: String,
    /// Product of the catalogue.
    pub product: Productsleutel,
    /// How long.
    pub duur: Periode,
    /// Why.
    pub grond: String,
    /// What the besluit rests on.
    pub uitleg: Uitleg,
}
