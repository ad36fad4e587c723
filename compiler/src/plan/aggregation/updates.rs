//! The updates that a handler makes, as long as it makes nothing else.

use sigscript_grammar::operators::{BinaryOperator, UnaryOperator};

use crate::plan::filter::Pushed;
use crate::tree::{Expression, ExpressionKind, Place};

/// What the walk over a handler found.
#[derive(Default)]
pub struct Updates {
    list: Vec<Found>,
    /// The condition under which they are reached: all under the same.
    reach: Option<Pushed>,
    /// Something else has an effect, or the conditions differ.
    spoilt: bool,
}

/// An update in the handler.
pub struct Found {
    /// The global's index.
    pub global: usize,
    /// The element's keys, in terms of captures and constants.
    pub keys: Vec<Expression>,
    /// What is added.
    pub value: Expression,
    /// As the handler has it.
    pub whole: Expression,
}

impl Updates {
    /// One more update, reached under a condition.
    pub fn add(&mut self, found: Found, reach: &Pushed) {
        match &self.reach {
            None => self.reach = Some(reach.clone()),
            Some(first) => self.spoilt |= first != reach,
        }
        self.list.push(found);
    }

    /// Something else has an effect.
    pub fn spoil(&mut self) {
        self.spoilt = true;
    }

    /// The updates, where each event that the filter lets through makes all of them and has no other effect.
    pub fn under(self, filter: &Pushed) -> Option<Vec<Found>> {
        let whole = !self.spoilt && filter.exact && self.reach.as_ref() == Some(filter);
        whole.then_some(self.list)
    }
}

/// The global, the keys and the amount of an expression that only adds to a number or a statistic.
pub fn update(expression: &Expression) -> Option<(usize, &[Expression], Expression)> {
    let span = expression.span;
    match &expression.kind {
        ExpressionKind::Increment {
            place: Place::Global(global),
            keys,
            by,
            ..
        } => Some((*global, keys, Expression::number((*by).into(), span))),
        ExpressionKind::Assign {
            place: Place::Global(global),
            keys,
            operator: Some(BinaryOperator::Add),
            value,
        } => Some((*global, keys, (**value).clone())),
        ExpressionKind::Assign {
            place: Place::Global(global),
            keys,
            operator: Some(BinaryOperator::Subtract),
            value,
        } => {
            let less = constant(value)?.wrapping_neg();
            Some((*global, keys, Expression::number(less, span)))
        }
        ExpressionKind::Accumulate(global, keys, value) => Some((*global, keys, (**value).clone())),
        _ => None,
    }
}

/// A constant number, with or without a sign.
pub fn constant(expression: &Expression) -> Option<i64> {
    match &expression.kind {
        ExpressionKind::Unary(UnaryOperator::Negate, operand) => {
            operand.as_number().map(i64::wrapping_neg)
        }
        _ => expression.as_number(),
    }
}
