//! The ftrace backend: a plan to events of tracefs in instances of its own, and their records to events.
//!
//! One instance holds the plan's events, each with a filter in the kernel's grammar (`filter`): several probes on one event share it, and
//! are told apart here (`dispatch`). Another one follows births, names and ends of threads (`tasks`), so that it is known who wrote a record, also of
//! one that has ended (`threads`). The pages of all processors ([`crate::pages`]) are merged by time (`streams`). A `guardian` removes the instances when
//! this process is killed.

mod dispatch;
mod errors;
pub mod filter;
mod guardian;
mod instance;
mod recording;
mod session;
mod streams;
mod tasks;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;
use std::os::fd::BorrowedFd;

use sigscript_compiler::plan::Plan;

use crate::backend::{Backend, Counters, Drained, Error, processors};
use crate::catalog;
use crate::event::Event;
use crate::refusals::LeftOut;
use crate::threads::Threads;
pub use recording::{Held, PROCESSES, Recording, Summary};
use session::Session;

/// What can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The buffer between the kernel and the reader, over all processors, in bytes.
    pub buffer_size: u32,
    /// Events of this process only, and of what it makes.
    pub only: Option<i32>,
}

impl Default for Options {
    /// All events; a buffer of a megabyte for each processor, and from 8 to 64 in all: its pages are the kernel's alone.
    fn default() -> Self {
        Self {
            buffer_size: processors().clamp(8, 64) << 20,
            only: None,
        }
    }
}

/// The backend.
pub struct Ftrace {
    options: Options,
    threads: Threads,
    recording: Option<Recording>,
    session: Option<Session>,
}

impl Ftrace {
    /// Nothing attached yet. It keeps a table of threads, for whoever has a share in it.
    #[must_use]
    pub fn new(options: Options, threads: Threads) -> Self {
        Self {
            options,
            threads,
            recording: None,
            session: None,
        }
    }

    /// The same, with all that the kernel delivers going into a recording as well.
    #[must_use]
    pub fn recording(self, recording: Option<Recording>) -> Self {
        Self { recording, ..self }
    }
}

impl Backend for Ftrace {
    fn name(&self) -> &'static str {
        "ftrace"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        self.session = None;
        let tracefs = catalog::tracefs_directory().ok_or_else(|| Error::Feature {
            call: "looking for tracefs in /proc/mounts",
            source: std::io::ErrorKind::NotFound.into(),
            missing:
                "tracefs is not mounted; mount it with `mount -t tracefs nodev /sys/kernel/tracing`"
                    .to_owned(),
        })?;
        let threads = self.threads.clone();
        let recording = self.recording.clone();
        let session = Session::new(plan, &tracefs, self.options, threads, recording)?;
        self.session = Some(session);
        Ok(())
    }

    fn left_out(&self) -> &[LeftOut] {
        self.session
            .as_ref()
            .map_or(&[], |session| &session.left_out)
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.session.as_ref().map(Session::descriptor)
    }

    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        self.session
            .as_mut()
            .map_or(Ok(Drained::Finished), |session| session.drain(handle))
    }

    fn detach(&mut self) {
        if let Some(session) = &mut self.session {
            session.detach();
        }
    }

    fn counters(&self) -> Result<Vec<Counters>, Error> {
        self.session
            .as_ref()
            .map_or(Ok(Vec::new()), Session::counters)
    }
}
