//! What else is known of both sides: users, threads, parents, the sender's program and command line; and all names of signals.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;

use crate::Test;
use crate::cast::{Actor, path, receiver, send, send_by};
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("both_sides", both_sides),
    ("system_tap_variables", system_tap_variables),
    ("every_signal", every_signal),
    ("constant_addresses", constant_addresses),
];

/// A folder with copies of programs, where every user may run them; gone when dropped.
struct Shelf(PathBuf);

impl Shelf {
    fn new(programs: &[&str]) -> Self {
        let folder = std::env::temp_dir().join(format!("sigscript-shelf-{}", std::process::id()));
        fs::create_dir(&folder).expect("the temporary folder is ours");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755))
            .expect("the folder is ours");
        for program in programs {
            fs::copy(path(program), folder.join(program)).expect("the folder is ours");
        }
        Self(folder)
    }

    /// A program of it, run by a user without rights.
    fn unprivileged(&self, program: &str) -> Command {
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65534", "--regid=65533", "--clear-groups"])
            .arg(self.0.join(program));
        command
    }
}

impl Drop for Shelf {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn both_sides() {
    let shelf = Shelf::new(&["test_receiver", "test_sender"]);
    let mut receiver = Actor::spawn(&mut shelf.unprivileged("test_receiver"));
    let pid = receiver.value("pid");
    let script = format!(
        r#"probe signal.send {{
          if (sig != 15 || sig_pid != {pid}) next
          printf("receiver: tid %d uid %d ppid %d\n", sig_tid, sig_uid, sig_ppid)
          printf("sender: tid %d uid %d %d %d ppid %d %d\n", sender_tid, sender_uid, uid(), gid(), sender_ppid, ppid())
          printf("program: %s, %s, %s\n", current_exe_file(), cmdline_str(), pexecname())
          printf("signal: %s %d %d %s %d\n", name, shared, result, result_text, task != 0 && sinfo != 0)
        }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    let sender = send_by(shelf.unprivileged("test_sender").args(["15", &pid]));
    let own = std::process::id();
    let program = shelf.0.join("test_sender");
    let program = program.display();
    let parent = fs::read_to_string("/proc/self/comm").expect("there is a name");
    tracer.expect(&format!("receiver: tid {pid} uid 65534 ppid {own}"));
    tracer.expect(&format!(
        "sender: tid {sender} uid 65534 65534 65533 ppid {own} {own}"
    ));
    tracer.expect(&format!(
        "program: {program}, {program} 15 {pid}, {}",
        parent.trim_end()
    ));
    tracer.expect("signal: signal_generate 1 0 delivered 1");
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
    assert_eq!(
        receiver.value("sig"),
        format!("15, si_pid: {sender}, si_uid: 65534, si_code: SI_USER")
    );
}

/// Scripts written for the other tool print what they always did.
fn system_tap_variables() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{
          if (sig_pid == {pid}) printf("%s|%d|%s|%d|%s|%s|%s|%d\n", name, sig, sig_name, sig_pid, pid_name, si_code, pp(), shared)
        }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    send(9, &pid);
    receiver.end();
    let line = tracer.line();
    let expected =
        format!("signal_generate|9|SIGKILL|{pid}|test_receiver|SI_USER or SI_TIMER or SI_ASYNCIO|");
    assert!(
        line.starts_with(&expected) && line.ends_with("|1"),
        "{line}"
    );
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// Each signal there is, sent to a receiver of its own: one line each, whatever it does there.
fn every_signal() {
    let numbers = || (1..=64).filter(|signal| ![32, 33].contains(signal));
    let cast: Vec<_> = numbers().map(|signal| (signal, receiver())).collect();
    let own = std::process::id();
    // A process that is stopped or killed tells its parent: those signals go to the test itself, which is no receiver here.
    let script = format!(
        r#"probe signal.send {{
          if (sig_ppid == {own} && pid_name == "test_receiver" && execname() == "test_sender")
            printf("%d %s %d\n", sig_pid, sig_name, sig)
        }}"#
    );
    let tracer = Tracer::one_liner(&script, &[]);
    for (signal, (_, pid)) in &cast {
        send(*signal, pid);
    }
    let lines = tracer.stop().quietly();
    for (signal, (_, pid)) in &cast {
        let found: Vec<_> = lines
            .iter()
            .filter(|line| line.starts_with(&format!("{pid} ")))
            .collect();
        assert_eq!(found.len(), 1, "signal {signal}: {found:?}");
        assert!(found[0].ends_with(&format!(" {signal}")), "{found:?}");
        assert!(found[0].contains(name(*signal)), "{found:?}");
    }
}

/// The start of a signal's name.
fn name(signal: i32) -> &'static str {
    match signal {
        1 => " SIGHUP ",
        9 => " SIGKILL ",
        19 => " SIGSTOP ",
        31 => " SIGSYS ",
        34 => " SIGRTMIN ",
        35..=49 => " SIGRTMIN+",
        50..=63 => " SIGRTMAX-",
        64 => " SIGRTMAX ",
        _ => " SIG",
    }
}

/// Nothing is mapped at an address near 0: the read fails at the event, and the script goes on from there.
fn constant_addresses() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{
          if (sig != 9 || sig_pid != {pid}) next
          println(user_string(0, "default"))
          try {{ println(kernel_long(8)) }} catch (message) {{ println(message) }}
        }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    send(9, &pid);
    receiver.end();
    tracer.expect("default");
    tracer.expect("read fault");
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}
