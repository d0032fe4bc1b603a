//! Levels 1 and 2, rule by rule: for each message and element where a rule is placed, a test that breaks it and a test
//! just on the right side. `docs/regels.md` lists them by name; a name is the rule, the message and, where a rule has
//! more than one place in a message, that place.
#![expect(clippy::unwrap_used, clippy::panic, reason = "helpers of tests stop the test")]

#[path = "../hulp/mod.rs"]
mod hulp;
mod schema;
mod wmo301_client;
mod wmo301_product;
mod wmo305_307;
mod wmo315;
mod wmo317_319;
mod wmo323;
mod wmo325;

use hulp::keur;
use istandaard::{Niveau, regels};

/// Replaces the first place, which must exist: a test may not pass because nothing changed.
pub fn met(tekst: &str, oud: &str, nieuw: &str) -> String {
    assert!(tekst.contains(oud), "{oud} staat niet in het bericht");
    tekst.replacen(oud, nieuw, 1)
}

/// Replaces the last place.
pub fn laatste(tekst: &str, oud: &str, nieuw: &str) -> String {
    let i = tekst.rfind(oud).unwrap_or_else(|| panic!("{oud} staat niet in het bericht"));
    format!("{}{nieuw}{}", &tekst[..i], &tekst[i + oud.len()..])
}

/// The text from one mark up to another.
pub fn stuk<'t>(tekst: &'t str, van: &str, tot: &str) -> &'t str {
    let i = tekst.find(van).unwrap();
    &tekst[i..i + tekst[i..].find(tot).unwrap()]
}

/// The rule of a pair, from its name: `tr101_wmo317_client` is about TR101 on the 317.
fn regel_en_bericht(paar: &str) -> (String, String) {
    let mut delen = paar.split('_');
    (delen.next().unwrap().to_uppercase(), delen.next().unwrap().to_uppercase())
}

/// The rule is found at this place with its return code, and nothing besides but what is named.
pub fn breekt(paar: &str, pad: &str, tekst: &str, ook: &[&str]) {
    let (code, bericht) = regel_en_bericht(paar);
    let regel = regels::zoek(&code).unwrap();
    let (controle, lijst) = keur(tekst);
    assert_eq!(controle.bericht.map(istandaard::Soort::code), Some(&*bericht), "{paar}");
    let niveau = if regel.niveau == 1 { Niveau::Schema } else { Niveau::Inhoud };
    assert_eq!(controle.niveau, Some(niveau), "{paar}: {lijst:?}");
    let gevonden: Vec<_> = lijst.iter().map(|b| (b.regel, b.pad.as_str())).collect();
    assert!(gevonden.contains(&(&*code, pad)), "{paar}: {gevonden:?}");
    assert!(gevonden.iter().all(|(r, _)| *r == code || ook.contains(r)), "{paar}: {gevonden:?}");
    assert!(ook.iter().all(|o| gevonden.iter().any(|(r, _)| r == o)), "{paar}: {gevonden:?}");
    for b in &lijst {
        assert_eq!(b.retourcode.map(|r| r.0), Some("0001"), "{paar}");
        assert!(!b.tekst.contains("99990"), "een tekst noemt een BSN: {b:?}");
    }
}

/// The schema refuses it first: what the rule forbids cannot be written.
pub fn schema(paar: &str, pad: &str, tekst: &str) {
    let (_, bericht) = regel_en_bericht(paar);
    let (controle, lijst) = keur(tekst);
    assert_eq!(controle.bericht.map(istandaard::Soort::code), Some(&*bericht), "{paar}");
    assert_eq!(controle.niveau, Some(Niveau::Schema), "{paar}: {lijst:?}");
    assert!(lijst.iter().any(|b| b.regel == "XSD" && b.pad == pad), "{paar}: {lijst:?}");
    assert!(lijst.iter().all(|b| b.retourcode.map(|r| r.0) == Some("0001")), "{paar}");
}

/// Nothing is wrong at all.
pub fn net_goed(paar: &str, tekst: &str) {
    let (_, bericht) = regel_en_bericht(paar);
    let (controle, lijst) = keur(tekst);
    assert_eq!(controle.bericht.map(istandaard::Soort::code), Some(&*bericht), "{paar}");
    assert_eq!(lijst, Vec::new(), "{paar}");
}

/// Two tests: `naam::breekt` and `naam::net_goed`. `ook` names rules that cannot but break with it.
macro_rules! paar {
    ($naam:ident, $pad:expr, $breekt:expr, $goed:expr) => { paar!($naam, $pad, $breekt, $goed, ook []); };
    ($naam:ident, $pad:expr, $breekt:expr, $goed:expr, ook [$($ook:literal),*]) => {
        mod $naam {
            use super::*;

            #[test]
            fn breekt() {
                crate::breekt(stringify!($naam), $pad, &$breekt, &[$($ook),*]);
            }

            #[test]
            fn net_goed() {
                crate::net_goed(stringify!($naam), &$goed);
            }
        }
    };
    ($naam:ident, schema $pad:expr, $breekt:expr, $goed:expr) => {
        mod $naam {
            use super::*;

            #[test]
            fn breekt() {
                crate::schema(stringify!($naam), $pad, &$breekt);
            }

            #[test]
            fn net_goed() {
                crate::net_goed(stringify!($naam), &$goed);
            }
        }
    };
}
pub(crate) use paar;
