//! Putting claims right, from the provider's book to that of the municipality and back, over months.

use crate::partijen::{BSN, BSN2, Partijen, agb, dag, g, ontvang, redenen, regels, toegekend, uren};
use app::verzending::corrigeren::{Correctie, Correctieclaim, Gecorrigeerd, corrigeer, eigen_regel};
use istandaard::Prestatie;

/// 10 hours a month over 2026 for each client.
fn boek(db: &store::Db) -> Partijen {
    let p = Partijen::met(
        db,
        "2026-10-05",
        &format!(
            "1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n\
             2,{BSN2},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n"
        ),
    );
    assert!(p.wijs_toe().iter().all(|r| r.geldig));
    p
}

fn beter(p: &Partijen, maand: &str, correcties: Vec<Correctie>) -> Gecorrigeerd {
    let claim =
        Correctieclaim { gemeente: g(), agb: agb(), maand: dag(maand), correcties, regels: Vec::new() };
    corrigeer(&p.aanbieder, &claim).unwrap()
}

fn codes(u: Gecorrigeerd) -> Vec<&'static str> {
    u.unwrap_err().iter().map(|b| b.regel).collect()
}

/// The line of a claim with another number of hours.
fn met_uren(p: &Partijen, bericht: i64, volgnr: i64, uren: i64) -> Correctie {
    let oud = eigen_regel(&p.aanbieder, g(), agb(), bericht, volgnr).unwrap();
    let nieuw = Prestatie { volume: uren, bedrag: kern::Eurocent(6000 * uren), ..oud };
    Correctie { bericht, volgnr, nieuw: Some(nieuw) }
}

store::op_beide! {
    fn op366_a_granted_line_is_taken_back_and_claimed_anew_over_months(proef) {
        let mut p = boek(proef.db());
        let c1 = p.declareer("2026-08-01", vec![uren(1, 1, "2026-08-01", "2026-08-31", 8)]);
        // iv085: no answer yet, so nothing to correct
        assert_eq!(codes(beter(&p, "2026-08-01", vec![met_uren(&p, c1, 1, 6)])), ["IV085"]);
        p.rond();
        // three months of changing one's mind: 8, 6, 10, nothing
        let mut laatste = (c1, 1);
        for (maand, nu, n) in [("2026-09-01", "2026-10-06", 6), ("2026-10-01", "2026-11-03", 10)] {
            p.op(nu);
            let c = beter(&p, maand, vec![met_uren(&p, laatste.0, laatste.1, n)]).unwrap();
            let uit = p.terug();
            assert!(uit.iter().all(|r| r.geldig), "{uit:?}");
            p.rond();
            assert_eq!(regels(&p.aanbieder, c).iter().map(|r| r.1).collect::<Vec<_>>(), [1, 1]);
            assert_eq!(toegekend(&p.gemeente), 6000 * n);
            assert_eq!(toegekend(&p.aanbieder), 6000 * n);
            // op360: what was corrected is credited, and cannot be once more
            let oud = met_uren(&p, laatste.0, laatste.1, 5);
            assert_eq!(codes(beter(&p, maand, vec![oud])), ["OP360"]);
            laatste = (c, 2);
        }
        let weg = Correctie { bericht: laatste.0, volgnr: laatste.1, nieuw: None };
        beter(&p, "2026-10-01", vec![weg]).unwrap();
        p.rond();
        assert_eq!((toegekend(&p.gemeente), toegekend(&p.aanbieder)), (0, 0));
        // the credit itself is nothing to correct
        let credit = Correctie { bericht: laatste.0, volgnr: 1, nieuw: None };
        assert_eq!(codes(beter(&p, "2026-10-01", vec![credit])), ["IV091"]);
    }

    fn iv085_a_rejected_line_is_claimed_again_without_a_credit(proef) {
        let p = boek(proef.db());
        let c1 = p.declareer("2026-09-01", vec![
            uren(1, 1, "2026-09-01", "2026-09-30", 11), uren(2, 2, "2026-09-01", "2026-09-30", 10),
        ]);
        let uit = p.rond();
        assert!(uit.iter().any(|r| redenen(r) == ["TR321"]), "{uit:?}");
        assert_eq!(regels(&p.aanbieder, c1).iter().map(|r| r.1).collect::<Vec<_>>(), [0, 1]);
        let weg = Correctie { bericht: c1, volgnr: 1, nieuw: None };
        assert_eq!(codes(beter(&p, "2026-09-01", vec![weg])), ["IV085"]);
        let c2 = beter(&p, "2026-09-01", vec![met_uren(&p, c1, 1, 10)]).unwrap();
        let uit = p.rond();
        assert!(uit.iter().all(|r| r.geldig), "{uit:?}");
        assert_eq!(regels(&p.aanbieder, c2).iter().map(|r| r.1).collect::<Vec<_>>(), [1]);
        assert_eq!((toegekend(&p.gemeente), toegekend(&p.aanbieder)), (120_000, 120_000));
    }

    fn iv090_a_correction_goes_with_the_last_month_claimed_or_a_later_one(proef) {
        let p = boek(proef.db());
        let c1 = p.declareer("2026-09-01", vec![uren(1, 1, "2026-08-01", "2026-08-31", 8)]);
        p.rond();
        assert_eq!(codes(beter(&p, "2026-08-01", vec![met_uren(&p, c1, 1, 6)])), ["IV090"]);
        assert!(beter(&p, "2026-09-30", vec![met_uren(&p, c1, 1, 6)]).is_ok());
        // all reasons at once; a line cannot be corrected twice, nor one that is not there
        let dubbel = vec![met_uren(&p, c1, 1, 6), met_uren(&p, c1, 1, 7), Correctie { bericht: c1, volgnr: 9, nieuw: None }];
        assert_eq!(codes(beter(&p, "2026-08-01", dubbel)), ["IV090", "OP360", "OP360", "TR323"]);
    }

    fn op366_credit_lines_stand_before_debit_lines_of_the_same_client(proef) {
        let p = boek(proef.db());
        let c1 = p.declareer("2026-09-01", vec![
            uren(1, 1, "2026-08-01", "2026-08-31", 8), uren(2, 2, "2026-08-01", "2026-08-31", 8),
            // the lines of a client may be given apart: it stands in the message once
            uren(1, 1, "2026-09-01", "2026-09-30", 8),
        ]);
        assert!(p.rond().iter().all(|r| r.geldig));
        let gewoon = vec![uren(2, 2, "2026-09-01", "2026-09-30", 4)];
        let claim = Correctieclaim {
            gemeente: g(), agb: agb(), maand: dag("2026-09-01"), regels: gewoon,
            correcties: vec![met_uren(&p, c1, 3, 6), met_uren(&p, c1, 1, 7), met_uren(&p, c1, 2, 5)],
        };
        let c2 = corrigeer(&p.aanbieder, &claim).unwrap().unwrap();
        let pad = p.uit(&p.aanbieder);
        let tekst = std::fs::read_to_string(&pad[0]).unwrap();
        let volgorde: Vec<_> = tekst.match_indices("<wmo323:Client>").map(|(i, _)| i)
            .chain([tekst.len()]).collect::<Vec<_>>().windows(2)
            .map(|w| {
                let deel = &tekst[w[0]..w[1]];
                deel.rfind("DebetCredit>C<")
                    < deel.find("DebetCredit>D<")
            })
            .collect();
        assert_eq!(volgorde, [true, true], "{tekst}");
        let r = ontvang(&p.gemeente, &pad[0]);
        assert!(r.geldig, "{r:?}");
        p.rond();
        assert!(regels(&p.aanbieder, c2).iter().all(|r| r.1 == 1));
        assert_eq!(toegekend(&p.gemeente), 6000 * (6 + 7 + 5 + 4));
        assert_eq!(toegekend(&p.aanbieder), toegekend(&p.gemeente));
    }

    fn op360_a_line_stands_once_in_a_correction(proef) {
        let p = boek(proef.db());
        let c1 = p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
        p.rond();
        let twee = vec![met_uren(&p, c1, 1, 6), met_uren(&p, c1, 1, 7)];
        assert_eq!(codes(beter(&p, "2026-09-01", twee)), ["OP360"]);
        assert!(beter(&p, "2026-09-01", vec![met_uren(&p, c1, 1, 6)]).is_ok());
    }

    fn tr319_what_goes_along_is_not_about_a_later_month_than_the_claim(proef) {
        let p = boek(proef.db());
        let c1 = p.declareer("2026-08-01", vec![uren(1, 1, "2026-08-01", "2026-08-31", 8)]);
        p.rond();
        let met = |maand: &str, tot: &str| Correctieclaim {
            gemeente: g(), agb: agb(), maand: dag(maand), correcties: vec![met_uren(&p, c1, 1, 6)],
            regels: vec![uren(2, 2, "2026-09-01", tot, 4)],
        };
        let doe = |claim| corrigeer(&p.aanbieder, &claim).unwrap();
        assert_eq!(codes(doe(met("2026-08-01", "2026-09-01"))), ["TR319"], "the day after");
        assert!(doe(met("2026-09-01", "2026-09-30")).is_ok(), "its last day");
    }

    fn tr323_a_line_of_another_provider_is_not_found(proef) {
        let p = boek(proef.db());
        let c1 = p.declareer("2026-09-01", vec![uren(1, 1, "2026-09-01", "2026-09-30", 8)]);
        p.rond();
        let claim = |agb| Correctieclaim {
            gemeente: g(), agb, maand: dag("2026-09-01"), regels: Vec::new(),
            correcties: vec![Correctie { bericht: c1, volgnr: 1, nieuw: None }],
        };
        let ander = kern::AgbCode::parse("75750002").unwrap();
        assert_eq!(codes(corrigeer(&p.aanbieder, &claim(ander)).unwrap()), ["TR323"]);
        assert!(eigen_regel(&p.aanbieder, g(), ander, c1, 1).is_err());
        assert!(corrigeer(&p.aanbieder, &claim(agb())).unwrap().is_ok());
    }
}
