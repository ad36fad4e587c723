//! What is known of a traced thread, and what /proc tells of any.

use std::collections::{HashMap, VecDeque};
use std::fs;

use super::sys;

/// A traced thread.
#[derive(Clone, Copy, Debug)]
pub struct Thread {
    /// Its process.
    pub process: i32,
    /// The system call it is in.
    pub call: Option<Call>,
    /// It has not stopped yet since it was made.
    pub new: bool,
    /// It is the child that is to become the command of `-c`; until it does, it does our work.
    pub held: bool,
}

/// The traced threads, and the last of those that were.
#[derive(Debug, Default)]
pub struct Threads {
    /// By thread id.
    pub known: HashMap<i32, Thread>,
    departed: VecDeque<(i32, Vec<u8>)>,
}

impl Threads {
    /// Forgets a thread, but for its name: its parent may take note of its end before anybody looks at the SIGCHLD.
    pub fn depart(&mut self, thread: i32) {
        const MOST: usize = 64;
        if self.known.remove(&thread).is_some()
            && let Some(name) = name(thread)
        {
            self.departed.truncate(MOST - 1);
            self.departed.push_front((thread, name));
        }
    }

    /// The name of a thread that has ended.
    pub fn departed(&self, thread: i32) -> Option<&[u8]> {
        let mut departed = self.departed.iter();
        let found = departed.find(|(known, _)| *known == thread);
        found.map(|(_, name)| name.as_slice())
    }
}

/// A system call.
#[derive(Clone, Copy, Debug)]
pub struct Call {
    /// Its number.
    pub number: u64,
    /// Its arguments' registers.
    pub arguments: [u64; 6],
    /// Whether the number counts as in this program's own architecture.
    pub native: bool,
}

impl Thread {
    /// A thread that was traced while it ran.
    pub fn running(thread: i32) -> Self {
        Self {
            process: process_of(thread),
            call: None,
            new: false,
            held: false,
        }
    }

    /// A thread that a traced one made.
    pub fn made(thread: i32) -> Self {
        Self {
            new: true,
            ..Self::running(thread)
        }
    }
}

/// The process of a thread; its own id where it is gone.
fn process_of(thread: i32) -> i32 {
    status_number(thread, "Tgid:").map_or(thread, |process| process as i32)
}

/// The name of a process or thread; `None` where it is gone.
pub fn name(id: i32) -> Option<Vec<u8>> {
    let mut name = fs::read(format!("/proc/{id}/comm")).ok()?;
    name.pop_if(|byte| *byte == b'\n');
    Some(name)
}

/// The first number behind a key of `/proc/PID/status`; `None` where the process is gone.
pub fn status_number(id: i32, key: &str) -> Option<i64> {
    // The name that stands there may be any bytes.
    let status = fs::read(format!("/proc/{id}/status")).ok()?;
    let line = status
        .split(|byte| *byte == b'\n')
        .find_map(|line| line.strip_prefix(key.as_bytes()))?;
    let number = str::from_utf8(line).ok()?.split_ascii_whitespace().next()?;
    number.parse().ok()
}

/// The processor that a thread ran on last.
pub fn processor(id: i32) -> Option<i64> {
    /// Its place in `/proc/PID/stat` behind the name, from 0; proc(5) counts from 3.
    const PROCESSOR: usize = 36;
    let stat = fs::read(format!("/proc/{id}/stat")).ok()?;
    let behind = memchr::memrchr(b')', &stat)? + 1;
    let words = str::from_utf8(&stat[behind..]).ok()?;
    words.split_ascii_whitespace().nth(PROCESSOR)?.parse().ok()
}

/// Whether a thread has ended, although others of its process have not.
pub fn has_ended(id: i32) -> bool {
    fs::read(format!("/proc/{id}/stat")).map_or(true, |stat| {
        let state = memchr::memrchr(b')', &stat).and_then(|end| stat.get(end + 2));
        matches!(state, Some(b'Z' | b'X') | None)
    })
}

/// The threads of a process.
pub fn threads(process: i32) -> Vec<i32> {
    let entries = fs::read_dir(format!("/proc/{process}/task"));
    entries
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect()
}

/// A NUL-terminated string in a process's memory, without the NUL byte, as far as it can be read; `None` where nothing can.
pub fn string(process: i32, address: u64, most: usize) -> Option<Vec<u8>> {
    const PAGE: u64 = 4096;
    let mut string = Vec::new();
    while string.len() < most {
        // Up to the next page, which may not be there.
        let from = address.wrapping_add(string.len() as u64);
        let size = (PAGE - from % PAGE).min((most - string.len()) as u64);
        let mut part = vec![0; size as usize];
        let read = sys::read_memory(process, from, &mut part);
        part.truncate(read);
        let end = memchr::memchr(0, &part);
        string.extend_from_slice(&part[..end.unwrap_or(read)]);
        if end.is_some() {
            return Some(string);
        }
        if read == 0 {
            return (!string.is_empty()).then_some(string);
        }
    }
    Some(string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own() -> i32 {
        std::process::id().cast_signed()
    }

    #[test]
    fn the_test_knows_itself() {
        assert!(name(own()).is_some_and(|name| !name.is_empty()));
        assert_eq!(status_number(own(), "Tgid:"), Some(own().into()));
        assert_eq!(
            status_number(own(), "PPid:"),
            Some(std::os::unix::process::parent_id().into())
        );
        assert!(processor(own()).is_some_and(|processor| processor >= 0));
        let thread = nix::unistd::gettid().as_raw();
        assert!(threads(own()).contains(&thread));
        assert_eq!(Thread::running(thread).process, own());
        assert!(!has_ended(own()) && has_ended(-1) && name(-1).is_none());
    }

    #[test]
    fn strings_end_where_memory_does() {
        let text = c"over there".to_bytes_with_nul();
        let address = text.as_ptr() as u64;
        assert_eq!(string(own(), address, 64), Some(b"over there".to_vec()));
        assert_eq!(string(own(), address, 4), Some(b"over".to_vec()));
        assert_eq!(string(own(), 16, 64), None);
    }
}
