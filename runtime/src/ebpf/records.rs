//! The collector's records, as they lie in its ring, to events.

use sigscript_compiler::plan::Plan;
use sigscript_wire::Header;

use super::calls::Dispatch;
use super::lower::{Lowered, lower};
use super::{Error, Options};
use crate::event::{Event, Layout};

/// How the records of a plan are read.
pub struct Records {
    /// By probe.
    layouts: Vec<Layout>,
    /// By the first probe of a program that serves several.
    calls: Vec<Option<Dispatch>>,
}

impl Records {
    /// Those that the collector writes for a plan.
    ///
    /// # Errors
    /// Where the collector cannot read what a probe captures.
    pub fn of(plan: &Plan, options: &Options) -> Result<Self, Error> {
        let lowered = lower(plan, options)?;
        let mut records = Self::new(plan.probes.len());
        lowered.into_iter().for_each(|made| records.add(made));
        Ok(records)
    }

    /// None of so many probes yet.
    pub(super) fn new(probes: usize) -> Self {
        Self {
            layouts: vec![Layout::default(); probes],
            calls: (0..probes).map(|_| None).collect(),
        }
    }

    /// Those of a program.
    pub(super) fn add(&mut self, made: Lowered) {
        for (probe, layout) in made.layouts {
            self.layouts[probe] = layout;
        }
        self.calls[made.probe] = made.calls;
    }

    /// How many probes there are.
    pub(super) fn probes(&self) -> usize {
        self.layouts.len()
    }

    /// The system calls of a program that serves several, by its first probe.
    pub(super) fn calls(&self, probe: usize) -> Option<&Dispatch> {
        self.calls[probe].as_ref()
    }

    /// The event of a record; `None` where it is none of this plan's.
    #[must_use]
    pub fn event<'a>(&'a self, record: &'a [u8]) -> Option<Event<'a>> {
        let (header, values) = record.split_at_checked(size_of::<Header>())?;
        let probe = u32::from_ne_bytes(header[..4].try_into().ok()?) as usize;
        let probe = match self.calls.get(probe)? {
            Some(calls) => calls.probe(values)?,
            None => probe,
        };
        let faults = u64::from_ne_bytes(header[8..].try_into().ok()?);
        Some(Event {
            probe,
            values,
            faults,
            layout: self.layouts.get(probe)?,
        })
    }
}
