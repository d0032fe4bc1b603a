//! Credit and debit over months, in whatever order: never above what was assigned, and a credit frees what it took.

use declaratie::{
    Afspraken, Contractprijs, DebetCredit, EerdereRegel, Feiten, Omvang, Prestatieregel, ToewijzingFeit,
    beoordeel, maximum_looptijd, maximum_periode,
};
use jiff::civil::date;
use kern::{Decimaal, Eenheid, Eurocent, Frequentie, Periode, Productcategorie, Productcode};
use proptest::prelude::*;

const TARIEF: i64 = 6000;

fn feit(omvang: Option<Omvang>, budget: Option<i64>) -> ToewijzingFeit {
    ToewijzingFeit {
        client: 3,
        van_deze_aanbieder: true,
        categorie: Productcategorie::parse("02").ok(),
        code: None,
        periode: Periode::new(date(2026, 1, 14), Some(date(2026, 6, 17))).unwrap_or_else(|_| unreachable!()),
        omvang,
        budget: budget.map(Eurocent),
        verwijderd: false,
    }
}

/// What is sent: a claim of hours in one of six months, or the credit of an earlier one.
#[derive(Debug, Clone, Copy)]
enum Stap {
    Debet { maand: i8, uren: i64, minuten: bool },
    Credit(usize),
}

fn stap() -> impl Strategy<Value = Stap> {
    prop_oneof![
        3 => (1_i8..=6, 0_i64..40, any::<bool>())
            .prop_map(|(maand, uren, minuten)| Stap::Debet { maand, uren, minuten }),
        2 => (0_usize..30).prop_map(Stap::Credit),
    ]
}

struct Boek {
    feit: ToewijzingFeit,
    toegekend: Vec<EerdereRegel>,
    referenties: Vec<String>,
}

impl Boek {
    fn minuten(&self) -> i64 {
        self.toegekend
            .iter()
            .map(|e| {
                let v = if e.eenheid == Eenheid::Uur { e.volume * 60 } else { e.volume };
                if e.is_credit() { -v } else { v }
            })
            .sum()
    }

    fn bedrag(&self) -> i64 {
        self.toegekend.iter().map(|e| e.bedrag.0).sum()
    }

    /// Judges a line; keeps it when it is granted.
    fn dien_in(&mut self, r: &Prestatieregel<'_>) -> Vec<&'static str> {
        let prijzen = [Contractprijs { eenheid: Eenheid::Uur, tarief: Some(Decimaal::from(TARIEF)) }];
        let afspraken = Afspraken::default();
        let f = Feiten {
            client: 3,
            toewijzing: Some(&self.feit),
            eerdere: &self.toegekend,
            prijzen: &prijzen,
            referentie_gebruikt: self.referenties.iter().any(|n| n == r.referentie),
            product_past: true,
            afspraken: &afspraken,
        };
        let b = beoordeel(r, &f);
        if b.is_empty() {
            self.referenties.push(r.referentie.to_owned());
            self.toegekend.push(EerdereRegel {
                referentie: r.referentie.to_owned(),
                vorige_referentie: r.vorige_referentie.map(str::to_owned),
                categorie: r.categorie,
                code: r.code,
                van: r.van,
                tot: r.tot,
                volume: r.volume,
                eenheid: r.eenheid,
                tarief: r.tarief,
                bedrag: r.bedrag_met_teken(),
            });
        }
        b.iter().map(|b| b.regel).collect()
    }
}

fn debet<'a>(
    referentie: &'a str,
    f: &ToewijzingFeit,
    maand: i8,
    uren: i64,
    minuten: bool,
) -> Option<Prestatieregel<'a>> {
    let m = Periode::maand_van(date(2026, maand, 1)).doorsnede(&f.periode)?;
    let (eenheid, keer) = if minuten { (Eenheid::Minuut, 60) } else { (Eenheid::Uur, 1) };
    Some(Prestatieregel {
        referentie,
        vorige_referentie: None,
        toewijzing: 7,
        categorie: Productcategorie::parse("02").ok()?,
        code: Productcode::parse("02A01").ok()?,
        van: m.van(),
        tot: m.tot()?,
        volume: uren * keer,
        eenheid,
        tarief: Some(Eurocent(TARIEF / keer)),
        bedrag: Eurocent(uren * TARIEF),
        dc: DebetCredit::Debet,
    })
}

fn speel(feit: ToewijzingFeit, stappen: &[Stap]) -> Result<(), TestCaseError> {
    let mut boek = Boek { feit, toegekend: Vec::new(), referenties: Vec::new() };
    let afspraken = Afspraken::default();
    for (i, stap) in stappen.iter().enumerate() {
        let referentie = format!("R{i}");
        let voor = (boek.minuten(), boek.bedrag());
        match *stap {
            Stap::Debet { maand, uren, minuten } => {
                let feit = boek.feit.clone();
                let Some(r) = debet(&referentie, &feit, maand, uren, minuten) else { continue };
                let redenen = boek.dien_in(&r);
                if let Some(max) = feit.omvang.and_then(|o| {
                    maximum_periode(&o, feit.categorie, &feit.periode, r.van, r.tot, &afspraken)
                }) {
                    prop_assert_eq!(redenen.contains(&"TR321"), uren > max.volume);
                }
                if let Some(max) = feit.omvang.and_then(|o| maximum_looptijd(&o, &feit.periode, &afspraken)) {
                    prop_assert_eq!(redenen.contains(&"TR322"), voor.0 + uren * 60 > max.volume * 60);
                }
                if let Some(budget) = feit.budget {
                    prop_assert_eq!(redenen.contains(&"TR369"), voor.1 + uren * TARIEF > budget.0);
                }
            }
            Stap::Credit(welke) => {
                let debetten: Vec<_> = boek.toegekend.iter().filter(|e| !e.is_credit()).cloned().collect();
                let Some(d) = debetten.get(welke) else { continue };
                let al = boek
                    .toegekend
                    .iter()
                    .any(|c| c.vorige_referentie.as_deref() == Some(d.referentie.as_str()));
                let terug = Prestatieregel {
                    referentie: &referentie,
                    vorige_referentie: Some(&d.referentie),
                    toewijzing: 7,
                    categorie: d.categorie,
                    code: d.code,
                    van: d.van,
                    tot: d.tot,
                    volume: d.volume,
                    eenheid: d.eenheid,
                    tarief: d.tarief,
                    bedrag: d.bedrag,
                    dc: DebetCredit::Credit,
                };
                let redenen = boek.dien_in(&terug);
                prop_assert_eq!(redenen, if al { vec!["TR390"] } else { vec![] });
                if !al {
                    // exactly what the debit took, no more and no less
                    let v = if d.eenheid == Eenheid::Uur { d.volume * 60 } else { d.volume };
                    prop_assert_eq!((voor.0 - boek.minuten(), voor.1 - boek.bedrag()), (v, d.bedrag.0));
                    // and the same claim fits again, under a new number
                    let nieuw = format!("N{i}");
                    let weer = Prestatieregel {
                        referentie: &nieuw,
                        vorige_referentie: None,
                        dc: DebetCredit::Debet,
                        ..terug
                    };
                    let voor = boek.toegekend.len();
                    prop_assert_eq!(boek.dien_in(&weer), Vec::<&str>::new());
                    boek.toegekend.truncate(voor);
                    boek.referenties.pop();
                }
            }
        }
        // never above the total or the budget, and never below nothing
        prop_assert!(boek.minuten() >= 0 && boek.bedrag() >= 0);
        if let Some(max) = boek.feit.omvang.and_then(|o| maximum_looptijd(&o, &boek.feit.periode, &afspraken))
        {
            prop_assert!(boek.minuten() <= max.volume * 60);
        }
        prop_assert!(boek.feit.budget.is_none_or(|b| boek.bedrag() <= b.0));
        // one line per month that counts (TR389)
        for maand in 1..=6 {
            let netto: i64 = boek
                .toegekend
                .iter()
                .filter(|e| e.van.month() == maand)
                .map(|e| if e.is_credit() { -1 } else { 1 })
                .sum();
            prop_assert!((0..=1).contains(&netto));
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn tr322_the_sum_never_passes_the_total(stappen in proptest::collection::vec(stap(), 0..30), volume in 1_i64..120) {
        let o = Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Totaal };
        speel(feit(Some(o), None), &stappen)?;
    }

    #[test]
    fn tr322_the_sum_never_passes_the_weeks_of_the_term(stappen in proptest::collection::vec(stap(), 0..30), volume in 1_i64..8) {
        let o = Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Week };
        speel(feit(Some(o), None), &stappen)?;
    }

    #[test]
    fn tr322_the_sum_never_passes_the_months_of_the_term(stappen in proptest::collection::vec(stap(), 0..30), volume in 1_i64..40) {
        let o = Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Maand };
        speel(feit(Some(o), None), &stappen)?;
    }

    #[test]
    fn tr369_the_sum_never_passes_the_budget(stappen in proptest::collection::vec(stap(), 0..30), budget in 0_i64..900_000) {
        speel(feit(None, Some(budget)), &stappen)?;
    }
}
