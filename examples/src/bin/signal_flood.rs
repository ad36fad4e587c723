//! Sends many signals to one process as fast as one process can: SIGUSR1 and SIGUSR2 in turn.
//!
//! usage:   `signal_flood COUNT`, or `signal_flood 60s` for a time
//!
//! output:  `receiver: 8722`, then it waits for a line on standard input; `sent: COUNT` when all are sent.
//!
//! The receiver is a child that ignores both, so that only the sending is measured; it is gone when the program is.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use nix::sys::prctl;
use nix::sys::signal::{SigHandler, Signal, kill, signal};
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, fork, pause};

/// How many signals are sent between two looks at the clock.
const LOOK_EVERY: u64 = 1024;

/// When to stop.
enum Limit {
    Count(u64),
    Time(Duration),
}

impl Limit {
    fn parse(word: &str) -> Option<Self> {
        match word.strip_suffix('s') {
            Some(seconds) => seconds
                .parse()
                .ok()
                .map(|seconds| Self::Time(Duration::from_secs(seconds))),
            None => word.parse().ok().map(Self::Count),
        }
    }

    fn is_reached(&self, sent: u64, since: Instant) -> bool {
        match self {
            Self::Count(count) => sent == *count,
            Self::Time(time) => sent.is_multiple_of(LOOK_EVERY) && since.elapsed() >= *time,
        }
    }
}

fn run(limit: &Limit) -> io::Result<()> {
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
    let since = Instant::now();
    let mut sent = 0;
    while !limit.is_reached(sent, since) {
        kill(
            receiver,
            if sent % 2 == 0 {
                Signal::SIGUSR1
            } else {
                Signal::SIGUSR2
            },
        )?;
        sent += 1;
    }
    kill(receiver, Signal::SIGKILL)?;
    waitpid(receiver, None)?;
    writeln!(output, "sent: {sent}")?;
    output.flush()
}

fn main() -> ExitCode {
    let Some(limit) = std::env::args().nth(1).and_then(|word| Limit::parse(&word)) else {
        eprintln!(
            "usage: signal_flood COUNT\nsends COUNT signals to a child, SIGUSR1 and SIGUSR2 in turn; or as many as it can in a time, as `60s`"
        );
        return ExitCode::from(2);
    };
    match run(&limit) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("signal_flood: {error}");
            ExitCode::FAILURE
        }
    }
}
