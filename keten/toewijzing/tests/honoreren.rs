//! What honouring a request makes of the assignments: the cases of the published step plan, and what cannot be.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use jiff::civil::{Date, date, time};
use kern::{
    AgbCode, Bevinding, Eenheid, Eurocent, Frequentie, Gemeentecode, Periode, Product, Productcategorie,
    Productcode,
};
use toegang::ClientId;
use toewijzing::{
    AangevraagdProduct, Afspraak, Geleverd, Gevolg, GewenstProduct, GewensteWijziging, Honoreerfeiten,
    Omvang, RedenWijziging, Stempel, Toewijzing, Toewijzingnummer, Wijzigingsverzoek, honoreer_vot,
    honoreer_vow,
};

const VANDAAG: Date = date(2023, 6, 2);

fn nr(n: i64) -> Toewijzingnummer {
    Toewijzingnummer::new(n).unwrap()
}

fn uren(volume: i64, frequentie: Frequentie) -> Omvang {
    Omvang { volume, eenheid: Eenheid::Uur, frequentie }
}

fn product(code: &str) -> Product {
    Product {
        categorie: Productcategorie::parse("02").unwrap(),
        code: Some(Productcode::parse(code).unwrap()),
    }
}

/// Hours a week over 2023.
fn toewijzing(nummer: i64, code: &str, volume: i64) -> Toewijzing {
    Toewijzing {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        nummer: nr(nummer),
        client: ClientId(1),
        besluit: None,
        agb: AgbCode::parse("41410001").unwrap(),
        product: Some(product(code)),
        stempel: Stempel { datum: date(2022, 12, 1), tijd: time(9, 0, 0, 0) },
        ingangsdatum: date(2023, 1, 1),
        einddatum: Some(date(2023, 12, 31)),
        omvang: Some(uren(volume, Frequentie::Week)),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: Some(1),
    }
}

fn wijzig(nummer: i64, van: Date, tot: Date, omvang: Omvang) -> GewensteWijziging {
    GewensteWijziging {
        nummer: nr(nummer),
        ingangsdatum: van,
        einddatum: Some(tot),
        omvang: Some(omvang),
        budget: None,
    }
}

fn gewenst(code: &str, van: Date, tot: Date) -> GewenstProduct {
    GewenstProduct {
        product: Some(product(code)),
        ingangsdatum: van,
        einddatum: Some(tot),
        omvang: Some(uren(1, Frequentie::Week)),
        budget: None,
    }
}

fn vow(te_wijzigen: Vec<GewensteWijziging>, nieuw: Vec<GewenstProduct>) -> Wijzigingsverzoek {
    Wijzigingsverzoek { referentie: "A001".into(), ongewijzigd: Vec::new(), te_wijzigen, nieuw }
}

fn contract(codes: &[&str]) -> Vec<Contractregel> {
    codes
        .iter()
        .map(|code| {
            let product = product(code);
            let sleutel = Contractsleutel {
                gemeente: Gemeentecode::parse("0796").unwrap(),
                agb: AgbCode::parse("41410001").unwrap(),
                product: Productsleutel::new(product.categorie, product.code.unwrap()),
                eenheid: Eenheid::Uur,
            };
            let geldig = Periode::new(date(2023, 1, 1), Some(date(2023, 12, 31))).unwrap();
            Contractregel::new(sleutel, Some(6000.into()), geldig).unwrap()
        })
        .collect()
}

fn feiten<'a>(t: &'a [Toewijzing], contract: &'a [Contractregel], op: Date) -> Honoreerfeiten<'a> {
    Honoreerfeiten {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        client: ClientId(1),
        agb: AgbCode::parse("41410001").unwrap(),
        overleden_op: None,
        toewijzingen: t,
        geleverd: &[],
        contract,
        stempel: Stempel { datum: op, tijd: time(10, 0, 0, 0) },
        eerste_nummer: nr(123_078),
        afspraak: None,
    }
}

fn regels<T: std::fmt::Debug>(r: Result<T, Vec<Bevinding>>) -> Vec<&'static str> {
    r.unwrap_err().iter().map(|b| b.regel).collect()
}

/// Number, first day, last day, volume and reason.
fn kort(t: Option<&Toewijzing>) -> Option<(i64, Date, Option<Date>, i64, &'static str)> {
    t.map(|t| {
        let reden = t.reden_wijziging.map_or("", RedenWijziging::code);
        (t.nummer.waarde(), t.ingangsdatum, t.einddatum, t.omvang.map_or(0, |o| o.volume), reden)
    })
}

fn een(g: &[Gevolg]) -> &Gevolg {
    assert_eq!(g.len(), 1);
    &g[0]
}

#[test]
fn iv093_example_1_one_is_stretched_and_the_other_ends_and_begins_anew() {
    let t = [toewijzing(123_001, "02E01", 4), toewijzing(123_002, "02F01", 3)];
    let v = vow(
        vec![
            wijzig(123_001, date(2023, 1, 1), date(2024, 6, 30), uren(4, Frequentie::Week)),
            wijzig(123_002, date(2023, 6, 12), date(2023, 12, 31), uren(6, Frequentie::Week)),
        ],
        vec![],
    );
    let g = honoreer_vow(&v, &feiten(&t, &[], VANDAAG)).unwrap();
    let (jan, jun) = (date(2023, 1, 1), date(2023, 6, 12));
    assert_eq!(kort(g[0].wordt.as_ref()), Some((123_001, jan, Some(date(2024, 6, 30)), 4, "12")));
    assert_eq!(g[0].nieuw, None, "OP380: the number stays");
    assert_eq!(kort(g[1].wordt.as_ref()), Some((123_002, jan, Some(date(2023, 6, 11)), 3, "12")));
    assert_eq!(kort(g[1].nieuw.as_ref()), Some((123_078, jun, Some(date(2023, 12, 31)), 6, "")));
    for t in g.iter().flat_map(|g| g.wordt.iter().chain(&g.nieuw)) {
        assert_eq!((t.referentie_aanbieder.as_deref(), t.verzonden_in), (Some("A001"), None));
    }
}

#[test]
fn a_total_and_a_budget_change_in_place() {
    let mut totaal = toewijzing(1, "02A01", 80);
    totaal.omvang = Some(uren(80, Frequentie::Totaal));
    let w = wijzig(1, totaal.ingangsdatum, date(2024, 3, 31), uren(100, Frequentie::Totaal));
    let t = [totaal];
    let g = honoreer_vow(&vow(vec![w], vec![]), &feiten(&t, &[], VANDAAG)).unwrap();
    assert_eq!(kort(een(&g).wordt.as_ref()).unwrap().3, 100);
    assert_eq!((&g[0].nieuw, g[0].wordt.as_ref().unwrap().einddatum), (&None, Some(date(2024, 3, 31))));
    // OP345: below what was claimed it cannot go; exactly that it can
    let geleverd = |volume| [Geleverd { nummer: nr(1), tot: date(2023, 5, 31), volume, bedrag: Eurocent(1) }];
    for (volume, goed) in [(100, true), (101, false)] {
        let geleverd = geleverd(volume);
        let f = Honoreerfeiten { geleverd: &geleverd, ..feiten(&t, &[], VANDAAG) };
        assert_eq!(honoreer_vow(&vow(vec![w], vec![]), &f).is_ok(), goed, "{volume}");
    }
}

#[test]
fn op345_an_assignment_does_not_end_before_what_was_claimed() {
    let t = [toewijzing(1, "02A01", 3)];
    let w = wijzig(1, t[0].ingangsdatum, date(2023, 6, 30), uren(3, Frequentie::Week));
    for (tot, goed) in [(date(2023, 6, 30), true), (date(2023, 7, 1), false)] {
        let geleverd = [Geleverd { nummer: nr(1), tot, volume: 1, bedrag: Eurocent(1) }];
        let f = Honoreerfeiten { geleverd: &geleverd, ..feiten(&t, &[], VANDAAG) };
        assert_eq!(honoreer_vow(&vow(vec![w], vec![]), &f).is_ok(), goed, "{tot}");
    }
}

#[test]
fn another_amount_over_the_whole_term_takes_the_old_one_back_unless_it_was_claimed() {
    let t = [toewijzing(1, "02A01", 3)];
    let v = vow(vec![wijzig(1, t[0].ingangsdatum, date(2023, 12, 31), uren(5, Frequentie::Week))], vec![]);
    let g = honoreer_vow(&v, &feiten(&t, &[], VANDAAG)).unwrap();
    assert!(een(&g).wordt.as_ref().unwrap().is_verwijderd());
    assert_eq!(kort(g[0].nieuw.as_ref()).unwrap().3, 5);
    let geleverd = [Geleverd { nummer: nr(1), tot: date(2023, 1, 31), volume: 1, bedrag: Eurocent(1) }];
    let f = Honoreerfeiten { geleverd: &geleverd, ..feiten(&t, &[], VANDAAG) };
    assert_eq!(regels(honoreer_vow(&v, &f)), ["OP345"]);
}

#[test]
fn iv093_example_2_a_day_that_has_passed_is_agreed_on() {
    let t = [toewijzing(345_002, "02B01", 3)];
    let c = contract(&["02C01"]);
    let v = vow(
        vec![wijzig(345_002, t[0].ingangsdatum, date(2023, 5, 15), uren(3, Frequentie::Week))],
        vec![gewenst("02C01", date(2023, 5, 16), date(2023, 12, 31))],
    );
    let op = date(2023, 5, 23);
    assert_eq!(regels(honoreer_vow(&v, &feiten(&t, &c, op))), ["IV093"]);
    let met = |afspraak| {
        let f = Honoreerfeiten { afspraak: Some(afspraak), ..feiten(&t, &c, op) };
        let g = honoreer_vow(&v, &f).unwrap();
        (g[0].wordt.as_ref().unwrap().einddatum.unwrap(), g[1].nieuw.as_ref().unwrap().ingangsdatum)
    };
    assert_eq!(met(Afspraak::Per(date(2023, 5, 24))), (date(2023, 5, 23), date(2023, 5, 24)), "a");
    assert_eq!(met(Afspraak::ZoalsGevraagd), (date(2023, 5, 15), date(2023, 5, 16)), "b");
    // on the last day it has not passed yet
    assert!(honoreer_vow(&v, &feiten(&t, &c, date(2023, 5, 15))).is_ok());
}

#[test]
fn op307_and_op347_the_same_product_is_not_given_twice() {
    let t = [toewijzing(1, "02A01", 3)];
    let c = contract(&["02A01"]);
    let vot = |van| AangevraagdProduct {
        referentie: "A001".into(),
        gewenst: gewenst("02A01", van, date(2023, 12, 31)),
    };
    assert_eq!(regels(honoreer_vot(&vot(date(2023, 12, 31)), None, &feiten(&t, &c, VANDAAG))), ["OP307"]);
    let kort = [Toewijzing { einddatum: Some(date(2023, 12, 30)), ..t[0].clone() }];
    let g = honoreer_vot(&vot(date(2023, 12, 31)), None, &feiten(&kort, &c, VANDAAG)).unwrap();
    assert_eq!(g.nieuw.unwrap().nummer, nr(123_078));
    let v = Wijzigingsverzoek {
        ongewijzigd: vec![nr(1)],
        ..vow(vec![], vec![gewenst("02A01", date(2023, 7, 1), date(2023, 12, 31))])
    };
    assert_eq!(regels(honoreer_vow(&v, &feiten(&t, &c, VANDAAG))), ["OP347"]);
}

#[test]
fn op259_what_is_stretched_does_not_reach_into_the_same_product() {
    let mut t = [toewijzing(1, "02A01", 3), toewijzing(2, "02A01", 3)];
    t[0].einddatum = Some(date(2023, 6, 30));
    t[1].ingangsdatum = date(2023, 10, 1);
    let tot = |dag| vow(vec![wijzig(1, t[0].ingangsdatum, dag, uren(3, Frequentie::Week))], vec![]);
    let f = feiten(&t, &[], VANDAAG);
    assert_eq!(regels(honoreer_vow(&tot(date(2023, 10, 1)), &f)), ["OP259"]);
    let g = honoreer_vow(&tot(date(2023, 9, 30)), &f).unwrap();
    assert_eq!(g[0].wordt.as_ref().unwrap().einddatum, Some(date(2023, 9, 30)));
}

#[test]
fn op296_what_is_asked_fits_the_contract_on_its_first_day() {
    let c = contract(&["02A01"]);
    let vot = |code, van: Date| AangevraagdProduct {
        referentie: "A001".into(),
        gewenst: gewenst(code, van, van.last_of_year()),
    };
    let met = |v: &AangevraagdProduct, c: &[Contractregel]| honoreer_vot(v, None, &feiten(&[], c, VANDAAG));
    assert!(met(&vot("02A01", date(2023, 12, 31)), &c).is_ok());
    assert_eq!(regels(met(&vot("02A01", date(2024, 1, 1)), &c)), ["OP296"]);
    assert_eq!(regels(met(&vot("02A02", date(2023, 7, 1)), &c)), ["OP296"]);
    assert_eq!(regels(met(&vot("02A01", date(2023, 7, 1)), &[])), ["OP296"]);
    let f = Honoreerfeiten { overleden_op: Some(VANDAAG), ..feiten(&[], &c, VANDAAG) };
    assert_eq!(regels(honoreer_vot(&vot("02A01", date(2023, 7, 1)), None, &f)), ["TOEWIJZING-CLIENT"]);
}
