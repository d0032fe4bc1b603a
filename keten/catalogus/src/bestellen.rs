//! Who may order what on a date: the one place that says so, for assignments, pages and API.

use crate::{Catalogusproduct, Inkoopkader, Tarief, product_op, tarief_op};
use inkoop::{Contractregel, Productsleutel};
use kern::{AgbCode, Bevinding, Datum, Gemeentecode, Opzoeking, voluit};

/// What is ordered: something new, or more of what runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Bestelsoort {
    /// A new assignment.
    Nieuw,
    /// An assignment that runs is made longer or changed: a code that is phased out goes on.
    Vervolg,
}

/// The question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bestelvraag {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Product.
    pub product: Productsleutel,
    /// The provider, to ask for its contract as well; `None` is about the product alone.
    pub agb: Option<AgbCode>,
    /// First day.
    pub dag: Datum,
    /// New, or more of what runs.
    pub soort: Bestelsoort,
}

/// It may be ordered: with which product, price and contract.
#[derive(Debug, Clone, PartialEq)]
pub struct Bestelling<'a> {
    /// Framework.
    pub kader: &'a str,
    /// Product.
    pub product: &'a Catalogusproduct,
    /// The price of the framework on the day.
    pub tarief: &'a Tarief,
    /// The contract line of the provider, when one was asked for.
    pub contract: Option<&'a Contractregel>,
}

fn nee(regel: &'static str, tekst: impl Into<std::borrow::Cow<'static, str>>) -> Bevinding {
    Bevinding::new(regel, None, "/product", tekst)
}

/// What stands in the way in a product that holds on the day.
fn van_product(p: &Catalogusproduct, v: &Bestelvraag) -> Vec<Bevinding> {
    let code = v.product.code;
    let mut redenen = Vec::new();
    if let Some(tot) = p.nieuw_tot
        && v.soort == Bestelsoort::Nieuw
        && v.dag > tot
    {
        redenen.push(nee(
            "KB003",
            format!(
                "Product {code} is uitgefaseerd: een nieuwe toewijzing kon ingaan tot en met {}. Wat loopt, loopt door.",
                voluit(tot)
            ),
        ));
    }
    match &p.niet_bestelbaar {
        Some(reden) => redenen.push(nee("KB004", format!("Product {code} is niet te bestellen. {reden}"))),
        None if tarief_op(p, v.dag).geldig().is_none() => {
            redenen.push(nee("KB005", format!("Product {code} heeft op {} geen prijs.", voluit(v.dag))));
        }
        None => {}
    }
    redenen
}

/// Whether a municipality may order a product on a day, or every reason why not. `kaders` are the frameworks as they hold
/// on that day, `contracten` the contract lines of the provider.
pub fn mag_bestellen<'a>(
    kaders: &'a [Inkoopkader],
    contracten: &'a [Contractregel],
    v: &Bestelvraag,
) -> Result<Bestelling<'a>, Vec<Bevinding>> {
    let mut redenen = Vec::new();
    let code = v.product.code;
    let met = || kaders.iter().filter(|k| k.producten.iter().any(|p| p.sleutel == v.product));
    // a code may be in more than one framework: the one that lets it be ordered, else the one that says most
    let kader = met().filter(|k| k.gemeenten.contains(&v.gemeente)).min_by_key(|k| {
        match product_op(k, v.product, v.dag) {
            Opzoeking::Geldig(p) if van_product(p, v).is_empty() => 0,
            Opzoeking::Geldig(_) => 1,
            Opzoeking::NogNiet(_) => 2,
            Opzoeking::Geeindigd(_) | Opzoeking::Geen => 3,
        }
    });
    let gevonden = match kader {
        None if met().next().is_some() => {
            redenen.push(nee(
                "KB001",
                format!("Gemeente {} doet niet mee aan het kader met product {code}.", v.gemeente),
            ));
            None
        }
        None => {
            redenen.push(nee(
                "KB001",
                format!("Product {code} staat in geen enkel kader van gemeente {}.", v.gemeente),
            ));
            None
        }
        Some(k) => match product_op(k, v.product, v.dag) {
            Opzoeking::Geldig(p) => Some((k, p)),
            Opzoeking::NogNiet(van) => {
                redenen.push(nee(
                    "KB002",
                    format!("Product {code} kan pas worden besteld vanaf {}.", voluit(van)),
                ));
                None
            }
            Opzoeking::Geeindigd(tot) => {
                redenen.push(nee(
                    "KB002",
                    format!("Product {code} kon worden besteld tot en met {}.", voluit(tot)),
                ));
                None
            }
            Opzoeking::Geen => {
                redenen.push(nee("KB002", format!("Product {code} geldt op geen enkele dag.")));
                None
            }
        },
    };
    let mut prijs = None;
    if let Some((_, p)) = gevonden {
        redenen.extend(van_product(p, v));
        prijs = tarief_op(p, v.dag).geldig();
    }
    let mut contract = None;
    if let Some(agb) = v.agb {
        let van = || {
            contracten.iter().filter(|c| {
                let s = c.sleutel();
                (s.gemeente, s.agb, s.product) == (v.gemeente, agb, v.product)
            })
        };
        // the unit of the framework first: a contract may have the product in more than one
        let eenheid = gevonden.map(|(_, p)| p.eenheid);
        contract =
            van().filter(|c| c.geldig().bevat(v.dag)).min_by_key(|c| Some(c.sleutel().eenheid) != eenheid);
        if contract.is_none() {
            let wanneer = match Opzoeking::zoek(van().map(|c| (c.geldig(), ())), v.dag) {
                Opzoeking::NogNiet(d) => format!("pas vanaf {}", voluit(d)),
                Opzoeking::Geeindigd(d) => format!("tot en met {}", voluit(d)),
                Opzoeking::Geldig(()) | Opzoeking::Geen => "niet".to_owned(),
            };
            redenen.push(nee(
                "KB006",
                format!(
                    "Aanbieder {agb} heeft {wanneer} een contract met gemeente {} voor product {code}.",
                    v.gemeente
                ),
            ));
        }
    }
    match (gevonden, prijs) {
        (Some((kader, product)), Some(tarief)) if redenen.is_empty() => {
            Ok(Bestelling { kader: &kader.id, product, tarief, contract })
        }
        _ => Err(redenen),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkoop::Contractsleutel;
    use jiff::civil::date;
    use kern::{Decimaal, Eenheid, Periode, Productcategorie, Productcode};

    fn g(c: &str) -> Gemeentecode {
        Gemeentecode::parse(c).unwrap()
    }

    fn sleutel(cat: &str, code: &str) -> Productsleutel {
        Productsleutel::new(Productcategorie::parse(cat).unwrap(), Productcode::parse(code).unwrap())
    }

    fn agb() -> AgbCode {
        AgbCode::parse("41410001").unwrap()
    }

    fn kaders() -> Vec<Inkoopkader> {
        let mut k: Vec<_> = regels::kaders().iter().map(|k| Inkoopkader::uit(k).unwrap()).collect();
        let m = k.iter_mut().find(|k| k.id == "meierij-2020").unwrap();
        let p = m.producten.iter_mut().find(|p| p.sleutel.code.as_str() == "02M01").unwrap();
        p.nieuw_tot = Some(date(2026, 12, 31));
        k
    }

    fn contract(tot: Option<Datum>) -> Contractregel {
        let s = Contractsleutel {
            gemeente: g("0796"),
            agb: agb(),
            product: sleutel("02", "02M01"),
            eenheid: Eenheid::StuksOutput,
        };
        let p = Periode::new(date(2026, 1, 1), tot).unwrap();
        Contractregel::new(s, Some(Decimaal::from(17_500)), p).unwrap()
    }

    fn vraag(code: &str, gemeente: &str, dag: Datum, soort: Bestelsoort) -> Bestelvraag {
        Bestelvraag { gemeente: g(gemeente), product: sleutel("02", code), agb: None, dag, soort }
    }

    fn codes(k: &[Inkoopkader], c: &[Contractregel], v: &Bestelvraag) -> Vec<&'static str> {
        mag_bestellen(k, c, v).map_or_else(|b| b.iter().map(|b| b.regel).collect(), |_| Vec::new())
    }

    use Bestelsoort::{Nieuw, Vervolg};

    #[test]
    fn a_code_that_is_phased_out_goes_on_for_what_runs() {
        let k = kaders();
        for (dag, soort, verwacht) in [
            (date(2026, 12, 30), Nieuw, vec![]),
            (date(2026, 12, 31), Nieuw, vec![]),
            (date(2027, 1, 1), Nieuw, vec!["KB003"]),
            (date(2027, 1, 1), Vervolg, vec![]),
        ] {
            assert_eq!(codes(&k, &[], &vraag("02M01", "0796", dag, soort)), verwacht, "{dag} {soort:?}");
        }
    }

    #[test]
    fn a_code_in_two_frameworks_is_ordered_in_the_one_that_lets_it() {
        let m = kaders().into_iter().find(|k| k.id == "meierij-2020").unwrap();
        let mut later = Inkoopkader { id: "meierij-2027".into(), ..m.clone() };
        for p in &mut later.producten {
            p.nieuw_tot = None;
        }
        let dag = date(2027, 1, 1);
        for k in [[m.clone(), later.clone()], [later.clone(), m.clone()]] {
            let b = mag_bestellen(&k, &[], &vraag("02M01", "0796", dag, Nieuw)).unwrap();
            assert_eq!(b.kader, "meierij-2027");
        }
        // and while the other does not hold yet, what holds says why not
        later.geldig = Periode::new(date(2027, 2, 1), None).unwrap();
        for k in [[m.clone(), later.clone()], [later, m]] {
            assert_eq!(codes(&k, &[], &vraag("02M01", "0796", dag, Nieuw)), ["KB003"]);
        }
    }

    #[test]
    fn a_product_without_a_price_on_the_day_is_not_ordered() {
        let mut k = kaders();
        let m = k.iter_mut().find(|k| k.id == "meierij-2020").unwrap();
        let p = m.producten.iter_mut().find(|p| p.sleutel.code.as_str() == "02M02").unwrap();
        p.tarieven.truncate(1);
        p.tarieven[0].geldig = Periode::new(date(2020, 1, 1), Some(date(2026, 6, 30))).unwrap();
        for (dag, verwacht) in [(date(2026, 6, 30), vec![]), (date(2026, 7, 1), vec!["KB005"])] {
            for soort in [Nieuw, Vervolg] {
                assert_eq!(codes(&k, &[], &vraag("02M02", "0796", dag, soort)), verwacht, "{dag} {soort:?}");
            }
        }
    }

    #[test]
    fn only_who_takes_part_and_only_while_it_holds() {
        let k = kaders();
        let dag = date(2026, 6, 1);
        assert_eq!(codes(&k, &[], &vraag("02M02", "0505", dag, Nieuw)), ["KB001"]);
        assert_eq!(codes(&k, &[], &vraag("02X99", "0796", dag, Nieuw)), ["KB001"]);
        for (dag, verwacht) in [(date(2019, 12, 31), vec!["KB002"]), (date(2020, 1, 1), vec![])] {
            assert_eq!(codes(&k, &[], &vraag("02M02", "0796", dag, Nieuw)), verwacht, "{dag}");
        }
        // the framework of 2016 ended with that year
        for (dag, verwacht) in [(date(2016, 12, 31), vec![]), (date(2017, 1, 1), vec!["KB002"])] {
            let ib = k.iter().find(|k| k.id == "drechtsteden-ib-2016").unwrap();
            let p = ib.producten.iter().find(|p| p.kort == "IB1").unwrap();
            let v = Bestelvraag { product: p.sleutel, ..vraag("02M02", "0505", dag, Nieuw) };
            assert_eq!(codes(std::slice::from_ref(ib), &[], &v), verwacht, "{dag}");
        }
        // arrangements without a price are there, and cannot be ordered
        let dag_kader = k.iter().find(|k| k.id == "dagbesteding-bwo-2016").unwrap();
        let p = &dag_kader.producten[0];
        let v = Bestelvraag {
            product: p.sleutel,
            gemeente: dag_kader.gemeenten[0],
            ..vraag("02M02", "0796", date(2017, 6, 1), Nieuw)
        };
        assert_eq!(codes(&k, &[], &v), ["KB004"]);
    }

    #[test]
    fn the_contract_of_the_provider_before_on_and_after() {
        let k = kaders();
        let c = [contract(Some(date(2026, 6, 30)))];
        let met = |dag| Bestelvraag { agb: Some(agb()), ..vraag("02M01", "0796", dag, Nieuw) };
        assert_eq!(codes(&k, &c, &met(date(2025, 12, 31))), ["KB006"]);
        assert_eq!(codes(&k, &c, &met(date(2026, 1, 1))), [""; 0]);
        assert_eq!(codes(&k, &c, &met(date(2026, 6, 30))), [""; 0]);
        assert_eq!(codes(&k, &c, &met(date(2026, 7, 1))), ["KB006"]);
        // all reasons at once
        assert_eq!(codes(&k, &c, &met(date(2027, 1, 1))), ["KB003", "KB006"]);
        let b = mag_bestellen(&k, &c, &met(date(2026, 6, 30))).unwrap();
        assert_eq!((b.kader, b.contract), ("meierij-2020", Some(&c[0])));
        // of another municipality it says nothing
        let elders = Bestelvraag { gemeente: g("0865"), ..met(date(2026, 6, 30)) };
        assert_eq!(codes(&k, &c, &elders), ["KB006"]);
    }
}
