//! The probes of a plan, each with the events of a recording that it waits for, and what is kept from one event to another.

use std::ops::ControlFlow;

use sigscript_compiler::catalog;
use sigscript_compiler::plan::{Base, Capture, Condition, Load, Plan, Point, Probe};

use super::{Found, Recorded, Wanted, calls};
use crate::arguments::{Arguments, asked_at_end};
use crate::assembly::{Assembler, Moment};
use crate::backend::{Counters, Error};
use crate::event::Event;
use crate::filter;
use crate::happenings::{self, Happening};
use crate::record::{ByteOrder, Call, Record};
use crate::threads::Threads;

/// What takes events.
type Handle<'a> = dyn FnMut(&Event<'_>) -> ControlFlow<()> + 'a;

/// All that waits for events.
pub struct Listening {
    order: ByteOrder,
    /// What the events are for, by their numbers in the recording.
    uses: Vec<Use>,
    captures: Vec<Capture>,
    arguments: Arguments,
    threads: Threads,
    assembler: Assembler,
    /// By the probe's index in the plan.
    pub counters: Vec<Counters>,
}

/// What an event is for.
#[derive(Default)]
struct Use {
    listeners: Vec<Listener>,
    /// It is a system call that begins, and somebody asks for its arguments as it ends.
    begins: Option<calls::Source>,
    /// It tells of threads.
    tells: Option<(Happening, catalog::Event)>,
}

/// A probe that waits for an event.
struct Listener {
    /// The probe's index in the plan.
    probe: usize,
    filter: Condition,
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
            uses: Vec::new(),
            captures: plan.captures.clone(),
            arguments: Arguments::default(),
            threads,
            assembler: Assembler::new(plan),
            counters: vec![Counters::default(); plan.probes.len()],
        };
        let asks_begun = asked_at_end(plan);
        for (index, probe) in plan.probes.iter().enumerate() {
            listening.listen(recorded, index, probe, asks_begun[index])?;
        }
        if asks_begun.contains(&true) {
            for begin in calls::sources(recorded.description(), None, false) {
                listening.event(begin.id).begins = Some(begin);
            }
        }
        for (happening, event) in recorded.happenings() {
            let id = event.id;
            listening.event(id).tells = Some((happening, event));
        }
        Ok(listening)
    }

    /// The events that are for something.
    pub fn wanted(&self) -> Wanted {
        let wanted =
            |of: &Use| !of.listeners.is_empty() || of.begins.is_some() || of.tells.is_some();
        Wanted(self.uses.iter().map(wanted).collect())
    }

    /// What the event of this number is for.
    fn event(&mut self, id: u16) -> &mut Use {
        let id = usize::from(id);
        if self.uses.len() <= id {
            self.uses.resize_with(id + 1, Use::default);
        }
        &mut self.uses[id]
    }

    /// Has a probe wait for its events.
    fn listen(
        &mut self,
        recorded: &Recorded,
        index: usize,
        probe: &Probe,
        asks_begun: bool,
    ) -> Result<(), Error> {
        let point = &probe.point;
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
                probe: index,
                reason: format!("the recording does not hold `{point}`"),
            });
        }
        for (id, call) in found {
            self.event(id).listeners.push(Listener {
                probe: index,
                filter: probe.filter.clone(),
                call,
                asks_begun,
            });
        }
        Ok(())
    }

    /// Hands out an event to whom it is for, then takes into account what it tells.
    pub fn pass(&mut self, found: &Found<'_>, handle: &mut Handle<'_>) -> ControlFlow<()> {
        let Some(of) = self.uses.get(usize::from(found.id)) else {
            return ControlFlow::Continue(());
        };
        if let Some(begin) = &of.begins {
            let record = record(found, self.order, Some(begin.call));
            self.arguments.begin(&record, begin.number);
        }
        if !of.listeners.is_empty() {
            let thread = found.facts.thread.and_then(|id| i32::try_from(id).ok());
            let known = thread.and_then(|thread| self.threads.find(thread));
            let mut found = Found { ..*found };
            if let Some(known) = &known {
                found.facts.process = Some(known.group.into());
                if known.name[0] != 0 {
                    found.facts.name = Some(&known.name);
                }
            }
            let asking = of.listeners.iter().find(|listener| listener.asks_begun);
            let begun = asking.and_then(|listener| {
                let call = listener.call.as_ref()?;
                let record = record(&found, self.order, Some(call.places));
                self.arguments.end(&record, call.number)
            });
            for listener in &of.listeners {
                let Some(seen) = listener.seen(&found, self.order, begun, &self.threads) else {
                    continue;
                };
                if !filter::passes(&listener.filter, &self.captures, &seen) {
                    continue;
                }
                self.counters[listener.probe].delivered += 1;
                handle(&self.assembler.event(listener.probe, &seen))?;
            }
        }
        if let Some((happening, event)) = &of.tells {
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
