//! Any bytes: no panic, bounded findings, and the same outcome whatever the portions of the source.
#![no_main]

libfuzzer_sys::fuzz_target!(|invoer: &[u8]| drop(fuzz::doelen::lezer(invoer)));
