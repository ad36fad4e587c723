//! Any bytes as a file of the kernel's types.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| sigscript_fuzz::btf::check(input));
