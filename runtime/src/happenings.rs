//! What happens to threads, from the records of events to the table of threads ([`Threads`]): births, names, programs, ends, users.

use sigscript_compiler::catalog::Event;

use crate::record::ByteOrder;
use crate::threads::Threads;

/// `CLONE_THREAD` (clone(2)): the new thread belongs to its parent's process.
const SAME_PROCESS: u64 = 0x10000;

/// What happens to a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// Another one made it.
    Born,
    /// It has another name.
    Renamed,
    /// It runs another program.
    Executed,
    /// It ends.
    Ended,
    /// It may have other users.
    Users,
}

/// The events that tell of them, by system and name.
pub const EVENTS: [(&str, &str, Happening); 4] = [
    ("task", "task_newtask", Happening::Born),
    ("task", "task_rename", Happening::Renamed),
    ("sched", "sched_process_exec", Happening::Executed),
    ("sched", "sched_process_exit", Happening::Ended),
];

/// Takes a record of such an event into the table; `None` where it is not understood, which changes nothing.
pub fn take(
    threads: &Threads,
    happening: Happening,
    event: &Event,
    order: ByteOrder,
    time: u64,
    bytes: &[u8],
) -> Option<()> {
    let fields = Fields {
        event,
        order,
        bytes,
    };
    let current = fields.number("common_pid")? as i32;
    // System calls are made by the current thread; all others tell whom they are about.
    let thread = match happening {
        Happening::Users => current,
        _ => fields.number("pid")? as i32,
    };
    match happening {
        Happening::Born => {
            let same = fields.number("clone_flags")? & SAME_PROCESS != 0;
            threads.born(current, thread, fields.bytes("comm")?, same);
        }
        Happening::Renamed => threads.renamed(thread, fields.bytes("newcomm")?),
        Happening::Executed => {
            let before = fields.number("old_pid")? as i32;
            threads.executed(before, thread);
        }
        Happening::Users => threads.users_changed(thread),
        Happening::Ended => threads.ended(thread, time),
    }
    Some(())
}

/// A record by the names of its fields.
struct Fields<'a> {
    event: &'a Event,
    order: ByteOrder,
    bytes: &'a [u8],
}

impl<'a> Fields<'a> {
    fn bytes(&self, name: &str) -> Option<&'a [u8]> {
        let field = self.event.fields.iter().find(|field| field.name == name)?;
        let start = usize::from(field.offset);
        self.bytes.get(start..start + usize::from(field.size))
    }

    fn number(&self, name: &str) -> Option<u64> {
        self.order.number(self.bytes(name)?)
    }
}
