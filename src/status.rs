//! How the command ends: exit statuses, and failures that are not about a place in the script.

use std::io;
use std::process::ExitCode;

use sigscript_runtime::backend;

/// The exit status, as the command line's contract has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Done.
    Success,
    /// The script or the trace failed.
    Failed,
    /// The command line is wrong.
    Usage,
    /// A privilege or a feature of the kernel is missing.
    Unavailable,
    /// The exit status of the command under `-c`.
    Command(u8),
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(match status {
            Status::Success => 0,
            Status::Failed => 1,
            Status::Usage => 2,
            Status::Unavailable => 126,
            Status::Command(status) => status,
        })
    }
}

/// Why the command could not do what it was asked, where no place in a script is to blame.
#[derive(Debug)]
pub enum Failure {
    /// The words of the command line do not go together.
    Usage(String, Option<String>),
    /// A file could not be read or written.
    File {
        /// What was tried: `read`, `write`.
        verb: &'static str,
        /// The file.
        path: String,
        /// What the system answered.
        source: io::Error,
    },
    /// A recording cannot be replayed.
    Recording {
        /// The file.
        path: String,
        /// What is wrong with it.
        how: String,
    },
    /// The backend could not do it.
    Backend(backend::Error),
    /// The command of `-c` could not be started.
    Command(io::Error),
    /// A mistake of sigscript's own.
    Internal(String),
}

impl Failure {
    /// The exit status it leads to.
    pub fn status(&self) -> Status {
        match self {
            Self::Usage(..) => Status::Usage,
            Self::Backend(error) if error.is_environment() => Status::Unavailable,
            Self::File { .. }
            | Self::Recording { .. }
            | Self::Backend(_)
            | Self::Command(_)
            | Self::Internal(_) => Status::Failed,
        }
    }
}
