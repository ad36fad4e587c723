//! The keys of an array's elements: numbers and strings, each kind in a row of its own, so that an element takes no memory of its own.

use std::hash::{BuildHasher, Hasher};

use foldhash::fast::RandomState;
use sigscript_compiler::Kind;
use sigscript_compiler::plan::AnyKeys;

use super::Slot;
use crate::text::Text;

/// The keys of one element: numbers and strings, each in order. What stands behind them is not looked at.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    /// The number keys.
    pub numbers: &'a [i64],
    /// The string keys.
    pub texts: &'a [Text],
}

/// One key of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// A number.
    Number(i64),
    /// A string.
    Text(&'a Text),
}

/// What keys are made of: the frequent forms are hashed and compared without a loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Number,
    Text,
    Mixed,
}

/// The keys of all elements.
#[derive(Debug)]
pub(super) struct Keys {
    kinds: Vec<Kind>,
    form: Form,
    numbers_each: usize,
    texts_each: usize,
    numbers: Vec<i64>,
    texts: Vec<Text>,
    hasher: RandomState,
}

impl Keys {
    pub fn new(kinds: &[Kind]) -> Self {
        let count = |kind| kinds.iter().filter(|other| **other == kind).count();
        Self {
            kinds: kinds.to_vec(),
            form: match kinds {
                [Kind::Long] => Form::Number,
                [Kind::String] => Form::Text,
                _ => Form::Mixed,
            },
            numbers_each: count(Kind::Long),
            texts_each: count(Kind::String),
            numbers: Vec::new(),
            texts: Vec::new(),
            hasher: RandomState::default(),
        }
    }

    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }

    pub fn form(&self) -> Form {
        self.form
    }

    #[inline]
    pub fn hash(&self, key: Key) -> u64 {
        match self.form {
            Form::Number => self.hash_number(key.numbers[0]),
            Form::Text => self.hash_text(&key.texts[0]),
            Form::Mixed => self.hash_mixed(key),
        }
    }

    #[inline]
    pub fn hash_number(&self, number: i64) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write_i64(number);
        hasher.finish()
    }

    #[inline]
    pub fn hash_text(&self, text: &[u8]) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        hasher.write(text);
        hasher.finish()
    }

    pub fn hash_mixed(&self, key: Key) -> u64 {
        let mut hasher = self.hasher.build_hasher();
        for number in &key.numbers[..self.numbers_each] {
            hasher.write_i64(*number);
        }
        for text in &key.texts[..self.texts_each] {
            hasher.write(text);
            // Without, ("ab", "c") and ("a", "bc") would always collide.
            hasher.write_usize(text.len());
        }
        hasher.finish()
    }

    /// Whether these are the keys of the element in `slot`.
    #[inline]
    pub fn is(&self, slot: Slot, key: Key) -> bool {
        match self.form {
            Form::Number => self.is_number(slot, key.numbers[0]),
            Form::Text => self.is_text(slot, &key.texts[0]),
            Form::Mixed => self.is_mixed(slot, key),
        }
    }

    #[inline]
    pub fn is_number(&self, slot: Slot, number: i64) -> bool {
        self.numbers[slot.index()] == number
    }

    #[inline]
    pub fn is_text(&self, slot: Slot, text: &[u8]) -> bool {
        same(self.texts[slot.index()].as_slice(), text)
    }

    pub fn is_mixed(&self, slot: Slot, key: Key) -> bool {
        let own = self.of(slot);
        own.numbers == &key.numbers[..self.numbers_each]
            && own.texts == &key.texts[..self.texts_each]
    }

    /// The keys of the element in `slot`.
    #[inline]
    pub fn of(&self, slot: Slot) -> Key<'_> {
        let (number, text) = (
            slot.index() * self.numbers_each,
            slot.index() * self.texts_each,
        );
        Key {
            numbers: &self.numbers[number..number + self.numbers_each],
            texts: &self.texts[text..text + self.texts_each],
        }
    }

    /// Keeps `key` for the element in `slot`: a place that was there before, or the one behind all others.
    pub fn set(&mut self, slot: Slot, key: Key) {
        let (number, text) = (
            slot.index() * self.numbers_each,
            slot.index() * self.texts_each,
        );
        let (numbers, texts) = (
            &key.numbers[..self.numbers_each],
            &key.texts[..self.texts_each],
        );
        if number == self.numbers.len() && text == self.texts.len() {
            self.numbers.extend_from_slice(numbers);
            self.texts.extend_from_slice(texts);
        } else {
            self.numbers[number..number + self.numbers_each].copy_from_slice(numbers);
            self.texts[text..text + self.texts_each].clone_from_slice(texts);
        }
    }

    /// Lets go of the memory of `slot`'s strings.
    pub fn forget(&mut self, slot: Slot) {
        let text = slot.index() * self.texts_each;
        self.texts[text..text + self.texts_each].fill(Text::new());
    }

    pub fn clear(&mut self) {
        self.numbers.clear();
        self.texts.clear();
    }

    /// Which number, or which string, key `index` is.
    pub fn place(&self, index: usize) -> usize {
        let kind = self.kinds[index];
        self.kinds[..index]
            .iter()
            .filter(|other| **other == kind)
            .count()
    }

    /// The keys of the element in `slot`, in the order of the script.
    pub fn parts(&self, slot: Slot) -> impl Iterator<Item = Part<'_>> {
        let key = self.of(slot);
        let (mut numbers, mut texts) = (key.numbers.iter(), key.texts.iter());
        self.kinds.iter().filter_map(move |kind| match kind {
            Kind::Long => numbers.next().copied().map(Part::Number),
            Kind::String => texts.next().map(Part::Text),
        })
    }

    /// Whether the element in `slot` has the keys `fixed`, those that may be anything left out.
    pub fn matches(&self, slot: Slot, any: AnyKeys, fixed: Key) -> bool {
        let (mut numbers, mut texts) = (fixed.numbers.iter(), fixed.texts.iter());
        let mut parts = self
            .parts(slot)
            .enumerate()
            .filter(|(index, _)| !any.contains(*index));
        parts.all(|(_, part)| match part {
            Part::Number(number) => numbers.next() == Some(&number),
            Part::Text(text) => texts.next() == Some(text),
        })
    }
}

/// Whether these are the same bytes. Words of ordinary length are compared without calling the C library.
#[inline]
fn same(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    // The first and the last eight bytes overlap where there are fewer than sixteen.
    if let (8..=16, Some(left_start), Some(left_end), Some(right_start), Some(right_end)) = (
        left.len(),
        left.first_chunk::<8>(),
        left.last_chunk::<8>(),
        right.first_chunk::<8>(),
        right.last_chunk::<8>(),
    ) {
        return left_start == right_start && left_end == right_end;
    }
    left == right
}
