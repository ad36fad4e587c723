//! The maps. The loader makes each once for all probes of a session, and sets sizes and numbers of entries as the plan needs them.

use core::ffi::c_void;
use core::ptr::from_ref;

use sigscript_wire::{Counters, NESTING, Scratch, Tally};

/// A map as object files describe it in their section `maps`.
#[repr(C)]
pub struct Definition {
    kind: u32,
    key_size: u32,
    value_size: u32,
    max_entries: u32,
    flags: u32,
}

impl Definition {
    /// What helpers take as the map; the loader puts its file descriptor there.
    #[inline(always)]
    pub fn handle(&'static self) -> *const c_void {
        from_ref(self).cast()
    }
}

/// `BPF_MAP_TYPE_HASH`
const HASH: u32 = 1;
/// `BPF_MAP_TYPE_ARRAY`
const ARRAY: u32 = 2;
/// `BPF_MAP_TYPE_PERCPU_HASH`
const PER_CPU_HASH: u32 = 5;
/// `BPF_MAP_TYPE_PERCPU_ARRAY`
const PER_CPU_ARRAY: u32 = 6;
/// `BPF_MAP_TYPE_RINGBUF`
const RING_BUFFER: u32 = 27;

/// Records on their way to the reader.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static RING: Definition = Definition {
    kind: RING_BUFFER,
    key_size: 0,
    value_size: 0,
    max_entries: 1 << 23,
    flags: 0,
};

/// [`Counters`], by probe.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static COUNTERS: Definition = per_cpu_array(size_of::<Counters>(), 1);

/// [`Scratch`], by depth of nesting.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static SCRATCH: Definition = per_cpu_array(size_of::<Scratch>(), NESTING);

/// The process ids of the targets: 32-bit keys; the values mean nothing.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static TARGETS: Definition = Definition {
    kind: HASH,
    key_size: 4,
    value_size: 4,
    max_entries: 1 << 14,
    flags: 0,
};

/// Where a program counts, in turn with the other one: see [`crate::count`]. The loader makes both for each program that counts, with
/// keys and values as long as that program's; a value begins with a [`Tally`].
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static COUNTS: Definition = counts();

/// As [`COUNTS`].
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static OTHER_COUNTS: Definition = counts();

/// A new element's value: zeros, as many as the longest value of [`COUNTS`] has.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static ZEROS: Definition = Definition {
    kind: ARRAY,
    key_size: 4,
    value_size: 8,
    max_entries: 1,
    flags: 0,
};

/// The array whose elements a probe stores, looks at or takes. The loader makes one for each such array of the script, with keys as long
/// as the array's; values are numbers.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static KEPT: Definition = Definition {
    kind: HASH,
    key_size: 8,
    value_size: 8,
    max_entries: 1,
    flags: 0,
};

/// The array's elements whose key is one of the first numbers: see [`sigscript_wire::table`].
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static KEPT_TABLE: Definition = Definition {
    kind: ARRAY,
    key_size: 4,
    value_size: 8,
    max_entries: 1,
    flags: 0,
};

/// How far the time of day is ahead of the clock of events, in nanoseconds: one number, which the session sets.
#[unsafe(no_mangle)]
#[unsafe(link_section = "maps")]
pub static REALTIME_OFFSET: Definition = Definition {
    kind: ARRAY,
    key_size: 4,
    value_size: 8,
    max_entries: 1,
    flags: 0,
};

const fn counts() -> Definition {
    Definition {
        kind: PER_CPU_HASH,
        key_size: 8,
        value_size: size_of::<Tally>() as u32,
        max_entries: 1,
        flags: 0,
    }
}

const fn per_cpu_array(value_size: usize, entries: usize) -> Definition {
    Definition {
        kind: PER_CPU_ARRAY,
        key_size: 4,
        value_size: value_size as u32,
        max_entries: entries as u32,
        flags: 0,
    }
}
