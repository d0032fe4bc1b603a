//! What cannot happen to a decision.

use kern::{Datum, voluit};
use std::fmt;

/// Why a step of a decision is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BesluitFout {
    /// The step does not belong to how the decision stands.
    Stap {
        /// What was tried.
        stap: &'static str,
        /// How it stands.
        stand: &'static str,
    },
    /// A day before the one that it must follow.
    TeVroeg {
        /// The first day that it can be.
        niet_voor: Datum,
    },
    /// A decision that is given back says why.
    ZonderReden,
}

impl fmt::Display for BesluitFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stap { stap, stand } => write!(f, "{stap} kan niet: het besluit is {stand}"),
            Self::TeVroeg { niet_voor } => write!(f, "kies {} of een latere dag", voluit(*niet_voor)),
            Self::ZonderReden => f.write_str("schrijf op waarom u het besluit teruggeeft"),
        }
    }
}

impl std::error::Error for BesluitFout {}
