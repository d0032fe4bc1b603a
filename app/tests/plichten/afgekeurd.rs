//! A rejected message counts as not sent (OP286): the same bytes are judged anew, and nothing happens twice.

use crate::partijen::{BSN, BSN2, Partijen, agb, dag, g, lees, ontvang, redenen, regels, toegekend, uren};
use app::verzending::{leveren, opnieuw, toewijzen};

fn rijen(tot: &str) -> String {
    format!("1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,{tot},10,04,4,,\n")
}

/// The message of ours that was rejected.
fn afgekeurd(p: &Partijen) -> i64 {
    let wie = |id: i64| {
        p.aanbieder
            .db
            .read(|tx| {
                tx.query_opt(store::sql::schrijven::BERICHT_STAAT, &[(&g()).into(), id.into()], |r| {
                    Ok(r.text(0)? == "uit" && r.text(2)? == "afgekeurd")
                })
            })
            .unwrap()
    };
    (1..50).find(|id| wie(*id) == Some(true)).unwrap()
}

fn stop(p: &Partijen) {
    let s = leveren::Stop {
        nummer: 1,
        client: 1,
        product: leveren::te_starten(&p.aanbieder, g(), agb()).unwrap().first().and_then(|s| s.product),
        ingangsdatum: dag("2026-01-01"),
        begindatum: dag("2026-01-01"),
        einddatum: dag("2026-09-30"),
        reden: levering::RedenBeeindiging::parse("19").unwrap(),
    };
    leveren::meld_stop(&p.aanbieder, g(), agb(), &[s]).unwrap();
}

store::op_beide! {
    fn op286_a_stop_that_came_before_its_start_is_judged_anew(proef) {
        let p = Partijen::met(proef.db(), "2026-10-05", &rijen("2026-12-31"));
        p.wijs_toe();
        // the stop overtakes the start
        let starts = leveren::te_starten(&p.aanbieder, g(), agb()).unwrap();
        stop(&p);
        let stoppen = p.uit(&p.aanbieder);
        let eerste = ontvang(&p.gemeente, &stoppen[0]);
        assert!(!eerste.verwerkt && !redenen(&eerste).is_empty());
        // the same bytes again, nothing new: the same outcome with the same answer
        let weer = ontvang(&p.gemeente, &stoppen[0]);
        assert_eq!((weer.id, weer.antwoord.clone()), (eerste.id, eerste.antwoord.clone()));
        assert_eq!(redenen(&weer), redenen(&eerste));
        p.heen();
        let nr = afgekeurd(&p);
        leveren::meld_start(&p.aanbieder, g(), agb(), &starts).unwrap();
        assert!(p.rond().iter().all(|r| r.geldig));
        // now the provider sends the very same bytes once more
        assert_eq!(opnieuw::verstuur(&p.aanbieder, g(), nr).unwrap(), Ok(()));
        let uit = p.uit(&p.aanbieder);
        assert_eq!(std::fs::read(&uit[0]).unwrap(), std::fs::read(&stoppen[0]).unwrap());
        let r = ontvang(&p.gemeente, &uit[0]);
        assert!(r.verwerkt, "{r:?}");
        assert_ne!(r.id, eerste.id);
        // and from here on it is approved: once more changes nothing
        let weer = ontvang(&p.gemeente, &uit[0]);
        assert_eq!((weer.id, weer.antwoord), (r.id, r.antwoord));
        // the answer is taken by the provider, whose book has the stop again
        let terug = p.heen();
        assert!(terug.iter().all(|r| r.geldig), "{terug:?}");
        let open = p.aanbieder.db.read(|tx| {
            tx.query_alle(store::sql::schrijven::TE_STOPPEN, &[(&g()).into(), (&agb()).into()], |r| r.i64(0))
        });
        assert!(open.unwrap().is_empty());
        // what was approved cannot be sent again
        assert_eq!(opnieuw::verstuur(&p.aanbieder, g(), nr).unwrap().unwrap_err()[0].regel, "OP286");
    }

    fn op286_a_claim_that_was_rejected_whole_is_judged_anew(proef) {
        let p = Partijen::met(proef.db(), "2026-10-05", &rijen("2026-08-31"));
        p.wijs_toe();
        let c = p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
        let uit = p.uit(&p.aanbieder);
        let eerste = ontvang(&p.gemeente, &uit[0]);
        assert_eq!((redenen(&eerste), eerste.verwerkt), (vec!["TR308"], false));
        let weer = ontvang(&p.gemeente, &uit[0]);
        assert_eq!((weer.id, weer.antwoord), (eerste.id, eerste.antwoord.clone()));
        p.heen();
        assert_eq!(regels(&p.aanbieder, c)[0].1, 0);
        // the assignment was stretched late; the same claim is right now
        p.laad(&rijen("2026-12-31").replacen("2026-01-01", "2026-10-04", 1));
        p.wijs_toe();
        assert_eq!(opnieuw::verstuur(&p.aanbieder, g(), c).unwrap(), Ok(()));
        assert_eq!(regels(&p.aanbieder, c)[0].1, 2);
        let r = p.terug();
        assert!(r[0].geldig && r[0].verwerkt, "{r:?}");
        assert!(p.heen().iter().all(|r| r.geldig));
        assert_eq!(regels(&p.aanbieder, c)[0].1, 1);
        assert_eq!((toegekend(&p.gemeente), toegekend(&p.aanbieder)), (48_000, 48_000));
    }

    fn op286_a_line_claimed_anew_keeps_the_old_claim_from_being_sent_again(proef) {
        let p = Partijen::met(proef.db(), "2026-10-05", &rijen("2026-08-31"));
        p.wijs_toe();
        let c = p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
        p.rond();
        let mut weer = uren(1, 1, "2026-08-01", "2026-08-31", 8);
        weer.prestatie.referentie.clone_from(&regels(&p.aanbieder, c)[0].0);
        // the number is free again, because the line counts as not sent
        p.declareer("2026-09-01", vec![weer]);
        assert!(p.rond().iter().all(|r| r.geldig));
        assert_eq!(opnieuw::verstuur(&p.aanbieder, g(), c).unwrap().unwrap_err()[0].regel, "TR314");
    }

    fn op286_assignments_of_a_rejected_301_go_along_with_the_next(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-05", &format!(
            "1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n\
             2,{BSN2},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n"));
        p.wijs_toe();
        // another product under the same number: the provider refuses it (TR332), so that change was never sent
        p.laad(&format!("1,{BSN},0796,75750001,02,02A01,2026-10-05,2026-01-01,2026-09-30,10,04,4,,05\n"));
        let gemeente = g();
        p.gemeente.db.write(|tx| {
            tx.execute(
                store::sql_tekst!("ANDER", "UPDATE toewijzing SET code = '02A02' WHERE gemeente = $1 AND nummer = 1"),
                &[(&gemeente).into()],
            )
        }).unwrap();
        let r = p.wijs_toe();
        assert!(r.iter().any(|r| redenen(r) == ["TR332"]), "{r:?}");
        // nothing is sent because of that alone
        assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), 0);
        // once something else is due for this client and provider, what was not sent goes along, though it ended
        p.op("2026-10-12");
        p.laad(&format!("3,{BSN},0796,75750001,02,02A03,2026-10-12,2026-10-12,2026-12-31,10,04,4,,\n"));
        assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), 1);
        let uit = p.uit(&p.gemeente);
        let istandaard::Bericht::Wmo301(m) = lees(&uit[0]) else { unreachable!() };
        assert_eq!(m.client.producten.iter().map(|p| p.nummer).collect::<Vec<_>>(), [1, 3]);
    }

    fn op286_a_rejected_301_is_due_again_after_so_many_working_days(proef) {
        let mut p = Partijen::met(proef.db(), "2026-10-08", &rijen("2026-12-31")); // a Thursday
        // the number stands at the provider for somebody else: refused (TR332)
        let rij = rijen("2026-12-31").replace(BSN, BSN2);
        let c = p.map.join("clienten.csv");
        let t = p.zet("anders.csv", &format!("{}{rij}", crate::partijen::TOEWIJZINGEN));
        let t2 = t.with_file_name("toewijzingen-anders.csv");
        std::fs::rename(&t, &t2).unwrap();
        app::importeer::importeer(&p.aanbieder, &[&c, &t2]).unwrap();
        assert!(p.wijs_toe().iter().any(|r| redenen(r) == ["TR332"]));
        // three working days after Thursday the 8th: Tuesday the 13th
        for (dag_, weer) in [("2026-10-12", 0), ("2026-10-13", 1), ("2026-10-13", 0)] {
            p.op(dag_);
            assert_eq!(toewijzen::hervat(&p.gemeente, g(), 3).unwrap(), weer, "{dag_}");
            assert_eq!(toewijzen::maak(&p.gemeente, g()).unwrap(), usize::try_from(weer).unwrap(), "{dag_}");
        }
    }
}
