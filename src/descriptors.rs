//! Room for the descriptors of many probes: each takes one for its program, one for its link, and one more while it is loaded.

use nix::sys::resource::{Resource, getrlimit, setrlimit};

/// Descriptors for everything but probes.
const OTHERS: u64 = 64;
/// Descriptors of one probe, at most.
const EACH: u64 = 3;

/// Raises this process's own limit on descriptors (getrlimit(2), `RLIMIT_NOFILE`), as far as it may, to what so many probes take. Where
/// that is not enough, loading them tells.
pub fn make_room(probes: usize) {
    let wanted = EACH.saturating_mul(probes as u64).saturating_add(OTHERS);
    if let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE)
        && soft < wanted
    {
        let _ = setrlimit(Resource::RLIMIT_NOFILE, wanted.min(hard), hard);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room() {
        let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).unwrap();
        make_room(0);
        assert!(getrlimit(Resource::RLIMIT_NOFILE).unwrap().0 >= soft);
        make_room(usize::try_from(hard / EACH).unwrap_or(usize::MAX / 8));
        assert_eq!(getrlimit(Resource::RLIMIT_NOFILE).unwrap(), (hard, hard));
    }
}
