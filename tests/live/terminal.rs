//! On a terminal: what comes from other processes cannot act on it, and lines come at once.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use nix::pty::{OpenptyResult, openpty};

use crate::Test;
use crate::cast::{path, receiver, send_by};
use crate::program::{SIGSCRIPT, wait};
use crate::tracer::BEGIN;

pub const TESTS: &[Test] = &[("names_are_escaped", names_are_escaped)];

/// A sender whose name holds a terminal's control sequence: it is shown, not obeyed.
fn names_are_escaped() {
    let (receiver, pid) = receiver();
    let OpenptyResult { master, slave } = openpty(None, None).expect("there are terminals");
    let script = format!(
        "{BEGIN} probe signal.send {{ if (sig_pid == {pid}) {{ println(\"<\", execname(), \">\") exit() }} }}"
    );
    let mut child = Command::new(SIGSCRIPT)
        .args(["-e", &script])
        .stdin(Stdio::null())
        .stdout(slave)
        .spawn()
        .expect("sigscript starts");
    let mut lines = BufReader::new(File::from(master))
        .lines()
        .map(|line| line.expect("the terminal can be read"));
    assert_eq!(lines.next().as_deref().map(str::trim_end), Some("tracing"));

    let folder = std::env::temp_dir().join(format!("sigscript-names-{pid}"));
    fs::create_dir(&folder).expect("the temporary folder is ours");
    let sender = folder.join("\u{1b}[31mred\u{7}");
    fs::copy(path("test_sender"), &sender).expect("the folder is ours");
    send_by(Command::new(&sender).args(["9", &pid]));
    fs::remove_dir_all(&folder).expect("the folder is ours");

    receiver.end();
    let line = lines.next().expect("a line comes");
    assert!(wait(&mut child).expect("sigscript ends").success());
    assert!(
        line.contains("[31mred") && !line.contains(['\u{1b}', '\u{7}']),
        "{line:?}"
    );
}
