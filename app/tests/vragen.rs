//! The read side on both engines: who sees what, pages, and the figures.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops at the first surprise")]

mod gemeen;

use app::vragen::{
    Aantal, Blad, ClaimStatus, Lijst, Plek, RegelStatus, Richting, Stap, VraagFout, Wijzer, berichten,
    betalingen, bewaken, catalogus, clienten, declaraties, gemeenten, monitor, overzicht,
};
use app::{Gebruiker, Recht, Rol};
use gemeen::{A, B, BSN, VANDAAG, X, Y, agb, g, kluis, nu, vul, vul_lange_lijst, wie};
use kern::{Bsn, Eurocent, Gemeentecode};
use store::Db;

type Antwoord = Result<String, VraagFout>;
type Vraag = fn(&Db, &Gebruiker, Option<Gemeentecode>) -> Antwoord;

fn toon<T: std::fmt::Debug>(uit: Result<T, VraagFout>) -> Antwoord {
    uit.map(|t| format!("{t:?}"))
}

/// Every question with the rights that it asks for. With a municipality it asks about that one; without, a list
/// asks about all and a single thing about the first of the user.
const VRAGEN: &[(&str, &[Recht], Vraag)] = &[
    ("overzicht", &[], |db, w, g| toon(overzicht::overzicht(db, w, g, VANDAAG))),
    ("clienten", &[Recht::Clienten], |db, w, g| {
        let f = clienten::ClientFilter { gemeente: g, ..Default::default() };
        toon(clienten::lijst(db, w, &f, &Blad::default(), VANDAAG))
    }),
    ("clienten op naam", &[Recht::Clienten], |db, w, g| {
        let f =
            clienten::ClientFilter { gemeente: g, zoek: Some("van den celik".into()), ..Default::default() };
        toon(clienten::lijst(db, w, &f, &Blad::default(), VANDAAG))
    }),
    ("clienten op geboortedatum", &[Recht::Clienten], |db, w, g| {
        let geboortedatum = kern::lees_datum("1960-02-02");
        let f = clienten::ClientFilter { gemeente: g, geboortedatum, ..Default::default() };
        toon(clienten::lijst(db, w, &f, &Blad::default(), VANDAAG))
    }),
    ("client", &[Recht::Clienten], |db, w, g| {
        toon(clienten::dossier(db, &kluis(), w, g.unwrap_or(w.gemeenten[0]), 3, VANDAAG, nu()))
    }),
    ("berichten", &[Recht::Berichten], |db, w, g| {
        let f = berichten::BerichtFilter { gemeente: g, ..Default::default() };
        toon(berichten::lijst(db, w, &f, &Blad::default(), VANDAAG))
    }),
    ("berichten op kenmerk", &[Recht::Berichten], |db, w, g| {
        let f = berichten::BerichtFilter {
            gemeente: g,
            identificatie: Some("KENMERK1".into()),
            ..Default::default()
        };
        toon(berichten::lijst(db, w, &f, &Blad::default(), VANDAAG))
    }),
    ("bericht", &[Recht::Berichten], |db, w, g| {
        toon(berichten::dossier(db, w, g.unwrap_or(w.gemeenten[0]), 4))
    }),
    ("boom", &[Recht::Berichten, Recht::Clienten], |db, w, g| {
        toon(berichten::boom(db, &kluis(), w, g.unwrap_or(w.gemeenten[0]), 4))
    }),
    ("ruw", &[Recht::Berichten, Recht::Clienten], |db, w, g| {
        let ruw = berichten::ruw(db, &kluis(), w, g.unwrap_or(w.gemeenten[0]), 4, None)?;
        Ok(format!("{} {}", ruw.bestand, String::from_utf8_lossy(&ruw.inhoud)))
    }),
    ("bewaken", &[Recht::Berichten], |db, w, g| {
        let plicht = monitoring::plicht("start").unwrap();
        let wie = if w.rol == Rol::Aanbieder { bewaken::Wie::Ons } else { bewaken::Wie::Hen };
        let f =
            bewaken::WachtFilter { gemeente: g, agb: None, plicht, wie, stand: bewaken::StandFilter::Open };
        toon(bewaken::lijst(db, w, &f, &Blad::default(), VANDAAG))
    }),
    ("declaraties", &[Recht::Declaraties], |db, w, g| {
        let f = declaraties::ClaimFilter { gemeente: g, ..Default::default() };
        toon(declaraties::lijst(db, w, &f, &Blad::default()))
    }),
    ("declaratie", &[Recht::Declaraties], |db, w, g| {
        toon(declaraties::dossier(db, w, g.unwrap_or(w.gemeenten[0]), 4))
    }),
    ("regels", &[Recht::Declaraties], |db, w, g| {
        let f = declaraties::RegelFilter::default();
        toon(declaraties::regels(db, w, g.unwrap_or(w.gemeenten[0]), 4, f, &Blad::default()))
    }),
    ("regel", &[Recht::Declaraties], |db, w, g| {
        toon(declaraties::regel(db, w, g.unwrap_or(w.gemeenten[0]), 4, 2))
    }),
    ("betalingen", &[Recht::Betalingen], |db, w, g| {
        let f = betalingen::BetaalFilter { gemeente: g, agb: None };
        toon(betalingen::lijst(db, w, &f, &Blad::default()))
    }),
    ("batch", &[Recht::Betalingen], |db, w, g| {
        toon(betalingen::batch(db, w, g.unwrap_or(w.gemeenten[0]), 1))
    }),
    ("saldo", &[Recht::Betalingen], |db, w, g| {
        toon(betalingen::saldo(db, w, &betalingen::BetaalFilter { gemeente: g, agb: None }))
    }),
    ("aanbieders", &[Recht::Aanbieders], |db, w, g| {
        let f = catalogus::AanbiederFilter { gemeente: g, ..Default::default() };
        toon(catalogus::aanbieders(db, w, &f, VANDAAG))
    }),
    ("monitor", &[Recht::Monitor], |db, w, g| {
        let vraag = monitor::MonitorVraag { van: VANDAAG.first_of_year(), tot: VANDAAG, gemeente: g };
        // the framework is a public document that names the whole region; the figures beside it are not
        toon(monitor::monitor(db, w, &vraag).map(|m| monitor::Monitor { kader: None, ..m }))
    }),
];

/// Questions without a municipality in them.
const ZONDER: &[(&str, &[Recht], Vraag)] = &[
    ("gemeenten", &[], |db, w, _| toon(gemeenten::namen(db, w))),
    ("producten", &[Recht::Catalogus], |db, w, _| toon(catalogus::producten(db, w, VANDAAG))),
    ("aanbieder", &[Recht::Aanbieders], |db, w, _| toon(catalogus::aanbieder(db, w, agb(X), VANDAAG))),
    ("zoek_bsn", &[Recht::Clienten], |db, w, _| {
        toon(clienten::zoek_bsn(db, &kluis(), w, &Bsn::parse(BSN).unwrap()))
    }),
];

store::op_beide! {
    fn every_question_asks_for_its_right(proef) {
        vul(proef.db());
        for (naam, rechten, vraag) in VRAGEN.iter().chain(ZONDER) {
            for rol in Rol::ALLE {
                let mag = rechten.iter().all(|r| rol.mag(*r));
                match vraag(proef.db(), &wie(*rol, &[A]), None) {
                    Ok(_) => assert!(mag, "{naam} antwoordt aan {rol:?}"),
                    Err(VraagFout::GeenToegang) => assert!(!mag, "{naam} weigert {rol:?}"),
                    Err(e) => panic!("{naam} als {rol:?}: {e}"),
                }
            }
        }
    }

    fn nobody_sees_another_municipality(proef) {
        vul(proef.db());
        for (naam, rechten, vraag) in VRAGEN.iter().chain(ZONDER) {
            for rol in Rol::ALLE.iter().filter(|rol| rechten.iter().all(|r| rol.mag(*r))) {
                let antwoord = vraag(proef.db(), &wie(*rol, &[A]), None).unwrap();
                assert!(!antwoord.contains(B), "{naam} als {rol:?} toont gemeente {B}: {antwoord}");
                let ander = vraag(proef.db(), &wie(*rol, &[B]), None).unwrap();
                assert!(!ander.contains(A), "{naam} als {rol:?} toont gemeente {A}: {ander}");
                // The test could not fail if the answer named no municipality at all.
                if *naam != "producten" && *naam != "boom" {
                    assert!(antwoord.contains(A) && ander.contains(B), "{naam} als {rol:?}: {antwoord}");
                }
            }
        }
    }

    fn asking_for_another_municipality_is_refused(proef) {
        vul(proef.db());
        for (naam, _, vraag) in VRAGEN {
            for rol in Rol::ALLE {
                let uit = vraag(proef.db(), &wie(*rol, &[A]), Some(g(B)));
                assert!(matches!(uit, Err(VraagFout::GeenToegang)), "{naam} als {rol:?}: {uit:?}");
            }
        }
    }

    fn a_provider_sees_itself_only(proef) {
        vul(proef.db());
        let db = proef.db();
        let wie_x = wie(Rol::Aanbieder, &[A, B]);
        for (naam, rechten, vraag) in VRAGEN.iter().chain(ZONDER) {
            if !rechten.iter().all(|r| Rol::Aanbieder.mag(*r)) {
                continue;
            }
            let antwoord = vraag(db, &wie_x, None).unwrap();
            assert!(!antwoord.contains(Y) && !antwoord.contains("Ypsilon"), "{naam}: {antwoord}");
            let mut zonder = wie_x.clone();
            zonder.agb = None;
            let uit = vraag(db, &zonder, None);
            assert!(
                matches!(uit, Err(VraagFout::GeenToegang)) || *naam == "gemeenten",
                "{naam} zonder AGB-code: {uit:?}"
            );
        }
        // What belongs to Y is not there.
        let niet = |naam: &str, uit: Antwoord| {
            assert!(matches!(uit, Err(VraagFout::NietGevonden)), "{naam}: {uit:?}");
        };
        niet("client", toon(clienten::dossier(db, &kluis(), &wie_x, g(A), 2, VANDAAG, nu())));
        niet("bericht", toon(berichten::dossier(db, &wie_x, g(A), 5)));
        niet("ruw", toon(berichten::ruw(db, &kluis(), &wie_x, g(A), 5, None)));
        niet("boom", toon(berichten::boom(db, &kluis(), &wie_x, g(A), 5)));
        niet("declaratie", toon(declaraties::dossier(db, &wie_x, g(A), 5)));
        niet("regel", toon(declaraties::regel(db, &wie_x, g(A), 5, 1)));
        niet("uitleg", toon(declaraties::regel_uitleg(db, &wie_x, g(A), 5, 1)));
        let f = declaraties::RegelFilter::default();
        niet("regels", toon(declaraties::regels(db, &wie_x, g(A), 5, f, &Blad::default())));
        let mut wie_y = wie_x.clone();
        wie_y.agb = Some(agb(Y));
        niet("batch", toon(betalingen::batch(db, &wie_y, g(A), 1)));
        let f = clienten::ClientFilter { agb: Some(agb(Y)), ..Default::default() };
        let uit = clienten::lijst(db, &wie_x, &f, &Blad::default(), VANDAAG);
        assert!(matches!(uit, Err(VraagFout::GeenToegang)));
        // Neither meldingen nor decisions, and of client 3 only the own assignment.
        let dossier = clienten::dossier(db, &kluis(), &wie_x, g(A), 3, VANDAAG, nu()).unwrap();
        assert!(dossier.meldingen.is_empty() && dossier.beschikkingen.is_empty());
        assert_eq!(dossier.toewijzingen.iter().map(|t| t.nummer).collect::<Vec<_>>(), [13]);
    }

    fn names_of_clients_are_for_those_who_need_them(proef) {
        vul(proef.db());
        let regels = |rol| {
            let f = declaraties::RegelFilter::default();
            declaraties::regels(proef.db(), &wie(rol, &[A]), g(A), 4, f, &Blad::default()).unwrap().rijen
        };
        assert!(regels(Rol::Backoffice).iter().all(|r| r.client.is_some()));
        assert!(regels(Rol::Controller).iter().all(|r| r.client.is_none()));
        assert!(regels(Rol::Contractmanager).iter().all(|r| r.client.is_none()));
    }

    fn the_file_of_a_client_holds_the_whole_chain_and_is_logged(proef) {
        vul(proef.db());
        let d = clienten::dossier(proef.db(), &kluis(), &wie(Rol::Backoffice, &[A]), g(A), 1, VANDAAG, nu()).unwrap();
        assert!(d.hoofd.bsn == Bsn::parse(BSN).ok());
        assert!(!format!("{d:?}").contains(BSN), "the BSN is not in Debug");
        assert_eq!(d.toegekend, Eurocent(8_000));
        assert_eq!(d.toewijzingen[0].gestart_op, kern::lees_datum("2026-10-02"));
        assert_eq!(d.regels.len(), 2);
        assert_eq!(d.regels.iter().filter_map(|r| r.batch).collect::<Vec<_>>(), [1]);
        let soorten: std::collections::BTreeSet<_> = d.tijdlijn.iter().map(|g| g.stap).collect();
        let verwacht = [Stap::Toegang, Stap::Beschikking, Stap::Toewijzing, Stap::Levering, Stap::Declaratie];
        assert_eq!(soorten, verwacht.into_iter().collect());
        assert!(d.tijdlijn.is_sorted_by(|a, b| a.datum >= b.datum));
        let mut ids: Vec<_> = d.berichten.iter().map(|b| b.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, [1, 3, 4]);
        let (soort, breuken) = proef.db().read(|tx| {
            let mut soort = Vec::new();
            let gemeente = g(A);
            let waarden = [(&gemeente).into(), "client/1".into(), 10.into()];
            tx.query(store::sql::basis::GEBEURTENIS_ONDERWERP, &waarden, |r| {
                soort.push((r.string(2)?, r.string(3)?));
                Ok(())
            })?;
            Ok::<_, store::StoreFout>((soort, store::gebeurtenis::controleer(tx, &kluis(), g(A))?))
        }).unwrap();
        assert_eq!(soort, [("Proef Persoon".to_owned(), "dossier ingezien".to_owned())]);
        assert!(breuken.is_empty());
        // A file that is not there is not logged as opened.
        let uit = clienten::dossier(proef.db(), &kluis(), &wie(Rol::Backoffice, &[A]), g(A), 99, VANDAAG, nu());
        assert!(matches!(uit, Err(VraagFout::NietGevonden)));
    }

    fn pages_follow_each_other_without_gap_or_repeat(proef) {
        vul(proef.db());
        vul_lange_lijst(proef.db(), 13);
        let db = proef.db();
        let w = wie(Rol::Backoffice, &[A, B]);
        for sortering in clienten::ClientSortering::ALLE {
            for filter in [
                clienten::ClientFilter { sortering: *sortering, ..Default::default() },
                clienten::ClientFilter { sortering: *sortering, agb: Some(agb(X)), ..Default::default() },
                clienten::ClientFilter { sortering: *sortering, zoek: Some("BAKK".into()), ..Default::default() },
                clienten::ClientFilter {
                    geboortedatum: kern::lees_datum("1970-01-02"),
                    zoek: Some("bakker".into()),
                    ..Default::default()
                },
            ] {
                loop_door(|blad| clienten::lijst(db, &w, &filter, blad, VANDAAG), |r| (r.gemeente, r.id));
            }
        }
        for filter in [
            berichten::BerichtFilter::default(),
            berichten::BerichtFilter { richting: Some(Richting::Uit), ..Default::default() },
            berichten::BerichtFilter { soort: Some("WMO323".into()), ..Default::default() },
            berichten::BerichtFilter { agb: Some(agb(X)), ..Default::default() },
            berichten::BerichtFilter { zonder_antwoord: true, ..Default::default() },
        ] {
            loop_door(|blad| berichten::lijst(db, &w, &filter, blad, VANDAAG), |r| (r.gemeente, r.id));
        }
        for filter in [
            declaraties::ClaimFilter::default(),
            declaraties::ClaimFilter { agb: Some(agb(Y)), ..Default::default() },
            declaraties::ClaimFilter { maand: kern::lees_datum("2026-09-30"), ..Default::default() },
        ] {
            loop_door(|blad| declaraties::lijst(db, &w, &filter, blad), |r| (r.gemeente, r.bericht));
        }
        let filter = betalingen::BetaalFilter::default();
        loop_door(|blad| betalingen::lijst(db, &w, &filter, blad), |r| (r.gemeente, r.nummer));
        let filter = betalingen::BetaalFilter { gemeente: None, agb: Some(agb(X)) };
        loop_door(|blad| betalingen::lijst(db, &w, &filter, blad), |r| (r.gemeente, r.nummer));
        for status in [None, Some(RegelStatus::Toegekend), Some(RegelStatus::Afgewezen)] {
            let f = declaraties::RegelFilter { status };
            loop_door(|blad| declaraties::regels(db, &w, g(A), 4, f, blad), |r| (g(A), r.volgnr));
        }
    }

    fn a_pointer_from_elsewhere_is_refused(proef) {
        vul(proef.db());
        let w = wie(Rol::Backoffice, &[A]);
        for (code, id) in [(B, 1), (A, 9_999)] {
            let blad = Blad { grootte: 5, plek: Plek::Na(Wijzer { gemeente: g(code), id }) };
            let uit = clienten::lijst(proef.db(), &w, &clienten::ClientFilter::default(), &blad, VANDAAG);
            assert!(matches!(uit, Err(VraagFout::Ongeldig(_))), "{code}.{id}");
        }
    }

    fn filters_leave_what_was_asked(proef) {
        vul(proef.db());
        let (db, w) = (proef.db(), wie(Rol::Backoffice, &[A]));
        let ids = |f: &berichten::BerichtFilter| {
            berichten::lijst(db, &w, f, &Blad::default(), VANDAAG).unwrap().rijen.iter().map(|b| b.id).collect::<Vec<_>>()
        };
        assert_eq!(ids(&berichten::BerichtFilter::default()), [6, 5, 4, 3, 2, 1]);
        assert_eq!(ids(&berichten::BerichtFilter { zonder_antwoord: true, ..Default::default() }), [2]);
        assert_eq!(ids(&berichten::BerichtFilter { soort: Some("WMO323".into()), ..Default::default() }), [5, 4]);
        let status = Some(app::vragen::BerichtStatus::Deels);
        assert_eq!(ids(&berichten::BerichtFilter { status, ..Default::default() }), [4]);
        let nee = Some("' OR 1=1 --".to_owned());
        assert!(ids(&berichten::BerichtFilter { identificatie: nee.clone(), ..Default::default() }).is_empty());
        assert!(ids(&berichten::BerichtFilter { soort: nee, ..Default::default() }).is_empty());
        let claims = |status| {
            let f = declaraties::ClaimFilter { status, ..Default::default() };
            declaraties::lijst(db, &w, &f, &Blad::default()).unwrap().aantal
        };
        assert_eq!(claims(None), Aantal::Precies(2));
        assert_eq!(claims(Some(ClaimStatus::Deels)), Aantal::Precies(1));
        assert_eq!(claims(Some(ClaimStatus::Afgewezen)), Aantal::Precies(0));
        let maand = |dag| {
            let f = declaraties::ClaimFilter { maand: kern::lees_datum(dag), ..Default::default() };
            declaraties::lijst(db, &w, &f, &Blad::default()).unwrap().rijen.len()
        };
        assert_eq!((maand("2026-08-31"), maand("2026-09-01"), maand("2026-09-30"), maand("2026-10-01")), (0, 2, 2, 0));
    }

    fn a_claim_adds_up(proef) {
        vul(proef.db());
        let (db, w) = (proef.db(), wie(Rol::Backoffice, &[A]));
        let d = declaraties::dossier(db, &w, g(A), 4).unwrap();
        assert_eq!((d.hoofd.ingediend, d.hoofd.toegekend), (Eurocent(11_000), Eurocent(8_000)));
        assert_eq!((d.regels_afgewezen, d.afgewezen), (1, Eurocent(3_000)));
        assert_eq!((d.betaald, d.open), (Eurocent(10_000), Eurocent(-2_000)));
        assert_eq!(d.antwoord, Some(6));
        assert_eq!(d.redenen.len(), 1);
        let r = declaraties::regel(db, &w, g(A), 4, 2).unwrap();
        assert_eq!((r.status, r.bevindingen.len()), (RegelStatus::Afgewezen, 1));
        for volgnr in [0, 4, -1, i64::MAX, i64::MIN] {
            let uit = declaraties::regel(db, &w, g(A), 4, volgnr);
            assert!(matches!(uit, Err(VraagFout::NietGevonden)), "{volgnr}");
        }
    }

    fn the_balance_is_right_and_a_cent_off_is_seen(proef) {
        vul(proef.db());
        let (db, w) = (proef.db(), wie(Rol::Controller, &[A, B]));
        let saldo = betalingen::saldo(db, &w, &betalingen::BetaalFilter::default()).unwrap();
        assert!(saldo.klopt);
        assert_eq!(saldo.rijen.len(), 4);
        assert_eq!(saldo.goedgekeurd, Eurocent(30_000));
        assert_eq!(saldo.tegenboekingen, Eurocent(4_000));
        assert_eq!(saldo.betaald, Eurocent(20_000));
        assert_eq!(saldo.open, Eurocent(6_000));
        let cent = [[A.into(), 1.into(), 2.into(), X.into(), "NL".into(), 1.into(), "x".into()]];
        db.write(|tx| tx.bulk(store::sql::schrijven::BETALINGEN_ERBIJ, cent)).unwrap();
        let saldo = betalingen::saldo(db, &w, &betalingen::BetaalFilter::default()).unwrap();
        assert!(!saldo.klopt);
        assert_eq!(saldo.rijen.iter().filter(|r| !r.klopt()).count(), 1);
    }

    fn the_overview_counts_and_says_what_waits(proef) {
        use overzicht::WachtSoort as W;
        vul(proef.db());
        let cijfer = |o: &overzicht::Overzicht, stap, sleutel| {
            let s = o.stappen.iter().find(|s| s.stap == stap).unwrap();
            s.cijfers.iter().find(|c| c.sleutel == sleutel).unwrap().waarde
        };
        let n = overzicht::Waarde::Aantal;
        let e = |c| overzicht::Waarde::Bedrag(Eurocent(c));
        let o = overzicht::overzicht(proef.db(), &wie(Rol::Backoffice, &[A]), None, VANDAAG).unwrap();
        assert_eq!(o.stappen.len(), 9);
        assert_eq!(cijfer(&o, Stap::Inkoop, "aanbieders"), n(2));
        assert_eq!(cijfer(&o, Stap::Toegang, "clienten"), n(3));
        assert_eq!(cijfer(&o, Stap::Toegang, "openMeldingen"), n(2));
        assert_eq!(cijfer(&o, Stap::Toewijzing, "lopend"), n(4));
        assert_eq!(cijfer(&o, Stap::Toewijzing, "teVerzenden"), n(1));
        assert_eq!(cijfer(&o, Stap::Levering, "gestart"), n(1));
        assert_eq!(cijfer(&o, Stap::Declaratie, "toegekend"), e(13_000));
        assert_eq!(cijfer(&o, Stap::Declaratie, "regelsAfgewezen"), n(1));
        assert_eq!(cijfer(&o, Stap::Betaling, "betaald"), e(10_000));
        assert_eq!(cijfer(&o, Stap::Betaling, "open"), e(3_000));
        assert_eq!(cijfer(&o, Stap::Monitoring, "kostenVorigeMaand"), e(13_000));
        assert_eq!(o.aandeel.iter().map(|a| a.promille).collect::<Vec<_>>(), [615, 384]);
        let wacht = |rol| {
            let o = overzicht::overzicht(proef.db(), &wie(rol, &[A]), None, VANDAAG).unwrap();
            o.wacht.iter().map(|w| (w.soort, w.aantal)).collect::<Vec<_>>()
        };
        assert_eq!(
            wacht(Rol::Backoffice),
            [(W::TeVerzenden, 1), (W::ZonderRetour, 3), (W::RegelsAfgewezen, 1), (W::TeBetalen, 1)]
        );
        assert_eq!(
            wacht(Rol::Consulent),
            [
                (W::MeldingTeLaat, 1),
                (W::OpenMelding, 2),
                (W::BesluitBewaken, 3),
                (W::TeVerzenden, 1),
                (W::ToewijzingEindigt, 4),
                // four run; one was started and one was not sent yet
                (W::Wachtlijst, 2),
            ]
        );
        assert_eq!(wacht(Rol::Inkoper), [(W::ContractEindigt, 2)]);
        assert_eq!(wacht(Rol::Inwoner), []);
        let o = overzicht::overzicht(proef.db(), &wie(Rol::Inwoner, &[A]), None, VANDAAG).unwrap();
        assert!(o.kosten.is_empty() && o.aandeel.is_empty(), "no money for an inwoner");
        let o = overzicht::overzicht(proef.db(), &wie(Rol::Consulent, &[A]), None, VANDAAG.last_of_year()).unwrap();
        assert_eq!(cijfer(&o, Stap::Toewijzing, "lopend"), n(0), "nothing runs after the last day");
    }

    fn the_monitor_counts_people_once(proef) {
        vul(proef.db());
        let w = wie(Rol::Contractmanager, &[A]);
        let vraag = |van, tot| monitor::MonitorVraag {
            van: kern::lees_datum(van).unwrap(), tot: kern::lees_datum(tot).unwrap(), gemeente: None,
        };
        let m = monitor::monitor(proef.db(), &w, &vraag("2026-09-01", "2026-09-30")).unwrap();
        assert_eq!(m.gemeenten[0].2, 3, "client 3 has two providers");
        assert_eq!(m.aanbieders.iter().map(|a| a.clienten).collect::<Vec<_>>(), [2, 2]);
        assert!(m.inzet.iter().all(|i| i.prestatie == "IB"));
        assert_eq!((m.afwijzing[0].regels, m.afwijzing[0].afgewezen), (3, 1));
        let leeg = monitor::monitor(proef.db(), &w, &vraag("2026-08-01", "2026-08-31")).unwrap();
        assert_eq!(leeg.gemeenten[0].2, 0, "the day before the first day");
        let een = monitor::monitor(proef.db(), &w, &vraag("2026-10-31", "2026-12-31")).unwrap();
        assert_eq!(een.gemeenten[0].2, 3, "the last day counts");
        for (van, tot) in [("2026-09-02", "2026-09-01"), ("2000-01-01", "2026-01-01")] {
            assert!(matches!(monitor::monitor(proef.db(), &w, &vraag(van, tot)), Err(VraagFout::Ongeldig(_))));
        }
    }
}

/// Walks a list forth and back in pages of one, two and three; both ways must give the one big page.
fn loop_door<T, K: PartialEq + std::fmt::Debug>(
    lijst: impl Fn(&Blad) -> Result<Lijst<T>, VraagFout>,
    sleutel: impl Fn(&T) -> K,
) {
    let alles = lijst(&Blad { grootte: Blad::HOOGSTE, plek: Plek::Begin }).unwrap();
    assert!(alles.vorige.is_none() && alles.volgende.is_none());
    let alles_sleutels: Vec<K> = alles.rijen.iter().map(&sleutel).collect();
    assert!(!alles_sleutels.is_empty(), "an empty list tests nothing");
    assert_eq!(alles.aantal, Aantal::Precies(i64::try_from(alles_sleutels.len()).unwrap()));
    for grootte in [1, 2, 3] {
        let (mut gezien, mut plek, mut laatste) = (Vec::new(), Plek::Begin, None);
        loop {
            let blad = lijst(&Blad { grootte, plek }).unwrap();
            assert!(blad.rijen.len() <= usize::from(grootte));
            gezien.extend(blad.rijen.iter().map(&sleutel));
            laatste = blad.vorige.or(laatste);
            match blad.volgende {
                Some(w) => plek = Plek::Na(w),
                None => break,
            }
            assert!(gezien.len() <= alles_sleutels.len(), "pages repeat");
        }
        assert_eq!(gezien, alles_sleutels);
        let mut terug = Vec::new();
        while let Some(w) = laatste {
            let blad = lijst(&Blad { grootte, plek: Plek::Voor(w) }).unwrap();
            let mut rijen: Vec<K> = blad.rijen.iter().map(&sleutel).collect();
            rijen.append(&mut terug);
            terug = rijen;
            laatste = blad.vorige;
            assert!(terug.len() <= alles_sleutels.len(), "pages repeat");
        }
        assert_eq!(terug[..], alles_sleutels[..terug.len()]);
    }
}
