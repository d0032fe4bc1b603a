//! A tariff is what its cost model gives: the price in `tarieven.yaml` against the outcome of `kostprijs.yaml`.

use super::Kostprijsmodel;
use crate::Probleem;
use crate::controle::meld;
use crate::model::{Kader, Tariefregel};
use crate::tijdvak::Tijdvak;
use kern::{Afronding, Decimaal, Eurocent};
use rust_decimal::RoundingStrategy;
use std::collections::BTreeMap;

/// Decimals of a cent that a computed amount is trusted in: what a division leaves behind them decides no half.
const ZEKER: u32 = 14;
/// Decimals of a cent that the data can write.
const DECIMALEN: u32 = 4;

/// Adds a problem for each tariff that differs from the model of its product while both hold.
pub(super) fn controleer(kader: &Kader, uit: &mut Vec<Probleem>) {
    for m in &kader.kostprijzen {
        // a model that cannot be computed was told of when it was read
        let Ok(waarden) = m.bereken(&BTreeMap::new()) else { continue };
        for t in &kader.tarieven {
            let geldig = &t.verantwoording.geldig;
            if (t.categorie, t.code) == (m.categorie, m.code) && geldig.overlapt(&m.verantwoording.geldig) {
                vergelijk(kader, m, waarden[m.prijs], t, uit);
            }
        }
    }
}

fn vergelijk(kader: &Kader, m: &Kostprijsmodel, prijs: Decimaal, t: &Tariefregel, uit: &mut Vec<Probleem>) {
    let r = &m.regels[m.prijs];
    let v = &t.verantwoording;
    let plek = format!("'{}' in kostprijs.yaml, geldig vanaf {}", r.sleutel, m.verantwoording.geldig.van());
    let cent = prijs.checked_mul(Decimaal::ONE_HUNDRED);
    let in_basis = match (r.maat.tijdvak(), t.per) {
        // a piece is what the product counts: an hour, but a day too
        (_, Tijdvak::Stuk) => cent,
        (Some(van), naar) => cent.and_then(|c| van.reken_om(c, naar, kader.weken_per_jaar(v.geldig.van()))),
        (None, _) => {
            return meld(
                v,
                uit,
                format!("het bedrag is {}, en de prijs ({plek}) staat in {}", t.per.omschrijving(), r.maat),
                "Verbeter 'per', of laat 'prijs' in kostprijs.yaml wijzen naar een regel met een tijdvak",
            );
        }
    };
    let uitkomst = in_basis.map(|c| als_bedrag(c, t));
    if uitkomst == Some(t.bedrag) || in_basis.map(|c| op(c, DECIMALEN)) == Some(t.bedrag) {
        return;
    }
    let (bedrag, per) = (t.bedrag.normalize(), t.per.omschrijving());
    match uitkomst.map(|u| u.normalize()) {
        Some(u) => meld(
            v,
            uit,
            format!("het bedrag is {bedrag} {per}, maar de kostprijs ({plek}) geeft {u}"),
            format!("Schrijf 'bedrag: {u}', of verbeter de kostprijs"),
        ),
        None => meld(
            v,
            uit,
            format!("het bedrag is {bedrag} {per}, maar de kostprijs ({plek}) is te groot om te vergelijken"),
            "Verbeter de kostprijs",
        ),
    }
}

fn op(cent: Decimaal, decimalen: u32) -> Decimaal {
    let zeker = cent.round_dp_with_strategy(ZEKER, RoundingStrategy::MidpointAwayFromZero);
    zeker.round_dp_with_strategy(decimalen, RoundingStrategy::MidpointAwayFromZero)
}

/// The outcome as this tariff would write it: whole cents where it is rounded, else as far as the data go.
fn als_bedrag(cent: Decimaal, t: &Tariefregel) -> Decimaal {
    let heel = |hoe: Afronding| Eurocent::rond(op(cent, ZEKER), hoe).ok().map(|c| Decimaal::from(c.0));
    t.afronding.and_then(heel).unwrap_or_else(|| op(cent, DECIMALEN))
}
