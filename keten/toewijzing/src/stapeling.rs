//! The same product twice at the same time (OP259, OP347, TR302, TR361), over assignments and wishes together.
//!
//! A product with a code may not overlap the same product; without a code it stands for its whole category; without a
//! product it stands for everything. Aids (categories 11 to 14) may overlap with anything.

use kern::{Datum, Periode, Product};
use std::collections::HashMap;

/// A product in a period.
pub(crate) type Post = (Option<Product>, Periode);

fn is_hulpmiddel(product: Option<Product>) -> bool {
    product.is_some_and(|p| matches!(p.categorie.as_str(), "11" | "12" | "13" | "14"))
}

/// Whether the two would be the same support on the same day.
pub(crate) fn stapelen(a: &Post, b: &Post) -> bool {
    if is_hulpmiddel(a.0) || is_hulpmiddel(b.0) || !a.1.overlapt(&b.1) {
        return false;
    }
    match (a.0, b.0) {
        (Some(x), Some(y)) if x.categorie != y.categorie => false,
        (Some(Product { code: Some(x), .. }), Some(Product { code: Some(y), .. })) => x == y,
        _ => true,
    }
}

/// The places of the posts that overlap one that began earlier. The posts are taken in order of their first day, so
/// that the work grows with n log n: a message can hold very many.
pub(crate) fn dubbel(posten: &[Post]) -> Vec<usize> {
    let mut volgorde: Vec<usize> = (0..posten.len()).filter(|i| !is_hulpmiddel(posten[*i].0)).collect();
    volgorde.sort_by_key(|i| (posten[*i].1.van(), *i));
    let (mut alles, mut generiek): (Option<Datum>, Option<Datum>) = (None, None);
    let mut per_categorie = HashMap::new();
    let mut zonder_code = HashMap::new();
    let mut per_product = HashMap::new();
    let mut gevonden = Vec::new();
    for i in volgorde {
        let (product, periode) = posten[i];
        let tot = periode.tot().unwrap_or(Datum::MAX);
        let loopt = |laatste: Option<&Datum>| laatste.is_some_and(|d| *d >= periode.van());
        let botst = match product {
            None => loopt(alles.as_ref()),
            Some(p) => {
                loopt(generiek.as_ref())
                    || match p.code {
                        None => loopt(per_categorie.get(&p.categorie)),
                        Some(_) => loopt(zonder_code.get(&p.categorie)) || loopt(per_product.get(&p)),
                    }
            }
        };
        if botst {
            gevonden.push(i);
        }
        alles = alles.max(Some(tot));
        let Some(p) = product else {
            generiek = generiek.max(Some(tot));
            continue;
        };
        let rek = |d: &mut Datum| *d = (*d).max(tot);
        rek(per_categorie.entry(p.categorie).or_insert(tot));
        if p.code.is_some() {
            rek(per_product.entry(p).or_insert(tot));
        } else {
            rek(zonder_code.entry(p.categorie).or_insert(tot));
        }
    }
    gevonden
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use kern::{Productcategorie, Productcode};

    fn post(categorie: &str, code: &str, van: i8, tot: i8) -> Post {
        let product = (!categorie.is_empty()).then(|| Product {
            categorie: Productcategorie::parse(categorie).unwrap(),
            code: (!code.is_empty()).then(|| Productcode::parse(code).unwrap()),
        });
        (product, Periode::new(date(2026, 1, van), Some(date(2026, 1, tot))).unwrap())
    }

    #[test]
    fn pairs_and_the_sweep_agree_on_every_pair() {
        let soorten = [
            ("02", "02A01"),
            ("02", "02A02"),
            ("02", ""),
            ("03", "03A01"),
            ("03", ""),
            ("", ""),
            ("11", "11001"),
            ("14", ""),
        ];
        let dagen = [(1, 5), (5, 9), (6, 9), (3, 3)];
        let alle: Vec<Post> =
            soorten.iter().flat_map(|s| dagen.iter().map(move |d| post(s.0, s.1, d.0, d.1))).collect();
        for a in &alle {
            for b in &alle {
                assert_eq!(!dubbel(&[*a, *b]).is_empty(), stapelen(a, b), "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn the_last_day_overlaps_and_the_day_after_does_not() {
        assert!(stapelen(&post("02", "02A01", 1, 5), &post("02", "02A01", 5, 9)));
        assert!(!stapelen(&post("02", "02A01", 1, 5), &post("02", "02A01", 6, 9)));
        assert!(stapelen(&post("02", "02A01", 1, 5), &post("02", "", 5, 9)));
        assert!(!stapelen(&post("02", "02A01", 1, 5), &post("02", "02A02", 5, 9)));
        assert!(stapelen(&post("02", "02A01", 1, 5), &post("", "", 5, 9)));
        assert!(!stapelen(&post("11", "11001", 1, 5), &post("", "", 5, 9)));
    }
}
