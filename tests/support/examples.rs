//! The programs of `examples/`, built where need be.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use crate::program::SIGSCRIPT;

/// The path of a program of `examples/`, which is built if need be.
pub fn path(name: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = Path::new(SIGSCRIPT)
            .parent()
            .expect("a file is in a folder")
            .to_owned();
        let mut build = Command::new(env!("CARGO"));
        build.args([
            "build",
            "--quiet",
            "--package",
            "sigscript-examples",
            "--bins",
            "--target-dir",
        ]);
        build.arg(folder.parent().expect("profiles are in the target folder"));
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        let status = build
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .status()
            .expect("cargo runs");
        assert!(status.success(), "the examples do not build");
        folder
    });
    folder.join(name)
}
