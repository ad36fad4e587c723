//! ftrace's text to events: what `trace` and `trace_pipe` show, and what `trace-cmd report` prints.
//!
//! ```text
//!      test_sender-1805    [001] d..1. 16482.253694: signal_generate: sig=10 errno=0 code=0 comm=test_receiver pid=1803 grp=1 res=0
//! ```
//!
//! The text has an event's name, without its system, and fields as its print format shows them: `grp` for the record's `group`.

mod line;

use std::collections::BTreeMap;
use std::fs::File;
use std::sync::Arc;

use super::description::{ANY_SYSTEM, Description};
use super::lines::Lines;
use super::rows::{self, Row};
use super::{Error, Found, Next, Progress, Stream, Wanted};
use crate::record::Facts;
use line::{Line, lost_events};

/// The field that holds all that stands behind an event's name.
const TEXT: &str = "text";

/// A text whose events are known.
pub struct TextFile {
    file: File,
    /// What it holds.
    pub description: Description,
    /// By the event's name as the text has it, its number and its fields.
    rows: BTreeMap<String, (u16, Row)>,
    progress: Arc<Progress>,
}

/// All events of a text.
pub struct Records {
    file: Arc<TextFile>,
    lines: Lines,
    name: String,
    bytes: Vec<u8>,
    lost: u64,
}

impl TextFile {
    /// Reads all of a file once, to know the fields of its events.
    pub fn open(file: File, progress: Arc<Progress>) -> Result<Self, Error> {
        let mut rows: BTreeMap<String, (u16, Row)> = BTreeMap::new();
        let mut description = Description::new("text of ftrace");
        let mut passed_over = 0_u64;
        let mut name = String::new();
        let mut lines = Lines::of(&file)?;
        while let Some(text) = lines.next()? {
            let Some(line) = Line::of(text) else {
                passed_over += u64::from(line::should_be_event(text));
                continue;
            };
            line.event.full_name(&mut name);
            if !rows.contains_key(&name) {
                rows.insert(name.clone(), (rows.len() as u16, Row::default()));
            }
            let Some((_, row)) = rows.get_mut(&name) else {
                continue;
            };
            let fields = line.event.fields();
            row.learn(fields.iter().map(|(name, value)| (*name, &**value)));
            row.learn(std::iter::once((TEXT, "-")));
            if rows.len() == usize::from(u16::MAX) {
                let how = "it has more kinds of events than any kernel";
                return Err(Error::damaged_at(lines.at, how));
            }
        }
        if rows.is_empty() {
            return Err(Error::damaged(
                "it is neither a `trace.dat`, nor text of ftrace, nor a log of auditd",
            ));
        }
        if passed_over > 0 {
            let warning = format!("lines of the recording that are not understood: {passed_over}");
            description.warnings.push(warning);
        }
        if lines.cut {
            let warning = "the last line of the recording is cut off, and left out";
            description.warnings.push(warning.to_owned());
        }
        for (name, (id, row)) in &rows {
            if let Some((system, name)) = name.split_once(':') {
                description.add(system, name, row.event(*id));
            }
        }
        description.order = rows::ORDER;
        progress.set_total(lines.at);
        Ok(Self {
            file,
            description,
            rows,
            progress,
        })
    }
}

impl Records {
    /// From the first event on.
    pub fn new(file: Arc<TextFile>) -> Result<Self, Error> {
        Ok(Self {
            lines: Lines::of(&file.file)?,
            file,
            name: String::new(),
            bytes: Vec::new(),
            lost: 0,
        })
    }
}

impl Stream for Records {
    fn next(&mut self, wanted: &Wanted) -> Result<Next<'_>, Error> {
        let start = self.lines.at;
        let Some(text) = self.lines.next()? else {
            return Ok(Next::End);
        };
        self.file.progress.add(text.len() as u64 + 1);
        let Some(line) = Line::of(text) else {
            self.lost = self.lost.saturating_add(lost_events(text));
            return Ok(Next::Other);
        };
        line.event.full_name(&mut self.name);
        let Some((id, row)) = self.file.rows.get(&self.name) else {
            let how = "it has changed since it was opened";
            return Err(Error::damaged_at(start, how));
        };
        if !wanted.contains(*id) {
            return Ok(Next::Other);
        }
        let fields = line.event.fields();
        row.encode(*id, &mut self.bytes, |name| {
            let field = fields.iter().find(|(known, _)| *known == name);
            field
                .map(|(_, value)| value.clone())
                .or((name == TEXT).then_some(line.event.rest.into()))
        });
        let number = |number: i32| Some(i64::from(number));
        Ok(Next::Event(Found {
            id: *id,
            bytes: &self.bytes,
            facts: Facts {
                process: number(line.process.unwrap_or(line.thread)),
                thread: number(line.thread),
                name: Some(line.name.as_bytes()),
                processor: Some(line.processor),
                time: Some(line.time),
                ..Facts::default()
            },
        }))
    }

    fn lost(&self) -> u64 {
        self.lost
    }
}

/// The system of an event, as far as its name tells it.
fn system_of(name: &str) -> &'static str {
    if name.starts_with("sys_enter_") || name.starts_with("sys_exit_") {
        "syscalls"
    } else if matches!(name, "sys_enter" | "sys_exit") {
        "raw_syscalls"
    } else {
        ANY_SYSTEM
    }
}
