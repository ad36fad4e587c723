//! Letting go: every traced thread runs on as if nobody had looked, with the signal that was about to reach it.

use std::thread::sleep;
use std::time::{Duration, Instant};

use super::stops::{Cause, Tracer};
use super::sys::{self, Resume};
use super::thread;

/// How long a thread may take to stop; one that sleeps deeper is let go by the kernel when this process ends.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two looks.
const PAUSE: Duration = Duration::from_micros(200);

impl Tracer {
    /// Lets go of every thread. A thread can be let go where it stands still only.
    pub fn release(&mut self) {
        let mut waiting: Vec<i32> = self.threads.known.keys().copied().collect();
        for &thread in &waiting {
            // What cannot be interrupted has ended, and is found so.
            let _ = sys::interrupt(thread);
        }
        let deadline = Instant::now() + PATIENCE;
        while !waiting.is_empty() && Instant::now() < deadline {
            let before = waiting.len();
            for thread in std::mem::take(&mut waiting) {
                self.release_one(thread, &mut waiting);
            }
            if waiting.len() == before {
                // The first thread of a process is not told of until the others have ended, too.
                waiting.retain(|&thread| !thread::has_ended(thread));
                sleep(PAUSE);
            }
        }
    }

    /// Lets go of one thread; it waits on where it does not stand still yet, and so does one that it has just made.
    fn release_one(&mut self, thread: i32, waiting: &mut Vec<i32>) {
        let change = match sys::look(Some(thread)) {
            Ok(Some(change)) => change,
            Ok(None) => return waiting.push(thread),
            // It is gone, or nobody ever told of it.
            Err(_) => {
                self.threads.known.remove(&thread);
                return;
            }
        };
        if change.end().is_some() {
            // Whoever drains once more hears of it.
            return self.ended_last.push(change);
        }
        let cause = Cause::of(change.status);
        if cause == Cause::Made
            && let Some((_, child)) = self.know_child(thread)
        {
            waiting.push(child);
        }
        let signal = match cause {
            Cause::Signal(signal) => signal,
            _ => 0,
        };
        if sys::resume(thread, Resume::Detach, signal).is_ok() {
            self.threads.known.remove(&thread);
        } else {
            waiting.push(thread);
        }
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        self.release();
        for change in std::mem::take(&mut self.ended_last) {
            if self.command != Some(change.thread) {
                sys::reap(change.thread);
            }
        }
    }
}
