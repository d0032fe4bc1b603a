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
    /// Contacts, at least one, one of each kind (TR101), of which one an address (TR061).
    pub contacten: Vec<Contact>,
    /// Assigned products, at least one; the same product not twice at one time (TR302).
    pub producten: Vec<ToegewezenProduct>,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}

/// Somebody around the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relatie {
    /// Number, 1 to 20 characters, unique within the client (TR101).
    pub nummer: String,
    /// Who comes first, 0 to 99.
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
    /// Volume in units per [`Self::frequentie`], at most eight digits.
    pub volume: i64,
    /// Unit (WJ756).
    pub eenheid: Eenheid,
    /// How often (WMO757).
    pub frequentie: Frequentie,
}

/// An assigned product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToegewezenProduct {
    /// ToewijzingNummer, at most nine digits, unique within the municipality (TR332).
    pub nummer: i64,
    /// Reference of the request that this assignment honours, 1 to 36 characters (TR379).
    pub referentie_aanbieder: Option<String>,
    /// Product; absent in a generic assignment, which has a budget (CD079).
    pub product: Option<Product>,
    /// Day of the decision to assign, not after the day of the message (TR134).
    pub toewijzingsdatum: Datum,
    /// Time of that decision.
    pub toewijzingstijd: jiff::civil::Time,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day, included (CS003); needed with a budget (CD075) or a volume per week (CD076).
    pub einddatum: Option<Datum>,
    /// Reason of a change (WMO002); `13` takes the assignment back and ends it on its first day (CS335).
    pub reden_wijziging: Option<Code>,
    /// How much; with a product code (CD041), not with a budget (CD077).
    pub omvang: Option<Omvang>,
    /// Budget in whole cents, in place of a volume (CD078).
    pub budget: Option<Eurocent>,
    /// Free text.
    pub commentaar: Option<String>,
    /// Only in a 302.
    pub retourcodes: Vec<Retourcode>,
}
