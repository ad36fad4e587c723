//! The log of auditd to events: one for each system call that it recorded, named after it; of a call that sends a signal, one for
//! each process that received it.
//!
//! ```text
//! type=SYSCALL msg=audit(1700000000.123:42): arch=c000003e syscall=62 success=yes exit=0 a0=70b a1=9 … pid=1805 … comm="kill" exe="/bin/kill"
//! type=OBJ_PID msg=audit(1700000000.123:42): opid=1803 oauid=0 ouid=0 oses=1 ocomm="receiver"
//! ```
//!
//! Records with one time and serial number belong together (auditctl(8), ausearch(8)). Fields keep the names that the log gives them;
//! `sig` is added, and where no `OBJ_PID` record tells the receiver, `opid` is the call's argument.

mod record;

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::fs::File;
use std::sync::Arc;

use super::description::Description;
use super::lines::Lines;
use super::rows::{self, Row};
use super::{Error, Found, Stream};
use crate::record::Facts;
use record::Record;

pub use record::is_log;

/// The system of these events.
const SYSTEM: &str = "audit";

/// The system calls that send signals: which argument is the receiver, and which the signal.
const SENDERS: [(&str, Option<&str>, &str); 6] = [
    ("kill", Some("a0"), "a1"),
    ("tkill", Some("a0"), "a1"),
    ("tgkill", Some("a0"), "a2"),
    ("rt_sigqueueinfo", Some("a0"), "a1"),
    ("rt_tgsigqueueinfo", Some("a0"), "a2"),
    ("pidfd_send_signal", None, "a1"),
];

/// The fields of a system call, those for which it holds true numbers.
const FIELDS: [(&str, bool); 28] = [
    ("syscall", true),
    ("success", false),
    ("exit", true),
    ("a0", true),
    ("a1", true),
    ("a2", true),
    ("a3", true),
    ("ppid", true),
    ("pid", true),
    ("auid", true),
    ("uid", true),
    ("gid", true),
    ("euid", true),
    ("suid", true),
    ("fsuid", true),
    ("egid", true),
    ("sgid", true),
    ("fsgid", true),
    ("tty", false),
    ("ses", true),
    ("comm", false),
    ("exe", false),
    ("subj", false),
    ("key", false),
    ("opid", true),
    ("oauid", true),
    ("ouid", true),
    ("ocomm", false),
];

/// The field that only a call that sends a signal has.
const SIGNAL: (&str, bool) = ("sig", true);

/// Records of one event may be so many milliseconds apart, as ausearch(8) has it.
const APART: i64 = 2000;
/// The most events that wait for further records.
const MOST_WAITING: usize = 10_000;

/// A log whose events are known.
pub struct Log {
    file: File,
    /// What it holds.
    pub description: Description,
    /// The events' numbers, by the system call's name.
    ids: HashMap<&'static str, u16>,
    of_signal: Row,
    of_others: Row,
}

/// All events of a log.
pub struct Records {
    log: Arc<Log>,
    groups: Groups,
    /// The event at hand, and which of its receivers was told last.
    event: Option<(Group, usize)>,
    bytes: Vec<u8>,
}

/// A system call's records.
#[derive(Default)]
struct Group {
    key: String,
    /// Milliseconds since 1970.
    time: i64,
    call: Option<Record>,
    receivers: Vec<Record>,
}

/// The groups of a log, in the order in which they begin.
struct Groups {
    lines: Lines,
    waiting: VecDeque<Group>,
    /// The newest time of any record.
    now: i64,
    ended: bool,
}

impl Log {
    /// Reads all of a log once, to know its system calls.
    pub fn open(file: File) -> Result<Self, Error> {
        let mut names = BTreeSet::new();
        let mut lines = Lines::of(&file)?;
        let mut unknown = 0;
        while let Some(line) = lines.next()? {
            let Some(record) = Record::of(&line).filter(|record| record.kind == "SYSCALL") else {
                continue;
            };
            match record.call() {
                Some(name) => drop(names.insert(name)),
                None => unknown += 1,
            }
        }
        let mut description = Description::new("log of auditd");
        description.order = rows::ORDER;
        description.realtime = Some(0);
        description.tells_processor = false;
        if unknown > 0 {
            let warning = format!(
                "system calls of an architecture that is not known, which are left out: {unknown}"
            );
            description.warnings.push(warning);
        }
        if lines.cut {
            let warning = "the last line of the recording is cut off, and left out";
            description.warnings.push(warning.to_owned());
        }
        let of_others = Row::of(&FIELDS);
        let of_signal = Row::of(&[&[SIGNAL][..], &FIELDS].concat());
        let mut ids = HashMap::new();
        for (id, name) in (0..).zip(names) {
            let row = if sender(name).is_some() {
                &of_signal
            } else {
                &of_others
            };
            description.add(SYSTEM, name, row.event(id));
            ids.insert(name, id);
        }
        Ok(Self {
            file,
            description,
            ids,
            of_signal,
            of_others,
        })
    }
}

fn sender(name: &str) -> Option<(Option<&'static str>, &'static str)> {
    let (_, receiver, signal) = SENDERS.iter().find(|(known, ..)| *known == name)?;
    Some((*receiver, signal))
}

impl Groups {
    /// The next group that is complete.
    fn next(&mut self) -> Result<Option<Group>, Error> {
        loop {
            let over = |group: &Group| {
                self.ended || group.time + APART < self.now || self.waiting.len() > MOST_WAITING
            };
            if self.waiting.front().is_some_and(over) {
                return Ok(self.waiting.pop_front());
            }
            if self.ended {
                return Ok(None);
            }
            match self.lines.next()? {
                Some(line) => self.take(&line),
                None => self.ended = true,
            }
        }
    }

    fn take(&mut self, line: &str) {
        let Some(record) = Record::of(line) else {
            return;
        };
        self.now = self.now.max(record.time);
        let group = self.waiting.iter_mut().rev();
        let group = group
            // Events begin in the order of time.
            .take_while(|group| group.time + APART >= record.time)
            .find(|group| group.key == record.key);
        match (record.kind.as_str(), group) {
            ("SYSCALL", Some(group)) => group.call = Some(record),
            ("OBJ_PID", Some(group)) => group.receivers.push(record),
            ("SYSCALL", None) => self.waiting.push_back(Group {
                key: record.key.clone(),
                time: record.time,
                call: Some(record),
                receivers: Vec::new(),
            }),
            // A receiver without its system call tells nothing of the sender.
            _ => {}
        }
    }
}

impl Records {
    /// From the first event on.
    pub fn new(log: Arc<Log>) -> Result<Self, Error> {
        let groups = Groups {
            lines: Lines::of(&log.file)?,
            waiting: VecDeque::new(),
            now: 0,
            ended: false,
        };
        Ok(Self {
            log,
            groups,
            event: None,
            bytes: Vec::new(),
        })
    }

    /// Goes to the next receiver of the event at hand, or to the next event; tells its system call's name and number.
    fn advance(&mut self) -> Result<Option<(&'static str, u16)>, Error> {
        match &mut self.event {
            Some((group, told)) if *told + 1 < group.receivers.len() => *told += 1,
            event => *event = None,
        }
        loop {
            let call = self
                .event
                .as_ref()
                .and_then(|(group, _)| group.call.as_ref()?.call());
            if let Some(name) = call
                && let Some(id) = self.log.ids.get(name)
            {
                return Ok(Some((name, *id)));
            }
            match self.groups.next()? {
                Some(group) => self.event = Some((group, 0)),
                None => return Ok(None),
            }
        }
    }
}

impl Stream for Records {
    fn next(&mut self) -> Result<Option<Found<'_>>, Error> {
        let Some((name, id)) = self.advance()? else {
            return Ok(None);
        };
        let Some((
            Group {
                call: Some(call),
                receivers,
                time,
                ..
            },
            told,
        )) = &self.event
        else {
            return Ok(None);
        };
        let receiver = receivers.get(*told);
        let sender = sender(name);
        let row = if sender.is_some() {
            &self.log.of_signal
        } else {
            &self.log.of_others
        };
        row.encode(id, &mut self.bytes, |name| match (name, sender) {
            ("sig", Some((_, signal))) => call.field(signal),
            ("opid", Some((Some(argument), _))) if receiver.is_none() => call.field(argument),
            ("opid" | "oauid" | "ouid" | "ocomm", _) => receiver?.field(name),
            _ => call.field(name),
        });
        let number = |name| rows::number(call.field(name)?);
        Ok(Some(Found {
            id,
            bytes: &self.bytes,
            facts: Facts {
                process: number("pid"),
                thread: number("pid"),
                name: Some(call.field("comm").unwrap_or("").as_bytes()),
                time: Some(time.saturating_mul(1_000_000)),
                ..Facts::default()
            },
        }))
    }

    fn lost(&self) -> u64 {
        0
    }
}
