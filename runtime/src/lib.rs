//! sigscript's runtime: [`sigscript_compiler::plan::Plan`] to events to output. Backends, virtual machine, builtin functions.

pub mod arguments;
pub mod arrays;
pub mod assembly;
pub mod backend;
pub mod builtins;
pub mod catalog;
pub mod command;
pub mod context;
pub mod ebpf;
pub mod event;
pub mod ftrace;
mod happenings;
pub mod json;
pub mod metrics;
pub mod pages;
pub mod patterns;
pub mod ptrace;
pub mod record;
pub mod refusals;
pub mod render;
pub mod replay;
pub mod session;
pub mod statistics;
pub mod symbols;
pub mod text;
pub mod threads;
pub mod vm;
