//! Conditions of the script to conditions on captures.

use std::cmp::Ordering;

use sigscript_grammar::operators::{BinaryOperator, Operands, UnaryOperator};
use sigscript_grammar::syntax::Literal;

use crate::plan::filter::Walk;
use crate::plan::filter::shapes::{
    TextComparison, applied, beginning, masked, sign_extended, text_comparison,
};
use crate::plan::{Condition, Predicate, Read, Test};
use crate::tree::{Expression, ExpressionKind, Place};

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
    pub const UNKNOWN: Self = Self {
        condition: Condition::Always,
        exact: false,
    };

    pub fn constant(value: bool) -> Self {
        Self {
            condition: if value {
                Condition::Always
            } else {
                Condition::Never
            },
            exact: true,
        }
    }

    pub fn and(self, other: Self) -> Self {
        Self {
            exact: self.exact && other.exact,
            condition: self.condition.and(other.condition),
        }
    }

    pub fn or(self, other: Self) -> Self {
        Self {
            exact: self.exact && other.exact,
            condition: self.condition.or(other.condition),
        }
    }
}

impl Walk<'_, '_> {
    /// A condition that is fulfilled wherever the expression is not 0 (`sense`), or is 0 (not `sense`).
    pub fn condition(&mut self, expression: &Expression, sense: bool) -> Pushed {
        match &expression.kind {
            ExpressionKind::Literal(Literal::Number(value)) => {
                Pushed::constant((*value != 0) == sense)
            }
            ExpressionKind::Unary(UnaryOperator::Not, operand) => self.condition(operand, !sense),
            ExpressionKind::Unary(UnaryOperator::Negate | UnaryOperator::Plus, operand) => {
                self.condition(operand, sense)
            }
            ExpressionKind::Binary(
                operator @ (BinaryOperator::And | BinaryOperator::Or),
                left,
                right,
            ) => {
                let left = self.condition(left, sense);
                let right = self.condition(right, sense);
                if (*operator == BinaryOperator::And) == sense {
                    left.and(right)
                } else {
                    left.or(right)
                }
            }
            ExpressionKind::Binary(operator, left, right)
                if operator.operands() == Operands::Comparable =>
            {
                let operator = if sense {
                    Some(*operator)
                } else {
                    operator.negated()
                };
                operator.map_or(Pushed::UNKNOWN, |operator| {
                    self.comparison(operator, left, right)
                })
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let then = self.condition(then, sense);
                let otherwise = self.condition(otherwise, sense);
                self.choice(condition, then, otherwise)
            }
            ExpressionKind::Call(function, arguments) => match self.opened(*function, arguments) {
                Some(value) => self.condition(&value, sense),
                None => Pushed::UNKNOWN,
            },
            ExpressionKind::Variable(Place::Local(index)) => {
                match self.values.get(index).cloned() {
                    Some(value) => self.condition(&value, sense),
                    None => Pushed::UNKNOWN,
                }
            }
            _ => {
                let operator = if sense {
                    BinaryOperator::NotEqual
                } else {
                    BinaryOperator::Equal
                };
                self.comparison(
                    operator,
                    expression,
                    &Expression::number(0, expression.span),
                )
            }
        }
    }

    /// `then` where the condition holds, `otherwise` where it does not.
    pub fn choice(&mut self, condition: &Expression, then: Pushed, otherwise: Pushed) -> Pushed {
        if then == otherwise {
            return then;
        }
        let holds = self.condition(condition, true);
        let fails = self.condition(condition, false);
        holds.and(then).or(fails.and(otherwise))
    }

    /// A function's value as one expression, with these arguments.
    pub fn opened(&self, function: usize, arguments: &[Expression]) -> Option<Expression> {
        let known: Option<Vec<Expression>> = arguments
            .iter()
            .map(|argument| self.known(argument))
            .collect();
        applied(&self.program.functions[function].body, &known?)
    }

    pub fn comparison(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
    ) -> Pushed {
        if let ExpressionKind::Literal(_) = left.kind
            && !matches!(right.kind, ExpressionKind::Literal(_))
        {
            return operator.mirrored().map_or(Pushed::UNKNOWN, |operator| {
                self.comparison(operator, right, left)
            });
        }
        if opens(right) && !opens(left) {
            return operator.mirrored().map_or(Pushed::UNKNOWN, |operator| {
                self.comparison(operator, right, left)
            });
        }
        match &left.kind {
            ExpressionKind::Variable(Place::Local(index)) => {
                match self.values.get(index).cloned() {
                    Some(value) => self.comparison(operator, &value, right),
                    None => Pushed::UNKNOWN,
                }
            }
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let then = self.comparison(operator, then, right);
                let otherwise = self.comparison(operator, otherwise, right);
                self.choice(condition, then, otherwise)
            }
            ExpressionKind::Call(function, arguments) => match self.opened(*function, arguments) {
                Some(value) => self.comparison(operator, &value, right),
                None => Pushed::UNKNOWN,
            },
            ExpressionKind::Literal(left) => match (left, &right.kind) {
                (Literal::Number(left), ExpressionKind::Literal(Literal::Number(right))) => {
                    Pushed::constant(operator.numbers(*left, *right) == Some(1))
                }
                (Literal::Text(left), ExpressionKind::Literal(Literal::Text(right))) => {
                    Pushed::constant(operator.holds(left.cmp(right)))
                }
                _ => Pushed::UNKNOWN,
            },
            _ => match text_comparison(operator, left, right) {
                Some(TextComparison::Decided(equal)) => {
                    Pushed::constant(equal == (operator == BinaryOperator::Equal))
                }
                Some(TextComparison::Rest(left, right)) => self.comparison(operator, left, &right),
                None => self.test(operator, left, right),
            },
        }
    }

    /// A comparison of something captured with a constant.
    pub fn test(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
    ) -> Pushed {
        let ExpressionKind::Literal(constant) = &right.kind else {
            return self.of_two(operator, left, right);
        };
        match constant {
            Literal::Number(constant) => {
                if let Some((value, bits)) = sign_extended(left) {
                    return self.low_bits(operator, value, bits, *constant);
                }
                let (value, mask) = masked(left);
                let predicate = Predicate::Number {
                    mask,
                    comparison: operator,
                    constant: *constant,
                };
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
                let (text, prefix) = match beginning(left, self.captures.rows()) {
                    Some((text, length)) => match length.cmp(&constant.len()) {
                        Ordering::Less => return Pushed::constant(!equal),
                        Ordering::Equal => (text, true),
                        // A text that is no longer than what is cut out is cut out whole.
                        Ordering::Greater => (text, false),
                    },
                    None => (left, false),
                };
                let predicate = Predicate::Text {
                    constant: constant.as_slice().into(),
                    equal,
                    prefix,
                };
                self.captured(text, predicate)
            }
        }
    }

    /// A comparison of two numbers that the event brings.
    fn of_two(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
    ) -> Pushed {
        let (operator, (left, right), holds) = match operator {
            BinaryOperator::Equal => (BinaryOperator::Equal, (left, right), 1),
            BinaryOperator::NotEqual => (BinaryOperator::Equal, (left, right), 0),
            BinaryOperator::Less => (BinaryOperator::Less, (left, right), 1),
            BinaryOperator::GreaterEqual => (BinaryOperator::Less, (left, right), 0),
            BinaryOperator::Greater => (BinaryOperator::Less, (right, left), 1),
            BinaryOperator::LessEqual => (BinaryOperator::Less, (right, left), 0),
            _ => return Pushed::UNKNOWN,
        };
        let kind =
            ExpressionKind::Binary(operator, Box::new(left.clone()), Box::new(right.clone()));
        let predicate = Predicate::Number {
            mask: -1,
            comparison: BinaryOperator::Equal,
            constant: holds,
        };
        self.captured(&Expression::new(kind, left.span), predicate)
    }

    /// A number that the kernel computes.
    fn computed(&mut self, value: &Expression) -> Option<usize> {
        let known = self.known(value)?;
        self.captures.computed(&known, self.program)
    }

    /// Whether the lowest bits of a captured value, read as a number with a sign, are a constant or are not.
    fn low_bits(
        &mut self,
        operator: BinaryOperator,
        value: &Expression,
        bits: u32,
        constant: i64,
    ) -> Pushed {
        if !matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
            return Pushed::UNKNOWN;
        }
        let unused = 64 - bits;
        if (constant << unused) >> unused != constant {
            return Pushed::constant(operator == BinaryOperator::NotEqual);
        }
        let mask = i64::MAX >> (unused - 1);
        let predicate = Predicate::Number {
            mask,
            comparison: operator,
            constant: constant & mask,
        };
        self.captured(value, predicate)
    }

    pub fn captured(&mut self, value: &Expression, predicate: Predicate) -> Pushed {
        // A value that takes the place of a read that failed is not tested early.
        if matches!(&value.kind, ExpressionKind::Event(event) if event.otherwise.is_some()) {
            return Pushed::UNKNOWN;
        }
        let Some(capture) = self.captures.of(value).or_else(|| self.computed(value)) else {
            return Pushed::UNKNOWN;
        };
        let load = self.captures.list[capture].load.as_ref();
        let testable = load.is_some_and(|load| match (load.read, &predicate) {
            (Read::Integer { .. } | Read::Target { .. }, Predicate::Number { .. }) => true,
            (Read::Text { size }, Predicate::Text { .. }) => usize::from(size) <= MAX_TEXT,
            (
                Read::KernelString | Read::UserString | Read::LocatedText | Read::RelativeText,
                Predicate::Text { .. },
            ) => true,
            _ => false,
        });
        if !testable {
            return Pushed::UNKNOWN;
        }
        Pushed {
            condition: Condition::Test(Test { capture, predicate }),
            exact: true,
        }
    }
}

/// Whether a comparison goes on inside the expression.
fn opens(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        ExpressionKind::Conditional(..)
            | ExpressionKind::Call(..)
            | ExpressionKind::Variable(Place::Local(_))
    )
}
