//! The eBPF backend: a plan to programs on tracepoints, and their records to events.
//!
//! `lower` turns each probe into data for the prebuilt collector (`object`); everything is loaded first and attached last, so that
//! the probes of a session begin at one moment. Programs, maps and links belong to descriptors of this process and end with it.

mod calls;
mod counting;
mod errors;
mod filter;
mod kept;
mod loads;
mod lower;
mod object;
mod records;
mod registers;
mod session;
mod specialise;
mod steps;
mod sys;
mod targets;
#[cfg(test)]
mod tests;

use std::ops::ControlFlow;
use std::os::fd::BorrowedFd;

use sigscript_compiler::plan::Plan;

use crate::backend::{Backend, Counters, Drained, Error, Stages, processors};
use crate::event::{Counted, Event};
use crate::refusals::LeftOut;
pub use records::Records;
use session::Session;
pub use sys::ProgramInfo;

/// What can be chosen. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The buffer between the kernel and the reader; rounded up to a power of two of at least a page.
    pub buffer_size: u32,
    /// Whether every event is counted, not only those that pass the filter.
    pub count_seen: bool,
    /// The kernel wakes the reader when so many bytes are pending, and again at each multiple; rounded down to a power of two, and to
    /// a quarter of the buffer. Below that the reader has its own clock. With 0, the first record after it has caught up wakes it.
    pub wake: u32,
    /// A string that is read by its address, its NUL byte included.
    pub string_limit: u16,
    /// A process's arguments.
    pub area_limit: u16,
}

impl Default for Options {
    /// The buffer takes a megabyte for each processor, and from 2 to 16 in all. Its pages are part of the process, twice: that many
    /// keep it small, and lose nothing at a million events a second.
    fn default() -> Self {
        Self {
            buffer_size: processors().clamp(2, 16) << 20,
            count_seen: false,
            wake: 64 << 10,
            string_limit: 256,
            area_limit: 1024,
        }
    }
}

/// The backend.
pub struct Ebpf {
    options: Options,
    session: Option<Session>,
}

impl Ebpf {
    /// Nothing attached yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            session: None,
        }
    }

    /// What the kernel tells of each attached program, with its probe's index.
    ///
    /// # Errors
    /// Where it does not tell.
    pub fn programs(&self) -> Result<Vec<(usize, ProgramInfo)>, Error> {
        self.session
            .as_ref()
            .map_or(Ok(Vec::new()), Session::programs)
    }
}

impl Backend for Ebpf {
    fn name(&self) -> &'static str {
        "ebpf"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        self.session = None;
        self.session = Some(Session::new(plan, self.options)?);
        Ok(())
    }

    fn left_out(&self) -> &[LeftOut] {
        self.session
            .as_ref()
            .map_or(&[], |session| &session.left_out)
    }

    fn stages(&self) -> Option<&Stages> {
        Some(&self.session.as_ref()?.stages)
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

    fn counted(&mut self, handle: &mut dyn FnMut(&Counted<'_>)) -> Result<(), Error> {
        self.session
            .as_mut()
            .map_or(Ok(()), |session| session.counted(handle))
    }

    fn follow_clock(&mut self) -> Result<(), Error> {
        self.session.as_mut().map_or(Ok(()), Session::follow_clock)
    }

    fn deliver_all(&mut self) -> Result<(), Error> {
        self.session.as_mut().map_or(Ok(()), Session::deliver_all)
    }

    fn detach(&mut self) {
        if let Some(session) = &mut self.session {
            session.detach();
        }
    }

    fn counters(&self) -> Result<Vec<Counters>, Error> {
        self.session.as_ref().map_or(Ok(Vec::new()), |session| {
            session.counters(self.options.count_seen)
        })
    }
}
