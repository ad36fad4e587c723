//! What a recording does not hold.

use sigscript_grammar::{Diagnostic, Span};

use super::list;

/// The most names that a message lists.
const MOST: usize = 12;

/// A tracefs event or a system call that the recording lacks; `recorded` are those that it has.
pub fn not_recorded(span: Span, what: &str, recorded: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(span, format!("{what} was not recorded"))
        .here("not in this recording");
    diagnostic.help(recorded_events(recorded))
}

/// A kind of point that no recording has.
pub fn never_recorded(span: Span, text: &str, recorded: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!("`{text}` cannot be replayed: a recording has events, but not the kernel's types"),
    )
    .here("not in any recording");
    diagnostic.help(recorded_events(recorded))
}

fn recorded_events(recorded: &[String]) -> String {
    let points: Vec<String> = recorded
        .iter()
        .take(MOST)
        .map(|event| format!("`kernel.tracepoint(\"{event}\")`"))
        .collect();
    let points: Vec<&str> = points.iter().map(String::as_str).collect();
    match recorded.len().saturating_sub(MOST) {
        _ if points.is_empty() => "the recording holds no events".to_owned(),
        0 => format!("the recording holds {}", list(&points)),
        more => format!("the recording holds {}, and {more} more", points.join(", ")),
    }
}
