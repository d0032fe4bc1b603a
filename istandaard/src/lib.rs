//! iWmo 3.2: the messages by which Dutch municipalities and providers of social care assign, start, stop, request and
//! claim support. All fourteen of them, for both sides: 301/302, 305/306, 307/308, 315/316, 317/318, 319/320, 323/325.
//!
//! * [`Lezer`] reads a message part by part, checks level 1 (schema) and level 2 (rules within the message) on the way,
//!   and keeps memory flat however long the message is. [`controleer`] is the same without the parts.
//! * [`Bericht`] and what it holds are the messages as typed values; [`Prestatie`] is one line of a claim.
//! * [`schrijver`] writes messages: UTF-8, no byte order mark, lines that end in CR/LF (OP192). What would fail the
//!   schema is not written.
//! * [`antwoord`] makes the answer to a message from the findings (IV028, IV032, IV087).
//! * [`verkeer`] says what an answer means for the message that it answers, in whatever order answers come.
//! * [`regels`] is the table of all TR, CD, CS and RS rules: where each is checked and with what return code.
//! * [`codelijst`] has the code lists.
//!
//! The standard is judged here, the contract is not: what needs an earlier message, the clock or an agreement between
//! parties (levels 3 and 4) is left to the layers above, which find the rule in the table by its code.
//!
//! # Read, check, answer, write
//!
//! ```
//! use istandaard::antwoord::{Kenmerk, retour};
//! use istandaard::schrijver::schrijf;
//! use istandaard::{Bericht, Bevinding, Deel, Lezer};
//! use jiff::civil::date;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let start = istandaard::Bericht::Wmo305(istandaard::Heen {
//! #     header: istandaard::Header::nieuw(istandaard::Soort::Wmo305, kern::Gemeentecode::parse("0796")?,
//! #         kern::AgbCode::parse("12345678")?, "S-1", date(2026, 9, 2)),
//! #     client: istandaard::ClientStart {
//! #         bsn: kern::Bsn::parse("999900006")?,
//! #         geboortedatum: istandaard::Geboortedatum { datum: date(1950, 3, 4), gebruik: None },
//! #         geslacht: istandaard::Code::parse("2").ok_or("code")?,
//! #         naam: istandaard::VerkorteNaam {
//! #             geslachtsnaam: istandaard::Achternaam { achternaam: "Berg".into(), voorvoegsel: None },
//! #             voornamen: None, voorletters: None },
//! #         producten: vec![istandaard::StartProduct { toewijzing: Some(101), product: None,
//! #             toewijzing_ingangsdatum: None, begindatum: date(2026, 9, 1),
//! #             status: istandaard::Code::parse("1").ok_or("code")?, retourcodes: vec![] }],
//! #         retourcodes: vec![] },
//! # });
//! # let bytes = schrijf(&start, Vec::new())?;
//! // A file that a provider sent: the start of support (305).
//! let bestand: &[u8] = &bytes;
//! let mut lezer = Lezer::new(bestand);
//! let mut ontvangen = None;
//! while let Some(deel) = lezer.volgende() {
//!     if let Deel::Bericht(bericht) = deel {
//!         ontvangen = Some(*bericht);
//!     }
//! }
//! // Levels 1 and 2 found nothing ...
//! assert_eq!(lezer.bevindingen().count(), 0);
//! let Some(Bericht::Wmo305(start)) = &ontvangen else { return Err("geen 305".into()) };
//! assert_eq!(start.client.producten[0].toewijzing, Some(101));
//!
//! // ... but there is no such assignment (TR019, level 3: for the caller to know).
//! let plaats = "/Bericht/Client/StartProducten/StartProduct[1]";
//! let gevonden = [Bevinding::new("TR019", Some("9019"), plaats, "Deze toewijzing is niet bekend.")];
//!
//! // The return message (306) gives every class its code, and goes out.
//! let kenmerk = Kenmerk { identificatie: "R-1".into(), dagtekening: date(2026, 9, 3), xslt_versie: None };
//! let antwoord = ontvangen.as_ref().and_then(|op| retour(op, &kenmerk, &gevonden)).ok_or("geen antwoord")?;
//! let uit = String::from_utf8(schrijf(&antwoord, Vec::new())?)?;
//! assert!(uit.contains("<wmo306:RetourCode>9019</wmo306:RetourCode>"));
//! # Ok(())
//! # }
//! ```
//!
//! A claim (323) and its answer (325) may have a million lines, so they are not one value: the reader gives
//! [`Deel::Declaratie`], [`Deel::Client`] and [`Deel::Prestatie`] one after the other, and
//! [`Schrijver323`](schrijver::Schrijver323) and [`Schrijver325`](schrijver::Schrijver325) take them so.
//!
//! # Shapes and units
//!
//! Fields have the names of the standard's elements in Dutch, in Rust's spelling; the doc of a field names its element
//! where the two differ. Amounts are whole cents; a credit is negative and 0 is debit (CS325). A last day is included.
//! Numbers of assignments are at most nine digits. A [`Code`] is a code of the list that the field names. A class that
//! may be absent is an `Option`, a class that may be repeated a `Vec`; a list that the schema wants at least one of has
//! that in its doc. A value that was read passed the schema and nothing more: level 2 tells the rest in findings.
//!
//! # Findings and errors
//!
//! What is wrong with a message is never an error but a [`Bevinding`]: the code of the rule (`TR101`, `CS002`, `RS032`,
//! or `XSD` for the schema as such), the return code, the place (`/Bericht/Client/Geslacht`, with `[n]` from 1 where a
//! class is repeated) and a sentence in plain Dutch that repeats nothing of the file. All of them are found in one go;
//! only what is not well-formed XML ends the reading. A source that cannot be read is an error of its own
//! ([`Lezer::io_fout`]), besides a finding, so that it never passes for a valid message.
//!
//! The writers give [`std::io::Error`]: that of the sink, or kind `InvalidData` for what would fail the schema.
//!
//! # Input, output and memory
//!
//! The crate reads the [`BufRead`] and writes the [`Write`](std::io::Write) that it is given and does no other input or
//! output. Memory is bounded by [`Grenzen`]. One thing grows with the number of claim lines: the keys that tell doubles
//! (TR101, TR315, TR316, TR416), 32 bytes each, up to four a line. A caller that reads very long claims gives a
//! scratch file for them in [`Grenzen::klad`]. A DOCTYPE is refused, entities are not expanded, nothing is fetched.

#![deny(clippy::missing_errors_doc)]

pub mod antwoord;
pub mod codelijst;
mod lezer;
mod model;
pub mod regels;
mod schema;
pub mod schrijver;
mod soort;
pub mod verkeer;

pub use kern::{Bevinding, Retourcode};
pub use lezer::{Deel, Einde, Grenzen, Kladbestand, Lezer, MaakKlad, Niveau};
pub use model::*;
pub use soort::{NS_BASIS, Partij, Soort};

use std::io::BufRead;

/// The example of the README compiles too.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

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
    /// Why the source (or the scratch file) could not be read to its end. There is a finding besides; a caller that
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
