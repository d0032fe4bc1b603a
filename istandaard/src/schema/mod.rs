//! Level 1 as data: for every message its classes with their children in order, and for every element its type.
//!
//! The tables are our own form of the published schemas; a test reads those schemas and compares.

mod basis;
mod heen;
mod retour;
mod vast;
#[cfg(test)]
mod vergelijk;
mod waarde;

pub(crate) use waarde::{Waarde, lees};

use crate::codelijst::Lijst;
use crate::soort::Soort;

/// A class: an element that only holds other elements, in a fixed order.
#[derive(Debug)]
pub(crate) struct Klasse {
    /// Name of the type; the test against the published schemas finds the class by it.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the comparison with the published schemas"))]
    pub naam: &'static str,
    /// Whether the children are in the namespace of the basisschema.
    pub basis: bool,
    /// The children in order.
    pub kinderen: &'static [Kind],
    /// Bit n is set when child n must occur.
    pub verplicht: u32,
}

/// A child of a class.
#[derive(Debug)]
pub(crate) struct Kind {
    pub naam: &'static str,
    pub verplicht: bool,
    /// Whether it may occur more than once.
    pub veel: bool,
    pub inhoud: Inhoud,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Inhoud {
    Klasse(&'static Klasse),
    Waarde(&'static Type),
}

/// A data type.
#[derive(Debug)]
pub(crate) struct Type {
    /// Name in the basisschema; the test against the published schemas finds the type by it.
    #[cfg_attr(not(test), expect(dead_code, reason = "for the comparison with the published schemas"))]
    pub naam: &'static str,
    pub vorm: Vorm,
}

/// The form of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vorm {
    /// At least one character; `max` 0 means no bound.
    Tekst { max: u16, patroon: Patroon },
    /// A code of a list.
    Lijst { lijst: Lijst, max: u16 },
    /// A whole number from 0.
    Getal { max: i64 },
    /// A day without a time zone (RS032).
    Datum,
    /// A time without a time zone (RS034).
    Tijd,
    /// One value only; white space around a number does not count.
    Vast { waarde: &'static str, getal: bool, regel: &'static str },
}

/// The patterns of the standard. They are matched by hand: there are few and they are on the hot path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Patroon {
    /// Anything.
    Geen,
    /// `.*[^\s].*`: one line that is not blank (RS033).
    NietLeeg,
    /// Not blank, over any number of lines (RS031).
    Commentaar,
    /// Exactly n digits (RS035, RS036, RS037).
    Cijfers(u8),
    /// Digits only (RS046).
    AlleenCijfers,
    /// Letters only, with accents (RS045).
    Letters,
    /// Letters without accents and digits (CS319).
    LettersCijfers,
    /// Three whole numbers with dots between (RS048).
    Versie,
}

impl Klasse {
    const fn new(naam: &'static str, basis: bool, kinderen: &'static [Kind]) -> Self {
        let mut verplicht = 0;
        let mut i = 0;
        while i < kinderen.len() {
            if kinderen[i].verplicht {
                verplicht |= 1 << i;
            }
            i += 1;
        }
        Self { naam, basis, kinderen, verplicht }
    }

    const fn basis(naam: &'static str, kinderen: &'static [Kind]) -> Self {
        Self::new(naam, true, kinderen)
    }

    const fn eigen(naam: &'static str, kinderen: &'static [Kind]) -> Self {
        Self::new(naam, false, kinderen)
    }
}

impl Type {
    const fn new(naam: &'static str, vorm: Vorm) -> Self {
        Self { naam, vorm }
    }
}

const fn kind(naam: &'static str, verplicht: bool, veel: bool, inhoud: Inhoud) -> Kind {
    Kind { naam, verplicht, veel, inhoud }
}

/// Exactly one.
const fn een(naam: &'static str, inhoud: Inhoud) -> Kind {
    kind(naam, true, false, inhoud)
}

/// One or none.
const fn nul(naam: &'static str, inhoud: Inhoud) -> Kind {
    kind(naam, false, false, inhoud)
}

/// One or more.
const fn meer(naam: &'static str, inhoud: Inhoud) -> Kind {
    kind(naam, true, true, inhoud)
}

const fn tekst(max: u16, patroon: Patroon) -> Vorm {
    Vorm::Tekst { max, patroon }
}

const fn getal(max: i64) -> Vorm {
    Vorm::Getal { max }
}

const fn lijst(lijst: Lijst, max: u16) -> Vorm {
    Vorm::Lijst { lijst, max }
}

/// The root class of a message.
pub(crate) fn bericht(soort: Soort) -> &'static Klasse {
    match soort {
        Soort::Wmo301 => &heen::m301::BERICHT,
        Soort::Wmo302 => &retour::m302::BERICHT,
        Soort::Wmo305 => &heen::m305::BERICHT,
        Soort::Wmo306 => &retour::m306::BERICHT,
        Soort::Wmo307 => &heen::m307::BERICHT,
        Soort::Wmo308 => &retour::m308::BERICHT,
        Soort::Wmo315 => &heen::m315::BERICHT,
        Soort::Wmo316 => &retour::m316::BERICHT,
        Soort::Wmo317 => &heen::m317::BERICHT,
        Soort::Wmo318 => &retour::m318::BERICHT,
        Soort::Wmo319 => &heen::m319::BERICHT,
        Soort::Wmo320 => &retour::m320::BERICHT,
        Soort::Wmo323 => &heen::m323::BERICHT,
        Soort::Wmo325 => &retour::m325::BERICHT,
    }
}

/// The spelling of an element name anywhere in the standard, so that a text may name it without repeating what a file
/// says.
pub(crate) fn bekende_naam(naam: &str) -> Option<&'static str> {
    fn zoek(klasse: &'static Klasse, naam: &str) -> Option<&'static str> {
        klasse.kinderen.iter().find_map(|k| {
            if k.naam == naam {
                return Some(k.naam);
            }
            match k.inhoud {
                Inhoud::Klasse(dieper) => zoek(dieper, naam),
                Inhoud::Waarde(_) => None,
            }
        })
    }
    Soort::ALLE.iter().find_map(|s| zoek(bericht(*s), naam))
}
