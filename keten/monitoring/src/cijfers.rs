//! Costs, shares and rejection.

use jiff::civil::Date;
use kern::{AgbCode, Datum, Decimaal, Eurocent, GeldFout, Gemeentecode};
use std::collections::BTreeMap;

/// An amount that was approved, with what it is counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kostenrij {
    /// Municipality.
    pub gemeente: Gemeentecode,
    /// Provider.
    pub agb: AgbCode,
    /// First day of the claim line: it decides the month.
    pub van: Datum,
    /// Amount; a credit is negative.
    pub bedrag: Eurocent,
}

/// The share of a provider in the costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Aandeel {
    /// Provider.
    pub agb: AgbCode,
    /// Costs.
    pub bedrag: Eurocent,
    /// Percent, rounded to one decimal; `None` when there are no costs to share.
    pub procent: Option<Decimaal>,
}

/// How many lines were rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Afwijzing {
    /// Lines that were judged.
    pub beoordeeld: u64,
    /// Lines that were rejected.
    pub afgewezen: u64,
    /// Percent, rounded to one decimal; `None` when nothing was judged.
    pub procent: Option<Decimaal>,
}

/// Costs per municipality and month; the month is given by its first day.
pub fn kosten_per_maand(
    rijen: impl IntoIterator<Item = Kostenrij>,
) -> Result<BTreeMap<(Gemeentecode, Date), Eurocent>, GeldFout> {
    let mut uit: BTreeMap<_, Eurocent> = BTreeMap::new();
    for r in rijen {
        let som = uit.entry((r.gemeente, r.van.first_of_month())).or_default();
        *som = som.plus(r.bedrag)?;
    }
    Ok(uit)
}

/// The share of each provider, the largest first.
pub fn aandeel_per_aanbieder(rijen: impl IntoIterator<Item = Kostenrij>) -> Result<Vec<Aandeel>, GeldFout> {
    let mut per_aanbieder: BTreeMap<AgbCode, Eurocent> = BTreeMap::new();
    for r in rijen {
        let som = per_aanbieder.entry(r.agb).or_default();
        *som = som.plus(r.bedrag)?;
    }
    let totaal = Eurocent::som(per_aanbieder.values().copied())?;
    let mut uit: Vec<_> = per_aanbieder
        .into_iter()
        .map(|(agb, bedrag)| Aandeel { agb, bedrag, procent: procent(bedrag.0.into(), totaal.0.into()) })
        .collect();
    uit.sort_by_key(|a| (std::cmp::Reverse(a.bedrag), a.agb));
    Ok(uit)
}

/// The share of rejected lines.
pub fn afwijzing(goedgekeurd: u64, afgewezen: u64) -> Afwijzing {
    let beoordeeld = goedgekeurd.saturating_add(afgewezen);
    Afwijzing { beoordeeld, afgewezen, procent: procent(afgewezen.into(), beoordeeld.into()) }
}

fn procent(deel: Decimaal, geheel: Decimaal) -> Option<Decimaal> {
    let p = (deel * Decimaal::ONE_HUNDRED).checked_div(geheel)?;
    // Shares on a screen are rounded half away from zero, as everywhere.
    Some(p.round_dp_with_strategy(1, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn rij(agb: u8, van: Datum, cent: i64) -> Kostenrij {
        Kostenrij {
            gemeente: Gemeentecode::parse("0796").unwrap(),
            agb: AgbCode::parse(&format!("4141000{agb}")).unwrap(),
            van,
            bedrag: Eurocent(cent),
        }
    }

    #[test]
    fn the_first_day_decides_the_month_and_credits_count() {
        let k = kosten_per_maand([
            rij(1, date(2026, 9, 30), 100),
            rij(1, date(2026, 10, 1), 7),
            rij(2, date(2026, 9, 1), -40),
        ])
        .unwrap();
        let g = Gemeentecode::parse("0796").unwrap();
        assert_eq!(k[&(g, date(2026, 9, 1))], Eurocent(60));
        assert_eq!(k[&(g, date(2026, 10, 1))], Eurocent(7));
    }

    #[test]
    fn shares_have_one_decimal_and_nothing_has_no_share() {
        let a =
            aandeel_per_aanbieder([rij(1, date(2026, 9, 1), 100), rij(2, date(2026, 9, 1), 200)]).unwrap();
        assert_eq!(a[0].procent.unwrap().to_string(), "66.7");
        assert_eq!(a[1].procent.unwrap().to_string(), "33.3");
        let nul = aandeel_per_aanbieder([rij(1, date(2026, 9, 1), 5), rij(1, date(2026, 9, 2), -5)]).unwrap();
        assert_eq!(nul[0].procent, None);
        assert_eq!(afwijzing(0, 0).procent, None);
        assert_eq!(afwijzing(7, 1).procent.unwrap().to_string(), "12.5");
    }
}
