//! The same tables from counts that the database made, so that a page needs no row per client.

use crate::{Groot, Kolom, Tabel1};
use kern::{AgbCode, Decimaal, Gemeentecode};
use std::collections::BTreeMap;

/// Table 1 from counts: different clients per municipality, and per municipality and provider. A client belongs to one
/// municipality, so the region is the sum.
pub fn tabel1_uit_aantallen(
    clienten: &[(Gemeentecode, usize)],
    per_aanbieder: &[(Gemeentecode, AgbCode, usize)],
    drempel_procent: Decimaal,
) -> Vec<Tabel1> {
    let gemeenten: Vec<Gemeentecode> = clienten.iter().map(|(g, _)| *g).collect();
    let kolommen = std::iter::once(Kolom::Regio).chain(gemeenten.into_iter().map(Kolom::Gemeente));
    kolommen
        .map(|kolom| {
            let hoort = |g: Gemeentecode| kolom == Kolom::Regio || kolom == Kolom::Gemeente(g);
            let totaal: usize = clienten.iter().filter(|(g, _)| hoort(*g)).map(|(_, n)| n).sum();
            let mut per_agb: BTreeMap<AgbCode, usize> = BTreeMap::new();
            for (_, agb, n) in per_aanbieder.iter().filter(|(g, _, n)| hoort(*g) && *n > 0) {
                *per_agb.entry(*agb).or_default() += n;
            }
            let drempel = drempel_procent * Decimaal::from(totaal);
            let mut groot: Vec<Groot> = per_agb
                .iter()
                .map(|(agb, n)| Groot { agb: *agb, clienten: *n })
                .filter(|g| Decimaal::from(g.clienten) * Decimaal::ONE_HUNDRED > drempel)
                .collect();
            groot.sort_by_key(|g| (std::cmp::Reverse(g.clienten), g.agb));
            let klein = per_agb.len() - groot.len();
            Tabel1 { kolom, clienten: totaal, groot, klein }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tabel1;
    use crate::tabellen::tests::gebruik;
    use std::collections::BTreeSet;

    #[test]
    fn counts_give_the_same_table_as_rows() {
        let gemeenten = ["0796", "0865"].map(|g| Gemeentecode::parse(g).unwrap());
        let mut rijen = Vec::new();
        for c in 0..40 {
            let gemeente = if c % 3 == 0 { "0865" } else { "0796" };
            rijen.push(gebruik(gemeente, u32::try_from(c % 7).unwrap() + 1, "IB", c));
            rijen.push(gebruik(gemeente, u32::try_from(c % 2).unwrap() + 1, "DB", c));
        }
        let uniek = |g: Gemeentecode, agb: Option<AgbCode>| {
            rijen
                .iter()
                .filter(|r| r.gemeente == g && agb.is_none_or(|a| a == r.agb))
                .map(|r| r.client)
                .collect::<BTreeSet<_>>()
                .len()
        };
        let clienten = gemeenten.map(|g| (g, uniek(g, None)));
        let agbs: BTreeSet<AgbCode> = rijen.iter().map(|r| r.agb).collect();
        let per_aanbieder: Vec<_> =
            gemeenten.iter().flat_map(|g| agbs.iter().map(|a| (*g, *a, uniek(*g, Some(*a))))).collect();
        for drempel in [0, 15, 30, 100] {
            assert_eq!(
                tabel1_uit_aantallen(&clienten, &per_aanbieder, drempel.into()),
                tabel1(&rijen, &gemeenten, drempel.into())
            );
        }
    }
}
