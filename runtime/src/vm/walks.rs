//! What a running handler has begun and not yet ended: walks of `foreach`, and `try`.

use std::ops::Range;

use sigscript_compiler::plan::code::{Register, Window};
use sigscript_compiler::plan::{self, AnyKeys, WalkOver};

use super::globals::Globals;
use super::{Failure, Frame};
use crate::arrays::{Array, Free, Key, Slot};
use crate::text::Text;

/// What is begun and not yet ended, innermost last.
#[derive(Debug)]
pub(super) enum Begun<'plan> {
    Try(Handler<'plan>),
    Walk(Walk),
}

/// Where a run-time error leads.
#[derive(Debug)]
pub(super) struct Handler<'plan> {
    pub place: Frame<'plan>,
    /// How many callers it has.
    pub frames: usize,
    /// The register of the message.
    pub message: Register,
}

/// A walk of a `foreach`.
#[derive(Debug)]
pub(super) struct Walk {
    global: usize,
    slice: Option<Box<Slice>>,
    rounds: u64,
    position: Position,
}

/// Which elements a walk is about; kept apart, since its loop may use the registers.
#[derive(Debug)]
struct Slice {
    any: AnyKeys,
    numbers: Vec<i64>,
    texts: Vec<Text>,
}

/// What comes next.
#[derive(Debug)]
enum Position {
    /// This element, and then the ones behind it.
    Linked(Option<Slot>),
    /// These elements: what was to come when another walk sorted the array.
    Kept(std::vec::IntoIter<Slot>),
    /// These buckets.
    Buckets(Range<i64>),
}

/// Begins a walk, whose fixed keys and limit stand at the start of `fixed`.
pub(super) fn begin(
    begun: &mut Vec<Begun<'_>>,
    globals: &mut Globals,
    walk: &plan::Walk,
    fixed: Key,
) -> Result<(), Failure> {
    let global = usize::from(walk.global);
    let numbers = fixed.numbers;
    let (slice, position, fixed_numbers) = match walk.over {
        WalkOver::Buckets => {
            let buckets = globals.counts(global, fixed)?.len();
            let keys = globals.arrays[global]
                .fixed(AnyKeys(0), fixed)
                .numbers
                .len();
            (None, Position::Buckets(0..buckets as i64), keys)
        }
        WalkOver::Elements(any) => {
            if let Some((by, direction)) = walk.sort {
                keep_others(begun, &globals.arrays[global], global);
                globals.arrays[global].sort(by, direction);
            }
            let array = &globals.arrays[global];
            let fixed = array.fixed(any, fixed);
            let slice = (array.free_keys(any) != Free::All).then(|| {
                Box::new(Slice {
                    any,
                    numbers: fixed.numbers.to_vec(),
                    texts: fixed.texts.to_vec(),
                })
            });
            (slice, Position::Linked(array.first()), fixed.numbers.len())
        }
    };
    let rounds = if walk.limited {
        u64::try_from(numbers[fixed_numbers]).unwrap_or(0)
    } else {
        u64::MAX
    };
    begun.push(Begun::Walk(Walk {
        global,
        slice,
        rounds,
        position,
    }));
    Ok(())
}

/// Before `array` is sorted: walks that are under way over it keep what was to come for them.
fn keep_others(begun: &mut [Begun<'_>], array: &Array, global: usize) {
    for other in begun {
        if let Begun::Walk(walk) = other
            && walk.global == global
            && let Position::Linked(next) = walk.position
        {
            let rest = std::iter::successors(next, |slot| array.next(*slot));
            walk.position = Position::Kept(rest.collect::<Vec<_>>().into_iter());
        }
    }
}

/// Leaves the next keys of the innermost walk in its window; `false` where it is over, which ends it.
pub(super) fn advance(
    begun: &mut Vec<Begun<'_>>,
    globals: &Globals,
    window: Window,
    numbers: &mut [i64],
    texts: &mut [Text],
) -> bool {
    while let Some(Begun::Try(_)) = begun.last() {
        begun.pop();
    }
    let Some(Begun::Walk(walk)) = begun.last_mut() else {
        return false;
    };
    let (numbers, texts) = (
        &mut numbers[usize::from(window.numbers)..],
        &mut texts[usize::from(window.texts)..],
    );
    let goes_on = walk.next(globals, numbers, texts);
    if !goes_on {
        begun.pop();
    }
    goes_on
}

/// Ends all but the first `count` of what was begun.
#[cold]
pub(super) fn leave(begun: &mut Vec<Begun<'_>>, count: u32) {
    begun.truncate(count as usize);
}

/// Ends the innermost walk, and what was begun since.
pub(super) fn end(begun: &mut Vec<Begun<'_>>) {
    while let Some(Begun::Try(_)) = begun.pop() {}
}

/// Begins a `try`.
#[inline(never)]
pub(super) fn begin_try<'plan>(
    begun: &mut Vec<Begun<'plan>>,
    place: Frame<'plan>,
    frames: usize,
    message: Register,
) {
    begun.push(Begun::Try(Handler {
        place,
        frames,
        message,
    }));
}

/// Ends the innermost `try`, and what was begun since.
pub(super) fn end_try<'plan>(begun: &mut Vec<Begun<'plan>>) -> Option<Handler<'plan>> {
    loop {
        if let Begun::Try(handler) = begun.pop()? {
            return Some(handler);
        }
    }
}

impl Walk {
    fn next(&mut self, globals: &Globals, numbers: &mut [i64], texts: &mut [Text]) -> bool {
        let array = &globals.arrays[self.global];
        // As in SystemTap, elements outside the slice count against the limit.
        while self.rounds > 0 {
            self.rounds -= 1;
            let next = match &mut self.position {
                Position::Linked(next) => {
                    let slot = next.filter(|slot| array.holds(*slot));
                    *next = slot.and_then(|slot| array.next(slot));
                    slot
                }
                Position::Kept(slots) => slots.find(|slot| array.holds(*slot)),
                Position::Buckets(buckets) => {
                    let number = buckets.next();
                    if let Some(number) = number {
                        numbers[0] = number;
                    }
                    return number.is_some();
                }
            };
            let Some(slot) = next else {
                return false;
            };
            let slice = self.slice.as_ref();
            if slice.is_some_and(|slice| !slice.holds(array, slot)) {
                continue;
            }
            let key = array.key(slot);
            for (register, number) in numbers.iter_mut().zip(key.numbers) {
                *register = *number;
            }
            for (register, text) in texts.iter_mut().zip(key.texts) {
                register.clone_from(text);
            }
            return true;
        }
        false
    }
}

impl Slice {
    fn holds(&self, array: &Array, slot: Slot) -> bool {
        let fixed = Key {
            numbers: &self.numbers,
            texts: &self.texts,
        };
        array.matches(slot, self.any, fixed)
    }
}
