//! The text of `/proc/mounts` to the directory where tracefs is.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;
use std::path::{Path, PathBuf};

/// Where tracefs is mounted by custom since 4.1.
const CUSTOMARY: &str = "/sys/kernel/tracing";

/// Where tracefs is, as far as `/proc/mounts` tells.
pub(crate) fn tracefs_directory() -> Option<PathBuf> {
    let mounts = std::fs::read("/proc/mounts").ok()?;
    find_tracefs(&String::from_utf8_lossy(&mounts))
}

/// The directory of tracefs: where it is mounted, the customary place first, else `tracing` in debugfs, which mounts it when
/// entered; `None` where neither is mounted.
pub(super) fn find_tracefs(mounts: &str) -> Option<PathBuf> {
    let places = |wanted: &'static str| {
        mounts.lines().filter_map(move |line| {
            let mut words = line.split(' ').skip(1);
            let (place, kind) = (words.next()?, words.next()?);
            (kind == wanted).then(|| unescape(place))
        })
    };
    places("tracefs")
        .find(|place| place == Path::new(CUSTOMARY))
        .or_else(|| places("tracefs").next())
        .or_else(|| places("debugfs").next().map(|place| place.join("tracing")))
}

/// Spaces, tabs, newlines and backslashes are written as three octal digits behind a backslash (proc(5), fstab(5)).
fn unescape(text: &str) -> PathBuf {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = behind.get(..3).filter(|_| first == b'\\').and_then(octal);
        bytes.push(code.unwrap_or(first));
        rest = if code.is_some() { &behind[3..] } else { behind };
    }
    PathBuf::from(OsString::from_vec(bytes))
}

fn octal(digits: &[u8]) -> Option<u8> {
    u8::from_str_radix(str::from_utf8(digits).ok()?, 8).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        let sys = "sysfs /sys sysfs rw 0 0\n";
        let debug = "debugfs /sys/kernel/debug debugfs rw 0 0\n";
        let under = "tracefs /sys/kernel/debug/tracing tracefs rw 0 0\n";
        let usual = "nodev /sys/kernel/tracing tracefs rw 0 0\n";
        let odd = "nodev /mnt/a\\040b tracefs rw 0 0\n";
        let find =
            |parts: &[&str]| find_tracefs(&parts.concat()).map(|path| path.display().to_string());
        assert_eq!(find(&[sys]), None);
        assert_eq!(
            find(&[sys, debug]).as_deref(),
            Some("/sys/kernel/debug/tracing")
        );
        assert_eq!(
            find(&[sys, debug, under, usual]).as_deref(),
            Some("/sys/kernel/tracing")
        );
        assert_eq!(find(&[debug, odd]).as_deref(), Some("/mnt/a b"));
        assert_eq!(
            find(&["garbage", "\n\n", "x \\9 tracefs"]).as_deref(),
            Some("\\9")
        );
    }
}
