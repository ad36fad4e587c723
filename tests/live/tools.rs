//! The ready-made tools of `scripts/`: each watches a workload and prints what it says it prints.

use std::path::Path;
use std::process::Command;

use crate::Test;
use crate::cast::{receiver, send};
use crate::program::SIGSCRIPT;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("disklatency", disklatency),
    ("errnowatch", errnowatch),
    ("execsnoop", execsnoop),
    ("exitsnoop", exitsnoop),
    ("forkwatch", forkwatch),
    ("iocount", iocount),
    ("killsnoop", killsnoop),
    ("ministrace", ministrace),
    ("offcpu", offcpu),
    ("opensnoop", opensnoop),
    ("pagefaults", pagefaults),
    ("runqlat", runqlat),
    ("sigcount", sigcount),
    ("signal_latency", signal_latency),
    ("slowcalls", slowcalls),
    ("softirqs", softirqs),
    ("switches", switches),
    ("syscount", syscount),
    ("syslatency", syslatency),
    ("timers", timers),
    ("topsyscalls", topsyscalls),
    ("who_killed", who_killed),
    ("who_killed_nobody", who_killed_nobody),
];

/// A tool with the options before it and its arguments behind it.
pub fn tool(options: &[&str], name: &str, arguments: &[&str]) -> Tracer {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    Tracer::spawn(
        Command::new(SIGSCRIPT)
            .args(options)
            .arg(format!("{name}.sig"))
            .args(arguments)
            .current_dir(scripts),
    )
}

/// What a tool prints of a workload, a shell script; it sees nobody else.
fn watch(name: &str, arguments: &[&str], workload: &str) -> Vec<String> {
    let ended = tool(&["-c", workload], name, arguments).end();
    assert!(ended.errors.is_empty(), "{ended:#?}");
    ended.lines
}

/// The words of the lines that have `word` among their words.
fn rows<'a>(lines: &'a [String], word: &str) -> Vec<Vec<&'a str>> {
    let words = lines.iter().map(|line| line.split_whitespace().collect());
    words
        .filter(|row: &Vec<&str>| row.contains(&word))
        .collect()
}

/// The only line with this word.
fn row<'a>(lines: &'a [String], word: &str) -> Vec<&'a str> {
    match rows(lines, word).as_slice() {
        [row] => row.clone(),
        others => panic!("{} lines with `{word}` in {lines:#?}", others.len()),
    }
}

fn number(word: &str) -> u64 {
    word.parse()
        .unwrap_or_else(|error| panic!("`{word}`: {error}"))
}

/// The sum of a histogram's counts, and that of one alone.
fn histogram(lines: &[String]) -> u64 {
    let bars = lines
        .iter()
        .filter(|line| line.contains(" |") && !line.contains("|---"));
    bars.filter_map(|line| line.split_whitespace().last())
        .map(number)
        .sum()
}

/// Requests are made by whoever writes pages back, so the one who writes goes past them.
fn disklatency() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("disk-{}", std::process::id()));
    let path = file.display();
    let write = format!(
        "dd if=/dev/zero of={path} bs=4096 count=8 oflag=direct status=none 2>/dev/null; rm -f {path}"
    );
    let lines = watch("disklatency", &[], &write);
    assert_eq!(lines[0], "measuring");
    let on_disk = std::fs::metadata(env!("CARGO_TARGET_TMPDIR"))
        .is_ok_and(|folder| std::os::linux::fs::MetadataExt::st_dev(&folder) >> 8 != 0);
    if !on_disk {
        eprintln!("tools/disklatency saw no disk: the target folder is not on one");
        return;
    }
    let written = lines.iter().filter(|line| line.contains(" write: "));
    let requests: u64 = written
        .map(|line| number(line.split_whitespace().nth(2).expect("their number")))
        .sum();
    assert!(requests >= 8, "{lines:#?}");
    assert!(histogram(&lines) >= requests);
}

fn errnowatch() {
    let lines = watch(
        "errnowatch",
        &[],
        "cat /etc/nowhere 2>/dev/null; kill -9 4194305 2>/dev/null; :",
    );
    assert_eq!(lines[0], "watching");
    assert_eq!(row(&lines, "kill"), ["1", "sh", "kill", "ESRCH"]);
    let mut opens = rows(&lines, "openat").into_iter();
    assert!(
        opens.any(|row| row[1..] == ["cat", "openat", "ENOENT"]),
        "{lines:#?}"
    );
}

fn execsnoop() {
    let lines = watch(
        "execsnoop",
        &[],
        "/bin/echo one 'two  three' >/dev/null; /bin/true; :",
    );
    assert_eq!(lines[0], "    PID   PPID USER     PARENT          COMMAND");
    assert!(
        lines[1].contains(" sigscript       /bin/sh -c /bin/echo one"),
        "{lines:#?}"
    );
    let words = |line: &str| {
        line.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let (echo, last) = (words(&lines[2]), words(&lines[3]));
    assert_eq!(echo[3..], ["sh", "/bin/echo", "one", "two", "three"]);
    assert_eq!(last[3..], ["sh", "/bin/true"]);
    assert_eq!(echo[1], last[1], "both have one parent");
    assert_eq!(lines.len(), 4, "{lines:#?}");
    let only = watch("execsnoop", &["true"], "/bin/echo >/dev/null; /bin/true; :");
    assert_eq!(only.len(), 2, "{only:#?}");
    assert_eq!(row(&only, "/bin/true")[4..], ["/bin/true"]);
}

fn exitsnoop() {
    let workload = "sh -c 'exit 3'; sh -c 'kill -9 $$' 2>/dev/null; sleep 0.1; true | true; :";
    let lines = watch("exitsnoop", &[], workload);
    assert_eq!(
        row(&lines, "3")[2..],
        ["sh", row(&lines, "3")[3], "status", "3"]
    );
    assert_eq!(row(&lines, "SIGKILL")[2], "sh");
    let sleep = row(&lines, "sleep");
    let age: f64 = sleep[3].trim_end_matches('s').parse().expect("seconds");
    assert!((0.1..10.0).contains(&age), "{sleep:?}");
    assert_eq!(sleep[4..], ["status", "0"]);
    let failed = watch("exitsnoop", &["failed"], workload);
    assert_eq!(failed.len(), 3, "{failed:#?}");
}

fn forkwatch() {
    let lines = watch("forkwatch", &[], "/bin/true; /bin/true; :");
    let births: Vec<_> = lines
        .iter()
        .filter(|line| line.contains(" process "))
        .collect();
    assert_eq!(births.len(), 2, "{lines:#?}");
    assert!(
        births.iter().all(|line| line.starts_with("sh(")),
        "{lines:#?}"
    );
    assert_eq!(lines.last().expect("a line"), "births: 2 sh");
}

fn iocount() {
    let lines = watch(
        "iocount",
        &[],
        "dd if=/dev/zero of=/dev/null bs=1000 count=10 status=none; :",
    );
    let dd = row(&lines, "dd");
    assert!(number(dd[2]) >= 10_000 && number(dd[1]) >= 10, "{dd:?}");
    assert_eq!(dd[3..], ["10", "10000"]);
}

fn killsnoop() {
    let lines = watch(
        "killsnoop",
        &[],
        "kill -0 $$; kill -9 4194305 2>/dev/null; kill -CONT $$; :",
    );
    let rows = rows(&lines, "sh");
    let shell = rows[0][0];
    let expected = [
        [shell, "sh", "kill", "SIG_0", shell, "0"],
        [shell, "sh", "kill", "SIGKILL", "4194305", "ESRCH"],
        [shell, "sh", "kill", "SIGCONT", shell, "0"],
    ];
    assert_eq!(rows, expected);
    let only = watch("killsnoop", &["18"], "kill -0 $$; kill -CONT $$; :");
    assert_eq!(only.len(), 2, "{only:#?}");
}

fn ministrace() {
    let lines = watch("ministrace", &["openat"], "cat /etc/nowhere 2>/dev/null; :");
    let end = r#" cat: openat(AT_FDCWD, "/etc/nowhere", O_RDONLY) = -2 (ENOENT)"#;
    assert!(lines.iter().any(|line| line.ends_with(end)), "{lines:#?}");
    assert!(
        lines.iter().all(|line| line.contains(": openat(")),
        "{lines:#?}"
    );
    let nobody = tool(&[], "ministrace", &[]).end();
    assert!(!nobody.status.success() && nobody.errors.contains("name a process"));
}

fn offcpu() {
    let lines = watch("offcpu", &[], "sleep 0.2; :");
    let sleep = row(&lines, "sleep");
    assert!(
        number(sleep[1]) >= 1 && (199..10_000).contains(&number(sleep[2])),
        "{sleep:?}"
    );
    assert!(number(sleep[4]) >= 199_000, "{sleep:?}");
}

fn opensnoop() {
    let workload = "cat /etc/passwd /etc/nowhere >/dev/null 2>&1; :";
    let lines = watch("opensnoop", &[], workload);
    assert_eq!(row(&lines, "/etc/passwd")[1..], ["cat", "3", "/etc/passwd"]);
    assert_eq!(
        row(&lines, "/etc/nowhere")[1..],
        ["cat", "ENOENT", "/etc/nowhere"]
    );
    let failed = watch("opensnoop", &["failed"], workload);
    assert_eq!(rows(&failed, "/etc/passwd"), Vec::<Vec<&str>>::new());
    assert_eq!(
        rows(&failed, "ENOENT").len(),
        failed.len() - 1,
        "{failed:#?}"
    );
}

fn pagefaults() {
    if !cfg!(target_arch = "x86_64") {
        eprintln!("tools/pagefaults is skipped: page_fault_user is an event of x86");
        return;
    }
    let lines = watch("pagefaults", &["100"], "/bin/true; :");
    for kind in ["read", "write", "code"] {
        let found = rows(&lines, "true").into_iter().find(|row| row[2] == kind);
        assert!(
            found.is_some_and(|row| number(row[0]) > 0),
            "{kind}: {lines:#?}"
        );
    }
}

fn runqlat() {
    let lines = watch("runqlat", &[], "sleep 0.01; sleep 0.01; :");
    let waits = number(lines[1].split(' ').next().expect("their number"));
    assert!(waits >= 2, "{lines:#?}");
    assert_eq!(histogram(&lines), waits);
}

fn sigcount() {
    let lines = watch(
        "sigcount",
        &[],
        "sh -c 'kill -TERM $$' 2>/dev/null; kill -CONT $$; kill -CONT $$; :",
    );
    assert_eq!(row(&lines, "SIGTERM"), ["1", "SIGTERM", "sh", "user", "sh"]);
    assert_eq!(row(&lines, "SIGCONT"), ["2", "SIGCONT", "sh", "user", "sh"]);
    let short = watch(
        "sigcount",
        &["1"],
        "kill -CONT $$; kill -CONT $$; kill -URG $$; :",
    );
    assert_eq!(short[1..].len(), 2, "{short:#?}");
}

fn signal_latency() {
    let workload = "trap : USR1; for i in 1 2 3 4 5 6 7 8 9 10; do kill -USR1 $$; done";
    let lines = watch("signal_latency", &["10"], workload);
    assert!(
        lines[1].starts_with("SIGUSR1: 10 delivered, "),
        "{lines:#?}"
    );
    assert_eq!(histogram(&lines), 10);
}

fn slowcalls() {
    let lines = watch("slowcalls", &["150"], "sleep 0.2; :");
    let sleep = row(&lines, "clock_nanosleep");
    assert_eq!((sleep[1], sleep[4]), ("sleep", "0"));
    let time: f64 = sleep[3].parse().expect("milliseconds");
    assert!((200.0..10_000.0).contains(&time), "{sleep:?}");
}

/// It watches the processors, not processes.
fn softirqs() {
    let lines = watch("softirqs", &[], "sleep 0.5");
    assert_eq!(
        lines[1],
        "KIND          TIMES   TOTAL us    AVG ns    MAX ns"
    );
    assert!(lines.len() > 2, "{lines:#?}");
    for line in &lines[2..] {
        let words: Vec<_> = line.split_whitespace().collect();
        assert!(
            number(words[1]) >= 1 && number(words[4]) >= number(words[3]),
            "{line}"
        );
    }
}

fn switches() {
    let lines = watch("switches", &[], "sleep 0.05; :");
    assert!(number(row(&lines, "sleep")[1]) >= 1, "{lines:#?}");
}

fn syscount() {
    let lines = watch(
        "syscount",
        &["100"],
        "dd if=/dev/zero of=/dev/null bs=1 count=50 status=none; cat /etc/nowhere 2>/dev/null; :",
    );
    let write = row(&lines, "write");
    // cat complains in one write or in some more.
    assert!(
        (50..60).contains(&number(write[1])) && write[2] == "0",
        "{write:?}"
    );
    let open = row(&lines, "openat");
    assert!(
        number(open[2]) >= 1 && number(open[1]) > number(open[2]),
        "{open:?}"
    );
}

fn syslatency() {
    let lines = watch(
        "syslatency",
        &["clock_nanosleep"],
        "sleep 0.1; sleep 0.1; :",
    );
    assert_eq!(lines[0], "measuring clock_nanosleep");
    let words: Vec<_> = lines[1].split_whitespace().collect();
    assert_eq!(words[..3], ["sleep:", "2", "calls,"]);
    assert!(
        (100_000..1_000_000).contains(&number(words[3])),
        "{lines:#?}"
    );
    assert_eq!(histogram(&lines), 2);
}

/// timeout(1) has a timer of POSIX's kind, sleep(1) waits in a system call.
fn timers() {
    let lines = watch("timers", &[], "timeout 0.2 sleep 5; :");
    let set = row(&lines, "timer_settime:");
    assert_eq!(set[1], "timeout");
    assert_eq!(
        set[2..],
        [
            "timer_settime:",
            "every",
            "0.000000",
            "s,",
            "first",
            "after",
            "0.200000",
            "s"
        ]
    );
    assert_eq!(
        row(&lines, "sleeps")[1..],
        ["sleep", "sleeps", "5.000000", "s"]
    );
    assert_eq!(row(&lines, "SIGALRM:")[..2], [set[0], "timeout"]);
}

fn topsyscalls() {
    let lines = watch(
        "topsyscalls",
        &["60", "50"],
        "dd if=/dev/zero of=/dev/null bs=1 count=400 status=none; :",
    );
    let dd = row(&lines, "dd");
    assert!(number(dd[2]) >= 800, "{dd:?}");
    assert!(["read", "write"].contains(&dd[3]), "{dd:?}");
    assert!(dd[4].starts_with("(4"), "{dd:?}");
}

fn who_killed() {
    let (receiver, pid) = receiver();
    let mut tracer = tool(&[], "who_killed", &[&pid]);
    tracer.expect(&format!("waiting for test_receiver({pid})"));
    // It ignores this one, or does not end of it.
    send(18, &pid);
    let sender = send(9, &pid);
    receiver.end();
    let first = tracer.line();
    assert!(
        first.starts_with(&format!("test_receiver({pid}) was killed by SIGKILL, ")),
        "{first}"
    );
    tracer.expect(&format!("  sent by test_sender({sender})"));
    let ancestry = tracer.line();
    assert!(
        ancestry.starts_with(&format!("  which is test_sender({sender}) < ")),
        "{ancestry}"
    );
    assert!(tracer.line().ends_with(&format!("test_sender 9 {pid}")));
    assert_eq!(tracer.end().quietly(), Vec::<String>::new());
}

fn who_killed_nobody() {
    let ended = tool(&[], "who_killed", &["4194305"]).end();
    assert!(!ended.status.success());
    assert!(
        ended.errors.contains("there is no process 4194305"),
        "{ended:#?}"
    );
}
