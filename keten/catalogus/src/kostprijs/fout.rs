//! What cannot be computed of a cost model, or was asked of a line that is not there.

use regels::Rekenfout;
use std::fmt;

/// Why there is no outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KostprijsFout {
    /// No line with this key; the keys that exist.
    Onbekend(String, Vec<String>),
    /// A line that is not an assumption; the assumptions.
    GeenAanname(String, Vec<String>),
    /// Not of the form `regel=waarde`.
    Vorm(String),
    /// Not a number; a number that can be read in two ways.
    Getal(String),
    /// An assumption that would fall below zero.
    Negatief(String),
    /// A cost part that the model does not have; those that it has.
    Kostendeel(String, Vec<String>),
    /// The same line or part was given twice.
    Dubbel(String),
    /// A line that has no value with these assumptions.
    Rekenen(String, Rekenfout),
    /// More scenarios than fit beside each other.
    TeVeel(usize),
}

impl fmt::Display for KostprijsFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Onbekend(s, er_is) => {
                write!(f, "regel '{s}' staat niet in deze kostprijs; er is: {}", er_is.join(", "))
            }
            Self::GeenAanname(s, er_is) => {
                write!(
                    f,
                    "regel '{s}' is geen aanname waaraan u kunt draaien; dat zijn: {}",
                    er_is.join(", ")
                )
            }
            Self::Vorm(t) => write!(
                f,
                "'{t}' is niet te begrijpen; schrijf regel=waarde, zoals productiviteit=68 of hoogste_trede=+3%"
            ),
            Self::Getal(t) => {
                write!(f, "'{t}' is geen getal dat maar op één manier te lezen is; schrijf 2850 of 2850,50")
            }
            Self::Negatief(s) => write!(f, "regel '{s}' kan niet onder nul"),
            Self::Kostendeel(s, er_is) => {
                write!(f, "kostendeel '{s}' staat niet in deze kostprijs; er is: {}", er_is.join(", "))
            }
            Self::Dubbel(s) => write!(f, "'{s}' is twee keer gegeven"),
            Self::Rekenen(naam, e) => write!(f, "'{naam}' kan zo niet worden berekend: {e}"),
            Self::TeVeel(n) => write!(f, "er passen hoogstens vier scenario's naast elkaar, dit zijn er {n}"),
        }
    }
}

impl std::error::Error for KostprijsFout {}
