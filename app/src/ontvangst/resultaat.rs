//! What came of a received message.

use istandaard::Soort;
use kern::{Bevinding, Gemeentecode};

/// The outcome for one file, as `bericht verwerk --json` tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resultaat {
    /// File name as it was given.
    pub bestand: String,
    /// Which message; `None` when the root was not recognised.
    pub bericht: Option<Soort>,
    /// The municipality whose book it went into, when the header could be read.
    pub gemeente: Option<Gemeentecode>,
    /// No finding at all.
    pub geldig: bool,
    /// The message changed state.
    pub verwerkt: bool,
    /// File name of the answer in the outgoing folder, if there is one.
    pub antwoord: Option<String>,
    /// All findings.
    pub bevindingen: Vec<Bevinding>,
}

impl Resultaat {
    /// A file of which nothing could be stored: it is not a message that can be addressed to anybody.
    pub(crate) fn onleesbaar(bestand: &str, bericht: Option<Soort>, bevindingen: Vec<Bevinding>) -> Self {
        Self {
            bestand: bestand.to_owned(),
            bericht,
            gemeente: None,
            geldig: false,
            verwerkt: false,
            antwoord: None,
            bevindingen,
        }
    }
}
