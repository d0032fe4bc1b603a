//! The edges of a decision in the book: one per aanvraag, whose mandate, what is only shown, and what a budget or a later version
//! must not do. Each was a change of the code that no other test saw.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "gemeen/besluit.rs"]
mod besluit;

use app::Omgeving;
use app::beslissen::{
    self as b, Bekend, Bekendmaking, Besluitsoort, Bezwaaruitkomst, Herzieningsgrond, NieuwBezwaar, Oordeel,
    Pgbtoets, Verstrekking,
};
use app::vragen::VraagFout;
use besluit::{VANDAAG, boek, concept, g, stijl, wie};
use jiff::civil::date;
use kern::Eurocent;
use store::proef::Proef;

const BEKEND: Bekend = Bekend { op: VANDAAG, wijze: Bekendmaking::Post };

fn codes<T>(uit: Oordeel<T>) -> Vec<&'static str> {
    uit.err().unwrap_or_default().iter().map(|b| b.regel).collect()
}

fn orders(o: &Omgeving) -> i64 {
    let sql = store::sql_tekst!("P1", "SELECT COUNT(*) FROM toewijzing WHERE gemeente = $1");
    o.db.read(|tx| tx.query_one(sql, &[(&g()).into()], |r| r.i64(0))).unwrap()
}

fn toestand(o: &Omgeving, id: i64) -> &'static str {
    b::blad(o, &wie(1), g(), id).unwrap().laatste().unwrap().toestand.code()
}

/// An aanvraag of client 1 after melding 1.
fn aanvraag(o: &Omgeving, id: i64) {
    let gemeente = g();
    let w = [(&gemeente).into(), id.into(), 1.into(), 1.into(), "2026-09-28".into(), false.into()];
    o.db.write(|tx| tx.execute(store::sql::toegang::AANVRAAG_ERBIJ, &w)).unwrap();
}

fn stand_van_aanvraag(o: &Omgeving, id: i64) -> (String, Option<i64>) {
    let gemeente = g();
    let w = [(&gemeente).into(), id.into()];
    let sql = store::sql::toegang::AANVRAAG;
    o.db.read(|tx| tx.query_one(sql, &w, |r| Ok((r.string(7)?, r.opt_i64(9)?)))).unwrap()
}

#[test]
fn an_aanvraag_has_one_decision_and_is_closed_by_it() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    aanvraag(&o, 9);
    let weg = b::begin(&o, &wie(1), g(), 2, Some(9));
    assert!(matches!(weg, Err(VraagFout::NietGevonden)), "of another client");
    let id = b::begin(&o, &wie(1), g(), 1, Some(9)).unwrap();
    assert_eq!(b::begin(&o, &wie(2), g(), 1, Some(9)).unwrap(), id, "a colleague opens the same draft");
    let blad = b::blad(&o, &wie(1), g(), id).unwrap();
    let v = blad.laatste().unwrap();
    let vol = besluit::vol(date(2026, 11, 1), date(2027, 10, 31), &v.ontwerp);
    b::bewaar(&o, &wie(1), g(), id, v.ronde, &vol).unwrap().unwrap();
    assert_eq!(stand_van_aanvraag(&o, 9), ("open".to_owned(), None));
    b::bekijk(&o, &wie(1), g(), id).unwrap().unwrap();
    assert_eq!(stand_van_aanvraag(&o, 9).0, "open", "looking decides nothing");
    b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    assert_eq!(stand_van_aanvraag(&o, 9), ("besloten".to_owned(), Some(id)));
}

#[test]
fn a_mandate_is_of_one_person() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |o| o.onderdelen[0].volume = 7);
    b::leg_voor(&o, &wie(1), g(), id).unwrap().unwrap();
    b::geef_mandaat(&o, &wie(4), g(), (3, None), (VANDAAG, None)).unwrap().unwrap();
    assert_eq!(codes(b::stel_vast(&o, &wie(2), g(), id).unwrap()), ["BESLUIT-MANDAAT"]);
    let beletsel = |n| b::blad(&o, &wie(n), g(), id).unwrap().tekenbeletsel;
    assert_eq!(beletsel(2).iter().map(|b| b.regel).collect::<Vec<_>>(), ["BESLUIT-MANDAAT"]);
    assert!(beletsel(3).is_empty(), "the page says the same as the deed");
    b::stel_vast(&o, &wie(3), g(), id).unwrap().unwrap();
}

#[test]
fn a_budget_makes_no_order() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let toets = |bedrag| Pgbtoets {
        bekwaam: true,
        motivering: "Ik wil zelf kiezen.".into(),
        kwaliteit: true,
        bedrag: Some(Eurocent(bedrag)),
    };
    let id = concept(&o, 1, |o| {
        o.vorm = Some(Verstrekking::Pgb);
        o.pgb = toets(500_000);
    });
    let blad = b::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!((blad.ontbreekt.as_slice(), blad.per_jaar), (&[][..], Eurocent(500_000)));
    b::leg_voor(&o, &wie(1), g(), id).unwrap().unwrap();
    let uit = b::vast_en_bekend(&o, &wie(2), g(), id, BEKEND).unwrap().unwrap();
    assert_eq!((uit.toewijzingen.len(), uit.per_jaar_wordt, orders(&o)), (0, Eurocent(500_000), 0));
}

#[test]
fn nothing_is_offered_unfinished_nor_made_known_tomorrow() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let leeg = b::begin(&o, &wie(1), g(), 1, None).unwrap();
    assert!(!codes(b::leg_voor(&o, &wie(1), g(), leeg).unwrap()).is_empty());
    assert!(!codes(b::bekijk(&o, &wie(1), g(), leeg).unwrap()).is_empty());
    assert_eq!(toestand(&o, leeg), "concept");
    let id = concept(&o, 2, |_| {});
    let morgen = Bekend { op: date(2026, 10, 6), ..BEKEND };
    assert_eq!(codes(b::vast_en_bekend(&o, &wie(1), g(), id, morgen).unwrap()), ["BESLUIT-BEKEND"]);
    assert_eq!((toestand(&o, id), orders(&o)), ("concept", 0), "and it was not signed either");
    b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    // what is known is not looked at beforehand any more
    assert!(matches!(b::bekijk(&o, &wie(1), g(), id), Err(VraagFout::Ongeldig(_))));
}

#[test]
fn a_version_keeps_its_kind() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let soort = |id| b::blad(&o, &wie(1), g(), id).unwrap().laatste().unwrap().ontwerp.soort;
    // a first version is no change of something
    let nieuw = concept(&o, 2, |o| o.soort = Some(Besluitsoort::Wijziging));
    assert_eq!(soort(nieuw), None);
    let id = concept(&o, 1, |_| {});
    b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    let geen = b::begin_vervolg(&o, &wie(1), g(), id, Besluitsoort::Toekenning);
    assert!(matches!(geen, Err(VraagFout::NietGevonden)), "a grant is no later version");
    b::begin_vervolg(&o, &wie(1), g(), id, Besluitsoort::Wijziging).unwrap().unwrap();
    let blad = b::blad(&o, &wie(1), g(), id).unwrap();
    let v = blad.laatste().unwrap();
    assert_eq!(v.ontwerp.grond, "", "the ground of before says nothing of now");
    assert_eq!((v.ontwerp.herziening, v.ontwerp.einddatum), (None, Some(date(2027, 10, 31))));
    let mut anders = v.ontwerp.clone();
    anders.soort = Some(Besluitsoort::Toekenning);
    anders.herziening = Some(Herzieningsgrond::NietToereikend);
    b::bewaar(&o, &wie(1), g(), id, v.ronde, &anders).unwrap().unwrap();
    assert_eq!(soort(id), Some(Besluitsoort::Wijziging));
    // and a refusal has nothing to go on with
    let nee = concept(&o, 3, |o| o.soort = Some(Besluitsoort::Afwijzing));
    b::leg_voor(&o, &wie(1), g(), nee).unwrap().unwrap();
    b::vast_en_bekend(&o, &wie(2), g(), nee, BEKEND).unwrap().unwrap();
    let uit = b::begin_vervolg(&o, &wie(1), g(), nee, Besluitsoort::Verlenging).unwrap();
    assert_eq!(codes(uit), ["BESLUIT-VERVOLG"]);
}

#[test]
fn an_objection_has_days_that_can_be() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |_| {});
    b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    let o = o.op(date(2026, 10, 20));
    let op = |dag, gepost| NieuwBezwaar {
        versie: 1,
        ontvangen_op: Some(dag),
        gepost_op: gepost,
        kern: "Te weinig.".into(),
        commissie: true,
    };
    let dien = |n: &NieuwBezwaar| b::dien_bezwaar_in(&o, &wie(1), g(), id, n).unwrap();
    assert_eq!(codes(dien(&op(date(2026, 10, 4), None))), ["BEZWAAR"], "before it was known");
    assert_eq!(codes(dien(&op(date(2026, 10, 21), None))), ["BEZWAAR"], "tomorrow");
    let later = op(date(2026, 10, 19), Some(date(2026, 10, 20)));
    assert_eq!(codes(dien(&later)), ["BEZWAAR"], "posted after it came");
    let nr = dien(&op(date(2026, 10, 5), Some(date(2026, 10, 5)))).unwrap();
    let uiterlijk = b::blad(&o, &wie(1), g(), id).unwrap().bezwaren[0].bezwaar.beslissen_uiterlijk();
    // on the last day it can be put off, a day later not
    let laat = o.op(uiterlijk.tomorrow().unwrap());
    assert_eq!(codes(b::verdaag_bezwaar(&laat, &wie(3), g(), id, nr).unwrap()), ["BEZWAAR"]);
    b::verdaag_bezwaar(&o.op(uiterlijk), &wie(3), g(), id, nr).unwrap().unwrap();
    let af = (nr, Bezwaaruitkomst::Ongegrond);
    b::handel_bezwaar_af(&o, &wie(3), g(), id, af).unwrap().unwrap();
    assert_eq!(codes(b::handel_bezwaar_af(&o, &wie(3), g(), id, af).unwrap()), ["BEZWAAR"], "once");
    assert!(b::blad(&o, &wie(1), g(), id).unwrap().bezwaren[0].bezwaar.commissie);
}
