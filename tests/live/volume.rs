//! Many signals: none is lost, none reaches user space in vain, and what is lost is said.

use nix::sys::signal::Signal;

use crate::Test;
use crate::cast::Actor;
use crate::tracer::{Ended, Tracer};

pub const TESTS: &[Test] = &[
    ("none_is_lost", none_is_lost),
    ("losses_are_told", losses_are_told),
];

/// The counters of a message `…: N events delivered, N lost, N held back in the kernel`.
struct Counters {
    delivered: u64,
    lost: u64,
    held_back: u64,
}

fn counters(ended: &Ended) -> Counters {
    let line = ended
        .errors
        .lines()
        .find(|line| line.contains("events delivered"))
        .unwrap_or_else(|| panic!("{}", ended.errors));
    let before = |words: &str| {
        let (start, _) = line
            .split_once(words)
            .unwrap_or_else(|| panic!("no `{words}` in `{line}`"));
        start
            .trim_end()
            .rsplit(' ')
            .next()
            .and_then(|number| number.parse().ok())
            .unwrap_or_else(|| panic!("{line}"))
    };
    Counters {
        delivered: before("events delivered"),
        lost: before("lost"),
        held_back: before("held back"),
    }
}

/// A flood of signals, waiting, its receiver, and a script that prints every SIGUSR1 of it.
fn flood(count: u64) -> (Actor, String, String) {
    let mut flood = Actor::start("signal_flood", &[&count.to_string()]);
    let receiver = flood.value("receiver");
    let script = format!(
        r#"probe signal.send {{ if (sig == 10 && sig_pid == {receiver}) printf("%s %s(%d) %d\n", sig_name, execname(), pid(), sig_pid) }}"#
    );
    (flood, receiver, script)
}

/// 200,000 signals as fast as one process can send them; one of two is asked for.
fn none_is_lost() {
    let (mut flood, receiver, script) = flood(200_000);
    // The default is for the reader that users have: without optimisation it is several times slower than the flood.
    let options: &[&str] = if cfg!(debug_assertions) {
        &["-v", "--buffer-size", "16M"]
    } else {
        &["-v"]
    };
    let tracer = Tracer::one_liner(&script, options);
    flood.go();
    assert_eq!(flood.value("sent"), "200000");
    let line = format!("SIGUSR1 signal_flood({}) {receiver}", flood.id());
    let ended = tracer.stop();
    assert!(ended.status.success(), "{}", ended.errors);
    assert_eq!(ended.lines.len(), 100_000, "{}", ended.errors);
    assert!(ended.lines.iter().all(|printed| *printed == line));
    let counters = counters(&ended);
    assert_eq!(
        (counters.delivered, counters.lost),
        (100_000, 0),
        "{}",
        ended.errors
    );
    assert!(counters.held_back >= 100_000, "{}", ended.errors);
}

/// A reader that stands still while its small buffer runs over: what is missing is counted and reported.
fn losses_are_told() {
    let (mut flood, _, script) = flood(40_000);
    let tracer = Tracer::one_liner(&script, &["--buffer-size", "64K"]);
    tracer.signal(Signal::SIGSTOP);
    flood.go();
    assert_eq!(flood.value("sent"), "40000");
    tracer.signal(Signal::SIGCONT);
    let ended = tracer.stop();
    assert!(ended.status.success(), "{}", ended.errors);
    let line = ended
        .errors
        .lines()
        .find(|line| line.contains(" lost"))
        .unwrap_or_else(|| panic!("no loss: {}", ended.errors));
    let lost: usize = line
        .split_once(" lost")
        .and_then(|(start, _)| start.rsplit(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("{line}"));
    assert!(
        lost > 0 && ended.lines.len() + lost == 20_000,
        "{} lines and `{line}`",
        ended.lines.len()
    );
}
