//! Shapes of expressions that the filter sees through.

use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{Literal, PrintStyle};

use crate::rows::{Rows, SUBSTR};
use crate::tree::{Expression, ExpressionKind, Place, Statement, StatementKind};

/// What a comparison of a text that is put together with a constant comes to.
pub enum TextComparison<'a> {
    /// Whether the two are equal.
    Decided(bool),
    /// They are equal where these two are.
    Rest(&'a Expression, Expression),
}

/// `"SIG" . name == "SIGKILL"` asks for `name == "KILL"`; `sprintf("%d", code) == "SI_USER"` never holds.
pub fn text_comparison<'a>(
    operator: BinaryOperator,
    left: &'a Expression,
    right: &Expression,
) -> Option<TextComparison<'a>> {
    let ExpressionKind::Literal(Literal::Text(constant)) = &right.kind else {
        return None;
    };
    if !matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual) {
        return None;
    }
    match &left.kind {
        ExpressionKind::Binary(BinaryOperator::Concatenate, begin, rest) => {
            let ExpressionKind::Literal(Literal::Text(begin)) = &begin.kind else {
                return None;
            };
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
                (None, PrintStyle::Plain)
                    if !constant
                        .first()
                        .is_some_and(|byte| byte.is_ascii_digit() || *byte == b'-') =>
                {
                    let number = print
                        .arguments
                        .first()
                        .is_some_and(|argument| matches!(argument.kind, ExpressionKind::Event(_)));
                    return number.then_some(TextComparison::Decided(false));
                }
                _ => return None,
            };
            (!constant.starts_with(literal_begin)).then_some(TextComparison::Decided(false))
        }
        _ => None,
    }
}

/// The value of a function's body with these arguments, where it is one expression of its parameters.
pub fn applied(body: &[Statement], arguments: &[Expression]) -> Option<Expression> {
    let mut value = one_expression(body)?;
    let mut complete = true;
    value.rewrite(&mut |node| {
        if let ExpressionKind::Variable(place) = node.kind {
            match place {
                Place::Local(index) if index < arguments.len() => *node = arguments[index].clone(),
                _ => complete = false,
            }
        }
    });
    complete.then_some(value)
}

/// The value of a function whose body is a ladder of `if (…) return …` and a last `return`.
fn one_expression(body: &[Statement]) -> Option<Expression> {
    let (first, rest) = body.split_first()?;
    match &first.kind {
        StatementKind::Return(Some(value)) => Some(value.clone()),
        StatementKind::Block(body) => one_expression(body),
        StatementKind::If {
            condition,
            then,
            otherwise,
        } => {
            let then = one_expression(std::slice::from_ref(&**then))?;
            let otherwise = match otherwise {
                Some(otherwise) => one_expression(std::slice::from_ref(&**otherwise))?,
                None => one_expression(rest)?,
            };
            let kind = ExpressionKind::Conditional(
                Box::new(condition.clone()),
                Box::new(then),
                Box::new(otherwise),
            );
            Some(Expression::new(kind, first.span))
        }
        _ => None,
    }
}

/// The text, and how much of its beginning, of `substr(text, 0, length)`.
pub fn beginning<'a>(expression: &'a Expression, rows: Rows) -> Option<(&'a Expression, usize)> {
    let ExpressionKind::Builtin(row, arguments) = &expression.kind else {
        return None;
    };
    let [text, start, length] = arguments.as_slice() else {
        return None;
    };
    let cuts = rows.builtins[*row].name == SUBSTR && start.as_number() == Some(0);
    let length = usize::try_from(length.as_number()?).ok()?;
    cuts.then_some((text, length))
}

/// `value & mask`, or a value with a mask of all ones.
pub fn masked(expression: &Expression) -> (&Expression, i64) {
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

/// `value << n >> n`: the lowest bits of a value, the highest of them being the sign. Gives the value and how many bits.
pub fn sign_extended(expression: &Expression) -> Option<(&Expression, u32)> {
    let shifted = |expression: &'_ Expression, wanted: BinaryOperator| match &expression.kind {
        ExpressionKind::Binary(operator, _, count) if *operator == wanted => count
            .as_number()
            .and_then(|count| u32::try_from(count).ok()),
        _ => None,
    };
    let right = shifted(expression, BinaryOperator::ShiftRight)?;
    let ExpressionKind::Binary(_, inner, _) = &expression.kind else {
        return None;
    };
    let left = shifted(inner, BinaryOperator::ShiftLeft)?;
    let ExpressionKind::Binary(_, value, _) = &inner.kind else {
        return None;
    };
    (left == right && (1..64).contains(&left)).then_some((value, 64 - left))
}
