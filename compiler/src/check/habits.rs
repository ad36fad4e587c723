//! What is legal but hardly meant: warnings.

use sigscript_grammar::format::{Flag, Piece};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_grammar::syntax::{Literal, PrintStyle};
use sigscript_grammar::{Diagnostic, Format, Sources};

use crate::check::bodies;
use crate::errors;
use crate::rows::Rows;
use crate::tree::{Expression, ExpressionKind, Function, Program, Statement, StatementKind};

/// Looks through all bodies.
pub fn warn(program: &Program, sources: &Sources, rows: Rows, warnings: &mut Vec<Diagnostic>) {
    functions(program, sources, rows, warnings);
    for (_, body) in bodies(program) {
        for statement in body {
            statement.walk(&mut |statement| {
                if !sources.get(statement.span.file).library {
                    warnings.extend(condition(statement, sources));
                }
                for expression in statement.expressions() {
                    expression.walk(&mut |part| {
                        if !sources.get(part.span.file).library {
                            warnings.extend(
                                chained(part, sources).or_else(|| unformatted(part, sources)),
                            );
                        }
                    });
                }
            });
        }
    }
}

/// Functions of the script that are never reached, or that take the place of others.
fn functions(program: &Program, sources: &Sources, rows: Rows, warnings: &mut Vec<Diagnostic>) {
    let is_own = |function: &Function| !sources.get(function.name.span.file).library;
    for function in program.functions.iter().filter(|function| is_own(function)) {
        let name = &function.name;
        let (called, arity) = (name.name.as_str(), function.parameters);
        let is_context = arity == 0 && rows.contexts.iter().any(|row| row.name == called);
        let mut builtins = rows.builtins.iter();
        if is_context || builtins.any(|row| row.name == called && row.parameters.len() == arity) {
            warnings.push(errors::hides_library(name.span, called));
        }
        let mut goes_on = false;
        for statement in &function.body {
            statement
                .walk(&mut |statement| goes_on |= matches!(statement.kind, StatementKind::Next));
        }
        let next = function.next.map(|next| &program.functions[next]);
        if let Some(next) = next.filter(|next| !goes_on && is_own(next)) {
            warnings.push(errors::unreachable_overload(
                next.name.span,
                called,
                name.span,
            ));
        }
    }
}

/// `if (a = 1)`, which is always the same.
fn condition(statement: &Statement, sources: &Sources) -> Option<Diagnostic> {
    let StatementKind::If { condition, .. } = &statement.kind else {
        return None;
    };
    let ExpressionKind::Assign {
        operator: None,
        value,
        ..
    } = &condition.kind
    else {
        return None;
    };
    let written = sources.snippet(condition.span);
    let compared = written.replacen('=', "==", 1);
    matches!(value.kind, ExpressionKind::Literal(_))
        .then(|| errors::assigned_in_condition(condition.span, &compared))
}

/// `1 < a < 9`, which compares 0 or 1 with 9.
fn chained(expression: &Expression, sources: &Sources) -> Option<Diagnostic> {
    use BinaryOperator::{Greater, GreaterEqual, Less, LessEqual};
    let orders =
        |operator: &BinaryOperator| matches!(operator, Less | LessEqual | Greater | GreaterEqual);
    match &expression.kind {
        ExpressionKind::Binary(outer, left, _) if orders(outer) => match &left.kind {
            ExpressionKind::Binary(inner, ..)
                if orders(inner) && !sources.snippet(left.span).starts_with('(') =>
            {
                Some(errors::chained_comparison(expression.span))
            }
            _ => None,
        },
        _ => None,
    }
}

/// `println("%d", n)`, which prints the conversion as it is.
fn unformatted(expression: &Expression, sources: &Sources) -> Option<Diagnostic> {
    let ExpressionKind::Print(print) = &expression.kind else {
        return None;
    };
    let [first, _, ..] = print.arguments.as_slice() else {
        return None;
    };
    let ExpressionKind::Literal(Literal::Text(text)) = &first.kind else {
        return None;
    };
    let takes_values = text.contains(&b'%')
        && Format::parse(text).is_ok_and(|format| {
            // A percent sign before a blank is one in a sentence.
            let takes = |piece: &Piece| matches!(piece, Piece::Conversion(directive) if directive.flag != Some(Flag::Blank));
            format.pieces.iter().any(takes)
        });
    let called = sources.snippet(expression.span).split('(').next()?.trim();
    (print.name.style == PrintStyle::Plain && takes_values)
        .then(|| errors::format_not_read(first.span, called))
}
