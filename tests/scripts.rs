//! Every ready-made tool of `scripts/` says what it is for, how it is called and what it prints, and compiles for this kernel.

use std::fs;
use std::path::Path;
use std::process::Command;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts");

/// What stands in a tool's head.
struct Head {
    purpose: String,
    /// Behind `usage:`, its lines put together.
    usage: String,
    /// The command behind `example:`.
    command: String,
    /// What the command prints.
    sample: Vec<String>,
}

/// The tools' names and texts.
fn tools() -> Vec<(String, String)> {
    let entries = fs::read_dir(FOLDER).expect("the folder is there");
    let mut tools: Vec<_> = entries
        .filter_map(|entry| {
            let path = entry.expect("it can be read").path();
            let name = path.file_name()?.to_str()?.to_owned();
            let script = Path::new(&name).extension()? == "sig";
            script.then(|| (name, fs::read_to_string(&path).expect("it is text")))
        })
        .collect();
    tools.sort();
    tools
}

fn head(name: &str, text: &str) -> Head {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("#!/usr/bin/env sigscript"), "{name}");
    let comment: Vec<&str> = lines
        .map_while(|line| line.strip_prefix('#'))
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    let part = |mark: &str| {
        let index = comment.iter().position(|line| line.starts_with(mark));
        index.unwrap_or_else(|| panic!("{name} has no `{mark}`"))
    };
    let (usage, example) = (part("usage:"), part("example:"));
    let behind = |line: &str, mark: &str| line[mark.len()..].trim().to_owned();
    Head {
        purpose: comment[..usage].join(" ").trim().to_owned(),
        usage: behind(&comment[usage..example].join(" "), "usage:"),
        command: behind(comment[example], "example:"),
        sample: comment[example + 1..]
            .iter()
            .map(|line| (*line).to_owned())
            .collect(),
    }
}

/// A command's words; single quotes keep blanks.
fn words(command: &str) -> Vec<String> {
    let quoted = command.split('\'').enumerate();
    quoted
        .flat_map(|(number, part)| -> Vec<String> {
            if number % 2 == 1 {
                vec![part.to_owned()]
            } else {
                part.split_whitespace().map(str::to_owned).collect()
            }
        })
        .collect()
}

/// The page that lists the tools, from their heads.
#[test]
fn the_list_of_tools_is_current() {
    let mut page = "# Ready-made tools\n\n\
        Each opens with its purpose, its usage and a sample of what it prints. With `-x PID` or `-c COMMAND` before the file, most of them watch that\n\
        process and its descendants only. This page is made from their first lines.\n\n\
        | tool | does |\n|---|---|\n"
        .to_owned();
    for (name, text) in tools() {
        let purpose = head(&name, &text).purpose.replace('|', "\\|");
        page.extend(["| [", &name, "](", &name, ") | ", &purpose, " |\n"]);
    }
    let path = Path::new(FOLDER).join("README.md");
    if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
        fs::write(&path, &page).expect("the page can be written");
    }
    let written = fs::read_to_string(&path).expect("the page is there");
    assert!(
        page == written,
        "scripts/README.md is not what the heads say; SIGSCRIPT_BLESS=1 writes it"
    );
}

#[test]
fn every_head_has_three_parts() {
    let tools = tools();
    assert!(tools.len() >= 20, "{}", tools.len());
    for (name, text) in tools {
        let head = head(&name, &text);
        assert!(head.purpose.ends_with('.'), "{name}: {}", head.purpose);
        assert!(head.usage.contains(&name), "{name}: {}", head.usage);
        let command = words(&head.command);
        assert!(
            command[0] == "sigscript" && command.contains(&name),
            "{name}: {command:?}"
        );
        assert!(
            !head.sample.is_empty(),
            "{name} shows nothing of what it prints"
        );
    }
}

/// The columns that a tool prints are those of its sample.
#[test]
fn every_sample_has_the_titles_that_are_printed() {
    for (name, text) in tools() {
        let sample = head(&name, &text).sample.join(" ");
        let titles = text
            .lines()
            .filter(|line| line.contains("printf(\"%") && line.contains("\\n\", \""));
        for title in titles.flat_map(|line| line.split('"').skip(3).step_by(2)) {
            let word = title
                .chars()
                .all(|letter| letter.is_ascii_uppercase() || letter == ' ');
            assert!(!word || sample.contains(title), "{name}: `{title}`");
        }
    }
}

#[test]
fn every_tool_compiles_as_its_example_calls_it_and_with_its_defaults() {
    if fs::metadata("/sys/kernel/btf/vmlinux").is_err() {
        eprintln!("skipped: this kernel shows no types");
        return;
    }
    for (name, text) in tools() {
        let head = head(&name, &text);
        let call = words(&head.command);
        compiles(&name, &call[1..]);
        let needed = head.usage.split(&name).nth(1).unwrap_or_default();
        if !needed
            .trim_start()
            .starts_with(|first: char| first.is_ascii_uppercase())
        {
            compiles(&name, std::slice::from_ref(&name));
        }
    }
}

fn compiles(name: &str, words: &[String]) {
    let output = Command::new(env!("CARGO_BIN_EXE_sigscript"))
        .args(["-p", "3"])
        .args(words)
        .current_dir(FOLDER)
        .output()
        .expect("sigscript runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && errors.is_empty(),
        "{name} {words:?}: {errors}"
    );
    assert!(output.stdout.starts_with(b"probe "), "{name}");
}
