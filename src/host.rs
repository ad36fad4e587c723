//! The session's host: standard output or a file, the signals of the terminal, and the command of `-c`.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, IsTerminal as _, Read as _, Write};
use std::net::SocketAddr;
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use nix::sys::signal::{SigSet, SigmaskHow};
use signal_hook::consts::{SIGCHLD, SIGHUP, SIGINT, SIGTERM};
use signal_hook::{flag, low_level::pipe};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::replay::Recorded;
use sigscript_runtime::session::{Attention, Host, View};

use crate::identity::invoking_user;
use crate::metrics::Metrics;
use crate::progress::ProgressLine;
use crate::render::note;
use crate::status::Failure;
use crate::watch::{self, Watch};

/// The signals that end a session.
pub const ENDING: [i32; 3] = [SIGINT, SIGTERM, SIGHUP];

/// The exit status where a second of them comes.
pub const INTERRUPTED: i32 = 130;

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
    watch: Option<Watch>,
    replay: Option<ProgressLine>,
}

impl Terminal {
    /// A host that prints to `output`, or to standard output; on a screen where something is to be watched. From here on the first
    /// ending signal asks for the end; a second one ends the process, whatever it is doing.
    pub fn new(
        output: Option<&Path>,
        command: Option<HeldCommand>,
        quiet: bool,
        watched: Option<watch::Choices>,
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
        let (signals, waker, ending) = signals(watched.is_some()).map_err(internal)?;
        let watch = watched.map(|choices| Watch::new(choices, waker.try_clone()?, ending.clone()));
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
            watch: watch.transpose().map_err(internal)?,
            replay: None,
        })
    }

    /// Shows how far a replay is, where somebody watches standard error and nothing else is drawn.
    pub fn replaying(mut self, recorded: Option<&Recorded>) -> Self {
        if io::stderr().is_terminal() && !self.quiet && self.watch.is_none() {
            self.replay = recorded.map(|recorded| ProgressLine::of(recorded.progress()));
        }
        self
    }

    /// Makes room for what is printed now.
    fn make_room(&mut self) {
        if let Some(line) = &mut self.replay {
            line.hide();
        }
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

    /// Where what is printed goes while a screen is drawn.
    fn log(&mut self) -> Option<&mut watch::Log> {
        self.watch.as_mut()?.log()
    }

    /// Where messages go while a screen is drawn, unless standard error is elsewhere.
    fn messages(&mut self) -> Option<&mut watch::Log> {
        self.log().filter(|_| io::stderr().is_terminal())
    }

    /// Nothing more is printed; gives the exit status of the command of `-c`, if it has ended.
    pub fn end(self) -> Option<u8> {
        self.command_status
    }
}

impl Host for Terminal {
    fn print(&mut self, text: &[u8]) -> io::Result<()> {
        if self.file.is_none()
            && let Some(log) = self.log()
        {
            log.add(text);
            return Ok(());
        }
        self.make_room();
        self.output.write_all(text)?;
        self.output.flush()
    }

    fn warn(&mut self, message: &[u8]) {
        if !self.quiet {
            let mut line = b"WARNING: ".to_vec();
            line.extend_from_slice(message);
            if let Some(log) = self.messages() {
                return log.add_line(&line);
            }
            line.push(b'\n');
            self.make_room();
            let _ = io::stderr().write_all(&line);
        }
    }

    fn note(&mut self, line: &str) {
        if let Some(log) = self.messages() {
            return log.add_line(line.as_bytes());
        }
        self.make_room();
        note(line);
    }

    fn execute(&mut self, command: &[u8]) {
        if self.file.is_none() && self.log().is_some() {
            let told = self.execute_and_read(command);
            return self.log().into_iter().for_each(|log| log.add(&told));
        }
        let mut shell = shell(command);
        if let Some(file) = self.file.as_ref().and_then(|file| file.try_clone().ok()) {
            shell.stdout(file);
        }
        self.make_room();
        if let Err(error) = shell.status() {
            self.cannot_run(&error);
        }
    }

    fn execute_and_read(&mut self, command: &[u8]) -> Vec<u8> {
        self.make_room();
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
        if let Some(watch) = &mut self.watch {
            watch.enter();
        }
    }

    fn globals(&mut self, view: &View<'_>) {
        if let Some(watch) = &self.watch {
            watch.draw(view);
        }
    }

    fn ending(&mut self) {
        let Some((printed, dropped)) = self.watch.as_mut().map(Watch::leave) else {
            return;
        };
        if dropped > 0 {
            note(&format!(
                "{dropped} lines were printed before these; `-o FILE` keeps all"
            ));
        }
        // What is printed next meets the same error.
        let _ = self.print(&printed);
    }

    fn descriptor(&self) -> BorrowedFd<'_> {
        self.signals.as_fd()
    }

    fn attend(&mut self) -> Attention {
        if let Some(line) = &mut self.replay {
            line.show();
        }
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
        if self.watch.as_ref().is_some_and(Watch::is_due) {
            return Attention::Globals;
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

/// A stream that becomes readable with each signal that matters, its other side, and a flag that the first ending one sets. Where a screen
/// is drawn, the second one is the screen's, which restores the terminal first.
fn signals(screen: bool) -> io::Result<(UnixStream, UnixStream, Arc<AtomicBool>)> {
    let (reader, writer) = UnixStream::pair()?;
    reader.set_nonblocking(true)?;
    let ending = Arc::new(AtomicBool::new(false));
    // One that comes before all of this is done waits.
    let before = SigSet::all().thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
    for signal in ENDING {
        // The order matters: the flag is looked at before it is set.
        if !screen {
            flag::register_conditional_shutdown(signal, INTERRUPTED, ending.clone())?;
        }
        flag::register(signal, ending.clone())?;
        pipe::register(signal, writer.try_clone()?)?;
    }
    pipe::register(SIGCHLD, writer.try_clone()?)?;
    before.thread_set_mask()?;
    Ok((reader, writer, ending))
}
