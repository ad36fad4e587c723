//! Runs the commands of a block, one after the other, and takes down what they print.

use std::fs;
use std::io::{self, PipeWriter, Read as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, geteuid};

use crate::compare::{Names, matches};
use crate::console::Step;
use crate::kernel;
use crate::program::wait;
use crate::stage::{Stage, USER};

/// What is waited for comes within milliseconds; this is for a machine that does other things as well.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long what a finished command printed may be on its way: files and pipes are flushed each 100 ms.
const LAST_WORDS: Duration = Duration::from_secs(3);

/// How long nothing more must come, before the next command is entered.
const BETWEEN: Duration = Duration::from_millis(50);

/// bpftrace says that it attaches, not when it is done; where its descriptors do not tell either, this is enough.
const BPFTRACE_ATTACHES: Duration = Duration::from_secs(10);

/// Where Ctrl-C is pressed.
const INTERRUPT: &str = "^C\n";

/// The numbers that the receiver and the first sender have in the pages.
const RECEIVER: u32 = 8722;
const SENDER: u32 = 9191;

/// A process; killed when dropped.
struct Running {
    child: Child,
    /// What Ctrl-C sends; bpftrace heeds it only where its parents did.
    interrupt: Signal,
}

impl Running {
    fn new(child: Child, command: &str) -> Self {
        let interrupt = if command.starts_with("bpftrace") {
            Signal::SIGTERM
        } else {
            Signal::SIGINT
        };
        Self { child, interrupt }
    }

    fn interrupt(&self) {
        // One that has ended is not waited for yet, so the number is still its own.
        let _ = kill(Pid::from_raw(self.child.id().cast_signed()), self.interrupt);
    }

    /// Whether it watches somebody: by BPF, or as the tracer of the receiver.
    fn traces(&self, receivers: &[u32]) -> bool {
        let id = self.child.id();
        let tracer = format!("TracerPid:\t{id}\n");
        kernel::objects(id).iter().any(kernel::Object::is_link)
            || receivers.iter().any(|process| {
                fs::read_to_string(format!("/proc/{process}/status"))
                    .is_ok_and(|status| status.contains(&tracer))
            })
    }

    /// Whether it has more perf events than the buffers that an old bpftrace opens, one for each processor.
    fn has_events(&self) -> bool {
        let statistics = fs::read_to_string("/proc/stat").unwrap_or_default();
        let processors = statistics.matches("\ncpu").count();
        let descriptors = fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        let events = descriptors.into_iter().flatten().flatten().filter(|entry| {
            fs::read_link(entry.path()).is_ok_and(|link| link.ends_with("anon_inode:[perf_event]"))
        });
        events.count() > processors
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A block that is being run.
pub struct Play<'a> {
    stage: &'a Stage,
    names: Names,
    /// Whether numbers may be others than on the page.
    numbers: bool,
    senders: u32,
    receivers: Vec<u32>,
    running: Vec<Running>,
    /// One that is needed, but started by nobody in the block.
    silent: Option<Running>,
    output: Receiver<String>,
    /// What is open as long as another process may be started.
    writer: PipeWriter,
}

/// The receiver's process, once it can receive.
fn receiver(stage: &Stage) -> io::Result<Running> {
    let mut command = stage.command("test_receiver", false);
    let mut child = command.stdout(Stdio::piped()).spawn()?;
    let mut first = [0];
    if let Some(output) = &mut child.stdout {
        output.read_exact(&mut first)?;
    }
    Ok(Running::new(child, "test_receiver"))
}

impl<'a> Play<'a> {
    /// Sets the scene: a block that sends to 8722 and starts no `test_receiver` itself has one in another window.
    ///
    /// # Errors
    /// Where a process or a pipe cannot be made.
    pub fn new(stage: &'a Stage, commands: &[&str], numbers: bool) -> io::Result<Self> {
        let (mut reader, writer) = io::pipe()?;
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(length @ 1..) = reader.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
                if sender.send(text).is_err() {
                    break;
                }
            }
        });
        let mut play = Self {
            stage,
            names: Names::default(),
            numbers,
            senders: 0,
            receivers: Vec::new(),
            running: Vec::new(),
            silent: None,
            output,
            writer,
        };
        if !geteuid().is_root() {
            play.names.set_user(geteuid().as_raw(), USER);
        }
        let has = |start: &str| commands.iter().any(|command| command.starts_with(start));
        if has("test_sender") && !has("test_receiver") {
            let receiver = receiver(stage)?;
            play.cast(receiver.child.id(), RECEIVER);
            play.silent = Some(receiver);
        }
        Ok(play)
    }

    fn cast(&mut self, process: u32, page: u32) {
        self.names.add(process, page);
        if page == RECEIVER {
            self.receivers.push(process);
        }
    }

    /// A text of the page with the real process ids.
    pub fn real(&self, text: &str) -> String {
        self.names.real(text)
    }

    /// A text with the process ids of the page.
    pub fn shown(&self, text: &str) -> String {
        self.names.shown(text)
    }

    fn spawn(&mut self, text: &str, root: bool) -> io::Result<Running> {
        let mut command: Command = self.stage.command(&self.names.real(text), root);
        let child = command
            .stdin(Stdio::null())
            .stdout(self.writer.try_clone()?)
            .stderr(self.writer.try_clone()?)
            .spawn()?;
        if text.starts_with("test_receiver") {
            self.cast(child.id(), RECEIVER);
        } else if text.starts_with("test_sender") {
            self.cast(child.id(), SENDER + self.senders);
            self.senders += 1;
        }
        Ok(Running::new(child, text))
    }

    /// Runs a command to its end, for what it does.
    ///
    /// # Errors
    /// Where it cannot be started, or does not end.
    pub fn aside(&mut self, text: &str) -> io::Result<()> {
        let mut running = self.spawn(text, false)?;
        wait(&mut running.child).map(|_| ())
    }

    /// Runs a step and gives what was printed meanwhile, as the page would show it.
    ///
    /// # Errors
    /// Where a process cannot be started or does not end.
    pub fn step(&mut self, step: &Step) -> io::Result<String> {
        let mut running = self.spawn(&step.command, step.root)?;
        let mut printed = String::new();
        if step.background {
            self.receive(&mut printed, &step.output, PATIENCE);
            self.until_it_traces(&mut running, &step.command)?;
            self.running.push(running);
            self.receive_the_rest(&mut printed);
            return Ok(printed);
        }
        if let Some((before, after)) = step.output.split_once(INTERRUPT) {
            self.receive(&mut printed, before, PATIENCE);
            running.interrupt();
            wait(&mut running.child)?;
            let mut last = String::new();
            self.receive(&mut last, after, LAST_WORDS);
            return Ok(printed + INTERRUPT + &last);
        }
        wait(&mut running.child)?;
        self.receive(&mut printed, &step.output, LAST_WORDS);
        self.receive_the_rest(&mut printed);
        Ok(printed)
    }

    fn until_it_traces(&self, running: &mut Running, command: &str) -> io::Result<()> {
        let patience = match command.split_whitespace().next() {
            Some("sigscript") => PATIENCE,
            Some("bpftrace") => BPFTRACE_ATTACHES,
            _ => return Ok(()),
        };
        let since = Instant::now();
        while !running.traces(&self.receivers) && !running.has_events() {
            if running.child.try_wait()?.is_some() || since.elapsed() > patience {
                break;
            }
            thread::sleep(Duration::from_millis(2));
        }
        Ok(())
    }

    /// Takes down what is printed until it is what is shown, or for a time.
    fn receive(&self, printed: &mut String, shown: &str, patience: Duration) {
        let since = Instant::now();
        while !self.matches(shown, printed) {
            let left = patience.saturating_sub(since.elapsed());
            match self.output.recv_timeout(left) {
                Ok(text) => printed.push_str(&self.names.shown(&text)),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
            }
        }
    }

    /// Where the page tells less than what is printed, the rest belongs to this step and not to the next.
    fn receive_the_rest(&self, printed: &mut String) {
        while let Ok(text) = self.output.recv_timeout(BETWEEN) {
            printed.push_str(&self.names.shown(&text));
        }
    }

    /// Whether what was printed is what is shown.
    pub fn matches(&self, shown: &str, printed: &str) -> bool {
        matches(shown, printed, self.numbers)
    }

    /// Ends what still runs, and gives what was printed that nobody had waited for.
    ///
    /// # Errors
    /// Where a process does not end.
    pub fn end(mut self) -> io::Result<String> {
        for running in &mut self.running {
            running.interrupt();
            wait(&mut running.child)?;
        }
        self.silent = None;
        drop(self.writer);
        let rest: String = self.output.iter().collect();
        Ok(self.names.shown(&rest))
    }
}
