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

use foldhash::fast::RandomState;

use super::description::Description;
use super::lines::Lines;
use super::rows::{self, Row};
use super::{Error, Found, Next, Progress, Stream, Wanted};
use crate::record::Facts;
use record::{Head, Record};

pub use record::is_log;

/// The kinds of records that events are made of: a system call, and who received its signal.
const CALL: &str = "SYSCALL";
const RECEIVER: &str = "OBJ_PID";

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
    progress: Arc<Progress>,
}

/// All events of a log.
pub struct Records {
    log: Arc<Log>,
    groups: Groups,
    /// The event at hand, and which of its receivers was told last.
    event: Option<(Group, usize)>,
    name: String,
    bytes: Vec<u8>,
}

/// A system call's records.
struct Group {
    key: String,
    /// Milliseconds since 1970.
    time: i64,
    call: Record,
    receivers: Vec<Record>,
}

/// The groups of a log, in the order in which they begin.
struct Groups {
    lines: Lines,
    waiting: VecDeque<Group>,
    /// The places of those that wait, by their keys: their numbers among all groups.
    places: HashMap<String, usize, RandomState>,
    /// How many groups do not wait any more.
    passed: usize,
    progress: Arc<Progress>,
    /// The newest time of any record.
    now: i64,
    ended: bool,
}

impl Log {
    /// Reads all of a log once, to know its system calls.
    pub fn open(file: File, progress: Arc<Progress>) -> Result<Self, Error> {
        let mut names = BTreeSet::new();
        let mut lines = Lines::of(&file)?;
        let mut unknown = 0;
        while let Some(line) = lines.next()? {
            let Some(head) = Head::of(line).filter(|head| head.kind == CALL) else {
                continue;
            };
            match head.record().call() {
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
        progress.set_total(lines.at);
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
            progress,
        })
    }
}

fn sender(name: &str) -> Option<(Option<&'static str>, &'static str)> {
    let (_, receiver, signal) = SENDERS.iter().find(|(known, ..)| *known == name)?;
    Some((*receiver, signal))
}

impl Groups {
    /// The next group that is complete; `None` while there is none.
    fn next(&mut self) -> Option<Group> {
        let first = self.waiting.front()?;
        let over = self.ended
            || first.time.saturating_add(APART) < self.now
            || self.waiting.len() > MOST_WAITING;
        if !over {
            return None;
        }
        let group = self.waiting.pop_front()?;
        self.passed += 1;
        self.places.remove(&group.key);
        Some(group)
    }

    /// Reads a line.
    fn read(&mut self) -> Result<(), Error> {
        let Some(line) = self.lines.next()? else {
            self.ended = true;
            return Ok(());
        };
        self.progress.add(line.len() as u64 + 1);
        let Some(head) = Head::of(line) else {
            return Ok(());
        };
        self.now = self.now.max(head.time);
        if !matches!(head.kind, CALL | RECEIVER) {
            return Ok(());
        }
        let place = self.places.get(&head.key);
        let group = place.and_then(|place| self.waiting.get_mut(place - self.passed));
        match (head.kind, group) {
            (CALL, Some(group)) => group.call = head.record(),
            (_, Some(group)) => group.receivers.push(head.record()),
            (CALL, None) => {
                let place = self.passed + self.waiting.len();
                self.places.insert(head.key.clone(), place);
                self.waiting.push_back(Group {
                    time: head.time,
                    call: head.record(),
                    receivers: Vec::new(),
                    key: head.key,
                });
            }
            // A receiver without its system call tells nothing of the sender.
            _ => {}
        }
        Ok(())
    }
}

impl Records {
    /// From the first event on.
    pub fn new(log: Arc<Log>) -> Result<Self, Error> {
        let groups = Groups {
            lines: Lines::of(&log.file)?,
            waiting: VecDeque::new(),
            places: HashMap::default(),
            passed: 0,
            progress: log.progress.clone(),
            now: 0,
            ended: false,
        };
        Ok(Self {
            log,
            groups,
            event: None,
            name: String::new(),
            bytes: Vec::new(),
        })
    }

    /// Goes to the next receiver of the event at hand, or to the next event; tells whether it has got there.
    fn advance(&mut self) -> Result<bool, Error> {
        if let Some((group, told)) = &mut self.event {
            *told += 1;
            if *told < group.receivers.len() {
                return Ok(true);
            }
        }
        self.event = self.groups.next().map(|group| (group, 0));
        if self.event.is_none() && !self.groups.ended {
            self.groups.read()?;
        }
        Ok(self.event.is_some())
    }
}

impl Stream for Records {
    fn next(&mut self, wanted: &Wanted) -> Result<Next<'_>, Error> {
        let ended = self.groups.ended;
        if !self.advance()? && ended {
            return Ok(Next::End);
        }
        let Some((group, told)) = &self.event else {
            return Ok(Next::Other);
        };
        let Group {
            call,
            receivers,
            time,
            ..
        } = group;
        let Some(name) = call.call() else {
            return Ok(Next::Other);
        };
        let id = self.log.ids.get(name).copied();
        let Some(id) = id.filter(|id| wanted.contains(*id)) else {
            return Ok(Next::Other);
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
        self.name.clear();
        self.name.push_str(&call.field("comm").unwrap_or_default());
        let number = |name| rows::number(&call.field(name)?);
        Ok(Next::Event(Found {
            id,
            bytes: &self.bytes,
            facts: Facts {
                process: number("pid"),
                thread: number("pid"),
                name: Some(self.name.as_bytes()),
                time: Some(time.saturating_mul(1_000_000)),
                ..Facts::default()
            },
        }))
    }

    fn lost(&self) -> u64 {
        0
    }
}
