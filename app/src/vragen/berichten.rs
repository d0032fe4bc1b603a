//! Messages: the list, the file with its findings, the readable tree and the raw bytes.

use super::{BerichtStatus, Richting, Verwijzing};
use kern::{AgbCode, Datum, Gemeentecode};

/// Which messages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BerichtFilter {
    /// One municipality; otherwise all of the user's.
    pub gemeente: Option<Gemeentecode>,
    /// Direction.
    pub richting: Option<Richting>,
    /// `WMO301` …
    pub soort: Option<String>,
    /// Status.
    pub status: Option<BerichtStatus>,
    /// Provider on the other side.
    pub agb: Option<AgbCode>,
    /// The identification of the message, in full.
    pub identificatie: Option<String>,
    /// Only messages that should be answered and are not.
    pub zonder_antwoord: bool,
}

/// A row of the list, newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BerichtRij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Number.
    pub id: i64,
    /// Direction.
    pub richting: Richting,
    /// `WMO301` …
    pub soort: String,
    /// What that message is, in Dutch.
    pub omschrijving: &'static str,
    /// Provider on the other side.
    pub agb: AgbCode,
    /// Its name.
    pub aanbieder: String,
    /// Identification given by the sender.
    pub identificatie: String,
    /// Day on the message.
    pub dagtekening: Datum,
    /// When it was processed or written.
    pub verwerkt_op: jiff::Timestamp,
    /// Status.
    pub status: BerichtStatus,
    /// Number of findings.
    pub bevindingen: i64,
    /// The message that this one answers.
    pub antwoord_op: Option<i64>,
    /// The answer to this one.
    pub antwoord: Option<i64>,
    /// Out: delivered on; empty = waits in the outbox.
    pub bezorgd_op: Option<jiff::Timestamp>,
    /// Size in bytes.
    pub grootte: i64,
}

/// One reason of a rejection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BevindingRij {
    /// Place in the list of findings, from 1.
    pub volgnr: i64,
    /// Rule of the standard or of our own.
    pub regel: String,
    /// Return code.
    pub retourcode: Option<String>,
    /// Place in the message.
    pub pad: String,
    /// Why, and what to do about it.
    pub tekst: String,
    /// The line of the claim that it is about.
    pub declaratieregel: Option<i64>,
}

/// The file of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BerichtDossier {
    /// The facts.
    pub hoofd: BerichtRij,
    /// Sender as it stands in the message.
    pub afzender: String,
    /// Receiver as it stands in the message.
    pub ontvanger: String,
    /// File name.
    pub bestand: String,
    /// SHA-256 of the raw bytes, in hexadecimals.
    pub sha256: String,
    /// The findings, at most [`BerichtDossier::HOOGSTE`]; `hoofd.bevindingen` is the whole number.
    pub bevindingen: Vec<BevindingRij>,
    /// The message that this one answers.
    pub antwoord_op: Option<BerichtRij>,
    /// The answers to this one.
    pub antwoorden: Vec<BerichtRij>,
    /// What it brought about: claim, clients. Words and page.
    pub verwant: Vec<(String, Verwijzing)>,
}

impl BerichtDossier {
    /// The most findings on a page.
    pub const HOOGSTE: i64 = 500;
}

/// An element of a message in the readable view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knoop {
    /// Depth, the root is 0.
    pub diepte: usize,
    /// Name of the element.
    pub naam: String,
    /// Its text, when it has no elements below it.
    pub waarde: Option<String>,
}

/// The readable view of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Boom {
    /// The elements, in order.
    pub knopen: Vec<Knoop>,
    /// The message goes on after the last element.
    pub afgekapt: bool,
    /// The message is not well formed from here on.
    pub kapot: bool,
}

/// The raw bytes of a message, unchanged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruw {
    /// File name, without a folder, safe in a header.
    pub bestand: String,
    /// The bytes, at most as many as were asked.
    pub inhoud: Vec<u8>,
    /// There are more bytes than these.
    pub afgekapt: bool,
}
