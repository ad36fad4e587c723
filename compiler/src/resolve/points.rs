//! Probe points: what the script names, to concrete event sources.

use std::collections::HashSet;
use std::rc::Rc;

use sigscript_grammar::syntax::{Alias, Component, Expression, Literal, ProbePoint};
use sigscript_grammar::{Diagnostic, Severity, Span};

use crate::BackendKind;
use crate::catalog::{Event, Parameter, Part};
use crate::errors;
use crate::plan::{Point, Stop};
use crate::resolve::Resolver;
use crate::resolve::elsewhere::offering;
use crate::resolve::glob::glob;

/// The families of points that are not aliases: name, whether this version offers it, and one line for people.
pub const FAMILIES: &[(&str, bool, &str)] = &[
    (
        "begin",
        true,
        "when tracing is on: `begin`, `begin(n)` in the order of n",
    ),
    ("end", true, "when the session ends"),
    ("error", true, "when the session ends by a run-time error"),
    ("never", true, "never"),
    ("init", true, "before every `begin`"),
    (
        "timer",
        true,
        "`timer.s(n)`, `.ms`, `.us`, `.ns`, `.hz`, `.jiffies`, each with `.randomize(n)`",
    ),
    (
        "kernel",
        true,
        "`kernel.trace(\"name\")`, `kernel.tracepoint(\"system:name\")`",
    ),
    ("module", false, "probes on functions of kernel modules"),
    ("process", false, "probes on user processes"),
    (
        "process",
        true,
        "`process.signal`, `.delivery`, `.start`, `.exec`, `.fork`, `.exit`: the stops of the process that the ptrace backend traces",
    ),
    ("procfs", false, "files in procfs"),
    ("netfilter", false, "network filter hooks"),
    ("perf", false, "performance counters"),
    ("java", false, "Java methods"),
    ("python2", false, "Python functions"),
    ("python3", false, "Python functions"),
];

/// Probes whose aliases lead to more names than this are taken for a mistake.
pub const MOST_NAMES: usize = 20_000;
/// Aliases that lead to aliases deeper than this are as well.
const MOST_ALIASES: usize = 100;

/// What a handler on a point can look at.
#[derive(Clone, Debug)]
pub enum EventScope {
    /// Nothing: `begin`, `end`, timers.
    None,
    /// A raw tracepoint's parameters.
    Trace {
        name: String,
        parameters: Rc<[Parameter]>,
    },
    /// A tracefs event's fields.
    Record {
        name: String,
        event: Rc<Event>,
        /// Whether its pointers lead into the memory of the current process.
        user: bool,
    },
    /// A stop's fields.
    Stop(Stop),
    /// A system call's registers.
    Syscall {
        name: String,
        /// What it returns is there, too.
        returns: bool,
    },
}

/// A point that was found.
#[derive(Clone, Debug)]
pub struct ResolvedPoint {
    /// As the script names it.
    pub name: String,
    pub point: Point,
    pub scope: EventScope,
    /// The aliases it came through, the script's own first.
    pub aliases: Vec<Rc<Alias>>,
    pub condition: Option<Expression>,
    pub span: Span,
}

/// `name("argument").name(3)`, as a script writes it.
pub fn point_text(components: &[Component]) -> String {
    let parts: Vec<String> = components.iter().map(component_text).collect();
    parts.join(".")
}

fn component_text(component: &Component) -> String {
    match &component.argument {
        None => component.name.clone(),
        Some(Literal::Number(number)) => format!("{}({number})", component.name),
        Some(Literal::Text(text)) => format!("{}(\"{}\")", component.name, text.escape_ascii()),
    }
}

impl Resolver<'_> {
    /// The concrete points that a probe's list names. What is not found and not optional is reported.
    pub fn points(&mut self, points: &[ProbePoint]) -> Vec<ResolvedPoint> {
        self.listed(points, &[], &[])
    }

    /// The points of a list, each name with `suffix` behind it; `through` are the aliases that led here.
    fn listed(
        &mut self,
        points: &[ProbePoint],
        suffix: &[Component],
        through: &[Rc<Alias>],
    ) -> Vec<ResolvedPoint> {
        let mut found = Vec::new();
        let begin = self.diagnostics.len();
        let mut passed_over = Vec::new();
        for point in points {
            let reported = self.diagnostics.len();
            let components = [&point.components, suffix].concat();
            let mut here = self.point(&components, point.span, through);
            for resolved in &mut here {
                resolved.span = point.span;
                if point.condition.is_some() {
                    resolved.condition.clone_from(&point.condition);
                }
            }
            let silent = self.diagnostics.len() == reported && self.names_looked_up <= MOST_NAMES;
            // What a suffix asks too much of is told of the whole name.
            let told = silent && suffix.is_empty();
            let may_lack = point.optional || point.sufficient;
            if here.is_empty() && told && (!may_lack || self.lacks_description()) {
                self.point_not_found(point);
            }
            if here.is_empty() && !may_lack {
                self.tell_not_recorded(reported, point);
            }
            if here.is_empty() && may_lack {
                passed_over.extend(self.diagnostics.split_off(reported));
            }
            if through.is_empty() {
                self.tell_origin(reported, point.span);
            }
            let enough = point.sufficient && !here.is_empty();
            found.extend(here);
            if enough {
                break;
            }
        }
        // What could have been there with more privileges, or on another kernel, is what people should know.
        let mut reasons = HashSet::new();
        passed_over.retain(|diagnostic: &Diagnostic| {
            diagnostic.severity == Severity::Missing && reasons.insert(diagnostic.help.clone())
        });
        let reported = self.diagnostics.len() > begin;
        if found.is_empty() && (reported || !through.is_empty()) && !passed_over.is_empty() {
            self.diagnostics.truncate(begin);
            self.diagnostics.extend(passed_over);
        }
        found
    }

    /// Whether a part of the kernel's description cannot be had.
    fn lacks_description(&self) -> bool {
        let catalog = self.inputs.catalog;
        [Part::Tracefs, Part::Btf]
            .iter()
            .any(|&part| catalog.missing(part).is_some())
    }

    /// The points that one name stands for; `through` are the aliases that led here.
    pub fn point(
        &mut self,
        components: &[Component],
        span: Span,
        through: &[Rc<Alias>],
    ) -> Vec<ResolvedPoint> {
        if self.too_many_points(span, through.len()) {
            return Vec::new();
        }
        if let Some(points) = self.family(components) {
            let name = point_text(components);
            return points
                .into_iter()
                .map(|(point, scope)| ResolvedPoint {
                    name: name.clone(),
                    point,
                    scope,
                    aliases: Vec::new(),
                    condition: None,
                    span,
                })
                .collect();
        }
        let mut found = Vec::new();
        for (alias, name, suffix) in self.matching_aliases(components) {
            if through.iter().any(|outer| Rc::ptr_eq(outer, &alias)) {
                self.diagnostics.push(errors::recursive_alias(span, &name));
                continue;
            }
            let through: Vec<Rc<Alias>> = through.iter().cloned().chain([alias.clone()]).collect();
            let reported = self.diagnostics.len();
            let points = self.listed(&alias.points, &suffix, &through);
            // Of what a wildcard may mean, it means what this kernel has.
            if points.is_empty() && has_wildcard(components) {
                self.diagnostics.truncate(reported);
            }
            for inner in points {
                let mut aliases = vec![alias.clone()];
                aliases.extend(inner.aliases);
                found.push(ResolvedPoint {
                    name: name.clone(),
                    aliases,
                    ..inner
                });
            }
        }
        found
    }

    /// Counts a name that is looked up `depth` aliases deep; tells whether it is one too many, and reports the first that is.
    fn too_many_points(&mut self, span: Span, depth: usize) -> bool {
        let reported = self.names_looked_up > MOST_NAMES;
        self.names_looked_up += 1;
        if self.names_looked_up <= MOST_NAMES && depth <= MOST_ALIASES {
            return false;
        }
        self.names_looked_up = MOST_NAMES + 1;
        if !reported {
            self.diagnostics.push(errors::too_many_points(span));
        }
        true
    }

    /// The aliases that a name may mean, each with its own name and the parts of the name behind it.
    pub fn matching_aliases(
        &mut self,
        components: &[Component],
    ) -> Vec<(Rc<Alias>, String, Vec<Component>)> {
        self.load_library(&point_text(components));
        let mut found = Vec::new();
        for alias in &self.aliases {
            // Several names of one alias are one point.
            let named = alias.names.iter().find_map(|name| {
                let rest = match_components(components, &name.components)?;
                Some((point_text(&name.components), rest))
            });
            let Some((name, rest)) = named else { continue };
            if rest.is_empty() {
                found.push((alias.clone(), name, Vec::new()));
            } else {
                let full = format!("{name}.{}", point_text(rest));
                found.push((alias.clone(), full, rest.to_vec()));
            }
        }
        // `a.return` is no suffix of `a` where an alias is called so.
        let exact: Vec<String> = found
            .iter()
            .filter(|(_, _, rest)| rest.is_empty())
            .map(|(_, full, _)| full.clone())
            .collect();
        found.retain(|(_, full, rest)| rest.is_empty() || !exact.contains(full));
        found
    }

    /// The points of a family that is no alias; `None` where the name belongs to none.
    fn family(&mut self, components: &[Component]) -> Option<Vec<(Point, EventScope)>> {
        let [first, rest @ ..] = components else {
            return None;
        };
        let number = match first.argument {
            Some(Literal::Number(number)) => number,
            _ => 0,
        };
        let plain = |point| Some(vec![(point, EventScope::None)]);
        match (first.name.as_str(), rest) {
            ("begin", []) => plain(Point::Begin(number)),
            ("end", []) => plain(Point::End(number)),
            ("error", []) => plain(Point::Error(number)),
            ("never", []) => plain(Point::Never),
            ("init", []) => plain(Point::Begin(i64::MIN)),
            ("timer", [_, ..]) => Some(
                self.timer(components, rest)
                    .map(|point| (point, EventScope::None))
                    .into_iter()
                    .collect(),
            ),
            ("process", [_]) => {
                let stop = stop(components)?;
                let offered = self.inputs.options.backend.offers_stops();
                let points = offered.then_some((Point::Stop(stop), EventScope::Stop(stop)));
                Some(points.into_iter().collect())
            }
            ("kernel", [call, behind @ ..]) if call.name == "syscall" => {
                self.syscall_points(call, behind)
            }
            (
                "kernel",
                [
                    Component {
                        name,
                        argument: Some(Literal::Text(text)),
                        ..
                    },
                ],
            ) => {
                let pattern = String::from_utf8_lossy(text).into_owned();
                match name.as_str() {
                    "trace" => Some(self.traces(&pattern)),
                    "tracepoint" => Some(self.records(&pattern)),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn timer(&mut self, components: &[Component], rest: &[Component]) -> Option<Point> {
        let (unit, amount) = numbered(&rest[0])?;
        let nanoseconds = unit_nanoseconds(unit)?;
        if amount <= 0 {
            self.diagnostics.push(errors::timer_period(rest[0].span));
            return Some(Point::Never);
        }
        let scale = |amount: i64| match unit {
            "hz" => nanoseconds / amount.cast_unsigned(),
            _ => nanoseconds.saturating_mul(amount.cast_unsigned()),
        };
        let randomize = match rest.get(1).and_then(numbered) {
            None if rest.len() == 1 => 0,
            Some(("randomize", random))
                if rest.len() == 2 && unit != "hz" && (1..=amount).contains(&random) =>
            {
                scale(random)
            }
            _ => return None,
        };
        Some(Point::Timer {
            text: point_text(components),
            period: scale(amount).max(1),
            randomize,
        })
    }

    /// Reports a point that is not found; many ways may lead to one.
    fn point_not_found(&mut self, point: &ProbePoint) {
        let reported = self.diagnostics.len();
        if let Some(known) = self.not_found.get(&point.span) {
            self.diagnostics.extend(known.iter().cloned());
            return;
        }
        self.report_not_found(point);
        let told = self.diagnostics[reported..].to_vec();
        self.not_found.insert(point.span, told);
    }

    fn report_not_found(&mut self, point: &ProbePoint) {
        let text = point_text(&point.components);
        let first = &point.components[0];
        let backend = self.inputs.options.backend;
        // Of the kernel's points in a recording there is more to say.
        if !(backend == BackendKind::Replay && first.name == "kernel")
            && let Some(others) = offering(&point.components)
            && !others.contains(&backend)
        {
            let others: Vec<_> = others.into_iter().map(BackendKind::name).collect();
            let what = errors::backend_lacks(point.span, &text, backend.name(), &others);
            self.diagnostics.push(what);
            return;
        }
        if let Some(reason) = self.library.unavailable(&text) {
            let told = errors::unavailable_point(point.span, &text, reason);
            self.diagnostics.push(told);
            return;
        }
        if first.name == "kernel" {
            self.kernel_point_not_found(point, &text);
            return;
        }
        if let Some((_, name, suffix)) = self.matching_aliases(&point.components).first() {
            self.diagnostics.push(match suffix.as_slice() {
                [] => errors::nothing_behind_alias(point.span, &text),
                suffix => {
                    let suffix = point_text(suffix);
                    let own = name.strip_suffix(&format!(".{suffix}")).unwrap_or(name);
                    errors::no_suffix(point.span, own, &suffix)
                }
            });
            return;
        }
        if matches!(first.name.as_str(), "kprobe" | "fentry" | "kfunc") {
            let function = point
                .components
                .last()
                .and_then(|last| last.argument.as_ref());
            let told = self.kernel_function(point.span, &text, function);
            self.diagnostics.push(told);
            return;
        }
        if first.name == "process" && first.argument.is_some() || first.name == "uprobe" {
            self.diagnostics
                .push(errors::program_function(point.span, &text));
            return;
        }
        if let Some(advice) = self.point_habit(&point.components) {
            let told = errors::unknown_point(point.span, &text, &[], Some(advice));
            self.diagnostics.push(told);
            return;
        }
        let near = self.similar_points(&text);
        let family = FAMILIES.iter().find(|(name, ..)| *name == first.name);
        let advice = match family {
            Some((_, true, forms)) => Some(format!("there are {forms}")),
            _ => self.family_advice(&first.name).or_else(|| {
                family
                    .is_none()
                    .then(|| errors::search_points(&point.components))
            }),
        };
        let unsupported = family.is_some() && near.is_empty() && advice.is_none();
        self.diagnostics.push(if unsupported {
            errors::unsupported_point(point.span, &text)
        } else {
            errors::unknown_point(point.span, &text, &near, advice)
        });
    }
}

/// The stop that `process.signal` and its like name.
pub fn stop(components: &[Component]) -> Option<Stop> {
    let [first, last] = components else {
        return None;
    };
    let plain = first.argument.is_none() && last.argument.is_none();
    let mut stops = Stop::ALL.into_iter();
    let stop = stops.find(|stop| stop.name() == last.name)?;
    (plain && first.name == "process").then_some(stop)
}

/// `unit(5)`: the name and the number.
fn numbered(component: &Component) -> Option<(&str, i64)> {
    match component.argument {
        Some(Literal::Number(number)) => Some((&component.name, number)),
        _ => None,
    }
}

/// Nanoseconds in one unit of a timer; for `hz`, in one second.
fn unit_nanoseconds(unit: &str) -> Option<u64> {
    Some(match unit {
        "s" | "sec" | "hz" => 1_000_000_000,
        "ms" | "msec" => 1_000_000,
        "us" | "usec" => 1_000,
        "ns" | "nsec" => 1,
        // The jiffy of a kernel built for 250 Hz, Debian's and most distributions' choice.
        "jiffies" => 4_000_000,
        _ => return None,
    })
}

/// Whether `name`'s parts begin `wanted`'s, whose parts may hold wildcards; gives the parts behind.
fn match_components<'a>(wanted: &'a [Component], name: &[Component]) -> Option<&'a [Component]> {
    match (wanted, name) {
        (rest, []) => Some(rest),
        // `**` takes one part or more.
        ([many, rest @ ..], [_, behind @ ..]) if many.name == "**" && many.argument.is_none() => {
            match_components(rest, behind)
                .or_else(|| match_components(wanted, behind))
                // What `**` matches ends the name: nothing is left to pass down.
                .filter(|rest| rest.is_empty())
        }
        ([wanted, rest @ ..], [name, behind @ ..])
            if glob(&wanted.name, &name.name) && wanted.argument == name.argument =>
        {
            match_components(rest, behind)
        }
        _ => None,
    }
}

/// Whether a name may mean several.
fn has_wildcard(components: &[Component]) -> bool {
    (components.iter()).any(|component| component.name.contains(['*', '?', '[']))
}
