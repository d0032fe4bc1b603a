//! The elements of article 5.4 of the Uitvoeringsbesluit Wmo 2015, ticked off against the lines of a cost model.

use super::{Kostprijs, per_element};
use kern::{Bron, Decimaal, Uitleg};
use regels::Kostprijselement;

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

/// One element with the lines that cover it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elementtoets {
    /// The element.
    pub element: Kostprijselement,
    /// How it stands.
    pub stand: Elementstand,
    /// Places of the lines that cover it.
    pub regels: Vec<usize>,
    /// What it takes of the price.
    pub bedrag: Decimaal,
}

impl Elementtoets {
    /// Whether nothing needs attention: covered as a whole, or zero with a reason.
    pub fn is_goed(&self) -> bool {
        matches!(self.stand, Elementstand::Gedekt | Elementstand::NulMetReden(_))
    }

    /// The verdict in words.
    pub fn oordeel(&self) -> String {
        match &self.stand {
            Elementstand::Gedekt => "gedekt".to_owned(),
            Elementstand::NulMetReden(reden) => format!("nul, met een reden: {reden}"),
            Elementstand::NulZonderReden => "nul, zonder reden".to_owned(),
            Elementstand::Deels { wat, reden } => format!("deels gedekt; wat ontbreekt: {wat}. {reden}"),
            Elementstand::Ontbreekt(None) => {
                "ontbreekt: geen regel van deze kostprijs dekt dit element".to_owned()
            }
            Elementstand::Ontbreekt(Some(reden)) => format!("ontbreekt. {reden}"),
        }
    }

    /// The verdict with the lines that it rests on.
    pub fn uitleg(&self, k: &Kostprijs<'_>) -> Uitleg {
        let mut u = Uitleg::new(
            format!("Element {}: {}", self.element.letter(), self.element.omschrijving()),
            self.oordeel(),
        )
        .volgens(
            "UB5.4",
            Bron::new(
                "Uitvoeringsbesluit Wmo 2015",
                format!("artikel 5.4, eerste lid, onder {}", self.element.letter()),
            ),
        );
        for &i in &self.regels {
            let (r, w) = k.regel(i);
            u = u.met(k.naam(i), super::in_maat(r.maat, w));
        }
        u
    }
}

/// All six elements, in the order of the article.
pub fn toets(k: &Kostprijs<'_>) -> Vec<Elementtoets> {
    let bedragen = per_element(k, k.model.prijs);
    Kostprijselement::ALLE
        .iter()
        .map(|(_, element)| {
            let regels: Vec<usize> = (0..k.waarden.len())
                .filter(|i| {
                    let r = &k.model.regels[*i];
                    r.elementen.contains(element) && !r.ter_informatie
                })
                .collect();
            let bedrag = bedragen.get(&Some(*element)).copied().unwrap_or_default();
            // where money stands for the element, the money decides; a percentage alone covers it too
            let geld: Vec<usize> =
                regels.iter().copied().filter(|i| k.model.regels[*i].maat.is_geld()).collect();
            let beslist = if geld.is_empty() { &regels } else { &geld };
            let gat = k.model.gaten.iter().find(|g| g.element == *element);
            let stand = if regels.is_empty() {
                Elementstand::Ontbreekt(gat.map(|g| g.reden.clone()))
            } else if beslist.iter().any(|i| !k.waarden[*i].is_zero()) {
                match gat {
                    Some(g) => Elementstand::Deels { wat: g.wat.clone(), reden: g.reden.clone() },
                    None => Elementstand::Gedekt,
                }
            } else {
                match regels.iter().find_map(|i| reden(k, *i)) {
                    Some(t) => Elementstand::NulMetReden(t),
                    None => Elementstand::NulZonderReden,
                }
            };
            Elementtoets { element: *element, stand, regels, bedrag }
        })
        .collect()
}

/// Why a line is zero: its own reason, or that of a zero that it comes from. A zero that someone turned to has none.
fn reden(k: &Kostprijs<'_>, i: usize) -> Option<String> {
    let (r, w) = k.regel(i);
    if !w.is_zero() || k.anders.contains_key(&i) {
        return None;
    }
    r.reden_nul.clone().or_else(|| r.bewerking.invoer().into_iter().find_map(|j| reden(k, j)))
}
