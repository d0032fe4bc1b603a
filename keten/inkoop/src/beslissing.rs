//! Rules of contracts: one line per key and day, and the line in force on a day.

use crate::{Contractregel, Contractsleutel};
use kern::{Bevinding, Datum, Opzoeking, voluit};

/// Finds every pair of lines with the same key that share a day. `pad` is the place of the later line in the list
/// given: `/contractregel[n]`, counted from 1.
pub fn controleer_contractregels(regels: &[Contractregel]) -> Vec<Bevinding> {
    let mut volgorde: Vec<usize> = (0..regels.len()).collect();
    volgorde.sort_by_key(|&i| (regels[i].sleutel(), regels[i].geldig().van(), i));
    let mut bevindingen = Vec::new();
    // Compare with the line that reaches furthest so far: a long line may overlap several that follow.
    let mut verste: Option<usize> = None;
    for &i in &volgorde {
        let vorige = verste.filter(|&v| regels[v].sleutel() == regels[i].sleutel());
        if let Some(v) = vorige
            && regels[v].geldig().overlapt(&regels[i].geldig())
        {
            let s = regels[i].sleutel();
            bevindingen.push(Bevinding::new(
                "CONTRACT-OVERLAP",
                None,
                format!("/contractregel[{}]", i + 1),
                format!(
                    "Voor aanbieder {}, product {} en eenheid {} gelden op {} twee tarieven (ook regel {}). \
                     Geef een van beide een eerdere einddatum.",
                    s.agb,
                    s.product,
                    s.eenheid.code(),
                    voluit(regels[i].geldig().van()),
                    v + 1
                ),
            ));
        }
        let eind = |r: usize| regels[r].geldig().tot().unwrap_or(Datum::MAX);
        if vorige.is_none_or(|v| eind(i) >= eind(v)) {
            verste = Some(i);
        }
    }
    bevindingen
}

/// The contract line for a key on a day: not yet, in force, ended, or never there.
pub fn tarief_op<'a>(
    regels: impl IntoIterator<Item = &'a Contractregel>,
    sleutel: &Contractsleutel,
    dag: Datum,
) -> Opzoeking<&'a Contractregel> {
    Opzoeking::zoek(regels.into_iter().filter(|r| r.sleutel() == *sleutel).map(|r| (r.geldig(), r)), dag)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Productsleutel;
    use jiff::civil::date;
    use kern::{AgbCode, Eenheid, Gemeentecode, Periode, Productcategorie, Productcode};

    fn regel(agb: &str, van: Datum, tot: Option<Datum>, cent: i64) -> Contractregel {
        let sleutel = Contractsleutel {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            agb: AgbCode::parse(agb).unwrap(),
            product: Productsleutel::new(
                Productcategorie::parse("02").unwrap(),
                Productcode::parse("02M02").unwrap(),
            ),
            eenheid: Eenheid::StuksOutput,
        };
        Contractregel::new(sleutel, Some(cent.into()), Periode::new(van, tot).unwrap()).unwrap()
    }

    #[test]
    fn lines_may_touch_but_not_share_a_day() {
        let a = regel("41410001", date(2026, 1, 1), Some(date(2026, 6, 30)), 100);
        let goed = regel("41410001", date(2026, 7, 1), None, 110);
        let fout = regel("41410001", date(2026, 6, 30), None, 110);
        let ander = regel("41410002", date(2026, 6, 30), None, 110);
        assert!(controleer_contractregels(&[goed.clone(), a.clone(), ander]).is_empty());
        let b = controleer_contractregels(&[fout, a]);
        assert_eq!(b.len(), 1);
        assert_eq!(b[0].pad, "/contractregel[1]");
    }

    #[test]
    fn a_long_line_overlaps_all_that_follow() {
        let lang = regel("41410001", date(2026, 1, 1), None, 100);
        let kort = regel("41410001", date(2026, 2, 1), Some(date(2026, 2, 28)), 110);
        let later = regel("41410001", date(2026, 5, 1), None, 120);
        assert_eq!(controleer_contractregels(&[lang, kort, later]).len(), 2);
    }

    #[test]
    fn a_tariff_is_looked_up_on_a_day() {
        let regels = [
            regel("41410001", date(2026, 1, 1), Some(date(2026, 6, 30)), 100),
            regel("41410001", date(2026, 7, 1), Some(date(2026, 12, 31)), 110),
        ];
        let s = regels[0].sleutel();
        let op = |d| tarief_op(&regels, &s, d).map(|r| r.tarief().unwrap());
        assert_eq!(op(date(2025, 12, 31)), Opzoeking::NogNiet(date(2026, 1, 1)));
        assert_eq!(op(date(2026, 6, 30)), Opzoeking::Geldig(100.into()));
        assert_eq!(op(date(2026, 7, 1)), Opzoeking::Geldig(110.into()));
        assert_eq!(op(date(2027, 1, 1)), Opzoeking::Geeindigd(date(2026, 12, 31)));
        let ander = Contractsleutel { eenheid: Eenheid::Uur, ..s };
        assert_eq!(tarief_op(&regels, &ander, date(2026, 7, 1)), Opzoeking::Geen);
    }
}
