//! Any bytes as an event's format, and as the format of `printf`.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::format::check(input));
