//! Recordings of machines that are not this one: the formats come from the file, and so do the order of bytes and the size of words.

use std::path::Path;
use std::process::Command;

use crate::file::Temporary;
use crate::program::SIGSCRIPT;
use crate::run::run;
use crate::writer::{Entry, Machine, More};

const MACHINES: [Machine; 4] = [
    Machine {
        big: true,
        word: 4,
        name: "ppc",
        kill: 37,
    },
    Machine {
        big: false,
        word: 4,
        name: "armv7l",
        kill: 37,
    },
    Machine {
        big: true,
        word: 8,
        name: "s390x",
        kill: 37,
    },
    Machine {
        big: false,
        word: 8,
        name: "aarch64",
        kill: 129,
    },
];

const SCRIPT: &str = r#"
probe signal.send {
  printf("%d %d %s(%d) -> %s(%d) %s %d %s\n", ktime_get_ns(), cpu(), execname(), pid(), pid_name, sig_pid, sig_name, code, result_text)
}
probe kernel.tracepoint("raw_syscalls:sys_enter") { printf("%d %d call %d(%d, %d)\n", ktime_get_ns(), cpu(), $id, $args[0], $args[1]) }
probe kernel.tracepoint("sched:sched_process_exec") { printf("%d %d exec %s by %d\n", ktime_get_ns(), cpu(), $filename, $pid) }
probe end { println("end") }
"#;

/// The option that tells the processes of threads, sigscript's own.
const PROCESSES: u64 = sigscript_runtime::ftrace::PROCESSES as u64;

/// When the buffers begin: beyond 32 bits.
const START: u64 = 1 << 40;

fn entry(since: u64, record: Vec<u8>) -> Entry {
    Entry { since, record }
}

fn signal(machine: Machine, sig: u64, result: u64) -> Vec<u8> {
    let mut record = machine.head(1, 7);
    // -6 is SI_TKILL.
    for number in [sig, 0, -6_i64 as u64] {
        record.extend(machine.number(number, 4));
    }
    record.extend(b"receiver\0\0\0\0\0\0\0\0");
    for number in [9, 0, result] {
        record.extend(machine.number(number, 4));
    }
    record
}

fn call(machine: Machine) -> Vec<u8> {
    let mut record = machine.head(2, 8);
    for number in [machine.kill, 9, 15, 0, 0, 0, 0] {
        record.extend(machine.number(number, machine.word));
    }
    record
}

fn exec(machine: Machine) -> Vec<u8> {
    let name = b"/a/rather/long/name/of/a/program/that/makes/the/record/longer/than/short/entries/of/the/ring/buffer/can/be\0";
    let mut record = machine.head(3, 8);
    record.extend(machine.number((name.len() as u64) << 16 | 16, 4));
    record.extend(machine.number(8, 4));
    record.extend(name);
    record
}

/// On each processor's buffer, entries that come between those of the other.
fn entries(machine: Machine) -> [Vec<Entry>; 3] {
    [
        vec![
            entry(100, signal(machine, 15, 0)),
            entry(1 << 30, exec(machine)),
        ],
        vec![entry(50, call(machine)), entry(100, signal(machine, 9, 2))],
        vec![entry(7, signal(machine, 34, 0))],
    ]
}

fn replayed(file: &Path, script: &str) -> (String, String, Option<i32>) {
    let mut command = Command::new(SIGSCRIPT);
    command.arg("--replay").arg(file).arg("-e").arg(script);
    let finished = run(&mut command, Path::new(".")).expect("sigscript runs");
    (finished.output, finished.errors, finished.status.code())
}

#[test]
fn every_order_of_bytes_and_size_of_words() {
    let expected = format!(
        "{} 1 call KILL(9, 15)\n\
         {} 0 sender(7) -> receiver(9) SIGTERM -6 delivered\n\
         {} 1 sender(7) -> receiver(9) SIGKILL -6 already pending\n\
         {} 1 sender(7) -> receiver(9) SIGRTMIN -6 delivered\n\
         {} 0 exec /a/rather/long/name/of/a/program/that/makes/the/record/longer/than/short/entries/of/the/ring/buffer/can/be by 8\n\
         end\n",
        START + 50,
        START + 100,
        START + 150,
        START + 1_000_007,
        START + 100 + (1 << 30),
    );
    for machine in MACHINES {
        let files = [
            (
                "6",
                machine.version_6(START, &entries(machine), More::default()),
            ),
            (
                "7",
                machine.version_7(START, &entries(machine), More::default()),
            ),
        ];
        for (version, content) in files {
            let file = Temporary::new(&format!("{}-{version}", machine.name), &content);
            let (output, errors, status) = replayed(file.path(), SCRIPT);
            let expected = expected.replace("KILL(9,", &format!("{}(9,", machine.kill));
            assert_eq!(output, expected, "{machine:?}, version {version}: {errors}");
            assert_eq!(
                errors,
                "events that were lost when the recording was made: 1 or more\n"
            );
            assert_eq!(status, Some(0));
        }
    }
}

#[test]
fn system_calls_are_those_of_the_recorded_architecture() {
    let script =
        r#"probe kernel.syscall("kill") { printf("%d %d(%d)\n", $syscall, $arg2, $arg1) }"#;
    for machine in MACHINES {
        let file = Temporary::new(
            &format!("calls-{}", machine.name),
            &machine.version_6(START, &entries(machine), More::default()),
        );
        let (output, errors, status) = replayed(file.path(), script);
        if machine.name == "ppc" {
            assert!(errors.contains("not the architecture"), "{errors}");
            assert_eq!(status, Some(1));
        } else {
            assert_eq!(output, format!("{} 15(9)\n", machine.kill), "{errors}");
        }
    }
}

/// Events of another buffer than the main one, and what options tell: the day's time in microseconds, a shift of the clock, and processes.
///
/// With `SIGSCRIPT_BLESS` set, the files become inputs that the fuzz target `recording` starts from.
#[test]
fn instances_and_options() {
    let script = r#"
        probe signal.send { printf("%d %d %d(%d) -> %s\n", gettimeofday_ns(), ktime_get_ns(), pid(), tid(), sig_name) }
        probe kernel.tracepoint("sched:sched_process_exec") { println($filename) }"#;
    let more = More {
        options: &[(1, b"0x5f5e100\0"), (7, b"1000\0"), (PROCESSES, b"7 5\n")],
        instance: Some("other"),
    };
    let time = START + 1000;
    let [first, second, third] = [100, 150, 1_000_007].map(|since| {
        let time = time + since;
        format!("{} {time}", time + 100_000_000_000)
    });
    let expected = format!(
        "{first} 5(7) -> SIGTERM\n{second} 5(7) -> SIGKILL\n{third} 5(7) -> SIGRTMIN\n/a/rather/long/name"
    );
    for machine in MACHINES {
        let files = [
            ("v6", machine.version_6(START, &entries(machine), more)),
            ("v7-zlib", machine.version_7(START, &entries(machine), more)),
        ];
        for (version, content) in files {
            let name = format!("{version}-instance-{}", machine.name);
            if std::env::var_os("SIGSCRIPT_BLESS").is_some() {
                let seed = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/recording");
                std::fs::write(seed.join(&name), &content).expect("the seed can be written");
            }
            let file = Temporary::new(&name, &content);
            let (output, errors, status) = replayed(file.path(), script);
            assert!(output.starts_with(&expected), "{name}: {output}{errors}");
            assert_eq!(status, Some(0), "{name}: {errors}");
        }
    }
}

/// What runs where nothing does has a name for each processor.
#[test]
fn idle_processors() {
    let script = r#"probe kernel.tracepoint("raw_syscalls:sys_enter") { println(execname(), " ", pid(), " ", cpu()) }"#;
    for machine in MACHINES {
        let by_nobody = || {
            let head = machine.head(2, 0);
            let mut record = call(machine);
            record[..head.len()].copy_from_slice(&head);
            record
        };
        let entries = [
            vec![entry(5, by_nobody())],
            vec![entry(9, by_nobody())],
            Vec::new(),
        ];
        let file = Temporary::new(
            &format!("idle-{}", machine.name),
            &machine.version_6(START, &entries, More::default()),
        );
        let (output, errors, _) = replayed(file.path(), script);
        assert_eq!(output, "swapper/0 0 0\nswapper/1 0 1\n", "{errors}");
    }
}
