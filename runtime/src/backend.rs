//! Backends: a plan to a stream of events. The trait that each implements, its hooks in calling order, and how they fail.

use std::fmt;
use std::io;
use std::ops::ControlFlow;
use std::os::fd::BorrowedFd;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use nix::unistd::{SysconfVar, sysconf};
use sigscript_compiler::plan::Plan;

use crate::event::{Counted, Event};
use crate::refusals::LeftOut;

/// The parts of a piece of work, and how long each took.
#[derive(Debug)]
pub struct Stages {
    since: Instant,
    /// In the order of the work.
    pub taken: Vec<(&'static str, Duration)>,
}

impl Stages {
    /// The work begins.
    #[must_use]
    pub fn begin() -> Self {
        Self {
            since: Instant::now(),
            taken: Vec::new(),
        }
    }

    /// A part of it is done, and the next one begins.
    pub fn done(&mut self, part: &'static str) {
        let now = Instant::now();
        self.taken.push((part, now - self.since));
        self.since = now;
    }
}

/// The number of processors that are in use; what buffers have to take grows with it.
pub(crate) fn processors() -> u32 {
    let online = sysconf(SysconfVar::_NPROCESSORS_ONLN).ok().flatten();
    online.map_or(1, |number| number.max(1) as u32)
}

/// A source of events. Dropping it detaches what is still attached.
pub trait Backend {
    /// As `--backend` names it.
    fn name(&self) -> &'static str;

    /// Prepares every probe of the plan that this backend is the source for, then attaches all of them at once.
    ///
    /// # Errors
    /// Where one of them cannot be attached; then none is, but for those of a pattern ([`Backend::left_out`]).
    fn attach(&mut self, plan: &Plan) -> Result<(), Error>;

    /// The probes that the kernel refused, where others that stand at the same place of the script are attached.
    fn left_out(&self) -> &[LeftOut] {
        &[]
    }

    /// What attaching took, in the order of the work.
    fn stages(&self) -> Option<&Stages> {
        None
    }

    /// A descriptor that becomes readable when [`Backend::drain`] should be called before the clock says so; `None` where only the
    /// clock does.
    fn descriptor(&self) -> Option<BorrowedFd<'_>>;

    /// Hands out the events that are there, oldest first, each borrowed from the backend's buffer, until `handle` breaks off.
    ///
    /// # Errors
    /// Where the source fails, not where events were lost.
    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error>;

    /// Hands out what was counted in place of being delivered since the last time, in the order of the first events. May take some
    /// milliseconds.
    ///
    /// # Errors
    /// Where the counts cannot be read.
    fn counted(&mut self, _handle: &mut dyn FnMut(&Counted<'_>)) -> Result<(), Error> {
        Ok(())
    }

    /// Looks whether somebody has set the time of day, where times are computed as events happen.
    ///
    /// # Errors
    /// Where the kernel does not take the new one.
    fn follow_clock(&mut self) -> Result<(), Error> {
        Ok(())
    }

    /// Delivers every event from now on. What was counted before is still handed out.
    ///
    /// # Errors
    /// Where the kernel does not take it.
    fn deliver_all(&mut self) -> Result<(), Error> {
        Ok(())
    }

    /// Takes the sources away: what is in the buffer by then may still be drained, and nothing joins it.
    fn detach(&mut self);

    /// Counts, by the probe's index in the plan.
    ///
    /// # Errors
    /// Where they cannot be read.
    fn counters(&self) -> Result<Vec<Counters>, Error>;

    /// What the user should know of what was met since the last call, a line each.
    fn notes(&mut self) -> Vec<String> {
        Vec::new()
    }
}

/// Why [`Backend::drain`] came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drained {
    /// There are no more events for now.
    Empty,
    /// There are more, but it was time to let others work.
    More,
    /// `handle` broke off.
    Stopped,
    /// There will never be more.
    Finished,
}

/// What happened to the events of one probe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// All that came, before the filter; `None` where they are not counted.
    pub seen: Option<u64>,
    /// Those that were put into the buffer.
    pub delivered: u64,
    /// Those that were counted in place of that, as far as they were handed out.
    pub counted: u64,
    /// Those that had an effect, but no room.
    pub lost: u64,
}

/// Why a backend cannot do what it should.
#[derive(Debug)]
pub enum Error {
    /// This process may not do it.
    Privilege {
        /// The system call, or the command of one.
        call: &'static str,
        /// What it answered.
        source: io::Error,
        /// What would give the privilege.
        help: &'static str,
    },
    /// This kernel cannot do it, or has no such event.
    Feature {
        /// The system call, or the command of one.
        call: &'static str,
        /// What it answered.
        source: io::Error,
        /// What is missing, and what would help.
        missing: String,
    },
    /// This backend cannot do it on any kernel.
    Unsupported {
        /// The probe's index in the plan.
        probe: usize,
        /// What it cannot do.
        reason: String,
    },
    /// A recording is damaged, or cannot be read.
    Recording(crate::replay::Error),
    /// A recording cannot be written.
    Unwritten {
        /// The file that it was to become.
        path: PathBuf,
        /// What the system answered.
        source: io::Error,
    },
    /// It is our own fault.
    Internal {
        /// What was tried: the system call, or the command of one.
        call: &'static str,
        /// What it answered.
        source: io::Error,
        /// What the kernel's verifier said; empty where it was not asked.
        log: String,
    },
}

impl Error {
    /// A fault of ours in something that is not a system call.
    pub(crate) fn internal(
        call: &'static str,
        cause: impl Into<Box<dyn std::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Internal {
            call,
            source: io::Error::other(cause),
            log: String::new(),
        }
    }

    /// What a system call answered: a missing privilege, which `help` would give, or a fault of ours.
    pub(crate) fn of_call(call: &'static str, source: io::Error, help: &'static str) -> Self {
        match source.raw_os_error() {
            Some(libc::EPERM | libc::EACCES) => Self::Privilege { call, source, help },
            _ => Self::Internal {
                call,
                source,
                log: String::new(),
            },
        }
    }

    /// Whether a user can help it by more privileges, another kernel or another backend.
    #[must_use]
    pub fn is_environment(&self) -> bool {
        matches!(self, Self::Privilege { .. } | Self::Feature { .. })
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Privilege { call, source, help } => {
                write!(formatter, "`{call}` is not permitted: {source}; {help}")
            }
            Self::Feature {
                call,
                source,
                missing,
            } => write!(formatter, "{missing} (`{call}`: {source})"),
            Self::Unsupported { reason, .. } => write!(formatter, "{reason}"),
            Self::Recording(error) => write!(formatter, "the recording is damaged: {error}"),
            Self::Unwritten { path, source } => {
                write!(formatter, "cannot write `{}`: {source}", path.display())
            }
            Self::Internal { call, source, .. } => write!(formatter, "`{call}` failed: {source}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Privilege { source, .. }
            | Self::Feature { source, .. }
            | Self::Unwritten { source, .. }
            | Self::Internal { source, .. } => Some(source),
            Self::Recording(error) => Some(error),
            Self::Unsupported { .. } => None,
        }
    }
}
