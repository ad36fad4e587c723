//! A checked program as text: its probes, globals and functions with their types (`-p 2`).

use std::fmt::Write as _;

use crate::Checked;
use crate::rows::Kind;
use crate::tree::Variable;

/// The probes, globals and functions of a program, with types, as SystemTap's second pass prints them. What library files keep for
/// their functions is left out: little of it may be needed in the end.
#[must_use]
pub fn listing(checked: &Checked) -> String {
    let program = &checked.program;
    let mut text = String::new();
    section(
        &mut text,
        "globals",
        program
            .globals
            .iter()
            .filter(|global| !global.library)
            .map(typed),
    );
    section(
        &mut text,
        "functions",
        program.functions.iter().map(|function| {
            let parameters: Vec<String> = function.locals[..function.parameters]
                .iter()
                .map(typed)
                .collect();
            format!(
                "{}:{} ({})",
                function.name.name,
                kind_text(function.returns),
                parameters.join(", ")
            )
        }),
    );
    section(
        &mut text,
        "probes",
        program
            .probes
            .iter()
            .filter(|probe| !probe.library)
            .map(|probe| {
                let point = probe.point.to_string();
                let mut line = if probe.name == point {
                    point
                } else {
                    format!("{} = {point}", probe.name)
                };
                for local in &probe.locals {
                    let _ = write!(line, "\n    {}", typed(local));
                }
                line
            }),
    );
    text
}

fn section(text: &mut String, title: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    let _ = writeln!(text, "# {title}");
    for line in lines {
        let _ = writeln!(text, "{line}");
    }
}

fn typed(variable: &Variable) -> String {
    let kind = if variable.elements.statistic.is_some() {
        "stats"
    } else {
        kind_text(variable.kind)
    };
    if variable.elements.keys.is_empty() {
        return format!("{}:{kind}", variable.name);
    }
    let keys: Vec<&str> = variable
        .elements
        .keys
        .iter()
        .map(|key| kind_text(*key))
        .collect();
    format!("{}:{kind} [{}]", variable.name, keys.join(", "))
}

fn kind_text(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Long) => "long",
        Some(Kind::String) => "string",
        None => "unknown",
    }
}
