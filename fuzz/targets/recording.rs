//! Any bytes as a recording.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::recording::check(input));
