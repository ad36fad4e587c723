//! What is read at an event, and how.

use sigscript_grammar::operators::BinaryOperator;

use crate::rows::Kind;

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
    /// The field with this number of a stop ([`crate::plan::Stop::fields`]).
    Field(u8),
    /// The element of the array that the probe keeps ([`crate::plan::Kept`]), 0 where there is none; or whether there is one: 1 or 0.
    Kept {
        /// Which of the two.
        present: bool,
    },
    /// What an operator makes of two other captures, by their indices in [`crate::plan::Plan::captures`].
    Computed {
        /// One of [`COMPUTABLE`].
        operator: BinaryOperator,
        /// The left operand.
        left: u16,
        /// The right one; a positive constant where it divides.
        right: u16,
    },
    /// A constant.
    Constant(i64),
    /// Nanoseconds from the clock of [`Helper::Monotonic`] to the time of day, the same throughout a session.
    RealtimeOffset,
}

/// The operators that are computed where events happen.
pub const COMPUTABLE: [BinaryOperator; 11] = [
    BinaryOperator::Add,
    BinaryOperator::Subtract,
    BinaryOperator::Multiply,
    BinaryOperator::Divide,
    BinaryOperator::BitAnd,
    BinaryOperator::BitOr,
    BinaryOperator::BitXor,
    BinaryOperator::ShiftLeft,
    BinaryOperator::ShiftRight,
    BinaryOperator::Equal,
    BinaryOperator::Less,
];

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
    /// Whether the integer of this form is the process id of a target: 1 or 0. See [`crate::plan::Plan::targets`].
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
