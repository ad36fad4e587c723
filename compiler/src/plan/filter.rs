//! The filter of a probe: the strongest condition on captures that every event with any effect fulfils.
//!
//! The handler is walked once, along all its ways. `reach` is a condition that holds whenever the walk's place is reached; wherever
//! the handler may have an effect, `reach` joins the filter's alternatives. What is not understood counts as true, so the filter is
//! never too strong; a read that may fail counts as an effect where it is not a test of the filter itself.

use std::collections::HashMap;

use sigscript_grammar::operators::{BinaryOperator, Operands, UnaryOperator};
use sigscript_grammar::syntax::{Literal, PrintStyle};

use crate::fold::{Effects, is_fallible_read};
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
    let mut walk = Walk { program, effects: &effects, captures, values: HashMap::new(), filter: Pushed::constant(false) };
    walk.statements(&probe.body, Pushed::constant(true));
    let Pushed { condition, exact } = walk.filter;
    match condition.limited(MAX_TESTS) {
        (condition, true) => Pushed { condition, exact },
        (condition, false) => Pushed { condition, exact: false },
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
            StatementKind::Loop { .. }
            | StatementKind::Foreach(_)
            | StatementKind::Delete(_)
            | StatementKind::Try { .. } => {
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
            parts.into_iter().fold(Pushed::constant(false), |found, part| found.or(walk.faults(part)))
        };
        match &expression.kind {
            ExpressionKind::Conditional(condition, then, otherwise) => {
                let (then, otherwise) = (self.faults(then), self.faults(otherwise));
                let chosen = self.choice(condition, then, otherwise);
                self.faults(condition).or(chosen)
            }
            ExpressionKind::Binary(operator @ (BinaryOperator::And | BinaryOperator::Or), left, right) => {
                let behind = self.condition(left, *operator == BinaryOperator::And).and(self.faults(right));
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
                let impossible = Predicate::Number { mask: 0, comparison: BinaryOperator::NotEqual, constant: 0 };
                self.captured(expression, impossible)
            }
            _ => either(self, expression.children()),
        }
    }

    fn expression(&mut self, expression: &Expression, reach: &Pushed) {
        match &expression.kind {
            ExpressionKind::Assign { place: Place::Local(index), operator, value, .. } if self.effects.pure(value) => {
                self.fault(value, reach);
                let value = if operator.is_none() { self.known(value) } else { None };
                self.set(*index, value);
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
            complete &= !matches!(expression.kind, ExpressionKind::Element(..) | ExpressionKind::Has(..));
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
        statement.walk(&mut |statement| {
            for place in statement.sets() {
                if let Place::Local(index) = place {
                    self.values.remove(&index);
                }
            }
        });
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
                let then = self.condition(then, sense);
                let otherwise = self.condition(otherwise, sense);
                self.choice(condition, then, otherwise)
            }
            ExpressionKind::Call(function, arguments) => match self.opened(*function, arguments) {
                Some(value) => self.condition(&value, sense),
                None => Pushed::UNKNOWN,
            },
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

    /// `then` where the condition holds, `otherwise` where it does not.
    fn choice(&mut self, condition: &Expression, then: Pushed, otherwise: Pushed) -> Pushed {
        if then == otherwise {
            return then;
        }
        let holds = self.condition(condition, true);
        let fails = self.condition(condition, false);
        holds.and(then).or(fails.and(otherwise))
    }

    /// A function's value as one expression, with these arguments.
    fn opened(&self, function: usize, arguments: &[Expression]) -> Option<Expression> {
        let known: Option<Vec<Expression>> = arguments.iter().map(|argument| self.known(argument)).collect();
        let known = known?;
        let mut value = one_expression(&self.program.functions[function].body)?;
        let mut complete = true;
        value.rewrite(&mut |node| {
            if let ExpressionKind::Variable(place) = node.kind {
                match place {
                    Place::Local(index) if index < known.len() => *node = known[index].clone(),
                    _ => complete = false,
                }
            }
        });
        complete.then_some(value)
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
                Some(TextComparison::Decided(equal)) => Pushed::constant(equal == (operator == BinaryOperator::Equal)),
                Some(TextComparison::Rest(left, right)) => self.comparison(operator, left, &right),
                None => self.test(operator, left, right),
            },
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
        let load = self.captures.list[capture].load.as_ref();
        let testable = load.is_some_and(|load| match (load.read, &predicate) {
            (Read::Integer { .. }, Predicate::Number { .. }) => true,
            (Read::Text { size }, Predicate::Text { .. }) => usize::from(size) <= MAX_TEXT,
            _ => false,
        });
        if !testable {
            return Pushed::UNKNOWN;
        }
        Pushed { condition: Condition::Test(Test { capture, predicate }), exact: true }
    }
}

/// What a comparison of a text that is put together with a constant comes to.
enum TextComparison<'a> {
    /// Whether the two are equal.
    Decided(bool),
    /// They are equal where these two are.
    Rest(&'a Expression, Expression),
}

/// `"SIG" . name == "SIGKILL"` asks for `name == "KILL"`; `sprintf("%d", code) == "SI_USER"` never holds.
fn text_comparison<'a>(operator: BinaryOperator, left: &'a Expression, right: &Expression) -> Option<TextComparison<'a>> {
    let ExpressionKind::Literal(Literal::Text(constant)) = &right.kind else { return None };
    if !matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
        return None;
    }
    match &left.kind {
        ExpressionKind::Binary(BinaryOperator::Concatenate, begin, rest) => {
            let ExpressionKind::Literal(Literal::Text(begin)) = &begin.kind else { return None };
            Some(match constant.strip_prefix(begin.as_slice()) {
                Some(behind) => {
                    let behind = ExpressionKind::Literal(Literal::Text(behind.to_vec()));
                    TextComparison::Rest(rest, Expression::new(behind, right.span))
                }
                None => TextComparison::Decided(false),
            })
        }
        ExpressionKind::Print(print) => {
            let literal_begin = match (&print.format, print.name.style) {
                (Some(format), PrintStyle::Format) => format.split(|&byte| byte == b'%').next()?,
                // A number begins with a digit or a sign.
                (None, PrintStyle::Plain) if !constant.first().is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-') => {
                    let number = print.arguments.first().is_some_and(|argument| matches!(argument.kind, ExpressionKind::Event(_)));
                    return number.then_some(TextComparison::Decided(false));
                }
                _ => return None,
            };
            (!constant.starts_with(literal_begin)).then_some(TextComparison::Decided(false))
        }
        _ => None,
    }
}

/// The value of a function whose body is a ladder of `if (…) return …` and a last `return`.
fn one_expression(body: &[Statement]) -> Option<Expression> {
    let (first, rest) = body.split_first()?;
    match &first.kind {
        StatementKind::Return(Some(value)) => Some(value.clone()),
        StatementKind::Block(body) => one_expression(body),
        StatementKind::If { condition, then, otherwise } => {
            let then = one_expression(std::slice::from_ref(&**then))?;
            let otherwise = match otherwise {
                Some(otherwise) => one_expression(std::slice::from_ref(&**otherwise))?,
                None => one_expression(rest)?,
            };
            let kind = ExpressionKind::Conditional(Box::new(condition.clone()), Box::new(then), Box::new(otherwise));
            Some(Expression::new(kind, first.span))
        }
        _ => None,
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
