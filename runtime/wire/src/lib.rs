//! The layouts that the collector in the kernel and the loader and reader in user space share. Data only: no logic.
//!
//! A probe's [`Config`] is read-only data of its program: the loader follows the paths that it selects, and leaves out the others. What the program delivers is a [`Header`], then the values: the fixed part, one place for each load,
//! then a tail of texts whose length is known at the event only.

#![no_std]

/// Loads of one probe, at most.
pub const LOADS: usize = 32;
/// Tests of one probe, at most.
pub const TESTS: usize = 32;
/// Steps of one probe, at most: its tests, then its loads.
pub const STEPS: usize = TESTS + LOADS;
/// Offsets of one load, at most.
pub const OFFSETS: usize = 8;
/// Sets of small numbers of one probe, at most.
pub const SETS: usize = 16;
/// A set holds numbers below this.
pub const SET_LIMIT: usize = 512;
/// Context words that can be read directly, at most: arguments of a raw tracepoint, or the first words of a record.
pub const WORDS: usize = 16;
/// Bytes of values in one record, at most.
pub const VALUES: usize = 12 * 1024;
/// Bytes of one text in the tail, at most.
pub const TEXT: usize = 4096;
/// Bytes of one part of a file name, its NUL byte included (`NAME_MAX` + 1).
pub const PART: usize = 256;
/// Steps of a walk from a file up to the root, mount points included, at most.
pub const PARTS: usize = 32;
/// Bytes of one text that events are counted by, its NUL byte included; an event with a longer one is delivered.
pub const SHORT_TEXT: usize = 64;
/// Numbers that one probe adds up, at most.
pub const METERS: usize = 4;
/// Programs that can be at work on one CPU at once (task, soft interrupt, interrupt, non-maskable interrupt).
pub const NESTING: usize = 4;
/// As the target of a jump: the event has no effect.
pub const REJECT: u8 = u8::MAX;

/// What one probe reads, tests and delivers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Config {
    /// The probe's index in the plan.
    pub probe: u32,
    /// The reader is woken whenever the pending bytes in the ring reach a multiple of this power of two; 0 leaves it to the kernel.
    pub wake: u32,
    /// A bit for each context word that a load starts from.
    pub words: u16,
    /// Bytes of the values' fixed part: where the tail begins.
    pub fixed: u16,
    /// The last offset in the values at which a text of the tail may begin.
    pub tail: u16,
    /// Bytes of values, at most.
    pub limit: u16,
    /// How many steps are in use.
    pub step_count: u8,
    /// The step behind the tests: where an event is accepted.
    pub accept: u8,
    /// Whether every event is counted, not only those that are delivered.
    pub count_seen: u8,
    /// Whether delivered and lost events are counted by the number that the first load gives (below [`SET_LIMIT`]), from
    /// [`Config::counters`] on, not by the probe.
    pub count_by_number: u8,
    /// `struct task_struct`: `pid`
    pub task_pid: u16,
    /// `struct task_struct`: `tgid`
    pub task_tgid: u16,
    /// The first counter of a probe that counts by number.
    pub counters: u32,
    /// How many of the meters are in use.
    pub meter_count: u8,
    /// Whether all events are counted together: their key is one word, which is 0.
    pub without_key: u8,
    /// How many steps, from the first on, test nothing but numbers and texts of up to 16 bytes in the kernel's memory: they are followed
    /// before anything is taken or copied, and what they look at counts as not loaded.
    pub early: u8,
    /// Nothing.
    pub padding: u8,
    /// Where the key of the kept element is among the values, in bytes.
    pub kept_key: u16,
    /// Where what is stored in that element is.
    pub kept_value: u16,
    /// How many numbers, from 0 on, have their elements in the table, where they are the key: see [`table`].
    pub kept_table: u32,
    /// A bit for each load that may fail.
    pub fallible: u64,
    /// A bit for each load of which a step asks whether it was made.
    pub noted: u64,
    /// How to walk up from a file.
    pub path: PathOffsets,
    /// Sets of numbers, a bit for each.
    pub sets: [[u64; SET_LIMIT / 64]; SETS],
    /// What is read.
    pub loads: [Load; LOADS],
    /// What is done, in order.
    pub steps: [Step; STEPS],
    /// What is added up of events that are counted.
    pub meters: [Meter; METERS],
}

/// Something read at the event. First a word, by `base`; then for each of `hops` an offset is added and an 8-byte pointer loaded from
/// there; then the offset behind those is added, and `read` says what to do with the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Load {
    /// One of [`base`].
    pub base: u8,
    /// One of [`read`].
    pub read: u8,
    /// How many pointers are followed, less than [`OFFSETS`].
    pub hops: u8,
    /// The context word for [`base::WORD`]; one of [`mod@compute`] for [`base::COMPUTED`].
    pub word: u8,
    /// Bits to shift an integer left, so that its highest bit becomes the word's.
    pub left: u8,
    /// Bits to shift it right afterwards, so that its lowest bit becomes the word's.
    pub right: u8,
    /// Whether the right shift keeps the sign.
    pub signed: u8,
    /// The first read that is made from memory of the current process, counted from 0: the hops, then the last read. Those before it
    /// are made from the kernel's.
    pub user: u8,
    /// Where the value goes in the record's values, in bytes; a multiple of 8.
    pub place: u16,
    /// Bytes to read: an integer's or a `char` array's size, or the limit of a text of the tail with its NUL byte.
    pub size: u16,
    /// What is added to addresses.
    pub offsets: [u32; OFFSETS],
}

/// Where a load starts.
pub mod base {
    /// A context word.
    pub const WORD: u8 = 0;
    /// The context's address: the start of a tracefs event's record.
    pub const CONTEXT: u8 = 1;
    /// `bpf_get_current_task`
    pub const TASK: u8 = 2;
    /// `bpf_get_current_pid_tgid`
    pub const PID_TGID: u8 = 3;
    /// `bpf_get_current_uid_gid`
    pub const UID_GID: u8 = 4;
    /// `bpf_get_smp_processor_id`
    pub const CPU: u8 = 5;
    /// `bpf_ktime_get_ns`
    pub const MONOTONIC: u8 = 6;
    /// `bpf_ktime_get_boot_ns`
    pub const BOOT: u8 = 7;
    /// `bpf_get_current_cgroup_id`
    pub const CGROUP_ID: u8 = 8;
    /// The element of the kept array with the key at [`super::Config::kept_key`], 0 where there is none; the word behind it says whether
    /// there is one.
    pub const KEPT: u8 = 9;
    /// What one of [`super::compute`] makes of the loads whose numbers are the offsets 1 and 2.
    pub const COMPUTED: u8 = 10;
    /// The offsets 1 and 2: the low and the high half of a constant.
    pub const CONSTANT: u8 = 11;
    /// What the session says of the time of day: nanoseconds that it is ahead of `CLOCK_MONOTONIC`.
    pub const REALTIME_OFFSET: u8 = 12;
}

/// What is computed of two numbers, as the script's operators do.
pub mod compute {
    /// `+`, wrapping.
    pub const ADD: u8 = 0;
    /// `-`, wrapping.
    pub const SUBTRACT: u8 = 1;
    /// `*`, wrapping.
    pub const MULTIPLY: u8 = 2;
    /// `/` by a positive number, toward 0.
    pub const DIVIDE: u8 = 3;
    /// `&`
    pub const AND: u8 = 4;
    /// `|`
    pub const OR: u8 = 5;
    /// `^`
    pub const XOR: u8 = 6;
    /// `<<` by the count's lowest 6 bits.
    pub const SHIFT_LEFT: u8 = 7;
    /// `>>` by the count's lowest 6 bits, keeping the sign.
    pub const SHIFT_RIGHT: u8 = 8;
    /// `==`
    pub const EQUAL: u8 = 9;
    /// `<`
    pub const LESS: u8 = 10;
}

/// What a load reads in the end.
pub mod read {
    /// Nothing: the word, shifted, is the value.
    pub const WORD: u8 = 0;
    /// An integer of 1, 2, 4 or 8 bytes.
    pub const INTEGER: u8 = 1;
    /// A `char` array.
    pub const TEXT: u8 = 2;
    /// A NUL-terminated string in kernel memory, into the tail.
    pub const KERNEL_STRING: u8 = 3;
    /// A NUL-terminated string of the current process, into the tail.
    pub const USER_STRING: u8 = 4;
    /// The text that a `__data_loc` word of a record leads to, into the tail.
    pub const LOCATED: u8 = 5;
    /// The text that a `__rel_loc` word of a record leads to, into the tail.
    pub const RELATIVE: u8 = 6;
    /// The parts of the name of the file of a `struct path`, leaf first, each with its NUL byte, into the tail.
    pub const FILE_NAME: u8 = 7;
    /// The memory of the current process between two addresses, into the tail.
    pub const USER_AREA: u8 = 8;
    /// Bytes at the address, up to the first page that cannot be read, into the tail.
    pub const BYTES: u8 = 9;
    /// The bytes that a `__data_loc` word of a record leads to, into the tail.
    pub const LOCATED_BYTES: u8 = 10;
    /// The bytes that a `__rel_loc` word of a record leads to, into the tail.
    pub const RELATIVE_BYTES: u8 = 11;
    /// The return addresses on the kernel's stack, innermost first, 8 bytes each, into the tail.
    pub const KERNEL_STACK: u8 = 12;
    /// The return addresses on the stack of the current process, into the tail.
    pub const USER_STACK: u8 = 13;
    /// 1 where the word, shifted, is the process id of a target, else 0.
    pub const TARGET_WORD: u8 = 14;
    /// The same of an integer of 1, 2, 4 or 8 bytes.
    pub const TARGET_INTEGER: u8 = 15;
    /// Together with one of the strings or texts: into the fixed part, [`super::SHORT_TEXT`] bytes, those behind the text all zero. A
    /// text that may be longer counts as one that cannot be read.
    pub const SHORT: u8 = 64;
}

/// Makes a load, unless it has been made, then may test what it gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Step {
    /// The load: an index into [`Config::loads`].
    pub load: u8,
    /// One of [`mod@test`].
    pub test: u8,
    /// The next step where the test is fulfilled, or there is none, or [`REJECT`]. Always further on.
    pub yes: u8,
    /// The next step where it is not.
    pub no: u8,
    /// From the start of the load's text to the tested word, in bytes.
    pub offset: u16,
    /// Whether the text is in the tail, and the load's place only says where.
    pub located: u8,
    /// One of [`made`].
    pub made: u8,
    /// What is kept of the word.
    pub mask: u64,
    /// What it is compared with.
    pub constant: u64,
}

/// Whether a step's load was made before, on the ways that lead to the step.
pub mod made {
    /// On none of them.
    pub const NEVER: u8 = 0;
    /// On some of them.
    pub const SOMETIMES: u8 = 1;
    /// On all of them.
    pub const ALWAYS: u8 = 2;
}

/// How a step tests a word of a value, masked. Words are compared as signed; the other three comparisons swap `yes` and `no`.
pub mod test {
    /// It does not.
    pub const NONE: u8 = 0;
    /// `word == constant`
    pub const EQUAL: u8 = 1;
    /// `word < constant`
    pub const LESS: u8 = 2;
    /// `word > constant`
    pub const GREATER: u8 = 3;
    /// The word is in the set of [`super::Config::sets`] with the number `constant`.
    pub const MEMBER: u8 = 4;
    /// Whether the event could be counted: see [`super::Tally`].
    pub const COUNTED: u8 = 5;
    /// It does not: the number at [`super::Config::kept_value`] is stored in the kept array. Where there is no room, or a load failed, the
    /// event counts as lost.
    pub const STORED: u8 = 6;
    /// It does not: the element is taken out of the kept array. Where a load failed, the event counts as lost.
    pub const TAKEN: u8 = 7;
}

/// The table of a kept array: one word for each of the first numbers, so that threads' ids need neither hashing nor locks.
pub mod table {
    /// An element's word is its value with this bit changed.
    pub const SIGN: u64 = 1 << 63;
    /// The word where there is no element. The value that it would stand for cannot be stored.
    pub const ABSENT: u64 = 0;
}

/// What is kept of a number of the events that are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Meter {
    /// Where the number is among the values, in bytes.
    pub place: u16,
    /// Where the [`Range`] is behind the start of the [`Tally`], in bytes; behind it are the buckets, 8 bytes each.
    pub offset: u16,
    /// How many buckets there are.
    pub buckets: u16,
    /// One of [`buckets`].
    pub kind: u8,
    /// Nothing.
    pub padding: u8,
    /// Of linear buckets: the lower end of bucket 1.
    pub start: i64,
    /// Of linear buckets: how wide each is.
    pub step: u64,
}

/// The buckets of a meter.
pub mod buckets {
    /// None.
    pub const NONE: u8 = 0;
    /// For 0 bucket 64, for positive numbers 65 and the logarithm to base 2, for negative ones 63 less that of the absolute value.
    pub const LOGARITHMIC: u8 = 1;
    /// Bucket 0 for numbers below the start, one for each step, the last for all that is above.
    pub const LINEAR: u8 = 2;
}

/// What is known of the events with one key, on one CPU. The key is the start of a record's values.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Tally {
    /// How many there were.
    pub count: u64,
    /// When the first one was, in nanoseconds of `CLOCK_MONOTONIC`.
    pub first: u64,
}

/// What is known of the numbers that a meter adds up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Range {
    /// All of them, wrapping.
    pub sum: i64,
    /// The lowest.
    pub minimum: i64,
    /// The highest.
    pub maximum: i64,
}

/// What it takes to walk from a `struct path` up to the root: offsets of members, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct PathOffsets {
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

/// The start of a record in the ring; the values follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C)]
pub struct Header {
    /// The probe's index in the plan.
    pub probe: u32,
    /// Nothing.
    pub padding: u32,
    /// A bit for each load that failed.
    pub faults: u64,
}

/// What a program works on: one of [`NESTING`] for each CPU. The loader makes the values as short as the plan allows.
#[repr(C)]
pub struct Scratch {
    /// Whether a program is at work here.
    pub busy: u64,
    /// A bit for each load that was made.
    pub made: u64,
    /// Bytes of values in use.
    pub used: u64,
    /// The context's address.
    pub context: u64,
    /// Where single words are read to.
    pub pair: [u64; 2],
    /// Where a logarithm is added up.
    pub logarithm: u64,
    /// The context's words.
    pub words: [u64; WORDS],
    /// What is delivered, first part.
    pub header: Header,
    /// What is delivered, second part.
    pub values: [u8; VALUES],
}

/// Counts of one probe, or of one number of a probe that counts by number, on one CPU.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(C)]
pub struct Counters {
    /// Events that came, where [`Config::count_seen`] asks for it.
    pub seen: u64,
    /// Records put into the ring.
    pub delivered: u64,
    /// Events for which there was no room.
    pub lost: u64,
}

impl Config {
    /// A probe that accepts everything and reads nothing.
    pub const EMPTY: Config = Config {
        probe: 0,
        wake: 0,
        words: 0,
        fixed: 0,
        tail: 0,
        limit: 0,
        step_count: 0,
        accept: 0,
        count_seen: 0,
        count_by_number: 0,
        task_pid: 0,
        task_tgid: 0,
        counters: 0,
        meter_count: 0,
        without_key: 0,
        early: 0,
        padding: 0,
        kept_key: 0,
        kept_value: 0,
        kept_table: 0,
        fallible: 0,
        noted: 0,
        path: PathOffsets {
            path_mnt: 0,
            path_dentry: 0,
            dentry_parent: 0,
            dentry_name: 0,
            mount_mnt: 0,
            mount_parent: 0,
            mount_mountpoint: 0,
            vfsmount_root: 0,
        },
        sets: [[0; SET_LIMIT / 64]; SETS],
        loads: [Load::EMPTY; LOADS],
        steps: [Step::EMPTY; STEPS],
        meters: [Meter::EMPTY; METERS],
    };
}

impl Meter {
    /// The first value, without buckets.
    pub const EMPTY: Meter = Meter {
        place: 0,
        offset: 0,
        buckets: 0,
        kind: buckets::NONE,
        padding: 0,
        start: 0,
        step: 1,
    };
}

impl Load {
    /// The first context word.
    pub const EMPTY: Load = Load {
        base: base::WORD,
        read: read::WORD,
        hops: 0,
        word: 0,
        left: 0,
        right: 0,
        signed: 0,
        user: u8::MAX,
        place: 0,
        size: 0,
        offsets: [0; OFFSETS],
    };
}

impl Step {
    /// Makes the first load.
    pub const EMPTY: Step = Step {
        load: 0,
        test: test::NONE,
        yes: 0,
        no: 0,
        offset: 0,
        located: 0,
        made: made::NEVER,
        mask: 0,
        constant: 0,
    };
}

const _: () = {
    assert!(size_of::<PathOffsets>() == 16);
    assert!(size_of::<Load>() == 44);
    assert!(size_of::<Step>() == 24);
    assert!(size_of::<Meter>() == 24);
    assert!(size_of::<Tally>() == 16);
    assert!(size_of::<Range>() == 24);
    assert!(
        size_of::<Config>() == 72 + SETS * SET_LIMIT / 8 + 44 * LOADS + 24 * STEPS + 24 * METERS
    );
    assert!(size_of::<Header>() == 16);
    assert!(size_of::<Counters>() == 24);
    assert!(size_of::<Scratch>() == 56 + 8 * WORDS + 16 + VALUES);
    // A per-CPU map's values are at most 32 KiB (PCPU_MIN_UNIT_SIZE), and a whole record must be addressable by 16 bits.
    assert!(size_of::<Scratch>() <= 32 * 1024 && VALUES <= 1 << 16);
};
