//! Every message of the compiler, one constructor each.

mod arrays;
mod habits;
mod names;
mod paths;
mod points;
mod recordings;
mod types;

use sigscript_grammar::syntax::Identifier;
use sigscript_grammar::{Diagnostic, Severity, Span};

use crate::rows::Kind;
pub use arrays::*;
pub use habits::*;
pub use names::*;
pub use points::*;
pub use types::*;

pub use paths::{index_ends_path, late_index, no_text, not_in_one_value};
pub use recordings::{is_recorded_by, never_recorded, no_calls_recorded, no_types, not_recorded};

/// `a`, `b` and `c` in backticks.
fn list(names: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("`{}`", name.as_ref()))
        .collect();
    match quoted.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [begin @ .., last] => format!("{} or {last}", begin.join(", ")),
    }
}

fn did_you_mean(diagnostic: Diagnostic, near: &[impl AsRef<str>]) -> Diagnostic {
    if near.is_empty() {
        diagnostic
    } else {
        diagnostic.help(format!("did you mean {}?", list(near)))
    }
}

pub fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Long => "a number",
        Kind::String => "a string",
    }
}

/// `thing`, or `things` where there is not one.
fn plural(count: usize, thing: &str) -> String {
    if count == 1 {
        format!("1 {thing}")
    } else {
        format!("{count} {thing}s")
    }
}

pub fn outside_loop(span: Span) -> Diagnostic {
    Diagnostic::mistake(span, "`break` and `continue` stand in loops only")
        .help("`next` leaves a handler, `return` a function")
}

pub fn read_late(span: Span, label: &str) -> Diagnostic {
    Diagnostic::error(span, format!("`{label}` can only be read at the event, but its address is known later"))
        .here("the address depends on something that only the handler knows")
        .help("start from a target variable such as `$task`, and pass results rather than addresses through globals")
}

pub fn unsupported(span: Span, what: &str) -> Diagnostic {
    Diagnostic::mistake(span, format!("{what} cannot be used yet"))
        .here("not supported in this version")
}

pub fn bytes_to_read(span: Span, most: i64) -> Diagnostic {
    Diagnostic::mistake(span, "the number of bytes is not a constant in range")
        .here(format!("a number between 1 and {most} is expected"))
}

pub fn no_effect(span: Span) -> Diagnostic {
    Diagnostic::mistake(span, "this prints nothing and changes no global")
        .help("what is counted or kept must be declared: `global NAME`")
}

/// `left_out` says that there were some, without effect.
pub fn no_probes(left_out: bool) -> Diagnostic {
    Diagnostic::new(Severity::Error, "no probes found").help(if left_out {
        "a probe that prints nothing and changes nothing is left out: let it `println(…)` something"
    } else {
        "a script needs at least one probe, such as `probe begin { println(\"hello\") exit() }`"
    })
}

pub fn duplicate_global(name: &Identifier, first: Span) -> Diagnostic {
    Diagnostic::mistake(
        name.span,
        format!("global `{}` is declared twice", name.name),
    )
    .label(first, "first declared here")
    .help("one declaration is enough: globals are those of all probes and files")
}

pub fn not_assignable(span: Span) -> Diagnostic {
    Diagnostic::mistake(span, "this cannot be assigned to")
        .here("not a variable")
        .help("a variable or an element of an array stands left of `=`; a comparison is `==`")
}

pub fn target_is_read_only(span: Span) -> Diagnostic {
    Diagnostic::mistake(span, "target variables cannot be changed")
        .here("belongs to the kernel")
        .help("sigscript never writes to the kernel; assign to a variable of the script")
}

pub fn variable_with_dollar(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(span, format!("`${name}` is no variable of the script"))
        .here("a `$` marks what an event brings")
        .help(format!("write `{name}`, without the `$`"))
}

pub fn condition_needs_global(name: &Identifier) -> Diagnostic {
    Diagnostic::mistake(
        name.span,
        format!(
            "a probe point's condition reads globals only, and `{}` is none",
            name.name
        ),
    )
    .help(format!(
        "test it in the handler: `{{ if (…) … }}`; a variable of all probes is declared `global {}`",
        name.name
    ))
}

pub fn condition_acts(span: Span) -> Diagnostic {
    Diagnostic::mistake(
        span,
        "a probe point's condition may only compare globals and constants",
    )
    .help("test anything else in the handler with `if`")
}

pub fn target_in_function(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(span, format!("`${name}` can be read in probes only"))
        .help("pass its value to the function as an argument")
}

pub fn no_event(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`${name}` belongs to an event, and this probe point is none"),
    )
    .here("nothing to read here")
    .help(match name {
        "argc" | "argv" => "the arguments are `argc` and `argv[1]`, without `$`",
        _ => "`begin`, `end` and timers have no target variables; a script's argument is `$1` or `@1`",
    })
}

/// `record` is the tracefs event that has a field of this name.
pub fn unknown_target(
    span: Span,
    name: &str,
    event: &str,
    names: &[&str],
    record: Option<&str>,
) -> Diagnostic {
    let near = sigscript_grammar::similar(name, names.iter().copied());
    let all: Vec<String> = names.iter().map(|name| format!("${name}")).collect();
    let diagnostic = Diagnostic::error(span, format!("`{event}` has no `${name}`"))
        .here("no such target variable");
    let near: Vec<String> = near.iter().map(|name| format!("${name}")).collect();
    let diagnostic = did_you_mean(diagnostic, &near).help(format!("it has {}", all.join(", ")));
    match record {
        Some(record) => diagnostic.help(format!("`kernel.tracepoint(\"{record}\")` has `${name}`")),
        None => diagnostic,
    }
}

pub fn no_static_variables(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "`@var` needs debug information, which sigscript does not read",
    )
}

pub fn path_too_long(span: Span, most: usize) -> Diagnostic {
    Diagnostic::error(span, format!("a path may follow at most {most} pointers"))
}

pub fn unknown_type(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(span, format!("the kernel has no type `{name}`"))
}

pub fn no_members(span: Span, path: &str, kind: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{path}` is of type `{kind}`, which has no members"),
    )
}

pub fn no_elements(span: Span, path: &str, kind: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{path}` is of type `{kind}`, which has no elements"),
    )
}

pub fn unknown_member(name: &Identifier, structure: &str, near: &[&str]) -> Diagnostic {
    did_you_mean(
        Diagnostic::error(
            name.span,
            format!("`struct {structure}` has no member `{}`", name.name),
        )
        .here("no such member"),
        near,
    )
}

pub fn not_a_value(span: Span, path: &str, kind: &str, members: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!("`{path}` is of type `{kind}`, which is no number and no string"),
    );
    match members {
        [] => diagnostic,
        [first, ..] => diagnostic.help(format!(
            "name one of its members, such as `{path}->{first}`"
        )),
    }
}

pub fn no_address(span: Span, path: &str) -> Diagnostic {
    Diagnostic::error(span, format!("`{path}` has no address"))
}

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

/// `others` are the backends that have it.
pub fn no_memory(span: Option<Span>, backend: &str, others: &[&str]) -> Diagnostic {
    let diagnostic = Diagnostic::new(
        Severity::Warning,
        format!(
            "the {backend} backend has no memory of processes: addresses stand for what lies there"
        ),
    );
    let diagnostic = match span {
        Some(span) => diagnostic.label(span, ""),
        None => diagnostic,
    };
    diagnostic.help(format!("{} can read it", list(others)))
}

pub fn no_session_value(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{what}()` belongs to an event, and this probe point is none"),
    )
}

pub fn no_session_read(span: Span, label: &str) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("`{label}` is read at an event, and this probe point is none"),
    )
}

pub fn too_large(span: Span, what: &str) -> Diagnostic {
    Diagnostic::error(span, format!("too many {what} in one probe or function"))
}

pub fn no_number(span: Span, text: &str) -> Diagnostic {
    Diagnostic::warning(span, format!("`strtol` finds no number in \"{text}\""))
        .here("its value is 0")
        .help("check the arguments of the script: a number is expected here")
}

pub fn histogram_bounds(span: Span) -> Diagnostic {
    Diagnostic::error(span, "this histogram has no buckets, or more than 128")
        .help("`@hist_linear(x, start, stop, step)` makes (stop - start) / step + 1 buckets")
}

pub fn second_histogram(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "a statistic has one histogram, and another one is asked of it elsewhere",
    )
}

pub fn second_shift(span: Span, first: i64) -> Diagnostic {
    Diagnostic::error(
        span,
        format!("conflicting bit shifts of `@variance`: {first} elsewhere"),
    )
}

pub fn any_key(span: Span) -> Diagnostic {
    Diagnostic::error(
        span,
        "`*` stands for any key in `in`, `delete` and the slice of a `foreach` only",
    )
}

pub fn one_bucket(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a histogram has one index: the number of a bucket")
}

pub fn unsupported_function(function: &Identifier, help: &str) -> Diagnostic {
    let message = format!("function `{}` is not supported", function.name);
    Diagnostic::mistake(function.span, message).help(help)
}

pub fn program_not_allowed(function: &Identifier) -> Diagnostic {
    let message = format!("`{}` runs a program, which scripts may not", function.name);
    Diagnostic::mistake(function.span, message).help("allow it by the option `--allow-system`")
}

pub fn entry_outside_return(span: Span) -> Diagnostic {
    Diagnostic::mistake(span, "`@entry` is for probes on the end of a call only")
        .help("such points end in `.return`, as `kernel.syscall(\"openat\").return` does")
}

pub fn bad_pattern(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::mistake(span, format!("bad regular expression: {reason}"))
}

pub fn modified_in_foreach(
    span: Span,
    name: &str,
    walk: Span,
    through: Option<&str>,
) -> Diagnostic {
    let message = match through {
        None => format!("`{name}` is modified while a `foreach` walks it"),
        Some(function) => format!("`{function}` modifies `{name}` while a `foreach` walks it"),
    };
    Diagnostic::error(span, message)
        .label(walk, "walked here")
        .help("collect the changes in another array, and make them behind the loop")
}

pub fn unused_argument(number: usize, text: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        format!("the script has no use for its argument {number}, `{text}`"),
    )
    .help(format!("a script reads it as `${number}` or `@{number}`"))
}
