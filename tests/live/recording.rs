//! `--record`: what is in the file, whose events, what was lost, and that nothing but the file stays.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use nix::libc;
use nix::sys::signal::Signal;

use crate::Test;
use crate::cast::{Actor, path, receiver};
use crate::ftrace::{instances, until};
use crate::program::SIGSCRIPT;
use crate::trace_cmd::{is_there, replay, report};
use crate::tracer::{Ended, Tracer};

pub const TESTS: &[Test] = &[
    ("points_in_place_of_a_script", points),
    ("a_command_and_its_children_only", command_only),
    ("a_process_and_its_children_only", process_only),
    ("without_pushdown", without_pushdown),
    ("losses_are_told_in_the_file", losses),
    ("quiet_times_take_no_room", quiet),
    ("an_old_file_is_replaced", replaced),
    ("threads_have_their_processes", threads),
    ("into_another_users_folder", another_users),
    ("nothing_stays_after_kill", killed),
];

/// A folder of its own, gone when dropped.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let name = format!("sigscript-recording-{:x}", fastrand::u64(..));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("the temporary folder takes folders");
        Self(path)
    }

    /// A file in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// What is in it.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Starts to record without a script, and waits until it does.
fn start(arguments: &[&str]) -> Tracer {
    let tracer = Tracer::spawn(Command::new(SIGSCRIPT).args(arguments));
    until("it records", || {
        let on = |path: &PathBuf| {
            let is_main = !path.to_string_lossy().ends_with("-tasks");
            let read = |file: &str| fs::read_to_string(path.join(file)).unwrap_or_default();
            // A new instance is on for a moment before it is configured.
            is_main && !read("set_event").is_empty() && read("tracing_on").starts_with('1')
        };
        instances(tracer.id()).iter().any(on)
    });
    tracer
}

/// How many events were recorded and lost, as the last line tells.
fn told(ended: &Ended) -> (usize, usize) {
    let line = ended.errors.lines().find(|line| line.starts_with('`'));
    let line = line.unwrap_or_else(|| panic!("{}", ended.errors));
    let (_, counts) = line
        .rsplit_once("`: ")
        .expect("the file's name comes first");
    let number = |end: &str| {
        let (start, _) = counts.split_once(end).expect(end);
        let word = start.rsplit(' ').next().expect("there is a word");
        word.parse().expect("it is a number")
    };
    (number(" events recorded"), number(" lost"))
}

/// A flood of signals, waiting.
fn flood(count: usize) -> Actor {
    let mut flood = Actor::start("signal_flood", &[&count.to_string()]);
    flood.value("receiver");
    flood
}

/// Lets it flood.
fn run(mut flood: Actor) {
    flood.go();
    flood.value("sent");
    flood.end();
}

/// Several points on one event are recorded once.
fn points() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let name = file.to_string_lossy();
    let pattern = "signal.{send,handle}, kernel.tracepoint(\"signal:signal_generate\"), signal:*";
    let flood = flood(1000);
    let id = flood.id();
    let tracer = start(&[
        "--record",
        &name,
        "-v",
        "--buffer-size",
        "64M",
        "-l",
        pattern,
    ]);
    run(flood);
    let ended = tracer.stop();
    assert!(
        ended.status.success() && ended.lines.is_empty(),
        "{ended:#?}"
    );
    let (recorded, lost) = told(&ended);
    assert!(recorded > 1000 && lost == 0, "{ended:#?}");
    let of_processors = ended
        .errors
        .lines()
        .filter(|line| line.starts_with("processor "));
    assert!(of_processors.count() >= 1, "{ended:#?}");
    let script = format!(
        "probe signal.send {{ if (pid() == {id} && sig != 17) println(execname(), \" \", sig_name) }}"
    );
    let lines = replay(&file, &script);
    assert_eq!(lines.len(), 1001);
    assert_eq!(lines[1000], "signal_flood SIGKILL");
    if is_there("points_in_place_of_a_script") {
        assert_eq!(report(&file, &[]).len(), recorded);
    }
}

/// What others do at the same time is not recorded.
fn command_only() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let (_receiver, pid) = receiver();
    let name = file.to_string_lossy();
    let command =
        format!("sh -c 'kill -23 {pid}; (kill -23 {pid}); sh -c \"kill -23 {pid}; exit 3\"'");
    let mut other = Command::new("sh");
    other.args(["-c", &format!("while kill -23 {pid}; do sleep 0.001; done")]);
    let other = Actor::spawn(&mut other);
    let mut sigscript = Command::new(SIGSCRIPT);
    sigscript.args(["--record", &name, "-l", "signal.send", "-c", &command]);
    let ended = Tracer::spawn(&mut sigscript).end();
    assert_eq!(ended.status.code(), Some(3), "{ended:#?}");
    drop(other);
    let script = format!("probe signal.send {{ if (sig_pid == {pid}) println(execname(), sig) }}");
    assert_eq!(replay(&file, &script), ["sh23"; 3]);
    // Those, and what the end of each shell tells its parent.
    let (recorded, lost) = told(&ended);
    assert!((5..=7).contains(&recorded) && lost == 0, "{ended:#?}");
}

/// A process that runs already, with threads and children that it has and those that it makes.
fn process_only() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let name = file.to_string_lossy();
    let flood_program = path("signal_flood");
    let mut shell = Command::new("sh");
    let script = format!(
        "echo 'shell: '$$; {} 500; {0} 300; true",
        flood_program.display()
    );
    let mut shell = Actor::spawn(shell.args(["-c", &script]));
    let id = shell.value("shell");
    let first = shell.value("receiver");
    let tracer = start(&[
        "--record",
        &name,
        "--buffer-size",
        "64M",
        "-x",
        &id,
        "-l",
        "kernel.syscall(\"kill\")",
    ]);
    let bystander = flood(100);
    run(bystander);
    shell.go();
    assert_eq!(shell.value("sent"), "500");
    let second = shell.value("receiver");
    shell.go();
    assert_eq!(shell.value("sent"), "300");
    shell.end();
    let ended = tracer.stop();
    assert!(ended.status.success(), "{ended:#?}");
    assert_eq!(told(&ended), (802, 0));
    let script = format!(
        "global one, other, third probe kernel.syscall(\"kill\") {{ if ($arg1 == {first}) one++; else if ($arg1 == {second}) other++; else third++ }}
        probe end {{ println(one, \" \", other, \" \", third) }}"
    );
    assert_eq!(replay(&file, &script), ["501 301 0"]);
}

/// With the kernel's filter, what it lets pass; without, all events of the script's points.
fn without_pushdown() {
    let recorded = |options: &[&str]| {
        let folder = Folder::new();
        let file = folder.path("trace.dat");
        let name = file.to_string_lossy();
        let flood = flood(200);
        let id = flood.id();
        let script = format!(
            "probe kernel.tracepoint(\"signal:signal_generate\") {{ if ($sig == 10 && tid() == {id}) println($sig) }}"
        );
        let common = ["--record", &name, "--buffer-size", "64M", "-v"];
        let tracer = Tracer::one_liner(&script, &[&common, options].concat());
        run(flood);
        let ended = tracer.stop();
        assert_eq!(ended.lines, ["10"; 100]);
        let everything = format!(
            "probe kernel.tracepoint(\"signal:signal_generate\") {{ if (tid() == {id} && $sig != 17) println($sig) }}"
        );
        let held = replay(&file, &everything);
        (told(&ended).0, held.len())
    };
    assert_eq!(recorded(&[]), (100, 100));
    let (all, of_flood) = recorded(&["--no-pushdown"]);
    assert!(all >= 201 && of_flood == 201, "{all} {of_flood}");
}

/// A reader that stands still while its small buffer runs over: the file tells as many losses as the session.
fn losses() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let name = file.to_string_lossy();
    let flood = flood(40_000);
    let id = flood.id();
    let script = format!(
        "probe kernel.tracepoint(\"signal:signal_generate\") {{ if (tid() == {id} && $sig != 17) println(ktime_get_ns(), $sig) }}"
    );
    let options = ["--record", &name, "--buffer-size", "64K", "-v"];
    let tracer = Tracer::one_liner(&script, &options);
    tracer.signal(Signal::SIGSTOP);
    run(flood);
    tracer.signal(Signal::SIGCONT);
    let ended = tracer.stop();
    assert!(ended.status.success(), "{ended:#?}");
    let (recorded, lost) = told(&ended);
    assert!(lost > 0 && recorded + lost == 40_001, "{recorded} {lost}");
    assert_eq!(ended.lines.len(), recorded);
    let mut sigscript = Command::new(SIGSCRIPT);
    let sigscript = sigscript.args(["--replay", &name, "-e", &script]);
    let replayed = Tracer::spawn(sigscript).end();
    assert_eq!(replayed.lines, ended.lines);
    let line = format!("events that were lost when the recording was made: {lost} or more\n");
    assert_eq!(replayed.errors, line);
    if is_there("losses_are_told_in_the_file") {
        let dropped = |line: &&String| line.contains("EVENTS DROPPED");
        let lines = report(&file, &[]);
        assert!(lines.iter().any(|line| dropped(&line)));
        assert_eq!(lines.iter().filter(|line| !dropped(line)).count(), recorded);
    }
}

/// Events one by one share pages.
fn quiet() {
    const PAGE: u64 = 4096;
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let name = file.to_string_lossy();
    let script = |id: u32| {
        format!(
            "probe kernel.tracepoint(\"signal:signal_generate\") {{ if (tid() == {id} && $sig != 17) println(ktime_get_ns(), $sig) }}"
        )
    };
    // It is the shell itself that sends.
    let mut shell = Command::new("sh");
    let kills =
        "echo 'shell: '$$; read line; for number in $(seq 60); do kill -23 $$; sleep 0.02; done";
    let mut shell = Actor::spawn(shell.args(["-c", kills]));
    shell.value("shell");
    let script = script(shell.id());
    let tracer = Tracer::one_liner(&script, &["--record", &name, "--backend", "ftrace"]);
    shell.go();
    shell.end();
    let live = tracer.stop().quietly();
    assert_eq!(live.len(), 60);
    assert_eq!(replay(&file, &script), live);
    let content = fs::read(&file).expect("it is there");
    let places = memory(&content, b"flyrecord\0");
    let size = |number: usize| {
        let at = places + number * 16 + 8;
        u64::from_ne_bytes(content[at..at + 8].try_into().expect("eight bytes"))
    };
    // 60 records of 48 bytes and their times.
    assert!(size(0) <= 2 * PAGE && size(1) <= 2 * PAGE);
}

/// The place behind these bytes.
fn memory(content: &[u8], wanted: &[u8]) -> usize {
    let mut windows = content.windows(wanted.len());
    let start = windows.position(|window| window == wanted);
    start.expect("it is in the file") + wanted.len()
}

/// What had the name before stays until the recording is complete.
fn replaced() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    fs::write(&file, "old").expect("the temporary folder takes files");
    let name = file.to_string_lossy();
    let tracer = start(&["--record", &name, "-l", "signal.send"]);
    run(flood(10));
    assert_eq!(fs::read_to_string(&file).expect("it is there"), "old");
    assert!(tracer.stop().status.success());
    assert!(replay(&file, "probe signal.send { println(sig) }").len() >= 11);
    assert_eq!(folder.names(), ["trace.dat"]);
}

/// A signal from one thread to another one, neither of them the first of its process.
fn threads() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let name = file.to_string_lossy();
    let own = std::process::id();
    let script = format!(
        r#"probe signal.send {{ if (sig == 23 && sig_pid == {own}) printf("%d %d -> %d %d\n", pid(), tid(), sig_pid, sig_tid) }}"#
    );
    let options = ["--record", &name, "--buffer-size", "64M"];
    let tracer = Tracer::one_liner(&script, &options);
    // SAFETY: gettid(2) and tgkill(2) take and give numbers.
    let [receiver, sender] = unsafe {
        let (tell, told) = std::sync::mpsc::channel();
        let (end, ended) = std::sync::mpsc::channel::<()>();
        let receiver = std::thread::spawn(move || {
            let _ = tell.send(libc::syscall(libc::SYS_gettid));
            let _ = ended.recv();
        });
        let id = told.recv().expect("it tells");
        let sender = std::thread::spawn(move || {
            assert_eq!(libc::syscall(libc::SYS_tgkill, own, id, 23), 0);
            libc::syscall(libc::SYS_gettid)
        });
        let sender = sender.join().expect("it ends");
        drop(end);
        receiver.join().expect("it ends");
        [id, sender]
    };
    let live = tracer.stop().quietly();
    assert_eq!(live, [format!("{own} {sender} -> {own} {receiver}")]);
    assert_eq!(replay(&file, &script), live);
}

/// Capabilities are given up once it records, but not what writing the file needs.
fn another_users() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let nobody = Some(65534);
    std::os::unix::fs::chown(&folder.0, nobody, nobody).expect("root may");
    let name = file.to_string_lossy();
    let mut sigscript = Command::new(SIGSCRIPT);
    sigscript.args(["--record", &name, "-l", "sched:sched_process_exec"]);
    let ended = Tracer::spawn(sigscript.args(["-c", "true"])).end();
    assert!(ended.status.success(), "{ended:#?}");
    assert_eq!(told(&ended), (1, 0));
    let script = "probe kernel.tracepoint(\"sched:sched_process_exec\") { println($filename) }";
    let programs = replay(&file, script);
    assert!(matches!(programs.as_slice(), [one] if one.ends_with("/true")));
}

fn killed() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let name = file.to_string_lossy();
    let tracer = start(&["--record", &name, "-l", "signal.send"]);
    let id = tracer.id();
    run(flood(10_000));
    tracer.signal(Signal::SIGKILL);
    assert!(!tracer.end().status.success());
    assert_eq!(folder.names(), [""; 0]);
    until("the instances go", || instances(id).is_empty());
}
