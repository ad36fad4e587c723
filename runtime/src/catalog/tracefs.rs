//! A tracefs directory to its events and their formats.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sigscript_compiler::catalog::Event;

use super::format::parse_format;
use super::mounts::find_tracefs;

/// A tracefs whose files can be read.
pub(super) struct Tracefs {
    directory: PathBuf,
}

/// `EPERM`: refused by policy, where missing rights are `EACCES` (errno(3)).
const REFUSED: i32 = 1;

impl Tracefs {
    /// The tracefs that is mounted, or why none can be read.
    pub fn find() -> Result<Self, String> {
        let mounts = fs::read("/proc/mounts")
            .map_err(|error| format!("/proc/mounts could not be read: {error}"))?;
        match find_tracefs(&String::from_utf8_lossy(&mounts)) {
            Some(directory) => Self::open(&directory),
            None => Err(not_mounted()),
        }
    }

    /// The tracefs in this directory, or why it cannot be read.
    pub fn open(directory: &Path) -> Result<Self, String> {
        match fs::File::open(directory.join("available_events")) {
            Ok(_) => Ok(Self {
                directory: directory.to_owned(),
            }),
            Err(error) => Err(reason(directory, &error)),
        }
    }

    /// All events as `system:name`, sorted.
    pub fn events(&self) -> Vec<String> {
        let text = fs::read_to_string(self.directory.join("available_events")).unwrap_or_default();
        let mut events: Vec<_> = text
            .lines()
            .filter(|line| line.contains(':'))
            .map(str::to_owned)
            .collect();
        events.sort_unstable();
        events.dedup();
        events
    }

    /// The format of one event; `None` where there is no such event or its format is not understood.
    pub fn event(&self, system: &str, name: &str) -> Option<Event> {
        if !is_name(system) || !is_name(name) {
            return None;
        }
        let path = self
            .directory
            .join("events")
            .join(system)
            .join(name)
            .join("format");
        parse_format(&fs::read_to_string(path).ok()?).ok()
    }
}

/// Whether a name stays in its directory: systems and events are C identifiers, with `-` and `.` in those that users define.
fn is_name(name: &str) -> bool {
    !name.starts_with('.')
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte))
        && !name.is_empty()
}

fn reason(directory: &Path, error: &io::Error) -> String {
    let place = directory.display();
    match error.kind() {
        io::ErrorKind::PermissionDenied if error.raw_os_error() == Some(REFUSED) => {
            format!("the kernel refuses to open tracefs at {place}: it is locked down")
        }
        io::ErrorKind::PermissionDenied => {
            "tracefs is readable by root only; run this as root".to_owned()
        }
        io::ErrorKind::NotFound if fs::metadata(directory).is_ok() => not_mounted(),
        io::ErrorKind::NotFound => format!("there is no directory {place}"),
        _ => format!("tracefs at {place} could not be read: {error}"),
    }
}

fn not_mounted() -> String {
    "tracefs is not mounted; mount it with `mount -t tracefs nodev /sys/kernel/tracing`".to_owned()
}
