//! The points of `signal.*`: each fires, with the right variables.

use std::process::Command;

use nix::libc;
use nix::sys::signal::{SigHandler, SigSet, SigmaskHow, Signal, signal};
use nix::unistd::gettid;

use crate::Test;
use crate::cast::{Actor, receiver, send};
use crate::program::wait;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("handle", handle),
    ("handle_kill", handle_kill),
    ("syskill", syskill),
    ("systkill", || thread_kill("tkill", "signal.systkill")),
    ("systgkill", || thread_kill("tgkill", "signal.systgkill")),
    ("checkperm", checkperm),
    ("pending", pending),
    ("procmask", procmask),
    ("do_action", do_action),
    ("check_ignored", check_ignored),
    ("send_sig_queue", send_sig_queue),
    ("both_sides_in_full", both_sides),
    ("value", value),
    ("blocked", blocked),
];

/// What a script prints while something happens.
fn traced(script: &str, happens: impl FnOnce()) -> Vec<String> {
    let tracer = Tracer::one_liner(script, &[]);
    happens();
    tracer.stop().quietly()
}

/// A signal with a handler, seen where it arrives.
fn handle() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.handle {{
          if (sig == 15 && pid() == {pid})
            printf("%s %d %s %d %s %d %d|%d %d|%d %d|%s|%s|%d %d\n", name, sig, sig_name, sig_code, code_name, code, sinfo < 0,
                   si_pid, si_uid, ka_addr < 0, sa_handler == get_sa_handler(ka_addr), sa_flags_str(sa_flags), sig_mode,
                   sa_flags == get_sa_flags(ka_addr), sa_mask == get_sigaction_mask(ka_addr))
        }}"#
    );
    let mut sender = 0;
    let lines = traced(&script, || {
        sender = send(15, &pid);
        receiver.end();
    });
    assert_eq!(lines.len(), 1, "{lines:?}");
    let start = format!("signal_deliver 15 SIGTERM 0 SI_USER 0 1|{sender} 0|1 1|");
    assert!(
        lines[0].starts_with(&start) && lines[0].contains("SIGINFO") && lines[0].ends_with("||1 1"),
        "expected `{start}…` but got `{}`",
        lines[0]
    );
}

/// A SIGKILL that another thread's end brings has no siginfo; nothing faults.
fn handle_kill() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.handle {{
          if (pid() == {pid}) println(sig_name, " ", sig_code, " ", action, " ", si_pid > 0 || sinfo == 0, " ", sinfo == 0 ? sig_mode : "User Mode Signal")
        }}"#
    );
    let lines = traced(&script, || {
        send(9, &pid);
        receiver.end();
    });
    assert_eq!(lines, ["SIGKILL 0 default 1 User Mode Signal"]);
}

fn syskill() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.syskill {{ if (sig_pid == {pid}) printf("%s(%s) %d %s %s\n", name, argstr, sig, sig_name, pid_name) }}
        probe signal.syskill.return {{ if (sig_pid == {pid}) printf("%s = %d %s\n", name, retval, retstr) }}"#
    );
    let lines = traced(&script, || {
        send(23, &pid);
        send(15, &pid);
        receiver.end();
    });
    assert_eq!(
        lines,
        [
            format!("kill({pid}, SIGURG) 23 SIGURG test_receiver"),
            "kill = 0 0".to_owned(),
            format!("kill({pid}, SIGTERM) 15 SIGTERM test_receiver"),
            "kill = 0 0".to_owned(),
        ]
    );
}

fn thread_kill(way: &str, point: &str) {
    let mut actor = Actor::start("signal_origins", &[way]);
    let receiver = actor.value("receiver");
    let sender = actor.value("other");
    let script = format!(
        r#"probe {point} {{ if (pid() == {sender}) printf("%s(%s) %d %s %s\n", name, argstr, sig_pid, sig_name, pid_name) }}
        probe {point}.return {{ if (pid() == {sender}) printf("%s %s\n", name, retstr) }}"#
    );
    let lines = traced(&script, || {
        actor.go();
        actor.end();
    });
    let group = if way == "tgkill" {
        format!("{receiver}, ")
    } else {
        String::new()
    };
    assert_eq!(
        lines[..2],
        [
            format!("{way}({group}{receiver}, SIGUSR1) {receiver} SIGUSR1 signal_origins"),
            format!("{way} 0"),
        ],
        "{lines:?}"
    );
}

fn checkperm() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.checkperm {{ if (sig_pid == {pid}) println(name, " ", sig_name, " ", pid_name) }}
        probe signal.checkperm.return {{ if (sig_pid == {pid}) println(name, " ", retval, " ", retstr) }}"#
    );
    let lines = traced(&script, || {
        let mut nobody = Command::new("setpriv")
            .args([
                "--reuid=65534",
                "--regid=65533",
                "--clear-groups",
                "sh",
                "-c",
            ])
            .arg(format!("kill -s TERM {pid} 2>/dev/null"))
            .spawn()
            .expect("there is setpriv");
        assert!(!wait(&mut nobody).expect("it ends").success());
        send(15, &pid);
        receiver.end();
    });
    assert_eq!(
        lines,
        [
            "check_kill_permission SIGTERM test_receiver",
            "check_kill_permission -1 -1 (EPERM)",
            "check_kill_permission SIGTERM test_receiver",
            "check_kill_permission 0 0",
        ]
    );
}

fn pending() {
    let thread = gettid();
    let script = format!(
        r#"probe signal.pending {{ if (tid() == {thread}) println(name, " ", sigset_add != 0, " ", sigset_size) }}
        probe signal.pending.return {{ if (tid() == {thread}) println(retstr, " ", sigset_mask_str(sigset)) }}"#
    );
    let lines = traced(&script, || {
        let mut blocked = SigSet::empty();
        blocked.add(Signal::SIGUSR2);
        blocked.thread_block().expect("it may be blocked");
        // SAFETY: the thread exists and the set is ours.
        unsafe {
            libc::pthread_kill(libc::pthread_self(), libc::SIGUSR2);
            let mut set = std::mem::zeroed();
            assert_eq!(libc::sigpending(&raw mut set), 0);
            assert_eq!(libc::sigismember(&raw const set, libc::SIGUSR2), 1);
        }
        // The thread ends with its test; the signal ends with it.
        assert_eq!(blocked.wait(), Ok(Signal::SIGUSR2));
    });
    assert_eq!(lines, ["rt_sigpending 1 8", "0 12"]);
}

fn procmask() {
    let thread = gettid();
    let script = format!(
        r#"probe signal.procmask {{
          if (tid() == {thread} && sigset_str == "10,23")
            println(name, " ", how_str, " ", how, " ", sigset == 0x400200, " ", sigset_addr != 0, " ", oldsigset_addr != 0)
        }}
        probe signal.procmask.return {{ if (tid() == {thread} && sigset_str == "10,23") println(retval, " ", retstr) }}"#
    );
    let mut set = SigSet::empty();
    set.add(Signal::SIGUSR1);
    set.add(Signal::SIGURG);
    let lines = traced(&script, || {
        let old = set
            .thread_swap_mask(SigmaskHow::SIG_BLOCK)
            .expect("it may be blocked");
        old.thread_set_mask().expect("it was so before");
    });
    assert_eq!(lines, ["rt_sigprocmask SIG_BLOCK 0 1 1 1", "0 0"]);
}

fn do_action() {
    let thread = gettid();
    let script = format!(
        r#"probe signal.do_action {{
          if (tid() == {thread})
            println(name, " ", sig_name, " ", sa_handler_str(sa_handler), " ", sa_flags_str(sa_flags), " ", sa_mask, " ", sigact_addr != 0)
        }}
        probe signal.do_action.return {{ if (tid() == {thread}) println(retstr) }}"#
    );
    let lines = traced(&script, || {
        for handler in [SigHandler::SigIgn, SigHandler::SigDfl] {
            // SAFETY: no handler is set, and no other test uses the signal.
            unsafe { signal(Signal::SIGWINCH, handler) }.expect("it may be ignored");
        }
    });
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(
        lines[0].starts_with("rt_sigaction SIGWINCH ignored ") && lines[0].contains("RESTORER"),
        "{lines:?}"
    );
    assert!(lines[0].ends_with(" 1"), "{lines:?}");
    assert!(
        lines[2].starts_with("rt_sigaction SIGWINCH default "),
        "{lines:?}"
    );
    assert_eq!((lines[1].as_str(), lines[3].as_str()), ("0", "0"));
}

/// SIGURG is ignored where nobody handles it, SIGTERM is handled.
fn check_ignored() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.check_ignored {{ if (sig_pid == {pid}) println(name, " ", sig_name, " ", ignored, " ", pid_name, " ", sig) }}
        probe signal.check_ignored.return {{ if (execname() == "test_sender" && ppid() == {}) println(name, " ", retstr) }}"#,
        std::process::id()
    );
    let lines = traced(&script, || {
        send(23, &pid);
        send(15, &pid);
        receiver.end();
    });
    let mut own: Vec<&str> = lines.iter().map(String::as_str).collect();
    // Other tests' senders may be among the latter.
    own.retain(|line| line.contains("test_receiver"));
    assert_eq!(
        own,
        [
            "sig_ignored SIGURG 1 test_receiver 23",
            "sig_ignored SIGTERM 0 test_receiver 15",
        ]
    );
    assert!(lines.contains(&"sig_ignored 1".to_owned()), "{lines:?}");
    assert!(lines.contains(&"sig_ignored 0".to_owned()), "{lines:?}");
}

fn send_sig_queue() {
    let mut actor = Actor::start("signal_origins", &["posix-timer"]);
    let receiver = actor.value("receiver");
    actor.value("other");
    let script = format!(
        r#"probe signal.send_sig_queue {{
          if (sig_pid == {receiver}) printf("%s %d %s %s %d\n", name, sig, sig_name, pid_name, sigqueue_addr < 0)
        }}
        probe signal.send_sig_queue.return {{ if ($task->tgid == {receiver}) printf("%s %s\n", name, retstr) }}"#
    );
    let lines = traced(&script, || {
        actor.go();
        actor.end();
    });
    assert_eq!(
        lines,
        [
            "send_sigqueue 12 SIGUSR2 signal_origins 1",
            "send_sigqueue 0"
        ]
    );
}

/// What `signal.send` tells of the programs on both sides.
fn both_sides() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{
          if (sig != 15 || sig_pid != {pid}) next
          println(sender_exe, "|", sender_cmdline, "|", sender_ancestry)
          println(receiver_exe, "|", receiver_cmdline, "|", receiver_ancestry)
          println(sender_cgroup == receiver_cgroup, sender_container == receiver_container, sender_tty == receiver_tty)
        }}"#
    );
    let mut sender = 0;
    let lines = traced(&script, || {
        sender = send(15, &pid);
        receiver.end();
    });
    let program = |name| crate::cast::path(name).display().to_string();
    let (from, to) = (program("test_sender"), program("test_receiver"));
    let own = std::process::id();
    assert!(
        lines[0].starts_with(&format!("{from}|{from} 15 {pid}|test_sender({sender}) < "))
            && lines[0].contains(&format!("({own}) < ")),
        "{lines:?}"
    );
    assert!(
        lines[1].starts_with(&format!("{to}|{to}|test_receiver({pid}) < "))
            && lines[1].contains(&format!("({own}) < ")),
        "{lines:?}"
    );
    assert_eq!(lines[2..], ["111"]);
}

/// The number that sigqueue(3) sends along.
fn value() {
    let mut actor = Actor::start("signal_origins", &["sigqueue"]);
    let receiver = actor.value("receiver");
    actor.value("other");
    let script = format!(
        "probe signal.send {{ if (sig_pid == {receiver}) println(code_name, \" \", si_value) }}"
    );
    let lines = traced(&script, || {
        actor.go();
        actor.end();
    });
    assert_eq!(lines, ["SI_QUEUE 42"]);
}

/// Whether the receiver blocks what is sent.
fn blocked() {
    let mut shell =
        Actor::spawn(Command::new("sh").args(["-c", "echo ready: 1; read line; kill -s URG $$"]));
    shell.value("ready");
    let pid = shell.id();
    let script = format!(
        "probe signal.send {{ if (sig_pid == {pid}) println(sig_name, \" \", is_sig_blocked(task, sig), is_sig_blocked(task, 9)) }}"
    );
    let lines = traced(&script, || {
        shell.go();
        shell.end();
    });
    assert_eq!(lines, ["SIGURG 00"]);
}
