//! The points of the session: `begin`, `end`, timers.

use crate::listing::Row;
use crate::listing::pattern::Pattern;

/// A point as it is listed, its parts, and when it fires.
type Form = (&'static str, &'static [&'static str], &'static str);

/// Every point that is neither an alias nor the kernel's.
const FORMS: &[Form] = &[
    (
        "begin",
        &["begin"],
        "tracing is on; `begin(N)` in the order of N",
    ),
    (
        "end",
        &["end"],
        "the session ends; `end(N)` in the order of N",
    ),
    ("error", &["error"], "the session ends by a run-time error"),
    ("init", &["init"], "before every `begin`"),
    ("never", &["never"], "never"),
    (
        "process.delivery",
        &["process", "delivery"],
        "a signal reaches a traced process (ptrace); the receiver is current",
    ),
    (
        "process.exec",
        &["process", "exec"],
        "a traced process runs another program (ptrace)",
    ),
    (
        "process.exit",
        &["process", "exit"],
        "a thread of a traced process ends (ptrace)",
    ),
    (
        "process.fork",
        &["process", "fork"],
        "a traced process makes a process or thread (ptrace)",
    ),
    (
        "process.signal",
        &["process", "signal"],
        "a signal reaches a traced process (ptrace); the sender is current",
    ),
    (
        "process.start",
        &["process", "start"],
        "a process or thread of a traced one begins (ptrace)",
    ),
    ("timer.hz(N)", &["timer", "hz"], "N times a second"),
    (
        "timer.jiffies(N)",
        &["timer", "jiffies"],
        "every N ticks of the kernel's clock",
    ),
    ("timer.ms(N)", &["timer", "ms"], "every N milliseconds"),
    ("timer.msec(N)", &["timer", "msec"], "every N milliseconds"),
    ("timer.ns(N)", &["timer", "ns"], "every N nanoseconds"),
    ("timer.nsec(N)", &["timer", "nsec"], "every N nanoseconds"),
    ("timer.s(N)", &["timer", "s"], "every N seconds"),
    ("timer.sec(N)", &["timer", "sec"], "every N seconds"),
    ("timer.us(N)", &["timer", "us"], "every N microseconds"),
    ("timer.usec(N)", &["timer", "usec"], "every N microseconds"),
];

/// Those of them that match.
pub fn rows(pattern: &Pattern) -> impl Iterator<Item = Row> {
    let matching = FORMS.iter().filter(|(name, parts, _)| {
        let parts: Vec<(&str, Option<&str>)> = parts.iter().map(|part| (*part, None)).collect();
        pattern.matches(name, &parts) || parts.len() > 1 && pattern.matches(parts[0].0, &parts[..1])
    });
    matching.map(|(name, _, fires)| Row {
        name: (*name).to_owned(),
        fires: (*fires).to_owned(),
        ..Row::default()
    })
}

#[cfg(test)]
mod tests {
    use super::FORMS;
    use crate::resolve::points::FAMILIES;

    #[test]
    fn every_family_is_listed() {
        for (family, ..) in FAMILIES
            .iter()
            .filter(|(name, offered, _)| *offered && *name != "kernel")
        {
            assert!(
                FORMS.iter().any(|(_, parts, _)| parts[0] == *family),
                "{family}"
            );
        }
        assert!(FORMS.is_sorted());
    }
}
