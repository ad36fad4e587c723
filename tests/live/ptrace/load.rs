//! The ptrace backend under load: a process with busy threads gets thousands of signals while it is traced.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::libc;
use nix::sys::signal::Signal;

use super::busy::{self, NUMBERS, Report, THREADS};
use super::{by_nobody, is_traced, one_liner, wait_until};
use crate::Test;
use crate::cast::Actor;
use crate::tracer::PATIENCE;

pub const TESTS: &[Test] = &[
    ("ten_thousand_signals", ten_thousand),
    ("killed_among_ten_thousand_signals", || {
        ended_in_the_middle(Signal::SIGKILL);
    }),
    ("interrupted_among_ten_thousand_signals", || {
        ended_in_the_middle(Signal::SIGINT);
    }),
];

/// How many are queued.
const SIGNALS: u64 = 10_000;
/// After so many, one SIGUSR1, which is no second one while one is pending.
const STANDARD: u64 = 10;

/// The program that gets them.
struct Busy {
    actor: Actor,
    pid: String,
}

impl Busy {
    fn start() -> Self {
        let mut actor = Actor::spawn(by_nobody("live").arg(busy::ARGUMENT));
        let pid = actor.value("pid");
        Self { actor, pid }
    }

    fn report(&mut self) -> Report {
        self.actor.go();
        Report::parse(&self.actor.value("report"))
    }

    /// Sends signals with the values `from..to` and some SIGUSR1.
    fn send(&self, from: u64, to: u64) {
        let pid = self.pid.parse().expect("it is a number");
        for value in from..to {
            queue(pid, number(value), value);
            if value % STANDARD == 0 {
                queue(pid, libc::SIGUSR1, value);
            }
        }
    }

    /// Waits until they have come.
    fn wait_for(&mut self, signals: u64) -> Report {
        let since = Instant::now();
        loop {
            let report = self.report();
            if report.received >= signals {
                return report;
            }
            assert!(since.elapsed() < PATIENCE, "{report:?}");
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Waits until nothing comes any more.
    fn settle(&mut self) -> Report {
        loop {
            let before = self.report();
            thread::sleep(Duration::from_millis(50));
            let report = self.report();
            if (before.received, before.standard) == (report.received, report.standard) {
                return report;
            }
        }
    }

    /// How much it works in a moment.
    fn work(&mut self) -> u64 {
        let before = self.report().work;
        thread::sleep(Duration::from_millis(50));
        self.report().work - before
    }

    /// Whether it works at least a quarter as much as another one does at the same time, whatever else the machine does.
    fn keeps_up_with(&mut self, other: &mut Self) -> bool {
        let mut moment = || {
            let before = [self.report().work, other.report().work];
            thread::sleep(Duration::from_millis(100));
            [
                self.report().work - before[0],
                other.report().work - before[1],
            ]
        };
        (0..5).any(|_| {
            let [own, others] = moment();
            own > others / 4
        })
    }
}

fn number(value: u64) -> i32 {
    libc::SIGRTMIN() + (value % NUMBERS as u64) as i32
}

/// Queues a signal; where the kernel holds as many as it may, waits.
fn queue(pid: i32, signal: i32, value: u64) {
    let since = Instant::now();
    let value = libc::sigval {
        sival_ptr: value as *mut libc::c_void,
    };
    // SAFETY: sigqueue(3) takes numbers; what looks like a pointer is one to the receiver only.
    while unsafe { libc::sigqueue(pid, signal, value) } != 0 {
        let errno = Errno::last();
        assert!(
            errno == Errno::EAGAIN && since.elapsed() < PATIENCE,
            "{errno}"
        );
        thread::sleep(Duration::from_millis(1));
    }
}

fn ten_thousand() {
    let [mut busy, mut undisturbed] = [Busy::start(), Busy::start()];
    let script = r#"global handled
        probe signal.send { printf("%d %d %d\n", sig, si_value, pid()) }
        probe signal.handle { handled[sig]++ }
        probe end { foreach (sig+ in handled) printf("handled %d %d\n", sig, handled[sig]) }"#;
    let tracer = one_liner(script, &["--backend", "ptrace", "-x", &busy.pid]);
    assert!(busy.keeps_up_with(&mut undisturbed));
    drop(undisturbed);
    let since = Instant::now();
    busy.send(0, SIGNALS);
    busy.wait_for(SIGNALS);
    let each = since.elapsed() / SIGNALS as u32;
    let report = busy.settle();
    let lines = tracer.stop().quietly();
    assert_eq!(report.received, SIGNALS, "{report:?}");
    assert_eq!(report.disordered, 0, "{report:?}");
    assert_eq!(report.sum, SIGNALS * (SIGNALS - 1) / 2, "{report:?}");
    check(&lines, &report);
    // It was 0.03 ms on a machine that did other things as well.
    assert!(each < Duration::from_millis(1), "{each:?} for each signal");
}

/// Compares what was printed with what came.
fn check(lines: &[String], report: &Report) {
    let mut values: BTreeMap<i32, Vec<u64>> = BTreeMap::new();
    let mut handled = BTreeMap::new();
    let sender = std::process::id().to_string();
    for line in lines {
        match line.split(' ').collect::<Vec<_>>()[..] {
            ["handled", signal, count] => {
                handled.insert(
                    signal.parse::<i32>().unwrap(),
                    count.parse::<usize>().unwrap(),
                );
            }
            [signal, value, from] => {
                assert_eq!(from, sender, "{line}");
                let values = values.entry(signal.parse().unwrap()).or_default();
                values.push(value.parse().unwrap());
            }
            _ => panic!("{line}"),
        }
    }
    let counts = values
        .iter()
        .map(|(&signal, values)| (signal, values.len()));
    assert_eq!(counts.collect::<BTreeMap<_, _>>(), handled);
    let standard = values.remove(&libc::SIGUSR1).unwrap_or_default();
    assert_eq!(standard.len() as u64, report.standard);
    for number in 0..NUMBERS {
        let signal = libc::SIGRTMIN() + number as i32;
        let mut printed = values.remove(&signal).unwrap_or_default();
        if number == THREADS {
            // Two threads that take the next ones may stop in either order.
            printed.sort_unstable();
        }
        let sent = (0..SIGNALS).skip(number).step_by(NUMBERS);
        assert!(
            printed.iter().copied().eq(sent),
            "signal {signal}: {printed:?}"
        );
    }
    assert!(values.is_empty(), "{values:?}");
}

/// A tracer that ends while signals come loses none of them, and those that come later arrive as ever.
fn ended_in_the_middle(end: Signal) {
    for calls in ["", " global calls probe kernel.syscall { calls++ }"] {
        let mut busy = Busy::start();
        let script = format!(r#"probe signal.send {{ printf("%d\n", si_value) }}{calls}"#);
        let options = ["--backend", "ptrace", "-x", &busy.pid];
        let mut tracer = one_liner(&script, &options);
        busy.send(0, SIGNALS / 2);
        for _ in 0..SIGNALS / 10 {
            tracer.line();
        }
        tracer.signal(end);
        let ended = tracer.end();
        assert_eq!(ended.status.success(), end == Signal::SIGINT, "{ended:?}");
        wait_until("it is let go", || !is_traced(&busy.pid));
        busy.send(SIGNALS / 2, SIGNALS);
        let report = busy.wait_for(SIGNALS);
        assert_eq!((report.received, report.disordered), (SIGNALS, 0));
        assert_eq!(report.sum, SIGNALS * (SIGNALS - 1) / 2);
        assert!(busy.work() > 0);
    }
}
