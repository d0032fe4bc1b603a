//! A claim (323) at the municipality: how much (TR321, TR322, TR369).

use super::berichten::{AUGUSTUS, REGEL, Regel, SEPTEMBER, declaratie};
use super::boek::C;
use super::paar;

const P: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";

/// Client C, assignment 6: fifteen hours in total.
const TOTAAL: Regel<'_> = Regel { bsn: C, toewijzing: 6, ..REGEL };
/// Client C, assignment 5: € 960,00 in total.
const BUDGET: Regel<'_> = Regel { bsn: C, toewijzing: 5, ..REGEL };
/// One hour a day, from 10 September on: 21 days in September.
const PER_DAG: Regel<'_> = Regel { toewijzing: 11, periode: ("2026-09-10", "2026-09-30"), ..REGEL };
/// Two pieces (effort) a week: September 2026 touches five ISO weeks.
const PER_WEEK: Regel<'_> = Regel { toewijzing: 12, product: ("02", "02A03"), eenheid: "84", ..REGEL };
/// Two pieces (output) a week from 7 September on: three Sundays in September.
const OUTPUT: Regel<'_> = Regel {
    toewijzing: 13,
    product: ("02", "02A04"),
    eenheid: "82",
    periode: ("2026-09-07", "2026-09-30"),
    ..REGEL
};
/// The same for a term without a Sunday.
const ZONDER_ZONDAG: Regel<'_> = Regel { toewijzing: 16, periode: ("2026-09-07", "2026-09-12"), ..OUTPUT };
/// Help with the household, two hours a week.
const HUISHOUDEN: Regel<'_> = Regel { toewijzing: 14, product: ("01", "01A01"), ..REGEL };
/// Euros: € 100,00 a month.
const EURO: Regel<'_> = Regel {
    toewijzing: 15,
    product: ("02", "02A05"),
    eenheid: "83",
    tarief: None,
    volume: 10_000,
    bedrag: 10_000,
    ..REGEL
};

fn een(regel: Regel<'_>) -> String {
    declaratie("C1", SEPTEMBER, &[regel])
}

fn minuten(r: Regel<'_>, volume: i64) -> Regel<'_> {
    Regel { eenheid: "01", ..r }.tegen(100).maal(volume)
}

paar!(tr321_wmo323, gemeente, P, |_b| een(REGEL.maal(11)), |_b| een(REGEL.maal(10)));
paar!(tr321_wmo323_minuten, gemeente, P, |_b| een(minuten(REGEL, 601)), |_b| een(minuten(REGEL, 600)));
// A part of a month has the whole monthly volume (IV078).
paar!(
    tr321_wmo323_deel_van_maand,
    gemeente,
    P,
    |_b| een(Regel { toewijzing: 2, periode: ("2026-09-01", "2026-09-15"), ..REGEL }.maal(11)),
    |_b| een(Regel { toewijzing: 2, periode: ("2026-09-01", "2026-09-15"), ..REGEL }.maal(10))
);
// Per day: the calendar days of the period.
paar!(tr321_wmo323_per_dag, gemeente, P, |_b| een(PER_DAG.maal(22)), |_b| een(PER_DAG.maal(21)));
// Per week, effort: the ISO weeks that the period touches.
paar!(tr321_wmo323_per_week, gemeente, P, |_b| een(PER_WEEK.maal(11)), |_b| een(PER_WEEK.maal(10)));
// Per week, output: the Sundays in the period, so none gives nothing.
paar!(tr321_wmo323_output, gemeente, P, |_b| een(OUTPUT.maal(7)), |_b| een(OUTPUT.maal(6)));
paar!(
    tr321_wmo323_zonder_zondag,
    gemeente,
    P,
    |_b| een(ZONDER_ZONDAG.maal(1)),
    |_b| een(ZONDER_ZONDAG.maal(0)),
    ook["TR322"]
);
// Category 01 per week: six times the weekly volume, in minutes too.
paar!(tr321_wmo323_huishouden, gemeente, P, |_b| een(HUISHOUDEN.maal(13)), |_b| een(HUISHOUDEN.maal(12)));
paar!(tr321_wmo323_huishouden_minuten, gemeente, P, |_b| een(minuten(HUISHOUDEN, 721)), |_b| een(minuten(
    HUISHOUDEN, 720
)));
// However short the period is: one day.
paar!(
    tr321_wmo323_huishouden_kort,
    gemeente,
    P,
    |_b| een(Regel { toewijzing: 17, periode: ("2026-09-30", "2026-09-30"), ..HUISHOUDEN }.maal(13)),
    |_b| een(Regel { toewijzing: 17, periode: ("2026-09-30", "2026-09-30"), ..HUISHOUDEN }.maal(12))
);
paar!(tr321_wmo323_euro, gemeente, P, |_b| een(EURO.maal(10_001)), |_b| een(EURO));

// Together with what was granted before: fifteen hours in all.
paar!(
    tr322_wmo323,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[TOTAAL.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[TOTAAL.met("R2").maal(6)])
    },
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[TOTAAL.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[TOTAAL.met("R2").maal(5)])
    }
);
// A single line above the total is a fault of the total.
paar!(tr322_wmo323_een_regel, gemeente, P, |_b| een(TOTAAL.maal(16)), |_b| een(TOTAAL.maal(15)));
// A credit frees volume; a rejected line took none.
paar!(
    tr322_wmo323_credit,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[TOTAAL.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[TOTAAL.met("R2").maal(15)])
    },
    |b| {
        let eerste = TOTAAL.over(AUGUSTUS);
        b.na(&[declaratie("C1", AUGUSTUS, &[eerste])]);
        declaratie("C2", SEPTEMBER, &[TOTAAL.met("R2").maal(15), eerste.credit("R3")])
    }
);
paar!(
    tr322_wmo323_na_afkeur,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[TOTAAL.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[TOTAAL.met("R2")])
    },
    |b| {
        b.na_afkeur(&declaratie("C1", AUGUSTUS, &[TOTAAL.over(AUGUSTUS).tegen(5999)]));
        declaratie("C2", SEPTEMBER, &[TOTAAL.met("R2")])
    }
);
paar!(
    tr369_wmo323,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[BUDGET.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[BUDGET.met("R2").maal(7)])
    },
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[BUDGET.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[BUDGET.met("R2").maal(6)])
    }
);
paar!(tr369_wmo323_een_regel, gemeente, P, |_b| een(BUDGET.maal(17)), |_b| een(BUDGET.maal(16)));
paar!(
    tr369_wmo323_credit,
    gemeente,
    P,
    |b| {
        b.na(&[declaratie("C1", AUGUSTUS, &[BUDGET.over(AUGUSTUS)])]);
        declaratie("C2", SEPTEMBER, &[BUDGET.met("R2").maal(16)])
    },
    |b| {
        let eerste = BUDGET.over(AUGUSTUS);
        b.na(&[declaratie("C1", AUGUSTUS, &[eerste])]);
        declaratie("C2", SEPTEMBER, &[BUDGET.met("R2").maal(16), eerste.credit("R3")])
    }
);
