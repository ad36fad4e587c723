//! What the kernel's refusals mean: a missing privilege, a missing feature, or a fault of ours.

use std::io;

use crate::backend::Error;

/// What gives the privileges.
const HELP: &str = "run as root, or with the capabilities CAP_BPF and CAP_PERFMON; in a container or under lockdown the host decides";

/// A call that can fail for want of privileges only.
pub fn call(call: &'static str, source: io::Error) -> Error {
    if source.raw_os_error() == Some(libc::ENOSYS) {
        return feature(
            call,
            source,
            "this kernel has no BPF; try `--backend ftrace`",
        );
    }
    Error::of_call(call, source, HELP)
}

/// A map that was refused.
pub fn create(source: io::Error, name: &str) -> Error {
    if name == "RING" && source.raw_os_error() == Some(libc::EINVAL) {
        let missing = "this kernel has no BPF ring buffer (Linux 5.8); try `--backend ftrace`";
        return feature("BPF_MAP_CREATE", source, missing);
    }
    call("BPF_MAP_CREATE", source)
}

/// A program that was refused. Without a word from the verifier it never got that far.
pub fn load(source: io::Error, log: String) -> Error {
    const CALL: &str = "BPF_PROG_LOAD";
    if log.is_empty() {
        return call(CALL, source);
    }
    let refused = |line: &&str| line.contains("unknown func") || line.contains("cannot use helper");
    if let Some(line) = log.lines().find(refused) {
        let missing = format!(
            "this kernel does not let programs call a helper ({line}): it is too old, or locked down"
        );
        return Error::Feature {
            call: CALL,
            source,
            missing,
        };
    }
    Error::Internal {
        call: CALL,
        source,
        log,
    }
}

/// A tracepoint that could not be attached to.
pub fn attach(call_name: &'static str, source: io::Error, point: &str) -> Error {
    if source.raw_os_error() == Some(libc::ENOENT) {
        return feature(
            call_name,
            source,
            &format!("this kernel has no tracepoint `{point}`"),
        );
    }
    call(call_name, source)
}

fn feature(call: &'static str, source: io::Error, missing: &str) -> Error {
    Error::Feature {
        call,
        source,
        missing: missing.to_owned(),
    }
}
