//! Makes one load: from the event, along pointers, to a value in the record.

use core::ffi::c_void;

use sigscript_wire::{Load, OFFSETS, SHORT_TEXT, base, read};

use crate::config::{self, get};
use crate::scratch::Slate;
use crate::{compute, kept, kernel, path, tail, targets};

/// Makes the load with this index, and notes whether it failed; `false` where it did.
#[inline(always)]
pub fn make(slate: Slate, context: *const c_void, index: u8) -> bool {
    slate.set_made(index);
    let made = finish(slate, context, config::load(index)).is_some();
    if !made {
        slate.set_fault(index);
    }
    made
}

/// Walks to the load's end and reads there.
#[inline(always)]
fn finish(slate: Slate, context: *const c_void, load: *const Load) -> Option<()> {
    let address = walk(slate, load)?;
    let user = get!(load, hops) >= get!(load, user);
    let place = get!(load, place);
    match get!(load, read) {
        read::WORD => slate.set_number(place, shifted(load, address)),
        read::INTEGER => {
            let word = slate.read(address, u32::from(get!(load, size)), user)?;
            slate.set_number(place, shifted(load, word));
        }
        read::TARGET_WORD => {
            slate.set_number(place, u64::from(targets::holds(shifted(load, address))));
        }
        read::TARGET_INTEGER => {
            let word = slate.read(address, u32::from(get!(load, size)), user)?;
            slate.set_number(place, u64::from(targets::holds(shifted(load, word))));
        }
        read::TEXT => {
            let (to, size) = (slate.value(u64::from(place)), u32::from(get!(load, size)));
            // What is counted by it includes the bytes up to the next word.
            if size & 7 != 0 {
                slate.set_number(place + (size as u16 & !7), 0);
            }
            // SAFETY: the fixed part has room for the field at this place; the verifier checks it.
            if unsafe { kernel::read_kernel(to, size, address) } != 0 {
                return None;
            }
        }
        kind if kind & read::SHORT != 0 => {
            let text = tail::Text {
                kind: kind & !read::SHORT,
                address,
                user,
                limit: SHORT_TEXT as u32,
            };
            tail::short(slate, context, &text, place)?;
        }
        read::FILE_NAME => slate.set_number(place, path::append(slate, address)?),
        kind => {
            let text = tail::Text {
                kind,
                address,
                user,
                limit: u32::from(get!(load, size)),
            };
            slate.set_number(place, tail::append(slate, context, &text)?);
        }
    }
    Some(())
}

/// The address, or the word, that the load leads to.
#[inline(always)]
fn walk(slate: Slate, load: *const Load) -> Option<u64> {
    let mut address = match get!(load, base) {
        base::WORD => slate.word(get!(load, word)),
        base::CONTEXT => slate.context(),
        base::KEPT => {
            let found = kept::find(slate)?;
            slate.set_number(get!(load, place) + 8, u64::from(found.is_some()));
            found.unwrap_or(0)
        }
        base::COMPUTED => compute::number(slate, load)?,
        base::CONSTANT => compute::constant(load),
        base::REALTIME_OFFSET => compute::realtime_offset(),
        base => from_helper(base),
    };
    let hops = usize::from(get!(load, hops));
    for hop in 0..OFFSETS - 1 {
        if hop >= hops {
            break;
        }
        let user = hop >= usize::from(get!(load, user));
        address = slate.read(address.wrapping_add(offset(load, hop)), 8, user)?;
    }
    Some(address.wrapping_add(offset(load, hops)))
}

/// The word that a helper gives.
#[inline(always)]
pub fn from_helper(base: u8) -> u64 {
    match base {
        base::TASK => kernel::task(),
        base::PID_TGID => kernel::pid_tgid(),
        base::UID_GID => kernel::uid_gid(),
        base::CPU => kernel::cpu(),
        base::MONOTONIC => kernel::monotonic(),
        base::BOOT => kernel::boot(),
        base::CGROUP_ID => kernel::cgroup_id(),
        _ => 0,
    }
}

/// The offset with this number.
#[inline(always)]
pub fn offset(load: *const Load, number: usize) -> u64 {
    // SAFETY: a load has fewer hops than offsets; the verifier checks it.
    u64::from(unsafe {
        (&raw const (*load).offsets)
            .cast::<u32>()
            .add(number)
            .read_volatile()
    })
}

/// The bits of a word that are the value.
#[inline(always)]
pub fn shifted(load: *const Load, word: u64) -> u64 {
    let word = word << (get!(load, left) & 63);
    let right = get!(load, right) & 63;
    if get!(load, signed) == 0 {
        word >> right
    } else {
        (word as i64 >> right) as u64
    }
}
