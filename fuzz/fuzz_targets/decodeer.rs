//! A valid message of one of the fourteen kinds, bent by a script.
#![no_main]

libfuzzer_sys::fuzz_target!(|invoer: &[u8]| fuzz::doelen::decodeer(invoer));
