//! Texts of unknown length: appended to the record's tail, described by a word of offset and length.

use sigscript_wire::{TEXT, VALUES, read};

use crate::config;
use crate::kernel;
use crate::scratch::Slate;

/// Appends the text of the given kind that an address leads to, of `limit` bytes at most; gives its description.
#[inline(always)]
pub fn append(slate: Slate, kind: u8, address: u64, limit: u16) -> Option<u64> {
    let start = room(slate)?;
    let to = slate.value(start);
    let limit = u32::from(limit);
    // SAFETY: `room` left space for a text, and no limit is higher than that; the verifier checks it.
    let length = unsafe {
        match kind {
            read::KERNEL_STRING => kernel::read_kernel_string(to, limit, address),
            read::USER_STRING => kernel::read_user_string(to, limit, address),
            read::LOCATED => {
                let located = slate.read(address, 4)? & 0xffff;
                kernel::read_kernel_string(to, limit, slate.context().wrapping_add(located))
            }
            read::RELATIVE => {
                let located = slate.read(address, 4)? & 0xffff;
                kernel::read_kernel_string(to, limit, address.wrapping_add(4 + located))
            }
            _ => {
                let (first, end) = slate.pair(address)?;
                area(to, limit, first, end)
            }
        }
    };
    if length < 0 {
        return None;
    }
    Some(describe(slate, start, start + length as u64))
}

/// Copies memory of the current process; gives its length.
///
/// # Safety
/// There is room for `limit` bytes at `to`.
#[inline(always)]
unsafe fn area(to: *mut u8, limit: u32, first: u64, end: u64) -> i64 {
    let mut length = end.wrapping_sub(first);
    if length > u64::from(limit) {
        length = u64::from(limit);
    }
    // SAFETY: the length is at most the limit.
    let result = unsafe { kernel::read_user(to, length as u32, first) };
    if result == 0 { length as i64 } else { result }
}

/// Where the next text of the tail goes, if there is room for one.
#[inline(always)]
pub fn room(slate: Slate) -> Option<u64> {
    const _: () = assert!(TEXT < VALUES);
    let start = slate.used();
    if start > u64::from(config::tail()) {
        None
    } else {
        Some(start)
    }
}

/// Notes that the tail is used up to `end`, and describes what was appended: the length in the high half, the offset in the low.
#[inline(always)]
pub fn describe(slate: Slate, start: u64, end: u64) -> u64 {
    slate.set_used((end + 7) & !7);
    (end.wrapping_sub(start)) << 32 | start
}
