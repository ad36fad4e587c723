//! `-h` is one screen of what is needed most; `--help` is all, in groups.

use crate::sigscript;

/// The lines of a help text, which fit a terminal of 80 columns.
fn lines(option: &str) -> Vec<String> {
    let finished = sigscript(&[option]);
    assert!(finished.status.success(), "{}", finished.errors);
    let lines: Vec<String> = finished.output.lines().map(str::to_owned).collect();
    for line in &lines {
        assert!(line.chars().count() <= 80, "{line}");
    }
    lines
}

/// The options of a help text, by their long names where they have one.
fn options(lines: &[String]) -> Vec<&str> {
    let rows = lines
        .iter()
        .filter(|line| line.trim_start().starts_with('-'));
    rows.map(|line| {
        let names = line.split("  ").find(|part| !part.trim().is_empty());
        let name = names.and_then(|names| names.rsplit(", ").next());
        let name = name.and_then(|name| name.split_whitespace().next());
        name.unwrap_or_default().trim_end_matches("...")
    })
    .collect()
}

#[test]
fn the_short_help_fits_one_screen() {
    let lines = lines("-h");
    assert!(lines.len() <= 42, "{} lines", lines.len());
}

#[test]
fn the_long_help_has_all_and_more() {
    let (short, long) = (lines("-h"), lines("--help"));
    let long = options(&long);
    for option in options(&short) {
        assert!(long.contains(&option), "`{option}` is in -h only");
    }
    for option in [
        "--eval",
        "--no-pushdown",
        "--completions",
        "--catalog",
        "--color",
    ] {
        assert!(long.contains(&option), "no `{option}`");
    }
}

#[test]
fn every_option_is_in_a_group() {
    for option in ["-h", "--help"] {
        let lines = lines(option);
        assert!(
            !lines.iter().any(|line| line == "Options:"),
            "an option has no `help_heading`"
        );
        for heading in [
            "Script:",
            "Events:",
            "Output:",
            "Looking without tracing:",
            "Help:",
        ] {
            assert!(lines.iter().any(|line| line == heading), "no `{heading}`");
        }
    }
}

#[test]
fn the_version_is_told() {
    for option in ["-V", "--version"] {
        let finished = sigscript(&[option]);
        let expected = concat!("sigscript ", env!("CARGO_PKG_VERSION"), "\n");
        assert_eq!((&*finished.output, &*finished.errors), (expected, ""));
    }
}
