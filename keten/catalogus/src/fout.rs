//! What cannot be read into a catalogue.

use std::fmt;

/// Why a framework does not give a catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatalogusFout {
    /// A lot that does not have the form of one.
    Perceel(inkoop::InkoopFout),
    /// A prestatie or zwaarte that is not a short word.
    Aanduiding(String),
    /// A tariff that cannot be sent in the frequency of its product; the short name of the product.
    Tijdvak(String),
}

impl fmt::Display for CatalogusFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Perceel(e) => e.fmt(f),
            Self::Tijdvak(kort) => {
                write!(f, "het tarief van {kort} past niet bij de frequentie waarin het wordt toegewezen")
            }
            Self::Aanduiding(t) => {
                write!(f, "'{t}' is geen code; verwacht 1 tot en met 20 letters, cijfers of streepjes")
            }
        }
    }
}

impl std::error::Error for CatalogusFout {}
