//! Which probes a record belongs to.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use sigscript_compiler::catalog::Event;
use sigscript_compiler::plan::{Base, Capture, Fact, Plan, Point};

use super::tasks::read_format;
use crate::arguments::asked_at_end;
use crate::backend::Error;
use crate::record::Call;

/// The events of a plan, by the kernel's numbers for them.
pub struct Dispatch {
    events: HashMap<u16, Wanted>,
    /// For each probe, whether it asks for the arguments of system calls as these end.
    asks_begun: Vec<bool>,
}

/// The probes on one event.
struct Wanted {
    /// As the kernel names it: `system:name`.
    name: String,
    /// Of a system call's: where its values are.
    call: Option<Call>,
    /// Those on single system calls, by the call's number, with those on all of them.
    numbered: HashMap<i64, Vec<usize>>,
    /// Those on all that comes.
    every: Vec<usize>,
    /// Those that are on the end of what this begins, and ask for its arguments then.
    at_end: Vec<usize>,
}

/// What a record is for.
pub struct Found<'a> {
    /// The probes that it belongs to, in the plan's order.
    pub probes: &'a [usize],
    /// Where its values are, if it is of a system call.
    pub call: Option<Call>,
    /// It is the begin of a system call that somebody asks for the arguments of as it ends.
    pub begins: bool,
}

/// The events of system calls.
const CALLS: (&str, [&str; 2]) = ("raw_syscalls", ["sys_enter", "sys_exit"]);

impl Dispatch {
    /// Finds the events of a plan's probes in the running kernel.
    pub fn new(plan: &Plan, tracefs: &Path) -> Result<Self, Error> {
        let mut by_name: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        for (index, probe) in plan.probes.iter().enumerate() {
            let name = match &probe.point {
                Point::Event { system, name, .. } => (system.as_str(), name.as_str()),
                Point::Syscall { returns, .. } => (CALLS.0, CALLS.1[usize::from(*returns)]),
                _ => continue,
            };
            by_name.entry(name).or_default().push(index);
        }
        let asks_begun = asked_at_end(plan);
        let at_end: Vec<usize> = (0..plan.probes.len())
            .filter(|probe| asks_begun[*probe])
            .collect();
        let begin = (CALLS.0, CALLS.1[0]);
        if !at_end.is_empty() {
            by_name.entry(begin).or_default();
        }
        let mut events = HashMap::new();
        for ((system, name), probes) in by_name {
            let event = read_format(tracefs, system, name).ok_or_else(|| Error::Feature {
                call: "reading an event's format",
                source: std::io::ErrorKind::NotFound.into(),
                missing: format!("this kernel has no event `{system}:{name}`"),
            })?;
            let mut wanted = Wanted::new(plan, format!("{system}:{name}"), &event, &probes);
            if (system, name) == begin && !at_end.is_empty() {
                wanted.call = Some(call_form(&event));
                wanted.at_end.clone_from(&at_end);
            }
            events.insert(event.id, wanted);
        }
        Ok(Self { events, asks_begun })
    }

    /// Whether a probe asks for the arguments of system calls as these end.
    pub fn asks_begun(&self, probe: usize) -> bool {
        self.asks_begun[probe]
    }

    /// Every event, with the probes on it, and those on the end of the system calls that it begins.
    pub fn events(&self) -> impl Iterator<Item = (&str, Vec<usize>, &[usize])> {
        self.events.values().map(|wanted| {
            let numbered = wanted.numbered.values().flatten();
            let mut probes: Vec<usize> = numbered.chain(&wanted.every).copied().collect();
            probes.sort_unstable();
            probes.dedup();
            (wanted.name.as_str(), probes, wanted.at_end.as_slice())
        })
    }

    /// What a record is for.
    pub fn find(&self, record: &[u8]) -> Found<'_> {
        let id = record.first_chunk().map_or(0, |id| u16::from_ne_bytes(*id));
        let Some(wanted) = self.events.get(&id) else {
            return Found {
                probes: &[],
                call: None,
                begins: false,
            };
        };
        let number = wanted.call.and_then(|call| call_number(record, call));
        let numbered = number.and_then(|number| wanted.numbered.get(&number));
        Found {
            probes: numbered.unwrap_or(&wanted.every),
            call: wanted.call,
            begins: !wanted.at_end.is_empty(),
        }
    }
}

impl Wanted {
    fn new(plan: &Plan, name: String, event: &Event, probes: &[usize]) -> Self {
        let number = |index: &usize| match &plan.probes[*index].point {
            Point::Syscall {
                call: Some((_, number)),
                ..
            } => Some(i64::from(*number)),
            _ => None,
        };
        let of_call = |index: &usize| matches!(plan.probes[*index].point, Point::Syscall { .. });
        let of_calls = probes.iter().any(of_call);
        let picked = |wanted: Option<i64>| {
            let here = |index: &&usize| number(index).is_none_or(|its| Some(its) == wanted);
            probes.iter().filter(here).copied().collect()
        };
        let numbers = probes.iter().filter_map(number);
        Self {
            name,
            call: of_calls.then(|| call_form(event)),
            numbered: numbers.map(|its| (its, picked(Some(its)))).collect(),
            every: picked(None),
            at_end: Vec::new(),
        }
    }
}

/// Where the values of a system call's event are.
fn call_form(event: &Event) -> Call {
    let field = |name: &str| event.fields.iter().find(|field| field.name == name);
    let offset = |name: &str| field(name).map(|field| field.offset);
    Call {
        size: field("id").map_or(8, |field| field.size as u8),
        number: offset("id"),
        arguments: offset("args"),
        result: offset("ret"),
    }
}

fn call_number(record: &[u8], call: Call) -> Option<i64> {
    let start = usize::from(call.number?);
    let bytes = record.get(start..start + usize::from(call.size))?;
    Some(match bytes.len() {
        4 => i32::from_ne_bytes(bytes.try_into().ok()?).into(),
        8 => i64::from_ne_bytes(bytes.try_into().ok()?),
        _ => return None,
    })
}

/// For each probe, whether it asks for the user or group of who runs.
pub fn ask_for_users(plan: &Plan) -> Vec<bool> {
    let asks = |capture: &Capture| {
        let base = capture.load.as_ref().map(|load| load.base);
        matches!(base, Some(Base::Fact(Fact::User | Fact::Group)))
    };
    let of_probe = |captures: &[usize]| captures.iter().any(|index| asks(&plan.captures[*index]));
    plan.probes
        .iter()
        .map(|probe| of_probe(&probe.captures))
        .collect()
}
