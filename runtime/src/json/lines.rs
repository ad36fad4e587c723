//! Printed text to lines, each with the values that begin in it. A value is never torn apart: the line breaks in a stack or a histogram
//! do not count, but the one that a value ends with does.

use std::ops::Range;

use super::prints::Printed;

/// A line of printed text.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Without the line breaks at its end.
    pub text: &'a [u8],
    /// The values that begin in it.
    pub values: &'a [Printed],
}

/// The lines of a part of `text`, where `values` stand. What stands behind the last line break is a line unless it is empty.
pub(super) fn lines<'a>(
    text: &'a [u8],
    part: Range<usize>,
    values: &'a [Printed],
) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    let mut start = part.start;
    let mut first = values.partition_point(|value| value.place.start < start);
    // The value that a line break may stand in: the last one that begins before it.
    let mut near = first;
    for at in memchr::memchr_iter(b'\n', &text[part.clone()]) {
        let at = part.start + at;
        while near < values.len() && values[near].place.start <= at {
            near += 1;
        }
        let inside = near > first && at + 1 < values[near - 1].place.end;
        if inside {
            continue;
        }
        lines.push(line(&text[start..at], &values[first..near]));
        (start, first) = (at + 1, near);
    }
    let rest = &values[first..];
    let rest = if part.end < text.len() {
        &rest[..rest.partition_point(|value| value.place.start < part.end)]
    } else {
        rest
    };
    if start < part.end || !rest.is_empty() {
        lines.push(line(&text[start..part.end], rest));
    }
    lines
}

fn line<'a>(text: &'a [u8], values: &'a [Printed]) -> Line<'a> {
    let end = text.iter().rposition(|byte| *byte != b'\n');
    Line {
        text: &text[..end.map_or(0, |last| last + 1)],
        values,
    }
}

#[cfg(test)]
mod tests {
    use super::super::prints::Value;
    use super::*;

    /// The lines of a text in which `<` and `>` enclose values, each with its values' numbers.
    fn split(marked: &str) -> Vec<(String, Vec<usize>)> {
        let (mut text, mut values) = (Vec::new(), Vec::new());
        for byte in marked.bytes() {
            let here = text.len();
            match byte {
                b'<' => values.push(Printed {
                    template: 0,
                    argument: values.len(),
                    place: here..here,
                    value: Value::Number(0),
                }),
                b'>' => values.last_mut().expect("a value").place.end = here,
                _ => text.push(byte),
            }
        }
        let lines = lines(&text, 0..text.len(), &values);
        let shown = |line: Line| {
            let numbers = line.values.iter().map(|value| value.argument).collect();
            (String::from_utf8_lossy(line.text).into_owned(), numbers)
        };
        lines.into_iter().map(shown).collect()
    }

    #[test]
    fn one_line_each() {
        for (marked, expected) in [
            ("", &[][..]),
            ("a", &[("a", &[][..])]),
            ("a\n", &[("a", &[])]),
            ("a\n\nb", &[("a", &[]), ("", &[]), ("b", &[])]),
            ("<a> <b>\n<c>\n", &[("a b", &[0, 1]), ("c", &[2])]),
            ("<>\n<>", &[("", &[0]), ("", &[1])]),
            ("\n<a>\n", &[("", &[]), ("a", &[0])]),
            ("x <a\nb> y\nz\n", &[("x a\nb y", &[0]), ("z", &[])]),
            ("<a\nb\n\n><c>\n", &[("a\nb", &[0]), ("c", &[1])]),
            ("<\n>a\n", &[("", &[0]), ("a", &[])]),
        ] {
            let lines = split(marked);
            let lines: Vec<(&str, &[usize])> = lines
                .iter()
                .map(|(text, values)| (text.as_str(), values.as_slice()))
                .collect();
            assert_eq!(lines, expected, "{marked:?}");
        }
    }
}
