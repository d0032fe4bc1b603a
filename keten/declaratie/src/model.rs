//! What is claimed, and the facts against which a claim is judged.

use crate::afspraken::Afspraken;
use kern::{Datum, Decimaal, Eenheid, Eurocent, Frequentie, Periode, Productcategorie, Productcode};

/// Debit (a claim) or credit (a claim taken back).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DebetCredit {
    /// The provider asks this amount.
    Debet,
    /// The provider takes an earlier granted line back.
    Credit,
}

/// One line of a claim: a Prestatie of a 323.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Prestatieregel<'a> {
    /// ReferentieNummer, unique for the provider.
    pub referentie: &'a str,
    /// Of a credit: the ReferentieNummer of the line that it takes back.
    pub vorige_referentie: Option<&'a str>,
    /// ToewijzingNummer that the line refers to.
    pub toewijzing: i64,
    /// Category of list WMO020.
    pub categorie: Productcategorie,
    /// Product code.
    pub code: Productcode,
    /// First day of the ProductPeriode.
    pub van: Datum,
    /// Last day of the ProductPeriode, included.
    pub tot: Datum,
    /// GeleverdVolume, in `eenheid`; cents when the unit is euros.
    pub volume: i64,
    /// Unit of the volume.
    pub eenheid: Eenheid,
    /// ProductTarief in cents; absent when the unit is euros.
    pub tarief: Option<Eurocent>,
    /// IngediendBedrag, never negative.
    pub bedrag: Eurocent,
    /// Debit or credit.
    pub dc: DebetCredit,
}

impl Prestatieregel<'_> {
    /// The amount with its sign: a credit is negative.
    pub fn bedrag_met_teken(&self) -> Eurocent {
        match self.dc {
            DebetCredit::Debet => self.bedrag,
            DebetCredit::Credit => Eurocent(-self.bedrag.0),
        }
    }
}

/// How much was assigned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omvang {
    /// Number of units; cents when the unit is euros.
    pub volume: i64,
    /// Unit.
    pub eenheid: Eenheid,
    /// Per day, week, month or in total.
    pub frequentie: Frequentie,
}

/// What is known of the assignment that a line refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToewijzingFeit {
    /// The client that it was given for.
    pub client: i64,
    /// Whether the claiming provider is the one that it was given to.
    pub van_deze_aanbieder: bool,
    /// Category, if the assignment names one.
    pub categorie: Option<Productcategorie>,
    /// Product code, if the assignment names one.
    pub code: Option<Productcode>,
    /// Ingangsdatum up to and including Einddatum.
    pub periode: Periode,
    /// Omvang, if the assignment has one.
    pub omvang: Option<Omvang>,
    /// Budget for the whole term, if the assignment has one.
    pub budget: Option<Eurocent>,
    /// Withdrawn as if it never was: RedenWijziging 13.
    pub verwijderd: bool,
}

/// A line on the same assignment that was granted earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EerdereRegel {
    /// ReferentieNummer.
    pub referentie: String,
    /// Of a credit: which line it took back.
    pub vorige_referentie: Option<String>,
    /// Category.
    pub categorie: Productcategorie,
    /// Product code.
    pub code: Productcode,
    /// First day.
    pub van: Datum,
    /// Last day.
    pub tot: Datum,
    /// Volume, positive also for a credit.
    pub volume: i64,
    /// Unit of the volume.
    pub eenheid: Eenheid,
    /// Tariff in cents.
    pub tarief: Option<Eurocent>,
    /// Amount with its sign: a credit is negative.
    pub bedrag: Eurocent,
}

impl EerdereRegel {
    /// Whether this line is a credit.
    pub fn is_credit(&self) -> bool {
        self.vorige_referentie.is_some()
    }
}

/// A contract price in force on the first day of the ProductPeriode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contractprijs {
    /// Unit that the price is for.
    pub eenheid: Eenheid,
    /// Unrounded price in cents; absent for euros.
    pub tarief: Option<Decimaal>,
}

/// Whether the BSN of the claim is that of a client of this municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientFeit {
    /// No client has this BSN.
    Onbekend,
    /// The client's key.
    Bekend(i64),
}

/// Everything a line is judged against. All of it is known to the provider too (OP095).
#[derive(Debug, Clone, Copy)]
pub struct Feiten<'a> {
    /// The client of the line.
    pub client: i64,
    /// The assignment, if the number exists in this municipality.
    pub toewijzing: Option<&'a ToewijzingFeit>,
    /// Granted lines on the same assignment, credits included, in any order (OP080).
    pub eerdere: &'a [EerdereRegel],
    /// Contract prices of the claiming provider for this product, in force on the first day of the period.
    pub prijzen: &'a [Contractprijs],
    /// Whether the ReferentieNummer was used before in a granted line.
    pub referentie_gebruikt: bool,
    /// Whether the product code is one of its category, as far as there is a list of them (TR381).
    pub product_past: bool,
    /// What parties agreed where the standard leaves it open, on the first day of the period.
    pub afspraken: &'a Afspraken,
}

/// The head of a claim: class Declaratie of a 323.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declaratiekop<'a> {
    /// DeclaratieNummer.
    pub nummer: &'a str,
    /// DeclaratiePeriode: one whole calendar month.
    pub periode: Periode,
}

/// What the head of a claim is judged against.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DeclaratieFeiten {
    /// Whether an earlier processed claim of this provider has the same number.
    pub nummer_gebruikt: bool,
    /// First day of the last period that this provider claimed.
    pub laatste_periode: Option<Datum>,
    /// What parties agreed where the standard leaves it open, on the first day of the claimed month.
    pub afspraken: Afspraken,
}
