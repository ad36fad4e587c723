//! Any bytes to a plan, folded and unfolded.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::compile::check(input));
