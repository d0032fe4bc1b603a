//! A bent message that is accepted can be written, and reading that gives the same.
#![no_main]

libfuzzer_sys::fuzz_target!(|invoer: &[u8]| fuzz::doelen::heen_en_weer(invoer));
