//! Texts of unknown length: appended to the record's tail, described by a word of offset and length.

use core::ffi::c_void;

use sigscript_wire::{SHORT_TEXT, TEXT, VALUES, read};

use crate::config;
use crate::kernel;
use crate::scratch::Slate;

/// A text to be appended.
pub struct Text {
    /// One of [`read`].
    pub kind: u8,
    /// Where it is, or what leads to it.
    pub address: u64,
    /// Whether that is memory of the current process.
    pub user: bool,
    /// Its bytes, at most.
    pub limit: u32,
}

/// Appends a text; gives its description.
#[inline(always)]
pub fn append(slate: Slate, context: *const c_void, text: &Text) -> Option<u64> {
    let start = room(slate)?;
    let length = read(slate, context, text, slate.value(start))?;
    Some(describe(slate, start, start + length))
}

/// Reads a short text to a place in the fixed part, zeros behind it.
#[inline(always)]
pub fn short(slate: Slate, context: *const c_void, text: &Text, place: u16) -> Option<()> {
    for word in 0..SHORT_TEXT as u16 / 8 {
        slate.set_number(place + word * 8, 0);
    }
    let length = read(slate, context, text, slate.value(u64::from(place)))?;
    // One as long as the limit may have been cut there.
    if length < SHORT_TEXT as u64 {
        Some(())
    } else {
        None
    }
}

/// Reads a text to where there is room for its limit; gives its length.
#[inline(always)]
fn read(slate: Slate, context: *const c_void, text: &Text, to: *mut u8) -> Option<u64> {
    let Text {
        kind,
        address,
        user,
        limit,
    } = *text;
    // SAFETY: there is room for the limit; the verifier checks it.
    let length = unsafe {
        match kind {
            read::KERNEL_STRING => kernel::read_kernel_string(to, limit, address),
            read::USER_STRING => kernel::read_user_string(to, limit, address),
            read::LOCATED => {
                let located = slate.read(address, 4, false)? & 0xffff;
                kernel::read_kernel_string(to, limit, slate.context().wrapping_add(located))
            }
            read::RELATIVE => {
                let located = slate.read(address, 4, false)? & 0xffff;
                kernel::read_kernel_string(to, limit, address.wrapping_add(4 + located))
            }
            read::LOCATED_BYTES => {
                let located = slate.read(address, 4, false)? & 0xffff_ffff;
                let first = slate.context().wrapping_add(located & 0xffff);
                copy(to, limit, first, located >> 16, false)
            }
            read::RELATIVE_BYTES => {
                let located = slate.read(address, 4, false)? & 0xffff_ffff;
                let first = address.wrapping_add(4 + (located & 0xffff));
                copy(to, limit, first, located >> 16, false)
            }
            read::BYTES => bytes(to, limit, address, user),
            read::KERNEL_STACK => kernel::stack(context, to, limit, 0),
            read::USER_STACK => kernel::stack(context, to, limit, kernel::USER_STACK),
            _ => {
                let (first, end) = slate.pair(address)?;
                copy(to, limit, first, end.wrapping_sub(first), true)
            }
        }
    };
    if length < 0 {
        None
    } else {
        Some(length as u64)
    }
}

/// Copies bytes up to the first page that cannot be read, at least one; gives their number.
///
/// # Safety
/// There is room for `limit` bytes at `to`.
#[inline(always)]
unsafe fn bytes(to: *mut u8, limit: u32, address: u64, user: bool) -> i64 {
    // SAFETY: the limit is the limit.
    let all = unsafe { copy(to, limit, address, u64::from(limit), user) };
    if all >= 0 {
        return all;
    }
    let to_the_end = PAGE - (address & (PAGE - 1));
    // SAFETY: the limit is the limit.
    unsafe { copy(to, limit, address, to_the_end, user) }
}

/// The smallest page, in bytes.
const PAGE: u64 = 4096;

/// Copies `length` bytes, at most `limit`; gives their number, or a negative one.
///
/// # Safety
/// There is room for `limit` bytes at `to`.
#[inline(always)]
unsafe fn copy(to: *mut u8, limit: u32, first: u64, mut length: u64, user: bool) -> i64 {
    if length > u64::from(limit) {
        length = u64::from(limit);
    }
    // SAFETY: the length is at most the limit.
    let result = unsafe {
        if user {
            kernel::read_user(to, length as u32, first)
        } else {
            kernel::read_kernel(to, length as u32, first)
        }
    };
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
