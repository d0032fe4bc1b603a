//! From melding to aanvraag in a real book: what is kept, what is refused, who may, and what lies open in the file.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
#![expect(dead_code, reason = "the book is shared with tests that use more of it")]

mod gemeen;

use app::meldingen::{self as q, Klokstap, NieuweMelding, Werksoort};
use app::vragen::VraagFout;
use app::{Gebruiker, Omgeving, Rol};
use gemeen::{A, B, VANDAAG, g, kluis, nu, vul, wie};
use jiff::civil::date;
use kern::Bevinding;
use store::Db;
use store::proef::Proef;
use toegang::zrm::Zrmdomein;
use toegang::{
    AanvraagToestand, Bewijs, Binnenkomst, Identiteitsbewijs, Klokstand, Melder, Onderwerp, Oordeel,
    Opschortgrond, Opschorting, PersoonlijkPlan, Plichten, Punt, Wijze,
};
use toegang::{PlanToestand, Planresultaat};

/// An onderzoek that ends today, with the day of the aanvraag.
fn af(aanvraag_op: Option<kern::Datum>) -> q::Afronding {
    q::Afronding { op: VANDAAG, aanvraag_op, plan: None }
}

fn omgeving(db: &Db) -> Omgeving {
    vul(db);
    // the book was filled past the counters
    db.write(|tx| store::teller::minstens(tx, g(A), "melding", 100)).unwrap();
    Omgeving { db: db.clone(), kluis: kluis(), vandaag: VANDAAG, nu: nu(), wie: "proef".into() }
}

fn consulent() -> Gebruiker {
    wie(Rol::Consulent, &[A])
}

fn melding() -> NieuweMelding {
    let dag = Some(date(2026, 10, 1));
    NieuweMelding {
        client: 3,
        ontvangen_op: date(2026, 10, 1),
        binnenkomst: Binnenkomst {
            wijze: Wijze::Telefoon,
            melder: Melder::Client,
            vraag: "Ik kom de dag niet goed door.".into(),
            spoed: false,
        },
        plichten: Plichten {
            bevestigd_op: dag,
            clientondersteuning_op: dag,
            plan_genoemd_op: dag,
            plan: PersoonlijkPlan::ZietAf { op: date(2026, 10, 2) },
            identiteit: Some((Identiteitsbewijs::Paspoort, date(2026, 10, 2))),
            pgb_uitgelegd_op: dag,
            ..Plichten::default()
        },
        met_brief: false,
    }
}

fn punten(zonder: &[Onderwerp]) -> Vec<(Onderwerp, Punt)> {
    let alle = Onderwerp::ALLE.iter().filter(|o| !zonder.contains(o));
    alle.map(|o| {
        let p = Punt {
            bevinding: format!("Geheime bevinding over {}", o.code()),
            bewijs: Some(Bewijs::Gesprek),
            toelichting: "Geheime toelichting".into(),
            oordeel: o.weegt().then_some(Oordeel::Deels),
        };
        (*o, p)
    })
    .collect()
}

fn plaatsen<T: std::fmt::Debug>(r: Result<T, Vec<Bevinding>>) -> Vec<String> {
    r.unwrap_err().into_iter().map(|b| b.pad).collect()
}

fn logboek(o: &Omgeving) -> Vec<String> {
    let sql = store::sql_tekst!(
        "PROEF",
        "SELECT soort || ' ' || onderwerp FROM gebeurtenis WHERE gemeente = $1 AND wie = $2 ORDER BY nr"
    );
    o.db.read(|tx| tx.query_alle(sql, &[(&g(A)).into(), "Proef Persoon".into()], |r| r.string(0))).unwrap()
}

store::op_beide! {
    fn a_melding_becomes_an_aanvraag(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let id = q::meld(o, &c, g(A), &melding()).unwrap().unwrap();
        let plek = (g(A), id);
        // half of it first; that is kept, and the onderzoek has begun
        q::schrijf(o, &c, plek, &punten(&[Onderwerp::Bijdrage])).unwrap().unwrap();
        let b = q::beeld(o, &c, g(A), id).unwrap();
        assert_eq!((b.begonnen_op, b.behandelaar.as_str()), (Some(VANDAAG), "Proef Persoon"));
        assert_eq!(b.dossier.binnenkomst, melding().binnenkomst);
        assert_eq!(b.dossier.onderzoek.punten.into_iter().collect::<Vec<_>>(), punten(&[Onderwerp::Bijdrage]));
        assert_eq!(plaatsen(q::rond_af(o, &c, plek, &af(None)).unwrap()), ["/onderzoek/bijdrage/bevinding"]);
        q::schrijf(o, &c, plek, &punten(&[])[9..]).unwrap().unwrap();
        // an aanvraag that cannot be keeps the onderzoek open as well
        let te_vroeg = q::rond_af(o, &c, plek, &af(Some(date(2026, 10, 14)))).unwrap();
        assert_eq!(plaatsen(te_vroeg), ["/aanvraag"]);
        assert!(q::beeld(o, &c, g(A), id).unwrap().dossier.plichten.verslag_op.is_none());
        let a = q::rond_af(o, &c, plek, &af(Some(VANDAAG))).unwrap().unwrap().unwrap();
        let (aanvraag, client) = q::aanvraag(o, &c, g(A), a.0).unwrap();
        assert_eq!((aanvraag.client.0, aanvraag.melding.0, aanvraag.ontvangen_op), (3, id, VANDAAG));
        assert_eq!(client.naam.achternaam, "Çelik");
        assert!(q::dien_aanvraag_in(o, &c, plek, VANDAAG).unwrap().is_err(), "one at a time");
        assert_eq!(
            logboek(o),
            [
                format!("melding ontvangen melding/{id}"),
                format!("onderzoek bijgewerkt melding/{id}"),
                format!("melding ingezien melding/{id}"),
                format!("onderzoek bijgewerkt melding/{id}"),
                format!("melding ingezien melding/{id}"),
                format!("aanvraag ontvangen aanvraag/{a}"),
                format!("onderzoek afgerond melding/{id}"),
            ]
        );
    }

    fn the_clock_of_an_aanvraag_is_kept(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let id = q::meld(o, &c, g(A), &melding()).unwrap().unwrap();
        q::schrijf(o, &c, (g(A), id), &punten(&[])).unwrap().unwrap();
        let a = q::rond_af(o, &c, (g(A), id), &af(Some(VANDAAG))).unwrap().unwrap().unwrap();
        let op = |dag| o.op(dag);
        let stop = Opschorting {
            grond: Opschortgrond::Aanvulling,
            op: date(2026, 10, 16),
            tot: Some(date(2026, 10, 30)),
            geeindigd_op: None,
        };
        let na = q::zet_klok(&op(date(2026, 10, 16)), &c, g(A), a, Klokstap::Stop(stop)).unwrap().unwrap();
        assert_eq!(q::aanvraag(o, &c, g(A), a.0).unwrap().0, na);
        let na = q::zet_klok(&op(date(2026, 10, 20)), &c, g(A), a, Klokstap::Hervat(date(2026, 10, 20)));
        let na = na.unwrap().unwrap();
        assert_eq!(na.termijn(date(2026, 10, 20)).uiterlijk, date(2026, 11, 2), "29 October and three days");
        assert_eq!(q::aanvraag(o, &c, g(A), a.0).unwrap().0, na);
        let fout = q::zet_klok(&op(date(2026, 10, 20)), &c, g(A), a, Klokstap::InGebreke(date(2026, 10, 20)));
        assert_eq!(plaatsen(fout.unwrap()), ["/op"]);
        let laat = op(date(2026, 11, 3));
        q::zet_klok(&laat, &c, g(A), a, Klokstap::InGebreke(date(2026, 11, 3))).unwrap().unwrap();
        // the decision ends the clock; a second one is refused
        let beslis = |nr| o.db.write(|tx| q::beschikt(tx, g(A), a, date(2026, 11, 4), nr)).unwrap();
        assert_eq!(beslis(77).unwrap().toestand, AanvraagToestand::Besloten { op: date(2026, 11, 4) });
        assert!(beslis(78).is_err());
        assert!(q::mijn_werk(&o.db, &c, None, Some(Werksoort::Besluiten), false, VANDAAG).unwrap().is_empty());
    }

    fn a_plan_is_sealed_and_a_change_needs_a_new_agreement(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let plek = (g(A), q::meld(o, &c, g(A), &melding()).unwrap().unwrap());
        assert_eq!(q::plan(o, &c, plek).unwrap(), None);
        let r = |tekst: &str| Planresultaat {
            domein: Zrmdomein::Financien,
            resultaat: tekst.into(),
            aanpak: "Samen de post openen.".into(),
        };
        let twee = [r("Geen schulden erbij"), r("Zelf betalen")];
        q::zet_plan(o, &c, plek, &twee, None).unwrap().unwrap();
        // the same text: agreeing later keeps the day on which it was written
        let later = o.op(date(2026, 10, 20));
        q::zet_plan(&later, &c, plek, &twee, Some(date(2026, 10, 16))).unwrap().unwrap();
        let p = q::plan(o, &c, plek).unwrap().unwrap();
        assert_eq!((p.resultaten.as_slice(), p.gewijzigd_op), (twee.as_slice(), VANDAAG));
        assert_eq!(p.toestand, PlanToestand::Akkoord { op: date(2026, 10, 16) });
        // another text: the old agreement does not hold, and an agreement of before it is refused
        assert_eq!(plaatsen(q::zet_plan(&later, &c, plek, &twee[..1], Some(date(2026, 10, 16))).unwrap()), ["/akkoord"]);
        q::zet_plan(&later, &c, plek, &twee[..1], None).unwrap().unwrap();
        let p = q::plan(o, &c, plek).unwrap().unwrap();
        assert_eq!((p.resultaten.len(), p.toestand), (1, PlanToestand::Concept));
        assert!(matches!(q::plan(o, &wie(Rol::Backoffice, &[A]), plek), Err(VraagFout::GeenToegang)));
        assert!(matches!(q::zet_plan(o, &c, (g(A), 999), &twee, None), Err(VraagFout::NietGevonden)));
    }

    fn the_worklist_is_sorted_by_urgency(proef) {
        let o = &omgeving(proef.db());
        let c = consulent();
        let mut spoed = melding();
        spoed.binnenkomst.spoed = true;
        spoed.ontvangen_op = VANDAAG;
        spoed.plichten = Plichten::default();
        let nu = q::meld(o, &c, g(A), &spoed).unwrap().unwrap();
        let ander = q::meld(o, &c, g(A), &melding()).unwrap().unwrap();
        q::schrijf(o, &c, (g(A), ander), &punten(&[])).unwrap().unwrap();
        let lijst = q::mijn_werk(&o.db, &c, None, None, false, VANDAAG).unwrap();
        let kort: Vec<_> = lijst.iter().map(|p| (p.soort, p.melding, p.stand(VANDAAG).unwrap())).collect();
        // 1 and 2 came in with an import: of 1 August and of 1 October, without a file
        assert_eq!(
            kort,
            [
                (Werksoort::Beginnen, 1, Klokstand::TeLaat { dagen: 31 }),
                (Werksoort::Spoed, nu, Klokstand::Vandaag),
                (Werksoort::Beginnen, 2, Klokstand::Loopt { dagen: 28 }),
                (Werksoort::Onderzoeken, ander, Klokstand::Loopt { dagen: 28 }),
            ]
        );
        assert_eq!(lijst.iter().map(|p| p.heeft_dossier).collect::<Vec<_>>(), [false, true, false, true]);
        let mijn = q::mijn_werk(&o.db, &c, Some(g(A)), None, true, VANDAAG).unwrap();
        assert_eq!(mijn.iter().map(|p| p.melding).collect::<Vec<_>>(), [nu, ander]);
        q::rond_af(o, &c, (g(A), ander), &af(None)).unwrap().unwrap();
        let wacht = q::mijn_werk(&o.db, &c, None, Some(Werksoort::WachtOpAanvraag), false, VANDAAG).unwrap();
        assert_eq!(wacht.iter().map(|p| (p.melding, p.termijn.is_none())).collect::<Vec<_>>(), [(ander, true)]);
    }

    fn everything_that_is_wrong_with_a_melding_is_told(proef) {
        let o = &omgeving(proef.db());
        let mut fout = melding();
        fout.ontvangen_op = date(2026, 10, 16);
        fout.binnenkomst.vraag = String::new();
        let gevonden = plaatsen(q::meld(o, &consulent(), g(A), &fout).unwrap());
        assert_eq!(gevonden[..2], ["/ontvangen", "/vraag"]);
        assert!(gevonden.contains(&"/bevestigd".to_owned()), "told before the melding came in: {gevonden:?}");
        let mut onbekend = melding();
        onbekend.client = 999;
        assert!(matches!(q::meld(o, &consulent(), g(A), &onbekend), Err(VraagFout::NietGevonden)));
        // before anything was told the onderzoek does not begin, and nothing is kept
        let mut kaal = melding();
        kaal.plichten = Plichten::default();
        let id = q::meld(o, &consulent(), g(A), &kaal).unwrap().unwrap();
        let fout = q::schrijf(o, &consulent(), (g(A), id), &punten(&[])).unwrap();
        assert_eq!(plaatsen(fout), ["/bevestigd", "/clientondersteuning", "/plan-genoemd"]);
        assert!(q::beeld(o, &consulent(), g(A), id).unwrap().dossier.onderzoek.punten.is_empty());
        q::bevestiging(o, &consulent(), (g(A), id)).unwrap().unwrap();
        assert!(q::schrijf(o, &consulent(), (g(A), id), &punten(&[])).unwrap().is_ok());
    }

    fn only_the_consulent_of_the_municipality_may(proef) {
        let o = &omgeving(proef.db());
        let id = q::meld(o, &consulent(), g(A), &melding()).unwrap().unwrap();
        for rol in Rol::ALLE.iter().filter(|r| **r != Rol::Consulent) {
            let w = wie(*rol, &[A]);
            assert!(matches!(q::beeld(o, &w, g(A), id), Err(VraagFout::GeenToegang)), "{rol:?}");
            assert!(matches!(q::meld(o, &w, g(A), &melding()), Err(VraagFout::GeenToegang)), "{rol:?}");
            assert!(matches!(q::mijn_werk(&o.db, &w, None, None, false, VANDAAG), Err(VraagFout::GeenToegang)));
        }
        let elders = wie(Rol::Consulent, &[B]);
        assert!(matches!(q::beeld(o, &elders, g(A), id), Err(VraagFout::GeenToegang)));
        assert!(matches!(q::beeld(o, &elders, g(B), id), Err(VraagFout::NietGevonden)));
        assert!(matches!(q::schrijf(o, &elders, (g(A), id), &punten(&[])), Err(VraagFout::GeenToegang)));
        assert!(q::mijn_werk(&o.db, &elders, None, None, false, VANDAAG).unwrap().iter().all(|p| p.gemeente == g(B)));
    }
}

#[test]
fn what_people_tell_does_not_lie_open_in_the_file() {
    let proef = Proef::sqlite();
    let o = &omgeving(proef.db());
    let id = q::meld(o, &consulent(), g(A), &melding()).unwrap().unwrap();
    q::schrijf(o, &consulent(), (g(A), id), &punten(&[])).unwrap().unwrap();
    let mut alles = Vec::new();
    for bestand in std::fs::read_dir(proef.map().unwrap()).unwrap() {
        alles.extend(std::fs::read(bestand.unwrap().path()).unwrap());
    }
    let bevat = |naald: &[u8]| alles.windows(naald.len()).any(|w| w == naald);
    assert!(bevat(b"telefoon"), "the search looks in the right files");
    for open in ["Ik kom de dag", "Geheime bevinding", "Geheime toelichting"] {
        assert!(!bevat(open.as_bytes()), "{open}");
    }
}
