//! Level 1 against another judge: the published schemas in the hands of xmllint, on many damaged messages.

mod hulp;

use hulp::berichten::{b301, b305, b317, b323};
use hulp::{keur, xmllint_oordelen};
use istandaard::Niveau;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Pieces that XML has an opinion on.
const STUKKEN: &[&str] = &[
    "<!-- x -->",
    "<!-- - -- -->",
    "<!---->",
    "<!--->",
    "<![CDATA[x]]>",
    "]]>",
    "]]",
    "&#65;",
    "&#x41;",
    "&#32;",
    "&#10;",
    "&#13;",
    "&amp;",
    "&lt;",
    "&gt;",
    "&x;",
    "&",
    "&#0;",
    "<?pi?>",
    "<?pi x?>",
    "<?xml version=\"1.0\"?>",
    "<?XML x?>",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "\u{A0}",
    "\u{85}",
    "\u{2028}",
    "\u{FEFF}",
    "x",
    "0",
    "1",
    "+",
    "-",
    ".",
    "Z",
    ":",
    "é",
    "𝄞",
    "\u{1}",
    "\u{FFFE}",
    "<a/>",
    "<i:a/>",
    "</Client>",
    "<Client>",
    "<",
    ">",
    "/",
    " a=\"1\"",
    " xmlns:i=\"u\"",
    " xmlns:j=\"u\"",
    " xmlns=\"\"",
    " xsi:nil=\"true\"",
    " i:a=\"1\"",
    "=",
    "\"",
    "'",
    "<Commentaar>x</Commentaar>",
    "<Geslacht>2</Geslacht>",
    "i:",
    "p:",
    "_",
    "--",
];

/// Pieces that may stand between elements, and often within text.
const GOEDAARDIG: &[&str] = &["<!-- x -->", "<?pi x?>", " ", "\r\n", "\t", "\n"];

/// One change to a message.
#[derive(Debug, Clone)]
enum Greep {
    Erbij(usize, &'static str),
    Weg(usize, usize),
    Dubbel(usize, usize),
    Ruil(usize, usize),
}

fn greep() -> impl Strategy<Value = Greep> {
    prop_oneof![
        5 => (0..4_000_usize, proptest::sample::select(GOEDAARDIG)).prop_map(|(p, s)| Greep::Erbij(p / 3 * 3 + 1, s)),
        4 => (0..4_000_usize, proptest::sample::select(STUKKEN)).prop_map(|(p, s)| Greep::Erbij(p, s)),
        1 => (0..4_000_usize, 1..8_usize).prop_map(|(p, n)| Greep::Weg(p, n)),
        1 => (0..4_000_usize, 1..40_usize).prop_map(|(p, n)| Greep::Dubbel(p, n)),
        2 => (0..200_usize, 0..200_usize).prop_map(|(a, b)| Greep::Ruil(a, b)),
    ]
}

/// A place in the text; half of them right behind or before a `<` or `>`, where it matters.
fn grens(tekst: &str, plaats: usize) -> usize {
    let tekens: Vec<usize> = tekst.match_indices(['<', '>']).map(|(i, _)| i).collect();
    match plaats % 3 {
        0 => tekens[plaats / 3 % tekens.len()],
        1 => {
            let eind: Vec<usize> = tekst.match_indices('>').map(|t| t.0).collect();
            eind[plaats / 3 % eind.len()] + 1
        }
        _ => {
            let mut i = plaats % (tekst.len() + 1);
            while !tekst.is_char_boundary(i) {
                i -= 1;
            }
            i
        }
    }
}

fn doe(tekst: &str, greep: &Greep) -> String {
    let mut uit = tekst.to_owned();
    match *greep {
        Greep::Erbij(p, s) => uit.insert_str(grens(tekst, p), s),
        Greep::Weg(p, n) | Greep::Dubbel(p, n) => {
            let van = grens(tekst, p);
            let mut tot = (van + n).min(tekst.len());
            while !tekst.is_char_boundary(tot) {
                tot += 1;
            }
            let stuk =
                if matches!(greep, Greep::Weg(..)) { String::new() } else { tekst[van..tot].repeat(2) };
            uit.replace_range(van..tot, &stuk);
        }
        Greep::Ruil(a, b) => {
            let mut delen: Vec<&str> = tekst.split_inclusive('>').collect();
            let n = delen.len();
            delen.swap(a % n, b % n);
            uit = delen.concat();
        }
    }
    uit
}

/// What is refused on level 1 and what is not, against xmllint with the published schemas, on many damaged messages. Of
/// our own are: no DOCTYPE, CDATA with white space between elements as other white space, and no year below 1 or above 9999.
#[test]
fn damaged_messages_are_judged_as_xmllint_judges_them() {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[3; 32]);
    let mut proef = TestRunner::new_with_rng(Config::default(), rng);
    let grepen = proptest::collection::vec(greep(), 1..4);
    for (nummer, bron) in [("301", b301()), ("305", b305()), ("317", b317()), ("323", b323())] {
        let teksten: Vec<String> = (0..400)
            .map(|_| grepen.new_tree(&mut proef).unwrap().current())
            .map(|grepen| grepen.iter().fold(bron.clone(), |t, g| doe(&t, g)))
            .collect();
        let Some(oordelen) = xmllint_oordelen(nummer, &teksten) else { return };
        let goede = oordelen.iter().filter(|o| **o).count();
        assert!((60..360).contains(&goede), "{goede} van de 400 zijn goed: dat zegt te weinig");
        for (tekst, volgens_xmllint) in teksten.iter().zip(oordelen) {
            let (controle, lijst) = keur(tekst);
            if volgens_xmllint && lijst.iter().any(|b| b.regel == "RS032") {
                // A year that a schema allows and a calendar does not: below 1 or above 9999.
                assert!(["-2026", "12026", "20206"].iter().any(|jaar| tekst.contains(jaar)), "{tekst}");
                continue;
            }
            assert_eq!(controle.niveau != Some(Niveau::Schema), volgens_xmllint, "{lijst:?}\n{tekst}");
        }
    }
    assert_eq!(keur(b305().replace("<Client>", "<![CDATA[]]><![CDATA[ \r\n]]>&#32;<Client>")).1, Vec::new());
    let (_, lijst) = keur(b305().replace("<i:Dagtekening>2026", "<i:Dagtekening>12026"));
    assert_eq!(lijst.iter().map(|b| b.regel).collect::<Vec<_>>(), ["RS032"]);
}
