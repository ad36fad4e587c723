//! Functions that read memory at the event: one row for each.

use crate::plan::Read;

/// A function that reads memory at an address.
pub struct MemoryRead {
    /// Its name; it takes the address.
    pub name: &'static str,
    /// What it reads there.
    pub read: Read,
    /// One line for people.
    pub doc: &'static str,
}

/// Every such function.
pub const READS: &[MemoryRead] = &[
    row(
        "kernel_string",
        Read::KernelString,
        "the NUL-terminated string at a kernel address",
    ),
    row(
        "kernel_char",
        Read::integer(1, true),
        "the char at a kernel address",
    ),
    row(
        "kernel_short",
        Read::integer(2, true),
        "the short at a kernel address",
    ),
    row(
        "kernel_int",
        Read::integer(4, true),
        "the int at a kernel address",
    ),
    row(
        "kernel_long",
        Read::integer(8, true),
        "the long at a kernel address",
    ),
    row(
        "kernel_pointer",
        Read::POINTER,
        "the pointer at a kernel address",
    ),
    row(
        "user_string",
        Read::UserString,
        "the NUL-terminated string at an address of the current process",
    ),
];

const fn row(name: &'static str, read: Read, doc: &'static str) -> MemoryRead {
    MemoryRead { name, read, doc }
}

/// What the function called `name` reads.
pub fn read(name: &str) -> Option<Read> {
    READS
        .iter()
        .find(|row| row.name == name)
        .map(|row| row.read)
}
