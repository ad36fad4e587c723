//! Concrete event sources: what a probe is attached to.

/// A concrete event source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Point {
    /// `begin[(n)]`
    Begin(i64),
    /// `end[(n)]`
    End(i64),
    /// `error[(n)]`
    Error(i64),
    /// `never`
    Never,
    /// `timer.…`
    Timer {
        /// As written: `timer.ms(100)`.
        text: String,
        /// Nanoseconds between two firings.
        period: u64,
        /// Nanoseconds of random lengthening or shortening, at most `period`.
        randomize: u64,
    },
    /// `kernel.trace("name")`: a raw tracepoint
    Trace {
        /// Its system, where the catalog knows it.
        system: Option<String>,
        /// Its name.
        name: String,
        /// The number of its arguments.
        arguments: u8,
    },
    /// `kernel.tracepoint("system:name")`: a tracefs event
    Event {
        /// Its system.
        system: String,
        /// Its name.
        name: String,
        /// The kernel's number for it.
        id: u16,
        /// The size of the fixed part of its record, in bytes.
        size: u16,
    },
    /// `kernel.syscall("name")[.return]`: a system call as it begins or ends
    Syscall {
        /// Its name and its number on this architecture; `None` stands for all of them.
        call: Option<(String, u32)>,
        /// Whether it is the end.
        returns: bool,
    },
    /// `process.signal` and its like: a stop of a traced process
    Stop(Stop),
}

impl Point {
    /// Whether a backend delivers it; the session itself fires all others.
    #[must_use]
    pub fn is_event(&self) -> bool {
        matches!(
            self,
            Self::Trace { .. } | Self::Event { .. } | Self::Syscall { .. } | Self::Stop(_)
        )
    }
}

/// Why a traced process stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stop {
    /// A signal is about to be delivered: `process.signal`. What the event tells beside its fields is the sender's, where a process sent it.
    Signal,
    /// The same stop: `process.delivery`. What the event tells beside its fields is the receiver's.
    Delivery,
    /// A new process or thread begins: `process.start`.
    Start,
    /// It runs another program now: `process.exec`.
    Exec,
    /// It made a process or thread: `process.fork`.
    Fork,
    /// It ends: `process.exit`.
    Exit,
}

impl Stop {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Signal,
        Self::Delivery,
        Self::Start,
        Self::Exec,
        Self::Fork,
        Self::Exit,
    ];

    /// Its name behind `process.`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Signal => "signal",
            Self::Delivery => "delivery",
            Self::Start => "start",
            Self::Exec => "exec",
            Self::Fork => "fork",
            Self::Exit => "exit",
        }
    }

    /// What it tells: target variables, all of them numbers. Those of a signal are of its siginfo (sigaction(2)), the last four are the
    /// receiver's process, thread, user and parent; of an end, `code` is the wait status.
    #[must_use]
    pub const fn fields(self) -> &'static [&'static str] {
        match self {
            Self::Signal | Self::Delivery => &[
                "sig",
                "code",
                "pid",
                "uid",
                "value",
                "address",
                "status",
                "errno",
                "receiver",
                "receiver_tid",
                "receiver_uid",
                "receiver_ppid",
            ],
            Self::Start | Self::Exec => &[],
            Self::Fork => &["child", "child_tid"],
            Self::Exit => &["code"],
        }
    }
}
