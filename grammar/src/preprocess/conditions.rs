//! `%( condition %? tokens %: tokens %)`: tokens to the tokens of the branches taken.

use std::cmp::Ordering;

use super::Preprocessor;
use super::patterns::{matches, versions};
use super::tokens::{Kind, Token};
use crate::build::text_of;
use crate::errors;
use crate::operators::BinaryOperator;
use crate::span::Span;

/// One `%(` that is not closed yet.
struct Frame {
    open: Span,
    /// Whether what stands around it is kept.
    outer: bool,
    /// Whether its condition holds.
    holds: bool,
    /// `%:` has been seen.
    otherwise: bool,
}

/// The tokens of the branches taken.
pub(super) fn resolve<'a>(
    preprocessor: &mut Preprocessor<'a>,
    tokens: &[Token<'a>],
) -> Vec<Token<'a>> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut frames: Vec<Frame> = Vec::new();
    let mut keep = true;
    let mut separate = false;
    let mut at = 0;
    while at < tokens.len() {
        let token = &tokens[at];
        at += 1;
        match token.kind {
            Kind::conditional_open => {
                let (holds, length) = if keep {
                    condition(preprocessor, token.span, &tokens[at..])
                } else {
                    (false, 0)
                };
                at += length;
                frames.push(Frame {
                    open: token.span,
                    outer: keep,
                    holds,
                    otherwise: false,
                });
                keep &= holds;
            }
            Kind::conditional_then if !frames.is_empty() && !keep => {}
            Kind::conditional_else if frames.last().is_some_and(|frame| !frame.otherwise) => {
                let frame = frames.last_mut().expect("the guard saw one");
                frame.otherwise = true;
                keep = frame.outer && !frame.holds;
            }
            Kind::conditional_close if !frames.is_empty() => {
                keep = frames.pop().is_some_and(|frame| frame.outer);
            }
            Kind::conditional_then | Kind::conditional_else | Kind::conditional_close => {
                preprocessor.error(errors::conditional_stray(&token.text, token.span), false);
            }
            _ if keep => {
                let mut token = token.clone();
                token.glued &= !separate;
                separate = false;
                out.push(token);
                continue;
            }
            _ => continue,
        }
        separate = true;
    }
    if let Some(frame) = frames.first() {
        preprocessor.error(errors::conditional_unclosed(frame.open), true);
    }
    out
}

/// Whether the condition that `tokens` begin with holds, and how many tokens it has with its `%?`.
fn condition(preprocessor: &mut Preprocessor, open: Span, tokens: &[Token]) -> (bool, usize) {
    let end = tokens.iter().position(|token| {
        matches!(
            token.kind,
            Kind::conditional_then | Kind::conditional_open | Kind::conditional_close
        )
    });
    let Some(end) = end.filter(|&end| tokens[end].kind == Kind::conditional_then) else {
        preprocessor.error(errors::conditional_without_then(open), end.is_none());
        return (false, end.unwrap_or(tokens.len()));
    };
    let mut holds = false;
    for alternative in tokens[..end].split(|token| token.is("||")) {
        let mut all = true;
        for test in alternative.split(|token| token.is("&&")) {
            match comparison(preprocessor, open, test) {
                Ok(one) => all &= one,
                Err(error) => {
                    preprocessor.error(*error, false);
                    return (false, end + 1);
                }
            }
        }
        holds |= all;
    }
    (holds, end + 1)
}

/// One side of a comparison.
enum Value {
    Number(i64),
    Text(String),
    /// A word and what it stands for.
    Word(String, String),
}

type Error = Box<crate::Diagnostic>;

/// Whether `left OPERATOR right` holds.
fn comparison(preprocessor: &Preprocessor, open: Span, tokens: &[Token]) -> Result<bool, Error> {
    let whole = tokens.iter().fold(None, |span: Option<Span>, token| {
        Some(span.map_or(token.span, |span| span.to(token.span)))
    });
    let malformed = || Box::new(errors::condition_malformed(whole.unwrap_or(open)));
    let position = tokens
        .iter()
        .position(|token| token.kind == Kind::comparison);
    let position = position.ok_or_else(malformed)?;
    let operator = BinaryOperator::from_spelling(&tokens[position].text).ok_or_else(malformed)?;
    let left = value(preprocessor, &tokens[..position])?.ok_or_else(malformed)?;
    let right = value(preprocessor, &tokens[position + 1..])?.ok_or_else(malformed)?;
    let order = match (&left, &right) {
        (Value::Number(left), Value::Number(right)) => left.cmp(right),
        (Value::Text(left), Value::Text(right)) => left.cmp(right),
        (Value::Word(name, left), right) => match right {
            Value::Number(right) => left.parse().unwrap_or(0_i64).cmp(right),
            Value::Text(right) | Value::Word(_, right) => word(name, operator, left, right),
        },
        _ => return Err(Box::new(errors::condition_mixed(whole.unwrap_or(open)))),
    };
    Ok(operator.holds(order))
}

/// How a word compares with a text: versions by their numbers, anything else by pattern.
fn word(name: &str, operator: BinaryOperator, left: &str, right: &str) -> Ordering {
    let equality = matches!(operator, BinaryOperator::Equal | BinaryOperator::NotEqual);
    if equality && matches(right.as_bytes(), left.as_bytes()) {
        Ordering::Equal
    } else if equality {
        // Neither side is larger; it only has to differ.
        Ordering::Less
    } else if name.ends_with("_v") || name.ends_with("_vr") {
        versions(left, right)
    } else {
        left.cmp(right)
    }
}

fn value(preprocessor: &Preprocessor, tokens: &[Token]) -> Result<Option<Value>, Error> {
    let (sign, tokens) = match tokens {
        [minus, rest @ ..] if minus.is("-") => (-1, rest),
        _ => (1, tokens),
    };
    let Some(first) = tokens.first() else {
        return Ok(None);
    };
    let value = match first.kind {
        Kind::number => match crate::build::number_of(&first.text) {
            Some(number) => Value::Number(number.wrapping_mul(sign)),
            None => return Err(Box::new(errors::number_invalid(&first.text, first.span))),
        },
        Kind::string => {
            let pieces = tokens.iter().filter(|token| token.kind == Kind::string);
            Value::Text(
                pieces
                    .map(|token| String::from_utf8_lossy(&text_of(&token.text)).into_owned())
                    .collect(),
            )
        }
        Kind::word => match preprocessor.environment.value(&first.text) {
            Some(value) => Value::Word(first.text.to_string(), value.to_owned()),
            None => return Err(Box::new(errors::condition_unknown(&first.text, first.span))),
        },
        Kind::argument_raw | Kind::argument_text => {
            let count = preprocessor.environment.arguments.len();
            return Err(Box::new(errors::argument_missing(
                &first.text,
                count,
                first.span,
            )));
        }
        _ => return Ok(None),
    };
    let single = tokens.len() == 1 || matches!(value, Value::Text(_));
    Ok(single.then_some(value))
}
