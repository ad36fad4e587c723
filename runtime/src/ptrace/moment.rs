//! A stop of a traced thread to what the plan's captures ask of it.

use sigscript_compiler::plan::{Base, Fact, Load, Read, Stop};

use super::siginfo::Siginfo;
use super::sys;
use super::thread::{self, Call, Threads};
use crate::assembly::Moment;
use crate::text::before_nul;

/// A string in the process's memory that is read by its address, at most.
const STRING: usize = 4096;

/// A stop, and what is known of it.
pub struct Stopped<'a> {
    /// The thread that stopped.
    pub thread: i32,
    /// Its process.
    pub process: i32,
    /// Why.
    pub reason: Reason<'a>,
    /// All traced threads.
    pub threads: &'a Threads,
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    pub time: i64,
}

/// Why a thread stopped.
#[derive(Clone, Copy, Debug)]
pub enum Reason<'a> {
    /// A signal, in the name of its sender.
    Signal(&'a Siginfo),
    /// A signal, in the name of its receiver.
    Delivery(&'a Siginfo),
    /// A SIGKILL, of which nothing else is known.
    Killed,
    /// It made a thread.
    Fork {
        /// The new one's process.
        child: i32,
        /// The new one.
        child_thread: i32,
    },
    /// It has ended, with a status as wait(2) gives it.
    Exit(i32),
    /// A system call begins or, with a result, ends.
    Call(Option<Call>, Option<i64>),
    /// There is nothing to tell.
    Plain,
}

impl Stopped<'_> {
    /// Who the event is about: the sender of a signal, where a process sent it; else who stopped.
    fn subject(&self) -> Option<i32> {
        match self.reason {
            Reason::Signal(siginfo) => siginfo
                .sender()
                .map_or(Some(self.thread), |(pid, _)| (pid != 0).then_some(pid)),
            Reason::Killed => None,
            _ => Some(self.thread),
        }
    }

    /// The sender's process and user id.
    fn sender(&self) -> Option<(i32, u32)> {
        match self.reason {
            Reason::Signal(siginfo) => siginfo.sender(),
            _ => None,
        }
    }

    fn fact(&self, fact: Fact) -> Option<i64> {
        let of_subject = |key| thread::status_number(self.subject()?, key);
        let sender = self.sender();
        match fact {
            _ if matches!(self.reason, Reason::Killed) => None,
            Fact::Process => Some(sender.map_or(self.process, |(pid, _)| pid).into()),
            Fact::Thread => Some(sender.map_or(self.thread, |(pid, _)| pid).into()),
            Fact::User => sender.map_or_else(|| of_subject("Uid:"), |(_, uid)| Some(uid.into())),
            Fact::Group => of_subject("Gid:"),
            Fact::Parent => of_subject("PPid:"),
            Fact::Processor => thread::processor(self.thread),
            Fact::Time => Some(self.time),
            Fact::Name => None,
        }
    }

    /// A field by its place in [`Stop::fields`].
    fn field(&self, index: u8) -> Option<i64> {
        let index = usize::from(index);
        match self.reason {
            Reason::Signal(siginfo) | Reason::Delivery(siginfo) => {
                let name = Stop::Signal.fields().get(index)?;
                signal_field(siginfo, name).or_else(|| self.receiver(name))
            }
            Reason::Killed => match *Stop::Signal.fields().get(index)? {
                "sig" => Some(libc::SIGKILL.into()),
                name => self.receiver(name),
            },
            Reason::Fork {
                child,
                child_thread,
            } => match *Stop::Fork.fields().get(index)? {
                "child" => Some(child.into()),
                "child_tid" => Some(child_thread.into()),
                _ => None,
            },
            Reason::Exit(status) => Some(status.into()),
            Reason::Call(..) | Reason::Plain => None,
        }
    }

    fn receiver(&self, name: &str) -> Option<i64> {
        match name {
            "receiver" => Some(self.process.into()),
            "receiver_tid" => Some(self.thread.into()),
            "receiver_uid" => thread::status_number(self.thread, "Uid:"),
            "receiver_ppid" => thread::status_number(self.thread, "PPid:"),
            _ => None,
        }
    }

    /// Where a load starts.
    fn start(&self, base: Base) -> Option<i64> {
        match (base, self.reason) {
            (Base::Fact(fact), _) => self.fact(fact),
            (Base::Field(index), _) => self.field(index),
            (Base::SyscallNumber, Reason::Call(call, _)) => Some(call?.number.cast_signed()),
            (Base::SyscallArgument(index), Reason::Call(call, _)) => {
                let argument = call?.arguments.get(usize::from(index)).copied();
                argument.map(u64::cast_signed)
            }
            (Base::SyscallResult, Reason::Call(_, result)) => result,
            _ => None,
        }
    }

    /// The address where a load ends: every offset but the last leads to a pointer in the process's memory.
    fn address(&self, load: &Load) -> Option<u64> {
        let (last, pointers) = load.offsets.split_last()?;
        let mut address = self.start(load.base)?.cast_unsigned();
        for offset in pointers {
            let mut word = [0; 8];
            self.read(address.wrapping_add(u64::from(*offset)), &mut word)?;
            address = u64::from_ne_bytes(word);
        }
        Some(address.wrapping_add(u64::from(*last)))
    }

    /// Reads memory, all of it or nothing.
    fn read(&self, address: u64, buffer: &mut [u8]) -> Option<()> {
        (sys::read_memory(self.process, address, buffer) == buffer.len()).then_some(())
    }

    /// The unsigned word that a load gives: `size` bytes of memory, or of the start itself.
    fn word(&self, load: &Load, size: u8) -> Option<u64> {
        if load.offsets.is_empty() {
            return Some(self.start(load.base)?.cast_unsigned());
        }
        let mut word = [0; 8];
        let bytes = word.get_mut(..usize::from(size))?;
        self.read(self.address(load)?, bytes)?;
        // Processes that are traced run on processors of the lowest byte first.
        Some(u64::from_le_bytes(word))
    }

    /// Whether a process is traced, and so belongs to the target.
    fn is_target(&self, process: u64) -> bool {
        let mut processes = self.threads.known.values().map(|thread| thread.process);
        processes.any(|known| u64::from(known.cast_unsigned()) == process)
    }
}

fn signal_field(siginfo: &Siginfo, name: &str) -> Option<i64> {
    let sender = siginfo.sender().unwrap_or_default();
    Some(match name {
        "sig" => siginfo.signal().into(),
        "code" => siginfo.code().into(),
        "pid" => sender.0.into(),
        "uid" => sender.1.into(),
        "value" => siginfo.value().into(),
        "address" => siginfo.address(),
        "status" => siginfo.status().into(),
        "errno" => siginfo.errno().into(),
        _ => return None,
    })
}

/// The lowest `bits` of a word, with or without a sign.
fn cut(word: u64, bits: u8, signed: bool) -> i64 {
    let above = 64 - u32::from(bits.clamp(1, 64));
    if signed {
        (word << above).cast_signed() >> above
    } else {
        (word << above >> above).cast_signed()
    }
}

impl Moment for Stopped<'_> {
    fn number(&self, load: &Load) -> Option<i64> {
        match load.read {
            Read::Integer {
                size,
                shift,
                bits,
                signed,
            } => Some(cut(self.word(load, size)? >> shift, bits, signed)),
            Read::Target { size, shift, bits } => {
                let process = cut(self.word(load, size)? >> shift, bits, false);
                Some(self.is_target(process.cast_unsigned()).into())
            }
            _ => None,
        }
    }

    fn text(&self, load: &Load, text: &mut Vec<u8>) -> Option<()> {
        if load.base == Base::Fact(Fact::Name) {
            let subject = self.subject()?;
            match thread::name(subject) {
                Some(name) => text.extend(name),
                None => text.extend_from_slice(self.threads.departed(subject)?),
            }
            return Some(());
        }
        let address = self.address(load)?;
        let exactly = |size: u16| {
            let mut bytes = vec![0; usize::from(size)];
            self.read(address, &mut bytes).map(|()| bytes)
        };
        match load.read {
            Read::UserString => text.extend(thread::string(self.process, address, STRING)?),
            Read::Text { size } => text.extend_from_slice(before_nul(&exactly(size)?)),
            Read::Field { size } => text.extend(exactly(size)?),
            Read::Bytes { size } => {
                let mut bytes = vec![0; usize::from(size)];
                let read = sys::read_memory(self.process, address, &mut bytes);
                bytes.truncate(read);
                if bytes.is_empty() {
                    return None;
                }
                text.extend(bytes);
            }
            _ => return None,
        }
        Some(())
    }
}
