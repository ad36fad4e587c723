//! Elements of an array that the kernel keeps from one event to a later one, for another probe: when a call began, for one.
//!
//! An element is in one of two maps. Which one depends on nothing but its key, so that nothing has to be looked for twice.

use sigscript_wire::table::{ABSENT, SIGN};

use crate::scratch::Slate;
use crate::{config, kernel, maps};

/// The element with the event's key, if there is one; nothing where the key could not be read.
#[inline(always)]
pub fn find(slate: Slate) -> Option<Option<u64>> {
    if slate.has_faults() {
        return None;
    }
    if let Some(word) = word(slate) {
        // SAFETY: the word stays where it is.
        let word = unsafe { word.read_volatile() };
        return Some((word != ABSENT).then_some(word ^ SIGN));
    }
    // SAFETY: the array's values are numbers.
    let found: Option<*mut u64> = unsafe { kernel::find(maps::KEPT.handle(), key(slate)) };
    // SAFETY: an element stays where it is as long as the program runs.
    Some(found.map(|value| unsafe { value.read_volatile() }))
}

/// Stores an element; `false` where it could not.
#[inline(always)]
pub fn store(slate: Slate) -> bool {
    if slate.has_faults() {
        return false;
    }
    let place = u64::from(config::kept_value());
    if let Some(word) = word(slate) {
        let value = slate.number(place) ^ SIGN;
        // SAFETY: the word stays where it is; a whole one is written at once.
        unsafe { word.write_volatile(value) };
        return value != ABSENT;
    }
    kernel::set(maps::KEPT.handle(), key(slate), slate.value(place))
}

/// Takes the element out, if it is there; `false` where the key could not be read.
#[inline(always)]
pub fn take(slate: Slate) -> bool {
    if slate.has_faults() {
        return false;
    }
    if let Some(word) = word(slate) {
        // SAFETY: the word stays where it is.
        unsafe { word.write_volatile(ABSENT) };
    } else {
        kernel::take(maps::KEPT.handle(), key(slate));
    }
    true
}

/// Where the table has the element's word, if the key is one of the first numbers.
#[inline(always)]
fn word(slate: Slate) -> Option<*mut u64> {
    let numbers = u64::from(config::kept_table());
    let number = slate.number(u64::from(config::kept_key()));
    if numbers == 0 || number >= numbers {
        return None;
    }
    kernel::lookup(maps::KEPT_TABLE.handle(), number as u32)
}

#[inline(always)]
fn key(slate: Slate) -> *const u8 {
    slate.value(u64::from(config::kept_key()))
}
