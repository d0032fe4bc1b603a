//! The answers of IV028 and IV087, compared with the examples that were made from them.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop the test")]

mod hulp;

use hulp::berichten::{b305, b315, b317, b319};
use hulp::{keur, voorbeelden, xmllint};
use istandaard::antwoord::{self, GEEN_OPMERKING, Kenmerk, NIET_BEOORDEELD, TECHNISCH, VOLLEDIG_TOEGEKEND};
use istandaard::schrijver::{Schrijver325, alleen_kop, schrijf};
use istandaard::{AntwoordKop, Bericht, Bevinding, Deel, Header, Lezer, Retourcode, Soort};
use jiff::civil::date;
use kern::Eurocent;

fn voorbeeld(naam: &str) -> Option<String> {
    voorbeelden().into_iter().find(|(n, _)| n == naam).map(|(_, t)| t)
}

fn lees(tekst: &str) -> Bericht {
    let mut lezer = Lezer::new(tekst.as_bytes());
    while let Some(deel) = lezer.volgende() {
        if let Deel::Bericht(b) = deel {
            return *b;
        }
    }
    panic!("{:?}", lezer.bevindingen().collect::<Vec<_>>());
}

fn kenmerk(identificatie: &str) -> Kenmerk {
    Kenmerk { identificatie: identificatie.to_owned(), dagtekening: date(2025, 4, 5), xslt_versie: None }
}

fn bevinding(regel: &'static str, code: &'static str, pad: &str) -> Bevinding {
    Bevinding::new(regel, Some(code), pad, "tekst")
}

#[test]
fn the_answers_to_a_start_equal_the_examples() {
    let Some(start) = voorbeeld("WMO305.xml") else { return };
    let start = lees(&start);
    let een = "/Bericht/Client/StartProducten/StartProduct[1]";
    for (naam, kenmerk, bevindingen) in [
        ("WMO306-goedgekeurd.xml", kenmerk("RT-306-001"), vec![]),
        (
            "WMO306-afgekeurd-niveau-2.xml",
            Kenmerk { xslt_versie: Some("2.10.5".to_owned()), ..kenmerk("RT-306-002") },
            vec![bevinding("CS058", "0001", een)],
        ),
        ("WMO306-afgekeurd-niveau-3.xml", kenmerk("RT-306-003"), vec![bevinding("TR019", "9019", een)]),
    ] {
        let antwoord = antwoord::retour(&start, &kenmerk, &bevindingen).unwrap();
        assert_eq!(antwoord, lees(&voorbeeld(naam).unwrap()), "{naam}");
        let geschreven = schrijf(&antwoord, Vec::new()).unwrap();
        assert_eq!(lees(std::str::from_utf8(&geschreven).unwrap()), antwoord, "{naam}");
        if let Some(uitkomst) = xmllint("306", &geschreven) {
            assert_eq!(uitkomst, Ok(()), "{naam}");
        }
    }
}

#[test]
fn a_fault_in_the_header_returns_the_header_alone() {
    let start = lees(&b305());
    let gevonden = [
        bevinding("TR056", "9056", "/Bericht/Header"),
        bevinding("TR135", "8848", "/Bericht/Header/BerichtIdentificatie"),
        bevinding("TR019", "9019", "/Bericht/Client/StartProducten/StartProduct[1]"),
    ];
    let Some(Bericht::Wmo306(b)) = antwoord::retour(&start, &kenmerk("A"), &gevonden) else { panic!() };
    assert_eq!(b.client, None);
    assert_eq!(b.header.antwoord.unwrap().retourcodes, [Retourcode("9056"), Retourcode("8848")]);
    let antwoord = antwoord::retour(&start, &kenmerk("A"), &[]).unwrap();
    assert_eq!(antwoord::retour(&antwoord, &kenmerk("B"), &[]), None, "op een antwoord komt geen antwoord");
}

#[test]
fn iv032_level_2_has_one_code_whatever_was_found_besides() {
    let start = lees(&b305());
    let een = "/Bericht/Client/StartProducten/StartProduct[1]";
    let gevonden = [bevinding("TR019", "9019", een), bevinding("CS058", "0001", een)];
    let Some(Bericht::Wmo306(b)) = antwoord::retour(&start, &kenmerk("A"), &gevonden) else { panic!() };
    assert_eq!((b.client, b.header.antwoord.unwrap().retourcodes), (None, vec![TECHNISCH]));
}

#[test]
fn every_class_of_a_301_gets_its_code() {
    let bericht = lees(&hulp::berichten::b301());
    let gevonden = [
        bevinding(
            "TR379",
            "9379",
            "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]/ReferentieAanbieder",
        ),
        bevinding("TR332", "9332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"),
        bevinding("TR332", "9332", "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]"),
        bevinding("CS002", "8187", "/Bericht/Client/Bsn"),
    ];
    let antwoord = antwoord::retour(&bericht, &kenmerk("A"), &gevonden).unwrap();
    let Bericht::Wmo302(b) = &antwoord else { panic!() };
    let client = b.client.as_ref().unwrap();
    assert_eq!(b.header.antwoord.as_ref().unwrap().retourcodes, [GEEN_OPMERKING]);
    assert_eq!(client.retourcodes, [Retourcode("8187")]);
    assert_eq!(client.producten[0].retourcodes, [Retourcode("9379"), Retourcode("9332")]);
    for codes in [
        &client.relaties[0].retourcodes,
        &client.relaties[0].contact.retourcodes,
        &client.contacten[0].retourcodes,
    ] {
        assert_eq!(codes, &[GEEN_OPMERKING]);
    }
    let geschreven = schrijf(&antwoord, Vec::new()).unwrap();
    assert_eq!(lees(std::str::from_utf8(&geschreven).unwrap()), antwoord);
    if let Some(uitkomst) = xmllint("302", &geschreven) {
        assert_eq!(uitkomst, Ok(()));
    }
}

/// The codes of all classes in the order of the message, without those of the header.
fn klassecodes(antwoord: &Bericht) -> Vec<String> {
    let geschreven = schrijf(antwoord, Vec::new()).unwrap();
    if let Some(uitkomst) = xmllint(antwoord.header().soort.nummer(), &geschreven) {
        assert_eq!(uitkomst, Ok(()));
    }
    let tekst = String::from_utf8(geschreven).unwrap();
    assert_eq!(&lees(&tekst), antwoord);
    let (_, na_kop) = tekst.split_once("Header>").unwrap();
    let (_, na_kop) = na_kop.split_once("Header>").unwrap();
    na_kop
        .split("RetourCodes>")
        .skip(1)
        .step_by(2)
        .map(|lijst| {
            let codes: Vec<_> = lijst.split("RetourCode>").skip(1).step_by(2).map(|c| &c[..4]).collect();
            codes.join(" ")
        })
        .collect()
}

#[test]
fn every_class_of_a_request_and_of_its_answer_gets_its_code() {
    let maak = |op: String, gevonden: &[(&'static str, &str)], overgeslagen: &[&str]| {
        let gevonden: Vec<_> = gevonden.iter().map(|(code, pad)| bevinding("TR000", code, pad)).collect();
        let antwoord = antwoord::retour_deels(&lees(&op), &kenmerk("A"), &gevonden, overgeslagen).unwrap();
        (antwoord.header().soort, klassecodes(&antwoord))
    };
    let product = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]/ReferentieAanbieder";
    assert_eq!(
        maak(b315(), &[("9347", product), ("S329", product)], &[]),
        (Soort::Wmo316, vec!["9347 S329".to_owned(), "0200".to_owned()])
    );
    assert_eq!(
        maak(b315(), &[("9374", "/Bericht/Client")], &["/Bericht/Client/AangevraagdeProducten"]),
        (Soort::Wmo316, vec!["0233".to_owned(), "9374".to_owned()])
    );
    // A place that is not there, and the list itself, count for the client.
    let buiten = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[2]";
    let lijst = "/Bericht/Client/AangevraagdeProducten";
    assert_eq!(maak(b315(), &[("9347", buiten), ("9374", lijst)], &[]).1, ["0200", "9347 9374"]);

    let nieuw = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]/Product/Code";
    assert_eq!(
        maak(b317(), &[("9349", "/Bericht/Client/Verzoek"), ("S329", nieuw)], &[]),
        (Soort::Wmo318, ["0200", "S329", "9349", "0200"].map(str::to_owned).to_vec())
    );
    // What was not judged says so, with everything in it, unless something was found there all the same.
    assert_eq!(
        maak(b317(), &[("S329", nieuw)], &["/Bericht/Client/Verzoek"]).1,
        ["0233", "S329", "0233", "0200"]
    );
    // Of a client that is not known nothing is judged, but what was found stands.
    let onbekend = [
        bevinding("TR304", "8187", "/Bericht/Client/Bsn"),
        bevinding("TR347", "9347", "/Bericht/Client/Verzoek/ReferentieAanbieder"),
    ];
    let antwoord = |n: usize| antwoord::retour(&lees(&b317()), &kenmerk("A"), &onbekend[..n]).unwrap();
    assert_eq!(klassecodes(&antwoord(1)), ["0233", "0233", "0233", "8187"]);
    assert_eq!(klassecodes(&antwoord(2)), ["0233", "0233", "9347", "8187"]);
    assert_eq!(
        maak(b319(), &[("9360", "/Bericht/Antwoord/ReferentieAanbieder")], &[]),
        (Soort::Wmo320, vec!["9360".to_owned()])
    );
    assert_eq!(maak(b319(), &[], &[]), (Soort::Wmo320, vec![]));
    let start = "/Bericht/Client/StartProducten/StartProduct[1]";
    assert_eq!(maak(b305(), &[("8187", "/Bericht/Client/Bsn")], &[start]).1, ["0233", "8187"]);
}

/// The header of the published claim, and its text without white space, to compare with.
fn declaratie() -> Option<Header> {
    keur(voorbeeld("WMO323.xml")?).0.header
}

fn zonder_wit(tekst: &str) -> String {
    let na_opmerking = tekst.split_once("-->").map_or(tekst, |t| t.1);
    let inhoud = na_opmerking.split_once("Header>").unwrap().1;
    inhoud.split_whitespace().collect()
}

#[test]
fn the_answers_to_a_claim_equal_the_examples() {
    let Some(op) = declaratie() else { return };
    let kenmerk =
        |i: &str| Kenmerk { identificatie: i.to_owned(), dagtekening: date(2023, 5, 12), xslt_versie: None };
    let kop = |toegekend: i64| AntwoordKop {
        nummer: "DN001".to_owned(),
        ingediend: Eurocent(58000),
        toegekend: Eurocent(toegekend),
    };
    let gelijk = |naam: &str, geschreven: Vec<u8>| {
        if let Some(uitkomst) = xmllint("325", &geschreven) {
            assert_eq!(uitkomst, Ok(()), "{naam}");
        }
        assert!(keur(&geschreven).1.is_empty(), "{naam}");
        assert_eq!(
            zonder_wit(std::str::from_utf8(&geschreven).unwrap()),
            zonder_wit(&voorbeeld(naam).unwrap()),
            "{naam}"
        );
    };
    let header = |i: &str| antwoord::kop(&op, &kenmerk(i), vec![GEEN_OPMERKING]).unwrap();

    let alles =
        Schrijver325::new(Vec::new(), &header("654321988"), Some((&kop(58000), &[VOLLEDIG_TOEGEKEND])))
            .unwrap();
    gelijk("WMO325-volledig-toegekend.xml", alles.klaar().unwrap());

    let k = Kenmerk { xslt_versie: Some("2.10.5".to_owned()), ..kenmerk("654321989") };
    gelijk(
        "WMO325-afgekeurd-niveau-2.xml",
        alleen_kop(&antwoord::kop(&op, &k, vec![TECHNISCH]).unwrap(), Vec::new()).unwrap(),
    );

    let niets =
        Schrijver325::new(Vec::new(), &header("654321990"), Some((&kop(0), &[Retourcode("9333")]))).unwrap();
    gelijk("WMO325-afgekeurd-declaratie.xml", niets.klaar().unwrap());

    // One line of the first client, the second client as a whole.
    let mut uit =
        Schrijver325::new(Vec::new(), &header("654321991"), Some((&kop(5000), &[GEEN_OPMERKING]))).unwrap();
    let bron = voorbeeld("WMO323.xml").unwrap();
    let mut lezer = Lezer::new(bron.as_bytes());
    while let Some(deel) = lezer.volgende() {
        match deel {
            Deel::Client { bsn, nr: 1 } => uit.client(&bsn, &[GEEN_OPMERKING]).unwrap(),
            Deel::Client { bsn, .. } => uit.client(&bsn, &[Retourcode("8187")]).unwrap(),
            Deel::Prestatie(p) if p.client_nr == 2 => uit.prestatie(p, &[NIET_BEOORDEELD]).unwrap(),
            Deel::Prestatie(p) if p.nr == 2 => {
                uit.prestatie(p, &[Retourcode("9321"), Retourcode("9322")]).unwrap();
            }
            _ => {}
        }
    }
    gelijk("WMO325-deels-toegekend.xml", uit.klaar().unwrap());
}
