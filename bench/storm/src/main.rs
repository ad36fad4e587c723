//! Makes one event again and again and says what one costs the process that makes it.
//!
//! usage:   `storm KIND`, then a line `COUNT [RATE]` on standard input for each run: as fast as it can, or so many a second
//!
//! output:  `pid: 8722`, then for each run `NANOSECONDS MEAN`: an event in an undisturbed piece of the run (the fifth percentile of
//!          pieces of 500 events), and in the whole run.
//!
//! `signals` sends SIGURG, which it ignores, to itself by kill(2); `calls` calls getppid(2).

use std::io::{self, BufRead as _, Write as _};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use nix::sys::signal::{SigHandler, Signal, kill, signal};
use nix::unistd::{Pid, getpid, getppid};

/// Events that are timed together: a quarter of a millisecond or so, less than a slice of the scheduler.
const PIECE: u32 = 500;

fn send(receiver: Pid) {
    kill(receiver, Signal::SIGURG).expect("a process may send signals to itself");
}

/// Nanoseconds for one event at a steady rate, in events a second.
fn run_steadily(count: u32, rate: f64, event: impl Fn()) -> f64 {
    let since = Instant::now();
    for number in 0..count {
        let due = Duration::from_secs_f64(f64::from(number) / rate);
        while since.elapsed() < due {
            std::hint::spin_loop();
        }
        event();
    }
    since.elapsed().as_secs_f64() * 1e9 / f64::from(count)
}

/// Nanoseconds for one event: in an undisturbed piece, and over all.
fn run(count: u32, event: impl Fn()) -> (f64, f64) {
    let since = Instant::now();
    let mut pieces: Vec<f64> = (0..count.div_ceil(PIECE))
        .map(|_| {
            let since = Instant::now();
            (0..PIECE).for_each(|_| event());
            since.elapsed().as_secs_f64() * 1e9 / f64::from(PIECE)
        })
        .collect();
    let all = since.elapsed().as_secs_f64() * 1e9 / f64::from(count.next_multiple_of(PIECE));
    pieces.sort_by(f64::total_cmp);
    (pieces[pieces.len() / 20], all)
}

fn serve(event: impl Fn()) -> io::Result<()> {
    let mut output = io::stdout();
    writeln!(output, "pid: {}", getpid())?;
    for line in io::stdin().lock().lines() {
        let line = line?;
        let (count, rate) = line.trim().split_once(' ').unwrap_or((line.trim(), ""));
        let count = count.parse().map_err(io::Error::other)?;
        let (piece, all) = if rate.is_empty() {
            run(count, &event)
        } else {
            let each = run_steadily(count, rate.parse().map_err(io::Error::other)?, &event);
            (each, each)
        };
        writeln!(output, "{piece:.1} {all:.1}")?;
    }
    Ok(())
}

fn main() -> ExitCode {
    // SAFETY: to ignore a signal installs no code.
    unsafe { signal(Signal::SIGURG, SigHandler::SigIgn) }.expect("SIGURG can be ignored");
    let receiver = getpid();
    let result = match std::env::args().nth(1).as_deref() {
        Some("signals") => serve(|| send(receiver)),
        Some("calls") => serve(|| {
            getppid();
        }),
        _ => {
            eprintln!(
                "usage: storm signals|calls\nmakes COUNT events for each line `COUNT [RATE]` that it reads"
            );
            return ExitCode::from(2);
        }
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("storm: {error}");
            ExitCode::FAILURE
        }
    }
}
