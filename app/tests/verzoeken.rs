//! Requests between a municipality and a provider, each with its own book: made, judged, answered, granted, taken back.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod verkeer;

use app::verzoeken::{
    Aangevraagd, Ingediend, Oordeel, Productsoort, Verwijzing, Vot, Vow, beoordeel, dien_in_vot, dien_in_vow,
    gevolgen, lees, open,
};
use istandaard::{Bericht, Soort};
use jiff::civil::{Date, date};
use kern::{Bevinding, Eenheid, Frequentie};
use store::proef::Proef;
use toewijzing::{
    Afspraak, GewenstProduct, GewensteWijziging, Omvang, RedenAfwijzing, RedenVerzoek, Toewijzingnummer,
    Verzoekstand,
};
use verkeer::{CLIENT, Keten, agb, g, leeg_boek, product, toewijzingen};

/// Changes a book behind the back of the program.
macro_rules! staat {
    ($o:expr, $sql:literal $(, $w:expr)*) => {
        $o.db.write(|tx| tx.execute(store::sql_tekst!("PROEF", $sql), &[$($w.into()),*])).map(drop).unwrap()
    };
}

fn uren(volume: i64) -> Omvang {
    Omvang { volume, eenheid: Eenheid::Uur, frequentie: Frequentie::Week }
}

fn gewenst(code: &str, van: Date, tot: Date, volume: i64) -> GewenstProduct {
    GewenstProduct {
        product: Some(product("02", code)),
        ingangsdatum: van,
        einddatum: Some(tot),
        omvang: Some(uren(volume)),
        budget: None,
    }
}

fn vot(producten: &[GewenstProduct]) -> Vot {
    let verwijzing = Verwijzing { soort: "06".into(), naam: None, zorgverlener: None };
    Vot {
        gemeente: g(),
        agb: agb(),
        client: CLIENT,
        producten: producten
            .iter()
            .map(|p| Aangevraagd {
                gewenst: *p,
                beschikking: None,
                verwijzing: verwijzing.clone(),
                commentaar: None,
            })
            .collect(),
    }
}

fn nr(n: i64) -> Toewijzingnummer {
    Toewijzingnummer::new(n).unwrap()
}

fn wijziging(nummer: i64, van: Date, tot: Date, volume: i64) -> GewensteWijziging {
    GewensteWijziging {
        nummer: nr(nummer),
        ingangsdatum: van,
        einddatum: Some(tot),
        omvang: Some(uren(volume)),
        budget: None,
    }
}

fn vow(te_wijzigen: &[GewensteWijziging], nieuw: &[GewenstProduct]) -> Vow {
    Vow {
        gemeente: g(),
        agb: agb(),
        client: CLIENT,
        reden: RedenVerzoek::Clientsituatie,
        te_wijzigen: te_wijzigen.to_vec(),
        nieuw: nieuw.to_vec(),
    }
}

fn codes(r: Result<impl std::fmt::Debug, Vec<Bevinding>>) -> Vec<&'static str> {
    r.unwrap_err().iter().map(|b| b.regel).collect()
}

fn stand(o: &app::Omgeving, verzoek: i64, deel: i64) -> Verzoekstand {
    lees(o, g(), verzoek).unwrap().unwrap().deel(deel).unwrap().stand
}

const GEMELD: Verzoekstand = Verzoekstand::Gehonoreerd { gemeld: true };

fn ingediend(r: app::Uitkomst<Result<Ingediend, Vec<Bevinding>>>) -> Ingediend {
    r.unwrap().unwrap()
}

store::op_beide! {
    fn a_vot_is_answered_per_product_and_the_301_grants_it_with_its_reference(proef) {
        let k = Keten::nieuw(proef.db());
        let a = gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 2);
        let b = gewenst("02A03", date(2026, 11, 1), date(2026, 12, 31), 4);
        let i = ingediend(dien_in_vot(&k.aanbieder, &vot(&[a, b])));
        assert_eq!(i.referenties.len(), 2);
        assert_eq!(k.naar_gemeente(), [(Soort::Wmo315, true)]);
        // it waits for a reaction: five working days after Thursday 15 October
        let wacht = open(&k.gemeente, g()).unwrap();
        assert_eq!(wacht.iter().map(|d| (d.deel, d.uiterlijk)).collect::<Vec<_>>(), [(1, date(2026, 10, 22)), (2, date(2026, 10, 22))]);
        let verzoek = wacht[0].verzoek;
        // the first is granted: no 319, the 301 is the answer
        let klaar = beoordeel(&k.gemeente, g(), verzoek, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
        assert_eq!(klaar.bericht, None);
        assert_eq!(stand(&k.gemeente, verzoek, 1), Verzoekstand::Gehonoreerd { gemeld: false });
        assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
        assert_eq!(stand(&k.gemeente, verzoek, 1), GEMELD);
        assert_eq!(stand(&k.aanbieder, i.verzoek, 1), GEMELD);
        assert_eq!(stand(&k.aanbieder, i.verzoek, 2), Verzoekstand::Ingediend);
        let t = toewijzingen(&k.aanbieder);
        assert_eq!(t.len(), 2, "{t:?}");
        assert!(t[1].contains("02A02 2026-11-01 2026-12-31 2/04/2") && t[1].ends_with(&i.referenties[0]), "{t:?}");
        assert_eq!(lees(&k.aanbieder, g(), i.verzoek).unwrap().unwrap().producten[0].toegewezen, Some(2));
        // the other is looked into, and then refused
        let r = beoordeel(&k.gemeente, g(), verzoek, 2, Oordeel::InOnderzoek).unwrap().unwrap();
        assert!(r.bericht.is_some());
        assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
        assert_eq!(stand(&k.aanbieder, i.verzoek, 2), Verzoekstand::InOnderzoek);
        assert_eq!(open(&k.gemeente, g()).unwrap()[0].uiterlijk, date(2026, 12, 10), "eight weeks");
        let af = Oordeel::WijsAf(RedenAfwijzing::PastNietInContract);
        beoordeel(&k.gemeente, g(), verzoek, 2, af).unwrap().unwrap();
        assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
        let af = Verzoekstand::Afgewezen(RedenAfwijzing::PastNietInContract);
        assert_eq!((stand(&k.aanbieder, i.verzoek, 2), stand(&k.gemeente, verzoek, 2)), (af, af));
        // the next 301 leaves the reference empty (TR379)
        staat!(&k.gemeente, "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0796'");
        assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
        let Bericht::Wmo301(m) = k.laatste() else { unreachable!() };
        assert!(m.client.producten.iter().all(|p| p.referentie_aanbieder.is_none()));
        k.logboeken_kloppen();
    }
}

store::op_beide! {
    fn a_vow_is_granted_as_a_whole_and_every_product_carries_its_reference(proef) {
        let k = Keten::nieuw(proef.db());
        k.nog_een_toewijzing("02A02");
        // IV093, example 1: one is stretched, one gets another amount, and a new one comes
        let v = vow(
            &[
                wijziging(1, date(2026, 1, 1), date(2027, 6, 30), 3),
                wijziging(2, date(2026, 11, 16), date(2026, 12, 31), 6),
            ],
            &[gewenst("02A03", date(2026, 12, 1), date(2026, 12, 31), 1)],
        );
        let i = ingediend(dien_in_vow(&k.aanbieder, &v));
        assert_eq!(k.naar_gemeente(), [(Soort::Wmo317, true)]);
        let verzoek = open(&k.gemeente, g()).unwrap()[0].verzoek;
        let vooraf = gevolgen(&k.gemeente, g(), verzoek, 1, None).unwrap().unwrap();
        let klaar = beoordeel(&k.gemeente, g(), verzoek, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
        assert_eq!(vooraf, klaar.gevolgen, "what was shown is what was done");
        assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
        let Bericht::Wmo301(m) = k.laatste() else { unreachable!() };
        assert_eq!(m.client.producten.len(), 4);
        assert!(m.client.producten.iter().all(|p| p.referentie_aanbieder.as_deref() == Some(&*i.referenties[0])));
        let t = toewijzingen(&k.aanbieder);
        assert_eq!(t, toewijzingen(&k.gemeente));
        let kort: Vec<_> = t.iter().map(|t| t.rsplit_once(' ').unwrap().0).collect();
        assert_eq!(kort, [
            "1 02A01 2026-01-01 2027-06-30 3/04/2 12",
            "2 02A02 2026-01-01 2026-11-15 3/04/2 12",
            "3 02A02 2026-11-16 2026-12-31 6/04/2 -",
            "4 02A03 2026-12-01 2026-12-31 1/04/2 -",
        ]);
        assert_eq!((stand(&k.aanbieder, i.verzoek, 1), stand(&k.gemeente, verzoek, 1)), (GEMELD, GEMELD));
        // both know what came of each product: 1 was stretched, 3 follows 2, 4 is new
        let uit = |o, verzoek| -> Vec<_> {
            lees(o, g(), verzoek).unwrap().unwrap().producten.iter().map(|p| (p.toewijzing, p.toegewezen)).collect()
        };
        assert_eq!(uit(&k.aanbieder, i.verzoek), [(Some(1), Some(1)), (Some(2), Some(3)), (None, Some(4))]);
        assert_eq!(uit(&k.gemeente, verzoek), uit(&k.aanbieder, i.verzoek));
        // and a next request may be sent
        assert!(dien_in_vow(&k.aanbieder, &vow(&[wijziging(1, date(2026, 1, 1), date(2027, 7, 31), 3)], &[])).unwrap().is_ok());
        k.logboeken_kloppen();
    }
}

store::op_beide! {
    fn a_vow_for_what_has_ended_since_is_told_and_done(proef) {
        let k = Keten::nieuw(proef.db());
        k.nog_een_toewijzing("02A02");
        // it asks what is so already, and is decided after the last day of it
        let i = ingediend(dien_in_vow(&k.aanbieder, &vow(&[wijziging(2, date(2026, 1, 1), date(2026, 12, 31), 3)], &[])));
        k.naar_gemeente();
        let k = k.op(date(2027, 1, 4));
        let verzoek = open(&k.gemeente, g()).unwrap()[0].verzoek;
        beoordeel(&k.gemeente, g(), verzoek, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
        assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
        let Bericht::Wmo301(m) = k.laatste() else { unreachable!() };
        assert_eq!(m.client.producten.iter().map(|p| p.nummer).collect::<Vec<_>>(), [2]);
        assert_eq!((stand(&k.aanbieder, i.verzoek, 1), stand(&k.gemeente, verzoek, 1)), (GEMELD, GEMELD));
        assert_eq!(k.toewijzen(), [], "it is told once");
    }

    fn iv093_what_the_municipality_changed_itself_keeps_its_reason_beside_a_granted_vow(proef) {
        use app::wijzigen::{Wijziging, wijzig};
        let k = Keten::nieuw(proef.db());
        k.nog_een_toewijzing("02A02");
        ingediend(dien_in_vow(&k.aanbieder, &vow(&[wijziging(1, date(2026, 1, 1), date(2027, 6, 30), 3)], &[])));
        k.naar_gemeente();
        let weg = Wijziging::Intrekken { op: date(2026, 11, 30), reden: toewijzing::RedenWijziging::Verkorting };
        wijzig(&k.gemeente, g(), 2, &weg).unwrap().unwrap();
        let verzoek = open(&k.gemeente, g()).unwrap()[0].verzoek;
        beoordeel(&k.gemeente, g(), verzoek, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
        assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
        assert_eq!(toewijzingen(&k.aanbieder), toewijzingen(&k.gemeente));
        let code = toewijzing::RedenWijziging::Verkorting.code();
        let Bericht::Wmo301(m) = k.laatste() else { unreachable!() };
        let redenen: Vec<_> = m.client.producten.iter().map(|p| (p.nummer, p.reden_wijziging.as_ref().map(istandaard::Code::as_str))).collect();
        assert_eq!(redenen, [(1, Some("12")), (2, Some(code))]);
    }
}

#[test]
fn a_vow_is_refused_as_a_whole_and_the_assignments_stay() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    let voor = toewijzingen(&k.gemeente);
    let i = ingediend(dien_in_vow(
        &k.aanbieder,
        &vow(&[wijziging(1, date(2026, 11, 2), date(2026, 12, 31), 9)], &[]),
    ));
    k.naar_gemeente();
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::WijsAf(RedenAfwijzing::Zorginhoudelijk)).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
    assert_eq!(stand(&k.aanbieder, i.verzoek, 1), Verzoekstand::Afgewezen(RedenAfwijzing::Zorginhoudelijk));
    assert_eq!(toewijzingen(&k.gemeente), voor);
    assert_eq!(toewijzingen(&k.aanbieder), voor);
    assert_eq!(k.toewijzen(), []);
}

#[test]
fn the_provider_is_told_every_reason_before_it_sends() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    // in the past, and the same product twice
    let v = vow(
        &[wijziging(1, date(2026, 10, 15), date(2026, 12, 31), 9)],
        &[gewenst("02A01", date(2026, 11, 1), date(2026, 11, 30), 1)],
    );
    assert_eq!(codes(dien_in_vow(&k.aanbieder, &v).unwrap()), ["TR357", "TR361"]);
    // what is assigned already is no VOT; per week without an end date is no message
    let al = GewenstProduct { einddatum: None, ..gewenst("02A01", date(2026, 11, 1), date(2026, 12, 31), 1) };
    assert_eq!(codes(dien_in_vot(&k.aanbieder, &vot(&[al])).unwrap()), ["OP307", "CD076"]);
    assert_eq!(k.naar_gemeente(), [], "nothing was sent");
    // one at a time
    ingediend(dien_in_vot(&k.aanbieder, &vot(&[gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 1)])));
    let v = vow(&[wijziging(1, date(2026, 11, 1), date(2026, 12, 31), 9)], &[]);
    assert_eq!(codes(dien_in_vow(&k.aanbieder, &v).unwrap()), ["TR374"]);
}

store::op_beide! {
    fn a_rejected_request_counts_as_not_sent(proef) {
        let k = Keten::nieuw(proef.db());
        // the municipality took assignment 1 back in the meantime: TR351, TR349 is right
        staat!(&k.gemeente, "UPDATE toewijzing SET einddatum = '2026-10-14' WHERE gemeente = '0796' AND nummer = 1");
        let v = vow(&[wijziging(1, date(2026, 11, 1), date(2026, 12, 31), 9)], &[]);
        let i = ingediend(dien_in_vow(&k.aanbieder, &v));
        assert_eq!(k.naar_gemeente(), [(Soort::Wmo317, false)]);
        assert_eq!(k.gevonden(), ["TR351"]);
        assert_eq!(open(&k.gemeente, g()).unwrap(), []);
        assert_eq!(stand(&k.aanbieder, i.verzoek, 1), Verzoekstand::NietVerzonden);
        // its reference and its place in the row are free again (OP286)
        staat!(&k.gemeente, "UPDATE toewijzing SET einddatum = '2026-12-31' WHERE gemeente = '0796' AND nummer = 1");
        let w = k.met_zelfde_referentie(&i);
        assert_eq!(w, (true, vec![]));
    }
}

#[test]
fn tr379_a_reference_that_was_never_sent_is_rejected_and_the_request_stays_open() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    let i = ingediend(dien_in_vot(
        &k.aanbieder,
        &vot(&[gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 1)]),
    ));
    k.naar_gemeente();
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
    // the provider knows another reference
    staat!(&k.aanbieder, "UPDATE verzoekdeel SET referentie = 'ANDERS' WHERE gemeente = '0796'");
    assert_eq!(k.toewijzen(), [(Soort::Wmo301, false)]);
    assert_eq!(k.gevonden(), ["TR379"]);
    assert_eq!(
        stand(&k.gemeente, 1, 1),
        Verzoekstand::Gehonoreerd { gemeld: false },
        "its 301 counts as not sent"
    );
    assert_eq!(stand(&k.aanbieder, i.verzoek, 1), Verzoekstand::Ingediend);
    // mended: it goes out again, with the reference again
    staat!(
        &k.aanbieder,
        "UPDATE verzoekdeel SET referentie = $1 WHERE gemeente = '0796'",
        i.referenties[0].as_str()
    );
    staat!(&k.gemeente, "UPDATE toewijzing SET verzonden_in = NULL WHERE gemeente = '0796' AND nummer = 2");
    assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
    assert_eq!((stand(&k.gemeente, 1, 1), stand(&k.aanbieder, i.verzoek, 1)), (GEMELD, GEMELD));
}

#[test]
fn tr355_tr359_tr360_tr365_an_answer_that_cannot_be_is_rejected_and_counts_as_not_sent() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    let i = ingediend(dien_in_vot(
        &k.aanbieder,
        &vot(&[gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 1)]),
    ));
    k.naar_gemeente();
    let af = Oordeel::WijsAf(RedenAfwijzing::Budget);
    // TR355: the provider does not know the reference
    staat!(&k.aanbieder, "UPDATE verzoekdeel SET referentie = 'ANDERS' WHERE gemeente = '0796'");
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::InOnderzoek).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, false)]);
    assert_eq!(k.gevonden(), ["TR355"]);
    assert_eq!(stand(&k.gemeente, 1, 1), Verzoekstand::Ingediend);
    beoordeel(&k.gemeente, g(), 1, 1, af).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, false)]);
    assert_eq!(stand(&k.gemeente, 1, 1), Verzoekstand::Ingediend);
    staat!(
        &k.aanbieder,
        "UPDATE verzoekdeel SET referentie = $1 WHERE gemeente = '0796'",
        i.referenties[0].as_str()
    );
    // TR360: it is told once that it is looked into
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::InOnderzoek).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
    assert_eq!(codes(beoordeel(&k.gemeente, g(), 1, 1, Oordeel::InOnderzoek).unwrap()), ["TR360"]);
    let terug = || {
        staat!(
            &k.gemeente,
            "UPDATE verzoekdeel SET stand = 'ingediend', antwoord_in = NULL, onderzoek_in = NULL WHERE gemeente = '0796'"
        );
    };
    terug();
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::InOnderzoek).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, false)]);
    assert_eq!(k.gevonden(), ["TR360"]);
    // TR365: it is refused once
    beoordeel(&k.gemeente, g(), 1, 1, af).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
    assert_eq!(codes(beoordeel(&k.gemeente, g(), 1, 1, af).unwrap()), ["TR365"]);
    terug();
    beoordeel(&k.gemeente, g(), 1, 1, af).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, false)]);
    assert_eq!(k.gevonden(), ["TR365"]);
    assert_eq!(stand(&k.gemeente, 1, 1), Verzoekstand::Ingediend);
    // TR359: what was granted is not answered
    terug();
    staat!(
        &k.aanbieder,
        "UPDATE verzoekdeel SET stand = 'ingediend', antwoord_in = NULL, onderzoek_in = NULL, reden_afwijzing = NULL WHERE gemeente = '0796'"
    );
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
    assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
    assert_eq!(codes(beoordeel(&k.gemeente, g(), 1, 1, af).unwrap()), ["TR359"]);
    terug();
    beoordeel(&k.gemeente, g(), 1, 1, af).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, false)]);
    assert_eq!(k.gevonden(), ["TR359"]);
    assert_eq!(stand(&k.aanbieder, i.verzoek, 1), GEMELD);
}

#[test]
fn tr347_and_tr374_a_second_request_is_rejected() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    ingediend(dien_in_vot(&k.aanbieder, &vot(&[gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 1)])));
    assert_eq!(k.naar_gemeente(), [(Soort::Wmo315, true)]);
    // the provider forgot it, and uses its reference again
    let Bericht::Wmo315(mut m) = k.laatste() else { unreachable!() };
    m.header.identificatie = "TWEEDE".into();
    assert_eq!(k.rechtstreeks(&Bericht::Wmo315(m.clone())), (false, vec!["TR374", "TR347"]));
    // refused: the next may come, with a reference of its own
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::WijsAf(RedenAfwijzing::GeenContract)).unwrap().unwrap();
    m.header.identificatie = "DERDE".into();
    assert_eq!(k.rechtstreeks(&Bericht::Wmo315(m.clone())), (false, vec!["TR347"]));
    m.header.identificatie = "VIERDE".into();
    m.client.producten[0].referentie_aanbieder = "NIEUW".into();
    assert_eq!(k.rechtstreeks(&Bericht::Wmo315(m.clone())), (true, vec![]));
    // the very same bytes again change nothing
    assert_eq!(k.rechtstreeks(&Bericht::Wmo315(m)), (true, vec![]));
    assert_eq!(open(&k.gemeente, g()).unwrap().len(), 1);
}

#[test]
fn a_vot_for_somebody_unknown_is_taken_and_can_be_refused() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    ingediend(dien_in_vot(&k.aanbieder, &vot(&[gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 1)])));
    staat!(&k.gemeente, "DELETE FROM toewijzing WHERE gemeente = '0796'");
    staat!(&k.gemeente, "DELETE FROM client WHERE gemeente = '0796'");
    assert_eq!(k.naar_gemeente(), [(Soort::Wmo315, true)]);
    // a 315 has no address, and a 301 needs one
    assert_eq!(codes(beoordeel(&k.gemeente, g(), 1, 1, Oordeel::Honoreer(None)).unwrap()), ["TR006"]);
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::WijsAf(RedenAfwijzing::AndereGemeente)).unwrap().unwrap();
    assert_eq!(k.naar_aanbieder(), [(Soort::Wmo319, true)]);
}

#[test]
fn op296_iv093_op345_and_what_else_keeps_a_request_from_being_granted() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    ingediend(dien_in_vot(&k.aanbieder, &vot(&[gewenst("02A09", date(2026, 11, 1), date(2026, 12, 31), 1)])));
    k.naar_gemeente();
    let honoreer =
        |k: &Keten, v, afspraak| beoordeel(&k.gemeente, g(), v, 1, Oordeel::Honoreer(afspraak)).unwrap();
    assert_eq!(codes(honoreer(&k, 1, None)), ["OP296"], "no contract for this product");
    assert_eq!(stand(&k.gemeente, 1, 1), Verzoekstand::Ingediend, "nothing changed");
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::WijsAf(RedenAfwijzing::PastNietInContract)).unwrap().unwrap();
    k.naar_aanbieder();
    // a day that passes while it is looked into must be agreed on
    let v = vow(&[wijziging(1, date(2026, 10, 20), date(2026, 12, 31), 5)], &[]);
    ingediend(dien_in_vow(&k.aanbieder, &v));
    k.naar_gemeente();
    let later = k.op(date(2026, 11, 9));
    assert_eq!(codes(honoreer(&later, 2, None)), ["IV093"]);
    // September was claimed: the change cannot reach back beyond it
    staat!(
        &later.gemeente,
        "INSERT INTO declaratieregel (gemeente, bericht, volgnr, status, agb, client, client_nr, prestatie_nr, referentie, toewijzing, categorie, code, van, tot, volume, eenheid, bedrag) VALUES ('0796', 900, 1, 1, '75750001', 1, 1, 1, 'R1', 1, '02', '02A01', '2026-10-01', '2026-10-31', 12, '04', 1)"
    );
    assert_eq!(codes(honoreer(&later, 2, Some(Afspraak::ZoalsGevraagd))), ["OP345"]);
    let klaar = honoreer(&later, 2, Some(Afspraak::Per(date(2026, 11, 10)))).unwrap();
    assert_eq!(klaar.gevolgen[0].wordt.as_ref().unwrap().einddatum, Some(date(2026, 11, 9)));
    assert_eq!(klaar.gevolgen[0].nieuw.as_ref().unwrap().ingangsdatum, date(2026, 11, 10));
    assert_eq!(later.toewijzen(), [(Soort::Wmo301, true)]);
    assert_eq!(toewijzingen(&later.gemeente), toewijzingen(&later.aanbieder));
}

#[test]
fn an_unchanged_assignment_goes_along_without_a_reason_and_a_vow_that_asks_nothing_new_is_still_told() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    k.nog_een_toewijzing("02A02");
    for o in [&k.gemeente, &k.aanbieder] {
        staat!(o, "UPDATE toewijzing SET reden_wijziging = '04' WHERE gemeente = '0796' AND nummer = 2");
    }
    // "to change" into what it is
    let i = ingediend(dien_in_vow(
        &k.aanbieder,
        &vow(&[wijziging(1, date(2026, 1, 1), date(2026, 12, 31), 3)], &[]),
    ));
    let v = lees(&k.aanbieder, g(), i.verzoek).unwrap().unwrap();
    let soorten: Vec<_> = v.producten.iter().map(|p| (p.soort, p.toewijzing)).collect();
    assert_eq!(soorten, [(Productsoort::Ongewijzigd, Some(2)), (Productsoort::TeWijzigen, Some(1))]);
    k.naar_gemeente();
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
    assert_eq!(k.toewijzen(), [(Soort::Wmo301, true)]);
    let Bericht::Wmo301(m) = k.laatste() else { unreachable!() };
    assert_eq!(m.client.producten.len(), 2);
    assert!(
        m.client.producten.iter().all(|p| p.reden_wijziging.is_none() && p.referentie_aanbieder.is_some())
    );
    assert_eq!(toewijzingen(&k.gemeente), toewijzingen(&k.aanbieder));
    assert_eq!((stand(&k.gemeente, 1, 1), stand(&k.aanbieder, i.verzoek, 1)), (GEMELD, GEMELD));
}

#[test]
fn history_is_loaded_in_any_order() {
    let gem = Proef::sqlite();
    let k = Keten::nieuw(gem.db());
    let a = gewenst("02A02", date(2026, 11, 1), date(2026, 12, 31), 2);
    let b = gewenst("02A03", date(2026, 11, 1), date(2026, 12, 31), 4);
    ingediend(dien_in_vot(&k.aanbieder, &vot(&[a, b])));
    k.naar_gemeente();
    beoordeel(&k.gemeente, g(), 1, 1, Oordeel::Honoreer(None)).unwrap().unwrap();
    k.toewijzen();
    beoordeel(&k.gemeente, g(), 1, 2, Oordeel::WijsAf(RedenAfwijzing::Budget)).unwrap().unwrap();
    k.naar_aanbieder();
    for db in [Proef::sqlite(), Proef::sqlite()] {
        let o = leeg_boek(&db);
        app::importeer::importeer(&o, &k.bewaard().iter().map(AsRef::as_ref).collect::<Vec<_>>()).unwrap();
        let v = lees(&o, g(), 1).unwrap().unwrap();
        let standen: Vec<_> = v.delen.iter().map(|d| d.stand).collect();
        assert_eq!(standen, [GEMELD, Verzoekstand::Afgewezen(RedenAfwijzing::Budget)]);
        assert_eq!(v.producten[0].toegewezen, Some(2));
        assert_eq!(v.ontvangen_op, date(2026, 10, 15));
    }
}
