//! What fuzzing found, replayed: each file under `gevonden/<target>` is an input of that fuzz target.
//!
//! A target panics when a promise is broken; a hang ends the test too. To add one: copy the file that `make fuzz` left in
//! `fuzz/artifacts/<target>` and give it a name that says what it was.
#![expect(clippy::unwrap_used, reason = "helpers of tests stop the test")]

mod hulp;

use hulp::doelen::{ZADEN, decodeer, heen_en_weer, lezer};
use istandaard::{Niveau, Soort};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Each file of a target, in a thread of its own that has to be ready in time. No folder: nothing was found yet.
fn speel_af(doel: &str, proef: fn(&[u8])) {
    let map = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/gevonden")).join(doel);
    if !map.is_dir() {
        return;
    }
    let mut paden: Vec<_> = std::fs::read_dir(map).unwrap().map(|e| e.unwrap().path()).collect();
    paden.sort();
    for pad in &paden {
        let invoer = std::fs::read(pad).unwrap();
        let (klaar, wacht) = mpsc::channel();
        thread::spawn(move || {
            let uitkomst = std::panic::catch_unwind(|| proef(&invoer)).is_ok();
            let _ = klaar.send(uitkomst);
        });
        let uitkomst = wacht.recv_timeout(Duration::from_mins(1));
        assert_eq!(uitkomst, Ok(true), "{}", pad.display());
    }
}

#[test]
fn what_was_found_in_any_bytes_stays_mended() {
    speel_af("lezer", |invoer| drop(lezer(invoer)));
}

#[test]
fn what_was_found_in_bent_messages_stays_mended() {
    speel_af("decodeer", decodeer);
}

#[test]
fn what_was_found_there_and_back_stays_mended() {
    speel_af("heen_en_weer", heen_en_weer);
}

/// The messages that are bent pass the schema, so that the targets get past the first element.
#[test]
fn the_seeds_are_messages_of_all_kinds() {
    for (soort, zaad) in Soort::ALLE.iter().zip(&*ZADEN) {
        let gelezen = lezer(zaad);
        assert_ne!(gelezen.niveau, Some(Niveau::Schema), "{soort:?}: {:?}", gelezen.bevindingen);
        assert!(zaad.starts_with(b"<?xml"), "{soort:?} komt niet van de schrijver");
    }
    for n in 0..=u8::MAX {
        heen_en_weer(&[n]);
    }
}
