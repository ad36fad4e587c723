//! A plan's condition to the comparisons of words that the collector can make.

use std::borrow::Cow;
use std::cell::Cell;

use sigscript_compiler::plan::{Base, Capture, Condition, Load, Predicate, Read, Test};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_wire::test;

use super::loads::behind_start;

/// What is left of a condition when everything that the collector cannot test counts as fulfilled.
pub enum Filter<'a> {
    /// Nothing has to be tested.
    Always,
    /// No event can have an effect.
    Never,
    /// These tests.
    Tests(Tree<'a>),
}

/// Conditions that depend on the event.
pub enum Tree<'a> {
    /// Words of one load's value, each compared; fulfilled where all are, or, with `inverted`, where one is not.
    Leaf {
        /// The load.
        load: &'a Load,
        /// The words, in order.
        words: Vec<Word>,
        /// Whether it must differ.
        inverted: bool,
        /// Whether it is an error if the load fails, which must not go untold.
        may_fail: bool,
    },
    /// All of these.
    All(Vec<Tree<'a>>),
    /// Any of these.
    Any(Vec<Tree<'a>>),
}

/// One comparison of a word.
#[derive(Clone, Copy)]
pub struct Word {
    /// One of [`test`].
    pub kind: u8,
    /// From the start of the value, in bytes.
    pub offset: u16,
    /// Whether the value is a text in the record's tail.
    pub located: bool,
    /// What is kept of the word.
    pub mask: u64,
    /// What it is compared with.
    pub constant: u64,
}

/// Simplifies a condition to what the collector can test, in at most `budget` tests; tells whether that is all of it. `limit` is that of
/// strings, in bytes. Without `computes`, no number is computed.
pub fn simplify<'a>(
    condition: &Condition,
    captures: &'a [Capture],
    (limit, computes): (u16, bool),
    mut budget: usize,
) -> (Filter<'a>, bool) {
    let simplifier = Simplifier {
        captures,
        limit,
        computes,
        whole: Cell::new(true),
    };
    let filter = simplifier.simplify(condition, &mut budget);
    (filter, simplifier.whole.get())
}

/// Conditions in the order of what they cost, so that an event costs as little as it can; those that cost the same stay in the script's.
/// None comes to the other side of one that may fail.
fn cheapest_first(mut parts: Vec<Tree<'_>>) -> Vec<Tree<'_>> {
    for run in parts.split_mut(may_fail) {
        run.sort_by_key(cost);
    }
    parts
}

fn may_fail(tree: &Tree<'_>) -> bool {
    match tree {
        Tree::All(parts) | Tree::Any(parts) => parts.iter().any(may_fail),
        Tree::Leaf { may_fail, .. } => *may_fail,
    }
}

/// What a condition costs, in the time of a comparison, about.
fn cost(tree: &Tree<'_>) -> usize {
    match tree {
        Tree::All(parts) | Tree::Any(parts) => parts.iter().map(cost).sum(),
        Tree::Leaf { load, words, .. } => words.len() + cost_of_load(load),
    }
}

fn cost_of_load(load: &Load) -> usize {
    // Each pointer is a call of the kernel, as are a helper and the last read.
    let calls = match load.base {
        Base::Argument(_) | Base::Record | Base::SyscallNumber | Base::SyscallResult => {
            load.offsets.len()
        }
        Base::Kept { .. } => 3,
        Base::Computed { .. } => 4,
        _ => load.offsets.len() + 1,
    };
    let text = !matches!(load.read, Read::Integer { .. } | Read::Target { .. });
    8 * (calls + usize::from(text))
}

struct Simplifier<'a> {
    captures: &'a [Capture],
    limit: u16,
    computes: bool,
    /// Whether every test could be kept.
    whole: Cell<bool>,
}

impl<'a> Simplifier<'a> {
    /// Takes the tests that it keeps from the budget.
    fn simplify(&self, condition: &Condition, budget: &mut usize) -> Filter<'a> {
        match condition {
            Condition::Always => Filter::Always,
            Condition::Never => Filter::Never,
            Condition::All(conditions) => self.all(conditions, budget),
            Condition::Any(conditions) => self.any(conditions, budget),
            Condition::Test(test) => self.test(test, budget),
        }
    }

    fn all(&self, conditions: &[Condition], budget: &mut usize) -> Filter<'a> {
        let mut kept = Vec::new();
        for condition in conditions {
            match self.simplify(condition, budget) {
                Filter::Always => {}
                Filter::Never => return Filter::Never,
                Filter::Tests(tree) => kept.push(tree),
            }
        }
        if kept.is_empty() {
            Filter::Always
        } else {
            Filter::Tests(Tree::All(cheapest_first(kept)))
        }
    }

    /// With one part always fulfilled the whole is, and its tests cost nothing.
    fn any(&self, conditions: &[Condition], budget: &mut usize) -> Filter<'a> {
        let mut left = *budget;
        let mut kept = Vec::new();
        for condition in conditions {
            match self.simplify(condition, &mut left) {
                Filter::Always => return Filter::Always,
                Filter::Never => {}
                Filter::Tests(tree) => kept.push(tree),
            }
        }
        *budget = left;
        if kept.is_empty() {
            Filter::Never
        } else {
            Filter::Tests(Tree::Any(cheapest_first(kept)))
        }
    }

    fn test(&self, test: &Test, budget: &mut usize) -> Filter<'a> {
        let capture = &self.captures[test.capture];
        let Some(load) = capture.load.as_ref() else {
            return self.untested();
        };
        if capture.is_made() && !self.computes {
            return self.untested();
        }
        let (words, inverted) = match &test.predicate {
            Predicate::Number {
                mask,
                comparison,
                constant,
            } => match number(load, *mask, *comparison, *constant) {
                Some((word, inverted)) => (vec![word], inverted),
                None => return self.untested(),
            },
            Predicate::Text {
                constant,
                equal,
                prefix,
            } => match self.text(load.read, constant, *prefix) {
                Text::Words(words) => (words, !equal),
                Text::Never if *equal => return Filter::Never,
                Text::Never => return Filter::Always,
                Text::Unknown => return self.untested(),
            },
        };
        match budget.checked_sub(words.len()) {
            // Every text begins with the empty one.
            _ if words.is_empty() && inverted => Filter::Never,
            _ if words.is_empty() => Filter::Always,
            Some(left) => {
                *budget = left;
                Filter::Tests(Tree::Leaf {
                    load,
                    words,
                    inverted,
                    may_fail: !capture.optional
                        && load.offsets.len() > usize::from(load.base == Base::Record),
                })
            }
            None => self.untested(),
        }
    }

    /// What cannot be tested counts as fulfilled.
    fn untested(&self) -> Filter<'a> {
        self.whole.set(false);
        Filter::Always
    }

    /// The words of a text, so masked that bytes behind its end do not matter.
    fn text(&self, read: Read, constant: &[u8], prefix: bool) -> Text {
        let (located, size) = match read {
            Read::Text { size } => (false, usize::from(size)),
            // A text as long as the limit may have been cut there.
            Read::KernelString | Read::UserString | Read::LocatedText | Read::RelativeText
                if constant.len() + 1 < usize::from(self.limit) =>
            {
                (true, usize::from(self.limit))
            }
            _ => return Text::Unknown,
        };
        if constant.contains(&0) || constant.len() > size {
            return Text::Never;
        }
        let mut bytes = Cow::Borrowed(constant);
        if !prefix && constant.len() < size {
            bytes.to_mut().push(0);
        }
        Text::Words(
            bytes
                .chunks(8)
                .enumerate()
                .map(|(index, chunk)| word(index, chunk, located))
                .collect(),
        )
    }
}

/// What is known of a comparison of texts.
enum Text {
    /// All these words must be equal.
    Words(Vec<Word>),
    /// No text is equal to this one.
    Never,
    /// Nothing.
    Unknown,
}

fn word(index: usize, bytes: &[u8], located: bool) -> Word {
    let padded = |byte: fn(u8) -> u8| {
        let mut word = [0; 8];
        word.iter_mut()
            .zip(bytes)
            .for_each(|(to, from)| *to = byte(*from));
        u64::from_ne_bytes(word)
    };
    let (mask, constant) = (padded(|_| u8::MAX), padded(|byte| byte));
    Word {
        kind: test::EQUAL,
        offset: index as u16 * 8,
        located,
        mask,
        constant,
    }
}

/// A comparison as one of the collector's three, inverted or not.
fn number(
    load: &Load,
    mask: i64,
    comparison: BinaryOperator,
    constant: i64,
) -> Option<(Word, bool)> {
    let (kind, inverted) = match comparison {
        BinaryOperator::Equal => (test::EQUAL, false),
        BinaryOperator::NotEqual => (test::EQUAL, true),
        BinaryOperator::Less => (test::LESS, false),
        BinaryOperator::GreaterEqual => (test::LESS, true),
        BinaryOperator::Greater => (test::GREATER, false),
        BinaryOperator::LessEqual => (test::GREATER, true),
        _ => return None,
    };
    let word = Word {
        kind,
        offset: behind_start(load),
        located: false,
        mask: mask as u64,
        constant: constant as u64,
    };
    matches!(load.read, Read::Integer { .. } | Read::Target { .. }).then_some((word, inverted))
}
