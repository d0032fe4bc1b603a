//! How much of the price each cost part and each element takes: the parts add up to the whole, before it is rounded.

use super::Kostprijs;
use kern::Decimaal;
use regels::{Bewerking, Kostprijselement, Kostprijsregel};
use std::collections::BTreeMap;

type Delen<T> = BTreeMap<Option<T>, Decimaal>;

/// What each cost part takes of a line, before the line is rounded; `None` is what has no part.
pub fn per_kostendeel(k: &Kostprijs<'_>, regel: usize) -> BTreeMap<Option<String>, Decimaal> {
    verdeel(k, regel, |r| r.kostendeel.clone().map(Some))
}

/// What each element of article 5.4 takes of a line, before the line is rounded; `None` is what falls under no element.
pub fn per_element(k: &Kostprijs<'_>, regel: usize) -> BTreeMap<Option<Kostprijselement>, Decimaal> {
    // a line that begins a cost part and names no element falls under none, as material does
    verdeel(k, regel, |r| {
        let element = r.elementen.first().copied();
        (element.is_some() || r.kostendeel.is_some()).then_some(element)
    })
}

/// A line with a label belongs to it as a whole; another one is made up as the lines that it comes from.
fn verdeel<T: Ord + Clone>(
    k: &Kostprijs<'_>,
    regel: usize,
    label: impl Fn(&Kostprijsregel) -> Option<Option<T>>,
) -> Delen<T> {
    let mut alle: Vec<Delen<T>> = vec![BTreeMap::new(); k.waarden.len()];
    for &i in k.model.volgorde() {
        let (r, w) = k.regel(i);
        if !r.maat.is_geld() || w.is_zero() {
            continue;
        }
        if let Some(eigen) = label(r) {
            alle[i].insert(eigen, w);
            continue;
        }
        let mut delen = Delen::new();
        let mut tel = |bij: &Delen<T>, teken: Decimaal| {
            for (t, d) in bij {
                *delen.entry(t.clone()).or_default() += *d * teken;
            }
        };
        match &r.bewerking {
            Bewerking::Som(v) => v.iter().for_each(|j| tel(&alle[*j], Decimaal::ONE)),
            Bewerking::Verschil(a, b) => {
                tel(&alle[*a], Decimaal::ONE);
                tel(&alle[*b], Decimaal::NEGATIVE_ONE);
            }
            ander => {
                let geld = ander.invoer().into_iter().find(|j| k.model.regels[*j].maat.is_geld());
                if let Some(j) = geld {
                    tel(&alle[j], Decimaal::ONE);
                }
            }
        }
        // what others are made of adds up to what they use; what was asked for, to what it was before its rounding,
        // or a cent that is rounded away would show in parts that have nothing to do with it
        let som = if i == regel { r.bewerking.waarde(&k.waarden).unwrap_or(w) } else { w };
        alle[i] = geschaald(delen, som);
    }
    std::mem::take(&mut alle[regel])
}

/// The same proportions, with this sum.
fn geschaald<T: Ord>(mut delen: Delen<T>, som: Decimaal) -> Delen<T> {
    let nu: Decimaal = delen.values().sum();
    if nu == som {
        return delen;
    }
    if nu.is_zero() {
        return BTreeMap::from([(None, som)]);
    }
    for d in delen.values_mut() {
        // divide last where it fits, so that as few digits as possible are lost
        *d = d.checked_mul(som).and_then(|x| x.checked_div(nu)).unwrap_or_else(|| *d * (som / nu));
    }
    delen
}
