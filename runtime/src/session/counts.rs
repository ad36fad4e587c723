//! Events that a backend counted become updates of globals, before anybody looks at these. New elements get the order in which they
//! would have come one by one.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use sigscript_compiler::plan::Plan;
use sigscript_compiler::plan::aggregation::Aggregation;

use super::Session;
use crate::arrays::Slot;
use crate::backend::{self, Backend};
use crate::event::{Counted, Event};

/// How often counts are taken at least: an array that overflows is noticed then.
const CLOCK: Duration = Duration::from_secs(1);
/// How often they are taken while events come that could not be counted, perhaps for want of room.
const HURRIED_CLOCK: Duration = Duration::from_millis(100);

/// What is known of the updates since somebody last looked at the globals.
pub(super) struct Counts {
    /// Whether the plan has probes that may be counted.
    any: bool,
    /// The elements that were made, each with the time of its first event in nanoseconds of `CLOCK_MONOTONIC`, by global and slot.
    made: HashMap<(usize, Slot), u64>,
    taken: Instant,
    /// Events came that could not be counted.
    hurried: bool,
}

impl Counts {
    pub(super) fn of(plan: &Plan) -> Self {
        Self {
            any: plan.probes.iter().any(|probe| probe.aggregation.is_some()),
            made: HashMap::new(),
            taken: Instant::now(),
            hurried: false,
        }
    }

    /// An element was made, or updated, by events of which the first was at a time.
    fn note(&mut self, global: usize, slot: Slot, new: bool, first: u64) {
        if new {
            self.made.insert((global, slot), first);
        } else if let Some(known) = self.made.get_mut(&(global, slot)) {
            *known = first.min(*known);
        }
    }
}

impl<'plan> Session<'plan, '_> {
    /// Makes the updates of all events that were counted up to now, so that a handler may look at the globals.
    pub(super) fn settle(&mut self, backend: &mut dyn Backend) -> Result<(), backend::Error> {
        self.take_counts(backend)?;
        let mut made: Vec<_> = self.counts.made.drain().collect();
        made.sort_unstable_by_key(|&((_, slot), first)| (first, slot));
        for ((global, slot), _) in made {
            self.machine.move_to_end(global, slot);
        }
        Ok(())
    }

    /// Once in a while, makes the updates of events that were counted.
    pub(super) fn look_for_counts(
        &mut self,
        backend: &mut dyn Backend,
    ) -> Result<(), backend::Error> {
        let clock = if self.counts.hurried {
            HURRIED_CLOCK
        } else {
            CLOCK
        };
        if self.counts.any && self.counts.taken.elapsed() >= clock {
            return self.take_counts(backend);
        }
        Ok(())
    }

    fn take_counts(&mut self, backend: &mut dyn Backend) -> Result<(), backend::Error> {
        if !self.counts.any {
            return Ok(());
        }
        backend.counted(&mut |counted| self.count(counted))?;
        self.counts.taken = Instant::now();
        self.counts.hurried = false;
        Ok(())
    }

    /// Makes the updates of equal events.
    fn count(&mut self, counted: &Counted<'_>) {
        let (plan, probe) = (self.plan, counted.event.probe);
        let Some(aggregation) = &plan.probes[probe].aggregation else {
            return;
        };
        self.world.probe.clone_from(&self.names[probe]);
        for (index, update) in aggregation.updates.iter().enumerate() {
            let updated = self.machine.count(update, index, counted, &mut self.world);
            match updated {
                Ok(Some(updated)) => {
                    let global = usize::from(update.global);
                    self.counts
                        .note(global, updated.slot, updated.new, counted.first);
                }
                Ok(None) => {}
                // Each of the events would have failed here.
                Err(fault) => {
                    self.encode(probe, None, Some(&fault));
                    for _ in 0..counted.count {
                        if self.ending.fault.is_some() {
                            break;
                        }
                        self.failed(fault.clone(), probe);
                    }
                    return;
                }
            }
        }
    }

    /// How many elements the globals have that a probe updates, before its handler runs for an event that could not be counted.
    pub(super) fn elements_before(&self, probe: usize) -> Vec<usize> {
        let updates = self.updates_of(probe).map(|all| all.updates.as_slice());
        let updates = updates.unwrap_or_default().iter();
        updates
            .map(|update| self.machine.elements(update.global.into()))
            .collect()
    }

    /// Notes the elements that a handler made for an event that could not be counted.
    pub(super) fn note_made(&mut self, probe: usize, event: &Event<'_>, before: &[usize]) {
        let (Some(aggregation), Some(time)) = (self.updates_of(probe), event.time()) else {
            return;
        };
        self.counts.hurried = true;
        for (update, before) in aggregation.updates.iter().zip(before) {
            let global = usize::from(update.global);
            let new = self.machine.elements(global).saturating_sub(*before);
            for slot in self.machine.last_elements(global, new) {
                self.counts.note(global, slot, true, time);
            }
        }
    }

    fn updates_of(&self, probe: usize) -> Option<&'plan Aggregation> {
        self.plan.probes[probe].aggregation.as_ref()
    }
}
