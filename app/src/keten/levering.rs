//! What a provider reports next about one assignment, from what it knows: a start, a stop, or that an earlier
//! report was wrong. One step at a time; while an answer is awaited there is none (OP080 advises to wait), but for those
//! who are in a hurry.

use super::wereld::{dag_na, reeks};
use crate::demo::toeval::Toeval;
use kern::{Datum, plus_werkdagen};
use levering::RedenBeeindiging;

/// An assignment in the provider's book, as far as start and stop go.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opdracht {
    pub nummer: i64,
    pub ingangsdatum: Datum,
    pub einddatum: Option<Datum>,
    pub toewijzingsdatum: Datum,
    pub verwijderd: bool,
    pub overleden: bool,
}

/// A start or stop that was reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Melding {
    pub begindatum: Datum,
    /// Of a stop: last day and reason.
    pub stop: Option<(Datum, RedenBeeindiging)>,
    /// Taken back, or rejected.
    pub weg: bool,
    /// An answer is awaited.
    pub wacht: bool,
    /// The day of the last message about it.
    pub laatst: Datum,
}

/// What to report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stap {
    Start(Datum),
    StartWeg(Datum),
    Stop(Datum, Datum, RedenBeeindiging),
    StopWeg(Datum, Datum, RedenBeeindiging),
}

impl Stap {
    pub(super) fn is_start(&self) -> bool {
        matches!(self, Self::Start(_) | Self::StartWeg(_))
    }
}

/// Days between two messages about one assignment: a person has to look in between.
const RUST: u32 = 3;

fn dagen(t: &mut Toeval, van: usize, tot: usize) -> i64 {
    i64::try_from(van + t.onder(tot - van)).unwrap_or(0)
}

/// Assignments in a thousand whose stop is told before the start was answered. When it overtakes the start it is rejected,
/// and right as soon as the start came.
const HAAST_PROMILLE: usize = 400;

/// The next report. `peil` is the last day that counts; after the simulated year nothing new begins.
pub(super) fn volgende(zaad: u64, o: &Opdracht, m: &[Melding], vandaag: Datum, peil: Datum) -> Option<Stap> {
    let stap = stap(zaad, o, m, vandaag, peil)?;
    let haast = || {
        let nummer = u64::try_from(o.nummer).unwrap_or(0);
        let start_wacht = m.iter().filter(|m| m.wacht).all(|m| m.stop.is_none() && !m.weg);
        start_wacht
            && matches!(stap, Stap::Stop(..))
            && Toeval::voor(zaad, reeks::HAAST, nummer).promille(HAAST_PROMILLE)
    };
    (m.iter().all(|m| !m.wacht) || haast()).then_some(stap)
}

/// What is to be reported, whether or not an answer is awaited.
fn stap(zaad: u64, o: &Opdracht, m: &[Melding], vandaag: Datum, peil: Datum) -> Option<Stap> {
    if m.iter().any(|m| plus_werkdagen(m.laatst, RUST) > vandaag) {
        return None;
    }
    let nummer = u64::try_from(o.nummer).unwrap_or(0);
    let mut t = Toeval::voor(zaad, reeks::START, nummer);
    let fout_begin = t.promille(50);
    let traag = u32::try_from(t.onder(5)).unwrap_or(0) + if t.promille(60) { 5 } else { 0 };
    let geldend: Vec<&Melding> = m.iter().filter(|m| !m.weg).collect();
    let start = geldend.iter().filter(|m| m.stop.is_none()).max_by_key(|m| m.begindatum);
    let Some(start) = start else {
        let sinds = o.ingangsdatum.max(o.toewijzingsdatum);
        if o.verwijderd || o.ingangsdatum > peil || plus_werkdagen(sinds, traag) > vandaag {
            return None;
        }
        let eerste = m.is_empty();
        let later = dag_na(o.ingangsdatum, 1);
        let kan_later = later <= peil && o.einddatum.is_none_or(|e| later <= e);
        return Some(Stap::Start(if fout_begin && eerste && kan_later { later } else { o.ingangsdatum }));
    };
    let begin = start.begindatum;
    let stops = || geldend.iter().filter(|m| m.begindatum == begin).filter_map(|m| m.stop);
    let definitief = stops().find(|(_, r)| !r.is_tijdelijk());
    let tijdelijk = stops().find(|(_, r)| r.is_tijdelijk());
    let een_start = geldend.iter().filter(|m| m.stop.is_none()).count() == 1;
    let verkeerd = een_start && begin != o.ingangsdatum;
    let na_het_einde = o.einddatum.is_some_and(|e| begin > e);
    if o.verwijderd || verkeerd || na_het_einde {
        return Some(match definitief.or(tijdelijk) {
            Some((op, reden)) => Stap::StopWeg(begin, op, reden),
            None => Stap::StartWeg(begin),
        });
    }
    // an end that has passed
    let einde = o.einddatum.filter(|e| *e < peil);
    if let Some((op, reden)) = definitief {
        let vergist = reden == RedenBeeindiging::DoorAanbieder;
        let volgens_plan = matches!(reden, RedenBeeindiging::VolgensPlan | RedenBeeindiging::Overlijden);
        let past = !vergist
            && match einde {
                Some(e) if volgens_plan => op == e,
                Some(e) => op <= e,
                None => !volgens_plan,
            };
        return (!past).then_some(Stap::StopWeg(begin, op, reden));
    }
    if let Some(e) = einde {
        if let Some((op, reden)) = tijdelijk.filter(|(op, _)| *op > e) {
            return Some(Stap::StopWeg(begin, op, reden));
        }
        if plus_werkdagen(e, traag) > vandaag {
            return None;
        }
        let reden = if o.overleden { RedenBeeindiging::Overlijden } else { RedenBeeindiging::VolgensPlan };
        return Some(Stap::Stop(begin, e, reden));
    }
    // chances of a running delivery, drawn for this start
    let mut t =
        Toeval::voor(zaad, reeks::START, nummer ^ (u64::from(begin.day_of_year().unsigned_abs()) << 32));
    let (pauze, op, duur) = (t.promille(130), dagen(&mut t, 20, 110), dagen(&mut t, 10, 40));
    let (weg, weg_op) = (t.promille(60), dagen(&mut t, 40, 200));
    let (vergissing, vergist_op) = (t.promille(60), dagen(&mut t, 10, 150));
    if let Some((gestopt, _)) = tijdelijk {
        let weer = dag_na(gestopt, duur);
        return (weer <= peil).then_some(Stap::Start(weer));
    }
    let al = |r: RedenBeeindiging| m.iter().any(|m| m.weg && m.stop.is_some_and(|(_, s)| s == r));
    for (ja, na, reden) in [
        (vergissing, vergist_op, RedenBeeindiging::DoorAanbieder),
        (pauze, op, RedenBeeindiging::Tijdelijk),
        (weg, weg_op, RedenBeeindiging::DoorClient),
    ] {
        let op = dag_na(begin, na);
        if ja && op <= peil && !al(reden) {
            return Some(Stap::Stop(begin, op, reden));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    const VANDAAG: Datum = date(2026, 6, 30);

    fn opdracht(einddatum: Option<Datum>) -> Opdracht {
        let ingangsdatum = date(2026, 3, 2);
        Opdracht {
            nummer: 7,
            ingangsdatum,
            einddatum,
            toewijzingsdatum: ingangsdatum,
            verwijderd: false,
            overleden: false,
        }
    }

    fn melding(begindatum: Datum, stop: Option<(Datum, RedenBeeindiging)>) -> Melding {
        Melding { begindatum, stop, weg: false, wacht: false, laatst: date(2026, 4, 1) }
    }

    fn stap(o: &Opdracht, m: &[Melding]) -> Option<Stap> {
        volgende(1, o, m, VANDAAG, VANDAAG)
    }

    #[test]
    fn it_begins_with_a_start_and_ends_with_a_stop() {
        let o = opdracht(Some(date(2026, 5, 31)));
        assert!(matches!(stap(&o, &[]), Some(Stap::Start(_))));
        let start = melding(o.ingangsdatum, None);
        let e = date(2026, 5, 31);
        let stop = Stap::Stop(o.ingangsdatum, e, RedenBeeindiging::VolgensPlan);
        assert_eq!(stap(&o, &[start]), Some(stop));
        let gestopt = melding(o.ingangsdatum, Some((e, RedenBeeindiging::VolgensPlan)));
        assert_eq!(stap(&o, &[start, gestopt]), None);
    }

    #[test]
    fn while_an_answer_is_awaited_only_a_hurried_stop_follows() {
        let mut o = opdracht(Some(date(2026, 5, 31)));
        let wacht = Melding { wacht: true, ..melding(o.ingangsdatum, None) };
        let mut haast = 0;
        for nummer in 1..=200 {
            o.nummer = nummer;
            match stap(&o, &[wacht]) {
                None => {}
                Some(Stap::Stop(..)) => haast += 1,
                Some(s) => unreachable!("{s:?}"),
            }
            // what is withdrawn or stopped is waited for, always
            assert_eq!(stap(&o, &[Melding { weg: true, ..wacht }]), None);
            let gestopt = melding(o.ingangsdatum, Some((date(2026, 5, 30), RedenBeeindiging::VolgensPlan)));
            assert_eq!(stap(&o, &[melding(o.ingangsdatum, None), Melding { wacht: true, ..gestopt }]), None);
        }
        assert!((50..110).contains(&haast), "{haast}");
    }

    #[test]
    fn what_is_no_longer_true_is_taken_back_stop_first() {
        let mut o = opdracht(Some(date(2026, 5, 31)));
        let start = melding(o.ingangsdatum, None);
        let (e, plan) = (date(2026, 5, 31), RedenBeeindiging::VolgensPlan);
        let stop = melding(o.ingangsdatum, Some((e, plan)));
        // the assignment was stretched after the stop was told
        o.einddatum = Some(date(2026, 12, 31));
        assert_eq!(stap(&o, &[start, stop]), Some(Stap::StopWeg(o.ingangsdatum, e, plan)));
        o.verwijderd = true;
        assert_eq!(stap(&o, &[start, stop]), Some(Stap::StopWeg(o.ingangsdatum, e, plan)));
        assert_eq!(stap(&o, &[start]), Some(Stap::StartWeg(o.ingangsdatum)));
    }

    #[test]
    fn support_begins_again_after_a_pause() {
        let o = opdracht(None);
        let start = melding(o.ingangsdatum, None);
        let pauze = melding(o.ingangsdatum, Some((date(2026, 4, 10), RedenBeeindiging::Tijdelijk)));
        let Some(Stap::Start(weer)) = stap(&o, &[start, pauze]) else { unreachable!("geen herstart") };
        assert!(weer > date(2026, 4, 10) && weer <= VANDAAG);
    }
}
