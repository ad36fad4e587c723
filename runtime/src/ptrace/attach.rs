//! Beginning to trace: every thread of the target, which all run on.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};

use nix::sys::signal::{SigSet, SigmaskHow, Signal};
use nix::sys::signalfd::{SfdFlags, SignalFd};
use sigscript_compiler::plan::Plan;

use super::Options;
use super::probes::Probes;
use super::stops::Tracer;
use super::sys::{self, Resume};
use super::thread::{self, Thread, Threads};
use crate::backend::Error;

const HELP: &str = "the process must be this user's own and no other debugger's, and /proc/sys/kernel/yama/ptrace_scope be 0; or run as root";

/// A descriptor that becomes readable when a traced thread has stopped; meanwhile SIGCHLD is blocked.
pub struct Wakes {
    descriptor: SignalFd,
    before: SigSet,
}

impl Wakes {
    fn new() -> nix::Result<Self> {
        let mut mask = SigSet::empty();
        mask.add(Signal::SIGCHLD);
        let flags = SfdFlags::SFD_NONBLOCK | SfdFlags::SFD_CLOEXEC;
        let descriptor = SignalFd::with_flags(&mask, flags)?;
        let before = mask.thread_swap_mask(SigmaskHow::SIG_BLOCK)?;
        Ok(Self { descriptor, before })
    }

    /// Takes what made it readable; tells whether there was anything.
    pub fn take(&self) -> bool {
        matches!(self.descriptor.read_signal(), Ok(Some(_)))
    }
}

impl AsFd for Wakes {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.descriptor.as_fd()
    }
}

impl Drop for Wakes {
    fn drop(&mut self) {
        // What was valid before is valid again.
        let _ = self.before.thread_set_mask();
    }
}

impl Tracer {
    /// Traces the target and each of its threads.
    pub fn attach(plan: &Plan, options: Options) -> Result<Self, Error> {
        let probes = Probes::new(plan)?;
        let wakes = Wakes::new().map_err(|errno| Error::Internal {
            call: "signalfd",
            source: errno.into(),
            log: String::new(),
        })?;
        let resume = if probes.want_calls() {
            Resume::Syscall
        } else {
            Resume::Continue
        };
        let mut tracer = Self {
            probes,
            wakes,
            resume,
            command: options.held.then_some(options.target),
            command_ended: false,
            threads: Threads::default(),
            turns: Vec::new(),
            ended_last: Vec::new(),
            notes: Vec::new(),
        };
        tracer.seize_all(options)?;
        if resume == Resume::Syscall {
            // They stop at system calls once they have been resumed so.
            tracer.threads.known.keys().for_each(|&thread| {
                // One that has ended meanwhile is told by its end.
                let _ = sys::interrupt(thread);
            });
        }
        Ok(tracer)
    }

    /// Threads that are made meanwhile may be found only when their maker is traced already.
    fn seize_all(&mut self, options: Options) -> Result<(), Error> {
        self.seize(options.target, options.held)
            .map_err(|error| refused(options.target, error))?;
        loop {
            let found = thread::threads(options.target).into_iter();
            let new: Vec<i32> = found
                .filter(|thread| !self.threads.known.contains_key(thread))
                .collect();
            let mut seized = false;
            for thread in new {
                // One that its maker brought with it is traced already, one that has ended needs no tracing.
                seized |= self.seize(thread, false).is_ok();
            }
            if !seized {
                return Ok(());
            }
        }
    }

    fn seize(&mut self, thread: i32, held: bool) -> io::Result<()> {
        sys::seize(thread)?;
        let running = Thread::running(thread);
        self.threads
            .known
            .insert(thread, Thread { held, ..running });
        Ok(())
    }
}

fn refused(target: i32, source: io::Error) -> Error {
    const CALL: &str = "PTRACE_SEIZE";
    match source.raw_os_error() {
        Some(libc::ESRCH) => Error::Feature {
            call: CALL,
            source,
            missing: format!("there is no process {target}"),
        },
        Some(libc::EPERM) if thread::has_ended(target) => Error::Feature {
            call: CALL,
            source,
            missing: format!("process {target} has ended"),
        },
        Some(libc::ENOSYS | libc::EIO) => Error::Feature {
            call: CALL,
            source,
            missing: "this kernel lets nobody trace by ptrace(2)".to_owned(),
        },
        _ => Error::of_call(CALL, source, HELP),
    }
}
