//! The globals of a plan: numbers, strings, statistics and arrays.

use sigscript_compiler::Kind;
use sigscript_compiler::plan::code::{Code, Instruction};
use sigscript_compiler::plan::{Content, Global, Plan};
use sigscript_grammar::syntax::Extractor;

use super::count::Updated;
use super::{Failure, Limits};
use crate::arrays::{self, Array, Full, Key};
use crate::statistics::{Bucket, Layout, Samples, Shape, Statistic};
use crate::text::{self, Text};

/// The globals. Each vector has a place for every global, and each global uses the vector of its kind.
#[derive(Debug)]
pub(super) struct Globals {
    pub numbers: Vec<i64>,
    pub texts: Vec<Text>,
    pub arrays: Vec<Array>,
    pub statistics: Vec<Statistic>,
    pub shapes: Vec<Shape>,
    pub written: Vec<bool>,
}

/// The value of a global.
#[derive(Clone, Copy, Debug)]
pub enum Value<'a> {
    /// A number.
    Number(i64),
    /// A string.
    Text(&'a Text),
    /// A statistic.
    Statistic(&'a Statistic),
    /// An array.
    Array(&'a Array),
}

impl Globals {
    /// The globals before the first probe runs.
    pub fn new(plan: &Plan, limits: Limits) -> Self {
        let globals = &plan.globals;
        let array = |global: &Global| {
            let declared = global.size.map(|size| size as usize);
            let limit = declared.unwrap_or(limits.elements);
            Array::new(&global.keys, global.content, limit, global.wrap)
        };
        let mut variance = vec![false; globals.len()];
        for instruction in codes(plan).flat_map(|code| &code.instructions) {
            if let Instruction::Extract {
                extractor: Extractor::Variance,
                global,
                ..
            } = instruction
            {
                variance[usize::from(*global)] = true;
            }
        }
        let shape = |(content, variance)| match content {
            Content::Value(_) => Shape::default(),
            Content::Statistic(asked) => {
                Shape::new(asked, variance).expect("the plan was verified")
            }
        };
        Self {
            numbers: globals
                .iter()
                .map(|global| text::number_of_literal(&global.initial))
                .collect(),
            texts: globals
                .iter()
                .map(|global| text::of_literal(&global.initial))
                .collect(),
            arrays: globals.iter().map(array).collect(),
            statistics: vec![Statistic::default(); globals.len()],
            shapes: globals
                .iter()
                .map(|global| global.content)
                .zip(variance)
                .map(shape)
                .collect(),
            written: vec![false; globals.len()],
        }
    }

    /// The value of a global, by its index in the plan.
    pub fn value(&self, plan: &Plan, index: usize) -> Value<'_> {
        let global = &plan.globals[index];
        match global.content {
            _ if !global.keys.is_empty() => Value::Array(&self.arrays[index]),
            Content::Value(Kind::Long) => Value::Number(self.numbers[index]),
            Content::Value(Kind::String) => Value::Text(&self.texts[index]),
            Content::Statistic(_) => Value::Statistic(&self.statistics[index]),
        }
    }

    /// `delete global`
    pub fn clear(&mut self, index: usize) {
        self.written[index] = true;
        self.numbers[index] = 0;
        self.texts[index] = Text::new();
        self.statistics[index] = Statistic::default();
        self.arrays[index].clear();
    }

    /// `global <<< sample`, `array[key] <<< sample`
    pub fn accumulate(&mut self, index: usize, key: Key, sample: i64) -> Result<(), Full> {
        let shape = &self.shapes[index];
        if !self.arrays[index].has_keys() {
            self.written[index] = true;
            self.statistics[index].add(sample, shape);
            return Ok(());
        }
        let array = &mut self.arrays[index];
        let slot = array.find_or_make(key)?;
        if let Some(statistic) = array.statistic_mut(slot) {
            statistic.add(sample, shape);
        }
        Ok(())
    }

    /// Adds samples, or to a number their sum; gives the element, `None` where there is no array.
    pub fn join(
        &mut self,
        index: usize,
        key: Key,
        samples: &Samples,
    ) -> Result<Option<Updated>, Full> {
        let shape = &self.shapes[index];
        let array = &mut self.arrays[index];
        if !array.has_keys() {
            self.written[index] = true;
            self.numbers[index] = self.numbers[index].wrapping_add(samples.sum);
            self.statistics[index].join(samples, shape);
            return Ok(None);
        }
        let before = array.len();
        let slot = array.find_or_make(key)?;
        let new = array.len() > before;
        if let Some(number) = array.number_mut(slot) {
            *number = number.wrapping_add(samples.sum);
        } else if let Some(statistic) = array.statistic_mut(slot) {
            statistic.join(samples, shape);
        }
        Ok(Some(Updated { slot, new }))
    }

    /// The statistic in a global or in an array's element; `None` where there is no such element.
    pub fn statistic(&self, index: usize, key: Key) -> Option<&Statistic> {
        if !self.arrays[index].has_keys() {
            return Some(&self.statistics[index]);
        }
        let array = &self.arrays[index];
        match array.value(array.find(key)?) {
            arrays::Value::Statistic(statistic) => Some(statistic),
            _ => None,
        }
    }

    /// `@count(global)` and its like.
    pub fn extract(&self, index: usize, key: Key, extractor: Extractor) -> Result<i64, Failure> {
        let statistic = self.statistic(index, key);
        let part = match statistic {
            Some(statistic) => statistic.extract(extractor, &self.shapes[index]),
            None => Statistic::default().extract(extractor, &self.shapes[index]),
        };
        part.ok_or_else(Failure::empty_aggregate)
    }

    /// How many samples fell into each bucket.
    pub fn counts(&self, index: usize, key: Key) -> Result<&[u64], Failure> {
        let counts = self.statistic(index, key).and_then(Statistic::counts);
        counts.ok_or_else(Failure::empty_aggregate)
    }

    /// `@hist_log(global)[number]`
    pub fn bucket(&self, index: usize, key: Key, number: i64) -> Result<i64, Failure> {
        let counts = self.counts(index, key)?;
        let count = usize::try_from(number)
            .ok()
            .and_then(|number| counts.get(number));
        count
            .map(|count| *count as i64)
            .ok_or_else(Failure::no_bucket)
    }

    /// The buckets of a histogram that are not empty.
    pub fn buckets(&self, index: usize, key: Key) -> Vec<Bucket> {
        let statistic = self.statistic(index, key);
        statistic.map_or_else(Vec::new, |statistic| statistic.buckets(&self.shapes[index]))
    }

    /// What is kept of a statistic, by its global's index in the plan.
    pub fn shape(&self, index: usize) -> &Shape {
        &self.shapes[index]
    }

    /// The histogram as text.
    pub fn histogram(&self, index: usize, key: Key, layout: Layout) -> Result<Vec<u8>, Failure> {
        let counts = self.counts(index, key)?;
        let buckets = self.shapes[index].buckets.as_ref();
        buckets
            .map(|buckets| buckets.text(counts, layout))
            .ok_or_else(Failure::empty_aggregate)
    }
}

/// All code of a plan.
fn codes(plan: &Plan) -> impl Iterator<Item = &Code> {
    let functions = plan.functions.iter().map(|function| &function.code);
    let probes = plan
        .probes
        .iter()
        .flat_map(|probe| probe.condition.iter().chain([&probe.handler]));
    functions.chain(probes)
}
