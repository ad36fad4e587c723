//! The program's body: take scratch memory, follow the configuration's steps, deliver what they accept.

use sigscript_wire::{Counters, Header, REJECT, SET_LIMIT, STEPS, Step, VALUES, made, test};

use core::ffi::c_void;

use crate::config::{self, get};
use crate::scratch::Slate;
use crate::{count, early, kept, kernel, load, maps};

/// What a program is called with.
pub trait Context {
    /// Its address.
    fn pointer(&self) -> *const c_void;

    /// Copies the words that the configuration selects.
    fn copy(&self, words: *mut u64);
}

/// Handles one event.
#[inline(always)]
pub fn collect(context: &impl Context) {
    if config::count_seen() != 0 {
        count(config::probe(), |counters| counters.seen += 1);
    }
    let first = early::follow(context);
    if first == REJECT {
        return;
    }
    let Some(slate) = Slate::take() else {
        count(config::probe(), |counters| counters.lost += 1);
        return;
    };
    let pointer = context.pointer();
    slate.start(config::probe(), config::fixed(), pointer as u64);
    context.copy(slate.words());
    if accepts(slate, pointer, first) {
        deliver(slate);
    }
    slate.release();
}

/// Follows the steps from `first` on: tests, each after its load, then the loads that no test has asked for. The sweep over all steps,
/// instead of a jump to the next one, merges the paths that lead to the same step.
#[inline(always)]
fn accepts(slate: Slate, context: *const c_void, first: u8) -> bool {
    let mut next = usize::from(first);
    for index in 0..STEPS {
        if index >= usize::from(config::step_count()) {
            break;
        }
        if index == next {
            let target = follow(slate, context, config::step(index));
            if target == REJECT {
                return false;
            }
            next = usize::from(target);
        }
    }
    true
}

/// Makes a step; gives the next one.
#[inline(always)]
fn follow(slate: Slate, context: *const c_void, step: *const Step) -> u8 {
    let load = get!(step, load);
    let before = get!(step, made);
    let made = if before == made::NEVER || (before == made::SOMETIMES && !slate.was_made(load)) {
        load::make(slate, context, load)
    } else {
        !slate.has_fault(load)
    };
    let kind = get!(step, test);
    if kind == test::NONE {
        return get!(step, yes);
    }
    if kind == test::COUNTED {
        return if count::count(slate) {
            get!(step, yes)
        } else {
            get!(step, no)
        };
    }
    if kind == test::STORED || kind == test::TAKEN {
        let done = if kind == test::STORED {
            kept::store(slate)
        } else {
            kept::take(slate)
        };
        if !done {
            count(counter(slate), |counters| counters.lost += 1);
        }
        return get!(step, yes);
    }
    // What could not be read cannot speak against the event.
    if !made {
        return config::accept();
    }
    let Some(word) = tested_word(slate, load, step) else {
        return config::accept();
    };
    choose(step, word)
}

/// The next step after a test of this word.
#[inline(always)]
pub fn choose(step: *const Step, word: u64) -> u8 {
    let word = (word & get!(step, mask)) as i64;
    let constant = get!(step, constant) as i64;
    let fulfilled = match get!(step, test) {
        test::EQUAL => word == constant,
        test::LESS => word < constant,
        test::MEMBER => config::holds(constant as u64, word as u64),
        _ => word > constant,
    };
    if fulfilled {
        get!(step, yes)
    } else {
        get!(step, no)
    }
}

/// The word that a step tests; nothing where the text ends near the end of the record.
#[inline(always)]
fn tested_word(slate: Slate, load: u8, step: *const Step) -> Option<u64> {
    let place = u64::from(get!(config::load(load), place));
    let offset = u64::from(get!(step, offset));
    if get!(step, located) == 0 {
        return Some(slate.number(place + offset));
    }
    let at = (slate.number(place) & 0xffff_ffff) + offset;
    if at > VALUES as u64 - 8 {
        None
    } else {
        Some(slate.number(at))
    }
}

/// Puts the record into the ring.
#[inline(always)]
fn deliver(slate: Slate) {
    let used = slate.used();
    let counter = counter(slate);
    // Never so, which the verifier cannot know.
    if used > u64::from(config::limit()) {
        return count(counter, |counters| counters.lost += 1);
    }
    let size = size_of::<Header>() as u64 + used;
    let ring = maps::RING.handle();
    let wake = u64::from(config::wake());
    let flags = if wake == 0 {
        0
    } else {
        // A wake-up is dear: one for each multiple of the threshold that the pending bytes reach, not one for each record above it.
        let pending = kernel::ring_pending(ring);
        if (pending ^ (pending + size)) & wake.wrapping_neg() == 0 {
            kernel::NO_WAKEUP
        } else {
            kernel::FORCE_WAKEUP
        }
    };
    // SAFETY: the values are as long as the configuration's limit at least.
    let result = unsafe { kernel::ring_output(ring, slate.record(), size, flags) };
    count(counter, |counters| {
        if result == 0 {
            counters.delivered += 1;
        } else {
            counters.lost += 1;
        }
    });
}

/// Which counters a record belongs to.
#[inline(always)]
fn counter(slate: Slate) -> u32 {
    if config::count_by_number() == 0 {
        return config::probe();
    }
    let place = u64::from(get!(config::load(0), place));
    config::counters() + (slate.number(place) as u32 & (SET_LIMIT as u32 - 1))
}

/// Changes counters on this CPU. The kernel does not run a program inside itself (since 6.1), so nothing interferes.
#[inline(always)]
fn count(index: u32, change: impl Fn(&mut Counters)) {
    if let Some(counters) = kernel::lookup::<Counters>(maps::COUNTERS.handle(), index) {
        // SAFETY: the value is this CPU's and ours.
        change(unsafe { &mut *counters });
    }
}
