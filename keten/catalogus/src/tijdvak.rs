//! From the amount of the document to what is assigned and claimed.
//!
//! A document may price per four weeks; iWmo 3.2 has day, week, month and in total (WMO757). What is stored stays what
//! the document says. What is sent is derived here: converted with the weeks per year of the framework, then rounded
//! once, to whole cents, half a cent up.

use kern::{Afronding, Decimaal, Eurocent, Frequentie};
use regels::Tijdvak;

/// An amount as the document says it, as it is sent, and the difference that makes in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verzending {
    /// Cents in the document.
    pub basis: Decimaal,
    /// What they are for.
    pub per: Tijdvak,
    /// Cents per unit that are sent.
    pub verzonden: Decimaal,
    /// What one unit is: the stretch of time of the frequency, or a piece.
    pub eenheid: Tijdvak,
    /// What was rounded away or on, in cents per unit; zero when nothing was.
    pub afgerond: Decimaal,
    /// Weeks that count as a year.
    pub weken_per_jaar: Decimaal,
    /// A year in cents: as the document has it, and as it is sent; `None` for pieces.
    pub jaar: Option<Jaarbedrag>,
}

/// A year of support in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Jaarbedrag {
    /// By the amount of the document.
    pub basis: Decimaal,
    /// By the amount that is sent.
    pub verzonden: Decimaal,
}

impl Jaarbedrag {
    /// What the rounding costs (above zero) or saves (below) in a year.
    pub fn verschil(&self) -> Decimaal {
        self.verzonden - self.basis
    }
}

impl Verzending {
    /// Derives what is sent. `None` when the two do not fit: a piece in time, or an amount too large.
    pub fn van(basis: Decimaal, per: Tijdvak, frequentie: Frequentie, weken: Decimaal) -> Option<Self> {
        // A piece stays a piece, whatever the frequency: the volume says how many.
        let eenheid = if per == Tijdvak::Stuk { Tijdvak::Stuk } else { Tijdvak::from(frequentie) };
        let precies = per.reken_om(basis, eenheid, weken)?;
        let verzonden = if per == eenheid {
            basis
        } else {
            Decimaal::from(Eurocent::rond(precies, Afronding::Rekenkundig).ok()?.0)
        };
        let jaar = if per == Tijdvak::Stuk {
            None
        } else {
            Some(Jaarbedrag {
                basis: per.reken_om(basis, Tijdvak::Jaar, weken)?,
                verzonden: eenheid.reken_om(verzonden, Tijdvak::Jaar, weken)?,
            })
        };
        Some(Self {
            basis,
            per,
            verzonden,
            eenheid,
            afgerond: verzonden - precies,
            weken_per_jaar: weken,
            jaar,
        })
    }

    /// Whether what is sent is another amount than the document has.
    pub fn is_omgerekend(&self) -> bool {
        self.per != self.eenheid
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(tekst: &str) -> Decimaal {
        tekst.parse().unwrap()
    }

    fn van(basis: &str, per: Tijdvak, f: Frequentie) -> Verzending {
        Verzending::van(d(basis), per, f, d("52")).unwrap()
    }

    #[test]
    fn four_weeks_become_a_month_or_a_week() {
        let v = van("33766", Tijdvak::VierWeken, Frequentie::Maand);
        assert_eq!((v.verzonden, v.eenheid), (d("36580"), Tijdvak::Maand));
        let jaar = v.jaar.unwrap();
        assert_eq!((jaar.basis, jaar.verzonden, jaar.verschil()), (d("438958"), d("438960"), d("2")));
        let v = van("33766", Tijdvak::VierWeken, Frequentie::Week);
        assert_eq!((v.verzonden, v.afgerond), (d("8442"), d("0.5")), "half a cent goes up");
        assert_eq!(v.jaar.unwrap().verschil(), d("26"));
        assert!(v.is_omgerekend());
    }

    #[test]
    fn what_is_sent_as_it_stands_is_not_touched() {
        let v = van("52500.125", Tijdvak::Maand, Frequentie::Maand);
        assert_eq!((v.verzonden, v.afgerond), (d("52500.125"), d("0")));
        assert!(!v.is_omgerekend());
        assert_eq!(v.jaar.unwrap().verschil(), d("0"));
        for f in [Frequentie::Dag, Frequentie::Week, Frequentie::Maand, Frequentie::Totaal] {
            let v = van("145.5", Tijdvak::Stuk, f);
            assert_eq!((v.verzonden, v.jaar), (d("145.5"), None));
        }
        assert_eq!(Verzending::van(d("1"), Tijdvak::Week, Frequentie::Totaal, d("52")), None);
    }

    use proptest::prelude::*;

    fn tijd() -> impl Strategy<Value = Tijdvak> {
        prop::sample::select(vec![
            Tijdvak::Dag,
            Tijdvak::Week,
            Tijdvak::VierWeken,
            Tijdvak::Maand,
            Tijdvak::Jaar,
        ])
    }

    /// 52 to 53 weeks, in hundredths.
    fn weken() -> impl Strategy<Value = Decimaal> {
        (5200_i64..=5300).prop_map(|n| Decimaal::new(n, 2))
    }

    fn bijna(a: Decimaal, b: Decimaal) -> bool {
        (a - b).abs() <= Decimaal::new(1, 9)
    }

    proptest! {
        #[test]
        fn every_way_gives_the_same(cent in 0_i64..1_000_000_000, a in tijd(), b in tijd(), c in tijd(), w in weken()) {
            let cent = Decimaal::from(cent);
            let recht = a.reken_om(cent, c, w).unwrap();
            let om = b.reken_om(a.reken_om(cent, b, w).unwrap(), c, w).unwrap();
            prop_assert!(bijna(recht, om), "{recht} {om}");
            prop_assert!(bijna(c.reken_om(recht, a, w).unwrap(), cent));
        }

        #[test]
        fn what_is_sent_is_within_half_a_cent_and_a_year_within_its_periods(
            cent in 0_i64..1_000_000_000,
            per in tijd(),
            (f, keer) in prop::sample::select(vec![
                (Frequentie::Dag, 371), (Frequentie::Week, 53), (Frequentie::Maand, 12),
            ]),
            w in weken(),
        ) {
            let v = Verzending::van(Decimaal::from(cent), per, f, w).unwrap();
            prop_assert!(v.afgerond.abs() <= Decimaal::new(5, 1));
            prop_assert!(v.verzonden.fract().is_zero(), "whole cents: {}", v.verzonden);
            let jaar = v.jaar.unwrap();
            prop_assert!(jaar.verschil().abs() <= Decimaal::new(5, 1) * Decimaal::from(keer) + Decimaal::new(1, 9));
            prop_assert_eq!(v.is_omgerekend(), per != Tijdvak::from(f));
        }
    }
}
