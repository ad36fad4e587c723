//! Messages about names: of variables and functions.

use sigscript_grammar::foreign::{Role, instead};
use sigscript_grammar::syntax::Identifier;
use sigscript_grammar::{Diagnostic, Span};

use super::{did_you_mean, plural};

/// What a name without a value may have been meant to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// A function, called so.
    Function(String),
    /// The event's value of that name.
    Target,
    /// A signal.
    Signal,
    /// What C's preprocessor would put there.
    Defined(String),
    /// A variable of another probe or function, at this place.
    Local(Span),
    /// A variable that one point of the probe sets and another does not.
    OtherPoint {
        /// The point that has it.
        has: String,
        /// The one that has not.
        lacks: String,
    },
    /// A word of another language: what to write instead.
    Foreign(&'static str),
    /// One of these.
    Similar(Vec<String>),
    /// Nobody knows.
    Nothing,
}

impl Meant {
    /// Adds the advice.
    fn advise(&self, diagnostic: Diagnostic, name: &str) -> Diagnostic {
        match self {
            Self::Function(call) => {
                diagnostic.help(format!("`{name}` is a function: write `{call}`"))
            }
            Self::Target => diagnostic.help(format!(
                "the values of an event begin with `$`: write `${name}`"
            )),
            Self::Signal => diagnostic.help(format!(
                "a signal is known by its number, or by its name as a string: `sig_name == \"{name}\"`"
            )),
            Self::Defined(value) => diagnostic.help(format!(
                "`#define` begins a comment; write `@define {name} %( {value} %)`, and `@{name}` here"
            )),
            Self::Local(other) => diagnostic
                .label(*other, format!("this `{name}` is another variable"))
                .help(format!(
                    "variables belong to one run of one handler; `global {name}` declares one for all"
                )),
            Self::OtherPoint { has, lacks } => diagnostic.help(format!(
                "`{has}` sets it and `{lacks}` does not: give each a probe of its own"
            )),
            Self::Foreign(advice) => diagnostic.help(*advice),
            Self::Similar(near) => did_you_mean(diagnostic, near),
            Self::Nothing => diagnostic,
        }
    }
}

pub fn unresolved(span: Span, name: &str, meant: &Meant) -> Diagnostic {
    let message = match meant {
        Meant::Function(_) => format!("`{name}` is no variable here"),
        _ => format!("`{name}` never gets a value, so its type is unknown"),
    };
    let label = match meant {
        Meant::Function(_) => "a function's name without parentheses",
        _ => "unresolved type",
    };
    let diagnostic = Diagnostic::error(span, message).here(label);
    match meant {
        Meant::Nothing => {
            diagnostic.help("assign a number or a string to it, or check its spelling")
        }
        _ => meant.advise(diagnostic, name),
    }
}

pub fn never_assigned(span: Span, name: &str, meant: &Meant) -> Diagnostic {
    let diagnostic = Diagnostic::warning(span, format!("`{name}` is read but never assigned"))
        .here("always 0 or the empty string");
    match meant {
        Meant::Nothing => diagnostic.help("assign to it first, or check its spelling"),
        _ => meant.advise(diagnostic, name),
    }
}

/// `near` are functions; `variable` says that a variable has this name, `operator` that an `@` operator has.
pub fn unknown_function(name: &Identifier, near: &[String], variable: bool) -> Diagnostic {
    let text = name.name.as_str();
    let diagnostic =
        Diagnostic::error(name.span, format!("unknown function `{text}`")).here("no such function");
    if variable {
        return diagnostic.help(format!("`{text}` is a variable: leave the parentheses out"));
    }
    if let Some(advice) = instead(text, Role::Call) {
        return diagnostic.help(advice);
    }
    if near.is_empty() {
        return diagnostic.help(format!(
            "define it by `function {text}(…) {{ … }}`, or see `sigscript --reference`"
        ));
    }
    did_you_mean(diagnostic, near)
}

/// `forms` are the parameters that it may have; `variable` says that a variable has the same name.
pub fn wrong_arity(
    name: &Identifier,
    given: usize,
    forms: &[Vec<String>],
    variable: bool,
) -> Diagnostic {
    let mut forms = forms.to_vec();
    forms.sort_by_key(Vec::len);
    forms.dedup_by_key(|form| form.len());
    let known: Vec<usize> = forms.iter().map(Vec::len).collect();
    let takes: Vec<String> = known.iter().map(usize::to_string).collect();
    let arguments = if known == [1] {
        "argument"
    } else {
        "arguments"
    };
    let text = name.name.as_str();
    let diagnostic = Diagnostic::error(
        name.span,
        format!(
            "function `{text}` takes {} {arguments}, not {given}",
            takes.join(" or "),
        ),
    )
    .here(format!("called with {}", plural(given, "argument")));
    if variable && given == 0 {
        return diagnostic.help(format!(
            "the variable `{text}` is written without parentheses"
        ));
    }
    if text == "exit" {
        return diagnostic.help(
            "write `exit()`; a script that failed says so by `error(\"…\")`, which ends it with status 1",
        );
    }
    if let Some(advice) = instead(text, Role::Call) {
        return diagnostic.help(advice);
    }
    let written = |form: &Vec<String>| format!("`{text}({})`", form.join(", "));
    let forms: Vec<String> = forms.iter().map(written).collect();
    diagnostic.help(format!("write {}", forms.join(" or ")))
}
