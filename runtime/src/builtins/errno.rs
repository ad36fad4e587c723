//! Error numbers of system calls to their names.

use nix::errno::Errno;

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The name of an error number, `ENOENT` for 2 or -2; empty where it has none.
    pure fn errno_str(error: Long) -> String { Text::from(name(error).unwrap_or_default().as_bytes()) }

    /// The name of an error number in parentheses behind a blank, ` (ENOENT)`; empty where it has none.
    pure fn errno_p(error: Long) -> String { Text::from(in_parentheses(error).as_bytes()) }

    /// What a system call returned, as text: an error as `-2 (ENOENT)`, else decimal (`format` 1), hexadecimal (2) or octal (3).
    pure fn return_str(format: Long, value: Long) -> String { Text::from(returned(format, value).as_bytes()) }
}

/// Numbers that never reach a program but that tracing inside the kernel sees (`include/linux/errno.h`).
const INTERNAL: &[(i32, &str)] = &[
    (512, "ERESTARTSYS"),
    (513, "ERESTARTNOINTR"),
    (514, "ERESTARTNOHAND"),
    (515, "ENOIOCTLCMD"),
    (516, "ERESTART_RESTARTBLOCK"),
    (517, "EPROBE_DEFER"),
    (518, "EOPENSTALE"),
    (519, "ENOPARAM"),
    (521, "EBADHANDLE"),
    (522, "ENOTSYNC"),
    (523, "EBADCOOKIE"),
    (524, "ENOTSUPP"),
    (525, "ETOOSMALL"),
    (526, "ESERVERFAULT"),
    (527, "EBADTYPE"),
    (528, "EJUKEBOX"),
    (529, "EIOCBQUEUED"),
    (530, "ERECALLCONFLICT"),
    (531, "ENOGRACE"),
];

/// The name of an error number of either sign.
fn name(error: i64) -> Option<String> {
    let number = i32::try_from(error.checked_abs()?).ok()?;
    if let Some((_, name)) = INTERNAL.iter().find(|(internal, _)| *internal == number) {
        return Some((*name).to_owned());
    }
    match Errno::from_raw(number) {
        Errno::UnknownErrno => None,
        known => Some(format!("{known:?}")),
    }
}

fn in_parentheses(error: i64) -> String {
    name(error)
        .map(|name| format!(" ({name})"))
        .unwrap_or_default()
}

/// Only small negative numbers are errors; anything else may be an address.
fn returned(format: i64, value: i64) -> String {
    match format {
        _ if (-4095..0).contains(&value) => format!("{value}{}", in_parentheses(value)),
        2 => format!("{value:#x}"),
        3 => format!("0{value:o}"),
        _ => value.to_string(),
    }
}
