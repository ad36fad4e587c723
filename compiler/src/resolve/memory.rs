//! Functions that read memory, or the kernel's tables, at the event: one row for each.

use crate::plan::Read;

/// A function that reads memory at an address.
pub struct MemoryRead {
    /// Its name; it takes the address, the number of bytes where [`MemoryRead::read`] is [`Read::Bytes`], and maybe a value for
    /// events at which nothing can be read there.
    pub name: &'static str,
    /// What it reads there.
    pub read: Read,
    /// Whether it reads memory of the current process, not the kernel's.
    pub user: bool,
    /// One line for people.
    pub doc: &'static str,
}

/// Every such function.
pub const READS: &[MemoryRead] = &[
    kernel(
        "kernel_string",
        Read::KernelString,
        "the NUL-terminated string at a kernel address",
    ),
    kernel(
        "kernel_char",
        Read::integer(1, true),
        "the char at a kernel address",
    ),
    kernel(
        "kernel_short",
        Read::integer(2, true),
        "the short at a kernel address",
    ),
    kernel(
        "kernel_int",
        Read::integer(4, true),
        "the int at a kernel address",
    ),
    kernel(
        "kernel_long",
        Read::integer(8, true),
        "the long at a kernel address",
    ),
    kernel(
        "kernel_pointer",
        Read::POINTER,
        "the pointer at a kernel address",
    ),
    kernel(
        "_kernel_bytes",
        Read::Bytes { size: 0 },
        "so many raw bytes at a kernel address, as far as they can be read",
    ),
    user(
        "user_string",
        Read::UserString,
        "the NUL-terminated string at an address of the current process",
    ),
    user(
        "user_char",
        Read::integer(1, true),
        "the char at an address of the current process",
    ),
    user(
        "user_short",
        Read::integer(2, true),
        "the short at an address of the current process",
    ),
    user(
        "user_ushort",
        Read::integer(2, false),
        "the unsigned short at an address of the current process",
    ),
    user(
        "user_int",
        Read::integer(4, true),
        "the int at an address of the current process",
    ),
    user(
        "user_uint",
        Read::integer(4, false),
        "the unsigned int at an address of the current process",
    ),
    user(
        "user_long",
        Read::integer(8, true),
        "the long at an address of the current process",
    ),
    user(
        "user_ulong",
        Read::integer(8, false),
        "the unsigned long at an address of the current process",
    ),
    user(
        "user_int8",
        Read::integer(1, true),
        "the signed 8-bit integer at an address of the current process",
    ),
    user(
        "user_uint8",
        Read::integer(1, false),
        "the unsigned 8-bit integer at an address of the current process",
    ),
    user(
        "user_int16",
        Read::integer(2, true),
        "the signed 16-bit integer at an address of the current process",
    ),
    user(
        "user_uint16",
        Read::integer(2, false),
        "the unsigned 16-bit integer at an address of the current process",
    ),
    user(
        "user_int32",
        Read::integer(4, true),
        "the signed 32-bit integer at an address of the current process",
    ),
    user(
        "user_uint32",
        Read::integer(4, false),
        "the unsigned 32-bit integer at an address of the current process",
    ),
    user(
        "user_int64",
        Read::integer(8, true),
        "the signed 64-bit integer at an address of the current process",
    ),
    user(
        "user_uint64",
        Read::integer(8, false),
        "the unsigned 64-bit integer at an address of the current process",
    ),
    kernel(
        "target_set_pid",
        Read::Target {
            size: 8,
            shift: 0,
            bits: 32,
        },
        "whether the process with this id, read at the event, is `target()` or descends from it: 1 or 0",
    ),
    user(
        "_user_bytes",
        Read::Bytes { size: 0 },
        "so many raw bytes at an address of the current process, as far as they can be read",
    ),
];

/// The most bytes that one read may ask for.
pub const MOST_BYTES: i64 = 4096;

const fn kernel(name: &'static str, read: Read, doc: &'static str) -> MemoryRead {
    MemoryRead {
        name,
        read,
        user: false,
        doc,
    }
}

const fn user(name: &'static str, read: Read, doc: &'static str) -> MemoryRead {
    MemoryRead {
        name,
        read,
        user: true,
        doc,
    }
}

impl MemoryRead {
    /// The parameters that it may be called with.
    pub fn forms(&self) -> [Vec<String>; 2] {
        let mut words = vec!["address".to_owned()];
        if self.arity() > 1 {
            words.push("bytes".to_owned());
        }
        let otherwise = [&*words, &["otherwise".to_owned()]].concat();
        [words, otherwise]
    }

    /// How many arguments it takes.
    #[must_use]
    pub const fn arity(&self) -> usize {
        match self.read {
            Read::Bytes { .. } => 2,
            _ => 1,
        }
    }
}

/// The function called `name`, with so many arguments: one more than [`MemoryRead::arity`] is the value where the read fails.
pub fn read(name: &str, arity: usize) -> Option<&'static MemoryRead> {
    READS
        .iter()
        .find(|row| row.name == name && (row.arity()..=row.arity() + 1).contains(&arity))
}
