//! trace-cmd beside sigscript: each reads what the other recorded, and both tell the same of it, event by event.

use std::fmt::Write as _;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::Test;
use crate::cast::Actor;
use crate::ftrace::{FTRACE, same};
use crate::program::SIGSCRIPT;
use crate::recording::Folder;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("reports_what_sigscript_recorded", reports),
    ("records_what_sigscript_replays", || records(&[])),
    ("records_version_6", || records(&["--file-version", "6"])),
];

/// How many signals are sent; as many system calls send them.
const SIGNALS: usize = 100_000;

const TRACEFS: &str = "/sys/kernel/tracing";

/// What trace-cmd writes to in every buffer, although it traces no functions.
const OF_FUNCTIONS: [&str; 4] = [
    "set_ftrace_pid",
    "set_ftrace_notrace_pid",
    "set_ftrace_filter",
    "set_ftrace_notrace",
];
/// The same, once.
const ENABLED: &str = "/proc/sys/kernel/ftrace_enabled";

/// Whether there is a trace-cmd; where there is none, says so.
pub fn is_there(test: &str) -> bool {
    let there = Command::new("trace-cmd")
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok();
    if !there {
        eprintln!("{test}: skipped: there is no trace-cmd (Debian: apt-get install trace-cmd)");
    }
    there
}

/// The lines of `trace-cmd report`, words separated by one blank, without the first one, which counts processors.
pub fn report(file: &Path, options: &[&str]) -> Vec<String> {
    let mut command = Command::new("trace-cmd");
    command.arg("report").args(options).arg("-i").arg(file);
    let output = command.output().expect("trace-cmd runs");
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.join(" ")
    });
    lines.skip_while(|line| line.starts_with("cpus=")).collect()
}

/// The lines of a replay.
pub fn replay(file: &Path, script: &str) -> Vec<String> {
    let mut command = Command::new(SIGSCRIPT);
    command.arg("--replay").arg(file).args(["-e", script]);
    let output = command.output().expect("sigscript runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("it prints text");
    text.lines().map(str::to_owned).collect()
}

/// Prints signals and system calls of a thread as trace-cmd does; its last signal tells its parent that it ended.
fn as_reported(thread: u32, clock: &str) -> String {
    format!(
        r#"
function head(event) {{
  now = {clock}
  return sprintf("%s-%d [%03d] %d.%09d: %s:", execname(), tid(), cpu(), now / 1000000000, now % 1000000000, event)
}}
probe kernel.tracepoint("signal:signal_generate") {{
  if (tid() == {thread} && $sig != 17) printf("%s sig=%d errno=%d code=%d comm=%s pid=%d grp=%d res=%d\n", head("signal_generate"),
    $sig, $errno, $code, $comm, $pid, $group, $result)
}}
probe kernel.tracepoint("raw_syscalls:sys_enter") {{
  if (tid() == {thread} && $id == 62) printf("%s NR %d (%x, %x, %x, %x, %x, %x)\n", head("sys_enter"), $id,
    $args[0], $args[1], $args[2], $args[3], $args[4], $args[5])
}}
"#
    )
}

/// A flood of signals, waiting.
fn flood() -> Actor {
    let mut flood = Actor::start("signal_flood", &[&SIGNALS.to_string()]);
    flood.value("receiver");
    flood
}

/// A script's lines are the same live, replayed, and reported by trace-cmd.
fn reports() {
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let mut flood = flood();
    let script = as_reported(flood.id(), "gettimeofday_ns()");
    let name = file.to_string_lossy();
    let tracer = Tracer::one_liner(&script, &[&["--record", &name], &FTRACE[..]].concat());
    flood.go();
    assert_eq!(flood.value("sent"), SIGNALS.to_string());
    let live = tracer.stop().quietly();
    // The last signal, SIGKILL, ends the receiver.
    assert_eq!(live.len(), 2 * (SIGNALS + 1));
    same(&replay(&file, &script), &live);
    assert_eq!(folder.names(), ["trace.dat"]);
    if is_there("reports_what_sigscript_recorded") {
        same(&report(&file, &["-t"]), &live);
    }
}

/// A buffer for trace-cmd, whose events are off and which is gone when dropped. The top-level buffer is left as it was.
struct Instance {
    folder: PathBuf,
    top: String,
}

impl Instance {
    fn new() -> Self {
        let name = format!("trace-cmd-{}-{:x}", std::process::id(), fastrand::u32(..));
        let folder = Path::new(TRACEFS).join("instances").join(name);
        fs::create_dir(&folder).expect("instances can be made");
        let top = fs::read_to_string(Path::new(TRACEFS).join("tracing_on"));
        let top = top.expect("tracefs is mounted");
        Self { folder, top }
    }

    fn name(&self) -> String {
        let name = self.folder.file_name().expect("it has a name");
        name.to_string_lossy().into_owned()
    }

    /// The files that this kernel lets nobody write to.
    fn refused(&self) -> Vec<PathBuf> {
        let folders = [Path::new(TRACEFS), &self.folder];
        let files = folders.map(|folder| OF_FUNCTIONS.map(|name| folder.join(name)));
        let mut files: Vec<PathBuf> = files.concat();
        files.push(ENABLED.into());
        files.retain(|file| is_refused(file));
        files
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        // trace-cmd removes it where all goes well.
        let _ = fs::write(self.folder.join("events/enable"), "0");
        let _ = fs::remove_dir(&self.folder);
        let _ = fs::write(Path::new(TRACEFS).join("tracing_on"), &self.top);
    }
}

/// Whether a file may not be written to: opened or, where that needs more, given what is in it already.
fn is_refused(path: &Path) -> bool {
    let written = OpenOptions::new()
        .write(true)
        .open(path)
        .and_then(|mut file| {
            if path == Path::new(ENABLED) {
                file.write_all(&fs::read(path)?)?;
            }
            Ok(())
        });
    written.is_err_and(|error| error.kind() == std::io::ErrorKind::PermissionDenied)
}

/// A command that runs trace-cmd. Where this kernel refuses to let it write to files about functions, it sees others in their places: mounts
/// that nobody else sees.
fn trace_cmd(instance: &Instance, folder: &Folder) -> Command {
    let refused = instance.refused();
    if refused.is_empty() {
        return Command::new("trace-cmd");
    }
    let mut script = String::new();
    for (number, path) in refused.iter().enumerate() {
        let other = folder.path(&format!("other-{number}"));
        fs::write(&other, "").expect("the temporary folder takes files");
        let (other, path) = (other.display(), path.display());
        let _ = write!(script, "mount --bind '{other}' '{path}' && ");
    }
    script.push_str("exec trace-cmd \"$@\"");
    let mut command = Command::new("unshare");
    command.args(["--mount", "sh", "-c", &script, "trace-cmd"]);
    command
}

/// A replay prints what trace-cmd's own report does.
fn records(options: &[&str]) {
    if !is_there("records_what_sigscript_replays") {
        return;
    }
    let folder = Folder::new();
    let file = folder.path("trace.dat");
    let instance = Instance::new();
    let mut flood = flood();
    let id = flood.id();
    let filters = [
        format!("common_pid == {id} && sig != 17"),
        format!("common_pid == {id} && id == 62"),
    ];
    let mut command = trace_cmd(&instance, &folder);
    command.args(["record", "-B", &instance.name()]);
    command.args(["-b", "65536", "-C", "mono", "-o"]).arg(&file);
    command.args(options);
    let events = ["signal:signal_generate", "raw_syscalls:sys_enter"];
    for (event, filter) in events.iter().zip(&filters) {
        command.args(["-e", event, "-f", filter]);
    }
    // What it runs says that it records, and ends with its input.
    command.args(["sh", "-c", "echo 'recording: on'; read line"]);
    command.stderr(Stdio::null());
    let mut recorder = Actor::spawn(&mut command);
    assert_eq!(recorder.value("recording"), "on");
    flood.go();
    assert_eq!(flood.value("sent"), SIGNALS.to_string());
    recorder.go();
    recorder.end();
    let replayed = replay(&file, &as_reported(id, "ktime_get_ns()"));
    assert_eq!(replayed.len(), 2 * (SIGNALS + 1));
    let buffer = format!("{}: ", instance.name());
    let reported = report(&file, &["-t"]).into_iter();
    let reported: Vec<String> = reported.map(|line| line.replacen(&buffer, "", 1)).collect();
    same(&replayed, &reported);
}
