//! What is ordered when an assignment is made or changed: something new, or more of what runs. What only becomes less or
//! ends is no order: that can always be.

use crate::Toewijzing;
use catalogus::Bestelsoort;
use inkoop::Productsleutel;
use kern::Datum;

/// An order for a product.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Besteld {
    /// Product.
    pub product: Productsleutel,
    /// First day of what is ordered.
    pub dag: Datum,
    /// New, or more of what runs.
    pub soort: Bestelsoort,
}

/// What is ordered when `was` becomes `wordt` and is followed by `nieuw`. An assignment for a category or a budget names no
/// product, so nothing of it is asked of the catalogue.
pub fn besteld(
    was: Option<&Toewijzing>,
    wordt: Option<&Toewijzing>,
    nieuw: Option<&Toewijzing>,
) -> Vec<Besteld> {
    let mut uit = Vec::new();
    if let (Some(was), Some(wordt)) = (was, wordt)
        && let Some(dag) = meer_vanaf(was, wordt)
    {
        uit.extend(order(wordt, dag, Bestelsoort::Vervolg));
    }
    if let Some(nieuw) = nieuw {
        match was.filter(|was| was.product == nieuw.product) {
            // it follows what ran, or takes its place
            Some(was) => {
                if is_meer(was, nieuw) || langer(was, nieuw) {
                    uit.extend(order(nieuw, nieuw.ingangsdatum, Bestelsoort::Vervolg));
                }
            }
            None => uit.extend(order(nieuw, nieuw.ingangsdatum, Bestelsoort::Nieuw)),
        }
    }
    uit
}

fn order(t: &Toewijzing, dag: Datum, soort: Bestelsoort) -> Option<Besteld> {
    let product = Productsleutel::uit(t.product?)?;
    Some(Besteld { product, dag, soort })
}

/// The first day on which there is more than there was; `None` when there is not.
fn meer_vanaf(was: &Toewijzing, wordt: &Toewijzing) -> Option<Datum> {
    if wordt.is_verwijderd() {
        return None;
    }
    if is_meer(was, wordt) {
        return Some(wordt.ingangsdatum.max(wordt.stempel.datum));
    }
    langer(was, wordt).then(|| was.einddatum.and_then(|e| e.tomorrow().ok()).unwrap_or(wordt.ingangsdatum))
}

fn langer(was: &Toewijzing, wordt: &Toewijzing) -> bool {
    was.einddatum.is_some_and(|oud| wordt.einddatum.is_none_or(|nieuw| nieuw > oud))
}

/// Another unit or frequency cannot be held against the old one: it counts as more.
fn is_meer(was: &Toewijzing, wordt: &Toewijzing) -> bool {
    let omvang = match (was.omvang, wordt.omvang) {
        (Some(a), Some(b)) => (a.eenheid, a.frequentie) != (b.eenheid, b.frequentie) || b.volume > a.volume,
        (a, b) => a != b,
    };
    omvang || wordt.budget > was.budget
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Omvang, Stempel, Toewijzingnummer};
    use jiff::civil::{date, time};
    use kern::{
        AgbCode, Eenheid, Eurocent, Frequentie, Gemeentecode, Product, Productcategorie, Productcode,
    };
    use toegang::ClientId;

    fn product(code: &str) -> Product {
        Product {
            categorie: Productcategorie::parse("02").unwrap(),
            code: Some(Productcode::parse(code).unwrap()),
        }
    }

    fn t(einde: Option<Datum>, volume: i64) -> Toewijzing {
        Toewijzing {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            nummer: Toewijzingnummer::new(1).unwrap(),
            client: ClientId(1),
            besluit: None,
            agb: AgbCode::parse("41410001").unwrap(),
            product: Some(product("02M01")),
            stempel: Stempel { datum: date(2026, 11, 22), tijd: time(9, 0, 0, 0) },
            ingangsdatum: date(2026, 1, 1),
            einddatum: einde,
            omvang: Some(Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Week }),
            budget: None,
            reden_wijziging: None,
            referentie_aanbieder: None,
            verzonden_in: None,
        }
    }

    fn dag(b: &[Besteld]) -> Vec<(Datum, Bestelsoort)> {
        b.iter().map(|b| (b.dag, b.soort)).collect()
    }

    const EIND: Option<Datum> = Some(date(2026, 12, 31));
    use Bestelsoort::{Nieuw, Vervolg};

    #[test]
    fn longer_is_ordered_from_the_day_after_the_old_end_and_shorter_is_not() {
        let was = t(EIND, 4);
        for (einde, verwacht) in [
            (Some(date(2026, 12, 30)), vec![]),
            (EIND, vec![]),
            (Some(date(2027, 1, 1)), vec![(date(2027, 1, 1), Vervolg)]),
            (None, vec![(date(2027, 1, 1), Vervolg)]),
        ] {
            assert_eq!(dag(&besteld(Some(&was), Some(&t(einde, 4)), None)), verwacht, "{einde:?}");
        }
        // without an end it cannot become longer
        assert_eq!(besteld(Some(&t(None, 4)), Some(&t(EIND, 4)), None), []);
    }

    #[test]
    fn more_is_ordered_from_the_day_of_the_change_and_less_is_not() {
        let was = t(EIND, 4);
        assert_eq!(dag(&besteld(Some(&was), Some(&t(EIND, 5)), None)), [(date(2026, 11, 22), Vervolg)]);
        assert_eq!(besteld(Some(&was), Some(&t(EIND, 3)), None), []);
        let budget = |n| Toewijzing { omvang: None, budget: Some(Eurocent(n)), ..t(EIND, 0) };
        assert_eq!(besteld(Some(&budget(10)), Some(&budget(11)), None).len(), 1);
        assert_eq!(besteld(Some(&budget(10)), Some(&budget(9)), None), []);
        // what has yet to begin is ordered for its own first day
        let straks = Toewijzing { ingangsdatum: date(2027, 2, 1), ..t(None, 5) };
        let b =
            besteld(Some(&Toewijzing { ingangsdatum: date(2027, 2, 1), ..t(None, 4) }), Some(&straks), None);
        assert_eq!(dag(&b), [(date(2027, 2, 1), Vervolg)]);
    }

    #[test]
    fn what_follows_is_more_of_the_same_and_another_product_is_new() {
        let was = t(EIND, 4);
        let kort = t(Some(date(2026, 11, 30)), 4);
        let vanaf = date(2026, 12, 1);
        let op = |volume, einde, code| Toewijzing {
            ingangsdatum: vanaf,
            product: Some(product(code)),
            ..t(einde, volume)
        };
        assert_eq!(dag(&besteld(Some(&was), Some(&kort), Some(&op(6, EIND, "02M01")))), [(vanaf, Vervolg)]);
        assert_eq!(besteld(Some(&was), Some(&kort), Some(&op(3, EIND, "02M01"))), []);
        assert_eq!(dag(&besteld(Some(&was), Some(&kort), Some(&op(4, None, "02M01")))), [(vanaf, Vervolg)]);
        assert_eq!(dag(&besteld(Some(&was), Some(&kort), Some(&op(3, EIND, "02M02")))), [(vanaf, Nieuw)]);
        assert_eq!(dag(&besteld(None, None, Some(&op(3, EIND, "02M01")))), [(vanaf, Nieuw)]);
        // taken back and given anew
        let weg = was.clone().verwijder(was.stempel.volgende()).unwrap();
        assert_eq!(dag(&besteld(Some(&was), Some(&weg), Some(&op(6, EIND, "02M01")))), [(vanaf, Vervolg)]);
        // of a category the catalogue is not asked
        let alles =
            Toewijzing { product: Some(Product { code: None, ..product("02M01") }), ..op(6, EIND, "02M01") };
        assert_eq!(besteld(None, None, Some(&alles)), []);
    }
}
