//! Invariant 5: paid = approved − counter-entries − open, per municipality and provider, to the cent.

use kern::{AgbCode, Eurocent, GeldFout, Gemeentecode};
use std::collections::BTreeMap;

/// An approved claim line, as the books hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Boeking {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// Amount; a counter-entry (credit) is negative.
    pub bedrag: Eurocent,
    /// Whether a payment settles the line.
    pub betaald: bool,
}

/// The four amounts of a provider at a municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Saldo {
    /// Sum of approved claim lines.
    pub goedgekeurd: Eurocent,
    /// Sum of approved credits, as a positive amount.
    pub tegenboekingen: Eurocent,
    /// Net sum of approved lines that no payment settles.
    pub open: Eurocent,
    /// Sum of the payments.
    pub betaald: Eurocent,
}

impl Saldo {
    /// Whether paid = approved − counter-entries − open.
    pub fn klopt(&self) -> Result<bool, GeldFout> {
        Ok(self.betaald == self.goedgekeurd.min(self.tegenboekingen)?.min(self.open)?)
    }
}

/// A provider for whom the books do not close.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verschil {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// The four amounts.
    pub saldo: Saldo,
}

/// Sums the books per municipality and provider. The payments come from their own table, so that the check compares two
/// independent sums.
pub fn saldi(
    boekingen: impl IntoIterator<Item = Boeking>,
    betalingen: impl IntoIterator<Item = (Gemeentecode, AgbCode, Eurocent)>,
) -> Result<BTreeMap<(Gemeentecode, AgbCode), Saldo>, GeldFout> {
    let mut uit: BTreeMap<_, Saldo> = BTreeMap::new();
    for b in boekingen {
        let s = uit.entry((b.gemeente, b.agb)).or_default();
        if b.bedrag < Eurocent::NUL {
            s.tegenboekingen = s.tegenboekingen.min(b.bedrag)?;
        } else {
            s.goedgekeurd = s.goedgekeurd.plus(b.bedrag)?;
        }
        if !b.betaald {
            s.open = s.open.plus(b.bedrag)?;
        }
    }
    for (gemeente, agb, bedrag) in betalingen {
        let s = uit.entry((gemeente, agb)).or_default();
        s.betaald = s.betaald.plus(bedrag)?;
    }
    Ok(uit)
}

/// Every provider for whom the books do not close; empty is right.
pub fn controleer_saldi(saldi: &BTreeMap<(Gemeentecode, AgbCode), Saldo>) -> Result<Vec<Verschil>, GeldFout> {
    let mut uit = Vec::new();
    for (&(gemeente, agb), &saldo) in saldi {
        if !saldo.klopt()? {
            uit.push(Verschil { gemeente, agb, saldo });
        }
    }
    Ok(uit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Batchnummer, Betaalbaar, Opdracht, Rekening, stel_batch};
    use jiff::civil::date;
    use kern::Iban;
    use proptest::prelude::*;

    fn gemeente() -> Gemeentecode {
        Gemeentecode::parse("0796").unwrap()
    }

    fn agb(n: u8) -> AgbCode {
        AgbCode::parse(&format!("4141000{n}")).unwrap()
    }

    #[test]
    fn one_cent_off_is_found() {
        let b =
            |cent, betaald| Boeking { gemeente: gemeente(), agb: agb(1), bedrag: Eurocent(cent), betaald };
        let boeken = [b(1000, true), b(-200, true), b(50, false)];
        let goed = saldi(boeken, [(gemeente(), agb(1), Eurocent(800))]).unwrap();
        assert!(controleer_saldi(&goed).unwrap().is_empty());
        let s = goed[&(gemeente(), agb(1))];
        assert_eq!((s.goedgekeurd.0, s.tegenboekingen.0, s.open.0, s.betaald.0), (1050, 200, 50, 800));
        for mis in [799, 801] {
            let fout = saldi(boeken, [(gemeente(), agb(1), Eurocent(mis))]).unwrap();
            assert_eq!(controleer_saldi(&fout).unwrap().len(), 1, "{mis}");
        }
        let zonder_regels = saldi([], [(gemeente(), agb(2), Eurocent(1))]).unwrap();
        assert_eq!(controleer_saldi(&zonder_regels).unwrap().len(), 1);
    }

    proptest! {
        /// Batch after batch over lines that keep coming in, the books close every time.
        #[test]
        fn the_books_close_after_every_batch(
            rondes in prop::collection::vec(prop::collection::vec((1_u8..=3, -50_000_i64..50_000), 0..20), 1..6)
        ) {
            let iban = Iban::parse("NL91ABNA0417164300").unwrap();
            let rekeningen: BTreeMap<_, _> = (1..=3)
                .map(|n| (agb(n), Rekening { agb: agb(n), naam: "Zorg".into(), iban: (n != 3).then(|| iban.clone()) }))
                .collect();
            let mut boeken: Vec<Boeking> = Vec::new();
            let mut betaald = Vec::new();
            for (nr, ronde) in (1..).zip(&rondes) {
                boeken.extend(ronde.iter().map(|(a, c)| Boeking {
                    gemeente: gemeente(), agb: agb(*a), bedrag: Eurocent(*c), betaald: false,
                }));
                let open: Vec<Betaalbaar> = boeken.iter().enumerate().filter(|(_, b)| !b.betaald).map(|(i, b)| Betaalbaar {
                    gemeente: b.gemeente, agb: b.agb, bericht: 1, volgnr: i64::try_from(i).unwrap(), bedrag: b.bedrag,
                    declaratie: "D".into(), periode_van: date(2026, 9, 1),
                }).collect();
                let opdracht = Opdracht { gemeente: gemeente(), nummer: Batchnummer(nr), tot: date(2026, 10, 1) };
                let batch = stel_batch(opdracht, open, &rekeningen).unwrap();
                for p in &batch.betalingen {
                    betaald.push((gemeente(), p.agb, p.bedrag));
                    for r in &p.regels {
                        let regel = &mut boeken[usize::try_from(r.volgnr).unwrap()];
                        prop_assert!(!regel.betaald, "paid twice");
                        regel.betaald = true;
                    }
                }
                let s = saldi(boeken.iter().copied(), betaald.iter().copied()).unwrap();
                prop_assert!(controleer_saldi(&s).unwrap().is_empty());
            }
        }
    }
}
