//! Working days and legal terms (Algemene termijnenwet).

use crate::Datum;
use jiff::ToSpan;
use jiff::civil::{Weekday, date};

/// A day in words, as people read it: `1 september 2026`.
pub fn voluit(dag: Datum) -> String {
    const MAANDEN: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let maand =
        usize::try_from(dag.month() - 1).ok().and_then(|m| MAANDEN.get(m)).copied().unwrap_or_default();
    format!("{} {maand} {}", dag.day(), dag.year())
}

/// Whether the day is a public holiday in the sense of the Algemene termijnenwet (art. 3).
pub fn is_feestdag(dag: Datum) -> bool {
    let pasen = eerste_paasdag(dag.year());
    let na_pasen = i64::from((dag - pasen).get_days());
    // Good Friday, Easter Monday, Ascension Day and Whit Monday move with Easter.
    let beweeglijk = [-2, 0, 1, 39, 49, 50].contains(&na_pasen);
    let vast = matches!((dag.month(), dag.day()), (1, 1) | (5, 5) | (12, 25 | 26));
    beweeglijk || vast || koningsdag(dag.year()) == Some(dag)
}

/// Whether the day is neither in a weekend nor a public holiday.
pub fn is_werkdag(dag: Datum) -> bool {
    !is_weekend(dag) && !is_feestdag(dag)
}

/// The last day of a legal term: when it falls in a weekend or on a holiday, the next working day
/// (Algemene termijnenwet, art. 1).
pub fn einde_termijn(laatste_dag: Datum) -> Datum {
    let mut dag = laatste_dag;
    while !is_werkdag(dag) {
        match dag.tomorrow() {
            Ok(morgen) => dag = morgen,
            Err(_) => return dag,
        }
    }
    dag
}

/// How long a term of the law is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Termijnduur {
    /// Days.
    Dagen(u16),
    /// Weeks.
    Weken(u16),
    /// Months.
    Maanden(u16),
    /// Years.
    Jaren(u16),
}

impl Termijnduur {
    /// Whether the Algemene termijnenwet counts for it: not above 90 days, twelve weeks or three months, and not for
    /// years (art. 4, a).
    pub fn onder_termijnenwet(self) -> bool {
        match self {
            Self::Dagen(n) => n <= 90,
            Self::Weken(n) => n <= 12,
            Self::Maanden(n) => n <= 3,
            Self::Jaren(_) => false,
        }
    }

    /// Whether it is at least three days (art. 2).
    fn minstens_drie_dagen(self) -> bool {
        !matches!(self, Self::Dagen(0..=2) | Self::Weken(0) | Self::Maanden(0) | Self::Jaren(0))
    }

    /// The last day as the calendar counts it; the day on which it begins does not count.
    fn kaal(self, begin: Datum) -> Datum {
        match self {
            Self::Dagen(n) => begin.saturating_add(i64::from(n).days()),
            Self::Weken(n) => begin.saturating_add(i64::from(n).weeks()),
            Self::Maanden(n) => begin.saturating_add(i64::from(n).months()),
            Self::Jaren(n) => begin.saturating_add(i64::from(n).years()),
        }
    }
}

/// `7 dagen`, `6 weken`, `1 maand`, `3 jaar`.
impl std::fmt::Display for Termijnduur {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Dagen(1) => f.write_str("1 dag"),
            Self::Dagen(n) => write!(f, "{n} dagen"),
            Self::Weken(1) => f.write_str("1 week"),
            Self::Weken(n) => write!(f, "{n} weken"),
            Self::Maanden(1) => f.write_str("1 maand"),
            Self::Maanden(n) => write!(f, "{n} maanden"),
            Self::Jaren(n) => write!(f, "{n} jaar"),
        }
    }
}

/// The last day of a term that a law sets, which begins the day after `begin`: at least two working days in it, and never
/// ending on a weekend or a holiday (Algemene termijnenwet, art. 1 and 2), unless that law does not count for it (art. 4).
pub fn wettelijk_einde(begin: Datum, duur: Termijnduur) -> Datum {
    let mut laatste = duur.kaal(begin);
    if !duur.onder_termijnenwet() {
        return laatste;
    }
    while duur.minstens_drie_dagen() && werkdagen_tussen(begin, laatste) < 2 {
        match laatste.tomorrow() {
            Ok(morgen) => laatste = morgen,
            Err(_) => return laatste,
        }
    }
    einde_termijn(laatste)
}

/// The day that lies `n` working days after `dag`.
pub fn plus_werkdagen(dag: Datum, n: u32) -> Datum {
    let (mut dag, mut over) = (dag, n);
    while over > 0 {
        let Ok(morgen) = dag.tomorrow() else { return dag };
        dag = morgen;
        if is_werkdag(dag) {
            over -= 1;
        }
    }
    dag
}

/// Working days after `van` up to and including `tot`; none when `tot` is not later.
pub fn werkdagen_tussen(van: Datum, tot: Datum) -> u32 {
    let (mut dag, mut aantal) = (van, 0);
    while dag < tot {
        let Ok(morgen) = dag.tomorrow() else { return aantal };
        dag = morgen;
        aantal += u32::from(is_werkdag(dag));
    }
    aantal
}

/// Whether the day is a Saturday or Sunday.
pub fn is_weekend(dag: Datum) -> bool {
    matches!(dag.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// King's day: 27 April, or the 26th when that is a Sunday (since 2014); `None` before.
fn koningsdag(jaar: i16) -> Option<Datum> {
    if jaar < 2014 {
        return None;
    }
    let dag = date(jaar, 4, 27);
    Some(if dag.weekday() == Weekday::Sunday { date(jaar, 4, 26) } else { dag })
}

/// Easter Sunday, by the anonymous Gregorian method.
#[expect(clippy::many_single_char_names, reason = "the letters of the published method")]
fn eerste_paasdag(jaar: i16) -> Datum {
    let j = i32::from(jaar);
    let (a, b, c) = (j % 19, j / 100, j % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let dagen_na_22_maart = h + l - 7 * m;
    date(jaar, 3, 22).saturating_add(dagen_na_22_maart.days())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_moves_as_the_calendar_says() {
        for (j, m, d) in
            [(2023, 4, 9), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25)]
        {
            assert_eq!(eerste_paasdag(j), date(j, m, d));
        }
    }

    #[test]
    fn a_term_that_ends_on_a_day_off_moves_on() {
        // Easter Monday 2026 is 6 April.
        assert_eq!(einde_termijn(date(2026, 4, 3)), date(2026, 4, 7), "Good Friday, weekend, Easter Monday");
        assert_eq!(einde_termijn(date(2026, 4, 2)), date(2026, 4, 2));
        assert_eq!(einde_termijn(date(2026, 4, 7)), date(2026, 4, 7));
        assert!(is_feestdag(date(2025, 4, 26)), "27 April 2025 is a Sunday");
        assert!(!is_feestdag(date(2025, 4, 27)));
        assert!(is_feestdag(date(2026, 5, 14)), "Ascension Day");
    }

    #[test]
    fn a_term_of_the_law_has_two_working_days_unless_it_is_long() {
        use Termijnduur::{Dagen, Jaren, Maanden, Weken};
        // three days after Thursday 24 December 2026: two holidays and a weekend come first
        assert_eq!(wettelijk_einde(date(2026, 12, 24), Dagen(3)), date(2026, 12, 29));
        assert_eq!(
            wettelijk_einde(date(2026, 12, 24), Dagen(2)),
            date(2026, 12, 28),
            "art. 2: from three days"
        );
        assert_eq!(wettelijk_einde(date(2026, 9, 1), Weken(6)), date(2026, 10, 13));
        assert_eq!(
            wettelijk_einde(date(2026, 11, 30), Maanden(3)),
            date(2027, 3, 1),
            "28 February is a Sunday"
        );
        // art. 4: these end where the calendar says, also in a weekend
        assert_eq!(wettelijk_einde(date(2026, 8, 15), Weken(13)), date(2026, 11, 14));
        assert_eq!(wettelijk_einde(date(2026, 8, 15), Weken(12)), date(2026, 11, 9));
        assert_eq!(wettelijk_einde(date(2026, 2, 22), Dagen(91)), date(2026, 5, 24));
        assert_eq!(
            wettelijk_einde(date(2026, 2, 23), Dagen(90)),
            date(2026, 5, 26),
            "Whit Monday is the 25th"
        );
        assert_eq!(wettelijk_einde(date(2024, 2, 29), Jaren(1)), date(2025, 2, 28));
        assert_eq!(wettelijk_einde(date(2026, 11, 30), Maanden(4)), date(2027, 3, 30));
        assert_eq!(
            [Dagen(7).to_string(), Weken(1).to_string(), Jaren(3).to_string()],
            ["7 dagen", "1 week", "3 jaar"]
        );
    }

    #[test]
    fn seven_days_always_hold_two_working_days() {
        let mut dag = date(2020, 1, 1);
        while dag.year() < 2040 {
            let kaal = dag.saturating_add(7.days());
            assert_eq!(wettelijk_einde(dag, Termijnduur::Dagen(7)), einde_termijn(kaal), "{dag}");
            dag = dag.tomorrow().unwrap();
        }
    }

    #[test]
    fn a_day_in_words() {
        assert_eq!(voluit(date(2026, 1, 1)), "1 januari 2026");
        assert_eq!(voluit(date(2026, 12, 31)), "31 december 2026");
    }

    #[test]
    fn working_days_skip_weekends_and_holidays() {
        assert_eq!(plus_werkdagen(date(2026, 9, 4), 1), date(2026, 9, 7));
        assert_eq!(plus_werkdagen(date(2026, 12, 24), 1), date(2026, 12, 28));
        assert_eq!(plus_werkdagen(date(2026, 9, 4), 0), date(2026, 9, 4));
    }

    #[test]
    fn working_days_between_are_what_was_added() {
        for van in [date(2026, 4, 1), date(2026, 12, 23), date(2026, 12, 25), date(2027, 4, 24)] {
            for n in 0..15 {
                assert_eq!(werkdagen_tussen(van, plus_werkdagen(van, n)), n, "{van} + {n}");
            }
        }
        assert_eq!(werkdagen_tussen(date(2026, 9, 4), date(2026, 9, 6)), 0, "a weekend");
        assert_eq!(werkdagen_tussen(date(2026, 9, 7), date(2026, 9, 4)), 0, "backwards");
    }
}
