//! The parts of a header that both versions have: the formats of pages and events, and the names of threads.

use std::collections::{BTreeMap, HashMap};

use super::super::Error;
use super::input::Input;
use crate::catalog::parse_format;
use crate::ftrace::PROCESSES;
use crate::replay::description::Description;

/// Files that tell of more than this are taken for damaged.
const MOST: u32 = 100_000;

/// The system of the events that ftrace's own tracers make.
const TRACERS: &str = "ftrace";

/// The size of the kernel's long, from the formats of pages and entries.
pub fn header(input: &mut Input) -> Result<u8, Error> {
    input.expect(b"header_page\0")?;
    let page = input.sized_text()?;
    input.expect(b"header_event\0")?;
    input.sized_text()?;
    let commit = page.lines().find(|line| line.contains(" commit;"));
    let size = commit
        .and_then(|line| line.split_once("size:")?.1.split(';').next())
        .and_then(|size| size.trim().parse().ok());
    match size {
        Some(size @ (4 | 8)) => Ok(size),
        _ => Err(Error::damaged(
            "its header does not tell the size of the kernel's words",
        )),
    }
}

/// The formats of the tracers' own events.
pub fn tracers(input: &mut Input, description: &mut Description) -> Result<(), Error> {
    events(input, TRACERS, description)
}

/// The formats of all other events, by system.
pub fn systems(input: &mut Input, description: &mut Description) -> Result<(), Error> {
    for _ in 0..count(input)? {
        let system = input.text()?;
        events(input, &system, description)?;
    }
    Ok(())
}

fn events(input: &mut Input, system: &str, description: &mut Description) -> Result<(), Error> {
    for _ in 0..count(input)? {
        let text = input.sized_text()?;
        let name = text.lines().find_map(|line| line.strip_prefix("name:"));
        let (Some(name), Ok(event)) = (name, parse_format(&text)) else {
            return Err(Error::damaged(format!(
                "the format of an event of `{system}` is not understood"
            )));
        };
        description.add(system, name.trim(), event);
    }
    Ok(())
}

fn count(input: &mut Input) -> Result<u32, Error> {
    match input.word()? {
        count @ 0..=MOST => Ok(count),
        count => Err(Error::damaged(format!("it would tell of {count} events"))),
    }
}

/// The names of threads by their ids: lines of an id, a blank and a name.
pub fn names(input: &mut Input, names: &mut HashMap<i32, Box<[u8]>>) -> Result<(), Error> {
    let size = input.long()?;
    for line in input.bytes(size)?.split(|byte| *byte == b'\n') {
        let mut parts = line.splitn(2, |byte| *byte == b' ');
        let id = parts.next().and_then(|id| str::from_utf8(id).ok());
        if let (Some(Ok(id)), Some(name)) = (id.map(str::parse), parts.next()) {
            names.insert(id, name.into());
        }
    }
    Ok(())
}

/// What the options of a file tell of the traced machine.
pub fn option(number: u16, text: &[u8], description: &mut Description) {
    const DATE: u16 = 1;
    const UNAME: u16 = 5;
    const OFFSET: u16 = 7;
    const TSC2NSEC: u16 = 14;
    let text = String::from_utf8_lossy(text);
    let text = text.trim_end_matches('\0').trim();
    match number {
        // System, host, release, machine.
        UNAME => {
            let words: Vec<&str> = text.split_whitespace().collect();
            if let [_, _, release, .., machine] = words[..] {
                description.release = Some(release.to_owned());
                description.architecture = Some(machine.to_owned());
            }
        }
        // In microseconds, as trace-cmd writes it; the manual page does not tell.
        PROCESSES => description.processes = processes(text),
        DATE => description.realtime = offset(text).map(|offset| offset.saturating_mul(1000)),
        OFFSET => description.shift = offset(text).unwrap_or(0),
        TSC2NSEC => description.warnings.push(
            "the recording counts processor cycles: its times are not nanoseconds".to_owned(),
        ),
        _ => {}
    }
}

/// Lines of a thread's id and its process's.
fn processes(text: &str) -> HashMap<i32, i32> {
    let pairs = text.lines().filter_map(|line| line.split_once(' '));
    let parsed =
        pairs.filter_map(|(thread, process)| Some((thread.parse().ok()?, process.parse().ok()?)));
    parsed.collect()
}

/// A number of nanoseconds, decimal or hexadecimal.
fn offset(text: &str) -> Option<i64> {
    match text.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok().map(u64::cast_signed),
        None => text.parse().ok(),
    }
}

/// The places of the thread's id in the records, which is the same in all events: `common_pid`.
pub fn thread_place(events: &BTreeMap<String, sigscript_compiler::catalog::Event>) -> Option<u16> {
    let mut fields = events.values().flat_map(|event| &event.fields);
    let field = fields.find(|field| field.name == "common_pid" && field.size == 4)?;
    Some(field.offset)
}
