//! Messages about arrays and statistics.

use sigscript_grammar::{Diagnostic, Span};

use super::{did_you_mean, plural};

/// `arity` keys here; elsewhere, first, so many at that place.
pub fn inconsistent_arity(
    span: Span,
    name: &str,
    arity: usize,
    first: (usize, Span),
) -> Diagnostic {
    let words = |arity: usize| match arity {
        0 => "without keys".to_owned(),
        _ => format!("with {}", plural(arity, "key")),
    };
    let diagnostic = Diagnostic::error(
        span,
        format!(
            "`{name}` is used {} here but {} elsewhere",
            words(arity),
            words(first.0)
        ),
    )
    .here(format!("used {}", words(arity)))
    .label(first.1, format!("first used {}", words(first.0)));
    let keys = |count: usize| vec!["key"; count].join(", ");
    match (arity, first.0) {
        (0, count) => diagnostic.help(format!(
            "`{name}` is an array: `{name}[{}]` is an element, and `foreach ({} in {name})` walks all",
            keys(count),
            in_brackets(count)
        )),
        (_, 0) => diagnostic.help(format!(
            "`{name}` is one value; take another name for the array"
        )),
        (_, count) => diagnostic.help(format!(
            "an array has the same number of keys everywhere: `{name}[{}]`",
            keys(count)
        )),
    }
}

/// So many keys in the head of a `foreach`.
fn in_brackets(count: usize) -> String {
    match count {
        1 => "key".to_owned(),
        _ => {
            let names: Vec<String> = (1..=count).map(|number| format!("key{number}")).collect();
            format!("[{}]", names.join(", "))
        }
    }
}

pub fn statistic_and_value(name: &str, statistic: Span, plain: Span) -> Diagnostic {
    Diagnostic::error(plain, format!("`{name}` is a statistic and a plain value at once"))
        .here("used as a plain value")
        .label(statistic, "used as a statistic")
        .help("what `<<<` accumulates is read by `@count`, `@sum`, `@min`, `@max`, `@avg`, `@variance` and the histograms, what `=` and `++` set by its name alone")
}

pub fn local_statistic(span: Span, name: &str, near: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::error(span, format!("`{name}` is a statistic and must be global"));
    declared(diagnostic, name, near)
}

/// What a local that is used as an array is otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalAs {
    /// A parameter of the function.
    Parameter,
    /// A variable with one value.
    Value,
    /// Nothing.
    Unknown,
}

/// A local with keys behind it.
pub fn local_array(
    span: Span,
    name: &str,
    arity: usize,
    near: &[&str],
    used: LocalAs,
) -> Diagnostic {
    let keys = plural(arity, "key");
    let diagnostic = Diagnostic::error(
        span,
        format!("`{name}` is used as an array with {keys} and must be global"),
    );
    match used {
        LocalAs::Parameter => diagnostic.help(
            "an array cannot be passed to a function, but every function sees the global ones",
        ),
        LocalAs::Value => diagnostic.help(format!(
            "a character of a string is `substr({name}, 0, 1)`, its number `stringat({name}, 0)`"
        )),
        LocalAs::Unknown => declared(diagnostic, name, near),
    }
}

fn declared(diagnostic: Diagnostic, name: &str, near: &[&str]) -> Diagnostic {
    if near.is_empty() {
        diagnostic.help(format!("declare it: `global {name}`"))
    } else {
        did_you_mean(diagnostic, near)
    }
}

pub fn not_an_array(span: Span) -> Diagnostic {
    Diagnostic::error(span, "this is no array")
        .help("arrays are global variables: `global name`, and `name[key]`")
}

pub fn not_a_statistic(span: Span) -> Diagnostic {
    Diagnostic::error(span, "this is no statistic")
        .here("a global, or an element of a global array, is expected")
        .help("a statistic is a global that values were accumulated in: `x <<< value`")
}

pub fn not_deletable(span: Span) -> Diagnostic {
    Diagnostic::error(span, "only variables and elements of arrays can be deleted")
        .help("`delete array[key]` removes an element, `delete array` all of them")
}

pub fn slice_keys(span: Span, keys: usize, slice: usize) -> Diagnostic {
    Diagnostic::error(
        span,
        format!(
            "the slice has {}, but the loop has {}",
            plural(slice, "key"),
            plural(keys, "key")
        ),
    )
    .help("a key that may be anything is `*` in the slice")
}
