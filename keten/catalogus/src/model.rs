//! Frameworks, products and tariffs.

use crate::{CatalogusFout, Verzending};
use inkoop::{Perceel, Productsleutel};
use kern::{Afronding, Bron, Decimaal, Eenheid, Frequentie, Gemeentecode, Periode};
use regels::{Productsoort, Telwijze, Uitvoeringsvariant};
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
    /// Cents per unit, as is assigned and claimed. For a tariff per stretch of time it was rounded to whole cents
    /// ([`Verzending`]); else it is unrounded.
    pub bedrag: Decimaal,
    /// The amount as the document says it, what is sent, and what the rounding makes of a year.
    pub verzending: Verzending,
    /// The parts that the amount of the document is the sum of; empty when it is one amount.
    pub delen: Vec<regels::Tariefdeel>,
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
    /// Short name, unique in the framework (IB1).
    pub kort: String,
    /// A product by itself, an opslag or a component.
    pub soort: Productsoort,
    /// Short names of the products that it belongs to; empty for a product.
    pub bij: Vec<String>,
    /// How its price stands to that of what it belongs to; `None` for a product.
    pub telt: Option<Telwijze>,
    /// Why it cannot be ordered; `None` when it can.
    pub niet_bestelbaar: Option<String>,
    /// Category and code.
    pub sleutel: Productsleutel,
    /// Name.
    pub naam: String,
    /// Kind of support and how heavy, in words: "Individuele begeleiding, basis".
    pub ondersteuning: String,
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
    /// Last day on which a new assignment may begin, when the code is phased out.
    pub nieuw_tot: Option<kern::Datum>,
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
        .map(|t| {
            let weken = kader.weken_per_jaar(t.verantwoording.geldig.van());
            let verzending = Verzending::van(t.bedrag, t.per, p.frequentie, weken)
                .ok_or_else(|| CatalogusFout::Tijdvak(p.kort.clone()))?;
            Ok(Tarief {
                geldig: t.verantwoording.geldig,
                bedrag: verzending.verzonden,
                verzending,
                delen: t.delen.clone(),
                afronding: t.afronding.unwrap_or(Afronding::Rekenkundig),
                verzonnen: t.verzonnen,
                bron: t.verantwoording.bron.clone(),
                toelichting: t.verantwoording.toelichting.clone(),
            })
        })
        .collect::<Result<_, CatalogusFout>>()?;
    tarieven.sort_by_key(|t| t.geldig.van());
    Ok(Catalogusproduct {
        kader: kader.id.clone(),
        kort: p.kort.clone(),
        soort: p.soort,
        bij: p.bij.clone(),
        telt: p.telt,
        niet_bestelbaar: p.niet_bestelbaar.clone(),
        sleutel: Productsleutel::new(p.categorie, p.code),
        naam: p.naam.clone(),
        ondersteuning: ondersteuning(kader, p),
        prestatie: Prestatie::parse(&p.prestatie)?,
        zwaarte: Zwaarte::parse(&p.zwaarte)?,
        perceel: Perceel::parse(&p.perceel).map_err(CatalogusFout::Perceel)?,
        eenheid: p.eenheid,
        frequentie: p.frequentie,
        volume: p.volume,
        uitvoeringsvariant: p.variant,
        omschrijving: p.omschrijving.clone(),
        geldig: p.verantwoording.geldig,
        nieuw_tot: p.nieuw_tot,
        tarieven,
        bron: p.verantwoording.bron.clone(),
        toelichting: p.verantwoording.toelichting.clone(),
    })
}

/// The names behind the codes of prestatie and zwaarte; a zwaarte "geen" says nothing.
fn ondersteuning(kader: &regels::Kader, p: &regels::Productregel) -> String {
    let naam = |lijst: &[regels::Aanduiding], code: &str| {
        lijst.iter().find(|a| a.code == code).map_or_else(|| code.to_owned(), |a| a.naam.clone())
    };
    let prestatie = naam(&kader.prestaties, &p.prestatie);
    if p.zwaarte == "geen" {
        return prestatie;
    }
    let zwaarte = naam(&kader.zwaartes, &p.zwaarte);
    let mut letters = zwaarte.chars();
    let klein: String =
        letters.next().map_or_else(String::new, |c| c.to_lowercase().chain(letters).collect());
    format!("{prestatie}, {klein}")
}

impl Catalogusproduct {
    /// What it is beside others: "product", "opslag bij IB1", "component bij IB1, IB2 en IB3".
    pub fn soort_in_woorden(&self) -> String {
        match self.bij.as_slice() {
            [] => self.soort.code().to_owned(),
            [een] => format!("{} bij {een}", self.soort.code()),
            [eerst @ .., laatst] => format!("{} bij {} en {laatst}", self.soort.code(), eerst.join(", ")),
        }
    }
}
