//! The processes that are targets: programs that follow forks, and the map that they and the filters share.

use std::collections::BTreeSet;
use std::ffi::CStr;
use std::fs;
use std::os::fd::{AsFd, OwnedFd};

use sigscript_compiler::plan::Targets;
use sigscript_wire::Config;

use super::object::Collector;
use super::{errors, sys};
use crate::backend::Error;

/// The tracepoints that tell of births and deaths, each with the program of the same name.
const POINTS: [(&str, &CStr); 2] = [
    ("sched_process_fork", c"sched_process_fork"),
    ("sched_process_free", c"sched_process_free"),
];

/// Follows the target and its descendants, beginning with those that there are; gives the programs' links.
pub fn follow(collector: &Collector, targets: Targets) -> Result<Vec<OwnedFd>, Error> {
    let Some(map) = &collector.targets else {
        return Ok(Vec::new());
    };
    let config = Config {
        task_pid: targets.task_pid,
        task_tgid: targets.task_tgid,
        ..Config::EMPTY
    };
    let mut links = Vec::new();
    for (name, point) in POINTS {
        let program = collector.raw_program(name, &config)?;
        let link = sys::attach_raw(program.as_fd(), point)
            .map_err(|error| errors::attach("BPF_RAW_TRACEPOINT_OPEN", error, name))?;
        links.push(link);
    }
    // Who is born from now on is told by the programs, as soon as the parent is in the map; so parents are put there first, until
    // nobody new is found.
    let Ok(first) = u32::try_from(targets.first) else {
        return Ok(links);
    };
    let mut known = BTreeSet::from([first]);
    let mut added: Vec<u32> = vec![first];
    while !added.is_empty() {
        for process in &added {
            sys::update(map.fd().as_fd(), *process, &[0; 4])
                .map_err(|error| errors::call("BPF_MAP_UPDATE_ELEM", error))?;
        }
        added = parents()
            .into_iter()
            .filter(|(process, parent)| known.contains(parent) && !known.contains(process))
            .map(|(process, _)| process)
            .collect();
        known.extend(&added);
    }
    Ok(links)
}

/// Every process with its parent.
fn parents() -> Vec<(u32, u32)> {
    let Ok(processes) = fs::read_dir("/proc") else {
        return Vec::new();
    };
    processes
        .filter_map(|entry| {
            let process: u32 = entry.ok()?.file_name().to_str()?.parse().ok()?;
            Some((process, parent(process)?))
        })
        .collect()
}

/// The parent of a process: the second field behind the name, which stands in parentheses (proc(5)).
fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let (_, behind) = stat.rsplit_once(')')?;
    behind.split_ascii_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    #[test]
    fn this_process_has_its_parent() {
        let parent = super::parent(std::process::id());
        assert_eq!(parent, Some(std::os::unix::process::parent_id()));
    }
}
