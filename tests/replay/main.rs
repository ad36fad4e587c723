//! Recordings: made up ones of other machines, and damaged ones.

#[path = "../support/program.rs"]
mod program;
#[path = "../support/run.rs"]
mod run;

mod damage;
mod file;
mod machines;
mod progress;
mod writer;

use std::path::{Path, PathBuf};

/// A recording of `tests/recordings/`.
fn recording(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/recordings")
        .join(name)
}
