//! `criteria.yaml`: who may get what, for how long, and what goes with it, as data that advice can be built on.
//!
//! A criterion is one thing to establish: a fact, a judgement of a person, or a number with bounds. A test (toets) ties
//! criteria together with EN, OF and NIET. Nothing here is computed: an open norm stays a question to a person.

mod controle;
mod lezer;

pub(crate) use lezer::SOORT;
#[cfg(test)]
pub(crate) use lezer::vormen;

use crate::model::Verantwoording;
use kern::{Decimaal, Eenheid};

/// What a criterion asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Criteriumsoort {
    /// Something that is so or not, and can be shown.
    Feit,
    /// An open norm: a person judges, with a motivation.
    Oordeel,
    /// A number within bounds, both included.
    Getal {
        /// What it counts.
        eenheid: String,
        /// Lowest that will do; `None` when there is none.
        minimum: Option<Decimaal>,
        /// Highest that will do; `None` when there is none.
        maximum: Option<Decimaal>,
    },
}

impl Criteriumsoort {
    /// Whether a number will do; `None` when this is no number.
    pub fn past(&self, getal: Decimaal) -> Option<bool> {
        match self {
            Self::Getal { minimum, maximum, .. } => {
                Some(minimum.is_none_or(|m| getal >= m) && maximum.is_none_or(|m| getal <= m))
            }
            Self::Feit | Self::Oordeel => None,
        }
    }
}

/// What a program can establish a criterion from, when a person has not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Afleiding {
    /// The municipality of the client takes part in the framework.
    Gemeente,
    /// In at least one domain of life the level of a measurement is one at which support is given.
    Zelfredzaamheid,
    /// The greatest distance, in metres, from a dwelling to the nearest place with support.
    Afstand,
    /// The support at home costs more in a year than a package with a place to stay.
    Pakketkosten,
}

impl Afleiding {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("gemeente", Self::Gemeente),
        ("zelfredzaamheid", Self::Zelfredzaamheid),
        ("afstand", Self::Afstand),
        ("pakketkosten", Self::Pakketkosten),
    ];
}

/// The kind of work in support: the mix of these decides a category.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Werksoort {
    /// Watching over and encouraging.
    Toezicht,
    /// Teaching and practising.
    Aanleren,
    /// Helping, taking over and keeping in hand.
    Helpen,
}

impl Werksoort {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("toezicht_stimuleren", Self::Toezicht),
        ("aanleren_oefenen", Self::Aanleren),
        ("helpen_overnemen_regie", Self::Helpen),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }

    /// In words.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Toezicht => "toezicht en stimuleren",
            Self::Aanleren => "aanleren en oefenen",
            Self::Helpen => "helpen, overnemen en regie",
        }
    }
}

/// One thing to establish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterium {
    /// Name in rules.
    pub id: String,
    /// What is asked for.
    pub soort: Criteriumsoort,
    /// The criterion as a statement, in plain Dutch.
    pub tekst: String,
    /// What it can be established from; `None` when only a person can.
    pub afleiding: Option<Afleiding>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// Criteria tied together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Voorwaarde {
    /// The criterion with this id.
    Criterium(String),
    /// The test with this id.
    Toets(String),
    /// All of them.
    En(Vec<Voorwaarde>),
    /// At least one of them.
    Of(Vec<Voorwaarde>),
    /// Not this one.
    Niet(Box<Voorwaarde>),
}

impl Voorwaarde {
    /// Every criterion and test that it names, in order.
    pub fn namen(&self) -> Vec<&Self> {
        match self {
            Self::Criterium(_) | Self::Toets(_) => vec![self],
            Self::En(delen) | Self::Of(delen) => delen.iter().flat_map(Self::namen).collect(),
            Self::Niet(deel) => deel.namen(),
        }
    }
}

/// What a test decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Toetssoort {
    /// It must hold for the product to be given.
    Toegang,
    /// When it holds the product is not given.
    Uitsluiting,
    /// A ground for an opslag; one of the grounds will do.
    Opslag,
    /// It must hold for the term to be made longer.
    Verlenging,
    /// Part of another test.
    Deel,
}

impl Toetssoort {
    /// All kinds with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("toegang", Self::Toegang),
        ("uitsluiting", Self::Uitsluiting),
        ("opslag", Self::Opslag),
        ("verlenging", Self::Verlenging),
        ("deel", Self::Deel),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }
}

/// How long what a ground gives may last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Duur {
    /// For a time.
    Tijdelijk,
    /// For a time or lasting.
    TijdelijkOfStructureel,
}

impl Duur {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("tijdelijk", Self::Tijdelijk), ("tijdelijk_of_structureel", Self::TijdelijkOfStructureel)];
}

/// Who decides or does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Partij {
    /// Who decides for the municipality on a client.
    Consulent,
    /// The municipality.
    Gemeente,
    /// The provider.
    Aanbieder,
    /// The client.
    Client,
}

impl Partij {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("consulent", Self::Consulent),
        ("gemeente", Self::Gemeente),
        ("aanbieder", Self::Aanbieder),
        ("client", Self::Client),
    ];

    /// In words.
    pub fn naam(self) -> &'static str {
        match self {
            Self::Consulent => "de consulent",
            Self::Gemeente => "de gemeente",
            Self::Aanbieder => "de aanbieder",
            Self::Client => "de cliënt",
        }
    }
}

/// A test: what must hold for something to follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toets {
    /// Name in rules.
    pub id: String,
    /// What it decides.
    pub soort: Toetssoort,
    /// Name for people.
    pub naam: String,
    /// Short names of the products that it is about; empty for a part.
    pub producten: Vec<String>,
    /// What must hold.
    pub regel: Voorwaarde,
    /// How long what it gives may last; `None` when the source does not say.
    pub duur: Option<Duur>,
    /// Who decides; `None` when the source does not say.
    pub beslist: Option<Partij>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// How one of several products is chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kieswijze {
    /// The one whose activities outweigh the others in the whole mix.
    PrimaireWerkzaamheden,
    /// The first, in the order of the data, of which the rule holds.
    Eerste,
}

impl Kieswijze {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("primaire_werkzaamheden", Self::PrimaireWerkzaamheden), ("eerste", Self::Eerste)];
}

/// One of the products to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Optie {
    /// Short name.
    pub product: String,
    /// Activities that go with it, in words.
    pub werkzaamheden: Vec<String>,
    /// The kind of work that these activities are; `None` when a person must see.
    pub aard: Option<Werksoort>,
    /// What must hold; where the activities decide, what makes this the one whatever the mix.
    pub regel: Option<Voorwaarde>,
}

/// Which product of several fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indeling {
    /// Key.
    pub id: String,
    /// Name for people.
    pub naam: String,
    /// How is chosen.
    pub wijze: Kieswijze,
    /// The products.
    pub opties: Vec<Optie>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// Whether a term can be made longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verlenging {
    /// The source says nothing about it.
    NietGenoemd,
    /// With a motivation.
    Gemotiveerd,
    /// Case by case.
    Maatwerk,
}

impl Verlenging {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("niet_genoemd", Self::NietGenoemd),
        ("gemotiveerd", Self::Gemotiveerd),
        ("maatwerk", Self::Maatwerk),
    ];
}

/// How long a product may last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Termijn {
    /// Key.
    pub id: String,
    /// Short names of the products.
    pub producten: Vec<String>,
    /// Months at most; `None` when the source only says that it ends.
    pub maximum_maanden: Option<u32>,
    /// Whether it can be longer.
    pub verlenging: Verlenging,
    /// Who decides on that; `None` when the source does not say.
    pub beslist: Option<Partij>,
    /// In plain Dutch.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// An amount of one kind of support.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maat {
    /// What it is an amount of.
    pub wat: String,
    /// How many.
    pub aantal: Decimaal,
    /// Of which unit.
    pub eenheid: Eenheid,
}

/// Support of one kind given in place of another: one way only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Substitutie {
    /// Key.
    pub id: String,
    /// What was granted.
    pub van: Maat,
    /// What may be given in its place.
    pub naar: Maat,
    /// What must hold.
    pub regel: Voorwaarde,
    /// In plain Dutch.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// Something that a party must do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plicht {
    /// Key.
    pub id: String,
    /// Short names of the products.
    pub producten: Vec<String>,
    /// Who must.
    pub wie: Partij,
    /// When it counts; `None` is always.
    pub als: Option<Voorwaarde>,
    /// When it does not, though `als` holds.
    pub tenzij: Option<Voorwaarde>,
    /// In plain Dutch.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// All of `criteria.yaml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Criteria {
    /// Things to establish.
    pub criteria: Vec<Criterium>,
    /// Tests.
    pub toetsen: Vec<Toets>,
    /// Which product of several fits.
    pub indelingen: Vec<Indeling>,
    /// Terms.
    pub termijnen: Vec<Termijn>,
    /// Substitutions.
    pub substituties: Vec<Substitutie>,
    /// Duties.
    pub plichten: Vec<Plicht>,
}

impl Criteria {
    /// The criterion with this id that holds on a day.
    pub fn criterium_op(&self, id: &str, dag: kern::Datum) -> Option<&Criterium> {
        self.criteria.iter().find(|c| c.id == id && c.verantwoording.geldig.bevat(dag))
    }

    /// The test with this id that holds on a day.
    pub fn toets_op(&self, id: &str, dag: kern::Datum) -> Option<&Toets> {
        self.toetsen.iter().find(|t| t.id == id && t.verantwoording.geldig.bevat(dag))
    }

    /// The tests of a product on a day, in the order of the data.
    pub fn toetsen_van<'a>(&'a self, kort: &'a str, dag: kern::Datum) -> impl Iterator<Item = &'a Toets> {
        self.toetsen
            .iter()
            .filter(move |t| t.producten.iter().any(|p| p == kort) && t.verantwoording.geldig.bevat(dag))
    }
}
