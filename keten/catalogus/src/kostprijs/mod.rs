//! The cost model of a product at work: every line exactly, why it is so, and what changes with an assumption.

mod fout;
mod gelijkwaardig;
mod gevoeligheid;
mod indexering;
mod notatie;
mod scenario;
mod tabel;
mod toets;
mod uitleg;
mod verdeling;
mod vergelijking;
mod watals;

pub use fout::KostprijsFout;
pub use gelijkwaardig::{Gelijkwaardig, gelijkwaardig};
pub use gevoeligheid::{Gevoelig, gevoeligheid};
pub use indexering::{Indexering, Indexregel, indexeer, lees_index};
pub use notatie::{euro, euro_verschil, getypt, in_centen, lees_getal, waarde as in_maat};
pub use regels::Elementstand;
pub use scenario::{LANGSTE_NAAM, controleer_delen, controleer_scenario, index_tekst};
pub use tabel::{Tabelcel, Tabelgroep, Tabelrij, tabel};
pub use toets::{Elementtoets, toets};
pub use uitleg::{formule, waar_vandaan};
pub use verdeling::{per_element, per_kostendeel};
pub use vergelijking::{Vergelijkcel, Vergelijking, Vergelijkrij, naast_elkaar};
pub use watals::{MEESTE_SCENARIOS, Scenario, Stel, Verschilregel, WatAls, vergelijk, wat_als};

use inkoop::Productsleutel;
use kern::{Datum, Decimaal, Opzoeking};
use regels::{Bewerking, Kostprijsmodel, Kostprijsregel};
use std::collections::BTreeMap;

/// A cost model with the value of every line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kostprijs<'m> {
    /// The model.
    pub model: &'m Kostprijsmodel,
    /// The value of each line, in the order of the model.
    pub waarden: Vec<Decimaal>,
    /// Lines that were given another value than the model has.
    pub anders: BTreeMap<usize, Decimaal>,
}

/// The cost model of a product on a day.
pub fn kostprijs_op(
    kader: &regels::Kader,
    sleutel: Productsleutel,
    dag: Datum,
) -> Opzoeking<&Kostprijsmodel> {
    let van_product =
        kader.kostprijzen.iter().filter(|m| Productsleutel::new(m.categorie, m.code) == sleutel);
    Opzoeking::zoek(van_product.map(|m| (m.verantwoording.geldig, m)), dag)
}

impl<'m> Kostprijs<'m> {
    /// The model as it was published.
    pub fn van(model: &'m Kostprijsmodel) -> Result<Self, KostprijsFout> {
        Self::met(model, &[])
    }

    /// The model with other values for some assumptions. A key without column turns every column.
    pub fn met(model: &'m Kostprijsmodel, stel: &[Stel]) -> Result<Self, KostprijsFout> {
        let mut anders = BTreeMap::new();
        for s in stel {
            let plaatsen = model.zoek(s.regel());
            if plaatsen.is_empty() {
                return Err(KostprijsFout::Onbekend(s.regel().to_owned(), aannames(model)));
            }
            for i in plaatsen {
                let r = &model.regels[i];
                let (Bewerking::Waarde(oud), Some(_)) = (&r.bewerking, r.stap) else {
                    return Err(KostprijsFout::GeenAanname(s.regel().to_owned(), aannames(model)));
                };
                let nieuw = s.op(*oud).ok_or_else(|| KostprijsFout::Getal(s.regel().to_owned()))?;
                if nieuw < Decimaal::ZERO {
                    return Err(KostprijsFout::Negatief(s.regel().to_owned()));
                }
                if anders.insert(i, nieuw).is_some() {
                    return Err(KostprijsFout::Dubbel(s.regel().to_owned()));
                }
            }
        }
        Self::bereken(model, anders)
    }

    fn bereken(model: &'m Kostprijsmodel, anders: BTreeMap<usize, Decimaal>) -> Result<Self, KostprijsFout> {
        let waarden = model
            .bereken(&anders)
            .map_err(|(i, e)| KostprijsFout::Rekenen(naam(model, &model.regels[i]), e))?;
        // no line of a model may be negative in the data; a mix of 110% would make one so
        match waarden.iter().position(|w| *w < Decimaal::ZERO) {
            Some(i) => Err(KostprijsFout::Negatief(naam(model, &model.regels[i]))),
            None => Ok(Self { model, waarden, anders }),
        }
    }

    /// The price.
    pub fn prijs(&self) -> Decimaal {
        self.waarden[self.model.prijs]
    }

    /// The price per year.
    pub fn jaarprijs(&self) -> Decimaal {
        self.waarden[self.model.jaarprijs]
    }

    /// A line with its value.
    pub fn regel(&self, i: usize) -> (&'m Kostprijsregel, Decimaal) {
        (&self.model.regels[i], self.waarden[i])
    }

    /// Name of a line with its column.
    pub fn naam(&self, i: usize) -> String {
        naam(self.model, &self.model.regels[i])
    }
}

/// Name of a line, with its column where it has one.
fn naam(model: &Kostprijsmodel, r: &Kostprijsregel) -> String {
    match r.kolom.and_then(|k| model.kolommen.get(k)) {
        Some(k) => format!("{} ({})", r.naam, k.naam),
        None => r.naam.clone(),
    }
}

/// The keys of all lines, without their columns.
pub fn sleutels(model: &Kostprijsmodel) -> Vec<String> {
    uniek(model.regels.iter())
}

fn uniek<'r>(regels: impl Iterator<Item = &'r Kostprijsregel>) -> Vec<String> {
    let mut uit: Vec<String> = Vec::new();
    for r in regels {
        if !uit.contains(&r.basis) {
            uit.push(r.basis.clone());
        }
    }
    uit
}

/// The keys of the assumptions, each column apart only where someone asks for it.
fn aannames(model: &Kostprijsmodel) -> Vec<String> {
    uniek(model.regels.iter().filter(|r| r.stap.is_some()))
}

#[cfg(test)]
mod randen;
#[cfg(test)]
mod tests;
