//! The plan's probes by what they wait for, and their events.

use std::ops::ControlFlow;

use sigscript_compiler::plan::{Capture, Condition, Plan, Point, Stop};

use super::moment::{Reason, Stopped};
use crate::assembly::Assembler;
use crate::backend::{Counters, Error};
use crate::event::Event;
use crate::filter;

/// What takes events.
pub type Handle<'a> = dyn FnMut(&Event<'_>) -> ControlFlow<()> + 'a;

/// The probes on stops.
pub struct Probes {
    list: Vec<Probe>,
    captures: Vec<Capture>,
    assembler: Assembler,
    /// By the probe's index in the plan.
    counters: Vec<Counters>,
}

struct Probe {
    /// Its index in the plan.
    index: usize,
    on: On,
    filter: Condition,
}

/// What a probe waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum On {
    Stop(Stop),
    /// The begin or end of a system call: the one with this number, or all.
    Call(Option<u32>, bool),
}

impl Probes {
    pub fn new(plan: &Plan) -> Result<Self, Error> {
        let mut list = Vec::new();
        for (index, probe) in plan.probes.iter().enumerate() {
            let on = match &probe.point {
                Point::Stop(stop) => On::Stop(*stop),
                Point::Syscall { call, returns } => {
                    On::Call(call.as_ref().map(|(_, number)| *number), *returns)
                }
                point if point.is_event() => {
                    return Err(Error::Unsupported {
                        probe: index,
                        reason: format!("the ptrace backend has no `{point}`"),
                    });
                }
                _ => continue,
            };
            list.push(Probe {
                index,
                on,
                filter: probe.filter.clone(),
            });
        }
        Ok(Self {
            list,
            captures: plan.captures.clone(),
            assembler: Assembler::new(plan),
            counters: vec![Counters::default(); plan.probes.len()],
        })
    }

    /// Whether any of them is on system calls, so that threads must stop at these.
    pub fn want_calls(&self) -> bool {
        let mut probes = self.list.iter();
        probes.any(|probe| matches!(probe.on, On::Call(..)))
    }

    /// Whether any of them wants to know of a stop.
    pub fn want(&self, stop: Stop) -> bool {
        self.list.iter().any(|probe| probe.on == On::Stop(stop))
    }

    /// Whether a SIGKILL would have been an event of a probe, had it been seen.
    pub fn miss(&self, killed: &Stopped<'_>) -> bool {
        let signals = [On::Stop(Stop::Signal), On::Stop(Stop::Delivery)];
        let mut probes = self.list.iter();
        probes.any(|probe| {
            signals.contains(&probe.on) && filter::passes(&probe.filter, &self.captures, killed)
        })
    }

    /// Hands out the events of a stop.
    pub fn stop(
        &mut self,
        stop: Stop,
        stopped: &Stopped<'_>,
        handle: &mut Handle<'_>,
    ) -> ControlFlow<()> {
        self.fire(|on| on == On::Stop(stop), stopped, handle)
    }

    /// Hands out the events of a system call.
    pub fn call(&mut self, stopped: &Stopped<'_>, handle: &mut Handle<'_>) -> ControlFlow<()> {
        let Reason::Call(call, result) = stopped.reason else {
            return ControlFlow::Continue(());
        };
        let number = call.filter(|call| call.native).map(|call| call.number);
        let meant = |on| match on {
            On::Call(wanted, returns) => {
                let same = wanted.is_none_or(|wanted| number == Some(wanted.into()));
                same && returns == result.is_some()
            }
            On::Stop(_) => false,
        };
        self.fire(meant, stopped, handle)
    }

    fn fire(
        &mut self,
        meant: impl Fn(On) -> bool,
        stopped: &Stopped<'_>,
        handle: &mut Handle<'_>,
    ) -> ControlFlow<()> {
        for probe in &self.list {
            if !meant(probe.on) || !filter::passes(&probe.filter, &self.captures, stopped) {
                continue;
            }
            self.counters[probe.index].delivered += 1;
            handle(&self.assembler.event(probe.index, stopped))?;
        }
        ControlFlow::Continue(())
    }

    /// By the probe's index in the plan.
    pub fn counters(&self) -> Vec<Counters> {
        self.counters.clone()
    }
}
