//! Replay: a recording to a catalog of what it holds, and to its events. Three kinds of files are known: trace-cmd's `trace.dat`,
//! ftrace's text, and the log of auditd.

mod architectures;
mod audit;
mod backend;
mod calls;
mod description;
mod lines;
mod listening;
mod progress;
mod rows;
mod text;
mod trace_dat;

use std::fmt;
use std::fs::File;
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sigscript_compiler::catalog::Event;

use crate::happenings::{EVENTS, Happening};
use crate::record::{ByteOrder, Facts};
pub use backend::Replay;
pub use description::Description;
pub use progress::Progress;

/// A recording that was opened.
#[derive(Clone)]
pub struct Recorded {
    source: Source,
    lost: Arc<AtomicU64>,
    progress: Arc<Progress>,
}

#[derive(Clone)]
enum Source {
    TraceDat(Arc<trace_dat::TraceFile>),
    Text(Arc<text::TextFile>),
    Audit(Arc<audit::Log>),
}

/// An event of a recording.
pub(crate) struct Found<'a> {
    /// The event's number in the recording.
    id: u16,
    /// Its record.
    bytes: &'a [u8],
    /// What is known beside it.
    facts: Facts<'a>,
}

/// What [`Stream::next`] comes upon.
pub(crate) enum Next<'a> {
    /// An event that somebody waits for.
    Event(Found<'a>),
    /// Something else.
    Other,
    /// Nothing: all is told.
    End,
}

/// The events that somebody waits for, by their numbers in the recording.
pub(crate) struct Wanted(Vec<bool>);

impl Wanted {
    fn contains(&self, id: u16) -> bool {
        self.0.get(usize::from(id)).is_some_and(|wanted| *wanted)
    }
}

/// The events of a recording.
pub(crate) trait Stream {
    /// Goes to the next one, and tells what is there.
    fn next(&mut self, wanted: &Wanted) -> Result<Next<'_>, Error>;

    /// How many the recording says that it lacks, so far.
    fn lost(&self) -> u64;
}

impl Recorded {
    /// Opens a recording of any known kind.
    ///
    /// # Errors
    /// Where it cannot be read, or is not understood.
    pub fn open(path: &Path) -> Result<Self, Error> {
        Self::of(File::open(path)?)
    }

    /// Understands an open file.
    ///
    /// # Errors
    /// Where it cannot be read, or is not understood.
    pub fn of(mut file: File) -> Result<Self, Error> {
        if !file.metadata()?.is_file() {
            return Err(Error::damaged(
                "it is no ordinary file, which is read twice",
            ));
        }
        let progress = Arc::new(Progress::default());
        let mut start = Vec::new();
        (&mut file).take(START).read_to_end(&mut start)?;
        let source = if start.starts_with(trace_dat::MAGIC) {
            Source::TraceDat(Arc::new(trace_dat::TraceFile::open(
                file,
                progress.clone(),
            )?))
        } else if start.is_empty() {
            return Err(Error::damaged("it is empty"));
        } else if trace_dat::MAGIC.starts_with(&start) {
            return Err(Error::ends(start.len() as u64));
        } else if audit::is_log(&start) {
            Source::Audit(Arc::new(audit::Log::open(file, progress.clone())?))
        } else {
            Source::Text(Arc::new(text::TextFile::open(file, progress.clone())?))
        };
        Ok(Self {
            source,
            lost: Arc::default(),
            progress,
        })
    }

    /// What it holds.
    #[must_use]
    pub fn description(&self) -> &Description {
        match &self.source {
            Source::TraceDat(file) => &file.description,
            Source::Text(file) => &file.description,
            Source::Audit(file) => &file.description,
        }
    }

    /// How many events it says that it lacks, as far as it has been replayed.
    #[must_use]
    pub fn lost(&self) -> u64 {
        self.lost.load(Ordering::Relaxed)
    }

    /// How far it has been replayed.
    #[must_use]
    pub fn progress(&self) -> Arc<Progress> {
        self.progress.clone()
    }

    /// Its events from the first one on.
    fn stream(&self) -> Result<Box<dyn Stream>, Error> {
        Ok(match &self.source {
            Source::TraceDat(file) => Box::new(trace_dat::Records::new(file.clone())?),
            Source::Text(file) => Box::new(text::Records::new(file.clone())?),
            Source::Audit(file) => Box::new(audit::Records::new(file.clone())?),
        })
    }

    /// The events that tell of threads. Those of text are known by other formats.
    fn happenings(&self) -> Vec<(Happening, Event)> {
        if !matches!(self.source, Source::TraceDat(_)) {
            return Vec::new();
        }
        let known = EVENTS.iter().filter_map(|(system, name, happening)| {
            let event = self.description().find(system, name)?.clone();
            Some((*happening, event))
        });
        known.collect()
    }

    fn order(&self) -> ByteOrder {
        self.description().order
    }
}

/// How much of a file tells its kind.
const START: u64 = 4096;

/// Why a recording cannot be replayed.
#[derive(Debug)]
pub enum Error {
    /// It cannot be read.
    Unreadable(io::Error),
    /// It is not understood, or not whole: what is wrong with it.
    Damaged(String),
}

impl Error {
    fn damaged(how: impl fmt::Display) -> Self {
        Self::Damaged(how.to_string())
    }

    /// What is wrong at a byte of the file.
    fn damaged_at(at: u64, how: impl fmt::Display) -> Self {
        Self::Damaged(format!("{how}, at byte {at}"))
    }

    /// The file is shorter than it must be.
    fn ends(size: u64) -> Self {
        Self::Damaged(format!("it is cut off behind {size} bytes"))
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::damaged("it has become shorter"),
            _ => Self::Unreadable(error),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(formatter, "it cannot be read: {error}"),
            Self::Damaged(how) => formatter.write_str(how),
        }
    }
}

impl std::error::Error for Error {}
