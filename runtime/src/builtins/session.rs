//! The session and the running probe.

use memchr::memmem;

use super::row::rows;
use crate::text::{self, Text};

rows! { world;
    /// The process of `-x PID` or `-c COMMAND`; 0 without.
    impure fn target() -> Long { world.target }

    /// The id of the process that runs the session.
    impure fn stp_pid() -> Long { i64::from(std::process::id()) }

    /// The concrete probe point that fired: `kernel.trace("signal:signal_generate")`.
    impure fn pp() -> String { world.probe.point.clone() }

    /// The probe point that fired, as the script names it: `signal.send`.
    impure fn pn() -> String { world.probe.name.clone() }

    /// The function that the fired probe point names; empty where it names none.
    impure fn ppfunc() -> String { function(&world.probe.point) }

    /// The function that the fired probe point names; empty where it names none.
    impure fn probefunc() -> String { function(&world.probe.point) }

    /// A random number from 0 to `n` - 1; 0 where `n` is not positive.
    impure fn randint(n: Long) -> Long { if n > 0 { world.random.i64(0..n) } else { 0 } }
}

/// The name in `…function("name@file:line")…` or `…statement("name@file:line")…`.
fn function(point: &Text) -> Text {
    let argument = [&b"function(\""[..], b"statement(\""]
        .into_iter()
        .find_map(|mark| memmem::find(point, mark).map(|start| start + mark.len()));
    let Some(start) = argument else {
        return Text::new();
    };
    let name = point[start..]
        .split(|byte| matches!(byte, b'"' | b'@'))
        .next()
        .unwrap_or_default();
    Text::from(text::before_nul(name))
}
