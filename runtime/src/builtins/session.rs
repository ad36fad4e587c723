//! The session and the running probe.

use std::sync::LazyLock;

use memchr::memmem;

use super::row::rows;
use crate::text::{self, Text};

/// Asked for once: a script on all system calls that leaves its own out must not make one with each.
static OWN: LazyLock<i64> = LazyLock::new(|| std::process::id().into());

rows! { world;
    /// The process of `-x PID` or `-c COMMAND`; 0 without.
    impure fn target() -> Long { world.target }

    /// The id of the process that runs the session.
    late fn stp_pid() -> Long { *OWN }

    /// The concrete probe point that fired: `kernel.trace("signal:signal_generate")`.
    impure fn pp() -> String { world.probe.point.clone() }

    /// The probe point that fired, as the script names it: `signal.send`.
    impure fn pn() -> String { world.probe.name.clone() }

    /// The function that the fired probe point names; empty where it names none.
    impure fn ppfunc() -> String { argument(&world.probe.point, FUNCTION) }

    /// The function that the fired probe point names; empty where it names none.
    impure fn probefunc() -> String { argument(&world.probe.point, FUNCTION) }

    /// The kind of the fired probe point: `begin`, `end`, `error`, `timer`, `tracepoint` or `syscall`.
    impure fn probe_type() -> String { Text::from(kind(&world.probe.point)) }

    /// The label that the fired probe point names; empty where it names none.
    impure fn pnlabel() -> String { argument(&world.probe.name, &[b".label(\""]) }

    /// The module that the fired probe point lies in: `kernel`, or empty for one that is no event.
    impure fn probemod() -> String {
        let kernel = world.probe.point.starts_with(b"kernel.");
        Text::from(if kernel { &b"kernel"[..] } else { b"" })
    }

    /// A random number from 0 to `n` - 1; 0 where `n` is not positive.
    impure fn randint(n: Long) -> Long { if n > 0 { world.random.i64(0..n) } else { 0 } }
}

/// What stands before the name of a function in a point.
const FUNCTION: &[&[u8]] = &[b"function(\"", b"statement(\""];

/// What stands behind the first of `marks` that a point has, up to the end of its string or an `@`.
fn argument(point: &Text, marks: &[&[u8]]) -> Text {
    let start = marks
        .iter()
        .find_map(|mark| memmem::find(point, mark).map(|start| start + mark.len()));
    let Some(start) = start else {
        return Text::new();
    };
    let name = point[start..]
        .split(|byte| matches!(byte, b'"' | b'@'))
        .next()
        .unwrap_or_default();
    Text::from(text::before_nul(name))
}

/// The kind of a point: its first word, or what it is in the kernel.
fn kind(point: &[u8]) -> &[u8] {
    if point.starts_with(b"kernel.trace") {
        return b"tracepoint";
    }
    let word = point.strip_prefix(b"kernel.").unwrap_or(point);
    word.split(|byte| !byte.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default()
}
