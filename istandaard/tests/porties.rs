//! However the source hands out its bytes, the outcome is the same: parts and findings. One byte at a time nothing can
//! go by the fast lane of the reader, so this also holds the fast lane against the parser.
#![expect(clippy::panic, reason = "helpers of tests stop the test")]

mod hulp;

use hulp::berichten::{b301, b305, b323};
use hulp::voorbeelden;
use istandaard::{Deel, Lezer};
use proptest::prelude::*;
use std::fmt::Write;
use std::io::{BufReader, Cursor};

/// All parts and all findings, as text.
fn uitkomst(tekst: &[u8], portie: usize) -> (String, Vec<String>) {
    let mut lezer = Lezer::new(BufReader::with_capacity(portie, Cursor::new(tekst)));
    let (mut delen, mut bevindingen) = (String::new(), Vec::new());
    while let Some(deel) = lezer.volgende() {
        if !matches!(deel, Deel::Bevindingen) {
            writeln!(delen, "{deel:?}").unwrap_or_else(|e| panic!("{e}"));
        }
        bevindingen.extend(lezer.bevindingen().map(|b| format!("{b:?}")));
    }
    (delen, bevindingen)
}

fn gelijk(tekst: &[u8]) {
    let een = uitkomst(tekst, 1);
    for portie in [2, 17, 61, 300, 4_096, tekst.len() + 1] {
        let meer = uitkomst(tekst, portie);
        assert!(
            een == meer,
            "porties van {portie}:\n{een:#?}\n{meer:#?}\n{}",
            String::from_utf8_lossy(tekst)
        );
    }
}

#[test]
fn the_outcome_does_not_depend_on_the_portions_of_the_source() {
    for (_, tekst) in voorbeelden() {
        gelijk(tekst.as_bytes());
        gelijk(tekst.replace('\n', "\r\n").as_bytes());
    }
    for tekst in [b301(), b305(), b323()] {
        gelijk(tekst.as_bytes());
        for begin in [
            "\u{feff}",
            "\u{feff}\u{feff}",
            "\u{fee0}",
            "\u{f000}",
            "\u{feff} ",
            "\u{feff}<?xml version='1.0'?>",
        ] {
            gelijk(format!("{begin}{tekst}").as_bytes());
        }
        gelijk(&[b"\xef\xbb", tekst.as_bytes()].concat());
        gelijk(&[b"\xef", tekst.as_bytes()].concat());
        gelijk(tekst.replace("><", ">\r\n\t<").as_bytes());
        for teken in
            [" ", "\u{e9}", "&amp;", "<!-- x -->", "<![CDATA[x]]>", "]", "]]>", "<b/>", "\r", "\u{1}"]
        {
            // into values that take nearly anything, into the first value, and between two elements
            for einde in ["</i:ReferentieNummer>", "</i:Achternaam>"] {
                gelijk(tekst.replace(einde, &format!("{teken}{einde}")).as_bytes());
            }
            gelijk(tekst.replacen("</", &format!("{teken}</"), 1).as_bytes());
            gelijk(tekst.replacen("</Header>", &format!("</Header>{teken}"), 1).as_bytes());
        }
    }
}

#[test]
fn one_byte_order_mark_is_skipped_also_when_it_comes_in_parts() {
    for portie in [1, 2, 3, 4, 5_000] {
        let lees = |tekst: String| uitkomst(tekst.as_bytes(), portie).1;
        assert_eq!(lees(format!("\u{feff}{}", b305())), [""; 0], "{portie}");
        assert_eq!(lees(format!("\u{feff}\u{feff}{}", b305())).len(), 1, "{portie}");
    }
}

#[test]
fn long_white_space_and_long_text_do_not_depend_on_the_portions_either() {
    let tekst = b323();
    for n in [500, 511, 512, 513, 5_000] {
        gelijk(tekst.replacen("<Declaratie>", &format!("<Declaratie>{}", " ".repeat(n)), 1).as_bytes());
        gelijk(
            tekst.replace("</DeclaratieNummer>", &format!("{}</DeclaratieNummer>", "9".repeat(n))).as_bytes(),
        );
    }
}

#[test]
fn elements_out_of_place_do_not_depend_on_the_portions_either() {
    let tekst = b323();
    let (kop, rest) = tekst.split_once("<Clienten>").unwrap_or_else(|| panic!("{tekst}"));
    for (oud, nieuw) in [
        ("</Bsn>", "</Bsn ><Bsn>999900006</Bsn>"),
        ("</Bsn>", "</Client>"),
        ("<Bsn>", "<Bsn><Bsn>"),
        ("<Prestaties>", "<Prestaties/><Prestaties >"),
        ("</Prestaties>", "</Prestaties></Client>"),
        ("<Eenheid>", "<Eenheid xmlns=\"x\">"),
        ("<Client>", "<Client xmlns=\"x\"><Onzin/>"),
        ("<Client>", "<Client/><Client>"),
        ("<Client>", "tekst<Client>"),
        ("</Client>", "</Klant>"),
        ("<Prestatie>", "<Prestatie><Prestatie>"),
    ] {
        gelijk(format!("{kop}<Clienten>{}", rest.replacen(oud, nieuw, 1)).as_bytes());
        gelijk(format!("{kop}<Clienten>{}", rest.replace(oud, nieuw)).as_bytes());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damage_is_seen_alike(plaats in 0_usize..3_000, stuk in "[a-zA-Z<>/:&;\\]! \"=\r\n\u{e9}-]{0,8}", weg in 0_usize..12) {
        for tekst in [b323(), b301()] {
            let mut b = tekst.into_bytes();
            let van = plaats % b.len();
            let tot = (van + weg).min(b.len());
            b.splice(van..tot, stuk.bytes());
            gelijk(&b);
        }
    }
}
