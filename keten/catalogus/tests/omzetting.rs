//! The key of 2016 and the moments of Dordrecht, at their edges.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use catalogus::{
    Aanleiding, GEEN_KLASSE, Indicatie, Niet, Omzetrij, Omzetsleutel, Oordeel, Telling, Totaal, Tweeling,
    Verdeling, markeer_tweelingen,
};
use jiff::civil::date;
use kern::{Datum, Eurocent};

fn ib() -> Omzetsleutel {
    Omzetsleutel::uit(regels::kader("drechtsteden-ib-2016").unwrap(), None).unwrap()
}

fn bw() -> Omzetsleutel {
    Omzetsleutel::uit(regels::kader("dordrecht-bw-2021").unwrap(), None).unwrap()
}

fn op(s: &Omzetsleutel, code: &str, klasse: u8, van: Datum, tot: Option<Datum>) -> Oordeel {
    s.beoordeel(&Indicatie { functie: s.functie(code), klasse, ingang: van, einde: tot })
}

/// Runs on the day.
fn lopend(s: &Omzetsleutel, code: &str, klasse: u8) -> Oordeel {
    op(s, code, klasse, date(2015, 1, 1), None)
}

fn wordt(s: &Omzetsleutel, o: Oordeel) -> String {
    match o {
        Oordeel::Omzetten(r) => s.productnamen(r),
        Oordeel::EerstIndicatie(r) => format!("eerst {}", s.productnamen(r)),
        ander => format!("{ander:?}"),
    }
}

#[test]
fn the_key_of_2016_at_every_class() {
    let s = ib();
    let gewoon =
        ["PastNiet(Klasse)", "IB1", "IB1", "IB3", "IB3", "IB3", "eerst IB3", "eerst IB3", "eerst IB3", "IB3"];
    for (klasse, verwacht) in (0..).zip(gewoon) {
        assert_eq!(wordt(&s, lopend(&s, "H300", klasse)), verwacht, "klasse {klasse}");
    }
    let speciaal = [
        "PastNiet(Klasse)",
        "IB1 + IB1-opslag",
        "IB1 + IB1-opslag",
        "IB3 + IB3-opslag",
        "IB3 + IB3-opslag",
        "eerst IB3 + IB3-opslag",
    ];
    for code in ["H152", "H153"] {
        for (klasse, verwacht) in (0..).zip(speciaal) {
            assert_eq!(wordt(&s, lopend(&s, code, klasse)), verwacht, "{code} klasse {klasse}");
        }
    }
}

#[test]
fn category_two_never_comes_by_conversion() {
    let s = ib();
    assert!(s.alle_producten().all(|p| !p.kort.starts_with("IB2")));
}

#[test]
fn a_code_is_known_however_it_is_written_and_others_fit_no_key() {
    let s = ib();
    for code in ["h300", "BG", "bgi", "BG-I", "Begeleiding individueel", "begeleiding", "H150", "IB"] {
        assert_eq!(wordt(&s, lopend(&s, code, 3)), "IB3", "{code}");
    }
    for code in ["H531", "begeleiding groep", "dagbesteding", "PV", "H126", "verblijf", "ZZP"] {
        assert_eq!(lopend(&s, code, 3), Oordeel::PastNiet(Niet::BuitenSleutel), "{code}");
    }
    assert_eq!(lopend(&s, "H15", 3), Oordeel::PastNiet(Niet::OnbekendeCode));
    assert_eq!(lopend(&s, "H300", GEEN_KLASSE), Oordeel::PastNiet(Niet::Klasse));
}

#[test]
fn what_runs_on_the_day_goes_over() {
    let s = ib();
    let (voor, dag, na) = (date(2015, 12, 31), date(2016, 1, 1), date(2016, 1, 2));
    let van = date(2015, 1, 1);
    assert_eq!(op(&s, "H300", 3, van, Some(voor)), Oordeel::Geeindigd);
    assert_eq!(wordt(&s, op(&s, "H300", 3, van, Some(dag))), "IB3");
    assert_eq!(wordt(&s, op(&s, "H300", 3, van, Some(na))), "IB3");
    assert_eq!(wordt(&s, op(&s, "H300", 3, voor, None)), "IB3");
    assert_eq!(wordt(&s, op(&s, "H300", 3, dag, None)), "IB3");
    assert_eq!(op(&s, "H300", 3, na, None), Oordeel::NogNiet);
}

#[test]
fn a_year_is_thirteen_times_four_weeks_to_the_cent() {
    let s = ib();
    let jaar = |code: &str, klasse| match lopend(&s, code, klasse) {
        Oordeel::Omzetten(r) => Totaal::cent(s.na_per_jaar(r)).unwrap(),
        o => panic!("{o:?}"),
    };
    assert_eq!(jaar("H300", 1), Eurocent(33_766 * 13));
    assert_eq!(jaar("H300", 3), Eurocent(112_499 * 13));
    assert_eq!(jaar("H152", 1), Eurocent((33_766 + 11_045) * 13));
    assert_eq!(jaar("H153", 3), Eurocent((112_499 + 36_800) * 13));
}

#[test]
fn who_changes_much_hears_why_and_that_the_old_value_was_made_up() {
    let s = ib();
    let i = Indicatie { functie: s.functie("H300"), klasse: 8, ingang: date(2015, 1, 1), einde: None };
    let o = s.beoordeel(&i);
    let reden = s.reden(&i, o);
    assert!(reden.contains("72,2 procent lager") && reden.contains("verzonnen"), "{reden}");
    let u = s.uitleg(&i, o);
    assert_eq!(u.bron.as_ref().unwrap().document, "drechtsteden-ib-2016");
    assert!(u.stappen.iter().all(|s| s.bron.is_some()), "{u:?}");
}

#[test]
fn dordrecht_goes_over_at_its_moments() {
    let s = bw();
    let van = date(2020, 6, 1);
    let wie = |van, tot| op(&s, "BW", GEEN_KLASSE, van, tot);
    assert_eq!(wie(van, Some(date(2020, 12, 31))), Oordeel::Geeindigd);
    let her = Oordeel::Herindiceren(Aanleiding::Herindicatie);
    let actief = Oordeel::Herindiceren(Aanleiding::Actief);
    assert_eq!(wie(van, Some(date(2021, 1, 1))), her);
    assert_eq!(wie(van, Some(date(2021, 12, 31))), her);
    assert_eq!(wie(van, Some(date(2022, 1, 1))), actief);
    assert_eq!(wie(van, None), actief);
    assert_eq!(wie(date(2020, 12, 31), None), actief);
    assert_eq!(wie(date(2021, 1, 1), None), Oordeel::Herindiceren(Aanleiding::Nieuw));
    assert_eq!(op(&s, "ZZP", GEEN_KLASSE, van, None), Oordeel::PastNiet(Niet::BuitenSleutel));
    let dag =
        |tot| s.dag(&Indicatie { functie: s.functie("BW"), klasse: GEEN_KLASSE, ingang: van, einde: tot });
    assert_eq!(dag(Some(date(2021, 6, 30))), Some(date(2021, 7, 1)));
    assert_eq!(dag(None), Some(date(2022, 1, 1)));
}

#[test]
fn another_day_must_lie_in_the_framework() {
    let k = regels::kader("drechtsteden-ib-2016").unwrap();
    assert_eq!(Omzetsleutel::uit(k, Some(date(2016, 7, 1))).unwrap().omzetdatum, date(2016, 7, 1));
    assert!(Omzetsleutel::uit(k, Some(date(2017, 1, 1))).is_err());
    assert!(Omzetsleutel::uit(regels::kader("meierij-2020").unwrap(), None).is_err());
}

fn rij(s: &Omzetsleutel, regel: u32, nummer: u64, persoon: u32, klasse: u8) -> Omzetrij {
    let i = Indicatie { functie: s.functie("H300"), klasse, ingang: date(2015, 1, 1), einde: None };
    Omzetrij {
        nummer,
        persoon,
        agb: 41_410_002,
        regel,
        ingang: i.ingang,
        einde: Datum::MAX,
        gemeente: 505,
        code: 1,
        functie: i.functie.unwrap(),
        klasse,
        oordeel: s.beoordeel(&i),
    }
}

#[test]
fn twins_stand_aside_and_say_for_whom() {
    let s = ib();
    let mut rijen = vec![
        rij(&s, 2, 1, 100, 1),
        rij(&s, 3, 1, 100, 1), // the same number and content
        rij(&s, 4, 2, 200, 1),
        rij(&s, 5, 2, 201, 1), // the same number, somebody else
        rij(&s, 6, 3, 300, 1),
        rij(&s, 7, 4, 300, 1), // another number, the same content
        rij(&s, 8, 5, 400, 1),
        rij(&s, 9, 6, 400, 3), // two at once
        rij(&s, 10, 7, 500, 3),
    ];
    let t = markeer_tweelingen(&mut rijen);
    let soorten: Vec<usize> = rijen.iter().map(|r| r.oordeel.soort()).collect();
    assert_eq!(soorten, [0, 4, 4, 4, 0, 4, 5, 5, 0]);
    assert_eq!(t[&1], Tweeling::ZelfdeNummer(2));
    assert_eq!((t[&2], t[&3]), (Tweeling::Tegenspraak(5), Tweeling::Tegenspraak(4)));
    assert_eq!(t[&5], Tweeling::ZelfdeInhoud(6));
    assert_eq!((t[&6], t[&7]), (Tweeling::Overlap(9), Tweeling::Overlap(8)));
    assert_eq!(t.len(), 6);
}

#[test]
fn a_number_counts_within_its_municipality() {
    let s = ib();
    let mut rijen =
        vec![rij(&s, 2, 1, 100, 1), Omzetrij { gemeente: 482, persoon: 101, ..rij(&s, 3, 1, 100, 1) }];
    assert!(markeer_tweelingen(&mut rijen).is_empty());
}

#[test]
fn what_was_set_aside_makes_room() {
    let s = ib();
    let mut rijen = vec![rij(&s, 2, 1, 100, 1), rij(&s, 3, 2, 100, 3)];
    rijen[0].oordeel = Oordeel::Overgeslagen;
    assert!(markeer_tweelingen(&mut rijen).is_empty());
    assert_eq!(wordt(&s, rijen[1].oordeel), "IB3");
}

#[test]
fn every_cut_adds_up_to_the_whole() {
    let s = ib();
    let mut telling = Telling::default();
    for n in 0..1000_u32 {
        let klasse = u8::try_from(n % 9).unwrap();
        let r =
            Omzetrij { gemeente: u16::try_from(482 + n % 3).unwrap(), ..rij(&s, n, u64::from(n), n, klasse) };
        telling.tel(&Omzetrij { agb: 41_410_000 + n % 7, ..r });
    }
    let totalen = telling.totalen(&s).unwrap();
    let alles = totalen[&Verdeling::Alles];
    assert_eq!(alles.rijen(), 1000);
    assert!(alles.aantallen[0] > 0 && alles.aantallen[1] > 0 && alles.aantallen[3] > 0);
    for welke in [
        |v: &Verdeling| matches!(v, Verdeling::Gemeente(_)),
        |v: &Verdeling| matches!(v, Verdeling::Aanbieder(_)),
        |v: &Verdeling| matches!(v, Verdeling::Klasse(_)),
        |v: &Verdeling| matches!(v, Verdeling::Functie(_)),
    ] {
        let delen: Vec<&Totaal> = totalen.iter().filter(|(v, _)| welke(v)).map(|(_, t)| t).collect();
        assert_eq!(delen.iter().map(|t| t.rijen()).sum::<u64>(), 1000);
        assert_eq!(delen.iter().map(|t| t.na).sum::<kern::Decimaal>(), alles.na);
        assert_eq!(delen.iter().map(|t| t.voor).sum::<kern::Decimaal>(), alles.voor);
        assert_eq!(delen.iter().map(|t| t.eerst_voor).sum::<kern::Decimaal>(), alles.eerst_voor);
    }
    // the amounts come in at the end: the same as adding up row by row
    let per_klasse = totalen[&Verdeling::Klasse(3)];
    assert_eq!(per_klasse.na, kern::Decimaal::from(112_499 * 13 * per_klasse.aantallen[0]));
}

#[test]
fn a_number_of_what_was_set_aside_is_free() {
    let s = ib();
    let mut rijen = vec![rij(&s, 2, 1, 100, 1), rij(&s, 3, 1, 101, 3)];
    rijen[0].oordeel = Oordeel::Overgeslagen;
    assert!(markeer_tweelingen(&mut rijen).is_empty());
    assert_eq!((rijen[0].oordeel, wordt(&s, rijen[1].oordeel)), (Oordeel::Overgeslagen, "IB3".to_owned()));
}

/// The key of 2016 with another value before for class 3, and one threshold.
fn met_drempel(voor: &str, richting: regels::Richting, procent: &str) -> Omzetsleutel {
    let mut kader = regels::kader("drechtsteden-ib-2016").unwrap().clone();
    let o = kader.omzetting.as_mut().unwrap();
    for w in &mut o.oude_waarden {
        for (klasse, cent) in &mut w.klassen {
            if *klasse == 3 {
                *cent = voor.parse().unwrap();
            }
        }
    }
    let drempel =
        regels::Omzetdrempel { richting, procent: procent.parse().unwrap(), ..o.drempels[0].clone() };
    o.drempels = vec![drempel];
    Omzetsleutel::uit(&kader, None).unwrap()
}

#[test]
fn exactly_the_threshold_is_not_yet_much_and_only_its_own_way_counts() {
    use regels::Richting::{Hoger, Lager};
    // IB3 costs 1,462,487 cents a year: a quarter more, or a fifth less, than what stood before
    for (voor, richting, procent, uitkomst) in [
        ("1169989.6", Hoger, "25", "IB3"),
        ("1169989.6", Hoger, "24.9", "eerst IB3"),
        ("1169989.6", Lager, "1", "IB3"),
        ("1828108.75", Lager, "20", "IB3"),
        ("1828108.75", Lager, "19.9", "eerst IB3"),
        ("1828108.75", Hoger, "1", "IB3"),
    ] {
        let s = met_drempel(voor, richting, procent);
        assert_eq!(wordt(&s, lopend(&s, "H300", 3)), uitkomst, "{voor} {richting:?} {procent}");
    }
}

#[test]
fn rows_are_counted_by_what_happens_and_an_unknown_value_is_told() {
    let s = ib();
    let mut t = Telling::default();
    t.tel(&rij(&s, 2, 1, 100, 3));
    t.tel(&Omzetrij { oordeel: Oordeel::Dubbel, ..rij(&s, 3, 1, 100, 3) });
    t.tel(&Omzetrij { oordeel: Oordeel::Overlap, ..rij(&s, 4, 1, 100, 3) });
    let alles = t.totalen(&s).unwrap()[&Verdeling::Alles];
    assert_eq!(alles.aantallen, [1, 0, 0, 0, 1, 1, 0, 0, 0]);
    assert_eq!((alles.zonder_voor, alles.na), (0, kern::Decimaal::from(112_499 * 13)));
    let mut kader = regels::kader("drechtsteden-ib-2016").unwrap().clone();
    kader.omzetting.as_mut().unwrap().oude_waarden.clear();
    let zonder = Omzetsleutel::uit(&kader, None).unwrap();
    let alles = t.totalen(&zonder).unwrap()[&Verdeling::Alles];
    assert_eq!((alles.zonder_voor, alles.voor), (1, kern::Decimaal::ZERO));
}
