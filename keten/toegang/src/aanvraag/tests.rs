//! The clock of the decision: what stops it, what does not.

use super::*;
use jiff::civil::date;

fn aanvraag() -> Aanvraag {
    Aanvraag {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        id: AanvraagId(1),
        client: ClientId(2),
        melding: MeldingId(3),
        ontvangen_op: date(2026, 9, 1),
        zonder_onderzoek: false,
        opschortingen: Vec::new(),
        vertraging: None,
        in_gebreke_op: None,
        toestand: AanvraagToestand::Open,
    }
}

fn vraag_aan(op: Datum, tot: Datum) -> Opschorting {
    Opschorting { grond: Opschortgrond::Aanvulling, op, tot: Some(tot), geeindigd_op: None }
}

fn regels(fout: &[Bevinding]) -> Vec<(&str, &str)> {
    fout.iter().map(|b| (b.regel, b.pad.as_str())).collect()
}

#[test]
fn two_weeks_over_weekends_easter_and_new_year() {
    let t = |d| besluit(d, &[], d).uiterlijk;
    assert_eq!(t(date(2026, 9, 1)), date(2026, 9, 15));
    assert_eq!(t(date(2026, 9, 5)), date(2026, 9, 21), "Saturday to Monday");
    assert_eq!(t(date(2026, 3, 20)), date(2026, 4, 7), "Good Friday to the Tuesday after Easter");
    assert_eq!(t(date(2026, 12, 18)), date(2027, 1, 4), "New Year's Day is a Friday");
}

#[test]
fn a_request_to_complete_stops_the_clock_from_the_next_day() {
    let d = date(2026, 9, 12);
    let a = aanvraag().schort_op(vraag_aan(date(2026, 9, 3), date(2026, 9, 17)), date(2026, 9, 3)).unwrap();
    // two days of the fourteen are used: 2 and 3 September
    let t = a.termijn(d);
    assert!(t.stil);
    assert_eq!((t.uiterlijk - d).get_days(), 12, "twelve days are left whenever it runs on");
    let a = a.hervat(d, d).unwrap();
    // 4 to 11 September did not count: eight days
    assert_eq!(a.termijn(date(2026, 9, 20)).uiterlijk, date(2026, 9, 23));
    assert!(!a.termijn(d).stil, "the day on which it was completed counts again");
    let u = a.termijn(d).uitleg;
    assert!(u.stappen[0].uitkomst.contains("van 4 september 2026 tot en met 11 september 2026"), "{u:?}");
}

#[test]
fn a_term_to_complete_that_passes_unused_ends_by_itself() {
    let a = aanvraag().schort_op(vraag_aan(date(2026, 9, 3), date(2026, 9, 10)), date(2026, 9, 3)).unwrap();
    assert!(a.termijn(date(2026, 9, 10)).stil);
    let t = a.termijn(date(2026, 9, 11));
    assert!(!t.stil);
    assert_eq!(t.uiterlijk, date(2026, 9, 22), "4 to 10 September: seven days");
    assert_eq!(a.termijn(date(2026, 12, 1)).uiterlijk, date(2026, 9, 22));
    // completed after that: the days between do count
    let a = a.hervat(date(2026, 9, 14), date(2026, 9, 14)).unwrap();
    assert_eq!(a.termijn(date(2026, 9, 14)).uiterlijk, date(2026, 9, 22));
}

#[test]
fn completed_on_the_day_of_the_request_costs_nothing() {
    let d = date(2026, 9, 3);
    let a = aanvraag().schort_op(vraag_aan(d, date(2026, 9, 10)), d).unwrap().hervat(d, d).unwrap();
    assert_eq!(a.termijn(d).uiterlijk, date(2026, 9, 15));
}

#[test]
fn agreed_delay_counts_as_agreed_and_from_its_own_first_day() {
    let o = Opschorting {
        grond: Opschortgrond::Instemming,
        op: date(2026, 9, 10),
        tot: Some(date(2026, 9, 16)),
        geeindigd_op: None,
    };
    let a = aanvraag().schort_op(o, date(2026, 9, 10)).unwrap();
    assert_eq!(a.termijn(date(2026, 9, 10)).uiterlijk, date(2026, 9, 22));
}

#[test]
fn two_stops_count_each_day_once() {
    let a = aanvraag().schort_op(vraag_aan(date(2026, 9, 3), date(2026, 9, 10)), date(2026, 9, 3)).unwrap();
    let tweede = vraag_aan(date(2026, 9, 8), date(2026, 9, 12));
    let fout = a.clone().schort_op(tweede, date(2026, 9, 8)).unwrap_err();
    assert!(fout[0].tekst.contains("staat al stil"));
    let samen = [a.opschortingen[0], tweede];
    assert_eq!(
        besluit(a.ontvangen_op, &samen, date(2026, 9, 30)).uiterlijk,
        date(2026, 9, 24),
        "4 to 12 September"
    );
}

#[test]
fn the_clock_stops_on_its_last_day_and_not_after_it() {
    let a = aanvraag();
    assert!(a.clone().schort_op(vraag_aan(date(2026, 9, 14), date(2026, 9, 20)), date(2026, 9, 14)).is_ok());
    let fout = a.schort_op(vraag_aan(date(2026, 9, 15), date(2026, 9, 20)), date(2026, 9, 15)).unwrap_err();
    assert_eq!(regels(&fout), [("AWB-4:15", "/op")], "the first day without clock would be the 16th");
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let fout = aanvraag()
        .schort_op(
            Opschorting { tot: None, ..vraag_aan(date(2026, 8, 30), date(2026, 9, 1)) },
            date(2026, 8, 29),
        )
        .unwrap_err();
    assert_eq!(regels(&fout), [("AWB-4:15", "/op"), ("AWB-4:15", "/op"), ("AWB-4:15", "/tot")]);
    let fout = aanvraag().hervat(date(2026, 9, 2), date(2026, 9, 2)).unwrap_err();
    assert!(fout[0].tekst.contains("niet stil"));
}

#[test]
fn a_notice_of_delay_moves_nothing() {
    let v = Vertraging { gemeld_op: date(2026, 9, 14), verwacht_op: date(2026, 9, 30) };
    let a = aanvraag().meld_vertraging(v).unwrap();
    assert_eq!(a.termijn(date(2026, 9, 20)).uiterlijk, date(2026, 9, 15));
    let te_vroeg = Vertraging { verwacht_op: date(2026, 9, 15), ..v };
    assert_eq!(regels(&aanvraag().meld_vertraging(te_vroeg).unwrap_err()), [("AWB-4:14", "/verwacht")]);
}

#[test]
fn a_notice_of_default_counts_from_the_day_after_the_term() {
    assert!(aanvraag().in_gebreke(date(2026, 9, 15)).unwrap_err()[0].tekst.contains("nog niet voorbij"));
    let a = aanvraag().in_gebreke(date(2026, 9, 16)).unwrap();
    assert_eq!(a.in_gebreke_op, Some(date(2026, 9, 16)));
    assert!(a.in_gebreke(date(2026, 9, 20)).is_err(), "the first one counts");
}

#[test]
fn leaving_it_untreated_needs_a_chance_to_complete() {
    let niet = |op| AanvraagToestand::NietBehandeld { op };
    let fout = aanvraag().handel_af(niet(date(2026, 9, 11))).unwrap_err();
    assert_eq!(regels(&fout), [("AWB-4:5", "/op")]);
    let a = aanvraag().schort_op(vraag_aan(date(2026, 9, 3), date(2026, 9, 10)), date(2026, 9, 3)).unwrap();
    assert!(a.clone().handel_af(niet(date(2026, 9, 10))).is_err(), "the last day is still the client's");
    let klaar = a.handel_af(niet(date(2026, 9, 11))).unwrap();
    assert!(klaar.handel_af(AanvraagToestand::Besloten { op: date(2026, 9, 12) }).is_err(), "done is done");
    assert!(aanvraag().handel_af(AanvraagToestand::Besloten { op: date(2026, 8, 31) }).is_err());
    assert!(aanvraag().handel_af(AanvraagToestand::Open).is_err());
}
