//! Sends many signals to one process as fast as one process can: SIGUSR1 and SIGUSR2 in turn.
//!
//! usage:   `signal_flood COUNT`
//!
//! output:  `receiver: 8722`, then it waits for a line on standard input; `sent: COUNT` when all are sent.
//!
//! The receiver is a child that ignores both, so that only the sending is measured; it is gone when the program is.

use std::io::{self, Write as _};
use std::process::ExitCode;

use nix::sys::prctl;
use nix::sys::signal::{SigHandler, Signal, kill, signal};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork, pause};

fn run(count: u64) -> io::Result<()> {
    for ignored in [Signal::SIGUSR1, Signal::SIGUSR2] {
        // SAFETY: to ignore a signal installs no code.
        unsafe { signal(ignored, SigHandler::SigIgn) }?;
    }
    // SAFETY: the process has one thread, so its child may do what it may.
    let receiver = match unsafe { fork() }? {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            // However its parent ends.
            prctl::set_pdeathsig(Signal::SIGKILL)?;
            loop {
                pause();
            }
        }
    };
    let mut output = io::stdout();
    writeln!(output, "receiver: {receiver}")?;
    output.flush()?;
    io::stdin().read_line(&mut String::new())?;
    for turn in 0..count {
        kill(
            receiver,
            if turn % 2 == 0 {
                Signal::SIGUSR1
            } else {
                Signal::SIGUSR2
            },
        )?;
    }
    kill(receiver, Signal::SIGKILL)?;
    waitpid(receiver, None)?;
    writeln!(output, "sent: {count}")?;
    output.flush()
}

fn main() -> ExitCode {
    let Some(count) = std::env::args().nth(1).and_then(|count| count.parse().ok()) else {
        eprintln!(
            "usage: signal_flood COUNT\nsends COUNT signals to a child, SIGUSR1 and SIGUSR2 in turn"
        );
        return ExitCode::from(2);
    };
    match run(count) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("signal_flood: {error}");
            ExitCode::FAILURE
        }
    }
}
