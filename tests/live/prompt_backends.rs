//! The prompt on the other backends: ftrace, ptrace, and what a user without privileges gets.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::cast::Actor;
use crate::ftrace::instances;
use crate::prompt::{Sleeper, start};
use crate::pseudo_terminal::Prompt;
use crate::ptrace::{NOBODY, by_nobody};

pub const TESTS: &[Test] = &[
    ("entries_on_ftrace", entries_on_ftrace),
    ("backends_beside_each_other", backends_beside_each_other),
    ("without_privileges", without_privileges),
    ("ones_own_process", ones_own_process),
    ("one_entry_on_ptrace", one_entry_on_ptrace),
];

fn entries_on_ftrace() {
    let (mut prompt, folder) = start("ftrace", &["--backend", "ftrace"]);
    let sleeper = Sleeper::start();
    let pid = sleeper.id();
    prompt.ask("global count");
    let count = format!("probe signal.send {{ if (sig_pid == {pid}) count[sig_name]++ }}");
    assert_eq!(prompt.ask(&count), "[1] runs");
    let show = format!("probe signal.send {{ if (sig_pid == {pid}) println(\"got \", sig_name) }}");
    assert_eq!(prompt.ask(&show), "[2] runs");
    let listed = prompt.ask(":plan 2");
    assert!(listed.contains(" on ftrace"), "{listed}");
    // Each has an instance for its events and one for births and ends.
    assert_eq!(instances(prompt.id()).len(), 4);
    sleeper.poke();
    prompt.until("got SIGCONT\n");
    prompt.until("sigscript> ");
    assert_eq!(prompt.ask(":stop 1"), "[1] stopped");
    assert_eq!(prompt.ask("count"), "count[\"SIGCONT\"]=1");
    assert_eq!(instances(prompt.id()).len(), 2);
    assert_eq!(prompt.ask(":stop 2"), "[2] stopped");
    assert_eq!(instances(prompt.id()).len(), 0);
    prompt.leave(":quit\r");
    let _ = fs::remove_dir_all(folder);
}

fn backends_beside_each_other() {
    let (mut prompt, folder) = start("backends", &[]);
    let sleeper = Sleeper::start();
    let pid = sleeper.id();
    assert_eq!(prompt.ask(":backend"), "auto");
    for (number, backend) in [(1, "ftrace"), (2, "ebpf"), (3, "ptrace")] {
        let set = prompt.ask(&format!(":backend {backend}"));
        assert!(set.starts_with(backend), "{set}");
        if backend == "ptrace" {
            assert!(set.ends_with("the latest entry runs on ebpf"), "{set}");
            prompt.ask(&format!(":target {pid}"));
        }
        let probe = format!(
            "probe signal.send {{ if (sig_pid == {pid}) println(\"{backend} saw \", sig_name) }}"
        );
        assert_eq!(prompt.ask(&probe), format!("[{number}] runs"));
    }
    sleeper.poke();
    // What one entry prints does not wait for another.
    let mut seen = String::new();
    for _ in 0..3 {
        seen += &prompt.until(" saw SIGCONT\n");
    }
    for backend in ["ftrace", "ebpf", "ptrace"] {
        assert!(seen.contains(backend), "{seen}");
    }
    prompt.until("sigscript> ");
    // ftrace cannot tell processes from threads, so that handlers see more than they want.
    let counted = prompt.ask(":probes");
    let exact = counted.matches(": 1 events delivered, 0 lost");
    assert!(exact.count() >= 2, "{counted}");
    prompt.keys("\u{3}");
    let stopped = prompt.answer();
    for entry in 1..=3 {
        assert!(stopped.contains(&format!("[{entry}] stopped")), "{stopped}");
    }
    assert_eq!(instances(prompt.id()).len(), 0);
    prompt.leave("\u{4}");
    let _ = fs::remove_dir_all(folder);
}

/// A prompt of `nobody`'s.
fn nobodys(name: &str) -> (Prompt, PathBuf) {
    let name = format!("sigscript-nobody-{name}-{}", std::process::id());
    let folder = std::env::temp_dir().join(name);
    fs::create_dir(&folder).expect("the temporary folder takes folders");
    let everybody = fs::Permissions::from_mode(0o777);
    fs::set_permissions(&folder, everybody).expect("it is ours");
    (Prompt::of(&mut by_nobody("sigscript"), &folder), folder)
}

fn without_privileges() {
    let (mut prompt, folder) = nobodys("plain");
    let probe = "probe signal.send { if (sig == 9) println(sig_name) }";
    let planned = prompt.ask(&format!(":plan {probe}"));
    assert!(planned.contains("filter   $sig == 9"), "{planned}");
    assert!(prompt.ask(":list signal.send").contains("a signal is sent"));
    assert!(prompt.ask(":doc strlen").contains("strlen:long (string)"));
    assert_eq!(prompt.ask("probe begin { println(1 + 2) }"), "3");
    let refused = prompt.ask(probe);
    assert!(refused.contains("is not permitted"), "{refused}");
    assert!(refused.contains("help: run as root"), "{refused}");
    assert!(refused.ends_with("`:target PID` names it"), "{refused}");
    // What is missing is told once.
    assert_eq!(
        prompt.ask(probe),
        "not run, as above; `:plan SCRIPT` shows what it would do"
    );
    assert_eq!(prompt.ask(":probes"), "nothing runs");
    prompt.leave(":quit\r");
    let _ = fs::remove_dir_all(folder);
}

fn ones_own_process() {
    let (mut prompt, folder) = nobodys("traced");
    let watched = sleep(NOBODY);
    let pid = watched.id();
    prompt.ask("global seen");
    prompt.ask(&format!(":target {pid}"));
    assert_eq!(
        prompt.ask(
            "probe signal.send { seen[sig_name]++ printf(\"%s to %d\\n\", sig_name, sig_pid) }"
        ),
        "[1] runs on ptrace"
    );
    let backend = prompt.ask(":backend");
    assert_eq!(backend, "auto, and the latest entry runs on ptrace");
    signal(&watched, Signal::SIGCONT);
    prompt.until(&format!("SIGCONT to {pid}\n"));
    prompt.until("sigscript> ");
    assert_eq!(prompt.ask("seen"), "seen[\"SIGCONT\"]=1");
    let refused = prompt.ask("probe signal.send { seen[sig_name]++ }");
    assert!(refused.contains("and entry 1 runs"), "{refused}");
    assert_eq!(prompt.ask(":stop"), "[1] stopped");
    prompt.leave(":quit\r");
    let _ = fs::remove_dir_all(folder);
}

fn one_entry_on_ptrace() {
    let (watched, other) = (sleep(0), sleep(0));
    let target = watched.id().to_string();
    let (mut prompt, folder) = start("ptrace", &["--backend", "ptrace", "-x", &target]);
    let probe = "probe process.end { println(\"ended\") }";
    assert_eq!(prompt.ask(probe), "[1] runs");
    prompt.ask(&format!(":target {}", other.id()));
    let refused = prompt.ask(probe);
    let reason = "traces for one entry at a time, and entry 1 runs";
    assert!(refused.contains(reason), "{refused}");
    assert!(refused.contains("help: `:stop 1` lets it go"), "{refused}");
    signal(&watched, Signal::SIGKILL);
    let ended = prompt.until("[1] ended");
    assert!(ended.contains("ended\n"), "{ended}");
    prompt.until("sigscript> ");
    assert_eq!(prompt.ask(probe), "[2] runs");
    prompt.leave("\u{4}");
    // Nobody traces it any more, and it is none the worse for it.
    let status = fs::read_to_string(format!("/proc/{}/status", other.id())).expect("it runs");
    assert!(status.contains("\nTracerPid:\t0\n"), "{status}");
    let _ = fs::remove_dir_all(folder);
}

/// A process of this user's that lives as long as the test.
fn sleep(user: u32) -> Actor {
    Actor::spawn(Command::new("sleep").arg("1000").uid(user).gid(user))
}

fn signal(actor: &Actor, signal: Signal) {
    kill(Pid::from_raw(actor.id().cast_signed()), signal).expect("it is a child of ours");
}
