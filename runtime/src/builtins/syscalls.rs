//! System calls of this architecture: names and numbers.

use syscalls::Sysno;

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The name of the system call with a number; empty where there is none.
    pure fn syscall_name(number: Long) -> String { Text::from(name(number).unwrap_or_default().as_bytes()) }

    /// The number of the system call with a name; -1 where there is none.
    pure fn syscall_num(name: String) -> Long { number(name).unwrap_or(-1) }
}

fn name(number: i64) -> Option<&'static str> {
    let number = usize::try_from(number).ok()?;
    Some(Sysno::new(number)?.name())
}

fn number(name: &[u8]) -> Option<i64> {
    let call: Sysno = std::str::from_utf8(name).ok()?.parse().ok()?;
    Some(i64::from(call.id()))
}
