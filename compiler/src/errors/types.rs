//! Messages about numbers where strings belong, and the other way round.

use sigscript_grammar::{Diagnostic, Span};

use super::{kind_name, plural};
use crate::rows::Kind;

/// `written` is what stands at `span`.
pub fn type_mismatch(span: Span, expected: Kind, found: Kind, written: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!(
            "expected {} but found {}",
            kind_name(expected),
            kind_name(found)
        ),
    )
    .here(format!("this is {}", kind_name(found)));
    let shown = if written.is_empty() || written.contains('\n') || written.len() > 40 {
        "…"
    } else {
        written
    };
    let content = shown.trim_matches('"');
    match found {
        Kind::Long if shown.parse::<i64>().is_ok() => {
            diagnostic.help(format!("a string stands in quotes: `\"{shown}\"`"))
        }
        Kind::Long => diagnostic.help(format!("`sprint({shown})` turns it into a string")),
        Kind::String if shown != content && content.parse::<i64>().is_ok() => {
            diagnostic.help(format!("a number stands without quotes: `{content}`"))
        }
        Kind::String if shown.starts_with('@') => diagnostic.help(format!(
            "`${}` is the argument as it was given",
            &shown[1..]
        )),
        Kind::String => diagnostic.help(format!(
            "`strtol({shown}, 10)` turns a string into a number"
        )),
    }
}

pub fn variable_mismatch(span: Span, name: &str, found: Kind, first: (Span, Kind)) -> Diagnostic {
    Diagnostic::error(
        span,
        format!(
            "`{name}` is {} here but {} elsewhere",
            kind_name(found),
            kind_name(first.1)
        ),
    )
    .here(format!("used as {}", kind_name(found)))
    .label(first.0, format!("first used as {}", kind_name(first.1)))
    .help("it is of one type everywhere: take another name, or convert by `sprint(…)` or `strtol(…, 10)`")
}

/// `first` is where `name` was first used, and as what.
pub fn assigned_other(span: Span, name: &str, found: Kind, first: (Span, Kind)) -> Diagnostic {
    let convert = match found {
        Kind::String => "`strtol(…, 10)` turns a string into a number",
        Kind::Long => "`sprint(…)` turns a number into a string",
    };
    Diagnostic::error(
        span,
        format!(
            "`{name}` holds {}, and this is {}",
            kind_name(first.1),
            kind_name(found)
        ),
    )
    .here(format!("this is {}", kind_name(found)))
    .label(first.0, format!("first used as {}", kind_name(first.1)))
    .help(format!("take another variable; {convert}"))
}

/// `first` is the key that was seen first.
pub fn key_mismatch(span: Span, name: &str, found: Kind, first: (Span, Kind)) -> Diagnostic {
    Diagnostic::error(
        span,
        format!(
            "this key of `{name}` is {} here but {} elsewhere",
            kind_name(found),
            kind_name(first.1)
        ),
    )
    .here(format!("this is {}", kind_name(found)))
    .label(first.0, format!("first used as {}", kind_name(first.1)))
    .help("a key is of one type everywhere; `sprint(…)` makes text of all")
}

/// A comparison of a number with a string.
#[derive(Debug)]
pub struct Compared {
    /// Where the number is.
    pub number: Span,
    /// Where the string is.
    pub text: Span,
    /// What to write instead.
    pub advice: String,
}

pub fn compared(compared: &Compared, right_is_text: bool) -> Diagnostic {
    let number = (compared.number, "this is a number");
    let text = (compared.text, "this is a string");
    let (left, right) = if right_is_text {
        (number, text)
    } else {
        (text, number)
    };
    Diagnostic::error(right.0, "a number is compared with a string")
        .here(right.1)
        .label(left.0, left.1)
        .help(compared.advice.clone())
}

/// `written` is the condition.
pub fn condition_is_text(span: Span, written: &str, assigns: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error(span, "a condition is a number, and this is a string")
        .here("this is a string");
    if assigns {
        return diagnostic.help(format!(
            "`=` assigns; to compare, write `{}`",
            written.replacen('=', "==", 1)
        ));
    }
    diagnostic.help(format!("compare it: `{written} != \"\"`"))
}

/// `joined` is what was meant.
pub fn text_added(span: Span, joined: &str) -> Diagnostic {
    Diagnostic::error(span, "`+` adds numbers, and this is a string")
        .here("this is a string")
        .help(format!("strings are joined by `.`: write `{joined}`"))
}

pub fn text_appended(span: Span, name: &str, written: &str) -> Diagnostic {
    Diagnostic::error(span, "`+=` adds numbers, and these are strings").help(format!(
        "a string is appended by `.=`: write `{name} .= {written}`"
    ))
}

pub fn fraction(span: Span) -> Diagnostic {
    Diagnostic::error(span, "there are whole numbers only")
        .here("a number with a fraction")
        .help("take a smaller unit: 1500 milliseconds instead of 1.5 seconds")
}

pub fn member_by_dot(span: Span, base: &str, member: &str) -> Diagnostic {
    Diagnostic::error(span, "`.` joins strings").help(format!(
        "a member is reached by `->`: write `{base}->{member}`"
    ))
}

/// `is_own` says that the script or its library defines the function.
pub fn no_value(span: Span, function: &str, is_own: bool) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!("function `{function}` returns nothing that could be used here"),
    );
    if is_own {
        diagnostic.help("a function gives a value by `return`")
    } else {
        diagnostic.help(format!("`{function}(…)` is a statement of its own"))
    }
}

pub fn print_conversion(span: Span, letter: &str, expected: Kind, found: Kind) -> Diagnostic {
    let advice = match found {
        Kind::Long => "use `%d` for a number",
        Kind::String => "use `%s` for a string",
    };
    Diagnostic::error(
        span,
        format!(
            "`{letter}` takes {}, but this is {}",
            kind_name(expected),
            kind_name(found)
        ),
    )
    .here(format!("this is {}", kind_name(found)))
    .help(advice)
}

/// `letters` are the format's conversions; `extra` is the first value that it has no conversion for.
pub fn print_count(span: Span, letters: &[&str], given: usize, extra: Option<Span>) -> Diagnostic {
    let message = format!(
        "the format takes {}, but {given} {} given",
        plural(letters.len(), "value"),
        if given == 1 { "is" } else { "are" }
    );
    match extra {
        Some(extra) => Diagnostic::error(extra, message)
            .here("nothing in the format takes this")
            .help("add `%d` for a number or `%s` for a string, or leave the value out"),
        None => {
            let missing = letters[given..].iter().map(|letter| format!("`{letter}`"));
            let missing: Vec<String> = missing.collect();
            Diagnostic::error(span, message).help(format!(
                "add a value for {}, or write `%%` for a percent sign",
                missing.join(" and ")
            ))
        }
    }
}
