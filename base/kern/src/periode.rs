//! Periods of days, the last day included.

use crate::Datum;
use std::fmt;

/// A period of days from `van` up to and including `tot`; without `tot` it is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Periode {
    van: Datum,
    tot: Option<Datum>,
}

/// A period that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodeFout;

impl fmt::Display for PeriodeFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("de einddatum ligt voor de begindatum")
    }
}

impl std::error::Error for PeriodeFout {}

impl Periode {
    /// A period; the end may not lie before the start.
    pub fn new(van: Datum, tot: Option<Datum>) -> Result<Self, PeriodeFout> {
        if tot.is_some_and(|t| t < van) { Err(PeriodeFout) } else { Ok(Self { van, tot }) }
    }

    /// The calendar month that a day lies in.
    pub fn maand_van(dag: Datum) -> Self {
        Self { van: dag.first_of_month(), tot: Some(dag.last_of_month()) }
    }

    /// First day.
    pub fn van(&self) -> Datum {
        self.van
    }

    /// Last day, included; `None` when open.
    pub fn tot(&self) -> Option<Datum> {
        self.tot
    }

    /// Whether the day lies in the period.
    pub fn bevat(&self, dag: Datum) -> bool {
        self.van <= dag && self.tot.is_none_or(|t| dag <= t)
    }

    /// Whether the two periods share at least a day.
    pub fn overlapt(&self, ander: &Self) -> bool {
        self.doorsnede(ander).is_some()
    }

    /// The days that both periods have.
    pub fn doorsnede(&self, ander: &Self) -> Option<Self> {
        let van = self.van.max(ander.van);
        let tot = match (self.tot, ander.tot) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self::new(van, tot).ok()
    }

    /// Number of days, both ends included; `None` when open.
    pub fn dagen(&self) -> Option<i64> {
        let tot = self.tot?;
        Some(i64::from((tot - self.van).get_days()) + 1)
    }
}

/// Reads `JJJJ-MM-DD` and nothing else: a day that exists, four digits of year, no time and no zone.
pub fn lees_datum(tekst: &str) -> Option<Datum> {
    let b = tekst.as_bytes();
    if b.len() != 10 || b[4] != b'-' || b[7] != b'-' {
        return None;
    }
    let getal = |r: std::ops::Range<usize>| -> Option<i16> {
        b[r].iter().try_fold(0_i16, |n, c| c.is_ascii_digit().then(|| n * 10 + i16::from(c - b'0')))
    };
    Datum::new(getal(0..4)?, i8::try_from(getal(5..7)?).ok()?, i8::try_from(getal(8..10)?).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_last_day_counts() {
        let p = Periode::new(date(2026, 9, 1), Some(date(2026, 9, 30))).unwrap();
        assert!(!p.bevat(date(2026, 8, 31)));
        assert!(p.bevat(date(2026, 9, 1)));
        assert!(p.bevat(date(2026, 9, 30)));
        assert!(!p.bevat(date(2026, 10, 1)));
        assert_eq!(p.dagen(), Some(30));
        assert!(Periode::new(date(2026, 9, 2), Some(date(2026, 9, 1))).is_err());
    }

    #[test]
    fn periods_that_touch_do_not_overlap_unless_they_share_a_day() {
        let a = Periode::new(date(2026, 1, 1), Some(date(2026, 1, 31))).unwrap();
        let b = Periode::new(date(2026, 2, 1), None).unwrap();
        let c = Periode::new(date(2026, 1, 31), None).unwrap();
        assert!(!a.overlapt(&b));
        assert_eq!(a.doorsnede(&c).unwrap().dagen(), Some(1));
    }

    #[test]
    fn only_real_days_in_iso_form_are_read() {
        assert_eq!(lees_datum("2024-02-29"), Some(date(2024, 2, 29)));
        for fout in ["2023-02-29", "2023-2-1", "20230201", "2023-02-01Z", "+023-02-01", "2023-13-01", ""] {
            assert_eq!(lees_datum(fout), None, "{fout}");
        }
    }
}
