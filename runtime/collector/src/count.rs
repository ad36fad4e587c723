//! Counts an event in place of delivering it: finds the tally of the events with its key, and adds the event to it.
//!
//! What cannot be counted is delivered: where a value could not be read, where there is no room for another key, and where the session
//! wants all events. So nothing here has to be complete, only right.

use sigscript_wire::{METERS, Meter, Range, Tally, buckets};

use core::ffi::c_void;

use crate::config::{self, get};
use crate::scratch::Slate;
use crate::{kernel, maps};

/// Which of the two maps is written to now: 0 for [`maps::COUNTS`], 1 for the other one; 2 for none. The session sets it, and takes a map
/// when no program is at work any more that has seen the number before.
#[unsafe(no_mangle)]
#[unsafe(link_section = ".bss")]
static mut TURN: u32 = 0;

/// Counts the event; `false` where it must be delivered.
#[inline(always)]
pub fn count(slate: Slate) -> bool {
    if slate.has_faults() {
        return false;
    }
    if config::without_key() != 0 {
        slate.set_number(0, 0);
    }
    // SAFETY: a word that user space sets at any time.
    // One call for each map: where the verifier sees a call with two maps, it cannot put the lookup in its place.
    let tally = match unsafe { (&raw const TURN).read_volatile() } {
        0 => tally(maps::COUNTS.handle(), slate.value(0)),
        1 => tally(maps::OTHER_COUNTS.handle(), slate.value(0)),
        _ => None,
    };
    let Some(tally) = tally else {
        return false;
    };
    add(slate, tally);
    true
}

/// The tally of a key on this CPU, made where there is none.
#[inline(always)]
fn tally(map: *const c_void, key: *const u8) -> Option<*mut Tally> {
    // SAFETY: every value begins with a tally.
    let found = unsafe { kernel::find(map, key) };
    if found.is_some() {
        return found;
    }
    let zeros = kernel::lookup::<u8>(maps::ZEROS.handle(), 0)?;
    kernel::make(map, key, zeros);
    // SAFETY: as above.
    unsafe { kernel::find(map, key) }
}

/// Adds the event. The kernel does not run a program inside itself (since 6.1), and no other one counts here.
#[inline(always)]
fn add(slate: Slate, tally: *mut Tally) {
    // SAFETY: the tally is this CPU's and ours.
    let tally_now = unsafe { &mut *tally };
    let before = tally_now.count;
    tally_now.count = before + 1;
    if before == 0 {
        tally_now.first = kernel::monotonic();
    }
    for index in 0..METERS {
        if index >= usize::from(config::meter_count()) {
            break;
        }
        let meter = config::meter(index);
        let number = slate.number(u64::from(get!(meter, place))) as i64;
        let range = tally
            .cast::<u8>()
            .wrapping_add(usize::from(get!(meter, offset)))
            .cast::<Range>();
        // SAFETY: the value has room for the meter at its offset; the verifier checks it.
        let kept = unsafe { &mut *range };
        kept.sum = kept.sum.wrapping_add(number);
        if before == 0 || number < kept.minimum {
            kept.minimum = number;
        }
        if before == 0 || number > kept.maximum {
            kept.maximum = number;
        }
        if get!(meter, kind) != buckets::NONE {
            let index = bucket(slate, meter, number);
            if index < u64::from(get!(meter, buckets)) {
                let counts = range.wrapping_add(1).cast::<u64>();
                // SAFETY: there are so many buckets behind the range; the verifier checks it.
                unsafe { *counts.wrapping_add(index as usize) += 1 };
            }
        }
    }
}

/// The bucket that a number falls into, as [`buckets`] says.
#[inline(always)]
fn bucket(slate: Slate, meter: *const Meter, number: i64) -> u64 {
    if get!(meter, kind) == buckets::LOGARITHMIC {
        let logarithm = slate.logarithm(number.unsigned_abs());
        return match number {
            0 => 64,
            1.. => 65 + logarithm,
            _ => 63 - logarithm,
        };
    }
    let start = get!(meter, start);
    if number < start {
        return 0;
    }
    let (step, last) = (get!(meter, step), u64::from(get!(meter, buckets)) - 1);
    let steps = (number.wrapping_sub(start) as u64).checked_div(step);
    let index = steps.unwrap_or(0).wrapping_add(1);
    if index < last { index } else { last }
}
