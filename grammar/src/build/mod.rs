//! pest's pairs to the syntax tree, and the mistakes that the grammar itself lets through.
//!
//! The methods of [`Builder`] mirror the rules of `sigscript.pest`. They always return something; when one of them noted an error,
//! the tree is thrown away.

mod calls;
mod declarations;
mod docs;
mod expressions;
mod habits;
mod literals;
mod operators;
mod points;
mod statements;

use std::cell::{Cell, RefCell};

use pest::iterators::{Pair, Pairs};

pub(crate) use calls::OPERATORS;
pub(crate) use literals::{comment_length, number_of, text_of};

use crate::diagnostic::Diagnostic;
use crate::grammar::Rule;
use crate::preprocess::Expansion;
use crate::span::Span;
use crate::syntax::{Identifier, Script, Statement};

/// Builds the tree of one text.
pub(crate) struct Builder<'a> {
    expansion: &'a Expansion<'a>,
    /// The text as written, for the comments above declarations.
    original: &'a str,
    errors: RefCell<Vec<Diagnostic>>,
    /// Inside a function `return` is allowed.
    in_function: Cell<bool>,
    /// How many operators the current expression stands inside.
    depth: Cell<usize>,
}

impl<'a> Builder<'a> {
    /// Builds from pairs of `expansion`, whose text was written as `original`.
    pub fn new(expansion: &'a Expansion<'a>, original: &'a str) -> Self {
        Self {
            expansion,
            original,
            errors: RefCell::default(),
            in_function: Cell::new(false),
            depth: Cell::new(0),
        }
    }

    /// The tree of a whole text, or what is wrong with it.
    pub fn script(self, pairs: Pairs<Rule>) -> (Script, Vec<Diagnostic>) {
        let mut script = Script::default();
        for pair in pairs {
            self.declaration(pair, &mut script);
        }
        (script, self.errors.into_inner())
    }

    /// The trees of statements, or what is wrong with them.
    pub fn entry(self, pairs: Pairs<Rule>) -> (Vec<Statement>, Vec<Diagnostic>) {
        let statements = pairs.filter(|pair| pair.as_rule() == Rule::statement);
        let statements = statements.map(|pair| self.statement(pair)).collect();
        (statements, self.errors.into_inner())
    }

    fn error(&self, diagnostic: Diagnostic) {
        self.errors.borrow_mut().push(diagnostic);
    }

    /// Where `pair` stands in the original text.
    fn span(&self, pair: &Pair<Rule>) -> Span {
        self.expansion.span(pair.as_span().start(), self.end(pair))
    }

    /// Where `pair` ends in the expanded text: pest counts the blanks before a missing last part to it.
    fn end(&self, pair: &Pair<Rule>) -> usize {
        let end = pair.as_span().end();
        let last = pair.as_str().bytes().next_back();
        let clean = last.is_some_and(|last| !last.is_ascii_whitespace() && last != b'/');
        if clean && end != self.expansion.text.len() {
            return end;
        }
        let inner = pair.clone().into_inner().next_back();
        inner.map_or(end, |inner| self.end(&inner))
    }

    /// The name that `pair` is.
    fn identifier(&self, pair: &Pair<Rule>) -> Identifier {
        Identifier {
            name: pair.as_str().to_owned(),
            span: self.span(pair),
        }
    }
}

/// The children of `pair` that are not punctuation.
fn parts(pair: Pair<'_, Rule>) -> impl Iterator<Item = Pair<'_, Rule>> {
    pair.into_inner().filter(|pair| {
        !matches!(
            pair.as_rule(),
            Rule::open_paren
                | Rule::close_paren
                | Rule::open_bracket
                | Rule::close_bracket
                | Rule::open_brace
                | Rule::close_brace
                | Rule::comma
                | Rule::semicolon
                | Rule::colon
        )
    })
}

/// The only child of `pair` that is not punctuation.
fn part(pair: Pair<'_, Rule>) -> Pair<'_, Rule> {
    parts(pair).next().expect("the grammar puts something here")
}
