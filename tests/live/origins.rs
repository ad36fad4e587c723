//! The many ways in which a signal comes about: name, receiver, `code_name` and `origin` of each.

use crate::Test;
use crate::cast::Actor;
use crate::ftrace::FTRACE;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("kill", || sent("kill", "SIGUSR1 SI_USER user")),
    ("tgkill", || sent("tgkill", "SIGUSR1 SI_TKILL user")),
    ("tkill", || sent("tkill", "SIGUSR1 SI_TKILL user")),
    ("sigqueue", || sent("sigqueue", "SIGRTMIN+3 SI_QUEUE user")),
    ("pidfd", || sent("pidfd", "SIGUSR1 SI_USER user")),
    ("posix_timer", || {
        caused("posix-timer", "SIGUSR2 SI_TIMER timer", TIMER);
    }),
    ("alarm", || {
        caused("alarm", "SIGALRM SI_KERNEL timer", TIMER);
    }),
    ("cpu_timer", || {
        caused("cpu-timer", "SIGVTALRM SI_KERNEL timer", TIMER);
    }),
    ("child", child),
    ("fault", || {
        caused("fault", "SIGSEGV SEGV_MAPERR fault", "fault at 0x10");
    }),
    ("pipe", || caused("pipe", "SIGPIPE SI_USER pipe", PIPE)),
    ("ctrl_c", || terminal("ctrl-c", "SIGINT", "Ctrl-C")),
    ("ctrl_backslash", || {
        terminal("ctrl-backslash", "SIGQUIT", "Ctrl-\\");
    }),
    ("hangup", hangup),
    ("seccomp", || {
        caused("seccomp", "SIGSYS SYS_SECCOMP seccomp", SECCOMP);
    }),
    ("rlimit_fsize", || {
        caused("rlimit-fsize", "SIGXFSZ SI_USER rlimit", LIMIT);
    }),
    ("rlimit_cpu", || {
        caused("rlimit-cpu", "SIGXCPU SI_KERNEL rlimit", LIMIT);
    }),
    ("cgroup", cgroup),
];

const TIMER: &str = "timer of the process itself";
const PIPE: &str = "write to a pipe or socket that nobody reads";
const SECCOMP: &str = "system call forbidden by a seccomp filter";
const LIMIT: &str = "a resource limit was reached";

/// The actor of a way, waiting; its receiver and the other process.
struct Scene {
    actor: Actor,
    terminal: Option<String>,
    receiver: String,
    other: String,
}

fn set(way: &str) -> Scene {
    let mut actor = Actor::start("signal_origins", &[way]);
    let terminal = ["ctrl-c", "ctrl-backslash", "hangup"]
        .contains(&way)
        .then(|| actor.value("terminal"));
    let receiver = actor.value("receiver");
    let other = actor.value("other");
    Scene {
        actor,
        terminal,
        receiver,
        other,
    }
}

/// Lets it happen, and gives every signal to the receiver: name, `si_code`, origin, receiver's name, sender, in one line each.
fn happen(mut scene: Scene) -> Vec<String> {
    let script = format!(
        r#"probe signal.send {{
          if (sig_pid == {})
            printf("%s %s %s|%s|%s|%s(%d)|%d\n", sig_name, code_name, origin, origin_text, pid_name, execname(), pid(), result)
        }}"#,
        scene.receiver
    );
    let tracer = Tracer::one_liner(&script, &["--backend", "ebpf"]);
    let by_record = Tracer::one_liner(&script, &FTRACE);
    scene.actor.go();
    scene.actor.end();
    let lines = tracer.stop().quietly();
    alike(&lines, &by_record.stop().quietly());
    lines
}

/// Checks what ftrace makes of the same signals: it has no siginfo, so the words of the origin say less, and a control group's kill looks like
/// any process's.
fn alike(lines: &[String], by_record: &[String]) {
    let known = |line: &String| {
        let line = line.replace("SI_USER cgroup|", "SI_USER user|");
        let mut parts: Vec<String> = line.split('|').map(str::to_owned).collect();
        parts.remove(1);
        parts
    };
    assert!(
        lines.iter().map(known).eq(by_record.iter().map(known)),
        "{lines:#?} but by ftrace {by_record:#?}"
    );
}

/// A signal of another process: the current task is its sender.
fn sent(way: &str, what: &str) {
    let scene = set(way);
    let sender = format!("signal_origins({})", scene.other);
    assert_eq!(
        happen(scene),
        [format!("{what}|sent by {sender}|signal_origins|{sender}|0")]
    );
}

/// The one line of a signal that the kernel sends; the task that runs may be any.
fn only(lines: &[String], start: &str) {
    assert_eq!(lines.len(), 1, "{lines:#?}");
    assert!(
        lines[0].starts_with(start),
        "expected `{start}…` but got `{}`",
        lines[0]
    );
}

fn caused(way: &str, what: &str, text: &str) {
    only(&happen(set(way)), &format!("{what}|{text}|signal_origins|"));
}

fn child() {
    let scene = set("child");
    let start = format!(
        "SIGCHLD CLD_EXITED child|child {} exited with status 3|signal_origins|",
        scene.other
    );
    only(&happen(scene), &start);
}

/// A key on a terminal. Its receiver leads the session, so its end hangs up the terminal: a SIGHUP follows.
fn terminal(way: &str, name: &str, key: &str) {
    let scene = set(way);
    let start = format!(
        "{name} SI_KERNEL terminal|{key} on {}|signal_origins|",
        scene.terminal.as_deref().unwrap_or_default()
    );
    let mut lines = happen(scene);
    lines.retain(|line| line.starts_with("SIGINT") || line.starts_with("SIGQUIT"));
    only(&lines, &start);
}

/// A terminal that goes away tells the leader of its session by two signals; its end may repeat them.
fn hangup() {
    let lines = happen(set("hangup"));
    assert!(lines.len() >= 2, "{lines:#?}");
    let text = "hangup of the terminal, or end of the session leader";
    for (line, name) in lines.iter().zip(["SIGHUP", "SIGCONT"]) {
        assert!(
            line.starts_with(&format!("{name} SI_KERNEL hangup|{text}|signal_origins|")),
            "{lines:#?}"
        );
    }
}

/// The kill file of a control group: the current task is the one that writes it.
fn cgroup() {
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    if !mounts
        .lines()
        .any(|line| line.split(' ').nth(2) == Some("cgroup2"))
    {
        eprintln!("origins/cgroup is skipped: version 2 of control groups is not mounted");
        return;
    }
    let scene = set("cgroup");
    let sender = format!("signal_origins({})", scene.other);
    let lines = happen(scene);
    assert_eq!(
        lines,
        [format!(
            "SIGKILL SI_USER cgroup|cgroup.kill of its control group|signal_origins|{sender}|0"
        )]
    );
}
