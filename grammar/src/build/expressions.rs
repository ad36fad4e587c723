//! Expressions: values, paths, keys and primaries; `operators.rs` has what stands between them.

use pest::iterators::Pair;

use super::operators::nests_to_the_right;
use super::{Builder, part, parts, text_of};
use crate::errors;
use crate::grammar::Rule;
use crate::nesting::{MOST_NESTED, MOST_OPERATORS};
use crate::span::Span;
use crate::syntax::{Expression, ExpressionKind, Key, Literal, PathStep, Target, TargetBase};

impl Builder<'_> {
    /// `expression`, as a value
    pub(super) fn expression(&self, pair: Pair<Rule>) -> Expression {
        let expression = self.anything(pair);
        self.value(expression)
    }

    /// `expression`, which may be an array slice with `*` among its keys
    pub(super) fn slice_or_value(&self, pair: Pair<Rule>) -> Expression {
        let expression = self.anything(pair);
        match expression.kind {
            ExpressionKind::Index { .. } => expression,
            _ => self.value(expression),
        }
    }

    /// `expression`, which may be a histogram
    pub(super) fn histogram_or_value(&self, pair: Pair<Rule>) -> Expression {
        let expression = self.anything(pair);
        match expression.kind {
            ExpressionKind::Histogram { .. } => expression,
            _ => self.value(expression),
        }
    }

    /// Refuses what has no value: histograms and slices.
    pub(super) fn value(&self, expression: Expression) -> Expression {
        match &expression.kind {
            ExpressionKind::Histogram { .. } => {
                self.error(errors::histogram_as_value(expression.span));
            }
            ExpressionKind::Index { keys, .. } => {
                if let Some(Key::Any(span)) = keys.iter().find(|key| matches!(key, Key::Any(_))) {
                    self.error(errors::any_key_as_value(*span));
                }
            }
            _ => {}
        }
        expression
    }

    /// `expression`, whatever it is
    fn anything(&self, pair: Pair<Rule>) -> Expression {
        let span = self.span(&pair);
        let mut pairs = pair.into_inner();
        if pairs.len() == 1 {
            return self.primary(pairs.next().expect("there is one"));
        }
        let nested = pairs
            .clone()
            .filter(|pair| nests_to_the_right(pair.as_rule()))
            .count();
        let depth = self.depth.get();
        if nested > MOST_NESTED || depth + pairs.len() > MOST_OPERATORS {
            self.error(errors::too_nested(span));
            return nothing(span);
        }
        self.depth.set(depth + pairs.len());
        let expression = self.operators(pairs);
        self.depth.set(depth);
        expression
    }

    /// `->member`, `[keys]` and `$` behind an expression.
    pub(super) fn path(&self, mut left: Expression, pair: Pair<Rule>, span: Span) -> Expression {
        let place = self.span(&pair);
        if let ExpressionKind::Target(target) = &mut left.kind {
            match pair.as_rule() {
                Rule::member => target
                    .path
                    .push(PathStep::Member(self.identifier(&part(pair)))),
                Rule::pretty => target.pretty = pair.as_str().len() as u8,
                _ => target.path.push(PathStep::Index(self.single_key(pair))),
            }
            return Expression { span, ..left };
        }
        match pair.as_rule() {
            Rule::subscript => {
                let keys = self.keys(pair);
                let base = Box::new(left);
                let kind = ExpressionKind::Index { base, keys };
                return Expression { kind, span };
            }
            Rule::member => {
                let base = match &left.kind {
                    ExpressionKind::Variable(name) => Some(name.as_str()),
                    _ => None,
                };
                self.error(errors::member_of_value(pair.as_str(), base, place));
            }
            _ => self.error(errors::pretty_value(place)),
        }
        left
    }

    /// The index of a target path.
    fn single_key(&self, pair: Pair<Rule>) -> Expression {
        let span = self.span(&pair);
        let mut keys = self.keys(pair);
        if let (Some(Key::Value(index)), true) = (keys.pop(), keys.is_empty()) {
            return index;
        }
        self.error(errors::path_index(span));
        nothing(span)
    }

    /// `subscript` or `tuple`: the keys in its brackets
    pub(super) fn keys(&self, pair: Pair<Rule>) -> Vec<Key> {
        let keys = parts(pair)
            .filter(|pair| pair.as_rule() == Rule::key)
            .map(part);
        keys.map(|key| match key.as_rule() {
            Rule::any_key => Key::Any(self.span(&key)),
            _ => Key::Value(self.expression(key)),
        })
        .collect()
    }

    pub(super) fn primary(&self, pair: Pair<Rule>) -> Expression {
        let span = self.span(&pair);
        let kind = match pair.as_rule() {
            Rule::number => ExpressionKind::Literal(Literal::Number(self.number(&pair))),
            Rule::string => ExpressionKind::Literal(Literal::Text(text_of(pair.as_str()))),
            Rule::target => target(pair.as_str()),
            Rule::operator_call => return self.operator_call(pair),
            Rule::name => return self.name(pair),
            Rule::parenthesised => {
                let inner = self.expression(part(pair));
                return Expression { span, ..inner };
            }
            Rule::tuple => {
                let array = parts(pair.clone())
                    .last()
                    .expect("the grammar wants an array");
                ExpressionKind::In {
                    keys: self.keys(pair),
                    array: self.identifier(&array),
                }
            }
            _ => {
                self.error(errors::embedded_c(span));
                return nothing(span);
            }
        };
        Expression { kind, span }
    }
}

/// `$name` or `$$name`
fn target(text: &str) -> ExpressionKind {
    let name = text.trim_start_matches('$').to_owned();
    let base = if text.starts_with("$$") {
        TargetBase::All(name)
    } else {
        TargetBase::Variable(name)
    };
    target_of(base)
}

/// A target without a path.
pub(super) fn target_of(base: TargetBase) -> ExpressionKind {
    ExpressionKind::Target(Box::new(Target {
        address_of: false,
        base,
        path: Vec::new(),
        pretty: 0,
    }))
}

/// What stands in the tree where an error has been noted.
pub(super) fn nothing(span: Span) -> Expression {
    Expression {
        kind: ExpressionKind::Literal(Literal::Number(0)),
        span,
    }
}
