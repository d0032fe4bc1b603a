//! What is watched after a decision, on both engines: the end, looking again, and who waits for the start.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

#[path = "gemeen/besluit.rs"]
mod besluit;

use app::Omgeving;
use app::aflopend::{self as a, Bewaakreden, Bewaakregels, Heronderzoekuitkomst};
use app::beslissen::{self as b, Bekend, Bekendmaking};
use app::verzending::toewijzen;
use app::vragen::VraagFout;
use app::wachtlijst::{
    self as w, Bezetting, NieuweOverbrugging, NieuweScreening, Plaats, Screeninguitkomst, Wachteinde,
};
use besluit::{VANDAAG, X, Y, agb, boek, concept, deel, g, stijl, wie};
use jiff::civil::date;
use store::op_beide;

const BEKEND: Bekend = Bekend { op: VANDAAG, wijze: Bekendmaking::Post };

/// A decision from 1 November 2026 up to 31 October 2027, made known, its 301 sent.
fn bekend(o: &Omgeving, client: i64) -> i64 {
    let id = concept(o, client, |_| {});
    b::vast_en_bekend(o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    toewijzen::maak(o, g()).unwrap();
    id
}

fn op_lijst(o: &Omgeving) -> Vec<(i64, Bewaakreden)> {
    let (posten, _) = a::lijst(&o.db, &wie(1), None, None, o.vandaag).unwrap();
    posten.iter().map(|p| (p.besluit.beschikking, p.punt.reden)).collect()
}

fn codes<T>(uit: Result<T, Vec<kern::Bevinding>>) -> Vec<String> {
    uit.err().unwrap_or_default().iter().map(|b| b.pad.clone()).collect()
}

op_beide! {
fn an_end_is_on_the_list_until_somebody_did_something(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = bekend(&o, 1);
    // ten weeks before 31 October 2027
    assert_eq!(op_lijst(&o.op(date(2027, 8, 21))), []);
    let o = o.op(date(2027, 8, 22));
    assert_eq!(op_lijst(&o), [(id, Bewaakreden::Aflopend)]);
    assert_eq!(op_lijst(&o.op(date(2027, 11, 28))).len(), 1);
    assert_eq!(op_lijst(&o.op(date(2027, 11, 29))), []);
    assert_eq!(codes(a::ongewijzigd(&o, &wie(1), g(), id, "  ").unwrap()), ["/grond"]);
    a::ongewijzigd(&o, &wie(1), g(), id, "Zij redt zich zelf, zegt ook haar dochter.").unwrap().unwrap();
    assert_eq!(op_lijst(&o), []);
    // nobody does it twice on a day
    assert_eq!(codes(a::begin_onderzoek(&o, &wie(1), g(), id).unwrap()), [""]);
    let blad = a::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!(blad.eerder[0].gedaan, Some((o.vandaag, Heronderzoekuitkomst::Ongewijzigd)));
    assert_eq!(blad.eerder[0].grond.as_deref(), Some("Zij redt zich zelf, zegt ook haar dochter."));
    assert_eq!(a::blad(&o, &wie(3), g(), id).unwrap().eerder[0].grond, None, "the back office does not read it");
    // and it cannot be read at rest
    let sql = store::sql_tekst!("W1", "SELECT grond FROM heronderzoek WHERE gemeente = $1");
    let rust = o.db.read(|tx| tx.query_one(sql, &[(&g()).into()], |r| Ok(r.blob(0)?.to_vec()))).unwrap();
    assert!(!rust.windows(5).any(|w| w == b"redt "));
}
}

op_beide! {
fn looking_again_begins_a_melding_for_the_same_client(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = bekend(&o, 2);
    a::plan(&o, &wie(1), g(), id, date(2027, 3, 1)).unwrap().unwrap();
    a::plan(&o, &wie(1), g(), id, date(2027, 4, 1)).unwrap().unwrap();
    for fout in [VANDAAG, date(2027, 10, 31)] {
        assert_eq!(codes(a::plan(&o, &wie(1), g(), id, fout).unwrap()), ["/op"], "{fout}");
    }
    // ten weeks before 1 April 2027; the day that was chosen first does not count
    assert_eq!(op_lijst(&o.op(date(2027, 1, 20))), []);
    let o = o.op(date(2027, 1, 21));
    assert_eq!(op_lijst(&o), [(id, Bewaakreden::Heronderzoek)]);
    let melding = a::begin_onderzoek(&o, &wie(2), g(), id).unwrap().unwrap();
    let beeld = app::meldingen::beeld(&o, &wie(1), g(), melding).unwrap();
    assert_eq!((beeld.client.id, beeld.behandelaar.as_str()), (2, "collega"));
    assert_eq!(beeld.dossier.melding.ontvangen_op(), o.vandaag);
    assert!(beeld.dossier.binnenkomst.vraag.contains(&format!("besluit {id} van 5 oktober 2026")));
    assert_eq!(op_lijst(&o), []);
    let blad = a::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!((blad.eerder.len(), blad.eerder[0].melding), (1, Some(melding)));
    // the rhythm goes on from there, up to the end of the decision
    assert_eq!(op_lijst(&o.op(date(2027, 8, 21))), []);
    assert_eq!(op_lijst(&o.op(date(2027, 8, 22))), [(id, Bewaakreden::Aflopend)]);
}
}

op_beide! {
fn the_municipality_chooses_how_long_before_and_how_often(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |o| { o.einddatum = None; o.open_einde = true; });
    b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    let r = Bewaakregels { voorloop_weken: 8, heronderzoek_maanden: 6 };
    assert_eq!(a::regels(&o, &wie(1), g()).unwrap(), (Bewaakregels::standaard(), false));
    assert_eq!(op_lijst(&o.op(date(2027, 2, 8))), []);
    assert!(matches!(a::kies(&o, &wie(1), g(), r), Err(VraagFout::GeenToegang)));
    let kort = Bewaakregels { voorloop_weken: 7, ..r };
    assert_eq!(codes(a::kies(&o, &wie(4), g(), kort).unwrap()), ["/voorloop_weken"]);
    a::kies(&o, &wie(4), g(), r).unwrap().unwrap();
    assert_eq!(a::regels(&o, &wie(1), g()).unwrap(), (r, true));
    // six months after 5 October is 5 April 2027; eight weeks before that is 8 February
    assert_eq!(op_lijst(&o.op(date(2027, 2, 7))), []);
    assert_eq!(op_lijst(&o.op(date(2027, 2, 8))), [(id, Bewaakreden::Heronderzoek)]);
}
}

fn wachten(o: &Omgeving, nr: i64) -> Vec<(Plaats, kern::Datum)> {
    let lijst = w::wachtlijst(&o.db, &wie(nr), None, o.vandaag).unwrap();
    lijst.rijen.iter().map(|r| (r.plaats, r.wacht.sinds)).collect()
}

op_beide! {
fn an_assignment_without_a_start_waits_and_what_is_known_of_it_is_kept(proef) {
    let o = boek(proef.db());
    stijl(&o);
    bekend(&o, 1);
    let id = concept(&o, 2, |o| o.onderdelen = vec![deel("02M01", Y)]);
    b::vast_en_bekend(&o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    toewijzen::maak(&o, g()).unwrap();
    // Sunday 1 November: five working days later is Friday 6
    assert_eq!(wachten(&o.op(date(2026, 11, 6)), 1), []);
    let o = o.op(date(2026, 11, 7));
    let van = date(2026, 11, 1);
    let (een, twee) = (Plaats::Toewijzing(1), Plaats::Toewijzing(2));
    assert_eq!(wachten(&o, 1), [(een, van), (twee, van)]);
    // a provider sees its own, and policy sees figures only
    assert_eq!(wachten(&o, 5), [(een, van)]);
    let cijfers = w::wachtlijst(&o.db, &wie(6), None, o.vandaag).unwrap();
    assert_eq!((cijfers.rijen.len(), cijfers.groepen.len()), (0, 2));
    assert!(matches!(w::blad(&o, &wie(6), g(), een), Err(VraagFout::GeenToegang)));
    assert!(matches!(w::blad(&o, &wie(5), g(), twee), Err(VraagFout::NietGevonden)));
    // bridging care at another provider, a screening, and why there is none
    let n = NieuweOverbrugging { product: deel("02M01", Y).product, agb: agb(Y), van, tot: None };
    w::overbrug(&o, &wie(1), (g(), een), &n).unwrap().unwrap();
    let fout = NieuweOverbrugging { agb: agb("41419999"), tot: Some(date(2026, 10, 31)), ..n };
    assert_eq!(codes(w::overbrug(&o, &wie(1), (g(), een), &fout).unwrap()), ["/agb", "/tot", "/tot"]);
    let s = NieuweScreening {
        op: o.vandaag,
        wie: "Gemeente, Xenia en Ypsilon".into(),
        uitkomst: Screeninguitkomst::Voorrang,
        toelichting: "Zij valt anders tussen wal en schip.".into(),
    };
    w::screen(&o, &wie(1), (g(), een), &s).unwrap().unwrap();
    let leeg = NieuweScreening { op: date(2026, 11, 8), wie: " ".into(), toelichting: String::new(), ..s };
    assert_eq!(codes(w::screen(&o, &wie(1), (g(), een), &leeg).unwrap()), ["/op", "/wie", "/toelichting"]);
    w::geen_overbrugging(&o, &wie(1), (g(), twee), "Haar zus helpt zolang.").unwrap().unwrap();
    assert!(matches!(w::screen(&o, &wie(5), (g(), een), &leeg), Err(VraagFout::GeenToegang)));
    let blad = w::blad(&o, &wie(1), g(), een).unwrap();
    assert_eq!(blad.overbrugging[0].aanbieder.as_deref(), Some("Ypsilon Zorg"));
    assert!(blad.screeningen[0].meer.as_ref().unwrap().0.contains("Ypsilon"));
    // the provider that is waited for learns no name of another one
    let eigen = w::blad(&o, &wie(5), g(), een).unwrap();
    assert_eq!((eigen.overbrugging[0].aanbieder.clone(), eigen.screeningen[0].meer.clone()), (None, None));
    assert!(!format!("{eigen:?}").contains("Ypsilon"));
    assert_eq!(w::blad(&o, &wie(1), g(), twee).unwrap().geen_omdat.as_deref(), Some("Haar zus helpt zolang."));
    let lijst = w::wachtlijst(&o.db, &wie(1), None, date(2026, 11, 9)).unwrap();
    let kern: Vec<_> = lijst.groepen.iter().map(|(g, ..)| (g.aantal, g.overbrugd, g.langste)).collect();
    assert_eq!(kern, [(1, 0, 8), (1, 1, 8)]);
    // a start takes it off the list by itself; what was kept stays to be read
    let start = store::sql_tekst!("W2", "UPDATE toewijzing SET gemeld = 'loopt' WHERE gemeente = $1 AND nummer = 1");
    o.db.write(|tx| tx.execute(start, &[(&g()).into()])).unwrap();
    assert_eq!(wachten(&o, 1), [(twee, van)]);
    assert!(!w::blad(&o, &wie(1), g(), een).unwrap().wacht);
    assert_eq!(codes(w::geen_overbrugging(&o, &wie(1), (g(), een), "te laat").unwrap()), [""]);
    // by hand: not that it began, and not before it began to wait
    let einde = |op, hoe| codes(w::beeindig(&o, &wie(1), (g(), twee), (op, hoe)).unwrap());
    assert_eq!(einde(o.vandaag, Wachteinde::Gestart), ["/einde"]);
    assert_eq!(einde(date(2026, 10, 31), Wachteinde::ZietAf), ["/op"]);
    assert_eq!(einde(date(2026, 11, 8), Wachteinde::ZietAf), ["/op"]);
    assert!(einde(van, Wachteinde::ZietAf).is_empty());
    assert_eq!(wachten(&o, 1), []);
    let lijst = w::wachtlijst(&o.db, &wie(1), None, o.vandaag).unwrap();
    assert_eq!(lijst.geeindigd, [(Wachteinde::ZietAf, 1)]);
}
}

op_beide! {
fn somebody_waits_by_hand_when_no_provider_was_found(proef) {
    let o = boek(proef.db());
    let product = deel("02M03", X).product;
    let nieuw = Bezetting { client: 3, product, agb: None, sinds: VANDAAG, reden: "Er is nergens plek.".into() };
    let fout = Bezetting { sinds: date(2026, 10, 6), agb: Some(agb("41419999")), reden: String::new(), ..nieuw.clone() };
    assert_eq!(codes(w::zet_op(&o, &wie(1), g(), &fout).unwrap()), ["/sinds", "/reden", "/agb"]);
    assert!(matches!(w::zet_op(&o, &wie(3), g(), &nieuw), Err(VraagFout::GeenToegang)));
    let p = w::zet_op(&o, &wie(1), g(), &nieuw).unwrap().unwrap();
    assert_eq!(p, Plaats::Hand(1));
    assert_eq!(wachten(&o, 1), [(p, VANDAAG)]);
    assert_eq!(wachten(&o, 5), [], "nobody's waiting is no provider's business");
    let blad = w::blad(&o, &wie(1), g(), p).unwrap();
    assert_eq!((blad.aanbieder, blad.reden.as_deref()), (None, Some("Er is nergens plek.")));
    assert_eq!(w::blad(&o, &wie(3), g(), p).unwrap().reden, None);
    w::beeindig(&o, &wie(1), (g(), p), (VANDAAG, Wachteinde::Gestart)).unwrap().unwrap();
    assert_eq!(wachten(&o, 1), []);
}
}

/// A temporary decision for client 4, whose onderzoek runs, from 1 October up to 31 December 2026.
fn tijdelijk(o: &Omgeving) -> i64 {
    let id = concept(o, 4, |o| {
        o.soort = Some(b::Besluitsoort::Spoed);
        (o.aanvraag_op, o.plan_op, o.identiteit) = (None, None, None);
        (o.ingangsdatum, o.einddatum) = (Some(date(2026, 10, 5)), Some(date(2026, 12, 31)));
    });
    b::vast_en_bekend(o, &wie(1), g(), id, BEKEND).unwrap().unwrap();
    toewijzen::maak(o, g()).unwrap();
    id
}

/// The onderzoek of client 4 is finished, and the definitive decision is written on 26 October.
fn definitief(o: &Omgeving, soort: b::Besluitsoort) -> (Omgeving, i64) {
    let klaar = store::sql_tekst!(
        "W3",
        "UPDATE melding SET onderzoek_klaar_op = '2026-10-12' WHERE gemeente = $1 AND id = 4"
    );
    o.db.write(|tx| tx.execute(klaar, &[(&g()).into()])).unwrap();
    let o = o.op(date(2026, 10, 26));
    let id = concept(&o, 4, |o| {
        o.soort = Some(soort);
        if !soort.kent_toe() {
            o.onderdelen = Vec::new();
        }
    });
    (o, id)
}

op_beide! {
fn a_temporary_decision_ends_when_the_definitive_one_begins(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = tijdelijk(&o);
    assert_eq!(op_lijst(&o), [(id, Bewaakreden::Definitief)], "from the first day the definitive one is waited for");
    assert_eq!(codes(a::ongewijzigd(&o, &wie(1), g(), id, "Het loopt vanzelf af.").unwrap()), ["/grond"]);
    let (o, nieuw) = definitief(&o, b::Besluitsoort::Toekenning);
    let gezien = b::bekijk(&o, &wie(1), g(), nieuw).unwrap().unwrap();
    let gedaan = b::vast_en_bekend(&o, &wie(1), g(), nieuw, Bekend { op: o.vandaag, ..BEKEND }).unwrap().unwrap();
    assert_eq!(gezien.toewijzingen.len(), gedaan.toewijzingen.len(), "what was shown is what was done");
    // the order of the temporary one ends on the day before 1 November, the definitive one has its own
    let einde: Vec<_> = gedaan
        .toewijzingen
        .iter()
        .map(|t| (t.wordt.nummer.waarde(), t.was.is_some(), t.wordt.einddatum))
        .collect();
    assert_eq!(einde, [(1, true, Some(date(2026, 10, 31))), (2, false, Some(date(2027, 10, 31)))]);
    assert_eq!((gedaan.per_jaar_was.0, gedaan.per_jaar_wordt.0), (630_000, 630_000));
    let blad = a::blad(&o, &wie(1), g(), id).unwrap();
    assert_eq!((blad.besluit.bewaakt.einddatum, blad.punt), (Some(date(2026, 10, 31)), None));
    assert_eq!(op_lijst(&o), []);
    assert_eq!(toewijzen::maak(&o, g()).unwrap(), 1, "one 301 to the provider, with the end and the new order");
}
}

op_beide! {
fn a_refusal_ends_the_temporary_support_with_the_day_on_which_it_is_known(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = tijdelijk(&o);
    let (o, nieuw) = definitief(&o, b::Besluitsoort::Afwijzing);
    let gedaan = b::vast_en_bekend(&o, &wie(2), g(), nieuw, Bekend { op: o.vandaag, ..BEKEND }).unwrap().unwrap();
    assert_eq!(gedaan.toewijzingen.len(), 1);
    assert_eq!(gedaan.toewijzingen[0].wordt.einddatum, Some(date(2026, 10, 26)));
    assert_eq!((gedaan.per_jaar_was.0, gedaan.per_jaar_wordt.0), (630_000, 0));
    assert_eq!(a::blad(&o, &wie(1), g(), id).unwrap().besluit.bewaakt.einddatum, Some(date(2026, 10, 26)));
    assert_eq!(op_lijst(&o), []);
}
}

op_beide! {
fn a_budget_is_decided_without_an_order(proef) {
    let o = boek(proef.db());
    stijl(&o);
    let id = concept(&o, 1, |o| {
        o.vorm = Some(b::Verstrekking::Pgb);
        o.onderdelen[0].agb = None;
        o.pgb = b::Pgbtoets {
            bekwaam: true,
            motivering: "Ik wil zelf kiezen wie mij helpt.".into(),
            kwaliteit: true,
            bedrag: Some(kern::Eurocent(480_000)),
        };
    });
    let gedaan = b::vast_en_bekend(&o, &wie(2), g(), id, BEKEND).unwrap().unwrap();
    assert!(gedaan.toewijzingen.is_empty() && gedaan.berichten.is_empty());
    assert_eq!(gedaan.per_jaar_wordt.0, 480_000);
    assert_eq!(toewijzen::maak(&o, g()).unwrap(), 0, "no 301");
    let sql = store::sql_tekst!("W4", "SELECT vorm, pgb_per_jaar, code FROM beschikking WHERE gemeente = $1");
    let rij = o.db.read(|tx| {
        tx.query_one(sql, &[(&g()).into()], |r| Ok((r.string(0)?, r.i64(1)?, r.string(2)?)))
    });
    assert_eq!(rij.unwrap(), ("pgb".into(), 480_000, "02M02".into()));
    assert_eq!(b::blad(&o, &wie(1), g(), id).unwrap().brieven.len(), 1, "there is a letter");
    // it is watched like any other, and shown as what it is
    let o = o.op(date(2027, 9, 1));
    let (posten, _) = a::lijst(&o.db, &wie(1), None, None, o.vandaag).unwrap();
    assert!(posten[0].besluit.pgb);
    // a later version knows what it is for, and a change to support in kind makes an order
    b::begin_vervolg(&o, &wie(1), g(), id, b::Besluitsoort::Wijziging).unwrap().unwrap();
    let blad = b::blad(&o, &wie(1), g(), id).unwrap();
    let v = blad.laatste().unwrap();
    let mut ontwerp = b::Ontwerp { vorm: Some(b::Verstrekking::Natura), ..v.ontwerp.clone() };
    ontwerp.ingangsdatum = Some(date(2027, 10, 1));
    ontwerp.onderdelen[0].agb = Some(agb(X));
    ontwerp.herziening = Some(b::Herzieningsgrond::NietToereikend);
    ontwerp.grond = "U wilt niet langer zelf inkopen.".into();
    b::bewaar(&o, &wie(1), g(), id, v.ronde, &ontwerp).unwrap().unwrap();
    let gedaan = b::vast_en_bekend(&o, &wie(2), g(), id, Bekend { op: o.vandaag, ..BEKEND }).unwrap().unwrap();
    assert_eq!(gedaan.toewijzingen.len(), 1);
}
}
