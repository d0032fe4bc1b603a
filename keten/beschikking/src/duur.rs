//! How long support may last: the maxima of a framework, counted from the first day of support without a gap.

use inkoop::Productsleutel;
use jiff::ToSpan;
use kern::{Bron, Datum, Periode};

/// The most that a product may last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duurgrens {
    /// Product.
    pub product: Productsleutel,
    /// Months.
    pub maanden: u32,
    /// It may be longer with a motivation.
    pub met_reden: bool,
    /// In plain Dutch.
    pub tekst: String,
    /// Source.
    pub bron: Bron,
}

impl Duurgrens {
    /// The limits of a framework on a day.
    pub fn uit(kader: &regels::Kader, dag: Datum) -> Vec<Self> {
        let mut uit = Vec::new();
        for t in kader.criteria.termijnen.iter().filter(|t| t.verantwoording.geldig.bevat(dag)) {
            let Some(maanden) = t.maximum_maanden else { continue };
            for p in kader.producten.iter().filter(|p| t.producten.contains(&p.kort)) {
                uit.push(Self {
                    product: Productsleutel::new(p.categorie, p.code),
                    maanden,
                    met_reden: t.verlenging != regels::Verlenging::NietGenoemd,
                    tekst: t.tekst.clone(),
                    bron: t.verantwoording.bron.clone(),
                });
            }
        }
        uit
    }
}

/// The last day of a product that begins on `van`, when support that came before without a gap counts too.
pub fn laatste_dag(grens: &Duurgrens, van: Datum, eerder: &[(Productsleutel, Periode)]) -> Datum {
    let mut begin = van;
    // each round reaches one period further back; no period is of use twice
    for _ in 0..=eerder.len() {
        let ervoor = eerder
            .iter()
            .filter(|(p, d)| *p == grens.product && d.van() < begin)
            .filter(|(_, d)| d.tot().is_none_or(|t| t.tomorrow().is_ok_and(|m| m >= begin)))
            .map(|(_, d)| d.van())
            .min();
        let Some(eerst) = ervoor else { break };
        begin = eerst;
    }
    begin
        .checked_add(i64::from(grens.maanden).months())
        .ok()
        .and_then(|d| d.yesterday().ok())
        .unwrap_or(Datum::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn grens(kader: &str) -> Duurgrens {
        Duurgrens::uit(regels::kader(kader).unwrap(), date(2026, 1, 1)).remove(0)
    }

    #[test]
    fn the_frameworks_say_three_years_and_one_year() {
        let ib4 = grens("drechtsteden-ib4-2017");
        assert_eq!((ib4.maanden, ib4.met_reden), (36, true));
        let bw = Duurgrens::uit(regels::kader("dordrecht-bw-2021").unwrap(), date(2026, 1, 1));
        assert_eq!(bw.len(), 7, "six kinds of support, and the availability that goes with them");
        assert!(bw.iter().all(|g| g.maanden == 12 && g.met_reden));
        let voor = Duurgrens::uit(regels::kader("dordrecht-bw-2021").unwrap(), date(2020, 12, 31));
        assert!(voor.is_empty(), "not in force yet");
    }

    #[test]
    fn support_without_a_gap_counts_from_its_first_day() {
        let g = grens("drechtsteden-ib4-2017");
        assert_eq!(laatste_dag(&g, date(2026, 1, 1), &[]), date(2028, 12, 31));
        let p = |van, tot| (g.product, Periode::new(van, tot).unwrap());
        let aaneen =
            [p(date(2025, 1, 1), Some(date(2025, 12, 31))), p(date(2024, 1, 1), Some(date(2024, 12, 31)))];
        assert_eq!(laatste_dag(&g, date(2026, 1, 1), &aaneen), date(2026, 12, 31));
        // a day between: the count begins anew
        let gat = [p(date(2025, 1, 1), Some(date(2025, 12, 30)))];
        assert_eq!(laatste_dag(&g, date(2026, 1, 1), &gat), date(2028, 12, 31));
    }
}
