//! The kernel's own points: tracepoints, raw and as tracefs records them, and system calls.

use sigscript_grammar::syntax::Literal;

use crate::Inputs;
use crate::catalog::Catalog;
use crate::listing::pattern::Pattern;
use crate::listing::{Detail, Row};
use crate::path::type_text;
use crate::plan::Point;
use crate::resolve::kernel_points::{event_point, near as names_near};
use crate::resolve::lookup::{record_targets, targets};
use crate::resolve::points::EventScope;

/// Those of them that match, each looked at more closely only then.
pub fn rows<'a>(
    pattern: &'a Pattern,
    detail: Detail,
    inputs: &'a Inputs,
) -> impl Iterator<Item = Row> + 'a {
    let catalog = inputs.catalog;
    let offered = inputs.options.backend.offers_traces();
    let names =
        move |family: &'static str, wanted: bool, names: fn(&dyn Catalog) -> Vec<String>| {
            if wanted && pattern.may_be_kernel(family) {
                names(catalog)
            } else {
                Vec::new()
            }
        };
    let traces = names("trace", offered, |catalog| catalog.traces());
    let traces = matching(pattern, "trace", None, traces).map(move |(name, full)| Row {
        targets: wanted(detail, || trace_targets(catalog, &full)),
        points: points(detail, || found_event(catalog, &full)),
        name,
        ..Row::default()
    });
    let events = names("tracepoint", true, |catalog| catalog.events());
    let events = matching(pattern, "tracepoint", None, events).map(move |(name, full)| Row {
        targets: wanted(detail, || event_targets(catalog, &full)),
        points: points(detail, || found_event(catalog, &full)),
        name,
        ..Row::default()
    });
    let calls = [None, Some("return")].into_iter().flat_map(move |suffix| {
        let calls = names("syscall", true, |catalog| catalog.syscalls());
        matching(pattern, "syscall", suffix, calls).map(move |(name, call)| Row {
            points: points(detail, || {
                let number = catalog.syscall(&call)?;
                Some(call_point(Some((call.clone(), number)), suffix))
            }),
            targets: wanted(detail, || call_targets(call, suffix.is_some())),
            name,
            fires: call_fires(suffix),
            ..Row::default()
        })
    });
    let any_call = [None, Some("return")]
        .into_iter()
        .filter_map(move |suffix| {
            let (name, parts) = written("syscall", None, suffix);
            pattern.matches(&name, &parts).then(|| Row {
                targets: wanted(detail, || call_targets(String::new(), suffix.is_some())),
                points: points(detail, || Some(call_point(None, suffix))),
                fires: call_fires(suffix),
                name,
                ..Row::default()
            })
        });
    traces.chain(events).chain(any_call).chain(calls)
}

/// The points nearest to those that a pattern spells out and that are not there.
pub fn near(pattern: &Pattern, inputs: &Inputs) -> Vec<String> {
    let spelled = pattern.points().iter().filter_map(|point| {
        let [kernel, own, ..] = point.as_slice() else {
            return None;
        };
        let Some(Literal::Text(name)) = own.argument.as_ref().filter(|_| kernel.name == "kernel")
        else {
            return None;
        };
        let names = match own.name.as_str() {
            "trace" => inputs.catalog.traces(),
            "tracepoint" => inputs.catalog.events(),
            "syscall" => inputs.catalog.syscalls(),
            _ => return None,
        };
        let near = names_near(&String::from_utf8_lossy(name), &names);
        Some(
            near.into_iter()
                .map(|name| written(&own.name, Some(&name), None).0),
        )
    });
    spelled.flatten().collect()
}

fn wanted(
    detail: Detail,
    targets: impl FnOnce() -> Vec<(String, String)>,
) -> Vec<(String, String)> {
    match detail {
        Detail::Names | Detail::Points => Vec::new(),
        Detail::Variables => targets(),
    }
}

fn points(detail: Detail, point: impl FnOnce() -> Option<Point>) -> Vec<Point> {
    match detail {
        Detail::Names | Detail::Variables => Vec::new(),
        Detail::Points => point().into_iter().collect(),
    }
}

/// The point as tracefs records it: its event, or a system call; a raw tracepoint's event goes by its name.
pub fn recorded(point: Point, catalog: &dyn Catalog) -> Option<Point> {
    match point {
        Point::Trace {
            system: Some(system),
            name,
            ..
        } => found_event(catalog, &format!("{system}:{name}")),
        Point::Trace { name, .. } => {
            let is_it = |full: &&String| full.split_once(':').is_some_and(|(_, its)| its == name);
            found_event(catalog, catalog.events().iter().find(is_it)?)
        }
        Point::Event { .. } | Point::Syscall { .. } => Some(point),
        _ => None,
    }
}

fn found_event(catalog: &dyn Catalog, full: &str) -> Option<Point> {
    let (system, name) = full.split_once(':')?;
    Some(event_point(system, name, &catalog.event(system, name)?))
}

fn call_point(call: Option<(String, u32)>, suffix: Option<&str>) -> Point {
    let returns = suffix.is_some();
    Point::Syscall { call, returns }
}

/// The names that match, each as a script writes its point and as it is.
fn matching<'a>(
    pattern: &'a Pattern,
    family: &'static str,
    suffix: Option<&'static str>,
    names: Vec<String>,
) -> impl Iterator<Item = (String, String)> + 'a {
    names.into_iter().filter_map(move |name| {
        let (written, parts) = written(family, Some(&name), suffix);
        pattern.matches(&written, &parts).then_some((written, name))
    })
}

/// `kernel.FAMILY("name").suffix`, and its parts.
fn written<'a>(
    family: &'a str,
    name: Option<&'a str>,
    suffix: Option<&'a str>,
) -> (String, Vec<(&'a str, Option<&'a str>)>) {
    let argument = name.map_or_else(String::new, |name| format!("(\"{name}\")"));
    let end = suffix.map_or_else(String::new, |suffix| format!(".{suffix}"));
    let mut parts = vec![("kernel", None), (family, name)];
    parts.extend(suffix.map(|suffix| (suffix, None)));
    (format!("kernel.{family}{argument}{end}"), parts)
}

fn trace_targets(catalog: &dyn Catalog, full: &str) -> Vec<(String, String)> {
    let name = full.split_once(':').map_or(full, |(_, name)| name);
    let parameters = catalog.trace(name).unwrap_or_default().into_iter();
    parameters
        .map(|parameter| (parameter.name, type_text(&parameter.kind)))
        .collect()
}

fn event_targets(catalog: &dyn Catalog, full: &str) -> Vec<(String, String)> {
    let split = full.split_once(':');
    let event = split.and_then(|(system, name)| catalog.event(system, name));
    event.map_or_else(Vec::new, |event| record_targets(&event))
}

fn call_targets(name: String, returns: bool) -> Vec<(String, String)> {
    targets(&EventScope::Syscall { name, returns })
}

fn call_fires(suffix: Option<&str>) -> String {
    match suffix {
        None => "a system call begins",
        Some(_) => "a system call returns",
    }
    .to_owned()
}
