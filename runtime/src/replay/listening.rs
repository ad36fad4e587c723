//! The probes of a plan, each with the events of a recording that it waits for, and what is kept from one event to another.

use std::collections::HashMap;
use std::ops::ControlFlow;

use sigscript_compiler::catalog;
use sigscript_compiler::plan::{Base, Load, Plan, Point};

use super::{Found, Recorded, calls};
use crate::arguments::{Arguments, asked_at_end};
use crate::assembly::{Assembler, Moment};
use crate::backend::{Counters, Error};
use crate::event::Event;
use crate::happenings::{self, Happening};
use crate::record::{ByteOrder, Call, Record};
use crate::threads::Threads;

/// What takes events.
type Handle<'a> = dyn FnMut(&Event<'_>) -> ControlFlow<()> + 'a;

/// All that waits for events.
pub struct Listening {
    order: ByteOrder,
    /// What the probes wait for, by the event's number in the recording.
    listeners: HashMap<u16, Vec<Listener>>,
    /// The events of system calls that begin, where somebody asks for their arguments as they end.
    begins: HashMap<u16, calls::Source>,
    arguments: Arguments,
    /// The events that tell of threads, by number.
    happenings: HashMap<u16, (Happening, catalog::Event)>,
    threads: Threads,
    assembler: Assembler,
    /// By the probe's index in the plan.
    pub counters: Vec<Counters>,
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

impl Listening {
    /// For the probes of a plan; what the recording tells of threads comes into the table.
    pub fn new(recorded: &Recorded, plan: &Plan, threads: Threads) -> Result<Self, Error> {
        let mut listening = Self {
            order: recorded.order(),
            listeners: HashMap::new(),
            begins: HashMap::new(),
            arguments: Arguments::default(),
            happenings: recorded.happenings(),
            threads,
            assembler: Assembler::new(plan),
            counters: vec![Counters::default(); plan.probes.len()],
        };
        let asks_begun = asked_at_end(plan);
        for (index, probe) in plan.probes.iter().enumerate() {
            listening.listen(recorded, index, &probe.point, asks_begun[index])?;
        }
        Ok(listening)
    }

    /// The events that a probe waits for.
    fn listen(
        &mut self,
        recorded: &Recorded,
        probe: usize,
        point: &Point,
        asks_begun: bool,
    ) -> Result<(), Error> {
        let found = match point {
            Point::Event { id, .. } => vec![(*id, None)],
            Point::Syscall { call, returns } => {
                let name = call.as_ref().map(|(name, _)| name.as_str());
                let sources = calls::sources(recorded.description(), name, *returns);
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
            let begins = calls::sources(recorded.description(), None, false);
            self.begins = begins.into_iter().map(|begin| (begin.id, begin)).collect();
        }
        Ok(())
    }

    /// Hands out an event to whom it is for, then takes into account what it tells.
    pub fn pass(&mut self, found: &Found<'_>, handle: &mut Handle<'_>) -> ControlFlow<()> {
        if let Some(begin) = self.begins.get(&found.id) {
            let record = record(found, self.order, Some(begin.call));
            self.arguments.begin(&record, begin.number);
        }
        if let Some(listeners) = self.listeners.get(&found.id) {
            let thread = found.facts.thread.and_then(|id| i32::try_from(id).ok());
            let known = thread.and_then(|thread| self.threads.find(thread));
            let mut found = Found { ..*found };
            if let Some(known) = &known {
                found.facts.process = Some(known.group.into());
                if known.name[0] != 0 {
                    found.facts.name = Some(&known.name);
                }
            }
            let asking = listeners.iter().find(|listener| listener.asks_begun);
            let begun = asking.and_then(|listener| {
                let call = listener.call.as_ref()?;
                let record = record(&found, self.order, Some(call.places));
                self.arguments.end(&record, call.number)
            });
            for listener in listeners {
                let Some(seen) = listener.seen(&found, self.order, begun, &self.threads) else {
                    continue;
                };
                self.counters[listener.probe].delivered += 1;
                handle(&self.assembler.event(listener.probe, &seen))?;
            }
        }
        if let Some((happening, event)) = self.happenings.get(&found.id) {
            let time = found.facts.time.unwrap_or(0).cast_unsigned();
            // What is not understood changes nothing.
            let _ = happenings::take(
                &self.threads,
                *happening,
                event,
                self.order,
                time,
                found.bytes,
            );
        }
        ControlFlow::Continue(())
    }
}

fn record<'a>(found: &Found<'a>, order: ByteOrder, call: Option<Call>) -> Record<'a> {
    Record {
        bytes: found.bytes,
        order,
        facts: found.facts,
        call,
        begun: None,
        threads: None,
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
        threads: &'a Threads,
    ) -> Option<Seen<'a>> {
        let call = self.call.as_ref();
        let mut seen = Seen {
            record: record(found, order, call.map(|call| call.places)),
            number: call.and_then(|call| call.number),
        };
        seen.record.threads = Some(threads);
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
