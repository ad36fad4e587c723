//! The system calls of a recording: `raw_syscalls:sys_enter` and `sys_exit` for all of them, or `syscalls:sys_enter_NAME` and
//! `sys_exit_NAME` for one each.

use sigscript_compiler::catalog::{Event, Field};

use super::architectures;
use super::description::Description;
use crate::record::Call;

/// The events that come for all system calls: as they begin, and as they end.
const RAW: [&str; 2] = ["sys_enter", "sys_exit"];
/// What stands before a system call's name in the events of one.
const ONE: [&str; 2] = ["syscalls:sys_enter_", "syscalls:sys_exit_"];
/// The first field of the events of one.
const NUMBERS: [&str; 2] = ["__syscall_nr", "nr"];

/// An event that tells of system calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    /// The event's number in the recording.
    pub id: u16,
    /// Where its values lie.
    pub call: Call,
    /// The number of the system call, where all of its records are of one.
    pub number: Option<i64>,
}

/// The names of the system calls that can be told apart.
pub fn names(description: &Description) -> Vec<String> {
    if RAW.iter().any(|name| raw(description, name).is_some()) {
        let architecture = description.architecture.as_deref();
        return architecture.map(architectures::names).unwrap_or_default();
    }
    let events = description.events.keys();
    let mut names: Vec<String> = events
        .filter_map(|event| ONE.iter().find_map(|prefix| event.strip_prefix(prefix)))
        .map(|name| common_name(name).to_owned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The events that tell of a system call, or of all of them, as they begin or end.
pub fn sources(description: &Description, name: Option<&str>, returns: bool) -> Vec<Source> {
    let which = usize::from(returns);
    if let Some(event) = raw(description, RAW[which]) {
        return vec![Source {
            id: event.id,
            call: places(event),
            number: None,
        }];
    }
    let of_one = |(full, event): (&String, &Event)| {
        let its_name = common_name(full.strip_prefix(ONE[which])?);
        let architecture = description.architecture.as_deref();
        let number = architecture.and_then(|known| architectures::number(known, its_name));
        name.is_none_or(|name| name == its_name).then(|| Source {
            id: event.id,
            call: places(event),
            number: number.map(i64::from),
        })
    };
    description.events.iter().filter_map(of_one).collect()
}

fn raw<'a>(description: &'a Description, name: &str) -> Option<&'a Event> {
    let event = description.find("raw_syscalls", name)?;
    (places(event).number.is_some()).then_some(event)
}

/// The name in the kernel's tables; its functions for some have another one.
fn common_name(name: &str) -> &str {
    match name {
        "newstat" | "newlstat" | "newfstat" | "newuname" => &name[3..],
        "sendfile64" => "sendfile",
        _ => name,
    }
}

/// Where the values of a system call lie in an event's record.
fn places(event: &Event) -> Call {
    let field = |name: &str| event.fields.iter().find(|field| field.name == name);
    if let Some(id) = field("id") {
        let arguments = field("args");
        return Call {
            size: id.size as u8,
            number: Some(id.offset),
            arguments: arguments.map(|field| field.offset),
            result: field("ret").map(|field| field.offset),
        };
    }
    let own = |field: &&Field| {
        !field.name.starts_with("common_") && !NUMBERS.contains(&field.name.as_str())
    };
    let result = field("ret");
    let first = event.fields.iter().find(own).filter(|_| result.is_none());
    Call {
        size: result.or(first).map_or(8, |field| field.size as u8),
        number: None,
        arguments: first.map(|field| field.offset),
        result: result.map(|field| field.offset),
    }
}
