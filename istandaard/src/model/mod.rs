//! The messages as typed values. What stands here passed the schema (level 1); the rules of level 2 may still have
//! findings on it.

mod bericht;
mod declaratie;
mod levering;
mod persoon;
mod toewijzing;
mod verzoek;

pub use bericht::{
    Antwoordbericht, Antwoordkop, Antwoordretour, Bericht, Header, Heen, Retour, Versies, XSD_VERSIE,
};
pub use declaratie::{AntwoordKop, DeclaratieKop, Prestatie};
pub use levering::{ClientStart, ClientStop, StartProduct, StopProduct};
pub use persoon::{
    Achternaam, Adres, Communicatie, Contact, Geboortedatum, Huis, OpenPeriode, Telefoon, VerkorteNaam,
    VolledigeNaam,
};
pub use toewijzing::{ClientToewijzing, Omvang, Relatie, ToegewezenProduct};
pub use verzoek::{
    AangevraagdProduct, ClientVerzoek, ClientWijziging, NieuwProduct, OngewijzigdProduct, TeWijzigenProduct,
    Verwijzer, VerzoekAntwoord, Wijzigingsverzoek,
};

use std::fmt;

/// A short code of a code list (geslacht, reden, status): one to four ASCII characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code {
    bytes: [u8; 4],
    len: u8,
}

impl Code {
    /// Reads the form; whether the code is on its list is for the schema to say.
    pub fn parse(tekst: &str) -> Option<Self> {
        let b = tekst.as_bytes();
        if b.is_empty() || b.len() > 4 || !b.iter().all(u8::is_ascii_graphic) {
            return None;
        }
        let mut bytes = [0; 4];
        bytes[..b.len()].copy_from_slice(b);
        #[expect(clippy::cast_possible_truncation, reason = "at most 4")]
        Some(Self { bytes, len: b.len() as u8 })
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.as_str())
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}
