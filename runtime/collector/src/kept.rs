//! Elements of an array that the kernel keeps from one event to a later one, for another probe: when a call began, for one.

use crate::scratch::Slate;
use crate::{config, kernel, maps};

/// The element with the event's key.
#[inline(always)]
pub fn find(slate: Slate) -> Option<u64> {
    // SAFETY: the array's values are numbers.
    let found: Option<*mut u64> = unsafe { kernel::find(maps::KEPT.handle(), key(slate)) };
    // SAFETY: an element stays where it is as long as the program runs.
    found.map(|value| unsafe { value.read_volatile() })
}

/// Stores an element; `false` where it could not.
#[inline(always)]
pub fn store(slate: Slate) -> bool {
    let value = slate.value(u64::from(config::kept_value()));
    !slate.has_faults() && kernel::set(maps::KEPT.handle(), key(slate), value)
}

/// Takes the element out, if it is there.
#[inline(always)]
pub fn take(slate: Slate) {
    kernel::take(maps::KEPT.handle(), key(slate));
}

#[inline(always)]
fn key(slate: Slate) -> *const u8 {
    slate.value(u64::from(config::kept_key()))
}
