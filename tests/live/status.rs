//! What proc(5) tells of a process.

use std::fmt::Display;
use std::fs;

/// A line of `/proc/PID/status`; empty where there is none, as of a process that has ended.
pub fn line(process: impl Display, key: &str) -> String {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let mut lines = status.lines();
    let value = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
    value.unwrap_or_default().trim().to_owned()
}

/// A size in kilobytes: `VmHWM` is the largest resident set so far, `RssAnon` what a process has for itself.
pub fn kilobytes(process: impl Display, key: &str) -> Option<usize> {
    line(process, key).strip_suffix(" kB")?.parse().ok()
}

/// A set of signals or capabilities.
pub fn mask(process: impl Display, key: &str) -> Option<u64> {
    u64::from_str_radix(&line(process, key), 16).ok()
}

/// How many files a process has open.
pub fn descriptors(process: impl Display) -> Option<usize> {
    let folder = fs::read_dir(format!("/proc/{process}/fd"));
    folder.ok().map(Iterator::count)
}
