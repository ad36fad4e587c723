//! Every event of the running kernel: all of them compile, those of a sample attach, and what they bring is what happened.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::Test;
use crate::program::SIGSCRIPT;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("compile", compile),
    ("attach", attach),
    ("arrays", arrays),
    ("structures", structures),
    ("strings_of_the_process", strings_of_the_process),
    ("located", located),
    ("pointers_of_records", pointers_of_records),
];

/// How many raw tracepoints and how many events are attached. The kernel takes a tenth of a second to let go of one of the latter.
const SAMPLE: (usize, usize) = (200, 20);

/// Every event, as `system:name`.
fn events() -> Vec<String> {
    let text = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"]
        .iter()
        .find_map(|place| fs::read_to_string(format!("{place}/available_events")).ok())
        .expect("tracefs is there");
    text.lines().map(str::to_owned).collect()
}

/// A script in a file of its own; one of many probes is too long for an argument.
struct Script(PathBuf);

impl Script {
    fn new(name: &str, text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("{name}-{}.sig", std::process::id()));
        fs::write(&path, text).expect("the temporary folder is ours");
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().expect("the path is UTF-8")
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        // A file that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_file(&self.0);
    }
}

/// The plan of a script.
fn plan(name: &str, text: &str) -> String {
    let script = Script::new(name, text);
    let output = Command::new(SIGSCRIPT)
        .args(["-p", "3", script.path()])
        .output()
        .expect("sigscript runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).expect("a plan is UTF-8")
}

/// The points of a plan.
fn points(plan: &str) -> BTreeSet<&str> {
    plan.lines()
        .filter_map(|line| line.strip_prefix("probe ")?.split(" = ").last())
        .filter_map(|point| point.split("  ").next())
        .collect()
}

/// Checks the plan of a script: so many points, and a value for everything.
fn complete(name: &str, text: &str, least: usize) {
    let plan = plan(name, text);
    let found = points(&plan).len();
    assert!(found >= least, "{found} points of {least}");
    let without: Vec<&str> = plan.lines().filter(|line| line.contains("=?")).collect();
    assert!(without.is_empty(), "{without:#?}");
}

fn compile() {
    let events = events();
    assert!(events.len() > 500, "{} events", events.len());
    for (name, parameters) in [
        ("parms", "$$parms"),
        ("pretty", "$$parms$"),
        ("deep", "$$vars$$"),
    ] {
        let probe = |event: &String| {
            format!("probe kernel.tracepoint(\"{event}\") {{ println($$name, {parameters}) }}\n")
        };
        let records = events.iter().map(probe).collect::<Vec<_>>().concat();
        complete(&format!("records-{name}"), &records, events.len());
        let all = format!("probe kernel.trace(\"*\") {{ println($$name, {parameters}) }}");
        complete(&format!("traces-{name}"), &all, 300);
    }
}

/// `count` of these, from all over the list.
fn sample(all: &[String], count: usize) -> impl Iterator<Item = &String> {
    all.iter().step_by((all.len() / count).max(1)).take(count)
}

fn attach() {
    let all = plan("names", "probe kernel.trace(\"*\") { println($$name) }");
    let raw: Vec<String> = points(&all).into_iter().map(str::to_owned).collect();
    let record = |event: &String| format!("kernel.tracepoint(\"{event}\")");
    let records: Vec<String> = events().iter().map(record).collect();
    let handler = format!("{{ if (pid() == {}) println($$parms$) }}\n", u32::MAX);
    let probes: Vec<String> = sample(&raw, SAMPLE.0)
        .chain(sample(&records, SAMPLE.1))
        .map(|point| format!("probe {point} {handler}"))
        .collect();
    let probes = probes.concat();
    let script = Script::new(
        "attach",
        &format!("probe begin {{ println(\"tracing\") }}\n{probes}"),
    );
    // The usual limit is 1024 descriptors, which this many probes exceed where sigscript does not raise it.
    let few = format!("ulimit -Sn 256; exec {SIGSCRIPT} {}", script.path());
    let mut tracer = Tracer::spawn(Command::new("sh").args(["-c", &few]));
    tracer.expect("tracing");
    let links = crate::kernel::objects(tracer.id())
        .iter()
        .filter(|object| object.is_link())
        .count();
    assert!(links >= SAMPLE.0.min(raw.len()), "{links} links");
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// `sh -c` with a text, once the tracer of `script` is on; the lines that it prints. `PID` in the script is the shell's.
fn traced(script: &str, text: &str) -> Vec<String> {
    let script = script.replace("PID", "target()");
    let output = Command::new(SIGSCRIPT)
        .args(["-c", text, "-e", &script])
        .output()
        .expect("sigscript runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && errors.is_empty(), "{errors}");
    let lines = String::from_utf8(output.stdout).expect("text");
    lines.lines().map(str::to_owned).collect()
}

/// The arguments of kill(2), as an array: whole, by a constant, by a variable, and beyond its end.
fn arrays() {
    let lines = traced(
        r#"global last
        probe kernel.tracepoint("raw_syscalls:sys_enter") {
          if (pid() != PID || $id != 62) next
          last++
          try { n = $args[last + 5] } catch (message) { n = -1 }
          printf("%s|%s|%d %d|%d %s\n", $$parms, $args$, $args[0], $args[last], n, message)
        }"#,
        "kill -0 $$",
    );
    let line = lines.first().expect("a signal was sent");
    let parts: Vec<&str> = line.split('|').collect();
    let (id, numbers) = parts[0].split_once(" args=").expect("two fields");
    assert_eq!(id, "id=0x3e");
    let numbers = numbers.trim_matches(['[', ']']);
    let numbers: Vec<i64> = numbers.split(", ").map(hexadecimal).collect();
    assert_eq!((numbers.len(), numbers[1]), (6, 0), "{line}");
    assert_eq!(parts[1], format!("{numbers:?}"));
    assert_eq!(parts[2], format!("{} {}", numbers[0], numbers[1]));
    assert_eq!(parts[3], "-1 index 6 lies outside the array of 6");
}

fn hexadecimal(text: &str) -> i64 {
    let digits = text.strip_prefix("0x").expect("a number in hexadecimal");
    u64::from_str_radix(digits, 16)
        .expect("digits")
        .cast_signed()
}

/// A structure by its pointer, one and two levels deep.
fn structures() {
    let lines = traced(
        r#"probe kernel.trace("sched_process_exec") {
          if (pid() == PID) printf("%s\n%s\n%s\n%s\n", $p$, $p$$, $$parms$, $p->comm$)
        }"#,
        "sleep 0.01",
    );
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert!(lines[0].contains(".comm=\"sleep\"") && lines[0].contains(".se={...}"));
    assert!(lines[1].contains(".comm=\"sleep\"") && lines[1].contains(".se={.load={"));
    assert!(lines[2].contains("old_pid=") && lines[2].contains(".filename=0x"));
    assert_eq!(lines[3], "sleep");
}

fn strings_of_the_process() {
    let lines = traced(
        r#"probe kernel.tracepoint("syscalls:sys_enter_openat") {
          if (pid() == PID) println($$parms$, " ", $dfd)
        }"#,
        "exec cat /dev/null",
    );
    let opened = |line: &&String| line.contains(" dfd=-100 filename=\"/dev/null\" ");
    let line = lines.iter().find(opened).expect("the file was opened");
    assert!(line.ends_with(" -100"), "{line}");
}

/// The text and the numbers that a word of the record leads to.
fn located() {
    let lines = traced(
        r#"probe kernel.tracepoint("sched:sched_process_exec") {
          if (pid() == PID) println($$parms, " ", $$parms$)
        }"#,
        "sleep 0.01",
    );
    let line = lines.first().expect("a program was started");
    let fields: Vec<&str> = line.split(' ').collect();
    assert!(fields[0].starts_with("filename=\"/"), "{line}");
    assert_eq!(fields[3], fields[0]);
    let pids = ["pid=", "old_pid="].map(|name| fields[1].strip_prefix(name).is_some());
    assert_eq!(pids, [true, false], "{line}");
}

/// What the pointers of a record lead to: into the process for a system call, into the kernel for any other event.
fn pointers_of_records() {
    let lines = traced(
        r#"probe kernel.tracepoint("syscalls:sys_enter_clock_nanosleep") {
          if (pid() == PID) println($rqtp->tv_nsec, " ", $rqtp$)
        }
        probe kernel.tracepoint("mmap_lock:mmap_lock_released") {
          if (pid() != PID) next
          // A process that ends has let go of its memory.
          try { if ($mm->start_brk == @cast(task_current(), "task_struct")->mm->start_brk) println("own") } catch {}
        }"#,
        "exec sleep 0.025",
    );
    let has = |wanted: &str| lines.iter().any(|line| line == wanted);
    assert!(has("25000000 {.tv_sec=0, .tv_nsec=25000000}"), "{lines:#?}");
    assert!(has("own"), "{lines:#?}");
}
