//! Scripts cut off anywhere are parsed and compiled, or rejected; nothing else happens.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::checks;

/// From so much time on, scripts are cut at fewer places.
const ENOUGH: Duration = Duration::from_secs(12);

/// The project's scripts, and the conformance suite's where it is there.
fn scripts() -> Vec<PathBuf> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![
        project.join("tests/cases"),
        project.join("../shared/conformance"),
    ];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = fs::read_dir(&folder) else {
            println!("truncation: {} is absent", folder.display());
            continue;
        };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "sig") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// Cuts every script at every byte; when time runs out, further scripts at every 23rd.
fn cut_everywhere(name: &str, check: fn(&[u8])) {
    let since = Instant::now();
    let (mut whole, mut places, mut files) = (0, 0, 0);
    for path in scripts() {
        let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let step = if since.elapsed() < ENOUGH { 1 } else { 23 };
        files += 1;
        whole += usize::from(step == 1);
        for end in (0..=text.len()).step_by(step) {
            places += 1;
            let outcome = std::panic::catch_unwind(|| check(&text[..end]));
            assert!(outcome.is_ok(), "{} cut at byte {end}", path.display());
        }
    }
    println!(
        "truncation: {name}: {files} scripts cut at {places} places, {whole} of them at every byte"
    );
}

#[test]
fn scripts_cut_off_parse_or_are_rejected() {
    cut_everywhere("parse", checks::parse::check);
}

#[test]
fn scripts_cut_off_compile_or_are_rejected() {
    cut_everywhere("compile", checks::compile::check);
}
