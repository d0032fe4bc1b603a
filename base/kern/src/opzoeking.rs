//! Looking something up on a day. There is no "latest": the answer is not yet, in force, ended or never (DESIGN §5).

use crate::{Datum, Periode};

/// What a look-up on a day finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opzoeking<T> {
    /// Nothing yet on that day; the next one begins on the day given.
    NogNiet(Datum),
    /// In force on that day.
    Geldig(T),
    /// It ended; the last day that it held.
    Geeindigd(Datum),
    /// Never known under this key.
    Geen,
}

impl<T> Opzoeking<T> {
    /// Looks up what is in force on a day among items with a period.
    ///
    /// In a gap between two items the answer is [`Opzoeking::NogNiet`]: the coming item says more than the past one.
    pub fn zoek(items: impl IntoIterator<Item = (Periode, T)>, dag: Datum) -> Self {
        let mut volgende: Option<Datum> = None;
        let mut vorige: Option<Datum> = None;
        for (periode, item) in items {
            if periode.bevat(dag) {
                return Self::Geldig(item);
            }
            if periode.van() > dag {
                volgende = Some(volgende.map_or(periode.van(), |v| v.min(periode.van())));
            } else if let Some(tot) = periode.tot() {
                vorige = Some(vorige.map_or(tot, |v| v.max(tot)));
            }
        }
        match (volgende, vorige) {
            (Some(vanaf), _) => Self::NogNiet(vanaf),
            (None, Some(tot)) => Self::Geeindigd(tot),
            (None, None) => Self::Geen,
        }
    }

    /// What is in force, if anything.
    pub fn geldig(self) -> Option<T> {
        match self {
            Self::Geldig(t) => Some(t),
            _ => None,
        }
    }

    /// The same answer about something else.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Opzoeking<U> {
        match self {
            Self::NogNiet(d) => Opzoeking::NogNiet(d),
            Self::Geldig(t) => Opzoeking::Geldig(f(t)),
            Self::Geeindigd(d) => Opzoeking::Geeindigd(d),
            Self::Geen => Opzoeking::Geen,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_day_before_on_and_after() {
        let a = Periode::new(date(2026, 1, 1), Some(date(2026, 3, 31))).unwrap();
        let b = Periode::new(date(2026, 5, 1), Some(date(2026, 5, 31))).unwrap();
        let op = |d| Opzoeking::zoek([(b, 'b'), (a, 'a')], d);
        assert_eq!(op(date(2025, 12, 31)), Opzoeking::NogNiet(date(2026, 1, 1)));
        assert_eq!(op(date(2026, 1, 1)), Opzoeking::Geldig('a'));
        assert_eq!(op(date(2026, 3, 31)), Opzoeking::Geldig('a'));
        assert_eq!(op(date(2026, 4, 1)), Opzoeking::NogNiet(date(2026, 5, 1)));
        assert_eq!(op(date(2026, 5, 31)), Opzoeking::Geldig('b'));
        assert_eq!(op(date(2026, 6, 1)), Opzoeking::Geeindigd(date(2026, 5, 31)));
        assert_eq!(Opzoeking::<char>::zoek([], date(2026, 1, 1)), Opzoeking::Geen);
    }
}
