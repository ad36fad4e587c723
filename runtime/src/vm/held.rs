//! A global's value outside of any machine, while several plans share it.

use std::mem::swap;

use sigscript_compiler::Kind;
use sigscript_compiler::plan::{Content, Global};

use super::globals::{Globals, Value};
use crate::arrays::Array;
use crate::statistics::{Buckets, Shape, Statistic};
use crate::text::Text;

/// A global's value.
#[derive(Debug)]
pub struct Held {
    content: Content,
    number: i64,
    text: Text,
    array: Array,
    statistic: Statistic,
    shape: Shape,
    /// A plan has asked for this very histogram.
    asked: bool,
    written: bool,
}

impl Held {
    /// The value that a machine has. Of statistics everything is kept that may be asked for later without saying more.
    pub(super) fn new(globals: &mut Globals, global: &Global, index: usize) -> Self {
        let own = globals.shapes[index];
        let empty = Array::new(&global.keys, global.content, 0, global.wrap);
        Self {
            content: global.content,
            number: globals.numbers[index],
            text: globals.texts[index].clone(),
            array: std::mem::replace(&mut globals.arrays[index], empty),
            statistic: std::mem::take(&mut globals.statistics[index]),
            shape: Shape {
                buckets: own.buckets.or(Some(Buckets::Logarithmic)),
                variance: own.variance.or(Some(0)),
            },
            asked: own.buckets.is_some(),
            written: globals.written[index],
        }
    }

    pub(super) fn adopt(&mut self, globals: &Globals, global: &Global, index: usize) -> bool {
        if !matches!(global.content, Content::Statistic(_)) {
            return false;
        }
        let own = globals.shapes[index];
        let shape = Shape {
            buckets: own.buckets.filter(|_| !self.asked).or(self.shape.buckets),
            variance: own.variance.or(self.shape.variance),
        };
        self.asked |= own.buckets.is_some();
        let differs = shape != self.shape;
        self.shape = shape;
        let anew = differs && (self.statistic.count() > 0 || !self.array.is_empty());
        if differs {
            self.statistic = Statistic::default();
            self.array.clear();
        }
        anew
    }

    pub(super) fn exchange(&mut self, globals: &mut Globals, index: usize) {
        swap(&mut self.number, &mut globals.numbers[index]);
        swap(&mut self.text, &mut globals.texts[index]);
        swap(&mut self.array, &mut globals.arrays[index]);
        swap(&mut self.statistic, &mut globals.statistics[index]);
        swap(&mut self.shape, &mut globals.shapes[index]);
        swap(&mut self.written, &mut globals.written[index]);
    }

    /// Empties it.
    pub(crate) fn clear(&mut self) {
        self.number = 0;
        self.text = Text::new();
        self.statistic = Statistic::default();
        self.array.clear();
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> Value<'_> {
        match self.content {
            _ if self.array.has_keys() => Value::Array(&self.array),
            Content::Value(Kind::Long) => Value::Number(self.number),
            Content::Value(Kind::String) => Value::Text(&self.text),
            Content::Statistic(_) => Value::Statistic(&self.statistic),
        }
    }
}
