//! Arrays that are kept where events happen: `start[tid()] = t` at one event, `t - start[tid()]` and `delete start[tid()]` at a later one.
//!
//! An array of numbers whose elements are only stored by some events and looked at or deleted by others, always with a key that the event
//! itself brings, need not be known to handlers: the backend stores the element when the one event happens, and delivers it with the other,
//! or does not deliver that one at all where there is none. So what looks at it can be tested, and counted, early.

use std::collections::BTreeSet;

use crate::fold::Effects;
use crate::plan::capture::Captures;
use crate::plan::filter::{self, Pushed};
use crate::plan::listing::{Listing, PREFIX};
use crate::plan::{Base, Condition, Predicate, Read};
use crate::rows::Kind;
use crate::tree::{
    Deleted, Event, Expression, ExpressionKind, Place, Probe, Program, Start, Statement,
    StatementKind, Variable, walk_expressions,
};
use crate::{Inputs, plan::AnyKeys};

/// The most keys of such an array.
const MAX_KEYS: usize = 4;
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
    // One whose size the script gives tells by an error when it is full.
    numbers
        && (1..=MAX_KEYS).contains(&elements.keys.len())
        && elements.statistic.is_none()
        && elements.size.is_none()
        && !elements.wrap
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
            let armed = probe.condition.as_ref().is_some_and(|condition| {
                condition.any(|node| global_of(node) == Some(self.global))
            });
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
        let only = !change.reads && body.iter().all(|statement| does_nothing_else(statement));
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

/// A handler while it is changed.
struct Change<'a> {
    global: usize,
    /// How the script writes things.
    listing: Listing<'a>,
    /// The element's keys: the same everywhere in the handler.
    keys: Option<Vec<Expression>>,
    action: Action,
    /// Whether it was looked at.
    reads: bool,
    /// The array is used in another way.
    failed: bool,
}

impl Change<'_> {
    /// Changes a statement; one in a loop may be reached more than once.
    fn statement(&mut self, statement: &mut Statement, repeats: bool) {
        match &mut statement.kind {
            StatementKind::Block(body) => {
                for statement in body {
                    self.statement(statement, repeats);
                }
                return;
            }
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.reads_of(condition);
                self.statement(then, repeats);
                if let Some(otherwise) = otherwise {
                    self.statement(otherwise, repeats);
                }
                return;
            }
            StatementKind::Delete(Deleted::Elements(global, AnyKeys(0), keys))
                if *global == self.global =>
            {
                let keys = std::mem::take(keys);
                self.act(keys, Action::Take, repeats);
            }
            StatementKind::Expression(Expression {
                kind:
                    ExpressionKind::Assign {
                        place: Place::Global(global),
                        keys,
                        operator: None,
                        value,
                    },
                ..
            }) if *global == self.global => {
                let (keys, value) = (std::mem::take(keys), (**value).clone());
                self.failed |= value.any(|node| global_of(node) == Some(self.global));
                self.act(keys, Action::Store(value), repeats);
            }
            _ => {
                self.others(statement);
                return;
            }
        }
        statement.kind = StatementKind::Kept;
    }

    /// The handler stores or deletes: once, and behind it nothing looks at the element.
    fn act(&mut self, keys: Vec<Expression>, action: Action, repeats: bool) {
        let second = !matches!(self.action, Action::Look);
        let looked = self.reads && matches!(action, Action::Store(_));
        self.failed |= second || repeats || looked;
        self.action = action;
        self.same(keys);
    }

    /// A statement that is no branch, with all in it.
    fn others(&mut self, statement: &mut Statement) {
        let mut inside = BTreeSet::new();
        statement.walk(&mut |statement| {
            inside.extend(
                statement
                    .sets()
                    .into_iter()
                    .filter_map(|place| match place {
                        Place::Global(global) => Some(global),
                        Place::Local(_) => None,
                    }),
            );
            match &statement.kind {
                StatementKind::Foreach(foreach) => {
                    inside.insert(foreach.global);
                }
                StatementKind::Delete(Deleted::Elements(global, ..)) => {
                    inside.insert(*global);
                }
                _ => {}
            }
        });
        self.failed |= inside.contains(&self.global);
        statement.rewrite_expressions(&mut |expression| self.reads_of(expression));
    }

    /// Every look at an element becomes a read of the event.
    fn reads_of(&mut self, expression: &mut Expression) {
        expression.rewrite(&mut |node| {
            if global_of(node) != Some(self.global) {
                return;
            }
            let label = self.listing.expression(node, PREFIX);
            let (present, keys) = match &mut node.kind {
                ExpressionKind::Element(_, keys) => (false, std::mem::take(keys)),
                ExpressionKind::Has(_, AnyKeys(0), keys) => (true, std::mem::take(keys)),
                _ => return self.failed = true,
            };
            // Behind the deletion there is none.
            self.failed |= !matches!(self.action, Action::Look);
            self.reads = true;
            self.same(keys);
            node.kind = ExpressionKind::Event(Box::new(Event {
                start: Start::Base(Base::Kept { present }),
                offsets: Vec::new(),
                user: 0,
                read: Read::integer(8, true),
                label,
                variable: None,
                otherwise: None,
                optional: true,
            }));
        });
    }

    fn same(&mut self, keys: Vec<Expression>) {
        match &self.keys {
            Some(known) => {
                self.failed |= !known
                    .iter()
                    .map(|key| &key.kind)
                    .eq(keys.iter().map(|key| &key.kind))
            }
            None => self.keys = Some(keys),
        }
    }
}

/// Whether a statement does nothing beside what the backend does.
fn does_nothing_else(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Kept | StatementKind::Next => true,
        StatementKind::Block(body) => body.iter().all(does_nothing_else),
        StatementKind::If {
            then, otherwise, ..
        } => does_nothing_else(then) && otherwise.as_deref().is_none_or(does_nothing_else),
        _ => false,
    }
}

/// Whether a body has anything to do with a global.
fn mentions(body: &[Statement], global: usize) -> bool {
    let mut found = false;
    walk_expressions(body, &mut |node| found |= global_of(node) == Some(global));
    for statement in body {
        statement.walk(&mut |statement| {
            found |= statement.sets().contains(&Place::Global(global));
            found |= match &statement.kind {
                StatementKind::Foreach(foreach) => foreach.global == global,
                StatementKind::Delete(Deleted::Elements(deleted, ..)) => *deleted == global,
                _ => false,
            };
        });
    }
    found
}

/// The global that a node itself names.
fn global_of(node: &Expression) -> Option<usize> {
    match &node.kind {
        ExpressionKind::Variable(Place::Global(global))
        | ExpressionKind::Assign {
            place: Place::Global(global),
            ..
        }
        | ExpressionKind::Increment {
            place: Place::Global(global),
            ..
        }
        | ExpressionKind::Element(global, ..)
        | ExpressionKind::Has(global, ..)
        | ExpressionKind::Accumulate(global, ..)
        | ExpressionKind::Extract(_, global, _)
        | ExpressionKind::Bucket(global, ..)
        | ExpressionKind::Histogram(global, _) => Some(*global),
        _ => None,
    }
}
