//! What every input must pass, one module for each fuzz target; `tests/properties` replays `regressions/` through the same checks.
//!
//! Each takes any bytes and panics where the project does something that it must not: that is what the fuzzer looks for.

pub mod btf;
pub mod compile;
pub mod format;
pub mod pages;
pub mod parse;
pub mod recording;
pub mod ring;
