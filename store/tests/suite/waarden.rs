//! Values in and out: the same on both engines.

use crate::{doe, getal};
use jiff::civil::date;
use store::{Bulk, Sleutel, Sql, StoreFout, Val, op_beide, sql_tekst};

const MAAK: Sql = sql_tekst!("MAAK", "CREATE TABLE t (nr BIGINT PRIMARY KEY, tekst TEXT, bytes BLOB)");
const ERBIJ: Sql = sql_tekst!("ERBIJ", "INSERT INTO t (nr, tekst, bytes) VALUES ($1, $2, $3)");
const LEES: Sql = sql_tekst!("LEES", "SELECT nr, tekst, bytes FROM t WHERE nr = $1");
const TEL: Sql = sql_tekst!("TEL", "SELECT COUNT(*) FROM t");
const T: Bulk = Bulk { naam: "T", tabel: "t", kolommen: &["nr", "tekst", "bytes"] };

const LASTIG: &str = "tab\t regel\n terug\r \\ \\. \\N 'quote' \"dubbel\" € é 𝄞 $1";

op_beide! {
    fn values_come_back_as_they_went_in(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        for nr in [0, -1, 1, i64::MAX, i64::MIN] {
            assert_eq!(doe(db, ERBIJ, &[nr.into(), LASTIG.into(), (&[0_u8, 255, 10]).into()]).unwrap(), 1);
            db.read(|tx| tx.query_one(LEES, &[nr.into()], |rij| {
                assert_eq!(rij.i64(0)?, nr);
                assert_eq!(rij.text(1)?, LASTIG);
                assert_eq!(rij.blob(2)?, [0, 255, 10]);
                Ok(())
            })).unwrap();
        }
        // Empty is not NULL, and NULL is NULL in each type.
        doe(db, ERBIJ, &[2.into(), "".into(), (&[] as &[u8]).into()]).unwrap();
        doe(db, ERBIJ, &[3.into(), Val::Null, None::<&[u8]>.into()]).unwrap();
        let lees = |nr: i64| db.read(|tx| tx.query_one(LEES, &[nr.into()], |rij| {
            Ok((rij.opt_string(1)?, rij.opt_blob(2)?.map(<[u8]>::to_vec)))
        })).unwrap();
        assert_eq!(lees(2), (Some(String::new()), Some(vec![])));
        assert_eq!(lees(3), (None, None));
    }

    fn days_are_iso_text(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        doe(db, ERBIJ, &[1.into(), date(2026, 2, 28).into(), Val::Null]).unwrap();
        db.write(|tx| tx.bulk(T, [[2.into(), date(987, 12, 3).into(), Val::Null]])).unwrap();
        let lees = |nr: i64| db.read(|tx| tx.query_one(LEES, &[nr.into()], |rij| {
            Ok((rij.string(1)?, rij.dag(1)?))
        })).unwrap();
        assert_eq!(lees(1), ("2026-02-28".to_owned(), date(2026, 2, 28)));
        assert_eq!(lees(2), ("0987-12-03".to_owned(), date(987, 12, 3)));
        let voor_nul = doe(db, ERBIJ, &[3.into(), date(-1, 1, 1).into(), Val::Null]).unwrap_err();
        assert!(matches!(voor_nul, StoreFout::Kolom { .. } ), "{voor_nul:?}");
    }

    fn a_wrong_type_names_its_column(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        doe(db, ERBIJ, &[1.into(), "x".into(), Val::Null]).unwrap();
        let lees = |f: fn(&store::Row<'_>) -> store::Uitkomst<()>| {
            db.read(|tx| tx.query_one(LEES, &[1.into()], f)).unwrap_err()
        };
        assert_eq!(lees(|r| r.i64(1).map(drop)), StoreFout::Kolom { index: 1, verwacht: "een geheel getal" });
        assert_eq!(lees(|r| r.text(0).map(drop)), StoreFout::Kolom { index: 0, verwacht: "tekst" });
        assert_eq!(lees(|r| r.blob(2).map(drop)), StoreFout::Kolom { index: 2, verwacht: "bytes" });
        assert_eq!(lees(|r| r.dag(1).map(drop)), StoreFout::Kolom { index: 1, verwacht: "een dag (JJJJ-MM-DD)" });
        assert!(matches!(lees(|r| r.i64(9).map(drop)), StoreFout::Kolom { index: 9, .. }));
    }

    fn parameters_go_by_number(proef) {
        let db = proef.db();
        const VOLGORDE: Sql = sql_tekst!(
            "VOLGORDE",
            "SELECT CAST($2 AS TEXT), CAST($1 AS BIGINT), CAST($1 AS BIGINT) + 1, '$1' -- $3"
        );
        db.read(|tx| tx.query_one(VOLGORDE, &[41.into(), "twee".into()], |rij| {
            assert_eq!(rij.text(0)?, "twee");
            assert_eq!((rij.i64(1)?, rij.i64(2)?), (41, 42));
            assert_eq!(rij.text(3)?, "$1");
            Ok(())
        })).unwrap();
        for te in [&[Val::I64(1)][..], &[1.into(), "a".into(), "b".into()][..]] {
            let fout = db.read(|tx| tx.query(VOLGORDE, te, |_| Ok(()))).unwrap_err();
            assert!(matches!(fout, StoreFout::Anders { sql: "VOLGORDE", .. }), "{fout:?}");
        }
    }

    fn limits_sums_and_returning_work_from_one_text(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        db.write(|tx| tx.bulk(T, (1..=10).map(|n| [Val::I64(n), "x".into(), Val::Null]))).unwrap();
        const SOM: Sql = sql_tekst!("SOM", "SELECT CAST(SUM(nr) AS BIGINT), SUM(nr) > 5 FROM t");
        const BLAD: Sql = sql_tekst!("BLAD", "SELECT nr FROM t ORDER BY nr LIMIT $1 OFFSET $2");
        const WEG: Sql = sql_tekst!("WEG", "DELETE FROM t WHERE nr > $1 RETURNING nr");
        db.read(|tx| tx.query_one(SOM, &[], |rij| {
            assert_eq!(rij.i64(0)?, 55);
            assert!(rij.bool(1)?);
            Ok(())
        })).unwrap();
        let blad = db.read(|tx| tx.query_alle(BLAD, &[3.into(), 4.into()], |rij| rij.i64(0))).unwrap();
        assert_eq!(blad, [5, 6, 7]);
        let mut weg = db.write(|tx| tx.query_alle(WEG, &[8.into()], |rij| rij.i64(0))).unwrap();
        weg.sort_unstable();
        assert_eq!(weg, [9, 10]);
        assert_eq!(getal(db, TEL, &[]), 8);
    }

    fn nul_bytes_are_refused_everywhere(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        assert_eq!(doe(db, ERBIJ, &[1.into(), "a\0b".into(), Val::Null]), Err(StoreFout::NulTeken));
        let bulk = db.write(|tx| tx.bulk(T, [[2.into(), "a\0b".into(), Val::Null]]));
        assert_eq!(bulk, Err(StoreFout::NulTeken));
        assert_eq!(getal(db, TEL, &[]), 0);
        doe(db, ERBIJ, &[3.into(), Val::Null, (&[0_u8]).into()]).unwrap();
    }

    fn bulk_takes_many_rows_of_any_content(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        let n = db.write(|tx| tx.bulk_met(T, |uit| {
            for nr in 0..20_000_i64 {
                // Values that live for one row only.
                let (tekst, bytes) = (format!("{LASTIG}{nr}"), nr.to_be_bytes());
                let leeg = nr % 3 == 0;
                uit.rij(&[nr.into(), if leeg { Val::Null } else { (&tekst).into() }, (&bytes).into()])?;
            }
            Ok::<_, StoreFout>(())
        })).unwrap();
        assert_eq!(n, 20_000);
        assert_eq!(getal(db, TEL, &[]), 20_000);
        db.read(|tx| tx.query_one(LEES, &[19_999.into()], |rij| {
            assert_eq!(rij.opt_text(1)?, Some(format!("{LASTIG}19999").as_str()).filter(|_| 19_999 % 3 != 0));
            assert_eq!(rij.blob(2)?, 19_999_i64.to_be_bytes());
            Ok(())
        })).unwrap();
        // A refusal inside a bulk insert is the same error as anywhere, and nothing of it stays.
        let dubbel = db.write(|tx| tx.bulk(T, [[20_001.into(), Val::Null, Val::Null], [5.into(), Val::Null, Val::Null]]));
        assert!(matches!(&dubbel, Err(StoreFout::Uniek { tabel, .. }) if tabel == "t"), "{dubbel:?}");
        let te_kort = db.write(|tx| tx.bulk(T, [[Val::I64(30_000)]]));
        assert!(matches!(te_kort, Err(StoreFout::Anders { sql: "T", .. })), "{te_kort:?}");
        assert_eq!(getal(db, TEL, &[]), 20_000);
    }

    fn a_set_of_keys_is_looked_up_at_once(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        db.write(|tx| tx.bulk(T, (0..5000_i64).map(|n| [Val::I64(n), "x".into(), Val::Null]))).unwrap();
        const SET: Sql = sql_tekst!(
            "SET",
            "SELECT s.nr, t.nr, s.tekst FROM sleutels s CROSS JOIN t WHERE t.nr = s.getal ORDER BY s.nr"
        );
        let zoek = |tx: &mut store::Tx<'_>| {
            let mut uit = Vec::new();
            for ronde in 0..3_i64 {
                tx.sleutels((0..4).map(|i| Sleutel::new(i).getal(4998 + ronde - i * 2).tekst("k")))?;
                uit.push(tx.query_alle(SET, &[], |rij| Ok((rij.i64(0)?, rij.i64(1)?)))?);
            }
            Ok::<_, StoreFout>(uit)
        };
        let verwacht = [
            vec![(0, 4998), (1, 4996), (2, 4994), (3, 4992)],
            vec![(0, 4999), (1, 4997), (2, 4995), (3, 4993)],
            vec![(1, 4998), (2, 4996), (3, 4994)],
        ];
        assert_eq!(db.read(zoek).unwrap(), verwacht);
        assert_eq!(db.write(zoek).unwrap(), verwacht);
    }

    fn a_set_is_looked_up_through_an_index_although_the_table_was_empty_a_moment_ago(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        const PLAN: Sql = sql_tekst!(
            "PLAN",
            "EXPLAIN SELECT s.nr FROM sleutels s CROSS JOIN t WHERE t.nr = s.getal"
        );
        if db.bestand().is_none() {
            // what the server does by itself: from now on it knows that the table is empty
            const STATISTIEK: Sql = sql_tekst!("STATISTIEK", "ANALYZE t");
            doe(db, STATISTIEK, &[]).unwrap();
            let plan = db.write(|tx| {
                tx.bulk(T, (0..50_000_i64).map(|n| [Val::I64(n), "x".into(), Val::Null]))?;
                tx.sleutels((0..2000).map(|i| Sleutel::new(i).getal(i * 7)))?;
                tx.query_alle(PLAN, &[], |rij| rij.string(0))
            }).unwrap();
            assert!(plan[0].starts_with("Nested Loop") && plan.iter().any(|r| r.contains("Index Cond")), "{plan:#?}");
            assert!(!plan.iter().any(|r| r.contains("Seq Scan on t ")), "{plan:#?}");
        }
    }

    fn the_number_of_rows_is_checked_where_one_is_expected(proef) {
        let db = proef.db();
        doe(db, MAAK, &[]).unwrap();
        const ALLE: Sql = sql_tekst!("ALLE", "SELECT nr FROM t");
        let een = || db.read(|tx| tx.query_one(ALLE, &[], |rij| rij.i64(0)));
        assert!(een().unwrap_err().is_niet_gevonden());
        assert_eq!(db.read(|tx| tx.query_opt(ALLE, &[], |rij| rij.i64(0))).unwrap(), None);
        doe(db, ERBIJ, &[1.into(), Val::Null, Val::Null]).unwrap();
        assert_eq!(een().unwrap(), 1);
        doe(db, ERBIJ, &[2.into(), Val::Null, Val::Null]).unwrap();
        assert_eq!(een(), Err(StoreFout::AantalRijen { sql: "ALLE", meer: true }));
    }
}

#[test]
fn debug_of_a_parameter_hides_its_content() {
    let tekst = format!("{:?}", [Val::Text("999900006"), Val::Blob(b"999900006"), Val::I64(999_900_006)]);
    assert!(!tekst.contains("9999"), "{tekst}");
}
