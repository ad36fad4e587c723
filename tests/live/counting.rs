//! Events that are counted in the kernel: what a script prints is what it prints where each is delivered, and not one is missing.

use std::io::{Seek as _, SeekFrom};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fastrand::Rng;
use nix::sys::prctl;
use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, getppid, gettid};

use crate::Test;
use crate::cast::Actor;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("as_if_delivered", as_if_delivered),
    ("a_flood_is_complete", a_flood_is_complete),
    (
        "more_keys_than_there_is_room_for",
        more_keys_than_there_is_room_for,
    ),
    ("long_texts_are_delivered", long_texts_are_delivered),
    ("failed_reads_are_delivered", failed_reads_are_delivered),
    ("calls_share_programs", calls_share_programs),
    ("an_array_overflows", an_array_overflows),
];

/// A process that does nothing, until the test ends.
struct Receiver(Child);

impl Receiver {
    fn new() -> Self {
        let mut command = Command::new("sleep");
        let child = command.arg("300").stdin(Stdio::null()).spawn();
        Self(child.expect("sleep starts"))
    }

    fn id(&self) -> u32 {
        self.0.id()
    }

    fn send(&self, signal: Signal) {
        let id = Pid::from_raw(self.id().cast_signed());
        kill(id, signal).expect("it is a child of ours");
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Keys that a script may count by, and whether they are strings.
const KEYS: &[&str] = &[
    "execname()",
    "sig",
    "sig_name",
    "sig_pid",
    "pid_name",
    "sig % 3",
    "\"x\"",
    "7",
    "substr(execname(), 0, 3)",
    "result",
    "sender_tid == pid()",
    "execname() . sig_name",
];
/// What a script may add.
const AMOUNTS: &[&str] = &["1", "-3", "sig", "sig_pid", "uid()"];
/// Conditions beside that on the receiver.
const CONDITIONS: &[&str] = &["1", "sig != 17", "execname() != \"count_b\"", "sig & 2"];
/// What nobody minds.
const HARMLESS: [Signal; 3] = [Signal::SIGURG, Signal::SIGCHLD, Signal::SIGCONT];
/// The last signal of a batch.
const LAST: Signal = Signal::SIGWINCH;

/// One made-up global: how it is updated, printed and forgotten.
struct Global {
    name: String,
    update: String,
    print: String,
}

impl Global {
    fn new(random: &mut Rng, index: usize) -> Self {
        let name = format!("value_{index}");
        let keys: Vec<&str> = (0..random.usize(0..5))
            .map(|_| KEYS[random.usize(..KEYS.len())])
            .collect();
        let letters: Vec<String> = (0..keys.len())
            .map(|key| format!("k{index}_{key}"))
            .collect();
        let of = |keys: String| match keys.as_str() {
            "" => name.clone(),
            keys => format!("{name}[{keys}]"),
        };
        let (element, shown) = (of(keys.join(", ")), of(letters.join(", ")));
        let amount = AMOUNTS[random.usize(..AMOUNTS.len())];
        let walk = |order: &str| {
            if letters.is_empty() {
                return String::new();
            }
            format!("foreach ([{}] in {name}{order}) ", letters.join(", "))
        };
        let before: Vec<String> = letters
            .iter()
            .map(|key| format!("{key}, \",\", "))
            .collect();
        let before = before.concat();
        if random.bool() {
            let histogram = ["log", "linear"][random.usize(..2)];
            let shape = if histogram == "log" { "" } else { ", 0, 40, 5" };
            let parts = ["count", "sum", "min", "max", "avg"];
            let parts = parts
                .map(|part| format!("@{part}({shown})"))
                .join(", \" \", ");
            let walk = walk(["", " @sum-", "-"][random.usize(..3)]);
            Self {
                update: format!("{element} <<< {amount}"),
                print: format!(
                    "{walk} if (@count({shown})) {{ println({before}{parts}) print(@hist_{histogram}({shown}{shape})) }}"
                ),
                name,
            }
        } else {
            let walk = walk(["", "-", "+"][random.usize(..3)]);
            let updates = [format!("{element}++"), format!("{element} += {amount}")];
            Self {
                update: updates[random.usize(..2)].clone(),
                print: format!("{walk} println({before}{shown})"),
                name,
            }
        }
    }
}

/// A made-up script that only adds, and prints and forgets all of it when the last signal of a batch has come. It counts what is sent to
/// two processes. The second one does the same, but an event that never comes would look at its globals, so that nothing is counted in
/// the kernel. (`--no-pushdown` would deliver what others send as well, more than there is room for.)
fn scripts(random: &mut Rng, receivers: &[Receiver; 2]) -> [String; 2] {
    let [one, other] = receivers.each_ref().map(Receiver::id);
    let globals: Vec<Global> = (0..random.usize(1..5))
        .map(|index| Global::new(random, index))
        .collect();
    let all = |part: &dyn Fn(&Global) -> String, between: &str| {
        globals.iter().map(part).collect::<Vec<_>>().join(between)
    };
    let names = all(&|global| global.name.clone(), ", ");
    let updates = all(&|global| global.update.clone(), "\n");
    let prints = all(&|global| global.print.clone(), "\n");
    let deletes = all(&|global| format!("delete {}", global.name), "\n");
    let condition = CONDITIONS[random.usize(..CONDITIONS.len())];
    let last = LAST as i32;
    let script = format!(
        "global {names}, marks
         probe signal.send {{ if ((sig_pid == {one} || sig_pid == {other}) && sig != {last} && {condition}) {{
             {updates} }} }}
         probe signal.send {{ if (sig_pid == {one} && sig == {last}) marks++ }}
         probe timer.ms(30) {{ if (marks) {{ {prints}
             {deletes}
             println(\"batch\") marks = 0 }} }}"
    );
    let looks = format!("if (execname() == \"nobody\") {{ {deletes}; delete marks }}");
    let delivered = format!("{script} probe kernel.trace(\"sched_process_exec\") {{ {looks} }}");
    [script, delivered]
}

/// Sends a batch of signals under changing names.
fn send(random: &mut Rng, receivers: &[Receiver; 2]) {
    for _ in 0..random.usize(1..400) {
        if random.u8(0..4) == 0 {
            let name = [c"count_a", c"count_b", c"an_uncommon_one"][random.usize(..3)];
            prctl::set_name(name).expect("a thread may be renamed");
        }
        receivers[random.usize(..2)].send(HARMLESS[random.usize(..3)]);
    }
    receivers[0].send(LAST);
}

/// The lines up to the end of a batch.
fn batch(tracer: &mut Tracer) -> Vec<String> {
    let mut lines = Vec::new();
    loop {
        match tracer.line() {
            line if line == "batch" => return lines,
            line => lines.push(line),
        }
    }
}

/// Made-up scripts on made-up signals: with counting in the kernel and without, the same lines in the same order.
fn as_if_delivered() {
    let receivers = [Receiver::new(), Receiver::new()];
    let (mut counted, mut delivered) = (0, 0);
    for seed in 0..12 {
        let mut random = Rng::with_seed(seed);
        let [script, delivered_script] = scripts(&mut random, &receivers);
        let mut early = Tracer::one_liner(&script, &["-v"]);
        let mut late = Tracer::one_liner(&delivered_script, &["-v"]);
        let mut differ = None;
        for _ in 0..3 {
            send(&mut random, &receivers);
            let lines = (batch(&mut early), batch(&mut late));
            if lines.0 != lines.1 {
                differ = Some(lines);
                break;
            }
        }
        let (early, late) = (early.stop(), late.stop());
        assert!(
            early.status.success() && late.status.success(),
            "{early:#?} {late:#?}"
        );
        assert_eq!(differ, None, "seed {seed}\n{script}\n{early:#?}\n{late:#?}");
        counted += early.told("counted in the kernel");
        delivered += early.told("events delivered");
        assert_eq!(late.told("counted in the kernel"), 0, "{late:#?}");
    }
    assert!(counted > 2000 && delivered == 0, "{counted} {delivered}");
}

/// Two processes send as fast as they can, while a timer takes the counts away every 50 ms.
fn a_flood_is_complete() {
    const EACH: u64 = 400_000;
    let mut floods = [0, 1].map(|_| Actor::start("signal_flood", &[&EACH.to_string()]));
    let receivers = floods.each_mut().map(|flood| flood.value("receiver"));
    let [one, other] = &receivers;
    let script = format!(
        "global now, total, sizes, size
         probe signal.send {{ if (sig_pid == {one} || sig_pid == {other}) {{ now[sig_pid, sig]++; sizes <<< sig }} }}
         function take() {{ foreach ([pid, sig] in now) total[pid, sig] += now[pid, sig]; delete now
             size += @count(sizes); delete sizes }}
         probe timer.ms(50) {{ take() }}
         probe end {{ take(); foreach ([pid+, sig] in total) println(pid, \" \", sig, \" \", total[pid, sig]); println(size) }}"
    );
    let tracer = Tracer::one_liner(&script, &["-v"]);
    floods.iter_mut().for_each(Actor::go);
    for flood in &mut floods {
        assert_eq!(flood.value("sent"), EACH.to_string());
    }
    let ended = tracer.stop();
    let mut expected = Vec::new();
    for receiver in &receivers {
        for (signal, count) in [(9, 1), (10, EACH / 2), (12, EACH / 2)] {
            expected.push(format!("{receiver} {signal} {count}"));
        }
    }
    let mut lines = ended.lines.clone();
    assert_eq!(lines.pop(), Some((2 * EACH + 2).to_string()), "{ended:#?}");
    lines.sort();
    expected.sort();
    assert_eq!(lines, expected, "{ended:#?}");
    assert_eq!(ended.told("counted in the kernel"), 2 * EACH + 2);
    assert_eq!(ended.told("events delivered"), 0, "{ended:#?}");
    assert_eq!(ended.told(" lost"), 0, "{ended:#?}");
}

/// More keys than the kernel's map holds: what finds no room is delivered, and elements stand in the order in which they came.
fn more_keys_than_there_is_room_for() {
    const KEYS: u64 = 30_000;
    let script = format!(
        "global calls
         probe kernel.syscall(\"lseek\") {{ if (tid() == {}) calls[$arg2]++ }}
         probe end {{ foreach (at in calls) {{ if (at != after || calls[at] != 2) wrong++; after = at + 1 }}
             println(after, \" \", wrong) }}",
        gettid()
    );
    // An unoptimized reader is slow.
    let tracer = Tracer::one_liner(&script, &["-v", "--buffer-size", "16M"]);
    let mut file = std::fs::File::open("/proc/self/exe").expect("there is a program");
    for _ in 0..2 {
        for at in 0..KEYS {
            file.seek(SeekFrom::Start(at))
                .expect("a file can be read from anywhere");
        }
    }
    let ended = tracer.stop();
    assert_eq!(ended.lines, [format!("{KEYS} 0")], "{ended:#?}");
    let (counted, delivered) = (
        ended.told("counted in the kernel"),
        ended.told("events delivered"),
    );
    assert_eq!(counted + delivered, 2 * KEYS, "{ended:#?}");
    assert!(counted > 8000 && delivered > 0, "{ended:#?}");
}

/// Names that are too long to be counted by, among short ones: each is right, and in its place.
fn long_texts_are_delivered() {
    let script = format!(
        "global tried
         probe syscall.openat {{ if (tid() == {}) tried[user_string($arg2)]++ }}
         probe end {{ foreach (name in tried) println(tried[name], \" \", name) }}",
        gettid()
    );
    let tracer = Tracer::one_liner(&script, &["-v"]);
    let short = "/nowhere/short".to_owned();
    let names = [
        short,
        format!("/nowhere/{}", "l".repeat(150)),
        "/nowhere/b".to_owned(),
    ];
    for round in 1..4 {
        for name in &names[..round] {
            assert!(std::fs::File::open(name).is_err());
        }
    }
    let ended = tracer.stop();
    let mut lines = ended.lines.clone();
    lines.retain(|line| line.contains("/nowhere/"));
    let expected: Vec<String> = [3, 2, 1]
        .iter()
        .zip(&names)
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    assert_eq!(lines, expected, "{ended:#?}");
    assert!(ended.told("events delivered") >= 2, "{ended:#?}");
    assert!(ended.told("counted in the kernel") >= 4, "{ended:#?}");
}

/// A key that is read behind an address which is none: the event is delivered, and the handler knows what to do.
fn failed_reads_are_delivered() {
    let link = std::env::temp_dir().join("counted_yes");
    let _ = std::fs::remove_file(&link);
    std::os::unix::fs::symlink("/usr/bin/yes", &link).expect("the temporary folder is ours");
    let script = "global codes
        probe signal.send { if (execname() == \"counted_yes\" && sig == 13) codes[code]++ }
        probe end { println(codes[0], \" \", codes[128]) }";
    let tracer = Tracer::one_liner(script, &["-v"]);
    for _ in 0..5 {
        // The kernel sends SIGPIPE without a siginfo.
        let run = format!("{} | head -n 1 > /dev/null", link.display());
        assert!(
            Command::new("sh")
                .args(["-c", &run])
                .status()
                .expect("sh runs")
                .success()
        );
    }
    let ended = tracer.stop();
    std::fs::remove_file(&link).expect("it is ours");
    assert_eq!(ended.lines, ["5 0"], "{ended:#?}");
    assert_eq!(ended.told("events delivered"), 5, "{ended:#?}");
}

/// Many system calls, each with its own constant name, are counted by few programs.
fn calls_share_programs() {
    let script = format!(
        "global calls
         probe syscall.lseek, syscall.getppid, syscall.openat, syscall.close {{ if (tid() == {}) calls[name, pid() == {}]++ }}
         probe end {{ println(calls[\"lseek\", 1], \" \", calls[\"getppid\", 1]) }}",
        gettid(),
        std::process::id(),
    );
    let tracer = Tracer::one_liner(&script, &["-v"]);
    let mut file = std::fs::File::open("/proc/self/exe").expect("there is a program");
    for at in 0..1000 {
        file.seek(SeekFrom::Start(at))
            .expect("a file can be read from anywhere");
        let _ = getppid();
        let _ = getppid();
    }
    let ended = tracer.stop();
    assert_eq!(ended.lines, ["1000 2000"], "{ended:#?}");
    assert!(ended.told("counted in the kernel") >= 3000, "{ended:#?}");
    assert_eq!(ended.told("events delivered"), 0, "{ended:#?}");
}

/// An array that is too small ends the session with the error that it always was, without waiting for its end.
fn an_array_overflows() {
    let script = format!(
        "global few[3]
         probe kernel.syscall(\"lseek\") {{ if (tid() == {}) few[$arg2]++ }}
         probe error {{ foreach (at in few) println(at) }}",
        gettid()
    );
    let tracer = Tracer::one_liner(&script, &[]);
    let since = Instant::now();
    let mut file = std::fs::File::open("/proc/self/exe").expect("there is a program");
    for at in 10..20 {
        file.seek(SeekFrom::Start(at))
            .expect("a file can be read from anywhere");
    }
    let ended = tracer.end();
    assert!(since.elapsed() < Duration::from_secs(5), "{ended:#?}");
    assert_eq!(ended.status.code(), Some(1), "{ended:#?}");
    assert!(
        ended
            .errors
            .contains("Array overflow, check size limit (3)"),
        "{ended:#?}"
    );
    assert_eq!(ended.lines, ["10", "11", "12"], "{ended:#?}");
}
