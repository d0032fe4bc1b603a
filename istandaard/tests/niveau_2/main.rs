//! Every rule of level 2: a message that breaks it, and one just on the right side.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop the test")]

mod declaraties;
#[path = "../hulp/mod.rs"]
mod hulp;
mod personen;
mod producten;

use hulp::berichten::{b301, b305, b307, b315, b317, b319, b323, b325};
use hulp::{keur, xmllint};
use std::collections::BTreeSet;

/// Replaces exactly one place, so that a test cannot pass because nothing changed.
fn met(tekst: &str, oud: &str, nieuw: &str) -> String {
    assert!(tekst.contains(oud), "{oud} staat niet in het bericht");
    tekst.replacen(oud, nieuw, 1)
}

fn laatste(tekst: &str, oud: &str, nieuw: &str) -> String {
    let i = tekst.rfind(oud).unwrap_or_else(|| panic!("{oud} staat niet in het bericht"));
    format!("{}{nieuw}{}", &tekst[..i], &tekst[i + oud.len()..])
}

/// Rules and places of all findings.
fn bevindingen(tekst: &str) -> Vec<(&'static str, String)> {
    let (_, lijst) = keur(tekst);
    for b in &lijst {
        assert_eq!(b.retourcode.map(|r| r.0), Some("0001"), "{b:?}");
        assert!(!b.tekst.contains("99990"), "een tekst noemt een BSN: {b:?}");
    }
    lijst.into_iter().map(|b| (b.regel, b.pad)).collect()
}

/// A changed message with the rules that it must break and the place of the first; an empty list is the right side.
struct Geval(&'static str, String, &'static [&'static str], &'static str);

const CLIENT: &str = "/Bericht/Client";
const RELATIE: &str = "/Bericht/Client/Relaties/Relatie[1]";
const CONTACT: &str = "/Bericht/Client/Contactgegevens/Contact[1]";
const RELATIECONTACT: &str = "/Bericht/Client/Relaties/Relatie[1]/Contact";
const TOEGEWEZEN: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[1]";
const TOEGEWEZEN2: &str = "/Bericht/Client/ToegewezenProducten/ToegewezenProduct[2]";
const START: &str = "/Bericht/Client/StartProducten/StartProduct[1]";
const STOP: &str = "/Bericht/Client/StopProducten/StopProduct[1]";
const GEVRAAGD: &str = "/Bericht/Client/AangevraagdeProducten/AangevraagdProduct[1]";
const NIEUW: &str = "/Bericht/Client/Verzoek/NieuweProducten/NieuwProduct[1]";
const DECLARATIE: &str = "/Bericht/Declaratie";
const REGEL: &str = "/Bericht/Declaratie/Clienten/Client[1]/Prestaties/Prestatie[1]";
const ANTWOORD: &str = "/Bericht/DeclaratieAntwoord";

fn controleer_alle(gevallen: &[Geval]) -> BTreeSet<&'static str> {
    let mut geraakt = BTreeSet::new();
    for Geval(naam, tekst, regels, pad) in gevallen {
        let gevonden = bevindingen(tekst);
        let codes: Vec<_> = gevonden.iter().map(|b| b.0).collect();
        assert_eq!(&codes, regels, "{naam}: {gevonden:?}");
        if let Some((_, p)) = gevonden.first() {
            assert_eq!(p, pad, "{naam}");
        }
        geraakt.extend(codes);
    }
    geraakt
}

#[test]
fn the_messages_that_are_bent_are_themselves_right() {
    for (nummer, tekst) in [
        ("301", b301()),
        ("305", b305()),
        ("307", b307()),
        ("315", b315()),
        ("317", b317()),
        ("319", b319()),
        ("323", b323()),
        ("325", b325()),
    ] {
        assert_eq!(bevindingen(&tekst), Vec::new(), "{nummer}");
        if let Some(uitkomst) = xmllint(nummer, tekst.as_bytes()) {
            assert_eq!(uitkomst, Ok(()), "{nummer}");
        }
    }
}

#[test]
fn every_rule_is_broken_and_just_not_broken() {
    let mut geraakt = BTreeSet::new();
    for gevallen in [
        personen::personen(),
        personen::contacten(),
        producten::producten(),
        producten::levering(),
        producten::verzoeken(),
        declaraties::declaraties(),
        declaraties::antwoorden(),
    ] {
        geraakt.extend(controleer_alle(&gevallen));
    }
    let alle: BTreeSet<_> = istandaard::regels::alle().filter(|r| r.niveau == 2).map(|r| r.code).collect();
    let ongeraakt: Vec<_> = alle.difference(&geraakt).collect();
    assert!(ongeraakt.is_empty(), "zonder geval: {ongeraakt:?}");
}

#[test]
fn a_value_that_fails_the_schema_stops_the_checks_of_that_value_only() {
    let b = b323();
    // The unit is not on its list: CD087 and CS339 cannot be judged, TR335 can.
    let t = met(&b, "<Eenheid>04</Eenheid><ProductTarief>5000</ProductTarief>", "<Eenheid>99</Eenheid>");
    let t = met(
        &t,
        "<ProductPeriode><i:Begindatum>2026-08-01</i:Begindatum><i:Einddatum>2026-08-31",
        "<ProductPeriode><i:Begindatum>2021-08-01</i:Begindatum><i:Einddatum>2021-08-31",
    );
    assert_eq!(bevindingen(&t), vec![("XSD", format!("{REGEL}/Eenheid")), ("TR335", REGEL.to_owned())]);
    // An amount that cannot be read leaves the total unjudged.
    let t = met(&b, "<i:Bedrag>50000<", "<i:Bedrag>5e4<");
    assert_eq!(bevindingen(&t), vec![("XSD", format!("{REGEL}/IngediendBedrag/Bedrag"))]);
    // A reference that is too long is still a reference (CD060).
    let t = met(&b, "<i:VorigReferentieNummer>R0<", "<i:VorigReferentieNummer>R00000000000000000000<");
    assert_eq!(bevindingen(&t).iter().map(|b| b.0).collect::<Vec<_>>(), vec!["RS019"]);
}
