//! Every rule over messages for start and stop: one case that breaks it and one just on the right side.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use jiff::civil::{Date, date};
use kern::{AgbCode, Product, Productcategorie, Productcode};
use levering::{
    Feiten, Gevolg, Levering, LeveringId, Leveringsleutel, Leveringstand, RedenBeeindiging, Soort,
    StartMelding, StatusAanlevering, StopMelding, beoordeel_start, beoordeel_stop, gevolgen_start,
    gevolgen_stop, stand,
};
use toewijzing::Toewijzingnummer;

const MEI: Date = date(2026, 5, 17);
const JUNI: Date = date(2026, 6, 20);
const JULI: Date = date(2026, 7, 4);

fn nummer(n: i64) -> Toewijzingnummer {
    Toewijzingnummer::new(n).unwrap()
}

fn product(code: &str) -> Product {
    Product {
        categorie: Productcategorie::parse(&code[..2]).unwrap(),
        code: (code.len() > 2).then(|| Productcode::parse(code).unwrap()),
    }
}

fn sleutel(begin: Date) -> Leveringsleutel {
    Leveringsleutel { toewijzing: Some(nummer(668_877)), product: Some(product("07M01")), begindatum: begin }
}

fn agb() -> AgbCode {
    AgbCode::parse("41410001").unwrap()
}

fn kept(id: i64, sleutel: Leveringsleutel, soort: Soort) -> Levering {
    Levering { id: LeveringId(id), agb: agb(), sleutel, soort, verwijderd: false }
}

fn gestart(begin: Date) -> Levering {
    kept(1, sleutel(begin), Soort::Start)
}

fn gestopt(begin: Date, reden: &str, einddatum: Date) -> Levering {
    kept(2, sleutel(begin), Soort::Stop { reden: RedenBeeindiging::parse(reden).unwrap(), einddatum })
}

fn weg(mut l: Levering) -> Levering {
    l.verwijderd = true;
    l
}

fn start(begin: Date, status: &str) -> StartMelding {
    StartMelding {
        pad: "/Bericht/Client/StartProducten/StartProduct[1]".to_owned(),
        sleutel: sleutel(begin),
        toewijzing_ingangsdatum: Some(date(2026, 5, 15)),
        status: StatusAanlevering::parse(status).unwrap(),
    }
}

fn stop(begin: Date, reden: &str, einddatum: Date, status: &str) -> StopMelding {
    StopMelding {
        pad: "/Bericht/Client/StopProducten/StopProduct[1]".to_owned(),
        sleutel: sleutel(begin),
        toewijzing_ingangsdatum: Some(date(2026, 5, 15)),
        reden: RedenBeeindiging::parse(reden).unwrap(),
        einddatum,
        status: StatusAanlevering::parse(status).unwrap(),
    }
}

fn starts(meldingen: &[StartMelding], historie: &[Levering]) -> Vec<&'static str> {
    let toewijzingen = [nummer(668_877)];
    let f = Feiten { agb: agb(), toewijzingen: &toewijzingen, historie, taakgericht: false };
    beoordeel_start(meldingen, &f).into_iter().map(|b| b.regel).collect()
}

fn stops(meldingen: &[StopMelding], historie: &[Levering]) -> Vec<&'static str> {
    let toewijzingen = [nummer(668_877)];
    let f = Feiten { agb: agb(), toewijzingen: &toewijzingen, historie, taakgericht: false };
    beoordeel_stop(meldingen, &f).into_iter().map(|b| b.regel).collect()
}

#[test]
fn tr019_a_report_belongs_to_an_assignment() {
    assert_eq!(starts(&[start(MEI, "1")], &[]), Vec::<&str>::new());
    let mut vreemd = start(MEI, "1");
    vreemd.sleutel.toewijzing = Some(nummer(1));
    assert_eq!(starts(&[vreemd], &[]), ["TR019"]);
    let mut zonder = start(MEI, "1");
    zonder.sleutel.toewijzing = None;
    assert_eq!(starts(std::slice::from_ref(&zonder), &[]), ["TR019"]);
    // Task-directed: the key is product and first day (IV096).
    let taak = Feiten { agb: agb(), toewijzingen: &[], historie: &[], taakgericht: true };
    assert!(beoordeel_start(&[zonder], &taak).is_empty());
    let mut los = stop(MEI, "23", JUNI, "1");
    los.sleutel.toewijzing = Some(nummer(1));
    assert_eq!(stops(&[los], &[gestart(MEI)]), ["TR019", "TR382"]);
}

#[test]
fn tr063_a_removal_names_an_earlier_report_exactly() {
    assert_eq!(starts(&[start(MEI, "3")], &[gestart(MEI)]), Vec::<&str>::new());
    assert_eq!(starts(&[start(MEI, "3")], &[]), ["TR063"]);
    assert_eq!(starts(&[start(JUNI, "3")], &[gestart(MEI)]), ["TR063"]);
    assert_eq!(starts(&[start(MEI, "3")], &[weg(gestart(MEI))]), ["TR063"], "removed before");

    let historie = [gestart(MEI), gestopt(MEI, "23", JUNI)];
    assert_eq!(stops(&[stop(MEI, "23", JUNI, "3")], &historie), Vec::<&str>::new());
    assert_eq!(stops(&[stop(MEI, "23", JULI, "3")], &historie), ["TR063"], "another end date");
    assert_eq!(stops(&[stop(MEI, "21", JUNI, "3")], &historie), ["TR063"], "another reason");
}

#[test]
fn tr063_a_removal_is_not_checked_further() {
    // Neither the assignment nor the dates matter for what is taken back.
    let f = Feiten { agb: agb(), toewijzingen: &[], historie: &[gestart(MEI)], taakgericht: false };
    assert!(beoordeel_start(&[start(MEI, "3")], &f).is_empty());
}

#[test]
fn tr071_a_start_with_a_stop_cannot_be_removed() {
    for reden in ["20", "23"] {
        let historie = [gestart(MEI), gestopt(MEI, reden, JUNI)];
        assert_eq!(starts(&[start(MEI, "3")], &historie), ["TR071"], "{reden}");
    }
    let historie = [gestart(MEI), weg(gestopt(MEI, "20", JUNI))];
    assert_eq!(starts(&[start(MEI, "3")], &historie), Vec::<&str>::new(), "the stop was removed first");
}

#[test]
fn tr074_the_same_start_or_stop_comes_once() {
    let historie = [gestart(MEI), gestopt(MEI, "20", JUNI)];
    assert_eq!(starts(&[start(MEI, "1")], &historie), ["TR074"]);
    assert_eq!(starts(&[start(MEI, "1")], &[gestart(MEI)]), ["TR074", "TR326"]);
    assert_eq!(
        starts(&[start(MEI, "1")], &[weg(gestart(MEI))]),
        Vec::<&str>::new(),
        "removed counts as not sent"
    );
    assert_eq!(stops(&[stop(MEI, "20", JUNI, "1")], &historie), ["TR074", "TR413"]);
}

#[test]
fn tr326_one_delivery_at_a_time_on_an_assignment() {
    assert_eq!(starts(&[start(JULI, "1")], &[gestart(MEI)]), ["TR326"]);
    for reden in ["20", "23"] {
        let historie = [gestart(MEI), gestopt(MEI, reden, JUNI)];
        assert_eq!(starts(&[start(JULI, "1")], &historie), Vec::<&str>::new(), "after any stop (OP379)");
    }
    let mut ander = gestart(MEI);
    ander.sleutel.toewijzing = Some(nummer(5));
    assert_eq!(starts(&[start(JULI, "1")], &[ander]), Vec::<&str>::new(), "another assignment");
    assert_eq!(starts(&[start(MEI, "1"), start(JULI, "1")], &[]), ["TR326"], "two in one message");
}

#[test]
fn a_correction_stands_beside_what_it_replaces_in_either_order() {
    let nieuw = start(date(2026, 5, 18), "1");
    let oud = start(MEI, "3");
    assert!(starts(&[oud.clone(), nieuw.clone()], &[gestart(MEI)]).is_empty());
    assert!(starts(&[nieuw.clone(), oud.clone()], &[gestart(MEI)]).is_empty());
    let toewijzingen = [nummer(668_877)];
    let historie = [gestart(MEI)];
    let f = Feiten { agb: agb(), toewijzingen: &toewijzingen, historie: &historie, taakgericht: false };
    assert_eq!(gevolgen_start(&[nieuw, oud], &f), [Gevolg::Verwijderen(LeveringId(1)), Gevolg::Bewaren(0)]);
}

#[test]
fn tr382_a_stop_takes_over_the_key_of_an_actual_start() {
    assert_eq!(stops(&[stop(MEI, "20", JUNI, "1")], &[gestart(MEI)]), Vec::<&str>::new());
    assert_eq!(stops(&[stop(MEI, "20", JUNI, "1")], &[]), ["TR382"], "no start at all");
    assert_eq!(stops(&[stop(MEI, "20", JUNI, "1")], &[weg(gestart(MEI))]), ["TR382"], "a removed start");
    let mut anders = stop(MEI, "20", JUNI, "1");
    anders.sleutel.product = Some(product("07M02"));
    assert_eq!(stops(&[anders], &[gestart(MEI)]), ["TR382"], "another product");
    assert_eq!(
        stops(&[stop(date(2026, 5, 18), "20", JUNI, "1")], &[gestart(MEI)]),
        ["TR382"],
        "another first day"
    );
    // OP155: after a restart the last start is the actual one.
    let herstart = [gestart(MEI), gestopt(MEI, "20", JUNI), kept(3, sleutel(JULI), Soort::Start)];
    assert_eq!(stops(&[stop(MEI, "23", JULI, "1")], &herstart), ["TR382"]);
    assert_eq!(stops(&[stop(JULI, "23", JULI, "1")], &herstart), Vec::<&str>::new());
}

#[test]
fn tr382_another_provider_does_not_count() {
    let mut ander = gestart(MEI);
    ander.agb = AgbCode::parse("41410002").unwrap();
    assert_eq!(stops(&[stop(MEI, "20", JUNI, "1")], &[ander]), ["TR382"]);
}

#[test]
fn tr413_after_a_temporary_stop_only_a_definite_one() {
    let historie = [gestart(MEI), gestopt(MEI, "20", JUNI)];
    assert_eq!(stops(&[stop(MEI, "20", JULI, "1")], &historie), ["TR413"]);
    assert_eq!(stops(&[stop(MEI, "23", JULI, "1")], &historie), Vec::<&str>::new());
    let tijdelijk_weg = [gestart(MEI), weg(gestopt(MEI, "20", JUNI))];
    assert_eq!(stops(&[stop(MEI, "20", JULI, "1")], &tijdelijk_weg), Vec::<&str>::new());
}

#[test]
fn tr414_the_definite_stop_is_not_before_the_temporary_one() {
    let historie = [gestart(MEI), gestopt(MEI, "20", JUNI)];
    assert_eq!(stops(&[stop(MEI, "23", date(2026, 6, 19), "1")], &historie), ["TR414"]);
    assert_eq!(
        stops(&[stop(MEI, "23", JUNI, "1")], &historie),
        Vec::<&str>::new(),
        "the same day is fine (casus 2)"
    );
    assert_eq!(stops(&[stop(MEI, "23", date(2026, 6, 21), "1")], &historie), Vec::<&str>::new());
}

#[test]
fn tr415_after_a_definite_stop_nothing_without_a_start() {
    let historie = [gestart(MEI), gestopt(MEI, "23", JUNI)];
    for reden in ["20", "21"] {
        assert_eq!(stops(&[stop(MEI, reden, JULI, "1")], &historie), ["TR382", "TR415"], "{reden}");
    }
    let historie = [gestart(MEI), weg(gestopt(MEI, "23", JUNI))];
    assert_eq!(stops(&[stop(MEI, "21", JUNI, "1")], &historie), Vec::<&str>::new(), "the stop was removed");
}

#[test]
fn all_reasons_come_at_once_and_at_their_own_place() {
    let historie = [gestart(MEI), gestopt(MEI, "20", JUNI), gestopt(MEI, "23", JUNI)];
    let mut tweede = stop(MEI, "20", date(2026, 6, 1), "1");
    tweede.pad = "/Bericht/Client/StopProducten/StopProduct[2]".to_owned();
    let toewijzingen = [];
    let f = Feiten { agb: agb(), toewijzingen: &toewijzingen, historie: &historie, taakgericht: false };
    let b = beoordeel_stop(&[stop(MEI, "23", JUNI, "3"), tweede.clone()], &f);
    let regels: Vec<_> = b.iter().map(|b| (b.regel, b.retourcode.unwrap().0)).collect();
    assert_eq!(regels, [("TR019", "9019"), ("TR413", "9413"), ("TR414", "9414")]);
    assert!(b.iter().all(|b| b.pad == tweede.pad));
}

#[test]
fn a_temporary_and_a_definite_stop_may_come_in_one_message_in_either_order() {
    let (t, d) = (stop(MEI, "20", JUNI, "1"), stop(MEI, "23", JULI, "1"));
    assert!(stops(&[t.clone(), d.clone()], &[gestart(MEI)]).is_empty());
    assert!(stops(&[d.clone(), t.clone()], &[gestart(MEI)]).is_empty());
    let te_vroeg = stop(MEI, "23", MEI, "1");
    assert_eq!(stops(&[te_vroeg, t], &[gestart(MEI)]), ["TR414"]);
}

#[test]
fn a_stop_that_was_corrected_takes_the_place_of_the_old_one() {
    let historie = [gestart(MEI), gestopt(MEI, "23", JUNI)];
    let meldingen = [stop(MEI, "23", date(2026, 6, 10), "1"), stop(MEI, "23", JUNI, "3")];
    assert!(stops(&meldingen, &historie).is_empty());
    let toewijzingen = [nummer(668_877)];
    let f = Feiten { agb: agb(), toewijzingen: &toewijzingen, historie: &historie, taakgericht: false };
    assert_eq!(gevolgen_stop(&meldingen, &f), [Gevolg::Verwijderen(LeveringId(2)), Gevolg::Bewaren(0)]);
}

/// Every order of the reports in a message gives the same verdict (OP080).
#[test]
fn the_order_within_a_message_has_no_meaning() {
    fn volgordes<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
        if items.len() < 2 {
            return vec![items.to_vec()];
        }
        let mut uit = Vec::new();
        for i in 0..items.len() {
            let mut rest = items.to_vec();
            let eerste = rest.remove(i);
            uit.extend(volgordes(&rest).into_iter().map(|r| [vec![eerste.clone()], r].concat()));
        }
        uit
    }
    fn gesorteerd(bevindingen: Vec<kern::Bevinding>) -> Vec<(String, &'static str)> {
        let mut uit: Vec<_> = bevindingen.into_iter().map(|b| (b.pad, b.regel)).collect();
        uit.sort();
        uit
    }
    let toewijzingen = [nummer(668_877)];
    let historie = [gestart(MEI), gestopt(MEI, "20", JUNI)];
    let f = Feiten { agb: agb(), toewijzingen: &toewijzingen, historie: &historie, taakgericht: false };

    let mut start_lijst = [start(MEI, "3"), start(MEI, "1"), start(JULI, "1"), start(date(2026, 8, 1), "1")];
    for (i, m) in start_lijst.iter_mut().enumerate() {
        m.pad = format!("/{i}");
    }
    let eerste = gesorteerd(beoordeel_start(&start_lijst, &f));
    assert!(!eerste.is_empty());
    for volgorde in volgordes(&start_lijst) {
        assert_eq!(gesorteerd(beoordeel_start(&volgorde, &f)), eerste);
    }

    let mut stop_lijst = [
        stop(MEI, "20", JUNI, "3"),
        stop(MEI, "20", JULI, "1"),
        stop(MEI, "23", JUNI, "1"),
        stop(MEI, "21", JULI, "1"),
    ];
    for (i, m) in stop_lijst.iter_mut().enumerate() {
        m.pad = format!("/{i}");
    }
    let eerste = gesorteerd(beoordeel_stop(&stop_lijst, &f));
    assert!(!eerste.is_empty());
    for volgorde in volgordes(&stop_lijst) {
        assert_eq!(gesorteerd(beoordeel_stop(&volgorde, &f)), eerste);
    }
}

#[test]
fn the_stand_follows_the_last_start_in_any_order_of_arrival() {
    let alles = [
        gestopt(MEI, "23", JUNI),
        gestopt(MEI, "20", JUNI),
        gestart(MEI),
        kept(9, sleutel(JULI), Soort::Start),
    ];
    assert_eq!(stand(alles.iter()), Leveringstand::Loopt { sinds: JULI });
    assert_eq!(
        stand(alles[..3].iter()),
        Leveringstand::Gestopt { op: JUNI, reden: RedenBeeindiging::InOverleg }
    );
    assert_eq!(stand(alles[1..3].iter()), Leveringstand::TijdelijkGestopt { op: JUNI });
    assert_eq!(stand([].iter()), Leveringstand::NietGestart);
    assert_eq!(stand([weg(gestart(MEI))].iter()), Leveringstand::NietGestart);
}

#[test]
fn every_reason_reads_its_own_code() {
    for r in RedenBeeindiging::ALLE {
        assert_eq!(RedenBeeindiging::parse(r.code()), Some(*r));
        assert_eq!(r.is_tijdelijk(), r.code() == "20");
    }
    assert_eq!(RedenBeeindiging::parse("01"), None);
    assert_eq!(StatusAanlevering::parse("2"), None, "CS058");
}
