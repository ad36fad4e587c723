//! Who sent that signal: through a script, a one-liner and an executable script; and what the receiver can find out by itself.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::Test;
use crate::cast::{Actor, receiver, send};
use crate::program::SIGSCRIPT;
use crate::tracer::{BEGIN, Tracer};

pub const TESTS: &[Test] = &[
    ("script", by_script),
    ("one_liner", by_one_liner),
    ("executable_script", by_executable_script),
    ("receiver_itself", by_receiver_itself),
    (
        "other_signals_and_receivers_are_not_shown",
        others_are_not_shown,
    ),
    ("no_pushdown_prints_the_same", without_pushdown),
    ("tracefs_record", by_record),
];

/// The root of the project.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Sends a SIGKILL by `test_sender` and checks that the tracer prints the one line that there is to print.
fn kill_and_check(mut tracer: Tracer, receiver: Actor, pid: &str) {
    let sender = send(9, pid);
    receiver.end();
    tracer.expect(&format!(
        "SIGKILL: test_sender({sender}) -> test_receiver({pid})"
    ));
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

fn by_script() {
    let (receiver, pid) = receiver();
    let mut tracer = Tracer::spawn(
        Command::new(SIGSCRIPT)
            .args(["scripts/signal_sender.sig", "9", &pid])
            .current_dir(root()),
    );
    tracer.wait_for_link();
    kill_and_check(tracer, receiver, &pid);
}

fn by_one_liner() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{ if (sig==9 && sig_pid=={pid}) printf("%s: %s(%d) -> %s(%d)\n", sig_name, execname(), pid(), pid_name, sig_pid) }}"#
    );
    let mut tracer = Tracer::spawn(Command::new(SIGSCRIPT).args(["-e", &script]));
    tracer.wait_for_link();
    kill_and_check(tracer, receiver, &pid);
}

fn by_executable_script() {
    let (receiver, pid) = receiver();
    let script = std::env::temp_dir().join(format!("sigscript-executable-{pid}.sig"));
    let text = format!(
        r#"#!/usr/bin/env sigscript
{BEGIN}
probe signal.send {{
  if (sig == strtol(@1, 10) && sig_pid == strtol(@2, 10))
    printf("%s: %s(%d) -> %s(%d)\n", sig_name, execname(), pid(), pid_name, sig_pid)
}}
"#
    );
    fs::write(&script, text).expect("the temporary folder is ours");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("the file is ours");
    let folder = Path::new(SIGSCRIPT)
        .parent()
        .expect("a file is in a folder");
    let path = format!(
        "{}:{}",
        folder.display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let mut tracer = Tracer::spawn(Command::new(&script).args(["9", &pid]).env("PATH", path));
    tracer.expect("tracing");
    fs::remove_file(&script).expect("the file is ours");
    kill_and_check(tracer, receiver, &pid);
}

fn by_receiver_itself() {
    let (mut receiver, pid) = receiver();
    let sender = send(15, &pid);
    let uid = nix::unistd::getuid();
    assert_eq!(
        receiver.value("sig"),
        format!("15, si_pid: {sender}, si_uid: {uid}, si_code: SI_USER")
    );
}

fn others_are_not_shown() {
    let (watched, pid) = receiver();
    let (other, other_pid) = receiver();
    let script = format!(
        "probe signal.send {{ if (sig == 9 && sig_pid == {pid}) println(sig_name, sig_pid) }}"
    );
    let tracer = Tracer::one_liner(&script, &[]);
    send(0, &pid);
    send(18, &pid);
    send(9, &other_pid);
    send(9, &pid);
    watched.end();
    other.end();
    assert_eq!(tracer.stop().quietly(), [format!("SIGKILL{pid}")]);
}

fn without_pushdown() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{
          if (sig_pid != {pid}) next
          name = sig > 17 ? "high" : "low"
          if (sig == 17 || name == "high" && (sig & 1) == 0) printf("%s %s %s(%d)\n", name, sig_name, execname(), pid())
          if (sig == 9) printf("%s last\n", pid_name)
        }}"#
    );
    let tracers = [
        Tracer::one_liner(&script, &[]),
        Tracer::one_liner(&script, &["--no-pushdown"]),
    ];
    let senders: Vec<u32> = [17, 18, 23, 28, 0, 9]
        .into_iter()
        .map(|signal| send(signal, &pid))
        .collect();
    receiver.end();
    let expected = [
        format!("low SIGCHLD test_sender({})", senders[0]),
        format!("high SIGCONT test_sender({})", senders[1]),
        format!("high SIGWINCH test_sender({})", senders[3]),
        "test_receiver last".to_owned(),
    ];
    for tracer in tracers {
        assert_eq!(tracer.stop().quietly(), expected);
    }
}

/// The record of tracefs instead of the arguments: its `pid` and `comm` are the receiver's.
fn by_record() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe kernel.tracepoint("signal:signal_generate") {{
          if ($sig == 9 && $pid == {pid}) printf("%d %d %s %s(%d)\n", $sig, $code, $comm, execname(), pid())
        }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    let sender = send(9, &pid);
    receiver.end();
    tracer.expect(&format!("9 0 test_receiver test_sender({sender})"));
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}
