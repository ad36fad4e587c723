//! What the prints of a running handler are made of: the values, and where in the text each of them stands.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use sigscript_grammar::format::{Conversion, Format};

use crate::render::{self, Given, Rendered};
use crate::statistics::Bucket;
use crate::text::Text;

/// The prints of a handler so far.
#[derive(Debug, Default)]
pub struct Prints {
    /// The values, in the order of their places.
    pub(super) values: Vec<Printed>,
    /// The histograms that were drawn, by their text.
    histograms: HashMap<Text, Rc<[Bucket]>>,
}

/// A value in printed text.
#[derive(Debug)]
pub(super) struct Printed {
    /// Its print, by the template's index in the plan.
    pub template: u16,
    /// Which of the template's names it has.
    pub argument: usize,
    /// Where it stands in the text.
    pub place: Range<usize>,
    pub value: Value,
}

/// A value as structured output shows it.
#[derive(Debug)]
pub(super) enum Value {
    Number(i64),
    /// A number that is printed without a sign.
    Unsigned(u64),
    Text(Text),
    Histogram(Rc<[Bucket]>),
}

impl Prints {
    /// Prints to `output`, and remembers the values.
    #[inline(never)]
    pub fn print(
        &mut self,
        template: u16,
        format: &Format,
        numbers: &[i64],
        texts: &[Text],
        output: &mut Vec<u8>,
    ) {
        let Self { values, histograms } = self;
        render::render_values(format, numbers, texts, output, &mut |rendered| {
            values.push(Printed {
                template,
                argument: rendered.argument,
                place: rendered.place.clone(),
                value: value(rendered, histograms),
            });
        });
    }

    /// Remembers what a histogram that was drawn shows.
    pub fn histogram(&mut self, text: Text, buckets: Vec<Bucket>) {
        self.histograms.insert(text, buckets.into());
    }

    /// Forgets the handler that ran.
    pub fn clear(&mut self) {
        self.values.clear();
        self.histograms.clear();
    }
}

fn value(rendered: Rendered, histograms: &HashMap<Text, Rc<[Bucket]>>) -> Value {
    use Conversion::{Hexadecimal, MemoryHexadecimal, Octal, Pointer, Unsigned, UpperHexadecimal};
    match (rendered.value, rendered.conversion) {
        (Given::Number(number), Unsigned | Octal | Hexadecimal | UpperHexadecimal | Pointer) => {
            Value::Unsigned(number as u64)
        }
        (Given::Number(number), _) => Value::Number(number),
        (Given::Text(bytes), MemoryHexadecimal) => {
            Value::Text(Text::from(render::hexadecimal(&bytes)))
        }
        (Given::Text(text), _) => match histograms.get(&text) {
            Some(buckets) => Value::Histogram(buckets.clone()),
            None => Value::Text(text),
        },
    }
}
