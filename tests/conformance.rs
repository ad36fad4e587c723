//! The conformance suite beside the project, where it is there: what the real tool prints and rejects.
//!
//! `conformance-pending.txt` names the cases that later work will make pass. A pending case that passes fails here, so that the list
//! only shrinks.

#[path = "support/program.rs"]
mod program;
#[path = "support/run.rs"]
mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};
use program::SIGSCRIPT;
use run::{Finished, run};

/// The cases that need not pass yet.
const PENDING: &str = include_str!("conformance-pending.txt");

/// The folders of the suite, each with the options of its cases and its check.
const FOLDERS: &[(&str, &[&str], Check)] = &[
    ("run", &[], prints_the_same),
    ("reject/parse", &["-p", "2"], is_rejected),
    ("reject/check", &["-p", "2"], is_rejected),
    ("reject/late", &[], is_rejected),
];

type Check = fn(&Path, &Finished) -> Result<(), String>;

fn read(script: &Path, ending: &str) -> String {
    fs::read(script.with_extension(ending)).map_or_else(
        |_| String::new(),
        |bytes| {
            String::from_utf8(bytes)
                .unwrap_or_else(|error| error.as_bytes().escape_ascii().to_string())
        },
    )
}

/// Output and exit status are those recorded.
fn prints_the_same(script: &Path, finished: &Finished) -> Result<(), String> {
    let expected = read(script, "out");
    if finished.output != expected {
        return Err(format!(
            "expected\n{expected}but got\n{}{}",
            finished.output, finished.errors
        ));
    }
    let status = read(script, "status");
    if finished.status.code() != status.trim().parse().ok() {
        return Err(format!(
            "expected status {}but it was {}: {}",
            status, finished.status, finished.errors
        ));
    }
    Ok(())
}

/// It fails with a message that has a place, where the real tool gives one.
fn is_rejected(script: &Path, finished: &Finished) -> Result<(), String> {
    if finished.status.success() {
        return Err("it is accepted".to_owned());
    }
    let place = format!(
        "{}:",
        script.file_name().unwrap_or_default().to_string_lossy()
    );
    let has_line = |text: &str| {
        text.match_indices(&place)
            .any(|(at, _)| text[at + place.len()..].starts_with(|next: char| next.is_ascii_digit()))
    };
    if has_line(&read(script, "stderr")) && !has_line(&finished.errors) {
        return Err(format!(
            "no message with a line number: {}",
            finished.errors
        ));
    }
    Ok(())
}

fn check(script: &Path, options: &[&str], check: Check) -> Result<(), String> {
    let folder = script.parent().unwrap_or(Path::new("."));
    let mut command = Command::new(SIGSCRIPT);
    command
        .args(options)
        .arg(script.file_name().unwrap_or_default())
        .args(read(script, "args").lines());
    let finished = run(&mut command, folder).map_err(|error| error.to_string())?;
    if finished.status.code().is_none_or(|code| code == 101)
        || finished.errors.contains("internal error")
    {
        return Err(format!(
            "it crashed, {}: {}",
            finished.status, finished.errors
        ));
    }
    check(script, &finished)
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<_> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "sig"));
    paths.sort();
    paths
}

fn trial(folder: &str, script: PathBuf, options: &'static [&'static str], rule: Check) -> Trial {
    let name = format!(
        "{folder}/{}",
        script.file_stem().unwrap_or_default().to_string_lossy()
    );
    let pending = PENDING.lines().any(|line| line == name);
    let place = name.clone();
    Trial::test(name, move || {
        match (check(&script, options, rule), pending) {
            (Ok(()), false) | (Err(_), true) => Ok(()),
            (Err(reason), false) => Err(reason.into()),
            (Ok(()), true) => Err(Failed::from(format!(
                "it passes now: remove `{place}` from tests/conformance-pending.txt"
            ))),
        }
    })
    .with_kind(if pending { "pending" } else { "" })
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/conformance");
    if !suite.is_dir() {
        eprintln!("the conformance suite is absent: {}", suite.display());
        return ExitCode::SUCCESS;
    }
    let mut trials = Vec::new();
    for &(folder, options, rule) in FOLDERS {
        trials.extend(
            scripts(&suite.join(folder))
                .into_iter()
                .map(|script| trial(folder, script, options, rule)),
        );
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
