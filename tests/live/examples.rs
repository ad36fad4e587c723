//! The scripts of `examples/` print what they say they print.

use std::path::Path;
use std::process::Command;

use crate::Test;
use crate::cast::{receiver, send};
use crate::program::SIGSCRIPT;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("why_killed", why_killed),
    ("signals_of", signals_of),
    ("signal_rate", signal_rate),
];

fn start(arguments: &[&str]) -> Tracer {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    Tracer::spawn(
        Command::new(SIGSCRIPT)
            .args(arguments)
            .current_dir(examples),
    )
}

/// Other tests end receivers as well, so only one's own line is looked for.
fn why_killed() {
    let (receiver, pid) = receiver();
    let mut tracer = start(&["why_killed.sig", "test_receiver"]);
    tracer.expect("watching");
    send(18, &pid);
    let sender = send(9, &pid);
    receiver.end();
    let lines = tracer.stop().quietly();
    let own: Vec<_> = lines
        .iter()
        .filter(|line| line.contains(&format!("test_receiver({pid})")))
        .collect();
    assert_eq!(
        own,
        [&format!(
            "SIGKILL test_receiver({pid}): sent by test_sender({sender})"
        )]
    );
}

fn signals_of() {
    let (receiver, pid) = receiver();
    let mut tracer = start(&["signals_of.sig", &pid]);
    tracer.expect("signal      code        origin    result           cause");
    let senders = [send(23, &pid), send(15, &pid)];
    receiver.end();
    tracer.expect(&format!(
        "SIGURG      SI_USER     user      ignored          sent by test_sender({})",
        senders[0]
    ));
    tracer.expect(&format!(
        "SIGTERM     SI_USER     user      delivered        sent by test_sender({})",
        senders[1]
    ));
    assert_eq!(tracer.stop().quietly(), Vec::<String>::new());
}

/// Of a user that nobody is.
fn signal_rate() {
    let mut tracer = start(&["signal_rate.sig", "64738"]);
    tracer.expect("counting");
    tracer.expect("0 signals, 0 of them not SIGCHLD");
    assert_eq!(tracer.stop().quietly(), ["0 in all"]);
}
