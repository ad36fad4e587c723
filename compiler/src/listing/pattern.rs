//! What is asked for: a probe point with wildcards, or a word.

use sigscript_grammar::syntax::{Component, Literal};
use sigscript_grammar::{Environment, Sources, Span, parse};

use crate::resolve::glob::glob;

/// A pattern that names of points are held against.
pub struct Pattern {
    text: String,
    form: Form,
}

enum Form {
    /// Points, part by part; several where the pattern has groups (`signal.{send,handle}`).
    Points(Vec<Vec<Component>>, Span),
    /// Characters anywhere.
    Word(Span),
}

impl Pattern {
    /// Reads a pattern. A lone word with wildcards, and what is no probe point at all, is looked for as text.
    pub fn new(text: &str, sources: &mut Sources) -> Self {
        let text = &with_events(text);
        let file = sources.add("<pattern>", format!("probe {text} {{ }}"));
        let begin = "probe ".len() as u32;
        let span = Span {
            file,
            start: begin,
            end: begin + text.len() as u32,
        };
        let text = text.trim().to_owned();
        let parsed = parse(sources, file, &Environment::default());
        let points: Vec<Vec<Component>> = parsed
            .map(|parsed| parsed.script.probes)
            .unwrap_or_default()
            .into_iter()
            .flat_map(|probe| probe.points)
            .map(|point| point.components)
            .collect();
        let word = matches!(points.as_slice(), [point] if point.len() == 1 && has_wildcard(&point[0].name));
        if points.is_empty() || word {
            let text = if has_wildcard(&text) {
                text
            } else {
                format!("*{text}*")
            };
            return Self {
                text,
                form: Form::Word(span),
            };
        }
        Self {
            text,
            form: Form::Points(points, span),
        }
    }

    /// Where a lone word names nothing: whatever has it in its name.
    pub fn wider(&self) -> Option<Self> {
        match &self.form {
            Form::Points(points, span) if points.len() == 1 && points[0].len() == 1 => Some(Self {
                text: format!("*{}*", self.text),
                form: Form::Word(*span),
            }),
            _ => None,
        }
    }

    /// As it was written, with the wildcards that were added.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where it stands in the sources.
    pub fn span(&self) -> Span {
        match self.form {
            Form::Points(_, span) | Form::Word(span) => span,
        }
    }

    /// The points that it spells out; none where it is a word.
    pub fn points(&self) -> &[Vec<Component>] {
        match &self.form {
            Form::Points(points, _) => points,
            Form::Word(_) => &[],
        }
    }

    /// Whether it is looked for anywhere in a name.
    pub fn is_word(&self) -> bool {
        matches!(self.form, Form::Word(_))
    }

    /// Whether it may mean points `kernel.FAMILY("…")`.
    pub fn may_be_kernel(&self, family: &str) -> bool {
        self.is_word()
            || self.points().iter().any(|point| match point.as_slice() {
                [all] => all.name == "kernel",
                [all, ..] if all.name == "**" => true,
                [first, second, ..] => {
                    glob(&first.name, "kernel")
                        && (second.name == "**" || glob(&second.name, family))
                }
                [] => false,
            })
    }

    /// Whether it matches a point's name, given as text and in parts with what stands in their parentheses.
    pub fn matches(&self, name: &str, parts: &[(&str, Option<&str>)]) -> bool {
        match &self.form {
            Form::Points(points, _) => points.iter().any(|point| match_parts(point, parts)),
            Form::Word(_) => {
                let arguments = parts.iter().filter_map(|(_, argument)| *argument);
                let short = |argument: &str| {
                    argument
                        .split_once(':')
                        .is_some_and(|(_, name)| glob(&self.text, name))
                };
                glob(&self.text, name)
                    || arguments
                        .into_iter()
                        .any(|argument| glob(&self.text, argument) || short(argument))
            }
        }
    }
}

/// A list with the points of the events that it names plainly, as `system:name`.
fn with_events(text: &str) -> String {
    let letter = |letter: char| letter.is_ascii_alphanumeric() || "_*?[]-".contains(letter);
    let is_part = |part: &str| !part.is_empty() && part.chars().all(letter);
    let is_event = |entry: &str| {
        (entry.split_once(':')).is_some_and(|(system, name)| is_part(system) && is_part(name))
    };
    let entries: Vec<&str> = text.split(',').collect();
    // One alone is looked for as text.
    if entries.len() == 1 {
        return text.to_owned();
    }
    let spelled = entries.into_iter().map(|entry| match entry.trim() {
        event if is_event(event) => format!("kernel.*(\"{event}\")"),
        _ => entry.to_owned(),
    });
    spelled.collect::<Vec<_>>().join(",")
}

fn has_wildcard(text: &str) -> bool {
    text.contains(['*', '?', '['])
}

/// Whether the parts of a pattern match those of a name, all of them. A part without parentheses matches whatever stands in those.
fn match_parts(pattern: &[Component], parts: &[(&str, Option<&str>)]) -> bool {
    match (pattern, parts) {
        ([], []) => true,
        ([many, rest @ ..], [_, behind @ ..]) if many.name == "**" => {
            match_parts(rest, behind) || match_parts(pattern, behind)
        }
        ([wanted, rest @ ..], [(name, argument), behind @ ..]) => {
            glob(&wanted.name, name)
                && match_argument(wanted.argument.as_ref(), *argument)
                && match_parts(rest, behind)
        }
        _ => false,
    }
}

fn match_argument(wanted: Option<&Literal>, argument: Option<&str>) -> bool {
    match (wanted, argument) {
        (None, _) => true,
        // Any number may stand behind a timer's unit.
        (Some(Literal::Number(_)), argument) => argument.is_none(),
        (Some(Literal::Text(_)), None) => false,
        (Some(Literal::Text(wanted)), Some(argument)) => {
            let wanted = String::from_utf8_lossy(wanted);
            let name = argument.split_once(':').map_or(argument, |(_, name)| name);
            glob(&wanted, argument) || !wanted.contains(':') && glob(&wanted, name)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_in_a_list_need_no_quotes() {
        for (text, expected) in [
            (
                "signal:*, syscall.kill",
                "kernel.*(\"signal:*\"), syscall.kill",
            ),
            (
                "a.{b,c},sched:sched_switch",
                "a.{b,c},kernel.*(\"sched:sched_switch\")",
            ),
            ("kernel.trace(\"a:b\"), c", "kernel.trace(\"a:b\"), c"),
            ("signal:*", "signal:*"),
        ] {
            assert_eq!(with_events(text), expected);
        }
    }
}
