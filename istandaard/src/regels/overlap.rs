//! No product twice at the same time (TR302 in a 301, TR386 in a 315, TR410 in a 317).
//!
//! A product with a code may not overlap the same product. A product without a code stands for its whole category. An
//! assignment without a product stands for everything. Aids (categories 11 to 14) may overlap with anything.
//!
//! The products are taken in order of their first day, so that for each only the latest last day so far matters: the
//! work grows with n log n, also for a message with very many products.

use super::toewijzing::{einddatum, ingangsdatum};
use super::{Kader, Veld};
use crate::lezer::boom::Zicht;
use kern::Datum;
use std::collections::HashMap;

struct Toewijzing<'a> {
    plaats: usize,
    van: Datum,
    tot: Datum,
    categorie: Option<&'a str>,
    code: Option<&'a str>,
}

/// The products that count: those whose dates and product are known. Withdrawn ones do not count.
fn telt_mee(product: Zicht<'_>) -> Option<Toewijzing<'_>> {
    let van = ingangsdatum(product)?;
    let tot = match einddatum(product) {
        Veld::Leeg => Datum::MAX,
        Veld::Goed(d) => d,
        Veld::Fout => return None,
    };
    if tot == van && matches!(product.tekst("RedenWijziging"), Some("01" | "13")) {
        return None;
    }
    let leesbaar = |v: &str| !product.gevuld(v) || product.tekst(v).is_some();
    if !leesbaar("Product/Categorie") || !leesbaar("Product/Code") {
        return None;
    }
    let (categorie, code) = (product.tekst("Product/Categorie"), product.tekst("Product/Code"));
    if categorie.is_none() && product.gevuld("Product") {
        return None;
    }
    (!matches!(categorie, Some("11" | "12" | "13" | "14"))).then_some(Toewijzing {
        plaats: product.plaats,
        van,
        tot,
        categorie,
        code,
    })
}

fn zoek(ouder: Zicht<'_>, klasse: &'static str, plaatsen: &mut Vec<usize>) {
    let mut lijst: Vec<_> = ouder.alle(klasse).filter_map(telt_mee).collect();
    lijst.sort_by_key(|t| t.van);
    // The latest last day so far: of everything, of what has no product, per category of everything and of what has no
    // code, and per product.
    let (mut alles, mut generiek): (Option<Datum>, Option<Datum>) = (None, None);
    let mut categorie: HashMap<&str, Datum> = HashMap::new();
    let mut aspecifiek: HashMap<&str, Datum> = HashMap::new();
    let mut product: HashMap<(&str, &str), Datum> = HashMap::new();
    for t in &lijst {
        let loopt_nog = |tot: Option<&Datum>| tot.is_some_and(|d| *d >= t.van);
        let botst = match (t.categorie, t.code) {
            (None, _) => loopt_nog(alles.as_ref()),
            (Some(c), None) => loopt_nog(generiek.as_ref()) || loopt_nog(categorie.get(c)),
            (Some(c), Some(k)) => {
                loopt_nog(generiek.as_ref())
                    || loopt_nog(aspecifiek.get(c))
                    || loopt_nog(product.get(&(c, k)))
            }
        };
        if botst {
            plaatsen.push(t.plaats);
        }
        alles = alles.max(Some(t.tot));
        match (t.categorie, t.code) {
            (None, _) => generiek = generiek.max(Some(t.tot)),
            (Some(c), code) => {
                verleng(categorie.entry(c).or_insert(t.tot), t.tot);
                match code {
                    None => verleng(aspecifiek.entry(c).or_insert(t.tot), t.tot),
                    Some(k) => verleng(product.entry((c, k)).or_insert(t.tot), t.tot),
                }
            }
        }
    }
}

fn verleng(tot: &mut Datum, nieuw: Datum) {
    *tot = (*tot).max(nieuw);
}

/// TR302: in an assignment.
pub(super) fn tr302(producten: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    zoek(producten, "ToegewezenProduct", plaatsen);
}

/// TR386: in a request for assignment.
pub(super) fn tr386(producten: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    zoek(producten, "AangevraagdProduct", plaatsen);
}

/// TR410: among the new products of a request for change.
pub(super) fn tr410(producten: Zicht<'_>, _: &Kader, plaatsen: &mut Vec<usize>) {
    zoek(producten, "NieuwProduct", plaatsen);
}
