//! Messages about probe points.

use sigscript_grammar::syntax::Component;
use sigscript_grammar::{Diagnostic, Severity, Sources, Span};

use super::did_you_mean;

/// Says which probe of the script led to a mistake in the library.
pub fn led_here(diagnostic: Diagnostic, sources: &Sources, point: Span) -> Diagnostic {
    let is_library = |span: Span| sources.get(span.file).library;
    let first = diagnostic.labels.first().map(|label| label.span);
    if first.is_some_and(is_library) && !is_library(point) {
        diagnostic.label(point, "needed by this probe")
    } else {
        diagnostic
    }
}

pub fn recursive_alias(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(span, format!("alias `{name}` stands for itself"))
        .help("an alias stands for other points: `probe NAME = POINT { … }`")
}

pub fn too_many_points(span: Span) -> Diagnostic {
    Diagnostic::error(span, "the aliases lead to too many probe points")
}

pub fn timer_period(span: Span) -> Diagnostic {
    Diagnostic::error(span, "a timer's period must be at least 1")
        .help("`timer.s(1)` fires every second, `begin` once at the start")
}

pub fn unsupported_point(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(span, format!("probe point `{text}` cannot be used yet"))
        .here("not supported in this version")
        .help("`sigscript -l '**'` lists the points that are there")
}

/// `call` is the system call whose work the function does; `word` is what its name tells.
pub fn kernel_function(
    span: Span,
    text: &str,
    call: Option<&str>,
    word: Option<&str>,
) -> Diagnostic {
    let mut diagnostic =
        Diagnostic::error(span, format!("probe point `{text}` cannot be used yet"))
            .here("functions of the kernel cannot be probed in this version");
    if let Some(call) = call {
        diagnostic = diagnostic.help(format!(
            "the system call is `kernel.syscall(\"{call}\")`, and `.return` where it returns"
        ));
    }
    match word {
        Some(word) => diagnostic.help(format!(
            "`sigscript -l '*{word}*'` lists the points with `{word}` in their names"
        )),
        None => diagnostic.help("`sigscript -l '**'` lists the points that are there"),
    }
}

pub fn program_function(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(span, format!("probe point `{text}` cannot be used yet"))
        .here("functions of programs cannot be probed in this version")
        .help("what a program asks of the kernel is seen by `syscall.*`; `-c` or `-x` and `target()` pick the process")
}

/// `of` has no part `suffix` behind it.
pub fn no_suffix(span: Span, of: &str, suffix: &str) -> Diagnostic {
    Diagnostic::error(span, format!("`{of}` has no `.{suffix}`"))
        .here("no such probe point")
        .help(format!("`{of}` is the whole name"))
}

pub fn unavailable_point(span: Span, text: &str, reason: &str) -> Diagnostic {
    let pattern = text.split('.').next().unwrap_or(text);
    Diagnostic::error(span, format!("probe point `{text}` is not available"))
        .here(reason)
        .help(format!("`sigscript -l '{pattern}.*'` lists those that are"))
}

pub fn nothing_behind_alias(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(span, format!("this kernel has nothing for `{text}`"))
        .here("none of the points that it stands for is there")
        .help("a `?` behind it makes it optional")
}

/// `advice` where no name is near.
pub fn unknown_point(
    span: Span,
    text: &str,
    near: &[String],
    advice: Option<String>,
) -> Diagnostic {
    let diagnostic = Diagnostic::error(span, format!("unknown probe point `{text}`"))
        .here("no such probe point");
    match advice {
        Some(advice) if near.is_empty() => diagnostic.help(advice),
        _ => did_you_mean(diagnostic, near),
    }
}

/// How to look for points like one that nobody knows.
pub fn search_points(components: &[Component]) -> String {
    let last = components.last().map_or("", |last| last.name.as_str());
    let word = last.trim_matches('*');
    if word.is_empty() {
        return "`sigscript -l '**'` lists all points".to_owned();
    }
    format!("`sigscript -l '*{word}*'` lists points with `{word}` in their names")
}

pub fn unknown_tracepoint(span: Span, pattern: &str, near: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(span, format!("this kernel has no tracepoint `{pattern}`"))
        .here("no such tracepoint");
    if near.is_empty() {
        let word = pattern
            .rsplit(':')
            .next()
            .unwrap_or(pattern)
            .trim_matches('*');
        return diagnostic.help(format!(
            "`sigscript -l 'kernel.trace(\"*{word}*\")'` lists those with `{word}` in their names"
        ));
    }
    did_you_mean(diagnostic, near)
}

pub fn unknown_syscall(span: Span, name: &str, near: &[String]) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        span,
        format!("this architecture has no system call `{name}`"),
    )
    .here("unknown system call");
    did_you_mean(diagnostic, near)
}

pub fn missing_part(span: Span, what: &str, reason: &str) -> Diagnostic {
    Diagnostic::new(Severity::Missing, format!("`{what}` cannot be looked up"))
        .label(span, "")
        .here("needs the kernel's description")
        .help(reason)
}
