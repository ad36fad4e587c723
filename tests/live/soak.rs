//! A long run: counters, arrays that forget, statistics, texts, prints and timers need no more memory and no more files later than soon.
//!
//! `SIGSCRIPT_SOAK=3600` runs for an hour; without it, some seconds show that the test itself works.

use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::flood::lost;
use crate::status;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("does_not_grow_on_ebpf", || does_not_grow("ebpf")),
    ("does_not_grow_on_ftrace", || does_not_grow("ftrace")),
    ("does_not_grow_on_ptrace", || does_not_grow("ptrace")),
];

/// What a short run takes.
const SHORT: Duration = Duration::from_secs(6);
/// What the allocator may hold more of at one moment than at another, in kilobytes.
const SLACK: usize = 512;
/// How often each of these is sent by one process before another one sends.
const ROUNDS: usize = 10;
/// What nobody minds.
const HARMLESS: [Signal; 3] = [Signal::SIGURG, Signal::SIGCHLD, Signal::SIGCONT];

/// Keys are new with each event, and forgotten; every other event is counted in the kernel where a backend can.
fn script(receiver: u32) -> String {
    format!(
        r#"global handled, recent[200], names[2000], counted, all, ticks, text
           probe signal.send {{ if (sig_pid == {receiver}) {{
               handled++
               recent[handled] = gettimeofday_ns()
               delete recent[handled - 100]
               names[sprintf("%s of %s %d", sig_name, execname(), handled % 200)] <<< handled
               text = substr(text . sprintf("%d ", handled), 0, 200)
               if (handled % 50 == 0) printf("%d %s %s\n", handled, origin_text, text)
           }} }}
           probe signal.send {{ if (sig_pid == {receiver}) counted[sig, pid()]++ }}
           probe timer.ms(100) {{
               foreach ([sig, pid] in counted) all += counted[sig, pid]
               delete counted
               if (++ticks % 10 == 0) {{ delete names; text = "" }}
               println("tick ", ticks)
           }}
           probe end {{ foreach ([sig, pid] in counted) all += counted[sig, pid]; println("told ", handled, " ", all) }}"#
    )
}

/// What a process holds at one moment.
#[derive(Clone, Copy, Debug)]
struct Held {
    memory: usize,
    descriptors: usize,
}

impl Held {
    /// `None` of a process that has ended.
    fn by(process: u32) -> Option<Self> {
        Some(Self {
            memory: status::kilobytes(process, "RssAnon")?,
            descriptors: status::descriptors(process)?,
        })
    }

    /// The most memory, and the fewest descriptors: a file that is just being read does not stay.
    fn of(all: &[Self]) -> Self {
        let memory = all.iter().map(|held| held.memory).max();
        let descriptors = all.iter().map(|held| held.descriptors).min();
        Self {
            memory: memory.expect("there are samples"),
            descriptors: descriptors.expect("there are samples"),
        }
    }
}

fn does_not_grow(backend: &str) {
    let seconds = std::env::var("SIGSCRIPT_SOAK");
    let whole = seconds.map_or(SHORT, |seconds| {
        Duration::from_secs(seconds.parse().expect("a number"))
    });
    let mut receiver = sleeper();
    let target = receiver.id().to_string();
    let options = ["--backend", backend, "-x", &target];
    let mut tracer = Tracer::one_liner(&script(receiver.id()), &options);
    let (mut sent, mut samples, mut lines) = (0, Vec::new(), 0);
    let since = Instant::now();
    while since.elapsed() < whole {
        sent += send(receiver.id());
        lines += tracer.skip_lines();
        let Some(held) = Held::by(tracer.id()) else {
            break;
        };
        samples.push(held);
    }
    let ended = tracer.stop();
    receiver.kill().expect("it is a child of ours");
    receiver.wait().expect("it is a child of ours");
    assert!(ended.status.success(), "{}", ended.errors);
    // A third to warm up; what is held later is no more.
    let (early, late) = samples.split_at(samples.len() / 3);
    let (early, late) = (Held::of(early), Held::of(late));
    let told = ended
        .lines
        .iter()
        .find_map(|line| line.strip_prefix("told "));
    let told: Vec<usize> = told
        .expect("the script comes to its end")
        .split(' ')
        .map(|word| word.parse().expect("a number"))
        .collect();
    println!(
        "{backend}: {whole:?}, {sent} signals, {told:?} told, {lines} lines; {early:?}, then {late:?}"
    );
    if backend == "ptrace" {
        // One that is pending already is not delivered again, nor counted in the kernel.
        assert!(told[0] == told[1] && told[0] > 0, "{told:?}");
    } else {
        // On ftrace the kernel does not know the receiver: what others send fills the buffer as well.
        let most = told[0] + lost(&ended.errors);
        assert!(
            told[0] == told[1] && (told[0]..=most).contains(&sent),
            "{backend}: {}",
            ended.errors
        );
    }
    assert!(
        late.memory <= early.memory + SLACK,
        "{backend}: {early:?}, then {late:?}"
    );
    assert_eq!(late.descriptors, early.descriptors, "{backend}");
}

/// A process that does nothing.
fn sleeper() -> Child {
    let mut command = Command::new("sleep");
    let child = command.arg("infinity").stdin(Stdio::null()).spawn();
    child.expect("sleep starts")
}

/// Sends signals from here and from a process that comes and goes; gives how many.
fn send(receiver: u32) -> usize {
    let id = Pid::from_raw(receiver.cast_signed());
    for signal in HARMLESS.repeat(ROUNDS) {
        kill(id, signal).expect("it is a child of ours");
        thread::sleep(Duration::from_millis(1));
    }
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -URG {receiver}")])
        .status();
    assert!(sent.is_ok_and(|status| status.success()));
    ROUNDS * HARMLESS.len() + 1
}
