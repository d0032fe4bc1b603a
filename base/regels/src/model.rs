//! A framework as it was read: every value with its period, unit, source and explanation.

use crate::criteria::Criteria;
use crate::omzetting::Omzetting;
use crate::overeenkomst::Overeenkomst;
use crate::resultaten::Resultaten;
use crate::tijdvak::Tijdvak;
use kern::{
    Afronding, Bron, Decimaal, Eenheid, Frequentie, Gemeentecode, Periode, Productcategorie, Productcode,
};

/// Where a value comes from and when it holds. Every value in the data carries one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verantwoording {
    /// When the value holds, the last day included.
    pub geldig: Periode,
    /// Document and place.
    pub bron: Bron,
    /// What a reader must know, in plain Dutch.
    pub toelichting: String,
    /// File that it was read from.
    pub bestand: String,
    /// Line in that file, from 1.
    pub regel: usize,
}

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Eenheidsoort {
    /// Cents.
    Eurocent,
    /// Percent.
    Procent,
    /// Weeks.
    Weken,
    /// Months.
    Maanden,
    /// Days.
    Dagen,
    /// A number of things.
    Aantal,
    /// One of a list of words.
    Keuze,
    /// Free text.
    Tekst,
}

impl Eenheidsoort {
    /// All units that the data may use.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("eurocent", Self::Eurocent),
        ("procent", Self::Procent),
        ("weken", Self::Weken),
        ("maanden", Self::Maanden),
        ("dagen", Self::Dagen),
        ("aantal", Self::Aantal),
        ("keuze", Self::Keuze),
        ("tekst", Self::Tekst),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, e)| *e == self).map_or("", |(c, _)| c)
    }

    pub(crate) fn is_getal(self) -> bool {
        !matches!(self, Self::Keuze | Self::Tekst)
    }
}

/// How a product is carried out and paid (UP026).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Uitvoeringsvariant {
    /// Paid by effort: hours, parts of a day, nights.
    Inspanningsgericht,
    /// Paid by result: pieces or an amount per period.
    Outputgericht,
    /// A task for a part of the population; no client level.
    Taakgericht,
}

impl Uitvoeringsvariant {
    /// All variants with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("inspanningsgericht", Self::Inspanningsgericht),
        ("outputgericht", Self::Outputgericht),
        ("taakgericht", Self::Taakgericht),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }
}

/// A code with its name: a lot, a prestatie, a zwaarte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aanduiding {
    /// Short code, as other files refer to it.
    pub code: String,
    /// Name for people.
    pub naam: String,
}

/// A municipality that takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeentenaam {
    /// CBS code.
    pub code: Gemeentecode,
    /// Name.
    pub naam: String,
}

/// An arrangement in words: term, admission, funding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Afspraak {
    /// Key, such as `looptijd`.
    pub sleutel: String,
    /// What was agreed, in words.
    pub tekst: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// What a product is beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Productsoort {
    /// Stands by itself.
    Product,
    /// Extra money for heavier support, on a product.
    Opslag,
    /// Something beside a product, such as being within reach at night.
    Component,
}

impl Productsoort {
    /// All kinds with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("product", Self::Product), ("opslag", Self::Opslag), ("component", Self::Component)];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }
}

/// How the price of an opslag or component stands to that of the product that it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Telwijze {
    /// It comes on top.
    Bovenop,
    /// It replaces it: the price of the product is in it.
    InPlaatsVan,
}

impl Telwijze {
    /// All ways with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] =
        &[("bovenop", Self::Bovenop), ("in_plaats_van", Self::InPlaatsVan)];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, v)| *v == self).map_or("", |(c, _)| c)
    }
}

/// A product of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Productregel {
    /// Short name, unique in the framework: for the command line and in texts (IB1).
    pub kort: String,
    /// What it is beside others.
    pub soort: Productsoort,
    /// Short names of the products that it belongs to; empty for a product.
    pub bij: Vec<String>,
    /// How its price stands to that of what it belongs to; `None` for a product.
    pub telt: Option<Telwijze>,
    /// Why it cannot be ordered; `None` when it can.
    pub niet_bestelbaar: Option<String>,
    /// Category of list WMO020.
    pub categorie: Productcategorie,
    /// Code of the regional list.
    pub code: Productcode,
    /// Name.
    pub naam: String,
    /// Code of the prestatie.
    pub prestatie: String,
    /// Code of the zwaarte.
    pub zwaarte: String,
    /// Code of the lot.
    pub perceel: String,
    /// Unit of the standard in which is assigned and claimed.
    pub eenheid: Eenheid,
    /// How often the volume is due.
    pub frequentie: Frequentie,
    /// Volume of an ordinary assignment.
    pub volume: u32,
    /// Variant.
    pub variant: Uitvoeringsvariant,
    /// Last day on which a new assignment may begin, for a code that is phased out; `None` when it is not.
    pub nieuw_tot: Option<kern::Datum>,
    /// For whom and what for, in short.
    pub omschrijving: String,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// A tariff of a product in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariefregel {
    /// Category of the product.
    pub categorie: Productcategorie,
    /// Code of the product.
    pub code: Productcode,
    /// Cents per `per`, as the document says it, unrounded.
    pub bedrag: Decimaal,
    /// What the amount is for: a piece, or a stretch of time.
    pub per: Tijdvak,
    /// The parts that the amount is the sum of; empty when it is one amount.
    pub delen: Vec<Tariefdeel>,
    /// How the amount becomes whole cents; `None` when it already is.
    pub afronding: Option<Afronding>,
    /// The document gives no amount: this one was made up so that the chain can run.
    pub verzonnen: bool,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// A part of a tariff, with the amount that it was derived from if the document names one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tariefdeel {
    /// What it pays for.
    pub naam: String,
    /// Cents per `per` of the tariff.
    pub bedrag: Decimaal,
    /// Cents in another stretch of time, from which the amount follows.
    pub afgeleid_van: Option<(Decimaal, Tijdvak)>,
    /// Document and place.
    pub bron: Bron,
    /// What a reader must know.
    pub toelichting: String,
}

/// What the standard leaves to parties when a claim is judged: key and the words that the program knows. A framework may
/// leave a key out; the first word is then the default.
pub const AFSPRAKEN: &[(&str, &[&str])] = &[
    ("maximum_per_dag", &["kalenderdagen", "werkdagen", "geen_maximum"]),
    ("totaal_per_maand", &["geraakte_maanden", "geen_maximum"]),
    ("onvolledige_maand", &["volledig_bedrag", "naar_rato", "geen_bedrag"]),
    ("week_zonder_zondag", &["nul", "een_week"]),
    ("totaal_meldt", &["tr322", "tr321", "beide"]),
    ("declaratieperiode_volgorde", &["niet_eerder", "aansluitend"]),
];

/// Key of the setting that says how many weeks count as a year.
pub const WEKEN_PER_JAAR: &str = "weken_per_jaar";

/// A setting: what the standard leaves to parties, or a parameter of the framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instelling {
    /// Key, such as `onvolledige_maand`.
    pub sleutel: String,
    /// The value as it stands in the data.
    pub waarde: String,
    /// The value as a number, for units that count.
    pub getal: Option<Decimaal>,
    /// What it counts.
    pub eenheid: Eenheidsoort,
    /// How it is rounded where it is used; `None` when it is not.
    pub afronding: Option<Afronding>,
    /// The choices that exist, for unit `keuze`.
    pub keuzes: Vec<String>,
    /// The document leaves it open: this is the default of the program.
    pub eigen_keuze: bool,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// A table of a document, kept as data so that it can be recomputed and compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tabel {
    /// Key, such as `tabel1`.
    pub sleutel: String,
    /// Title.
    pub titel: String,
    /// Columns: `regio` and codes of municipalities.
    pub kolommen: Vec<String>,
    /// Rows.
    pub rijen: Vec<Rij>,
    /// Source and period.
    pub verantwoording: Verantwoording,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rij {
    /// Key, such as `clienten`.
    pub sleutel: String,
    /// Name as the document gives it.
    pub naam: String,
    /// One cell per column.
    pub cellen: Vec<Cel>,
}

/// A cell of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cel {
    /// The number; `None` where the document leaves the cell empty.
    pub aantal: Option<i64>,
    /// Names that stand in the cell with the number.
    pub namen: Vec<String>,
}

/// A whole framework, read and checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kader {
    /// Name of the folder, such as `meierij-2020`.
    pub id: String,
    /// Name for people.
    pub naam: String,
    /// Region.
    pub regio: String,
    /// Source and period of the framework as a whole.
    pub verantwoording: Verantwoording,
    /// Municipalities that take part.
    pub gemeenten: Vec<Gemeentenaam>,
    /// Lots.
    pub percelen: Vec<Aanduiding>,
    /// Prestaties (kinds of support).
    pub prestaties: Vec<Aanduiding>,
    /// Zwaartes (how heavy the support is).
    pub zwaartes: Vec<Aanduiding>,
    /// Arrangements in words.
    pub afspraken: Vec<Afspraak>,
    /// Products.
    pub producten: Vec<Productregel>,
    /// Tariffs.
    pub tarieven: Vec<Tariefregel>,
    /// Settings.
    pub instellingen: Vec<Instelling>,
    /// Tables of the document.
    pub tabellen: Vec<Tabel>,
    /// Who may get what, for how long, and what goes with it.
    pub criteria: Criteria,
    /// Domains of life and what is to be reached in them.
    pub resultaten: Resultaten,
    /// Term, ways around the products, and local pilots.
    pub overeenkomst: Overeenkomst,
    /// The key with which running indications go over, if it has one.
    pub omzetting: Option<Omzetting>,
    /// Cost models.
    pub kostprijzen: Vec<crate::Kostprijsmodel>,
    /// The texts that were read, as (file, text): whoever stores a decision takes its hash of these.
    pub bestanden: Vec<(String, String)>,
}

impl Kader {
    /// A framework with nothing in it, to be read into.
    pub(crate) fn leeg(id: &str) -> Self {
        let verantwoording = Verantwoording {
            geldig: Periode::maand_van(kern::Datum::MIN),
            bron: Bron::new("", ""),
            toelichting: String::new(),
            bestand: String::new(),
            regel: 0,
        };
        Self {
            id: id.to_owned(),
            naam: String::new(),
            regio: String::new(),
            verantwoording,
            gemeenten: Vec::new(),
            percelen: Vec::new(),
            prestaties: Vec::new(),
            zwaartes: Vec::new(),
            afspraken: Vec::new(),
            producten: Vec::new(),
            tarieven: Vec::new(),
            instellingen: Vec::new(),
            tabellen: Vec::new(),
            criteria: Criteria::default(),
            resultaten: Resultaten::default(),
            overeenkomst: Overeenkomst::default(),
            omzetting: None,
            kostprijzen: Vec::new(),
            bestanden: Vec::new(),
        }
    }

    /// The product with this short name, whenever it holds.
    pub fn product(&self, kort: &str) -> Option<&Productregel> {
        self.producten.iter().find(|p| p.kort == kort)
    }

    /// Weeks that count as a year when a tariff is converted; the setting `weken_per_jaar`, or 52.
    pub fn weken_per_jaar(&self, dag: kern::Datum) -> Decimaal {
        self.instelling_op(WEKEN_PER_JAAR, dag)
            .geldig()
            .and_then(|i| i.getal)
            .unwrap_or(crate::tijdvak::WEKEN_PER_JAAR)
    }

    /// The setting with this key on a day.
    pub fn instelling_op(&self, sleutel: &str, dag: kern::Datum) -> kern::Opzoeking<&Instelling> {
        kern::Opzoeking::zoek(
            self.instellingen.iter().filter(|i| i.sleutel == sleutel).map(|i| (i.verantwoording.geldig, i)),
            dag,
        )
    }

    /// The table with this key.
    pub fn tabel(&self, sleutel: &str) -> Option<&Tabel> {
        self.tabellen.iter().find(|t| t.sleutel == sleutel)
    }
}
