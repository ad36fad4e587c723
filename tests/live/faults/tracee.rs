//! A process that is killed at each stage of being traced by ptrace(2): the session ends and says why, and never waits for what cannot come.

use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::cast::{receiver, send};
use crate::program::{SIGSCRIPT, wait};
use crate::status;
use crate::tracer::{Ended, PATIENCE, Tracer};

pub const TESTS: &[Test] = &[
    ("tracee_killed_before_it_is_traced", || {
        super::repeat(before_it_is_traced);
    }),
    ("tracee_killed_before_it_runs", || {
        super::repeat(before_it_runs);
    }),
    ("tracee_killed_while_it_is_attached_to", || {
        super::repeat(while_attached_to);
    }),
    ("tracee_killed_while_it_executes", || {
        super::repeat(while_it_executes);
    }),
    ("tracee_killed_while_it_is_stopped", || {
        super::repeat(while_stopped);
    }),
];

/// Takes long enough for whoever waits for something before it ends.
const LONG: &str = "for (i = 0; i < 1000000; i++) m += i";

fn tracer(words: &[&str]) -> Tracer {
    let mut command = Command::new(SIGSCRIPT);
    let first = ["--backend", "ptrace", "-D", "MAXACTION=100000000"];
    Tracer::spawn(command.args(first).args(words))
}

/// Waits for a child of a process.
fn child_of(process: u32) -> u32 {
    let since = Instant::now();
    loop {
        let processes = fs::read_dir("/proc").expect("proc is mounted").flatten();
        let mut ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        if let Some(child) = ids.find(|id: &u32| status::line(id, "PPid") == process.to_string()) {
            return child;
        }
        assert!(since.elapsed() < PATIENCE, "{process} has no child");
    }
}

fn end(process: u32) {
    kill(Pid::from_raw(process.cast_signed()), Signal::SIGKILL).expect("it is ours");
}

fn is_traced(process: u32) -> bool {
    !["0", ""].contains(&status::line(process, "TracerPid").as_str())
}

/// Checks that a session came to its end, or could not begin since its process had ended.
fn ended_or_refused(ended: &Ended, expected: i32) {
    match ended.status.code() {
        Some(126) => assert!(
            ended.errors.contains("has ended") || ended.errors.contains("there is no process"),
            "{ended:#?}"
        ),
        code => assert_eq!(code, Some(expected), "{ended:#?}"),
    }
}

/// The command has been started, but nobody traces it yet.
fn before_it_is_traced() {
    let tracer = tracer(&["-c", "sleep 30", "-e", "probe signal.send { println(sig) }"]);
    let child = child_of(tracer.id());
    tracer.signal(Signal::SIGSTOP);
    let early = !is_traced(child);
    end(child);
    tracer.signal(Signal::SIGCONT);
    let ended = tracer.end();
    ended_or_refused(&ended, 128 + 9);
    assert!(!early || ended.errors.contains("has ended"), "{ended:#?}");
}

/// The command is traced, but waits for the `begin` probe.
fn before_it_runs() {
    let script = format!("probe begin {{ {LONG} }} probe signal.send {{ println(sig) }}");
    let tracer = tracer(&["-c", "sleep 30", "-e", &script]);
    let child = child_of(tracer.id());
    while !is_traced(child) {
        thread::sleep(Duration::from_millis(1));
    }
    end(child);
    assert_eq!(tracer.end().status.code(), Some(128 + 9));
}

/// A process that makes others all the time.
fn maker() -> Child {
    let mut shell = Command::new("sh");
    shell.args(["-c", "while :; do (:) & done"]);
    shell.stdin(Stdio::null()).spawn().expect("sh runs")
}

fn while_attached_to() {
    for tenths in 0..5 {
        let mut maker = maker();
        let target = maker.id().to_string();
        let script = "probe signal.send { println(sig) } probe process.begin { n++ }";
        let tracer = tracer(&["-x", &target, "-e", script]);
        let since = Instant::now();
        while !is_traced(maker.id()) && since.elapsed() < Duration::from_millis(200 * tenths) {
            thread::sleep(Duration::from_millis(1));
        }
        maker.kill().expect("it is a child of ours");
        wait(&mut maker).expect("it ends");
        ended_or_refused(&tracer.end(), 0);
    }
}

/// One that becomes another program all the time.
fn while_it_executes() {
    let command = "ulimit -t 60; X='exec sh -c \"$X\"'; export X; exec sh -c \"$X\"";
    let script = "global n probe kprocess.exec_complete { if (++n == 5) println(\"executes\") }";
    let mut tracer = tracer(&["-c", command, "-e", script]);
    let child = child_of(tracer.id());
    tracer.expect("executes");
    end(child);
    assert_eq!(tracer.end().status.code(), Some(128 + 9));
}

/// It is held at a signal while a handler looks at it.
fn while_stopped() {
    let (receiver, pid) = receiver();
    let script = format!(
        "probe begin {{ println(\"tracing\") }} probe signal.send {{ {LONG}; println(sig) }} probe process.end {{ println(code) }}"
    );
    let mut tracer = tracer(&["-x", &pid, "-e", &script]);
    tracer.expect("tracing");
    send(15, &pid);
    let since = Instant::now();
    while !status::line(&pid, "State").starts_with('t') {
        assert!(since.elapsed() < PATIENCE, "it is not stopped");
    }
    thread::sleep(Duration::from_millis(20));
    end(receiver.id());
    receiver.end();
    let ended = tracer.end();
    assert!(ended.status.success(), "{ended:#?}");
    // Where the tracer had not looked at the signal yet, it is gone with its process.
    assert!(
        ended.lines == ["15", "9"] || ended.lines == ["9"],
        "{ended:#?}"
    );
}
