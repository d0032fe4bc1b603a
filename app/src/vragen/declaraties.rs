//! Claims: the list, the head with totals and reasons, and the lines.

use super::berichten::BevindingRij;
use super::{ClaimStatus, Naam, RegelStatus};
use kern::{AgbCode, Datum, Eurocent, Gemeentecode};

/// Which claims.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ClaimFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Provider.
    pub agb: Option<AgbCode>,
    /// Status.
    pub status: Option<ClaimStatus>,
    /// Claims over the month of this day.
    pub maand: Option<Datum>,
}

/// A row of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number of the message (323).
    pub bericht: i64,
    /// Provider.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Number that the provider gave.
    pub nummer: String,
    /// First day claimed.
    pub periode_van: Datum,
    /// Last day claimed.
    pub periode_tot: Datum,
    /// Day on the claim.
    pub dagtekening: Datum,
    /// Claimed, credits subtracted.
    pub ingediend: Eurocent,
    /// Granted, credits subtracted.
    pub toegekend: Eurocent,
    /// Lines.
    pub regels: i64,
    /// Lines granted.
    pub regels_toegekend: i64,
    /// Status.
    pub status: ClaimStatus,
}

/// One reason with how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RedenTelling {
    /// Rule.
    pub regel: String,
    /// Return code.
    pub retourcode: Option<String>,
    /// Text of one of the findings.
    pub tekst: String,
    /// Lines with this reason.
    pub regels: i64,
}

/// The file of a claim, without its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDossier {
    /// The facts.
    pub hoofd: ClaimRij,
    /// Name of the municipality.
    pub gemeente_naam: String,
    /// Lines that were rejected.
    pub regels_afgewezen: i64,
    /// Claimed but not granted, of the rejected lines.
    pub afgewezen: Eurocent,
    /// Paid of this claim up to now.
    pub betaald: Eurocent,
    /// Granted and not paid yet.
    pub open: Eurocent,
    /// The answer (325).
    pub antwoord: Option<i64>,
    /// Reasons of rejection, the most frequent first.
    pub redenen: Vec<RedenTelling>,
}

/// Which lines of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RegelFilter {
    /// Status.
    pub status: Option<RegelStatus>,
}

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegelRij {
    /// Number of the message (323).
    pub bericht: i64,
    /// Place in the message, from 1.
    pub volgnr: i64,
    /// Status.
    pub status: RegelStatus,
    /// Provider.
    pub agb: AgbCode,
    /// The client: number and name; only for those who may see clients.
    pub client: Option<(i64, Naam)>,
    /// Reference of the provider.
    pub referentie: String,
    /// The line that this one credits.
    pub vorige_referentie: Option<String>,
    /// Assignment that the line names.
    pub toewijzing: i64,
    /// Product category.
    pub categorie: String,
    /// Product code.
    pub code: String,
    /// Name of the product, when known.
    pub product: Option<String>,
    /// First day of care.
    pub van: Datum,
    /// Last day of care.
    pub tot: Datum,
    /// Volume.
    pub volume: i64,
    /// Unit, code of the standard (WJ756).
    pub eenheid: String,
    /// Tariff claimed.
    pub tarief: Option<Eurocent>,
    /// Amount; a credit is negative.
    pub bedrag: Eurocent,
    /// The batch that paid it.
    pub batch: Option<i64>,
    /// Why it was rejected, and what the provider can do.
    pub bevindingen: Vec<BevindingRij>,
}
