//! Sorting: elements by a key, by their value, or by a part of their statistic. Equal ones keep their order.

use std::cmp::{Ordering, Reverse};

use sigscript_compiler::Kind;
use sigscript_compiler::plan::Direction;
use sigscript_grammar::syntax::{Extractor, SortBy};

use super::{Array, Slot, Values};
use crate::text::Text;

impl Array {
    /// Sorts the array itself: this is its order from here on. Strings are compared as bytes.
    pub fn sort(&mut self, by: SortBy, direction: Direction) {
        let sorted = self.sorted(by, direction);
        self.order.arrange(sorted.into_iter());
    }

    /// The elements sorted, the array itself as it was.
    #[must_use]
    pub fn sorted(&self, by: SortBy, direction: Direction) -> Vec<Slot> {
        let extractor = match by {
            SortBy::Key(key) => return self.sorted_by_key(key, direction),
            SortBy::Value => Extractor::Count,
            SortBy::Statistic(extractor) => extractor,
        };
        match &self.values {
            Values::Numbers(values) => self.by_number(|slot| values[slot.index()], direction),
            Values::Texts(values) => self.by_text(|slot| &values[slot.index()], direction),
            Values::Statistics(values) => {
                self.by_number(|slot| values[slot.index()].rank(extractor), direction)
            }
        }
    }

    /// The first `count` elements by decreasing value, those of equal value in their order. Takes as long as looking at each once.
    #[must_use]
    pub fn highest(&self, count: usize) -> Vec<Slot> {
        match &self.values {
            Values::Numbers(values) => self.highest_by(|slot| values[slot.index()], count),
            Values::Texts(values) => self.highest_by(|slot| &values[slot.index()], count),
            Values::Statistics(values) => {
                self.highest_by(|slot| values[slot.index()].count(), count)
            }
        }
    }

    fn highest_by<V: Ord>(&self, value: impl Fn(Slot) -> V, count: usize) -> Vec<Slot> {
        let valued = self.slots().map(|slot| Reverse(value(slot)));
        let mut valued: Vec<(Reverse<V>, usize, Slot)> = valued
            .zip(self.slots())
            .enumerate()
            .map(|(place, (value, slot))| (value, place, slot))
            .collect();
        if count < valued.len() {
            valued.select_nth_unstable(count);
            valued.truncate(count);
        }
        valued.sort_unstable();
        valued.into_iter().map(|(_, _, slot)| slot).collect()
    }

    fn sorted_by_key(&self, key: usize, direction: Direction) -> Vec<Slot> {
        let place = self.keys.place(key);
        match self.keys.kinds()[key] {
            Kind::Long => self.by_number(|slot| self.key(slot).numbers[place], direction),
            Kind::String => self.by_text(|slot| &self.key(slot).texts[place], direction),
        }
    }

    /// The numbers are fetched once: sorting then touches nothing but them.
    fn by_number(&self, number: impl Fn(Slot) -> i64, direction: Direction) -> Vec<Slot> {
        let mut numbered: Vec<(i64, Slot)> =
            self.slots().map(|slot| (number(slot), slot)).collect();
        numbered.sort_by(|(left, _), (right, _)| directed(left.cmp(right), direction));
        numbered.into_iter().map(|(_, slot)| slot).collect()
    }

    fn by_text<'a>(&'a self, text: impl Fn(Slot) -> &'a Text, direction: Direction) -> Vec<Slot> {
        let mut slots: Vec<Slot> = self.slots().collect();
        slots.sort_by(|left, right| directed(text(*left).cmp(text(*right)), direction));
        slots
    }
}

fn directed(ordering: Ordering, direction: Direction) -> Ordering {
    match direction {
        Direction::Ascending => ordering,
        Direction::Descending => ordering.reverse(),
    }
}
