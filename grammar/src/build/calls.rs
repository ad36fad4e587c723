//! Names, calls, the print family, and the operators that begin with `@`.

use pest::iterators::Pair;

use super::expressions::{nothing, target_of};
use super::literals::format_of;
use super::{Builder, parts};
use crate::errors;
use crate::format::Format;
use crate::grammar::Rule;
use crate::span::Span;
use crate::syntax::{
    Expression, ExpressionKind, Extractor, HistogramShape, Identifier, Literal, Print, PrintName,
    PrintStyle, TargetBase,
};

/// The operators that begin with `@`, without it.
pub(crate) const OPERATORS: &[&str] = &[
    "count",
    "sum",
    "min",
    "max",
    "avg",
    "variance",
    "hist_log",
    "hist_linear",
    "defined",
    "choose_defined",
    "entry",
    "var",
    "cast",
    "const",
    "perf",
    "probewrite",
    "kregister",
    "uregister",
    "kderef",
    "uderef",
    "enum",
    "enumname",
];

impl Builder<'_> {
    /// `name`: a variable, a call or a print
    pub(super) fn name(&self, pair: Pair<Rule>) -> Expression {
        let span = self.span(&pair);
        let mut inner = parts(pair);
        let function = inner.next().expect("the grammar begins with the name");
        let kind = match inner.next() {
            None => ExpressionKind::Variable(function.as_str().to_owned()),
            Some(arguments) => match PrintName::from_name(function.as_str()) {
                Some(name) => self.print(name, function.as_str(), arguments, span),
                None => ExpressionKind::Call {
                    function: self.identifier(&function),
                    arguments: parts(arguments).map(|pair| self.expression(pair)).collect(),
                },
            },
        };
        Expression { kind, span }
    }

    fn print(&self, name: PrintName, called: &str, pair: Pair<Rule>, span: Span) -> ExpressionKind {
        let mut pairs = parts(pair);
        let mut format = None;
        let mut format_span = span;
        if matches!(name.style, PrintStyle::Format | PrintStyle::Delimited) {
            match pairs.next() {
                Some(first) => {
                    format_span = self.span(&first);
                    format = Some(self.format(name, called, first));
                }
                None => self.error(errors::print_without_format(called, name.style, span)),
            }
        }
        let plain = name.style == PrintStyle::Plain;
        let arguments: Vec<_> = pairs
            .map(|pair| {
                if plain {
                    self.histogram_or_value(pair)
                } else {
                    self.expression(pair)
                }
            })
            .collect();
        let wanted = match name.style {
            PrintStyle::Delimited => arguments.len() >= 2,
            PrintStyle::Character => arguments.len() == 1,
            PrintStyle::Plain | PrintStyle::Format => true,
        };
        if !wanted && format.is_some() == (name.style == PrintStyle::Delimited) {
            self.error(errors::print_count(called, name.style, span));
        }
        ExpressionKind::Print(Box::new(Print {
            name,
            format,
            format_span,
            arguments,
        }))
    }

    /// The format or delimiter of a print, which must be a literal.
    fn format(&self, name: PrintName, called: &str, pair: Pair<Rule>) -> Vec<u8> {
        let (start, end) = (pair.as_span().start(), self.end(&pair));
        let source = pair.as_str();
        let literal = self.expression(pair);
        let span = literal.span;
        let ExpressionKind::Literal(Literal::Text(text)) = literal.kind else {
            self.error(errors::format_not_literal(called, name.style, span));
            return Vec::new();
        };
        if name.style != PrintStyle::Format {
            return text;
        }
        let text = format_of(source);
        if let Err(error) = Format::parse(&text) {
            // Offsets are the source's own only where no escape stands before them.
            let source = self.expansion.text[start..end].as_bytes();
            let plain = source.get(1..=error.end) == text.get(..error.end);
            let plain = plain && self.expansion.is_copied(start, end);
            let at = |offset: usize| span.start + 1 + offset as u32;
            let inside = Span {
                start: at(error.start),
                end: at(error.end),
                ..span
            };
            let exact = plain.then_some(inside);
            self.error(errors::format_invalid(error.problem, exact.unwrap_or(span)));
        }
        text
    }

    /// `operator_call`: what begins with `@`
    pub(super) fn operator_call(&self, pair: Pair<Rule>) -> Expression {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let word = inner.next().expect("the grammar begins with the name");
        let name = Identifier {
            name: word.as_str()[1..].to_owned(),
            span: self.span(&word),
        };
        if !OPERATORS.contains(&name.name.as_str()) {
            self.error(errors::unknown_operator(&name));
            return nothing(span);
        }
        let Some(arguments) = inner.next() else {
            self.error(errors::operator_without_arguments(&name));
            return nothing(span);
        };
        let arguments: Vec<_> = parts(arguments).collect();
        let (least, most) = arity(&name.name);
        if !(least..=most).contains(&arguments.len()) {
            self.error(errors::operator_arity(&name, least, most, arguments.len()));
            return nothing(span);
        }
        let kind = self.operator(name, arguments);
        Expression { kind, span }
    }

    /// An operator with as many arguments as it takes.
    fn operator(&self, name: Identifier, arguments: Vec<Pair<Rule>>) -> ExpressionKind {
        let mut arguments = arguments.into_iter().map(|pair| self.expression(pair));
        let extractor = Extractor::ALL.iter().find(|row| row.name() == name.name);
        if let Some(&extractor) = extractor {
            let of = Box::new(arguments.next().expect("the arity is right"));
            let shift = arguments.next().map(|shift| self.shift(&shift));
            return ExpressionKind::Statistic {
                extractor,
                of,
                shift,
            };
        }
        match name.name.as_str() {
            "hist_log" | "hist_linear" => {
                let of = Box::new(arguments.next().expect("the arity is right"));
                let bounds: Vec<_> = arguments
                    .map(|bound| self.constant(&name, &bound))
                    .collect();
                let shape = match bounds[..] {
                    [start, stop, width] => HistogramShape::Linear {
                        start,
                        stop,
                        step: width,
                    },
                    _ => HistogramShape::Logarithmic,
                };
                ExpressionKind::Histogram { shape, of }
            }
            "cast" => target_of(TargetBase::Cast {
                pointer: arguments.next().expect("the arity is right"),
                type_name: self.text(&name, arguments.next()).unwrap_or_default(),
                module: self.text(&name, arguments.next()),
            }),
            "var" => target_of(TargetBase::Static {
                name: self.text(&name, arguments.next()).unwrap_or_default(),
                module: self.text(&name, arguments.next()),
            }),
            _ => ExpressionKind::Operator {
                arguments: arguments.collect(),
                name,
            },
        }
    }

    /// The bits of `@variance`.
    fn shift(&self, expression: &Expression) -> i64 {
        let bits = constant(expression).filter(|bits| (0..=62).contains(bits));
        bits.unwrap_or_else(|| {
            self.error(errors::variance_bits(expression.span));
            0
        })
    }

    /// A parameter that must be a number literal.
    fn constant(&self, operator: &Identifier, expression: &Expression) -> i64 {
        constant(expression).unwrap_or_else(|| {
            self.error(errors::number_wanted(&operator.name, expression.span));
            0
        })
    }

    /// A parameter that must be a string literal.
    fn text(&self, operator: &Identifier, expression: Option<Expression>) -> Option<String> {
        let Expression { kind, span } = expression?;
        if let ExpressionKind::Literal(Literal::Text(text)) = kind {
            return Some(String::from_utf8_lossy(&text).into_owned());
        }
        self.error(errors::string_wanted(&operator.name, span));
        None
    }
}

/// The value of a number literal, perhaps with a minus sign.
fn constant(expression: &Expression) -> Option<i64> {
    use crate::operators::UnaryOperator;
    match &expression.kind {
        ExpressionKind::Literal(Literal::Number(number)) => Some(*number),
        ExpressionKind::Unary {
            operator: UnaryOperator::Negate,
            operand,
        } => constant(operand).map(i64::wrapping_neg),
        _ => None,
    }
}

/// The least and the greatest number of arguments of the operator `name`.
fn arity(name: &str) -> (usize, usize) {
    match name {
        "variance" | "var" | "enum" | "kregister" | "uregister" => (1, 2),
        "hist_linear" => (4, 4),
        "cast" | "enumname" => (2, 3),
        "choose_defined" | "kderef" | "uderef" => (2, 2),
        _ => (1, 1),
    }
}
