//! Births, names, programs and ends of threads: events of an instance of their own, so that a flood of others never takes their room.

use std::path::Path;

use sigscript_compiler::catalog::Event;

use super::instance::Instance;

use crate::backend::Error;
use crate::catalog::parse_format;
use crate::threads::{Threads, user_and_group};

/// Bytes of buffer for each processor: some thousand events within one turn of the reader's clock.
pub const BUFFER: u64 = 256 << 10;
/// `CLONE_THREAD` (clone(2)): the new thread belongs to its parent's process.
const SAME_PROCESS: u64 = 0x10000;

/// What happens to a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happening {
    Born,
    Renamed,
    Executed,
    Ended,
    Users,
}

const EVENTS: [(&str, &str, Happening); 4] = [
    ("task", "task_newtask", Happening::Born),
    ("task", "task_rename", Happening::Renamed),
    ("sched", "sched_process_exec", Happening::Executed),
    ("sched", "sched_process_exit", Happening::Ended),
];

/// The ends of the system calls that change the real user or group id (credentials(7)).
const USERS: [&str; 6] = [
    "sys_exit_setuid",
    "sys_exit_setreuid",
    "sys_exit_setresuid",
    "sys_exit_setgid",
    "sys_exit_setregid",
    "sys_exit_setresgid",
];

/// Reads the records of these events into a table.
pub struct Tasks {
    threads: Threads,
    /// Changes of users are followed as well.
    follows_users: bool,
    events: Vec<(Happening, Event)>,
}

impl Tasks {
    /// Enables the events, then takes those that live already: nobody is missed in between. Events that this kernel lacks are left out;
    /// those of users cost every system call some time and are for those who ask for users.
    pub fn follow(
        tracefs: &Path,
        instance: &Instance,
        threads: Threads,
        users: bool,
    ) -> Result<Self, Error> {
        let of_users = USERS.map(|name| ("syscalls", name, Happening::Users));
        let wanted = EVENTS.iter().chain(of_users.iter().filter(|_| users));
        let mut events = Vec::new();
        for &(system, name, happening) in wanted {
            if let Some(event) = read_format(tracefs, system, name) {
                instance.enable(&format!("{system}:{name}"), None)?;
                events.push((happening, event));
            }
        }
        instance.set("tracing_on", "1")?;
        let followed = events
            .iter()
            .filter(|(happening, _)| *happening == Happening::Users);
        let follows_users = followed.count() == USERS.len();
        threads.read_all(follows_users);
        Ok(Self {
            threads,
            follows_users,
            events,
        })
    }

    /// The user and group id of a thread at this moment, as far as anybody can tell.
    pub fn users(&self, thread: i32) -> Option<(i64, i64)> {
        if self.follows_users {
            self.threads.users(thread)
        } else {
            user_and_group(thread)
        }
    }

    /// Takes a record into the table.
    pub fn take(&self, time: u64, bytes: &[u8]) -> Option<()> {
        let id = u16::from_ne_bytes(bytes.get(..2)?.try_into().ok()?);
        let (happening, event) = self.events.iter().find(|(_, event)| event.id == id)?;
        let fields = Fields { event, bytes };
        let current = fields.number("common_pid")? as i32;
        // System calls are made by the current thread; all others tell whom they are about.
        let thread = match happening {
            Happening::Users => current,
            _ => fields.number("pid")? as i32,
        };
        match happening {
            Happening::Born => {
                let same = fields.number("clone_flags")? & SAME_PROCESS != 0;
                self.threads
                    .born(current, thread, fields.text("comm")?, same);
            }
            Happening::Renamed => self.threads.renamed(thread, fields.text("newcomm")?),
            Happening::Executed => {
                let before = fields.number("old_pid")? as i32;
                self.threads.executed(before, thread);
            }
            Happening::Users => self.threads.users_changed(thread),
            Happening::Ended => self.threads.ended(thread, time),
        }
        Some(())
    }

    /// Begins anew, after losses.
    pub fn forget(&self) {
        self.threads.forget();
    }
}

/// The format of an event of the running kernel.
pub fn read_format(tracefs: &Path, system: &str, name: &str) -> Option<Event> {
    let path = tracefs.join("events").join(system).join(name);
    parse_format(&std::fs::read_to_string(path.join("format")).ok()?).ok()
}

/// A record by the names of its fields.
struct Fields<'a> {
    event: &'a Event,
    bytes: &'a [u8],
}

impl<'a> Fields<'a> {
    fn bytes(&self, name: &str) -> Option<&'a [u8]> {
        let field = self.event.fields.iter().find(|field| field.name == name)?;
        let start = usize::from(field.offset);
        self.bytes.get(start..start + usize::from(field.size))
    }

    fn number(&self, name: &str) -> Option<u64> {
        let bytes = self.bytes(name)?;
        Some(match bytes.len() {
            4 => u32::from_ne_bytes(bytes.try_into().ok()?).into(),
            8 => u64::from_ne_bytes(bytes.try_into().ok()?),
            _ => return None,
        })
    }

    fn text(&self, name: &str) -> Option<&'a [u8]> {
        self.bytes(name)
    }
}
