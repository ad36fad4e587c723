//! The ptrace backend, by a user without any privilege: who sent which signal to a process of that user's.

pub mod busy;
pub mod load;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::Test;
use crate::cast::{Actor, path, send};
use crate::program::SIGSCRIPT;
use crate::status::line as status;
use crate::tracer::{BEGIN, Ended, PATIENCE, Tracer};

pub const TESTS: &[Test] = &[
    ("sender_by_script", by_script),
    ("auto_takes_it", auto_takes_it),
    ("value_of_sigqueue", value_of_sigqueue),
    ("alarm", alarm),
    ("kill_is_noted", kill_is_noted),
    ("kill_that_nobody_waits_for", kill_unwanted),
    ("ends_with_the_process", ends_with_process),
    ("unharmed_after_interrupt", || unharmed(Signal::SIGINT)),
    ("unharmed_after_kill", || unharmed(Signal::SIGKILL)),
    ("signal_survives_the_tracer", signal_survives),
    ("stopped_process_stays_stopped", stays_stopped),
    ("threads_and_children", threads_and_children),
    ("calls_as_strace_counts", calls_as_strace),
    ("memory_of_calls", memory_of_calls),
    ("not_ones_own", not_own),
];

/// The id of `nobody`, user and group.
pub const NOBODY: u32 = 65534;

/// Copies of the programs that anybody may run; where they are built, not everybody may look.
struct Copies(PathBuf);

impl Copies {
    fn get() -> &'static Self {
        static COPIES: OnceLock<Copies> = OnceLock::new();
        COPIES.get_or_init(|| {
            let name = format!("sigscript-ptrace-{}", std::process::id());
            let folder = std::env::temp_dir().join(name);
            fs::create_dir(&folder).expect("the temporary folder is ours");
            let readable = |path: &Path| {
                let mode = fs::Permissions::from_mode(0o755);
                fs::set_permissions(path, mode).expect("it is ours");
            };
            readable(&folder);
            let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts/signal_sender.sig");
            let programs = ["test_receiver", "signal_origins"].map(path);
            for file in [PathBuf::from(SIGSCRIPT), script, worker()]
                .iter()
                .chain(&programs)
            {
                let copy = folder.join(file.file_name().expect("it is a file"));
                fs::copy(file, &copy).expect("the folder is ours");
                readable(&copy);
            }
            let this = std::env::current_exe().expect("the test program is there");
            fs::copy(this, folder.join("live")).expect("the folder is ours");
            readable(&folder.join("live"));
            Self(folder)
        })
    }

    fn path(name: &str) -> PathBuf {
        Self::get().0.join(name)
    }

    fn text(name: &str) -> String {
        Self::path(name).display().to_string()
    }
}

/// Removes the copies once all tests are done.
pub fn clean_up() {
    let name = format!("sigscript-ptrace-{}", std::process::id());
    // Where no test has made it, there is nothing.
    let _ = fs::remove_dir_all(std::env::temp_dir().join(name));
}

/// `programs/threads_and_children.rs`, built.
fn worker() -> PathBuf {
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("threads_and_children");
    let source = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/live/programs/threads_and_children.rs"
    );
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let status = Command::new(compiler)
        .args(["--edition=2024", source, "-o"])
        .arg(&program)
        .status()
        .expect("the compiler runs");
    assert!(status.success(), "threads_and_children does not build");
    program
}

/// A command of `nobody`'s.
pub fn by_nobody(program: &str) -> Command {
    let mut command = Command::new(Copies::path(program));
    command.uid(NOBODY).gid(NOBODY).current_dir("/");
    command
}

/// Starts a one-liner of `nobody`'s, with [`BEGIN`] before it, and waits until it traces.
fn one_liner(script: &str, options: &[&str]) -> Tracer {
    let script = format!("{BEGIN}{script}");
    let mut command = by_nobody("sigscript");
    let mut tracer = Tracer::spawn(command.args(options).args(["-e", &script]));
    tracer.expect("tracing");
    tracer
}

/// A `test_receiver` of `nobody`'s.
fn receiver() -> (Actor, String) {
    let mut receiver = Actor::spawn(&mut by_nobody("test_receiver"));
    let pid = receiver.value("pid");
    (receiver, pid)
}

/// A shell that sends a signal and stays: the name of a sender that ends at once may be gone when its signal arrives.
struct Sender(Child);

impl Sender {
    fn send(signal: i32, receiver: &str) -> Self {
        let mut shell = Command::new("/bin/sh");
        let script = format!("kill -{signal} {receiver}; read line");
        let shell = shell.args(["-c", &script]).stdin(Stdio::piped());
        Self(shell.spawn().expect("the shell starts"))
    }

    fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        // Its input ends.
        drop(self.0.stdin.take());
        let _ = self.0.wait();
    }
}

fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let since = Instant::now();
    while !holds() {
        assert!(since.elapsed() < PATIENCE, "not so: {what}");
        thread::sleep(Duration::from_millis(1));
    }
}

fn is_traced(pid: &str) -> bool {
    status(pid, "TracerPid") != "0"
}

fn signal(pid: &str, signal: Signal) {
    let pid = pid.parse().expect("it is a number");
    kill(Pid::from_raw(pid), signal).expect("it is a child of ours");
}

/// Checks that a receiver runs by itself and says what it was sent last.
fn lives(receiver: Actor, pid: &str) {
    wait_until("it is let go", || !is_traced(pid));
    let sender = send(15, pid);
    was_told(receiver, sender);
}

/// Checks what a receiver says before it ends.
fn was_told(receiver: Actor, sender: u32) {
    let lines = receiver.end();
    let begin = format!("sig: 15, si_pid: {sender},");
    assert!(
        lines.len() == 1 && lines[0].starts_with(&begin),
        "{lines:?}"
    );
}

/// The same script and line as with privileges.
fn by_script() {
    let (receiver, pid) = receiver();
    let script = Copies::text("signal_sender.sig");
    let mut command = by_nobody("sigscript");
    let mut tracer = Tracer::spawn(command.args(["-x", &pid, &script, "15", &pid]));
    wait_until("it is traced", || is_traced(&pid));
    let sender = Sender::send(15, &pid);
    tracer.expect(&format!(
        "SIGTERM: sh({}) -> test_receiver({pid})",
        sender.id()
    ));
    receiver.end();
    assert_eq!(tracer.end().quietly(), Vec::<String>::new());
}

fn auto_takes_it() {
    let command = Copies::text("test_receiver");
    let script = r#"probe signal.send {
        if (sig_pid == target()) printf("%s %s(%d) %s %d %s\n", sig_name, execname(), pid(), pid_name, sender_uid, origin_text)
    }"#;
    let mut tracer = one_liner(script, &["-v", "-c", &command]);
    let pid = tracer.line().replace("pid: ", "");
    let sender = Sender::send(15, &pid);
    let uid = nix::unistd::getuid();
    let name = format!("sh({})", sender.id());
    let ended = tracer.end();
    // The receiver prints a line of its own.
    let expected = format!("SIGTERM {name} test_receiver {uid} sent by {name}");
    assert!(ended.lines.contains(&expected), "{ended:?}");
    assert!(ended.status.success(), "{ended:?}");
    assert!(ended.errors.contains("backend: not ebpf: "), "{ended:?}");
    let parts = [
        "backend: not ftrace: ",
        "cannot be looked up: tracefs is readable by root only",
    ];
    assert!(
        parts.iter().all(|part| ended.errors.contains(part)),
        "{ended:?}"
    );
    assert!(ended.errors.contains("backend: ptrace\n"), "{ended:?}");
}

/// Runs a way of `signal_origins`; gives the line that the script prints, and the ids of the receiver and the other one.
fn origin(way: &str, handler: &str) -> (String, String, String) {
    let command = format!("{} {way}", Copies::text("signal_origins"));
    let script = format!("probe signal.send {{ if (sig != 17) {{ {handler} }} }}");
    let mut tracer = one_liner(&script, &["-c", &command]);
    let receiver = tracer.line().replace("receiver: ", "");
    let other = tracer.line().replace("other: ", "");
    let line = tracer.line();
    let rest = tracer.end().lines;
    assert_eq!(rest, Vec::<String>::new());
    (line, receiver, other)
}

fn value_of_sigqueue() {
    let handler = r#"printf("%s %d %d %s %d\n", sig_name, pid(), sig_pid, code_name, si_value)"#;
    let (line, receiver, other) = origin("sigqueue", handler);
    assert_eq!(line, format!("SIGRTMIN+3 {other} {receiver} SI_QUEUE 42"));
}

fn alarm() {
    let handler = r#"printf("%s %d %s %s\n", sig_name, sig_pid, code_name, origin_text)"#;
    let (line, receiver, _) = origin("alarm", handler);
    let expected = format!("SIGALRM {receiver} SI_KERNEL timer of the process itself");
    assert_eq!(line, expected);
}

/// Kills a command that a script watches.
fn killed(script: &str) -> (Ended, String) {
    let mut tracer = one_liner(script, &["-c", &Copies::text("test_receiver")]);
    let pid = tracer.line().replace("pid: ", "");
    send(9, &pid);
    (tracer.end(), pid)
}

fn kill_is_noted() {
    let script = r#"probe signal.send { if (sig == 9) println("seen") }
        probe process.exit { printf("%s(%d) %d\n", execname(), pid(), $code) }"#;
    let (ended, pid) = killed(script);
    assert_eq!(ended.status.code(), Some(128 + 9));
    assert_eq!(ended.lines, [format!("test_receiver({pid}) 9")]);
    let note = "was killed by SIGKILL; the sender is invisible without privileges";
    assert_eq!(ended.errors, format!("{pid} {note}\n"));
}

fn kill_unwanted() {
    let (ended, _) = killed("probe signal.send { if (sig == 15) println(sig_name) }");
    assert_eq!(ended.errors, "");
}

fn ends_with_process() {
    let (receiver, pid) = receiver();
    let script =
        r#"probe process.end { printf("%d %d\n", pid(), code) } probe end { println("end") }"#;
    let tracer = one_liner(script, &["-x", &pid]);
    send(9, &pid);
    receiver.end();
    let expected = [format!("{pid} 9"), "end".to_owned()];
    assert_eq!(tracer.end().quietly(), expected);
}

/// However the tracer ends, the process goes on, also where it was stopped at each of its system calls.
fn unharmed(end: Signal) {
    for script in [
        "probe signal.send { println(sig) }",
        "global n probe kernel.syscall { n++ } probe end { }",
    ] {
        let (receiver, pid) = receiver();
        let tracer = one_liner(script, &["-x", &pid]);
        assert_eq!(status(&pid, "TracerPid"), tracer.id().to_string());
        tracer.signal(end);
        let ended = tracer.end();
        assert_eq!(ended.status.success(), end == Signal::SIGINT, "{ended:?}");
        lives(receiver, &pid);
    }
}

/// A tracer that is killed while it holds a signal back does not take it along.
fn signal_survives() {
    let (receiver, pid) = receiver();
    let script = "probe signal.send { println(\"held\") while (1) { } }";
    let options = ["-x", &pid, "-D", "MAXACTION=2000000000"];
    let tracer = one_liner(script, &options);
    let sender = send(15, &pid);
    wait_until("it is held", || status(&pid, "State").starts_with('t'));
    // The handler has begun: nothing else stops this process.
    thread::sleep(Duration::from_millis(20));
    tracer.signal(Signal::SIGKILL);
    tracer.end();
    was_told(receiver, sender);
}

/// Job control works under the tracer, and outlives it.
fn stays_stopped() {
    let (receiver, pid) = receiver();
    let mut tracer = one_liner("probe signal.send { println(sig_name) }", &["-x", &pid]);
    signal(&pid, Signal::SIGSTOP);
    tracer.expect("SIGSTOP");
    signal(&pid, Signal::SIGCONT);
    tracer.expect("SIGCONT");
    wait_until("it runs", || status(&pid, "State").starts_with('S'));
    signal(&pid, Signal::SIGSTOP);
    tracer.expect("SIGSTOP");
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
    assert_eq!(status(&pid, "State"), "T (stopped)");
    assert!(!is_traced(&pid));
    signal(&pid, Signal::SIGCONT);
    lives(receiver, &pid);
}

fn threads_and_children() {
    let script = r#"
        function who:string() { return sprintf("%s %s", execname(), pid() == target() ? "first" : "child") }
        probe process.begin { printf("begin %s\n", who()) }
        probe process.end { printf("end %s %d\n", who(), code >> 8) }
        probe process.thread.begin { printf("thread begins %s\n", who()) }
        probe process.thread.end { printf("thread ends %s\n", who()) }
        probe signal.handle { printf("%s %d\n", sig_name, pid() == target()) }"#;
    let command = Copies::text("threads_and_children");
    let mut lines = one_liner(script, &["-c", &command]).end().quietly();
    lines.sort();
    let expected = [
        "SIGCHLD 1",
        "SIGURG 1",
        "SIGWINCH 0",
        // The new process first is a copy of the thread that made it.
        "begin sh child",
        "begin threads_and_chi first",
        "begin worker child",
        "end sh child 3",
        "end threads_and_chi first 0",
        "thread begins threads_and_chi first",
        "thread ends worker first",
    ];
    assert_eq!(lines, expected);
}

/// How often strace(1) sees each call of a command; `None` where there is no strace.
fn counted_by_strace(command: &[&str]) -> Option<BTreeMap<String, usize>> {
    let log = std::env::temp_dir().join(format!("sigscript-strace-{}", std::process::id()));
    let mut strace = Command::new("strace");
    strace.uid(NOBODY).gid(NOBODY).current_dir("/");
    strace.arg("-f").arg("-o").arg(&log).args(command);
    let output = strace.output().ok()?;
    assert!(output.status.success(), "{output:?}");
    let text = fs::read_to_string(&log).expect("strace has written it");
    fs::remove_file(&log).expect("it is ours");
    let mut counts = BTreeMap::new();
    for line in text.lines() {
        // `8722  openat(AT_FDCWD, …`; what is no call has no parenthesis there.
        let call = line.split_whitespace().nth(1).unwrap_or_default();
        if let Some((name, _)) = call.split_once('(') {
            *counts.entry(name.to_owned()).or_insert(0) += 1;
        }
    }
    Some(counts)
}

fn calls_as_strace() {
    let command = [
        "/bin/sh",
        "-c",
        "/bin/ls / > /dev/null; /bin/cat /etc/passwd > /dev/null",
    ];
    let Some(counts) = counted_by_strace(&command) else {
        eprintln!("not compared: there is no strace");
        return;
    };
    let mut script = String::from(
        "global all, one, back probe kernel.syscall { all++ } probe kernel.syscall.return { back++ } ",
    );
    for name in counts.keys() {
        let _ = write!(
            script,
            "probe kernel.syscall(\"{name}\") {{ one[\"{name}\"]++ }} "
        );
    }
    script += r#"probe end { printf("%d\n", all) foreach (name+ in one) printf("%s %d\n", name, one[name]) println(back > 10) }"#;
    let lines = one_liner(&script, &["-c", command[2]]).end().quietly();
    let all: usize = counts.values().sum();
    let mut expected = vec![all.to_string()];
    expected.extend(counts.iter().map(|(name, count)| format!("{name} {count}")));
    expected.push("1".to_owned());
    assert_eq!(lines, expected);
}

fn memory_of_calls() {
    let script = r#"probe kernel.syscall("openat").return { if (user_string($arg2) == "/etc/hostname-not") printf("%d %s\n", $return, user_string($arg2)) }
        probe kprocess.exec { println(name, filename) }
        probe kprocess.exec_complete { println(errno, success) }"#;
    let tracer = one_liner(script, &["-c", "/bin/cat /etc/hostname-not"]);
    let ended = tracer.end();
    let expected = ["execve\"/bin/cat\"", "01", "-2 /etc/hostname-not"];
    assert_eq!(ended.lines, expected, "{ended:?}");
}

/// Somebody else's process is refused, with the remedy.
fn not_own() {
    let pid = std::process::id().to_string();
    let script = format!("{BEGIN} probe signal.send {{ println(sig) }}");
    let mut command = by_nobody("sigscript");
    let command = command.args(["--backend", "ptrace", "-x", &pid, "-e", &script]);
    let ended = Tracer::spawn(command).end();
    assert_eq!(ended.status.code(), Some(126), "{ended:?}");
    let refused = "error: `PTRACE_SEIZE` is not permitted";
    assert!(ended.errors.starts_with(refused), "{ended:?}");
    assert_eq!(ended.lines, Vec::<String>::new());
}
