//! Instants as text: UTC, milliseconds, always the same length, so that text order is time order.

use jiff::Timestamp;

/// `JJJJ-MM-DDTUU:MM:SS.mmmZ`.
pub fn tijdstip(t: Timestamp) -> String {
    t.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// Reads what [`tijdstip`] wrote.
pub fn lees_tijdstip(tekst: &str) -> Option<Timestamp> {
    tekst.parse().ok()
}
