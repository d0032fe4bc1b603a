//! What cannot be read as a contract.

use std::fmt;

/// Why a contract line, product or lot is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InkoopFout {
    /// Unit 83 counts euros: there is nothing to multiply.
    TariefBijEuro,
    /// Every other unit needs a tariff.
    TariefOntbreekt,
    /// A tariff below zero.
    TariefNegatief,
    /// Not the code of a lot.
    Perceel(String),
}

impl fmt::Display for InkoopFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TariefBijEuro => {
                f.write_str("bij eenheid 83 (euro's) hoort geen tarief; laat het tarief leeg")
            }
            Self::TariefOntbreekt => {
                f.write_str("het tarief ontbreekt; alleen bij eenheid 83 (euro's) blijft het leeg")
            }
            Self::TariefNegatief => f.write_str("een tarief is nooit negatief"),
            Self::Perceel(tekst) => {
                write!(
                    f,
                    "'{tekst}' is geen perceel; verwacht een nummer met hooguit een hoofdletter, zoals 1A"
                )
            }
        }
    }
}

impl std::error::Error for InkoopFout {}
