//! sigscript's runtime: [`sigscript_compiler::plan::Plan`] to events to output. Backends, virtual machine, builtin functions.

pub mod event;
