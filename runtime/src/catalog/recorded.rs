//! A catalog's answers to a JSON file and back: planning and tests without the kernel that was asked, and without root.

use std::cell::RefCell;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::{Event, Parameter, Part, Structure, StructureId};

use super::rows::to_rows;

/// Answers that a catalog once gave. What was not asked then is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Recording {
    /// Why BTF could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_btf: Option<String>,
    /// Why tracefs could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_tracefs: Option<String>,
    /// All raw tracepoints, where all were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    traces: Option<Vec<String>>,
    /// All events, where all were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    events: Option<Vec<String>>,
    /// The parameters of raw tracepoints, by name.
    trace: BTreeMap<String, Vec<Parameter>>,
    /// The formats of events, by `system:name`.
    event: BTreeMap<String, Event>,
    /// The names of all system calls, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    syscalls: Option<Vec<String>>,
    /// The numbers of system calls, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    syscall: BTreeMap<String, u32>,
    /// What each name stood for.
    find_structure: BTreeMap<String, StructureId>,
    /// By [`key`].
    structure: BTreeMap<String, Structure>,
}

/// A structure's name and number: sorts by name, and tells structures of one name apart.
fn key(id: &StructureId) -> String {
    format!("{} {}", id.name, id.number)
}

impl Recording {
    /// Reads what [`Recording::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str(text)
    }

    /// JSON in a stable order, with a line for each name, parameter, field and member.
    #[must_use]
    pub fn to_json(&self) -> String {
        to_rows(self)
    }
}

impl Catalog for Recording {
    /// Where not all were asked for: those whose parameters were.
    fn traces(&self) -> Vec<String> {
        self.traces
            .clone()
            .unwrap_or_else(|| self.trace.keys().cloned().collect())
    }

    fn trace(&self, name: &str) -> Option<Vec<Parameter>> {
        self.trace.get(name).cloned()
    }

    /// Where not all were asked for: those whose formats were.
    fn events(&self) -> Vec<String> {
        self.events
            .clone()
            .unwrap_or_else(|| self.event.keys().cloned().collect())
    }

    fn event(&self, system: &str, name: &str) -> Option<Event> {
        self.event.get(&format!("{system}:{name}")).cloned()
    }

    fn syscall(&self, name: &str) -> Option<u32> {
        self.syscall.get(name).copied()
    }

    /// Where not all were asked for: those whose numbers were.
    fn syscalls(&self) -> Vec<String> {
        self.syscalls
            .clone()
            .unwrap_or_else(|| self.syscall.keys().cloned().collect())
    }

    fn find_structure(&self, name: &str) -> Option<StructureId> {
        self.find_structure.get(name).cloned()
    }

    fn structure(&self, id: &StructureId) -> Option<Structure> {
        self.structure.get(&key(id)).cloned()
    }

    fn missing(&self, part: Part) -> Option<String> {
        match part {
            Part::Btf => self.missing_btf.clone(),
            Part::Tracefs => self.missing_tracefs.clone(),
        }
    }
}

/// Passes questions on to another catalog and remembers its answers.
pub struct Recorder<'a> {
    catalog: &'a dyn Catalog,
    recording: RefCell<Recording>,
}

impl<'a> Recorder<'a> {
    /// A recorder of this catalog's answers, still empty.
    #[must_use]
    pub fn new(catalog: &'a dyn Catalog) -> Self {
        Self {
            catalog,
            recording: RefCell::default(),
        }
    }

    /// All answers so far.
    #[must_use]
    pub fn finish(self) -> Recording {
        self.recording.into_inner()
    }

    /// Remembers an answer that there is.
    fn keep<T: Clone>(&self, answer: Option<T>, keep: impl FnOnce(&mut Recording, T)) -> Option<T> {
        if let Some(answer) = answer.clone() {
            keep(&mut self.recording.borrow_mut(), answer);
        }
        answer
    }
}

impl Catalog for Recorder<'_> {
    fn traces(&self) -> Vec<String> {
        let traces = self.catalog.traces();
        self.recording.borrow_mut().traces = Some(traces.clone());
        traces
    }

    fn trace(&self, name: &str) -> Option<Vec<Parameter>> {
        self.keep(self.catalog.trace(name), |recording, parameters| {
            recording.trace.insert(name.to_owned(), parameters);
        })
    }

    fn events(&self) -> Vec<String> {
        let events = self.catalog.events();
        self.recording.borrow_mut().events = Some(events.clone());
        events
    }

    fn event(&self, system: &str, name: &str) -> Option<Event> {
        self.keep(self.catalog.event(system, name), |recording, event| {
            recording.event.insert(format!("{system}:{name}"), event);
        })
    }

    fn syscall(&self, name: &str) -> Option<u32> {
        self.keep(self.catalog.syscall(name), |recording, number| {
            recording.syscall.insert(name.to_owned(), number);
        })
    }

    fn syscalls(&self) -> Vec<String> {
        let syscalls = self.catalog.syscalls();
        self.recording.borrow_mut().syscalls = Some(syscalls.clone());
        syscalls
    }

    fn find_structure(&self, name: &str) -> Option<StructureId> {
        self.keep(self.catalog.find_structure(name), |recording, id| {
            recording.find_structure.insert(name.to_owned(), id);
        })
    }

    fn structure(&self, id: &StructureId) -> Option<Structure> {
        self.keep(self.catalog.structure(id), |recording, structure| {
            recording.structure.insert(key(id), structure);
        })
    }

    fn missing(&self, part: Part) -> Option<String> {
        self.keep(self.catalog.missing(part), |recording, reason| match part {
            Part::Btf => recording.missing_btf = Some(reason),
            Part::Tracefs => recording.missing_tracefs = Some(reason),
        })
    }
}
