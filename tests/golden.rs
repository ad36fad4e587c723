//! The golden cases: each script of `tests/cases/VERDICT/` with what it must print.
//!
//! | file | holds |
//! |---|---|
//! | `NAME.sig` | the script; where it is missing, the options and arguments say all |
//! | `NAME.options`, `NAME.args` | options before and arguments behind the script, one a line |
//! | `NAME.wrapper` | a command, one word a line, that runs sigscript in another environment; it needs root |
//! | `NAME.out` (`NAME.plan`), `NAME.err`, `NAME.status` | the expected output, errors and exit status; nothing and 0 where missing |
//!
//! Beside them, every script that waits for events is replayed (`replayed`), and each option is held against a test that fails where it is
//! ignored (`options`).
//!
//! `SIGSCRIPT_BLESS=1 cargo test --test golden` writes the expected files anew; review them by `git diff`.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/options.rs"]
mod options;
#[path = "support/program.rs"]
mod program;
#[path = "support/replayed.rs"]
mod replayed;
#[path = "support/run.rs"]
mod run;
#[path = "support/tracefs.rs"]
mod tracefs;

use std::process::ExitCode;

use cases::{Case, Verdict};
use libtest_mimic::{Arguments, Failed, Trial};
use nix::unistd::geteuid;

/// The kernel that plans are made for.
const CATALOG: &str = "../../catalogs/6.18.json";

/// The folders of `tests/cases/`.
const VERDICTS: &[Verdict] = &[
    Verdict {
        folder: "run",
        options: &[],
        output: "out",
        status: |status| status <= 1,
    },
    Verdict {
        folder: "plan",
        options: &["--plan", "--catalog", CATALOG],
        output: "plan",
        status: |status| status == 0,
    },
    Verdict {
        folder: "reject",
        options: &[],
        output: "out",
        status: |status| status == 1 || status == 2,
    },
    // Typical mistakes; `tests/cases/gallery.txt` says what each is.
    Verdict {
        folder: "gallery",
        options: &["--plan", "--catalog", CATALOG],
        output: "plan",
        status: |status| status <= 1,
    },
    Verdict {
        folder: "replay",
        options: &[],
        output: "out",
        status: |status| status <= 1,
    },
    Verdict {
        folder: "environment",
        options: &[],
        output: "out",
        status: |_| true,
    },
];

fn check(case: &Case) -> Result<(), Failed> {
    let finished = case.run()?;
    if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
        return Ok(case.bless(&finished)?);
    }
    let differences = case.differences(&finished);
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.into())
    }
}

/// What cases miss that change what sigscript may do and see; `None` where they can run.
fn missing() -> Option<String> {
    if !geteuid().is_root() {
        return Some("to change what sigscript may do and see needs root".to_owned());
    }
    tracefs::provide().err()
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let missing = missing();
    let mut trials = Vec::new();
    let mut skipped = 0;
    for verdict in VERDICTS {
        for case in cases::of(verdict) {
            let ignored = case.needs_root() && missing.is_some();
            skipped += usize::from(ignored);
            let name = format!("{}/{}", verdict.folder, case.name);
            trials.push(Trial::test(name, move || check(&case)).with_ignored_flag(ignored));
        }
    }
    trials.extend(replayed::trials());
    trials.extend(options::trials(VERDICTS));
    if let Some(missing) = missing {
        eprintln!("{skipped} cases are skipped: {missing}");
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}
