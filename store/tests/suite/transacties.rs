//! Transactions: all or nothing, and nobody's update is lost.

use crate::{doe, gemeente, getal};
use store::{Opties, Sql, StoreFout, Val, op_beide, proef, sql_tekst, teller};

const MAAK: Sql = sql_tekst!("MAAK", "CREATE TABLE t (nr BIGINT PRIMARY KEY, n BIGINT NOT NULL)");
const ERBIJ: Sql = sql_tekst!("ERBIJ", "INSERT INTO t (nr, n) VALUES ($1, $2)");
const LEES: Sql = sql_tekst!("LEES", "SELECT n FROM t WHERE nr = $1");
const ZET: Sql = sql_tekst!("ZET", "UPDATE t SET n = $2 WHERE nr = $1");
const TEL: Sql = sql_tekst!("TEL", "SELECT COUNT(*) FROM t");

/// An error that is not of storage.
#[derive(Debug, PartialEq)]
enum Eigen {
    Store(StoreFout),
    Nee,
}

impl From<StoreFout> for Eigen {
    fn from(e: StoreFout) -> Self {
        Self::Store(e)
    }
}

op_beide! {
    fn an_error_of_the_caller_undoes_everything(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        let uit = db.write(|tx| {
            tx.execute(ERBIJ, &[1.into(), 1.into()])?;
            Err::<(), _>(Eigen::Nee)
        });
        assert_eq!(uit, Err(Eigen::Nee));
        assert_eq!(getal(db, TEL, &[]), 0);
        // Stopping halfway through a result is the caller's own affair and breaks nothing.
        db.write(|tx| {
            tx.execute(ERBIJ, &[1.into(), 1.into()])?;
            tx.execute(ERBIJ, &[2.into(), 1.into()])?;
            const ALLE: Sql = sql_tekst!("ALLE", "SELECT nr FROM t");
            assert_eq!(tx.query_met(ALLE, &[], |_| Err(Eigen::Nee)), Err(Eigen::Nee));
            Ok::<_, Eigen>(())
        }).unwrap();
        assert_eq!(getal(db, TEL, &[]), 2);
    }

    fn a_panic_undoes_everything_and_the_next_one_works(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        for _ in 0..6 {
            let uit = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                db.write(|tx| {
                    tx.execute(ERBIJ, &[1.into(), 1.into()])?;
                    assert_eq!(1, 2, "onverwacht");
                    Ok::<(), StoreFout>(())
                })
            }));
            assert!(uit.is_err());
        }
        assert_eq!(getal(db, TEL, &[]), 0);
        doe(db, ERBIJ, &[1.into(), 1.into()]).unwrap();
    }

    fn a_key_that_exists_is_one_kind_of_error(proef) {
        let db = proef.db();
        const CLIENT: Sql = sql_tekst!("CLIENT",
            "INSERT INTO client (gemeente, id, bsn, bsn_zoek, geboortedatum, geslacht, achternaam, zoek)
             VALUES ($1, $2, $3, $4, '1950-01-01', '1', 'Vries', 'vries')");
        let zet = |id: i64, zoek: u8| doe(db, CLIENT,
            &["0505".into(), id.into(), (&[1_u8]).into(), (&[zoek]).into()]);
        zet(1, 1).unwrap();
        let sleutel = |k: &str| Err(StoreFout::Uniek { tabel: "client".into(), kolommen: k.into() });
        assert_eq!(zet(1, 2), sleutel("gemeente, id"));
        assert_eq!(zet(2, 1), sleutel("gemeente, bsn_zoek"));
        assert!(zet(2, 1).unwrap_err().is_uniek());
        zet(2, 2).unwrap();
    }

    fn an_ignored_error_keeps_nothing(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        let uit = db.write(|tx| {
            tx.execute(ERBIJ, &[1.into(), 1.into()])?;
            assert!(tx.execute(ERBIJ, &[1.into(), 2.into()]).unwrap_err().is_uniek());
            Ok::<_, StoreFout>(())
        });
        assert_eq!(uit, Err(StoreFout::Afgebroken));
        assert_eq!(getal(db, TEL, &[]), 0);
    }

    fn a_savepoint_undoes_only_its_own_part(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        db.write(|tx| {
            tx.execute(ERBIJ, &[1.into(), 1.into()])?;
            let binnen = tx.savepoint(|tx| {
                tx.execute(ERBIJ, &[2.into(), 2.into()])?;
                tx.execute(ERBIJ, &[1.into(), 9.into()])
            });
            assert!(binnen.unwrap_err().is_uniek());
            tx.savepoint(|tx| tx.savepoint(|tx| tx.execute(ERBIJ, &[3.into(), 3.into()])))?;
            let genegeerd = tx.savepoint(|tx| {
                let _ = tx.execute(ERBIJ, &[1.into(), 9.into()]);
                Ok::<_, StoreFout>(())
            });
            assert_eq!(genegeerd, Err(StoreFout::Afgebroken));
            tx.execute(ERBIJ, &[4.into(), 4.into()])
        }).unwrap();
        const NRS: Sql = sql_tekst!("NRS", "SELECT nr FROM t ORDER BY nr");
        assert_eq!(db.read(|tx| tx.query_alle(NRS, &[], |r| r.i64(0))).unwrap(), [1, 3, 4]);
    }

    fn a_reader_cannot_write_and_sees_one_moment(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        doe(db, ERBIJ, &[1.into(), 1.into()]).unwrap();
        let uit = db.read(|tx| tx.execute(ERBIJ, &[2.into(), 1.into()]));
        assert!(matches!(uit, Err(StoreFout::AlleenLezen { .. })), "{uit:?}");
        db.read(|tx| {
            assert_eq!(tx.query_one(LEES, &[1.into()], |r| r.i64(0))?, 1);
            doe(db, ZET, &[1.into(), 2.into()])?;
            assert_eq!(tx.query_one(LEES, &[1.into()], |r| r.i64(0))?, 1, "still the same moment");
            Ok::<_, StoreFout>(())
        }).unwrap();
        assert_eq!(getal(db, LEES, &[1.into()]), 2);
    }

    fn no_update_is_lost_among_four_threads(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        doe(db, ERBIJ, &[1.into(), 0.into()]).unwrap();
        std::thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| {
                    for _ in 0..50 {
                        db.write(|tx| {
                            let n = tx.query_one(LEES, &[1.into()], |r| r.i64(0))?;
                            tx.execute(ZET, &[1.into(), (n + 1).into()])
                        })
                        .unwrap();
                    }
                });
            }
        });
        assert_eq!(getal(db, LEES, &[1.into()]), 200);
    }

    fn counters_never_give_a_number_twice(proef) {
        let db = proef.db();
        let (a, b) = (gemeente("0505"), gemeente("0796"));
        db.write(|tx| {
            assert_eq!(teller::volgende(tx, a, "bericht")?, 1);
            assert_eq!(teller::neem(tx, a, "bericht", 10)?, 2);
            assert_eq!(teller::volgende(tx, a, "bericht")?, 12);
            assert_eq!(teller::volgende(tx, a, "client")?, 1);
            assert_eq!(teller::volgende(tx, b, "bericht")?, 1);
            assert_eq!(teller::volgende_algemeen(tx, "gebruiker")?, 1);
            assert_eq!(teller::volgende_algemeen(tx, "gebruiker")?, 2);
            teller::minstens(tx, a, "bericht", 5)?;
            assert_eq!(teller::volgende(tx, a, "bericht")?, 13);
            teller::minstens(tx, a, "bericht", 40)?;
            assert_eq!(teller::volgende(tx, a, "bericht")?, 41);
            teller::minstens(tx, b, "client", 7)?;
            assert_eq!(teller::volgende(tx, b, "client")?, 8);
            assert!(teller::neem(tx, a, "bericht", 0).is_err());
            let terug = tx.savepoint(|tx| {
                assert_eq!(teller::volgende(tx, a, "bericht")?, 42);
                assert_eq!(teller::volgende(tx, b, "toewijzing")?, 1);
                Err::<(), _>(StoreFout::Afgebroken)
            });
            assert!(terug.is_err());
            assert_eq!(teller::laatste(tx, a, "bericht")?, 41, "what was taken inside is given back");
            assert_eq!(teller::laatste(tx, b, "toewijzing")?, 0);
            Ok::<_, StoreFout>(())
        }).unwrap();
        db.write(|tx| {
            assert_eq!(teller::laatste(tx, a, "bericht")?, 41, "what was counted is kept");
            assert_eq!(teller::laatste(tx, b, "client")?, 8);
            assert_eq!(teller::volgende(tx, a, "bericht")?, 42);
            Err::<(), _>(StoreFout::Afgebroken)
        }).unwrap_err();
        assert_eq!(db.write(|tx| teller::volgende(tx, a, "bericht")).unwrap(), 42);
        let gezien = std::sync::Mutex::new(std::collections::BTreeSet::new());
        std::thread::scope(|s| {
            for _ in 0..4 {
                s.spawn(|| for _ in 0..25 {
                    let eerste = db.write(|tx| teller::neem(tx, b, "bericht", 3)).unwrap();
                    assert!(gezien.lock().unwrap().insert(eerste), "{eerste} is given twice");
                });
            }
        });
        assert_eq!(db.write(|tx| teller::volgende(tx, b, "bericht")).unwrap(), 302);
    }
}

#[test]
fn a_locked_file_is_reported_as_busy() {
    let proef = proef::Proef::sqlite();
    doe(proef.db(), MAAK, &[]).unwrap();
    let ander = proef.open_met(Opties { wacht: std::time::Duration::from_millis(20), ..proef::opties() });
    proef
        .db()
        .write(|tx| {
            tx.execute(ERBIJ, &[1.into(), 1.into()])?;
            let fout = doe(&ander, ERBIJ, &[2.into(), 2.into()]).unwrap_err();
            assert!(matches!(fout, StoreFout::Bezet { .. }), "{fout:?}");
            assert!(crate::regel(&fout).contains("bezet"));
            assert_eq!(getal(&ander, TEL, &[]), 0, "reading goes on");
            Ok::<_, StoreFout>(())
        })
        .unwrap();
    doe(&ander, ERBIJ, &[2.into(), 2.into()]).unwrap();
}

#[test]
fn a_full_disk_is_reported_and_undone() {
    let proef = proef::Proef::sqlite();
    let db = proef.db();
    doe(db, sql_tekst!("V", "CREATE TABLE vol (b BLOB)"), &[]).unwrap();
    let vol = vec![1_u8; 1 << 20];
    let fout = db
        .write(|tx| {
            tx.query(sql_tekst!("GRENS", "PRAGMA max_page_count = 200"), &[], |_| Ok(()))?;
            tx.execute(sql_tekst!("VUL", "INSERT INTO vol (b) VALUES ($1)"), &[Val::Blob(&vol)])
        })
        .unwrap_err();
    assert!(matches!(fout, StoreFout::SchijfVol { .. }), "{fout:?}");
    assert_eq!(getal(db, sql_tekst!("TELV", "SELECT COUNT(*) FROM vol"), &[]), 0);
}

#[test]
fn a_connection_that_the_server_closed_is_replaced() {
    let Some(proef) = proef::Proef::postgres() else { return };
    let db = proef.db();
    const WEG: Sql = sql_tekst!(
        "WEG",
        "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()"
    );
    for _ in 0..3 {
        let ander = proef.open_met(proef::opties());
        assert!(getal(&ander, WEG, &[]) >= 1);
        std::thread::sleep(std::time::Duration::from_millis(50));
        assert_eq!(db.stand().unwrap(), store::Stand::Versie(store::VERSIE));
    }
}
