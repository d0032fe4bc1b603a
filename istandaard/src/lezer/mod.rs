//! The reader: a message part by part, checked on the way.

use crate::model::{AntwoordKop, Bericht, DeclaratieKop, Header, Prestatie};
use crate::soort::Soort;
use kern::{Bevinding, Bsn, Retourcode};
use std::io::BufRead;

/// At which level a message failed. The order is that of the standard: level 1 comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Niveau {
    /// The schema. The sender gets an error, there is no answer message (IV028, IV088).
    Schema,
    /// A rule within the message. The answer has a header only, with return code 0001.
    Inhoud,
}

/// Bounds that keep a hostile or endless message from taking the machine.
#[derive(Debug, Clone, Copy)]
pub struct Grenzen {
    /// Elements within elements.
    pub diepte: usize,
    /// Bytes of text within one element.
    pub tekst: usize,
    /// Bytes of text in a message that is read as a whole (all but 323 and 325).
    pub bericht: usize,
    /// Keys that are held in memory per kind before they are spilled to a temporary file.
    pub sleutels: usize,
}

impl Default for Grenzen {
    fn default() -> Self {
        Self { diepte: 32, tekst: 1 << 20, bericht: 32 << 20, sleutels: 100_000 }
    }
}

/// A part of a message. Only what passed the schema is handed out; [`Lezer::niveau`] tells whether anything failed.
#[derive(Debug)]
pub enum Deel<'a> {
    /// A message about one client, complete (301 to 320).
    Bericht(Box<Bericht>),
    /// The header of a 323 or 325.
    Kop(&'a Header),
    /// The claim of a 323, before its clients.
    Declaratie(&'a DeclaratieKop),
    /// The answer of a 325, before its clients.
    Antwoord(&'a AntwoordKop),
    /// A client of a 323 or 325, before the lines.
    Client {
        /// BSN.
        bsn: Bsn,
        /// n of `Client[n]`, from 1.
        nr: u32,
    },
    /// A line of the client that came before. The buffer is reused: clone what you keep.
    Prestatie(&'a Prestatie),
    /// The end of a client of a 325.
    ClientEinde {
        /// n of `Client[n]`, from 1.
        nr: u32,
        /// Return codes of the client.
        retourcodes: &'a [Retourcode],
    },
    /// The end of the answer of a 325.
    AntwoordEinde {
        /// Return codes of the answer as a whole.
        retourcodes: &'a [Retourcode],
    },
    /// Many findings are waiting; fetch them with [`Lezer::bevindingen`] and go on.
    Bevindingen,
    /// All has been read and all rules of level 2 have been judged.
    Einde(Einde),
}

/// The end of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Einde {
    /// Number of claim lines that were read.
    pub regels: u64,
    /// Number of findings.
    pub bevindingen: u64,
    /// The lowest level that failed; `None` when all is well.
    pub niveau: Option<Niveau>,
}

/// A streaming reader that checks levels 1 and 2 on the way.
///
/// ```
/// use istandaard::{Deel, Lezer};
/// let mut lezer = Lezer::new(&b"<geen/>"[..]);
/// while let Some(deel) = lezer.volgende() {
///     if let Deel::Einde(einde) = deel {
///         assert_eq!(einde.bevindingen, 1);
///     }
///     for bevinding in lezer.bevindingen() {
///         assert_eq!(bevinding.regel, "XSD");
///     }
/// }
/// ```
#[derive(Debug)]
pub struct Lezer<R> {
    bron: R,
    bevindingen: Vec<Bevinding>,
    aantal: u64,
    klaar: bool,
}

impl<R: BufRead> Lezer<R> {
    /// A reader with the usual bounds.
    pub fn new(bron: R) -> Self {
        Self::met_grenzen(bron, Grenzen::default())
    }

    /// A reader with bounds of your own.
    pub fn met_grenzen(bron: R, _grenzen: Grenzen) -> Self {
        Self { bron, bevindingen: Vec::new(), aantal: 0, klaar: false }
    }

    /// The next part; `None` after [`Deel::Einde`].
    pub fn volgende(&mut self) -> Option<Deel<'_>> {
        if self.klaar {
            return None;
        }
        self.klaar = true;
        let leeg = self.bron.fill_buf().map_or(true, <[u8]>::is_empty);
        let tekst = if leeg { "Het bestand is leeg." } else { "Dit is geen iWmo-bericht." };
        self.bevindingen.push(Bevinding::new("XSD", Some("0001"), "", tekst));
        self.aantal += 1;
        Some(Deel::Einde(Einde { regels: 0, bevindingen: 1, niveau: Some(Niveau::Schema) }))
    }

    /// The findings since the last call.
    pub fn bevindingen(&mut self) -> std::vec::Drain<'_, Bevinding> {
        self.bevindingen.drain(..)
    }

    /// Which message, as soon as the root has been read.
    pub fn soort(&self) -> Option<Soort> {
        None
    }

    /// The header, as soon as it has been read and passed the schema.
    pub fn header(&self) -> Option<&Header> {
        None
    }

    /// Number of findings so far.
    pub fn aantal_bevindingen(&self) -> u64 {
        self.aantal
    }

    /// Number of claim lines so far.
    pub fn aantal_regels(&self) -> u64 {
        0
    }

    /// The lowest level that failed so far. Level 2 is complete only at [`Deel::Einde`].
    pub fn niveau(&self) -> Option<Niveau> {
        (self.aantal > 0).then_some(Niveau::Schema)
    }
}
