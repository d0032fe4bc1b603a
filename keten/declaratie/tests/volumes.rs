//! Maxima of volume for every unit, frequency and setting, held against a count day by day.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use declaratie::{Afspraken, Omvang, maximum_looptijd, maximum_periode};
use jiff::civil::{Weekday, date};
use kern::{Datum, Eenheid, Frequentie, Periode, Productcategorie};
use std::collections::BTreeSet;

const INSPANNING: [Eenheid; 5] =
    [Eenheid::Minuut, Eenheid::Uur, Eenheid::Etmaal, Eenheid::Dagdeel, Eenheid::StuksInspanning];
const OUTPUT: [Eenheid; 2] = [Eenheid::StuksOutput, Eenheid::Euro];

fn dagen(van: Datum, tot: Datum) -> impl Iterator<Item = Datum> {
    van.series(jiff::Span::new().days(1)).take_while(move |d| *d <= tot)
}

/// Distinct ISO weeks, as the calendar itself numbers them.
fn weken(van: Datum, tot: Datum) -> i64 {
    let w: BTreeSet<_> =
        dagen(van, tot).map(|d| (d.iso_week_date().year(), d.iso_week_date().week())).collect();
    i64::try_from(w.len()).unwrap()
}

fn aantal(van: Datum, tot: Datum, telt: impl Fn(Datum) -> bool) -> i64 {
    i64::try_from(dagen(van, tot).filter(|d| telt(*d)).count()).unwrap()
}

fn is_zondag(d: Datum) -> bool {
    d.weekday() == Weekday::Sunday
}

/// Which ProductPeriode a week of an output based assignment belongs to, told week by week (IV076): that of its Sunday, and
/// for the last broken week that of the last Sunday within the assignment.
fn output_weken(t: (Datum, Datum), deel: (Datum, Datum)) -> i64 {
    let mut n = 0;
    let laatste = dagen(t.0, t.1).filter(|d| is_zondag(*d)).last();
    let mut gezien = BTreeSet::new();
    for d in dagen(t.0, t.1) {
        let maandag = dagen(d.checked_sub(jiff::Span::new().days(6)).unwrap(), d)
            .find(|m| m.weekday() == Weekday::Monday)
            .unwrap();
        if !gezien.insert(maandag) {
            continue;
        }
        let zondag = maandag.checked_add(jiff::Span::new().days(6)).unwrap();
        let hoort = if zondag <= t.1 { Some(zondag) } else { laatste };
        n += i64::from(hoort.is_some_and(|z| deel.0 <= z && z <= deel.1));
    }
    n
}

/// The ProductPeriodes of an assignment: its months, cut at both ends.
fn perioden(t: (Datum, Datum)) -> Vec<(Datum, Datum)> {
    let maanden: BTreeSet<_> = dagen(t.0, t.1).map(Datum::first_of_month).collect();
    maanden.into_iter().map(|m| (m.max(t.0), m.last_of_month().min(t.1))).collect()
}

fn o(volume: i64, eenheid: Eenheid, frequentie: Frequentie) -> Omvang {
    Omvang { volume, eenheid, frequentie }
}

fn periode(o: &Omvang, cat: &str, t: (Datum, Datum), d: (Datum, Datum), a: &Afspraken) -> Option<i64> {
    let c = Some(Productcategorie::parse(cat).unwrap());
    let t = Periode::new(t.0, Some(t.1)).unwrap();
    maximum_periode(o, c, &t, d.0, d.1, a).map(|m| m.volume)
}

fn looptijd(o: &Omvang, t: (Datum, Datum), a: &Afspraken) -> Option<i64> {
    maximum_looptijd(o, &Periode::new(t.0, Some(t.1)).unwrap(), a).map(|m| m.volume)
}

/// Year, month, day.
type Jmd = (i16, i8, i8);
/// First day, last day, maximum.
type Rij = (Jmd, Jmd, i64);

/// Assignments around every change of year from 2019 to 2028 (2020 and 2026 have 53 weeks), and in a February.
fn toewijzingen() -> Vec<(Datum, Datum)> {
    let mut uit = Vec::new();
    for jaar in 2019..=2028 {
        for begin in dagen(date(jaar, 12, 18), date(jaar + 1, 1, 6)) {
            for lengte in [0, 1, 2, 4, 5, 6, 7, 8, 13, 20, 27, 34, 45, 61] {
                uit.push((begin, begin.checked_add(jiff::Span::new().days(lengte)).unwrap()));
            }
        }
        uit.push((date(jaar, 2, 1), date(jaar, 2, 1).last_of_month()));
        uit.push((date(jaar, 1, 1), date(jaar, 12, 31)));
    }
    uit
}

#[test]
fn iv077_every_unit_and_frequency_around_every_change_of_year() {
    let a = Afspraken::default();
    for t in toewijzingen() {
        let delen = perioden(t);
        for e in INSPANNING.into_iter().chain(OUTPUT) {
            let output = OUTPUT.contains(&e);
            let per = |f, d| periode(&o(3, e, f), "02", t, d, &a);
            for d in &delen {
                assert_eq!(per(Frequentie::Dag, *d), Some(3 * aantal(d.0, d.1, |_| true)), "{t:?} {e:?}");
                let verwacht = if output { output_weken(t, *d) } else { weken(d.0, d.1) };
                assert_eq!(per(Frequentie::Week, *d), Some(3 * verwacht), "{t:?} {d:?} {e:?}");
                assert_eq!(per(Frequentie::Maand, *d), Some(3), "{t:?} {e:?}");
                assert_eq!(per(Frequentie::Totaal, *d), None, "{t:?} {e:?}");
                // category 01: six weeks, however short the period, effort and output, in minutes too
                assert_eq!(periode(&o(3, e, Frequentie::Week), "01", t, *d, &a), Some(18), "{t:?} {e:?}");
            }
            let heel = |f| looptijd(&o(3, e, f), t, &a);
            assert_eq!(heel(Frequentie::Dag), Some(3 * aantal(t.0, t.1, |_| true)));
            let week = if output { output_weken(t, t) } else { weken(t.0, t.1) };
            assert_eq!(heel(Frequentie::Week), Some(3 * week), "{t:?} {e:?}");
            assert_eq!(heel(Frequentie::Maand), Some(3 * i64::try_from(delen.len()).unwrap()));
            assert_eq!(heel(Frequentie::Totaal), Some(3));
            if output {
                // weeknummer.md §5: the months add up to the whole, and to the weeks touched when there is a Sunday
                let som: i64 = delen.iter().filter_map(|d| per(Frequentie::Week, *d)).sum();
                assert_eq!(Some(som), heel(Frequentie::Week), "{t:?}");
                if aantal(t.0, t.1, is_zondag) > 0 {
                    assert_eq!(som, 3 * weken(t.0, t.1), "{t:?}");
                }
            }
        }
    }
}

#[test]
fn iv077_a_year_of_53_weeks_is_counted_once() {
    let uur = o(1, Eenheid::Uur, Frequentie::Week);
    let a = Afspraken::default();
    for (van, tot, verwacht) in [
        // 2020 and 2026 have week 53; 1 January lies in it
        (date(2020, 1, 1), date(2020, 12, 31), 53),
        (date(2026, 1, 1), date(2026, 12, 31), 53),
        (date(2020, 12, 28), date(2021, 1, 3), 1),
        (date(2020, 12, 27), date(2021, 1, 4), 3),
        (date(2021, 1, 1), date(2021, 1, 3), 1),
        (date(2021, 1, 1), date(2021, 12, 31), 53),
        (date(2026, 12, 28), date(2027, 1, 3), 1),
        (date(2024, 12, 20), date(2025, 1, 12), 4),
        (date(2024, 12, 30), date(2025, 1, 5), 1),
    ] {
        assert_eq!(looptijd(&uur, (van, tot), &a), Some(verwacht), "{van} {tot}");
    }
}

#[test]
fn iv077_the_tables_of_the_standard_effort() {
    let d = |(j, m, d): Jmd| date(j, m, d);
    let gevallen: &[(&str, i64, Rij, &[Rij])] = &[
        (
            "02",
            3,
            ((2022, 4, 13), (2022, 6, 30), 36),
            &[
                ((2022, 4, 13), (2022, 4, 30), 9),
                ((2022, 5, 1), (2022, 5, 31), 18),
                ((2022, 6, 1), (2022, 6, 30), 15),
            ],
        ),
        (
            "01",
            1,
            ((2022, 5, 1), (2022, 7, 31), 14),
            &[
                ((2022, 5, 1), (2022, 5, 31), 6),
                ((2022, 6, 1), (2022, 6, 30), 6),
                ((2022, 7, 1), (2022, 7, 31), 6),
            ],
        ),
        (
            "02",
            3,
            ((2022, 10, 11), (2022, 12, 28), 36),
            &[
                ((2022, 10, 11), (2022, 10, 31), 12),
                ((2022, 11, 1), (2022, 11, 30), 15),
                ((2022, 12, 1), (2022, 12, 28), 15),
            ],
        ),
        (
            "02",
            3,
            ((2025, 10, 7), (2025, 12, 30), 39),
            &[
                ((2025, 10, 7), (2025, 10, 31), 12),
                ((2025, 11, 1), (2025, 11, 30), 15),
                ((2025, 12, 1), (2025, 12, 30), 15),
            ],
        ),
        ("02", 3, ((2021, 10, 12), (2021, 12, 13), 30), &[((2021, 10, 12), (2021, 10, 31), 9)]),
        (
            "02",
            3,
            ((2022, 7, 11), (2022, 9, 4), 24),
            &[
                ((2022, 7, 11), (2022, 7, 31), 9),
                ((2022, 8, 1), (2022, 8, 31), 15),
                ((2022, 9, 1), (2022, 9, 4), 3),
            ],
        ),
    ];
    for (cat, volume, (van, tot, totaal), delen) in gevallen {
        let (om, t) = (o(*volume, Eenheid::Uur, Frequentie::Week), (d(*van), d(*tot)));
        for (a, b, verwacht) in *delen {
            assert_eq!(periode(&om, cat, t, (d(*a), d(*b)), &Afspraken::default()), Some(*verwacht), "{a:?}");
        }
        assert_eq!(looptijd(&om, t, &Afspraken::default()), Some(*totaal), "{van:?}");
    }
}

#[test]
fn iv076_the_tables_of_the_standard_output() {
    let d = |(j, m, d): Jmd| date(j, m, d);
    let gevallen: &[(i64, Jmd, Jmd, &[Rij])] = &[
        (
            150,
            (2022, 4, 15),
            (2022, 6, 4),
            &[
                ((2022, 4, 15), (2022, 4, 30), 300),
                ((2022, 5, 1), (2022, 5, 31), 900),
                ((2022, 6, 1), (2022, 6, 4), 0),
            ],
        ),
        (
            150,
            (2022, 4, 15),
            (2022, 7, 31),
            &[
                ((2022, 4, 15), (2022, 4, 30), 300),
                ((2022, 5, 1), (2022, 5, 31), 750),
                ((2022, 6, 1), (2022, 6, 30), 600),
                ((2022, 7, 1), (2022, 7, 31), 750),
            ],
        ),
        (
            300,
            (2022, 7, 11),
            (2022, 9, 4),
            &[
                ((2022, 7, 11), (2022, 7, 31), 900),
                ((2022, 8, 1), (2022, 8, 31), 1200),
                ((2022, 9, 1), (2022, 9, 4), 300),
            ],
        ),
        (
            300,
            (2022, 7, 11),
            (2022, 9, 3),
            &[
                ((2022, 7, 11), (2022, 7, 31), 900),
                ((2022, 8, 1), (2022, 8, 31), 1500),
                ((2022, 9, 1), (2022, 9, 3), 0),
            ],
        ),
        (
            300,
            (2022, 10, 11),
            (2022, 12, 31),
            &[
                ((2022, 10, 11), (2022, 10, 31), 900),
                ((2022, 11, 1), (2022, 11, 30), 1200),
                ((2022, 12, 1), (2022, 12, 31), 1500),
            ],
        ),
        (
            300,
            (2025, 7, 7),
            (2025, 9, 5),
            &[
                ((2025, 7, 7), (2025, 7, 31), 900),
                ((2025, 8, 1), (2025, 8, 31), 1800),
                ((2025, 9, 1), (2025, 9, 5), 0),
            ],
        ),
    ];
    for (volume, van, tot, delen) in gevallen {
        for e in OUTPUT {
            let (om, t) = (o(*volume, e, Frequentie::Week), (d(*van), d(*tot)));
            for (a, b, verwacht) in *delen {
                assert_eq!(
                    periode(&om, "02", t, (d(*a), d(*b)), &Afspraken::default()),
                    Some(*verwacht),
                    "{a:?}"
                );
            }
            assert_eq!(
                looptijd(&om, t, &Afspraken::default()),
                Some(delen.iter().map(|r| r.2).sum()),
                "{van:?}"
            );
        }
    }
}

fn met(sleutel: &'static str, waarde: &'static str) -> Afspraken {
    Afspraken::uit("proef", move |s| (s == sleutel).then_some(waarde))
}

#[test]
fn a_setting_for_what_is_assigned_per_day() {
    for t in toewijzingen() {
        for d in perioden(t) {
            for e in INSPANNING.into_iter().chain(OUTPUT) {
                let om = o(2, e, Frequentie::Dag);
                let door = |van, tot| {
                    Some(
                        2 * aantal(van, tot, |d| !matches!(d.weekday(), Weekday::Saturday | Weekday::Sunday)),
                    )
                };
                let a = met("maximum_per_dag", "werkdagen");
                assert_eq!(periode(&om, "02", t, d, &a), door(d.0, d.1), "{d:?}");
                assert_eq!(looptijd(&om, t, &a), door(t.0, t.1));
                let a = met("maximum_per_dag", "geen_maximum");
                assert_eq!((periode(&om, "02", t, d, &a), looptijd(&om, t, &a)), (None, None));
            }
        }
    }
}

#[test]
fn iv078_a_setting_for_a_part_of_a_month() {
    let t = (date(2026, 9, 16), date(2026, 11, 1));
    let eerste = (date(2026, 9, 16), date(2026, 9, 30));
    let laatste = (date(2026, 11, 1), date(2026, 11, 1));
    let heel = (date(2026, 10, 1), date(2026, 10, 31));
    for (waarde, verwacht) in [
        ("volledig_bedrag", [1001, 1001, 1001]),
        ("naar_rato", [501, 1001, 33]),
        ("geen_bedrag", [0, 1001, 0]),
    ] {
        let a = met("onvolledige_maand", waarde);
        for e in OUTPUT {
            let om = o(1001, e, Frequentie::Maand);
            let nu = [eerste, heel, laatste].map(|d| periode(&om, "02", t, d, &a).unwrap());
            assert_eq!(nu, verwacht, "{waarde}");
            assert_eq!(looptijd(&om, t, &a), Some(verwacht.iter().sum()), "{waarde}");
        }
        // effort based: always the whole month
        for e in INSPANNING {
            assert_eq!(periode(&o(1001, e, Frequentie::Maand), "02", t, eerste, &a), Some(1001));
        }
    }
    let a = met("totaal_per_maand", "geen_maximum");
    for e in INSPANNING.into_iter().chain(OUTPUT) {
        assert_eq!(looptijd(&o(5, e, Frequentie::Maand), t, &a), None);
        assert_eq!(periode(&o(5, e, Frequentie::Maand), "02", t, heel, &a), Some(5));
    }
}

#[test]
fn iv076_a_setting_for_a_week_without_a_sunday() {
    // Monday to Saturday, within a month and over the end of one
    for t in [(date(2022, 4, 11), date(2022, 4, 16)), (date(2022, 8, 29), date(2022, 9, 3))] {
        let delen = perioden(t);
        for (waarde, verwacht) in [("nul", 0), ("een_week", 7)] {
            let a = met("week_zonder_zondag", waarde);
            for e in OUTPUT {
                let om = o(7, e, Frequentie::Week);
                let som: i64 = delen.iter().map(|d| periode(&om, "02", t, *d, &a).unwrap()).sum();
                assert_eq!((som, looptijd(&om, t, &a)), (verwacht, Some(verwacht)), "{waarde}");
                // in the last of its periods
                assert_eq!(periode(&om, "02", t, *delen.last().unwrap(), &a), Some(verwacht));
            }
        }
    }
    // with a Sunday the setting says nothing
    let t = (date(2022, 4, 11), date(2022, 4, 17));
    let om = o(7, Eenheid::Euro, Frequentie::Week);
    for waarde in ["nul", "een_week"] {
        assert_eq!(looptijd(&om, t, &met("week_zonder_zondag", waarde)), Some(7));
    }
}

#[test]
fn a_maximum_says_which_setting_it_rests_on() {
    let t = Periode::new(date(2026, 9, 16), Some(date(2026, 11, 1))).unwrap();
    let a = Afspraken::default();
    let m = |f, e| maximum_periode(&o(2, e, f), None, &t, date(2026, 9, 16), date(2026, 9, 30), &a).unwrap();
    assert_eq!(m(Frequentie::Dag, Eenheid::Uur).afspraak, Some("maximum_per_dag"));
    assert_eq!(m(Frequentie::Dag, Eenheid::Uur).telling.to_string(), "15 dagen");
    assert_eq!(m(Frequentie::Week, Eenheid::Uur).telling.to_string(), "3 weken");
    assert_eq!(m(Frequentie::Week, Eenheid::Uur).afspraak, None);
    assert_eq!(m(Frequentie::Maand, Eenheid::Euro).afspraak, Some("onvolledige_maand"));
    assert_eq!(m(Frequentie::Maand, Eenheid::Uur).afspraak, None);
}
