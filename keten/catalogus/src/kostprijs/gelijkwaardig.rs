//! The same price per day, week, four weeks, month and year, each in whole cents, and what that rounding does in a year.

use super::Kostprijs;
use kern::{Decimaal, Frequentie};
use regels::{Regelafronding, Tijdvak};

/// The price as an amount for another stretch of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gelijkwaardig {
    /// The stretch of time.
    pub per: Tijdvak,
    /// Whether iWmo 3.2 can carry an amount for it.
    pub in_iwmo: bool,
    /// Euros, not rounded.
    pub precies: Decimaal,
    /// Euros in whole cents.
    pub bedrag: Decimaal,
    /// What the rounding costs in a year, beside the price itself; below zero it saves.
    pub verschil_per_jaar: Decimaal,
}

/// The amounts for a price, with the weeks per year of the framework. Empty when the price is for no stretch of time.
pub fn gelijkwaardig(k: &Kostprijs<'_>, weken: Decimaal) -> Vec<Gelijkwaardig> {
    let frequenties = [Frequentie::Dag, Frequentie::Week, Frequentie::Maand].map(Tijdvak::from);
    let Some(basis) = k.model.regels[k.model.prijs].maat.tijdvak() else { return Vec::new() };
    let Some(jaar) = basis.reken_om(k.prijs(), Tijdvak::Jaar, weken) else { return Vec::new() };
    Tijdvak::ALLE
        .iter()
        .filter_map(|(_, per)| {
            let precies = basis.reken_om(k.prijs(), *per, weken)?;
            let bedrag = Regelafronding::Centen.op(precies);
            let verschil_per_jaar = per.reken_om(bedrag, Tijdvak::Jaar, weken)? - jaar;
            Some(Gelijkwaardig {
                per: *per,
                in_iwmo: frequenties.contains(per),
                precies,
                bedrag,
                verschil_per_jaar,
            })
        })
        .collect()
}
