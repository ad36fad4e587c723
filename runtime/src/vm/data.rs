//! Executes the instructions on arrays, statistics, walks and regular expressions. They stand apart from the others, which must be so
//! few that what these need fits the processor's registers.

use std::rc::Rc;

use sigscript_compiler::plan::Plan;
use sigscript_compiler::plan::code::{Instruction, Register, Window};

use super::execute::{WINDOW, at, bounded};
use super::globals::Globals;
use super::walks::{self, Begun};
use super::{Failure, World};
use crate::arrays::{Full, Key, Value};
use crate::patterns::Pattern;
use crate::text::Text;

/// What these instructions work on.
#[derive(Debug)]
pub(super) struct Data<'plan> {
    pub plan: &'plan Plan,
    pub globals: Globals,
    pub patterns: Vec<Rc<Pattern>>,
    pub begun: Vec<Begun<'plan>>,
    /// The bytes of a string.
    pub limit: usize,
}

/// The keys that stand at the start of a window.
#[inline]
fn key<'a>(numbers: &'a [i64; WINDOW], texts: &'a [Text], window: Window) -> Key<'a> {
    Key {
        numbers: &numbers[at(window.numbers)..],
        texts: &texts[at(window.texts)..],
    }
}

impl Data<'_> {
    /// The value of an array's element, to a register of its kind.
    #[inline(never)]
    pub fn load_element(
        &self,
        to: Register,
        array: u16,
        keys: Window,
        n: &mut [i64; WINDOW],
        t: &mut [Text],
    ) {
        let array = &self.globals.arrays[at(array)];
        let found = array.find(key(n, t, keys));
        match found.map(|slot| array.value(slot)) {
            Some(Value::Number(value)) => n[at(to)] = value,
            Some(Value::Text(value)) => t[at(to)].clone_from(value),
            _ if array.has_texts() => t[at(to)] = Text::new(),
            _ => n[at(to)] = 0,
        }
    }

    /// Adds to an array's element; the new value replaces what was added.
    #[inline(never)]
    pub fn add_to_element(
        &mut self,
        array: u16,
        keys: Window,
        by: Register,
        n: &mut [i64; WINDOW],
        t: &[Text],
    ) -> Result<(), Full> {
        let array = &mut self.globals.arrays[at(array)];
        let slot = array.find_or_make(key(n, t, keys))?;
        if let Some(value) = array.number_mut(slot) {
            *value = value.wrapping_add(n[at(by)]);
            n[at(by)] = *value;
        }
        Ok(())
    }

    /// To an array's element, from a register of its kind.
    #[inline(never)]
    pub fn store_element(
        &mut self,
        array: u16,
        keys: Window,
        from: Register,
        n: &[i64; WINDOW],
        t: &[Text],
    ) -> Result<(), Full> {
        let array = &mut self.globals.arrays[at(array)];
        let slot = array.find_or_make(key(n, t, keys))?;
        if let Some(value) = array.number_mut(slot) {
            *value = n[at(from)];
        } else if let Some(value) = array.text_mut(slot) {
            value.clone_from(&t[at(from)]);
        }
        Ok(())
    }

    /// `Array overflow`, for the array with this index in the plan.
    #[cold]
    pub fn overflow(&self, array: u16) -> Failure {
        let limit = self.globals.arrays[at(array)].limit();
        Failure::overflow(limit, self.plan.globals[at(array)].size.is_some())
    }

    /// Executes one instruction; gives the next one's index where it is not the one behind.
    #[inline(never)]
    pub fn step(
        &mut self,
        instruction: Instruction,
        n: &mut [i64; WINDOW],
        t: &mut [Text],
        world: &mut World,
        scratch: &mut Vec<u8>,
    ) -> Result<Option<u32>, Failure> {
        let Self {
            plan,
            globals,
            patterns,
            begun,
            limit,
        } = self;
        match instruction {
            Instruction::HasElement {
                to,
                array,
                keys,
                any,
            } => {
                let has = globals.arrays[at(array)].has(any, key(n, t, keys));
                n[at(to)] = has.into();
            }
            Instruction::DeleteElement { array, keys, any } => {
                globals.arrays[at(array)].remove(any, key(n, t, keys));
            }
            Instruction::DeleteGlobal { global } => globals.clear(at(global)),
            Instruction::Accumulate { global, keys, from } => {
                let sample = n[at(from)];
                let done = globals.accumulate(at(global), key(n, t, keys), sample);
                if done.is_err() {
                    return Err(self.overflow(global));
                }
            }
            Instruction::Extract {
                extractor,
                to,
                global,
                keys,
            } => match globals.extract(at(global), key(n, t, keys), extractor) {
                Ok(value) => n[at(to)] = value,
                Err(failure) => return Err(failure),
            },
            Instruction::Bucket { to, global, keys } => {
                match globals.bucket(at(global), key(n, t, keys), n[at(to)]) {
                    Ok(count) => n[at(to)] = count,
                    Err(failure) => return Err(failure),
                }
            }
            Instruction::FormatHistogram { to, global, keys } => {
                match globals.histogram(at(global), key(n, t, keys), world.layout) {
                    Ok(text) => {
                        let text = bounded(Text::from(text), *limit, world);
                        if let Some(prints) = &mut world.prints {
                            let buckets = globals.buckets(at(global), key(n, t, keys));
                            prints.histogram(text.clone(), buckets);
                        }
                        t[at(to)] = text;
                    }
                    Err(failure) => return Err(failure),
                }
            }
            Instruction::Match {
                to,
                subject,
                pattern,
            } => {
                let (pattern, subject) = (&patterns[at(pattern)], &t[at(subject)]);
                let matches = pattern.matches(subject, scratch);
                world.matched.set(matches.then_some((pattern, subject)));
                n[at(to)] = matches.into();
            }
            Instruction::Walk { walk, window } => {
                let (walk, key) = (&plan.walks[at(walk)], key(n, t, window));
                walks::begin(begun, globals, walk, key)?;
            }
            Instruction::Advance { window, to } => {
                if !walks::advance(begun, globals, window, n, t) {
                    return Ok(Some(to));
                }
            }
            Instruction::EndWalk => walks::end(begun),
            Instruction::EndTry => {
                walks::end_try(begun);
            }
            _ => unreachable!("the others are executed elsewhere"),
        }
        Ok(None)
    }
}
