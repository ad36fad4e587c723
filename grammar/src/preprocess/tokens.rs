//! A text as the preprocessor's tokens, by `tokens.pest`.

use std::borrow::Cow;

use pest::Parser as _;
use pest_derive::Parser;

use crate::span::{FileId, Span};

/// The preprocessor's tokens; its rules are their kinds.
#[derive(Parser)]
#[grammar = "tokens.pest"]
struct TokenParser;

pub(crate) use Rule as Kind;

/// One token, on its way from where it was written to the expanded text.
#[derive(Clone, Debug)]
pub(crate) struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its characters.
    pub text: Cow<'a, str>,
    /// What it stands for in the original text.
    pub span: Span,
    /// Its number in the original text, while it stands for exactly its own characters there.
    pub index: Option<u32>,
    /// No blanks before it.
    pub glued: bool,
}

impl<'a> Token<'a> {
    /// The same characters, standing for `span`.
    pub fn moved_to(&self, span: Span) -> Self {
        Self {
            span,
            index: None,
            ..self.clone()
        }
    }

    /// A token of the preprocessor's own making in the place of this one.
    pub fn replaced(&self, kind: Kind, text: impl Into<Cow<'a, str>>) -> Self {
        Self {
            kind,
            text: text.into(),
            index: None,
            ..self.clone()
        }
    }

    /// Whether it is the single character or operator `text`.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// Cuts `text`, which is that of `file`, into tokens.
pub(crate) fn lex(text: &str, file: FileId) -> Vec<Token<'_>> {
    let pairs = TokenParser::parse(Rule::tokens, text).expect("`other` takes any character");
    let mut behind = 0;
    pairs
        .filter(|pair| pair.as_rule() != Rule::EOI)
        .zip(0..)
        .map(|(pair, index)| {
            let place = pair.as_span();
            let glued = place.start() == behind;
            behind = place.end();
            Token {
                kind: pair.as_rule(),
                text: Cow::Borrowed(place.as_str()),
                span: Span {
                    file,
                    start: place.start() as u32,
                    end: place.end() as u32,
                },
                index: Some(index),
                glued,
            }
        })
        .collect()
}

/// `text` as a string literal that yields exactly its bytes.
pub(super) fn quoted(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            _ => literal.push(character),
        }
    }
    literal.push('"');
    literal
}
