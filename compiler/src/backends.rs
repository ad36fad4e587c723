//! The backends, as far as a plan depends on them: what each offers and delivers.

use crate::plan::{Base, Fact, Load, Read};

/// A backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackendKind {
    /// The prebuilt eBPF collector.
    Ebpf,
    /// Events of tracefs, in an instance of its own.
    Ftrace,
    /// The stops of a traced process.
    Ptrace,
    /// A recording.
    Replay,
}

impl BackendKind {
    /// All of them, those that give most first.
    pub const ALL: [Self; 4] = [Self::Ebpf, Self::Ftrace, Self::Ptrace, Self::Replay];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ebpf => "ebpf",
            Self::Ftrace => "ftrace",
            Self::Ptrace => "ptrace",
            Self::Replay => "replay",
        }
    }

    /// Whether it offers raw tracepoints: `kernel.trace`.
    #[must_use]
    pub const fn offers_traces(self) -> bool {
        matches!(self, Self::Ebpf)
    }

    /// Whether it offers tracefs events: `kernel.tracepoint`.
    #[must_use]
    pub const fn offers_events(self) -> bool {
        matches!(self, Self::Ebpf | Self::Ftrace | Self::Replay)
    }

    /// Whether it offers the stops of a traced process: `process.signal` and its like.
    #[must_use]
    pub const fn offers_stops(self) -> bool {
        matches!(self, Self::Ptrace)
    }

    /// Whether it reads memory of processes.
    #[must_use]
    pub const fn reads_processes(self) -> bool {
        matches!(self, Self::Ebpf | Self::Ptrace)
    }

    /// Whether it can tell this of an event.
    #[must_use]
    pub const fn tells(self, fact: Fact) -> bool {
        match self {
            // It has helpers and the kernel's types for all of these.
            Self::Ebpf => false,
            Self::Ftrace => !matches!(fact, Fact::Parent),
            Self::Ptrace => true,
            Self::Replay => matches!(
                fact,
                Fact::Process | Fact::Thread | Fact::Name | Fact::Processor | Fact::Time
            ),
        }
    }

    /// Whether it can compute, count events, and keep elements of arrays where events happen.
    #[must_use]
    pub const fn counts(self) -> bool {
        matches!(self, Self::Ebpf)
    }

    /// Whether it can make this read.
    #[must_use]
    pub fn delivers(self, load: &Load) -> bool {
        let in_process = usize::from(load.user) == load.offsets.len();
        match (self, load.base) {
            (Self::Ebpf, _) => true,
            (_, Base::Fact(fact)) => self.tells(fact),
            (Self::Ftrace | Self::Replay, Base::Record) => {
                let in_record = matches!(
                    load.read,
                    Read::Integer { .. }
                        | Read::Target { .. }
                        | Read::Text { .. }
                        | Read::Field { .. }
                        | Read::LocatedText
                        | Read::RelativeText
                        | Read::LocatedBytes
                        | Read::RelativeBytes
                );
                load.offsets.len() == 1 && load.user == 0 && in_record
            }
            (Self::Ftrace | Self::Replay, base) => base.is_of_call() && load.offsets.is_empty(),
            (Self::Ptrace, Base::Field(_)) => load.offsets.is_empty(),
            (Self::Ptrace, base) => base.is_of_call() && in_process,
        }
    }
}
