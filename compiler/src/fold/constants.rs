//! Constant folding: operators and pure functions on constants.

use sigscript_grammar::Diagnostic;
use sigscript_grammar::operators::{BinaryOperator, Operands, UnaryOperator};
use sigscript_grammar::syntax::Literal;

use crate::Inputs;
use crate::errors;
use crate::fold::{Effects, reads};
use crate::rows::Rows;
use crate::tree::{Expression, ExpressionKind, Program, walk_expressions};

/// Simplifies one node whose operands are simplified already.
pub fn simplify(expression: &mut Expression, inputs: &Inputs, effects: &Effects) {
    let simpler = match &mut expression.kind {
        ExpressionKind::Unary(operator, operand) => unary(*operator, operand),
        ExpressionKind::Binary(operator, left, right) => binary(*operator, left, right, effects),
        ExpressionKind::Conditional(condition, then, otherwise) => {
            condition.as_number().map(|value| {
                std::mem::replace(if value == 0 { otherwise } else { then }, Box::new(dummy())).kind
            })
        }
        ExpressionKind::Builtin(row, arguments) => builtin(*row, arguments, inputs.rows),
        ExpressionKind::Event(event) => {
            reads::join(event, inputs);
            None
        }
        _ => None,
    };
    if let Some(simpler) = simpler {
        expression.kind = simpler;
    }
}

fn dummy() -> Expression {
    Expression::number(0, sigscript_grammar::Span::default())
}

fn number(value: i64) -> ExpressionKind {
    ExpressionKind::Literal(Literal::Number(value))
}

fn unary(operator: UnaryOperator, operand: &mut Expression) -> Option<ExpressionKind> {
    if let Some(value) = operand.as_number() {
        return Some(number(operator.apply(value)));
    }
    (operator == UnaryOperator::Plus).then(|| std::mem::replace(operand, dummy()).kind)
}

fn binary(
    operator: BinaryOperator,
    left: &mut Expression,
    right: &mut Expression,
    effects: &Effects,
) -> Option<ExpressionKind> {
    match (&left.kind, &right.kind) {
        (
            ExpressionKind::Literal(Literal::Number(left)),
            ExpressionKind::Literal(Literal::Number(right)),
        ) => operator.numbers(*left, *right).map(number),
        (
            ExpressionKind::Literal(Literal::Text(left)),
            ExpressionKind::Literal(Literal::Text(right)),
        ) => match operator.operands() {
            Operands::Texts => Some(ExpressionKind::Literal(Literal::Text(
                [left.as_slice(), right].concat(),
            ))),
            _ => Some(number(i64::from(operator.holds(left.cmp(right))))),
        },
        _ => logical(operator, left, right, effects),
    }
}

/// `&&` and `||` where one side is constant.
fn logical(
    operator: BinaryOperator,
    left: &mut Expression,
    right: &mut Expression,
    effects: &Effects,
) -> Option<ExpressionKind> {
    // The value of a side that decides: 0 for `&&`, 1 for `||`.
    let decisive = match operator {
        BinaryOperator::And => false,
        BinaryOperator::Or => true,
        _ => return None,
    };
    if let Some(value) = left.as_number() {
        if (value != 0) == decisive {
            return Some(number(i64::from(decisive)));
        }
        return Some(truth(std::mem::replace(right, dummy())));
    }
    let value = right.as_number()?;
    if (value != 0) != decisive {
        return Some(truth(std::mem::replace(left, dummy())));
    }
    effects.pure(left).then(|| number(i64::from(decisive)))
}

/// 0 or 1, as the expression is 0 or not.
fn truth(expression: Expression) -> ExpressionKind {
    let is_truth = match &expression.kind {
        ExpressionKind::Unary(operator, _) => *operator == UnaryOperator::Not,
        ExpressionKind::Binary(operator, ..) => {
            operator.operands() == Operands::Comparable
                || matches!(operator, BinaryOperator::And | BinaryOperator::Or)
        }
        _ => false,
    };
    if is_truth {
        return expression.kind;
    }
    let span = expression.span;
    ExpressionKind::Binary(
        BinaryOperator::NotEqual,
        Box::new(expression),
        Box::new(Expression::number(0, span)),
    )
}

fn builtin(row: usize, arguments: &[Expression], rows: Rows) -> Option<ExpressionKind> {
    if !rows.builtins[row].pure {
        return None;
    }
    let constants: Option<Vec<Literal>> = arguments
        .iter()
        .map(|argument| match &argument.kind {
            ExpressionKind::Literal(literal) => Some(literal.clone()),
            _ => None,
        })
        .collect();
    (rows.evaluate)(row, &constants?).map(ExpressionKind::Literal)
}

/// Warns of conversions that a constant makes pointless: `strtol("abc", 10)`.
pub fn warn(program: &Program, inputs: &Inputs, warnings: &mut Vec<Diagnostic>) {
    let mut visit = |expression: &Expression| {
        if let ExpressionKind::Builtin(row, arguments) = &expression.kind
            && inputs.rows.builtins[*row].name == "strtol"
            && let Some(ExpressionKind::Literal(Literal::Text(text))) =
                arguments.first().map(|argument| &argument.kind)
        {
            let digits = text.trim_ascii_start();
            let digits = digits
                .strip_prefix(b"-")
                .or(digits.strip_prefix(b"+"))
                .unwrap_or(digits);
            let base = arguments.get(1).and_then(Expression::as_number);
            let base = base
                .and_then(|base| u32::try_from(base).ok())
                .filter(|base| (2..=36).contains(base));
            let begins = |byte: &u8| char::from(*byte).is_digit(base.unwrap_or(10));
            if !digits.first().is_some_and(begins) {
                warnings.push(errors::no_number(
                    arguments[0].span,
                    &text.escape_ascii().to_string(),
                ));
            }
        }
    };
    for probe in &program.probes {
        walk_expressions(&probe.body, &mut visit);
    }
}
