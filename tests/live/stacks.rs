//! Stacks with names: of the kernel, and of a program that sends itself a signal from nested functions.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use nix::sys::signal::Signal;

use crate::Test;
use crate::cast::Actor;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("user_stack", user_stack),
    ("kernel_stack", kernel_stack),
    ("parts", parts),
    ("removed_program", removed_program),
    ("ended_process", ended_process),
];

/// The path of `programs/nested_sender.rs`, built by the compiler alone: cargo has no flags for one program.
fn program() -> &'static Path {
    static PROGRAM: OnceLock<PathBuf> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("nested_sender");
        let source = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/tests/live/programs/nested_sender.rs"
        );
        let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
        let status = Command::new(compiler)
            .args([
                "--edition=2024",
                "-Copt-level=0",
                "-Cforce-frame-pointers=yes",
                source,
                "-o",
            ])
            .arg(&program)
            .status()
            .expect("the compiler runs");
        assert!(status.success(), "nested_sender does not build");
        program
    })
}

/// A handler for the signal that a process sends itself, and the line "end".
fn script(pid: &str, handler: &str) -> String {
    format!(
        "probe signal.send {{ if (sig_pid == {pid} && pid() == {pid}) {{ {handler} println(\"end\") }} }}"
    )
}

/// Runs `nested_sender` under a handler, and gives what was printed.
fn traced(handler: &str) -> (Vec<String>, u32) {
    let mut sender = Actor::spawn(&mut Command::new(program()));
    let pid = sender.value("pid");
    let mut tracer = Tracer::one_liner(&script(&pid, handler), &[]);
    sender.go();
    assert_eq!(sender.value("sent"), "0");
    let lines = until_end(&mut tracer);
    let id = sender.id();
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
    (lines, id)
}

fn until_end(tracer: &mut Tracer) -> Vec<String> {
    let mut lines = Vec::new();
    loop {
        match tracer.line() {
            line if line == "end" => return lines,
            line => lines.push(line),
        }
    }
}

/// Checks that each text is in a line, one behind the other.
fn in_order(lines: &[String], texts: &[&str]) {
    let mut rest = lines.iter();
    for text in texts {
        assert!(rest.any(|line| line.contains(text)), "{text} in {lines:#?}");
    }
}

const NESTED: [&str; 3] = [
    "sender_innermost+0x",
    "sender_middle+0x",
    "sender_outermost+0x",
];

fn user_stack() {
    let (lines, id) = traced(
        "print_ubacktrace() println(\"brief\") print_ubacktrace_brief() println(\"text\") print(sprint_ubacktrace())",
    );
    let file = format!(" [{}]", program().display());
    for part in lines.split(|line| line == "brief" || line == "text") {
        in_order(part, &NESTED);
    }
    let full = lines
        .iter()
        .find(|line| line.contains("sender_middle"))
        .expect("it was found");
    assert!(
        full.starts_with(" 0x") && full.ends_with(&file),
        "{full}, process {id}"
    );
    let (address, rest) = full.split_once(" : ").expect("address and name");
    assert!(
        u64::from_str_radix(address.trim_start_matches(" 0x"), 16).is_ok(),
        "{full}"
    );
    let place = rest
        .strip_prefix("sender_middle+0x")
        .and_then(|rest| rest.split_once(' '));
    let (offset, size) = place
        .and_then(|(place, _)| place.split_once("/0x"))
        .expect("offset and size");
    let number = |text| u64::from_str_radix(text, 16).expect("it is hexadecimal");
    assert!(number(offset) < number(size), "{full}");
}

fn kernel_stack() {
    let (lines, _) = traced("print_backtrace() println(\"text\") print(sprint_backtrace())");
    let mut parts = lines.split(|line| line == "text");
    let printed = parts.next().expect("it was printed");
    let text = parts.next().expect("it was printed");
    for part in [printed, text] {
        // Which functions there are depends on the kernel; these ends have had their names for long.
        in_order(part, &["send_signal", "sys_kill+0x", "do_syscall_64+0x"]);
        assert!(part[0].contains("send_signal"), "{part:#?}");
        assert!(part.iter().all(|line| !line.contains("bpf")), "{part:#?}");
    }
    assert!(
        printed[0].starts_with(" 0xffff") && printed[0].ends_with(" [kernel]"),
        "{printed:#?}"
    );
    assert!(
        text[0].ends_with(" [kernel]") && !text[0].starts_with(' '),
        "{text:#?}"
    );
}

fn parts() {
    let (lines, _) = traced(
        r"println(modname(addr())) println(probefunc()) println(caller())
          println(umodname(ustack(3))) println(symdata(stack(0)))
          println(stack(0) == strtol(substr(callers(0), 2, 16), 16), strlen(callers(-1)) > strlen(callers(1)))
          print_syms(callers(1)) print_usyms(ucallers(5))",
    );
    assert_eq!(lines[0], "kernel");
    assert!(lines[1].contains("send_signal"), "{lines:#?}");
    let (name, address) = lines[2].split_once(' ').expect("name and address");
    assert!(
        !name.starts_with("0x") && address.starts_with("0xffff"),
        "{lines:#?}"
    );
    assert!(!lines[3].contains('/'), "{lines:#?}");
    assert!(
        lines[4].starts_with(&lines[1]) && lines[4].ends_with(" [kernel]"),
        "{lines:#?}"
    );
    assert_eq!(lines[5], "11");
    assert!(lines[6].contains(&lines[4]), "{lines:#?}");
    assert!(lines[7].contains(name), "{lines:#?}");
    in_order(&lines[8..], &NESTED);
}

/// The kernel still has the file that the process runs.
fn removed_program() {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("removed_sender");
    fs::copy(program(), &copy).expect("the folder is ours");
    let mut sender = Actor::spawn(&mut Command::new(&copy));
    let pid = sender.value("pid");
    fs::remove_file(&copy).expect("the file is ours");
    let mut tracer = Tracer::one_liner(&script(&pid, "print_ubacktrace()"), &[]);
    sender.go();
    let lines = until_end(&mut tracer);
    in_order(&lines, &NESTED);
    in_order(&lines, &[&format!(" [{}]", copy.display())]);
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// The tracer sleeps while the process sends and ends: it sees nothing but the event.
fn ended_process() {
    let mut sender = Actor::spawn(&mut Command::new(program()));
    let pid = sender.value("pid");
    let mut tracer = Tracer::one_liner(&script(&pid, "print_ubacktrace()"), &[]);
    tracer.signal(Signal::SIGSTOP);
    sender.go();
    sender.go();
    assert_eq!(sender.end(), ["sent: 0"]);
    tracer.signal(Signal::SIGCONT);
    in_order(&until_end(&mut tracer), &NESTED);
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}
