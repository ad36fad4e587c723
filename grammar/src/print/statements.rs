//! Statements to text.

use std::fmt::{self, Display, Formatter};

use super::List;
use crate::syntax::{Foreach, ForeachSubject, Sort, SortBy, Statement, StatementKind};

/// Statements between braces, on lines of their own.
pub(super) struct Block<'a>(pub &'a [Statement]);

impl Display for Block<'_> {
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        if self.0.is_empty() {
            return write!(out, "{{ }}");
        }
        writeln!(out, "{{")?;
        let mut texts = self.0.iter().map(Statement::to_string).peekable();
        for statement in self.0 {
            let text = texts.next().unwrap_or_default();
            let goes_on = texts.peek().is_some_and(|next| could_continue(next));
            let mark = if goes_on && is_open(statement) {
                ";"
            } else {
                ""
            };
            // No string literal spans lines, so indenting each line changes nothing.
            let indented = text.replace('\n', "\n  ");
            writeln!(out, "  {indented}{mark}")?;
        }
        write!(out, "}}")
    }
}

/// Whether a statement that begins like `text` could be read as the rest of the one before it.
fn could_continue(text: &str) -> bool {
    text.starts_with(['(', '[', '-', '+', '&', '"', '!', '~', ';', '*', '%'])
}

/// Whether `statement` ends without a brace, so that more could belong to it.
fn is_open(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Block(_)
        | StatementKind::Try { .. }
        | StatementKind::Empty
        | StatementKind::Return(None) => false,
        StatementKind::If {
            then, otherwise, ..
        } => is_open(otherwise.as_deref().unwrap_or(then)),
        StatementKind::While { body, .. } | StatementKind::For { body, .. } => is_open(body),
        StatementKind::Foreach(foreach) => is_open(&foreach.body),
        _ => true,
    }
}

impl Display for Statement {
    /// Canonical source, over several lines where it has blocks
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        match &self.kind {
            StatementKind::Empty => write!(out, ";"),
            StatementKind::Block(statements) => write!(out, "{}", Block(statements)),
            StatementKind::Expression(expression) => write!(out, "{expression}"),
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                write!(out, "if ({condition}) ")?;
                let Some(otherwise) = otherwise else {
                    return write!(out, "{then}");
                };
                if takes_else(then) {
                    write!(out, "{{ {then} }} else {otherwise}")
                } else {
                    write!(out, "{then} else {otherwise}")
                }
            }
            StatementKind::While { condition, body } => write!(out, "while ({condition}) {body}"),
            StatementKind::For {
                start,
                condition,
                step,
                body,
            } => {
                write!(out, "for (")?;
                let parts = [start, condition, step].into_iter().enumerate();
                for (number, part) in parts {
                    // Missing parts leave no blanks: `for (;;)`.
                    match (number, part) {
                        (0, None) => {}
                        (_, None) => write!(out, ";")?,
                        (0, Some(part)) => write!(out, "{part}")?,
                        (_, Some(part)) => write!(out, "; {part}")?,
                    }
                }
                write!(out, ") {body}")
            }
            StatementKind::Foreach(foreach) => write!(out, "{foreach}"),
            StatementKind::Break => write!(out, "break"),
            StatementKind::Continue => write!(out, "continue"),
            StatementKind::Next => write!(out, "next"),
            // Without the mark the next statement would be the value.
            StatementKind::Return(None) => write!(out, "return;"),
            StatementKind::Return(Some(value)) => write!(out, "return {value}"),
            StatementKind::Delete(target) => write!(out, "delete {target}"),
            StatementKind::Try {
                body,
                message,
                handler,
            } => {
                write!(out, "try {} catch ", Block(body))?;
                if let Some(message) = message {
                    write!(out, "({}) ", message.name)?;
                }
                write!(out, "{}", Block(handler))
            }
        }
    }
}

/// Whether an `else` behind `statement` would belong to an `if` at its end.
fn takes_else(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::If {
            otherwise: None, ..
        } => true,
        StatementKind::If {
            otherwise: Some(last),
            ..
        } => takes_else(last),
        StatementKind::While { body, .. } | StatementKind::For { body, .. } => takes_else(body),
        StatementKind::Foreach(foreach) => takes_else(&foreach.body),
        _ => false,
    }
}

impl Display for Foreach {
    /// The whole loop
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        let sort = self.sort.as_ref();
        let mark = |by| match sort {
            Some(sort) if sort.by == by => direction(sort),
            _ => "",
        };
        write!(out, "foreach (")?;
        // The value's mark is the array's: both sort by value.
        if let Some(value) = &self.value {
            write!(out, "{} = ", value.name)?;
        }
        let keys = self.keys.iter().enumerate();
        let keys: Vec<_> = keys
            .map(|(number, key)| format!("{}{}", key.name, mark(SortBy::Key(number))))
            .collect();
        match keys.as_slice() {
            [key] => write!(out, "{key}")?,
            keys => write!(out, "[{}]", List(keys))?,
        }
        write!(out, " in {}", self.subject)?;
        match sort {
            Some(sort) if sort.by == SortBy::Value => write!(out, "{}", direction(sort))?,
            Some(Sort {
                by: SortBy::Statistic(extractor),
                ..
            }) => {
                write!(
                    out,
                    " @{} {}",
                    extractor.name(),
                    mark(SortBy::Statistic(*extractor))
                )?;
            }
            _ => {}
        }
        if let Some(limit) = &self.limit {
            write!(out, " limit {limit}")?;
        }
        write!(out, ") {}", self.body)
    }
}

fn direction(sort: &Sort) -> &'static str {
    if sort.descending { "-" } else { "+" }
}

impl Display for ForeachSubject {
    /// `array`, `array[slice]` or the histogram
    fn fmt(&self, out: &mut Formatter) -> fmt::Result {
        match self {
            Self::Array { array, slice } if slice.is_empty() => write!(out, "{}", array.name),
            Self::Array { array, slice } => write!(out, "{}[{}]", array.name, List(slice)),
            Self::Histogram(histogram) => write!(out, "{histogram}"),
        }
    }
}
