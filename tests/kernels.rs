//! What is kept of the runs on other kernels belongs together: the cases, what they are expected to print, and the table of the page.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/kernels");
const BACKENDS: [&str; 3] = ["ebpf", "ftrace", "ptrace"];

/// The names of the files in `cases/` that end so, without this end.
fn files(end: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(Path::new(FOLDER).join("cases")).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("it can be read").file_name());
    names
        .filter_map(|name| Some(name.to_str()?.strip_suffix(end)?.to_owned()))
        .collect()
}

/// The cells of the page's table, row by row, and the lines below it that give the reasons.
fn table() -> (Vec<Vec<String>>, Vec<String>) {
    let page = fs::read_to_string(Path::new(FOLDER).join("README.md")).expect("it is text");
    let marked = page
        .split_once("<!-- table -->\n")
        .and_then(|(_, rest)| rest.split_once("<!-- end -->"))
        .expect("the page has the marks")
        .0;
    let (rows, below): (Vec<&str>, Vec<&str>) =
        marked.lines().partition(|line| line.starts_with('|'));
    let cells = |row: &str| {
        let row = row.trim_matches('|').split('|');
        row.map(|cell| cell.trim().to_owned()).collect()
    };
    let reasons = below.into_iter().filter(|line| !line.is_empty());
    (
        rows.into_iter().map(cells).collect(),
        reasons.map(str::to_owned).collect(),
    )
}

#[test]
fn every_case_has_a_row_and_every_cell_is_explained() {
    let (rows, reasons) = table();
    assert!(
        reasons.iter().all(|line| line.starts_with("- [")),
        "{reasons:?}"
    );
    let named: BTreeSet<String> = rows[2..].iter().map(|row| row[0].clone()).collect();
    assert_eq!(named, files(".sh"), "`tests/kernels/run --bless`");
    for row in &rows[2..] {
        assert_eq!(row.len(), rows[0].len(), "{row:?}");
        for cell in &row[1..] {
            let parts: Vec<_> = cell.split(", ").filter_map(|p| p.split_once(' ')).collect();
            assert_eq!(
                parts.iter().map(|part| part.0).collect::<Vec<_>>(),
                BACKENDS
            );
            for (_, result) in parts {
                let told = reasons
                    .iter()
                    .any(|reason| reason.starts_with(&format!("- {result} ")));
                assert!(result == "passes" || told, "{row:?}");
            }
        }
    }
}

#[test]
fn every_output_has_a_case() {
    let cases = files(".sh");
    let outputs = files(".out");
    for case in &cases {
        assert!(outputs.contains(case), "{case} has no output");
    }
    for output in &outputs {
        let mut parts = output.splitn(3, '.');
        let case = parts.next().expect("there is one part at least");
        let (backend, architecture) = (parts.next(), parts.next());
        assert!(
            cases.contains(case)
                && backend.is_none_or(|backend| BACKENDS.contains(&backend))
                && architecture.is_none_or(|architecture| architecture == "arm64"),
            "{output}"
        );
    }
}
