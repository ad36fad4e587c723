//! The first steps, as far as they test numbers and short texts of the kernel: on the stack, before anything else is done. Most events of
//! most filters end here.

use sigscript_wire::{Load, OFFSETS, REJECT, Step, TESTS, WORDS, base, read};

use core::mem::MaybeUninit;

use crate::body::{Context, choose};
use crate::config::{self, get};
use crate::{kernel, load};

/// The words of a context.
type Words = MaybeUninit<[u64; WORDS]>;

/// Follows the early steps; gives the next one. Where something cannot be read it is the first one: then the event is handled as if
/// there were none that are early, and the failure is noted.
#[inline(always)]
pub fn follow(context: &impl Context) -> u8 {
    if config::early() == 0 {
        return 0;
    }
    let mut words = Words::uninit();
    let words: *mut u64 = words.as_mut_ptr().cast();
    context.copy(words);
    let mut next = 0;
    for index in 0..TESTS {
        if index >= usize::from(config::early()) {
            break;
        }
        if index == usize::from(next) {
            let step = config::step(index);
            let Some(word) = tested_word(context, words, step) else {
                return 0;
            };
            next = choose(step, word);
            if next == REJECT {
                break;
            }
        }
    }
    next
}

/// The word that a step tests.
#[inline(always)]
fn tested_word(context: &impl Context, words: *const u64, step: *const Step) -> Option<u64> {
    let load = config::load(get!(step, load));
    let address = walk(context, words, load)?;
    match get!(load, read) {
        read::WORD => Some(load::shifted(load, address)),
        read::INTEGER => {
            let [word, _] = read(address, u32::from(get!(load, size)))?;
            Some(load::shifted(load, word))
        }
        _ => {
            let [first, second] = read(address, u32::from(get!(load, size)))?;
            Some(if get!(step, offset) == 0 { first } else { second })
        }
    }
}

/// The address, or the word, that the load leads to.
#[inline(always)]
fn walk(context: &impl Context, words: *const u64, load: *const Load) -> Option<u64> {
    let mut address = match get!(load, base) {
        base::WORD => {
            let index = usize::from(get!(load, word)) & (WORDS - 1);
            // SAFETY: the index is in bounds, and the configuration selects the words that its loads start from.
            unsafe { words.add(index).read_volatile() }
        }
        base::CONTEXT => context.pointer() as u64,
        base => load::from_helper(base),
    };
    let hops = usize::from(get!(load, hops));
    for hop in 0..OFFSETS - 1 {
        if hop >= hops {
            break;
        }
        [address, _] = read(address.wrapping_add(load::offset(load, hop)), 8)?;
    }
    Some(address.wrapping_add(load::offset(load, hops)))
}

/// So many bytes of the kernel, at most 16, with zeros behind them.
#[inline(always)]
fn read(address: u64, size: u32) -> Option<[u64; 2]> {
    let mut bytes = [0_u64; 2];
    // SAFETY: there is room; the bytes are read as the helper has left them.
    unsafe {
        let result = kernel::read_kernel((&raw mut bytes).cast(), size, address);
        let [first, second] = [&raw const bytes[0], &raw const bytes[1]];
        if result == 0 {
            Some([first.read_volatile(), second.read_volatile()])
        } else {
            None
        }
    }
}
