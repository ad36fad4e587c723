//! System calls as the library tells them, against strace(1) of the same run: how many of each there were, and their arguments.

pub mod calls;

use std::collections::BTreeMap;
use std::fs;
use std::process::{Command, Stdio};

use crate::Test;
use crate::program::SIGSCRIPT;

pub const TESTS: &[Test] = &[
    ("counts_and_arguments_equal_those_of_strace", equal_strace),
    ("half_a_thousand_points_are_few_programs", few_programs),
];

/// Calls whose arguments the kernel fills in, so that the text is complete only where they return.
const FILLED_IN: &[&str] = &[
    "readlinkat",
    "getcwd",
    "newfstatat",
    "fstat",
    "read",
    "pread64",
    "readv",
    "pipe2",
    "epoll_pwait",
    "rt_sigprocmask",
    "rt_sigaction",
    "rt_sigpending",
    "sigaltstack",
    "prlimit64",
    "getresuid",
    "sched_getaffinity",
    "getrandom",
    "clock_gettime",
    "clock_getres",
    "getpeername",
    "getsockopt",
    "socketpair",
    "recvfrom",
    "recvmsg",
];

/// What differs from strace, by a part of its text, and why.
const DIFFERENT: &[(&str, &str)] = &[];

/// Counts and prints what a process and its children call, but for what strace and sigscript themselves do there.
const SCRIPT: &str = r#"
    global entered, returned
    function ours() { return target_set_pid(pid()) && execname() != "strace" && execname() != "sigscript" }
    probe syscall.* { if (ours()) { entered[name]++; printf("> %d %s(%s)\n", tid(), name, argstr) } }
    probe syscall.*.return { if (ours()) { returned[name]++; printf("< %d %s(%s) = %s\n", tid(), name, argstr, retstr) } }
    probe end {
        foreach (call in entered) printf("entered %s %d\n", call, entered[call])
        foreach (call in returned) printf("returned %s %d\n", call, returned[call])
    }
"#;

/// What one tracer saw.
#[derive(Default)]
struct Seen {
    /// The calls between the marks, as text, in order.
    calls: Vec<String>,
    counts: BTreeMap<String, u64>,
}

fn has_strace() -> bool {
    let found = Command::new("strace")
        .arg("-V")
        .stdout(Stdio::null())
        .status()
        .is_ok();
    if !found {
        eprintln!("there is no strace: system calls were not compared with it");
    }
    found
}

fn equal_strace() {
    if !has_strace() {
        return;
    }
    let folder = std::env::temp_dir().join(format!("sigscript-calls-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("there is room");
    let file = folder.join("strace");
    let own = std::env::current_exe().expect("it runs");
    let command = format!(
        "strace -f -a 0 -C -o {} {} {} {}",
        file.display(),
        own.display(),
        calls::ARGUMENT,
        folder.display()
    );
    let output = Command::new(SIGSCRIPT)
        .args(["-c", &command, "-e", SCRIPT])
        .output()
        .expect("sigscript runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    let text = fs::read_to_string(&file).expect("strace writes");
    fs::remove_dir_all(&folder).expect("it is ours");
    let lines = String::from_utf8_lossy(&output.stdout);
    let strace = seen_by_strace(&text);
    compare_counts(&lines, &strace);
    compare_calls(&lines, &strace.calls);
}

fn seen_by_strace(text: &str) -> Seen {
    let mut seen = Seen::default();
    let mut marks = 0;
    for line in text.lines() {
        if let Some((_, call)) = line
            .split_once(' ')
            .filter(|(id, _)| id.parse::<u32>().is_ok())
        {
            if call.contains(calls::MARK) {
                marks += 1;
            } else if marks == 1 && !call.starts_with("---") {
                let arguments = call.rsplit_once(" = ").map_or(call, |(call, _)| call);
                seen.calls.push(arguments.trim_end().to_owned());
            }
            continue;
        }
        // `% time  seconds  usecs/call  calls  [errors]  syscall`
        let columns: Vec<&str> = line.split_whitespace().collect();
        if let [time, _, _, count, .., name] = columns[..]
            && time.parse::<f64>().is_ok()
            && let Ok(count) = count.parse()
            && name != "total"
        {
            seen.counts.insert(name.to_owned(), count);
        }
    }
    assert_eq!(marks, 2, "{text}");
    seen
}

fn counts(lines: &str, what: &str) -> BTreeMap<String, u64> {
    let rows = lines.lines().filter_map(|line| line.strip_prefix(what));
    let row = |row: &str| {
        let (name, count) = row.trim().split_once(' ')?;
        Some((name.to_owned(), count.parse().ok()?))
    };
    rows.filter_map(row).collect()
}

fn compare_counts(lines: &str, strace: &Seen) {
    let mut returned = counts(lines, "returned ");
    let mut entered = counts(lines, "entered ");
    assert!(strace.counts.len() > 50, "{:?}", strace.counts);
    // The process was still called strace when it began its first call.
    *entered.entry("execve".to_owned()).or_default() += 1;
    // These never return. strace counts what it saw returning.
    for call in ["exit", "exit_group"] {
        returned.remove(call);
        entered.remove(call);
    }
    assert_eq!(returned, strace.counts);
    assert_eq!(entered, strace.counts);
}

/// The calls between the marks that begin with `what`.
fn marked<'a>(lines: &'a str, what: &'a str) -> Vec<&'a str> {
    let calls = lines
        .lines()
        .filter_map(|line| line.strip_prefix(what)?.split_once(' '));
    let calls = calls
        .map(|(_, call)| call)
        .skip_while(|call| !call.contains(calls::MARK));
    calls
        .skip(1)
        .take_while(|call| !call.contains(calls::MARK))
        .collect()
}

fn compare_calls(lines: &str, strace: &[String]) {
    let (entered, returned) = (marked(lines, "> "), marked(lines, "< "));
    let mut wrong = Vec::new();
    assert!(strace.len() >= 100, "{strace:?}");
    assert_eq!(
        (entered.len(), returned.len()),
        (strace.len(), strace.len())
    );
    for ((expected, entered), returned) in strace.iter().zip(entered).zip(returned) {
        if DIFFERENT.iter().any(|(part, _)| expected.contains(part)) {
            continue;
        }
        let returned = returned
            .rsplit_once(" = ")
            .map_or(returned, |(call, _)| call);
        let name = expected.split('(').next().unwrap_or_default();
        if returned != expected {
            wrong.push(format!("strace    {expected}\nreturning {returned}"));
        }
        if entered != expected && !FILLED_IN.contains(&name) {
            wrong.push(format!("strace    {expected}\nentering  {entered}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

fn few_programs() {}
