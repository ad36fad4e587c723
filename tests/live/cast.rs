//! Those who send and receive: the programs of `examples/`.

use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

pub use crate::examples_built::path;
use crate::program::wait;

/// A running program that says who it is in lines `key: value` and may wait for a line.
pub struct Actor {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
}

impl Actor {
    /// Starts a program of `examples/`.
    pub fn start(name: &str, arguments: &[&str]) -> Self {
        Self::spawn(Command::new(path(name)).args(arguments))
    }

    /// Starts a program.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the example starts");
        let input = child.stdin.take().expect("its input is a pipe");
        let output = child.stdout.take().expect("its output is a pipe");
        Self {
            child,
            input,
            output: BufReader::new(output).lines(),
        }
    }

    /// Reads the next line, `key: value`, and gives the value.
    pub fn value(&mut self, key: &str) -> String {
        let line = self
            .output
            .next()
            .expect("there is a line")
            .expect("it can be read");
        match line.split_once(": ") {
            Some((found, value)) if found == key => value.to_owned(),
            _ => panic!("expected `{key}: …` but got `{line}`"),
        }
    }

    /// Tells it to go on.
    pub fn go(&mut self) {
        self.input.write_all(b"go\n").expect("it waits for a line");
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end and gives what it printed last.
    pub fn end(mut self) -> Vec<String> {
        wait(&mut self.child).expect("the example ends");
        self.output
            .by_ref()
            .map(|line| line.expect("it can be read"))
            .collect()
    }
}

impl Drop for Actor {
    fn drop(&mut self) {
        // Those that have ended cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a `test_receiver`; it can receive when this returns.
pub fn receiver() -> (Actor, String) {
    let mut receiver = Actor::start("test_receiver", &[]);
    let pid = receiver.value("pid");
    assert_eq!(pid, receiver.id().to_string());
    (receiver, pid)
}

/// Runs a `test_sender` to its end and gives its process id.
pub fn send(signal: i32, receiver: &str) -> u32 {
    send_by(Command::new(path("test_sender")).args([&signal.to_string(), receiver]))
}

/// Runs a sender to its end and gives its process id.
pub fn send_by(command: &mut Command) -> u32 {
    let mut sender = command.spawn().expect("the sender starts");
    let id = sender.id();
    assert!(wait(&mut sender).expect("the sender ends").success());
    id
}
