//! People and where they can be reached.

use super::Code;
use kern::{Datum, Retourcode};

/// A date of birth that may be partly unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geboortedatum {
    /// The date.
    pub datum: Datum,
    /// Which part of it must not be used (COD170).
    pub gebruik: Option<Code>,
}

/// A surname with its prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Achternaam {
    /// The surname.
    pub achternaam: String,
    /// `de`, `van der`.
    pub voorvoegsel: Option<String>,
}

/// Name in an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolledigeNaam {
    /// Name at birth.
    pub geslachtsnaam: Achternaam,
    /// Name of the partner.
    pub partnernaam: Option<Achternaam>,
    /// First names.
    pub voornamen: Option<String>,
    /// Initials.
    pub voorletters: Option<String>,
    /// Which name the person goes by (COD700).
    pub naamgebruik: Code,
}

/// Name in the other messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerkorteNaam {
    /// Name at birth.
    pub geslachtsnaam: Achternaam,
    /// First names.
    pub voornamen: Option<String>,
    /// Initials.
    pub voorletters: Option<String>,
}

/// A special form of communication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Communicatie {
    /// COD747.
    pub vorm: Code,
    /// The language, for an interpreter.
    pub taal: Option<String>,
}

/// A house in a street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Huis {
    /// Number.
    pub nummer: i64,
    /// Letter.
    pub letter: Option<String>,
    /// Addition.
    pub toevoeging: Option<String>,
    /// NUM061.
    pub aanduiding: Option<Code>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adres {
    /// House.
    pub huis: Option<Huis>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Street.
    pub straat: Option<String>,
    /// Town.
    pub plaats: Option<String>,
    /// Country (COD032).
    pub land: Option<Code>,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telefoon {
    /// Number.
    pub nummer: String,
    /// Country number.
    pub land: String,
}

/// A period of which either end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenPeriode {
    /// First day.
    pub van: Option<Datum>,
    /// Last day, included.
    pub tot: Option<Datum>,
}

/// Where somebody can be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Kind of address (COD757).
    pub soort: Code,
    /// Address.
    pub adres: Option<Adres>,
    /// Organisation where the person stays.
    pub organisatie: Option<String>,
    /// One or two telephone numbers, or none.
    pub telefoon: Vec<Telefoon>,
    /// E-mail address.
    pub email: Option<String>,
    /// Term of a temporary address.
    pub periode: Option<OpenPeriode>,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}
