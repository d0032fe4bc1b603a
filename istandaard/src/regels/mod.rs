//! The rules of the standard as a table: what each is, on which messages it works, which return code it has, and where
//! it is checked.
//!
//! A rule of level 2 is checked here, while the message is read. To add one: write a function in one of the files
//! beside this one and name it in the row of the rule in `tabel.rs`; the reader picks it up from there.

mod declaratie;
mod gedeeld;
mod overlap;
mod plaatsing;
mod tabel;
mod tabel_keten;
mod toewijzing;
mod verzoek;

use crate::lezer::boom::Zicht;
pub use plaatsing::{Plaats, plaatsing};

use crate::soort::Soort;
use kern::{Datum, Eenheid};

/// What kind of rule it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SoortRegel {
    /// TR: technische regel.
    Technisch,
    /// CD: conditie.
    Conditie,
    /// CS: constraint.
    Constraint,
    /// RS: restrictie.
    Restrictie,
}

/// Where a rule is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Controle {
    /// By the schema, while reading.
    Schema,
    /// By a check within the message, while reading.
    InBericht,
    /// By the layer that knows earlier messages; it reports the rule by its code.
    Berichtoverstijgend,
    /// By the layer that knows the day, an outside list or the contract; it reports the rule by its code.
    ExterneBron,
}

/// A rule of the standard.
#[derive(Debug, Clone, Copy)]
pub struct Regel {
    /// `TR321`.
    pub code: &'static str,
    /// Level of the check, 1 to 4.
    pub niveau: u8,
    /// Return code of a violation; `None` on level 1 and where none is published.
    pub retourcode: Option<&'static str>,
    /// The messages that the rule works on.
    pub berichten: &'static [Soort],
    /// Where it is checked.
    pub controle: Controle,
    /// What is wrong and how to mend it, in plain Dutch.
    pub tekst: &'static str,
    pub(crate) toetsen: &'static [Toets],
}

impl Regel {
    /// What kind of rule it is.
    pub fn soort(&self) -> SoortRegel {
        match &self.code[..2] {
            "TR" => SoortRegel::Technisch,
            "CD" => SoortRegel::Conditie,
            "CS" => SoortRegel::Constraint,
            _ => SoortRegel::Restrictie,
        }
    }
}

/// How a rule of level 2 is checked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Toets {
    /// At the end of every class of this name: true when the rule is broken there.
    Klasse(&'static str, fn(Zicht<'_>, &Kader) -> bool),
    /// At the end of every class of this name: adds the places where the rule is broken.
    Onderdelen(&'static str, fn(Zicht<'_>, &Kader, &mut Vec<usize>)),
    /// At the end of every claim line.
    Prestatie(fn(&Lijn<'_>, &Kader) -> bool),
    /// Over all claim lines together, by the reader itself.
    AlleRegels,
}

/// What a check may know besides the element itself.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kader {
    pub soort: Soort,
    /// Dagtekening of the message.
    pub dagtekening: Option<Datum>,
    /// Last day of DeclaratiePeriode.
    pub declaratie_tot: Option<Datum>,
    /// DeclaratieDagtekening.
    pub declaratie_dagtekening: Option<Datum>,
}

/// An element of a claim line: absent, not valid, or its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Veld<T> {
    #[default]
    Leeg,
    Fout,
    Goed(T),
}

impl<T: Copy> Veld<T> {
    pub fn gevuld(self) -> bool {
        !matches!(self, Self::Leeg)
    }

    pub fn goed(self) -> Option<T> {
        match self {
            Self::Goed(t) => Some(t),
            _ => None,
        }
    }
}

/// A claim line as it was read: every element on its own, so that one bad element does not stop the checks of the rest.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Lijn<'a> {
    pub referentie: Veld<&'a str>,
    pub vorige: Veld<&'a str>,
    pub toewijzing: Veld<i64>,
    pub categorie: Veld<&'a str>,
    pub code: Veld<&'a str>,
    pub van: Veld<Datum>,
    pub tot: Veld<Datum>,
    pub volume: Veld<i64>,
    pub eenheid: Veld<Eenheid>,
    pub tarief: Veld<i64>,
    pub bedrag: Veld<i64>,
    pub credit: Veld<bool>,
}

impl Lijn<'_> {
    /// The amount with its sign.
    pub fn saldo(&self) -> Option<i64> {
        let bedrag = self.bedrag.goed()?;
        Some(if self.credit.goed()? { -bedrag } else { bedrag })
    }
}

/// All rules: TR, CD, CS and RS.
pub fn alle() -> impl Iterator<Item = &'static Regel> {
    tabel::NIVEAU_2.iter().chain(tabel_keten::KETEN).chain(tabel_keten::SCHEMA)
}

/// The rule with a code.
pub fn zoek(code: &str) -> Option<&'static Regel> {
    alle().find(|r| r.code == code)
}

/// TR135: a date in the header may not lie after today. Level 4, because it needs the clock of the receiver.
pub fn ligt_in_toekomst(dagtekening: Datum, vandaag: Datum) -> bool {
    dagtekening > vandaag
}
