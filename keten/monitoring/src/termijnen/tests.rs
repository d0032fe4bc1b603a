//! Edges of every term: the day before, on and after, around the days that do not count.

use super::*;
use jiff::civil::date;

#[test]
fn every_duty_has_its_rule_and_length() {
    let verwacht = [
        ("retour", "OP090", Duur::Werkdagen(3)),
        ("declaratie-antwoord", "OP090x4", Duur::Werkdagen(10)),
        ("verzoek-toewijzing", "OP274", Duur::Werkdagen(5)),
        ("verzoek-wijziging", "OP346", Duur::Werkdagen(5)),
        ("onderzoek-toewijzing", "OP274", Duur::Weken(8)),
        ("onderzoek-wijziging", "OP346", Duur::Weken(8)),
        ("start", "OP271", Duur::Werkdagen(5)),
        ("stop", "OP272", Duur::Werkdagen(5)),
    ];
    assert_eq!(PLICHTEN.len(), verwacht.len());
    for (code, regel, duur) in verwacht {
        let p = plicht(code).unwrap();
        assert_eq!((p.regel, p.duur), (regel, duur), "{code}");
    }
    assert_eq!(plicht("niets"), None);
}

/// Begin and last day of three working days.
#[test]
fn days_that_do_not_count() {
    for (begin, uiterlijk, waarom) in [
        (date(2026, 11, 16), date(2026, 11, 19), "Monday to Thursday"),
        (date(2026, 11, 19), date(2026, 11, 24), "over a weekend"),
        (date(2026, 11, 21), date(2026, 11, 25), "received on a Saturday: Monday is day 1"),
        (date(2026, 11, 22), date(2026, 11, 25), "received on a Sunday"),
        // Good Friday 3 April and Easter Monday 6 April 2026
        (date(2026, 3, 31), date(2026, 4, 7), "the third day would be Good Friday"),
        (date(2026, 4, 2), date(2026, 4, 9), "Maundy Thursday"),
        (date(2026, 4, 3), date(2026, 4, 9), "received on Good Friday"),
        // King's day on Monday 27 April 2026, on Saturday 26 April 2025 because the 27th is a Sunday
        (date(2026, 4, 22), date(2026, 4, 28), "King's day"),
        (date(2025, 4, 23), date(2025, 4, 28), "King's day on a Saturday costs nothing"),
        // 5 May counts as a holiday in every year, not in the fifth year only
        (date(2026, 5, 1), date(2026, 5, 7), "Liberation day"),
        (date(2026, 5, 12), date(2026, 5, 18), "Ascension day 14 May 2026; the Friday after it counts"),
        (date(2026, 5, 21), date(2026, 5, 27), "Whit Monday 25 May 2026"),
        // Christmas 2026: Friday and Saturday; the 24th and the 31st count
        (date(2026, 12, 22), date(2026, 12, 28), "Christmas eve counts, Christmas does not"),
        (date(2026, 12, 23), date(2026, 12, 29), "over Christmas"),
        (date(2026, 12, 29), date(2027, 1, 4), "over New Year: the 30th, the 31st, the 4th"),
        (date(2027, 12, 30), date(2028, 1, 4), "New Year's day on a Saturday"),
    ] {
        assert_eq!(RETOUR.uiterlijk(begin), uiterlijk, "{waarom}");
    }
}

#[test]
fn the_day_before_on_and_after() {
    let begin = date(2026, 11, 16);
    for (p, voor, op, na) in [
        (RETOUR, date(2026, 11, 18), date(2026, 11, 19), date(2026, 11, 20)),
        (DECLARATIEANTWOORD, date(2026, 11, 27), date(2026, 11, 30), date(2026, 12, 1)),
        (VERZOEK_TOEWIJZING, date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)),
        (VERZOEK_WIJZIGING, date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)),
        (START, date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)),
        (STOP, date(2026, 11, 20), date(2026, 11, 23), date(2026, 11, 24)),
        (ONDERZOEK_TOEWIJZING, date(2027, 1, 8), date(2027, 1, 11), date(2027, 1, 12)),
        (ONDERZOEK_WIJZIGING, date(2027, 1, 8), date(2027, 1, 11), date(2027, 1, 12)),
    ] {
        assert_eq!(p.stand(begin, voor), Termijnstand::Loopt { werkdagen: 1 }, "{}", p.code);
        assert_eq!(p.stand(begin, op), Termijnstand::Vandaag, "{}", p.code);
        assert_eq!(p.stand(begin, na), Termijnstand::TeLaat { werkdagen: 1 }, "{}", p.code);
    }
}

#[test]
fn lateness_counts_working_days_and_ends_in_never() {
    // received on Monday 16 November: in time up to and including Thursday 19
    let stand = |dag| RETOUR.stand(date(2026, 11, 16), dag);
    assert_eq!(stand(date(2026, 11, 17)), Termijnstand::Loopt { werkdagen: 2 });
    assert_eq!(stand(date(2026, 11, 21)), Termijnstand::TeLaat { werkdagen: 1 }, "Saturday adds nothing");
    assert_eq!(stand(date(2026, 11, 23)), Termijnstand::TeLaat { werkdagen: 2 });
    assert_eq!(stand(date(2026, 12, 17)), Termijnstand::TeLaat { werkdagen: 20 });
    assert_eq!(stand(date(2026, 12, 18)), Termijnstand::Nooit { werkdagen: 21 });
    // in time until Friday: on Saturday it is late, by no working day
    assert_eq!(RETOUR.stand(date(2026, 11, 17), date(2026, 11, 21)), Termijnstand::TeLaat { werkdagen: 0 });
}

#[test]
fn the_stand_in_words() {
    for (stand, tekst) in [
        (Termijnstand::Loopt { werkdagen: 2 }, "nog 2 werkdagen"),
        (Termijnstand::Loopt { werkdagen: 1 }, "nog 1 werkdag"),
        (Termijnstand::Vandaag, "vandaag"),
        (Termijnstand::TeLaat { werkdagen: 0 }, "net te laat"),
        (Termijnstand::TeLaat { werkdagen: 1 }, "1 werkdag te laat"),
        (Termijnstand::TeLaat { werkdagen: 3 }, "3 werkdagen te laat"),
        (Termijnstand::Nooit { werkdagen: 21 }, "nooit gekomen, 21 werkdagen te laat"),
    ] {
        assert_eq!(stand.to_string(), tekst);
    }
    assert_eq!(Duur::Werkdagen(3).to_string(), "3 werkdagen");
    assert_eq!(Duur::Weken(8).to_string(), "8 weken");
}

/// What a question to the database asks for is what the stand says, for every day of two years.
#[test]
fn the_borders_of_a_question_agree_with_the_stand() {
    for p in PLICHTEN {
        let mut vandaag = date(2026, 1, 1);
        while vandaag < date(2028, 1, 1) {
            let grens = p.laatste_begin(vandaag);
            assert!(p.uiterlijk(grens) <= vandaag, "{} {vandaag}", p.code);
            assert!(p.uiterlijk(grens.tomorrow().unwrap()) > vandaag, "{} {vandaag}", p.code);
            let nooit = p.laatste_begin_nooit(vandaag);
            assert!(matches!(p.stand(nooit, vandaag), Termijnstand::Nooit { .. }), "{} {vandaag}", p.code);
            let net_niet = p.stand(nooit.tomorrow().unwrap(), vandaag);
            assert!(!matches!(net_niet, Termijnstand::Nooit { .. }), "{} {vandaag}: {net_niet:?}", p.code);
            vandaag = vandaag.tomorrow().unwrap();
        }
    }
}

#[test]
fn an_assignment_that_came_late_counts_from_its_receipt() {
    let start = date(2026, 9, 1);
    assert_eq!(startterm(start, date(2026, 8, 20)), start);
    assert_eq!(startterm(start, start), start);
    assert_eq!(startterm(start, date(2026, 9, 15)), date(2026, 9, 15));
}

#[test]
fn the_reason_names_rule_begin_and_holidays() {
    let u = RETOUR.uitleg(date(2026, 12, 23));
    assert_eq!(u.uitkomst, "29 december 2026");
    assert_eq!(u.regel.as_deref(), Some("OP090"));
    let feest = u.invoer.iter().find(|(n, _)| n.starts_with("Feestdagen")).unwrap();
    assert_eq!(feest.1, "25 december 2026", "the 26th is a Saturday and would not have counted anyway");
    assert!(!RETOUR.uitleg(date(2026, 11, 16)).invoer.iter().any(|(n, _)| n.starts_with("Feestdagen")));
    assert!(
        !ONDERZOEK_WIJZIGING
            .uitleg(date(2026, 12, 1))
            .invoer
            .iter()
            .any(|(n, _)| n.starts_with("Feestdagen"))
    );
}
