//! What cannot be read as a number or code of an assignment.

use std::fmt;

/// Why a text is not what an assignment needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToewijzingFout {
    /// Not a whole number from 0 up to 999999999.
    Nummer,
    /// Not a code of list WMO002 that may be used.
    RedenWijziging,
    /// Not a code of list WJ758.
    RedenVerzoek,
    /// Not a code of list WJ759.
    RedenAfwijzing,
}

impl fmt::Display for ToewijzingFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nummer => "een toewijzingnummer is een geheel getal van 0 tot en met 999999999",
            Self::RedenWijziging => "geen geldige reden wijziging: verwacht 01 tot en met 14",
            Self::RedenVerzoek => "geen geldige reden verzoek: verwacht 1 of 2",
            Self::RedenAfwijzing => "geen geldige reden afwijzing: verwacht 1 tot en met 9",
        })
    }
}

impl std::error::Error for ToewijzingFout {}
