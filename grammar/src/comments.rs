//! Comments that are hardly meant as such: to warnings.

use crate::diagnostic::Diagnostic;
use crate::errors;
use crate::nesting::token_length;
use crate::span::{FileId, Span};

/// The lines of C's preprocessor that begin like comments here.
const DIRECTIVES: &[&str] = &["#include", "#define", "#ifdef", "#ifndef", "#undef"];

/// Where the comments of `text` are: first byte and the one behind the last.
fn all(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            // `$#` and `@#` are the number of arguments.
            let counts = matches!(bytes[at..], [b'$' | b'@', b'#', ..]);
            at += if counts {
                2
            } else {
                token_length(&bytes[at..])
            };
            if matches!(bytes[start..], [b'#', ..] | [b'/', b'/' | b'*', ..]) {
                return Some((start, at));
            }
        }
        None
    })
}

/// Whether a comment that `text` begins with runs to its end because nothing closes it.
fn runs_on(comment: &str) -> bool {
    comment.starts_with("/*") && !(comment.len() >= 4 && comment.ends_with("*/"))
}

/// Where the comment begins that is not closed, if one is.
pub(crate) fn unclosed(text: &str) -> Option<usize> {
    let last = all(text).last()?;
    runs_on(&text[last.0..last.1]).then_some(last.0)
}

/// Warns of comments that are not closed, and of those that are the C preprocessor's.
pub(crate) fn warnings(text: &str, file: FileId) -> Vec<Diagnostic> {
    let mut warnings = Vec::new();
    for (start, end) in all(text) {
        let span = |length: usize| Span {
            file,
            start: start as u32,
            end: (start + length) as u32,
        };
        let comment = &text[start..end];
        let begins_line = text[..start].trim_end_matches([' ', '\t']).ends_with('\n') || start == 0;
        let directive = DIRECTIVES.iter().find(|directive| {
            let behind = comment.strip_prefix(**directive);
            behind.is_some_and(|behind| behind.starts_with([' ', '\t', '<', '"']))
        });
        if runs_on(comment) {
            warnings.push(errors::comment_unclosed(span(2)));
        } else if let Some(directive) = directive.filter(|_| begins_line) {
            let rest = comment[directive.len()..].trim();
            warnings.push(errors::directive(
                directive,
                rest,
                span(comment.trim_end().len()),
            ));
        }
    }
    warnings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_where_they_are() {
        let text = "a $# # one\n\"# no\" /* two */ b // three";
        let found: Vec<&str> = all(text).map(|(start, end)| &text[start..end]).collect();
        assert_eq!(found, ["# one", "/* two */", "// three"]);
        assert_eq!(unclosed("a /* b"), Some(2));
        assert_eq!(unclosed("a /*/"), Some(2));
        assert_eq!(unclosed("a /**/"), None);
        assert_eq!(unclosed("\"/*\""), None);
    }
}
