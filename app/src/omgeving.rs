//! What every use case needs: the database, the vault, the day, the moment and the name of who acts.

use kern::Datum;
use store::{Db, Kluis};

/// Given to every use case of the write side. The day and the moment are parameters, never read from a clock
/// deeper down, so that the same run on another day gives the same result.
#[derive(Debug, Clone)]
pub struct Omgeving {
    /// The database.
    pub db: Db,
    /// Encrypts BSNs and contents.
    pub kluis: Kluis,
    /// Every date rule uses this day.
    pub vandaag: Datum,
    /// The moment, for the event log and for when something was processed.
    pub nu: jiff::Timestamp,
    /// Who acts, for the event log.
    pub wie: String,
}

impl Omgeving {
    /// The moment as it is stored.
    pub fn tijdstip(&self) -> String {
        store::tijdstip(self.nu)
    }

    /// The same surroundings on another day, at noon UTC.
    #[must_use]
    pub fn op(&self, vandaag: Datum) -> Self {
        let nu = vandaag.at(12, 0, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).map_or(self.nu, |z| z.timestamp());
        Self { vandaag, nu, ..self.clone() }
    }
}
