//! A running sigscript.

use std::io::{BufRead as _, BufReader, Read as _};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::kernel;
use crate::program::{SIGSCRIPT, wait};

/// What is waited for comes within milliseconds; this is for a machine that does other things as well.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// The line by which a script says that tracing is on.
pub const BEGIN: &str = "probe begin { println(\"tracing\") } ";

/// A sigscript with its output; killed where a test fails before its end.
pub struct Tracer {
    child: Child,
    lines: Receiver<String>,
    errors: Option<JoinHandle<String>>,
}

/// How a sigscript ended, and what it printed that nobody had read.
#[derive(Debug)]
pub struct Ended {
    pub status: ExitStatus,
    pub lines: Vec<String>,
    pub errors: String,
}

impl Ended {
    /// The numbers in front of words of `-v` such as `counted in the kernel`, over all probes.
    pub fn told(&self, words: &str) -> u64 {
        let line = |line: &str| -> Option<u64> {
            let (before, _) = line.split_once(words)?;
            before.trim_end().rsplit(' ').next()?.parse().ok()
        };
        self.errors.lines().filter_map(line).sum()
    }
}

impl Tracer {
    /// Starts a command that is, or becomes, a sigscript.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| panic!("{command:?}: {error}"));
        let output = child.stdout.take().expect("its output is a pipe");
        let mut messages = child.stderr.take().expect("its errors are a pipe");
        let (sender, lines) = mpsc::channel();
        thread::spawn(move || {
            // Where nobody wants the lines any more, the pipe is closed.
            BufReader::new(output)
                .lines()
                .map_while(Result::ok)
                .all(|line| sender.send(line).is_ok())
        });
        let errors = thread::spawn(move || {
            let mut text = String::new();
            // What could be read is shown where a test fails.
            let _ = messages.read_to_string(&mut text);
            text
        });
        Self {
            child,
            lines,
            errors: Some(errors),
        }
    }

    /// Starts a sigscript whose script begins with [`BEGIN`], and waits until it traces.
    pub fn start(arguments: &[&str]) -> Self {
        let mut tracer = Self::spawn(Command::new(SIGSCRIPT).args(arguments));
        tracer.expect("tracing");
        tracer
    }

    /// Starts a one-liner, with [`BEGIN`] before it, and waits until it traces.
    pub fn one_liner(script: &str, options: &[&str]) -> Self {
        let script = format!("{BEGIN}{script}");
        let mut arguments = options.to_vec();
        arguments.extend(["-e", &script]);
        Self::start(&arguments)
    }

    /// Waits until a sigscript without a line at the beginning has attached its programs.
    pub fn wait_for_link(&mut self) {
        let since = Instant::now();
        while !kernel::objects(self.id())
            .iter()
            .any(kernel::Object::is_link)
        {
            let ended = self.child.try_wait().expect("it is a child of ours");
            assert!(
                ended.is_none() && since.elapsed() < PATIENCE,
                "sigscript does not attach, {ended:?}"
            );
            thread::sleep(Duration::from_millis(1));
        }
        // Its event buffer is read from here on; nothing that comes is lost.
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line that it prints.
    pub fn line(&mut self) -> String {
        match self.lines.recv_timeout(PATIENCE) {
            Ok(line) => line,
            Err(error) => {
                let _ = self.child.kill();
                panic!("no line came: {error}; status {:?}", self.child.wait())
            }
        }
    }

    /// The next line that it prints; nothing where it ends before.
    pub fn next_line(&mut self) -> Option<String> {
        self.lines.recv_timeout(PATIENCE).ok()
    }

    /// Throws away the lines that it has printed by now, and gives how many.
    pub fn skip_lines(&mut self) -> usize {
        self.lines.try_iter().count()
    }

    /// Checks the next line.
    pub fn expect(&mut self, line: &str) {
        assert_eq!(self.line(), line);
    }

    /// Sends it a signal.
    pub fn signal(&self, signal: Signal) {
        let id = Pid::from_raw(self.id().cast_signed());
        kill(id, signal).expect("it is a child of ours");
    }

    /// Ends it by one Ctrl-C.
    pub fn stop(self) -> Ended {
        self.signal(Signal::SIGINT);
        self.end()
    }

    /// Waits for its end.
    pub fn end(mut self) -> Ended {
        let status = wait(&mut self.child).expect("sigscript ends");
        let errors = self.errors.take();
        Ended {
            status,
            lines: self.lines.iter().collect(),
            errors: errors
                .expect("it ends once")
                .join()
                .expect("the reader ends"),
        }
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        // One that has ended cannot be killed.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Ended {
    /// Checks that all went well, and gives the lines that nobody had read.
    pub fn quietly(self) -> Vec<String> {
        assert!(self.status.success() && self.errors.is_empty(), "{self:#?}");
        self.lines
    }
}
