//! The ftrace backend: the same lines as eBPF's, threads, losses, filters as the kernel took them, and no instance that stays.

use std::fs;
use std::io::Read as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use nix::libc;
use nix::sys::signal::Signal;

use crate::Test;
use crate::cast::{Actor, send};
use crate::program::SIGSCRIPT;
use crate::tracer::{PATIENCE, Tracer};

/// The backend, with room for what other tests send at the same time: who a signal is for is known behind the buffer only.
pub const FTRACE: [&str; 4] = ["--backend", "ftrace", "--buffer-size", "64M"];

pub const TESTS: &[Test] = &[
    ("same_lines_as_ebpf", same_lines),
    ("signal_to_a_thread", signal_to_a_thread),
    ("names_of_the_moment", names_of_the_moment),
    ("users_of_the_moment", users_of_the_moment),
    ("system_calls", system_calls),
    ("processors_in_order", processors_in_order),
    ("none_is_lost", none_is_lost),
    ("losses_are_told", losses_are_told),
    ("filters_are_the_kernels", filters),
    ("gone_after_interrupt", || gone_after(Signal::SIGINT)),
    ("gone_after_kill", || gone_after(Signal::SIGKILL)),
    ("instances_of_the_dead_are_removed", stale),
];

const INSTANCES: &str = "/sys/kernel/tracing/instances";

/// The instances of a process.
pub fn instances(process: u32) -> Vec<PathBuf> {
    let start = format!("sigscript-{process}-");
    let entries = fs::read_dir(INSTANCES).expect("tracefs is mounted");
    let ours = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| name.starts_with(&start))
    };
    entries
        .flatten()
        .map(|entry| entry.path())
        .filter(ours)
        .collect()
}

/// Waits until a condition holds.
pub fn until(what: &str, holds: impl Fn() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(since.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(2));
    }
}

/// Starts a script without a line at the beginning, and waits until it records.
fn start(arguments: &[&str]) -> Tracer {
    let mut command = Command::new(SIGSCRIPT);
    let mut tracer = Tracer::spawn(
        command
            .args(arguments)
            .current_dir(env!("CARGO_MANIFEST_DIR")),
    );
    if arguments.contains(&"ftrace") {
        until("tracing is on", || {
            let one =
                |path: PathBuf| fs::read_to_string(path).is_ok_and(|text| text.starts_with('1'));
            let event = "events/signal/signal_generate/enable";
            // A new instance is on for a moment before it is configured.
            let on = |path: &PathBuf| one(path.join(event)) && one(path.join("tracing_on"));
            instances(tracer.id()).iter().any(on)
        });
    } else {
        tracer.wait_for_link();
    }
    tracer
}

/// A process that outlives the signals that are ignored by default, and ends by SIGKILL.
fn sleeper() -> Actor {
    Actor::spawn(Command::new("sleep").arg("1000").stderr(Stdio::null()))
}

/// 1,000 signals of five kinds to two processes, by a process each: the shipped script and a longer one see them alike, in their order.
fn same_lines() {
    const SIGNALS: [i32; 5] = [18, 23, 17, 28, 18];
    let (watched, other) = (sleeper(), sleeper());
    let pid = watched.id().to_string();
    let long = format!(
        r#"probe signal.send {{ if (sig_pid == {pid} && sig > 15 && sig != 28)
             printf("%s %d %s %d %s(%d,%d) %s(%d,%d) %s %s %s %d %d\n", name, sig, code_name, code, execname(), pid(), sender_tid,
               pid_name, sig_pid, sig_tid, origin, origin_text, result_text, shared, result) }}"#
    );
    let both = |arguments: &[&str]| {
        [&["--backend", "ebpf"][..], &FTRACE].map(|backend| start(&[backend, arguments].concat()))
    };
    let short = both(&["scripts/signal_sender.sig", "18", &pid]);
    let long = both(&["-e", &long]);
    let mut expected = Vec::new();
    for number in 0..1000 {
        let signal = SIGNALS[number % SIGNALS.len()];
        let receiver = if number % 3 == 0 { &other } else { &watched };
        let sender = send(signal, &receiver.id().to_string());
        if signal == 18 && receiver.id() == watched.id() {
            expected.push(format!("SIGCONT: test_sender({sender}) -> sleep({pid})"));
        }
    }
    for tracer in short {
        same(&tracer.stop().quietly(), &expected);
    }
    let [first, second] = long.map(|tracer| tracer.stop().quietly());
    assert!(first.len() > 500, "{}", first.len());
    same(&first, &second);
}

/// Checks that all lines are the same, and shows the first that is not.
pub fn same(first: &[String], second: &[String]) {
    let differs = first
        .iter()
        .zip(second)
        .position(|(one, other)| one != other);
    if let Some(at) = differs {
        panic!("line {at}: `{}` and `{}`", first[at], second[at]);
    }
    assert_eq!(first.len(), second.len());
}

/// A signal to another thread of a process is one to the process, also where the thread has ended before anybody could ask for it.
fn signal_to_a_thread() {
    let own = std::process::id();
    let script = format!(
        r#"probe signal.send {{ if (sig == 23 && sig_pid == {own}) printf("%s: %d -> %s(%d) %d %s\n", sig_name, pid(), pid_name, sig_pid, sig_tid, code_name) }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &FTRACE);
    let (tell, told) = mpsc::channel();
    let (end, ended) = mpsc::channel::<()>();
    let other = thread::Builder::new()
        .name("other".to_owned())
        .spawn(move || {
            // SAFETY: gettid(2) has no arguments.
            let thread = unsafe { libc::syscall(libc::SYS_gettid) };
            tell.send(thread).expect("somebody waits for it");
            let _ = ended.recv();
        });
    let other = other.expect("threads can be made");
    let thread = told.recv().expect("it tells");
    assert_ne!(thread, i64::from(own));
    // SAFETY: tgkill(2) takes three numbers.
    let sent = unsafe { libc::syscall(libc::SYS_tgkill, own, thread, 23) };
    assert_eq!(sent, 0);
    drop(end);
    other.join().expect("it ends");
    tracer.expect(&format!("SIGURG: {own} -> other({own}) {thread} SI_TKILL"));
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// Who was renamed, forked or ended at once is called what it was called then.
fn names_of_the_moment() {
    let watched = sleeper();
    let pid = watched.id();
    let script = format!(
        "probe signal.send {{ if (sig_pid == {pid}) printf(\"%s %d\\n\", execname(), pid() == tid()) }}"
    );
    let tracer = Tracer::one_liner(&script, &FTRACE);
    let renaming = format!(
        "kill -18 {pid}; printf first > /proc/self/comm; echo second > /proc/$$/comm; kill -18 {pid}; (kill -18 {pid}); exec test_sender 18 {pid}"
    );
    let folder = crate::cast::path("");
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &renaming]).env("PATH", &folder);
    assert!(shell.status().expect("there is a shell").success());
    assert_eq!(
        tracer.stop().quietly(),
        ["sh 1", "second 1", "second 1", "test_sender 1"]
    );
}

/// The user of a process that has ended before anybody could look it up.
fn users_of_the_moment() {
    const NOBODY: u32 = 65534;
    let watched = Actor::spawn(Command::new("sleep").arg("1000").uid(NOBODY));
    let pid = watched.id();
    let script = format!(
        "probe signal.send {{ if (sig_pid == {pid} && sig == 18) printf(\"%d %d\\n\", sender_uid, gid()) }}"
    );
    let tracer = Tracer::one_liner(&script, &FTRACE);
    let kill = format!("kill -18 {pid}; (kill -18 {pid}); kill -18 {pid}");
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &kill]);
    assert!(shell.status().expect("there is a shell").success());
    // The shell is still there when its change of user is looked up; what it makes has the same one.
    let mut shell = Command::new("/bin/sh");
    shell.args(["-c", &format!("sleep 0.2; {kill}")]);
    shell.uid(NOBODY).gid(NOBODY);
    assert!(shell.status().expect("there is a shell").success());
    assert_eq!(
        tracer.stop().quietly(),
        [["0 0"; 3], ["65534 65534"; 3]].concat()
    );
}

/// The beginning and end of one system call, told apart from others on the same events.
fn system_calls() {
    let watched = sleeper();
    let pid = watched.id();
    let script = format!(
        r#"probe kernel.syscall("kill") {{ if ($arg1 == {pid}) printf("kill %d\n", $arg2) }}
        probe kernel.syscall("kill").return {{ if (@entry($arg1) == {pid}) printf("%d %d\n", $syscall == @entry($syscall), $return) }}
        probe kernel.syscall("tgkill") {{ if ($arg1 == {pid}) println("never") }}"#
    );
    let tracer = Tracer::one_liner(&script, &FTRACE);
    send(18, &pid.to_string());
    send(0, &pid.to_string());
    assert_eq!(tracer.stop().quietly(), ["kill 18", "1 0", "kill 0", "1 0"]);
}

/// A flood of signals, waiting, and a script that prints every SIGUSR1 of it; the kernel tells its sender from others.
fn flood(count: u64) -> (Actor, String) {
    let mut flood = Actor::start("signal_flood", &[&count.to_string()]);
    let receiver = flood.value("receiver");
    let sender = flood.id();
    let script = format!(
        "probe signal.send {{ if (sig == 10 && sig_pid == {receiver} && tid() == {sender}) println(execname()) }}"
    );
    (flood, script)
}

/// Two that send at once, on all processors: the lines are in the order of their times.
fn processors_in_order() {
    let processors = thread::available_parallelism().map_or(1, |number| number.get().min(2));
    let mut floods = [0, 1].map(|number| {
        let processor = (number % processors).to_string();
        let mut pinned = Command::new("taskset");
        pinned.args(["-c", &processor]);
        pinned.arg(crate::cast::path("signal_flood")).arg("20000");
        let mut flood = Actor::spawn(&mut pinned);
        flood.value("receiver");
        flood
    });
    let [one, other] = [floods[0].id(), floods[1].id()];
    let script = format!(
        "probe signal.send {{ if (sig == 10 && (tid() == {one} || tid() == {other})) println(ktime_get_ns(), \" \", cpu()) }}"
    );
    let tracer = Tracer::one_liner(&script, &["--backend", "ftrace", "--buffer-size", "32M"]);
    floods.iter_mut().for_each(Actor::go);
    for flood in &mut floods {
        assert_eq!(flood.value("sent"), "20000");
    }
    let lines = tracer.stop().quietly();
    let parsed: Vec<(u64, u32)> = lines
        .iter()
        .filter_map(|line| line.split_once(' '))
        .filter_map(|(time, cpu)| Some((time.parse().ok()?, cpu.parse().ok()?)))
        .collect();
    assert_eq!(parsed.len(), 20_000);
    assert!(parsed.windows(2).all(|pair| pair[0].0 <= pair[1].0));
    let on = |number: u32| parsed.iter().filter(|(_, cpu)| *cpu == number).count();
    assert!(processors == 1 || (on(0), on(1)) == (10_000, 10_000));
}

fn none_is_lost() {
    let (mut flood, script) = flood(100_000);
    let tracer = Tracer::one_liner(&script, &FTRACE);
    flood.go();
    assert_eq!(flood.value("sent"), "100000");
    assert_eq!(tracer.stop().quietly().len(), 50_000);
}

/// A reader that stands still while its small buffer runs over.
fn losses_are_told() {
    let (mut flood, script) = flood(40_000);
    let tracer = Tracer::one_liner(&script, &["--backend", "ftrace", "--buffer-size", "64K"]);
    tracer.signal(Signal::SIGSTOP);
    flood.go();
    assert_eq!(flood.value("sent"), "40000");
    tracer.signal(Signal::SIGCONT);
    let ended = tracer.stop();
    assert!(ended.status.success(), "{}", ended.errors);
    let lost: usize = ended
        .errors
        .split_once(" lost")
        .and_then(|(start, _)| start.rsplit(' ').next()?.parse().ok())
        .unwrap_or_else(|| panic!("no loss: {}", ended.errors));
    assert!(
        lost > 0 && ended.lines.len() + lost == 20_000,
        "{} lines and {lost} lost",
        ended.lines.len()
    );
}

/// The filters are written as the plan shows them, and the kernel takes them.
fn filters() {
    for (point, condition, event, expected) in [
        (
            "signal.send",
            "sig == 41",
            "signal/signal_generate",
            "sig==41",
        ),
        (
            "signal.send",
            "(sig & 3) == 0 && sig > 60 && code != -6",
            "signal/signal_generate",
            "!(sig&3) && sig>60 && code!=-6",
        ),
        (
            "kernel.tracepoint(\"signal:signal_generate\")",
            "($comm == \"it's\" || execname() == \"no one\") && cpu() <= 1 && tid() == 1",
            "signal/signal_generate",
            "(comm==\"it's\" || COMM==\"no one\") && CPU<=1 && common_pid==1",
        ),
        (
            "kernel.syscall(\"tgkill\").return",
            "$return < -4095",
            "raw_syscalls/sys_exit",
            "ret<-4095",
        ),
    ] {
        let script = format!("probe {point} {{ if ({condition}) println(\"some\") }}");
        let tracer = Tracer::one_liner(&script, &FTRACE);
        let of_tasks = |path: &PathBuf| path.to_string_lossy().ends_with("-tasks");
        let mut instances = instances(tracer.id());
        instances.retain(|path| !of_tasks(path));
        let mut filter = vec![0; 4096];
        // The kernel gives it to one call only.
        let read = fs::File::open(instances[0].join("events").join(event).join("filter"))
            .and_then(|mut file| file.read(&mut filter))
            .expect("it has this event");
        tracer.stop().quietly();
        let filter = String::from_utf8_lossy(&filter[..read]);
        assert!(filter.contains(expected), "{filter}");
    }
}

fn gone_after(signal: Signal) {
    let script = "probe signal.send { if (sig == 40 && sig_pid == 1) println(sig_name) }";
    let tracer = Tracer::one_liner(script, &FTRACE);
    let id = tracer.id();
    assert_eq!(instances(id).len(), 2);
    tracer.signal(signal);
    let ended = tracer.end();
    assert_eq!(
        ended.status.success(),
        signal == Signal::SIGINT,
        "{ended:#?}"
    );
    if signal == Signal::SIGINT {
        assert_eq!(instances(id), Vec::<PathBuf>::new());
    }
    until("the instances go", || instances(id).is_empty());
}

/// What a killed sigscript with a killed guardian leaves goes at the next start; what belongs to a living one stays.
fn stale() {
    let alive = Tracer::one_liner(
        "probe timer.s(100) { } probe signal.send { if (sig == 40) println(1) }",
        &FTRACE,
    );
    let dead = PathBuf::from(INSTANCES).join("sigscript-4194305-1");
    fs::create_dir(&dead).expect("instances can be made");
    let script = "probe signal.send { if (sig == 40 && sig_pid == 1) println(sig_name) }";
    Tracer::one_liner(script, &FTRACE).stop().quietly();
    assert!(!dead.exists());
    assert_eq!(instances(alive.id()).len(), 2);
    alive.stop().quietly();
}
