//! sigscript's runtime: [`sigscript_compiler::plan::Plan`] to events to output. Backends, virtual machine, builtin functions.

pub mod arrays;
pub mod assembly;
pub mod backend;
pub mod builtins;
pub mod catalog;
pub mod command;
pub mod context;
pub mod ebpf;
pub mod event;
mod filter;
pub mod ftrace;
pub mod json;
pub mod metrics;
pub mod pages;
pub mod patterns;
pub mod ptrace;
pub mod record;
pub mod render;
pub mod replay;
pub mod session;
pub mod statistics;
pub mod symbols;
pub mod text;
pub mod threads;
pub mod vm;
