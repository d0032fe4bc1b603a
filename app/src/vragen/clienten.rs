//! Clients: the list, the search by BSN, and the file with its time line.

use super::berichten::BerichtRij;
use super::declaraties::RegelRij;
use super::tijdlijn::Gebeurtenis;
use super::{Naam, soorten::keuze};
use kern::{AgbCode, Bsn, Datum, Eurocent, Gemeentecode};

keuze!(
    /// Order of the list of clients.
    ClientSortering {
        /// By surname.
        Naam = "naam", "achternaam";
        /// By birth date, the oldest person first.
        Geboortedatum = "geboortedatum", "geboortedatum";
    }
);

/// Which clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientFilter {
    /// Start of the surname, as typed.
    pub zoek: Option<String>,
    /// Birth date.
    pub geboortedatum: Option<Datum>,
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Only clients with an assignment to this provider.
    pub agb: Option<AgbCode>,
    /// Order.
    pub sortering: ClientSortering,
}

impl Default for ClientFilter {
    fn default() -> Self {
        Self { zoek: None, geboortedatum: None, gemeente: None, agb: None, sortering: ClientSortering::Naam }
    }
}

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Name.
    pub naam: Naam,
    /// Birth date.
    pub geboortedatum: Datum,
    /// Place of residence.
    pub plaats: Option<String>,
    /// Assignments that run on the day asked (for a provider: its own).
    pub lopend: i64,
    /// Assignments in all (for a provider: its own).
    pub toewijzingen: i64,
}

/// The head of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientHoofd {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Its name.
    pub gemeente_naam: String,
    /// Number.
    pub id: i64,
    /// Name.
    pub naam: Naam,
    /// Shown on the file only, never in a URL or a list; `None` when it cannot be decrypted with this key.
    pub bsn: Option<Bsn>,
    /// Birth date.
    pub geboortedatum: Datum,
    /// Code of the standard: 0, 1, 2 or 9.
    pub geslacht: String,
    /// Street.
    pub straat: Option<String>,
    /// House number.
    pub huisnummer: Option<String>,
    /// Postal code.
    pub postcode: Option<String>,
    /// Place.
    pub plaats: Option<String>,
    /// Day of death.
    pub overleden_op: Option<Datum>,
}

/// A melding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeldingRij {
    /// Number.
    pub id: i64,
    /// Received on.
    pub ontvangen_op: Datum,
    /// The onderzoek was finished on.
    pub onderzoek_klaar_op: Option<Datum>,
    /// Last day for the onderzoek: six weeks after the melding (Wmo 2015 art. 2.3.2 lid 1).
    pub uiterlijk: Datum,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BeschikkingRij {
    /// Number.
    pub id: i64,
    /// The melding that it came from.
    pub melding: Option<i64>,
    /// Day of the decision.
    pub besluit_op: Datum,
    /// What was granted.
    pub aard: String,
    /// How much, in words.
    pub intensiteit: String,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day.
    pub einddatum: Option<Datum>,
}

keuze!(
    /// Where an assignment stands on a day.
    ToewijzingStand {
        /// Not begun yet.
        Toekomstig = "toekomstig", "begint nog";
        /// In force.
        Loopt = "loopt", "loopt";
        /// Over.
        Beeindigd = "beeindigd", "beëindigd";
        /// Withdrawn: the reason for change says that it never was (WMO002 codes 01 and 13).
        Ingetrokken = "ingetrokken", "ingetrokken";
    }
);

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToewijzingRij {
    /// Number.
    pub nummer: i64,
    /// Decision that it rests on.
    pub beschikking: Option<i64>,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Product category.
    pub categorie: Option<String>,
    /// Product code.
    pub code: Option<String>,
    /// Name of the product, when known.
    pub product: Option<String>,
    /// Day that it was assigned.
    pub toewijzingsdatum: Datum,
    /// First day.
    pub ingangsdatum: Datum,
    /// Last day.
    pub einddatum: Option<Datum>,
    /// Volume.
    pub volume: Option<i64>,
    /// Unit, code of the standard (WJ756).
    pub eenheid: Option<String>,
    /// Frequency, code of the standard (WMO757).
    pub frequentie: Option<String>,
    /// Budget.
    pub budget: Option<Eurocent>,
    /// Reason for change, code of the standard (WMO002).
    pub reden_wijziging: Option<String>,
    /// The 301 that carried it; empty = waits to be sent.
    pub verzonden_in: Option<i64>,
    /// Where it stands on the day asked.
    pub stand: ToewijzingStand,
    /// First day of care, from the start message.
    pub gestart_op: Option<Datum>,
    /// Last day of care, from the stop message.
    pub gestopt_op: Option<Datum>,
}

/// A start or stop message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeveringRij {
    /// Number.
    pub id: i64,
    /// Stop (otherwise start).
    pub stop: bool,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Assignment.
    pub toewijzing: Option<i64>,
    /// First day.
    pub begindatum: Datum,
    /// Last day (stop).
    pub einddatum: Option<Datum>,
    /// Reason, code of the standard (WMO588).
    pub reden: Option<String>,
    /// The message.
    pub bericht: i64,
    /// The message that withdrew it.
    pub verwijderd_door: Option<i64>,
}

/// The file of a client. The tabs are fields; a provider gets its own assignments, deliveries and lines only,
/// and no meldingen or decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientDossier {
    /// Head.
    pub hoofd: ClientHoofd,
    /// Meldingen, newest first.
    pub meldingen: Vec<MeldingRij>,
    /// Decisions, newest first.
    pub beschikkingen: Vec<BeschikkingRij>,
    /// Assignments, newest first.
    pub toewijzingen: Vec<ToewijzingRij>,
    /// Starts and stops, newest first.
    pub leveringen: Vec<LeveringRij>,
    /// Claimed lines, newest first, at most [`ClientDossier::HOOGSTE`].
    pub regels: Vec<RegelRij>,
    /// Messages about this client, newest first.
    pub berichten: Vec<BerichtRij>,
    /// Everything together, newest first.
    pub tijdlijn: Vec<Gebeurtenis>,
    /// Granted over all lines shown.
    pub toegekend: Eurocent,
    /// Some kind had more rows than are shown.
    pub afgekapt: bool,
}

impl ClientDossier {
    /// The most rows of one kind on a file.
    pub const HOOGSTE: i64 = 250;
}
