//! The event log: every way to tamper with it shows.

use crate::{doe, gemeente, regel};
use store::gebeurtenis::{Breuk, BreukSoort, Gebeurtenis, controleer, noteer, noteer_alle};
use store::{Db, Kluis, Sql, op_beide, sql_tekst};

fn g<'a>(soort: &'a str, onderwerp: &'a str) -> Gebeurtenis<'a> {
    let tijd = "2026-09-01T12:00:00Z".parse().unwrap();
    Gebeurtenis { tijd, wie: "M. de Vries", soort, onderwerp, gegevens: r#"{"naam":"é\n"}"# }
}

/// Six entries in one municipality, two in another.
fn vul(db: &Db, kluis: &Kluis) {
    db.write(|tx| {
        for (onderwerp, n) in ["bericht/1", "bericht/2", "client/1"].into_iter().zip(1..) {
            assert_eq!(noteer(tx, kluis, gemeente("0505"), &g("ontvangen", onderwerp))?, n);
        }
        assert_eq!(noteer_alle(tx, kluis, gemeente("0505"), &[g("a", "x"), g("b", "y"), g("c", "z")])?, 6);
        noteer_alle(tx, kluis, gemeente("0796"), &[g("a", "x"), g("b", "y")])
    })
    .unwrap();
}

fn breuken(db: &Db, kluis: &Kluis, code: &str) -> Vec<Breuk> {
    db.read(|tx| controleer(tx, kluis, gemeente(code))).unwrap()
}

fn breuk(nr: i64, wat: BreukSoort) -> Breuk {
    Breuk { nr, wat }
}

op_beide! {
    fn a_whole_log_has_no_breaks(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        assert_eq!(breuken(db, &kluis, "0505"), []);
        vul(db, &kluis);
        assert_eq!(breuken(db, &kluis, "0505"), []);
        assert_eq!(breuken(db, &kluis, "0796"), []);
        const OVER: Sql = store::sql::basis::GEBEURTENIS_ONDERWERP;
        let over = db.read(|tx| tx.query_alle(OVER, &["0505".into(), "bericht/2".into(), 10.into()], |r| {
            Ok((r.i64(0)?, r.string(1)?))
        })).unwrap();
        assert_eq!(over, [(2, "2026-09-01T12:00:00.000Z".to_owned())]);
    }

    fn each_field_that_is_changed_shows(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        vul(db, &kluis);
        for (sql, terug) in [
            (sql_tekst!("W", "UPDATE gebeurtenis SET wie = 'X' WHERE gemeente = '0505' AND nr = 2"),
             sql_tekst!("WT", "UPDATE gebeurtenis SET wie = 'M. de Vries' WHERE gemeente = '0505' AND nr = 2")),
            (sql_tekst!("S", "UPDATE gebeurtenis SET soort = 'ontvange', onderwerp = 'nbericht/2' WHERE gemeente = '0505' AND nr = 2"),
             sql_tekst!("ST", "UPDATE gebeurtenis SET soort = 'ontvangen', onderwerp = 'bericht/2' WHERE gemeente = '0505' AND nr = 2")),
            (sql_tekst!("T", "UPDATE gebeurtenis SET tijd = '2026-09-01T12:00:00.001Z' WHERE gemeente = '0505' AND nr = 2"),
             sql_tekst!("TT", "UPDATE gebeurtenis SET tijd = '2026-09-01T12:00:00.000Z' WHERE gemeente = '0505' AND nr = 2")),
        ] {
            doe(db, sql, &[]).unwrap();
            assert_eq!(breuken(db, &kluis, "0505"), [breuk(2, BreukSoort::Gewijzigd)], "{sql:?}");
            assert_eq!(breuken(db, &kluis, "0796"), []);
            doe(db, terug, &[]).unwrap();
            assert_eq!(breuken(db, &kluis, "0505"), []);
        }
    }

    fn a_removal_in_the_middle_and_at_the_start_shows(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        vul(db, &kluis);
        const WEG: Sql = sql_tekst!("WEG", "DELETE FROM gebeurtenis WHERE gemeente = '0505' AND nr = $1");
        doe(db, WEG, &[3.into()]).unwrap();
        assert_eq!(breuken(db, &kluis, "0505"), [breuk(3, BreukSoort::Ontbreekt)]);
        doe(db, WEG, &[1.into()]).unwrap();
        assert_eq!(breuken(db, &kluis, "0505"), [breuk(1, BreukSoort::Ontbreekt), breuk(3, BreukSoort::Ontbreekt)]);
    }

    fn a_removal_that_is_closed_up_shows(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        vul(db, &kluis);
        doe(db, sql_tekst!("WEG", "DELETE FROM gebeurtenis WHERE gemeente = '0505' AND nr = 6"), &[]).unwrap();
        assert_eq!(breuken(db, &kluis, "0505"), [breuk(5, BreukSoort::Einde)]);
        doe(db, sql_tekst!("ALLES", "DELETE FROM gebeurtenis WHERE gemeente = '0505'"), &[]).unwrap();
        assert_eq!(breuken(db, &kluis, "0505"), [breuk(0, BreukSoort::Einde)]);
        doe(db, sql_tekst!("KOP", "DELETE FROM instelling WHERE sleutel = 'gebeurtenis.kop.0796'"), &[]).unwrap();
        assert_eq!(breuken(db, &kluis, "0796"), [breuk(2, BreukSoort::Zegel)]);
    }

    fn entries_that_are_swapped_show(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        vul(db, &kluis);
        const NUMMER: Sql = sql_tekst!("NUMMER", "UPDATE gebeurtenis SET nr = $2 WHERE gemeente = '0505' AND nr = $1");
        for (van, naar) in [(2_i64, 99_i64), (3, 2), (99, 3)] {
            doe(db, NUMMER, &[van.into(), naar.into()]).unwrap();
        }
        let gevonden = breuken(db, &kluis, "0505");
        for nr in [2, 3] {
            assert!(gevonden.contains(&breuk(nr, BreukSoort::Gewijzigd)), "{gevonden:?}");
            assert!(gevonden.contains(&breuk(nr, BreukSoort::Volgorde)), "{gevonden:?}");
        }
        assert!(gevonden.contains(&breuk(4, BreukSoort::Volgorde)), "{gevonden:?}");
        for b in &gevonden {
            assert!(b.to_string().contains(&b.nr.to_string()));
        }
    }

    fn a_chain_made_anew_without_the_key_shows(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        vul(db, &kluis);
        doe(db, sql_tekst!("LEEG", "DELETE FROM gebeurtenis WHERE gemeente = '0505'"), &[]).unwrap();
        doe(db, sql_tekst!("KOP", "DELETE FROM instelling WHERE sleutel = 'gebeurtenis.kop.0505'"), &[]).unwrap();
        // Who has another key can make a chain that agrees with itself, with a seal of its own.
        vul_nagemaakt(db);
        assert_eq!(breuken(db, &kluis, "0505"), [breuk(1, BreukSoort::Zegel)]);
        // And the program does not build on it.
        let fout = db.write(|tx| noteer(tx, &kluis, gemeente("0505"), &g("a", "x"))).unwrap_err();
        assert!(regel(&fout).contains("logboek"), "{fout}");
    }
}

fn vul_nagemaakt(db: &Db) {
    let vals = Kluis::open([99; 32]);
    db.write(|tx| noteer(tx, &vals, gemeente("0505"), &g("vals", "x"))).unwrap();
    assert_eq!(breuken(db, &vals, "0505"), []);
}
