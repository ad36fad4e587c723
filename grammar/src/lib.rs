//! sigscript's grammar: text to [`syntax::Script`], a syntax tree with spans. No I/O.

pub mod diagnostic;
pub mod format;
pub mod operators;
pub mod span;
pub mod syntax;

pub use diagnostic::{Diagnostic, Label, Severity, similar};
pub use span::{FileId, Source, Sources, Span};
