//! The probe's configuration: all zeros in the object; the loader knows it. Every read is volatile, since
//! the compiler must not believe the zeros.

use sigscript_wire::{
    Config, LOADS, Load, METERS, Meter, PathOffsets, SET_LIMIT, SETS, STEPS, Step,
};

#[unsafe(no_mangle)]
#[unsafe(link_section = ".rodata")]
static CONFIG: Config = Config::EMPTY;

/// Reads a field of a value of the configuration.
macro_rules! get {
    ($from:expr, $($field:tt)+) => {
        // SAFETY: the pointer comes from `CONFIG` and is in its bounds; plain data is read.
        unsafe { (&raw const (*$from).$($field)+).read_volatile() }
    };
}
pub(crate) use get;

const ALL: *const Config = &raw const CONFIG;

/// One function for each field.
macro_rules! fields {
    ($($name:ident: $type:ty),*) => {
        $(
            #[doc = concat!("[`Config::", stringify!($name), "`]")]
            #[inline(always)]
            pub fn $name() -> $type {
                get!(ALL, $name)
            }
        )*
    };
}

fields!(probe: u32, wake: u32, words: u16, fixed: u16, tail: u16, limit: u16, step_count: u8, accept: u8, count_seen: u8, count_by_number: u8, early: u8, task_pid: u16,
    task_tgid: u16, counters: u32, meter_count: u8, without_key: u8, kept_key: u16, kept_value: u16, kept_table: u32, fallible: u64, noted: u64);

/// The load with this index.
#[inline(always)]
pub fn load(index: u8) -> *const Load {
    // SAFETY: the mask keeps the index in bounds.
    unsafe {
        (&raw const (*ALL).loads)
            .cast::<Load>()
            .add(usize::from(index) & (LOADS - 1))
    }
}

/// The step with this index.
#[inline(always)]
pub fn step(index: usize) -> *const Step {
    // SAFETY: the mask keeps the index in bounds.
    unsafe {
        (&raw const (*ALL).steps)
            .cast::<Step>()
            .add(index & (STEPS - 1))
    }
}

/// The meter with this index.
#[inline(always)]
pub fn meter(index: usize) -> *const Meter {
    // SAFETY: the mask keeps the index in bounds.
    unsafe {
        (&raw const (*ALL).meters)
            .cast::<Meter>()
            .add(index & (METERS - 1))
    }
}

/// Whether a set holds a number.
#[inline(always)]
pub fn holds(set: u64, number: u64) -> bool {
    if number >= SET_LIMIT as u64 {
        return false;
    }
    // SAFETY: the mask and the comparison keep the indices in bounds.
    let word = unsafe {
        (&raw const (*ALL).sets)
            .cast::<u64>()
            .add((set as usize & (SETS - 1)) * (SET_LIMIT / 64) + (number as usize >> 6 & 7))
            .read_volatile()
    };
    word >> (number & 63) & 1 != 0
}

/// How to walk up from a file.
#[inline(always)]
pub fn path() -> *const PathOffsets {
    // SAFETY: only an address is taken.
    unsafe { &raw const (*ALL).path }
}
