//! What goes in and what comes out.

use inkoop::Productsleutel;
use kern::{Datum, Decimaal, Eenheid, Frequentie};
use regels::Aanleiding;
use std::fmt;

/// The class of a row that has none, or one that is no number: possible where the class makes no difference.
pub const GEEN_KLASSE: u8 = u8::MAX;

/// An indication, as the key reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indicatie {
    /// Group of its code; `None` when no group names the code.
    pub functie: Option<u8>,
    /// Class, or [`GEEN_KLASSE`].
    pub klasse: u8,
    /// First day.
    pub ingang: Datum,
    /// Last day, included; empty is open.
    pub einde: Option<Datum>,
}

/// What happens to an indication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Oordeel {
    /// Goes over by this line of the key.
    Omzetten(u8),
    /// Fits this line, but the content would change much: a new indication comes first.
    EerstIndicatie(u8),
    /// Goes over with a new decision, at this moment.
    Herindiceren(Aanleiding),
    /// Fits no line of the key: to be discussed with the provider.
    PastNiet(Niet),
    /// Stands there already.
    Dubbel,
    /// The client has another running indication that fits as well: somebody chooses.
    Overlap,
    /// Ended before the day.
    Geeindigd,
    /// Begins after the day.
    NogNiet,
    /// Set aside by name.
    Overgeslagen,
}

/// Why an indication fits no line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Niet {
    /// No group names the code.
    OnbekendeCode,
    /// The group is not in the key.
    BuitenSleutel,
    /// The key has no line for this class.
    Klasse,
}

impl Oordeel {
    /// All kinds, in the order of reports, with the word in reports and in JSON.
    pub const SOORTEN: [(&'static str, &'static str); 9] = [
        ("omzetten", "gaan over"),
        ("eerst_indicatie", "eerst een nieuwe indicatie"),
        ("herindiceren", "gaan over met een eigen indicatie"),
        ("past_niet", "passen op geen sleutel"),
        ("dubbel", "dubbel"),
        ("overlap", "overlappen"),
        ("geeindigd", "geëindigd"),
        ("nog_niet", "beginnen later"),
        ("overgeslagen", "apart gezet"),
    ];

    /// Place in [`Self::SOORTEN`].
    pub fn soort(self) -> usize {
        match self {
            Self::Omzetten(_) => 0,
            Self::EerstIndicatie(_) => 1,
            Self::Herindiceren(_) => 2,
            Self::PastNiet(_) => 3,
            Self::Dubbel => 4,
            Self::Overlap => 5,
            Self::Geeindigd => 6,
            Self::NogNiet => 7,
            Self::Overgeslagen => 8,
        }
    }

    /// Whether it fits and runs, so that a second one of the same client would stand beside it.
    pub fn past(self) -> bool {
        matches!(
            self,
            Self::Omzetten(_)
                | Self::EerstIndicatie(_)
                | Self::Herindiceren(Aanleiding::Herindicatie | Aanleiding::Actief)
        )
    }
}

/// A row, as small as it can be: a million of them stay in memory while the file streams by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Omzetrij {
    /// Number of the indication, or a hash of it.
    pub nummer: u64,
    /// Who: a number that is the same for the same person.
    pub persoon: u32,
    /// Provider, as a number.
    pub agb: u32,
    /// Line in the file.
    pub regel: u32,
    /// First day.
    pub ingang: Datum,
    /// Last day; [`Datum::MAX`] when open.
    pub einde: Datum,
    /// Municipality, as a number.
    pub gemeente: u16,
    /// Code of the function as it was written, hashed.
    pub code: u32,
    /// Group, or `u8::MAX`.
    pub functie: u8,
    /// Class, or [`GEEN_KLASSE`].
    pub klasse: u8,
    /// What happens.
    pub oordeel: Oordeel,
}

impl Omzetrij {
    /// Whether the two say the same about the same person.
    pub fn zelfde_inhoud(&self, ander: &Self) -> bool {
        (self.persoon, self.gemeente, self.agb, self.code, self.functie, self.klasse, self.ingang, self.einde)
            == (
                ander.persoon,
                ander.gemeente,
                ander.agb,
                ander.code,
                ander.functie,
                ander.klasse,
                ander.ingang,
                ander.einde,
            )
    }
}

/// A product that an indication becomes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Omzetproduct {
    /// Short name.
    pub kort: String,
    /// Name.
    pub naam: String,
    /// Category and code.
    pub sleutel: Productsleutel,
    /// Volume of an ordinary assignment.
    pub volume: u32,
    /// Unit.
    pub eenheid: Eenheid,
    /// Frequency.
    pub frequentie: Frequentie,
    /// Cents a year, not rounded.
    pub per_jaar: Decimaal,
    /// The price was made up.
    pub verzonnen: bool,
}

/// Why a framework gives no key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OmzetFout {
    /// It has none.
    GeenSleutel(String),
    /// It does not hold on the day.
    Dag(Datum),
    /// A product of the key does not exist or has no price on the day.
    Product(String, Datum),
    /// The catalogue could not be made.
    Catalogus(crate::CatalogusFout),
    /// More groups or lines than fit.
    TeVeel,
    /// An amount does not fit.
    Bedrag,
}

impl fmt::Display for OmzetFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::GeenSleutel(k) => {
                write!(f, "kader '{k}' heeft geen sleutel voor de omzetting (omzetting.yaml)")
            }
            Self::Dag(d) => write!(f, "op {d} geldt het kader niet; kies een andere dag met --per"),
            Self::Product(p, d) => write!(
                f,
                "product {p} van de sleutel heeft op {d} geen prijs per periode of bestaat dan niet"
            ),
            Self::Catalogus(e) => e.fmt(f),
            Self::TeVeel => f.write_str("de sleutel heeft te veel functies of regels"),
            Self::Bedrag => f.write_str("een bedrag is te groot om mee te rekenen"),
        }
    }
}

impl std::error::Error for OmzetFout {}
