//! Arrays that are kept where events happen: `start[tid()] = t` at one event, `t - start[tid()]` and `delete start[tid()]` at a later one.
//!
//! An array of numbers whose elements are only stored by some events and looked at or deleted by others, always with a key that the event
//! itself brings, need not be known to handlers: the backend stores the element when the one event happens, and delivers it with the other,
//! or does not deliver that one at all where there is none. So what looks at it can be tested, and counted, early.

mod change;

use std::collections::BTreeSet;

use crate::Inputs;
use crate::fold::Effects;
use crate::plan::capture::Captures;
use crate::plan::filter::{self, Pushed};
use crate::plan::listing::Listing;
use crate::plan::{Condition, Predicate, Read};
use crate::rows::Kind;
use crate::tree::{Expression, Probe, Program, Statement, Variable, walk_expressions};
use change::{Change, does_nothing_else};

/// The most keys of such an array.
const MAX_KEYS: usize = 4;
/// The fewest and the most elements of an array whose oldest make room.
const MIN_WRAPPING: u64 = 4096;
const MAX_WRAPPING: u64 = 1 << 20;
/// The most tests of a filter behind which elements are stored or deleted: so many can be tested in any program.
const MAX_TESTS: usize = 8;

/// What a probe does with a kept array; its handler does not do it any more.
#[derive(Clone, Debug)]
pub struct Use {
    /// The array's index.
    pub global: usize,
    /// The element's keys.
    pub keys: Vec<Expression>,
    /// What is done.
    pub action: Action,
    /// Whether the handler does nothing else.
    pub only: bool,
}

/// What is done with an element.
#[derive(Clone, Debug)]
pub enum Action {
    /// This is stored.
    Store(Expression),
    /// It is deleted.
    Take,
    /// Its value is looked at.
    Look,
}

/// Takes out of the handlers what is done with arrays that can be kept; gives for each probe what that is.
pub fn choose(mut program: Program, inputs: &Inputs) -> (Program, Vec<Option<Use>>) {
    let mut uses = vec![None; program.probes.len()];
    let options = &inputs.options;
    if options.pushdown && options.backend.counts() && !program.goes_on && !options.watched {
        for global in 0..program.globals.len() {
            if suits(&program.globals[global])
                && let Some((changed, more)) = Attempt::new(global, &program, &uses, inputs).run()
            {
                program = changed;
                uses = more;
            }
        }
    }
    (program, uses)
}

/// Whether an array could be kept, as far as its declaration tells.
fn suits(global: &Variable) -> bool {
    let elements = &global.elements;
    let numbers = global.kind.unwrap_or(Kind::Long) == Kind::Long
        && elements
            .keys
            .iter()
            .all(|key| key.unwrap_or(Kind::Long) == Kind::Long);
    // Where the script gives a size, a full array is an error, unless old elements make room; which of them go, in a large one, is not exact.
    let fits = match elements.size {
        Some(size) => elements.wrap && (MIN_WRAPPING..=MAX_WRAPPING).contains(&size),
        None => !elements.wrap,
    };
    numbers
        && fits
        && (1..=MAX_KEYS).contains(&elements.keys.len())
        && elements.statistic.is_none()
        && !global.display
}

/// A program whose handlers would leave one array to the backend.
struct Attempt<'a> {
    global: usize,
    before: &'a Program,
    inputs: &'a Inputs<'a>,
    uses: Vec<Option<Use>>,
    program: Program,
}

impl<'a> Attempt<'a> {
    fn new(
        global: usize,
        before: &'a Program,
        uses: &[Option<Use>],
        inputs: &'a Inputs<'a>,
    ) -> Self {
        Self {
            global,
            before,
            inputs,
            uses: uses.to_vec(),
            program: before.clone(),
        }
    }

    /// The changed program, with all uses; `None` where the array cannot be kept.
    fn run(mut self) -> Option<(Program, Vec<Option<Use>>)> {
        let bodies = self.before.functions.iter().map(|function| &function.body);
        if bodies.into_iter().any(|body| mentions(body, self.global)) {
            return None;
        }
        let mut changed = BTreeSet::new();
        for (index, probe) in self.before.probes.iter().enumerate() {
            let armed = probe
                .condition
                .as_ref()
                .is_some_and(|condition| condition.any(|node| node.global() == Some(self.global)));
            if !armed && !mentions(&probe.body, self.global) {
                continue;
            }
            // Where an arming condition may change at any time, so may what reaches the statement.
            if !probe.point.is_event() || probe.condition.is_some() || self.uses[index].is_some() {
                return None;
            }
            self.uses[index] = Some(self.changed(index, probe)?);
            changed.insert(index);
        }
        let action = |wanted: fn(&Action) -> bool| {
            let mut uses = changed
                .iter()
                .filter_map(|&index| self.uses[index].as_ref());
            uses.any(|kept| wanted(&kept.action))
        };
        let whole = action(|action| matches!(action, Action::Store(_)))
            && action(|action| !matches!(action, Action::Store(_)));
        (whole && self.holds(&changed)).then_some((self.program, self.uses))
    }

    /// Changes a probe's handler.
    fn changed(&mut self, index: usize, probe: &Probe) -> Option<Use> {
        let mut change = Change {
            global: self.global,
            entry: self.before.globals[self.global].is_entry(),
            listing: Listing {
                program: self.before,
                rows: self.inputs.rows,
                locals: &probe.locals,
            },
            keys: None,
            action: Action::Look,
            reads: false,
            failed: false,
        };
        let body = &mut self.program.probes[index].body;
        for statement in &mut *body {
            change.statement(statement, false);
        }
        let only = !change.reads && body.iter().all(does_nothing_else);
        (!change.failed).then_some(Use {
            global: self.global,
            keys: change.keys?,
            action: change.action,
            only,
        })
    }

    /// Whether every key and value can be had at the event, and each probe that stores or deletes does so for exactly the events that
    /// its filter lets through.
    fn holds(&self, changed: &BTreeSet<usize>) -> bool {
        let effects = Effects::of(&self.program, self.inputs.rows);
        let mut captures = Captures::new(&self.program, self.inputs);
        changed.iter().all(|&index| {
            let Some(kept) = &self.uses[index] else {
                return false;
            };
            let value = match &kept.action {
                Action::Store(value) => Some(value),
                _ => None,
            };
            let mut numbers = kept.keys.iter().chain(value);
            if !numbers.all(|number| captures.computed(number, &self.program).is_some()) {
                return false;
            }
            // Whose value cannot be read keeps none in silence.
            let silent = self.before.globals[self.global].is_entry();
            if silent && value.is_some_and(|value| effects.may_fault(value)) {
                return false;
            }
            if matches!(kept.action, Action::Look) {
                return true;
            }
            let probe = &self.program.probes[index];
            let early = filter::of(probe, &self.program, &effects, &mut captures);
            early.keeps && is_tested(&early.filter, &captures)
        })
    }
}

/// Whether a filter is small, and of such tests that any program can make all of them.
fn is_tested(filter: &Pushed, captures: &Captures<'_>) -> bool {
    fn tests(condition: &Condition, captures: &Captures<'_>) -> Option<usize> {
        match condition {
            Condition::Always | Condition::Never => Some(0),
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().map(|part| tests(part, captures)).sum()
            }
            Condition::Test(test) => {
                let load = captures.list[test.capture].load.as_ref()?;
                match (&test.predicate, load.read) {
                    (Predicate::Number { .. }, _) => Some(1),
                    (Predicate::Text { .. }, Read::Text { size }) if size <= 16 => Some(2),
                    _ => None,
                }
            }
        }
    }
    tests(&filter.condition, captures).is_some_and(|count| count <= MAX_TESTS)
}

/// Whether a body has anything to do with a global.
fn mentions(body: &[Statement], global: usize) -> bool {
    let mut found = false;
    walk_expressions(body, &mut |node| found |= node.global() == Some(global));
    for statement in body {
        statement.walk(&mut |statement| found |= statement.globals().contains(&global));
    }
    found
}
