//! How the elements of article 5.4 stand in a cost model, and the refusal of one that is left out in silence.

use super::{Kostprijselement, Kostprijsmodel};
use crate::Probleem;
use kern::Decimaal;
use std::collections::BTreeMap;

/// How an element stands in a cost model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Elementstand {
    /// There is money for it in the price.
    Gedekt,
    /// There is money for a part of it; the model names what is missing, and why.
    Deels {
        /// What is missing.
        wat: String,
        /// Why.
        reden: String,
    },
    /// It is zero, and the model says why.
    NulMetReden(String),
    /// It is zero, and nobody says why.
    NulZonderReden,
    /// No line covers it; why, where the model says so.
    Ontbreekt(Option<String>),
}

impl Kostprijsmodel {
    /// The places of the lines that cover an element. A line that only informs covers none.
    pub fn dekt(&self, element: Kostprijselement) -> Vec<usize> {
        let dekt = |i: &usize| {
            let r = &self.regels[*i];
            r.elementen.contains(&element) && !r.ter_informatie
        };
        (0..self.regels.len()).filter(dekt).collect()
    }

    /// How an element stands, with the value of every line and the lines that a person gave another value.
    pub fn elementstand(
        &self,
        element: Kostprijselement,
        waarden: &[Decimaal],
        anders: &BTreeMap<usize, Decimaal>,
    ) -> Elementstand {
        let regels = self.dekt(element);
        // where money stands for the element, the money decides; a percentage alone covers it too
        let geld: Vec<usize> = regels.iter().copied().filter(|i| self.regels[*i].maat.is_geld()).collect();
        let beslist = if geld.is_empty() { &regels } else { &geld };
        let gat = self.gaten.iter().find(|g| g.element == element);
        if regels.is_empty() {
            return Elementstand::Ontbreekt(gat.map(|g| g.reden.clone()));
        }
        if beslist.iter().any(|i| !waarden[*i].is_zero()) {
            return match gat {
                Some(g) => Elementstand::Deels { wat: g.wat.clone(), reden: g.reden.clone() },
                None => Elementstand::Gedekt,
            };
        }
        match regels.iter().find_map(|i| self.reden(*i, waarden, anders)) {
            Some(t) => Elementstand::NulMetReden(t),
            None => Elementstand::NulZonderReden,
        }
    }

    /// Why a line is zero: its own reason, or that of a zero that it comes from. A zero that someone turned to has none.
    fn reden(&self, i: usize, waarden: &[Decimaal], anders: &BTreeMap<usize, Decimaal>) -> Option<String> {
        let r = &self.regels[i];
        if !waarden[i].is_zero() || anders.contains_key(&i) {
            return None;
        }
        let dieper = || r.bewerking.invoer().into_iter().find_map(|j| self.reden(j, waarden, anders));
        r.reden_nul.clone().or_else(dieper)
    }
}

/// Every element is covered, or the model says why not.
pub(super) fn controleer(m: &Kostprijsmodel, waarden: &[Decimaal], uit: &mut Vec<Probleem>) {
    for (letter, element) in Kostprijselement::ALLE {
        let noem = format!("element {letter} van artikel 5.4 ({})", element.omschrijving());
        match m.elementstand(*element, waarden, &BTreeMap::new()) {
            Elementstand::Ontbreekt(None) => uit.push(Probleem::new(
                &m.verantwoording.bestand,
                m.verantwoording.regel,
                format!("{noem} heeft geen regel, en 'ontbreekt' zegt niet waarom"),
                format!("Schrijf 'elementen: [{letter}]' bij de regel die het dekt, of noem het in 'ontbreekt' met een reden"),
            )),
            Elementstand::NulZonderReden => uit.push(Probleem::new(
                &m.verantwoording.bestand,
                m.dekt(*element).first().map_or(m.verantwoording.regel, |i| m.regels[*i].regel),
                format!("{noem} komt uit op nul zonder reden"),
                "Zeg in 'reden_nul' bij deze regel waarom het nul is, of verbeter de rekensom",
            )),
            Elementstand::Gedekt
            | Elementstand::Deels { .. }
            | Elementstand::NulMetReden(_)
            | Elementstand::Ontbreekt(Some(_)) => {}
        }
    }
}
