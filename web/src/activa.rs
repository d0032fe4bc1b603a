//! The embedded stylesheet and pictures.

/// An embedded file.
#[derive(Debug)]
pub struct Actief {
    /// Name with the hash of its content.
    pub naam: &'static str,
    /// Media type.
    pub mime: &'static str,
    /// Content.
    pub inhoud: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/activa.rs"));

/// Finds a file by name.
pub fn zoek(naam: &str) -> Option<&'static Actief> {
    ACTIVA.iter().find(|a| a.naam == naam)
}
