//! Letting go: every traced thread runs on as if nobody had looked, with the signal that was about to reach it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::stops::{Cause, Tracer};
use super::sys::{self, Change, Resume};
use super::thread;

/// How long a thread may take to stop; one that sleeps deeper is let go by the kernel when this process ends.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two looks.
const PAUSE: Duration = Duration::from_micros(200);

impl Tracer {
    /// Lets go of every thread. A thread can be let go where it stands still only.
    pub fn release(&mut self) {
        self.threads
            .known
            .retain(|&thread, _| sys::interrupt(thread).is_ok());
        let deadline = Instant::now() + PATIENCE;
        while !self.threads.known.is_empty() && Instant::now() < deadline {
            let threads: Vec<i32> = self.threads.known.keys().copied().collect();
            let mut still = true;
            for thread in threads {
                match sys::look(Some(thread)) {
                    Ok(Some(change)) => {
                        self.release_one(change);
                        still = false;
                    }
                    Ok(None) => {}
                    // It is gone, or was never reported.
                    Err(_) => {
                        self.threads.known.remove(&thread);
                    }
                }
            }
            if still {
                // The first thread of a process stays until the others have ended, too.
                self.threads
                    .known
                    .retain(|&thread, _| !thread::has_ended(thread));
                sleep(PAUSE);
            }
        }
        self.threads.known.clear();
    }

    fn release_one(&mut self, change: Change) {
        let thread = change.thread;
        if change.end().is_some() {
            self.threads.known.remove(&thread);
            if self.command != Some(thread) {
                sys::reap(thread);
            }
            return;
        }
        let signal = match Cause::of(change.status) {
            Cause::Signal(signal) => signal,
            Cause::Made => {
                self.know_child(thread);
                0
            }
            _ => 0,
        };
        if sys::resume(thread, Resume::Detach, signal).is_ok() {
            self.threads.known.remove(&thread);
        }
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        self.release();
    }
}
