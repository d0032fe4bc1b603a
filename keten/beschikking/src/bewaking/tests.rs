//! The day before, on and after each day on which something begins or ends to be watched.

use super::*;
use jiff::civil::date;
use toegang::Klokstand;

fn besluit(einddatum: Option<Datum>) -> Bewaakt {
    Bewaakt {
        besluit_op: date(2026, 1, 15),
        einddatum,
        tijdelijk: false,
        definitief: false,
        gepland_op: None,
        onderzocht_op: None,
    }
}

fn op(b: &Bewaakt, dag: Datum) -> Option<(Bewaakreden, String)> {
    bewaak(b, Bewaakregels::standaard(), dag).map(|p| (p.reden, p.termijn.stand(dag).to_string()))
}

#[test]
fn an_end_comes_onto_the_list_ten_weeks_before_and_leaves_it_four_weeks_after() {
    // ten weeks before 31 December is 22 October
    let b = besluit(Some(date(2026, 12, 31)));
    assert_eq!(op(&b, date(2026, 10, 21)), None);
    assert_eq!(op(&b, date(2026, 10, 22)), Some((Bewaakreden::Aflopend, "nog 70 dagen".into())));
    assert_eq!(op(&b, date(2026, 12, 30)).unwrap().1, "nog 1 dag");
    assert_eq!(op(&b, date(2026, 12, 31)).unwrap().1, "vandaag is de laatste dag");
    assert_eq!(op(&b, date(2027, 1, 1)).unwrap().1, "1 dag te laat");
    assert_eq!(op(&b, date(2027, 1, 28)).unwrap().1, "28 dagen te laat");
    assert_eq!(op(&b, date(2027, 1, 29)), None);
    // another lead is another first day
    let langer = Bewaakregels { voorloop_weken: 12, ..Bewaakregels::standaard() };
    assert!(bewaak(&b, langer, date(2026, 10, 8)).is_some());
    assert!(bewaak(&b, langer, date(2026, 10, 7)).is_none());
}

#[test]
fn an_end_in_a_weekend_or_on_a_holiday_stays_where_it_is() {
    // 26 December 2026 is a holiday and a Saturday; eight weeks before it is 31 October, a Saturday
    let p = bewaak(&besluit(Some(date(2026, 12, 26))), Bewaakregels::standaard(), date(2026, 12, 1)).unwrap();
    assert_eq!(p.termijn.uiterlijk, date(2026, 12, 26));
    assert_eq!(p.termijn.stand(date(2026, 12, 27)), Klokstand::TeLaat { dagen: 1 });
    let u = format!("{:?}", p.termijn.uitleg);
    assert!(u.contains("uiterlijk 31 oktober 2026"), "{u}");
}

#[test]
fn what_was_looked_at_before_its_end_needs_nothing_more() {
    let einde = date(2026, 12, 31);
    let met = |d| Bewaakt { onderzocht_op: Some(d), ..besluit(Some(einde)) };
    // a look on the first day of the lead is about the end; one on the day before was another one
    assert_eq!(op(&met(date(2026, 10, 22)), date(2026, 12, 1)), None);
    assert!(op(&met(date(2026, 10, 21)), date(2026, 12, 1)).is_some());
}

#[test]
fn looking_again_follows_the_rhythm_from_the_last_time() {
    let b = besluit(None);
    // due on 15 January 2027, so on the list from 6 November
    assert_eq!(op(&b, date(2026, 11, 5)), None);
    assert_eq!(op(&b, date(2026, 11, 6)), Some((Bewaakreden::Heronderzoek, "nog 70 dagen".into())));
    assert_eq!(op(&b, date(2027, 1, 15)).unwrap().1, "vandaag is de laatste dag");
    assert_eq!(op(&b, date(2028, 1, 15)).unwrap().1, "365 dagen te laat", "it stays until it is done");
    let gedaan = Bewaakt { onderzocht_op: Some(date(2027, 1, 10)), ..b };
    assert_eq!(op(&gedaan, date(2027, 1, 15)), None);
    let p = bewaak(&gedaan, Bewaakregels::standaard(), date(2027, 11, 1)).unwrap();
    assert_eq!(p.termijn.uiterlijk, date(2028, 1, 10));
}

#[test]
fn a_day_that_was_chosen_goes_before_the_rhythm() {
    let b = Bewaakt { gepland_op: Some(date(2026, 6, 1)), ..besluit(None) };
    assert_eq!(op(&b, date(2026, 3, 22)), None);
    assert_eq!(op(&b, date(2026, 3, 23)).unwrap().0, Bewaakreden::Heronderzoek);
    let later = Bewaakt { gepland_op: Some(date(2027, 6, 1)), ..besluit(None) };
    assert_eq!(op(&later, date(2027, 1, 15)), None, "the rhythm does not count then");
}

#[test]
fn what_ends_before_it_is_looked_at_again_is_watched_for_its_end_only() {
    // the rhythm gives 15 January 2027
    let rond = |einde| op(&besluit(Some(einde)), date(2026, 11, 6));
    assert_eq!(rond(date(2027, 1, 14)).unwrap().0, Bewaakreden::Aflopend);
    assert_eq!(rond(date(2027, 1, 15)).unwrap().0, Bewaakreden::Aflopend);
    // an end on 26 March comes onto the list on 15 January itself
    assert_eq!(rond(date(2027, 3, 26)), None);
    assert_eq!(rond(date(2027, 3, 27)).unwrap().0, Bewaakreden::Heronderzoek);
}

#[test]
fn a_temporary_decision_waits_for_the_definitive_one() {
    let b = Bewaakt { tijdelijk: true, ..besluit(Some(date(2026, 3, 15))) };
    assert_eq!(op(&b, date(2026, 1, 15)), Some((Bewaakreden::Definitief, "nog 59 dagen".into())));
    // 15 March 2026 is a Sunday, which moves nothing
    assert_eq!(op(&b, date(2026, 3, 15)).unwrap().1, "vandaag is de laatste dag");
    assert_eq!(op(&b, date(2026, 3, 16)).unwrap().1, "1 dag te laat");
    assert!(op(&b, date(2026, 4, 12)).is_some());
    assert_eq!(op(&b, date(2026, 4, 13)), None);
    assert_eq!(op(&Bewaakt { definitief: true, ..b }, date(2026, 3, 1)), None);
}

#[test]
fn the_choice_leaves_time_for_the_terms_of_the_law() {
    let met =
        |voorloop_weken, heronderzoek_maanden| Bewaakregels { voorloop_weken, heronderzoek_maanden }.mag();
    assert!(Bewaakregels::standaard().mag());
    assert_eq!((met(7, 12), met(8, 12), met(52, 12), met(53, 12)), (false, true, true, false));
    assert_eq!((met(10, 0), met(10, 1), met(10, 60), met(10, 61)), (false, true, true, false));
}

#[test]
fn what_the_search_finds_first_is_never_less_than_what_is_asked() {
    let r = Bewaakregels::standaard();
    let mut dag = date(2026, 1, 1);
    for _ in 0..800 {
        let b = Bewaakt { besluit_op: dag, ..besluit(None) };
        for plus in 270..310 {
            let vandaag = dag.saturating_add(plus.days());
            if bewaak(&b, r, vandaag).is_some() {
                assert!(dag <= r.besluit_tot(vandaag), "{dag} {vandaag}");
            }
        }
        dag = dag.tomorrow().unwrap();
    }
}
