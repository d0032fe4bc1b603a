//! Which assumption moves the price most: each one a step down and a step up, the others as they are.

use super::Kostprijs;
use kern::Decimaal;
use regels::Bewerking;
use std::collections::BTreeMap;

/// One assumption, turned a step down and a step up. Columns of one line turn together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevoelig {
    /// Key without the column.
    pub basis: String,
    /// The lines that turn.
    pub regels: Vec<usize>,
    /// How far.
    pub stap: Decimaal,
    /// Change of the price and of the price per year a step down; `None` when that cannot be.
    pub lager: Option<(Decimaal, Decimaal)>,
    /// The same a step up.
    pub hoger: Option<(Decimaal, Decimaal)>,
}

impl Gevoelig {
    /// The larger of the two changes per year.
    pub fn uitslag(&self) -> Decimaal {
        [self.lager, self.hoger].into_iter().flatten().map(|(_, jaar)| jaar.abs()).max().unwrap_or_default()
    }
}

/// All assumptions, the one that moves the price most first.
pub fn gevoeligheid(k: &Kostprijs<'_>) -> Vec<Gevoelig> {
    let mut per_basis: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (i, r) in k.model.regels.iter().enumerate() {
        if r.stap.is_some() && matches!(r.bewerking, Bewerking::Waarde(_)) {
            per_basis.entry(&r.basis).or_default().push(i);
        }
    }
    let mut uit: Vec<Gevoelig> = per_basis
        .into_iter()
        .filter_map(|(basis, regels)| {
            let stap = k.model.regels[*regels.first()?].stap?;
            Some(Gevoelig {
                basis: basis.to_owned(),
                lager: draai(k, &regels, -stap),
                hoger: draai(k, &regels, stap),
                regels,
                stap,
            })
        })
        .collect();
    uit.sort_by(|a, b| b.uitslag().cmp(&a.uitslag()).then_with(|| a.basis.cmp(&b.basis)));
    uit
}

fn draai(k: &Kostprijs<'_>, regels: &[usize], stap: Decimaal) -> Option<(Decimaal, Decimaal)> {
    let mut anders = k.anders.clone();
    for &i in regels {
        let nieuw = k.waarden[i].checked_add(stap)?;
        if nieuw < Decimaal::ZERO {
            return None;
        }
        anders.insert(i, nieuw);
    }
    let na = Kostprijs::bereken(k.model, anders).ok()?;
    Some((na.prijs() - k.prijs(), na.jaarprijs() - k.jaarprijs()))
}
