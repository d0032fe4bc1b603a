//! From melding to aanvraag, and everything that can be missing on the way.

use super::*;
use crate::Klok::{Onderzoek as Zes, PersoonlijkPlan as Plan, Spoed};
use crate::{Bewijs, ClientId, MeldingId, Oordeel};
use jiff::civil::date;
use kern::Gemeentecode;

fn vers() -> Dossier {
    Dossier {
        melding: Melding::ontvang(
            Gemeentecode::parse("0796").unwrap(),
            MeldingId(1),
            ClientId(2),
            date(2026, 9, 1),
        ),
        binnenkomst: Binnenkomst {
            wijze: Wijze::Telefoon,
            melder: Melder::Client,
            vraag: "Het huishouden lukt niet meer.".into(),
            spoed: false,
        },
        plichten: Plichten::default(),
        onderzoek: Onderzoek::default(),
    }
}

fn gemeld() -> Dossier {
    let dag = Some(date(2026, 9, 1));
    Dossier {
        plichten: Plichten {
            bevestigd_op: dag,
            clientondersteuning_op: dag,
            plan_genoemd_op: dag,
            plan: PersoonlijkPlan::ZietAf { op: date(2026, 9, 2) },
            ..Plichten::default()
        },
        ..vers()
    }
}

fn punten() -> Vec<(Onderwerp, Punt)> {
    Onderwerp::ALLE
        .iter()
        .map(|o| {
            let oordeel = o.weegt().then_some(Oordeel::Niet);
            (
                *o,
                Punt {
                    bevinding: "gezien".into(),
                    bewijs: Some(Bewijs::Gesprek),
                    toelichting: String::new(),
                    oordeel,
                },
            )
        })
        .collect()
}

fn onderzocht() -> Dossier {
    let mut d = gemeld().begin(date(2026, 9, 2), date(2026, 9, 2)).unwrap().schrijf(punten()).unwrap();
    d.plichten.identiteit = Some((Identiteitsbewijs::Paspoort, date(2026, 9, 3)));
    d.plichten.pgb_uitgelegd_op = Some(date(2026, 9, 3));
    d
}

fn plaatsen(b: &[Bevinding]) -> Vec<&str> {
    b.iter().map(|b| b.pad.as_str()).collect()
}

#[test]
fn the_onderzoek_waits_for_what_must_be_told_first() {
    let fout = vers().begin(date(2026, 9, 2), date(2026, 9, 2)).unwrap_err();
    assert_eq!(plaatsen(&fout), ["/bevestigd", "/clientondersteuning", "/plan-genoemd", "/plan"]);
    assert!(fout.iter().all(|b| b.regel.starts_with("WMO-2.3.2-")));
    assert!(gemeld().begin(date(2026, 9, 2), date(2026, 9, 2)).is_ok());
    let fout = gemeld().begin(date(2026, 8, 31), date(2026, 9, 2)).unwrap_err();
    assert_eq!(plaatsen(&fout), ["/op"]);
    let fout = gemeld().begin(date(2026, 9, 3), date(2026, 9, 2)).unwrap_err();
    assert_eq!(plaatsen(&fout), ["/op"]);
}

#[test]
fn seven_days_are_kept_open_for_a_personal_plan() {
    let mut d = gemeld();
    d.plichten.plan = PersoonlijkPlan::Open;
    for (op, mag) in [(date(2026, 9, 7), false), (date(2026, 9, 8), false), (date(2026, 9, 9), true)] {
        assert_eq!(d.clone().begin(op, op).is_ok(), mag, "{op}");
    }
    d.plichten.plan = PersoonlijkPlan::Ontvangen { op: date(2026, 9, 4) };
    assert!(d.begin(date(2026, 9, 4), date(2026, 9, 4)).is_ok());
}

#[test]
fn it_is_finished_when_nothing_is_missing() {
    let d = onderzocht();
    assert!(d.voor_afronden().is_empty());
    let klaar = d.clone().rond_af(date(2026, 9, 10), date(2026, 9, 10)).unwrap();
    assert_eq!(klaar.plichten.verslag_op, Some(date(2026, 9, 10)));
    assert!(klaar.clone().schrijf(punten()).is_err(), "a report that was sent does not change");
    assert!(klaar.rond_af(date(2026, 9, 11), date(2026, 9, 11)).is_err());
    let mut d = onderzocht();
    d.plichten.identiteit = None;
    d.plichten.pgb_uitgelegd_op = None;
    d.onderzoek.punten.remove(&Onderwerp::Mantelzorger);
    let fout = d.rond_af(date(2026, 9, 1), date(2026, 9, 10)).unwrap_err();
    assert_eq!(plaatsen(&fout), ["/onderzoek/mantelzorger/bevinding", "/identiteit", "/pgb", "/op"]);
    assert!(vers().schrijf(punten()).unwrap_err()[0].tekst.contains("Begin eerst"));
}

#[test]
fn a_personal_plan_has_to_be_used() {
    let mut d = onderzocht();
    d.plichten.plan = PersoonlijkPlan::Ontvangen { op: date(2026, 9, 2) };
    assert_eq!(d.voor_afronden()[0].regel, "WMO-2.3.2-5");
    d.onderzoek.punten.get_mut(&Onderwerp::Netwerk).unwrap().bewijs = Some(Bewijs::PersoonlijkPlan);
    assert!(d.voor_afronden().is_empty());
}

#[test]
fn an_aanvraag_comes_after_the_onderzoek_or_after_six_weeks() {
    let klaar = onderzocht().rond_af(date(2026, 9, 10), date(2026, 9, 10)).unwrap();
    let op = |d: &Dossier, dag| d.aanvraag(AanvraagId(7), dag, date(2026, 12, 1));
    assert!(op(&klaar, date(2026, 9, 9)).is_err());
    let a = op(&klaar, date(2026, 9, 10)).unwrap();
    assert_eq!(
        (a.id, a.client, a.melding, a.zonder_onderzoek),
        (AanvraagId(7), ClientId(2), MeldingId(1), false)
    );
    // the last day of the six weeks is 13 October
    let bezig = onderzocht();
    assert_eq!(op(&bezig, date(2026, 10, 12)).unwrap_err()[0].regel, "WMO-2.3.2-9");
    assert!(op(&bezig, date(2026, 10, 13)).is_err());
    assert!(op(&bezig, date(2026, 10, 14)).unwrap().zonder_onderzoek);
    assert!(op(&vers(), date(2026, 10, 14)).unwrap().zonder_onderzoek, "also when nothing was done at all");
    assert!(op(&klaar, date(2026, 12, 2)).is_err(), "not in the future");
    assert!(op(&klaar, date(2026, 8, 31)).is_err());
}

#[test]
fn the_clocks_that_run_are_the_ones_that_ask_something() {
    let namen = |d: &Dossier, dag| d.klokken(dag).iter().map(|t| t.klok).collect::<Vec<_>>();
    assert_eq!(namen(&vers(), date(2026, 9, 8)), [Plan, Zes]);
    assert_eq!(namen(&vers(), date(2026, 9, 9)), [Zes]);
    assert_eq!(namen(&gemeld(), date(2026, 9, 2)), [Zes]);
    let mut spoed = vers();
    spoed.binnenkomst.spoed = true;
    assert_eq!(namen(&spoed, date(2026, 9, 1)), [Spoed, Plan, Zes]);
    spoed.plichten.spoed_geregeld_op = Some(date(2026, 9, 1));
    assert_eq!(namen(&spoed, date(2026, 9, 1)), [Plan, Zes]);
    let klaar = onderzocht().rond_af(date(2026, 9, 10), date(2026, 9, 10)).unwrap();
    assert!(klaar.klokken(date(2026, 9, 11)).is_empty());
}

#[test]
fn days_lie_between_the_melding_and_today() {
    let p = Plichten {
        bevestigd_op: Some(date(2026, 8, 31)),
        pgb_uitgelegd_op: Some(date(2026, 9, 3)),
        identiteit: Some((Identiteitsbewijs::Rijbewijs, date(2026, 9, 2))),
        ..Plichten::default()
    };
    assert_eq!(plaatsen(&p.controleer(date(2026, 9, 1), date(2026, 9, 2))), ["/bevestigd", "/pgb"]);
    let b = vers().binnenkomst;
    assert!(b.controleer(date(2026, 9, 1), date(2026, 9, 1)).is_empty());
    let leeg = Binnenkomst { vraag: " ".into(), ..b.clone() };
    assert_eq!(plaatsen(&leeg.controleer(date(2026, 9, 2), date(2026, 9, 1))), ["/ontvangen", "/vraag"]);
    let lang = Binnenkomst { vraag: "x".repeat(LANGSTE_VRAAG + 1), ..b };
    assert_eq!(lang.controleer(date(2026, 9, 1), date(2026, 9, 1)).len(), 1);
}
