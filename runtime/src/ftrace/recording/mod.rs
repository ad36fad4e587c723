//! A recording: the pages that a session reads from its instance, to a file of trace-cmd's: `trace.dat`, version 6, by the manual page
//! trace-cmd.dat.v6(5).
//!
//! Nothing of it has a name before it is complete: the pages of each processor wait in files without one (`spool`, `unnamed`) beside the
//! place that was asked for. Behind what describes them (`description`) they become the file.

mod description;
mod spool;
#[cfg(test)]
mod tests;
mod unnamed;

use std::cell::RefCell;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::instance::{Counted, counted};
use crate::backend::Error;
use crate::clocks::TimeOfDay;
use crate::threads::Thread;
pub use description::PROCESSES;
use description::{Description, Ended};
pub use spool::Form;
use spool::Spool;
use unnamed::{Output, place, unnamed};

/// A recording that is being made: shared by the session that fills it and whoever completes it.
#[derive(Clone)]
pub struct Recording(Rc<RefCell<State>>);

struct State {
    /// As it was asked for.
    asked: PathBuf,
    path: PathBuf,
    folder: PathBuf,
    realtime: i64,
    begun: Option<Begun>,
    /// What could not be written.
    failed: Option<io::Error>,
}

/// What a session fills.
struct Begun {
    form: Form,
    description: Description,
    /// By the processors' numbers.
    spools: BTreeMap<u32, Spool>,
    /// What each thread was called when it wrote its latest record.
    names: HashMap<i32, [u8; 16]>,
    /// The process that a thread belongs to, where that is another number.
    processes: HashMap<i32, i32>,
    statistics: BTreeMap<u32, String>,
}

/// What a recording holds, by the processors' numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary(pub BTreeMap<u32, Held>);

/// What it holds of a processor's events.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// How many it holds.
    pub events: u64,
    /// How many found no room in the buffer.
    pub lost: u64,
}

impl Recording {
    /// One that is to become this file, which may be there already.
    ///
    /// # Errors
    /// Where no file can be written there.
    pub fn new(path: &Path) -> Result<Self, Error> {
        let tried = place(path).and_then(|(folder, path)| {
            unnamed(&folder)?;
            Ok((folder, path))
        });
        let (folder, place) = tried.map_err(|source| unwritten(path, source))?;
        let realtime = TimeOfDay::default().ahead();
        Ok(Self(Rc::new(RefCell::new(State {
            asked: path.to_owned(),
            path: place,
            folder,
            realtime: realtime / 1000 * 1000,
            begun: None,
            failed: None,
        }))))
    }

    /// Nanoseconds from the clock of the events to the time of day, as the file tells: whole microseconds.
    #[must_use]
    pub fn realtime_offset(&self) -> i64 {
        self.0.borrow().realtime
    }

    /// Begins anew, with events (`system:name`) of an instance in a folder.
    pub(super) fn begin<'a>(
        &self,
        tracefs: &Path,
        instance: &Path,
        form: Form,
        events: impl Iterator<Item = &'a str>,
    ) -> io::Result<()> {
        self.0.borrow_mut().begun = Some(Begun {
            form,
            description: Description::read(tracefs, instance, events)?,
            spools: BTreeMap::new(),
            names: HashMap::new(),
            processes: HashMap::new(),
            statistics: BTreeMap::new(),
        });
        Ok(())
    }

    /// Takes a page of a processor's buffer. What goes wrong is told by [`Recording::check`].
    pub(super) fn page(&self, processor: u32, page: &[u8]) {
        let state = &mut *self.0.borrow_mut();
        if state.failed.is_some() {
            return;
        }
        let Some(begun) = &mut state.begun else {
            return;
        };
        state.failed = begun.page(processor, page, &state.folder).err();
    }

    /// Takes what is known of the thread that wrote a record.
    pub(super) fn thread(&self, number: i32, thread: &Thread) {
        if let Some(begun) = &mut self.0.borrow_mut().begun {
            begun.names.insert(number, thread.name);
            if thread.group != number {
                begun.processes.insert(number, thread.group);
            }
        }
    }

    /// Takes the processes of threads that others may have written of; what is known of one already holds.
    pub(super) fn processes(&self, known: impl Iterator<Item = (i32, i32)>) {
        if let Some(begun) = &mut self.0.borrow_mut().begun {
            for (thread, process) in known.filter(|(thread, process)| thread != process) {
                begun.processes.entry(thread).or_insert(process);
            }
        }
    }

    /// Takes what the kernel counted for a processor in the end.
    pub(super) fn statistics(&self, processor: u32, text: String) {
        if let Some(begun) = &mut self.0.borrow_mut().begun {
            begun.statistics.insert(processor, text);
        }
    }

    /// Whether all could be written so far.
    pub(super) fn check(&self) -> Result<(), Error> {
        let state = &mut *self.0.borrow_mut();
        let failed = state.failed.take().map(|source| {
            state.begun = None;
            unwritten(&state.asked, source)
        });
        failed.map_or(Ok(()), Err)
    }

    /// Puts the file together. Nothing is recorded any more.
    ///
    /// # Errors
    /// Where it cannot be written; then there is no such file.
    pub fn complete(&self) -> Result<Summary, Error> {
        self.check()?;
        let state = &mut *self.0.borrow_mut();
        let Some(begun) = state.begun.take() else {
            return Ok(Summary::default());
        };
        let output = Output::new(state.folder.clone(), state.path.clone());
        output
            .and_then(|output| begun.write(output, state.realtime))
            .map_err(|source| unwritten(&state.asked, source))
    }
}

impl Begun {
    fn page(&mut self, processor: u32, page: &[u8], folder: &Path) -> io::Result<()> {
        let spool = match self.spools.entry(processor) {
            Entry::Occupied(spool) => spool.into_mut(),
            Entry::Vacant(place) => place.insert(Spool::new(self.form, unnamed(folder)?)),
        };
        spool.add(page)
    }

    fn write(mut self, mut output: Output, realtime: i64) -> io::Result<Summary> {
        let processors = self.spools.keys().chain(self.statistics.keys()).max();
        let processors = processors.map_or(0, |last| last + 1);
        let mut sizes = Vec::new();
        for processor in 0..processors {
            let spool = self.spools.get_mut(&processor);
            sizes.push(spool.map_or(Ok(0), Spool::flush)?);
        }
        let statistics: Vec<String> = (0..processors)
            .map(|processor| self.statistics.remove(&processor).unwrap_or_default())
            .collect();
        let mut names = self.description.saved_names();
        names.extend(self.names.iter().map(|(&thread, name)| {
            let name = name.split(|byte| *byte == 0).next();
            (thread, name.unwrap_or_default().to_vec())
        }));
        let head = self.description.head(&Ended {
            page_size: self.form.size,
            realtime,
            names: &names,
            processes: &self.processes,
            statistics: &statistics,
            sizes: &sizes,
        });
        output.file.write_all(&head)?;
        for spool in self.spools.into_values() {
            spool.move_to(&mut output.file)?;
        }
        output.complete()?;
        Ok(summary(&statistics))
    }
}

fn summary(statistics: &[String]) -> Summary {
    let held = |text: &String| {
        let Counted { read: events, lost } = counted(text);
        Held { events, lost }
    };
    Summary((0..).zip(statistics.iter().map(held)).collect())
}

fn unwritten(path: &Path, source: io::Error) -> Error {
    Error::Unwritten {
        path: path.to_owned(),
        source,
    }
}
