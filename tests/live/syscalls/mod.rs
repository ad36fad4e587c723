//! System calls as the library tells them, against strace(1) of the same run: how many of each there were, and their arguments.

pub mod calls;
mod further;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::pty::{OpenptyResult, openpty};

use crate::program::{SIGSCRIPT, wait};
use crate::tracer::Tracer;
use crate::{Test, kernel};

pub const TESTS: &[Test] = &[
    ("counts_and_arguments_equal_those_of_strace", equal_strace),
    ("bytes_are_escaped_once_on_a_terminal", escaped_once),
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
    "arch_prctl",
    "getpeername",
    "stat",
    "lstat",
    "pipe",
    "readlink",
    "statx",
    "uname",
    "times",
    "getrusage",
    "getitimer",
    "gettimeofday",
    "epoll_wait",
    "getsockname",
    "accept",
    "time",
    "sched_getparam",
    "timerfd_gettime",
    "setitimer",
    "getsockopt",
    "socketpair",
    "recvfrom",
    "recvmsg",
];

/// Calls that are not compared by their returns, and why.
const UNCOUNTED: &[(&str, &str)] = &[
    ("exit", "never returns; strace does not count it"),
    ("exit_group", "never returns; strace does not count it"),
    (
        "rt_sigreturn",
        "returns to where the signal came, without the call's number: the kernel's own sys_exit_rt_sigreturn does not come either",
    ),
];

/// Calls whose arguments the kernel overwrites with something else, which strace does not show.
const OVERWRITTEN: &[(&str, &str)] = &[
    ("ppoll", "the time that is left"),
    ("pselect6", "the time that is left"),
    ("select", "strace shows what is left behind the result"),
    ("poll", "strace shows what was found behind the result"),
];
/// Counts and prints what a process and its children call, but for what strace and sigscript themselves do there.
const SCRIPT: &str = r#"
    global entered, returned, children
    function ours() { return target_set_pid(pid()) && execname() != "strace" && execname() != "sigscript" }
    probe syscall.* { if (ours()) { entered[name]++; printf("> %d %s(%s)\n", tid(), name, argstr) } }
    probe syscall.*.return { if (ours()) { returned[name]++; if (retval == 0 && name =~ "^(clone3?|v?fork)$") children[name]++; printf("< %d %s(%s) = %s\n", tid(), name, argstr, retstr) } }
    probe end {
        foreach (call in entered) printf("entered %s %d\n", call, entered[call])
        # A child returns, too, from the call that made it; strace counts the parent's return only.
        foreach (call in children) printf("child %s %d\n", call, children[call])
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
        .args(["--buffer-size", "64M", "-c", &command, "-e", SCRIPT])
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
            // A process id of less than five digits has blanks behind it.
            let call = call.trim_start();
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

/// Whether a call is written as strace writes it; what strace tells beside the values may be missing: `{tms_utime=1 /* 0.01 s */}`.
fn is_as(strace: &str, call: &str) -> bool {
    call == strace || call == without_comments(strace)
}

fn without_comments(call: &str) -> String {
    let mut rest = call;
    let mut plain = String::new();
    while let Some((before, comment)) = rest.split_once(" /* ")
        && let Some((_, behind)) = comment.split_once(" */")
    {
        plain.push_str(before);
        rest = behind;
    }
    plain + rest
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
    assert!(strace.counts.len() > 100, "{:?}", strace.counts);
    let mut entered = counts(lines, "entered ");
    // The process was still called strace when it began its first call.
    *entered.entry("execve".to_owned()).or_default() += 1;
    let mut returned = counts(lines, "returned ");
    let children = counts(lines, "child ");
    for (call, count) in children {
        *returned.entry(call).or_default() -= count;
    }
    for (what, mut counts) in [("entered", entered), ("returned", returned)] {
        let mut expected = strace.counts.clone();
        for (call, _) in UNCOUNTED
            .iter()
            .filter(|(call, _)| what == "returned" || call.starts_with("exit"))
        {
            counts.remove(*call);
            expected.remove(*call);
        }
        let names = expected.keys().chain(counts.keys());
        let wrong: Vec<_> = names
            .map(|name| (name, expected.get(name), counts.get(name)))
            .filter(|row| row.1 != row.2)
            .collect();
        assert!(
            wrong.is_empty(),
            "{what}: call, strace, sigscript: {wrong:?}"
        );
    }
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
    for (what, seen) in [("entered", &entered), ("returned", &returned)] {
        let pairs = strace.iter().zip(seen);
        let first = pairs.clone().find(|(strace, seen)| {
            let name = |call: &str| call.split('(').next().map(str::to_owned);
            name(strace) != name(seen)
        });
        assert_eq!(
            seen.len(),
            strace.len(),
            "{what}: {} marks, first other call {first:?}",
            lines.matches(calls::MARK).count()
        );
    }
    for ((expected, entered), returned) in strace.iter().zip(entered).zip(returned) {
        let returned = returned
            .rsplit_once(" = ")
            .map_or(returned, |(call, _)| call);
        let name = expected.split('(').next().unwrap_or_default();
        if !is_as(expected, returned) && !OVERWRITTEN.iter().any(|(call, _)| *call == name) {
            wrong.push(format!("strace    {expected}\nreturning {returned}"));
        }
        if !is_as(expected, entered) && !FILLED_IN.contains(&name) {
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

/// All points with all their arguments, in programs that can be counted on fingers and toes, attached within a second.
fn few_programs() {
    let since = Instant::now();
    let script = "probe syscall.* { if (pid() == 0) println(name, argstr) }";
    let tracer = Tracer::one_liner(script, &[]);
    let time = since.elapsed();
    let links = kernel::objects(tracer.id());
    let links = links.iter().filter(|object| object.is_link()).count();
    assert!((1..=20).contains(&links), "{links} programs");
    assert!(
        time < Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 1 }),
        "{time:?}"
    );
    tracer.stop().quietly();
}

/// Bytes that a terminal would obey reach the text of the arguments as they are, and are made visible there.
fn escaped_once() {
    let OpenptyResult { master, slave } = openpty(None, None).expect("there are terminals");
    let file = std::env::temp_dir().join(format!("sigscript-bytes-{}", std::process::id()));
    fs::write(&file, b"\x1b[31mred\x01").expect("there is room");
    let command = format!("dd if={} of=/dev/null status=none", file.display());
    let condition = "target_set_pid(pid()) && isinstr(argstr, \"red\")";
    let script = format!("probe syscall.write {{ if ({condition}) println(argstr) }}");
    let mut child = Command::new(SIGSCRIPT)
        .args(["-c", &command, "-e", &script])
        .stdin(Stdio::null())
        .stdout(slave)
        .spawn()
        .expect("sigscript starts");
    let mut line = String::new();
    let read = BufReader::new(File::from(master)).read_line(&mut line);
    assert!(wait(&mut child).expect("sigscript ends").success());
    fs::remove_file(&file).expect("it is ours");
    assert!(read.is_ok_and(|length| length > 0));
    assert_eq!(line.trim_end(), r#"1, "\33[31mred\1", 9"#);
}
