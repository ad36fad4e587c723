//! The session's host: standard output or a file, the signals of the terminal, and the command of `-c`.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::path::Path;

use nix::sys::signal::{SigSet, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::session::{Attention, Host};

use crate::status::Failure;

/// The signals that end a session.
const ENDING: [Signal; 3] = [Signal::SIGINT, Signal::SIGTERM, Signal::SIGHUP];

/// The program around a session.
pub struct Terminal {
    output: Box<dyn Write>,
    signals: SignalFd,
    command: Option<HeldCommand>,
    command_status: Option<u8>,
    asked_to_stop: bool,
    quiet: bool,
}

impl Terminal {
    /// A host that prints to `output`, or to standard output. From here on the ending signals are read, not obeyed.
    pub fn new(
        output: Option<&Path>,
        command: Option<HeldCommand>,
        quiet: bool,
    ) -> Result<Self, Failure> {
        let output: Box<dyn Write> = match output {
            None => Box::new(io::stdout()),
            Some(path) => Box::new(File::create(path).map_err(|source| Failure::File {
                verb: "write",
                path: path.display().to_string(),
                source,
            })?),
        };
        let mut signals: SigSet = ENDING.into_iter().collect();
        signals.add(Signal::SIGCHLD);
        let signals = signals
            .thread_block()
            .and_then(|()| {
                SignalFd::with_flags(&signals, SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC)
            })
            .map_err(|errno| Failure::Internal(format!("`signalfd`: {errno}")))?;
        Ok(Self {
            output,
            signals,
            command,
            command_status: None,
            asked_to_stop: false,
            quiet,
        })
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

    fn started(&mut self) {
        if let Some(command) = &mut self.command {
            command.release();
        }
    }

    fn descriptor(&self) -> BorrowedFd<'_> {
        self.signals.as_fd()
    }

    fn attend(&mut self) -> Attention {
        let mut attention = Attention::None;
        while let Ok(Some(information)) = self.signals.read_signal() {
            let is_child = information.ssi_signo == Signal::SIGCHLD as u32;
            if is_child && let Some(status) = self.command.as_mut().and_then(HeldCommand::ended) {
                self.command_status = Some(status);
                attention = Attention::Stop;
            }
            if !is_child {
                attention = if self.asked_to_stop {
                    Attention::Kill
                } else {
                    Attention::Stop
                };
                self.asked_to_stop = true;
            }
        }
        attention
    }
}
