//! Lines to pay, payments and a batch.

use kern::{AgbCode, Bevinding, Datum, Eurocent, Gemeentecode, Iban};
use std::fmt;

/// Number of a batch within a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Batchnummer(pub i64);

impl fmt::Display for Batchnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// An approved claim line that is not paid yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Betaalbaar {
    /// Municipality that pays.
    pub gemeente: Gemeentecode,
    /// Provider that is paid.
    pub agb: AgbCode,
    /// Message (323) of the line.
    pub bericht: i64,
    /// Place of the line in that message.
    pub volgnr: i64,
    /// Amount; a credit is negative.
    pub bedrag: Eurocent,
    /// Number of the claim, for the remittance text.
    pub declaratie: String,
    /// First day of the period of the claim.
    pub periode_van: Datum,
}

/// Who and where to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rekening {
    /// Provider.
    pub agb: AgbCode,
    /// Name of the holder.
    pub naam: String,
    /// Account, when it is known.
    pub iban: Option<Iban>,
}

/// What a batch is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opdracht {
    /// Municipality that pays.
    pub gemeente: Gemeentecode,
    /// Number of the batch.
    pub nummer: Batchnummer,
    /// Approved up to and including this day.
    pub tot: Datum,
}

/// A line that a payment settles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Betaalregel {
    /// Message (323) of the line.
    pub bericht: i64,
    /// Place of the line in that message.
    pub volgnr: i64,
    /// Amount; a credit is negative.
    pub bedrag: Eurocent,
}

/// One payment to one provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Betaling {
    /// Place in the batch, from 1.
    pub volgnr: i64,
    /// Provider.
    pub agb: AgbCode,
    /// Name of the holder.
    pub naam: String,
    /// Account.
    pub iban: Iban,
    /// Net amount, always above zero.
    pub bedrag: Eurocent,
    /// Reference that comes back on the statement (EndToEndId).
    pub kenmerk: String,
    /// Text for the provider: claims and period.
    pub omschrijving: String,
    /// Lines that it settles.
    pub regels: Vec<Betaalregel>,
}

/// Why a provider is not paid now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RedenOpen {
    /// The credits are as large as the claims, or larger.
    SaldoNietPositief,
    /// The account is not known.
    GeenIban,
}

/// Lines of a provider that stay open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Open {
    /// Provider.
    pub agb: AgbCode,
    /// Net amount that stays open.
    pub bedrag: Eurocent,
    /// Number of lines.
    pub regels: usize,
    /// Why.
    pub reden: RedenOpen,
}

/// A payment batch of one municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// What it was made for.
    pub opdracht: Opdracht,
    /// Payments, in order of provider.
    pub betalingen: Vec<Betaling>,
    /// What stays open.
    pub open: Vec<Open>,
    /// What someone must look at.
    pub bevindingen: Vec<Bevinding>,
    /// Sum of the payments.
    pub totaal: Eurocent,
}
