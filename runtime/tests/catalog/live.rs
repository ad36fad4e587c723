//! Every event, raw tracepoint and structure of the running kernel; offsets compared between tracefs and BTF.

use std::collections::HashMap;
use std::time::Instant;

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::{Event, FieldForm, Member, Part, Type};
use sigscript_runtime::catalog::KernelCatalog;

use crate::kernel;

fn split(event: &str) -> (&str, &str) {
    event.split_once(':').expect("system:name")
}

/// All formats are understood; fields lie in order and have the size that their form needs.
#[test]
fn every_event() {
    let Some(kernel) = kernel(&[Part::Tracefs]) else {
        return;
    };
    let names = kernel.events();
    assert!(names.is_sorted() && names.len() > 500, "{}", names.len());
    for name in &names {
        let (system, event) = split(name);
        let event = kernel
            .event(system, event)
            .unwrap_or_else(|| panic!("{name} is not understood"));
        assert_eq!(event.fields[0].name, "common_type", "{name}");
        let mut end = 0;
        for field in &event.fields {
            assert!(field.offset >= end, "{name}: {field:?}");
            end = field.offset + field.size;
            let located = matches!(field.form, FieldForm::LocatedText | FieldForm::RelativeText);
            assert!(!located || field.size == 4, "{name}: {field:?}");
        }
    }
    println!("{} events", names.len());
}

/// The number in the format is the number in the file beside it.
#[test]
fn event_numbers() {
    let Some(kernel) = kernel(&[Part::Tracefs]) else {
        return;
    };
    let tracing = std::path::Path::new("/sys/kernel/tracing/events");
    for name in [
        "signal:signal_generate",
        "sched:sched_switch",
        "raw_syscalls:sys_enter",
    ] {
        let (system, event) = split(name);
        let Ok(id) = std::fs::read_to_string(tracing.join(system).join(event).join("id")) else {
            println!("skipped: tracefs is elsewhere");
            return;
        };
        assert_eq!(
            kernel
                .event(system, event)
                .map(|event| event.id.to_string())
                .as_deref(),
            Some(id.trim())
        );
    }
    assert_eq!(kernel.event("signal", "no_such_event"), None);
    assert_eq!(kernel.event("..", "events"), None);
}

/// BTF describes the record of an event too, as `struct trace_event_raw_NAME`; the kernel computes its format files from that
/// struct on its own, so both readers must come to the same offsets.
#[test]
fn offsets_agree() {
    let Some(kernel) = kernel(&[Part::Tracefs, Part::Btf]) else {
        return;
    };
    let mut compared = 0;
    for name in kernel.events() {
        let (system, event) = split(&name);
        let structure = kernel.find_structure(&format!("trace_event_raw_{event}"));
        let Some(structure) = structure.and_then(|id| kernel.structure(&id)) else {
            continue;
        };
        let Some(event) = kernel.event(system, event) else {
            continue;
        };
        compared += compare(&name, &event, &structure.members);
    }
    println!("{compared} fields compared");
    assert!(compared > 500, "{compared}");
}

fn compare(name: &str, event: &Event, members: &[Member]) -> usize {
    let by_name: HashMap<_, _> = members
        .iter()
        .map(|member| (&*member.name, member))
        .collect();
    let mut compared = 0;
    for field in &event.fields {
        let located = field.declared.starts_with("__data_loc ");
        let wanted = if located {
            format!("__data_loc_{}", field.name)
        } else {
            field.name.clone()
        };
        let Some(member) = by_name.get(&*wanted) else {
            continue;
        };
        assert_eq!(
            member.bit_offset,
            u32::from(field.offset) * 8,
            "{name}: {field:?}"
        );
        if let Type::Integer { size, .. } | Type::Enumeration { size, .. } = member.kind {
            assert_eq!(u16::from(size), field.size, "{name}: {field:?}");
        }
        compared += 1;
    }
    compared
}

/// Each raw tracepoint has parameters with names, and each structure they point to has members within its size.
#[test]
fn every_trace() {
    let Some(kernel) = kernel(&[Part::Btf]) else {
        return;
    };
    let traces = kernel.traces();
    assert!(traces.is_sorted() && traces.len() > 300, "{}", traces.len());
    let mut nameless = 0;
    for trace in &traces {
        let name = trace.rsplit(':').next().unwrap_or(trace);
        let parameters = kernel
            .trace(name)
            .unwrap_or_else(|| panic!("{name} is not understood"));
        nameless += usize::from(parameters.iter().any(|parameter| parameter.name == "arg1"));
        for parameter in parameters {
            let Type::Pointer(target) = parameter.kind else {
                continue;
            };
            let Type::Structure(id) = *target else {
                continue;
            };
            let structure = kernel
                .structure(&id)
                .unwrap_or_else(|| panic!("{id:?} is malformed"));
            let inside = |member: &Member| member.bit_offset <= structure.size * 8;
            assert!(structure.members.iter().all(inside), "{id:?}");
        }
    }
    println!("{} raw tracepoints, {nameless} without names", traces.len());
    assert_eq!(kernel.trace("no_such_tracepoint"), None);
}

/// What a script about signals asks for, and what it costs: printed, not judged, for machines differ (a release build may take 5 ms).
#[test]
fn signal_generate() {
    let Some(_) = kernel(&[Part::Btf]) else {
        return;
    };
    let start = Instant::now();
    let kernel = KernelCatalog::new();
    let parameters = kernel.trace("signal_generate").expect("signal_generate");
    let names: Vec<_> = parameters
        .iter()
        .map(|parameter| &*parameter.name)
        .collect();
    assert_eq!(names, ["sig", "info", "task", "group", "result"]);
    let member = |parameter: usize, name: &str| {
        let Type::Pointer(target) = &parameters[parameter].kind else {
            panic!("not a pointer")
        };
        let Type::Structure(id) = &**target else {
            panic!("not a structure")
        };
        let structure = kernel.structure(id).expect("members");
        structure
            .members
            .into_iter()
            .find(|member| member.name == name)
            .expect("member")
    };
    let int = Type::Integer {
        name: "int".to_owned(),
        size: 4,
        signed: true,
    };
    assert_eq!(member(2, "tgid").kind, int);
    assert!(matches!(
        member(2, "comm").kind,
        Type::Array { length: 16, .. }
    ));
    let code = member(1, "si_code");
    assert_eq!((code.kind, code.bit_offset), (int, 64));
    println!("{} us", start.elapsed().as_micros());
}
