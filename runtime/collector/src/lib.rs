//! The eBPF collector: an event of the kernel to a record in the ring, as the probe's [`Config`](sigscript_wire::Config) says.
//!
//! One body, [`collect`](body::collect), and one program for each attach type. The loader evaluates it for a probe's configuration, so
//! that loops over steps, and paths that a probe does not use, are gone before the kernel sees the program. What keeps the rest small:
//! state that paths would differ in (faults, lengths, what was loaded) lies in map memory, where neither loader nor verifier follows it;
//! loops count steps of the configuration, and jumps lead forward only; everything is inlined, and nothing can panic.

#![no_std]

mod body;
mod compute;
mod config;
mod count;
mod early;
mod kept;
mod kernel;
mod load;
mod maps;
mod path;
mod scratch;
mod tail;
mod targets;

use core::ffi::c_void;

use body::{Context, collect};

/// Copies the context words that the configuration selects, each by a load with a constant offset: the verifier forbids others.
macro_rules! copy_words {
    ($context:expr, $words:expr, $($index:literal)*) => {
        $(
            if config::words() & (1 << $index) != 0 {
                // SAFETY: the configuration selects only words that the event has; the verifier checks it.
                unsafe { $words.add($index).write_volatile($context.add($index).read_volatile()) };
            }
        )*
    };
}

/// The context of a raw tracepoint: its arguments.
struct Arguments(*const u64);

impl Context for Arguments {
    #[inline(always)]
    fn pointer(&self) -> *const c_void {
        self.0.cast()
    }

    #[inline(always)]
    fn copy(&self, words: *mut u64) {
        copy_words!(self.0, words, 0 1 2 3 4 5 6 7 8 9 10 11);
    }
}

/// The context of a tracepoint: its record. The kernel hides the first word, which holds the common fields.
struct Record(*const u64);

impl Context for Record {
    #[inline(always)]
    fn pointer(&self) -> *const c_void {
        self.0.cast()
    }

    #[inline(always)]
    fn copy(&self, words: *mut u64) {
        copy_words!(self.0, words, 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15);
    }
}

/// The program for raw tracepoints.
#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp")]
pub extern "C" fn raw_tracepoint(context: *const u64) -> i32 {
    collect(&Arguments(context));
    0
}

/// The program for tracefs events.
#[unsafe(no_mangle)]
#[unsafe(link_section = "tp")]
pub extern "C" fn tracepoint(context: *const u64) -> i32 {
    collect(&Record(context));
    0
}

/// A process is forked.
#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp")]
pub extern "C" fn sched_process_fork(context: *const u64) -> i32 {
    // SAFETY: the event has two arguments, the parent and the child.
    unsafe { targets::forked(context.read_volatile(), context.add(1).read_volatile()) };
    0
}

/// A thread is freed.
#[unsafe(no_mangle)]
#[unsafe(link_section = "raw_tp")]
pub extern "C" fn sched_process_free(context: *const u64) -> i32 {
    // SAFETY: the event has one argument.
    targets::freed(unsafe { context.read_volatile() });
    0
}

/// The licence that the kernel is told; its helpers for reading memory ask for one compatible with the GPL.
#[unsafe(no_mangle)]
#[unsafe(link_section = "license")]
pub static LICENSE: [u8; 13] = *b"Dual MIT/GPL\0";
