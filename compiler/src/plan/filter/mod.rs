//! The filter of a probe: the strongest condition on captures that every event with any effect fulfils.
//!
//! The handler is walked once, along all its ways. `reach` is a condition that holds whenever the walk's place is reached; wherever
//! the handler may have an effect, `reach` joins the filter's alternatives. What is not understood counts as true, so the filter is
//! never too strong; a read that may fail counts as an effect where it is not a test of the filter itself.

mod comparison;
pub(crate) mod shapes;

use std::collections::HashMap;

use sigscript_grammar::operators::BinaryOperator;

use crate::fold::{Effects, is_fallible_read};

use crate::plan::aggregation::{Found, Updates, update};
use crate::plan::capture::Captures;
use crate::plan::{Condition, MAX_TESTS, Predicate};
use crate::tree::{
    Deleted, Expression, ExpressionKind, Place, Probe, Program, Statement, StatementKind,
    walk_expressions,
};

pub use comparison::Pushed;

/// A local's value that is a larger expression counts as unknown.
const MAX_NODES: usize = 1000;

/// What of a handler can be done early.
pub struct Early {
    /// The probe's filter.
    pub filter: Pushed,
    /// Its updates, where each event that passes the filter makes all of them and has no other effect.
    pub updates: Option<Vec<Found>>,
    /// Whether each event that passes the filter comes to the statement on a kept array ([`StatementKind::Kept`]).
    pub keeps: bool,
}

/// Looks at a probe's handler.
pub fn of<'a>(
    probe: &Probe,
    program: &Program,
    effects: &Effects<'a>,
    captures: &mut Captures<'a>,
) -> Early {
    let mut walk = Walk {
        program,
        effects,
        captures,
        values: HashMap::new(),
        filter: Pushed::constant(false),
        updates: Updates::default(),
        kept: None,
    };
    walk.statements(&probe.body, Pushed::constant(true));
    let Pushed { condition, exact } = walk.filter;
    let filter = match condition.limited(MAX_TESTS) {
        (condition, true) => Pushed { condition, exact },
        (condition, false) => Pushed {
            condition,
            exact: false,
        },
    };
    let keeps = filter.exact && walk.kept.as_ref() == Some(&filter);
    Early {
        updates: walk.updates.under(&filter),
        filter,
        keeps,
    }
}

struct Walk<'w, 'a> {
    program: &'w Program,
    effects: &'w Effects<'a>,
    captures: &'w mut Captures<'a>,
    /// The values of locals in terms of captures and constants, where they are known.
    values: HashMap<usize, Expression>,
    /// Where effects are reached, so far.
    filter: Pushed,
    /// The effects, as far as they only add to globals.
    updates: Updates,
    /// Where the statement on a kept array is reached.
    kept: Option<Pushed>,
}

impl Walk<'_, '_> {
    /// Walks statements that are reached under `reach`; gives the condition of coming out behind them.
    fn statements(&mut self, statements: &[Statement], mut reach: Pushed) -> Pushed {
        for statement in statements {
            reach = self.statement(statement, reach);
        }
        reach
    }

    fn statement(&mut self, statement: &Statement, reach: Pushed) -> Pushed {
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body, reach),
            StatementKind::Expression(expression) => {
                self.expression(expression, &reach);
                reach
            }
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => self.branch(condition, then, otherwise.as_deref(), reach),
            StatementKind::Delete(Deleted::Elements(global, ..))
                if self.program.globals[*global].is_entry() =>
            {
                reach
            }
            StatementKind::Kept => {
                self.kept = Some(reach.clone());
                self.reached(&reach);
                reach
            }
            // A loop may run for ever, which is an effect.
            StatementKind::Loop { .. }
            | StatementKind::Foreach(_)
            | StatementKind::Delete(_)
            | StatementKind::Try { .. } => {
                self.effect(&reach);
                self.forget(statement);
                reach
            }
            StatementKind::Next
            | StatementKind::Return(_)
            | StatementKind::Break
            | StatementKind::Continue => Pushed::constant(false),
        }
    }

    fn effect(&mut self, reach: &Pushed) {
        self.updates.spoil();
        self.reached(reach);
    }

    fn reached(&mut self, reach: &Pushed) {
        let filter = std::mem::replace(&mut self.filter, Pushed::UNKNOWN);
        self.filter = filter.or(reach.clone());
    }

    /// Where evaluating an expression fails by a read that failed, that is an effect.
    fn fault(&mut self, expression: &Expression, reach: &Pushed) {
        if self.effects.may_fault(expression) {
            let fails = self.faults(expression);
            self.effect(&reach.clone().and(fails));
        }
    }

    /// A condition that is fulfilled wherever evaluating an expression fails by a read that failed.
    fn faults(&mut self, expression: &Expression) -> Pushed {
        let either = |walk: &mut Self, parts: Vec<&Expression>| {
            parts
                .into_iter()
                .fold(Pushed::constant(false), |found, part| {
                    found.or(walk.faults(part))
                })
        };
        match &expression.kind {
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let (then, otherwise) = (self.faults(then), self.faults(otherwise));
                let chosen = self.choice(condition, then, otherwise);
                self.faults(condition).or(chosen)
            }
            ExpressionKind::Binary(
                operator @ (BinaryOperator::And | BinaryOperator::Or),
                left,
                right,
            ) => {
                let behind = self
                    .condition(left, *operator == BinaryOperator::And)
                    .and(self.faults(right));
                self.faults(left).or(behind)
            }
            ExpressionKind::Call(function, arguments) if self.effects.may_fault(expression) => {
                let inside = match self.opened(*function, arguments) {
                    Some(value) => self.faults(&value),
                    None => Pushed::UNKNOWN,
                };
                either(self, arguments.iter().collect()).or(inside)
            }
            _ if is_fallible_read(expression) => {
                // No number has a bit in common with 0, so only a read that failed passes this test.
                let impossible = Predicate::Number {
                    mask: 0,
                    comparison: BinaryOperator::NotEqual,
                    constant: 0,
                };
                self.captured(expression, impossible)
            }
            _ => either(self, expression.children()),
        }
    }

    fn expression(&mut self, expression: &Expression, reach: &Pushed) {
        match &expression.kind {
            ExpressionKind::Assign {
                place: Place::Local(index),
                operator,
                value,
                ..
            } if self.effects.pure(value) => {
                self.fault(value, reach);
                let value = if operator.is_none() {
                    self.known(value)
                } else {
                    None
                };
                self.set(*index, value);
            }
            ExpressionKind::Increment {
                place: Place::Local(index),
                ..
            } => self.set(*index, None),
            _ => {
                if let Some(found) = self.update(expression) {
                    self.updates.add(found, reach);
                    self.reached(reach);
                } else {
                    self.effect(reach);
                    expression.walk(&mut |expression| self.forget_changed(expression));
                }
            }
        }
    }

    /// An expression as an update of a global by values that can be had from captures.
    fn update(&self, expression: &Expression) -> Option<Found> {
        let (global, keys, value) = update(expression)?;
        let known = |part: &Expression| {
            let pure = self.effects.pure(part).then(|| self.known(part));
            pure.flatten()
        };
        Some(Found {
            global,
            keys: keys.iter().map(known).collect::<Option<_>>()?,
            value: known(&value)?,
            whole: expression.clone(),
        })
    }

    fn set(&mut self, local: usize, value: Option<Expression>) {
        match value {
            Some(value) => self.values.insert(local, value),
            None => self.values.remove(&local),
        };
    }

    /// An expression in terms of captures and constants; `None` where it holds anything else.
    fn known(&self, expression: &Expression) -> Option<Expression> {
        let mut known = expression.clone();
        let mut complete = true;
        known.rewrite(&mut |expression| {
            complete &= !self.effects.reads_global(expression);
            if let ExpressionKind::Variable(place) = expression.kind {
                let value = match place {
                    Place::Local(index) => self.values.get(&index),
                    Place::Global(_) => None,
                };
                match value {
                    Some(value) => *expression = value.clone(),
                    None => complete = false,
                }
            }
        });
        (complete && !is_large(&known)).then_some(known)
    }

    fn forget(&mut self, statement: &Statement) {
        statement.walk(&mut |statement| {
            for place in statement.sets() {
                if let Place::Local(index) = place {
                    self.values.remove(&index);
                }
            }
        });
        walk_expressions(std::slice::from_ref(statement), &mut |expression| {
            self.forget_changed(expression);
        });
    }

    fn forget_changed(&mut self, expression: &Expression) {
        if let Some(Place::Local(index)) = expression.changes() {
            self.values.remove(&index);
        }
    }

    fn branch(
        &mut self,
        condition: &Expression,
        then: &Statement,
        otherwise: Option<&Statement>,
        reach: Pushed,
    ) -> Pushed {
        if !self.effects.pure(condition) {
            self.expression(condition, &reach);
        }
        let holds = self.condition(condition, true);
        let fails = self.condition(condition, false);
        if !holds.exact {
            self.fault(condition, &reach);
        }
        let before = self.values.clone();
        let (into_then, past_then) = (reach.clone().and(holds), reach.clone().and(fails));
        let through = self.statement(then, into_then.clone());
        let after_then = std::mem::replace(&mut self.values, before);
        let around = match otherwise {
            Some(otherwise) => self.statement(otherwise, past_then.clone()),
            None => past_then.clone(),
        };
        self.merge(condition, after_then, &through, &around);
        let leaves = leaves(then) || otherwise.is_some_and(leaves);
        if through == into_then && around == past_then && !leaves {
            return reach;
        }
        through.or(around)
    }

    /// What is known of locals where two ways meet again.
    fn merge(
        &mut self,
        condition: &Expression,
        then: HashMap<usize, Expression>,
        through: &Pushed,
        around: &Pushed,
    ) {
        if through.condition == Condition::Never {
            return;
        }
        if around.condition == Condition::Never {
            self.values = then;
            return;
        }
        let condition = self.known(condition);
        let otherwise = std::mem::take(&mut self.values);
        for (local, value) in then {
            let Some(other) = otherwise.get(&local) else {
                continue;
            };
            if *other == value {
                self.values.insert(local, value);
            } else if let Some(condition) = &condition {
                let span = value.span;
                let choice = ExpressionKind::Conditional(
                    Box::new(condition.clone()),
                    Box::new(value),
                    Box::new(other.clone()),
                );
                let choice = Expression::new(choice, span);
                if !is_large(&choice) {
                    self.values.insert(local, choice);
                }
            }
        }
    }
}

fn is_large(value: &Expression) -> bool {
    let mut nodes = 0;
    value.walk(&mut |_| nodes += 1);
    nodes > MAX_NODES
}

/// Whether the handler may be left inside a statement, so that what is behind it is not reached.
fn leaves(statement: &Statement) -> bool {
    let mut found = false;
    statement.walk(&mut |statement| {
        found |= matches!(
            statement.kind,
            StatementKind::Next
                | StatementKind::Return(_)
                | StatementKind::Break
                | StatementKind::Continue
        );
    });
    found
}
