//! A reorganisation: nothing appears and nothing is lost, the day before, on and after; a total is divided, never doubled.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

use inkoop::{Contractregel, Contractsleutel, Productsleutel};
use jiff::civil::{Date, date, time};
use kern::{
    AgbCode, Decimaal, Eenheid, Eurocent, Frequentie, Gemeentecode, Periode, Productcategorie, Productcode,
};
use toegang::ClientId;
use toewijzing::{
    Bestemming, Contractstand, Herindelingstand, Omvang, Overgang, RedenWijziging, Stempel, Toewijzing,
    Toewijzingnummer, contract_voor, gaat_over, verdeel, waarde_per_jaar,
};

const DAG: Date = date(2021, 1, 1);

fn g(c: &str) -> Gemeentecode {
    Gemeentecode::parse(c).unwrap()
}

fn sleutel() -> Productsleutel {
    Productsleutel::new(Productcategorie::parse("02").unwrap(), Productcode::parse("02A01").unwrap())
}

fn stempel(d: Date) -> Stempel {
    Stempel { datum: d, tijd: time(9, 0, 0, 0) }
}

fn t(van: Date, tot: Option<Date>) -> Toewijzing {
    Toewijzing {
        gemeente: g("0788"),
        nummer: Toewijzingnummer::new(7).unwrap(),
        client: ClientId(1),
        besluit: None,
        agb: AgbCode::parse("41410002").unwrap(),
        product: Some(sleutel().als_product()),
        stempel: stempel(van),
        ingangsdatum: van,
        einddatum: tot,
        omvang: Some(Omvang { volume: 10, eenheid: Eenheid::Uur, frequentie: Frequentie::Maand }),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: Some("R1".into()),
        verzonden_in: Some(3),
    }
}

fn totaal(van: Date, tot: Date, volume: i64) -> Toewijzing {
    let omvang = Some(Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Totaal });
    Toewijzing { omvang, ..t(van, Some(tot)) }
}

fn overgang() -> Overgang {
    Overgang {
        datum: DAG,
        naar: g("0865"),
        client: ClientId(44),
        besluit: None,
        stempel: stempel(date(2020, 12, 15)),
        gebruikt: 0,
        gedeclareerd_tot: None,
    }
}

fn over(t: &Toewijzing, o: &Overgang) -> Bestemming {
    gaat_over(t, Toewijzingnummer::new(900).unwrap(), o).unwrap()
}

#[track_caller]
fn gaat(b: Bestemming) -> (Toewijzing, Toewijzing) {
    match b {
        Bestemming::Gaat { oud, nieuw } => (*oud, *nieuw),
        ander => panic!("{ander:?}"),
    }
}

#[test]
fn it_ends_the_day_before_and_goes_on_the_same_on_the_day() {
    let (oud, nieuw) = gaat(over(&t(date(2020, 3, 1), Some(date(2021, 6, 30))), &overgang()));
    assert_eq!((oud.gemeente, oud.nummer.waarde(), oud.einddatum), (g("0788"), 7, Some(date(2020, 12, 31))));
    assert_eq!((oud.reden_wijziging, oud.verzonden_in), (Some(RedenWijziging::Herindeling), None));
    assert_eq!((nieuw.gemeente, nieuw.nummer.waarde(), nieuw.client), (g("0865"), 900, ClientId(44)));
    assert_eq!((nieuw.ingangsdatum, nieuw.einddatum), (DAG, Some(date(2021, 6, 30))));
    assert_eq!((nieuw.omvang, nieuw.product), (oud.omvang, oud.product));
    assert_eq!((nieuw.reden_wijziging, &nieuw.referentie_aanbieder, nieuw.verzonden_in), (None, &None, None));
    // never sent: a first assignment has no reason
    let (oud, _) = gaat(over(&Toewijzing { verzonden_in: None, ..t(date(2020, 3, 1), None) }, &overgang()));
    assert_eq!((oud.reden_wijziging, oud.einddatum), (None, Some(date(2020, 12, 31))));
}

#[test]
fn the_day_before_on_and_after() {
    // the last day
    assert_eq!(over(&t(date(2020, 3, 1), Some(date(2020, 12, 31))), &overgang()), Bestemming::Blijft);
    let (oud, nieuw) = gaat(over(&t(date(2020, 3, 1), Some(DAG)), &overgang()));
    assert_eq!(
        (oud.einddatum, nieuw.ingangsdatum, nieuw.einddatum),
        (Some(date(2020, 12, 31)), DAG, Some(DAG))
    );
    // the first day: one day here, none here
    let (oud, nieuw) = gaat(over(&t(date(2020, 12, 31), None), &overgang()));
    assert_eq!((oud.einddatum, nieuw.ingangsdatum), (Some(date(2020, 12, 31)), DAG));
    for van in [DAG, date(2021, 2, 1)] {
        let (oud, nieuw) = gaat(over(&t(van, None), &overgang()));
        assert!(oud.is_verwijderd(), "its code was never current on its first day (TR378)");
        assert_eq!((nieuw.ingangsdatum, nieuw.einddatum), (van, None));
        // it never left: nothing is taken back of what nobody knows
        let nooit = Toewijzing { verzonden_in: None, ..t(van, None) };
        let Bestemming::Verhuist(n) = over(&nooit, &overgang()) else { panic!("{van}") };
        assert_eq!((n.gemeente, n.ingangsdatum, n.einddatum), (g("0865"), van, None));
    }
    let nooit = Toewijzing { verzonden_in: None, ..t(date(2020, 12, 31), None) };
    assert!(matches!(over(&nooit, &overgang()), Bestemming::Gaat { .. }), "a day here");
    let weg = Toewijzing {
        einddatum: Some(date(2021, 2, 1)),
        reden_wijziging: Some(RedenWijziging::Verwijderd),
        ..t(date(2021, 2, 1), None)
    };
    assert_eq!(over(&weg, &overgang()), Bestemming::Blijft);
}

#[test]
fn what_was_claimed_after_the_day_keeps_it_where_it_is() {
    let n = Toewijzingnummer::new(900).unwrap();
    let loopt = t(date(2020, 3, 1), None);
    for (tot, mag) in [(date(2020, 12, 31), true), (DAG, false), (date(2021, 1, 31), false)] {
        let o = Overgang { gedeclareerd_tot: Some(tot), ..overgang() };
        assert_eq!(gaat_over(&loopt, n, &o).is_ok(), mag, "{tot}");
    }
}

#[test]
fn a_total_or_budget_is_divided_by_days_and_by_what_was_used() {
    // 184 of 365 days lie before
    let jaar = totaal(date(2020, 7, 1), date(2021, 6, 30), 365);
    let volumes = |b: Bestemming| {
        let (oud, nieuw) = gaat(b);
        (oud.omvang.unwrap().volume, nieuw.omvang.unwrap().volume)
    };
    assert_eq!(volumes(over(&jaar, &overgang())), (184, 181));
    assert_eq!(volumes(over(&jaar, &Overgang { gebruikt: 200, ..overgang() })), (200, 165));
    for gebruikt in [365, 400] {
        let Bestemming::Op(oud) = over(&jaar, &Overgang { gebruikt, ..overgang() }) else { panic!() };
        assert_eq!(oud.omvang.unwrap().volume, 365);
    }
    let budget = Toewijzing {
        product: Some(sleutel().als_product()),
        omvang: None,
        budget: Some(Eurocent(100_001)),
        ..jaar
    };
    let budget = Toewijzing { product: None, ..budget };
    let (oud, nieuw) = gaat(over(&budget, &overgang()));
    assert_eq!(oud.budget.unwrap().0 + nieuw.budget.unwrap().0, 100_001);
    assert_eq!(oud.budget, Some(Eurocent(50_412)), "100001 x 184 / 365, up");
}

/// A sequence of numbers that looks random and is the same every time.
struct Rij(u64);

impl Rij {
    fn tot(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }
}

#[test]
fn totals_before_and_after_agree_whatever_there_is() {
    let mut r = Rij(0x9E37_79B9_7F4A_7C15);
    for ronde in 0..200 {
        let (mut voor, mut na) = (Herindelingstand::default(), Herindelingstand::default());
        for _ in 0..r.tot(40) {
            let van =
                date(2019, 1, 1).saturating_add(jiff::Span::new().days(i64::try_from(r.tot(1_000)).unwrap()));
            let tot = van.saturating_add(jiff::Span::new().days(i64::try_from(r.tot(900)).unwrap()));
            let volume = i64::try_from(r.tot(5_000)).unwrap() + 1;
            let los = t(van, Some(tot).filter(|_| volume % 3 > 0));
            let zelf = match r.tot(4) {
                0 => totaal(van, tot, volume),
                1 => Toewijzing {
                    product: None,
                    omvang: None,
                    budget: Some(Eurocent(volume)),
                    ..t(van, Some(tot))
                },
                2 => Toewijzing { verzonden_in: None, ..los },
                _ => los,
            };
            let o = Overgang { gebruikt: i64::try_from(r.tot(6_000)).unwrap(), ..overgang() };
            let b = over(&zelf, &o);
            voor.voor(&zelf, &b);
            na.na(&b);
            if let Bestemming::Gaat { oud, nieuw } = &b {
                // no day is covered twice, none is lost
                let dagen = |t: &Toewijzing| t.periode();
                let (oud, nieuw) = (dagen(oud), dagen(nieuw).unwrap());
                assert_eq!(nieuw.tot(), zelf.einddatum);
                match oud {
                    Some(p) => {
                        assert_eq!(p.van(), zelf.ingangsdatum);
                        assert_eq!(p.tot().unwrap().tomorrow().unwrap(), nieuw.van());
                    }
                    None => assert_eq!(nieuw.van(), zelf.ingangsdatum),
                }
            }
        }
        assert_eq!(voor, na, "{ronde}");
    }
}

#[test]
fn a_year_is_fifty_two_weeks_twelve_months_and_no_total() {
    let per = |frequentie| {
        let omvang = Some(Omvang { volume: 10, eenheid: Eenheid::Uur, frequentie });
        waarde_per_jaar(&Toewijzing { omvang, ..t(DAG, None) }, Decimaal::new(50_005, 1))
    };
    assert_eq!(per(Frequentie::Week), Some(Decimaal::from(2_600_260)));
    assert_eq!(per(Frequentie::Maand), Some(Decimaal::from(600_060)));
    assert_eq!(per(Frequentie::Dag), Some(Decimaal::from(18_201_820)));
    assert_eq!(per(Frequentie::Totaal), None);
    assert_eq!(waarde_per_jaar(&Toewijzing { omvang: None, ..t(DAG, None) }, Decimaal::ONE), None);
}

#[test]
fn dividing_gives_back_the_total() {
    let mut r = Rij(42);
    for _ in 0..2_000 {
        let totaal = i64::try_from(r.tot(1_000_000)).unwrap();
        let dagen = i64::try_from(r.tot(1_500)).unwrap() + 1;
        let voor = i64::try_from(r.tot(u64::try_from(dagen).unwrap() + 1)).unwrap();
        let gebruikt = i64::try_from(r.tot(1_200_000)).unwrap();
        let (a, b) = verdeel(totaal, gebruikt, voor, dagen);
        assert_eq!(a + b, totaal);
        assert!(a >= 0 && b >= 0 && a >= gebruikt.min(totaal), "{totaal} {gebruikt} {voor} {dagen}: {a} {b}");
    }
    assert_eq!(verdeel(i64::MAX, 0, 1, 2), (i64::MAX / 2 + 1, i64::MAX / 2));
    assert_eq!(verdeel(10, 3, 0, 0), (3, 7));
}

#[test]
fn the_contract_of_the_new_municipality_counts_and_else_the_old_one_goes_along() {
    let lijn = |gem: &str, tarief: i64, van: Date, tot: Option<Date>| {
        let s = Contractsleutel {
            gemeente: g(gem),
            agb: AgbCode::parse("41410002").unwrap(),
            product: sleutel(),
            eenheid: Eenheid::Uur,
        };
        Contractregel::new(s, Some(Decimaal::from(tarief)), Periode::new(van, tot).unwrap()).unwrap()
    };
    let (_, nieuw) = gaat(over(&t(date(2020, 3, 1), None), &overgang()));
    let hier = [
        lijn("0788", 4000, date(2018, 1, 1), Some(date(2018, 12, 31))),
        lijn("0788", 5000, date(2019, 1, 1), Some(date(2021, 12, 31))),
    ];
    for (daar, verwacht) in [
        (vec![lijn("0865", 5100, DAG, None)], Contractstand::Eigen),
        (vec![lijn("0865", 5100, date(2020, 1, 1), Some(DAG))], Contractstand::Eigen),
        (
            vec![lijn("0865", 5100, date(2020, 1, 1), Some(date(2020, 12, 31)))],
            Contractstand::GaatMee { regel: lijn("0865", 5000, DAG, Some(date(2021, 12, 31))), uit: 1 },
        ),
        (
            vec![lijn("0865", 5100, date(2021, 7, 1), None)],
            Contractstand::GaatMee { regel: lijn("0865", 5000, DAG, Some(date(2021, 6, 30))), uit: 1 },
        ),
    ] {
        assert_eq!(contract_voor(&nieuw, &hier, &daar), verwacht, "{daar:?}");
    }
    let voorbij = [lijn("0788", 5000, date(2019, 1, 1), Some(date(2020, 12, 31)))];
    assert_eq!(contract_voor(&nieuw, &voorbij, &[]), Contractstand::Geen);
    let breed = Toewijzing { product: None, omvang: None, ..nieuw };
    assert_eq!(contract_voor(&breed, &[], &[]), Contractstand::Eigen, "no product, so no line");
}
