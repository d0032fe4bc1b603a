//! How much may be claimed on an assignment, per period and over its whole term.
//!
//! Source: IV076, IV077, IV078, TR321, TR322 of iWmo 3.2 and the project's readings of them.

use crate::model::Omvang;
use kern::{Datum, Eenheid, Frequentie, Periode, Productcategorie};

/// Output based units are counted by Sundays, effort based units by ISO weeks (IV077).
fn is_output(eenheid: Eenheid) -> bool {
    matches!(eenheid, Eenheid::StuksOutput | Eenheid::Euro)
}

/// Category 01 (help with the household) may claim six times the weekly volume in any period (TR321).
const HUISHOUDEN: &str = "01";

/// Maximum volume for one ProductPeriode (TR321), in the unit of the assignment; `None` when there is none.
///
/// Per day: the days of the period. Per week: the ISO weeks that the period touches, or for output the
/// Sundays in it, plus one when the last Sunday of the assignment lies in it and the assignment does not end
/// on a Sunday. Per month: the whole monthly volume, also for a part of a month (IV078). In total: no maximum
/// per period (TR322 guards the sum).
pub fn maximum_periode(
    omvang: &Omvang,
    categorie: Option<Productcategorie>,
    toewijzing: &Periode,
    van: Datum,
    tot: Datum,
) -> Option<i64> {
    let keer = match omvang.frequentie {
        Frequentie::Totaal => return None,
        Frequentie::Maand => 1,
        Frequentie::Dag => dagen(van, tot),
        Frequentie::Week if categorie.is_some_and(|c| c.as_str() == HUISHOUDEN) => 6,
        Frequentie::Week if is_output(omvang.eenheid) => {
            zondagen(van, tot) + laatste_gebroken_week(toewijzing, van, tot)
        }
        Frequentie::Week => isoweken(van, tot),
    };
    Some(omvang.volume.saturating_mul(keer))
}

/// Maximum volume over the whole term (TR322), in the unit of the assignment; `None` without an end date,
/// because then nothing bounds the sum yet.
pub fn maximum_looptijd(omvang: &Omvang, toewijzing: &Periode) -> Option<i64> {
    if omvang.frequentie == Frequentie::Totaal {
        return Some(omvang.volume);
    }
    let (van, tot) = (toewijzing.van(), toewijzing.tot()?);
    let keer = match omvang.frequentie {
        Frequentie::Totaal => 1,
        Frequentie::Dag => dagen(van, tot),
        Frequentie::Maand => maanden(van, tot),
        // the sum of the months, so that both ways of counting agree
        Frequentie::Week if is_output(omvang.eenheid) => {
            zondagen(van, tot) + laatste_gebroken_week(toewijzing, van, tot)
        }
        Frequentie::Week => isoweken(van, tot),
    };
    Some(omvang.volume.saturating_mul(keer))
}

/// Days from `van` up to and including `tot`.
fn dagen(van: Datum, tot: Datum) -> i64 {
    i64::from((tot - van).get_days()) + 1
}

/// Calendar months that the period touches.
fn maanden(van: Datum, tot: Datum) -> i64 {
    (i64::from(tot.year()) - i64::from(van.year())) * 12 + i64::from(tot.month()) - i64::from(van.month()) + 1
}

/// Days since a Monday long ago, so that whole division by seven numbers the ISO weeks without gaps.
fn dagnummer(dag: Datum) -> i64 {
    const MAANDAG: Datum = jiff::civil::date(1900, 1, 1);
    i64::from((dag - MAANDAG).get_days())
}

/// ISO weeks (Monday to Sunday) that the period touches, over a change of year as well.
fn isoweken(van: Datum, tot: Datum) -> i64 {
    dagnummer(tot).div_euclid(7) - dagnummer(van).div_euclid(7) + 1
}

/// Sundays in the period.
fn zondagen(van: Datum, tot: Datum) -> i64 {
    // a Sunday is the last day of its week: count the weeks that end within the period
    (dagnummer(tot) + 1).div_euclid(7) - dagnummer(van).div_euclid(7)
}

/// 1 when the last, broken week of an output assignment belongs to this period (IV076), otherwise 0.
fn laatste_gebroken_week(toewijzing: &Periode, van: Datum, tot: Datum) -> i64 {
    let Some(einde) = toewijzing.tot() else { return 0 };
    let over = (dagnummer(einde) + 1).rem_euclid(7);
    if over == 0 {
        return 0; // ends on a Sunday
    }
    let laatste_zondag = dagnummer(einde) - over;
    let binnen = laatste_zondag >= dagnummer(toewijzing.van())
        && (dagnummer(van)..=dagnummer(tot)).contains(&laatste_zondag);
    i64::from(binnen)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn week(volume: i64, eenheid: Eenheid) -> Omvang {
        Omvang { volume, eenheid, frequentie: Frequentie::Week }
    }
    fn p(van: Datum, tot: Datum) -> Periode {
        Periode::new(van, Some(tot)).unwrap()
    }

    #[test]
    fn effort_per_week_counts_iso_weeks_as_in_the_published_examples() {
        let o = week(3, Eenheid::Uur);
        // 3 hours a week, 13-04-2022 t/m 30-06-2022
        let t = p(date(2022, 4, 13), date(2022, 6, 30));
        let max = |van, tot| maximum_periode(&o, None, &t, van, tot);
        assert_eq!(max(date(2022, 4, 13), date(2022, 4, 30)), Some(9));
        assert_eq!(max(date(2022, 5, 1), date(2022, 5, 31)), Some(18));
        assert_eq!(max(date(2022, 6, 1), date(2022, 6, 30)), Some(15));
        assert_eq!(maximum_looptijd(&o, &t), Some(36));
        // over a year end: 07-10-2025 t/m 30-12-2025, week 1 of 2026 included
        let t = p(date(2025, 10, 7), date(2025, 12, 30));
        assert_eq!(maximum_periode(&o, None, &t, date(2025, 12, 1), date(2025, 12, 30)), Some(15));
        assert_eq!(maximum_looptijd(&o, &t), Some(39));
    }

    #[test]
    fn household_help_may_claim_six_weeks_in_any_period() {
        let o = week(1, Eenheid::Uur);
        let t = p(date(2022, 5, 1), date(2022, 7, 31));
        let c = Productcategorie::parse("01").ok();
        assert_eq!(maximum_periode(&o, c, &t, date(2022, 7, 1), date(2022, 7, 31)), Some(6));
        assert_eq!(maximum_looptijd(&o, &t), Some(14));
    }

    #[test]
    fn output_per_week_counts_sundays_and_the_last_broken_week() {
        let o = week(15_000, Eenheid::Euro);
        // ends on a Saturday: the broken week belongs to May, where the last Sunday lies
        let t = p(date(2022, 4, 15), date(2022, 6, 4));
        let max = |van, tot| maximum_periode(&o, None, &t, van, tot);
        assert_eq!(max(date(2022, 4, 15), date(2022, 4, 30)), Some(30_000));
        assert_eq!(max(date(2022, 5, 1), date(2022, 5, 31)), Some(90_000));
        assert_eq!(max(date(2022, 6, 1), date(2022, 6, 4)), Some(0));
        assert_eq!(maximum_looptijd(&o, &t), Some(120_000));
        // ends on a Sunday: nothing extra
        let t = p(date(2022, 4, 15), date(2022, 7, 31));
        let max = |van, tot| maximum_periode(&o, None, &t, van, tot);
        assert_eq!(max(date(2022, 7, 1), date(2022, 7, 31)), Some(75_000));
        // no Sunday at all
        let t = p(date(2022, 4, 11), date(2022, 4, 16));
        assert_eq!(maximum_periode(&o, None, &t, date(2022, 4, 11), date(2022, 4, 16)), Some(0));
        assert_eq!(maximum_looptijd(&o, &t), Some(0));
    }

    #[test]
    fn day_month_and_total() {
        let t = p(date(2026, 9, 10), date(2026, 11, 3));
        let o = |frequentie| Omvang { volume: 2, eenheid: Eenheid::Uur, frequentie };
        let max = |f| maximum_periode(&o(f), None, &t, date(2026, 9, 10), date(2026, 9, 30));
        assert_eq!(max(Frequentie::Dag), Some(42));
        assert_eq!(max(Frequentie::Maand), Some(2));
        assert_eq!(max(Frequentie::Totaal), None);
        assert_eq!(maximum_looptijd(&o(Frequentie::Dag), &t), Some(110));
        assert_eq!(maximum_looptijd(&o(Frequentie::Maand), &t), Some(6));
        assert_eq!(maximum_looptijd(&o(Frequentie::Totaal), &t), Some(2));
        let open = Periode::new(date(2026, 9, 10), None).unwrap();
        assert_eq!(maximum_looptijd(&o(Frequentie::Maand), &open), None);
    }
}
