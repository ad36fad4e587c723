//! The manual page and the completions are what man(1) and shells take.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use crate::sigscript;

/// Runs a program on a text; `None` where there is no such program.
fn on_text(program: &str, arguments: &[&str], text: &str) -> Option<Output> {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("MANROFFOPT", "-ww")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let Ok(mut child) = command.spawn() else {
        eprintln!("not tested: there is no `{program}` here");
        return None;
    };
    let mut input = child.stdin.take().expect("a pipe");
    input.write_all(text.as_bytes()).expect("it reads");
    drop(input);
    Some(child.wait_with_output().expect("it ends"))
}

fn page(arguments: &[&str]) -> String {
    let finished = sigscript(arguments);
    assert!(finished.status.success(), "{}", finished.errors);
    assert_eq!(finished.errors, "");
    finished.output
}

#[test]
fn the_manual_page_renders_without_warnings() {
    let page = page(&["--man"]);
    let Some(rendered) = on_text("man", &["--warnings", "-l", "-"], &page) else {
        return;
    };
    assert_eq!(String::from_utf8_lossy(&rendered.stderr), "");
    let text = String::from_utf8_lossy(&rendered.stdout);
    for words in ["SYNOPSIS", "--format", "EXIT STATUS", "126", "EXAMPLES"] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
}

#[test]
fn every_option_stands_in_the_manual_page() {
    let page = page(&["--man"]).replace("\\-", "-");
    let help = sigscript(&["--help"]).output;
    let options = help
        .split_whitespace()
        .filter(|word| word.starts_with("--") && word.len() > 2)
        .filter_map(|word| {
            word.split(|next: char| !next.is_ascii_alphabetic() && next != '-')
                .next()
        });
    let mut count = 0;
    for option in options {
        assert!(page.contains(option), "no `{option}`");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn every_option_has_its_text_in_the_manual_page() {
    let page = page(&["--man"]);
    let entries = page.split(".TP\n").skip(1);
    let mut count = 0;
    for entry in entries.filter(|entry| entry.starts_with("\\fB\\-")) {
        let text = entry.lines().nth(1).unwrap_or_default();
        assert!(!text.is_empty() && !text.starts_with('.'), "{entry}");
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn bash_takes_the_completions_and_completes() {
    let completions = page(&["--completions", "bash"]);
    let script = format!(
        "{completions}\nCOMP_WORDS=(sigscript --form) COMP_CWORD=1\n_sigscript sigscript --form sigscript\necho \"${{COMPREPLY[@]}}\""
    );
    let Some(checked) = on_text("bash", &["-n"], &completions) else {
        return;
    };
    assert!(checked.status.success());
    assert_eq!(String::from_utf8_lossy(&checked.stderr), "");
    let completed = on_text("bash", &[], &script).expect("bash was there");
    assert_eq!(String::from_utf8_lossy(&completed.stdout), "--format\n");
}

#[test]
fn other_shells_get_completions_too() {
    for (shell, mark) in [
        ("zsh", "#compdef sigscript"),
        ("fish", "complete -c sigscript"),
        ("elvish", "sigscript"),
        ("powershell", "sigscript"),
    ] {
        assert!(page(&["--completions", shell]).contains(mark), "{shell}");
    }
    for (shell, option) in [("zsh", "-n"), ("fish", "--no-execute")] {
        if let Some(checked) = on_text(shell, &[option], &page(&["--completions", shell])) {
            assert!(checked.status.success(), "{shell}");
        }
    }
}
