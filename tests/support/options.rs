//! Every option of the command line, held against the test of `tests/options.txt` that fails where it is ignored.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use libtest_mimic::{Failed, Trial};

use crate::cases::{Case, Verdict};
use crate::program::SIGSCRIPT;
use crate::run::run;

/// An option: how it may be written, and whether a value belongs to it.
struct Known {
    long: Option<String>,
    short: Option<String>,
    takes_value: bool,
}

impl Known {
    /// From a line of the completions for fish, which are made of the command line's definition:
    /// `complete -c sigscript -s e -l eval -d 'Run a one-liner' -r`.
    fn read(line: &str) -> Option<Self> {
        let line = line.strip_prefix("complete -c sigscript ")?;
        let (names, rest) = line.split_once("-d '")?;
        let words: Vec<&str> = names.split_whitespace().collect();
        let behind = |mark: &str| {
            let at = words.iter().position(|word| *word == mark)?;
            words.get(at + 1)
        };
        Some(Self {
            long: behind("-l").map(|name| format!("--{name}")),
            short: behind("-s").map(|letter| format!("-{letter}")),
            takes_value: rest.contains("' -r"),
        })
    }

    /// What `tests/options.txt` calls it.
    fn name(&self) -> &str {
        let name = self.long.as_ref().or(self.short.as_ref());
        name.map_or("", String::as_str)
    }

    /// Whether a word is this option, and whether the value is in the same word.
    fn is(&self, word: &str) -> Option<bool> {
        let long = self
            .long
            .as_deref()
            .and_then(|name| word.strip_prefix(name));
        let short = self.short.as_deref();
        let short = short.and_then(|name| word.strip_prefix(name));
        match (long, short) {
            (Some(""), _) | (_, Some("")) => Some(false),
            (Some(value), _) if value.starts_with('=') => Some(true),
            (_, Some(_)) if self.takes_value => Some(true),
            _ => None,
        }
    }

    /// The words without this option; `None` where it is not among them.
    fn taken_from(&self, words: &[String]) -> Option<Vec<String>> {
        let mut left = Vec::new();
        let mut words = words.iter();
        let mut found = false;
        while let Some(word) = words.next() {
            match self.is(word) {
                None => left.push(word.clone()),
                Some(whole) => {
                    found = true;
                    if self.takes_value && !whole {
                        words.next();
                    }
                }
            }
        }
        found.then_some(left)
    }
}

fn known() -> Vec<Known> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(SIGSCRIPT);
    let printed = run(command.args(["--completions", "fish"]), folder).expect("it ends");
    printed.output.lines().filter_map(Known::read).collect()
}

/// The rows of the table: an option, and its test.
fn rows() -> Vec<(String, String)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/options.txt");
    let text = fs::read_to_string(path).expect("the table is there");
    let rows = text.lines().filter(|line| line.starts_with('-'));
    let row = |line: &str| {
        line.split_once(' ')
            .map(|(name, test)| (name.to_owned(), test.trim().to_owned()))
    };
    rows.filter_map(row).collect()
}

/// Each option is in the table once, and nothing else is.
fn complete() -> Result<(), Failed> {
    let mut listed: Vec<String> = rows().into_iter().map(|(name, _)| name).collect();
    listed.sort();
    let mut expected: Vec<String> = known()
        .iter()
        .map(|known| known.name().to_owned())
        .collect();
    expected.sort();
    if listed == expected && expected.len() > 30 {
        return Ok(());
    }
    let set = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
    let (here, there) = (set(&listed), set(&expected));
    let missing: Vec<_> = there.difference(&here).collect();
    let over: Vec<_> = here.difference(&there).collect();
    Err(
        format!("tests/options.txt lacks {missing:?}, has {over:?} in vain, or lists one twice")
            .into(),
    )
}

fn check(known: &Known, test: &str, verdicts: &'static [Verdict]) -> Result<(), Failed> {
    match test.split_once(' ') {
        Some((file, function)) => is_tested_by(known, file, function.trim()),
        None => is_needed_by(known, test, verdicts),
    }
}

/// There is such a function in the file, which uses the option.
fn is_tested_by(known: &Known, file: &str, function: &str) -> Result<(), Failed> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let text = fs::read_to_string(path).map_err(|error| format!("{file}: {error}"))?;
    if !text.contains(&format!("fn {function}()")) {
        return Err(format!("there is no test `{function}` in {file}").into());
    }
    let mut names = [&known.long, &known.short].into_iter().flatten();
    if names.any(|name| text.contains(&format!("\"{name}"))) {
        Ok(())
    } else {
        Err(format!("{file} never uses {}", known.name()).into())
    }
}

/// The case comes out otherwise without the option.
fn is_needed_by(known: &Known, name: &str, verdicts: &'static [Verdict]) -> Result<(), Failed> {
    let (folder, name) = name.split_once('/').ok_or("a case is FOLDER/NAME")?;
    let verdict = verdicts.iter().find(|verdict| verdict.folder == folder);
    let case = Case::named(name, verdict.ok_or("there is no such folder of cases")?);
    let left = known.taken_from(&case.options());
    let left = left.ok_or_else(|| format!("{name} has no option {}", known.name()))?;
    if case.differences(&case.run_with(&left)?).is_empty() {
        return Err(format!("{name} comes out the same without {}", known.name()).into());
    }
    let differences = case.differences(&case.run()?);
    if differences.is_empty() {
        Ok(())
    } else {
        Err(differences.into())
    }
}

/// A test for each option, and one that none is forgotten.
pub fn trials(verdicts: &'static [Verdict]) -> Vec<Trial> {
    let mut trials = vec![Trial::test("options", complete)];
    let rows = rows();
    for known in known() {
        let row = rows.iter().find(|(name, _)| name == known.name());
        if let Some((name, test)) = row.cloned() {
            let check = move || check(&known, &test, verdicts);
            trials.push(Trial::test(format!("options/{name}"), check));
        }
    }
    trials
}
