//! What cannot happen to a melding.

use kern::{Datum, voluit};
use std::fmt;

/// Why a step is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ToegangFout {
    /// The onderzoek cannot start or end before the melding came in.
    VoorMelding {
        /// Day of the melding.
        ontvangen_op: Datum,
    },
    /// The onderzoek cannot end before it began.
    VoorBegin {
        /// Day that the onderzoek began.
        sinds: Datum,
    },
    /// The onderzoek runs already.
    LooptAl,
    /// The onderzoek has not begun yet.
    NietBegonnen,
    /// The onderzoek is finished.
    AlAfgerond,
    /// Not a code of the list of sexes.
    Geslacht,
}

impl fmt::Display for ToegangFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::VoorMelding { ontvangen_op } => {
                write!(
                    f,
                    "de melding kwam pas op {} binnen; kies die dag of een latere",
                    voluit(*ontvangen_op)
                )
            }
            Self::VoorBegin { sinds } => {
                write!(f, "het onderzoek begon pas op {}; kies die dag of een latere", voluit(*sinds))
            }
            Self::LooptAl => f.write_str("het onderzoek loopt al"),
            Self::NietBegonnen => f.write_str("het onderzoek is nog niet begonnen; begin het eerst"),
            Self::AlAfgerond => {
                f.write_str("het onderzoek is al afgerond; doe een nieuwe melding als er iets veranderd is")
            }
            Self::Geslacht => f.write_str("geen geldig geslacht: verwacht 0, 1, 2 of 9"),
        }
    }
}

impl std::error::Error for ToegangFout {}
