//! Elements of an array that the kernel keeps from one event to a later one, for another probe: when a call began, for one.

use crate::scratch::Slate;
use crate::{config, kernel, maps};

/// The element with the event's key, if there is one; nothing where the key could not be read.
#[inline(always)]
pub fn find(slate: Slate) -> Option<Option<u64>> {
    if slate.has_faults() {
        return None;
    }
    // SAFETY: the array's values are numbers.
    let found: Option<*mut u64> = unsafe { kernel::find(maps::KEPT.handle(), key(slate)) };
    // SAFETY: an element stays where it is as long as the program runs.
    Some(found.map(|value| unsafe { value.read_volatile() }))
}

/// Stores an element; `false` where it could not.
#[inline(always)]
pub fn store(slate: Slate) -> bool {
    let value = slate.value(u64::from(config::kept_value()));
    !slate.has_faults() && kernel::set(maps::KEPT.handle(), key(slate), value)
}

/// Takes the element out, if it is there; `false` where the key could not be read.
#[inline(always)]
pub fn take(slate: Slate) -> bool {
    if slate.has_faults() {
        return false;
    }
    kernel::take(maps::KEPT.handle(), key(slate));
    true
}

#[inline(always)]
fn key(slate: Slate) -> *const u8 {
    slate.value(u64::from(config::kept_key()))
}
