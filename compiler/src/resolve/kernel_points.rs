//! The kernel's own points: `kernel.trace(…)`, `kernel.tracepoint(…)`.

use std::rc::Rc;

use sigscript_grammar::syntax::{Component, Literal, ProbePoint};
use sigscript_grammar::{Diagnostic, Span, similar};

use crate::BackendKind;
use crate::catalog::{Event, Parameter, Part};
use crate::errors;
use crate::plan::Point;
use crate::resolve::Resolver;
use crate::resolve::fields::points_to_user_memory;
use crate::resolve::glob::glob;
use crate::resolve::points::{EventScope, point_text};

impl Resolver<'_> {
    pub fn traces(&self, pattern: &str) -> Vec<(Point, EventScope)> {
        if !self.inputs.options.backend.offers_traces() {
            return Vec::new();
        }
        let catalog = self.inputs.catalog;
        let point = |system: Option<&str>, name: &str| {
            let parameters: Rc<[Parameter]> = catalog.trace(name)?.into();
            let point = Point::Trace {
                system: system.map(str::to_owned),
                name: name.to_owned(),
                arguments: parameters.len() as u8,
            };
            Some((
                point,
                EventScope::Trace {
                    name: name.to_owned(),
                    parameters,
                },
            ))
        };
        let (system, name) = split(pattern);
        if !is_pattern(pattern) {
            let there = system.is_none_or(|system| self.is_of_system(system, name));
            return there
                .then(|| point(system, name))
                .flatten()
                .into_iter()
                .collect();
        }
        let names = catalog.traces();
        names
            .iter()
            .map(|full| split(full))
            .filter(|(its_system, its_name)| {
                glob(name, its_name)
                    && system.is_none_or(|system| its_system.is_some_and(|its| glob(system, its)))
            })
            .filter_map(|(system, name)| point(system, name))
            .collect()
    }

    /// Whether a raw tracepoint belongs to a system, as far as anybody can tell: only tracefs knows their systems.
    fn is_of_system(&self, system: &str, name: &str) -> bool {
        let catalog = self.inputs.catalog;
        let full = || format!("{system}:{name}");
        catalog.event(system, name).is_some()
            || catalog.missing(Part::Tracefs).is_some()
            || catalog.traces().contains(&full())
    }

    /// `kernel.syscall[("name")][.return]`
    pub fn syscall_points(
        &self,
        call: &Component,
        behind: &[Component],
    ) -> Option<Vec<(Point, EventScope)>> {
        let returns = match behind {
            [] => false,
            [last] if last.name == "return" && last.argument.is_none() => true,
            _ => return None,
        };
        let catalog = self.inputs.catalog;
        // A kernel always has system calls, a recording may be without.
        let is_recording = self.inputs.options.backend == BackendKind::Replay;
        if is_recording && catalog.syscalls().is_empty() {
            return Some(Vec::new());
        }
        let point = |call: Option<(String, u32)>| {
            let name = call
                .as_ref()
                .map_or("syscall", |(name, _)| name.as_str())
                .to_owned();
            let scope = EventScope::Syscall { name, returns };
            (Point::Syscall { call, returns }, scope)
        };
        let text = match &call.argument {
            None => return Some(vec![point(None)]),
            Some(Literal::Text(text)) => String::from_utf8_lossy(text).into_owned(),
            Some(Literal::Number(_)) => return None,
        };
        let found = |name: String| Some((name.clone(), catalog.syscall(&name)?));
        let names = if is_pattern(&text) {
            let mut names = catalog.syscalls();
            names.retain(|name| glob(&text, name));
            names
        } else {
            vec![text]
        };
        Some(
            names
                .into_iter()
                .filter_map(found)
                .map(|call| point(Some(call)))
                .collect(),
        )
    }

    pub fn records(&self, pattern: &str) -> Vec<(Point, EventScope)> {
        if !self.inputs.options.backend.offers_events() {
            return Vec::new();
        }
        let catalog = self.inputs.catalog;
        let Some((system, name)) = pattern.split_once(':') else {
            return Vec::new();
        };
        let point = |system: &str, name: &str| {
            let event = Rc::new(catalog.event(system, name)?);
            Some((
                event_point(system, name, &event),
                EventScope::Record {
                    name: name.to_owned(),
                    user: points_to_user_memory(system, &event),
                    event,
                },
            ))
        };
        if !is_pattern(pattern) {
            return point(system, name).into_iter().collect();
        }
        let names = catalog.events();
        names
            .iter()
            .filter_map(|full| full.split_once(':'))
            .filter(|(its_system, its_name)| glob(system, its_system) && glob(name, its_name))
            .filter_map(|(system, name)| point(system, name))
            .collect()
    }

    /// Functions cannot be probed; what to look at instead, after the function's name.
    pub fn kernel_function(
        &self,
        span: Span,
        text: &str,
        function: Option<&Literal>,
    ) -> Diagnostic {
        let name = match function {
            Some(Literal::Text(name)) => String::from_utf8_lossy(name),
            _ => return errors::kernel_function(span, text, None, None),
        };
        let name = name.split(['@', '*', '?', '[']).next().unwrap_or_default();
        let word = without_marks(name);
        let call = word != name && self.inputs.catalog.syscall(word).is_some();
        errors::kernel_function(
            span,
            text,
            call.then_some(word),
            (!word.is_empty()).then_some(word),
        )
    }

    pub fn kernel_point_not_found(&mut self, point: &ProbePoint, text: &str) {
        if self.inputs.options.backend == BackendKind::Replay {
            self.not_recorded(point, text);
            return;
        }
        let catalog = self.inputs.catalog;
        if let [kernel, own, suffix @ ..] = point.components.as_slice()
            && let suffix = point_text(suffix)
            && match own.name.as_str() {
                "trace" | "tracepoint" => !suffix.is_empty(),
                "syscall" => !suffix.is_empty() && suffix != "return",
                _ => false,
            }
        {
            let of = point_text(&[kernel.clone(), own.clone()]);
            self.diagnostics
                .push(errors::no_suffix(point.span, &of, &suffix));
            return;
        }
        let component = point.components.get(1);
        let pattern =
            match component.map(|component| (component.name.as_str(), &component.argument)) {
                Some(("trace" | "tracepoint", Some(Literal::Text(pattern)))) => {
                    String::from_utf8_lossy(pattern).into_owned()
                }
                Some(("syscall", Some(Literal::Text(name)))) => {
                    let name = String::from_utf8_lossy(name);
                    let names = catalog.syscalls();
                    let near = similar(&name, names.iter().map(String::as_str));
                    let near: Vec<String> = near.into_iter().map(str::to_owned).collect();
                    self.diagnostics
                        .push(errors::unknown_syscall(point.span, &name, &near));
                    return;
                }
                Some(("function" | "statement", function)) => {
                    let told = self.kernel_function(point.span, text, function.as_ref());
                    self.diagnostics.push(told);
                    return;
                }
                _ => {
                    self.diagnostics
                        .push(errors::unknown_point(point.span, text, &[], None));
                    return;
                }
            };
        let is_trace = component.is_some_and(|component| component.name == "trace");
        let part = if is_trace { Part::Btf } else { Part::Tracefs };
        if let Some(reason) = catalog.missing(part) {
            self.diagnostics
                .push(errors::missing_part(point.span, text, &reason));
            return;
        }
        let (names, others, other) = if is_trace {
            (catalog.traces(), catalog.events(), "tracepoint")
        } else {
            (catalog.events(), catalog.traces(), "trace")
        };
        let mut near = near(&pattern, &names);
        if near.is_empty() {
            let exact = |full: &&String| **full == pattern || split(full).1 == pattern;
            near = others
                .iter()
                .filter(exact)
                .map(|full| format!("kernel.{other}(\"{full}\")"))
                .collect();
        }
        self.diagnostics
            .push(errors::unknown_tracepoint(point.span, &pattern, &near));
    }
}

/// A kernel function's name without the marks that tell whose it is: `__x64_sys_openat`, `do_exit`.
fn without_marks(mut name: &str) -> &str {
    const MARKS: &[&str] = &["__x64_", "__arm64_", "__se_", "ksys_", "sys_", "do_", "_"];
    while let Some(rest) = MARKS.iter().find_map(|mark| name.strip_prefix(mark)) {
        name = rest;
    }
    name
}

/// Whether it may stand for several names.
fn is_pattern(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// The system and the name of `system:name`; of a lone name, no system.
pub fn split(full: &str) -> (Option<&str>, &str) {
    full.split_once(':')
        .map_or((None, full), |(system, name)| (Some(system), name))
}

/// The names that were most probably meant, best first: those that are spelled nearly so, else those that hold what was written.
pub fn near(pattern: &str, names: &[String]) -> Vec<String> {
    const SHORTEST: usize = 4;
    let (system, wanted) = split(pattern);
    if is_pattern(wanted) {
        let systems = names.iter().filter_map(|full| split(full).0);
        let near = system.map_or_else(Vec::new, |system| similar(system, systems));
        return near
            .iter()
            .map(|system| format!("{system}:{wanted}"))
            .filter(|near| near != pattern)
            .collect();
    }
    let all = |name: &str| -> Vec<String> {
        let full = names.iter().filter(|full| split(full).1 == name);
        full.cloned().collect()
    };
    let shorts = names.iter().map(|full| split(full).1);
    let mut near: Vec<String> = similar(wanted, shorts).into_iter().flat_map(all).collect();
    if near.is_empty() && wanted.len() >= SHORTEST {
        near = names
            .iter()
            .filter(|full| split(full).1.contains(wanted))
            .cloned()
            .collect();
        near.sort_by_key(String::len);
    }
    near.truncate(3);
    near
}

/// The point of a tracefs event.
pub fn event_point(system: &str, name: &str, event: &Event) -> Point {
    let ends = event.fields.iter().map(|field| field.offset + field.size);
    Point::Event {
        system: system.to_owned(),
        name: name.to_owned(),
        id: event.id,
        size: ends.max().unwrap_or(0),
    }
}
