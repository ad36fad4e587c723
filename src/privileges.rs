//! What is left of root's capabilities (capabilities(7)) once tracing is on: what reading needs, and nothing else.

use caps::errors::CapsError;
use caps::{CapSet, Capability, CapsHashSet};
use sigscript_compiler::BackendKind;
use sigscript_compiler::plan::Plan;
use sigscript_runtime::builtins;

use crate::arguments::Arguments;

/// Gives up, in this thread and those that it starts, what nothing of the session will need. What is executed from now on gets no more
/// either, unless scripts may run programs.
pub fn reduce(
    plan: &Plan,
    backend: Option<BackendKind>,
    arguments: &Arguments,
) -> Result<(), CapsError> {
    keep_only(&needed(plan, backend, arguments))?;
    if !arguments.allow_system {
        // Kernels before 3.5 have no such thing.
        let _ = nix::sys::prctl::set_no_new_privs();
    }
    Ok(())
}

/// Gives up everything, in this thread.
pub fn drop_all() -> Result<(), CapsError> {
    keep_only(&CapsHashSet::new())
}

fn needed(plan: &Plan, backend: Option<BackendKind>, arguments: &Arguments) -> CapsHashSet {
    let mut needed = CapsHashSet::new();
    match backend {
        // Counters are read by bpf(2), which kernels before 6.0 refuse without it where unprivileged programs are disabled.
        Some(BackendKind::Ebpf) => needed.extend([Capability::CAP_BPF]),
        // Strings of a process of another user (process_vm_readv(2)).
        Some(BackendKind::Ptrace) => needed.extend([Capability::CAP_SYS_PTRACE]),
        _ => {}
    }
    if builtins::looks_at_machine(plan) {
        // What /proc tells of the processes of others, and the symbols in the files that they have mapped.
        needed.extend([
            Capability::CAP_CHECKPOINT_RESTORE,
            Capability::CAP_SYS_PTRACE,
            Capability::CAP_DAC_READ_SEARCH,
            Capability::CAP_SYSLOG,
        ]);
    }
    if arguments.cmd.is_some() {
        // The command runs as the user who called.
        needed.extend([Capability::CAP_KILL]);
    }
    if arguments.allow_system {
        needed.extend([Capability::CAP_SETUID, Capability::CAP_SETGID]);
    }
    if arguments.save_catalog.is_some() || arguments.record.is_some() {
        // They are written at the end.
        needed.extend([Capability::CAP_DAC_OVERRIDE]);
    }
    needed
}

fn keep_only(needed: &CapsHashSet) -> Result<(), CapsError> {
    let held = caps::read(None, CapSet::Permitted)?;
    let kept = held.intersection(needed).copied().collect();
    // A capability must be permitted to be effective.
    caps::set(None, CapSet::Inheritable, &CapsHashSet::new())?;
    caps::set(None, CapSet::Effective, &kept)?;
    caps::set(None, CapSet::Permitted, &kept)
}
