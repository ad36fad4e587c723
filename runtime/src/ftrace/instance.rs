//! Instances of tracefs: buffers and events of their own, as folders that are made and removed.
//!
//! A name tells whose an instance is, by process id and start time, so that those of a process that is gone can be told and removed.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::errors;
use crate::backend::Error;
use crate::threads::descendants;

/// How the names of ours begin.
const PREFIX: &str = "sigscript-";
/// How often a removal is tried while something holds the instance, 1 ms apart.
const TRIES: u32 = 200;

/// An instance. Dropping it removes it.
pub struct Instance {
    folder: PathBuf,
}

impl Instance {
    /// Makes one, with this clock and so many bytes of buffer for each processor; what does not fit is dropped and counted.
    pub fn new(folder: PathBuf, buffer: u64) -> Result<Self, Error> {
        const MAKE: &str = "mkdir in tracefs/instances";
        let lacking = || "this kernel's tracefs has no instances (Linux 3.10)".to_owned();
        fs::create_dir(&folder).map_err(|error| errors::missing(MAKE, error, lacking()))?;
        let instance = Self { folder };
        instance.set("tracing_on", "0")?;
        instance.set("trace_clock", "mono")?;
        instance.set("options/overwrite", "0")?;
        instance.set("buffer_size_kb", &buffer.div_ceil(1024).to_string())?;
        Ok(instance)
    }

    /// Where it is.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Lets events pass of this process only, and of what it has made and will make.
    pub fn only(&self, process: i32) -> Result<(), Error> {
        const SET: &str = "set_event_pid";
        let lacking = || "this kernel cannot trace one process only (Linux 4.7)".to_owned();
        let refused = |error| errors::missing(SET, error, lacking());
        self.write("options/event-fork", "1").map_err(refused)?;
        let mut known = BTreeSet::new();
        loop {
            // Whoever is born meanwhile is found the next time, or was followed already.
            let found = descendants(process);
            let new = found.into_iter().filter(|thread| known.insert(*thread));
            let new: Vec<String> = new.map(|thread| thread.to_string()).collect();
            if known.is_empty() {
                return Err(Error::Feature {
                    call: "reading /proc",
                    source: io::ErrorKind::NotFound.into(),
                    missing: format!("there is no process {process}"),
                });
            }
            if new.is_empty() {
                return Ok(());
            }
            self.write(SET, &new.join(" ")).map_err(refused)?;
        }
    }

    /// Its folder's name in `instances`: of the running process.
    pub fn name(suffix: &str) -> String {
        let own = std::process::id();
        let start = start_time(own).unwrap_or_default();
        format!("{PREFIX}{own}-{start}{suffix}")
    }

    /// Writes a setting.
    pub fn set(&self, file: &'static str, text: &str) -> Result<(), Error> {
        self.write(file, text)
            .map_err(|error| errors::call(file, error))
    }

    /// Writes a file.
    pub fn write(&self, file: &str, text: &str) -> io::Result<()> {
        let path = self.folder.join(file);
        let mut file = OpenOptions::new().write(true).open(path)?;
        file.write_all(text.as_bytes())
    }

    /// Enables an event, with a filter where the kernel takes it.
    pub fn enable(&self, event: &str, filter: Option<&str>) -> Result<(), Error> {
        let folder = format!("events/{}", event.replacen(':', "/", 1));
        if let Some(filter) = filter {
            // Without it more events come, which the handlers tell apart.
            let _ = self.write(&format!("{folder}/filter"), filter);
        }
        let lacking = || format!("this kernel has no event `{event}`");
        self.write(&format!("{folder}/enable"), "1")
            .map_err(|error| errors::missing("enabling an event", error, lacking()))
    }

    /// The raw buffer of each processor, by its number.
    pub fn buffers(&self) -> Result<Vec<(u32, File)>, Error> {
        let failed = |error| errors::call("opening trace_pipe_raw", error);
        let mut buffers = Vec::new();
        for entry in fs::read_dir(self.folder.join("per_cpu")).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let number = entry.file_name();
            let number = number.to_str().and_then(|name| name.strip_prefix("cpu"));
            let Some(number) = number.and_then(|number| number.parse().ok()) else {
                continue;
            };
            let file = OpenOptions::new()
                .read(true)
                .custom_flags(libc::O_NONBLOCK)
                .open(entry.path().join("trace_pipe_raw"))
                .map_err(failed)?;
            buffers.push((number, file));
        }
        buffers.sort_by_key(|(number, _)| *number);
        Ok(buffers)
    }

    /// How many records found no room, over the processors with these numbers.
    pub fn lost(&self, processors: impl Iterator<Item = u32>) -> Result<u64, Error> {
        let mut lost = 0;
        for number in processors {
            lost += counted(&self.statistics(number)?).lost;
        }
        Ok(lost)
    }

    /// What the kernel tells of a processor's buffer.
    pub fn statistics(&self, processor: u32) -> Result<String, Error> {
        let path = self.folder.join(format!("per_cpu/cpu{processor}/stats"));
        read_at_once(&path).map_err(|error| errors::call("reading stats", error))
    }
}

impl Drop for Instance {
    fn drop(&mut self) {
        for _ in 0..TRIES {
            match fs::remove_dir(&self.folder) {
                Err(error) if error.raw_os_error() == Some(libc::EBUSY) => {
                    thread::sleep(Duration::from_millis(1));
                }
                // Where it stays, the guardian or the next start removes it.
                _ => break,
            }
        }
    }
}

/// Reads a short file of tracefs. Some of them the kernel gives to one call only: what that did not take is lost.
pub fn read_at_once(path: &Path) -> io::Result<String> {
    let mut bytes = vec![0; 4096];
    let read = File::open(path)?.read(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes[..read]).into_owned())
}

/// What became of a processor's records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// They were read.
    pub read: u64,
    /// Nobody will read them: they found no room.
    pub lost: u64,
}

/// What `stats` counts.
pub fn counted(stats: &str) -> Counted {
    let mut counted = Counted::default();
    for (name, number) in stats.lines().filter_map(|line| line.split_once(':')) {
        let number: u64 = number.trim().parse().unwrap_or(0);
        match name {
            "overrun" | "commit overrun" | "dropped events" => counted.lost += number,
            "read events" => counted.read += number,
            _ => {}
        }
    }
    counted
}

/// Removes the instances of processes that are gone. One that somebody holds open is somebody's: it stays.
pub fn remove_stale(instances: &Path) {
    for entry in fs::read_dir(instances).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().is_some_and(is_stale) {
            let _ = fs::remove_dir(entry.path());
        }
    }
}

/// Whether the name is of ours, and its process is gone.
fn is_stale(name: &str) -> bool {
    let words = name.strip_prefix(PREFIX).map(|rest| rest.split('-'));
    let Some(mut words) = words else { return false };
    let (Some(process), Some(start)) = (words.next(), words.next()) else {
        return false;
    };
    match (process.parse(), start.parse::<u64>()) {
        (Ok(process), Ok(start)) => start_time(process) != Some(start),
        _ => false,
    }
}

/// When a process was started: word 22 of `/proc/PID/stat`. The name in it may hold anything, and ends at the last parenthesis.
fn start_time(process: u32) -> Option<u64> {
    let stat = fs::read(format!("/proc/{process}/stat")).ok()?;
    let behind = memchr::memrchr(b')', &stat)? + 1;
    let words = str::from_utf8(&stat[behind..]).ok()?;
    words.split_ascii_whitespace().nth(19)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_whose_they_are() {
        let own = Instance::name("-tasks");
        assert!(own.starts_with(PREFIX) && !is_stale(&own), "{own}");
        let start = start_time(std::process::id()).expect("it runs");
        let another = format!("{PREFIX}{}-{}", std::process::id(), start + 1);
        assert!(is_stale(&another));
        assert!(is_stale("sigscript-4194305-1-tasks"));
        for other in ["mine", "sigscript-", "sigscript-x-y", "sigscript-1"] {
            assert!(!is_stale(other), "{other}");
        }
    }

    #[test]
    fn losses() {
        let stats = "entries: 3\noverrun: 1\ncommit overrun: 0\nbytes: 8\noldest event ts:  5.1\ndropped events: 41\nread events: 9\n";
        assert_eq!(counted(stats), Counted { read: 9, lost: 42 });
    }
}
