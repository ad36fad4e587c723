//! The committed collector belongs to the committed sources.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const ADVICE: &str = "run runtime/prebuilt/build and commit what it writes";

fn runtime() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn hashes_are_those_of_the_files() {
    let mut check = Command::new("sha256sum");
    check.args([
        "--check",
        "--strict",
        "--quiet",
        "prebuilt/collector.sha256",
    ]);
    let output = check
        .current_dir(runtime())
        .output()
        .expect("sha256sum runs");
    assert!(
        output.status.success(),
        "{ADVICE}\n{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn every_source_has_its_hash() {
    let manifest =
        fs::read_to_string(runtime().join("prebuilt/collector.sha256")).expect("there are hashes");
    let hashed: BTreeSet<&str> = manifest
        .lines()
        .filter_map(|line| line.split_whitespace().nth(1))
        .collect();
    let mut files = BTreeSet::from(["prebuilt/collector.o".to_owned()]);
    for folder in ["collector/src", "wire/src"] {
        let entries = fs::read_dir(runtime().join(folder)).expect("there are sources");
        let names = entries.map(|entry| entry.expect("the folder can be read").file_name());
        files.extend(names.map(|name| Path::new(folder).join(name).to_string_lossy().into_owned()));
    }
    assert_eq!(
        hashed,
        files.iter().map(String::as_str).collect(),
        "{ADVICE}"
    );
}
