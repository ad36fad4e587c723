//! Once tracing is on, root's capabilities are given up but for what reading needs (capabilities(7)).

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::Test;
use crate::tracer::{PATIENCE, Tracer};

pub const TESTS: &[Test] = &[
    ("of_the_collector", of_the_collector),
    ("of_ftrace", of_ftrace),
    ("of_symbols", of_symbols),
    ("of_metrics", of_metrics),
];

const PROBE: &str = "probe signal.send { if (sig == 40 && sig_pid == 1) println(sig_name) }";

/// `CAP_DAC_READ_SEARCH`, `CAP_SYS_PTRACE`, `CAP_SYSLOG`, `CAP_CHECKPOINT_RESTORE`
const READ_ANYTHING: u64 = 1 << 2 | 1 << 19 | 1 << 34 | 1 << 40;
/// `CAP_BPF`
const BPF: u64 = 1 << 39;

/// The value behind a name in a file such as `/proc/PID/status`.
fn value(status: &str, name: &str) -> String {
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("no {name} in {status}"))
        .trim_start_matches(':')
        .trim()
        .to_owned()
}

/// What each thread of the tracer may still do: its name, and its capabilities.
fn capabilities(tracer: &Tracer) -> Vec<(String, u64)> {
    let threads = fs::read_dir(format!("/proc/{}/task", tracer.id())).expect("it runs");
    let of_thread = |thread: fs::DirEntry| {
        let status = fs::read_to_string(thread.path().join("status")).expect("the thread lives");
        let set = |name| u64::from_str_radix(&value(&status, name), 16).expect("a mask");
        assert_eq!(set("CapEff") & !set("CapPrm"), 0, "{status}");
        (value(&status, "Name"), set("CapPrm"))
    };
    threads.map(|thread| of_thread(thread.unwrap())).collect()
}

/// Checks what the one thread of a tracer may still do.
fn keeps(script: &str, options: &[&str], expected: u64) {
    let tracer = Tracer::one_liner(script, options);
    assert_eq!(
        capabilities(&tracer),
        [("sigscript".to_owned(), expected)],
        "{script}"
    );
    let status = fs::read_to_string(format!("/proc/{}/status", tracer.id())).expect("it runs");
    assert_eq!(value(&status, "NoNewPrivs"), "1");
    tracer.stop().quietly();
}

fn of_the_collector() {
    keeps(PROBE, &[], BPF);
}

fn of_ftrace() {
    keeps(PROBE, &["--backend", "ftrace", "--buffer-size", "64M"], 0);
}

/// Names in the programs of other processes are read when the handler runs.
fn of_symbols() {
    let script = "probe signal.send { if (sig == 40 && sig_pid == 1) print_ubacktrace() }";
    keeps(script, &[], BPF | READ_ANYTHING);
}

/// The thread that talks to clients may do nothing.
fn of_metrics() {
    let mut tracer = Tracer::one_liner(
        &format!("global n = 1 {PROBE} probe end {{ println(n) }}"),
        &["--metrics", "127.0.0.1:0"],
    );
    let expected = [("metrics".to_owned(), 0), ("sigscript".to_owned(), BPF)];
    let since = Instant::now();
    // The thread begins a moment later.
    while !capabilities(&tracer)
        .iter()
        .all(|found| expected.contains(found))
    {
        assert!(since.elapsed() < PATIENCE, "{:?}", capabilities(&tracer));
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!(capabilities(&tracer).len(), expected.len());
    tracer.signal(nix::sys::signal::Signal::SIGINT);
    tracer.expect("1");
    let ended = tracer.end();
    assert!(ended.status.success(), "{}", ended.errors);
}
