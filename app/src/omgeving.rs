//! What every use case needs: the database, the vault, the day, the moment and the name of who acts.

use jiff::tz::TimeZone;
use kern::{Datum, Gemeentecode};
use store::{Db, Kluis, StoreFout, Tx, gebeurtenis};

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

/// The clock on the wall of whoever settles, sends and receives.
pub(crate) fn nederland() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").unwrap_or(TimeZone::UTC)
}

impl Omgeving {
    /// The moment as it is stored.
    pub fn tijdstip(&self) -> String {
        store::tijdstip(self.nu)
    }

    /// Adds an entry to the event log of a municipality: who acts and when is known here. No BSN in any of the three.
    pub(crate) fn noteer(
        &self,
        tx: &mut Tx<'_>,
        gemeente: Gemeentecode,
        soort: &str,
        onderwerp: &str,
        gegevens: &serde_json::Value,
    ) -> Result<(), StoreFout> {
        let gegevens = &gegevens.to_string();
        let nieuw = gebeurtenis::Gebeurtenis { tijd: self.nu, wie: &self.wie, soort, onderwerp, gegevens };
        gebeurtenis::noteer(tx, &self.kluis, gemeente, &nieuw).map(drop)
    }

    /// The same surroundings on another day, at noon UTC.
    #[must_use]
    pub fn op(&self, vandaag: Datum) -> Self {
        let nu = vandaag.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).map_or(self.nu, |z| z.timestamp());
        Self { vandaag, nu, ..self.clone() }
    }
}
