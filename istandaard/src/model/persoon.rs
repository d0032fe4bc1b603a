//! People and where they can be reached.

use super::Code;
use kern::{Datum, Retourcode};

/// A date of birth that may be partly unknown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geboortedatum {
    /// The date, not after the day of the message (TR134) and at most 120 years before it (TR002).
    pub datum: Datum,
    /// Which part of it must not be used (COD170); that part is 01 (CS139).
    pub gebruik: Option<Code>,
}

/// A surname with its prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Achternaam {
    /// The surname, at most 200 characters on one line.
    pub achternaam: String,
    /// `de`, `van der`; at most 10 characters.
    pub voorvoegsel: Option<String>,
}

/// Name in an assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VolledigeNaam {
    /// Name at birth.
    pub geslachtsnaam: Achternaam,
    /// Name of the partner.
    pub partnernaam: Option<Achternaam>,
    /// First names, at most 200 characters.
    pub voornamen: Option<String>,
    /// Initials, at most 6 letters without dots (RS045).
    pub voorletters: Option<String>,
    /// Which name the person goes by (COD700, CS050).
    pub naamgebruik: Code,
}

/// Name in the other messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerkorteNaam {
    /// Name at birth.
    pub geslachtsnaam: Achternaam,
    /// First names, at most 200 characters.
    pub voornamen: Option<String>,
    /// Initials, at most 6 letters without dots (RS045).
    pub voorletters: Option<String>,
}

/// A special form of communication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Communicatie {
    /// The form (COD747).
    pub vorm: Code,
    /// The language, for an interpreter (CD007); at most 25 characters.
    pub taal: Option<String>,
}

/// A house in a street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Huis {
    /// Number, at most five digits.
    pub nummer: i64,
    /// Letter, one character.
    pub letter: Option<String>,
    /// Addition, at most 4 characters.
    pub toevoeging: Option<String>,
    /// Where in the house (NUM061).
    pub aanduiding: Option<Code>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Adres {
    /// House; a Dutch address has one (CD025).
    pub huis: Option<Huis>,
    /// Postal code, at most 8 characters; Dutch ones as `1234AB` (CS089). Addresses 01 and 03 have one (CD034).
    pub postcode: Option<String>,
    /// Street, at most 24 characters.
    pub straat: Option<String>,
    /// Town, at most 80 characters.
    pub plaats: Option<String>,
    /// Country (COD032); with a postal code, and only then (CD005).
    pub land: Option<Code>,
}

/// A telephone number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telefoon {
    /// Number, at most 15 digits (RS046).
    pub nummer: String,
    /// Country number, at most 4 characters.
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
    /// Organisation where the person stays, at most 35 characters.
    pub organisatie: Option<String>,
    /// One or two telephone numbers, or none when house and postal code are there (TR006).
    pub telefoon: Vec<Telefoon>,
    /// E-mail address, at most 80 characters.
    pub email: Option<String>,
    /// Term of a temporary address (04), and only of that (CD009).
    pub periode: Option<OpenPeriode>,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}
