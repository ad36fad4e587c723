//! The session's host: standard output or a file, the signals of the terminal, and the command of `-c`.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read as _, Write};
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level::pipe};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::session::{Attention, Host};

use crate::identity::invoking_user;
use crate::metrics::Metrics;
use crate::render::note;
use crate::status::Failure;

/// The signals that end a session.
const ENDING: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

/// The exit status where a second of them comes.
const INTERRUPTED: i32 = 130;

/// The program around a session.
pub struct Terminal {
    output: Box<dyn Write>,
    /// The file that it goes to, where that is not standard output.
    file: Option<File>,
    /// Readable when a signal has come, or somebody asks for metrics.
    signals: UnixStream,
    /// Its other side.
    waker: UnixStream,
    /// A signal that ends the session has come.
    ending: Arc<AtomicBool>,
    command: Option<HeldCommand>,
    command_status: Option<u8>,
    quiet: bool,
    metrics: Option<Metrics>,
}

impl Terminal {
    /// A host that prints to `output`, or to standard output. From here on the first ending signal asks for the end; a second one
    /// ends the process, whatever it is doing.
    pub fn new(
        output: Option<&Path>,
        command: Option<HeldCommand>,
        quiet: bool,
    ) -> Result<Self, Failure> {
        let (output, file): (Box<dyn Write>, _) = match output {
            None => (Box::new(io::stdout()), None),
            Some(path) => {
                let failed = |source| Failure::File {
                    verb: "write",
                    path: path.display().to_string(),
                    source,
                };
                let file = File::create(path).map_err(failed)?;
                (Box::new(file.try_clone().map_err(failed)?), Some(file))
            }
        };
        let internal = |error: io::Error| Failure::Internal(format!("signal handlers: {error}"));
        let (signals, waker, ending) = signals().map_err(internal)?;
        Ok(Self {
            output,
            file,
            signals,
            waker,
            ending,
            command,
            command_status: None,
            quiet,
            metrics: None,
        })
    }

    fn cannot_run(&mut self, error: &io::Error) {
        self.warn(format!("`system()` cannot run its command: {error}").as_bytes());
    }

    /// Serves metrics at an address; gives the one that it became.
    pub fn serve_metrics(&mut self, address: SocketAddr) -> Result<SocketAddr, Failure> {
        let served = self
            .waker
            .try_clone()
            .and_then(|waker| Metrics::serve(address, waker));
        let metrics = served.map_err(|source| Failure::File {
            verb: "serve metrics at",
            path: address.to_string(),
            source,
        })?;
        Ok(self.metrics.insert(metrics).address())
    }

    /// The exit status of the command of `-c`, once it has ended.
    pub fn command_status(&self) -> Option<u8> {
        self.command_status
    }
}

impl Host for Terminal {
    fn print(&mut self, text: &[u8]) -> io::Result<()> {
        self.output.write_all(text)?;
        self.output.flush()
    }

    fn warn(&mut self, message: &[u8]) {
        if !self.quiet {
            let mut line = b"WARNING: ".to_vec();
            line.extend_from_slice(message);
            line.push(b'\n');
            let _ = io::stderr().write_all(&line);
        }
    }

    fn note(&mut self, line: &str) {
        note(line);
    }

    fn execute(&mut self, command: &[u8]) {
        let mut shell = shell(command);
        if let Some(file) = self.file.as_ref().and_then(|file| file.try_clone().ok()) {
            shell.stdout(file);
        }
        if let Err(error) = shell.status() {
            self.cannot_run(&error);
        }
    }

    fn execute_and_read(&mut self, command: &[u8]) -> Vec<u8> {
        let finished = shell(command)
            .stdin(Stdio::inherit())
            .stderr(Stdio::inherit())
            .output();
        finished.map_or_else(
            |error| {
                self.cannot_run(&error);
                Vec::new()
            },
            |finished| finished.stdout,
        )
    }

    fn metrics(&mut self, page: String) {
        if let Some(metrics) = &self.metrics {
            metrics.answer(page);
        }
    }

    fn started(&mut self) {
        if let Some(command) = &mut self.command {
            command.release();
        }
    }

    fn descriptor(&self) -> BorrowedFd<'_> {
        self.signals.as_fd()
    }

    fn attend(&mut self) -> Attention {
        let mut bytes = [0; 64];
        while self
            .signals
            .read(&mut bytes)
            .is_ok_and(|read| read == bytes.len())
        {}
        if let Some(status) = self.command.as_mut().and_then(HeldCommand::ended) {
            self.command_status = Some(status);
            return Attention::Stop;
        }
        if self.ending.load(Ordering::Relaxed) {
            return Attention::Stop;
        }
        if self.metrics.as_ref().is_some_and(Metrics::is_asked) {
            return Attention::Metrics;
        }
        Attention::None
    }
}

/// A command of `system()`, run as the user who called.
pub fn shell(command: &[u8]) -> Command {
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(OsStr::from_bytes(command));
    if let Some(user) = invoking_user() {
        shell.uid(user.uid).gid(user.gid);
    }
    shell
}

/// A stream that becomes readable with each signal that matters, its other side, and a flag that the first ending one sets.
fn signals() -> io::Result<(UnixStream, UnixStream, Arc<AtomicBool>)> {
    let (reader, writer) = UnixStream::pair()?;
    reader.set_nonblocking(true)?;
    let ending = Arc::new(AtomicBool::new(false));
    for signal in ENDING {
        // The order matters: the flag is looked at before it is set.
        flag::register_conditional_shutdown(signal, INTERRUPTED, ending.clone())?;
        flag::register(signal, ending.clone())?;
        pipe::register(signal, writer.try_clone()?)?;
    }
    pipe::register(SIGCHLD, writer.try_clone()?)?;
    Ok((reader, writer, ending))
}
