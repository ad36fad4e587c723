//! What a backend cannot do, and which can.

use sigscript_grammar::{Diagnostic, Span};

use super::list;

pub fn backend_lacks(span: Span, what: &str, backend: &str, others: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!("the {backend} backend cannot deliver `{what}`"),
    );
    if others.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("{} can", list(others)))
    }
}

pub fn elsewhere_only(span: Span, name: &str, point: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("the chosen backend cannot tell `{name}` of `{point}`"),
    )
    .here("not known here")
    .help("the ebpf backend knows every variable of a probe point")
}
