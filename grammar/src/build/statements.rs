//! Statements.

use pest::iterators::Pair;

use super::{Builder, part, parts};
use crate::errors;
use crate::grammar::Rule;
use crate::span::Span;
use crate::syntax::{
    Expression, ExpressionKind, Extractor, Foreach, ForeachSubject, Identifier, Sort, SortBy,
    Statement, StatementKind,
};

impl Builder<'_> {
    /// `block`: the statements between its braces
    pub(super) fn block(&self, pair: Pair<Rule>) -> Vec<Statement> {
        let statements: Vec<_> = parts(pair)
            .map(|statement| self.statement(statement))
            .collect();
        self.check_habits(&statements);
        self.check_exclamation(&statements);
        statements
    }

    /// `statement`
    pub(super) fn statement(&self, pair: Pair<Rule>) -> Statement {
        let inner = part(pair);
        let span = self.span(&inner);
        let kind = match inner.as_rule() {
            Rule::block => StatementKind::Block(self.block(inner)),
            Rule::if_statement => return self.if_statement(inner),
            Rule::while_statement => self.while_statement(inner),
            Rule::for_statement => self.for_statement(inner),
            Rule::foreach_statement => self.foreach_statement(inner),
            Rule::break_statement => StatementKind::Break,
            Rule::continue_statement => StatementKind::Continue,
            Rule::next_statement => StatementKind::Next,
            Rule::return_statement => self.return_statement(inner, span),
            Rule::delete_statement => {
                let target = parts(inner).nth(1).expect("the grammar wants an operand");
                StatementKind::Delete(self.slice_or_value(target))
            }
            Rule::try_statement => self.try_statement(inner),
            Rule::expression_statement => {
                let expression = self.expression(part(inner));
                return Statement {
                    span: expression.span,
                    kind: StatementKind::Expression(expression),
                };
            }
            _ => StatementKind::Empty,
        };
        Statement { kind, span }
    }

    fn return_statement(&self, pair: Pair<Rule>, span: Span) -> StatementKind {
        if !self.in_function.get() {
            self.error(errors::return_in_probe(span));
        }
        StatementKind::Return(parts(pair).nth(1).map(|value| self.expression(value)))
    }

    /// `if … else if … else …`; the grammar keeps such a chain flat.
    fn if_statement(&self, pair: Pair<Rule>) -> Statement {
        let whole = self.span(&pair);
        let mut branches = Vec::new();
        let mut otherwise = None;
        let mut open: Option<(Span, Expression)> = None;
        let mut start = whole;
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::if_keyword => start = self.span(&inner),
                Rule::condition => open = Some((start, self.condition(inner))),
                Rule::statement => match open.take() {
                    Some((start, condition)) => {
                        branches.push((start, condition, Box::new(self.statement(inner))));
                    }
                    None => otherwise = Some(Box::new(self.statement(inner))),
                },
                _ => {}
            }
        }
        if branches.len() > crate::nesting::MOST_NESTED {
            self.error(errors::too_nested(whole));
            branches.truncate(1);
        }
        for (start, condition, then) in branches.into_iter().rev() {
            let span = start.to(whole_end(whole));
            let kind = StatementKind::If {
                condition,
                then,
                otherwise,
            };
            otherwise = Some(Box::new(Statement { kind, span }));
        }
        *otherwise.expect("the grammar begins with a branch")
    }

    /// `condition`: what stands in its parentheses
    fn condition(&self, pair: Pair<Rule>) -> Expression {
        self.expression(part(pair))
    }

    fn while_statement(&self, pair: Pair<Rule>) -> StatementKind {
        let mut inner = parts(pair).skip(1);
        let condition = inner.next().map(|pair| self.condition(pair));
        let body = inner.next().map(|pair| Box::new(self.statement(pair)));
        StatementKind::While {
            condition: condition.expect("the grammar wants a condition"),
            body: body.expect("the grammar wants a body"),
        }
    }

    fn for_statement(&self, pair: Pair<Rule>) -> StatementKind {
        let mut inner = parts(pair).skip(1);
        let mut expression = || {
            let part = inner.next()?.into_inner().next()?;
            Some(self.expression(part))
        };
        let (start, condition, step) = (expression(), expression(), expression());
        let body = inner.next().map(|pair| Box::new(self.statement(pair)));
        StatementKind::For {
            start,
            condition,
            step,
            body: body.expect("the grammar wants a body"),
        }
    }

    fn try_statement(&self, pair: Pair<Rule>) -> StatementKind {
        let mut message = None;
        let mut blocks = Vec::new();
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::identifier => message = Some(self.identifier(&inner)),
                Rule::block => blocks.push(self.block(inner)),
                _ => {}
            }
        }
        let handler = blocks.pop().unwrap_or_default();
        StatementKind::Try {
            body: blocks.pop().unwrap_or_default(),
            message,
            handler,
        }
    }

    fn foreach_statement(&self, pair: Pair<Rule>) -> StatementKind {
        let whole = self.span(&pair);
        let mut value = None;
        let mut keys = Vec::new();
        let mut subject = None;
        let mut sorts = Vec::new();
        let mut limit = None;
        let mut body = None;
        for inner in parts(pair) {
            match inner.as_rule() {
                Rule::foreach_value => {
                    let name = inner.into_inner().next().expect("the grammar wants a name");
                    value = Some(self.foreach_name(name, SortBy::Value, &mut sorts));
                }
                Rule::foreach_keys => {
                    for (number, name) in parts(inner).enumerate() {
                        keys.push(self.foreach_name(name, SortBy::Key(number), &mut sorts));
                    }
                }
                Rule::foreach_subject => subject = Some(self.foreach_subject(inner)),
                Rule::foreach_sort => sorts.push(self.foreach_sort(inner)),
                Rule::foreach_limit => {
                    limit = parts(inner).nth(1).map(|limit| self.expression(limit));
                }
                Rule::statement => body = Some(self.statement(inner)),
                _ => {}
            }
        }
        if let [first, second, ..] = sorts.as_slice() {
            self.error(errors::two_sorts(first.span, second.span));
        }
        let histogram = matches!(subject, Some(ForeachSubject::Histogram(_)));
        if histogram && (keys.len() > 1 || value.is_some()) {
            self.error(errors::histogram_keys(whole));
        }
        StatementKind::Foreach(Box::new(Foreach {
            value,
            keys,
            subject: subject.expect("the grammar wants something to walk"),
            sort: sorts.into_iter().next(),
            limit,
            body: body.expect("the grammar wants a body"),
        }))
    }

    /// A variable of a `foreach`; its sort mark goes to `sorts`.
    fn foreach_name(&self, pair: Pair<Rule>, by: SortBy, sorts: &mut Vec<Sort>) -> Identifier {
        let mut inner = parts(pair);
        let name = self.identifier(&inner.next().expect("the grammar wants a name"));
        sorts.extend(inner.next().map(|mark| Sort {
            by,
            descending: mark.as_str() == "-",
            span: self.span(&mark),
        }));
        name
    }

    fn foreach_subject(&self, pair: Pair<Rule>) -> ForeachSubject {
        let mut inner = parts(pair);
        let first = inner.next().expect("the grammar wants something to walk");
        if first.as_rule() == Rule::identifier {
            return ForeachSubject::Array {
                array: self.identifier(&first),
                slice: inner.next().map(|keys| self.keys(keys)).unwrap_or_default(),
            };
        }
        let histogram = self.operator_call(first);
        if !matches!(histogram.kind, ExpressionKind::Histogram { .. }) {
            self.error(errors::foreach_over_value(histogram.span));
        }
        ForeachSubject::Histogram(histogram)
    }

    fn foreach_sort(&self, pair: Pair<Rule>) -> Sort {
        let span = self.span(&pair);
        let descending = pair.as_str().ends_with('-');
        let operator = pair
            .into_inner()
            .find(|pair| pair.as_rule() == Rule::operator_name);
        let by = operator.map_or(SortBy::Value, |name| {
            let extractor = Extractor::ALL
                .iter()
                .find(|row| row.name() == &name.as_str()[1..]);
            extractor.map_or_else(
                || {
                    self.error(errors::sort_operator(name.as_str(), self.span(&name)));
                    SortBy::Value
                },
                |&extractor| SortBy::Statistic(extractor),
            )
        });
        Sort {
            by,
            descending,
            span,
        }
    }
}

/// The last byte of `span`.
fn whole_end(span: Span) -> Span {
    Span {
        start: span.end.saturating_sub(1).max(span.start),
        ..span
    }
}
