//! What may go wrong while a script runs, and that nothing of it stays in the kernel: no program, map, link or tracefs instance.
//!
//! Every fault is made on each backend; `SIGSCRIPT_REPEAT=20` makes each so many times.

pub mod refusals;
pub mod tracee;

use std::collections::BTreeSet;
use std::fs;
use std::io::Read as _;
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::fcntl::{FcntlArg, FdFlag, fcntl};
use nix::pty::{OpenptyResult, openpty};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::ftrace::instances;
use crate::kernel::{Object, objects};
use crate::program::{SIGSCRIPT, wait};
use crate::status;
use crate::tracer::PATIENCE;

pub const TESTS: &[Test] = &[
    ("killed", || each(killed)),
    ("interrupted_while_it_begins", || {
        each(interrupted_while_it_begins);
    }),
    ("interrupted_twice", || each(interrupted_twice)),
    ("stopped_and_ended", || each(stopped_and_ended)),
    ("closed_pipe", || each(closed_pipe)),
    ("full_disk", || each(full_disk)),
    ("closed_terminal", || each(closed_terminal)),
    ("killed_command", || each(killed_command)),
    ("missing_command", || each(missing_command)),
    ("error_in_handler", || each(error_in_handler)),
    ("no_privilege", || each(no_privilege)),
    ("no_memory", || each(no_memory)),
    ("unmounted_tracefs", || each(unmounted_tracefs)),
    ("many_at_once", many_at_once),
];

/// A backend, by its name.
type Backend = &'static str;

/// No process has this number of a signal to itself.
const PROBE: &str = "probe signal.send { if (sig == 40 && sig_pid == 1) println(sig_name) }";

/// Makes a fault as often as asked for.
fn repeat(fault: impl Fn()) {
    let times = std::env::var("SIGSCRIPT_REPEAT");
    for _ in 0..times.map_or(1, |count| count.parse().expect("a number")) {
        fault();
    }
}

/// The same on each backend.
fn each(fault: fn(Backend)) {
    repeat(|| ["ebpf", "ftrace"].into_iter().for_each(fault));
}

/// A sigscript, and what it holds in the kernel.
struct Traced {
    child: Child,
    objects: BTreeSet<Object>,
}

/// A small buffer: many run at once.
fn sigscript(backend: Backend, options: &[&str], script: &str) -> Command {
    let mut command = Command::new(SIGSCRIPT);
    command.args(words(backend, options, script));
    silent(&mut command);
    command
}

fn words(backend: Backend, options: &[&str], script: &str) -> Vec<String> {
    let script = format!("{PROBE} {script}");
    let first = ["--backend", backend, "--buffer-size", "64K"];
    let last = ["-e", &script];
    [&first, options, &last]
        .concat()
        .into_iter()
        .map(str::to_owned)
        .collect()
}

fn silent(command: &mut Command) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
}

impl Traced {
    /// Starts it and waits until it is attached and takes signals.
    fn start(backend: Backend, command: &mut Command) -> Self {
        let mut child = command.spawn().expect("sigscript starts");
        let since = Instant::now();
        let attached = |id| match backend {
            "ebpf" => objects(id).iter().any(Object::is_link),
            _ => !instances(id).is_empty(),
        };
        while !attached(child.id()) || !takes_signals(child.id()) {
            let ended = child.try_wait().expect("it is a child of ours");
            assert!(
                ended.is_none() && since.elapsed() < PATIENCE,
                "{backend}: {ended:?}"
            );
            thread::sleep(Duration::from_millis(1));
        }
        let objects = objects(child.id());
        Self { child, objects }
    }

    fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(self.child.id().cast_signed()), signal).expect("it is a child of ours");
    }

    /// Waits for its end, and until nothing is left of it.
    fn ends(mut self) -> ExitStatus {
        let status = wait(&mut self.child).expect("it ends");
        left_nothing(self.child.id(), &self.objects);
        status
    }
}

/// Whether it has a handler for SIGINT.
fn takes_signals(process: u32) -> bool {
    let caught = status::mask(process, "SigCgt").unwrap_or(0);
    caught >> (Signal::SIGINT as i32 - 1) & 1 != 0
}

/// Waits until nothing is left of a process that has ended. The kernel frees objects a moment after their last holder is gone, and the
/// guardian is as quick.
fn left_nothing(process: u32, objects: &BTreeSet<Object>) {
    let since = Instant::now();
    while objects.iter().any(Object::exists) || !instances(process).is_empty() {
        let instances = instances(process);
        assert!(since.elapsed() < PATIENCE, "{objects:?} {instances:?}");
        thread::sleep(Duration::from_millis(2));
    }
}

fn killed(backend: Backend) {
    let traced = Traced::start(backend, &mut sigscript(backend, &[], ""));
    traced.signal(Signal::SIGKILL);
    assert!(!traced.ends().success());
}

/// Whenever it comes, one signal is enough.
fn interrupted_while_it_begins(backend: Backend) {
    for delay in (0..400).step_by(40) {
        let mut child = sigscript(backend, &[], "").spawn().expect("it starts");
        thread::sleep(Duration::from_millis(delay));
        let id = Pid::from_raw(child.id().cast_signed());
        kill(id, Signal::SIGTERM).expect("it is a child of ours");
        let objects = objects(child.id());
        wait(&mut child).expect("it ends");
        left_nothing(child.id(), &objects);
    }
}

/// The `end` probe would take for ever.
fn interrupted_twice(backend: Backend) {
    let options = ["-D", "MAXACTION=1000000000000"];
    let mut command = sigscript(backend, &options, "probe end { while (1) n++ }");
    let traced = Traced::start(backend, &mut command);
    for _ in 0..2 {
        thread::sleep(Duration::from_millis(300));
        traced.signal(Signal::SIGINT);
    }
    assert_eq!(traced.ends().code(), Some(130));
}

fn stopped_and_ended(backend: Backend) {
    let traced = Traced::start(backend, &mut sigscript(backend, &[], ""));
    traced.signal(Signal::SIGSTOP);
    traced.signal(Signal::SIGTERM);
    traced.signal(Signal::SIGCONT);
    assert_eq!(traced.ends().code(), Some(0));
}

fn closed_pipe(backend: Backend) {
    let mut command = sigscript(backend, &[], "probe timer.ms(1) { println(\"tick\") }");
    let mut traced = Traced::start(backend, command.stdout(Stdio::piped()));
    let mut output = traced.child.stdout.take().expect("its output is a pipe");
    output.read_exact(&mut [0; 4]).expect("a line comes");
    drop(output);
    assert_eq!(traced.ends().code(), Some(0));
}

fn full_disk(backend: Backend) {
    let options = ["-o", "/dev/full"];
    let mut command = sigscript(
        backend,
        &options,
        "probe timer.ms(300) { println(\"tick\") }",
    );
    assert_eq!(Traced::start(backend, &mut command).ends().code(), Some(1));
}

/// The end of a terminal is a SIGHUP to those who run on it.
fn closed_terminal(backend: Backend) {
    let OpenptyResult { master, slave } = openpty(None, None).expect("there are terminals");
    // What other tests start must not hold it open.
    for side in [&master, &slave] {
        fcntl(side, FcntlArg::F_SETFD(FdFlag::FD_CLOEXEC)).expect("it is open");
    }
    let mut command = Command::new("setsid");
    let script = "probe timer.ms(1) { println(\"tick\") }";
    command
        .args(["--ctty", SIGSCRIPT])
        .args(words(backend, &[], script));
    silent(&mut command);
    command.stdin(slave.try_clone().expect("descriptors can be copied"));
    let traced = Traced::start(backend, command.stdout(slave));
    // It holds the other side of the terminal as well.
    drop(command);
    drop(master);
    traced.ends();
}

/// A command that ends by a signal; the session ends with it.
fn killed_command(backend: Backend) {
    assert_eq!(ends_with_command(backend, "kill -9 $$"), Some(137));
}

fn missing_command(backend: Backend) {
    let command = "exec /there/is/no/such/command";
    assert_eq!(ends_with_command(backend, command), Some(127));
}

/// The exit status where the command of `-c`, once all is attached, ends so.
fn ends_with_command(backend: Backend, end: &str) -> Option<i32> {
    let name = format!("sigscript-command-{}-{backend}", std::process::id());
    let file = std::env::temp_dir().join(name + &end.len().to_string());
    fs::write(&file, "").expect("the temporary folder is ours");
    let wait = format!(
        "while [ -e {} ]; do sleep 0.05; done; {end}",
        file.display()
    );
    let mut command = sigscript(backend, &["-c", &wait], "");
    let traced = Traced::start(backend, &mut command);
    fs::remove_file(&file).expect("it is ours");
    traced.ends().code()
}

fn error_in_handler(backend: Backend) {
    let script = "global none probe begin { none = 0 } probe timer.ms(300) { println(1 / none) }";
    let mut command = sigscript(backend, &[], script);
    assert_eq!(Traced::start(backend, &mut command).ends().code(), Some(1));
}

/// Without privileges nothing is attached.
fn no_privilege(backend: Backend) {
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid", "65534", "--clear-groups", SIGSCRIPT])
        .args(words(backend, &["-T", "1"], ""));
    silent(&mut command);
    let mut child = command.spawn().expect("setpriv runs");
    let status = wait(&mut child).expect("it ends");
    assert_eq!(status.code(), Some(126));
    assert_eq!(instances(child.id()), Vec::<PathBuf>::new());
}

/// With too little memory it ends; how, and how far it came, differs.
fn no_memory(backend: Backend) {
    for megabytes in [32, 64, 96, 128, 160] {
        let mut command = Command::new("prlimit");
        command
            .args([format!("--as={}", megabytes << 20).as_str(), SIGSCRIPT])
            .args(words(backend, &["-T", "0.2"], ""));
        silent(&mut command);
        let mut child = command.spawn().expect("prlimit runs");
        wait(&mut child).expect("it ends");
        left_nothing(child.id(), &BTreeSet::new());
    }
}

/// The file system of the instance is taken away, from sigscript and its guardian.
fn unmounted_tracefs(backend: Backend) {
    for end in [Signal::SIGINT, Signal::SIGKILL] {
        let mut command = Command::new("unshare");
        command
            .args(["--mount", "--propagation", "private", SIGSCRIPT])
            .args(words(backend, &[], ""));
        silent(&mut command);
        let traced = Traced::start(backend, &mut command);
        let unmount = Command::new("nsenter")
            .args(["--mount", "--target", &traced.child.id().to_string()])
            .args(["umount", "--lazy", "/sys/kernel/tracing"])
            .status();
        assert!(unmount.is_ok_and(|status| status.success()));
        traced.signal(end);
        traced.ends();
    }
}

/// Each takes its part; none hinders another.
fn many_at_once() {
    let many = if std::env::var_os("SIGSCRIPT_REPEAT").is_some() {
        200
    } else {
        40
    };
    let start = |number| {
        let backend = if number % 2 == 0 { "ebpf" } else { "ftrace" };
        Traced::start(backend, &mut sigscript(backend, &[], ""))
    };
    let all: Vec<Traced> = (0..many).map(start).collect();
    for traced in &all {
        traced.signal(Signal::SIGINT);
    }
    for traced in all {
        assert_eq!(traced.ends().code(), Some(0));
    }
}
