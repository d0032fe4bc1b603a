//! The clocks around their last day, weekends, Easter and the turn of the year.

use super::*;
use jiff::civil::date;

#[test]
fn the_onderzoek_takes_six_weeks_and_knows_no_extension() {
    let t = onderzoek(date(2026, 9, 1));
    assert_eq!(t.uiterlijk, date(2026, 10, 13));
    assert_eq!(t.stand(date(2026, 10, 5)), Klokstand::Loopt { dagen: 8 });
    assert_eq!(t.stand(date(2026, 10, 6)), Klokstand::Bijna { dagen: 7 });
    assert_eq!(t.stand(date(2026, 10, 12)).to_string(), "nog 1 dag");
    assert_eq!(t.stand(date(2026, 10, 13)).to_string(), "vandaag is de laatste dag");
    assert_eq!(t.stand(date(2026, 10, 14)).to_string(), "1 dag te laat");
    assert!(t.stand(date(2026, 10, 14)).is_te_laat());
    assert!(t.uitleg.stappen.iter().any(|s| s.uitkomst.contains("uitstel bestaat niet")));
    // six weeks after Friday 20 February 2026 is Good Friday, and Easter follows
    assert_eq!(onderzoek(date(2026, 2, 20)).uiterlijk, date(2026, 4, 7));
    // over the turn of the year: Friday 20 November + 6 weeks = New Year's Day, a Friday
    assert_eq!(onderzoek(date(2026, 11, 20)).uiterlijk, date(2027, 1, 4));
}

#[test]
fn a_moved_end_says_why() {
    let t = onderzoek(date(2026, 11, 14));
    assert_eq!(t.uiterlijk, date(2026, 12, 28), "26 December is a holiday in a weekend");
    assert!(t.uitleg.stappen.iter().any(|s| s.regel.as_deref() == Some("Atw 1")));
    let t = onderzoek(date(2026, 9, 1));
    assert!(!t.uitleg.stappen.iter().any(|s| s.regel.as_deref() == Some("Atw 1")));
    assert_eq!(t.uitleg.bron, Some(Bron::new("Wmo 2015", "artikel 2.3.2, eerste lid")));
}

#[test]
fn a_personal_plan_has_seven_days() {
    assert_eq!(persoonlijk_plan(date(2026, 9, 1)).uiterlijk, date(2026, 9, 8));
    assert_eq!(persoonlijk_plan(date(2026, 9, 5)).uiterlijk, date(2026, 9, 14), "Saturday to Monday");
    assert_eq!(persoonlijk_plan(date(2026, 12, 18)).uiterlijk, date(2026, 12, 28), "Christmas");
}

#[test]
fn an_emergency_does_not_wait_for_monday() {
    let t = spoed(date(2026, 9, 5));
    assert_eq!(t.uiterlijk, date(2026, 9, 5), "a Saturday");
    assert_eq!(t.stand(date(2026, 9, 5)), Klokstand::Vandaag);
    assert_eq!(t.stand(date(2026, 9, 6)), Klokstand::TeLaat { dagen: 1 });
}

#[test]
fn an_objection_is_in_time_on_the_last_day_or_by_post() {
    let bekend = date(2026, 9, 1);
    let t = bezwaar(bekend);
    assert_eq!(t.uiterlijk, date(2026, 10, 13));
    let kwam = |dag, post| bezwaar_tijdig(bekend, Indiening { ontvangen_op: dag, gepost_op: post });
    assert!(kwam(date(2026, 10, 12), None).0);
    assert!(kwam(date(2026, 10, 13), None).0);
    assert!(!kwam(date(2026, 10, 14), None).0);
    // posted in time and received within a week after the end
    assert!(kwam(date(2026, 10, 20), Some(date(2026, 10, 13))).0);
    assert!(!kwam(date(2026, 10, 21), Some(date(2026, 10, 13))).0);
    assert!(!kwam(date(2026, 10, 15), Some(date(2026, 10, 14))).0);
    let (_, u) = kwam(date(2026, 10, 14), None);
    assert!(u.uitkomst.contains("6:11"), "too late is not refused at once");
    assert_eq!(u.stappen.len(), 1);
}

#[test]
fn a_decision_on_an_objection_follows_the_term_for_objecting() {
    let bekend = date(2026, 9, 1);
    assert_eq!(beslissing_op_bezwaar(bekend, false, false).uiterlijk, date(2026, 11, 24));
    assert_eq!(beslissing_op_bezwaar(bekend, true, false).uiterlijk, date(2027, 1, 5));
    let verdaagd = beslissing_op_bezwaar(bekend, false, true);
    assert_eq!(verdaagd.uiterlijk, date(2027, 1, 5));
    assert!(verdaagd.uitleg.uitkomst.contains("5 januari 2027"));
}

#[test]
fn a_second_look_is_policy_and_does_not_move() {
    let t = heronderzoek(date(2026, 8, 15), 12, None);
    assert_eq!(t.uiterlijk, date(2027, 8, 15), "a Sunday");
    let t = heronderzoek(date(2026, 8, 15), 12, Some(date(2027, 1, 31)));
    assert_eq!(t.uiterlijk, date(2027, 1, 31), "the decision ends first");
    assert_eq!(heronderzoek(date(2026, 8, 31), 6, None).uiterlijk, date(2027, 2, 28));
}

#[test]
fn not_treating_is_told_within_four_weeks() {
    assert_eq!(niet_behandelen(date(2026, 9, 1)).uiterlijk, date(2026, 9, 29));
    assert_eq!(niet_behandelen(date(2026, 11, 27)).uiterlijk, date(2026, 12, 28), "Christmas in a weekend");
}

#[test]
fn clocks_are_sorted_by_urgency() {
    assert!(Klokstand::TeLaat { dagen: 1 } < Klokstand::Vandaag);
    assert!(Klokstand::Vandaag < Klokstand::Bijna { dagen: 1 });
    assert!(Klokstand::Loopt { dagen: 20 } < Klokstand::Stil { dagen: 1 });
    let mut alle = [onderzoek(date(2026, 9, 1)), persoonlijk_plan(date(2026, 9, 1)), spoed(date(2026, 9, 1))];
    alle[2].stil = true;
    alle.sort_by_key(Termijn::volgorde);
    assert_eq!(alle.map(|t| t.klok), [Klok::PersoonlijkPlan, Klok::Onderzoek, Klok::Spoed]);
}

#[test]
fn what_came_in_before_the_border_is_too_late_and_nothing_else() {
    let mut vandaag = date(2026, 1, 1);
    while vandaag.year() < 2028 {
        let grens = eerste_op_tijd(vandaag);
        let laat = |dag| onderzoek(dag).stand(vandaag).is_te_laat();
        assert!(!laat(grens) && laat(grens.yesterday().unwrap()), "{vandaag}");
        vandaag = vandaag.tomorrow().unwrap();
    }
}
