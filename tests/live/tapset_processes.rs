//! Who is who: processes by their ids, also those that are gone before anybody could look.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Test;
use crate::cast::{Actor, path, receiver, send};
use crate::program::wait;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("gone_within_a_millisecond", gone),
    ("those_before", those_before),
    ("the_dead_keep_their_names", the_dead),
    ("renamed", renamed),
    ("control_group", control_group),
    ("current_process", current_process),
];

/// The name of the test's own process.
fn own_name() -> String {
    let name = fs::read_to_string("/proc/self/comm").expect("there is a name");
    name.trim_end().to_owned()
}

/// Processes that live for a millisecond and are signalled, by themselves or by another, many times over: each is known with all that
/// belongs to it.
fn gone() {
    const TRIES: usize = 1000;
    let own = std::process::id();
    let script = format!(
        r#"probe signal.send {{
          if (sig == 9 && (pid() == {own} || ppid() == {own}))
            printf("%d|%s|%s|%s|%d|%s|%d\n", sig_pid, pid2execname(sig_pid), pid_exe(sig_pid), pid_cmdline(sig_pid),
                   pid_parent(sig_pid), pid_ancestry(sig_pid), gettimeofday_s() - pid_start(sig_pid) <= 1)
        }}"#
    );
    let tracer = Tracer::one_liner(&script, &[]);
    let shell = fs::canonicalize("/bin/sh").expect("there is a shell");
    let mut expected = Vec::new();
    for number in 0..TRIES {
        // An even one kills itself, an odd one is killed as soon as it runs.
        let script = ["kill -9 $$", "echo; read line"][number % 2];
        let mut child = Command::new("/bin/sh")
            .args(["-c", script, &number.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("there is a shell");
        let pid = child.id();
        let output = child.stdout.as_mut().expect("its output is a pipe");
        if output.read(&mut [0]).expect("it writes or ends") > 0 {
            child.kill().expect("it is a child of ours");
        }
        child.wait().expect("it was killed");
        expected.push(format!(
            "{pid}|sh|{}|/bin/sh -c {script} {number}|{own}|sh({pid}) < {}({own}) < ",
            shell.display(),
            own_name()
        ));
    }
    let lines = tracer.stop().quietly();
    assert_eq!(lines.len(), TRIES);
    for (line, expected) in lines.iter().zip(&expected) {
        assert!(
            line.starts_with(expected.as_str()) && line.ends_with("(1)|1"),
            "expected `{expected}…` but got `{line}`"
        );
    }
}

/// A process that is older than the session.
fn those_before() {
    let (receiver, pid) = receiver();
    let own = std::process::id();
    let script = format!(
        r#"probe signal.send {{
          if (sig == 15 && sig_pid == {pid})
            printf("%s|%s|%s|%d|%s|%d|%d|%s\n", pid2execname(sig_pid), pid_exe(sig_pid), pid_cmdline(sig_pid), pid_parent(sig_pid),
                   pid_ancestry(sig_pid), gettimeofday_s() - pid_start(sig_pid) <= 20, pid_session(sig_pid), pid_tty(sig_pid))
        }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    send(15, &pid);
    receiver.end();
    let line = tracer.line();
    let program = path("test_receiver");
    let program = program.display();
    let expected = format!(
        "test_receiver|{program}|{program}|{own}|test_receiver({pid}) < {}({own}) < ",
        own_name()
    );
    let session = nix::unistd::getsid(None).expect("there is a session");
    assert!(
        line.starts_with(&expected) && line.contains(&format!("(1)|1|{session}|")),
        "expected `{expected}…` but got `{line}`"
    );
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// At the end of the session, a process that is long gone is still known.
fn the_dead() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"global senders
        probe signal.send {{ if (sig == 15 && sig_pid == {pid}) senders[pid()] = 1 }}
        probe end {{ foreach (sender in senders) println(sender, " ", pid_cmdline(sender), " ", pid_parent(sender)) }}"#
    );
    let tracer = Tracer::one_liner(&script, &[]);
    let sender = send(15, &pid);
    receiver.end();
    let program = path("test_sender");
    let own = std::process::id();
    assert_eq!(
        tracer.stop().quietly(),
        [format!("{sender} {} 15 {pid} {own}", program.display())]
    );
}

/// A shell changes its name while it runs.
fn renamed() {
    let mut shell = Actor::spawn(Command::new("sh").args([
        "-c",
        "echo ready: 1; read line; printf other-name > /proc/$$/comm; kill -s URG $$; echo ready: 2; read line",
    ]));
    shell.value("ready");
    let pid = shell.id();
    let script = format!(
        "probe signal.send {{ if (sig == 23 && sig_pid == {pid}) println(pid2execname({pid})) }}"
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    shell.go();
    shell.value("ready");
    tracer.expect("other-name");
    shell.go();
    shell.end();
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// A control group of the unified hierarchy; gone when dropped.
struct Group(PathBuf);

impl Group {
    /// None where the unified hierarchy is not mounted, or may not be written.
    fn new(name: &str) -> Option<Self> {
        let root = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"]
            .into_iter()
            .find(|root| Path::new(root).join("cgroup.procs").exists())?;
        let folder = Path::new(root).join(name);
        fs::create_dir(&folder).ok()?;
        Some(Self(folder))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        // One that stays is empty.
        let _ = fs::remove_dir(&self.0);
    }
}

/// A process moves to a new control group, named as containers' are, and back; the group is gone when its name is asked for.
fn control_group() {
    let id = "0123456789abcdef".repeat(4);
    let own = std::process::id();
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{
          if (sig == 23 && sig_pid == {pid}) println(pid_cgroup(sig_pid), " ", pid_container(sig_pid))
          if (sig == 15 && sig_pid == {pid}) println(cgroup_path(), " ", container_id(), " ", cgroup_name(cgroup_id()))
        }}"#
    );
    let name = format!("docker-{id}-{own}.scope");
    let mut tracer = Tracer::one_liner(&script, &[]);
    let Some(group) = Group::new(&name) else {
        return;
    };
    let procs = group.0.join("cgroup.procs");
    fs::write(&procs, &pid).expect("the group is ours");
    send(23, &pid);
    tracer.expect(&format!("/{name} {id}"));
    let mover = Command::new("sh")
        .args(["-c", "echo $$ > \"$1\"; kill \"$2\"", "mover"])
        .arg(&procs)
        .arg(&pid)
        .spawn();
    assert!(
        wait(&mut mover.expect("there is a shell"))
            .expect("it ends")
            .success()
    );
    tracer.expect(&format!("/{name} {id} /{name}"));
    receiver.end();
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// What is known of the current process.
fn current_process() {
    let (receiver, pid) = receiver();
    let script = format!(
        r#"probe signal.send {{
          if (sig == 15 && sig_pid == {pid})
            printf("%s %s %d %s|%s\n", user_name(uid()), group_name(gid()), loginuid(), tty_name(), pid_ancestry())
        }}"#
    );
    let mut tracer = Tracer::one_liner(&script, &[]);
    let sender = send(15, &pid);
    receiver.end();
    let login = fs::read_to_string("/proc/self/loginuid").unwrap_or_default();
    let login: u32 = login.trim().parse().unwrap_or(u32::MAX);
    let own = std::process::id();
    let line = tracer.line();
    let (who, ancestry) = line.split_once('|').expect("there are two parts");
    let (who, _terminal) = who.rsplit_once(' ').expect("there are words");
    assert_eq!(who, format!("root root {}", login.cast_signed()));
    let expected = format!("test_sender({sender}) < {}({own}) < ", own_name());
    assert!(ancestry.starts_with(&expected), "{line}");
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}
