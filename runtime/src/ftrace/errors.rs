//! What tracefs's refusals mean: a missing privilege, a missing feature, or a fault of ours.

use std::io;

use crate::backend::Error;

/// What gives the privileges.
const HELP: &str = "run as root; in a container or under lockdown the host decides";

/// A call on a file of tracefs that failed.
pub fn call(call: &'static str, source: io::Error) -> Error {
    Error::of_call(call, source, HELP)
}

/// A file or folder of tracefs that is not there.
pub fn missing(call_name: &'static str, source: io::Error, missing: String) -> Error {
    if source.kind() == io::ErrorKind::NotFound {
        return Error::Feature {
            call: call_name,
            source,
            missing,
        };
    }
    call(call_name, source)
}
