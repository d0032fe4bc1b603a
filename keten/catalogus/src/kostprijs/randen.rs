//! Where the cost model could go wrong without any printed figure of annex 2 showing it: each test falls for a breakage that
//! the others let through.

use super::*;
use kern::Decimaal;
use regels::{Bewerking, Kostprijselement, Regelafronding, Tijdvak};

fn model() -> &'static Kostprijsmodel {
    &regels::kader("drechtsteden-ib4-2017").unwrap().kostprijzen[0]
}

fn d(t: &str) -> Decimaal {
    t.parse().unwrap()
}

fn met<'m>(m: &'m Kostprijsmodel, stel: &[&str]) -> Kostprijs<'m> {
    let stel: Vec<Stel> = stel.iter().map(|t| Stel::parse(t).unwrap()).collect();
    Kostprijs::met(m, &stel).unwrap()
}

fn plek(m: &Kostprijsmodel, sleutel: &str) -> usize {
    m.zoek(sleutel)[0]
}

#[test]
fn what_a_division_leaves_in_the_last_digit_decides_no_half_cent() {
    let op = |t: &str| Regelafronding::Centen.op(d(t));
    assert_eq!(op("0.0049999999999999999999999999"), d("0.01"), "a half that lost its last digit is a half");
    assert_eq!(op("-0.0049999999999999999999999999"), d("-0.01"));
    assert_eq!(op("0.004999999999999"), d("0"), "what is really less stays less");
    assert_eq!((op("0.005"), op("0.015"), op("0.025")), (d("0.01"), d("0.02"), d("0.03")), "never to even");
}

#[test]
fn another_value_for_a_line_is_rounded_as_that_line_says() {
    let mut m = model().clone();
    let huur = plek(&m, "huur_per_maand");
    m.regels[huur].afronding = Regelafronding::Centen;
    assert_eq!(met(&m, &["huur_per_maand=700,125"]).waarden[huur], d("700.13"));
    assert_eq!(met(model(), &["huur_per_maand=700,125"]).waarden[huur], d("700.125"));
}

#[test]
fn four_weeks_are_four_of_the_weeks_that_the_framework_counts() {
    let weken = d("52.18");
    assert_eq!(Tijdvak::VierWeken.reken_om(d("100"), Tijdvak::Jaar, weken), Some(d("1304.5")));
    assert_eq!(Tijdvak::VierWeken.reken_om(d("100"), Tijdvak::Week, weken), Some(d("25")));
    assert_eq!(Tijdvak::Dag.reken_om(d("1"), Tijdvak::Week, weken), Some(d("7")));
}

#[test]
fn messages_know_day_week_and_month_and_nothing_else() {
    let k = Kostprijs::van(model()).unwrap();
    let in_iwmo: Vec<Tijdvak> =
        gelijkwaardig(&k, d("52")).iter().filter(|g| g.in_iwmo).map(|g| g.per).collect();
    assert_eq!(in_iwmo, [Tijdvak::Dag, Tijdvak::Week, Tijdvak::Maand]);
}

#[test]
fn a_step_may_end_at_nothing_and_not_below() {
    let van = |stel: &str| {
        let k = met(model(), &[stel]);
        gevoeligheid(&k).into_iter().find(|g| g.basis == "uren_per_week").unwrap()
    };
    assert!(van("uren_per_week=0,5").lager.is_some(), "half an hour less is none");
    assert_eq!(van("uren_per_week=0,4").lager, None);
}

#[test]
fn sensitivity_is_that_of_the_what_if_with_all_columns_and_its_largest_side() {
    let k = met(model(), &["productiviteit=68"]);
    let lijst = gevoeligheid(&k);
    let van = |basis: &str| lijst.iter().find(|g| g.basis == basis).unwrap();
    let uren = met(model(), &["productiviteit=68", "uren_per_week=10"]);
    assert_eq!(
        van("uren_per_week").hoger,
        Some((uren.prijs() - k.prijs(), uren.jaarprijs() - k.jaarprijs()))
    );
    // both scales a step of 50 euros up
    let trede = met(model(), &["productiviteit=68", "hoogste_trede.fwg40=2830", "hoogste_trede.fwg45=3095"]);
    assert_eq!(van("hoogste_trede").hoger.unwrap().1, trede.jaarprijs() - k.jaarprijs());
    let grootste = |g: &Gevoelig| {
        let kanten = [g.lager, g.hoger].map(|x| x.map_or(Decimaal::ZERO, |(_, jaar)| jaar.abs()));
        kanten[0].max(kanten[1])
    };
    for g in &lijst {
        assert_eq!(g.uitslag(), grootste(g), "{}", g.basis);
    }
    // the two sides of a division are not the same, so it matters which one counts
    assert!(lijst.iter().any(|g| g.lager.zip(g.hoger).is_some_and(|(l, h)| l.1.abs() != h.1.abs())));
    assert!(lijst.is_sorted_by(|a, b| grootste(a) >= grootste(b)));
}

#[test]
fn what_has_no_cost_part_is_shown_counts_and_is_not_indexed() {
    let mut m = model().clone();
    let huur = plek(&m, "huur_per_maand");
    m.regels[huur].kostendeel = None;
    let k = Kostprijs::van(&m).unwrap();
    let i = indexeer(&k, &[("huisvesting".to_owned(), d("10")), ("loon".to_owned(), d("0"))]).unwrap();
    let rest = i.regels.iter().find(|r| r.deel.is_none()).unwrap();
    assert_eq!((rest.procent, euro(rest.voor), euro(rest.na)), (None, "€ 54,67".into(), "€ 54,67".into()));
    assert_eq!(i.na, k.prijs(), "the rent is nobody's, so an index on housing changes nothing");
}

#[test]
fn the_price_per_year_after_an_index_is_rounded_as_its_line_says() {
    let mut m = model().clone();
    let jaar = m.jaarprijs;
    let index = [("huisvesting".to_owned(), d("10"))];
    let na = |m: &Kostprijsmodel| indexeer(&Kostprijs::van(m).unwrap(), &index).unwrap().jaar_na;
    assert_ne!(na(&m), na(&m).round_dp(2));
    m.regels[jaar].afronding = Regelafronding::Centen;
    assert_eq!(na(&m), d("24771.53"));
    let zonder = indexeer(&Kostprijs::van(&m).unwrap(), &[]).unwrap();
    assert_eq!(zonder.jaar_na, zonder.jaar_voor, "no index, no change");
}

#[test]
fn a_line_that_only_informs_covers_no_element() {
    let mut m = model().clone();
    let los = plek(&m, "aandeel_per_client");
    assert!(m.regels[los].ter_informatie);
    m.regels[los].elementen = vec![Kostprijselement::Indexering];
    m.gaten.clear();
    let k = Kostprijs::van(&m).unwrap();
    assert_eq!(toets(&k)[4].stand, Elementstand::Ontbreekt(None));
}

#[test]
fn a_zero_that_a_person_turned_to_has_no_reason_of_the_document() {
    let mut m = model().clone();
    for i in m.zoek("huisvesting") {
        m.regels[i].elementen = vec![Kostprijselement::Indexering];
    }
    m.gaten.clear();
    assert!(matches!(toets(&Kostprijs::van(&m).unwrap())[4].stand, Elementstand::NulMetReden(_)));
    let gedraaid = met(&m, &["huisvesting_procent=0"]);
    assert_eq!(toets(&gedraaid)[4].stand, Elementstand::NulZonderReden);
}

#[test]
fn what_is_taken_off_is_taken_off_its_own_part() {
    let mut m = model().clone();
    let (jaar, begeleiding, ruimte) =
        (plek(&m, "tarief_jaar"), plek(&m, "begeleiding_jaar"), plek(&m, "ontmoetingsruimte_jaar"));
    m.regels[jaar].bewerking = Bewerking::Verschil(begeleiding, ruimte);
    let k = Kostprijs::van(&m).unwrap();
    let delen = per_kostendeel(&k, jaar);
    assert_eq!(delen[&Some("huisvesting".to_owned())], d("-710.68"));
    let som: Decimaal = delen.values().sum();
    assert!((som - k.waarden[jaar]).abs() < d("0.000000001"), "{som}");
}

#[test]
fn an_amount_that_covers_two_elements_counts_once_with_the_first() {
    let mut m = model().clone();
    for i in m.zoek("overhead") {
        m.regels[i].elementen = vec![Kostprijselement::Overhead, Kostprijselement::Indexering];
    }
    let k = Kostprijs::van(&m).unwrap();
    let voor = per_element(&Kostprijs::van(model()).unwrap(), m.prijs);
    assert_eq!(per_element(&k, m.prijs), voor);
    let t = toets(&k);
    assert!(t[4].bedrag.is_zero() && t[1].bedrag > Decimaal::ZERO);
}

#[test]
fn what_falls_under_no_element_comes_last() {
    let stel = [Stel::parse("productiviteit=68").unwrap()];
    let elementen = wat_als(model(), &stel).unwrap().elementen();
    let namen: Vec<_> = elementen.iter().map(|(e, ..)| e.map_or("", |e| e.letter())).collect();
    assert_eq!(namen, ["a", "b", "c", "d", "f", ""]);
}

#[test]
fn a_difference_that_no_one_can_see_is_none() {
    let s = |stel: &str| Scenario {
        naam: "x".into(),
        stel: vec![Stel::parse(stel).unwrap()],
        indexen: Vec::new(),
        volume: None,
    };
    let v = naast_elkaar(model(), &[s("huur_per_maand=710,681"), s("productiviteit=68")]).unwrap();
    assert!(!v.uitkomsten[0].cellen[1].anders && !v.uitkomsten[1].cellen[1].anders);
    // the second row is the year, not the period
    let jaar: Vec<&str> = v.uitkomsten[1].cellen.iter().map(|c| c.waarde.as_str()).collect();
    assert_eq!(jaar, ["€ 24.700,46", "€ 24.700,46", "€ 25.406,04"]);
    assert_eq!(v.uitkomsten[1].cellen[2].verschil.as_deref(), Some("+€ 705,58"));
}

#[test]
fn the_effect_in_a_year_has_the_index_in_it() {
    let scenario = |stel: &[&str], index: &[&str]| Scenario {
        naam: "x".into(),
        stel: stel.iter().map(|s| Stel::parse(s).unwrap()).collect(),
        indexen: index.iter().map(|i| lees_index(i).unwrap()).collect(),
        volume: Some(d("40")),
    };
    let v = naast_elkaar(
        model(),
        &[
            scenario(&[], &["huisvesting=10"]),
            scenario(&["productiviteit=68"], &[]),
            scenario(&["productiviteit=68"], &["huisvesting=10"]),
        ],
    )
    .unwrap();
    let effect = v.uitkomsten.iter().find(|r| r.naam.starts_with("Effect per jaar")).unwrap();
    assert!(v.geindexeerd && effect.naam.ends_with("na indexering"));
    // 40 × 71,068; 40 × 705,5818…; and both
    let gelezen: Vec<&str> = effect.cellen[1..].iter().map(|c| c.waarde.as_str()).collect();
    assert_eq!(
        gelezen,
        ["+€ 2.842,72 bij 40 cliënten", "+€ 28.223,27 bij 40 cliënten", "+€ 31.065,99 bij 40 cliënten"]
    );
    // the picture shows what comes out
    let jaar: Vec<String> = v.jaarprijzen.iter().map(|w| euro(*w)).collect();
    assert_eq!(jaar, ["€ 24.700,46", "€ 24.771,53", "€ 25.406,04", "€ 25.477,11"]);
    let zonder = naast_elkaar(model(), &[scenario(&["productiviteit=68"], &[])]).unwrap();
    assert!(!zonder.geindexeerd && zonder.uitkomsten.iter().any(|r| r.naam == "Effect per jaar"));
}

#[test]
fn a_picture_rounds_as_a_page_does() {
    assert_eq!((in_centen(d("1.006")), in_centen(d("-1.006"))), (101, -101));
    assert_eq!((in_centen(d("0.005")), in_centen(d("0.025"))), (1, 3), "a half goes up");
    assert_eq!(in_centen(Decimaal::MAX), i64::MAX);
}

#[test]
fn a_line_that_was_turned_says_so_in_its_tree() {
    let k = met(model(), &["huur_per_maand=700"]);
    let waarde = |sleutel: &str| {
        let u = waar_vandaan(&k, "x", plek(model(), sleutel));
        u.invoer.iter().find(|(n, _)| n == "waarde").map(|(_, w)| w.clone())
    };
    assert_eq!(waarde("huur_per_maand").as_deref(), Some("anders gesteld dan in de bron"));
    assert_eq!(waarde("uren_per_week").as_deref(), Some("uit de bron"));
}
