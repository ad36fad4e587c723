//! Which process a thread belongs to and what it is called, at the time of each event.
//!
//! A record only tells the thread that wrote it (`common_pid`). The kernel's own table of names (`saved_cmdlines`) may be old, and /proc knows
//! nothing of who has just ended. So the table here begins with all threads of /proc and then follows births, names and ends in the order of
//! their events (`tasks`).

use std::cell::RefCell;
use std::collections::{HashMap, VecDeque};
use std::fs;
use std::rc::Rc;

/// How long an ended thread is remembered: records that it wrote may still wait in another processor's buffer.
const REMEMBERED: u64 = 5_000_000_000;

/// A thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Thread {
    /// The process that it belongs to.
    pub group: i32,
    /// Its name, with NUL bytes behind it.
    pub name: [u8; 16],
    /// Its user and group id, where they are known.
    users: Option<(i64, i64)>,
    /// Whether it has ended.
    ended: bool,
}

impl Thread {
    /// The idle thread of a processor, which has no entry in /proc.
    #[must_use]
    pub fn idle(processor: u32) -> Self {
        Self {
            name: padded(format!("swapper/{processor}").as_bytes()),
            ..Self::default()
        }
    }
}

/// The table, shared by the backend that keeps it and the handlers that look into it.
#[derive(Clone, Debug, Default)]
pub struct Threads(Rc<RefCell<Table>>);

#[derive(Debug, Default)]
struct Table {
    threads: HashMap<i32, Thread>,
    /// Those that have ended, with the time.
    ended: VecDeque<(u64, i32)>,
    /// They are another machine's, or another time's: nobody can be asked.
    foreign: bool,
}

impl Threads {
    /// Takes all threads of /proc, with their users where they are asked for.
    pub fn read_all(&self, with_users: bool) {
        let mut table = self.0.borrow_mut();
        for (group, process) in numbered("/proc") {
            for (thread, folder) in numbered(&format!("{process}/task")) {
                let name = name_in(&folder).unwrap_or_default();
                let thread_of = Thread {
                    group,
                    name,
                    users: with_users.then(|| user_and_group(thread)).flatten(),
                    ended: false,
                };
                table.threads.insert(thread, thread_of);
            }
        }
    }

    /// The threads are those of a recording, which tells the processes of these: each other one counts as a process.
    pub fn know_only(&self, processes: &HashMap<i32, i32>) {
        let known = processes.iter().map(|(&thread, &group)| {
            let thread_of = Thread {
                group,
                ..Thread::default()
            };
            (thread, thread_of)
        });
        *self.0.borrow_mut() = Table {
            foreign: true,
            threads: known.collect(),
            ..Table::default()
        };
    }

    /// Forgets all: events were lost, and what was known may have changed.
    pub fn forget(&self) {
        *self.0.borrow_mut() = Table::default();
    }

    /// The process that a thread belongs to, where that is known without asking anybody.
    #[must_use]
    pub fn group(&self, thread: i64) -> Option<i64> {
        let table = self.0.borrow();
        let known = table.threads.get(&i32::try_from(thread).ok()?);
        let group = known.map(|known| known.group.into());
        group.or(table.foreign.then_some(thread))
    }

    /// The known threads, each with its process.
    #[must_use]
    pub fn groups(&self) -> Vec<(i32, i32)> {
        let table = self.0.borrow();
        let threads = table.threads.iter();
        threads
            .map(|(number, thread)| (*number, thread.group))
            .collect()
    }

    /// What is known of a thread; one that never came up is looked up in /proc.
    #[must_use]
    pub fn find(&self, thread: i32) -> Option<Thread> {
        let mut table = self.0.borrow_mut();
        if let Some(known) = table.threads.get(&thread) {
            return Some(*known);
        }
        let found = from_status(thread)?;
        table.threads.insert(thread, found);
        Some(found)
    }

    /// The user and group id of a thread, where all their changes are told by [`Threads::users_changed`].
    #[must_use]
    pub fn users(&self, thread: i32) -> Option<(i64, i64)> {
        let known = self.find(thread)?;
        let users = known.users.or_else(|| user_and_group(thread))?;
        let mut table = self.0.borrow_mut();
        table.threads.get_mut(&thread)?.users = Some(users);
        Some(users)
    }

    /// A thread made another one, of its own process or as a new one.
    pub fn born(&self, parent: i32, child: i32, name: &[u8], same_process: bool) {
        let parent_known = self.find(parent);
        let of_parent = || parent_known.map_or(parent, |parent| parent.group);
        let born = Thread {
            group: if same_process { of_parent() } else { child },
            name: padded(name),
            users: parent_known.and_then(|parent| parent.users),
            ended: false,
        };
        self.0.borrow_mut().threads.insert(child, born);
    }

    /// A thread got another name.
    pub fn renamed(&self, thread: i32, name: &[u8]) {
        let known = self.find(thread);
        let renamed = Thread {
            name: padded(name),
            ..known.unwrap_or(Thread {
                group: thread,
                ..Thread::default()
            })
        };
        self.0.borrow_mut().threads.insert(thread, renamed);
    }

    /// A thread may have another user or group than before. They are not known where it has ended by now.
    pub fn users_changed(&self, thread: i32) {
        let users = user_and_group(thread);
        if let Some(known) = self.0.borrow_mut().threads.get_mut(&thread) {
            known.users = users;
        }
    }

    /// A thread runs another program: it is its process's only one now, and has its number.
    pub fn executed(&self, before: i32, now: i32) {
        let threads = &mut self.0.borrow_mut().threads;
        let one = if before == now {
            None
        } else {
            threads.remove(&before)
        };
        let thread = threads.entry(now).or_default();
        thread.group = now;
        thread.ended = false;
        if let Some(one) = one {
            thread.users = one.users;
            if thread.name[0] == 0 {
                thread.name = one.name;
            }
        }
    }

    /// A thread ends. It may still write records, such as that of the signal to its parent.
    pub fn ended(&self, thread: i32, time: u64) {
        let table = &mut *self.0.borrow_mut();
        if let Some(known) = table.threads.get_mut(&thread) {
            known.ended = true;
            table.ended.push_back((time, thread));
        }
        while let Some(&(then, thread)) = table.ended.front()
            && then + REMEMBERED < time
        {
            table.ended.pop_front();
            // Its number may be another thread's by now.
            if table.threads.get(&thread).is_some_and(|known| known.ended) {
                table.threads.remove(&thread);
            }
        }
    }
}

/// The living threads of a process and of all that it has made, as far as those are not somebody else's children by now.
#[must_use]
pub fn descendants(process: i32) -> Vec<i32> {
    let mut processes = vec![process];
    let mut threads = Vec::new();
    while let Some(process) = processes.pop() {
        for (thread, folder) in numbered(&format!("/proc/{process}/task")) {
            threads.push(thread);
            let children = fs::read_to_string(format!("{folder}/children"));
            let children = children.unwrap_or_default();
            processes.extend(children.split_whitespace().flat_map(str::parse::<i32>));
        }
    }
    threads
}

/// The user and group id of a living thread, real ones, as its process's `Uid:` and `Gid:` lines tell first.
#[must_use]
pub fn user_and_group(thread: i32) -> Option<(i64, i64)> {
    let status = fs::read(format!("/proc/{thread}/status")).ok()?;
    let number = |name| value(&status, name).and_then(first_number);
    Some((number(b"Uid:")?, number(b"Gid:")?))
}

fn from_status(thread: i32) -> Option<Thread> {
    let status = fs::read(format!("/proc/{thread}/status")).ok()?;
    Some(Thread {
        group: first_number(value(&status, b"Tgid:")?)? as i32,
        name: name_in(&format!("/proc/{thread}"))?,
        users: None,
        ended: false,
    })
}

/// The name of a thread, by its folder in /proc.
fn name_in(folder: &str) -> Option<[u8; 16]> {
    let name = fs::read(format!("{folder}/comm")).ok()?;
    let command_line = || fs::read(format!("{folder}/cmdline")).unwrap_or_default();
    let is_worker = name.starts_with(b"kworker/") && command_line().is_empty();
    Some(padded(if is_worker { worker(&name) } else { &name }))
}

/// The name of a kernel's worker without what /proc shows behind it: `kworker/u8:1-events` is `kworker/u8:1`.
fn worker(name: &[u8]) -> &[u8] {
    // A rescuer's own name has a hyphen.
    let own = if name.starts_with(b"kworker/R-") {
        10
    } else {
        0
    };
    let added = name[own..].iter().position(|byte| b"+-\n".contains(byte));
    added.map_or(name, |end| &name[..own + end])
}

/// What stands behind the name in its line.
fn value<'a>(status: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let mut lines = status.split(|byte| *byte == b'\n');
    lines.find_map(|line| line.strip_prefix(name))
}

/// The first number of a line.
fn first_number(text: &[u8]) -> Option<i64> {
    str::from_utf8(text)
        .ok()?
        .split_whitespace()
        .next()?
        .parse()
        .ok()
}

/// The entries of a folder whose names are numbers, each with its path.
fn numbered(folder: &str) -> impl Iterator<Item = (i32, String)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| {
        let number = entry.file_name().to_str()?.parse().ok()?;
        Some((number, entry.path().into_os_string().into_string().ok()?))
    })
}

/// A name up to its first NUL byte or newline, cut where the kernel cuts it.
fn padded(name: &[u8]) -> [u8; 16] {
    let mut padded = [0; 16];
    let ends = |byte: &u8| *byte == 0 || *byte == b'\n';
    let length = name.iter().position(ends).unwrap_or(name.len()).min(15);
    padded[..length].copy_from_slice(&name[..length]);
    padded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(threads: &Threads, thread: i32) -> (i32, String) {
        let known = threads.find(thread).expect("it is known");
        let name = known.name.split(|byte| *byte == 0).next().unwrap_or(b"");
        (known.group, String::from_utf8_lossy(name).into_owned())
    }

    /// Numbers beyond the kernel's largest, so that /proc never knows them.
    const SHELL: i32 = 1 << 30;
    const CHILD: i32 = SHELL + 1;
    const THREAD: i32 = SHELL + 2;

    #[test]
    fn a_life() {
        let threads = Threads::default();
        threads.born(1, SHELL, b"bash\0\0", false);
        threads.born(SHELL, CHILD, b"bash", false);
        assert_eq!(named(&threads, CHILD), (CHILD, "bash".to_owned()));
        threads.renamed(CHILD, b"worker\0garbage");
        threads.born(CHILD, THREAD, b"worker", true);
        threads.renamed(THREAD, b"second");
        assert_eq!(named(&threads, THREAD), (CHILD, "second".to_owned()));
        // The second thread runs another program: it takes the first one's number.
        threads.ended(CHILD, 10);
        threads.renamed(CHILD, b"program");
        threads.executed(THREAD, CHILD);
        assert_eq!(named(&threads, CHILD), (CHILD, "program".to_owned()));
        assert_eq!(threads.group(THREAD.into()), None);
        threads.ended(CHILD, 20);
        assert_eq!(named(&threads, CHILD).0, CHILD);
        threads.ended(SHELL, 21 + REMEMBERED);
        assert_eq!(threads.find(CHILD), None);
    }

    #[test]
    fn a_number_used_again_is_not_forgotten() {
        let threads = Threads::default();
        threads.born(1, CHILD, b"first", false);
        threads.ended(CHILD, 1);
        threads.born(1, CHILD, b"second", false);
        threads.born(1, SHELL, b"bash", false);
        threads.ended(SHELL, 2 + REMEMBERED);
        assert_eq!(named(&threads, CHILD).1, "second");
    }

    #[test]
    fn workers_have_names_of_their_own() {
        assert_eq!(worker(b"kworker/u8:1-events_unbound\n"), b"kworker/u8:1");
        assert_eq!(worker(b"kworker/0:1H+kblockd\n"), b"kworker/0:1H");
        assert_eq!(worker(b"kworker/R-rcu_gp\n"), b"kworker/R-rcu_gp");
    }

    #[test]
    fn the_living_come_from_proc() {
        let threads = Threads::default();
        threads.read_all(true);
        let own = std::process::id();
        let thread = nix::unistd::gettid().as_raw();
        assert_eq!(threads.group(thread.into()), Some(own.into()));
        assert!(descendants(own as i32).contains(&thread));
        threads.forget();
        assert_eq!(threads.group(thread.into()), None);
        let known = threads.find(thread).expect("it lives");
        assert_eq!(known.group, own as i32);
        let user = nix::unistd::getuid().as_raw();
        let group = nix::unistd::getgid().as_raw();
        assert_eq!(user_and_group(thread), Some((user.into(), group.into())));
        assert_eq!(threads.users(thread), Some((user.into(), group.into())));
        threads.born(thread, CHILD, b"child", false);
        assert_eq!(threads.users(CHILD), Some((user.into(), group.into())));
        threads.users_changed(CHILD);
        assert_eq!(threads.users(CHILD), None);
        assert_eq!(user_and_group(CHILD), None);
    }
}
