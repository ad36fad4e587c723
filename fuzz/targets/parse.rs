//! Any bytes to a tree and back to text.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::parse::check(input));
