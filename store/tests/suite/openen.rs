//! Opening, versions, migrations and copies.

use crate::{doe, getal, regel};
use store::proef::{Proef, opties};
use store::{Db, Opties, Sql, Stand, StoreFout, VERSIE, op_beide, sql_tekst};

const NIEUWER: Sql =
    sql_tekst!("NIEUWER", "INSERT INTO schema_versie (nummer, naam, sha256, op) VALUES (999, 'x', 'x', 'x')");
const ANDERS: Sql = sql_tekst!("ANDERS", "UPDATE schema_versie SET sha256 = 'x' WHERE nummer = 1");
const VREEMD: Sql = sql_tekst!("VREEMD", "CREATE TABLE vreemd (x TEXT)");

op_beide! {
    fn migrating_twice_changes_nothing(proef) {
        let db = proef.db();
        db.controleer_versie().unwrap();
        assert_eq!(db.migreer().unwrap(), [""; 0]);
        assert_eq!(db.stand().unwrap(), Stand::Versie(VERSIE));
        db.controleer_versie().unwrap();
    }

    fn a_newer_database_is_refused(proef) {
        let db = proef.db();
        doe(db, NIEUWER, &[]).unwrap();
        for fout in [db.controleer_versie().unwrap_err(), db.migreer().unwrap_err()] {
            assert!(matches!(fout, StoreFout::NieuwereVersie { database: 999, programma: VERSIE, .. }), "{fout:?}");
            assert!(regel(&fout).contains("999"));
        }
    }

    fn a_database_made_with_another_migration_is_refused(proef) {
        let db = proef.db();
        doe(db, ANDERS, &[]).unwrap();
        for fout in [db.controleer_versie().unwrap_err(), db.migreer().unwrap_err()] {
            assert!(matches!(fout, StoreFout::GewijzigdeMigratie { nummer: 1, .. }), "{fout:?}");
        }
    }
}

fn leeg() -> Vec<Proef> {
    std::iter::once(Proef::sqlite_leeg()).chain(Proef::postgres_leeg()).collect()
}

#[test]
fn an_empty_database_asks_to_be_migrated() {
    for proef in leeg() {
        let db = proef.db();
        assert_eq!(db.stand().unwrap(), Stand::Leeg);
        let fout = db.controleer_versie().unwrap_err();
        assert!(regel(&fout).contains("maatwerk migreer"), "{fout}");
        let gedaan = db.migreer().unwrap();
        assert_eq!(gedaan.first(), Some(&"begin"));
        assert_eq!(i64::try_from(gedaan.len()), Ok(store::VERSIE));
        db.controleer_versie().unwrap();
    }
}

#[test]
fn two_that_migrate_together_do_it_once() {
    for proef in leeg() {
        let ander = proef.open_met(opties());
        let (a, b) = std::thread::scope(|s| {
            let a = s.spawn(|| proef.db().migreer());
            let b = s.spawn(|| ander.migreer());
            (a.join().unwrap(), b.join().unwrap())
        });
        assert_eq!(a.unwrap().len() + b.unwrap().len(), usize::try_from(VERSIE).unwrap());
    }
}

#[test]
fn a_database_of_another_program_is_left_alone() {
    for proef in leeg() {
        let db = proef.db();
        doe(db, VREEMD, &[]).unwrap();
        assert_eq!(db.stand().unwrap(), Stand::Vreemd);
        for fout in [db.controleer_versie().unwrap_err(), db.migreer().unwrap_err()] {
            assert!(matches!(fout, StoreFout::AndereDatabase { .. }), "{fout:?}");
        }
    }
}

#[test]
fn an_address_that_is_wrong_says_so_without_the_password() {
    for url in ["", "maatwerk.db", "sqlite://", "mysql://x", "postgres://u:geheim@h:port/x"] {
        let fout = Db::open(url).unwrap_err();
        assert!(matches!(fout, StoreFout::Adres { .. }), "{url}: {fout:?}");
        assert!(!regel(&fout).contains("geheim"));
    }
    let fout = Db::open("postgres://u:geheim@127.0.0.1:1/x?connect_timeout=2").unwrap_err();
    assert!(matches!(fout, StoreFout::GeenVerbinding { .. }), "{fout:?}");
    assert!(regel(&fout).contains("127.0.0.1:1/x") && !regel(&fout).contains("geheim"), "{fout}");
    if let Some(server) = store::proef::server() {
        let fout = Db::open(&server.replace("/postgres", "/bestaat_niet")).unwrap_err();
        assert!(matches!(fout, StoreFout::GeenVerbinding { .. }), "{fout:?}");
    }
}

#[test]
fn what_is_not_a_database_is_refused() {
    let map = tempfile::tempdir().unwrap();
    let pad = map.path().join("brief.db");
    std::fs::write(&pad, "Geachte heer, mevrouw, ".repeat(400)).unwrap();
    let fout = Db::open(&format!("sqlite://{}", pad.display())).unwrap_err();
    assert!(matches!(fout, StoreFout::GeenDatabase { .. }), "{fout:?}");
    assert!(std::fs::read_to_string(&pad).unwrap().starts_with("Geachte"), "and left as it was");
    let fout = Db::open(&format!("sqlite://{}/geen/map.db", map.path().display())).unwrap_err();
    assert!(matches!(fout, StoreFout::NietTeOpenen { .. }), "{fout:?}");
    assert!(regel(&fout).contains("map"));
}

#[test]
fn a_database_opened_for_reading_refuses_to_write() {
    let proeven = [Some(Proef::sqlite()), Proef::postgres()];
    for proef in proeven.into_iter().flatten() {
        let db = proef.open_met(Opties { alleen_lezen: true, ..opties() });
        db.controleer_versie().unwrap();
        let fout = doe(&db, VREEMD, &[]).unwrap_err();
        assert!(matches!(fout, StoreFout::AlleenLezen { .. }), "{fout:?}");
        assert!(regel(&fout).contains("schrijfrechten"));
    }
}

#[test]
fn a_file_without_write_permission_refuses_to_write() {
    let proef = Proef::sqlite();
    let pad = proef.db().bestand().unwrap().to_owned();
    let kopie = pad.with_extension("kopie");
    proef.db().kopie(&kopie).unwrap();
    let mut rechten = std::fs::metadata(&kopie).unwrap().permissions();
    rechten.set_readonly(true);
    std::fs::set_permissions(&kopie, rechten).unwrap();
    if std::fs::OpenOptions::new().write(true).open(&kopie).is_ok() {
        eprintln!("this user may write everywhere (root): the refusal is tested by opening for reading");
        return;
    }
    let uit =
        Db::open_met(&format!("sqlite://{}", kopie.display()), opties()).and_then(|db| doe(&db, VREEMD, &[]));
    assert!(matches!(uit, Err(StoreFout::AlleenLezen { .. })), "{uit:?}");
}

#[test]
fn a_copy_is_whole_while_others_write() {
    const MAAK: Sql = sql_tekst!("MAAK", "CREATE TABLE paar (a BIGINT, b BIGINT)");
    const ERBIJ: Sql = sql_tekst!("ERBIJ", "INSERT INTO paar (a, b) VALUES ($1, $1)");
    const TEL: Sql = sql_tekst!("TEL", "SELECT COUNT(*) FROM paar");
    let proef = Proef::sqlite();
    let db = proef.db();
    doe(db, MAAK, &[]).unwrap();
    doe(db, ERBIJ, &[1.into()]).unwrap();
    let map = proef.map().unwrap();
    let klaar = std::sync::atomic::AtomicBool::new(false);
    std::thread::scope(|s| {
        s.spawn(|| {
            let mut n = 2;
            while !klaar.load(std::sync::atomic::Ordering::Relaxed) {
                // Two rows or none.
                db.write(|tx| {
                    tx.execute(ERBIJ, &[i64::into(n)])?;
                    tx.execute(ERBIJ, &[i64::into(n)])
                })
                .unwrap();
                n += 1;
            }
        });
        for i in 0..5 {
            let naar = map.join(format!("kopie{i}.db"));
            db.kopie(&naar).unwrap();
            let kopie = Db::open_met(&format!("sqlite://{}", naar.display()), opties()).unwrap();
            kopie.controleer_versie().unwrap();
            kopie.kluis().unwrap();
            assert_eq!(getal(&kopie, TEL, &[]) % 2, 1, "half a transaction in the copy");
        }
        klaar.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    let fout = db.kopie(&map.join("kopie0.db")).unwrap_err();
    assert!(regel(&fout).contains("bestaat al"), "{fout}");
    assert!(db.kopie(&map.join("geen/map.db")).is_err());
    if let Some(pg) = Proef::postgres() {
        assert!(regel(&pg.db().kopie(&map.join("pg.db")).unwrap_err()).contains("pg_dump"));
    }
}
