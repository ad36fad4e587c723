//! Where a plan's filters are tested, in words.

use sigscript_compiler::BackendKind;
use sigscript_compiler::plan::{Plan, Probe};
use sigscript_runtime::ftrace;

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
