//! What can be wrong with target paths and with printing what they lead to.

use sigscript_grammar::{Diagnostic, Span};

pub fn not_in_one_value(span: Span, path: &str, kind: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{path}` is of type `{kind}`, which is no number and no string"),
    )
    .help(format!(
        "`{path}$` shows it as text; an element of an array is `{path}[0]`"
    ))
}

pub fn late_index(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("the index of `{path}` is not constant, and what it leads to is read at the event"),
    )
    .help("only the last step, into an array of numbers that lies in the event's record or in a structure, may have such an index")
}

pub fn index_ends_path(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("nothing can follow an element of `{path}`: it is picked when the handler runs"),
    )
}

pub fn no_text(span: Span, path: &str, kind: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{path}` is of type `{kind}`, which cannot be shown as text"),
    )
}
