//! What makes a payment batch impossible.

use kern::GeldFout;
use std::fmt;

/// Why no batch can be made at all. A provider that cannot be paid is not an error: it stays open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BetalingFout {
    /// An amount that does not fit.
    Geld(GeldFout),
    /// A line of another municipality stands among the lines.
    AndereGemeente,
    /// There is nothing to pay, so no file can be written.
    NietsTeBetalen,
    /// More payments than one file may hold.
    TeVeel,
    /// The file could not be written.
    Schrijven(String),
}

impl fmt::Display for BetalingFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Geld(e) => e.fmt(f),
            Self::AndereGemeente => {
                f.write_str("er staan regels van meer dan een gemeente bij elkaar; betaal per gemeente")
            }
            Self::NietsTeBetalen => f.write_str("er is niets te betalen"),
            Self::TeVeel => {
                f.write_str("er zijn te veel betalingen voor een bestand; betaal tot een eerdere dag")
            }
            Self::Schrijven(e) => write!(f, "het betaalbestand kan niet worden geschreven: {e}"),
        }
    }
}

impl std::error::Error for BetalingFout {}

impl From<GeldFout> for BetalingFout {
    fn from(e: GeldFout) -> Self {
        Self::Geld(e)
    }
}
