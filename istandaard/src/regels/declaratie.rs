//! Checks on a claim, its answer and their lines (323, 325).

use super::gedeeld::{na_dagtekening, omgekeerd};
use super::{Kader, Lijn};
use crate::lezer::boom::Zicht;
use jiff::ToSpan;
use jiff::civil::date;
use kern::{Datum, Eenheid};

const EERSTE_DAG: Datum = date(2021, 1, 1);

/// CS340: the claim is about exactly one calendar month.
pub(super) fn cs340(declaratie: Zicht<'_>, _: &Kader) -> bool {
    match (declaratie.datum("DeclaratiePeriode/Begindatum"), declaratie.datum("DeclaratiePeriode/Einddatum"))
    {
        (Some(van), Some(tot)) => van.day() != 1 || tot != van.last_of_month(),
        _ => false,
    }
}

/// CS100 on the claim.
pub(super) fn cs100_declaratie(declaratie: Zicht<'_>, _: &Kader) -> bool {
    ["DeclaratiePeriode/Begindatum", "DeclaratiePeriode/Einddatum"]
        .iter()
        .any(|v| declaratie.datum(v).is_some_and(|d| d < EERSTE_DAG))
}

/// CS325 on totals: nothing is always debit.
pub(super) fn cs325_totaal(klasse: Zicht<'_>, _: &Kader) -> bool {
    ["TotaalIngediendBedrag", "TotaalToegekendBedrag"].iter().any(|t| {
        klasse
            .zoek(t)
            .is_some_and(|b| b.getal("TotaalBedrag") == Some(0) && b.tekst("DebetCredit") == Some("C"))
    })
}

/// TR134 on the claim.
pub(super) fn tr134_declaratie(declaratie: Zicht<'_>, kader: &Kader) -> bool {
    na_dagtekening(declaratie.datum("DeclaratiePeriode/Begindatum"), kader)
}

/// TR137 on the claim.
pub(super) fn tr137_declaratie(declaratie: Zicht<'_>, kader: &Kader) -> bool {
    let tot = declaratie.datum("DeclaratiePeriode/Einddatum");
    omgekeerd(declaratie.datum("DeclaratiePeriode/Begindatum"), tot) || na_dagtekening(tot, kader)
}

/// CD060: a credit names the line that it takes back, a debit names none.
pub(super) fn cd060(lijn: &Lijn<'_>, _: &Kader) -> bool {
    lijn.credit.goed().is_some_and(|credit| credit != lijn.vorige.gevuld())
}

/// CD087: a tariff, except for euros.
pub(super) fn cd087(lijn: &Lijn<'_>, _: &Kader) -> bool {
    lijn.eenheid.goed().is_some_and(|e| (e != Eenheid::Euro) != lijn.tarief.gevuld())
}

/// CS100 on a line.
pub(super) fn cs100_prestatie(lijn: &Lijn<'_>, _: &Kader) -> bool {
    [lijn.van, lijn.tot].iter().any(|d| d.goed().is_some_and(|d| d < EERSTE_DAG))
}

/// CS325 on a line.
pub(super) fn cs325_prestatie(lijn: &Lijn<'_>, _: &Kader) -> bool {
    lijn.bedrag.goed() == Some(0) && lijn.credit.goed() == Some(true)
}

/// CS337: a line is about one calendar month.
pub(super) fn cs337(lijn: &Lijn<'_>, _: &Kader) -> bool {
    matches!((lijn.van.goed(), lijn.tot.goed()),
        (Some(v), Some(t)) if (v.year(), v.month()) != (t.year(), t.month()))
}

/// CS339: for euros the volume is the amount.
pub(super) fn cs339(lijn: &Lijn<'_>, _: &Kader) -> bool {
    lijn.eenheid.goed() == Some(Eenheid::Euro)
        && matches!((lijn.volume.goed(), lijn.bedrag.goed()), (Some(v), Some(b)) if v != b)
}

/// TR134 on a line.
pub(super) fn tr134_prestatie(lijn: &Lijn<'_>, kader: &Kader) -> bool {
    na_dagtekening(lijn.van.goed(), kader)
}

/// TR137 on a line.
pub(super) fn tr137_prestatie(lijn: &Lijn<'_>, kader: &Kader) -> bool {
    omgekeerd(lijn.van.goed(), lijn.tot.goed()) || na_dagtekening(lijn.tot.goed(), kader)
}

/// TR319: a line is not about a time after the period that is claimed.
pub(super) fn tr319(lijn: &Lijn<'_>, kader: &Kader) -> bool {
    matches!((lijn.tot.goed(), kader.declaratie_tot), (Some(t), Some(grens)) if t > grens)
}

/// TR335: a line is not about more than five years before the claim was made.
pub(super) fn tr335(lijn: &Lijn<'_>, kader: &Kader) -> bool {
    matches!((lijn.tot.goed(), kader.declaratie_dagtekening),
        (Some(t), Some(dag)) if dag.checked_sub(5.years()).is_ok_and(|grens| t < grens))
}
