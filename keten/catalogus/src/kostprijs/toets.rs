//! The elements of article 5.4 of the Uitvoeringsbesluit Wmo 2015, ticked off against the lines of a cost model.

use super::{Kostprijs, per_element};
use kern::{Bron, Decimaal, Uitleg};
use regels::{Elementstand, Kostprijselement};

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
            let regels = k.model.dekt(*element);
            let bedrag = bedragen.get(&Some(*element)).copied().unwrap_or_default();
            let stand = k.model.elementstand(*element, &k.waarden, &k.anders);
            Elementtoets { element: *element, stand, regels, bedrag }
        })
        .collect()
}
