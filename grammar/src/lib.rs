//! sigscript's grammar: text to [`syntax::Script`], a syntax tree with spans. No I/O.
//!
//! A text goes `preprocess -> grammar -> build`: macros, conditionals and arguments are resolved, pest parses what comes out by
//! `sigscript.pest`, and its pairs become the tree, whose spans point into the text as it was written. [`parse`] is that chain.

#![forbid(unsafe_code)]

// pest's generated parsers name it.
extern crate alloc;

mod advice;
mod build;
mod comments;
pub mod definitions;
pub mod diagnostic;
mod errors;
pub mod foreign;
pub mod format;
mod grammar;
pub mod highlight;
mod nesting;
pub mod operators;
mod parse;
mod preprocess;
mod print;
pub mod reference;
pub mod span;
pub mod syntax;
mod unexpected;

pub use definitions::{Definitions, definitions};
pub use diagnostic::{Diagnostic, Label, Severity, similar};
pub use format::Format;
pub use parse::{Entered, Failure, Parsed, parse, parse_statements};
pub use preprocess::{Environment, Macro, macros};
pub use span::{FileId, Source, Sources, Span};
