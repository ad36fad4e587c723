//! Properties that must hold for any script, on scripts that are made up or cut off.
//!
//! Every case has a number, from which alone it is made. A test that fails prints it; `SIGSCRIPT_CASE=NUMBER cargo test --test properties`
//! runs that case only, and `SIGSCRIPT_CASES=COUNT` runs more of them.

mod cases;
/// The checks of the fuzz targets.
#[path = "../../fuzz/src/lib.rs"]
mod checks;
mod events;
mod execution;
mod expressions;
mod folding;
mod handlers;
mod programs;
mod pushdown;
mod regressions;
mod truncation;
