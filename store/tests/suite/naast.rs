//! A second connection beside a transaction: it sees the same, and serializability holds.

use crate::{doe, getal};
use std::time::Duration;
use store::{Db, Meekijker, Naast, Sql, Tx, Uitkomst, op_beide, sql_tekst};

const CLIENT: Sql = sql_tekst!(
    "CLIENT",
    "INSERT INTO client (gemeente, id, bsn, bsn_zoek, geboortedatum, geslacht, achternaam, zoek)
     VALUES ('0505', $1, $2, $2, '1950-01-01', '1', 'Vries', 'vries')"
);
const CLIENTEN: Sql = sql_tekst!("CLIENTEN", "SELECT COUNT(*) FROM client WHERE gemeente = '0505'");
const MAAK: Sql = sql_tekst!("MAAK", "CREATE TABLE t (nr BIGINT PRIMARY KEY, n BIGINT NOT NULL)");
const ERBIJ: Sql = sql_tekst!("ERBIJ", "INSERT INTO t (nr, n) VALUES ($1, $2)");
const TEL: Sql = sql_tekst!("TEL", "SELECT COUNT(*) FROM t");
const LEES: Sql = sql_tekst!("LEES", "SELECT n FROM t WHERE nr = 1");

fn client(tx: &mut Tx<'_>, id: i64) -> Uitkomst<u64> {
    tx.execute(CLIENT, &[id.into(), (&id.to_be_bytes()[..]).into()])
}

fn tel(tx: &mut Tx<'_>) -> Uitkomst<i64> {
    tx.query_one(CLIENTEN, &[], |r| r.i64(0))
}

/// A transaction beside which somebody looks along. On a server where others are busy (other tests) that can take some tries.
fn met<T>(
    db: &Db,
    naast: &mut Naast<'_>,
    mut f: impl FnMut(&mut Tx<'_>, Option<Meekijker<'_>>) -> Uitkomst<Option<T>>,
) -> T {
    for _ in 0..3_000 {
        let uit = db.write(|tx| {
            let m = naast.kijk_mee(tx)?;
            f(tx, m)
        });
        if let Some(t) = uit.unwrap() {
            return t;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    unreachable!("nooit rustig genoeg")
}

op_beide! {
    fn the_second_connection_sees_what_the_transaction_sees(proef) {
        let db = proef.db();
        let pg = db.bestand().is_none();
        db.write(|tx| client(tx, 1)).unwrap();
        let mut naast = db.naast().unwrap();
        let mut id = 1;
        let (wij, zij) = met(db, &mut naast, |tx, m| {
            let Some(mut m) = m else { return Ok(None) };
            if pg {
                id += 1;
                db.write(|ander| client(ander, id))?;
            }
            Ok(Some((tel(tx)?, m.lees(tel)?)))
        });
        assert_eq!(wij, zij);
        assert_eq!(getal(db, CLIENTEN, &[]), id);
        assert_eq!(wij, if pg { id - 1 } else { 1 });
    }

    fn nobody_looks_along_while_another_transaction_is_busy(proef) {
        let db = proef.db();
        if db.bestand().is_some() {
            return;
        }
        let mut naast = db.naast().unwrap();
        let mee = db.write(|bezig| {
            client(bezig, 1)?;
            db.write(|tx| naast.kijk_mee(tx).map(|m| m.is_some()))
        });
        assert_eq!(mee, Ok(false));
    }

    fn what_was_read_beside_a_transaction_counts_for_it(proef) {
        let db = proef.db();
        if db.bestand().is_some() {
            return;
        }
        doe(db, MAAK, &[]).unwrap();
        let mut naast = db.naast().unwrap();
        let mut gedaan = false;
        met(db, &mut naast, |tx, m| {
            let n = match m {
                Some(mut m) => m.lees(tel)?,
                None if gedaan => tel(tx)?,
                None => return Ok(None),
            };
            if !gedaan {
                gedaan = true;
                // reads what we write and writes what we read: one of the two has to come first
                db.write(|ander| {
                    assert_eq!(ander.query_one(TEL, &[], |r| r.i64(0))?, 0);
                    client(ander, 1)
                })?;
            }
            tx.execute(ERBIJ, &[1.into(), n.into()]).map(Some)
        });
        assert_eq!(getal(db, LEES, &[]), 1, "the other one came first, so its client was there");
    }

    fn the_second_connection_is_never_waited_for(proef) {
        let db = proef.db();
        let lening: Vec<_> = std::iter::from_fn(|| db.naast()).take(4).collect();
        assert_eq!(lening.len(), 4);
        assert_eq!(db.naast().is_none(), db.bestand().is_none());
        drop(lening);
        assert!(db.read(tel).is_ok());
    }
}
