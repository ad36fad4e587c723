//! Filters in the kernel against handlers: made-up scripts print the same with early tests as without, on the same signals.
//!
//! The scripts are those of `tests/properties`, which holds the same of filters that user space evaluates.

use std::process::{Command, Stdio};

use fastrand::Rng;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::program::{SIGSCRIPT, wait};
use crate::properties::{cases, handlers};
use crate::tracer::{BEGIN, Ended, Tracer};

pub const TESTS: &[Test] = &[("change_nothing", change_nothing)];

/// Scripts, each with filters of its own; `SIGSCRIPT_CASES` sets another number.
const SCRIPTS: u64 = 60;

/// What the receiver is sent; it ignores them all.
const SIGNALS: [Signal; 8] = [
    Signal::SIGHUP,
    Signal::SIGINT,
    Signal::SIGQUIT,
    Signal::SIGFPE,
    Signal::SIGTERM,
    Signal::SIGCHLD,
    Signal::SIGCONT,
    Signal::SIGSYS,
];

/// Each script runs twice at once; every signal comes to both.
fn change_nothing() {
    // `cat` is one of the names that the scripts compare with.
    let mut receiver = Command::new("sh")
        .args(["-c", "trap '' 1 2 3 8 15 17 18 31; exec cat"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("sh runs");
    let pid = receiver.id();
    let mut rejected = 0;
    let mut printed = 0;
    cases::run("filters in the kernel", SCRIPTS, |random| {
        let script = addressed(&handlers::script(random, 3), pid);
        let (early, late) = (start(&script, &[]), start(&script, &["--no-pushdown"]));
        let (Some(early), Some(late)) = (early, late) else {
            rejected += 1;
            return;
        };
        send(random, pid);
        let (early, late) = (early.stop(), late.stop());
        printed += early.lines.len();
        assert_eq!(
            told(&early),
            told(&late),
            "with early tests (left) and without differ\n{script}"
        );
    });
    drop(receiver.stdin.take());
    assert!(wait(&mut receiver).is_ok_and(|status| status.success()));
    println!("filters in the kernel: {rejected} scripts rejected, {printed} lines printed");
}

/// The script, which begins to do something where a signal goes to process `pid`.
fn addressed(script: &str, pid: u32) -> String {
    let receiver = if script.contains("probe signal.send") {
        "sig_pid"
    } else if script.contains("kernel.tracepoint(") {
        "$pid"
    } else {
        "$task->tgid"
    };
    let (declared, handler) = script.split_once("\n{\n").expect("the script has a probe");
    format!("{BEGIN}{declared}\n{{\n  if ({receiver} != {pid}) next\n{handler}")
}

/// Starts it and waits until it traces; nothing where it is rejected. The buffer has room for what other tests send.
fn start(script: &str, options: &[&str]) -> Option<Tracer> {
    let mut command = Command::new(SIGSCRIPT);
    command.args(["--buffer-size", "64M"]).args(options);
    let mut tracer = Tracer::spawn(command.args(["-e", script]));
    (tracer.next_line()? == "tracing").then_some(tracer)
}

/// Twelve signals: from here, and from a process of another name.
fn send(random: &mut Rng, pid: u32) {
    let receiver = Pid::from_raw(pid.cast_signed());
    for _ in 0..10 {
        let signal = SIGNALS[random.usize(..SIGNALS.len())];
        kill(receiver, signal).expect("the receiver runs");
    }
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -15 {pid}; kill -17 {pid}")])
        .status();
    assert!(sent.is_ok_and(|status| status.success()));
}

/// What came of it.
fn told(ended: &Ended) -> (Option<i32>, &[String], &str) {
    (ended.status.code(), &ended.lines, &ended.errors)
}
