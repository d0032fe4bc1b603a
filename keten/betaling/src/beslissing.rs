//! Makes a batch: credits are set off against claims per provider, and what cannot be paid stays open.

use crate::{Batch, Betaalbaar, Betaalregel, Betaling, BetalingFout, Opdracht, Open, RedenOpen, Rekening};
use kern::{AgbCode, Bevinding, Datum, Eurocent};
use std::collections::{BTreeMap, BTreeSet};

/// Remittance text that SEPA carries.
const OMSCHRIJVING_MAX: usize = 140;

struct Stapel {
    regels: Vec<Betaalregel>,
    saldo: Eurocent,
    declaraties: BTreeSet<String>,
    van: Datum,
    tot: Datum,
}

/// Makes the batch of one municipality from its approved lines that are not paid yet. Every line ends up in exactly one
/// payment or stays open.
pub fn stel_batch(
    opdracht: Opdracht,
    regels: impl IntoIterator<Item = Betaalbaar>,
    rekeningen: &BTreeMap<AgbCode, Rekening>,
) -> Result<Batch, BetalingFout> {
    let mut stapels: BTreeMap<AgbCode, Stapel> = BTreeMap::new();
    for r in regels {
        if r.gemeente != opdracht.gemeente {
            return Err(BetalingFout::AndereGemeente);
        }
        let s = stapels.entry(r.agb).or_insert_with(|| Stapel {
            regels: Vec::new(),
            saldo: Eurocent::NUL,
            declaraties: BTreeSet::new(),
            van: r.periode_van,
            tot: r.periode_van,
        });
        s.saldo = s.saldo.plus(r.bedrag)?;
        s.van = s.van.min(r.periode_van);
        s.tot = s.tot.max(r.periode_van);
        s.declaraties.insert(r.declaratie);
        s.regels.push(Betaalregel { bericht: r.bericht, volgnr: r.volgnr, bedrag: r.bedrag });
    }
    let mut batch = Batch {
        opdracht,
        betalingen: Vec::new(),
        open: Vec::new(),
        bevindingen: Vec::new(),
        totaal: Eurocent::NUL,
    };
    for (agb, s) in stapels {
        let blijft = |reden| Open { agb, bedrag: s.saldo, regels: s.regels.len(), reden };
        if s.saldo <= Eurocent::NUL {
            batch.open.push(blijft(RedenOpen::SaldoNietPositief));
            batch.bevindingen.push(Bevinding::new(
                "BETALING-SALDO",
                None,
                format!("/aanbieder/{agb}"),
                format!(
                    "Aanbieder {agb} krijgt nu niets: het saldo is € {}. De regels blijven open tot er genoeg tegenover staat.",
                    s.saldo
                ),
            ));
            continue;
        }
        let Some((rekening, iban)) = rekeningen.get(&agb).and_then(|r| r.iban.clone().map(|i| (r, i))) else {
            batch.open.push(blijft(RedenOpen::GeenIban));
            batch.bevindingen.push(Bevinding::new(
                "BETALING-IBAN",
                None,
                format!("/aanbieder/{agb}"),
                format!(
                    "Aanbieder {agb} heeft geen rekeningnummer. € {} blijft open. Vul het IBAN in en betaal opnieuw.",
                    s.saldo
                ),
            ));
            continue;
        };
        let volgnr = i64::try_from(batch.betalingen.len() + 1).map_err(|_| BetalingFout::TeVeel)?;
        batch.totaal = batch.totaal.plus(s.saldo)?;
        batch.betalingen.push(Betaling {
            volgnr,
            agb,
            naam: rekening.naam.clone(),
            iban,
            bedrag: s.saldo,
            kenmerk: format!("{}-{}-{volgnr}", opdracht.gemeente, opdracht.nummer),
            omschrijving: omschrijving(&s),
            regels: s.regels,
        });
    }
    Ok(batch)
}

/// `Wmo 2026-09, declaratie A1, A2 en 3 andere`, never longer than the bank carries.
fn omschrijving(s: &Stapel) -> String {
    let maand = |d: Datum| format!("{:04}-{:02}", d.year(), d.month());
    let mut tekst = format!("Wmo {}", maand(s.van));
    if maand(s.van) != maand(s.tot) {
        tekst = format!("{tekst} tot en met {}", maand(s.tot));
    }
    tekst.push_str(if s.declaraties.len() == 1 { ", declaratie" } else { ", declaraties" });
    let aantal = s.declaraties.len();
    for (i, d) in s.declaraties.iter().enumerate() {
        let rest = aantal - i - 1;
        let staart = if rest == 0 { 0 } else { format!(" en {rest} andere").len() };
        let komma = if i == 0 { " " } else { ", " };
        if tekst.len() + komma.len() + d.len() + staart > OMSCHRIJVING_MAX {
            let over = aantal - i;
            return format!("{tekst}{}{over} andere", if i == 0 { " " } else { " en " });
        }
        tekst.push_str(komma);
        tekst.push_str(d);
    }
    tekst
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Batchnummer;
    use jiff::civil::date;
    use kern::{Gemeentecode, Iban};
    use proptest::prelude::*;

    fn agb(n: u8) -> AgbCode {
        AgbCode::parse(&format!("4141000{n}")).unwrap()
    }

    fn regel(a: u8, volgnr: i64, cent: i64) -> Betaalbaar {
        Betaalbaar {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            agb: agb(a),
            bericht: 7,
            volgnr,
            bedrag: Eurocent(cent),
            declaratie: format!("D{a}"),
            periode_van: date(2026, 9, 1),
        }
    }

    fn rekeningen() -> BTreeMap<AgbCode, Rekening> {
        let met = |n, iban: Option<&str>| {
            (
                agb(n),
                Rekening {
                    agb: agb(n),
                    naam: format!("Zorg {n}"),
                    iban: iban.map(|i| Iban::parse(i).unwrap()),
                },
            )
        };
        [met(1, Some("NL91ABNA0417164300")), met(2, Some("NL91ABNA0417164300")), met(3, None)].into()
    }

    fn opdracht() -> Opdracht {
        Opdracht {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            nummer: Batchnummer(3),
            tot: date(2026, 10, 1),
        }
    }

    #[test]
    fn credits_are_set_off_and_the_rest_stays_open() {
        let regels =
            [regel(1, 1, 52_500), regel(1, 2, -2_500), regel(2, 3, 100), regel(2, 4, -100), regel(3, 5, 700)];
        let b = stel_batch(opdracht(), regels, &rekeningen()).unwrap();
        assert_eq!(b.betalingen.len(), 1);
        assert_eq!(b.betalingen[0].bedrag, Eurocent(50_000));
        assert_eq!(b.betalingen[0].regels.len(), 2);
        assert_eq!(b.betalingen[0].kenmerk, "0796-3-1");
        assert_eq!(b.betalingen[0].omschrijving, "Wmo 2026-09, declaratie D1");
        let open: Vec<_> = b.open.iter().map(|o| (o.agb, o.bedrag, o.reden)).collect();
        assert_eq!(
            open,
            [
                (agb(2), Eurocent(0), RedenOpen::SaldoNietPositief),
                (agb(3), Eurocent(700), RedenOpen::GeenIban)
            ]
        );
        assert_eq!(b.bevindingen.len(), 2);
    }

    #[test]
    fn one_cent_above_zero_is_paid() {
        let b = stel_batch(opdracht(), [regel(2, 1, 101), regel(2, 2, -100)], &rekeningen()).unwrap();
        assert_eq!(b.totaal, Eurocent(1));
        let b = stel_batch(opdracht(), [regel(2, 1, 100), regel(2, 2, -101)], &rekeningen()).unwrap();
        assert!(b.betalingen.is_empty());
        assert_eq!(b.open[0].bedrag, Eurocent(-1));
    }

    #[test]
    fn another_municipality_and_overflow_stop_the_batch() {
        let mut vreemd = regel(1, 1, 1);
        vreemd.gemeente = Gemeentecode::parse("0865").unwrap();
        assert_eq!(stel_batch(opdracht(), [vreemd], &rekeningen()), Err(BetalingFout::AndereGemeente));
        let te_veel = stel_batch(opdracht(), [regel(1, 1, i64::MAX), regel(1, 2, 1)], &rekeningen());
        assert!(matches!(te_veel, Err(BetalingFout::Geld(_))));
    }

    #[test]
    fn the_remittance_text_never_grows_past_its_limit() {
        for n in [1, 2, 8, 9, 10, 11, 200] {
            let regels = (0..n).map(|i| Betaalbaar { declaratie: format!("DECL-{i:07}"), ..regel(1, i, 10) });
            let b = stel_batch(opdracht(), regels, &rekeningen()).unwrap();
            let tekst = &b.betalingen[0].omschrijving;
            assert!(tekst.len() <= OMSCHRIJVING_MAX, "{n}: {tekst}");
            assert!(n < 9 || tekst.ends_with("andere"), "{n}: {tekst}");
        }
    }

    proptest! {
        #[test]
        fn every_line_is_paid_or_stays_open(
            lijst in prop::collection::vec((1_u8..=4, -100_000_i64..100_000), 0..60)
        ) {
            let regels: Vec<_> = lijst.iter().zip(1..).map(|((a, c), i)| regel(*a, i, *c)).collect();
            let som: i64 = lijst.iter().map(|(_, c)| c).sum();
            let b = stel_batch(opdracht(), regels.clone(), &rekeningen()).unwrap();
            let betaald: i64 = b.betalingen.iter().map(|p| p.bedrag.0).sum();
            let open: i64 = b.open.iter().map(|o| o.bedrag.0).sum();
            prop_assert_eq!(betaald + open, som);
            prop_assert_eq!(betaald, b.totaal.0);
            let aantal: usize = b.betalingen.iter().map(|p| p.regels.len()).sum::<usize>()
                + b.open.iter().map(|o| o.regels).sum::<usize>();
            prop_assert_eq!(aantal, regels.len());
            for p in &b.betalingen {
                prop_assert!(p.bedrag.0 > 0);
                prop_assert_eq!(p.regels.iter().map(|r| r.bedrag.0).sum::<i64>(), p.bedrag.0);
            }
        }
    }
}
