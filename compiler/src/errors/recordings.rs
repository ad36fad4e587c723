//! What a recording does not hold.

use sigscript_grammar::{Diagnostic, Span};

use super::list;

/// The most names that a message lists.
const MOST: usize = 12;

/// A tracefs event or a system call that the recording lacks; `recorded` are those that it has.
pub fn not_recorded(span: Span, what: &str, recorded: &[String]) -> Diagnostic {
    let diagnostic =
        Diagnostic::error(span, format!("{what} was not recorded")).here("not in this recording");
    diagnostic.help(recorded_events(recorded))
}

/// How a point comes into a recording.
pub fn is_recorded_by(point: &str) -> String {
    format!("`sigscript --record FILE -l '{point}'` records it")
}

/// System calls, where the recording has none.
pub fn no_calls_recorded(span: Span, recorded: &[String]) -> Diagnostic {
    let message = "system calls were not recorded, or not the architecture that they are of";
    Diagnostic::error(span, message)
        .here("not in this recording")
        .help(recorded_events(recorded))
}

/// A kind of point that no recording has; `same` are the recorded events of the same name, `others` the backends that have it.
pub fn never_recorded(span: Span, text: &str, same: &[String], others: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!("`{text}` cannot be replayed: a recording has events, but not the kernel's types"),
    )
    .here("not in any recording");
    let diagnostic = if others.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("on a running kernel {} can", list(others)))
    };
    if same.is_empty() {
        diagnostic
    } else {
        diagnostic.help(recorded_events(same))
    }
}

/// A type of the kernel's; `others` are the backends that have them.
pub fn no_types(span: Span, what: &str, others: &[&str]) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{what}` is not in the recording: it has no types"),
    )
    .here("needs the kernel's types")
    .help(format!("on a running kernel {} has them", list(others)))
}

fn recorded_events(recorded: &[String]) -> String {
    let points = recorded.iter().take(MOST);
    let points: Vec<String> = points
        .map(|event| format!("`kernel.tracepoint(\"{event}\")`"))
        .collect();
    let points = points.join(", ");
    match recorded.len().saturating_sub(MOST) {
        _ if points.is_empty() => "the recording holds no events".to_owned(),
        0 => format!("the recording holds {points}"),
        more => format!("the recording holds {points}, and {more} more"),
    }
}
