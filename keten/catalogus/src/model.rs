//! Frameworks, products and tariffs.

use crate::CatalogusFout;
use inkoop::{Perceel, Productsleutel};
use kern::{Afronding, Bron, Decimaal, Eenheid, Frequentie, Gemeentecode, Periode};
use regels::Uitvoeringsvariant;
use std::fmt;

macro_rules! aanduiding {
    ($(#[$doc:meta])* $naam:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $naam(String);

        impl $naam {
            /// Reads a code of 1 to 20 letters, digits or dashes. Which codes exist is data of the framework.
            pub fn parse(tekst: &str) -> Result<Self, CatalogusFout> {
                let goed = (1..=20).contains(&tekst.len())
                    && tekst.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-');
                if goed { Ok(Self(tekst.to_owned())) } else { Err(CatalogusFout::Aanduiding(tekst.to_owned())) }
            }
            /// The code.
            pub fn code(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $naam {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

aanduiding!(
    /// The kind of support that is bought, such as IB, DB or KDV.
    Prestatie
);
aanduiding!(
    /// How heavy the support is, such as waakvlam, basis or extra.
    Zwaarte
);

/// The price of a product in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tarief {
    /// When it holds.
    pub geldig: Periode,
    /// Cents per unit, unrounded.
    pub bedrag: Decimaal,
    /// How the amount of a line becomes whole cents.
    pub afronding: Afronding,
    /// The source gives no amount: this one was made up. Every screen that shows it says so.
    pub verzonnen: bool,
    /// Document and place.
    pub bron: Bron,
    /// What a reader must know.
    pub toelichting: String,
}

/// A product that may be assigned, with its prices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catalogusproduct {
    /// Framework that it belongs to, such as `meierij-2020`.
    pub kader: String,
    /// Category and code.
    pub sleutel: Productsleutel,
    /// Name.
    pub naam: String,
    /// Kind of support.
    pub prestatie: Prestatie,
    /// How heavy.
    pub zwaarte: Zwaarte,
    /// Lot.
    pub perceel: Perceel,
    /// Unit in which is assigned and claimed.
    pub eenheid: Eenheid,
    /// How often the volume is due.
    pub frequentie: Frequentie,
    /// Volume of an ordinary assignment.
    pub volume: u32,
    /// How it is carried out and paid.
    pub uitvoeringsvariant: Uitvoeringsvariant,
    /// For whom and what for.
    pub omschrijving: String,
    /// When the product can be assigned.
    pub geldig: Periode,
    /// Prices, in order of date.
    pub tarieven: Vec<Tarief>,
    /// Document and place.
    pub bron: Bron,
    /// What a reader must know.
    pub toelichting: String,
}

/// A framework as the chain uses it: municipalities with the products that they may assign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inkoopkader {
    /// Name of the framework, such as `meierij-2020`.
    pub id: String,
    /// Name for people.
    pub naam: String,
    /// Region.
    pub regio: String,
    /// When the framework holds.
    pub geldig: Periode,
    /// Municipalities that take part.
    pub gemeenten: Vec<Gemeentecode>,
    /// Products.
    pub producten: Vec<Catalogusproduct>,
}

impl Inkoopkader {
    /// Makes the catalogue of a framework that was read and checked.
    pub fn uit(kader: &regels::Kader) -> Result<Self, CatalogusFout> {
        let producten = kader.producten.iter().map(|p| product(kader, p)).collect::<Result<_, _>>()?;
        Ok(Self {
            id: kader.id.clone(),
            naam: kader.naam.clone(),
            regio: kader.regio.clone(),
            geldig: kader.verantwoording.geldig,
            gemeenten: kader.gemeenten.iter().map(|g| g.code).collect(),
            producten,
        })
    }
}

fn product(kader: &regels::Kader, p: &regels::Productregel) -> Result<Catalogusproduct, CatalogusFout> {
    let mut tarieven: Vec<Tarief> = kader
        .tarieven
        .iter()
        .filter(|t| (t.categorie, t.code) == (p.categorie, p.code))
        .map(|t| Tarief {
            geldig: t.verantwoording.geldig,
            bedrag: t.bedrag,
            afronding: t.afronding.unwrap_or(Afronding::Rekenkundig),
            verzonnen: t.verzonnen,
            bron: t.verantwoording.bron.clone(),
            toelichting: t.verantwoording.toelichting.clone(),
        })
        .collect();
    tarieven.sort_by_key(|t| t.geldig.van());
    Ok(Catalogusproduct {
        kader: kader.id.clone(),
        sleutel: Productsleutel::new(p.categorie, p.code),
        naam: p.naam.clone(),
        prestatie: Prestatie::parse(&p.prestatie)?,
        zwaarte: Zwaarte::parse(&p.zwaarte)?,
        perceel: Perceel::parse(&p.perceel).map_err(CatalogusFout::Perceel)?,
        eenheid: p.eenheid,
        frequentie: p.frequentie,
        volume: p.volume,
        uitvoeringsvariant: p.variant,
        omschrijving: p.omschrijving.clone(),
        geldig: p.verantwoording.geldig,
        tarieven,
        bron: p.verantwoording.bron.clone(),
        toelichting: p.verantwoording.toelichting.clone(),
    })
}
