//! Bringing the schema up to date. Migrations are only added; one that was applied never changes.

use crate::db::Db;
use crate::fout::{StoreFout, Uitkomst};
use crate::sql::basis;
use crate::tx::{Begin, Tx};
use sha2::{Digest, Sha256};

struct Migratie {
    nummer: i64,
    naam: &'static str,
    tekst: &'static str,
}

/// In order, numbered from 1.
const MIGRATIES: &[Migratie] = &[
    Migratie { nummer: 1, naam: "begin", tekst: include_str!("../migraties/0001_begin.sql") },
    Migratie { nummer: 2, naam: "verzoeken", tekst: include_str!("../migraties/0002_verzoeken.sql") },
    Migratie { nummer: 3, naam: "post", tekst: include_str!("../migraties/0003_post.sql") },
    Migratie { nummer: 4, naam: "bewaken", tekst: include_str!("../migraties/0004_bewaken.sql") },
    Migratie { nummer: 5, naam: "omzetten", tekst: include_str!("../migraties/0005_omzetten.sql") },
    Migratie { nummer: 6, naam: "kaderversies", tekst: include_str!("../migraties/0006_kaderversies.sql") },
    Migratie { nummer: 7, naam: "tarieven", tekst: include_str!("../migraties/0007_tarieven.sql") },
    Migratie { nummer: 8, naam: "herindelen", tekst: include_str!("../migraties/0008_herindelen.sql") },
    Migratie { nummer: 9, naam: "toegang", tekst: include_str!("../migraties/0009_toegang.sql") },
    Migratie { nummer: 10, naam: "omzetmoment", tekst: include_str!("../migraties/0010_omzetmoment.sql") },
    Migratie {
        nummer: 11,
        naam: "scenario_delen",
        tekst: include_str!("../migraties/0011_scenario_delen.sql"),
    },
    Migratie {
        nummer: 12,
        naam: "omzetopdrachten",
        tekst: include_str!("../migraties/0012_omzetopdrachten.sql"),
    },
    Migratie { nummer: 13, naam: "besluiten", tekst: include_str!("../migraties/0013_besluiten.sql") },
    Migratie { nummer: 14, naam: "wacht", tekst: include_str!("../migraties/0014_wacht.sql") },
    Migratie { nummer: 15, naam: "plannen", tekst: include_str!("../migraties/0015_plannen.sql") },
    Migratie { nummer: 16, naam: "advies", tekst: include_str!("../migraties/0016_advies.sql") },
];

/// The version that this program knows.
pub const VERSIE: i64 = MIGRATIES[MIGRATIES.len() - 1].nummer;

/// Exists before the first migration. BLOB as a domain lets the same DDL run on both.
const BEGIN_PG: &str = "DO $$ BEGIN
       IF to_regtype(quote_ident(current_schema()) || '.blob') IS NULL THEN CREATE DOMAIN blob AS bytea; END IF;
     END $$;";
const SCHEMA_VERSIE: &str = "CREATE TABLE IF NOT EXISTS schema_versie
     (nummer BIGINT PRIMARY KEY, naam TEXT NOT NULL, sha256 TEXT NOT NULL, op TEXT NOT NULL);";
/// Two programs that start together do not migrate together.
const SLOT_PG: &str = "SELECT pg_advisory_xact_lock(5278119)";

/// The texts of all migrations, in order.
#[cfg(test)]
pub(crate) fn teksten() -> impl Iterator<Item = &'static str> {
    MIGRATIES.iter().map(|m| m.tekst)
}

/// How far a database is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand {
    /// No tables at all.
    Leeg,
    /// Tables of another program.
    Vreemd,
    /// This version of the schema.
    Versie(i64),
}

impl Db {
    /// How far the database is.
    pub fn stand(&self) -> Uitkomst<Stand> {
        self.read(stand)
    }

    /// Whether the database is still to be made: there are no tables, or making it was broken off before it got its key,
    /// which comes last. Nothing can have been stored in it.
    pub fn is_nieuw(&self) -> Uitkomst<bool> {
        Ok(match self.stand()? {
            Stand::Leeg => true,
            Stand::Vreemd => false,
            Stand::Versie(_) => crate::sleutel::controle(self)?.is_none(),
        })
    }

    /// Refuses a database that this program cannot work with: newer, older, empty, changed or not ours.
    pub fn controleer_versie(&self) -> Uitkomst<()> {
        let waar = self.waar().to_owned();
        self.read(|tx| match stand(tx)? {
            Stand::Vreemd => Err(StoreFout::AndereDatabase { waar: waar.clone() }),
            Stand::Leeg => Err(StoreFout::Verouderd { waar: waar.clone(), database: 0, programma: VERSIE }),
            Stand::Versie(v) => {
                controleer(tx, MIGRATIES, v)?;
                if v < VERSIE {
                    return Err(StoreFout::Verouderd { waar: waar.clone(), database: v, programma: VERSIE });
                }
                Ok(())
            }
        })
    }

    /// Brings the schema up to date and, for a new database, makes the key of the vault. Gives the names of the
    /// migrations that were applied; none when all was up to date.
    pub fn migreer(&self) -> Uitkomst<Vec<&'static str>> {
        let gedaan = self.migreer_met(MIGRATIES)?;
        crate::sleutel::maak_als_nodig(self)?;
        Ok(gedaan)
    }

    fn migreer_met(&self, migraties: &[Migratie]) -> Uitkomst<Vec<&'static str>> {
        let mut gedaan = Vec::new();
        for _ in 0..=migraties.len() {
            // Each in its own transaction, and the version is read within it.
            let naam = self.schrijf(Begin::Migreren, |tx| stap(tx, migraties))?;
            match naam {
                Some(naam) => gedaan.push(naam),
                None => break,
            }
        }
        Ok(gedaan)
    }
}

/// Applies the next migration, if there is one.
fn stap(tx: &mut Tx<'_>, migraties: &[Migratie]) -> Uitkomst<Option<&'static str>> {
    if tx.is_pg() {
        tx.script("slot", SLOT_PG)?;
    }
    let versie = match stand(tx)? {
        Stand::Vreemd => return Err(StoreFout::AndereDatabase { waar: tx.waar().to_owned() }),
        Stand::Leeg => {
            if tx.is_pg() {
                tx.script("schema_versie", BEGIN_PG)?;
            }
            tx.script("schema_versie", SCHEMA_VERSIE)?;
            0
        }
        Stand::Versie(v) => v,
    };
    controleer(tx, migraties, versie)?;
    let Some(m) = migraties.iter().find(|m| m.nummer == versie + 1) else { return Ok(None) };
    // Text is ordered by its bytes on both engines, whatever the language of the server: ranges of names, paging
    // by key and sorting in the program depend on it.
    let tekst = if tx.is_pg() {
        m.tekst.replace("{zonder_rowid}", "").replace(" TEXT", " TEXT COLLATE \"C\"")
    } else {
        m.tekst.replace("{zonder_rowid}", "WITHOUT ROWID")
    };
    tx.script(m.naam, &tekst)?;
    if !tx.is_pg() {
        tx.script("statistiek", crate::statistiek::SQLITE)?;
    }
    let nu = crate::tijd::tijdstip(jiff::Timestamp::now());
    tx.execute(
        basis::SCHEMA_VERSIE_ERBIJ,
        &[m.nummer.into(), m.naam.into(), (&som(m.tekst)).into(), (&nu).into()],
    )?;
    Ok(Some(m.naam))
}

/// Refuses a newer database and one that was made with other migrations.
fn controleer(tx: &mut Tx<'_>, migraties: &[Migratie], versie: i64) -> Uitkomst<()> {
    let waar = tx.waar().to_owned();
    let programma = i64::try_from(migraties.len()).unwrap_or(i64::MAX);
    if versie > programma {
        return Err(StoreFout::NieuwereVersie { waar, database: versie, programma });
    }
    if versie == 0 {
        return Ok(());
    }
    tx.query(basis::SCHEMA_VERSIES, &[], |rij| {
        let nummer = rij.i64(0)?;
        let gelijk =
            migraties.iter().any(|m| m.nummer == nummer && rij.text(2).is_ok_and(|sha| sha == som(m.tekst)));
        if gelijk { Ok(()) } else { Err(StoreFout::GewijzigdeMigratie { waar: waar.clone(), nummer }) }
    })
}

fn stand(tx: &mut Tx<'_>) -> Uitkomst<Stand> {
    // These two look at the catalogue of the engine, so they are the only texts that differ.
    let (van_ons, tabellen) = tx.catalogus()?;
    if !van_ons {
        return Ok(if tabellen == 0 { Stand::Leeg } else { Stand::Vreemd });
    }
    let mut versie = 0;
    tx.query(basis::SCHEMA_VERSIES, &[], |rij| {
        versie = rij.i64(0)?;
        Ok(())
    })?;
    Ok(Stand::Versie(versie))
}

fn som(tekst: &str) -> String {
    crate::kluis::hex(&Sha256::digest(tekst.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leeg() -> (tempfile::TempDir, Db) {
        let map = tempfile::tempdir().unwrap();
        let db = Db::open(&format!("sqlite://{}", map.path().join("t.db").display())).unwrap();
        (map, db)
    }

    #[test]
    fn every_file_is_in_the_list_in_order() {
        let map = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migraties");
        let mut namen: Vec<_> = std::fs::read_dir(map)
            .unwrap()
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            // Beside them stand only their checksums, which tidy compares.
            .filter(|n| !n.starts_with('.') && n != "SHA256SUMS")
            .collect();
        namen.sort();
        let lijst: Vec<_> = MIGRATIES.iter().map(|m| format!("{:04}_{}.sql", m.nummer, m.naam)).collect();
        assert_eq!(namen, lijst);
        assert!(MIGRATIES.iter().zip(1..).all(|(m, n)| m.nummer == n));
    }

    #[test]
    fn a_database_whose_making_was_broken_off_is_still_new() {
        let (_map, db) = leeg();
        assert!(db.is_nieuw().unwrap());
        assert_eq!(db.migreer_met(&MIGRATIES[..1]).unwrap(), ["begin"]);
        assert!(db.is_nieuw().unwrap(), "na de eerste stap");
        db.migreer_met(MIGRATIES).unwrap();
        assert!(db.is_nieuw().unwrap(), "nog zonder sleutel");
        db.migreer().unwrap();
        assert!(!db.is_nieuw().unwrap() && db.kluis().is_ok());
    }

    #[test]
    fn a_changed_migration_is_refused() {
        let (_map, db) = leeg();
        let eerst = [Migratie { nummer: 1, naam: "a", tekst: "CREATE TABLE a (x TEXT);" }];
        let daarna = [Migratie { nummer: 1, naam: "a", tekst: "CREATE TABLE a (x TEXT, y TEXT);" }];
        assert_eq!(db.migreer_met(&eerst).unwrap(), ["a"]);
        let fout = db.migreer_met(&daarna).unwrap_err();
        assert!(matches!(fout, StoreFout::GewijzigdeMigratie { nummer: 1, .. }), "{fout}");
    }

    #[test]
    fn a_migration_that_fails_leaves_the_version_before() {
        let (_map, db) = leeg();
        let fout = [
            Migratie { nummer: 1, naam: "a", tekst: "CREATE TABLE a (x TEXT);" },
            Migratie { nummer: 2, naam: "b", tekst: "CREATE TABLE b (x TEXT); CREATE TABLE a (x TEXT);" },
        ];
        assert!(db.migreer_met(&fout).is_err());
        assert_eq!(db.stand().unwrap(), Stand::Versie(1));
        let goed = [
            Migratie { nummer: 1, naam: "a", tekst: "CREATE TABLE a (x TEXT);" },
            Migratie { nummer: 2, naam: "b", tekst: "CREATE TABLE b (x TEXT);" },
        ];
        assert_eq!(db.migreer_met(&goed).unwrap(), ["b"]);
        assert_eq!(db.migreer_met(&goed).unwrap(), [""; 0]);
    }
}
