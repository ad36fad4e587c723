//! Golden cases: finding them, running them, comparing them with their files.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::program::SIGSCRIPT;
use crate::run::{Finished, run};

/// The fields of structured output whose values are others each time.
const UNSTEADY: [&str; 2] = ["ts", "version"];

/// A folder of cases, and what they have in common.
pub struct Verdict {
    /// Its name.
    pub folder: &'static str,
    /// Options that all have.
    pub options: &'static [&'static str],
    /// The ending of the file that holds the expected output.
    pub output: &'static str,
    /// Which exit statuses may be blessed at all.
    pub status: fn(i32) -> bool,
}

/// One case.
pub struct Case {
    /// Its files' name.
    pub name: String,
    folder: PathBuf,
    verdict: &'static Verdict,
}

/// The cases of a verdict, by name.
pub fn of(verdict: &'static Verdict) -> Vec<Case> {
    let folder = folder(verdict);
    let entries =
        fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let names: BTreeSet<String> = entries
        .filter_map(|entry| {
            entry
                .ok()?
                .path()
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned())
        })
        .collect();
    names
        .into_iter()
        .map(|name| Case::named(&name, verdict))
        .collect()
}

fn folder(verdict: &Verdict) -> PathBuf {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    cases.join(verdict.folder)
}

impl Case {
    /// The case of this name, be its files there or not.
    pub fn named(name: &str, verdict: &'static Verdict) -> Self {
        Self {
            name: name.to_owned(),
            folder: folder(verdict),
            verdict,
        }
    }

    /// The path of its file with this ending.
    pub fn path(&self, ending: &str) -> PathBuf {
        self.folder.join(format!("{}.{ending}", self.name))
    }

    /// A file of the case; empty where it is missing.
    fn text(&self, ending: &str) -> String {
        fs::read_to_string(self.path(ending)).unwrap_or_default()
    }

    /// Its own options.
    pub fn options(&self) -> Vec<String> {
        self.words("options")
    }

    fn words(&self, ending: &str) -> Vec<String> {
        self.text(ending).lines().map(str::to_owned).collect()
    }

    /// Whether it changes the environment of sigscript first.
    pub fn needs_root(&self) -> bool {
        self.path("wrapper").exists()
    }

    fn script(&self) -> Option<String> {
        self.path("sig")
            .exists()
            .then(|| format!("{}.sig", self.name))
    }

    /// Runs it.
    pub fn run(&self) -> io::Result<Finished> {
        self.run_with(&self.options())
    }

    /// Runs it with these options instead of its own.
    pub fn run_with(&self, options: &[String]) -> io::Result<Finished> {
        let stage = if self.needs_root() {
            Some(Stage::new(self)?)
        } else {
            None
        };
        let (mut command, folder) = match &stage {
            Some(stage) => {
                let wrapper = self.words("wrapper");
                let mut command = Command::new(&wrapper[0]);
                command
                    .args(&wrapper[1..])
                    .arg(stage.folder.join("sigscript"));
                (command, &stage.folder)
            }
            None => (Command::new(SIGSCRIPT), &self.folder),
        };
        command
            .args(self.verdict.options)
            .args(options)
            .args(self.script())
            .args(self.words("args"));
        let mut finished = run(&mut command, folder)?;
        let place = folder.to_string_lossy();
        finished.output = finished.output.replace(&*place, "<folder>");
        for field in UNSTEADY {
            finished.output = without(&finished.output, field);
        }
        finished.errors = finished.errors.replace(&*place, "<folder>");
        Ok(finished)
    }

    /// What it expects: output, errors, status, each with the ending of its file.
    fn actual(&self, finished: &Finished) -> [(&'static str, String); 3] {
        let status = match finished.status.code() {
            Some(0) => String::new(),
            Some(code) => format!("{code}\n"),
            None => format!("{}\n", finished.status),
        };
        [
            (self.verdict.output, finished.output.clone()),
            ("err", finished.errors.clone()),
            ("status", status),
        ]
    }

    /// How what it did differs from what it should do; empty where it does not.
    pub fn differences(&self, finished: &Finished) -> String {
        let mut differences = String::new();
        for (ending, actual) in self.actual(finished) {
            let expected = self.text(ending);
            if actual != expected {
                let _ = write!(differences, "{}.{ending}: expected\n{expected}", self.name);
                let _ = write!(differences, "but got\n{actual}");
            }
        }
        differences
    }

    /// Writes its expected files anew.
    pub fn bless(&self, finished: &Finished) -> io::Result<()> {
        if !finished.status.code().is_some_and(self.verdict.status) {
            return Err(io::Error::other(format!(
                "{} cannot be right here: {}",
                finished.status, finished.errors
            )));
        }
        for (ending, actual) in self.actual(finished) {
            let path = self.path(ending);
            if actual.is_empty() {
                match fs::remove_file(&path) {
                    Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                    _ => {}
                }
            } else if fs::read_to_string(&path).ok().as_ref() != Some(&actual) {
                fs::write(path, actual)?;
            }
        }
        Ok(())
    }
}

/// A text without the values of a field of JSON objects.
fn without(text: &str, field: &str) -> String {
    let start = format!("\"{field}\":\"");
    let mut parts = text.split(&start);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| {
        let rest = part.split_once('"').map_or(part, |(_, rest)| rest);
        kept + &start + "…\"" + rest
    })
}

/// A folder of its own with a copy of the command and of the case's script, where every user may look; gone when dropped.
struct Stage {
    folder: PathBuf,
}

impl Stage {
    fn new(case: &Case) -> io::Result<Self> {
        let name = format!("sigscript-case-{}-{}", std::process::id(), case.name);
        let stage = Self {
            folder: std::env::temp_dir().join(name),
        };
        fs::create_dir(&stage.folder)?;
        fs::set_permissions(&stage.folder, fs::Permissions::from_mode(0o755))?;
        fs::copy(SIGSCRIPT, stage.folder.join("sigscript"))?;
        if let Some(script) = case.script() {
            fs::copy(case.path("sig"), stage.folder.join(script))?;
        }
        Ok(stage)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
