//! The cost model of a product: a tree of lines, each a source value or one operation on other lines.
//!
//! One operation per line, so that every figure on the way has a name, a unit and an explanation
//! (docs/adr on the form of the cost model says why there is no language of formulas).

mod controle;
mod elementen;
mod lezer;
mod maat;
mod tarief;

pub use elementen::Elementstand;
pub(crate) use lezer::SOORT;
pub use maat::Kostprijsmaat;

use crate::model::{Aanduiding, Verantwoording};
use kern::{Bron, Decimaal, Productcategorie, Productcode};
use rust_decimal::RoundingStrategy;
use std::collections::BTreeMap;
use std::fmt;

/// A cost element of article 5.4 of the Uitvoeringsbesluit Wmo 2015.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kostprijselement {
    /// a: the professional.
    Beroepskracht,
    /// b: reasonable overhead.
    Overhead,
    /// c: hours that are not productive.
    NietProductief,
    /// d: travel and training.
    ReisOpleiding,
    /// e: indexation.
    Indexering,
    /// f: duties that the municipality sets.
    Verplichtingen,
}

impl Kostprijselement {
    /// All elements with the letter of the article.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("a", Self::Beroepskracht),
        ("b", Self::Overhead),
        ("c", Self::NietProductief),
        ("d", Self::ReisOpleiding),
        ("e", Self::Indexering),
        ("f", Self::Verplichtingen),
    ];

    /// The letter in the article and in the data.
    pub fn letter(self) -> &'static str {
        Self::ALLE.iter().find(|(_, e)| *e == self).map_or("", |(c, _)| c)
    }

    /// What the element is, in our words.
    pub fn omschrijving(self) -> &'static str {
        match self {
            Self::Beroepskracht => "kosten van de beroepskracht",
            Self::Overhead => "redelijke overhead",
            Self::NietProductief => "niet-productieve uren (verlof, ziekte, scholing, overleg)",
            Self::ReisOpleiding => "reis en opleiding",
            Self::Indexering => "indexering",
            Self::Verplichtingen => "verplichtingen die de gemeente stelt",
        }
    }
}

/// How a line is rounded, after it was computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Regelafronding {
    /// Not rounded.
    Geen,
    /// To whole cents, a half goes up.
    Centen,
}

/// What a line does. A number is the place of another line in [`Kostprijsmodel::regels`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Bewerking {
    /// A value from a source.
    Waarde(Decimaal),
    /// Lines added up.
    Som(Vec<usize>),
    /// The first minus the second.
    Verschil(usize, usize),
    /// Lines multiplied.
    Product(Vec<usize>),
    /// The first divided by the second.
    Deel(usize, usize),
    /// The first, a percentage, of the second.
    ProcentVan(usize, usize),
    /// The first as a percentage of the second.
    Aandeel(usize, usize),
}

impl Bewerking {
    /// The words in the data for the operations on other lines.
    pub(crate) const WOORDEN: [&'static str; 6] =
        ["som", "verschil", "product", "deel", "procent_van", "aandeel"];

    /// The lines that go in, in order.
    pub fn invoer(&self) -> Vec<usize> {
        match self {
            Self::Waarde(_) => Vec::new(),
            Self::Som(v) | Self::Product(v) => v.clone(),
            Self::Verschil(a, b) | Self::Deel(a, b) | Self::ProcentVan(a, b) | Self::Aandeel(a, b) => {
                vec![*a, *b]
            }
        }
    }

    /// The value, with the values of all lines; nothing is rounded.
    pub fn waarde(&self, v: &[Decimaal]) -> Result<Decimaal, Rekenfout> {
        let groot = Rekenfout::TeGroot;
        match *self {
            Self::Waarde(w) => Ok(w),
            Self::Som(ref n) => n.iter().try_fold(Decimaal::ZERO, |s, i| s.checked_add(v[*i])).ok_or(groot),
            Self::Verschil(a, b) => v[a].checked_sub(v[b]).ok_or(groot),
            Self::Product(ref n) => {
                n.iter().try_fold(Decimaal::ONE, |p, i| p.checked_mul(v[*i])).ok_or(groot)
            }
            Self::ProcentVan(p, a) => {
                // first the product, then the shift of the point: a hundredth is exact
                v[p].checked_mul(v[a]).and_then(|x| x.checked_mul(Decimaal::new(1, 2))).ok_or(groot)
            }
            Self::Deel(_, b) | Self::Aandeel(_, b) if v[b].is_zero() => Err(Rekenfout::DelenDoorNul),
            Self::Deel(a, b) => v[a].checked_div(v[b]).ok_or(groot),
            Self::Aandeel(a, b) => {
                v[a].checked_mul(Decimaal::ONE_HUNDRED).and_then(|x| x.checked_div(v[b])).ok_or(groot)
            }
        }
    }
}

/// Why a line has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rekenfout {
    /// The divisor is zero.
    DelenDoorNul,
    /// The outcome does not fit.
    TeGroot,
}

impl fmt::Display for Rekenfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::DelenDoorNul => "er wordt gedeeld door nul",
            Self::TeGroot => "de uitkomst is te groot om mee te rekenen",
        })
    }
}

/// One line of a cost model. A line per column stands in the model once for each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kostprijsregel {
    /// Key, with the column behind a point when the line is per column: `ort.fwg40`.
    pub sleutel: String,
    /// Key without the column.
    pub basis: String,
    /// Place of the column in [`Kostprijsmodel::kolommen`].
    pub kolom: Option<usize>,
    /// Name for people.
    pub naam: String,
    /// Code of the group in the table.
    pub groep: String,
    /// What it does.
    pub bewerking: Bewerking,
    /// What it counts.
    pub maat: Kostprijsmaat,
    /// How it is rounded.
    pub afronding: Regelafronding,
    /// Cost part, for indexation; everything under this line then belongs to it.
    pub kostendeel: Option<String>,
    /// Elements of article 5.4 that it covers; its amount counts with the first.
    pub elementen: Vec<Kostprijselement>,
    /// An assumption that may be turned, and how far for the sensitivity.
    pub stap: Option<Decimaal>,
    /// Why it is zero.
    pub reden_nul: Option<String>,
    /// Lines whose values are shown before its own in the table.
    pub opbouw: Vec<usize>,
    /// Whether it is a row of the table.
    pub tabel: bool,
    /// Shown, but not part of the price.
    pub ter_informatie: bool,
    /// Document and place.
    pub bron: Bron,
    /// What a reader must know.
    pub toelichting: String,
    /// Line in the file.
    pub regel: usize,
}

/// What an element of article 5.4 asks and the model does not have, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elementgat {
    /// The element.
    pub element: Kostprijselement,
    /// What is missing: "reiskosten".
    pub wat: String,
    /// Why, as far as the source tells.
    pub reden: String,
    /// Document and place that were searched.
    pub bron: Bron,
}

/// The cost model of one product in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kostprijsmodel {
    /// Category of the product.
    pub categorie: Productcategorie,
    /// Code of the product.
    pub code: Productcode,
    /// Name.
    pub naam: String,
    /// The line that is the price.
    pub prijs: usize,
    /// The line that is the price per year.
    pub jaarprijs: usize,
    /// Columns, such as two salary scales.
    pub kolommen: Vec<Aanduiding>,
    /// Groups of the table, in order.
    pub groepen: Vec<Aanduiding>,
    /// Cost parts.
    pub kostendelen: Vec<Aanduiding>,
    /// What elements ask and this model does not have.
    pub gaten: Vec<Elementgat>,
    /// Lines in the order of the file.
    pub regels: Vec<Kostprijsregel>,
    /// The same lines in an order in which each comes after what it needs.
    pub(crate) volgorde: Vec<usize>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

impl Kostprijsmodel {
    /// The lines with this key: one, or one per column when the key names no column.
    pub fn zoek(&self, sleutel: &str) -> Vec<usize> {
        let met = |f: fn(&Kostprijsregel) -> &str| {
            (0..self.regels.len()).filter(move |i| f(&self.regels[*i]) == sleutel)
        };
        let precies: Vec<usize> = met(|r| &r.sleutel).collect();
        if precies.is_empty() { met(|r| &r.basis).collect() } else { precies }
    }

    /// The places of the lines, each after what it needs.
    pub fn volgorde(&self) -> &[usize] {
        &self.volgorde
    }

    /// The value of every line, with other values for some. The error names the line.
    pub fn bereken(&self, anders: &BTreeMap<usize, Decimaal>) -> Result<Vec<Decimaal>, (usize, Rekenfout)> {
        let mut v = vec![Decimaal::ZERO; self.regels.len()];
        for &i in &self.volgorde {
            let regel = &self.regels[i];
            let w = match anders.get(&i) {
                Some(w) => *w,
                None => regel.bewerking.waarde(&v).map_err(|e| (i, e))?,
            };
            v[i] = regel.afronding.op(w);
        }
        Ok(v)
    }
}

impl Regelafronding {
    /// Rounds a value. What a division leaves in the last of its 28 digits must not decide a half.
    pub fn op(self, w: Decimaal) -> Decimaal {
        match self {
            Self::Geen => w,
            Self::Centen => w
                .round_dp_with_strategy(16, RoundingStrategy::MidpointAwayFromZero)
                .round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero),
        }
    }
}
