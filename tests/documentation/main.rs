//! Every fenced block of the README and of `docs/` is run, and what it prints is compared with what it shows.
//!
//! | opening fence | what is done |
//! |---|---|
//! | `console` | its commands are run (`console.rs`), and the output compared (`compare.rs`); root's need a kernel that can be traced |
//! | `console numbers` | the same, with any numbers |
//! | `console needs PROGRAM` | the same, where that program is installed |
//! | `console planned` | its scripts compile for the recorded kernel: what they would print is what a whole machine does |
//! | `sig` | a script, which compiles for the recorded kernel |
//! | `… not run: REASON` | nothing; the reason is printed |
//!
//! Other languages (`c`, `yaml`, `text` …) are no commands. A `console` block whose commands reach a prompt is typed there (`session.rs`).
//!
//! `SIGSCRIPT_BLESS=1 cargo test --test documentation -- NAME` writes the output into the pages anew, but for blocks with `…`; review by `git
//! diff`.

#[path = "../support/examples.rs"]
mod examples_built;
#[path = "../live/kernel.rs"]
#[allow(dead_code, reason = "the live tests look closer")]
mod kernel;
#[path = "../support/program.rs"]
mod program;
#[path = "../support/prompt.rs"]
#[allow(dead_code, reason = "here the whole screen is compared")]
mod pseudo_terminal;
#[path = "../support/run.rs"]
mod run;
#[path = "../support/terminal.rs"]
mod screen;
#[path = "../support/tracefs.rs"]
mod tracefs;

mod block;
mod compare;
mod console;
mod links;
mod page;
mod play;
mod session;
mod stage;

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Failed, Trial};

use block::Treatment;
use stage::Stage;

/// Texts that replace others, by page.
type Changes = Arc<Mutex<BTreeMap<String, Vec<(Range<usize>, String)>>>>;

/// The pages, from the root of the project.
fn pages() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<String> = [
        "README.md",
        "CHANGELOG.md",
        "editors/README.md",
        "examples/README.md",
        "scripts/README.md",
    ]
    .map(str::to_owned)
    .into();
    for entry in fs::read_dir(root.join("docs")).expect("the folder is there") {
        let name = entry.expect("it can be read").file_name();
        let name = name.to_string_lossy();
        let is_page = Path::new(&*name).extension().is_some_and(|end| end == "md");
        if is_page {
            pages.push(format!("docs/{name}"));
        }
    }
    pages.sort();
    pages
}

fn text(page: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{page}: {error}"))
}

/// Puts the new texts into the pages, the last ones first.
fn bless(changes: &Changes) {
    let mut changes = changes.lock().expect("no test fails while it holds it");
    for (page, changes) in &mut *changes {
        let mut text = text(page);
        changes.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        for (range, new) in changes {
            text.replace_range(range.clone(), new);
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        fs::write(path, text).expect("the page can be written");
    }
}

/// The tests of a page.
fn trials(name: &str, stage: &Arc<Stage>, missing: Option<&str>, changes: &Changes) -> Vec<Trial> {
    let text = text(name);
    let page = page::read(&text);
    let (indented, targets) = (page.indented, page.links);
    let path = name.to_owned();
    let mut trials = vec![
        Trial::test(format!("{name}/blocks"), move || match &indented[..] {
            [] => Ok(()),
            unknown => Err(format!("no fence says what stands on lines {unknown:?}").into()),
        }),
        Trial::test(format!("{name}/links"), move || {
            Ok(links::check(&path, &targets)?)
        }),
    ];
    for block in page.blocks {
        let treatment = block::treatment(&block, missing);
        let title = format!("{name}:{}", block.line);
        match treatment {
            Treatment::Data => {}
            Treatment::NotRun(reason) => {
                eprintln!("{title} is not run: {reason}");
                trials.push(Trial::test(title, || Ok(())).with_ignored_flag(true));
            }
            treatment => {
                let (stage, changes) = (Arc::clone(stage), Arc::clone(changes));
                let page = name.to_owned();
                trials.push(Trial::test(title, move || {
                    let new = block::run(&block, &treatment, &stage)?;
                    let mut changes = changes.lock().map_err(|_| Failed::from("another failed"))?;
                    changes.entry(page).or_default().extend(new);
                    Ok(())
                }));
            }
        }
    }
    trials
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let missing = kernel::missing();
    if let Some(missing) = &missing {
        eprintln!("root's commands are skipped: {missing}");
    }
    let stage = Arc::new(Stage::new().expect("the temporary folder takes files"));
    let changes = Changes::default();
    let rules = compare::TESTS.iter().chain(console::TESTS);
    let rules = rules.map(|&(name, test)| {
        Trial::test(format!("rules/{name}"), move || {
            test();
            Ok(())
        })
    });
    let pages = pages();
    let pages = pages
        .iter()
        .flat_map(|page| trials(page, &stage, missing.as_deref(), &changes));
    let trials = rules.chain(pages).collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
        bless(&changes);
    }
    drop(stage);
    conclusion.exit_code()
}
