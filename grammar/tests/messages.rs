//! What is said of broken scripts: each `messages/NAME.sig` has its diagnostics in `NAME.txt`.
//!
//! `SIGSCRIPT_BLESS=1 cargo test` writes the texts anew; review them by `git diff`.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use sigscript_grammar::{Diagnostic, Environment, Severity, Sources, parse};

/// `line:column: severity: message`, then the places and advice.
fn render(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let (line, column) = sources.position(diagnostic.labels[0].span);
    let severity = match diagnostic.severity {
        Severity::Error | Severity::Missing => "error",
        Severity::Warning => "warning",
    };
    let mut text = format!("{line}:{column}: {severity}: {}\n", diagnostic.message);
    for label in &diagnostic.labels {
        let (line, column) = sources.position(label.span);
        let message = format!(
            "  {line}:{column} {:?} {}",
            sources.snippet(label.span),
            label.message
        );
        writeln!(text, "{}", message.trim_end()).unwrap();
    }
    for help in &diagnostic.help {
        writeln!(text, "  help: {help}").unwrap();
    }
    text
}

/// What is said of the script at `path`.
fn report(path: &Path) -> String {
    let mut sources = Sources::new();
    let file = sources.add("test.sig", fs::read_to_string(path).unwrap());
    match parse(&sources, file, &Environment::default()) {
        Ok(parsed) => panic!("{} parses: {}", path.display(), parsed.script),
        Err(failure) => {
            let messages = failure
                .diagnostics
                .iter()
                .map(|diagnostic| render(&sources, diagnostic));
            let end = if failure.incomplete {
                "incomplete\n"
            } else {
                ""
            };
            messages.collect::<String>() + end
        }
    }
}

#[test]
fn messages_are_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/messages");
    let bless = std::env::var_os("SIGSCRIPT_BLESS").is_some();
    let mut different = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "sig") {
            continue;
        }
        let report = report(&path);
        let recorded = path.with_extension("txt");
        if bless {
            fs::write(recorded, report).unwrap();
        } else if fs::read_to_string(&recorded).unwrap_or_default() != report {
            different.push(format!("{}:\n{report}", path.display()));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}
