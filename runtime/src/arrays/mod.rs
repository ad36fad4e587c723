//! Associative arrays: keys to values, in the order in which elements came or were last sorted.
//!
//! An element stays in its slot; a hash table finds slots by keys, a linked list keeps their order, and keys and values stand in rows.

mod keys;
mod order;
mod sort;
mod values;

use hashbrown::HashTable;
use sigscript_compiler::Kind;
use sigscript_compiler::plan::{AnyKeys, Content};

use crate::statistics::Statistic;
use crate::text::Text;
use keys::{Form, Keys};
use order::Order;
use values::Values;

pub use keys::{Key, Part};
pub use order::Slot;
pub use values::Value;

/// An array.
#[derive(Debug)]
pub struct Array {
    index: HashTable<Slot>,
    keys: Keys,
    values: Values,
    order: Order,
    limit: usize,
    wrap: bool,
}

/// The array has as many elements as it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

impl Array {
    /// An empty array with these keys and values and at most `limit` elements; with `wrap`, the first element makes room for one more.
    #[must_use]
    pub fn new(keys: &[Kind], content: Content, limit: usize, wrap: bool) -> Self {
        Self {
            index: HashTable::new(),
            keys: Keys::new(keys),
            values: Values::new(content),
            order: Order::default(),
            limit: limit.min(order::MOST),
            wrap,
        }
    }

    /// How many elements it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.order.count()
    }

    /// Whether it has no elements.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it is an array at all: a scalar has no keys.
    #[must_use]
    pub fn has_keys(&self) -> bool {
        !self.keys.kinds().is_empty()
    }

    /// The most elements it may have.
    #[must_use]
    pub const fn limit(&self) -> usize {
        self.limit
    }

    /// The element with these keys.
    #[must_use]
    #[inline]
    pub fn find(&self, key: Key) -> Option<Slot> {
        self.search(key).ok()
    }

    /// The element with these keys, or the hash of these.
    #[inline]
    fn search(&self, key: Key) -> Result<Slot, u64> {
        match self.keys.form() {
            Form::Number => self.search_number(key.numbers[0]),
            Form::Text => self.search_text(&key.texts[0]),
            Form::Mixed => self.search_mixed(key),
        }
    }

    #[inline]
    fn search_number(&self, number: i64) -> Result<Slot, u64> {
        let hash = self.keys.hash_number(number);
        let found = self
            .index
            .find(hash, |slot| self.keys.is_number(*slot, number));
        found.copied().ok_or(hash)
    }

    fn search_text(&self, text: &[u8]) -> Result<Slot, u64> {
        let hash = self.keys.hash_text(text);
        let found = self.index.find(hash, |slot| self.keys.is_text(*slot, text));
        found.copied().ok_or(hash)
    }

    fn search_mixed(&self, key: Key) -> Result<Slot, u64> {
        let hash = self.keys.hash_mixed(key);
        let found = self.index.find(hash, |slot| self.keys.is_mixed(*slot, key));
        found.copied().ok_or(hash)
    }

    /// The element with these keys, which is made where there is none.
    #[inline]
    pub fn find_or_make(&mut self, key: Key) -> Result<Slot, Full> {
        self.search(key).or_else(|hash| self.make(hash, key))
    }

    #[inline(never)]
    fn make(&mut self, hash: u64, key: Key) -> Result<Slot, Full> {
        if self.len() >= self.limit {
            match self.order.first() {
                Some(oldest) if self.wrap => self.remove_slot(oldest),
                _ => return Err(Full),
            }
        }
        let slot = self.order.push();
        self.keys.set(slot, key);
        self.values.reset(slot);
        let keys = &self.keys;
        self.index
            .insert_unique(hash, slot, |slot| keys.hash(keys.of(*slot)));
        Ok(slot)
    }

    /// The keys of an element, numbers and strings each in order.
    #[must_use]
    #[inline]
    pub fn key(&self, slot: Slot) -> Key<'_> {
        self.keys.of(slot)
    }

    /// The keys of an element, in the order of the script.
    pub fn parts(&self, slot: Slot) -> impl Iterator<Item = Part<'_>> {
        self.keys.parts(slot)
    }

    /// The value of an element.
    #[must_use]
    #[inline]
    pub fn value(&self, slot: Slot) -> Value<'_> {
        self.values.get(slot)
    }

    /// Whether its elements hold strings.
    #[must_use]
    pub const fn has_texts(&self) -> bool {
        matches!(self.values, Values::Texts(_))
    }

    /// The number in an element of an array of numbers; nothing of another.
    #[inline]
    pub fn number_mut(&mut self, slot: Slot) -> Option<&mut i64> {
        match &mut self.values {
            Values::Numbers(values) => Some(&mut values[slot.index()]),
            _ => None,
        }
    }

    /// The string in an element of an array of strings; nothing of another.
    #[inline]
    pub fn text_mut(&mut self, slot: Slot) -> Option<&mut Text> {
        match &mut self.values {
            Values::Texts(values) => Some(&mut values[slot.index()]),
            _ => None,
        }
    }

    /// The statistic in an element of an array of statistics; nothing of another.
    #[inline]
    pub fn statistic_mut(&mut self, slot: Slot) -> Option<&mut Statistic> {
        match &mut self.values {
            Values::Statistics(values) => Some(&mut values[slot.index()]),
            _ => None,
        }
    }

    /// Whether it has an element with these keys, those that may be `any` left out.
    #[must_use]
    pub fn has(&self, any: AnyKeys, fixed: Key) -> bool {
        match self.free_keys(any) {
            Free::None => self.find(fixed).is_some(),
            Free::All => !self.is_empty(),
            Free::Some => self.slots().any(|slot| self.keys.matches(slot, any, fixed)),
        }
    }

    /// Removes every element with these keys, those that may be `any` left out.
    pub fn remove(&mut self, any: AnyKeys, fixed: Key) {
        match self.free_keys(any) {
            Free::None => {
                let (hash, keys) = (self.keys.hash(fixed), &self.keys);
                let found = self.index.find_entry(hash, |slot| keys.is(*slot, fixed));
                if let Ok(entry) = found {
                    let (slot, _) = entry.remove();
                    self.forget(slot);
                }
            }
            Free::All => self.clear(),
            Free::Some => {
                let mut next = self.first();
                while let Some(slot) = next {
                    next = self.next(slot);
                    if self.keys.matches(slot, any, fixed) {
                        self.remove_slot(slot);
                    }
                }
            }
        }
    }

    fn remove_slot(&mut self, slot: Slot) {
        let hash = self.keys.hash(self.keys.of(slot));
        if let Ok(entry) = self.index.find_entry(hash, |other| *other == slot) {
            entry.remove();
        }
        self.forget(slot);
    }

    /// Lets go of an element that the index no longer names.
    fn forget(&mut self, slot: Slot) {
        self.order.remove(slot);
        self.keys.forget(slot);
        self.values.forget(slot);
    }

    /// Removes all elements.
    pub fn clear(&mut self) {
        self.index.clear();
        self.order.clear();
        self.keys.clear();
        self.values.clear();
    }

    /// The first element.
    #[must_use]
    pub fn first(&self) -> Option<Slot> {
        self.order.first()
    }

    /// The element behind another one.
    #[must_use]
    #[inline]
    pub fn next(&self, slot: Slot) -> Option<Slot> {
        self.order.next(slot)
    }

    /// Whether an element is in `slot`.
    #[must_use]
    #[inline]
    pub fn holds(&self, slot: Slot) -> bool {
        self.order.holds(slot)
    }

    /// Whether the element in `slot` has these keys, those that may be `any` left out.
    #[must_use]
    pub fn matches(&self, slot: Slot, any: AnyKeys, fixed: Key) -> bool {
        self.keys.matches(slot, any, fixed)
    }

    /// The last elements, so many of them, the last one first.
    pub fn last(&self, count: usize) -> impl Iterator<Item = Slot> {
        std::iter::successors(self.order.last(), |slot| self.order.previous(*slot)).take(count)
    }

    /// Moves an element to the end of the order.
    pub fn move_to_end(&mut self, slot: Slot) {
        self.order.move_to_end(slot);
    }

    /// The elements in their order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        self.order.iter()
    }

    /// The keys at the start of `key`, those that may be `any` left out.
    #[must_use]
    pub fn fixed<'a>(&self, any: AnyKeys, key: Key<'a>) -> Key<'a> {
        let (numbers, texts) = fixed_counts(self.keys.kinds(), any);
        Key {
            numbers: &key.numbers[..numbers],
            texts: &key.texts[..texts],
        }
    }

    /// How many of the keys may be anything.
    #[must_use]
    #[inline]
    pub fn free_keys(&self, any: AnyKeys) -> Free {
        if any == AnyKeys(0) {
            return Free::None;
        }
        let keys = self.keys.kinds().len();
        match (0..keys).filter(|index| any.contains(*index)).count() {
            0 => Free::None,
            count if count == keys => Free::All,
            _ => Free::Some,
        }
    }
}

/// How many number keys and string keys there are, those that may be `any` left out.
#[must_use]
pub fn fixed_counts(kinds: &[Kind], any: AnyKeys) -> (usize, usize) {
    let fixed = |kind| {
        let one = |(index, other): &(usize, &Kind)| **other == kind && !any.contains(*index);
        kinds.iter().enumerate().filter(one).count()
    };
    (fixed(Kind::Long), fixed(Kind::String))
}

/// How many of an array's keys may be anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Free {
    /// None: one element, if any, is meant.
    None,
    /// Some: a slice is meant.
    Some,
    /// All: the whole array is meant.
    All,
}

#[cfg(test)]
mod tests;
