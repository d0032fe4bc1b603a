//! How much may be claimed on an assignment, per period and over its whole term.
//!
//! Source: IV076, IV077, IV078, TR321, TR322 of iWmo 3.2. What they leave open is a setting ([`Afspraken`]).

use crate::afspraken::{Afspraken, OnvolledigeMaand, PerDag, TotaalMeldt, TotaalPerMaand, WeekZonderZondag};
use crate::model::Omvang;
use kern::{Datum, Eenheid, Frequentie, Periode, Productcategorie};

/// How a maximum was counted; reads as Dutch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// So many times, with the word for one and for more.
    Keer(i64, &'static str, &'static str),
    /// So many days of so many.
    Deel(i64, i64),
    /// The sum of so many months.
    Som(i64),
    /// In words.
    Woorden(&'static str),
}

impl std::fmt::Display for Telling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Keer(1, een, _) => write!(f, "1 {een}"),
            Self::Keer(n, _, meer) => write!(f, "{n} {meer}"),
            Self::Deel(deel, van) => write!(f, "{deel} van {van} dagen"),
            Self::Som(1) => f.write_str("1 maand"),
            Self::Som(n) => write!(f, "som van {n} maanden"),
            Self::Woorden(w) => f.write_str(w),
        }
    }
}

/// A maximum, with what it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Maximum {
    /// Volume, in the unit of the assignment.
    pub volume: i64,
    /// How it was counted: `5 weken`, `30 dagen`.
    pub telling: Telling,
    /// Key of the setting that it rests on, when the standard leaves it open.
    pub afspraak: Option<&'static str>,
}

impl Maximum {
    fn new(
        volume: i64,
        keer: i64,
        wat: (&'static str, &'static str),
        afspraak: Option<&'static str>,
    ) -> Self {
        Self { volume: volume.saturating_mul(keer), telling: Telling::Keer(keer, wat.0, wat.1), afspraak }
    }
}

/// Output based units are counted by Sundays, effort based units by ISO weeks (IV077).
fn is_output(eenheid: Eenheid) -> bool {
    matches!(eenheid, Eenheid::StuksOutput | Eenheid::Euro)
}

/// Category 01 (help with the household) may claim six times the weekly volume in any period (TR321).
const HUISHOUDEN: &str = "01";

const WEEK: (&str, &str) = ("week", "weken");
const ZONDAG: (&str, &str) = ("week (naar zondagen)", "weken (naar zondagen)");
const DAG: (&str, &str) = ("dag", "dagen");
const MAAND: (&str, &str) = ("maand", "maanden");

/// Maximum volume for one ProductPeriode (TR321), in the unit of the assignment; `None` when there is none.
///
/// Per day: the days of the period that count by agreement. Per week: the ISO weeks that the period touches, six of
/// them in category 01, or for output the Sundays in it, plus one when the last Sunday of the assignment lies in it and
/// the assignment does not end on a Sunday. Per month: the whole monthly volume, also for a part of a month (IV078); for
/// output what was agreed. In total: no maximum per period (TR322 guards the sum), unless agreed.
pub fn maximum_periode(
    omvang: &Omvang,
    categorie: Option<Productcategorie>,
    toewijzing: &Periode,
    van: Datum,
    tot: Datum,
    afspraken: &Afspraken,
) -> Option<Maximum> {
    let v = omvang.volume;
    match omvang.frequentie {
        Frequentie::Totaal if afspraken.totaal_meldt == TotaalMeldt::Tr322 => None,
        Frequentie::Totaal => Some(Maximum {
            volume: v,
            telling: Telling::Woorden("totaal van de toewijzing"),
            afspraak: Some(TotaalMeldt::SLEUTEL),
        }),
        Frequentie::Dag => per_dag(v, van, tot, afspraken.per_dag),
        Frequentie::Maand if is_output(omvang.eenheid) => {
            Some(maanddeel(v, van, tot, afspraken.onvolledige_maand))
        }
        Frequentie::Maand => Some(Maximum::new(v, 1, MAAND, None)),
        Frequentie::Week if categorie.is_some_and(|c| c.as_str() == HUISHOUDEN) => {
            Some(Maximum::new(v, 6, WEEK, None))
        }
        Frequentie::Week if is_output(omvang.eenheid) => {
            Some(zondagweken(v, toewijzing, van, tot, afspraken))
        }
        Frequentie::Week => Some(Maximum::new(v, isoweken(van, tot), WEEK, None)),
    }
}

/// Maximum volume over the whole term (TR322), in the unit of the assignment; `None` without an end date (nothing bounds
/// the sum yet) or when agreed so.
pub fn maximum_looptijd(omvang: &Omvang, toewijzing: &Periode, afspraken: &Afspraken) -> Option<Maximum> {
    let v = omvang.volume;
    if omvang.frequentie == Frequentie::Totaal {
        return Some(Maximum {
            volume: v,
            telling: Telling::Woorden("totaal van de toewijzing"),
            afspraak: None,
        });
    }
    let (van, tot) = (toewijzing.van(), toewijzing.tot()?);
    match omvang.frequentie {
        Frequentie::Totaal => None,
        Frequentie::Dag => per_dag(v, van, tot, afspraken.per_dag),
        Frequentie::Maand if afspraken.totaal_per_maand == TotaalPerMaand::Geen => None,
        Frequentie::Maand if is_output(omvang.eenheid) => {
            // the sum of the months, each by what was agreed for a part of one
            let som = delen(van, tot).fold(0_i64, |s, (van, tot)| {
                s.saturating_add(maanddeel(v, van, tot, afspraken.onvolledige_maand).volume)
            });
            Some(Maximum {
                volume: som,
                telling: Telling::Som(maanden(van, tot)),
                afspraak: Some(OnvolledigeMaand::SLEUTEL),
            })
        }
        Frequentie::Maand => Some(Maximum::new(v, maanden(van, tot), MAAND, Some(TotaalPerMaand::SLEUTEL))),
        // the sum of the months, so that both ways of counting agree
        Frequentie::Week if is_output(omvang.eenheid) => {
            Some(zondagweken(v, toewijzing, van, tot, afspraken))
        }
        Frequentie::Week => Some(Maximum::new(v, isoweken(van, tot), WEEK, None)),
    }
}

fn per_dag(volume: i64, van: Datum, tot: Datum, hoe: PerDag) -> Option<Maximum> {
    let keer = match hoe {
        PerDag::Kalenderdagen => dagen(van, tot),
        PerDag::Werkdagen => doordeweeks(van, tot),
        PerDag::Geen => return None,
    };
    Some(Maximum::new(volume, keer, DAG, Some(PerDag::SLEUTEL)))
}

/// An output based month, whole or in part.
fn maanddeel(volume: i64, van: Datum, tot: Datum, hoe: OnvolledigeMaand) -> Maximum {
    let heel = van == van.first_of_month() && tot == van.last_of_month();
    if heel {
        return Maximum::new(volume, 1, MAAND, None);
    }
    let (deel, van_maand) = (dagen(van, tot), i64::from(van.days_in_month()));
    let (volume, telling) = match hoe {
        OnvolledigeMaand::Volledig => (volume, Telling::Som(1)),
        // half up, as amounts are rounded (IV081)
        OnvolledigeMaand::NaarRato => (
            volume.saturating_mul(deel).saturating_mul(2).saturating_add(van_maand) / (2 * van_maand),
            Telling::Deel(deel, van_maand),
        ),
        OnvolledigeMaand::Geen => (0, Telling::Woorden("geen hele maand")),
    };
    Maximum { volume, telling, afspraak: Some(OnvolledigeMaand::SLEUTEL) }
}

/// Output per week: the Sundays of the period, and the last broken week where the last Sunday lies (IV076). Without
/// any Sunday in the whole assignment the standard says nothing: then what was agreed holds, in its last period.
fn zondagweken(volume: i64, toewijzing: &Periode, van: Datum, tot: Datum, afspraken: &Afspraken) -> Maximum {
    let zonder = toewijzing.tot().is_some_and(|e| zondagen(toewijzing.van(), e) == 0);
    if zonder {
        let laatste = toewijzing.tot().is_some_and(|e| e <= tot);
        let keer = i64::from(laatste && afspraken.week_zonder_zondag == WeekZonderZondag::EenWeek);
        return Maximum::new(volume, keer, ZONDAG, Some(WeekZonderZondag::SLEUTEL));
    }
    Maximum::new(volume, zondagen(van, tot) + laatste_gebroken_week(toewijzing, van, tot), ZONDAG, None)
}

/// The parts of a period per calendar month.
fn delen(van: Datum, tot: Datum) -> impl Iterator<Item = (Datum, Datum)> {
    std::iter::successors(Some(van), move |d| d.last_of_month().tomorrow().ok().filter(|d| *d <= tot))
        .map(move |d| (d, d.last_of_month().min(tot)))
}

/// Days from `van` up to and including `tot`.
fn dagen(van: Datum, tot: Datum) -> i64 {
    i64::from((tot - van).get_days()) + 1
}

/// Mondays to Fridays from `van` up to and including `tot`.
fn doordeweeks(van: Datum, tot: Datum) -> i64 {
    // working days from the Monday of week 0 up to and including a day
    let tot_en_met = |nr: i64| nr.div_euclid(7) * 5 + (nr.rem_euclid(7) + 1).min(5);
    tot_en_met(dagnummer(tot)) - tot_en_met(dagnummer(van) - 1)
}

/// Calendar months that the period touches.
fn maanden(van: Datum, tot: Datum) -> i64 {
    (i64::from(tot.year()) - i64::from(van.year())) * 12 + i64::from(tot.month()) - i64::from(van.month()) + 1
}

/// Days since a Monday long ago, so that whole division by seven numbers the ISO weeks without gaps.
fn dagnummer(dag: Datum) -> i64 {
    const MAANDAG: Datum = jiff::civil::date(1900, 1, 1);
    i64::from((dag - MAANDAG).get_days())
}

/// ISO weeks (Monday to Sunday) that the period touches, over a change of year as well.
fn isoweken(van: Datum, tot: Datum) -> i64 {
    dagnummer(tot).div_euclid(7) - dagnummer(van).div_euclid(7) + 1
}

/// Sundays in the period.
fn zondagen(van: Datum, tot: Datum) -> i64 {
    // a Sunday is the last day of its week: count the weeks that end within the period
    (dagnummer(tot) + 1).div_euclid(7) - dagnummer(van).div_euclid(7)
}

/// 1 when the last, broken week of an output assignment belongs to this period (IV076), otherwise 0. There is a Sunday in
/// the assignment.
fn laatste_gebroken_week(toewijzing: &Periode, van: Datum, tot: Datum) -> i64 {
    let Some(einde) = toewijzing.tot() else { return 0 };
    let over = (dagnummer(einde) + 1).rem_euclid(7);
    if over == 0 {
        return 0; // ends on a Sunday
    }
    let laatste_zondag = dagnummer(einde) - over;
    i64::from((dagnummer(van)..=dagnummer(tot)).contains(&laatste_zondag))
}
