//! Warnings about what is legal but hardly meant.

use sigscript_grammar::{Diagnostic, Span};

/// `compared` is the condition with `==`.
pub fn assigned_in_condition(span: Span, compared: &str) -> Diagnostic {
    Diagnostic::warning(span, "this assigns, it does not compare")
        .here("always the assigned value")
        .help(format!("write `{compared}`"))
}

pub fn chained_comparison(span: Span) -> Diagnostic {
    Diagnostic::warning(
        span,
        "this compares the result of a comparison, which is 0 or 1",
    )
    .help("write `low < x && x < high`")
}

pub fn format_not_read(span: Span, called: &str) -> Diagnostic {
    let formatted = if called.starts_with('s') {
        "sprintf"
    } else {
        "printf"
    };
    Diagnostic::warning(span, format!("`{called}` prints this as it is"))
        .help(format!("write `{formatted}(\"…%d\\n\", …)` to put values into text: `%d` for numbers, `%s` for strings"))
}

pub fn unreachable_overload(span: Span, name: &str, first: Span) -> Diagnostic {
    Diagnostic::warning(span, format!("this `{name}` is never called"))
        .label(
            first,
            "this one is called, and goes on to no other by `next`",
        )
        .help("give one of them another name or another number of parameters")
}

pub fn hides_library(span: Span, name: &str) -> Diagnostic {
    Diagnostic::warning(
        span,
        format!("this function hides the builtin function `{name}`"),
    )
    .help("give it another name, unless that is meant")
}
