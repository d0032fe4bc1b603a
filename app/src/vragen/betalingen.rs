//! Payments: batches, payments per provider, and the balance that invariant 5 asks for.

use kern::{AgbCode, Datum, Eurocent, Gemeentecode};

/// Which payments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct BetaalFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Provider.
    pub agb: Option<AgbCode>,
}

/// A batch, newest first. For a provider the counts and amounts are about its own payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub nummer: i64,
    /// Approved up to and including this day.
    pub tot: Datum,
    /// When it was made.
    pub gemaakt_op: jiff::Timestamp,
    /// Payments.
    pub betalingen: i64,
    /// Total.
    pub bedrag: Eurocent,
    /// File name (pain.001); absent for a provider.
    pub bestand: Option<String>,
}

/// A payment to a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BetalingRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Batch.
    pub batch: i64,
    /// Place in the batch.
    pub volgnr: i64,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Account.
    pub iban: String,
    /// Amount.
    pub bedrag: Eurocent,
    /// Reference on the statement.
    pub kenmerk: String,
    /// Lines that it pays.
    pub regels: i64,
}

/// The balance of a municipality with a provider, each figure computed on its own from the lines and payments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaldoRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Sum of the granted lines that are no credit.
    pub goedgekeurd: Eurocent,
    /// Sum of the granted credits, as a positive amount.
    pub tegenboekingen: Eurocent,
    /// Sum of the payments.
    pub betaald: Eurocent,
    /// Sum of the granted lines that no payment covers yet (credits count negative).
    pub open: Eurocent,
}

impl SaldoRij {
    /// Invariant 5: paid = approved − counter-entries − open, to the cent.
    pub fn klopt(&self) -> bool {
        self.goedgekeurd.min(self.tegenboekingen).and_then(|s| s.min(self.open)) == Ok(self.betaald)
    }
}

/// The balances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saldo {
    /// Per municipality and provider.
    pub rijen: Vec<SaldoRij>,
    /// All rows together.
    pub goedgekeurd: Eurocent,
    /// All rows together.
    pub tegenboekingen: Eurocent,
    /// All rows together.
    pub betaald: Eurocent,
    /// All rows together.
    pub open: Eurocent,
    /// Invariant 5 holds in every row.
    pub klopt: bool,
}
