//! Two municipalities with two providers each, the same in shape and different in every name.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use app::{Gebruiker, Rol, naamsleutel, zoeksleutel};
use jiff::Timestamp;
use kern::{AgbCode, Bsn, Datum, Gemeentecode};
use std::io::Write as _;
use store::{Bulk, Db, Kluis, StoreFout, Tx, Val, tijdstip};

pub const A: &str = "0796";
pub const B: &str = "1948";
pub const X: &str = "75750001";
pub const Y: &str = "75750002";
pub const VANDAAG: Datum = jiff::civil::date(2026, 10, 15);
/// The BSN of client 1 in both municipalities.
pub const BSN: &str = "999900006";

pub fn g(code: &str) -> Gemeentecode {
    Gemeentecode::parse(code).unwrap()
}

pub fn agb(code: &str) -> AgbCode {
    AgbCode::parse(code).unwrap()
}

pub fn nu() -> Timestamp {
    "2026-10-15T08:00:00Z".parse().unwrap()
}

pub fn kluis() -> Kluis {
    Kluis::open(store::proef::SLEUTEL)
}

/// A user with a role; the role aanbieder gets provider X.
pub fn wie(rol: Rol, gemeenten: &[&str]) -> Gebruiker {
    Gebruiker {
        id: 1,
        weergavenaam: "Proef Persoon".into(),
        rol,
        gemeenten: gemeenten.iter().map(|c| g(c)).collect(),
        agb: (rol == Rol::Aanbieder).then(|| agb(X)),
    }
}

macro_rules! rij {
    ($tx:expr, $tabel:literal ($($kolom:literal: $waarde:expr),+ $(,)?)) => {
        $tx.bulk(
            Bulk { naam: $tabel, tabel: $tabel, kolommen: &[$($kolom),+] },
            [[$(Val::from($waarde)),+]],
        )?
    };
}

fn dag(tekst: &str) -> Datum {
    kern::lees_datum(tekst).unwrap()
}

/// Fills the database.
pub fn vul(db: &Db) {
    db.write(|tx| {
        for (agb, naam) in [(X, "Xenia Zorg"), (Y, "Ypsilon Zorg")] {
            rij!(tx, "aanbieder" ("agb": agb, "naam": naam, "iban": "NL00BANK", "zoek": &zoeksleutel(naam)));
        }
        for (code, naam) in [("IB1", "Individuele begeleiding basis"), ("DB1", "Dagbesteding basis")] {
            rij!(tx, "product" ("kader": "meierij-2020", "categorie": "02", "code": code, "naam": naam,
                "prestatie": &code[..2], "zwaarte": "basis", "perceel": "1A"));
        }
        for gemeente in [A, B] {
            vul_gemeente(tx, gemeente)?;
        }
        Ok::<_, StoreFout>(())
    })
    .unwrap();
}

fn vul_gemeente(tx: &mut Tx<'_>, gemeente: &str) -> Result<(), StoreFout> {
    let kluis = kluis();
    let naam = format!("Gemeente{gemeente}");
    rij!(tx, "gemeente" ("code": gemeente, "naam": &naam, "iban": "NL00GEM"));
    for agb in [X, Y] {
        rij!(tx, "contractregel" ("gemeente": gemeente, "agb": agb, "categorie": "02", "code": "IB1",
            "eenheid": "04", "geldig_vanaf": "2026-01-01", "geldig_tot": "2026-12-31", "tarief": "6010.5"));
    }
    // Client 1 goes to X, 2 to Y, 3 to both. All have the same surname, so that keys tie.
    for (id, bsn) in [(1_i64, BSN), (2, "999900018"), (3, "999900031")] {
        let bsn = Bsn::parse(bsn).unwrap();
        let dicht = kluis.versleutel_bsn(g(gemeente), "client", &[id], &bsn)?;
        let zoek = kluis.bsn_zoek(g(gemeente), &bsn);
        let plaats = format!("Plaats{gemeente}");
        rij!(tx, "client" ("gemeente": gemeente, "id": id, "bsn": &dicht, "bsn_zoek": &zoek,
            "geboortedatum": if id == 3 { "1950-01-01" } else { "1960-02-02" }, "geslacht": "1",
            "achternaam": "Çelik", "voorvoegsel": "van den", "voorletters": "A.", "straat": Val::Null,
            "huisnummer": Val::Null, "postcode": Val::Null, "plaats": &plaats, "overleden_op": Val::Null,
            "zoek": &naamsleutel("Çelik", Some("van den"), Some("A."))));
        rij!(tx, "melding" ("gemeente": gemeente, "id": id, "client": id,
            "ontvangen_op": if id == 1 { "2026-08-01" } else { "2026-10-01" },
            "onderzoek_klaar_op": if id == 3 { Val::from("2026-10-05") } else { Val::Null }));
        rij!(tx, "beschikking" ("gemeente": gemeente, "id": id, "client": id, "melding": id,
            "besluit_op": "2026-08-20", "aard": &format!("Begeleiding{gemeente}"), "intensiteit": "2 uur per week",
            "categorie": "02", "code": "IB1", "ingangsdatum": "2026-09-01", "einddatum": "2026-10-31"));
    }
    // Assignments: 11 X client 1 (sent), 12 Y client 2 (due), 13 X and 14 Y client 3.
    for (nummer, client, agb, bericht) in
        [(11_i64, 1_i64, X, Some(1_i64)), (12, 2, Y, None), (13, 3, X, Some(1)), (14, 3, Y, Some(2))]
    {
        rij!(tx, "toewijzing" ("gemeente": gemeente, "nummer": nummer, "client": client, "beschikking": client,
            "agb": agb, "categorie": "02", "code": "IB1", "toewijzingsdatum": "2026-08-25",
            "toewijzingstijd": "10:00:00", "ingangsdatum": "2026-09-01", "einddatum": "2026-10-31",
            "volume": 10_i64, "eenheid": "04", "frequentie": "2", "budget": Val::Null, "reden_wijziging": Val::Null,
            "referentie_aanbieder": Val::Null, "verzonden_in": bericht,
            "startterm": bericht.map(|_| "2026-09-01"), "gemeld": if nummer == 11 { "loopt" } else { "niet" }));
    }
    // Messages: 1 and 2 a 301 to X and Y (2 unanswered), 3 the 302 of X, 4 and 5 a 323 of X and Y, 6 the 325 to X.
    for (id, richting, soort, agb, status, antwoord_op, bevindingen) in [
        (1_i64, "uit", "WMO301", X, "goedgekeurd", None, 0_i64),
        (2, "uit", "WMO301", Y, "verzonden", None, 0),
        (3, "in", "WMO302", X, "goedgekeurd", Some(1_i64), 0),
        (4, "in", "WMO323", X, "deels", None, 1),
        (5, "in", "WMO323", Y, "goedgekeurd", None, 0),
        (6, "uit", "WMO325", X, "bezorgd", Some(4), 0),
    ] {
        let xml = format!("<Bericht><Gemeente>{gemeente}</Gemeente><Bsn>{BSN}</Bsn></Bericht>");
        let mut inhoud = store::inhoud::schrijf(tx, &kluis, g(gemeente), id);
        inhoud.write_all(xml.as_bytes()).unwrap();
        let maat = inhoud.klaar()?;
        // Two in the same millisecond, in both municipalities: the keys tie.
        let tijd: Timestamp = format!("2026-10-0{}T10:00:00Z", 1 + id / 2).parse().unwrap();
        rij!(tx, "bericht" ("gemeente": gemeente, "id": id, "richting": richting, "soort": soort, "agb": agb,
            "afzender": gemeente, "ontvanger": agb, "identificatie": &format!("KENMERK{id}"),
            "dagtekening": "2026-10-01", "bestand": &format!("bericht-{gemeente}-{id}.xml"),
            "grootte": maat.grootte, "sha256": &maat.sha256, "verwerkt_op": &tijdstip(tijd), "status": status,
            "antwoord_op": antwoord_op, "bevindingen": bevindingen,
            "bezorgd_op": (richting == "uit").then(|| tijdstip(tijd)).as_ref()));
    }
    rij!(tx, "levering" ("gemeente": gemeente, "id": 1_i64, "soort": "start", "client": 1_i64, "agb": X,
        "toewijzing": 11_i64, "categorie": "02", "code": "IB1", "toewijzing_ingangsdatum": "2026-09-01",
        "begindatum": "2026-10-02", "einddatum": Val::Null, "reden": Val::Null, "bericht": 3_i64,
        "verwijderd_door": Val::Null));
    // X claims 100,00 granted, 30,00 rejected and a credit of 20,00; Y claims 50,00. X has been paid 100,00.
    for (bericht, agb, ingediend, toegekend, regels, goed, status) in
        [(4_i64, X, 11_000_i64, 8_000_i64, 3_i64, 2_i64, "deels"), (5, Y, 5_000, 5_000, 1, 1, "toegekend")]
    {
        rij!(tx, "declaratie" ("gemeente": gemeente, "bericht": bericht, "agb": agb, "nummer": &format!("D{bericht}"),
            "periode_van": "2026-09-01", "periode_tot": "2026-09-30", "dagtekening": "2026-10-01",
            "ingediend": ingediend, "toegekend": toegekend, "regels": regels, "regels_toegekend": goed,
            "status": status));
    }
    for (bericht, volgnr, status, agb, client, toewijzing, bedrag) in [
        (4_i64, 1_i64, 1_i64, X, 1_i64, 11_i64, 10_000_i64),
        (4, 2, 0, X, 3, 13, 3_000),
        (4, 3, 1, X, 1, 11, -2_000),
        (5, 1, 1, Y, 2, 12, 5_000),
    ] {
        rij!(tx, "declaratieregel" ("gemeente": gemeente, "bericht": bericht, "volgnr": volgnr, "status": status,
            "agb": agb, "client": client, "bsn": Val::Null, "client_nr": 1_i64, "prestatie_nr": volgnr,
            "referentie": &format!("R{gemeente}-{bericht}-{volgnr}"), "vorige_referentie": Val::Null,
            "toewijzing": toewijzing, "categorie": "02", "code": "IB1", "van": "2026-09-01", "tot": "2026-09-30",
            "volume": 2_i64, "eenheid": "04", "tarief": 6_011_i64, "bedrag": bedrag));
    }
    rij!(tx, "bevinding" ("gemeente": gemeente, "bericht": 4_i64, "volgnr": 1_i64, "regel": "TR346",
        "retourcode": "9346", "pad": "/Bericht", "tekst": &format!("Te veel{gemeente}; declareer minder."),
        "declaratieregel": 2_i64));
    rij!(tx, "betaalbatch" ("gemeente": gemeente, "nummer": 1_i64, "tot": "2026-10-10",
        "gemaakt_op": &tijdstip(nu()), "betalingen": 1_i64, "bedrag": 10_000_i64,
        "bestand": &format!("pain-{gemeente}.xml"), "inhoud": &[1_u8; 4]));
    rij!(tx, "betaling" ("gemeente": gemeente, "batch": 1_i64, "volgnr": 1_i64, "agb": X, "iban": "NL00BANK",
        "bedrag": 10_000_i64, "kenmerk": &format!("K{gemeente}")));
    rij!(tx, "betaalregel" ("gemeente": gemeente, "bericht": 4_i64, "volgnr": 1_i64, "batch": 1_i64,
        "betaling": 1_i64, "bedrag": 10_000_i64));
    Ok(())
}

/// Adds clients with equal and different names, for pages.
pub fn vul_lange_lijst(db: &Db, aantal: i64) {
    let kluis = kluis();
    db.write(|tx| {
        for gemeente in [A, B] {
            for id in 100..100 + aantal {
                let naam = ["Aalders", "Bakker", "Bakkér", "De Vries"][usize::try_from(id % 4).unwrap()];
                let mut zoek = kluis.bsn_zoek(g(gemeente), &Bsn::parse(BSN).unwrap());
                zoek[..8].copy_from_slice(&id.to_be_bytes());
                let geboren = dag("1970-01-01").saturating_add(jiff::Span::new().days(id % 3));
                rij!(tx, "client" ("gemeente": gemeente, "id": id, "bsn": &[0_u8; 4], "bsn_zoek": &zoek,
                    "geboortedatum": geboren, "geslacht": "1", "achternaam": naam,
                    "zoek": &naamsleutel(naam, None, None)));
            }
        }
        Ok::<_, StoreFout>(())
    })
    .unwrap();
}
