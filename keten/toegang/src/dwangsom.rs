//! The penalty for deciding too late (Awb 4:17 and 4:18).

use crate::klok::op_werkdag;
use crate::{Klok, Termijn};
use jiff::ToSpan;
use kern::{Bron, Datum, Eurocent, Termijnduur, Uitleg, voluit, wettelijk_einde};

/// The steps of the amount: so many days at so much a day, in cents.
const TREDEN: [(i64, i64); 3] = [(14, 2_300), (14, 3_500), (14, 4_500)];

/// Most days that it is due for.
const HOOGSTENS: i64 = 42;

/// What is due for a decision that came too late, as it stands on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dwangsom {
    /// The first day that is due.
    pub eerste_dag: Datum,
    /// The last day that can be due.
    pub hoogstens_tot: Datum,
    /// Days that are due.
    pub dagen: i64,
    /// The amount.
    pub bedrag: Eurocent,
    /// Until when the amount has to be set, once it is known for how many days it is due.
    pub vaststellen: Option<Termijn>,
    /// Why.
    pub uitleg: Uitleg,
}

/// The penalty when the term ended on `uiterlijk` and a notice of default came on `in_gebreke_op`. `None` when that came
/// before the term was over: then it has no effect. `besloten_op` is the day on which the decision was made known; that
/// day itself is not late any more.
pub fn dwangsom(
    uiterlijk: Datum,
    in_gebreke_op: Datum,
    besloten_op: Option<Datum>,
    vandaag: Datum,
) -> Option<Dwangsom> {
    if in_gebreke_op <= uiterlijk {
        return None;
    }
    // Two weeks have passed at the end of their last day; the 42 days do not move (lid 1).
    let twee_weken = wettelijk_einde(in_gebreke_op, Termijnduur::Weken(2));
    let eerste_dag = twee_weken.saturating_add(1.day());
    let hoogstens_tot = eerste_dag.saturating_add((HOOGSTENS - 1).days());
    // up to but not including: the day of the decision, or tomorrow as long as there is none
    let tot = besloten_op
        .map_or_else(|| vandaag.saturating_add(1.day()), |b| b.min(vandaag.saturating_add(1.day())));
    let dagen = i64::from((tot - eerste_dag).get_days()).clamp(0, HOOGSTENS);
    let (bedrag, treden) = bedrag(dagen);
    let klaar = besloten_op.is_some() || dagen == HOOGSTENS;
    let vaststellen = (klaar && dagen > 0).then(|| {
        let laatste = eerste_dag.saturating_add((dagen - 1).days());
        let uiterlijk = op_werkdag(laatste.saturating_add(2.weeks()));
        let uitleg = Uitleg::new(Klok::Dwangsom.naam(), format!("uiterlijk {}", voluit(uiterlijk)))
            .volgens(Klok::Dwangsom.regel(), Klok::Dwangsom.bron())
            .met("laatste dag met een dwangsom", voluit(laatste))
            .met("termijn", "2 weken");
        Termijn { klok: Klok::Dwangsom, uiterlijk, stil: false, uitleg }
    });
    let uitkomst = if dagen == 0 {
        format!("nog niets; vanaf {} elke dag", voluit(eerste_dag))
    } else {
        format!("€ {bedrag} over {}", crate::klok::in_dagen(u32::try_from(dagen).unwrap_or(0)))
    };
    let mut uitleg = Uitleg::new("Dwangsom bij niet op tijd beslissen", uitkomst)
        .volgens(
            "Awb 4:17",
            Bron::new("Algemene wet bestuursrecht", "artikel 4:17, eerste tot en met derde lid"),
        )
        .met("uiterste dag van de beslissing", voluit(uiterlijk))
        .met("ingebrekestelling ontvangen", voluit(in_gebreke_op))
        .met("twee weken daarna voorbij", voluit(twee_weken))
        .met("eerste dag", voluit(eerste_dag))
        .met("hoogstens tot en met", format!("{} (42 dagen)", voluit(hoogstens_tot)));
    for (n, per_dag, samen) in treden {
        let stap = format!("{} tegen € {per_dag}", crate::klok::in_dagen(n));
        uitleg =
            uitleg.want(Uitleg::new(stap, format!("€ {samen}")).volgens(
                "Awb 4:17 lid 2",
                Bron::new("Algemene wet bestuursrecht", "artikel 4:17, tweede lid"),
            ));
    }
    Some(Dwangsom { eerste_dag, hoogstens_tot, dagen, bedrag, vaststellen, uitleg })
}

/// The amount for so many days, and its steps: days, a day, together.
fn bedrag(dagen: i64) -> (Eurocent, Vec<(u32, Eurocent, Eurocent)>) {
    let (mut over, mut som, mut treden) = (dagen.clamp(0, HOOGSTENS), 0, Vec::new());
    for (hoogstens, cent) in TREDEN {
        let n = over.min(hoogstens);
        if n > 0 {
            treden.push((u32::try_from(n).unwrap_or(0), Eurocent(cent), Eurocent(n * cent)));
        }
        som += n * cent;
        over -= n;
    }
    (Eurocent(som), treden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn op(vandaag: Datum, besloten: Option<Datum>) -> Dwangsom {
        dwangsom(date(2026, 9, 15), date(2026, 9, 16), besloten, vandaag).unwrap()
    }

    #[test]
    fn it_begins_when_two_weeks_are_over() {
        assert_eq!(op(date(2026, 9, 30), None).dagen, 0, "the two weeks end on the 30th");
        let d = op(date(2026, 10, 1), None);
        assert_eq!((d.eerste_dag, d.dagen, d.bedrag), (date(2026, 10, 1), 1, Eurocent(2_300)));
        assert_eq!(d.vaststellen, None, "it still grows");
        assert!(
            dwangsom(date(2026, 9, 15), date(2026, 9, 15), None, date(2026, 12, 1)).is_none(),
            "too early"
        );
    }

    #[test]
    fn the_steps_change_after_14_and_28_days_and_end_after_42() {
        for (dagen, cent) in [
            (0, 0),
            (1, 2_300),
            (14, 32_200),
            (15, 35_700),
            (28, 81_200),
            (29, 85_700),
            (42, 144_200),
            (43, 144_200),
            (400, 144_200),
        ] {
            assert_eq!(bedrag(dagen).0, Eurocent(cent), "{dagen}");
        }
        let d = op(date(2027, 6, 1), None);
        assert_eq!((d.hoogstens_tot, d.dagen, d.bedrag), (date(2026, 11, 11), 42, Eurocent(144_200)));
        assert_eq!(d.uitleg.stappen.len(), 3);
        assert_eq!(d.vaststellen.unwrap().uiterlijk, date(2026, 11, 25));
    }

    #[test]
    fn the_day_of_the_decision_is_not_late_any_more() {
        let d = op(date(2026, 12, 1), Some(date(2026, 10, 3)));
        assert_eq!((d.dagen, d.bedrag), (2, Eurocent(4_600)));
        assert_eq!(d.vaststellen.unwrap().uiterlijk, date(2026, 10, 16));
        let d = op(date(2026, 12, 1), Some(date(2026, 10, 1)));
        assert_eq!((d.dagen, d.vaststellen), (0, None));
    }

    #[test]
    fn the_two_weeks_move_over_a_holiday_and_the_42_days_do_not() {
        // two weeks after Friday 18 December is New Year's Day; the next working day is Monday the 4th
        let d = dwangsom(date(2026, 12, 17), date(2026, 12, 18), None, date(2027, 3, 1)).unwrap();
        assert_eq!(d.eerste_dag, date(2027, 1, 5));
        assert_eq!(d.hoogstens_tot, date(2027, 2, 15));
    }
}
