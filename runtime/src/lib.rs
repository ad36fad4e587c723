//! sigscript's runtime: [`sigscript_compiler::plan::Plan`] to events to output. Backends, virtual machine, builtin functions.

pub mod backend;
pub mod builtins;
pub mod catalog;
pub mod command;
pub mod context;
pub mod ebpf;
pub mod event;
pub mod render;
pub mod session;
pub mod text;
pub mod vm;
