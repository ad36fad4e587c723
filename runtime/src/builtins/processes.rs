//! What /proc says of a process: how the table of `scripts/tapset/processes.sig` begins. A process that is gone has no words: "" and 0.
//!
//! They count as pure, so that the tables that nobody looks into are not filled.

use std::fs;
use std::os::unix::ffi::OsStringExt as _;

use nix::time::ClockId;
use nix::unistd::{SysconfVar, sysconf};

use super::row::rows;
use crate::clocks::{monotonic, nanoseconds};
use crate::text::{self, Text};
use crate::vm::world::World;

rows! { world;
    /// The ids of all processes, separated by blanks.
    impure fn _proc_list() -> String { here(world, list) }

    /// The name of a process.
    late fn _proc_name(pid: Long) -> String { here(world, || name(pid)) }

    /// The program file of a process.
    late fn _proc_exe(pid: Long) -> String { here(world, || executable(pid)) }

    /// The command line of a process, its arguments separated by blanks.
    late fn _proc_cmdline(pid: Long) -> String { here(world, || command_line(pid)) }

    /// The id of a process's parent.
    late fn _proc_parent(pid: Long) -> Long { here(world, || stat(pid, PARENT)) }

    /// A process's ancestors, its parent first: ` < bash(812) < systemd(1)`.
    late fn _proc_lineage(pid: Long) -> String { here(world, || lineage(pid)) }

    /// The control group of a process, as a path.
    late fn _proc_cgroup(pid: Long) -> String { here(world, || control_group(pid)) }

    /// The terminal of a process: `pts/3`.
    late fn _proc_tty(pid: Long) -> String { here(world, || terminal(stat(pid, TERMINAL))) }

    /// The session of a process: the id of the process that began it.
    late fn _proc_session(pid: Long) -> Long { here(world, || stat(pid, SESSION)) }

    /// The user who logged in; -1 where nobody did.
    late fn _proc_loginuid(pid: Long) -> Long { here(world, || login_user(pid)) }

    /// The process that a thread belongs to; its own id where that is not known any more.
    late fn _thread_group(tid: Long) -> Long { world.threads.group(tid).unwrap_or_else(|| thread_group(tid)) }

    /// When a process was started, in nanoseconds on the clock of `ktime_get_ns()`.
    late fn _proc_start(pid: Long) -> Long { here(world, || start(pid)) }
}

/// What is found on this machine; nothing where the events are another one's, or of another time.
fn here<T: Default>(world: &World, find: impl FnOnce() -> T) -> T {
    if world.threads.are_foreign() {
        T::default()
    } else {
        find()
    }
}

/// The places of words in `/proc/PID/stat` behind the name, from 0; proc(5) counts them from 3.
const PARENT: usize = 1;
const SESSION: usize = 3;
const TERMINAL: usize = 4;
const START: usize = 19;

fn read(pid: i64, file: &str) -> Vec<u8> {
    fs::read(format!("/proc/{pid}/{file}")).unwrap_or_default()
}

fn list() -> Text {
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    Text::from(ids.join(" ").as_bytes())
}

fn name(pid: i64) -> Text {
    Text::from(read(pid, "comm").trim_ascii_end())
}

fn executable(pid: i64) -> Text {
    let path = fs::read_link(format!("/proc/{pid}/exe"))
        .unwrap_or_default()
        .into_os_string()
        .into_vec();
    Text::from(path.strip_suffix(b" (deleted)").unwrap_or(&path))
}

fn command_line(pid: i64) -> Text {
    let mut arguments = read(pid, "cmdline");
    arguments.pop_if(|byte| *byte == 0);
    arguments
        .iter_mut()
        .filter(|byte| **byte == 0)
        .for_each(|byte| *byte = b' ');
    Text::from(arguments)
}

/// A number of `/proc/PID/stat`. The name there may hold anything, and ends at the last parenthesis.
fn stat(pid: i64, word: usize) -> i64 {
    let stat = read(pid, "stat");
    let behind = memchr::memrchr(b')', &stat).map_or(stat.len(), |end| end + 1);
    str::from_utf8(&stat[behind..])
        .ok()
        .and_then(|words| words.split_ascii_whitespace().nth(word)?.parse().ok())
        .unwrap_or(0)
}

fn lineage(pid: i64) -> Text {
    /// More than any chain of parents that was seen; a chain that changes while it is read must end.
    const LONGEST: usize = 64;
    let mut line = Vec::new();
    let mut ancestor = stat(pid, PARENT);
    for _ in 0..LONGEST {
        if ancestor <= 0 {
            break;
        }
        line.extend_from_slice(b" < ");
        line.extend_from_slice(&name(ancestor));
        line.extend_from_slice(format!("({ancestor})").as_bytes());
        ancestor = stat(ancestor, PARENT);
    }
    Text::from(line)
}

/// The line of the unified hierarchy; where nothing is there but its root, that of the hierarchy which systemd keeps (cgroups(7)).
fn control_group(pid: i64) -> Text {
    let groups = read(pid, "cgroup");
    let path = |start: &[u8]| {
        groups
            .split(|byte| *byte == b'\n')
            .find_map(|line| line.strip_prefix(start))
    };
    let unified = path(b"0::").unwrap_or_default();
    if unified.len() > 1 {
        return Text::from(text::before_nul(unified));
    }
    let named = groups.split(|byte| *byte == b'\n').find_map(|line| {
        let at = memchr::memmem::find(line, b":name=systemd:")?;
        Some(&line[at + b":name=systemd:".len()..])
    });
    Text::from(named.unwrap_or(unified))
}

/// The name of a terminal's device number, by the numbers of the kernel's `devices.txt`.
pub(super) fn terminal(device: i64) -> Text {
    let major = (device >> 8) & 0xfff;
    let minor = (device & 0xff) | ((device >> 12) & 0xf_ff00);
    let name = match (major, minor) {
        (0, _) => String::new(),
        (4, 0..64) => format!("tty{minor}"),
        (4, _) => format!("ttyS{}", minor - 64),
        (136..144, _) => format!("pts/{}", (major - 136) * 256 + minor),
        _ => format!("{major}:{minor}"),
    };
    Text::from(name.as_bytes())
}

/// The kernel's "nobody" is the largest 32-bit number.
fn login_user(pid: i64) -> i64 {
    let text = read(pid, "loginuid");
    let number = str::from_utf8(&text)
        .ok()
        .and_then(|text| text.trim().parse().ok());
    number
        .filter(|number| *number != i64::from(u32::MAX))
        .unwrap_or(-1)
}

/// `Tgid:` of `/proc/TID/status`, which is there for every thread.
fn thread_group(tid: i64) -> i64 {
    let status = read(tid, "status");
    let group = status.split(|byte| *byte == b'\n').find_map(|line| {
        let number = str::from_utf8(line.strip_prefix(b"Tgid:")?).ok()?;
        number.trim().parse().ok()
    });
    group.unwrap_or(tid)
}

fn start(pid: i64) -> i64 {
    let ticks = stat(pid, START);
    if ticks == 0 {
        return 0;
    }
    let per_second = sysconf(SysconfVar::CLK_TCK).ok().flatten().unwrap_or(100);
    let boot = monotonic() - nanoseconds(ClockId::CLOCK_BOOTTIME);
    boot + ticks * (1_000_000_000 / per_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_test_knows_itself() {
        let own = i64::from(std::process::id());
        assert!(
            list()
                .split(|byte| *byte == b' ')
                .any(|id| id == own.to_string().as_bytes())
        );
        assert!(!name(own).is_empty() && !command_line(own).is_empty());
        let own_file = std::env::current_exe().expect("there is one");
        assert_eq!(
            &*executable(own),
            own_file.into_os_string().into_vec().as_slice()
        );
        assert_eq!(
            stat(own, PARENT),
            i64::from(std::os::unix::process::parent_id())
        );
        assert!(lineage(own).starts_with(b" < "));
        let thread = i64::from(nix::unistd::gettid().as_raw());
        assert_eq!(thread_group(thread), own);
        let now = monotonic();
        assert!((now - 3_600_000_000_000..=now).contains(&start(own)));
    }

    #[test]
    fn nobody_is_nobody() {
        assert!(name(-1).is_empty() && executable(-1).is_empty() && control_group(-1).is_empty());
        assert_eq!((stat(-1, PARENT), start(-1), login_user(-1)), (0, 0, -1));
        assert_eq!(thread_group(i64::MAX), i64::MAX);
    }

    #[test]
    fn terminals_have_names() {
        for (device, name) in [
            (0, ""),
            (0x8803, "pts/3"),
            (0x8901, "pts/257"),
            (0x0402, "tty2"),
            (0x0441, "ttyS1"),
            (0x0501, "5:1"),
        ] {
            assert_eq!(&*terminal(device), name.as_bytes());
        }
    }
}
