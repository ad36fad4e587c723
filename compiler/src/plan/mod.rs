//! The plan: what to attach, what to capture, what to test early, and what to run. A plain value with a stable text form.

mod capture;
pub mod code;
mod condition;
mod filter;
mod generate;
mod listing;
pub(crate) mod make;
mod template;
mod text;

use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{HistogramShape, SortBy};

use crate::rows::Kind;
pub(crate) use capture::context_load;
use code::{Code, Template};

/// A compiled script.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plan {
    /// Its probes, in source order.
    pub probes: Vec<Probe>,
    /// Everything that is read at events; probes and code name captures by their index here.
    pub captures: Vec<Capture>,
    /// Its functions; code names them by their index here.
    pub functions: Vec<Function>,
    /// Its globals; code names them by their index here.
    pub globals: Vec<Global>,
    /// Constant strings.
    pub texts: Vec<Box<[u8]>>,
    /// Constant numbers too wide for an instruction.
    pub numbers: Vec<i64>,
    /// Output templates.
    pub templates: Vec<Template>,
    /// Regular expressions: POSIX extended, for `=~` and `!~`.
    pub patterns: Vec<Box<[u8]>>,
    /// What `foreach` loops walk over.
    pub walks: Vec<Walk>,
    /// How to tell the processes that are targets; set where a capture asks for it ([`Read::Target`]).
    pub targets: Option<Targets>,
}

/// The processes that are targets: `target()` and all that it, or one of them, has forked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Targets {
    /// The first one's process id: `target()`.
    pub first: i64,
    /// `struct task_struct`: the offset of `pid`, in bytes.
    pub task_pid: u16,
    /// `struct task_struct`: the offset of `tgid`, in bytes.
    pub task_tgid: u16,
}

/// A global variable.
#[derive(Clone, Debug, PartialEq)]
pub struct Global {
    /// Its name.
    pub name: String,
    /// Its elements' keys; empty for a scalar.
    pub keys: Vec<Kind>,
    /// What it, or each of its elements, holds.
    pub content: Content,
    /// For an array: the most elements it may have, where the script says so.
    pub size: Option<u64>,
    /// For an array: the oldest element makes room when it is full.
    pub wrap: bool,
    /// What a scalar holds before the first probe runs; 0 or the empty string where the script says nothing.
    pub initial: sigscript_grammar::syntax::Literal,
    /// Written but never read: printed when the session ends, if it was written.
    pub display: bool,
    /// Where it is declared.
    pub span: Span,
}

impl Global {
    /// The type of its value or of its elements' values; a statistic's samples are numbers.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.content {
            Content::Value(kind) => kind,
            Content::Statistic(_) => Kind::Long,
        }
    }
}

/// What a global or an array's element holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A number or a string.
    Value(Kind),
    /// A statistic: what `<<<` accumulates.
    Statistic(Statistic),
}

/// What is asked of a statistic beside count, sum, minimum and maximum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Statistic {
    /// Its histogram.
    pub histogram: Option<HistogramShape>,
    /// The second argument of `@variance`: bits of scaling in the intermediate sums.
    pub shift: u8,
}

/// A walk over an array, or over the buckets of a histogram: a `foreach`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Its index in [`Plan::globals`].
    pub global: u16,
    /// What the walk goes over.
    pub over: WalkOver,
    /// What it is sorted by; without, the order of the array as it stands.
    pub sort: Option<(SortBy, Direction)>,
    /// Whether there is a limit: a number behind the keys in the window.
    pub limited: bool,
}

/// What a walk goes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WalkOver {
    /// The elements whose keys equal those in the window, where this holds false; a key for which it holds true may be any and
    /// has no register in the window.
    Elements(AnyKeys),
    /// The bucket numbers of the histogram of the element with the keys in the window (of the scalar, where it has none).
    Buckets,
}

/// The keys that may be anything: bit `n` for key `n`, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AnyKeys(pub u32);

impl AnyKeys {
    /// Whether key `index` may be anything.
    #[must_use]
    pub const fn contains(self, index: usize) -> bool {
        index < 32 && self.0 >> index & 1 != 0
    }
}

/// Which way a walk is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// `+`
    Ascending,
    /// `-`
    Descending,
}

/// A function of the script or its library.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: String,
    /// Its parameters' types; a call places them in the callee's first number and string registers, in order of each kind.
    pub parameters: Vec<Kind>,
    /// Its value's type; the callee leaves it in its first register of that kind.
    pub returns: Option<Kind>,
    /// Its body.
    pub code: Code,
}

/// One probe on one point.
#[derive(Clone, Debug, PartialEq)]
pub struct Probe {
    /// The point as the script names it: `signal.send`.
    pub name: String,
    /// The concrete point.
    pub point: Point,
    /// A condition that every event with any effect fulfils; tested early where the backend can.
    pub filter: Condition,
    /// Whether the handler does something for every event that the filter lets through.
    pub exact: bool,
    /// What must be delivered with an event: indices into [`Plan::captures`], in the order of the record.
    pub captures: Vec<usize>,
    /// The arming condition (`if (…)` behind the point), leaving its value in number register 0.
    pub condition: Option<Code>,
    /// What runs.
    pub handler: Code,
    /// The handler as text, one statement a line, for the plan's text form.
    pub listing: Vec<String>,
    /// Where the point stands in the script.
    pub span: Span,
}

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

/// Something read at an event.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    /// As the plan's text shows it: `$task->tgid`, `execname()`.
    pub label: String,
    /// The script's variable it was first assigned to, for the plan's text.
    pub variable: Option<String>,
    /// What it gives.
    pub kind: Kind,
    /// How the backend reads it at an event; `None` where only the session knows it.
    pub load: Option<Load>,
    /// For a context function: its row in [`crate::Rows::contexts`]. In probes that are no events (`begin`, `end`, timers) the
    /// session reads it when the handler runs.
    pub context: Option<usize>,
    /// Where it could not be read at the event, it is 0 or empty; else that is a run-time error.
    pub optional: bool,
}

/// A read at the event: start somewhere, follow pointers, read something.
///
/// With [`Base::Argument`], [`Base::Helper`]: without `offsets` the word itself is the value; else the word is an address, every
/// offset but the last is added and an 8-byte pointer loaded from there, the last is added and the value read from there.
/// With [`Base::Record`] the first offset leads into the record itself, without a pointer.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Load {
    /// Where it starts.
    pub base: Base,
    /// Byte offsets, at most [`MAX_OFFSETS`].
    pub offsets: Vec<u32>,
    /// How many of the reads, counted from the last one, are made from memory of the current process instead of the kernel's.
    pub user: u8,
    /// What is read in the end.
    pub read: Read,
}

/// Where a load starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// The argument of a raw tracepoint with this number, from 0.
    Argument(u8),
    /// The start of a tracefs event's record.
    Record,
    /// What a kernel helper returns.
    Helper(Helper),
    /// The argument of a system call with this number, from 0: a 64-bit register.
    SyscallArgument(u8),
    /// The number of a system call.
    SyscallNumber,
    /// What a system call returns.
    SyscallResult,
    /// What every event tells beside its own fields, where the backend cannot look at the kernel.
    Fact(Fact),
    /// The field with this number of a stop ([`Stop::fields`]).
    Field(u8),
}

impl Base {
    /// Whether it is a system call's.
    #[must_use]
    pub const fn is_of_call(self) -> bool {
        matches!(
            self,
            Self::SyscallArgument(_) | Self::SyscallNumber | Self::SyscallResult
        )
    }
}

/// What an event tells beside its own fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fact {
    /// The current process's id.
    Process,
    /// The current thread's id.
    Thread,
    /// The current thread's name.
    Name,
    /// The id of the current process's parent.
    Parent,
    /// The current process's user id.
    User,
    /// The current process's group id.
    Group,
    /// The processor's number.
    Processor,
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    Time,
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

/// A kernel helper without arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Helper {
    /// `bpf_get_current_task`: the address of the current `task_struct`
    Task,
    /// `bpf_get_current_pid_tgid`: tgid in the high half, thread id in the low half
    PidTgid,
    /// `bpf_get_current_uid_gid`: gid in the high half, uid in the low half
    UidGid,
    /// `bpf_get_smp_processor_id`
    Cpu,
    /// `bpf_ktime_get_ns`: nanoseconds of `CLOCK_MONOTONIC`
    Monotonic,
    /// `bpf_ktime_get_boot_ns`: nanoseconds of `CLOCK_BOOTTIME`
    Boot,
    /// `bpf_get_current_cgroup_id`
    CgroupId,
}

/// What is read at the end of a load.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Read {
    /// `size` bytes as a little-endian word, of which `bits` from `shift` on are the value.
    Integer {
        /// 1, 2, 4 or 8 bytes.
        size: u8,
        /// The lowest bit of the value.
        shift: u8,
        /// The width of the value.
        bits: u8,
        /// Whether the value has a sign.
        signed: bool,
    },
    /// A `char` array of this many bytes: text, ended by a NUL byte or the array's end.
    Text {
        /// In bytes.
        size: u16,
    },
    /// Whether the integer of this form is the process id of a target: 1 or 0. See [`Plan::targets`].
    Target {
        /// As in [`Read::Integer`].
        size: u8,
        /// As in [`Read::Integer`].
        shift: u8,
        /// As in [`Read::Integer`].
        bits: u8,
    },
    /// An array of this many bytes, as raw bytes.
    Field {
        /// In bytes.
        size: u16,
    },
    /// So many raw bytes, up to the first page that cannot be read; the address is where the load ends.
    Bytes {
        /// In bytes, at most 4096.
        size: u16,
    },
    /// What the `__data_loc` word of a record leads to, as raw bytes.
    LocatedBytes,
    /// What the `__rel_loc` word of a record leads to, as raw bytes.
    RelativeBytes,
    /// The return addresses on a stack, innermost first, as hexadecimal text separated by blanks.
    Stack {
        /// The current process's stack, not the kernel's.
        user: bool,
    },
    /// A NUL-terminated string in kernel memory; the address is where the load ends.
    KernelString,
    /// A NUL-terminated string in the current process's memory; the address is where the load ends.
    UserString,
    /// `__data_loc` text of a record.
    LocatedText,
    /// `__rel_loc` text of a record.
    RelativeText,
    /// The absolute file name of the `struct path` where the load ends. Offsets in bytes, from the catalog.
    FileName(FileNameOffsets),
    /// The memory between two addresses of the current process, held in two adjacent 8-byte words where the load ends
    /// (`mm_struct.arg_start`, `arg_end`), with NUL bytes shown as blanks.
    UserArea,
}

impl Read {
    /// A whole pointer.
    pub const POINTER: Self = Self::integer(8, false);

    /// A whole integer of `size` bytes.
    #[must_use]
    pub const fn integer(size: u8, signed: bool) -> Self {
        Self::Integer {
            size,
            shift: 0,
            bits: size * 8,
            signed,
        }
    }

    /// Whether it is bytes as they are, and no text.
    #[must_use]
    pub const fn is_raw(self) -> bool {
        matches!(
            self,
            Self::Field { .. } | Self::Bytes { .. } | Self::LocatedBytes | Self::RelativeBytes
        )
    }

    /// The type of what is read.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Integer { .. } | Self::Target { .. } => Kind::Long,
            _ => Kind::String,
        }
    }
}

/// The most offsets of a load: the longest walk that a backend makes.
pub const MAX_OFFSETS: usize = 7;

/// The most captures of one probe.
pub const MAX_CAPTURES: usize = 32;

/// The most tests of one filter.
pub const MAX_TESTS: usize = 32;

/// What it takes to walk from a `struct path` up to the root, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FileNameOffsets {
    /// `struct path`: `mnt`
    pub path_mnt: u16,
    /// `struct path`: `dentry`
    pub path_dentry: u16,
    /// `struct dentry`: `d_parent`
    pub dentry_parent: u16,
    /// `struct dentry`: `d_name.name`
    pub dentry_name: u16,
    /// `struct mount`: `mnt`
    pub mount_mnt: u16,
    /// `struct mount`: `mnt_parent`
    pub mount_parent: u16,
    /// `struct mount`: `mnt_mountpoint`
    pub mount_mountpoint: u16,
    /// `struct vfsmount`: `mnt_root`
    pub vfsmount_root: u16,
}

/// A condition on captures.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// Always fulfilled.
    Always,
    /// Never fulfilled.
    Never,
    /// All of these, tested in order.
    All(Vec<Condition>),
    /// Any of these, tested in order.
    Any(Vec<Condition>),
    /// One test.
    Test(Test),
}

/// One test of a condition. Where the capture could not be read, the test counts as fulfilled, and so does the whole condition:
/// the handler will tell the fault.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// What is tested: an index into [`Plan::captures`].
    pub capture: usize,
    /// How.
    pub predicate: Predicate,
}

/// How a capture is tested.
#[derive(Clone, Debug, PartialEq)]
pub enum Predicate {
    /// A number, masked, compared as signed with a constant by one of the six comparisons.
    Number {
        /// `& mask`; all ones where there is none.
        mask: i64,
        /// The comparison.
        comparison: BinaryOperator,
        /// The constant.
        constant: i64,
    },
    /// A string equal (or not) to a constant.
    Text {
        /// The constant.
        constant: Box<[u8]>,
        /// Equal, or not.
        equal: bool,
        /// Only the beginning is compared, over the constant's length.
        prefix: bool,
    },
}
