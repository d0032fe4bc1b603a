//! Places in words, numbers that are hidden, bounds that hold.

use super::*;
use std::sync::{Mutex, PoisonError};

#[test]
fn a_place_reads_as_people_say_it() {
    for (pad, woorden) in [
        ("", "het hele bericht"),
        ("/Bericht", "het hele bericht"),
        ("/Bericht/Header", "kop van het bericht"),
        ("/Bericht/Header/BerichtIdentificatie/Dagtekening", "kop van het bericht, Dagtekening"),
        ("/Bericht/Declaratie", "declaratie"),
        ("/Bericht/Client", "cliënt"),
        ("/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]", "cliënt 2, prestatie 1"),
        (
            "/Bericht/Declaratie/Clienten/Client[2]/Prestaties/Prestatie[1]/IngediendBedrag/Bedrag",
            "cliënt 2, prestatie 1, Bedrag",
        ),
        (
            "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[12]/Ingangsdatum",
            "toegewezen product 12, Ingangsdatum",
        ),
    ] {
        assert_eq!(plaats(pad), woorden, "{pad}");
    }
}

#[test]
fn what_can_be_a_bsn_is_hidden_and_nothing_else() {
    assert_eq!(verberg("van 999900006."), "van •••••••••.");
    assert_eq!(verberg("00000013"), "00000013", "passes no elfproef with a nought before it");
    assert_eq!(verberg("999900007"), "999900007", "not a BSN");
    assert_eq!(verberg("9999000061"), "9999000061", "ten digits");
    assert_eq!(bestandsnaam("C:\\map\\WMO323-999900006.xml"), "WMO323-•••••••••.xml");
    assert_eq!(
        bestandsnaam("WMO301-0796-41410001-079600000012.xml"),
        "WMO301-0796-41410001-079600000012.xml"
    );
    assert_eq!(bestandsnaam("\n"), "bericht.xml");
    assert_eq!(bestandsnaam(&"a".repeat(500)).len(), LANGSTE_NAAM);
}

#[test]
fn equal_findings_are_told_once_with_their_count() {
    let prestatie = "<x/>".repeat(70_000);
    let xml =
        format!("<Bericht xmlns=\"http://www.istandaarden.nl/iwmo/3_2/wmo323/schema\">{prestatie}</Bericht>");
    let mut over = 100;
    let u = controleer(xml.as_bytes(), "a.xml", &mut over).unwrap();
    assert_eq!(over, 0);
    assert_eq!(u.bevindingen.len(), 100);
    assert!(u.aantal >= 70_000 && u.afgekapt() && !u.geldig(), "{}", u.aantal);
    assert!(u.groepen.len() < 10, "{}", u.groepen.len());
    assert_eq!(u.groepen.iter().map(|g| g.aantal).sum::<u64>(), u.aantal, "every finding is in a group");
    assert!(u.groepen.iter().all(|g| g.plaatsen.len() <= PLAATSEN));
    let j: serde_json::Value = serde_json::from_str(&json(&[u])).unwrap();
    assert_eq!(j[0]["afgekapt"], true);
    assert_eq!(j[0]["bevindingen"].as_array().unwrap().len(), 100);
}

#[test]
fn a_source_that_breaks_off_is_not_a_verdict() {
    struct Kapot;
    impl Read for Kapot {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionAborted.into())
        }
    }
    let fout = controleer(Kapot, "a.xml", &mut 10).unwrap_err();
    assert_eq!(fout.kind(), io::ErrorKind::ConnectionAborted);
}

#[test]
fn files_are_checked_while_they_arrive_and_a_broken_upload_gives_nothing() {
    let stukken = |klaar: bool| {
        let mut alle = vec![
            Aanvoer::Begin("een.xml".into()),
            Aanvoer::Stuk(b"<a".to_vec()),
            Aanvoer::Stuk(b"/>".to_vec()),
            Aanvoer::Einde,
            Aanvoer::Begin("leeg.xml".into()),
            Aanvoer::Einde,
            Aanvoer::Begin("geen-xml.txt".into()),
            Aanvoer::Stuk(vec![b'x'; 300_000]),
            Aanvoer::Stuk(vec![b'x'; 300_000]),
        ];
        if klaar {
            alle.extend([Aanvoer::Einde, Aanvoer::Klaar]);
        }
        let mut alle = alle.into_iter();
        werk(move || alle.next())
    };
    let uit = stukken(true).unwrap();
    let namen: Vec<_> = uit.iter().map(|u| (u.bestand.as_str(), u.geldig())).collect();
    assert_eq!(namen, [("een.xml", false), ("leeg.xml", false), ("geen-xml.txt", false)]);
    assert_eq!(stukken(false).unwrap_err().kind(), io::ErrorKind::ConnectionAborted);
}

/// Places are counted for the whole program, so tests that take them take turns.
static BEURT: Mutex<()> = Mutex::new(());

#[test]
fn places_come_back_when_they_are_let_go() {
    let _beurt = BEURT.lock().unwrap_or_else(PoisonError::into_inner);
    let eerste: Vec<_> = std::iter::from_fn(Werkplek::neem).collect();
    assert_eq!(eerste.len(), TEGELIJK);
    assert!(Werkplek::neem().is_none());
    drop(eerste);
    assert!(Werkplek::neem().is_some());
}

#[test]
fn an_address_waits_after_thirty_checks_in_a_quarter_of_an_hour() {
    assert_eq!(PER_ADRES, 30, "the handbook and the API tell thirty");
    let proef = store::proef::Proef::sqlite();
    let begin: Timestamp = "2026-10-05T08:00:00Z".parse().unwrap();
    let na = |seconden: i64| begin + jiff::SignedDuration::from_secs(seconden);
    let vraag = |adres: &str, nu| tel(proef.db(), adres, nu).unwrap();
    assert_eq!(vraag("10.0.0.1", na(0)), None);
    for _ in 1..29 {
        assert_eq!(vraag("10.0.0.1", na(60)), None);
    }
    assert_eq!(vraag("10.0.0.1", na(61)), None, "the thirtieth");
    assert_eq!(vraag("10.0.0.1", na(62)), Some(14), "the thirty-first, until the first is a quarter old");
    assert_eq!(vraag("10.0.0.2", na(62)), None, "another address is free");
    assert!(vraag("10.0.0.1", na(899)).is_some());
    // what was refused does not count: one place comes free with the first check, and no more
    assert_eq!(vraag("10.0.0.1", na(901)), None);
    assert!(vraag("10.0.0.1", na(902)).is_some());
}
