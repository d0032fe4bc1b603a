//! Money: whole cents, checked.

use crate::Decimaal;
use rust_decimal::prelude::ToPrimitive;
use std::fmt;

/// An amount in whole euro cents. May be negative (a credit).
///
/// Arithmetic is checked: there is no `+`, so that an overflow can never pass silently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Eurocent(pub i64);

/// An amount that does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GeldFout;

impl fmt::Display for GeldFout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("het bedrag is te groot om mee te rekenen")
    }
}

impl std::error::Error for GeldFout {}

/// How a decimal becomes whole cents. Always named where it happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afronding {
    /// Half a cent goes away from zero ("rekenkundig", IV081).
    Rekenkundig,
}

impl Eurocent {
    /// No money.
    pub const NUL: Self = Self(0);

    /// Sum, or a [`GeldFout`] on overflow.
    pub fn plus(self, ander: Self) -> Result<Self, GeldFout> {
        self.0.checked_add(ander.0).map(Self).ok_or(GeldFout)
    }

    /// Difference, or a [`GeldFout`] on overflow.
    pub fn min(self, ander: Self) -> Result<Self, GeldFout> {
        self.0.checked_sub(ander.0).map(Self).ok_or(GeldFout)
    }

    /// The same amount with the other sign.
    pub fn tegengesteld(self) -> Result<Self, GeldFout> {
        self.0.checked_neg().map(Self).ok_or(GeldFout)
    }

    /// Sum of a series, or a [`GeldFout`] on overflow.
    pub fn som(bedragen: impl IntoIterator<Item = Self>) -> Result<Self, GeldFout> {
        bedragen.into_iter().try_fold(Self::NUL, Self::plus)
    }

    /// Rounds an amount in cents to whole cents in the way that is named.
    pub fn rond(cent: Decimaal, hoe: Afronding) -> Result<Self, GeldFout> {
        let strategie = match hoe {
            Afronding::Rekenkundig => rust_decimal::RoundingStrategy::MidpointAwayFromZero,
        };
        cent.round_dp_with_strategy(0, strategie).to_i64().map(Self).ok_or(GeldFout)
    }
}

/// Dutch notation without the euro sign: `1.234,50`.
impl fmt::Display for Eurocent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let abs = self.0.unsigned_abs();
        let (euro, cent) = (abs / 100, abs % 100);
        let cijfers = euro.to_string();
        let mut tekst = String::with_capacity(cijfers.len() + cijfers.len() / 3 + 4);
        if self.0 < 0 {
            tekst.push('-');
        }
        for (i, c) in cijfers.chars().enumerate() {
            if i > 0 && (cijfers.len() - i) % 3 == 0 {
                tekst.push('.');
            }
            tekst.push(c);
        }
        write!(f, "{tekst},{cent:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dutch_notation() {
        assert_eq!(Eurocent(0).to_string(), "0,00");
        assert_eq!(Eurocent(5).to_string(), "0,05");
        assert_eq!(Eurocent(123_450).to_string(), "1.234,50");
        assert_eq!(Eurocent(-100_000_000).to_string(), "-1.000.000,00");
        assert_eq!(Eurocent(i64::MIN).to_string(), "-92.233.720.368.547.758,08");
    }

    #[test]
    fn half_a_cent_goes_up_and_overflow_is_an_error() {
        let r = |t: &str| Eurocent::rond(t.parse().unwrap(), Afronding::Rekenkundig).unwrap();
        assert_eq!(r("145.5"), Eurocent(146));
        assert_eq!(r("145.4"), Eurocent(145));
        assert_eq!(r("-145.5"), Eurocent(-146));
        assert_eq!(Eurocent(i64::MAX).plus(Eurocent(1)), Err(GeldFout));
        assert_eq!(Eurocent(i64::MIN).tegengesteld(), Err(GeldFout));
    }
}
