//! The rules on a request (315, 317) and on the answer to it (319): each broken, and each just right.
#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use jiff::civil::{Date, date, time};
use kern::{
    AgbCode, Bevinding, Eenheid, Eurocent, Frequentie, Gemeentecode, Product, Productcategorie, Productcode,
};
use toegang::ClientId;
use toewijzing::{
    AangevraagdProduct, Antwoordfeiten, GewenstProduct, GewensteWijziging, Omvang, RedenAfwijzing,
    RedenWijziging, Stempel, Toewijzing, Toewijzingnummer, Verzoekantwoord, Verzoekfeiten, Verzoekstand,
    Wijzigingsverzoek, beoordeel_antwoord, beoordeel_vot, beoordeel_vow, reactie_uiterlijk, reactietermijn,
};

/// Day of the request and of its receipt.
const DAG: Date = date(2026, 10, 15);

fn nr(n: i64) -> Toewijzingnummer {
    Toewijzingnummer::new(n).unwrap()
}

fn product(categorie: &str, code: &str) -> Product {
    Product {
        categorie: Productcategorie::parse(categorie).unwrap(),
        code: (!code.is_empty()).then(|| Productcode::parse(code).unwrap()),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "every omvang here is one that may be absent")]
fn uren(volume: i64, frequentie: Frequentie) -> Option<Omvang> {
    Some(Omvang { volume, eenheid: Eenheid::Uur, frequentie })
}

/// Three hours a week over 2026.
fn toewijzing(nummer: i64) -> Toewijzing {
    Toewijzing {
        gemeente: Gemeentecode::parse("0796").unwrap(),
        nummer: nr(nummer),
        client: ClientId(1),
        besluit: None,
        agb: AgbCode::parse("41410001").unwrap(),
        product: Some(product("02", "02A01")),
        stempel: Stempel { datum: date(2025, 12, 1), tijd: time(9, 0, 0, 0) },
        ingangsdatum: date(2026, 1, 1),
        einddatum: Some(date(2026, 12, 31)),
        omvang: uren(3, Frequentie::Week),
        budget: None,
        reden_wijziging: None,
        referentie_aanbieder: None,
        verzonden_in: Some(1),
    }
}

/// The same assignment from 1 November on for five hours a week.
fn wijziging(nummer: i64) -> GewensteWijziging {
    GewensteWijziging {
        nummer: nr(nummer),
        ingangsdatum: date(2026, 11, 1),
        einddatum: Some(date(2026, 12, 31)),
        omvang: uren(5, Frequentie::Week),
        budget: None,
    }
}

fn vow() -> Wijzigingsverzoek {
    Wijzigingsverzoek {
        referentie: "A001".into(),
        ongewijzigd: Vec::new(),
        te_wijzigen: vec![wijziging(1)],
        nieuw: Vec::new(),
    }
}

fn nieuw(code: &str, van: Date, tot: Date) -> GewenstProduct {
    GewenstProduct {
        product: Some(product("02", code)),
        ingangsdatum: van,
        einddatum: Some(tot),
        omvang: uren(1, Frequentie::Week),
        budget: None,
    }
}

fn aangevraagd(referentie: &str) -> AangevraagdProduct {
    AangevraagdProduct {
        referentie: referentie.into(),
        gewenst: nieuw("02A01", date(2026, 11, 1), date(2026, 12, 31)),
    }
}

fn feiten(toewijzingen: &[Toewijzing]) -> Verzoekfeiten<'_> {
    Verzoekfeiten { client_bekend: true, toewijzingen, gebruikt: &[], onderhanden: None, vandaag: DAG }
}

fn codes(b: &[Bevinding]) -> Vec<(&'static str, &'static str, &str)> {
    b.iter().map(|b| (b.regel, b.retourcode.map_or("", |c| c.0), b.pad.as_str())).collect()
}

fn regels(v: &Wijzigingsverzoek, t: &[Toewijzing]) -> Vec<&'static str> {
    beoordeel_vow(v, DAG, &feiten(t)).iter().map(|b| b.regel).collect()
}

const WIJZIG: &str = "/Bericht/Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]";

#[test]
fn a_request_that_is_right_has_no_findings() {
    assert_eq!(regels(&vow(), &[toewijzing(1)]), [""; 0]);
    assert!(beoordeel_vot(&[aangevraagd("A001"), aangevraagd("A002")], &feiten(&[])).is_empty());
}

#[test]
fn tr347_a_reference_is_used_once_over_vot_and_vow() {
    let gebruikt = ["A001".to_owned()];
    let t = [toewijzing(1)];
    let f = Verzoekfeiten { gebruikt: &gebruikt, ..feiten(&t) };
    let vot = beoordeel_vot(&[aangevraagd("A000"), aangevraagd("A001")], &f);
    let pad = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]/ReferentieAanbieder";
    assert_eq!(codes(&vot), [("TR347", "9347", pad)]);
    let b = beoordeel_vow(&vow(), DAG, &f);
    assert_eq!(codes(&b), [("TR347", "9347", "/Bericht/Client/Verzoek/ReferentieAanbieder")]);
    assert!(beoordeel_vow(&Wijzigingsverzoek { referentie: "A002".into(), ..vow() }, DAG, &f).is_empty());
}

#[test]
fn tr374_one_request_at_a_time() {
    let t = [toewijzing(1)];
    let f = Verzoekfeiten { onderhanden: Some("Z9"), ..feiten(&t) };
    assert_eq!(codes(&beoordeel_vow(&vow(), DAG, &f)), [("TR374", "9374", "/Bericht")]);
    assert_eq!(codes(&beoordeel_vot(&[aangevraagd("A001")], &f)), [("TR374", "9374", "/Bericht")]);
}

#[test]
fn tr374_a_request_is_pending_until_it_is_refused_or_its_assignment_was_sent() {
    let pending = |s: Verzoekstand| s.onderhanden();
    assert!(pending(Verzoekstand::Ingediend));
    assert!(pending(Verzoekstand::InOnderzoek));
    assert!(pending(Verzoekstand::Gehonoreerd { gemeld: false }));
    assert!(!pending(Verzoekstand::Gehonoreerd { gemeld: true }));
    assert!(!pending(Verzoekstand::Afgewezen(RedenAfwijzing::Budget)));
    assert!(!pending(Verzoekstand::NietVerzonden));
}

#[test]
fn tr304_an_unknown_client_is_told_and_nothing_below_is_judged() {
    let f = Verzoekfeiten { client_bekend: false, ..feiten(&[]) };
    assert_eq!(codes(&beoordeel_vow(&vow(), DAG, &f)), [("TR304", "8187", "/Bericht/Client/Bsn")]);
}

#[test]
fn tr349_every_current_assignment_is_named() {
    // valid up to and including today: still current
    let mut loopt_af = toewijzing(2);
    (loopt_af.product, loopt_af.einddatum) = (Some(product("02", "02A02")), Some(DAG));
    let t = [toewijzing(1), loopt_af];
    let b = beoordeel_vow(&vow(), DAG, &feiten(&t));
    assert_eq!(codes(&b), [("TR349", "9349", "/Bericht/Client/Verzoek")]);
    assert!(b[0].tekst.contains("ontbreekt: 2"), "{}", b[0].tekst);
    let compleet = Wijzigingsverzoek { ongewijzigd: vec![nr(2)], ..vow() };
    assert_eq!(regels(&compleet, &t), [""; 0]);
}

#[test]
fn tr349_what_ended_yesterday_or_was_taken_back_is_not_current_and_what_begins_later_is() {
    let mut voorbij = toewijzing(2);
    voorbij.einddatum = Some(date(2026, 10, 14));
    let mut weg = toewijzing(3);
    (weg.ingangsdatum, weg.einddatum) = (date(2026, 12, 1), Some(date(2026, 12, 1)));
    weg.reden_wijziging = Some(RedenWijziging::Verwijderd);
    let mut vervallen = weg.clone();
    vervallen.nummer = nr(4);
    vervallen.reden_wijziging = Some(RedenWijziging::AdministratieveCorrectieVervallen);
    assert_eq!(regels(&vow(), &[toewijzing(1), voorbij, weg.clone(), vervallen]), [""; 0]);
    // the same day with another reason is an assignment of one day
    let mut een_dag = weg;
    een_dag.reden_wijziging = None;
    een_dag.product = Some(product("02", "02A09"));
    assert_eq!(regels(&vow(), &[toewijzing(1), een_dag]), ["TR349"]);
}

#[test]
fn tr350_and_tr351_only_current_assignments_are_named() {
    let mut voorbij = toewijzing(2);
    voorbij.einddatum = Some(date(2026, 10, 14));
    let v = Wijzigingsverzoek {
        ongewijzigd: vec![nr(1), nr(2), nr(99)],
        te_wijzigen: vec![wijziging(2)],
        ..vow()
    };
    let t = [toewijzing(1), voorbij];
    let b = beoordeel_vow(&v, DAG, &feiten(&t));
    let o = |n| format!("/Bericht/Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[{n}]");
    let (o2, o3) = (o(2), o(3));
    assert_eq!(codes(&b), [("TR350", "9350", &*o2), ("TR350", "9350", &*o3), ("TR351", "9351", WIJZIG)]);
}

#[test]
fn tr350_just_right_on_the_last_day() {
    let mut loopt_af = toewijzing(2);
    (loopt_af.product, loopt_af.einddatum) = (Some(product("02", "02A02")), Some(DAG));
    let v = Wijzigingsverzoek { ongewijzigd: vec![nr(2)], ..vow() };
    assert_eq!(regels(&v, &[toewijzing(1), loopt_af]), [""; 0]);
}

#[test]
fn tr351_just_right_on_the_last_day() {
    let mut t = toewijzing(1);
    t.einddatum = Some(DAG);
    assert_eq!(regels(&vow(), std::slice::from_ref(&t)), [""; 0]);
    t.einddatum = Some(date(2026, 10, 14));
    assert_eq!(regels(&vow(), &[t]), ["TR351"]);
}

#[test]
fn tr357_a_change_begins_after_the_request_or_with_the_assignment() {
    let op = |dag| {
        let v = Wijzigingsverzoek {
            te_wijzigen: vec![GewensteWijziging { ingangsdatum: dag, ..wijziging(1) }],
            ..vow()
        };
        let t = [toewijzing(1)];
        let b = beoordeel_vow(&v, DAG, &feiten(&t));
        b.iter().map(|b| (b.regel, b.pad.clone())).collect::<Vec<_>>()
    };
    let pad = format!("{WIJZIG}/GewensteIngangsdatum");
    assert_eq!(op(date(2026, 10, 14)), [("TR357", pad.clone())]);
    assert_eq!(op(date(2026, 10, 15)), [("TR357", pad)]);
    assert_eq!(op(date(2026, 10, 16)), []);
    assert_eq!(op(date(2026, 1, 1)), [], "the whole term");
}

#[test]
fn tr373_a_budget_or_a_total_changes_over_the_whole_term() {
    let mut budget = toewijzing(1);
    (budget.product, budget.omvang, budget.budget) = (None, None, Some(Eurocent(100_000)));
    let mut totaal = toewijzing(1);
    totaal.omvang = uren(80, Frequentie::Totaal);
    let van_budget = GewensteWijziging { omvang: None, budget: Some(Eurocent(120_000)), ..wijziging(1) };
    let van_totaal = GewensteWijziging { omvang: uren(90, Frequentie::Totaal), ..wijziging(1) };
    for (t, w) in [(budget, van_budget), (totaal, van_totaal)] {
        let met = |w| Wijzigingsverzoek { te_wijzigen: vec![w], ..vow() };
        assert_eq!(regels(&met(w), std::slice::from_ref(&t)), ["TR373"]);
        let heel = GewensteWijziging { ingangsdatum: t.ingangsdatum, ..w };
        assert_eq!(regels(&met(heel), std::slice::from_ref(&t)), [""; 0]);
        // the same budget or total: only the end changes
        let gelijk = GewensteWijziging { omvang: t.omvang, budget: t.budget, ..w };
        assert_eq!(regels(&met(gelijk), &[t]), [""; 0]);
    }
}

#[test]
fn tr375_without_a_product_there_is_no_omvang() {
    let mut t = toewijzing(1);
    (t.product, t.omvang, t.budget) = (None, None, Some(Eurocent(100_000)));
    t.ingangsdatum = date(2020, 1, 1);
    let met = |omvang, einddatum| Wijzigingsverzoek {
        te_wijzigen: vec![GewensteWijziging {
            ingangsdatum: date(2020, 1, 1),
            omvang,
            einddatum,
            ..wijziging(1)
        }],
        ..vow()
    };
    let t = [t];
    assert_eq!(regels(&met(uren(5, Frequentie::Week), None), &t), ["TR375"]);
    assert_eq!(regels(&met(uren(5, Frequentie::Week), Some(date(2021, 1, 1))), &t), ["TR375"]);
    assert_eq!(regels(&met(uren(5, Frequentie::Week), Some(date(2020, 12, 31))), &t), [""; 0]);
    assert_eq!(regels(&met(None, None), &t), [""; 0]);
}

#[test]
fn tr411_with_a_code_there_is_an_omvang() {
    let zonder = GewensteWijziging { omvang: None, ingangsdatum: date(2026, 1, 1), ..wijziging(1) };
    let v = Wijzigingsverzoek { te_wijzigen: vec![zonder], ..vow() };
    let t = [toewijzing(1)];
    let b = beoordeel_vow(&v, DAG, &feiten(&t));
    assert_eq!(codes(&b), [("TR411", "9411", &*format!("{WIJZIG}/Omvang"))]);
    assert_eq!(regels(&vow(), &t), [""; 0]);
}

#[test]
fn tr412_with_only_a_category_there_is_no_omvang() {
    let mut t = toewijzing(1);
    (t.product, t.omvang) = (Some(product("02", "")), None);
    t.ingangsdatum = date(2020, 1, 1);
    let met = |omvang, einddatum| Wijzigingsverzoek {
        te_wijzigen: vec![GewensteWijziging {
            ingangsdatum: date(2020, 1, 1),
            omvang,
            einddatum,
            ..wijziging(1)
        }],
        ..vow()
    };
    let t = [t];
    assert_eq!(regels(&met(uren(5, Frequentie::Week), None), &t), ["TR412"]);
    assert_eq!(regels(&met(uren(5, Frequentie::Week), Some(date(2021, 1, 1))), &t), ["TR412"]);
    assert_eq!(regels(&met(uren(5, Frequentie::Week), Some(date(2020, 12, 31))), &t), [""; 0]);
    assert_eq!(regels(&met(None, None), &t), [""; 0]);
}

#[test]
fn tr361_no_product_twice_in_what_is_asked() {
    let kort = GewensteWijziging {
        ingangsdatum: date(2026, 1, 1),
        einddatum: Some(date(2026, 10, 31)),
        omvang: uren(3, Frequentie::Week),
        ..wijziging(1)
    };
    let met = |van| Wijzigingsverzoek {
        te_wijzigen: vec![kort],
        nieuw: vec![nieuw("02A01", van, date(2026, 12, 31))],
        ..vow()
    };
    let t = [toewijzing(1)];
    let b = beoordeel_vow(&met(date(2026, 10, 31)), DAG, &feiten(&t));
    assert_eq!(codes(&b), [("TR361", "9361", "/Bericht/Client/Verzoek")]);
    assert_eq!(regels(&met(date(2026, 11, 1)), &t), [""; 0]);
    // the assignment that changes later runs on until then
    let later = Wijzigingsverzoek {
        te_wijzigen: vec![wijziging(1)],
        nieuw: vec![nieuw("02A01", date(2026, 10, 20), date(2026, 10, 30))],
        ..vow()
    };
    assert_eq!(regels(&later, &t), ["TR361"]);
    // aids may overlap
    let mut hulp = toewijzing(1);
    hulp.product = Some(product("11", "11001"));
    let n =
        GewenstProduct { product: hulp.product, ..nieuw("02A01", date(2026, 10, 20), date(2026, 12, 31)) };
    assert_eq!(regels(&Wijzigingsverzoek { nieuw: vec![n], ..vow() }, &[hulp]), [""; 0]);
}

#[test]
fn all_reasons_come_together() {
    let gebruikt = ["A001".to_owned()];
    let t = [toewijzing(1), toewijzing(2)];
    let f = Verzoekfeiten { gebruikt: &gebruikt, onderhanden: Some("Z9"), ..feiten(&t) };
    let v = Wijzigingsverzoek {
        ongewijzigd: vec![nr(9)],
        te_wijzigen: vec![
            GewensteWijziging { ingangsdatum: DAG, omvang: None, ..wijziging(1) },
            wijziging(8),
        ],
        nieuw: vec![nieuw("02A01", date(2026, 11, 1), date(2026, 12, 31))],
        ..vow()
    };
    let b: Vec<_> = beoordeel_vow(&v, DAG, &f).iter().map(|b| b.regel).collect();
    assert_eq!(b, ["TR374", "TR347", "TR349", "TR350", "TR357", "TR411", "TR351", "TR361"]);
}

#[test]
fn tr355_tr359_tr360_and_tr365_on_every_history() {
    use Verzoekantwoord::{Afgewezen, InOnderzoek};
    let af = Afgewezen(RedenAfwijzing::Budget);
    let of =
        |in_onderzoek, afgewezen, toegewezen| Some(Antwoordfeiten { in_onderzoek, afgewezen, toegewezen });
    for (antwoord, verzoek, verwacht) in [
        (af, None, &["TR355"][..]),
        (InOnderzoek, None, &["TR355"]),
        (af, of(false, false, false), &[]),
        (InOnderzoek, of(false, false, false), &[]),
        (af, of(true, false, false), &[]),
        (InOnderzoek, of(true, false, false), &["TR360"]),
        (af, of(false, true, false), &["TR365"]),
        (InOnderzoek, of(false, true, false), &["TR360", "TR365"]),
        (af, of(false, false, true), &["TR359"]),
        (InOnderzoek, of(true, false, true), &["TR359", "TR360"]),
        (af, of(true, true, true), &["TR359", "TR365"]),
    ] {
        let b = beoordeel_antwoord(antwoord, verzoek);
        assert_eq!(b.iter().map(|b| b.regel).collect::<Vec<_>>(), verwacht, "{antwoord:?} {verzoek:?}");
        for b in b {
            assert_eq!(b.retourcode.unwrap().0[1..], b.regel[2..]);
        }
    }
}

#[test]
fn a_stand_changes_as_the_standard_says_and_in_no_other_way() {
    let s = Verzoekstand::Ingediend;
    let reden = RedenAfwijzing::GeenContract;
    let onderzoek = s.neem_in_onderzoek().unwrap();
    assert_eq!(onderzoek.neem_in_onderzoek().unwrap_err().regel, "TR360");
    for open in [s, onderzoek] {
        assert_eq!(open.wijs_af(reden), Ok(Verzoekstand::Afgewezen(reden)));
        assert_eq!(open.honoreer(), Ok(Verzoekstand::Gehonoreerd { gemeld: false }));
        assert_eq!(open.wijs_af(RedenAfwijzing::Woonplaatsbeginsel).unwrap_err().regel, "WJ759");
    }
    for (klaar, regel) in [
        (Verzoekstand::Afgewezen(reden), "TR365"),
        (Verzoekstand::Gehonoreerd { gemeld: false }, "TR359"),
        (Verzoekstand::Gehonoreerd { gemeld: true }, "TR359"),
        (Verzoekstand::NietVerzonden, "OP286"),
    ] {
        assert_eq!(klaar.neem_in_onderzoek().unwrap_err().regel, regel);
        assert_eq!(klaar.wijs_af(reden).unwrap_err().regel, regel);
        assert_eq!(klaar.honoreer().unwrap_err().regel, regel);
    }
}

#[test]
fn op274_five_working_days_and_eight_weeks() {
    // Thursday 24 December 2026: Friday 25 and Saturday 26 are holidays, then a weekend
    let uiterlijk = |s| reactie_uiterlijk(s, date(2026, 12, 24), date(2026, 12, 23));
    assert_eq!(uiterlijk(Verzoekstand::Ingediend), Some(date(2027, 1, 4)));
    assert_eq!(uiterlijk(Verzoekstand::InOnderzoek), Some(date(2027, 2, 17)));
    assert_eq!(uiterlijk(Verzoekstand::Gehonoreerd { gemeld: true }), None);
    assert_eq!(uiterlijk(Verzoekstand::NietVerzonden), None);
    let op = |dag| {
        reactietermijn(Verzoekstand::Ingediend, toewijzing::Verzoeksoort::Vow, date(2026, 10, 15), DAG, dag)
            .unwrap()
    };
    assert_eq!(op(date(2026, 10, 21)).uitkomst, "nog 1 dag");
    assert_eq!(op(date(2026, 10, 22)).uitkomst, "vandaag is de laatste dag");
    assert_eq!(op(date(2026, 10, 24)).uitkomst, "2 dagen te laat");
    assert_eq!(op(DAG).regel.as_deref(), Some("OP346"));
}
