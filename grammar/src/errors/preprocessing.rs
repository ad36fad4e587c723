//! Messages about macros, conditionals and script arguments.

use super::{count, did_you_mean};
use crate::diagnostic::Diagnostic;
use crate::preprocess::Environment;
use crate::span::Span;

pub(crate) fn argument_missing(text: &str, number: usize, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, format!("script argument `{text}` is missing"));
    let error = match number {
        0 => error.here("no arguments were given"),
        _ => error.here(format!(
            "only {} given",
            if number == 1 {
                "one was".into()
            } else {
                format!("{number} were")
            }
        )),
    };
    match text.trim_start_matches(['$', '@']).parse::<usize>() {
        Ok(1..) => error.help(format!(
            "pass it behind the script's name, or give a default: `%( $# >= {} %? {text} %: \"default\" %)`",
            text.trim_start_matches(['$', '@'])
        )),
        _ => error.help("arguments are numbered from 1"),
    }
}

pub(crate) fn argument_nested(text: &str, argument: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("argument `{argument}` names an argument itself"),
    )
    .help(format!(
        "take it as a string with `@{}`",
        text.trim_start_matches(['$', '@'])
    ))
}

pub(crate) fn macro_without_name(span: Span) -> Diagnostic {
    Diagnostic::error(span, "`@define` needs a name").help("write `@define NAME %( … %)`")
}

pub(crate) fn macro_without_body(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("macro `@{name}` has no body"))
        .help(format!("write `@define {name} %( … %)`"))
}

pub(crate) fn macro_unclosed(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("the body of macro `@{name}` is not closed"))
        .help("it ends with `%)`")
}

pub(crate) fn macro_in_macro(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a macro cannot be defined inside a macro")
}

pub(crate) fn macro_twice(name: &str, span: Span, first: Span) -> Diagnostic {
    Diagnostic::error(span, format!("macro `@{name}` is defined twice"))
        .label(first, "first defined here")
        .help("give one of them another name; a macro is no variable")
}

pub(crate) fn macro_hides_operator(name: &str, span: Span) -> Diagnostic {
    Diagnostic::warning(
        span,
        format!("macro `@{name}` hides the operator of that name"),
    )
}

pub(crate) fn macro_without_arguments(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("macro `{name}` needs arguments in parentheses"),
    )
}

pub(crate) fn macro_arity(name: &str, wanted: usize, found: usize, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!(
            "macro `@{name}` takes {}, not {found}",
            count(wanted, "argument")
        ),
    )
}

pub(crate) fn macro_endless(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("macro `@{name}` uses itself without end"))
}

pub(crate) fn macro_too_large(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("the text becomes too large with macro `@{name}`"),
    )
}

pub(crate) fn conditional_stray(mark: &str, span: Span) -> Diagnostic {
    Diagnostic::error(span, format!("`{mark}` without `%(`"))
        .help("a conditional is written `%( condition %? … %: … %)`")
}

pub(crate) fn conditional_unclosed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the conditional is not closed").help("it ends with `%)`")
}

pub(crate) fn conditional_without_then(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the conditional has no `%?`")
        .help("a conditional is written `%( condition %? … %: … %)`; for a remainder, put a blank between `%` and `(`")
}

pub(crate) fn condition_malformed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "this is no condition")
        .help("compare a word, number or string with another: `%( $# >= 1 %? … %)`, `%( kernel_v >= \"5.8\" %? … %)`")
}

pub(crate) fn condition_mixed(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a string is compared with a number")
}

pub(crate) fn condition_unknown(word: &str, span: Span) -> Diagnostic {
    let error = Diagnostic::error(span, format!("unknown word `{word}` in a condition"));
    did_you_mean(error, word, Environment::WORDS, "").help(format!(
        "known are {} and `CONFIG_…`",
        Environment::WORDS.join(", ")
    ))
}
