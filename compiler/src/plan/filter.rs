//! The filter of a probe: the strongest condition on captures that every event with any effect fulfils.
//!
//! The handler is walked once, along all its ways. `reach` is a condition that holds whenever the walk's place is reached; wherever
//! the handler may have an effect, `reach` joins the filter's alternatives. What is not understood counts as true, so the filter is
//! never too strong; a read that may fail counts as an effect where it is not a test of the filter itself.

use std::collections::HashMap;

use sigscript_grammar::operators::{BinaryOperator, Operands, UnaryOperator};
use sigscript_grammar::syntax::Literal;

use crate::fold::{Effects, may_fault};
use crate::plan::capture::Captures;
use crate::plan::{Condition, MAX_TESTS, Predicate, Read, Test};
use crate::rows::Rows;
use crate::tree::{Expression, ExpressionKind, Place, Probe, Program, Statement, StatementKind};

/// Text longer than this is not compared early.
const MAX_TEXT: usize = 64;

/// A condition to test early, and whether it says all that there is to say.
#[derive(Clone, Debug, PartialEq)]
pub struct Pushed {
    pub condition: Condition,
    /// It holds exactly where what it stands for does, not only then.
    pub exact: bool,
}

impl Pushed {
    const UNKNOWN: Self = Self { condition: Condition::Always, exact: false };

    fn constant(value: bool) -> Self {
        Self { condition: if value { Condition::Always } else { Condition::Never }, exact: true }
    }

    fn and(self, other: Self) -> Self {
        Self { exact: self.exact && other.exact, condition: self.condition.and(other.condition) }
    }

    fn or(self, other: Self) -> Self {
        Self { exact: self.exact && other.exact, condition: self.condition.or(other.condition) }
    }
}

/// The filter of a probe.
pub fn of<'a>(probe: &Probe, program: &Program, rows: Rows<'a>, captures: &mut Captures<'a>) -> Pushed {
    let effects = Effects::of(program, rows);
    let mut walk = Walk { effects: &effects, captures, values: HashMap::new(), filter: Pushed::constant(false) };
    walk.statements(&probe.body, Pushed::constant(true));
    let Pushed { condition, exact } = walk.filter;
    match condition.limited(MAX_TESTS) {
        (condition, true) => Pushed { condition, exact },
        (condition, false) => Pushed { condition, exact: false },
    }
}

struct Walk<'w, 'a> {
    effects: &'w Effects<'a>,
    captures: &'w mut Captures<'a>,
    /// The values of locals in terms of captures and constants, where they are known.
    values: HashMap<usize, Expression>,
    /// Where effects are reached, so far.
    filter: Pushed,
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
            StatementKind::If { condition, then, otherwise } => {
                self.branch(condition, then, otherwise.as_deref(), reach)
            }
            // A loop may run for ever, which is an effect.
            StatementKind::Loop { .. } => {
                self.effect(&reach);
                self.forget(statement);
                reach
            }
            StatementKind::Next | StatementKind::Return(_) | StatementKind::Break | StatementKind::Continue => {
                Pushed::constant(false)
            }
        }
    }

    fn effect(&mut self, reach: &Pushed) {
        let filter = std::mem::replace(&mut self.filter, Pushed::UNKNOWN);
        self.filter = filter.or(reach.clone());
    }

    fn expression(&mut self, expression: &Expression, reach: &Pushed) {
        match &expression.kind {
            ExpressionKind::Assign { place: Place::Local(index), operator: None, value }
                if self.effects.pure(value) && !may_fault(value) =>
            {
                let value = self.known(value);
                self.set(*index, value);
            }
            ExpressionKind::Assign { place: Place::Local(index), value, .. }
                if self.effects.pure(value) && !may_fault(value) =>
            {
                self.set(*index, None);
            }
            ExpressionKind::Increment { place: Place::Local(index), .. } => self.set(*index, None),
            _ => {
                self.effect(reach);
                expression.walk(&mut |expression| {
                    if let ExpressionKind::Assign { place: Place::Local(index), .. }
                    | ExpressionKind::Increment { place: Place::Local(index), .. } = expression.kind
                    {
                        self.values.remove(&index);
                    }
                });
            }
        }
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
        complete.then_some(known)
    }

    fn forget(&mut self, statement: &Statement) {
        crate::tree::walk_expressions(std::slice::from_ref(statement), &mut |expression| {
            if let ExpressionKind::Assign { place: Place::Local(index), .. }
            | ExpressionKind::Increment { place: Place::Local(index), .. } = expression.kind
            {
                self.values.remove(&index);
            }
        });
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
        if !holds.exact && may_fault(condition) {
            self.effect(&reach);
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
        if through == into_then && around == past_then {
            // Nothing was left on either way.
            return reach;
        }
        through.or(around)
    }

    /// What is known of locals where two ways meet again.
    fn merge(&mut self, condition: &Expression, then: HashMap<usize, Expression>, through: &Pushed, around: &Pushed) {
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
            let Some(other) = otherwise.get(&local) else { continue };
            if *other == value {
                self.values.insert(local, value);
            } else if let Some(condition) = &condition {
                let span = value.span;
                let choice = ExpressionKind::Conditional(
                    Box::new(condition.clone()),
                    Box::new(value),
                    Box::new(other.clone()),
                );
                self.values.insert(local, Expression::new(choice, span));
            }
        }
    }

    /// A condition that is fulfilled wherever the expression is not 0 (`sense`), or is 0 (not `sense`).
    fn condition(&mut self, expression: &Expression, sense: bool) -> Pushed {
        match &expression.kind {
            ExpressionKind::Literal(Literal::Number(value)) => Pushed::constant((*value != 0) == sense),
            ExpressionKind::Unary(UnaryOperator::Not, operand) => self.condition(operand, !sense),
            ExpressionKind::Unary(UnaryOperator::Negate | UnaryOperator::Plus, operand) => self.condition(operand, sense),
            ExpressionKind::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), left, right) => {
                let left = self.condition(left, sense);
                let right = self.condition(right, sense);
                if (*operator == BinaryOperator::And) == sense { left.and(right) } else { left.or(right) }
            }
            ExpressionKind::Binary(operator, left, right) if operator.operands() == Operands::Comparable => {
                let operator = if sense { Some(*operator) } else { operator.negated() };
                operator.map_or(Pushed::UNKNOWN, |operator| self.comparison(operator, left, right))
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let holds = self.condition(condition, true);
                let fails = self.condition(condition, false);
                let then = self.condition(then, sense);
                let otherwise = self.condition(otherwise, sense);
                holds.and(then).or(fails.and(otherwise))
            }
            ExpressionKind::Variable(Place::Local(index)) => match self.values.get(index).cloned() {
                Some(value) => self.condition(&value, sense),
                None => Pushed::UNKNOWN,
            },
            _ => {
                let operator = if sense { BinaryOperator::NotEqual } else { BinaryOperator::Equal };
                self.comparison(operator, expression, &Expression::number(0, expression.span))
            }
        }
    }

    fn comparison(&mut self, operator: BinaryOperator, left: &Expression, right: &Expression) -> Pushed {
        if let ExpressionKind::Literal(_) = left.kind
            && !matches!(right.kind, ExpressionKind::Literal(_))
        {
            return operator.mirrored().map_or(Pushed::UNKNOWN, |operator| self.comparison(operator, right, left));
        }
        match &left.kind {
            ExpressionKind::Variable(Place::Local(index)) => match self.values.get(index).cloned() {
                Some(value) => self.comparison(operator, &value, right),
                None => Pushed::UNKNOWN,
            },
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let holds = self.condition(condition, true);
                let fails = self.condition(condition, false);
                let then = self.comparison(operator, then, right);
                let otherwise = self.comparison(operator, otherwise, right);
                holds.and(then).or(fails.and(otherwise))
            }
            ExpressionKind::Literal(left) => match (left, &right.kind) {
                (Literal::Number(left), ExpressionKind::Literal(Literal::Number(right))) => {
                    Pushed::constant(operator.numbers(*left, *right) == Some(1))
                }
                (Literal::Text(left), ExpressionKind::Literal(Literal::Text(right))) => {
                    Pushed::constant(operator.holds(left.cmp(right)))
                }
                _ => Pushed::UNKNOWN,
            },
            _ => self.test(operator, left, right),
        }
    }

    /// A comparison of something captured with a constant.
    fn test(&mut self, operator: BinaryOperator, left: &Expression, right: &Expression) -> Pushed {
        let ExpressionKind::Literal(constant) = &right.kind else { return Pushed::UNKNOWN };
        match constant {
            Literal::Number(constant) => {
                let (value, mask) = masked(left);
                let predicate = Predicate::Number { mask, comparison: operator, constant: *constant };
                self.captured(value, predicate)
            }
            Literal::Text(constant) => {
                let equal = match operator {
                    BinaryOperator::Equal => true,
                    BinaryOperator::NotEqual => false,
                    _ => return Pushed::UNKNOWN,
                };
                if constant.len() > MAX_TEXT {
                    return Pushed::UNKNOWN;
                }
                let predicate = Predicate::Text { constant: constant.as_slice().into(), equal, prefix: false };
                self.captured(left, predicate)
            }
        }
    }

    fn captured(&mut self, value: &Expression, predicate: Predicate) -> Pushed {
        let Some(capture) = self.captures.of(value) else { return Pushed::UNKNOWN };
        let testable = self.captures.list[capture].load.as_ref().is_some_and(|load| match load.read {
            Read::Integer { .. } => true,
            Read::Text { size } => usize::from(size) <= MAX_TEXT,
            _ => false,
        });
        if !testable {
            return Pushed::UNKNOWN;
        }
        Pushed { condition: Condition::Test(Test { capture, predicate }), exact: true }
    }
}

/// `value & mask`, or a value with a mask of all ones.
fn masked(expression: &Expression) -> (&Expression, i64) {
    if let ExpressionKind::Binary(BinaryOperator::BitAnd, left, right) = &expression.kind {
        if let Some(mask) = right.as_number() {
            return (left, mask);
        }
        if let Some(mask) = left.as_number() {
            return (right, mask);
        }
    }
    (expression, -1)
}

impl Condition {
    /// Both, simplified.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Never, _) | (_, Self::Never) => Self::Never,
            (Self::Always, other) | (other, Self::Always) => other,
            (left, right) => Self::All(joined(left, right, |condition| match condition {
                Self::All(parts) => Ok(parts),
                other => Err(other),
            })),
        }
        .unwrapped()
    }

    /// Either, simplified.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Always, _) | (_, Self::Always) => Self::Always,
            (Self::Never, other) | (other, Self::Never) => other,
            (left, right) if left.is_part_of(&right) => left,
            (left, right) if right.is_part_of(&left) => right,
            (left, right) => Self::Any(joined(left, right, |condition| match condition {
                Self::Any(parts) => Ok(parts),
                other => Err(other),
            })),
        }
        .unwrapped()
    }

    /// Whether it asks for nothing that `other` does not ask for as well.
    fn is_part_of(&self, other: &Self) -> bool {
        let parts = |condition: &Self| match condition {
            Self::All(parts) => parts.clone(),
            one => vec![one.clone()],
        };
        let others = parts(other);
        parts(self).iter().all(|part| others.contains(part))
    }

    fn unwrapped(self) -> Self {
        match self {
            Self::All(mut parts) | Self::Any(mut parts) if parts.len() == 1 => parts.remove(0),
            other => other,
        }
    }

    /// The number of its tests.
    #[must_use]
    pub fn tests(&self) -> usize {
        match self {
            Self::Always | Self::Never => 0,
            Self::All(parts) | Self::Any(parts) => parts.iter().map(Self::tests).sum(),
            Self::Test(_) => 1,
        }
    }

    /// A weaker condition with at most `most` tests, and whether it is still the same one.
    #[must_use]
    pub fn limited(self, most: usize) -> (Self, bool) {
        if self.tests() <= most {
            return (self, true);
        }
        let Self::All(parts) = self else { return (Self::Always, false) };
        let mut kept = Self::Always;
        for part in parts {
            if kept.tests() + part.tests() <= most {
                kept = kept.and(part);
            }
        }
        (kept, false)
    }
}

/// The parts of two conditions, each once, in order.
fn joined(
    left: Condition,
    right: Condition,
    split: impl Fn(Condition) -> Result<Vec<Condition>, Condition>,
) -> Vec<Condition> {
    let mut parts = split(left).unwrap_or_else(|one| vec![one]);
    for part in split(right).unwrap_or_else(|one| vec![one]) {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts
}
