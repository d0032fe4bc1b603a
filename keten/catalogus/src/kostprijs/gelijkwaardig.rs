//! The same price per day, week, four weeks, month and year, each in whole cents, and what that rounding does in a year.

use kern::{Decimaal, Frequentie};
use regels::{Regelafronding, Tijdvak};

/// A price per year as an amount for a shorter stretch of time.
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
    /// What the rounding costs in a year; below zero it saves.
    pub verschil_per_jaar: Decimaal,
}

/// The amounts for a price per year in euros, with the weeks per year of the framework.
pub fn gelijkwaardig(jaarprijs: Decimaal, weken: Decimaal) -> Vec<Gelijkwaardig> {
    let frequenties = [Frequentie::Dag, Frequentie::Week, Frequentie::Maand].map(Tijdvak::from);
    Tijdvak::ALLE
        .iter()
        .filter_map(|(_, per)| {
            let precies = Tijdvak::Jaar.reken_om(jaarprijs, *per, weken)?;
            let bedrag = Regelafronding::Centen.op(precies);
            // the year itself is the price that everything comes from
            let terug = if *per == Tijdvak::Jaar { jaarprijs } else { per.reken_om(bedrag, Tijdvak::Jaar, weken)? };
            let in_iwmo = frequenties.contains(per);
            Some(Gelijkwaardig { per: *per, in_iwmo, precies, bedrag, verschil_per_jaar: terug - jaarprijs })
        })
        .collect()
}
