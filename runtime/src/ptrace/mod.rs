//! The ptrace backend: the stops of a process and all that it makes, to events. Needs no privileges over one's own processes.
//!
//! A signal is seen where it is about to be delivered, with what its siginfo says of the sender; a SIGKILL never is, so that only the
//! end of its receiver tells of it. Whatever a handler reads of the receiver is as it was at the event: the receiver goes on when the
//! handler is done. A traced process is never killed with its tracer, and a stop is left to be seen again until it is over, so that even
//! a tracer that is killed loses no signal. What ptrace(2) changes for a traced process: without privileges over it, a set-user-ID
//! program that it runs does not get another user's rights; and no other debugger can trace it meanwhile.

mod attach;
mod moment;
mod probes;
mod release;
mod siginfo;
mod stops;
pub(crate) mod sys;
mod thread;

use std::ops::ControlFlow;
use std::os::fd::{AsFd as _, BorrowedFd};

use sigscript_compiler::plan::Plan;

use crate::backend::{Backend, Counters, Drained, Error};
use crate::event::Event;
use stops::Tracer;

/// What is to be traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The process; all that it makes is traced with it.
    pub target: i32,
    /// It is a child of this process that is held until it becomes the command of `-c` ([`crate::command::HeldCommand`]): what it does
    /// before is not reported, and whoever started it takes note of its end.
    pub held: bool,
}

/// The backend.
pub struct Ptrace {
    options: Options,
    tracer: Option<Tracer>,
}

impl Ptrace {
    /// Nothing traced yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            tracer: None,
        }
    }
}

impl Backend for Ptrace {
    fn name(&self) -> &'static str {
        "ptrace"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        self.tracer = None;
        self.tracer = Some(Tracer::attach(plan, self.options)?);
        Ok(())
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.tracer.as_ref().map(|tracer| tracer.wakes.as_fd())
    }

    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        self.tracer
            .as_mut()
            .map_or(Ok(Drained::Finished), |tracer| tracer.drain(handle))
    }

    fn detach(&mut self) {
        if let Some(tracer) = &mut self.tracer {
            tracer.release();
        }
    }

    fn counters(&self) -> Result<Vec<Counters>, Error> {
        let tracer = self.tracer.as_ref();
        Ok(tracer.map_or(Vec::new(), |tracer| tracer.probes.counters()))
    }

    fn notes(&mut self) -> Vec<String> {
        self.tracer
            .as_mut()
            .map_or(Vec::new(), |tracer| std::mem::take(&mut tracer.notes))
    }
}
