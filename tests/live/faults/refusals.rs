//! What the kernel refuses or takes away: loading programs, memory, processors; and the clocks that a namespace changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime};

use super::{Backend, Traced, left_nothing, sigscript, silent, words};
use crate::Test;
use crate::program::{SIGSCRIPT, wait};
use crate::tracer::{Ended, Tracer};

pub const TESTS: &[Test] = &[
    ("refused_program", || super::repeat(refused_program)),
    ("no_memory_in_control_group", || {
        super::each(no_memory_in_control_group);
    }),
    ("memory_runs_out", || super::each(memory_runs_out)),
    ("other_clocks", other_clocks),
    ("processor_taken_away", || {
        super::each(processor_taken_away);
    }),
];

/// Grows until it is stopped.
const HUNGRY: &str = "global all[100000000], n probe timer.ms(1) {
    for (i = 0; i < 2000; i++) all[n++] = sprintf(\"%d %200d\", n, n) }";

/// `CAP_BPF` without `CAP_PERFMON` may make maps and load nothing: one line and its remedy say so, and ftrace does it instead.
fn refused_program() {
    let start = |backend| -> Ended {
        let mut command = Command::new("setpriv");
        let without = ["--bounding-set", "-sys_admin,-perfmon", SIGSCRIPT];
        let words = words(backend, &["-T", "0.2", "-v"], "");
        Tracer::spawn(command.args(without).args(words)).end()
    };
    let refused = start("ebpf");
    assert_eq!(refused.status.code(), Some(126), "{refused:#?}");
    let error =
        "error: `BPF_PROG_LOAD` is not permitted: operation not permitted\n = help: run as root";
    assert!(refused.errors.contains(error), "{refused:#?}");
    let other = start("auto");
    assert!(other.status.success(), "{other:#?}");
    let passed_over = "backend: not ebpf: `BPF_PROG_LOAD` is not permitted";
    assert!(
        other.errors.contains(passed_over) && other.errors.contains("backend: ftrace\n"),
        "{other:#?}"
    );
}

/// A control group with so much memory; it is gone when this is.
struct ControlGroup(PathBuf);

impl ControlGroup {
    /// `None` where memory is not controlled.
    fn new(backend: Backend, megabytes: usize) -> Option<Self> {
        let name = format!(
            "sigscript-test-{}-{backend}-{megabytes}M",
            std::process::id()
        );
        let (first, second) = (
            Path::new("/sys/fs/cgroup/memory"),
            Path::new("/sys/fs/cgroup"),
        );
        let controls = |file: &str| {
            let words = fs::read_to_string(second.join(file)).unwrap_or_default();
            words.split_whitespace().any(|word| word == "memory")
        };
        let (parent, limit, swap) = if first.join("memory.limit_in_bytes").exists() {
            (first, "memory.limit_in_bytes", ("memory.swappiness", "0"))
        } else if controls("cgroup.subtree_control") {
            (second, "memory.max", ("memory.swap.max", "0"))
        } else {
            println!("no control group limits memory here: not tested");
            return None;
        };
        let group = Self(parent.join(name));
        fs::create_dir_all(&group.0).expect("root makes control groups");
        // Where nothing is swapped there is no such file.
        let _ = fs::write(group.0.join(swap.0), swap.1);
        fs::write(group.0.join(limit), format!("{megabytes}M")).expect("limits can be set");
        Some(group)
    }

    /// A sigscript that runs in it.
    fn command(&self, words: &[String]) -> Command {
        let mut command = Command::new("sh");
        let enter = "echo $$ > \"$0\" && exec \"$@\"";
        command.args(["-c", enter]).arg(self.0.join("cgroup.procs"));
        command.arg(SIGSCRIPT).args(words);
        silent(&mut command);
        command
    }
}

impl Drop for ControlGroup {
    fn drop(&mut self) {
        // A guardian may need a moment to end.
        for _ in 0..1000 {
            if fs::remove_dir(&self.0).is_ok() {
                return;
            }
            thread::sleep(Duration::from_millis(2));
        }
        eprintln!("{} stays", self.0.display());
    }
}

/// With too little memory it does not begin, whoever says so.
fn no_memory_in_control_group(backend: Backend) {
    for megabytes in [3, 6, 9, 12] {
        let Some(group) = ControlGroup::new(backend, megabytes) else {
            return;
        };
        let mut command = group.command(&words(backend, &["-T", "0.1"], ""));
        let mut child = command.spawn().expect("sh runs");
        wait(&mut child).expect("it ends");
        left_nothing(child.id(), &std::collections::BTreeSet::new());
    }
}

/// The kernel kills it for want of memory.
fn memory_runs_out(backend: Backend) {
    let Some(group) = ControlGroup::new(backend, 64) else {
        return;
    };
    let options = ["-D", "MAXACTION=1000000000"];
    let mut command = group.command(&words(backend, &options, HUNGRY));
    let status = Traced::start(backend, &mut command).ends();
    assert!(!status.success(), "{status:?}");
}

/// In a time namespace the clocks of a process are not those of the kernel's events; the times that a script sees are in order all the same.
fn other_clocks() {
    if !Path::new("/proc/self/ns/time").exists() {
        println!("this kernel has no time namespaces: not tested");
        return;
    }
    let script = "probe begin, timer.ms(50), signal.send, end {
        if (pn() != \"signal.send\" || pid() == target()) println(gettimeofday_us(), \" \", pn()) }";
    for backend in ["ebpf", "ftrace", "ptrace"] {
        for ahead in ["100000", "-30"] {
            let mut command = Command::new("unshare");
            let options = [
                "--time",
                "--fork",
                "--monotonic",
                ahead,
                "--boottime",
                ahead,
            ];
            let words = ["-c", "kill -URG $$; sleep 0.2", "-e", script];
            let command = command
                .args(options)
                .args([SIGSCRIPT, "--backend", backend]);
            let before = micros();
            let lines = Tracer::spawn(command.args(words)).end().quietly();
            let after = micros();
            assert!(
                lines.iter().any(|line| line.ends_with("signal.send")),
                "{lines:?}"
            );
            for line in &lines {
                let (time, _) = line.split_once(' ').expect("there are two words");
                let time = time.parse().expect("a number");
                assert!(
                    (before..=after).contains(&time),
                    "{backend}, {ahead}: {lines:?}"
                );
            }
        }
    }
}

/// Microseconds since 1970.
fn micros() -> u128 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.expect("it is later").as_micros()
}

/// A processor goes and comes back while its buffers are read. Everybody on the machine would notice: `SIGSCRIPT_UNPLUG=1` allows it.
fn processor_taken_away(backend: Backend) {
    const ONLINE: &str = "/sys/devices/system/cpu/cpu1/online";
    let set = |online: &str| fs::write(ONLINE, online);
    if std::env::var_os("SIGSCRIPT_UNPLUG").is_none() {
        println!("no processor is taken away: SIGSCRIPT_UNPLUG=1 allows it");
        return;
    }
    if fs::read_to_string(ONLINE).is_ok_and(|online| online.trim() != "1") || set("1").is_err() {
        println!("{ONLINE} cannot be changed: no processor is taken away");
        return;
    }
    let traced = Traced::start(backend, &mut sigscript(backend, &[], ""));
    set("0").expect("it could be changed a moment ago");
    let second = Traced::start(backend, &mut sigscript(backend, &[], ""));
    set("1").expect("it could be changed a moment ago");
    for traced in [traced, second] {
        traced.signal(nix::sys::signal::Signal::SIGINT);
        assert_eq!(traced.ends().code(), Some(0));
    }
}
