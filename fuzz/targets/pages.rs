//! Any bytes as a page of the kernel's ring buffer.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::pages::check(input));
