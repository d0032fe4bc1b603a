//! The vault: keys, BSNs and contents of messages.

use crate::{doe, gemeente, regel};
use kern::Bsn;
use std::io::{Read, Write};
use store::inhoud::{self, Inpakker, Maat};
use store::proef::{Proef, opties};
use store::{Db, Kluis, Opties, Sleutelbron, Sql, StoreFout, Tx, Uitkomst, op_beide, sql_tekst};

const BERICHT: Sql = sql_tekst!(
    "BERICHT",
    "INSERT INTO bericht (gemeente, id, richting, soort, agb, afzender, ontvanger, identificatie, dagtekening,
       bestand, grootte, sha256, verwerkt_op, status)
     VALUES ($1, $2, 'in', 'WMO323', '12345678', '12345678', '0505', 'x', '2026-09-01', 'a.xml', $3, $4,
       '2026-09-01T12:00:00.000Z', 'goedgekeurd')"
);

fn kop(tx: &mut Tx<'_>, bericht: i64, maat: Maat) -> Uitkomst<u64> {
    tx.execute(BERICHT, &["0505".into(), bericht.into(), maat.grootte.into(), (&maat.sha256).into()])
}

fn bewaar(db: &Db, kluis: &Kluis, bericht: i64, bytes: &[u8]) -> Maat {
    db.write(|tx| {
        let mut uit = inhoud::schrijf(tx, kluis, gemeente("0505"), bericht);
        uit.write_all(bytes).unwrap();
        let maat = uit.klaar()?;
        kop(tx, bericht, maat)?;
        Ok::<_, StoreFout>(maat)
    })
    .unwrap()
}

fn lees(db: &Db, kluis: &Kluis, bericht: i64) -> std::io::Result<Vec<u8>> {
    db.read(|tx| {
        let mut uit = Vec::new();
        let gelezen = inhoud::lees(tx, kluis, gemeente("0505"), bericht)?.read_to_end(&mut uit);
        Ok::<_, StoreFout>(gelezen.map(|_| uit))
    })
    .unwrap()
}

/// Bytes that compress badly, the same at each run.
fn ruis(n: usize) -> Vec<u8> {
    let mut x = 0x2545_f491_u32;
    std::iter::repeat_with(|| {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        x.to_le_bytes()[0]
    })
    .take(n)
    .collect()
}

op_beide! {
    fn contents_come_back_byte_for_byte(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        const MIB: usize = 1 << 20;
        let xml = "<Bsn>999900006</Bsn>".repeat(200_000).into_bytes();
        for (nr, bytes) in [vec![], vec![7], ruis(MIB - 1), ruis(MIB), ruis(MIB + 1), xml].into_iter().enumerate() {
            let nr = i64::try_from(nr).unwrap();
            let maat = bewaar(db, &kluis, nr, &bytes);
            assert_eq!(maat.grootte, i64::try_from(bytes.len()).unwrap());
            assert!(lees(db, &kluis, nr).unwrap() == bytes, "message {nr}");
            // Made beforehand, on another thread, in small writes: the same size and hash.
            let (delen, los) = std::thread::scope(|s| s.spawn(|| {
                let mut inpakker = Inpakker::new(&kluis, gemeente("0505"), nr + 100);
                for stuk in bytes.chunks(70_001) {
                    inpakker.write_all(stuk).unwrap();
                }
                inpakker.afronden().unwrap()
            }).join().unwrap());
            assert_eq!(los, maat);
            db.write(|tx| {
                delen.iter().try_for_each(|d| inhoud::bewaar(tx, d))?;
                kop(tx, nr + 100, los)
            }).unwrap();
            assert!(lees(db, &kluis, nr + 100).unwrap() == bytes);
        }
        let weg = db.read(|tx| inhoud::lees(tx, &kluis, gemeente("0505"), 999).map(drop)).unwrap_err();
        assert!(weg.is_niet_gevonden());
    }

    fn contents_that_were_touched_do_not_open(proef) {
        let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
        let bytes = ruis(2_500_000);
        let fout = |sql: Sql, bericht: i64| {
            bewaar(db, &kluis, bericht, &bytes);
            assert!(doe(db, sql, &[bericht.into()]).unwrap() > 0);
            lees(db, &kluis, bericht).unwrap_err().to_string()
        };
        const WEG: Sql = sql_tekst!("WEG", "DELETE FROM bericht_inhoud WHERE gemeente = '0505' AND bericht = $1 AND deel = 2");
        const OPNIEUW: Sql = sql_tekst!("OPNIEUW", "UPDATE bericht SET grootte = grootte + 1 WHERE gemeente = '0505' AND id = $1");
        const RUIL: Sql = sql_tekst!("RUIL", "UPDATE bericht_inhoud SET inhoud = (SELECT b.inhoud FROM bericht_inhoud b
            WHERE b.gemeente = '0505' AND b.bericht = $1 AND b.deel = 1) WHERE gemeente = '0505' AND bericht = $1 AND deel = 0");
        const LEEG: Sql = sql_tekst!("LEEG", "UPDATE bericht_inhoud SET inhoud = sha256
            FROM bericht WHERE bericht_inhoud.gemeente = '0505' AND bericht.gemeente = '0505' AND bericht = $1 AND id = $1 AND deel = 1");
        assert!(fout(WEG, 1).contains("bericht 1"));
        assert!(fout(OPNIEUW, 2).contains("bericht 2"));
        assert!(fout(RUIL, 3).contains("gaan niet open"));
        assert!(fout(LEEG, 4).contains("gaan niet open"));
    }

    fn the_wrong_key_is_refused(proef) {
        proef.db().kluis().unwrap();
        let ander = proef.open_met(Opties { sleutel: Sleutelbron::Vast([8; 32]), ..opties() });
        let fout = ander.kluis().unwrap_err();
        assert!(matches!(fout, StoreFout::VerkeerdeSleutel { .. }), "{fout:?}");
        assert!(regel(&fout).contains("sleutel"));
    }
}

#[test]
fn a_new_database_makes_its_key_file_for_its_owner_only() {
    for proef in std::iter::once(Proef::sqlite_leeg()).chain(Proef::postgres_leeg()) {
        let map = tempfile::tempdir().unwrap();
        let pad = map.path().join("onder/de.sleutel");
        let db = proef.open_met(Opties { sleutel: Sleutelbron::Bestand(pad.clone()), ..opties() });
        db.migreer().unwrap();
        #[cfg(unix)]
        assert_eq!(
            std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(&pad).unwrap().permissions()) & 0o777,
            0o600
        );
        let (kluis, bsn) = (db.kluis().unwrap(), Bsn::parse("999900006").unwrap());
        let zoek = kluis.bsn_zoek(gemeente("0505"), &bsn);
        // Opening and migrating again find the same key.
        db.migreer().unwrap();
        assert_eq!(db.kluis().unwrap().bsn_zoek(gemeente("0505"), &bsn), zoek);
        let tekst = std::fs::read_to_string(&pad).unwrap();

        std::fs::write(&pad, "geen sleutel").unwrap();
        assert!(matches!(db.kluis(), Err(StoreFout::GeenSleutel { .. })));
        std::fs::remove_file(&pad).unwrap();
        let fout = db.kluis().unwrap_err();
        assert!(regel(&fout).contains("de.sleutel"), "{fout}");
        db.migreer().unwrap();
        assert!(!pad.exists(), "a lost key is never replaced in silence");
        std::fs::write(&pad, tekst).unwrap();
        db.kluis().unwrap();
    }
}

#[test]
fn no_bsn_lies_open_in_the_database_file() {
    const CLIENT: Sql = sql_tekst!(
        "CLIENT",
        "INSERT INTO client (gemeente, id, bsn, bsn_zoek, geboortedatum, geslacht, achternaam, zoek)
         VALUES ('0505', 1, $1, $2, '1950-01-01', '1', 'Vindbaar', 'vindbaar')"
    );
    let proef = Proef::sqlite();
    let (db, kluis) = (proef.db(), proef.db().kluis().unwrap());
    let (g, bsn) = (gemeente("0505"), Bsn::parse("999900006").unwrap());
    let dicht = kluis.versleutel_bsn(g, "client", &[1], &bsn).unwrap();
    doe(db, CLIENT, &[(&dicht).into(), (&kluis.bsn_zoek(g, &bsn)).into()]).unwrap();
    bewaar(db, &kluis, 1, b"<Bsn>999900006</Bsn><Naam>Leesbaar</Naam>");

    let mut alles = Vec::new();
    for bestand in std::fs::read_dir(proef.map().unwrap()).unwrap() {
        alles.extend(std::fs::read(bestand.unwrap().path()).unwrap());
    }
    let bevat = |naald: &[u8]| alles.windows(naald.len()).any(|w| w == naald);
    assert!(bevat(b"Vindbaar"), "the search looks in the right files");
    assert!(!bevat(b"999900006"));
    assert!(!bevat(b"Leesbaar"));
}

#[test]
fn a_text_opens_only_in_its_own_field_row_and_municipality() {
    let proef = Proef::sqlite();
    let kluis = proef.db().kluis().unwrap();
    let (g, h) = (gemeente("0505"), gemeente("0796"));
    let dicht = kluis.versleutel_tekst(g, "onderzoekpunt.bevinding", &[7, 2], "Zij kan niet koken.").unwrap();
    assert!(!dicht.windows(5).any(|w| w == b"koken"));
    let open = |g, veld, sleutel: &[i64]| kluis.ontsleutel_tekst(g, veld, sleutel, &dicht);
    assert_eq!(open(g, "onderzoekpunt.bevinding", &[7, 2]).unwrap(), "Zij kan niet koken.");
    assert!(open(h, "onderzoekpunt.bevinding", &[7, 2]).is_err());
    assert!(open(g, "onderzoekpunt.toelichting", &[7, 2]).is_err());
    assert!(open(g, "onderzoekpunt.bevinding", &[7, 3]).is_err());
    assert!(open(g, "onderzoekpunt.bevinding", &[72]).is_err());
}
