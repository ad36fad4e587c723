//! A text to coloured pieces: what each token is, by the same grammars that parse it. A text need not be complete.

use std::ops::Range;

use crate::preprocess::{Kind, lex};
use crate::span::FileId;
/// The words and signs that an editor should know.
pub use crate::unexpected::{KEYWORDS, OPERATORS};

/// What a piece of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// `probe`, `if`
    Keyword,
    /// `"text"`; one that is not closed yet runs to the end of its line
    String,
    /// `42`
    Number,
    /// `# …`, `// …`, `/* … */`
    Comment,
    /// `$name`, `$1`
    Target,
    /// `@count`, `@1`, `%(`
    Operator,
    /// A name that parentheses follow.
    Call,
}

/// The pieces of `text` that are something, in order; what lies between them is plain.
///
/// ```
/// use sigscript_grammar::highlight::{Class, pieces};
/// let text = "if (n > 1) println(\"x\")";
/// let found: Vec<_> = pieces(text).into_iter().map(|(range, class)| (&text[range], class)).collect();
/// assert_eq!(found[0], ("if", Class::Keyword));
/// assert_eq!(found[2], ("println", Class::Call));
/// ```
#[must_use]
pub fn pieces(text: &str) -> Vec<(Range<usize>, Class)> {
    let tokens = lex(text, FileId::default());
    let mut found: Vec<(Range<usize>, Class)> = Vec::new();
    let mut behind = 0;
    for (index, token) in tokens.iter().enumerate() {
        let range = token.span.start as usize..token.span.end as usize;
        if range.start < behind {
            // Inside a string that is not closed.
            continue;
        }
        comments(text, behind..range.start, &mut found);
        behind = range.end;
        let class = match token.kind {
            Kind::string => Class::String,
            Kind::number => Class::Number,
            Kind::word if token.text.starts_with('$') => Class::Target,
            Kind::word if KEYWORDS.contains(&&*token.text) => Class::Keyword,
            Kind::word if tokens.get(index + 1).is_some_and(|next| next.is("(")) => Class::Call,
            Kind::argument_count | Kind::argument_raw | Kind::argument_text => Class::Target,
            Kind::operator_name
            | Kind::embedded_c
            | Kind::conditional_open
            | Kind::conditional_then
            | Kind::conditional_else
            | Kind::conditional_close => Class::Operator,
            Kind::other if token.is("\"") => {
                let line = text[range.start..].find('\n');
                behind = line.map_or(text.len(), |length| range.start + length);
                found.push((range.start..behind, Class::String));
                continue;
            }
            _ => continue,
        };
        found.push((range, class));
    }
    comments(text, behind..text.len(), &mut found);
    found
}

/// Between tokens there are blanks and comments.
fn comments(text: &str, between: Range<usize>, found: &mut Vec<(Range<usize>, Class)>) {
    let comment = text[between.clone()].trim();
    if !comment.is_empty() {
        let start = between.end - text[between.clone()].trim_start().len();
        found.push((start..start + comment.len(), Class::Comment));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_has_its_class() {
        let text = "probe a.b { # why\n $x = @count(s) + 0x1f /* */ f(\"a\") \"open x";
        let found: Vec<(&str, Class)> = pieces(text)
            .into_iter()
            .map(|(range, class)| (&text[range], class))
            .collect();
        assert_eq!(
            found,
            [
                ("probe", Class::Keyword),
                ("# why", Class::Comment),
                ("$x", Class::Target),
                ("@count", Class::Operator),
                ("0x1f", Class::Number),
                ("/* */", Class::Comment),
                ("f", Class::Call),
                ("\"a\"", Class::String),
                ("\"open x", Class::String),
            ]
        );
    }

    #[test]
    fn pieces_stand_in_order_and_apart() {
        let text = "a \"b \u{e4} /* c\n \"d\" # \"e\n f(\"";
        let mut behind = 0;
        for (range, _) in pieces(text) {
            assert!(
                range.start >= behind && range.end > range.start,
                "{range:?}"
            );
            assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            behind = range.end;
        }
    }
}
