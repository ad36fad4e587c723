//! Numbers that can be computed where the event happens: operators on what is captured and on constants.

use sigscript_grammar::operators::{BinaryOperator, UnaryOperator};

use crate::plan::capture::Captures;
use crate::plan::filter::shapes::applied;
use crate::plan::{Base, COMPUTABLE, Capture, Load, Read};
use crate::rows::{Kind, REALTIME_OFFSET};
use crate::tree::{Expression, ExpressionKind, Program, Start};

/// The most operators in one number.
const MAX_OPERATORS: usize = 8;
/// The most calls inside each other that are looked into.
const MAX_DEPTH: usize = 8;

impl Captures<'_> {
    /// The capture that gives an expression's number, computed of others where it is none itself; `None` where that cannot be had at the
    /// event.
    pub fn computed(&mut self, expression: &Expression, program: &Program) -> Option<usize> {
        if let Some(capture) = self.number(expression) {
            return Some(capture);
        }
        if !self.backend().counts() {
            return None;
        }
        let expression = opened(expression, program, 0)?;
        self.can(&expression).then(|| self.compute(&expression))?
    }

    /// A captured number.
    fn number(&mut self, expression: &Expression) -> Option<usize> {
        if matches!(&expression.kind, ExpressionKind::Event(event) if event.otherwise.is_some()) {
            return None;
        }
        let capture = self.of(expression)?;
        let load = self.list[capture].load.as_ref()?;
        matches!(load.read, Read::Integer { .. } | Read::Target { .. }).then_some(capture)
    }

    /// Whether all of an expression can be computed; asked first, so that no part is captured for nothing.
    fn can(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Literal(_) => expression.as_number().is_some(),
            ExpressionKind::Builtin(row, _) => self.rows().builtins[*row].name == REALTIME_OFFSET,
            ExpressionKind::Binary(operator, left, right) => {
                let divides = *operator == BinaryOperator::Divide;
                COMPUTABLE.contains(operator)
                    && (!divides || right.as_number().is_some_and(|number| number > 0))
                    && self.can(left)
                    && self.can(right)
            }
            ExpressionKind::Unary(UnaryOperator::Negate, operand) => self.can(operand),
            ExpressionKind::Context(row) => self.rows().contexts[*row].kind == Kind::Long,
            ExpressionKind::Event(event) => {
                event.otherwise.is_none()
                    && event.start != Start::Base(Base::Kept { present: true })
                    && matches!(event.read, Read::Integer { .. } | Read::Target { .. })
            }
            _ => false,
        }
    }

    fn compute(&mut self, expression: &Expression) -> Option<usize> {
        match &expression.kind {
            ExpressionKind::Literal(_) => {
                let number = expression.as_number()?;
                Some(self.made(Base::Constant(number), number.to_string()))
            }
            ExpressionKind::Builtin(..) => {
                Some(self.made(Base::RealtimeOffset, format!("{REALTIME_OFFSET}()")))
            }
            ExpressionKind::Unary(_, operand) => {
                let zero = Expression::number(0, expression.span);
                self.operation(BinaryOperator::Subtract, &zero, operand)
            }
            ExpressionKind::Binary(operator, left, right) => self.operation(*operator, left, right),
            _ => self.number(expression),
        }
    }

    fn operation(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
    ) -> Option<usize> {
        let (left, right) = (self.compute(left)?, self.compute(right)?);
        let label = |capture: usize| &self.list[capture].label;
        let label = format!("({} {} {})", label(left), operator.spelling(), label(right));
        let base = Base::Computed {
            operator,
            left: u16::try_from(left).ok()?,
            right: u16::try_from(right).ok()?,
        };
        Some(self.made(base, label))
    }

    /// The capture of a number that is made, not read.
    fn made(&mut self, base: Base, label: String) -> usize {
        let load = Load {
            base,
            offsets: Vec::new(),
            user: 0,
            read: Read::integer(8, true),
        };
        let known = self
            .list
            .iter()
            .position(|capture| capture.load.as_ref() == Some(&load));
        known.unwrap_or_else(|| {
            self.list.push(Capture {
                label,
                variable: None,
                kind: Kind::Long,
                load: Some(load),
                context: None,
                optional: true,
            });
            self.list.len() - 1
        })
    }
}

fn is_operator(expression: &Expression) -> bool {
    matches!(
        expression.kind,
        ExpressionKind::Binary(..) | ExpressionKind::Unary(..)
    )
}

/// An expression with the functions that it calls opened, where each is one expression of its parameters.
fn opened(expression: &Expression, program: &Program, depth: usize) -> Option<Expression> {
    if let ExpressionKind::Call(function, arguments) = &expression.kind {
        if depth == MAX_DEPTH {
            return None;
        }
        let applied = applied(&program.functions[*function].body, arguments)?;
        return self::opened(&applied, program, depth + 1);
    }
    let mut opened = expression.clone();
    let mut operators = 0;
    opened.walk(&mut |node| operators += usize::from(is_operator(node)));
    if operators > MAX_OPERATORS {
        return None;
    }
    for child in opened.children_mut() {
        *child = self::opened(child, program, depth)?;
    }
    Some(opened)
}
