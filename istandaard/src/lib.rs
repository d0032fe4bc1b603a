//! iWmo 3.2 messages: a streaming reader and writer, the schema and every rule that can be judged within a message.
//!
//! * [`Lezer`] reads a message part by part, checks level 1 (schema) and level 2 (rules within the message) on the way,
//!   and keeps memory flat however long the message is. [`controleer`] is the same without the parts.
//! * [`schrijver`] writes messages: UTF-8, no byte order mark, lines that end in CR/LF (OP192).
//! * [`antwoord`] makes the answer to a message from the findings (IV028, IV087).
//! * [`regels`] is the table of all TR, CD, CS and RS rules: where each is checked and with what return code.
//! * [`codelijst`] has the code lists.
//!
//! The standard is judged here, the contract is not: what needs an earlier message, the clock or an agreement between
//! parties is left to the layers above, which find the rule in the table by its code.

pub mod antwoord;
pub mod codelijst;
mod lezer;
mod model;
pub mod regels;
mod schema;
pub mod schrijver;
mod soort;

pub use kern::{Bevinding, Retourcode};
pub use lezer::{Deel, Einde, Grenzen, Kladbestand, Lezer, MaakKlad, Niveau};
pub use model::*;
pub use soort::{NS_BASIS, Partij, Soort};

use std::io::BufRead;

/// What [`controleer`] found besides the findings themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Controle {
    /// Which message; `None` when the root was not recognised.
    pub bericht: Option<Soort>,
    /// The header, when it passed the schema.
    pub header: Option<Header>,
    /// Number of findings that were reported.
    pub bevindingen: u64,
    /// Number of claim lines that were read (323, 325).
    pub regels: u64,
    /// The lowest level that failed; `None` when all is well.
    pub niveau: Option<Niveau>,
    /// Why the source (or the temporary file) could not be read to its end. There is a finding besides; a caller that
    /// tells "could not be judged" from "not valid" looks here first.
    pub io_fout: Option<std::io::ErrorKind>,
}

/// Checks levels 1 and 2 of a message. Every finding goes to `meld`, in the order in which it was found.
pub fn controleer(bron: impl BufRead, meld: &mut dyn FnMut(Bevinding)) -> Controle {
    controleer_met(bron, Grenzen::default(), meld)
}

/// [`controleer`] with bounds of your own, or with a place for keys that are too many for memory.
pub fn controleer_met(bron: impl BufRead, grenzen: Grenzen, meld: &mut dyn FnMut(Bevinding)) -> Controle {
    let mut lezer = Lezer::met_grenzen(bron, grenzen);
    let mut header = None;
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Kop(kop) => header = Some(kop.clone()),
            Deel::Bericht(bericht) => header = Some(bericht.header().clone()),
            _ => {}
        }
        lezer.bevindingen().for_each(&mut *meld);
    }
    lezer.bevindingen().for_each(&mut *meld);
    Controle {
        bericht: lezer.soort(),
        header,
        bevindingen: lezer.aantal_bevindingen(),
        regels: lezer.aantal_regels(),
        niveau: lezer.niveau(),
        io_fout: lezer.io_fout().map(|e| e.kind()),
    }
}
