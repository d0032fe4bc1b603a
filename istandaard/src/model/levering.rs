//! Start and stop of support: 305, 307 and their answers 306, 308.

use super::{Code, Geboortedatum, VerkorteNaam};
use kern::{Bsn, Datum, Product, Retourcode};

/// The client of a 305 or 306.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientStart {
    /// BSN.
    pub bsn: Bsn,
    /// Date of birth.
    pub geboortedatum: Geboortedatum,
    /// Sex (COD046).
    pub geslacht: Code,
    /// Name.
    pub naam: VerkorteNaam,
    /// Products that start, at least one.
    pub producten: Vec<StartProduct>,
    /// Only in a 306.
    pub retourcodes: Vec<Retourcode>,
}

/// A product that starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StartProduct {
    /// ToewijzingNummer, at most nine digits (TR019).
    pub toewijzing: Option<i64>,
    /// Product.
    pub product: Option<Product>,
    /// First day of the assignment.
    pub toewijzing_ingangsdatum: Option<Datum>,
    /// Day on which the support starts, not after the day of the message (TR134).
    pub begindatum: Datum,
    /// StatusAanlevering (COD467): `1` first, `3` withdraw (CS058).
    pub status: Code,
    /// Only in a 306.
    pub retourcodes: Vec<Retourcode>,
}

/// The client of a 307 or 308.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientStop {
    /// BSN.
    pub bsn: Bsn,
    /// Date of birth.
    pub geboortedatum: Geboortedatum,
    /// Sex (COD046).
    pub geslacht: Code,
    /// Name.
    pub naam: VerkorteNaam,
    /// Products that stop, at least one.
    pub producten: Vec<StopProduct>,
    /// Only in a 308.
    pub retourcodes: Vec<Retourcode>,
}

/// A product that stops.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopProduct {
    /// ToewijzingNummer, at most nine digits (TR019).
    pub toewijzing: Option<i64>,
    /// Product.
    pub product: Option<Product>,
    /// First day of the assignment.
    pub toewijzing_ingangsdatum: Option<Datum>,
    /// Day on which the support started.
    pub begindatum: Datum,
    /// Why it stops (WMO588); `20` is a temporary stop.
    pub reden: Code,
    /// Last day of support, included: not before it began (TR018), not after the day of the message (TR134).
    pub einddatum: Datum,
    /// StatusAanlevering (COD467): `1` first, `3` withdraw (CS058).
    pub status: Code,
    /// Only in a 308.
    pub retourcodes: Vec<Retourcode>,
}

impl StartProduct {
    /// Whether this withdraws an earlier start.
    pub fn is_verwijdering(&self) -> bool {
        self.status == "3"
    }
}

impl StopProduct {
    /// Whether this withdraws an earlier stop.
    pub fn is_verwijdering(&self) -> bool {
        self.status == "3"
    }

    /// Whether support is expected to go on later.
    pub fn is_tijdelijk(&self) -> bool {
        self.reden == "20"
    }
}
