//! The time basis of an amount, and the same amount in another stretch of time.
//!
//! A year counts a number of weeks that the framework names (52 by default), a week seven days, a year twelve months.
//! So a day is a seventh of a week, not a 365th of a year: every way from one stretch to another gives the same.

use kern::{Decimaal, Frequentie};

/// Weeks in a year when a framework says nothing.
pub const WEKEN_PER_JAAR: Decimaal = heel(52);

const fn heel(n: u32) -> Decimaal {
    Decimaal::from_parts(n, 0, 0, false, 0)
}

/// What an amount is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tijdvak {
    /// One unit, whatever that is: an hour, a piece.
    Stuk,
    /// A day.
    Dag,
    /// A week.
    Week,
    /// Four weeks.
    VierWeken,
    /// A month.
    Maand,
    /// A year.
    Jaar,
}

impl Tijdvak {
    /// All with the word in the data.
    pub const ALLE: &'static [(&'static str, Self)] = &[
        ("stuk", Self::Stuk),
        ("dag", Self::Dag),
        ("week", Self::Week),
        ("vier_weken", Self::VierWeken),
        ("maand", Self::Maand),
        ("jaar", Self::Jaar),
    ];

    /// The word in the data.
    pub fn code(self) -> &'static str {
        Self::ALLE.iter().find(|(_, t)| *t == self).map_or("", |(c, _)| c)
    }

    /// In words: "per 4 weken".
    pub fn omschrijving(self) -> &'static str {
        match self {
            Self::Stuk => "per stuk",
            Self::Dag => "per dag",
            Self::Week => "per week",
            Self::VierWeken => "per 4 weken",
            Self::Maand => "per maand",
            Self::Jaar => "per jaar",
        }
    }

    /// How often it goes in a year, as a fraction; `None` for a piece.
    fn per_jaar(self, weken: Decimaal) -> Option<(Decimaal, Decimaal)> {
        Some(match self {
            Self::Stuk => return None,
            Self::Dag => (weken.checked_mul(heel(7))?, Decimaal::ONE),
            Self::Week => (weken, Decimaal::ONE),
            Self::VierWeken => (weken, heel(4)),
            Self::Maand => (heel(12), Decimaal::ONE),
            Self::Jaar => (Decimaal::ONE, Decimaal::ONE),
        })
    }

    /// An amount for this stretch of time as an amount for another, not rounded (28 digits). `None` when a piece is
    /// asked for as time or the other way round, when no week goes in a year, or when it does not fit.
    pub fn reken_om(self, bedrag: Decimaal, naar: Self, weken: Decimaal) -> Option<Decimaal> {
        if self == naar {
            return Some(bedrag);
        }
        let ((teller, noemer), (teller_naar, noemer_naar)) = (self.per_jaar(weken)?, naar.per_jaar(weken)?);
        let boven = bedrag.checked_mul(teller)?.checked_mul(noemer_naar)?;
        boven.checked_div(noemer.checked_mul(teller_naar)?)
    }
}

/// The stretch of time of a frequency of the standard; in total has none, so counts pieces.
impl From<Frequentie> for Tijdvak {
    fn from(f: Frequentie) -> Self {
        match f {
            Frequentie::Dag => Self::Dag,
            Frequentie::Week => Self::Week,
            Frequentie::Maand => Self::Maand,
            Frequentie::Totaal => Self::Stuk,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(tekst: &str) -> Decimaal {
        tekst.parse().unwrap()
    }

    #[test]
    fn the_documents_come_out() {
        let w = WEKEN_PER_JAAR;
        let week = Tijdvak::Maand.reken_om(d("67866"), Tijdvak::Week, w).unwrap();
        assert_eq!(week.round_dp(2), d("15661.38"), "678,66 a month is 156,61 a week");
        assert_eq!(Tijdvak::Jaar.reken_om(d("2470046"), Tijdvak::VierWeken, w).unwrap().round(), d("190004"));
        assert_eq!(Tijdvak::VierWeken.reken_om(d("33766"), Tijdvak::Jaar, w), Some(d("438958")));
    }

    #[test]
    fn a_piece_is_no_time_and_no_week_is_no_year() {
        assert_eq!(Tijdvak::Stuk.reken_om(d("1"), Tijdvak::Week, WEKEN_PER_JAAR), None);
        assert_eq!(Tijdvak::Week.reken_om(d("1"), Tijdvak::Stuk, WEKEN_PER_JAAR), None);
        assert_eq!(Tijdvak::Stuk.reken_om(d("1"), Tijdvak::Stuk, WEKEN_PER_JAAR), Some(d("1")));
        assert_eq!(Tijdvak::Maand.reken_om(d("1"), Tijdvak::Week, Decimaal::ZERO), None);
        assert_eq!(Tijdvak::Dag.reken_om(Decimaal::MAX, Tijdvak::Jaar, WEKEN_PER_JAAR), None);
    }
}
