//! The prompt on a pseudo-terminal, as far as it needs no privileges.

#[path = "support/program.rs"]
mod program;
#[path = "support/prompt.rs"]
mod prompt;
#[path = "support/terminal.rs"]
mod screen;

use std::path::{Path, PathBuf};

use prompt::Prompt;

/// The kernel that is looked up where it matters.
const CATALOG: &str = "tests/catalogs/6.18.json";

/// The tests of the prompt: these, and those on the running kernel.
const TESTS: [&str; 3] = [
    include_str!("prompt.rs"),
    include_str!("live/prompt.rs"),
    include_str!("live/prompt_backends.rs"),
];

/// A folder of the test's own, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let name = format!("sigscript-prompt-{name}-{}", std::process::id());
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).expect("the temporary folder takes folders");
        Self(path)
    }

    fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn expressions_are_shown_and_globals_live_on() {
    let folder = Folder::new("globals");
    let mut prompt = Prompt::start(&[], folder.path());
    for (line, answer) in [
        ("1 + 2", "3"),
        ("\"a\" . \"b\"", "ab"),
        ("n = 3", ""),
        ("n++", ""),
        ("n", "n=4"),
        ("print(n)", "4"),
        ("n * 2", "8"),
        ("global count", ""),
        ("count[\"x\", 1] = 5", ""),
        ("count[\"y\", 2] += 7", ""),
        ("count", "count[\"y\",2]=7\ncount[\"x\",1]=5"),
        ("foreach ([k, i] in count+) println(k, i)", "x1\ny2"),
        ("s <<< 3; s <<< 9", ""),
        ("@avg(s)", "6"),
        ("@variance(s)", "18"),
        (
            ":vars",
            "n=4\ncount[\"y\",2]=7\ncount[\"x\",1]=5\ns @count=2 @min=3 @max=9 @sum=12 @avg=6",
        ),
        ("function twice(x) { return 2 * x + n }", ""),
        ("twice(4)", "12"),
        ("function twice(x) { return 2 * x }", ""),
        ("twice(4)", "8"),
        ("probe begin { println(\"begun\") n = 9 }", "begun"),
        ("n", "n=9"),
        ("global n = 1", ""),
        ("n + 1", "2"),
        (":target 12", "target() is 12"),
        ("target()", "12"),
    ] {
        assert_eq!(prompt.ask(line), answer, "{line}");
    }
    let histogram = prompt.ask("print(@hist_log(s))");
    assert!(histogram.contains("2 |@ "), "{histogram}");
    prompt.ask("t <<< 3");
    let answer = prompt.ask("t <<< 4 print(@hist_linear(t, 0, 9, 1))");
    assert!(answer.contains("`t` starts anew"), "{answer}");
    assert!(
        answer.contains("4 |@ ") && !answer.contains("3 |@"),
        "{answer}"
    );
    prompt.leave(":quit\r");
}

#[test]
fn each_command_is_listed_and_has_a_test() {
    let folder = Folder::new("commands");
    let mut prompt = Prompt::start(&["--catalog", CATALOG], folder.path());
    assert!(prompt.greeting.contains("`:help` tells more"));
    let help = prompt.ask(":help");
    let commands = help
        .lines()
        .filter_map(|line| line.strip_prefix("  :")?.split(' ').next());
    let mut count = 0;
    for command in commands {
        let entered = [" ", "\"", "\\"].map(|end| format!("\":{command}{end}"));
        let is_entered = |test: &str| entered.iter().any(|entered| test.contains(entered));
        assert!(TESTS.into_iter().any(is_entered), "no test of `:{command}`");
        count += 1;
    }
    assert_eq!(count, 12, "{help}");
    let listed = prompt.ask(":list signal.se*");
    assert!(listed.starts_with("signal.send  "), "{listed}");
    assert!(listed.contains("signal.send_sig_queue"), "{listed}");
    let documented = prompt.ask(":doc signal.send");
    assert!(documented.contains("sig_name            string"));
    assert_eq!(prompt.ask(":backend"), "auto");
    assert_eq!(prompt.ask(":backend ftrace"), "ftrace");
    let planned = prompt.ask(":plan probe signal.send { println(sig) }");
    assert!(planned.contains(" on ftrace\n"), "{planned}");
    assert_eq!(prompt.ask(":vars"), "nothing yet");
    for command in [":plan", ":stop", ":probes"] {
        assert_eq!(prompt.ask(command), "nothing runs");
    }
    prompt.leave(":quit\r");
    let quiet = Prompt::start(&["-q"], folder.path());
    assert_eq!(quiet.greeting, "");
    quiet.leave("quit\r");
}

#[test]
fn what_was_meant_is_told() {
    let folder = Folder::new("meant");
    let mut prompt = Prompt::start(&["--catalog", CATALOG], folder.path());
    for (line, answer) in [
        (":lst signal.*", "did you mean `:list`?"),
        (":p", "did you mean `:plan` or `:probes`?"),
        ("list signal.*", "the command is `:list signal.*`"),
        ("help", "  :quit  "),
        (":save", "`:save` wants a file"),
        (":doc strln", "did you mean `strlen`?"),
        (":list zzzzzzzz", "`:list **` lists all points"),
        (":plan 9", "there is no entry `9`"),
        (":backend epbf", "there is no backend `epbf`"),
        (":target me", "`me` is no process id"),
        ("prob begin { println(1) }", "did you mean `probe`?"),
        ("globl n", "did you mean `global`?"),
        ("signal.send { println(sig) }", "write `probe` before it"),
        ("BEGIN { println(1) }", "write `probe begin { … }`"),
        ("exit", "write `exit()`"),
    ] {
        let shown = prompt.ask(line);
        assert!(shown.contains(answer), "{line}: {shown}");
    }
    prompt.ask("quit = 3");
    assert_eq!(prompt.ask("quit"), "quit=3");
    prompt.leave(":quit\r");
}

/// Whoever drops a line that was begun keeps what runs.
#[test]
fn an_interrupt_drops_the_line_first() {
    let folder = Folder::new("interrupt");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.ask("global n");
    assert_eq!(prompt.ask("probe timer.ms(10) { n++ }"), "[1] runs");
    prompt.keys("probe begin {\rprintln(\u{3}");
    prompt.until("println(");
    prompt.until("sigscript> ");
    assert!(prompt.ask(":probes").starts_with("[1] probe timer.ms(10)"));
    prompt.keys("\u{3}");
    prompt.until("[1] stopped");
    prompt.until("sigscript> ");
    prompt.keys("\u{3}");
    prompt.until("nothing runs; Ctrl-D leaves");
    prompt.until("sigscript> ");
    prompt.leave("\u{4}");
}

#[test]
fn input_goes_on_until_it_is_whole() {
    let folder = Folder::new("lines");
    let mut prompt = Prompt::start(&[], folder.path());
    assert_eq!(prompt.ask("if (1 > 0) {\rprintln(\"yes\")\r}"), "yes");
    assert_eq!(prompt.ask("1 +\r2"), "3");
    assert_eq!(prompt.ask("probe begin\r{ println(\r4) }"), "4");
    prompt.leave("\u{4}");
}

#[test]
fn mistakes_are_shown_and_forgotten() {
    let folder = Folder::new("mistakes");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.ask("global count");
    let answer = prompt.ask("print(cuont)");
    assert!(answer.contains("did you mean `count`?"), "{answer}");
    let answer = prompt.ask("print(1 2)");
    assert!(answer.contains("unexpected `2`"), "{answer}");
    let answer = prompt.ask("1 / 0");
    assert!(answer.contains("division by 0"), "{answer}");
    let answer = prompt.ask("probe begin { x = 1 x = \"a\" }");
    assert!(answer.contains("error: "), "{answer}");
    let answer = prompt.ask("probe timer.s(1) { lost++ }");
    assert!(answer.contains("changes no global"), "{answer}");
    let answer = prompt.ask(":frobnicate");
    assert!(
        answer.contains("there is no command `:frobnicate`"),
        "{answer}"
    );
    let answer = prompt.ask(":load /nowhere/at/all");
    assert!(answer.contains("cannot read `/nowhere/at/all`"), "{answer}");
    assert_eq!(prompt.ask("count = 1"), "");
    let answer = prompt.ask("count = \"a\"");
    assert!(answer.contains("error: "), "{answer}");
    assert_eq!(prompt.ask("count"), "count=1");
    assert_eq!(prompt.ask("global count"), "");
    assert_eq!(prompt.ask("count = \"a\""), "");
    assert_eq!(prompt.ask("count"), "count=\"a\"");
    prompt.leave("exit()\r");
}

#[test]
fn probes_run_beside_each_other_above_the_line() {
    let folder = Folder::new("probes");
    let mut prompt = Prompt::start(&[], folder.path());
    assert_eq!(prompt.ask("global n"), "");
    assert_eq!(prompt.ask("probe timer.ms(50) { n++ }"), "[1] runs");
    let answer = prompt.ask("probe timer.ms(100) { printf(\"tick %d\\n\", n) }");
    assert!(answer.starts_with("[2] runs"), "{answer}");
    // A line is being edited while two more are printed.
    prompt.keys("print(40");
    prompt.until("\nsigscript> print(40");
    let first = prompt.until("\nsigscript> print(40");
    assert!(first.contains("tick "), "{first}");
    prompt.keys("+ 2)\r");
    prompt.until("\n42\n");
    // The prompt comes back, and Ctrl-C stops what runs.
    prompt.until("sigscript> ");
    prompt.keys("\u{3}");
    let stopped = prompt.until("[2] stopped");
    assert!(stopped.contains("[1] stopped"), "{stopped}");
    prompt.until("sigscript> ");
    prompt.keys("println(\"it is \", n > 1)\r");
    prompt.until("\nit is 1\n");
    prompt.until("sigscript> ");
    prompt.keys(":probes\r");
    prompt.until("\nnothing runs\n");
    prompt.until("sigscript> ");
    prompt.leave("\u{4}");
}

#[test]
fn entries_are_stopped_by_their_numbers() {
    let folder = Folder::new("numbers");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.ask("global n, m");
    prompt.ask("probe timer.ms(10) { n++ } probe end { println(\"n is done\") }");
    prompt.ask("probe timer.ms(10) { m++ }");
    let listed = prompt.ask(":probes");
    assert_eq!(
        listed,
        "[1] probe timer.ms(10) { n++ } probe end { println(\"n is done\") }: no events\n\
         [2] probe timer.ms(10) { m++ }: no events"
    );
    assert!(prompt.ask(":plan 2").contains("m++"));
    assert!(
        prompt
            .ask(":plan probe timer.s(7) { }  probe timer.s(8) { m = 5 }")
            .contains("m = 5")
    );
    assert_eq!(prompt.ask(":stop 1"), "n is done\n[1] stopped");
    let answer = prompt.ask(":stop 1");
    assert!(
        answer.contains("nothing that runs has the number `1`"),
        "{answer}"
    );
    let number = |text: String| -> u64 { text.parse().expect("a number") };
    let (n, m) = (
        number(prompt.ask("print(n)")),
        number(prompt.ask("print(m)")),
    );
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert_eq!(number(prompt.ask("print(n)")), n);
    assert!(number(prompt.ask("print(m)")) > m);
    // What ends by itself says so, and so does a mistake; the others go on.
    prompt.keys("probe timer.ms(20) { exit() }\r");
    prompt.until("[3] ended");
    prompt.keys("probe timer.ms(20) { println(1 / (m - m)) }\r");
    let fault = prompt.until("[4] ended");
    assert!(fault.contains("division by 0"), "{fault}");
    prompt.until("sigscript> ");
    prompt.keys(":probes\r");
    prompt.until("\n[2] probe timer.ms(10) { m++ }: no events\n");
    prompt.until("sigscript> ");
    let rest = prompt.leave("\u{4}");
    assert!(rest.contains("[2] stopped"), "{rest}");
}

#[test]
fn names_are_completed_and_signatures_shown() {
    let folder = Folder::new("names");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.ask("global measured");
    assert!(prompt.ask(":doc strlen").contains("strlen:long (string)"));
    assert!(prompt.ask(":doc foreach").contains("foreach"));
    prompt.keys("println(meas\t");
    prompt.until("println(measured");
    // The whole line, with what stands behind the cursor.
    prompt.keys("\u{15}println(strl\t");
    prompt.until("println(strlen(   strlen:long (string)");
    prompt.keys("\u{15}:ba\t");
    prompt.until(":backend");
    prompt.keys("\u{15}probe timer.mse\t");
    prompt.until("probe timer.msec(");
    prompt.keys("\u{15}:load /etc/hostn\t");
    prompt.until(":load /etc/hostname");
    prompt.keys("\u{15}probe timer.m\t");
    let shown = prompt.until("timer.msec(");
    assert!(shown.contains("timer.ms("), "{shown}");
    prompt.keys("\u{15}:backend pt\t");
    prompt.until(":backend ptrace");
    prompt.keys("\u{15}:stop");
    prompt.until(":stop [N]   stop entry N");
    prompt.leave("\u{15}:quit\r");
}

#[test]
fn variables_of_the_probe_are_completed() {
    let folder = Folder::new("variables");
    let mut prompt = Prompt::start(&["--catalog", CATALOG], folder.path());
    prompt.keys("probe signal.sen\t");
    let shown = prompt.until("signal.send_sig_queue");
    assert!(shown.contains("signal.send "), "{shown}");
    prompt.keys(" { println(sig_na\t");
    prompt.until("sig_name ");
    prompt.keys("\u{15}probe kernel.trace(\"signal_gen\t");
    prompt.until("kernel.trace(\"signal_generate\")");
    prompt.keys(" { println($tas\t");
    prompt.until("println($task");
    prompt.leave("\u{15}:quit\r");
}

#[test]
fn lines_are_coloured_as_they_are_typed() {
    let folder = Folder::new("colours");
    let mut prompt = Prompt::start(&["--color", "always"], folder.path());
    prompt.keys("probe begin { print(\"a\") }");
    prompt.raw_until(
        "\u{1b}[1;34mprobe\u{1b}[0m begin { \u{1b}[1mprint\u{1b}[0m(\u{1b}[32m\"a\"\u{1b}[0m) }",
    );
    prompt.leave("\u{15}:quit\r");
}

#[test]
fn lines_are_kept_for_the_next_time() {
    let folder = Folder::new("history");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.ask("println(\"remember\")");
    prompt.leave(":quit\r");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.keys("\u{1b}[A\u{1b}[A");
    prompt.until("sigscript> println(\"remember\")");
    assert_eq!(prompt.ask(""), "remember");
    prompt.leave(":quit\r");
    let kept = folder.path().join("sigscript/history");
    let mode = std::os::unix::fs::PermissionsExt::mode(
        &std::fs::metadata(kept).expect("it is there").permissions(),
    );
    assert_eq!(mode & 0o077, 0);
}

#[test]
fn what_was_entered_can_be_saved_and_loaded() {
    let folder = Folder::new("files");
    let file = folder.path().join("entered.sig");
    let file = file.to_str().expect("text");
    let mut prompt = Prompt::start(&[], folder.path());
    prompt.ask("global n = 5");
    prompt.ask("function half(x) { return x / 2 }");
    prompt.ask("probe timer.s(100) { println(n) }");
    prompt.ask("probe timer.s(200) { println(\"gone\") }");
    prompt.ask(":stop 2");
    assert_eq!(prompt.ask(&format!(":save {file}")), "");
    prompt.leave(":quit\r");
    let saved = std::fs::read_to_string(file).expect("it is written");
    assert!(
        saved.contains("timer.s(100)") && !saved.contains("gone"),
        "{saved}"
    );
    for mut prompt in [
        Prompt::start(&["-i", file], folder.path()),
        Prompt::start(&[], folder.path()),
    ] {
        prompt.ask(&format!(":load {file}"));
        assert_eq!(prompt.ask("half(n + 5)"), "5");
        prompt.leave(":quit\r");
    }
}
