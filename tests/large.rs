//! Scripts far larger than anybody writes by hand: each is planned or refused in seconds, by the test's build as well.

#[path = "support/program.rs"]
mod program;
#[path = "support/run.rs"]
mod run;

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use program::SIGSCRIPT;
use run::run;

/// An optimized build takes a tenth of it at most.
const LIMIT: Duration = Duration::from_secs(15);

const CATALOG: &str = "tests/catalogs/6.18.json";

/// Plans a script; whether it was accepted.
fn planned(name: &str, script: &str) -> bool {
    let path =
        std::env::temp_dir().join(format!("sigscript-large-{}-{name}.sig", std::process::id()));
    std::fs::write(&path, script).expect("the temporary folder takes files");
    let mut command = Command::new(SIGSCRIPT);
    command.args(["--plan", "--catalog", CATALOG]).arg(&path);
    let since = Instant::now();
    let finished = run(&mut command, Path::new(env!("CARGO_MANIFEST_DIR")));
    std::fs::remove_file(&path).expect("it was written");
    let finished = finished.expect(name);
    assert!(since.elapsed() < LIMIT, "{name}: {:?}", since.elapsed());
    match finished.status.code() {
        Some(0) => !finished.output.is_empty(),
        Some(1) if finished.errors.starts_with("error: ") => false,
        _ => panic!("{name}: {finished:?}"),
    }
}

/// `part` for each number.
fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).fold(String::new(), |mut text, number| {
        let _ = writeln!(text, "{}", part(number));
        text
    })
}

#[test]
fn long_scripts_are_planned() {
    let lines = each(20_000, |line| format!("  println(\"line {line}\")"));
    assert!(planned("lines", &format!("probe begin {{\n{lines}}}")));
    let globals = each(5_000, |number| format!("global g{number}"));
    let uses = each(5_000, |number| {
        format!("g{number} = {number}; println(g{number})")
    });
    assert!(planned(
        "globals",
        &format!("{globals}probe begin {{\n{uses}}}")
    ));
    let aliases = each(5_000, |number| {
        format!("probe a{number} = begin {{ v{number} = {number} }}")
    });
    assert!(planned(
        "aliases",
        &format!("{aliases}probe a4999 {{ println(v4999) }}")
    ));
    let chain = each(2_000, |number| {
        format!("function f{number}(a) {{ return f{}(a) + a }}", number + 1)
    });
    let end = "function f2000(a) { return a }\nprobe begin { println(f0(1)) }";
    assert!(planned("chain", &(chain + end)));
}

#[test]
fn long_conditions_are_planned() {
    let tests: Vec<String> = (0..1_000)
        .map(|number| format!("$sig == {number}"))
        .collect();
    let probe = |condition: &str| {
        format!("probe kernel.trace(\"signal_generate\") {{ if ({condition}) println($sig) }}")
    };
    // A chain is as deep as it is long.
    assert!(planned("short", &probe(&tests[..100].join(" || "))));
    planned("long", &probe(&tests.join(" || ")));
    let branches = each(1_000, |number| {
        format!("if ($sig == {number} && pid() == {number}) next")
    });
    assert!(planned(
        "branches",
        &format!("probe kernel.trace(\"signal_generate\") {{\n{branches} println(1) }}")
    ));
}

#[test]
fn deep_scripts_are_refused() {
    for (name, open, close) in [
        ("parentheses", "(", ")"),
        ("calls", "strlen(", ")"),
        ("signs", "-(", ")"),
        ("ternaries", "1 ? ", " : 0"),
    ] {
        let script = format!(
            "probe begin {{ x = {}1{} println(x) }}",
            open.repeat(20_000),
            close.repeat(20_000)
        );
        assert!(!planned(name, &script));
    }
    let script = format!(
        "probe begin {{ {} println(1) {} }}",
        "{".repeat(20_000),
        "}".repeat(20_000)
    );
    assert!(!planned("blocks", &script));
}

#[test]
fn exploding_aliases_are_refused() {
    let doubled = each(40, |number| {
        format!("probe a{number} = a{0}, a{0} {{ }}", number + 1)
    });
    assert!(!planned(
        "doubled",
        &format!("{doubled}probe a40 = begin {{ }}\nprobe a0 {{ println(1) }}")
    ));
    let endless = each(5_000, |number| {
        format!("probe a{number} = a{} {{ }}", number + 1)
    });
    assert!(!planned(
        "deep",
        &format!("{endless}probe a5000 = begin {{ }}\nprobe a0 {{ println(1) }}")
    ));
}
