//! What a session looks like from outside while it runs: its globals, and what happened to its events.

use sigscript_compiler::plan::{Global, Plan};

use crate::backend::Counters;
use crate::statistics::Shape;
use crate::vm::{Machine, Value};

/// A session between two events.
#[derive(Debug)]
pub struct View<'a> {
    pub(super) plan: &'a Plan,
    pub(super) machine: &'a Machine<'a>,
    pub(super) globals: &'a [usize],
    pub(super) counters: Vec<Counters>,
}

impl<'a> View<'a> {
    /// The globals that are told ([`super::Options::globals`]): each with its value and what is kept of its samples.
    pub fn globals(&self) -> impl Iterator<Item = (&'a Global, Value<'a>, &'a Shape)> {
        let (plan, machine) = (self.plan, self.machine);
        self.globals.iter().map(move |&index| {
            let global = &plan.globals[index];
            (global, machine.global(index), machine.shape(index))
        })
    }

    /// The events that were delivered or counted in the kernel, and those that were lost, of all probes; `None` where no probe has events.
    #[must_use]
    pub fn events(&self) -> Option<(u64, u64)> {
        let mut probes = self.plan.probes.iter();
        probes.any(|probe| probe.point.is_event()).then(|| {
            let taken = self.counters.iter();
            let taken = taken.map(|counters| counters.delivered + counters.counted);
            let lost = self.counters.iter().map(|counters| counters.lost);
            (taken.sum(), lost.sum())
        })
    }
}
