//! Days in the Netherlands, and counts that stopped.

use super::*;
use jiff::civil::date;

#[test]
fn a_dutch_day_begins_at_midnight_here() {
    assert_eq!(dagbegin(date(2026, 7, 1)), "2026-06-30T22:00:00.000Z");
    assert_eq!(dagbegin(date(2026, 12, 1)), "2026-11-30T23:00:00.000Z");
    assert_eq!(dageinde(date(2026, 12, 1)), "2026-12-01T22:59:59.999Z");
    assert_eq!(dag_van("2026-11-30T23:00:00.000Z"), Some(date(2026, 12, 1)));
    assert_eq!(dag_van("2026-11-30T22:59:59.999Z"), Some(date(2026, 11, 30)));
    assert_eq!(dag_van("2026-11-30T22:00:00Z"), Some(date(2026, 11, 30)), "an hour as counts give it");
}

#[test]
fn a_count_that_stopped_says_which_groups_may_be_larger() {
    // Monday 16 November 2026; three working days: in time until the 19th
    let vandaag = date(2026, 11, 23);
    let mut t = Teller::nieuw(termijnen::RETOUR, Wie::Hen, vandaag);
    t.erbij(&[(date(2026, 11, 16), 3), (date(2026, 11, 18), 2), (date(2026, 11, 20), 1)], true);
    let t = t.klaar();
    assert_eq!(t.open, Aantal::MeerDan(6));
    assert_eq!(t.te_laat, Aantal::Precies(3), "younger ones were seen, so these are all");
    assert_eq!(t.vandaag, Aantal::Precies(2));
    assert_eq!(t.oudste, Some(date(2026, 11, 16)));
    let mut t = Teller::nieuw(termijnen::RETOUR, Wie::Hen, vandaag);
    t.erbij(&[(date(2026, 11, 16), 1_001)], true);
    assert_eq!(t.klaar().te_laat, Aantal::MeerDan(1_001));
}

#[test]
fn every_kind_that_needs_an_answer_is_watched() {
    for s in Soort::ALLE.iter().filter(|s| !s.is_retour() && **s != Soort::Wmo325) {
        let bewaakt = RETOUR.iter().chain(DECLARATIE).any(|(heen, _)| heen == s);
        assert!(bewaakt, "{}", s.code());
        assert!(sql::UIT_TEL.tekst().contains(s.code()), "{} is not counted", s.code());
    }
}
