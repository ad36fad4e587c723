//! Statements that parse, but as something that nobody means: what other languages declare and print that way.

use super::Builder;
use crate::errors;
use crate::foreign::{Role, TYPES, instead};
use crate::operators::{BinaryOperator, UnaryOperator};
use crate::span::Span;
use crate::syntax::{Expression, ExpressionKind, PrintName, Statement, StatementKind, TargetBase};

impl Builder<'_> {
    /// Looks through the statements of a block.
    pub(super) fn check_habits(&self, statements: &[Statement]) {
        for (index, statement) in statements.iter().enumerate() {
            let StatementKind::Expression(first) = &statement.kind else {
                continue;
            };
            let next = statements.get(index + 1);
            match &first.kind {
                ExpressionKind::Variable(word) => self.check_lone_word(word, first.span, next),
                ExpressionKind::Assign { target, .. } => self.check_pointer(target),
                _ => self.check_pointer(first),
            }
        }
    }

    /// A statement that is nothing but a word.
    fn check_lone_word(&self, word: &str, span: Span, next: Option<&Statement>) {
        let Some(next) = next.filter(|next| next.span.start == span.end + 1) else {
            return;
        };
        match &next.kind {
            StatementKind::Block(_) if word == "do" => {
                let advice = instead(word, Role::Value).unwrap_or_default();
                self.error(errors::no_such_statement(word, advice, span));
            }
            StatementKind::Expression(value) => self.check_pair(word, span, value),
            _ => {}
        }
    }

    /// A word and a value side by side.
    fn check_pair(&self, word: &str, span: Span, value: &Expression) {
        if TYPES.contains(&word) {
            if let Some(variable) = leading_variable(value).filter(|name| *name != "mut") {
                self.error(errors::variable_with_type(word, Some(variable), span));
            } else {
                self.error(errors::variable_with_type(word, None, span));
            }
            return;
        }
        let called = match word {
            "echo" | "puts" | "say" => "println",
            _ if PrintName::from_name(word).is_some() => word,
            _ => return,
        };
        let printed = self.snippet(value.span);
        // A shell's variables have a `$`.
        let printed = match word {
            "echo" => printed.trim_start_matches('$'),
            _ => printed,
        };
        self.error(errors::print_without_parentheses(called, printed, span));
    }

    /// `char *text`
    fn check_pointer(&self, expression: &Expression) {
        if let ExpressionKind::Binary {
            operator: BinaryOperator::Multiply,
            left,
            right,
        } = &expression.kind
            && let (ExpressionKind::Variable(word), ExpressionKind::Variable(variable)) =
                (&left.kind, &right.kind)
            && TYPES.contains(&word.as_str())
        {
            self.error(errors::variable_with_type(word, Some(variable), left.span));
        }
    }

    /// `println!("x")`, which is a word and a negation.
    pub(super) fn check_exclamation(&self, statements: &[Statement]) {
        for pair in statements.windows(2) {
            if let (StatementKind::Expression(word), StatementKind::Expression(value)) =
                (&pair[0].kind, &pair[1].kind)
                && let ExpressionKind::Variable(name) = &word.kind
                && PrintName::from_name(name).is_some()
                && let ExpressionKind::Unary {
                    operator: UnaryOperator::Not,
                    operand,
                } = &value.kind
                && value.span.start == word.span.end
            {
                let printed = self.snippet(operand.span);
                let error = errors::print_without_parentheses(name, printed, word.span);
                self.error(error);
            }
        }
    }

    /// What the script says at a place, without parentheses around it.
    fn snippet(&self, span: Span) -> &str {
        let text = self.original.get(span.start as usize..span.end as usize);
        let text = text.unwrap_or_default().trim();
        let inner = text
            .strip_prefix('(')
            .and_then(|text| text.strip_suffix(')'));
        inner.unwrap_or(text)
    }
}

/// The variable that an expression assigns, or is.
fn leading_variable(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Variable(name) => Some(name),
        ExpressionKind::Target(target) => match &target.base {
            TargetBase::Variable(name) => Some(name),
            _ => None,
        },
        ExpressionKind::Assign { target, .. } => leading_variable(target),
        ExpressionKind::Index { base, .. } => leading_variable(base),
        ExpressionKind::Binary {
            operator: BinaryOperator::Multiply,
            right,
            ..
        } => leading_variable(right),
        ExpressionKind::Unary { operand, .. } => leading_variable(operand),
        _ => None,
    }
}
