//! Regular expressions of `=~`: POSIX extended, the leftmost longest match. The C library matches them, since no crate finds POSIX
//! groups; plain texts, with or without `^` and `$`, are searched for without it.

mod library;
mod parentheses;
mod plain;
mod size;

use std::ops::Range;

use library::Compiled;
use plain::Plain;

/// A compiled regular expression.
#[derive(Debug)]
pub struct Pattern(Kind);

#[derive(Debug)]
enum Kind {
    Plain(Box<Plain>),
    Compiled(Compiled),
}

/// Checks a regular expression; tells what is wrong with it.
///
/// # Errors
/// What the C library says, that back references are not supported, and that it is too large.
pub fn check_pattern(pattern: &[u8]) -> Result<(), String> {
    Pattern::new(pattern).map(|_| ())
}

impl Pattern {
    /// Compiles a regular expression, or tells what is wrong with it.
    pub fn new(pattern: &[u8]) -> Result<Self, String> {
        if let Some(plain) = Plain::new(pattern) {
            return Ok(Self(Kind::Plain(Box::new(plain))));
        }
        Compiled::new(pattern).map(|compiled| Self(Kind::Compiled(compiled)))
    }

    /// Whether it matches somewhere in `subject`. The scratch memory saves an allocation.
    pub fn matches(&self, subject: &[u8], scratch: &mut Vec<u8>) -> bool {
        match &self.0 {
            Kind::Plain(plain) => plain.find(subject).is_some(),
            Kind::Compiled(compiled) => compiled.matches(subject, scratch),
        }
    }

    /// How many groups it has: the whole match and one for each pair of parentheses.
    #[must_use]
    pub fn group_count(&self) -> usize {
        match &self.0 {
            Kind::Plain(_) => 1,
            Kind::Compiled(compiled) => compiled.group_count,
        }
    }

    /// Where the whole match and the groups stand in `subject`; empty for one that took no part, nothing at all where it does not match.
    #[must_use]
    pub fn groups(&self, subject: &[u8]) -> Vec<Range<usize>> {
        match &self.0 {
            Kind::Plain(plain) => plain.find(subject).into_iter().collect(),
            Kind::Compiled(compiled) => compiled.groups(subject),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the whole match and the groups hold, each in brackets; `-` without a match.
    fn groups(pattern: &str, subject: &str) -> String {
        let pattern = Pattern::new(pattern.as_bytes()).expect("a valid pattern");
        let groups = pattern.groups(subject.as_bytes());
        let matches = pattern.matches(subject.as_bytes(), &mut Vec::new());
        assert_eq!(matches, !groups.is_empty());
        if groups.is_empty() {
            return "-".into();
        }
        assert_eq!(groups.len(), pattern.group_count());
        let texts: Vec<&str> = groups.into_iter().map(|group| &subject[group]).collect();
        format!("[{}]", texts.join("]["))
    }

    #[test]
    fn matches_are_leftmost_longest() {
        for (pattern, subject, expected) in [
            (".*X", "aXbXc", "[aXbX]"),
            ("a+", "xaaay", "[aaa]"),
            ("a*", "xaaay", "[]"),
            ("ab|abcd", "abcd", "[abcd]"),
            ("^(a|ab)(c|bcd)?$", "ab", "[ab][ab][]"),
            ("a(b)?c", "ac", "[ac][]"),
            ("(a)|(b)", "b", "[b][][b]"),
            ("(a*)(a|b)*", "aab", "[aab][aa][b]"),
            (
                "((20)(24))-((0)(5))",
                "on 2024-05",
                "[2024-05][2024][20][24][05][0][5]",
            ),
            ("gr(a|e)y", "groy", "-"),
            ("[[:digit:]]{2,}", "a1b234", "[234]"),
            ("a.c", "a\nc", "[a\nc]"),
            ("^b", "a\nb", "-"),
        ] {
            assert_eq!(
                groups(pattern, subject),
                expected,
                "{pattern} on {subject:?}"
            );
        }
    }

    #[test]
    fn plain_texts_agree_with_the_library() {
        let subjects = ["", "a", "ab", "aba", "bab", "abab", "a\nb", "xabx"];
        for text in ["a", "ab", "aba", "é"] {
            for pattern in [
                text.to_owned(),
                format!("^{text}"),
                format!("{text}$"),
                format!("^{text}$"),
            ] {
                assert!(Plain::new(pattern.as_bytes()).is_some(), "{pattern}");
                for subject in subjects {
                    // The same with a group around all of it, which is not plain.
                    let grouped = groups(&format!("({pattern})"), subject);
                    let doubled = groups(&pattern, subject);
                    let expected = if doubled == "-" {
                        doubled
                    } else {
                        doubled.repeat(2)
                    };
                    assert_eq!(grouped, expected, "{pattern} on {subject:?}");
                }
            }
        }
    }

    #[test]
    fn any_byte_is_matched() {
        let pattern = Pattern::new(b"^a.[^b]$").expect("a valid pattern");
        assert!(pattern.matches(b"a\xff\xe9", &mut Vec::new()));
    }

    #[test]
    fn wrong_patterns_are_refused() {
        for pattern in [
            "(",
            "a)b(",
            "[a",
            "a{2,1}",
            "*a(",
            r"(a)\1",
            r"[[:digit:]]\2",
            r"[^]]\1",
        ] {
            let error = check_pattern(pattern.as_bytes()).expect_err(pattern);
            assert!(
                error.chars().next().is_some_and(char::is_lowercase),
                "{error}"
            );
        }
        for pattern in [
            "",
            "^",
            "$",
            r"\\1",
            r"[\1]",
            r"[]\1]",
            r"[[.].]\1]",
            "a{2}",
            "[^]]",
        ] {
            assert_eq!(check_pattern(pattern.as_bytes()), Ok(()), "{pattern}");
        }
    }
}
