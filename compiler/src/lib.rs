//! sigscript's compiler: [`sigscript_grammar::syntax::Script`] to [`plan::Plan`]. No I/O, no kernel, no clock.

pub mod catalog;
pub mod plan;
pub mod rows;

pub use catalog::Catalog;
pub use rows::{Context, Delivery, Kind, Rows, Signature};
