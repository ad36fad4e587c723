//! The line that shows how far a long replay is: on a terminal only, and never in what is printed.

use std::fs::File;
use std::io::Read as _;
use std::process::{Command, Stdio};

use nix::pty::{OpenptyResult, openpty};

use crate::file::Temporary;
use crate::program::SIGSCRIPT;

/// More events than pass between two looks at the clock.
const EVENTS: usize = 3000;
/// The first event takes longer than a replay that shows nothing.
const SCRIPT: &str = r#"
probe kernel.tracepoint("some:some_event") { if (n++ == 0) system("sleep 1.2") }
probe end { println(n, " events") }
global n
"#;

fn recorded() -> Temporary {
    let lines = (0..EVENTS).map(|number| {
        format!("  cat-12    [001] d..1. 164.{number:06}: some_event: number={number}\n")
    });
    Temporary::new("progress", lines.collect::<String>().as_bytes())
}

/// What is printed, and what comes to a terminal where standard error is one.
fn replayed(options: &[&str]) -> (String, String) {
    let OpenptyResult { master, slave } = openpty(None, None).expect("there are terminals");
    let file = recorded();
    let mut command = Command::new(SIGSCRIPT);
    command
        .args(options)
        .args(["--allow-system", "-e", SCRIPT, "--replay"])
        .arg(file.path())
        .stdout(Stdio::piped())
        .stderr(File::from(slave));
    let child = command.spawn().expect("sigscript runs");
    // The terminal's other end closes with the last process that has it.
    drop(command);
    let mut shown = Vec::new();
    let mut terminal = File::from(master);
    let mut bytes = [0; 4096];
    // Reading fails when the other end is closed.
    while let Ok(length @ 1..) = terminal.read(&mut bytes) {
        shown.extend_from_slice(&bytes[..length]);
    }
    let finished = child.wait_with_output().expect("sigscript ends");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (printed, shown) = (text(&finished.stdout), text(&shown));
    assert!(finished.status.success(), "{}: {shown}", finished.status);
    (printed, shown)
}

#[test]
fn a_long_replay_is_followed_on_a_terminal() {
    const ERASE: &str = "\r\u{1b}[K";
    let (printed, shown) = replayed(&[]);
    assert_eq!(printed, format!("{EVENTS} events\n"));
    let line = shown
        .strip_prefix(ERASE)
        .and_then(|shown| shown.strip_suffix(ERASE));
    let line = line.unwrap_or_else(|| panic!("{shown:?}"));
    assert!(
        line.starts_with("replayed 2 %") && line.ends_with(" left"),
        "{line:?}"
    );
}

#[test]
fn nobody_is_told_who_does_not_want_it() {
    let (printed, shown) = replayed(&["-q"]);
    assert_eq!(
        (printed, shown),
        (format!("{EVENTS} events\n"), String::new())
    );
}
