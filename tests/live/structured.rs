//! `--format json` on the running kernel: fields of events, their times, and losses.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use nix::sys::signal::Signal;
use serde_json::Value;

use crate::Test;
use crate::cast::{Actor, receiver, send};
use crate::program::SIGSCRIPT;
use crate::schema::objects;
use crate::tracer::{Ended, PATIENCE, Tracer};

pub const TESTS: &[Test] = &[
    ("fields_of_a_signal", fields_of_a_signal),
    ("times_of_events", times_of_events),
    ("stacks_are_fields", stacks_are_fields),
    ("losses_stand_in_the_stream", losses_stand_in_the_stream),
    (
        "what_the_kernel_counts_is_told",
        what_the_kernel_counts_is_told,
    ),
];

/// Starts a one-liner with structured output and waits until it traces.
fn start(script: &str, options: &[&str]) -> Tracer {
    let script = format!("probe begin {{ println(\"tracing\") }} {script}");
    let mut command = Command::new(SIGSCRIPT);
    command.args(["--format", "json"]).args(options);
    let mut tracer = Tracer::spawn(command.args(["-e", &script]));
    for kind in ["begin", "print"] {
        let line = tracer.line();
        assert_eq!(objects(&(line + "\n"))[0]["type"], kind);
    }
    tracer
}

fn unread(ended: &Ended) -> Vec<Value> {
    objects(&(ended.lines.join("\n") + "\n"))
}

fn fields_of_a_signal() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{ if (sig == 15 && sig_pid == {pid})
             printf("%s: %s(%d) -> %s(%d)\n", sig_name, execname(), pid(), pid_name, $task->tgid) }}"#
    );
    let tracer = start(&script, &[]);
    let sender = send(15, &pid);
    let ended = tracer.stop();
    let objects = unread(&ended);
    let [print, end] = objects.as_slice() else {
        panic!("{objects:#?}");
    };
    assert_eq!(print["probe"], "signal.send");
    assert_eq!(
        print["text"],
        format!("SIGTERM: test_sender({sender}) -> test_receiver({pid})")
    );
    assert_eq!(print["sig_name"], "SIGTERM");
    assert_eq!(print["execname"], "test_sender");
    assert_eq!(print["pid"], sender);
    assert_eq!(print["pid_name"], "test_receiver");
    assert_eq!(print["$task->tgid"], receiver.id());
    assert_eq!(
        (&end["type"], &end["failed"]),
        (&"end".into(), &false.into())
    );
    assert_eq!(ended.errors, "");
}

/// A reader that stands still does not change when something happened.
fn times_of_events() {
    let (_receiver, pid) = receiver();
    let script = format!("probe signal.send {{ if (sig == 10 && sig_pid == {pid}) println(sig) }}");
    let tracer = start(&script, &[]);
    tracer.signal(Signal::SIGSTOP);
    let before = now();
    send(10, &pid);
    let after = now();
    thread::sleep(Duration::from_millis(200));
    tracer.signal(Signal::SIGCONT);
    let ended = tracer.stop();
    let objects = unread(&ended);
    let time = objects[0]["ts"].as_str().expect("a time");
    assert_eq!(objects[0]["sig"], 10);
    // The clocks are compared at the beginning of a session, and one of them may be adjusted since.
    let (earliest, latest) = (before - SLACK, after + SLACK);
    let time = nanoseconds(time);
    assert!(
        earliest <= time && time <= latest,
        "{earliest} <= {time} <= {latest}"
    );
}

/// How far a time may be off, in nanoseconds.
const SLACK: i128 = 20_000_000;

fn now() -> i128 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.expect("it is later").as_nanos().cast_signed()
}

/// What a time is in nanoseconds since 1970, as date(1) reads it.
fn nanoseconds(time: &str) -> i128 {
    let output = Command::new("date")
        .args(["-d", time, "+%s%N"])
        .output()
        .expect("date runs");
    let text = String::from_utf8_lossy(&output.stdout);
    text.trim().parse().expect("a number")
}

/// What is lost is told while the session goes on, and adds up.
fn losses_stand_in_the_stream() {
    let mut flood = Actor::start("signal_flood", &["40000"]);
    let receiver = flood.value("receiver");
    let script =
        format!("probe signal.send {{ if (sig == 10 && sig_pid == {receiver}) println(sig) }}");
    let mut tracer = start(&script, &["--buffer-size", "64K"]);
    tracer.signal(Signal::SIGSTOP);
    flood.go();
    assert_eq!(flood.value("sent"), "40000");
    tracer.signal(Signal::SIGCONT);
    let mut lines = Vec::new();
    let since = Instant::now();
    while !lines
        .last()
        .is_some_and(|line: &String| line.contains("\"loss\""))
    {
        assert!(since.elapsed() < PATIENCE);
        lines.push(tracer.line());
    }
    let mut ended = tracer.stop();
    lines.append(&mut ended.lines);
    let objects = objects(&(lines.join("\n") + "\n"));
    let lost = |kind: &str| -> u64 {
        let some = objects.iter().filter(|object| object["type"] == kind);
        some.filter_map(|object| object["lost"].as_u64()).sum()
    };
    let prints = objects.iter().filter(|object| object["type"] == "print");
    let prints = prints.count() as u64;
    assert!(lost("loss") > 0);
    assert_eq!(lost("loss"), lost("end"));
    assert_eq!(prints + lost("loss"), 20_000);
}

/// A stack stays whole, under a name of its own.
fn stacks_are_fields() {
    let (_receiver, pid) = receiver();
    let script =
        format!("probe signal.send {{ if (sig == 10 && sig_pid == {pid}) print_backtrace() }}");
    let tracer = start(&script, &[]);
    send(10, &pid);
    let ended = tracer.stop();
    let objects = unread(&ended);
    let stack = objects[0]["stack"].as_str().expect("a stack");
    assert!(stack.lines().count() > 2, "{stack}");
    assert_eq!(objects[0]["text"], stack.trim_end_matches('\n'));
    assert_eq!(objects.len(), 2);
}

/// Events that the kernel counts are not delivered, but told at the end.
fn what_the_kernel_counts_is_told() {
    let (_receiver, pid) = receiver();
    let script = format!(
        "global n probe signal.send {{ if (sig == 10 && sig_pid == {pid}) n++ }} probe end {{ println(n) }}"
    );
    let tracer = start(&script, &[]);
    send(10, &pid);
    send(10, &pid);
    let objects = unread(&tracer.stop());
    assert_eq!(
        (&objects[0]["text"], &objects[0]["n"]),
        (&"2".into(), &2.into())
    );
    assert_eq!(objects[1]["counted"], 2);
    assert_eq!(objects.len(), 2);
}
