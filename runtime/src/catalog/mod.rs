//! The live kernel to a [`Catalog`]: raw tracepoints and types from BTF, events from tracefs; or a recording of one, from a file.

pub mod btf;
mod format;
mod mounts;
mod recorded;
mod rows;
mod tracefs;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::{Event, Parameter, Part, Structure, StructureId};

use btf::{Btf, OpenError};
use tracefs::Tracefs;

pub use format::{FormatError, parse_format};
pub(crate) use mounts::tracefs_directory;
pub use recorded::{Recorder, Recording};

/// Where the kernel shows its types (`Documentation/ABI/testing/sysfs-kernel-btf`).
const BTF_FILE: &str = "/sys/kernel/btf/vmlinux";

/// What was opened, or why it could not be; and how long that took.
struct Opened<T> {
    result: Result<T, String>,
    took: Duration,
}

impl<T> Opened<T> {
    fn by(open: impl FnOnce() -> Result<T, String>) -> Self {
        let since = Instant::now();
        Self {
            result: open(),
            took: since.elapsed(),
        }
    }
}

/// The catalog of the running kernel. Opens BTF and tracefs when first asked for something of theirs.
pub struct KernelCatalog {
    btf_file: PathBuf,
    /// `None`: wherever tracefs is mounted.
    tracefs_directory: Option<PathBuf>,
    btf: OnceLock<Opened<Btf>>,
    tracefs: OnceLock<Opened<Tracefs>>,
    /// All events and all raw tracepoints, once they were asked for.
    events: OnceLock<Vec<String>>,
    traces: OnceLock<Vec<String>>,
}

impl KernelCatalog {
    /// The catalog of the running kernel, at the usual places.
    #[must_use]
    pub fn new() -> Self {
        Self::at(PathBuf::from(BTF_FILE), None)
    }

    /// A catalog of the BTF in this file and the tracefs in this directory.
    #[must_use]
    pub fn with_paths(btf_file: &Path, tracefs_directory: &Path) -> Self {
        Self::at(btf_file.to_owned(), Some(tracefs_directory.to_owned()))
    }

    fn at(btf_file: PathBuf, tracefs_directory: Option<PathBuf>) -> Self {
        Self {
            btf_file,
            tracefs_directory,
            btf: OnceLock::new(),
            tracefs: OnceLock::new(),
            events: OnceLock::new(),
            traces: OnceLock::new(),
        }
    }

    /// Opens the kernel's types now, so that they need not be opened when they are asked for; what fails is told then.
    pub fn open_types(&self) {
        let _ = self.btf();
    }

    /// How long it took to open what was asked for, by name.
    pub fn opened(&self) -> impl Iterator<Item = (&'static str, Duration)> {
        let btf = self.btf.get().map(|btf| ("BTF", btf.took));
        let tracefs = self.tracefs.get().map(|tracefs| ("tracefs", tracefs.took));
        btf.into_iter().chain(tracefs)
    }

    fn btf(&self) -> Result<&Btf, &String> {
        let open = || Btf::open(&self.btf_file).map_err(|error| reason(&self.btf_file, &error));
        let opened = self.btf.get_or_init(|| Opened::by(open));
        opened.result.as_ref()
    }

    fn list_events(&self) -> &[String] {
        self.events
            .get_or_init(|| self.tracefs().map(Tracefs::events).unwrap_or_default())
    }

    fn list_traces(&self) -> Vec<String> {
        let events = self.list_events();
        let systems: BTreeMap<&str, &str> = events
            .iter()
            .rev()
            .filter_map(|event| event.split_once(':'))
            .map(|(system, name)| (name, system))
            .collect();
        let with_system = |name: &str| match systems.get(name) {
            Some(system) => format!("{system}:{name}"),
            None => name.to_owned(),
        };
        let mut traces: Vec<_> = self
            .btf()
            .map(Btf::traces)
            .unwrap_or_default()
            .into_iter()
            .map(with_system)
            .collect();
        traces.sort_unstable();
        traces
    }

    fn tracefs(&self) -> Result<&Tracefs, &String> {
        let open = || {
            self.tracefs_directory
                .as_deref()
                .map_or_else(Tracefs::find, Tracefs::open)
        };
        let opened = self.tracefs.get_or_init(|| Opened::by(open));
        opened.result.as_ref()
    }
}

impl Default for KernelCatalog {
    fn default() -> Self {
        Self::new()
    }
}

impl Catalog for KernelCatalog {
    fn traces(&self) -> Vec<String> {
        self.traces.get_or_init(|| self.list_traces()).clone()
    }

    fn trace(&self, name: &str) -> Option<Vec<Parameter>> {
        self.btf().ok()?.trace(name)
    }

    fn events(&self) -> Vec<String> {
        self.list_events().to_vec()
    }

    fn event(&self, system: &str, name: &str) -> Option<Event> {
        self.tracefs().ok()?.event(system, name)
    }

    fn syscall(&self, name: &str) -> Option<u32> {
        let call: syscalls::Sysno = name.parse().ok()?;
        u32::try_from(call.id()).ok()
    }

    fn syscalls(&self) -> Vec<String> {
        let calls = syscalls::Sysno::iter();
        calls.map(|call| call.name().to_owned()).collect()
    }

    fn find_structure(&self, name: &str) -> Option<StructureId> {
        self.btf().ok()?.find_structure(name)
    }

    fn structure(&self, id: &StructureId) -> Option<Structure> {
        self.btf().ok()?.structure(id.number)
    }

    fn missing(&self, part: Part) -> Option<String> {
        match part {
            Part::Tracefs => self.tracefs().err().cloned(),
            Part::Btf => self.btf().err().cloned(),
        }
    }
}

fn reason(file: &Path, error: &OpenError) -> String {
    let place = file.display();
    match error {
        OpenError::Unreadable(error) if error.kind() == io::ErrorKind::NotFound => {
            format!(
                "the kernel shows no types: there is no {place}; it needs to be built with CONFIG_DEBUG_INFO_BTF=y"
            )
        }
        OpenError::Unreadable(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            format!("{place} may not be read by this user; run this as root")
        }
        OpenError::Unreadable(error) => format!("{place} could not be read: {error}"),
        OpenError::Malformed(how) => format!("{place} is not understood: {how}"),
    }
}
