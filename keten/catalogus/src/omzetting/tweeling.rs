//! What only shows when rows are laid side by side: the same indication twice, and two of one client at once.

use super::model::{Omzetrij, Oordeel};
use std::collections::HashMap;

/// Why a row stands aside because of another row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tweeling {
    /// The same number and the same content as this line.
    ZelfdeNummer(u32),
    /// The same number as this line, but it says something else: neither goes over.
    Tegenspraak(u32),
    /// Another number, the same content as this line.
    ZelfdeInhoud(u32),
    /// Another running indication of the same client, on this line.
    Overlap(u32),
}

/// For rows that stand aside, by place: why.
pub type Tweelingen = HashMap<u32, Tweeling>;

fn plek(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Marks duplicates and overlaps among the rows, in the order of the file: the first of equals stays.
pub fn markeer_tweelingen(rijen: &mut [Omzetrij]) -> Tweelingen {
    let mut uit = Tweelingen::new();
    zelfde_nummer(rijen, &mut uit);
    zelfde_persoon(rijen, &mut uit);
    uit
}

fn zelfde_nummer(rijen: &mut [Omzetrij], uit: &mut Tweelingen) {
    let telt = |r: &Omzetrij| r.oordeel != Oordeel::Overgeslagen;
    let mut op_nummer: Vec<(u64, u32)> =
        rijen.iter().enumerate().filter(|(_, r)| telt(r)).map(|(i, r)| (r.nummer, plek(i))).collect();
    op_nummer.sort_unstable();
    for groep in op_nummer.chunk_by(|a, b| a.0 == b.0).filter(|g| g.len() > 1) {
        let mut per_gemeente: HashMap<u16, Vec<u32>> = HashMap::new();
        for (_, i) in groep {
            per_gemeente.entry(rijen[*i as usize].gemeente).or_default().push(*i);
        }
        for plekken in per_gemeente.values().filter(|p| p.len() > 1) {
            let eerste = rijen[plekken[0] as usize];
            let anders = plekken.iter().find(|i| !rijen[**i as usize].zelfde_inhoud(&eerste)).copied();
            for i in plekken.iter().skip(1) {
                rijen[*i as usize].oordeel = Oordeel::Dubbel;
                let hoe = if anders.is_some() { Tweeling::Tegenspraak } else { Tweeling::ZelfdeNummer };
                uit.insert(*i, hoe(eerste.regel));
            }
            if let Some(ander) = anders {
                let regel = rijen[ander as usize].regel;
                rijen[plekken[0] as usize].oordeel = Oordeel::Dubbel;
                uit.insert(plekken[0], Tweeling::Tegenspraak(regel));
            }
        }
    }
}

fn zelfde_persoon(rijen: &mut [Omzetrij], uit: &mut Tweelingen) {
    let mut op_persoon: Vec<u64> = rijen
        .iter()
        .enumerate()
        .filter(|(_, r)| r.oordeel.past())
        .map(|(i, r)| u64::from(r.persoon) << 32 | u64::from(plek(i)))
        .collect();
    op_persoon.sort_unstable();
    let nummer = |n: &u64| usize::try_from(n & u64::from(u32::MAX)).unwrap_or(usize::MAX);
    for groep in op_persoon.chunk_by(|a, b| a >> 32 == b >> 32).filter(|g| g.len() > 1) {
        let mut over: Vec<usize> = Vec::new();
        for i in groep.iter().map(nummer) {
            if let Some(eerder) = over.iter().find(|e| rijen[**e].zelfde_inhoud(&rijen[i])).copied() {
                let regel = rijen[eerder].regel;
                rijen[i].oordeel = Oordeel::Dubbel;
                uit.insert(plek(i), Tweeling::ZelfdeInhoud(regel));
            } else {
                over.push(i);
            }
        }
        if over.len() > 1 {
            let (eerste, tweede) = (rijen[over[0]].regel, rijen[over[1]].regel);
            for i in over {
                let ander = if rijen[i].regel == eerste { tweede } else { eerste };
                rijen[i].oordeel = Oordeel::Overlap;
                uit.insert(plek(i), Tweeling::Overlap(ander));
            }
        }
    }
}
