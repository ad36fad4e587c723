//! A plan's condition to the collector's tests: a graph whose jumps lead forward only.

use std::borrow::Cow;

use sigscript_compiler::plan::{Capture, Condition, Load, Predicate, Read, Test};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_wire::{REJECT, Step, TESTS, test};

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
        load: &'a Load,
        words: Vec<Word>,
        inverted: bool,
    },
    /// All of these.
    All(Vec<Tree<'a>>),
    /// Any of these.
    Any(Vec<Tree<'a>>),
}

/// One comparison of a word.
#[derive(Clone, Copy)]
pub struct Word {
    kind: u8,
    offset: u16,
    located: bool,
    mask: u64,
    constant: u64,
}

/// Simplifies a condition to what the collector can test, in at most [`TESTS`] tests. `limit` is that of strings, in bytes.
pub fn simplify<'a>(condition: &Condition, captures: &'a [Capture], limit: u16) -> Filter<'a> {
    let mut budget = TESTS;
    Simplifier { captures, limit }.simplify(condition, &mut budget)
}

struct Simplifier<'a> {
    captures: &'a [Capture],
    limit: u16,
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
            Filter::Tests(Tree::All(kept))
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
            Filter::Tests(Tree::Any(kept))
        }
    }

    fn test(&self, test: &Test, budget: &mut usize) -> Filter<'a> {
        let Some(load) = self
            .captures
            .get(test.capture)
            .and_then(|capture| capture.load.as_ref())
        else {
            return Filter::Always;
        };
        let (words, inverted) = match &test.predicate {
            Predicate::Number {
                mask,
                comparison,
                constant,
            } => match number(load.read, *mask, *comparison, *constant) {
                Some((word, inverted)) => (vec![word], inverted),
                None => return Filter::Always,
            },
            Predicate::Text {
                constant,
                equal,
                prefix,
            } => match self.text(load.read, constant, *prefix) {
                Text::Words(words) => (words, !equal),
                Text::Never if *equal => return Filter::Never,
                Text::Never | Text::Unknown => return Filter::Always,
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
                })
            }
            None => Filter::Always,
        }
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
    read: Read,
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
        offset: 0,
        located: false,
        mask: mask as u64,
        constant: constant as u64,
    };
    matches!(read, Read::Integer { .. }).then_some((word, inverted))
}

/// Where a test leads: a place among the steps that is not known yet, by its number.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Label(usize);

const ACCEPT: Label = Label(0);
const DISCARD: Label = Label(1);

/// Steps while they are put in order.
#[derive(Default)]
struct Assembler {
    steps: Vec<(Step, Label, Label)>,
    places: Vec<u8>,
}

/// The steps of a condition. An accepted event goes to the step behind them, a rejected one to [`REJECT`].
///
/// # Errors
/// What `add` gives for a load that cannot be made.
pub fn assemble<'a>(
    tree: &Tree<'a>,
    add: &mut impl FnMut(&'a Load) -> Result<u8, String>,
) -> Result<Vec<Step>, String> {
    let mut assembler = Assembler::default();
    assembler.places = vec![0, REJECT];
    assembler.tree(tree, ACCEPT, DISCARD, add)?;
    assembler.bind(ACCEPT);
    let places = assembler.places;
    let resolve = |(step, yes, no): (Step, Label, Label)| Step {
        yes: places[yes.0],
        no: places[no.0],
        ..step
    };
    Ok(assembler.steps.into_iter().map(resolve).collect())
}

impl Assembler {
    fn label(&mut self) -> Label {
        self.places.push(0);
        Label(self.places.len() - 1)
    }

    /// The label is the next step.
    fn bind(&mut self, label: Label) {
        self.places[label.0] = self.steps.len() as u8;
    }

    fn tree<'a>(
        &mut self,
        tree: &Tree<'a>,
        yes: Label,
        no: Label,
        add: &mut impl FnMut(&'a Load) -> Result<u8, String>,
    ) -> Result<(), String> {
        match tree {
            Tree::Leaf {
                load,
                words,
                inverted,
            } => {
                let (yes, no) = if *inverted { (no, yes) } else { (yes, no) };
                let load = add(load)?;
                self.sequence(words, |this, word, last| {
                    let next = if last { yes } else { this.label() };
                    this.steps.push((step(load, word), next, no));
                    Ok((!last).then_some(next))
                })
            }
            Tree::All(parts) => self.sequence(parts, |this, part, last| {
                let next = if last { yes } else { this.label() };
                this.tree(part, next, no, add)?;
                Ok((!last).then_some(next))
            }),
            Tree::Any(parts) => self.sequence(parts, |this, part, last| {
                let next = if last { no } else { this.label() };
                this.tree(part, yes, next, add)?;
                Ok((!last).then_some(next))
            }),
        }
    }

    /// Puts parts one behind the other; `put` gives the label that leads from a part to the next one.
    fn sequence<T>(
        &mut self,
        parts: &[T],
        mut put: impl FnMut(&mut Self, &T, bool) -> Result<Option<Label>, String>,
    ) -> Result<(), String> {
        for (index, part) in parts.iter().enumerate() {
            if let Some(next) = put(self, part, index + 1 == parts.len())? {
                self.bind(next);
            }
        }
        Ok(())
    }
}

fn step(load: u8, word: &Word) -> Step {
    let Word {
        kind,
        offset,
        located,
        mask,
        constant,
    } = *word;
    Step {
        load,
        test: kind,
        offset,
        located: u8::from(located),
        mask,
        constant,
        ..Step::EMPTY
    }
}
