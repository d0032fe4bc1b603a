//! A claim that was rejected whole and granted after all, while its references were claimed anew: of two lines with one
//! reference the municipality grants one (TR314), and the provider ends up with that one, in every order of answers.

use crate::partijen::{BSN, Partijen, g, redenen, regels, toegekend, uren};
use app::ontvangst::verwerk;
use std::path::{Path, PathBuf};
use store::proef::Proef;
use store::sql_tekst;

/// Which claim the municipality takes first, once it can.
#[derive(Clone, Copy, PartialEq)]
enum Eerst {
    Oud,
    Nieuw,
}

struct Boek {
    p: Partijen,
    oud: i64,
    nieuw: i64,
    van_oud: PathBuf,
    van_nieuw: PathBuf,
}

fn antwoord(p: &Partijen, pad: &Path, naam: &str) -> PathBuf {
    let uit = p.map.join(naam);
    std::fs::create_dir_all(&uit).unwrap();
    let r = verwerk(&p.gemeente, pad, &uit).unwrap();
    uit.join(r.antwoord.unwrap())
}

/// A claim of two lines, rejected whole; a claim that has the first of them again, with its reference. Then the cause is
/// gone and the municipality gets both, in this order.
fn boek(db: &store::Db, eerst: Eerst) -> Boek {
    let rij = format!("1,{BSN},0796,75750001,02,02A01,2026-01-01,2026-01-01,2026-12-31,10,04,4,,\n");
    let p = Partijen::met(db, "2026-10-05", &rij);
    assert!(p.wijs_toe().iter().all(|r| r.geldig));
    let eerste = uren(1, 1, "2026-08-01", "2026-08-31", 3);
    let tweede = uren(1, 1, "2026-09-01", "2026-09-30", 5);
    let oud = p.declareer("2026-09-01", vec![eerste, tweede]);
    let file_oud = p.uit(&p.aanbieder).remove(0);
    let weg = sql_tekst!("WEG", "UPDATE toewijzing SET ingangsdatum = '2026-10-01' WHERE gemeente = '0796'");
    p.gemeente.db.write(|tx| tx.execute(weg, &[])).unwrap();
    let a1 = antwoord(&p, &file_oud, "a1");
    assert_eq!(verwerk(&p.aanbieder, &a1, &p.map).unwrap().bevindingen.len(), 0);
    assert_eq!(regels(&p.aanbieder, oud).iter().map(|r| r.1).collect::<Vec<_>>(), [0, 0]);
    let mut weer = uren(1, 1, "2026-08-01", "2026-08-31", 3);
    weer.prestatie.referentie.clone_from(&regels(&p.aanbieder, oud)[0].0);
    let nieuw = p.declareer("2026-09-01", vec![weer, uren(1, 1, "2026-07-01", "2026-07-31", 2)]);
    let file_nieuw = p.uit(&p.aanbieder).remove(0);
    let terug =
        sql_tekst!("TERUG", "UPDATE toewijzing SET ingangsdatum = '2026-01-01' WHERE gemeente = '0796'");
    p.gemeente.db.write(|tx| tx.execute(terug, &[])).unwrap();
    let (van_oud, van_nieuw);
    if eerst == Eerst::Oud {
        van_oud = antwoord(&p, &file_oud, "a2");
        van_nieuw = antwoord(&p, &file_nieuw, "a3");
    } else {
        van_nieuw = antwoord(&p, &file_nieuw, "a3");
        van_oud = antwoord(&p, &file_oud, "a2");
    }
    Boek { p, oud, nieuw, van_oud, van_nieuw }
}

fn standen(b: &Boek) -> Vec<i64> {
    regels(&b.p.aanbieder, b.oud).iter().chain(&regels(&b.p.aanbieder, b.nieuw)).map(|r| r.1).collect()
}

store::op_beide! {
    fn tr314_the_line_that_the_municipality_granted_is_the_one_that_counts(proef) {
        for (n, (eerst, andersom)) in
            [(Eerst::Oud, false), (Eerst::Oud, true), (Eerst::Nieuw, false), (Eerst::Nieuw, true)].into_iter().enumerate()
        {
            let los = Proef::sqlite();
            let b = boek(if n == 0 { proef.db() } else { los.db() }, eerst);
            let volgorde = if andersom { [&b.van_nieuw, &b.van_oud] } else { [&b.van_oud, &b.van_nieuw] };
            for pad in volgorde {
                let r = verwerk(&b.p.aanbieder, pad, &b.p.map).unwrap();
                assert!(r.geldig && r.verwerkt, "{n}: {r:?}");
            }
            let klaar = if eerst == Eerst::Oud { [1, 1, 0, 1] } else { [0, 1, 1, 1] };
            assert_eq!(standen(&b), klaar, "{n}");
            // 3, 5 and 2 hours, each once
            assert_eq!((toegekend(&b.p.gemeente), toegekend(&b.p.aanbieder)), (60_000, 60_000), "{n}");
            // once more changes nothing
            for pad in volgorde {
                assert!(verwerk(&b.p.aanbieder, pad, &b.p.map).unwrap().geldig);
            }
            assert_eq!(standen(&b), klaar, "{n}");
            for o in [&b.p.aanbieder, &b.p.gemeente] {
                assert!(o.db.read(|tx| store::gebeurtenis::controleer(tx, &o.kluis, g())).unwrap().is_empty());
            }
        }
    }

    fn tr314_an_answer_that_grants_what_was_granted_elsewhere_is_told_and_does_not_count(proef) {
        let b = boek(proef.db(), Eerst::Nieuw);
        assert!(verwerk(&b.p.aanbieder, &b.van_nieuw, &b.p.map).unwrap().geldig);
        // as if the municipality had granted both: the answer to the other order, on the old claim
        let ander = Proef::sqlite();
        let c = boek(ander.db(), Eerst::Oud);
        let tekst = std::fs::read_to_string(&c.van_oud).unwrap();
        let eigen = c.van_oud.file_stem().unwrap().to_str().unwrap().rsplit('-').next().unwrap().to_owned();
        let pad = b.p.zet("dubbel.xml", &tekst.replace(&eigen, "ANDERS"));
        let r = verwerk(&b.p.aanbieder, &pad, &b.p.map).unwrap();
        assert_eq!((redenen(&r), r.verwerkt), (vec!["TR314"], false), "{r:?}");
        assert_eq!(standen(&b), [0, 0, 1, 1]);
        assert!(verwerk(&b.p.aanbieder, &b.van_oud, &b.p.map).unwrap().geldig);
        assert_eq!(standen(&b), [0, 1, 1, 1]);
    }
}
