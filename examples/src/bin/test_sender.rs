//! Sends a signal to a process with kill(2).
//!
//! usage:   `test_sender SIGNO PID`
//!
//! example: `test_sender 9 8722`
//!
//! It prints nothing when all is well; signal 0 only asks whether the process is there.

use std::process::ExitCode;

use nix::errno::Errno;
use nix::libc;

const USAGE: &str =
    "usage: test_sender SIGNO PID\nsends signal number SIGNO to process PID, as kill(2) does";

/// The highest signal number of Linux.
const MOST: i32 = 64;

/// The two arguments as numbers, or what is wrong with them. Process ids of 0 and below stand for groups, and -1 for everything:
/// an example should not be able to end a session by a slip.
fn arguments(mut given: impl Iterator<Item = String>) -> Result<(i32, i32), String> {
    let (Some(signal), Some(process), None) = (given.next(), given.next(), given.next()) else {
        return Err("two arguments are needed".to_owned());
    };
    match (signal.parse(), process.parse()) {
        (Err(_), _) => Err(format!("`{signal}` is no signal number")),
        (Ok(number), _) if !(0..=MOST).contains(&number) => {
            Err(format!("there is no signal {number}, only 0 to {MOST}"))
        }
        (_, Err(_)) => Err(format!("`{process}` is no process id")),
        (_, Ok(..=0)) => Err(format!("`{process}` is no single process")),
        (Ok(number), Ok(process)) => Ok((number, process)),
    }
}

fn main() -> ExitCode {
    let (signal, process) = match arguments(std::env::args().skip(1)) {
        Ok(numbers) => numbers,
        Err(message) => {
            eprintln!("test_sender: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    // SAFETY: kill(2) takes two numbers and touches no memory of ours. (nix's own `kill` knows no real-time signals.)
    match Errno::result(unsafe { libc::kill(process, signal) }) {
        Ok(_) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "test_sender: cannot send signal {signal} to process {process}: {}",
                error.desc()
            );
            ExitCode::FAILURE
        }
    }
}
