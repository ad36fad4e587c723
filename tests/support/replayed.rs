//! Every script of the project that waits for events, replayed from `recordings/machine.dat` by a user without privileges. It prints
//! what it finds there, or says what a recording lacks and who has it.
//!
//! The scripts are those of `scripts/`, `examples/` and the golden cases; nobody has to list them. `tests/cases/replayed/` holds, under the
//! script's path with `-` for `/`: `NAME.args`, arguments, one a line (those beside the script where missing), `NAME.options`, options before
//! the script; `NAME.out`, `NAME.err`,
//! `NAME.status`, what it must print, as of golden cases; `NAME.reason`, why it prints nothing, where it does.
//!
//! `SIGSCRIPT_BLESS=1 cargo test --test golden -- replayed/` writes the expected files anew.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use libtest_mimic::{Failed, Trial};
use nix::unistd::geteuid;
use sigscript_grammar::syntax::{ProbePoint, Script};
use sigscript_grammar::{Environment, Sources, parse};

use crate::cases::{self, Case, Verdict};
use crate::program::SIGSCRIPT;
use crate::run::{Finished, run};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The folders of scripts. Of the other cases, those of `run` need no kernel, those of `reject` never come to an event, and those of
/// `replay` have recordings of their own.
const FOLDERS: &[&str] = &[
    "scripts",
    "examples",
    "tests/cases/plan",
    "tests/cases/environment",
];
/// What they are replayed from.
const RECORDING: &str = "tests/recordings/machine.dat";
/// The points that are no events.
const SESSION: &[&str] = &["begin", "end", "error", "init", "never", "oneshot", "timer"];
/// So many lines of output are compared, and the number of all.
const LINES: usize = 120;
/// The id of `nobody`, user and group.
const NOBODY: u32 = 65534;

const VERDICT: Verdict = Verdict {
    folder: "replayed",
    options: &[],
    output: "out",
    status: |status| status <= 1,
};

/// A script that waits for events.
struct Replayed {
    /// From the project's folder.
    path: String,
    options: Vec<String>,
    arguments: Vec<String>,
    case: Case,
}

/// The scripts of a folder, from the project's.
fn scripts(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(ROOT).join(folder)).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("it can be read").file_name());
    let names = names.filter_map(|name| name.into_string().ok());
    names
        .filter(|name| {
            Path::new(name)
                .extension()
                .is_some_and(|ending| ending == "sig")
        })
        .map(|name| format!("{folder}/{name}"))
        .collect()
}

impl Replayed {
    /// `None` where the script waits for no event.
    fn new(path: String) -> Option<Self> {
        let name = path.trim_end_matches(".sig").replace('/', "-");
        let case = Case::named(name.trim_start_matches("tests-cases-"), &VERDICT);
        let lines = |path: PathBuf| fs::read_to_string(path).ok();
        let beside = Path::new(ROOT).join(&path).with_extension("args");
        let arguments = lines(case.path("args")).or_else(|| lines(beside));
        let options = lines(case.path("options"));
        let [options, arguments] = [options, arguments].map(|text| {
            text.unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        waits_for_events(&path, &arguments).then_some(Self {
            path,
            options,
            arguments,
            case,
        })
    }

    fn check(&self, stage: &Stage) -> Result<(), Failed> {
        let finished = self.run(stage)?;
        if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
            self.case.bless(&finished)?;
        }
        let reason = self.case.path("reason").exists();
        let silent = finished.output.is_empty() && finished.errors.is_empty();
        match (silent, reason) {
            (true, false) => return Err("it prints nothing, and no `.reason` tells why".into()),
            (false, true) => return Err("it prints something, so that no `.reason` is due".into()),
            _ => {}
        }
        let differences = self.case.differences(&finished);
        if differences.is_empty() {
            Ok(())
        } else {
            Err(differences.into())
        }
    }

    fn run(&self, stage: &Stage) -> std::io::Result<Finished> {
        let mut command = Command::new(stage.0.join("sigscript"));
        command.args(["--replay", RECORDING]).args(&self.options);
        command
            .arg(&self.path)
            .args(&self.arguments)
            .env("TZ", "UTC");
        if geteuid().is_root() {
            command.uid(NOBODY).gid(NOBODY);
        }
        let mut finished = run(&mut command, &stage.0)?;
        finished.output = shortened(&finished.output);
        Ok(finished)
    }
}

/// The first lines of a long output, and how many more there are.
fn shortened(output: &str) -> String {
    let lines: Vec<&str> = output.split_inclusive('\n').collect();
    match lines.len().checked_sub(LINES) {
        None | Some(0) => output.to_owned(),
        Some(more) => format!("{}… and {more} more lines\n", lines[..LINES].concat()),
    }
}

/// Whether any point of a script is an event; a script that is not understood may have some.
fn waits_for_events(path: &str, arguments: &[String]) -> bool {
    let text = fs::read_to_string(Path::new(ROOT).join(path)).expect("it is there");
    let mut sources = Sources::new();
    let file = sources.add(path, text);
    let environment = Environment {
        arguments: arguments.to_vec(),
        ..Environment::default()
    };
    parse(&sources, file, &environment).map_or(true, |parsed| has_events(&parsed.script))
}

fn has_events(script: &Script) -> bool {
    let aliases = script.aliases.iter();
    let own: BTreeSet<String> = aliases
        .clone()
        .flat_map(|alias| alias.names.iter().map(ToString::to_string))
        .collect();
    let of_aliases = aliases.flat_map(|alias| &alias.points);
    let of_probes = script.probes.iter().flat_map(|probe| &probe.points);
    let is_event = |point: &ProbePoint| {
        let text = point.to_string();
        let first = text
            .split(['.', '(', ' ', '?', '!'])
            .next()
            .unwrap_or_default();
        !SESSION.contains(&first) && !own.contains(first)
    };
    of_aliases.chain(of_probes).any(is_event)
}

/// A folder with the command, the scripts and the recording, where every user may look; gone when dropped.
struct Stage(PathBuf);

impl Stage {
    fn new(scripts: &[Replayed]) -> std::io::Result<Self> {
        let name = format!("sigscript-replayed-{}", std::process::id());
        let stage = Self(std::env::temp_dir().join(name));
        let files = scripts.iter().map(|script| script.path.as_str());
        for file in files.chain([RECORDING]) {
            stage.take(&Path::new(ROOT).join(file), file)?;
        }
        stage.take(Path::new(SIGSCRIPT), "sigscript")?;
        Ok(stage)
    }

    fn take(&self, from: &Path, name: &str) -> std::io::Result<()> {
        let to = self.0.join(name);
        let mut folder = to.parent();
        fs::create_dir_all(folder.unwrap_or(&self.0))?;
        while let Some(open) = folder.filter(|folder| folder.starts_with(&self.0)) {
            fs::set_permissions(open, fs::Permissions::from_mode(0o755))?;
            folder = open.parent();
        }
        fs::copy(from, &to)?;
        let executable = if name == "sigscript" { 0o755 } else { 0o644 };
        fs::set_permissions(to, fs::Permissions::from_mode(executable))
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// What is expected of scripts that are not there, or wait for no event any more.
fn left_over(known: &BTreeSet<String>) -> Result<(), Failed> {
    let over: Vec<String> = cases::of(&VERDICT)
        .into_iter()
        .map(|case| case.name)
        .filter(|name| !known.contains(name))
        .collect();
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("no script waits for events with {}", over.join(", ")).into())
    }
}

/// A test for each script, and one that none is listed in vain.
pub fn trials() -> Vec<Trial> {
    let paths = FOLDERS.iter().flat_map(|folder| scripts(folder));
    let replayed: Vec<Replayed> = paths.filter_map(Replayed::new).collect();
    let names = replayed.iter().map(|script| script.case.name.clone());
    let known: BTreeSet<String> = names.collect();
    let stage = Arc::new(Stage::new(&replayed).expect("the temporary folder is ours"));
    let mut trials = vec![Trial::test("replayed", move || left_over(&known))];
    for script in replayed {
        let stage = stage.clone();
        let name = format!("replayed/{}", script.case.name);
        trials.push(Trial::test(name, move || script.check(&stage)));
    }
    trials
}
