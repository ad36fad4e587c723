//! Points that a recording does not hold: of the kernel, and of the library, whose points are made of the kernel's.

use sigscript_grammar::syntax::{Component, Literal, ProbePoint};
use sigscript_grammar::{Diagnostic, Sources as Files, Span};

use crate::BackendKind;
use crate::errors;
use crate::resolve::Resolver;
use crate::resolve::elsewhere::offering;
use crate::resolve::kernel_points::split;
use crate::resolve::points::point_text;

/// Aliases of the library that lead to each other deeper than this are followed no further.
const MOST_ALIASES: usize = 10;

/// The concrete points that an alias may stand for.
#[derive(Default)]
struct Sources {
    /// There are events or system calls among them, which can be recorded.
    recordable: bool,
    /// The names of events whose arguments alone will do.
    traces: Vec<Vec<u8>>,
    /// The backends that have any of the others.
    others: Vec<BackendKind>,
}

impl Resolver<'_> {
    /// Says of a point of the kernel's that a recording does not hold it.
    pub fn not_recorded(&mut self, point: &ProbePoint, text: &str) {
        let recorded = self.inputs.catalog.events();
        let component = point.components.get(1);
        let kind = component.map_or("", |component| component.name.as_str());
        let argument = component.and_then(|component| component.argument.as_ref());
        let named = match argument {
            Some(Literal::Text(name)) => format!("`{}`", String::from_utf8_lossy(name)),
            _ => format!("`{text}`"),
        };
        let error = match kind {
            "tracepoint" => errors::not_recorded(point.span, &named, &recorded),
            "syscall" if self.inputs.catalog.syscalls().is_empty() => {
                errors::no_calls_recorded(point.span, &recorded)
            }
            "syscall" => {
                errors::not_recorded(point.span, &format!("the system call {named}"), &recorded)
            }
            _ => {
                let others = offering(&point.components).unwrap_or_default();
                let others: Vec<&str> = others.into_iter().map(BackendKind::name).collect();
                let same = match argument {
                    Some(Literal::Text(name)) => of_the_same_name(&recorded, name),
                    _ => Vec::new(),
                };
                errors::never_recorded(point.span, text, &same, &others)
            }
        };
        self.diagnostics.push(error);
    }

    /// Where a point of the library led to nothing in a recording, says that of the point, in place of what was said from
    /// `reported` on of each source that the library tried.
    pub fn tell_not_recorded(&mut self, reported: usize, point: &ProbePoint) {
        let library = |files: &Files, span: Span| files.get(span.file).library;
        let within = |diagnostic: &Diagnostic| {
            let first = diagnostic.labels.first();
            first.is_some_and(|label| library(self.sources, label.span) || label.span == point.span)
        };
        if self.inputs.options.backend != BackendKind::Replay
            || library(self.sources, point.span)
            || !self.diagnostics[reported..].iter().all(within)
        {
            return;
        }
        let mut sources = Sources::default();
        for (alias, _, suffix) in self.matching_aliases(&point.components) {
            if !library(self.sources, alias.span) {
                return;
            }
            self.sources_of(&alias.points, &suffix, 0, &mut sources);
        }
        if sources.is_empty() {
            return;
        }
        let text = point_text(&point.components);
        let recorded = self.inputs.catalog.events();
        let error = if sources.recordable {
            let named = format!("`{text}`");
            errors::not_recorded(point.span, &named, &recorded).help(errors::is_recorded_by(&text))
        } else {
            let all = BackendKind::ALL.into_iter();
            let others = all.filter(|kind| sources.others.contains(kind));
            let others: Vec<&str> = others.map(BackendKind::name).collect();
            let traces = sources.traces.iter();
            let same = traces.flat_map(|name| of_the_same_name(&recorded, name));
            errors::never_recorded(point.span, &text, &same.collect::<Vec<_>>(), &others)
        };
        self.diagnostics.truncate(reported);
        self.diagnostics.push(error);
    }

    /// Collects what the points of an alias stand for, each with `suffix` behind it.
    fn sources_of(
        &mut self,
        points: &[ProbePoint],
        suffix: &[Component],
        depth: usize,
        sources: &mut Sources,
    ) {
        for point in points {
            let components = [&point.components, suffix].concat();
            if let [kernel, part, behind @ ..] = components.as_slice()
                && kernel.name == "kernel"
            {
                sources.add(part, behind);
            } else if let Some(others) = offering(&components) {
                sources.others.extend(others);
            } else if depth < MOST_ALIASES {
                for (alias, _, suffix) in self.matching_aliases(&components) {
                    self.sources_of(&alias.points, &suffix, depth + 1, sources);
                }
            }
        }
    }
}

impl Sources {
    /// Adds a point of the kernel's: `part` behind `kernel`, and what is `behind` that.
    fn add(&mut self, part: &Component, behind: &[Component]) {
        match (part.name.as_str(), behind) {
            ("syscall" | "tracepoint", []) => self.recordable = true,
            ("syscall", [last]) if last.name == "return" => self.recordable = true,
            ("trace", []) => {
                if let Some(Literal::Text(name)) = &part.argument {
                    self.traces.push(name.clone());
                }
                let all = BackendKind::ALL.into_iter();
                self.others.extend(all.filter(|kind| kind.offers_traces()));
            }
            _ => {}
        }
    }

    fn is_empty(&self) -> bool {
        !self.recordable && self.others.is_empty()
    }
}

/// The events whose name behind the system is this one's.
fn of_the_same_name(events: &[String], name: &[u8]) -> Vec<String> {
    let name = String::from_utf8_lossy(name);
    let bare = split(&name).1;
    let same = events.iter().filter(|event| split(event).1 == bare);
    same.cloned().collect()
}
