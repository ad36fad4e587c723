//! What the command writes for other programs: JSON, metrics, a manual page and completions.

#[path = "../support/program.rs"]
mod program;
#[path = "../support/run.rs"]
mod run;
#[path = "../support/schema.rs"]
mod schema;

mod catalog;
mod fleet;
mod help;
mod json;
mod metrics;
mod pages;
mod prometheus;

use std::path::Path;
use std::process::Command;

use program::SIGSCRIPT;
use run::{Finished, run};

/// Runs the command to its end.
fn sigscript(arguments: &[&str]) -> Finished {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    run(Command::new(SIGSCRIPT).args(arguments), folder).expect("it ends")
}
