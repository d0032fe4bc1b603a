//! A simulated year: a municipality and its providers, each with a book of its own, against each other.
//!
//! Both sides run the code of the program itself, delivery over a folder pair included; between the folders is a post that
//! delays, doubles, reorders, damages and loses files as the seed says. At the end both books must say the same. Nothing here decides
//! what a message does: that is in `ontvangst`, `verzending` and the steps below them.

mod aanbieder;
mod antwoorden;
mod claims;
mod gemeente;
mod herhalen;
mod invarianten;
mod jaar;
mod kamer;
mod levering;
mod post;
mod vergelijk;
mod verslag;
mod vragen;
mod wereld;

pub use invarianten::controleer;
pub use jaar::{draai, partijen};
pub use post::Postcijfers;
pub use vergelijk::{Partij, Verschil, vergelijk};
pub use verslag::{Doorlooptijd, Maandcijfers, Verslag};

use crate::omgeving::Omgeving;
use jiff::ToSpan;
use kern::Datum;
use std::path::PathBuf;

/// How much goes wrong on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Storing {
    /// Nothing; everybody answers at once.
    Geen,
    /// What an ordinary year brings.
    Licht,
    /// A bad year: much is late, double, damaged or lost.
    Zwaar,
}

impl Storing {
    /// The word on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Geen => "geen",
            Self::Licht => "licht",
            Self::Zwaar => "zwaar",
        }
    }

    /// Reads the word.
    pub fn parse(tekst: &str) -> Option<Self> {
        [Self::Geen, Self::Licht, Self::Zwaar].into_iter().find(|s| s.code() == tekst)
    }
}

/// What is simulated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instellingen {
    /// The seed of all chance.
    pub zaad: u64,
    /// Number of providers.
    pub aanbieders: usize,
    /// Number of clients.
    pub clienten: usize,
    /// First day: the first of a month.
    pub van: Datum,
    /// Number of months.
    pub maanden: u32,
    /// How much goes wrong on the way.
    pub storing: Storing,
    /// Another order for the files of one day; the books at the end are the same whatever this is.
    pub volgorde: u64,
}

impl Instellingen {
    /// The last day on which something happens in a life; after it everything under way is finished.
    pub fn einde(&self) -> Datum {
        let na = self.van.checked_add(i64::from(self.maanden).months()).unwrap_or(self.van);
        na.yesterday().unwrap_or(na)
    }
}

/// The books of all parties, empty and migrated, and the folder for files.
#[derive(Debug, Clone)]
pub struct Boeken {
    /// The municipality.
    pub gemeente: Omgeving,
    /// The providers, in order; there must be as many as [`Instellingen::aanbieders`].
    pub aanbieders: Vec<Omgeving>,
    /// Folder for files.
    pub map: PathBuf,
}
