//! Levels 3 and 4, rule by rule: for each message and element where a rule is placed, a test that breaks it and a test
//! just on the right side, through the real receiving path on a small book. `docs/regels.md` lists them by name; a name
//! is the rule, the message and, where a rule has more than one place in a message, that place.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod berichten;
mod boek;
mod kop;
mod wmo301;
mod wmo305;
mod wmo307;
mod wmo315;
mod wmo317;
mod wmo319;
mod wmo323_regel;
mod wmo323_volume;
mod wmo325;

use boek::Boek;
use istandaard::regels;

/// The rule of a pair, from its name: `tr019_wmo305` is about TR019 on the 305.
fn regel_en_bericht(paar: &str) -> (String, String) {
    let mut delen = paar.split('_');
    (delen.next().unwrap().to_uppercase(), delen.next().unwrap().to_uppercase())
}

/// The rule is found at this place with its return code, and nothing besides but what is named.
pub fn breekt(paar: &str, pad: &str, b: &Boek, xml: &str, ook: &[&str]) {
    let (code, bericht) = regel_en_bericht(paar);
    let regel = regels::zoek(&code).unwrap();
    let r = b.ontvang(xml);
    assert_eq!(r.bericht.map(istandaard::Soort::code), Some(&*bericht), "{paar}");
    let gevonden: Vec<_> =
        r.bevindingen.iter().map(|b| (b.regel, b.retourcode.map(|c| c.0), b.pad.as_str())).collect();
    assert!(gevonden.contains(&(&*code, regel.retourcode, pad)), "{paar}: {gevonden:?}");
    assert!(gevonden.iter().all(|(r, ..)| *r == code || ook.contains(r)), "{paar}: {gevonden:?}");
    assert!(ook.iter().all(|o| gevonden.iter().any(|(r, ..)| r == o)), "{paar}: {gevonden:?}");
    for v in &r.bevindingen {
        let gepubliceerd = regels::zoek(v.regel).unwrap().retourcode;
        assert_eq!(v.retourcode.map(|c| c.0), gepubliceerd, "{paar}");
        assert!(!v.tekst.contains("99990"), "een tekst noemt een BSN: {v:?}");
    }
    assert!(!r.geldig, "{paar}");
}

/// Nothing is wrong, and the message counts.
pub fn net_goed(paar: &str, b: &Boek, xml: &str) {
    let (_, bericht) = regel_en_bericht(paar);
    let r = b.ontvang(xml);
    assert_eq!(r.bericht.map(istandaard::Soort::code), Some(&*bericht), "{paar}");
    assert_eq!(r.bevindingen, Vec::new(), "{paar}");
    assert!(r.geldig && r.verwerkt, "{paar}");
}

/// Two tests: `naam::breekt` and `naam::net_goed`. Each starts with a book of its own; the block that follows brings it
/// in the right state and gives the message. `ook` names rules that cannot but break with it.
macro_rules! paar {
    ($naam:ident, $boek:ident, $pad:expr, |$b:ident| $breekt:expr, |$c:ident| $goed:expr) => {
        paar!($naam, $boek, $pad, |$b| $breekt, |$c| $goed, ook []);
    };
    ($naam:ident, $boek:ident, $pad:expr, |$b:ident| $breekt:expr, |$c:ident| $goed:expr, ook [$($ook:literal),*]) => {
        mod $naam {
            use super::*;

            #[test]
            fn breekt() {
                let $b = $crate::boek::Boek::$boek();
                let xml = $breekt;
                $crate::breekt(stringify!($naam), $pad, &$b, &xml, &[$($ook),*]);
            }

            #[test]
            fn net_goed() {
                let $c = $crate::boek::Boek::$boek();
                let xml = $goed;
                $crate::net_goed(stringify!($naam), &$c, &xml);
            }
        }
    };
}
pub(crate) use paar;
