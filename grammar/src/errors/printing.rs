//! Messages about the print family and its formats.

use crate::diagnostic::Diagnostic;
use crate::format::FormatProblem;
use crate::span::Span;
use crate::syntax::PrintStyle;

/// What the first argument of a print of this style is.
fn first_argument(style: PrintStyle) -> &'static str {
    if style == PrintStyle::Delimited {
        "delimiter"
    } else {
        "format"
    }
}

pub(crate) fn print_without_format(called: &str, style: PrintStyle, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{called}` needs a {}", first_argument(style)),
    )
    .help(format!("write `{called}(\"…\", …)`"))
}

pub(crate) fn format_not_literal(called: &str, style: PrintStyle, span: Span) -> Diagnostic {
    let what = first_argument(style);
    let error = Diagnostic::error(
        span,
        format!("the {what} of `{called}` must be a string literal"),
    );
    if style == PrintStyle::Format {
        return error.help(format!("write `{called}(\"%s\", …)`"));
    }
    error.help(format!("write `{called}(\", \", …)`"))
}

pub(crate) fn format_invalid(problem: FormatProblem, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, problem.to_string());
    match problem {
        FormatProblem::Incomplete => error.help("a percent sign is written `%%`"),
        FormatProblem::UnknownConversion(b'f' | b'e' | b'g' | b'F') => {
            error.help("there are whole numbers only: write `%d`")
        }
        FormatProblem::UnknownConversion(b'z' | b'h' | b'j' | b'L') => {
            error.help("numbers have 64 bits: write `%d` or `%u`")
        }
        FormatProblem::UnknownConversion(letter) if !letter.is_ascii_alphanumeric() => {
            error.help("a percent sign is written `%%`")
        }
        FormatProblem::UnknownConversion(_) => {
            error.help("known are d i u o x X p s c b m M, and `%%` for a percent sign")
        }
        FormatProblem::SecondLength => error.help("numbers have 64 bits with or without it"),
        _ => error,
    }
}

pub(crate) fn print_count(called: &str, style: PrintStyle, span: Span) -> Diagnostic {
    if style == PrintStyle::Character {
        return Diagnostic::error(span, format!("`{called}` takes one number"));
    }
    Diagnostic::error(
        span,
        format!("`{called}` needs a delimiter and at least two values"),
    )
    .help(format!(
        "print one value with `{}`",
        called.replacen("printd", "print", 1)
    ))
}
