//! The command lines of `docs/fleet.md` are accepted, and the scripts in it compile.

use crate::sigscript;

const PAGE: &str = include_str!("../../docs/fleet.md");
const CATALOG: &str = "tests/catalogs/6.18.json";

/// Each command line of sigscript, without its name.
fn commands() -> Vec<Vec<String>> {
    let list = |text: &str| serde_json::from_str::<Vec<String>>(text).expect("a list of words");
    let mut found = Vec::new();
    for line in PAGE.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("ExecStart=") {
            let words = words.split_whitespace().skip(1);
            found.push(words.map(str::to_owned).collect());
        } else if let Some(words) = line.strip_prefix("args: ") {
            found.push(list(words));
        } else if let Some(words) = line.strip_prefix("command = ") {
            found.push(list(words).split_off(1));
        }
    }
    found
}

#[test]
fn command_lines_are_accepted() {
    let commands = commands();
    assert_eq!(commands.len(), 3, "{commands:?}");
    for words in commands {
        let script = words.last().and_then(|file| file.rsplit('/').next());
        let script = format!("scripts/{}", script.expect("a script"));
        let mut arguments = vec!["--catalog", CATALOG, "--plan"];
        arguments.extend(words[..words.len() - 1].iter().map(String::as_str));
        arguments.push(&script);
        let finished = sigscript(&arguments);
        assert!(finished.status.success(), "{words:?}: {}", finished.errors);
    }
}

/// What stands between two texts of the page.
fn between(start: &str, end: &str) -> &'static str {
    let (_, rest) = PAGE.split_once(start).expect("the start");
    rest.split_once(end).expect("the end").0
}

#[test]
fn scripts_compile() {
    for script in [
        between("killsnoop.sig: |\n", "---"),
        between("-e '", "' &\n"),
    ] {
        let finished = sigscript(&["--catalog", CATALOG, "--plan", "-e", script]);
        assert!(finished.status.success(), "{script}: {}", finished.errors);
    }
}
