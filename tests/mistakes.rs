//! The gallery of typical mistakes: every case is listed in `tests/cases/gallery.txt` under where people come from, every answer says
//! what to write instead, and `docs/mistakes.md` shows them all. What the answers are is for the golden cases to hold.
//!
//! A line of the list is `NAME: what the mistake is`; `(without help: REASON)` at its end exempts an answer.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The list of the cases.
const LIST: &str = include_str!("cases/gallery.txt");

/// Fewer would not be a gallery.
const LEAST: usize = 60;

/// The top of the page.
const HEAD: &str = "\
# Mistakes and their answers

What sigscript says of scripts that people write who come from elsewhere, without the lines that it points at; made from
`tests/cases/gallery`.
";

/// A case, as the list has it.
struct Mistake {
    group: &'static str,
    name: &'static str,
    title: &'static str,
    exempt: bool,
}

/// The cases of the list, in its order.
fn mistakes() -> Vec<Mistake> {
    let mut group = "";
    let mut mistakes = Vec::new();
    for line in LIST.lines().filter(|line| !line.is_empty()) {
        if let Some(title) = line.strip_prefix("# ") {
            group = title;
            continue;
        }
        let (name, title) = line.split_once(": ").expect("a line is `NAME: title`");
        let (title, exempt) = match title.split_once(" (without help: ") {
            Some((title, _)) => (title, true),
            None => (title, false),
        };
        mistakes.push(Mistake {
            group,
            name,
            title,
            exempt,
        });
    }
    mistakes
}

fn file(name: &str, ending: &str) -> String {
    let path = format!("{ROOT}/tests/cases/gallery/{name}.{ending}");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Each message of an answer: its first line and its advice.
fn messages(answer: &str) -> Vec<Vec<&str>> {
    let mut messages: Vec<Vec<&str>> = Vec::new();
    for line in answer.lines() {
        let advice = line.trim_start().strip_prefix("= ");
        if line.starts_with("error: ") || line.starts_with("warning: ") {
            messages.push(vec![line]);
        } else if let (Some(message), Some(advice)) = (messages.last_mut(), advice) {
            message.push(advice);
        }
    }
    messages
}

#[test]
fn the_list_names_every_case() {
    let listed: BTreeSet<String> = mistakes().iter().map(|one| one.name.to_owned()).collect();
    assert!(listed.len() >= LEAST, "only {} mistakes", listed.len());
    assert_eq!(listed.len(), mistakes().len(), "a case is listed twice");
    let folder = Path::new(ROOT).join("tests/cases/gallery");
    let files = fs::read_dir(folder).expect("the folder is there");
    let stems = files.map(|file| {
        let path = file.expect("it can be read").path();
        path.file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
    });
    let there: BTreeSet<String> = stems.flatten().collect();
    assert_eq!(listed, there);
}

#[test]
fn every_answer_says_what_to_write_instead() {
    for mistake in mistakes() {
        let answer = file(mistake.name, "err");
        let messages = messages(&answer);
        assert!(!messages.is_empty(), "{}: no answer", mistake.name);
        let advised = messages.iter().all(|message| message.len() > 1);
        assert!(
            advised != mistake.exempt,
            "{}: {}\n{answer}",
            mistake.name,
            if advised {
                "it has help now"
            } else {
                "a message without help"
            }
        );
    }
}

#[test]
fn nothing_is_told_twice() {
    for mistake in mistakes() {
        let answer = file(mistake.name, "err");
        let places: Vec<&str> = answer.lines().filter(|line| line.contains("┌─")).collect();
        let different: BTreeSet<&&str> = places.iter().collect();
        assert_eq!(places.len(), different.len(), "{}: {answer}", mistake.name);
    }
}

#[test]
fn the_page_is_current() {
    let mut page = HEAD.to_owned();
    let mut group = "";
    for mistake in mistakes() {
        if mistake.group != group {
            group = mistake.group;
            let _ = write!(page, "\n## {group}\n\n");
        }
        let _ = write!(page, "{}:\n\n", mistake.title);
        for line in file(mistake.name, "sig").trim_end().lines() {
            let _ = writeln!(page, "    {line}");
        }
        page.push('\n');
        for message in messages(&file(mistake.name, "err")) {
            let _ = writeln!(page, "> {}\n", message.join("\n>\n> "));
        }
    }
    let page: String = page
        .lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect();
    let path = format!("{ROOT}/docs/mistakes.md");
    if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).expect("the page is there");
    assert!(
        page == written,
        "docs/mistakes.md does not show the gallery; SIGSCRIPT_BLESS=1 writes it"
    );
}
