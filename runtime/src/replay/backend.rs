//! The backend: a recording's events to the probes of a plan.

use std::collections::HashMap;
use std::fs::File;
use std::ops::ControlFlow;
use std::os::fd::{AsFd as _, BorrowedFd};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use sigscript_compiler::plan::{Base, Fact, Load, Plan, Point};

use super::{Found, Recorded, Stream, calls};
use crate::arguments::{Arguments, asked_at_end};
use crate::assembly::{Assembler, Moment};
use crate::backend::{Backend, Counters, Drained, Error};
use crate::event::Event;
use crate::record::{ByteOrder, Call, Record};

/// How long events are handed out before others may work.
const TURN: Duration = Duration::from_millis(100);
/// How many events pass between two looks at the clock.
const CLOCK_EVERY: usize = 1024;

/// Replays a recording.
pub struct Replay {
    recorded: Recorded,
    /// What the probes wait for, by the event's number in the recording.
    listeners: HashMap<u16, Vec<Listener>>,
    /// The events of system calls that begin, where somebody asks for their arguments as they end.
    begins: HashMap<u16, calls::Source>,
    running: Option<Running>,
    counters: Vec<Counters>,
    /// Always readable: there is always a next event, until there is none.
    ready: Option<File>,
}

/// A recording while it is replayed.
struct Running {
    stream: Box<dyn Stream>,
    assembler: Assembler,
    arguments: Arguments,
}

/// A probe that waits for an event.
struct Listener {
    /// The probe's index in the plan.
    probe: usize,
    call: Option<ListenedCall>,
    /// It asks for the arguments of a call that ends.
    asks_begun: bool,
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
            listeners: HashMap::new(),
            begins: HashMap::new(),
            running: None,
            counters: Vec::new(),
            ready: None,
        }
    }

    /// The events that a probe waits for.
    fn listen(&mut self, probe: usize, point: &Point, asks_begun: bool) -> Result<(), Error> {
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
            _ => return Ok(()),
        };
        if found.is_empty() {
            return Err(Error::Unsupported {
                probe,
                reason: format!("the recording does not hold `{point}`"),
            });
        }
        for (id, call) in found {
            let listeners = self.listeners.entry(id).or_default();
            listeners.push(Listener {
                probe,
                call,
                asks_begun,
            });
        }
        if asks_begun {
            let begins = calls::sources(self.recorded.description(), None, false);
            self.begins = begins.into_iter().map(|begin| (begin.id, begin)).collect();
        }
        Ok(())
    }
}

impl Backend for Replay {
    fn name(&self) -> &'static str {
        "replay"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        let asks_begun = asked_at_end(plan);
        for (index, probe) in plan.probes.iter().enumerate() {
            self.listen(index, &probe.point, asks_begun[index])?;
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
            assembler: Assembler::new(plan),
            arguments: Arguments::default(),
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
        let (stream, assembler) = (&mut running.stream, &mut running.assembler);
        let start = Instant::now();
        for passed in 1.. {
            let Some(found) = stream.next().map_err(damaged)? else {
                self.recorded.lost.store(stream.lost(), Ordering::Relaxed);
                break;
            };
            if let Some(begin) = self.begins.get(&found.id) {
                let record = record(&found, order, Some(begin.call));
                running.arguments.begin(&record, begin.number);
            }
            let listeners = self.listeners.get(&found.id);
            let listeners = listeners.map_or(&[][..], Vec::as_slice);
            let begun = listeners.iter().find(|listener| listener.asks_begun);
            let begun = begun.and_then(|listener| {
                let call = listener.call.as_ref()?;
                let record = record(&found, order, Some(call.places));
                running.arguments.end(&record, call.number)
            });
            for listener in listeners {
                let Some(seen) = listener.seen(&found, order, begun) else {
                    continue;
                };
                self.counters[listener.probe].delivered += 1;
                let event = assembler.event(listener.probe, &seen);
                if handle(&event).is_break() {
                    return Ok(Drained::Stopped);
                }
            }
            if passed % CLOCK_EVERY == 0 && start.elapsed() >= TURN {
                return Ok(Drained::More);
            }
        }
        Ok(Drained::Finished)
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

fn record<'a>(found: &Found<'a>, order: ByteOrder, call: Option<Call>) -> Record<'a> {
    Record {
        bytes: found.bytes,
        order,
        facts: found.facts,
        call,
        begun: None,
    }
}

impl Listener {
    /// The event as the probe sees it; `None` where it is of another system call, or the end of one that began before the recording
    /// and the probe asks for its arguments.
    fn seen<'a>(
        &self,
        found: &Found<'a>,
        order: ByteOrder,
        begun: Option<[i64; 6]>,
    ) -> Option<Seen<'a>> {
        let call = self.call.as_ref();
        let mut seen = Seen {
            record: record(found, order, call.map(|call| call.places)),
            number: call.and_then(|call| call.number),
        };
        let wanted = call.and_then(|call| call.wanted);
        if wanted.is_some_and(|wanted| seen.record.call_number() != Some(wanted)) {
            return None;
        }
        if self.asks_begun {
            seen.record.begun = Some(begun?);
        }
        Some(seen)
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
