//! The backend: a recording's events to the probes of a plan.

use std::fs::File;
use std::ops::ControlFlow;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::atomic::Ordering;

use sigscript_compiler::plan::{Base, Fact, Plan};

use super::listening::Listening;
use super::{Next, Recorded, Stream, Wanted};
use crate::backend::{Backend, Counters, Drained, Error};
use crate::event::Event;
use crate::threads::Threads;
use crate::turn::Turn;

/// Replays a recording.
pub struct Replay {
    recorded: Recorded,
    threads: Threads,
    listening: Option<Listening>,
    stream: Option<(Box<dyn Stream>, Wanted)>,
    /// Always readable: there is always a next event, until there is none.
    ready: Option<File>,
}

impl Replay {
    /// Of a recording, whose threads come into this table.
    #[must_use]
    pub fn new(recorded: Recorded, threads: Threads) -> Self {
        threads.know_only(&recorded.description().processes);
        Self {
            recorded,
            threads,
            listening: None,
            stream: None,
            ready: None,
        }
    }

    /// Sees that the recording tells the processor to those who ask for it.
    fn demand_processor(&self, plan: &Plan) -> Result<(), Error> {
        let told = self.recorded.description().tells_processor;
        let asks = |capture: &usize| {
            let load = plan.captures[*capture].load.as_ref();
            load.is_some_and(|load| load.base == Base::Fact(Fact::Processor))
        };
        let mut probes = plan.probes.iter();
        let asking =
            probes.position(|probe| probe.point.is_event() && probe.captures.iter().any(asks));
        match asking.filter(|_| !told) {
            Some(probe) => Err(Error::Unsupported {
                probe,
                reason: "the recording does not tell the processor".to_owned(),
            }),
            None => Ok(()),
        }
    }
}

impl Backend for Replay {
    fn name(&self) -> &'static str {
        "replay"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        self.demand_processor(plan)?;
        let listening = Listening::new(&self.recorded, plan, self.threads.clone())?;
        let stream = self.recorded.stream().map_err(damaged)?;
        self.stream = Some((stream, listening.wanted()));
        self.listening = Some(listening);
        let call = "open";
        let open = |source| Error::Internal {
            call,
            source,
            log: String::new(),
        };
        self.ready = Some(File::open("/dev/null").map_err(open)?);
        Ok(())
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.ready.as_ref().map(File::as_fd)
    }

    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        let (Some((stream, wanted)), Some(listening)) = (&mut self.stream, &mut self.listening)
        else {
            return Ok(Drained::Finished);
        };
        let mut turn = Turn::new();
        while !turn.is_over() {
            match stream.next(wanted).map_err(damaged)? {
                Next::Event(found) => {
                    if listening.pass(&found, handle).is_break() {
                        return Ok(Drained::Stopped);
                    }
                }
                Next::Other => {}
                Next::End => {
                    self.recorded.lost.store(stream.lost(), Ordering::Relaxed);
                    return Ok(Drained::Finished);
                }
            }
        }
        Ok(Drained::More)
    }

    fn detach(&mut self) {
        self.stream = None;
    }

    fn counters(&self) -> Result<Vec<Counters>, Error> {
        let listening = self.listening.as_ref();
        Ok(listening.map_or(Vec::new(), |listening| listening.counters.clone()))
    }
}

fn damaged(error: super::Error) -> Error {
    Error::Recording(error)
}
