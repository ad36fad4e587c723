//! Any bytes as a record of the collector's ring.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::ring::check(input));
