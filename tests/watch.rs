//! `--watch` on a pseudo-terminal, as a terminal shows it; no script here needs privileges.

#[path = "support/program.rs"]
mod program;
#[path = "support/terminal.rs"]
mod screen;
#[path = "support/watched.rs"]
mod watched;

use std::process::Command;
use std::time::Duration;

use program::SIGSCRIPT;
use watched::Watched;

/// Every kind of global, filled once.
const KINDS: &str = r#"
global ticks, name, sent, lines, plain, latency, reads
probe begin {
  println("begun")
  name = "a\tb"
  for (i = 1; i <= 30; i++) sent["sig" . sprint(i), i] = i
  lines["\033[31mred\007"] = "x\ny"
  for (i = 1; i <= 9; i++) { plain <<< i  latency <<< i  reads["cat"] <<< i }
  reads["dog"] <<< 40
}
probe timer.ms(20) { ticks++ }
probe end {
  println("the end ", name, sent["", 0], lines[""], ticks > 0, @sum(plain))
  print(@hist_log(latency), @hist_linear(reads["cat"], 0, 8, 4))
}
"#;

#[test]
fn every_kind_of_global_is_shown() {
    let mut watched = Watched::start(&["--watch=0.05", "-e", KINDS], 60, 90);
    watched.until(|shown| shown.contains("ticks=5"));
    assert!(watched.is_drawn());
    let lines = watched.lines();
    assert!(
        lines[0].starts_with("<input>  ") && lines[0].ends_with("  q ends"),
        "{lines:?}"
    );
    assert!(lines[0].contains("running 0:00:0"), "{lines:?}");
    let shown = lines.join("\n");
    for part in [
        "\nname=\"a\\tb\"\n",
        "\n   count     avg     min     max\n       9       5       1       9  plain\n",
        // By decreasing value.
        "\nsent: 30 elements\n      30  \"sig30\", 30\n      29  \"sig29\", 29\n",
        // What a terminal would obey is shown.
        "\nlines: 1 element\n  \"\\033[31mred\\007\": \"x\\ny\"\n",
        "\n   count     avg     min     max  reads: 2 elements\n       9       5       1       9  \"cat\"\n       1      40      40      40  \"dog\"\n",
        "\nlatency\nvalue |-------",
        "    4 |@@@@                                               4\n    8 |@@",
    ] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    let end = watched.leave("q");
    assert!(end.starts_with("begun\nthe end a"), "{end}");
}

#[test]
fn what_has_no_room_is_counted() {
    let mut watched = Watched::start(&["--watch=60", "-e", KINDS], 24, 40);
    watched.until(|shown| shown.contains("latency"));
    let lines = watched.lines();
    assert!(
        lines.iter().any(|line| line.starts_with("… 2")),
        "{lines:?}"
    );
    assert!(
        lines.iter().all(|line| line.chars().count() <= 40),
        "{lines:?}"
    );
    // The next frame is a minute away, but a new size asks for one.
    watched.resize(90, 100);
    watched.until(|shown| shown.contains("reads[\"cat\"]"));
    watched.resize(8, 20);
    watched.until(|shown| shown.contains("more globals"));
    assert_eq!(watched.lines().len(), 8);
    watched.resize(1, 1);
    watched.until(|shown| shown.trim() == "…");
    watched.leave("q");
}

#[test]
fn bars_of_elements_take_the_room_that_is_left() {
    let mut watched = Watched::start(&["--watch=60", "-e", KINDS], 80, 100);
    watched.until(|shown| shown.contains("reads[\"dog\"]"));
    let shown = watched.lines().join("\n");
    let bars = "reads[\"cat\"]\nvalue |----";
    assert!(shown.contains(bars), "{shown}");
    assert!(
        shown.contains("    4 |@@@@                                               4\n"),
        "{shown}"
    );
    watched.leave("q");
}

const PRINTING: &str = r#"
global n
probe timer.ms(5) { n++ if (n <= 40) println("line ", n) }
probe timer.ms(2) { if (n == 20) warn("half") }
probe end { println("done") }
"#;

#[test]
fn what_is_printed_stands_at_the_bottom_and_stays() {
    let mut watched = Watched::start(&["--watch=0.05", "-e", PRINTING], 12, 60);
    watched.until(|shown| shown.contains("line 40"));
    let lines = watched.lines();
    let at = lines
        .iter()
        .position(|line| line.starts_with("printed, the last "));
    let at = at.unwrap_or_else(|| panic!("{lines:?}"));
    assert_eq!(lines[11], "line 40");
    assert_eq!(lines[10], "line 39");
    assert!(
        lines[..at].iter().any(|line| line.starts_with("n=")),
        "{lines:?}"
    );
    let end = watched.leave("q");
    assert!(end.starts_with("line 1\nline 2\n"), "{end}");
    assert!(end.contains("\nWARNING: half\n"), "{end}");
    assert!(end.ends_with("\nline 40\ndone\n"), "{end}");
}

#[test]
fn a_file_takes_what_is_printed() {
    let file = std::env::temp_dir().join(format!("sigscript-watched-{}", std::process::id()));
    let path = file.to_str().expect("text");
    let options = [
        "--watch=0.05",
        "-o",
        path,
        "--format",
        "json",
        "-e",
        PRINTING,
    ];
    let mut watched = Watched::start(&options, 12, 60);
    watched.until(|shown| shown.contains("n=41"));
    assert!(!watched.lines().join("\n").contains("line"));
    assert_eq!(watched.leave("q"), "");
    let written = std::fs::read_to_string(&file).expect("it is written");
    std::fs::remove_file(&file).expect("it is ours");
    assert!(written.contains("\"text\":\"line 40\""), "{written}");
}

#[test]
fn every_end_gives_the_terminal_back() {
    for (keys, signal) in [
        ("\u{3}", None),
        ("q", None),
        ("", Some("TERM")),
        ("", Some("HUP")),
    ] {
        let mut watched = Watched::start(&["--watch=60", "-e", PRINTING], 12, 60);
        watched.until(|shown| shown.contains("n="));
        if let Some(signal) = signal {
            watched.signal(signal);
        }
        let end = watched.leave(keys);
        assert!(end.ends_with("done\n"), "{end}");
    }
    let script = "global n probe timer.ms(200) { n = 1 / n }";
    let mut watched = Watched::start(&["--watch=60", "-e", script], 24, 60);
    watched.until(|shown| shown.contains("n=0"));
    let (status, end) = watched.end();
    assert_eq!(status.code(), Some(1));
    assert!(end.contains("division by 0"), "{end}");
}

/// A second Ctrl-C ends what does not end by itself.
#[test]
fn a_second_interrupt_gives_the_terminal_back_too() {
    let script = "global n probe timer.ms(10) { n++ while (n > 5) { } }";
    let options = [
        "--watch=0.05",
        "-D",
        "MAXACTION=1000000000000",
        "-e",
        script,
    ];
    let mut watched = Watched::start(&options, 12, 60);
    watched.until(|shown| shown.contains("n="));
    std::thread::sleep(Duration::from_millis(200));
    watched.keys("\u{3}");
    std::thread::sleep(Duration::from_millis(200));
    assert!(watched.is_drawn());
    watched.keys("\u{3}");
    let (status, _) = watched.end();
    assert_eq!(status.code(), Some(130));
}

#[test]
fn the_keys_of_a_command_are_its_own() {
    let script = "global n probe timer.ms(10) { n++ } probe end { println(n > 5, \" done\") }";
    let options = ["--watch=0.05", "-c", "cat", "-e", script];
    let mut watched = Watched::start(&options, 12, 60);
    watched.until(|shown| shown.contains("n=5"));
    assert!(watched.lines()[0].ends_with("Ctrl-C ends"));
    watched.keys("q\r");
    let until = watched.lines()[2].clone();
    watched.until(|shown| !shown.contains(&until));
    let end = watched.leave("\u{4}");
    assert!(end.ends_with("1 done\n"), "{end}");
}

#[test]
fn structured_output_has_no_place_on_the_screen() {
    let options = ["--watch", "--format", "json", "-e", "probe begin { }"];
    let (status, said) = Watched::start(&options, 24, 80).end();
    assert_eq!(status.code(), Some(2));
    assert!(
        said.contains("`-o FILE` writes the objects to a file"),
        "{said}"
    );
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = Command::new(SIGSCRIPT)
        .args(["--watch", "-e", "probe begin { }"])
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("`--watch` needs a terminal"));
}
