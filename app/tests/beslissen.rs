//! The life of a decision in the book, on both engines: drafted, looked at, signed, made known, changed, stretched, ended;
//! what is shown before is what is done.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "gemeen/besluit.rs"]
mod besluit;

use app::beslissen::{
    self as b, Bekend, Bekendmaking, Besluitsoort, Besluittoestand, Eindreden, Gevolgen, Herzieningsgrond,
    NieuwBezwaar, Oordeel,
};
use app::verzending::toewijzen;
use app::vragen::VraagFout;
use app::{Omgeving, Rol};
use besluit::{VANDAAG, X, Y, agb, boek, concept, deel, g, stijl, wie};
use jiff::civil::date;
use kern::Eurocent;
use store::op_beide;
use store::proef::Proef;

const BEKEND: Bekend = Bekend { op: VANDAAG, wijze: Bekendmaking::Post };

fn codes<T>(uit: Oordeel<T>) -> Vec<&'static str> {
    uit.err().unwrap_or_default().iter().map(|b| b.regel).collect()
}

fn tel(o: &Omgeving, tabel: &'static str) -> i64 {
    let sql = match tabel {
        "toewijzing" => store::sql_tekst!("P1", "SELECT COUNT(*) FROM toewijzing WHERE gemeente = $1"),
        "besluitbrief" => store::sql_tekst!("P2", "SELECT COUNT(*) FROM besluitbrief WHERE gemeente = $1"),
        "bericht" => store::sql_tekst!("P3", "SELECT COUNT(*) FROM bericht WHERE gemeente = $1"),
        _ => store::sql_tekst!("P4", "SELECT COUNT(*) FROM beschikking WHERE gemeente = $1"),
    };
    o.db.read(|tx| tx.query_one(sql, &[(&g()).into()], |r| r.i64(0))).unwrap()
}

/// An order: number, last day, whether it was there.
type Order = (i64, Option<kern::Datum>, bool);

/// Orders and money, without the moment on which each was settled.
fn kern_van(x: &Gevolgen) -> (Vec<Order>, Eurocent, Eurocent, usize) {
    let regels = x
        .toewijzingen
        .iter()
        .map(|t| (t.wordt.nummer.waarde(), t.wordt.einddatum, t.was.is_some()))
        .collect();
    (regels, x.per_jaar_was, x.per_jaar_wordt, x.berichten.len())
}

fn toestand(o: &Omgeving, id: i64) -> &'static str {
    b::blad(o, &wie(1), g(), id).unwrap().laatste().unwrap().toestand.code()
}

#[test]
fn without_an_address_for_objections_nothing_is_signed() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    let id = concept(&o, 1, |_| {});
    assert_eq!(codes(b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap()), ["BESLUIT-RECHTSMIDDEL"]);
    assert!(b::voorbeeldbrief(&o, &wie(1), g(), id).unwrap().is_err());
    stijl(&o);
    assert!(b::voorbeeldbrief(&o, &wie(1), g(), id).unwrap().unwrap().starts_with(b"%PDF"));
    assert!(b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().is_ok());
}

op_beide! {
fn from_draft_to_301(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |o| o.onderdelen.push(deel("02M01", Y)));
    let gezien = b::bekijk(&o, &wie(1), g(), id).unwrap().unwrap();
    assert_eq!((tel(&o, "toewijzing"), tel(&o, "besluitbrief"), toestand(&o, id)), (0, 0, "concept"));
    let gedaan = b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    assert_eq!(kern_van(&gezien), kern_van(&gedaan), "what was shown is what was done");
    // 525,00 and 175,00 a month
    assert_eq!((gedaan.per_jaar_was, gedaan.per_jaar_wordt), (Eurocent(0), Eurocent(840_000)));
    assert_eq!((tel(&o, "toewijzing"), tel(&o, "beschikking"), toestand(&o, id)), (2, 1, "bekendgemaakt"));
    let blad = b::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!(blad.per_jaar, Eurocent(840_000));
    assert_eq!(blad.toewijzingen.len(), 2);
    assert_eq!(blad.brieven.len(), 1);
    let pdf = b::briefbytes(&o, &wie(1), g(), id, 1).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    // the letter at rest cannot be read
    let sql = store::sql_tekst!("P5", "SELECT inhoud FROM besluitbrief WHERE gemeente = $1");
    let rust = o.db.read(|tx| tx.query_one(sql, &[(&g()).into()], |r| Ok(r.blob(0)?.to_vec()))).unwrap();
    assert!(!rust.windows(4).any(|w| w == b"%PDF"));
    // both providers get their 301
    assert_eq!(toewijzen::maak(&o, g()).unwrap(), 2);
    assert_eq!(tel(&o, "bericht"), 2);
    // and nothing is signed twice
    assert_eq!(codes(b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap()).len(), 1);
}
}

#[test]
fn above_the_limit_a_colleague_signs() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    // 1.050,00 times 2 a month is 25.200 a year
    let id = concept(&o, 1, |o| {
        o.onderdelen = vec![deel("02M03", X)];
        o.onderdelen[0].volume = 2;
    });
    assert_eq!(codes(b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap()), ["BESLUIT-VIEROGEN"]);
    b::leg_voor(&o, &wie(1), g(), id).unwrap().unwrap();
    assert_eq!(toestand(&o, id), "ter_controle");
    // no change while a colleague looks, and the own signature stays refused
    let v = b::blad(&o, &wie(1), g(), id).unwrap();
    let l = v.laatste().unwrap();
    assert_eq!(codes(b::bewaar(&o, &wie(1), g(), id, l.ronde, &l.ontwerp).unwrap()), ["BESLUIT-STAND"]);
    assert_eq!(codes(b::stel_vast(&o, &wie(1), g(), id).unwrap()), ["BESLUIT-VIEROGEN"]);
    assert_eq!(codes(b::geef_terug(&o, &wie(2), g(), id, " ").unwrap()), ["BESLUIT-STAND"]);
    b::geef_terug(&o, &wie(2), g(), id, "Noem het aantal uren.").unwrap().unwrap();
    let v = b::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!(
        v.laatste().unwrap().toestand,
        Besluittoestand::Concept { terug: Some("Noem het aantal uren.".into()) }
    );
    b::leg_voor(&o, &wie(1), g(), id).unwrap().unwrap();
    b::stel_vast(&o, &wie(2), g(), id).unwrap().unwrap();
    assert_eq!((toestand(&o, id), tel(&o, "toewijzing")), ("vastgesteld", 0), "signed is not made known");
    b::maak_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    assert_eq!((toestand(&o, id), tel(&o, "toewijzing")), ("bekendgemaakt", 1));
    let v = b::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!(v.laatste().unwrap().ondertekenaar.as_deref(), Some("collega"));
}

#[test]
fn a_mandate_is_needed_above_the_amount_for_anyone() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |o| o.onderdelen[0].volume = 7);
    b::leg_voor(&o, &wie(1), g(), id).unwrap().unwrap();
    assert_eq!(codes(b::stel_vast(&o, &wie(2), g(), id).unwrap()), ["BESLUIT-MANDAAT"]);
    let nu = (VANDAAG, None);
    let zelf = b::geef_mandaat(&o, &wie(2), g(), (2, None), nu);
    assert!(matches!(zelf, Err(VraagFout::GeenToegang)), "nobody gives a mandate to oneself");
    b::geef_mandaat(&o, &wie(4), g(), (2, Some(Eurocent(4_410_000))), nu).unwrap().unwrap();
    b::stel_vast(&o, &wie(2), g(), id).unwrap().unwrap();
    assert_eq!(codes(b::geef_mandaat(&o, &wie(4), g(), (4, None), nu).unwrap()), ["BESLUITKEUZE"]);
}

#[test]
fn who_saves_over_a_newer_draft_is_told_so() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    let id = b::begin(&o, &wie(1), g(), 1, None).unwrap();
    let v = b::blad(&o, &wie(1), g(), id).unwrap();
    let l = v.laatste().unwrap().clone();
    b::bewaar(&o, &wie(1), g(), id, l.ronde, &l.ontwerp).unwrap().unwrap();
    assert_eq!(codes(b::bewaar(&o, &wie(2), g(), id, l.ronde, &l.ontwerp).unwrap()), ["BESLUIT-RONDE"]);
}

fn bekend(o: &Omgeving, client: i64) -> i64 {
    let id = concept(o, client, |_| {});
    b::vast_en_bekend(o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    toewijzen::maak(o, g()).unwrap();
    id
}

/// A later version with its text changed, signed by a colleague and made known on a day.
fn vervolg(
    o: &Omgeving,
    id: i64,
    soort: Besluitsoort,
    anders: impl Fn(&mut b::Ontwerp),
) -> (Gevolgen, Gevolgen) {
    b::begin_vervolg(o, &wie(1), g(), id, soort).unwrap().unwrap();
    let blad = b::blad(o, &wie(1), g(), id).unwrap();
    let v = blad.laatste().unwrap();
    let mut ontwerp = v.ontwerp.clone();
    ontwerp.grond = "Er is iets veranderd.".into();
    anders(&mut ontwerp);
    b::bewaar(o, &wie(1), g(), id, v.ronde, &ontwerp).unwrap().unwrap();
    let gezien = b::bekijk(o, &wie(1), g(), id).unwrap().unwrap();
    let gedaan = b::vast_en_bekend(o, &wie(2), g(), id, Bekend { op: o.vandaag, ..BEKEND }).unwrap().unwrap();
    (gezien, gedaan)
}

op_beide! {
fn later_versions_change_stretch_and_end(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = bekend(&o, 1);
    let o = o.op(date(2027, 2, 1));
    // the same for longer: the order keeps its number (OP380)
    let (gezien, gedaan) =
        vervolg(&o, id, Besluitsoort::Verlenging, |o| o.einddatum = Some(date(2028, 4, 30)));
    assert_eq!(kern_van(&gezien), kern_van(&gedaan));
    assert_eq!(gedaan.toewijzingen.len(), 1);
    let t = &gedaan.toewijzingen[0];
    assert_eq!(t.was.as_ref().unwrap().einddatum, Some(date(2027, 10, 31)));
    assert_eq!((t.wordt.einddatum, t.wordt.verzonden_in), (Some(date(2028, 4, 30)), None));
    assert_eq!(t.wordt.reden_wijziging.map(toewijzing::RedenWijziging::code), Some("04"));
    // more of it from a day: the old order ends, a new one begins and belongs to the decision
    let o = o.op(date(2027, 2, 2));
    let (gezien, gedaan) = vervolg(&o, id, Besluitsoort::Wijziging, |o| {
        o.ingangsdatum = Some(date(2027, 3, 1));
        o.herziening = Some(Herzieningsgrond::NietToereikend);
        o.onderdelen[0].volume = 2;
    });
    assert_eq!(kern_van(&gezien), kern_van(&gedaan));
    assert_eq!((gedaan.per_jaar_was, gedaan.per_jaar_wordt), (Eurocent(630_000), Eurocent(1_260_000)));
    let eind: Vec<_> = gedaan.toewijzingen.iter().map(|t| (t.was.is_some(), t.wordt.einddatum)).collect();
    assert_eq!(eind, [(true, Some(date(2027, 2, 28))), (false, Some(date(2028, 4, 30)))]);
    assert_eq!(b::blad(&o, &wie(1), g(), id).unwrap().toewijzingen.len(), 2);
    toewijzen::maak(&o, g()).unwrap();
    // a move to another municipality: everything ends on the day before
    let o = o.op(date(2027, 4, 1));
    let (gezien, gedaan) = vervolg(&o, id, Besluitsoort::Intrekking, |o| {
        o.ingangsdatum = Some(date(2027, 5, 1));
        o.herziening = Some(Herzieningsgrond::NietMeerAangewezen);
        o.einde = Some(Eindreden::Verhuizing);
    });
    assert_eq!(kern_van(&gezien), kern_van(&gedaan));
    assert_eq!((gedaan.per_jaar_was, gedaan.per_jaar_wordt), (Eurocent(1_260_000), Eurocent(0)));
    let t = &gedaan.toewijzingen[0].wordt;
    assert_eq!(t.einddatum, Some(date(2027, 4, 30)));
    assert_eq!(t.reden_wijziging.map(toewijzing::RedenWijziging::code), Some("07"));
    let blad = b::blad(&o, &wie(1), g(), id).unwrap();
    let standen: Vec<_> = blad.versies.iter().map(|v| v.toestand.code()).collect();
    assert_eq!(standen, ["herzien", "herzien", "ingetrokken", "bekendgemaakt"]);
    assert_eq!(blad.brieven.len(), 4, "every version keeps its letter");
    assert_eq!(
        codes(b::begin_vervolg(&o, &wie(1), g(), id, Besluitsoort::Wijziging).unwrap()),
        ["BESLUIT-VERVOLG"]
    );
}
}

#[test]
fn a_later_draft_can_be_thrown_away_and_what_stood_stands() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = bekend(&o, 1);
    b::begin_vervolg(&o, &wie(1), g(), id, Besluitsoort::Wijziging).unwrap().unwrap();
    assert_eq!(
        codes(b::begin_vervolg(&o, &wie(1), g(), id, Besluitsoort::Wijziging).unwrap()),
        ["BESLUIT-VERVOLG"]
    );
    b::weg(&o, &wie(1), g(), id).unwrap().unwrap();
    assert_eq!(toestand(&o, id), "bekendgemaakt");
    assert_eq!(codes(b::weg(&o, &wie(1), g(), id).unwrap()), ["BESLUIT-STAND"]);
    let nieuw = b::begin(&o, &wie(1), g(), 2, None).unwrap();
    b::weg(&o, &wie(1), g(), nieuw).unwrap().unwrap();
    assert!(matches!(b::blad(&o, &wie(1), g(), nieuw), Err(VraagFout::NietGevonden)));
}

#[test]
fn a_death_ends_what_runs_and_is_shown_first() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = bekend(&o, 1);
    bekend(&o, 2);
    let o = o.op(date(2026, 12, 10));
    let op = date(2026, 12, 9);
    let gezien = b::bekijk_overlijden(&o, &wie(1), g(), 1, op).unwrap().unwrap();
    let blad = |o: &Omgeving| b::blad(o, &wie(1), g(), id).unwrap();
    assert_eq!(blad(&o).toewijzingen[0].wordt.einddatum, Some(date(2027, 10, 31)), "nothing was kept");
    let gedaan = b::meld_overlijden(&o, &wie(1), g(), 1, op).unwrap().unwrap();
    assert_eq!(kern_van(&gezien), kern_van(&gedaan));
    assert_eq!((gedaan.per_jaar_was, gedaan.per_jaar_wordt), (Eurocent(630_000), Eurocent(0)));
    assert_eq!(gedaan.toewijzingen.len(), 1, "of this client only");
    assert_eq!(blad(&o).toewijzingen[0].wordt.einddatum, Some(op));
    assert_eq!(codes(b::meld_overlijden(&o, &wie(1), g(), 1, op).unwrap()), ["OVERLIJDEN"]);
    assert_eq!(codes(b::bekijk_overlijden(&o, &wie(1), g(), 2, date(2026, 12, 11)).unwrap()), ["OVERLIJDEN"]);
}

#[test]
fn an_objection_belongs_to_a_version_and_is_put_off_once() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = bekend(&o, 1);
    let o = o.op(date(2026, 11, 17));
    let nieuw = NieuwBezwaar {
        versie: 1,
        ontvangen_op: Some(date(2026, 11, 17)),
        kern: "Te weinig uren.".into(),
        ..NieuwBezwaar::default()
    };
    let leeg = NieuwBezwaar { versie: 2, ..NieuwBezwaar::default() };
    assert_eq!(codes(b::dien_bezwaar_in(&o, &wie(3), g(), id, &leeg).unwrap()), ["BEZWAAR", "BEZWAAR"]);
    let nr = b::dien_bezwaar_in(&o, &wie(3), g(), id, &nieuw).unwrap().unwrap();
    let rij = |o: &Omgeving| b::blad(o, &wie(1), g(), id).unwrap().bezwaren.remove(0);
    assert!(!rij(&o).bezwaar.op_tijd(), "a day late is kept, and said");
    assert_eq!(rij(&o).bezwaar.beslissen_uiterlijk(), date(2026, 12, 28));
    b::verdaag_bezwaar(&o, &wie(3), g(), id, nr).unwrap().unwrap();
    assert_eq!(codes(b::verdaag_bezwaar(&o, &wie(3), g(), id, nr).unwrap()), ["BEZWAAR"]);
    b::handel_bezwaar_af(&o, &wie(3), g(), id, (nr, b::Bezwaaruitkomst::Ongegrond)).unwrap().unwrap();
    assert!(rij(&o).bezwaar.verdaagd && rij(&o).afgedaan.is_some());
    assert_eq!(codes(b::verdaag_bezwaar(&o, &wie(3), g(), id, nr).unwrap()), ["BEZWAAR"]);
}

#[test]
fn a_decision_of_before_gets_its_versions_when_it_changes() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let sql = store::sql::schrijven::BESCHIKKING_ERBIJ;
    let gemeente = g();
    o.db.write(|tx| {
        let w = [
            (&gemeente).into(),
            77.into(),
            3.into(),
            3.into(),
            "2026-01-05".into(),
            "Begeleiding".into(),
            "2 uur per week".into(),
            "02".into(),
            "02M02".into(),
            "2026-02-01".into(),
            "2026-12-31".into(),
        ];
        tx.execute(sql, &w)
    })
    .unwrap();
    b::begin_vervolg(&o, &wie(1), g(), 77, Besluitsoort::Verlenging).unwrap().unwrap();
    let blad = b::blad(&o, &wie(1), g(), 77).unwrap();
    assert_eq!(blad.versies[0].toestand.bekend_op(), Some(date(2026, 1, 5)));
    assert_eq!(blad.laatste().unwrap().ontwerp.ingangsdatum, Some(date(2027, 1, 1)));
}

#[test]
fn nobody_reaches_what_is_not_theirs() {
    let proef = Proef::sqlite();
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |_| {});
    let geen =
        |uit: Result<(), VraagFout>, wat: &str| assert!(matches!(uit, Err(VraagFout::GeenToegang)), "{wat}");
    for n in 4..=6 {
        geen(b::blad(&o, &wie(n), g(), id).map(drop), "zien");
        geen(b::bekijk(&o, &wie(n), g(), id).map(drop), "gevolgen");
        geen(b::voorbeeldbrief(&o, &wie(n), g(), id).map(drop), "brief");
        geen(b::vast_en_bekend(&o, &wie(n), g(), id, BEKEND).map(drop), "tekenen");
        geen(b::lijst(&o.db, &wie(n), None, b::Lijststand::Concept).map(drop), "lijst");
    }
    geen(b::begin(&o, &wie(3), g(), 1, None).map(drop), "de backoffice schrijft niet");
    geen(b::kies(&o, &wie(1), g(), &b::Invulling::default()).map(drop), "de consulent kiest niet");
    let mut elders = wie(1);
    elders.gemeenten = vec![kern::Gemeentecode::parse("1948").unwrap()];
    geen(b::blad(&o, &elders, g(), id).map(drop), "een andere gemeente");
    geen(b::begin(&o, &elders, g(), 1, None).map(drop), "een andere gemeente");
    geen(b::lijst(&o.db, &elders, Some(g()), b::Lijststand::Concept).map(drop), "een andere gemeente");
    assert!(b::lijst(&o.db, &elders, None, b::Lijststand::Concept).unwrap().0.is_empty());
    assert_eq!(b::lijst(&o.db, &wie(1), None, b::Lijststand::Concept).unwrap().0.len(), 1);
    assert_eq!(wie(5).rol, Rol::Aanbieder);
    assert_eq!(agb(X), wie(5).agb.unwrap());
}
