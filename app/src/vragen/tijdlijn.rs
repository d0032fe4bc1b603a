//! The time line of a client: everything that happened, over the whole chain.

use super::{Stap, Verwijzing};
use kern::{Datum, Eurocent};

/// A part of the sentence of an event; the page gives each its own form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deel {
    /// Plain words.
    Tekst(String),
    /// A day.
    Dag(Datum),
    /// A period, the last day included; open without `tot`.
    Periode(Datum, Option<Datum>),
    /// Money.
    Bedrag(Eurocent),
    /// Words that lead somewhere.
    Link(Verwijzing, String),
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gebeurtenis {
    /// The day that it is about.
    pub datum: Datum,
    /// The step that it belongs to.
    pub stap: Stap,
    /// What kind (`melding`, `besluit`, `toewijzing`, `verzonden`, `start`, `stop`, `declaratie`, `afgewezen`, `betaling`).
    pub soort: &'static str,
    /// What happened, in parts: one Dutch sentence.
    pub delen: Vec<Deel>,
    /// The page with the details.
    pub verwijzing: Option<Verwijzing>,
}
