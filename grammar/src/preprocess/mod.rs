//! Macros, conditionals and script arguments: the text as written to the text that is parsed.
//!
//! A text that uses none of them is passed on as it is, after one quick look through it.

mod conditions;
mod environment;
mod macros;
mod map;
mod patterns;
#[cfg(test)]
mod tests;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

pub use environment::{Environment, Macro};
use macros::Macros;
pub use map::Expansion;
use tokens::Token;
pub(crate) use tokens::{Kind, lex};

use crate::diagnostic::Diagnostic;
use crate::errors;
use crate::span::{FileId, Sources};

/// The macros that the text with number `file` defines, for [`Environment::macros`].
pub fn macros(sources: &Sources, file: FileId) -> Result<BTreeMap<String, Macro>, Vec<Diagnostic>> {
    let environment = Environment::default();
    let mut preprocessor = Preprocessor::new(file, &environment);
    let text = &sources.get(file).text;
    let found = Macros::new(&mut preprocessor).library(text, &lex(text, file));
    if preprocessor.errors.is_empty() {
        Ok(found)
    } else {
        Err(preprocessor.errors)
    }
}

/// The result of preprocessing, and what is said of it.
pub(crate) struct Preprocessor<'a> {
    environment: &'a Environment,
    file: FileId,
    /// Numbers of the script arguments that the text names.
    pub used_arguments: BTreeSet<usize>,
    /// Why the text cannot be used.
    pub errors: Vec<Diagnostic>,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
    /// Every error is about the text's early end.
    pub incomplete: bool,
}

impl<'a> Preprocessor<'a> {
    /// Nothing read yet.
    pub fn new(file: FileId, environment: &'a Environment) -> Self {
        Self {
            environment,
            file,
            used_arguments: BTreeSet::new(),
            errors: Vec::new(),
            warnings: Vec::new(),
            incomplete: true,
        }
    }

    /// Resolves everything in `text`; look at `errors` before using the result.
    pub fn expand(&mut self, text: &'a str) -> Expansion<'a> {
        if !self.needed(text) {
            return Expansion::identity(text, self.file);
        }
        let tokens = lex(text, self.file);
        let tokens = self.substitute(tokens);
        let tokens = Macros::new(self).expand_script(&tokens);
        let tokens = conditions::resolve(self, &tokens);
        for token in &tokens {
            if matches!(token.kind, Kind::argument_raw | Kind::argument_text) {
                let count = self.environment.arguments.len();
                self.error(
                    errors::argument_missing(&token.text, count, token.span),
                    false,
                );
            }
        }
        Expansion::of_tokens(text, self.file, &tokens)
    }

    /// A quick look whether there is anything to do; it may say yes too often.
    fn needed(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        bytes
            .iter()
            .enumerate()
            .any(|(at, byte)| match (byte, bytes.get(at + 1)) {
                (b'%', Some(b'(' | b'?' | b':' | b')'))
                | (b'$' | b'@', Some(b'0'..=b'9' | b'#')) => true,
                (b'@', Some(_)) => {
                    let rest = &bytes[at + 1..];
                    let length = rest
                        .iter()
                        .take_while(|byte| {
                            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$')
                        })
                        .count();
                    let name = &text[at + 1..at + 1 + length];
                    name == "define" || self.environment.macros.contains_key(name)
                }
                _ => false,
            })
    }

    /// `tokens` with script arguments in the place of their numbers; missing ones stay, for the untaken branches.
    fn substitute(&mut self, tokens: Vec<Token<'a>>) -> Vec<Token<'a>> {
        let mut out = Vec::with_capacity(tokens.len());
        let count = self.environment.arguments.len();
        for token in tokens {
            match token.kind {
                Kind::argument_count if token.text.starts_with('$') => {
                    put(&mut out, token.replaced(Kind::number, count.to_string()));
                }
                Kind::argument_count => {
                    put(
                        &mut out,
                        token.replaced(Kind::string, format!("\"{count}\"")),
                    );
                }
                Kind::argument_raw | Kind::argument_text => self.argument(&token, &mut out),
                _ => out.push(token),
            }
        }
        out
    }

    /// Appends the argument that `token` asks for.
    fn argument(&mut self, token: &Token<'a>, out: &mut Vec<Token<'a>>) {
        let number = token.text[1..].parse::<usize>().unwrap_or(0);
        let argument = number
            .checked_sub(1)
            .and_then(|at| self.environment.arguments.get(at));
        let Some(argument) = argument else {
            out.push(token.clone());
            return;
        };
        self.used_arguments.insert(number);
        if token.kind == Kind::argument_text {
            put(out, token.replaced(Kind::string, tokens::quoted(argument)));
            return;
        }
        let pieces = lex(argument, self.file);
        if pieces.iter().any(|piece| {
            matches!(
                piece.kind,
                Kind::argument_raw | Kind::argument_text | Kind::argument_count
            )
        }) {
            self.error(
                errors::argument_nested(&token.text, argument, token.span),
                false,
            );
            return;
        }
        let mut pieces = pieces.into_iter().map(|piece| piece.moved_to(token.span));
        if let Some(mut first) = pieces.next() {
            first.glued = token.glued;
            put(out, first);
        }
        out.extend(pieces);
    }

    /// Notes an error; `at_end` says that more text could cure it.
    fn error(&mut self, diagnostic: Diagnostic, at_end: bool) {
        self.incomplete &= at_end;
        // A macro can repeat its mistake many thousand times.
        if self.errors.last() != Some(&diagnostic) {
            self.errors.push(diagnostic);
        }
    }
}

/// Appends a token that took another's place, apart from the one before it where they would be read as one.
fn put<'a>(out: &mut Vec<Token<'a>>, mut token: Token<'a>) {
    let last = out.last().and_then(|before| before.text.chars().last());
    if let (Some(last), Some(first)) = (last, token.text.chars().next()) {
        let wordy = |character: char| character.is_ascii_alphanumeric() || character == '_';
        let operator = |character: char| "+-<>=&|%!~/*#".contains(character);
        let merge = wordy(last) && wordy(first) || operator(last) && operator(first);
        token.glued &= !merge;
    }
    out.push(token);
}
