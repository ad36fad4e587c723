//! What a recording holds, as a [`Catalog`]: the events whose formats it brings along, and the system calls among them.

use std::collections::{BTreeMap, HashMap};

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::{Event, Parameter, Part, Structure, StructureId};

use super::{architectures, calls};
use crate::record::ByteOrder;

/// Stands for the system of an event where the recording does not tell it.
pub const ANY_SYSTEM: &str = "*";

/// The system of the events that ftrace's own tracers make; every `trace.dat` has their formats.
const TRACERS: &str = "ftrace:";

/// What a recording holds beside its records.
#[derive(Clone, Debug)]
pub struct Description {
    /// What kind of file it is.
    pub kind: &'static str,
    /// The formats of events, by `system:name`.
    pub events: BTreeMap<String, Event>,
    /// The bytes of its numbers.
    pub order: ByteOrder,
    /// The traced machine's architecture, as `uname -m` has it.
    pub architecture: Option<String>,
    /// The traced kernel's release, as `uname -r` has it.
    pub release: Option<String>,
    /// Nanoseconds from its clock to the time of day.
    pub realtime: Option<i64>,
    /// The processes of threads, where it tells them and they are other numbers.
    pub processes: HashMap<i32, i32>,
    /// Nanoseconds to be added to the times of records.
    pub shift: i64,
    /// Whether it tells on which processor events came.
    pub tells_processor: bool,
    /// What people should know about it.
    pub warnings: Vec<String>,
}

impl Description {
    /// Of a file of this kind, without events.
    pub(super) fn new(kind: &'static str) -> Self {
        Self {
            kind,
            events: BTreeMap::new(),
            order: ByteOrder::Little,
            architecture: None,
            release: None,
            realtime: None,
            processes: HashMap::new(),
            shift: 0,
            tells_processor: true,
            warnings: Vec::new(),
        }
    }

    /// Adds an event.
    pub(super) fn add(&mut self, system: &str, name: &str, event: Event) {
        self.events.insert(format!("{system}:{name}"), event);
    }

    /// The event of this system and name.
    pub(super) fn find(&self, system: &str, name: &str) -> Option<&Event> {
        let of = |system: &str| self.events.get(&format!("{system}:{name}"));
        of(system).or_else(|| of(ANY_SYSTEM))
    }
}

impl Catalog for Description {
    fn traces(&self) -> Vec<String> {
        Vec::new()
    }

    fn trace(&self, _: &str) -> Option<Vec<Parameter>> {
        None
    }

    fn events(&self) -> Vec<String> {
        let names = self.events.keys();
        names
            .filter(|name| !name.starts_with(TRACERS))
            .cloned()
            .collect()
    }

    fn event(&self, system: &str, name: &str) -> Option<Event> {
        self.find(system, name).cloned()
    }

    fn syscall(&self, name: &str) -> Option<u32> {
        let place = calls::names(self).iter().position(|known| known == name)?;
        let architecture = self.architecture.as_deref();
        let number =
            architecture.and_then(|architecture| architectures::number(architecture, name));
        // Without, the number only tells it from others.
        number.or(u32::try_from(place).ok())
    }

    fn syscalls(&self) -> Vec<String> {
        calls::names(self)
    }

    fn find_structure(&self, _: &str) -> Option<StructureId> {
        None
    }

    fn structure(&self, _: &StructureId) -> Option<Structure> {
        None
    }

    fn missing(&self, part: Part) -> Option<String> {
        match part {
            Part::Tracefs => None,
            Part::Btf => Some("a recording has no types".to_owned()),
        }
    }
}
