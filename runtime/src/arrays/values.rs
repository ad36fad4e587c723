//! The values of an array's elements, each kind in a row of its own.

use sigscript_compiler::Kind;
use sigscript_compiler::plan::Content;

use super::Slot;
use crate::statistics::Statistic;
use crate::text::Text;

/// The values of all elements.
#[derive(Debug)]
pub(super) enum Values {
    Numbers(Vec<i64>),
    Texts(Vec<Text>),
    Statistics(Vec<Statistic>),
}

/// The value of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// A number.
    Number(i64),
    /// A string.
    Text(&'a Text),
    /// A statistic.
    Statistic(&'a Statistic),
}

impl Values {
    pub const fn new(content: Content) -> Self {
        match content {
            Content::Value(Kind::Long) => Self::Numbers(Vec::new()),
            Content::Value(Kind::String) => Self::Texts(Vec::new()),
            Content::Statistic(_) => Self::Statistics(Vec::new()),
        }
    }

    #[inline]
    pub fn get(&self, slot: Slot) -> Value<'_> {
        match self {
            Self::Numbers(values) => Value::Number(values[slot.index()]),
            Self::Texts(values) => Value::Text(&values[slot.index()]),
            Self::Statistics(values) => Value::Statistic(&values[slot.index()]),
        }
    }

    /// 0, the empty string or an empty statistic for `slot`: a place that was there before, or the one behind all others.
    pub fn reset(&mut self, slot: Slot) {
        fn reset<T: Default>(values: &mut Vec<T>, slot: Slot) {
            match values.get_mut(slot.index()) {
                Some(value) => *value = T::default(),
                None => values.push(T::default()),
            }
        }
        match self {
            Self::Numbers(values) => reset(values, slot),
            Self::Texts(values) => reset(values, slot),
            Self::Statistics(values) => reset(values, slot),
        }
    }

    /// Lets go of the memory of `slot`'s value.
    pub fn forget(&mut self, slot: Slot) {
        match self {
            Self::Numbers(_) => {}
            Self::Texts(values) => values[slot.index()] = Text::new(),
            Self::Statistics(values) => values[slot.index()] = Statistic::default(),
        }
    }

    pub fn clear(&mut self) {
        match self {
            Self::Numbers(values) => values.clear(),
            Self::Texts(values) => values.clear(),
            Self::Statistics(values) => values.clear(),
        }
    }
}
