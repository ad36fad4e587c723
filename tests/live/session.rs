//! How a session begins and ends: `-c`, `-x`, `-T`, `-o`, Ctrl-C, a closed pipe.

use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::cast::{path, receiver, send};
use crate::program::{SIGSCRIPT, wait};
use crate::tracer::{BEGIN, Tracer};

pub const TESTS: &[Test] = &[
    ("refused_of_a_pattern", refused_of_a_pattern),
    ("command_is_held_until_all_is_attached", command_is_held),
    ("command_that_runs_on_is_traced", command_runs_on),
    ("target_process", target_process),
    ("timeout", timeout),
    ("output_file", output_file),
    ("interrupt_runs_end_probes", || ended_by(Signal::SIGINT)),
    ("termination_runs_end_probes", || ended_by(Signal::SIGTERM)),
    ("hangup_runs_end_probes", || ended_by(Signal::SIGHUP)),
    ("second_interrupt", second_interrupt),
    (
        "second_interrupt_while_output_is_blocked",
        second_interrupt_blocked,
    ),
    ("closed_pipe", closed_pipe),
    ("exit_from_an_event", exit_from_event),
    ("global_counts", global_counts),
    ("fault_in_an_event", fault_in_event),
];

/// The very first thing that the command does is seen, and its status is the session's.
fn command_is_held() {
    let script = format!(
        "{BEGIN} probe signal.send {{ if (sig_pid == target()) println(sig_name) }} probe end {{ println(\"end\") }}"
    );
    let mut tracer = Tracer::start(&["-c", "kill -USR1 $$", "-e", &script]);
    tracer.expect("SIGUSR1");
    tracer.expect("end");
    let ended = tracer.end();
    assert_eq!(
        (ended.status.code(), ended.errors.as_str()),
        (Some(128 + 10), "")
    );
}

fn command_runs_on() {
    let command = path("test_receiver");
    let script =
        "probe signal.send { if (sig_pid == target()) printf(\"%s %s\\n\", sig_name, pid_name) }";
    let mut tracer = Tracer::one_liner(script, &["-c", &command.display().to_string()]);
    let line = tracer.line();
    let pid = line
        .strip_prefix("pid: ")
        .unwrap_or_else(|| panic!("{line}"));
    let sender = send(15, pid);
    let mut lines = vec![tracer.line(), tracer.line()];
    lines.sort();
    assert_eq!(
        lines,
        [
            "SIGTERM test_receiver".to_owned(),
            format!("sig: 15, si_pid: {sender}, si_uid: 0, si_code: SI_USER")
        ]
    );
    assert_eq!(tracer.end().quietly(), Vec::<String>::new());
}

fn target_process() {
    let (watched, pid) = receiver();
    let (other, other_pid) = receiver();
    let tracer = Tracer::one_liner(
        "probe signal.send { if (sig_pid == target()) println(sig_name, sig_pid) }",
        &["-x", &pid],
    );
    send(9, &other_pid);
    send(9, &pid);
    watched.end();
    other.end();
    assert_eq!(tracer.stop().quietly(), [format!("SIGKILL{pid}")]);
}

fn timeout() {
    let since = Instant::now();
    let script = "probe signal.send { if (sig_pid == 1 && sig == 40) println(sig_name) } probe end { println(\"end\") }";
    let mut tracer = Tracer::one_liner(script, &["-T", "0.5"]);
    tracer.expect("end");
    assert_eq!(tracer.end().quietly(), Vec::<String>::new());
    let took = since.elapsed();
    assert!(
        took >= Duration::from_millis(500) && took < Duration::from_secs(5),
        "{took:?}"
    );
}

fn output_file() {
    let (receiver, pid) = receiver();
    let file = std::env::temp_dir().join(format!("sigscript-output-{pid}"));
    let script = format!("{BEGIN} probe signal.send {{ if (sig_pid == {pid}) println(sig_name) }}");
    let tracer = Tracer::spawn(Command::new(SIGSCRIPT).args([
        "-o",
        &file.display().to_string(),
        "-e",
        &script,
    ]));
    let since = Instant::now();
    while fs::read_to_string(&file).unwrap_or_default() != "tracing\n" {
        assert!(
            since.elapsed() < Duration::from_secs(10),
            "nothing is written to {}",
            file.display()
        );
        thread::sleep(Duration::from_millis(5));
    }
    send(9, &pid);
    receiver.end();
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
    assert_eq!(
        fs::read_to_string(&file).expect("it is there"),
        "tracing\nSIGKILL\n"
    );
    fs::remove_file(&file).expect("it is ours");
}

fn ended_by(signal: Signal) {
    let script = "global n probe signal.send { if (sig == 40 && sig_pid == 1) n++ } probe end { println(\"end \", n) }";
    let mut tracer = Tracer::one_liner(script, &[]);
    tracer.signal(signal);
    tracer.expect("end 0");
    assert_eq!(tracer.end().quietly(), Vec::<String>::new());
}

/// The first Ctrl-C runs the `end` probe, which takes for ever; the second one ends it.
fn second_interrupt() {
    let script = "probe end { while (1) n++ }";
    let tracer = Tracer::one_liner(script, &["-D", "MAXACTION=1000000000000"]);
    tracer.signal(Signal::SIGINT);
    thread::sleep(Duration::from_millis(300));
    tracer.signal(Signal::SIGINT);
    assert_eq!(tracer.end().status.code(), Some(130));
}

/// A reader that stands still, such as a pager: the first Ctrl-C cannot be carried out, the second one is.
fn second_interrupt_blocked() {
    let script = format!(
        "{BEGIN} probe timer.ms(1) {{ for (i = 0; i < 1000; i++) println(\"a line of text\") }}"
    );
    let mut child = Command::new(SIGSCRIPT)
        .args(["-e", &script])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .expect("sigscript starts");
    let mut output = child.stdout.take().expect("its output is a pipe");
    output.read_exact(&mut [0; 8]).expect("a line comes");
    let id = Pid::from_raw(child.id().cast_signed());
    for _ in 0..2 {
        thread::sleep(Duration::from_millis(300));
        kill(id, Signal::SIGINT).expect("it is a child of ours");
    }
    let status = wait(&mut child).expect("it ends");
    drop(output);
    assert_eq!(status.code(), Some(130));
}

/// Whoever reads has seen enough: no message, but the `end` probes run.
fn closed_pipe() {
    let script = format!(
        "{BEGIN} probe timer.ms(1) {{ println(\"tick\") }} probe end {{ warn(\"end probe\") }}"
    );
    let mut child = Command::new(SIGSCRIPT)
        .args(["-e", &script])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("sigscript starts");
    child
        .stdout
        .take()
        .expect("its output is a pipe")
        .read_exact(&mut [0; 8])
        .expect("a line comes");
    let status = wait(&mut child).expect("it ends");
    let mut errors = String::new();
    child
        .stderr
        .take()
        .expect("its errors are a pipe")
        .read_to_string(&mut errors)
        .expect("they can be read");
    assert_eq!(
        (status.code(), errors.as_str()),
        (Some(0), "WARNING: end probe\n")
    );
}

fn exit_from_event() {
    let (receiver, pid) = receiver();
    let script = format!(
        "probe signal.send {{ if (sig_pid == {pid}) {{ println(sig_name) exit() }} }} probe end {{ println(\"end\") }}"
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    send(9, &pid);
    receiver.end();
    tracer.expect("SIGKILL");
    tracer.expect("end");
    assert_eq!(tracer.end().quietly(), Vec::<String>::new());
}

/// A global that events write and an `end` probe reads; another one that is shown by itself.
fn global_counts() {
    let (receiver, pid) = receiver();
    let script = format!(
        "global seen, last probe signal.send {{ if (sig_pid == {pid}) {{ seen++ last = sig_name }} }} probe end {{ println(seen) }}"
    );
    let tracer = Tracer::one_liner(&script, &[]);
    for signal in [17, 23, 28, 9] {
        send(signal, &pid);
    }
    receiver.end();
    assert_eq!(tracer.stop().quietly(), ["4", "last=\"SIGKILL\""]);
}

/// A run-time error in a handler ends the session with status 1, runs `error` probes and points at its place.
fn fault_in_event() {
    let (receiver, pid) = receiver();
    let script = format!(
        "probe signal.send {{ if (sig_pid == {pid}) println(100 / (sig - 9)) }} probe error {{ println(\"error probe\") }} probe end {{ println(\"never\") }}"
    );
    let tracer = Tracer::one_liner(&script, &[]);
    send(9, &pid);
    receiver.end();
    let ended = tracer.end();
    assert_eq!(ended.status.code(), Some(1), "{ended:#?}");
    assert_eq!(ended.lines, ["error probe"]);
    assert!(
        ended.errors.contains("division by 0") && ended.errors.contains("signal.send"),
        "{}",
        ended.errors
    );
}

/// An event that the kernel refuses (perf gives `irq_work_exit` to nobody who samples) is left out of its pattern, by name; alone it is an
/// error.
fn refused_of_a_pattern() {
    const REFUSED: &str = "/sys/kernel/tracing/events/irq_vectors/irq_work_exit";
    if !std::path::Path::new(REFUSED).exists() {
        eprintln!("session/refused_of_a_pattern is skipped: irq_work_exit is an event of x86");
        return;
    }
    let start = |pattern: &str| {
        let script = format!(
            "global n probe kernel.tracepoint(\"irq_vectors:irq_work_{pattern}\") {{ n++ }} probe begin {{ exit() }}"
        );
        let mut command = std::process::Command::new(crate::program::SIGSCRIPT);
        Tracer::spawn(command.args(["--backend", "ebpf", "-e", &script])).end()
    };
    let pattern = start("*");
    assert!(pattern.status.success(), "{pattern:?}");
    let warning = "warning: `kernel.tracepoint(\"irq_vectors:irq_work_exit\")` is left out: `perf_event_open` is refused: ";
    assert!(pattern.errors.starts_with(warning), "{pattern:?}");
    assert_eq!(pattern.errors.matches("left out").count(), 1);
    let alone = start("exit");
    assert_eq!(alone.status.code(), Some(126), "{alone:?}");
}
