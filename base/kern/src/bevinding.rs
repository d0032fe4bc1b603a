//! A finding: why something was rejected, or what stands out.

use std::borrow::Cow;

/// A return code of list WJ001.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Retourcode(pub &'static str);

/// Where a finding lies in a message, as an XPath without prefixes:
/// `/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]`.
pub type Pad = String;

/// One reason. A judgement gives all reasons at once (invariant 4): `Vec<Bevinding>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bevinding {
    /// Code of the rule in the standard (`TR321`), `XSD` for the schema, or a code of our own.
    pub regel: &'static str,
    /// Published return code; `None` where the standard publishes none.
    pub retourcode: Option<Retourcode>,
    /// Place in the message; empty when the finding is about the whole.
    pub pad: Pad,
    /// What is wrong and what to do about it, in plain Dutch, without a BSN.
    pub tekst: Cow<'static, str>,
}

impl Bevinding {
    /// A finding at a place.
    pub fn new(
        regel: &'static str,
        retourcode: Option<&'static str>,
        pad: impl Into<Pad>,
        tekst: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { regel, retourcode: retourcode.map(Retourcode), pad: pad.into(), tekst: tekst.into() }
    }
}
