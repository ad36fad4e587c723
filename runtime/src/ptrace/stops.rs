//! Stops to events, and each stopped thread on its way again.

use std::io;
use std::ops::ControlFlow;

use sigscript_compiler::plan::Stop;

use super::attach::Wakes;
use super::moment::{Reason, Stopped};
use super::probes::{Handle, Probes};
use super::sys::{self, Change, Resume};
use super::thread::{Call, Thread, Threads};
use crate::backend::{Drained, Error};
use crate::clocks::monotonic;
use crate::turn::Turn;

/// The number of this program's architecture in system calls (`include/uapi/linux/audit.h`).
const ARCHITECTURE: Option<u32> = if cfg!(target_arch = "x86_64") {
    Some(0xc000_003e)
} else if cfg!(target_arch = "aarch64") {
    Some(0xc000_00b7)
} else if cfg!(target_arch = "riscv64") {
    Some(0xc000_00f3)
} else {
    None
};

/// Everything that is traced.
pub struct Tracer {
    pub probes: Probes,
    /// Readable when a thread has stopped.
    pub wakes: Wakes,
    /// How stopped threads go on.
    pub resume: Resume,
    /// The child that is the command of `-c`; whoever started it takes note of its end.
    pub command: Option<i32>,
    pub command_ended: bool,
    pub threads: Threads,
    /// The threads whose turn it is.
    pub turns: Vec<i32>,
    /// What ended while the threads were let go.
    pub ended_last: Vec<Change>,
    /// What the user should know.
    pub notes: Vec<String>,
}

/// Why a thread stopped, from its wait status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// This signal is about to be delivered.
    Signal(i32),
    /// A system call begins or ends.
    Call,
    /// It made a thread or process.
    Made,
    /// It runs another program.
    Exec,
    /// Job control stopped its process.
    Group,
    /// It is new, was asked to stop, or may run again.
    Pause,
}

impl Cause {
    /// From what waitid(2) gives: the signal, the event in the bytes above (ptrace(2)).
    pub fn of(status: i32) -> Self {
        const STOP: i32 = 128;
        const STOPPING: [i32; 4] = [libc::SIGSTOP, libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU];
        let signal = status & 0xff;
        match status >> 8 {
            0 if signal == libc::SIGTRAP | 0x80 => Self::Call,
            0 => Self::Signal(signal),
            libc::PTRACE_EVENT_FORK | libc::PTRACE_EVENT_VFORK | libc::PTRACE_EVENT_CLONE => {
                Self::Made
            }
            libc::PTRACE_EVENT_EXEC => Self::Exec,
            STOP if STOPPING.contains(&signal) => Self::Group,
            _ => Self::Pause,
        }
    }
}

impl Tracer {
    /// Works off the threads that have stopped or ended.
    pub fn drain(&mut self, handle: &mut Handle<'_>) -> Result<Drained, Error> {
        while let Some(change) = self.ended_last.pop() {
            if self.work_off(change, handle).is_break() {
                return Ok(Drained::Stopped);
            }
        }
        let mut turn = Turn::new();
        while !turn.is_over() {
            if self.command_ended {
                // Its end is there to be seen until the session has taken note of it, and hides all others.
                return Ok(Drained::Empty);
            }
            match self.next() {
                Ok(Some(change)) => {
                    if self.work_off(change, handle).is_break() {
                        return Ok(Drained::Stopped);
                    }
                }
                Ok(None) if self.wakes.take() => {}
                Ok(None) => return Ok(Drained::Empty),
                Err(error) if error.raw_os_error() == Some(libc::ECHILD) => {
                    return Ok(Drained::Finished);
                }
                Err(source) => {
                    return Err(Error::Internal {
                        call: "waitid",
                        source,
                        log: String::new(),
                    });
                }
            }
        }
        Ok(Drained::More)
    }

    /// The next stop or end. The kernel finds the oldest thread first, always; so each of them has its turn before any is asked for.
    fn next(&mut self) -> io::Result<Option<Change>> {
        if self.turns.is_empty() && self.threads.known.len() > 1 {
            self.turns.extend(self.threads.known.keys());
        }
        if let Some(thread) = self.turns.pop()
            && let Ok(Some(change)) = sys::look(Some(thread))
        {
            return Ok(Some(change));
        }
        sys::look(None)
    }

    fn work_off(&mut self, change: Change, handle: &mut Handle<'_>) -> ControlFlow<()> {
        if let Some(status) = change.end() {
            return self.ended(change.thread, status, handle);
        }
        let thread = change.thread;
        self.threads
            .known
            .entry(thread)
            .or_insert_with(|| Thread::made(thread));
        let cause = Cause::of(change.status);
        let outcome = self.tell(thread, cause, handle);
        // One that was killed meanwhile does not go on, and tells its end next.
        let _ = match cause {
            Cause::Group => sys::listen(thread),
            Cause::Signal(signal) => sys::resume(thread, self.resume, signal),
            _ => sys::resume(thread, self.resume, 0),
        };
        outcome
    }

    fn tell(&mut self, thread: i32, cause: Cause, handle: &mut Handle<'_>) -> ControlFlow<()> {
        match cause {
            Cause::Signal(_) => self.tell_signal(thread, handle),
            Cause::Call => self.tell_call(thread, handle),
            Cause::Made => {
                let Some((child, child_thread)) = self.know_child(thread) else {
                    return ControlFlow::Continue(());
                };
                let reason = Reason::Fork {
                    child,
                    child_thread,
                };
                self.fire(Stop::Fork, thread, reason, handle)
            }
            Cause::Exec => {
                self.take_over(thread);
                self.fire(Stop::Exec, thread, Reason::Plain, handle)
            }
            Cause::Group | Cause::Pause => {
                let known = self.threads.known.get_mut(&thread);
                if known.is_some_and(|thread| std::mem::take(&mut thread.new)) {
                    self.fire(Stop::Start, thread, Reason::Plain, handle)
                } else {
                    ControlFlow::Continue(())
                }
            }
        }
    }

    fn tell_signal(&mut self, thread: i32, handle: &mut Handle<'_>) -> ControlFlow<()> {
        if !self.probes.want(Stop::Signal) && !self.probes.want(Stop::Delivery) {
            return ControlFlow::Continue(());
        }
        let Ok(siginfo) = sys::signal_information(thread) else {
            return ControlFlow::Continue(());
        };
        self.fire(Stop::Signal, thread, Reason::Signal(&siginfo), handle)?;
        self.fire(Stop::Delivery, thread, Reason::Delivery(&siginfo), handle)
    }

    fn tell_call(&mut self, thread: i32, handle: &mut Handle<'_>) -> ControlFlow<()> {
        let (Ok(information), Some(known)) = (
            sys::syscall_information(thread),
            self.threads.known.get_mut(&thread),
        ) else {
            return ControlFlow::Continue(());
        };
        let [number, arguments @ .., _] = information.words;
        let reason = match information.operation {
            sys::ENTRY => {
                let native = ARCHITECTURE.is_none_or(|own| own == information.architecture);
                let call = Call {
                    number,
                    arguments,
                    native,
                };
                known.call = Some(call);
                known.held &= number != libc::SYS_execve as u64;
                Reason::Call(Some(call), None)
            }
            sys::EXIT => Reason::Call(known.call.take(), Some(number.cast_signed())),
            _ => return ControlFlow::Continue(()),
        };
        if known.held {
            return ControlFlow::Continue(());
        }
        let stopped = Self::stopped(&self.threads, thread, reason);
        self.probes.call(&stopped, handle)
    }

    /// The thread that a stopped one has made: its process and itself.
    pub fn know_child(&mut self, maker: i32) -> Option<(i32, i32)> {
        let child = sys::event_message(maker).ok()? as i32;
        let known = self.threads.known.entry(child);
        let process = known.or_insert_with(|| Thread::made(child)).process;
        Some((process, child))
    }

    /// Another program runs: of its process's threads the one that asked for it is left, and has the first one's id.
    fn take_over(&mut self, thread: i32) {
        let former = sys::event_message(thread).map_or(thread, |former| former as i32);
        if let Some(known) = self.threads.known.get_mut(&thread) {
            known.held = false;
        }
        if former != thread
            && let Some(asked) = self.threads.known.remove(&former)
        {
            self.threads.known.insert(thread, asked);
        }
    }

    fn ended(&mut self, thread: i32, status: i32, handle: &mut Handle<'_>) -> ControlFlow<()> {
        let mut outcome = ControlFlow::Continue(());
        if let Some(known) = self.threads.known.get(&thread).copied() {
            if status == libc::SIGKILL && known.process == thread {
                self.note_kill(thread);
            }
            outcome = self.fire(Stop::Exit, thread, Reason::Exit(status), handle);
            self.threads.depart(thread);
        }
        if self.command == Some(thread) {
            self.command_ended = true;
        } else {
            sys::reap(thread);
        }
        outcome
    }

    /// Tells of a SIGKILL, which ptrace(2) does not show, where a script waits for such.
    fn note_kill(&mut self, process: i32) {
        let killed = Self::stopped(&self.threads, process, Reason::Killed);
        if self.probes.miss(&killed) {
            self.notes.push(format!(
                "{process} was killed by SIGKILL; the sender is invisible without privileges"
            ));
        }
    }

    fn fire(
        &mut self,
        stop: Stop,
        thread: i32,
        reason: Reason<'_>,
        handle: &mut Handle<'_>,
    ) -> ControlFlow<()> {
        let held = self
            .threads
            .known
            .get(&thread)
            .is_some_and(|known| known.held);
        if !self.probes.want(stop) || (held && stop != Stop::Exit) {
            return ControlFlow::Continue(());
        }
        let stopped = Self::stopped(&self.threads, thread, reason);
        self.probes.stop(stop, &stopped, handle)
    }

    fn stopped<'a>(threads: &'a Threads, thread: i32, reason: Reason<'a>) -> Stopped<'a> {
        Stopped {
            thread,
            process: threads
                .known
                .get(&thread)
                .map_or(thread, |known| known.process),
            reason,
            threads,
            time: monotonic(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes() {
        for (status, cause) in [
            (libc::SIGTERM, Cause::Signal(libc::SIGTERM)),
            (64, Cause::Signal(64)),
            (libc::SIGTRAP, Cause::Signal(libc::SIGTRAP)),
            (libc::SIGTRAP | 0x80, Cause::Call),
            (libc::SIGTRAP | 3 << 8, Cause::Made),
            (libc::SIGTRAP | 4 << 8, Cause::Exec),
            (libc::SIGTSTP | 128 << 8, Cause::Group),
            (libc::SIGTRAP | 128 << 8, Cause::Pause),
        ] {
            assert_eq!(Cause::of(status), cause, "{status:#x}");
        }
    }
}
