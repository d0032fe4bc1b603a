//! The assignment: 301 and its answer 302.

use super::{Code, Communicatie, Contact, Geboortedatum, VolledigeNaam};
use kern::{Bsn, Datum, Eenheid, Eurocent, Frequentie, Product, Retourcode};

/// The client of a 301 or 302.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientToewijzing {
    /// BSN.
    pub bsn: Bsn,
    /// Date of birth.
    pub geboortedatum: Geboortedatum,
    /// Sex (COD046).
    pub geslacht: Code,
    /// Name.
    pub naam: VolledigeNaam,
    /// Special form of communication.
    pub communicatie: Option<Communicatie>,
    /// Legal status (WJ232).
    pub juridische_status: Option<Code>,
    /// Legal representation (WJ003).
    pub wettelijke_vertegenwoordiging: Option<Code>,
    /// Free text.
    pub commentaar: Option<String>,
    /// Relations.
    pub relaties: Vec<Relatie>,
    /// Contacts, at least one.
    pub contacten: Vec<Contact>,
    /// Assigned products, at least one.
    pub producten: Vec<ToegewezenProduct>,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}

/// Somebody around the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relatie {
    /// Number, unique within the client.
    pub nummer: String,
    /// Who comes first.
    pub volgorde: Option<i64>,
    /// Kind of relation (COD472).
    pub soort: Code,
    /// Date of birth.
    pub geboortedatum: Option<Geboortedatum>,
    /// Sex (COD046).
    pub geslacht: Option<Code>,
    /// Name.
    pub naam: VolledigeNaam,
    /// Contact.
    pub contact: Contact,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omvang {
    /// Volume.
    pub volume: i64,
    /// Unit.
    pub eenheid: Eenheid,
    /// How often.
    pub frequentie: Frequentie,
}

/// An assigned product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToegewezenProduct {
    /// ToewijzingNummer, unique within the municipality.
    pub nummer: i64,
    /// Reference of the request that this assignment honours.
    pub referentie_aanbieder: Option<String>,
    /// Product; absent in a generic assignment.
    pub product: Option<Product>,
    /// Day of the decision to assign.
    pub toewijzingsdatum: Datum,
    /// Time of that decision.
    pub toewijzingstijd: jiff::civil::Time,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day, included.
    pub einddatum: Option<Datum>,
    /// Reason of a change (WMO002).
    pub reden_wijziging: Option<Code>,
    /// How much.
    pub omvang: Option<Omvang>,
    /// Budget, in place of a volume.
    pub budget: Option<Eurocent>,
    /// Free text.
    pub commentaar: Option<String>,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}
