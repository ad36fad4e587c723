//! Backends by their kinds: how each is made, and where it tests a probe's filter.

use sigscript_compiler::BackendKind;
use sigscript_compiler::plan::{Plan, Probe};
use sigscript_runtime::backend::Backend;
use sigscript_runtime::ebpf::{self, Ebpf};
use sigscript_runtime::ftrace::{self, Ftrace};
use sigscript_runtime::ptrace::{self, Ptrace};
use sigscript_runtime::threads::Threads;

/// What the ptrace backend needs.
pub const NO_TARGET: &str =
    "the ptrace backend traces a process and what it makes, and none is given";

/// What live backends depend on.
pub struct Choices {
    /// `target()`; 0 where there is none.
    pub target: i32,
    /// The target is the command of `-c`.
    pub held: bool,
    /// The buffer between kernel and reader, in bytes; where none is given, the backend chooses.
    pub buffer_size: Option<u32>,
    /// Count what is held back in the kernel.
    pub count_seen: bool,
    /// Somebody watches, and sees every event at once; nobody else is worth a wake-up for each.
    pub at_once: bool,
    /// The process whose events alone ftrace lets pass, with those it makes.
    pub only: Option<i32>,
    /// What ftrace records to.
    pub recording: Option<ftrace::Recording>,
}

/// A backend that traces this machine; `None` where it lacks a target. One that keeps a table of threads shares it with the handlers.
pub fn make(kind: BackendKind, choices: Choices, threads: &Threads) -> Option<Box<dyn Backend>> {
    let Choices {
        target,
        held,
        buffer_size,
        ..
    } = choices;
    threads.set_target(target.into());
    match kind {
        BackendKind::Ptrace if target == 0 => None,
        BackendKind::Ptrace => Some(Box::new(Ptrace::new(ptrace::Options { target, held }))),
        BackendKind::Ftrace => {
            let options = ftrace::Options {
                buffer_size: buffer_size.unwrap_or(ftrace::Options::default().buffer_size),
                only: choices.only,
            };
            let backend = Ftrace::new(options, threads.clone());
            Some(Box::new(backend.recording(choices.recording)))
        }
        _ => Some(Box::new(Ebpf::new(ebpf::Options {
            buffer_size: buffer_size.unwrap_or(ebpf::Options::default().buffer_size),
            count_seen: choices.count_seen,
            wake: if choices.at_once {
                0
            } else {
                ebpf::Options::default().wake
            },
            ..ebpf::Options::default()
        }))),
    }
}

/// Where a probe's filter is tested, for the plan's text.
pub fn tested(plan: &Plan, probe: &Probe, backend: BackendKind) -> String {
    match (backend, ftrace::filter::of_probe(plan, probe)) {
        (BackendKind::Ebpf, _) if probe.exact => "tested in the kernel, exact".to_owned(),
        (BackendKind::Ebpf, _) => "tested in the kernel".to_owned(),
        (BackendKind::Ptrace, _) if probe.exact => "tested at the stop, exact".to_owned(),
        (BackendKind::Ptrace, _) => "tested at the stop".to_owned(),
        (BackendKind::Ftrace, Some(filter)) => format!("tested in the kernel: {filter}"),
        (BackendKind::Replay, _) if probe.exact => "tested at the record, exact".to_owned(),
        (BackendKind::Replay, _) => "tested at the record".to_owned(),
        _ => "tested by the handler".to_owned(),
    }
}
