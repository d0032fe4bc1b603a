//! The trait: send one message with what stands on its outside, see what waits, open it, and say what became of it.
//! No rules: whether and when is tried again is decided by who uses it.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Read;
use std::path::PathBuf;

/// Whether trying again can help.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aard {
    /// Perhaps later: no connection, no room, the other side is down.
    Tijdelijk,
    /// Not with this message as it is.
    Blijvend,
}

/// Why a message did not arrive, or could not be fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostFout {
    /// Whether trying again can help.
    pub aard: Aard,
    /// The code that the other side gave, if any: `IB010`.
    pub code: Option<String>,
    /// What happened and what to do about it, in Dutch.
    pub tekst: String,
}

impl PostFout {
    /// Perhaps later.
    pub fn tijdelijk(tekst: impl Into<String>) -> Self {
        Self { aard: Aard::Tijdelijk, code: None, tekst: tekst.into() }
    }

    /// Not with this message as it is.
    pub fn blijvend(tekst: impl Into<String>) -> Self {
        Self { aard: Aard::Blijvend, code: None, tekst: tekst.into() }
    }

    /// With the code of the other side.
    #[must_use]
    pub fn met_code(self, code: impl Into<String>) -> Self {
        Self { code: Some(code.into()), ..self }
    }
}

impl fmt::Display for PostFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.code {
            Some(c) => write!(f, "{c}: {}", self.tekst),
            None => f.write_str(&self.tekst),
        }
    }
}

impl std::error::Error for PostFout {}

/// What stands on the outside of a message that leaves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brief {
    /// File name, without a folder; no two messages have the same.
    pub bestand: String,
    /// `WMO301` …
    pub soort: String,
    /// Who sends: code of municipality or provider.
    pub verzender: String,
    /// Who receives.
    pub ontvanger: String,
    /// The same at each try of the same message; see [`kenmerk_van`].
    pub kenmerk: String,
    /// Under which reference the message came in that this one answers, when it is a return message.
    pub antwoord_op: Option<AntwoordOp>,
    /// When it leaves.
    pub moment: Timestamp,
    /// Number of bytes of the content.
    pub grootte: u64,
}

/// A return message answers a letter; its reference is known when that came through a node.
pub type AntwoordOp = Option<String>;

/// A message that came in, opened.
#[derive(Debug)]
pub struct Binnen {
    /// Its name at the transport, until it is put aside.
    pub naam: String,
    /// What it holds.
    pub inhoud: Inhoud,
    /// Keeps what was unpacked for as long as the message is open.
    pub(crate) _houd: Option<tempfile::TempDir>,
}

impl Binnen {
    /// An opened message.
    pub fn new(naam: impl Into<String>, inhoud: Inhoud) -> Self {
        Self { naam: naam.into(), inhoud, _houd: None }
    }
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inhoud {
    /// A message.
    Bericht {
        /// Where its bytes can be read for as long as [`Binnen`] lives.
        pad: PathBuf,
        /// The reference on its envelope; the answer must name it.
        kenmerk: Option<String>,
    },
    /// The node, or the party behind it, refuses a letter of ours.
    Weigering {
        /// The reference of that letter.
        kenmerk: String,
        /// Code and reason.
        fout: PostFout,
    },
}

/// A way for messages to travel. Calls block.
///
/// A name that [`Transport::wachtend`] gave stays valid until [`Transport::gelezen`] or [`Transport::mislukt`]; both do
/// nothing when the name is gone already, so that a run that was broken off can be done again.
pub trait Transport: Send + Sync {
    /// `map` or `knooppunt`.
    fn naam(&self) -> &'static str;

    /// Whether it carries messages out.
    fn verstuurt(&self) -> bool;

    /// Whether it brings messages in.
    fn ontvangt(&self) -> bool;

    /// Hands over one message. `Ok` means that the other side has it.
    fn verstuur(&self, brief: &Brief, inhoud: &mut dyn Read) -> Result<(), PostFout>;

    /// Names of messages that wait, the oldest first, at most so many.
    fn wachtend(&self, hoogstens: usize) -> Result<Vec<String>, PostFout>;

    /// Opens a message that waits; `None` when it is gone.
    fn open(&self, naam: &str) -> Result<Option<Binnen>, PostFout>;

    /// It is in the book: put it aside.
    fn gelezen(&self, naam: &str) -> Result<(), PostFout>;

    /// It cannot be taken in: put it apart with the reason.
    fn mislukt(&self, naam: &str, reden: &str) -> Result<(), PostFout>;

    /// Puts back in line what was put apart.
    fn terug(&self, naam: &str) -> Result<(), PostFout>;
}

/// The reference of a letter: a UUID in the form of version 4, made from what identifies the message, so that it is
/// the same at each try. `reeks` goes up when a person has it sent anew.
pub fn kenmerk_van(gemeente: &str, bericht: i64, reeks: i64, sha256: &[u8]) -> String {
    let mut h = Sha256::new();
    h.update(b"maatwerk post 1\0");
    h.update(gemeente.as_bytes());
    h.update(bericht.to_be_bytes());
    h.update(reeks.to_be_bytes());
    h.update(sha256);
    let mut u = [0_u8; 16];
    u.copy_from_slice(&h.finalize()[..16]);
    u[6] = (u[6] & 0x0f) | 0x40;
    u[8] = (u[8] & 0x3f) | 0x80;
    let hex: Vec<String> = u.iter().map(|b| format!("{b:02x}")).collect();
    let deel = |van: usize, tot: usize| hex[van..tot].concat();
    format!("{}-{}-{}-{}-{}", deel(0, 4), deel(4, 6), deel(6, 8), deel(8, 10), deel(10, 16))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_a_uuid_of_its_own_and_always_the_same() {
        let k = kenmerk_van("0796", 12, 0, &[1; 32]);
        assert_eq!(k, kenmerk_van("0796", 12, 0, &[1; 32]));
        let vorm: Vec<usize> = k.split('-').map(str::len).collect();
        assert_eq!(vorm, [8, 4, 4, 4, 12]);
        assert!(k.as_bytes()[14] == b'4' && b"89ab".contains(&k.as_bytes()[19]), "{k}");
        assert!(k.bytes().all(|b| b == b'-' || b.is_ascii_digit() || (b'a'..=b'f').contains(&b)));
        for ander in [
            kenmerk_van("0797", 12, 0, &[1; 32]),
            kenmerk_van("0796", 13, 0, &[1; 32]),
            kenmerk_van("0796", 12, 1, &[1; 32]),
            kenmerk_van("0796", 12, 0, &[2; 32]),
        ] {
            assert_ne!(k, ander);
        }
    }
}
