//! The backend: a recording's events to the probes of a plan.

use std::fs::File;
use std::ops::ControlFlow;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use sigscript_compiler::plan::{Base, Capture, Condition, Fact, Load, Plan, Point, Probe};

use super::{Found, Next, Recorded, Stream, Wanted, calls};
use crate::assembly::{Assembler, Moment};
use crate::backend::{Backend, Counters, Drained, Error};
use crate::event::Event;
use crate::filter;
use crate::record::{ByteOrder, Call, Record};

/// How long events are handed out before others may work.
const TURN: Duration = Duration::from_millis(100);
/// How many events pass between two looks at the clock.
const CLOCK_EVERY: usize = 1024;

/// Replays a recording.
pub struct Replay {
    recorded: Recorded,
    running: Option<Running>,
    counters: Vec<Counters>,
    /// Always readable: there is always a next event, until there is none.
    ready: Option<File>,
}

/// A recording while it is replayed.
struct Running {
    stream: Box<dyn Stream>,
    wanted: Wanted,
    /// What the probes wait for, by the event's number in the recording.
    listeners: Vec<Vec<Listener>>,
    captures: Vec<Capture>,
    assembler: Assembler,
}

/// A probe that waits for an event.
struct Listener {
    /// The probe's index in the plan.
    probe: usize,
    filter: Condition,
    call: Option<ListenedCall>,
}

/// What a probe on system calls waits for.
struct ListenedCall {
    places: Call,
    /// The number of the system call, where all of the event's records are of one.
    number: Option<i64>,
    /// The number that it must have, where the event is for all of them.
    wanted: Option<i64>,
}

impl Replay {
    /// Of a recording.
    #[must_use]
    pub fn new(recorded: Recorded) -> Self {
        Self {
            recorded,
            running: None,
            counters: Vec::new(),
            ready: None,
        }
    }

    /// The events that a probe waits for, by their numbers.
    fn listen(&self, plan: &Plan, probe: usize) -> Result<Vec<(u16, Listener)>, Error> {
        let Probe { point, filter, .. } = &plan.probes[probe];
        let found = match point {
            Point::Event { id, .. } => vec![(*id, None)],
            Point::Syscall { call, returns } => {
                let name = call.as_ref().map(|(name, _)| name.as_str());
                let sources = calls::sources(self.recorded.description(), name, *returns);
                let wanted = call.as_ref().map(|(_, number)| i64::from(*number));
                let listened = |source: calls::Source| ListenedCall {
                    places: source.call,
                    number: source.number,
                    wanted: wanted.filter(|_| source.call.number.is_some()),
                };
                sources
                    .into_iter()
                    .map(|source| (source.id, Some(listened(source))))
                    .collect()
            }
            Point::Trace { .. } | Point::Stop(_) => Vec::new(),
            _ => return Ok(Vec::new()),
        };
        if found.is_empty() {
            return Err(Error::Unsupported {
                probe,
                reason: format!("the recording does not hold `{point}`"),
            });
        }
        let listener = |call| Listener {
            probe,
            filter: filter.clone(),
            call,
        };
        let found = found.into_iter();
        Ok(found.map(|(id, call)| (id, listener(call))).collect())
    }
}

impl Backend for Replay {
    fn name(&self) -> &'static str {
        "replay"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        let mut listeners: Vec<Vec<Listener>> = Vec::new();
        for (index, probe) in plan.probes.iter().enumerate() {
            for (id, listener) in self.listen(plan, index)? {
                let id = usize::from(id);
                listeners.resize_with(listeners.len().max(id + 1), Vec::new);
                listeners[id].push(listener);
            }
            let asks_processor = probe.captures.iter().any(|capture| {
                let load = plan.captures[*capture].load.as_ref();
                load.is_some_and(|load| load.base == Base::Fact(Fact::Processor))
            });
            let told = self.recorded.description().tells_processor;
            if asks_processor && probe.point.is_event() && !told {
                return Err(Error::Unsupported {
                    probe: index,
                    reason: "the recording does not tell the processor".to_owned(),
                });
            }
        }
        let call = "open";
        let open = |source| Error::Internal {
            call,
            source,
            log: String::new(),
        };
        self.ready = Some(File::open("/dev/null").map_err(open)?);
        self.counters = vec![Counters::default(); plan.probes.len()];
        self.running = Some(Running {
            stream: self.recorded.stream().map_err(damaged)?,
            wanted: Wanted(listeners.iter().map(|of| !of.is_empty()).collect()),
            listeners,
            captures: plan.captures.clone(),
            assembler: Assembler::new(plan),
        });
        Ok(())
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.ready.as_ref().map(File::as_fd)
    }

    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        let order = self.recorded.order();
        let Some(running) = &mut self.running else {
            return Ok(Drained::Finished);
        };
        let start = Instant::now();
        let mut passed = 0;
        loop {
            passed += 1;
            match running.stream.next(&running.wanted).map_err(damaged)? {
                Next::Event(found) => {
                    for listener in &running.listeners[usize::from(found.id)] {
                        let Some(seen) = listener.seen(&found, order, &running.captures) else {
                            continue;
                        };
                        self.counters[listener.probe].delivered += 1;
                        let event = running.assembler.event(listener.probe, &seen);
                        if handle(&event).is_break() {
                            return Ok(Drained::Stopped);
                        }
                    }
                }
                Next::Other => {}
                Next::End => {
                    let lost = running.stream.lost();
                    self.recorded.lost.store(lost, Ordering::Relaxed);
                    return Ok(Drained::Finished);
                }
            }
            if passed % CLOCK_EVERY == 0 && start.elapsed() >= TURN {
                return Ok(Drained::More);
            }
        }
    }

    fn detach(&mut self) {
        self.running = None;
    }

    fn counters(&self) -> Result<Vec<Counters>, Error> {
        Ok(self.counters.clone())
    }
}

fn damaged(error: super::Error) -> Error {
    Error::Recording(error)
}

impl Listener {
    /// The event as the probe sees it; `None` where it is of another system call, or the filter holds it back.
    fn seen<'a>(
        &self,
        found: &Found<'a>,
        order: ByteOrder,
        captures: &[Capture],
    ) -> Option<Seen<'a>> {
        let seen = Seen {
            record: Record {
                bytes: found.bytes,
                order,
                facts: found.facts,
                call: self.call.as_ref().map(|call| call.places),
            },
            number: self.call.as_ref().and_then(|call| call.number),
        };
        let wanted = self.call.as_ref().and_then(|call| call.wanted);
        let is_it = wanted.is_none_or(|wanted| seen.record.call_number() == Some(wanted));
        (is_it && filter::passes(&self.filter, captures, &seen)).then_some(seen)
    }
}

/// A record, with what its event tells of all its records.
struct Seen<'a> {
    record: Record<'a>,
    /// The number of the system call.
    number: Option<i64>,
}

impl Moment for Seen<'_> {
    fn number(&self, load: &Load) -> Option<i64> {
        match (load.base, self.number) {
            (Base::SyscallNumber, Some(number)) => Some(number),
            _ => self.record.number(load),
        }
    }

    fn text(&self, load: &Load, text: &mut Vec<u8>) -> Option<()> {
        self.record.text(load, text)
    }
}
