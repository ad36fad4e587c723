//! Births, names, programs and ends of threads: events of an instance of their own, so that a flood of others never takes their room.

use std::path::Path;

use sigscript_compiler::catalog::Event;

use super::instance::Instance;
use crate::backend::Error;
use crate::catalog::parse_format;
use crate::happenings::{self, EVENTS, Happening};
use crate::record::ByteOrder;
use crate::threads::{Threads, user_and_group};

/// Bytes of buffer for each processor: some thousand events within one turn of the reader's clock.
pub const BUFFER: u64 = 256 << 10;
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
        happenings::take(
            &self.threads,
            *happening,
            event,
            ByteOrder::NATIVE,
            time,
            bytes,
        )
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
