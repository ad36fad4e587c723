//! Regular expressions of `=~`: POSIX extended, the leftmost longest match. The C library matches them, since no crate finds POSIX
//! groups; plain texts, with or without `^` and `$`, are searched for without it.

use std::ffi::CString;
use std::fmt;
use std::mem::MaybeUninit;
use std::ops::Range;
use std::ptr;

use libc::{c_char, regex_t, regmatch_t};
use memchr::memmem::Finder;

use crate::text;

/// A compiled regular expression.
#[derive(Debug)]
pub struct Pattern(Kind);

#[derive(Debug)]
enum Kind {
    Plain(Plain),
    Compiled(Compiled),
}

/// Checks a regular expression; tells what is wrong with it.
///
/// # Errors
/// What the C library says, and `back references are not supported`.
pub fn check_pattern(pattern: &[u8]) -> Result<(), String> {
    Pattern::new(pattern).map(|_| ())
}

impl Pattern {
    /// Compiles a regular expression, or tells what is wrong with it.
    pub fn new(pattern: &[u8]) -> Result<Self, String> {
        if let Some(plain) = Plain::new(pattern) {
            return Ok(Self(Kind::Plain(plain)));
        }
        Compiled::new(pattern).map(|compiled| Self(Kind::Compiled(compiled)))
    }

    /// Whether it matches somewhere in `subject`. The scratch memory saves an allocation.
    pub fn matches(&self, subject: &[u8], scratch: &mut Vec<u8>) -> bool {
        match &self.0 {
            Kind::Plain(plain) => plain.find(subject).is_some(),
            Kind::Compiled(compiled) => compiled.execute(subject, &mut [], scratch),
        }
    }

    /// How many groups it has: the whole match and one for each pair of parentheses.
    #[must_use]
    pub fn group_count(&self) -> usize {
        match &self.0 {
            Kind::Plain(_) => 1,
            Kind::Compiled(compiled) => compiled.groups,
        }
    }

    /// Where the whole match and the groups stand in `subject`; empty for one that took no part, nothing at all where it does not match.
    #[must_use]
    pub fn groups(&self, subject: &[u8]) -> Vec<Range<usize>> {
        match &self.0 {
            Kind::Plain(plain) => plain.find(subject).into_iter().collect(),
            Kind::Compiled(compiled) => {
                let unset = regmatch_t {
                    rm_so: -1,
                    rm_eo: -1,
                };
                let mut places = vec![unset; self.group_count()];
                if !compiled.execute(subject, &mut places, &mut Vec::new()) {
                    return Vec::new();
                }
                places.iter().map(range).collect()
            }
        }
    }
}

/// A group's place; empty for one that took no part.
fn range(place: &regmatch_t) -> Range<usize> {
    match (usize::try_from(place.rm_so), usize::try_from(place.rm_eo)) {
        (Ok(start), Ok(end)) => start..end,
        _ => 0..0,
    }
}

/// A text without special characters, at the start, at the end, or anywhere.
#[derive(Debug)]
struct Plain {
    finder: Finder<'static>,
    at_start: bool,
    at_end: bool,
}

impl Plain {
    fn new(pattern: &[u8]) -> Option<Self> {
        let (at_start, rest) = pattern
            .strip_prefix(b"^")
            .map_or((false, pattern), |rest| (true, rest));
        let (at_end, text) = rest
            .strip_suffix(b"$")
            .map_or((false, rest), |text| (true, text));
        let special = |byte: &u8| br"^$.[]()*+?{}|\".contains(byte);
        (!text.is_empty() && !text.iter().any(special)).then(|| Self {
            finder: Finder::new(text).into_owned(),
            at_start,
            at_end,
        })
    }

    fn find(&self, subject: &[u8]) -> Option<Range<usize>> {
        let text = self.finder.needle();
        let last = subject.len().checked_sub(text.len())?;
        let start = match (self.at_start, self.at_end) {
            (false, false) => self.finder.find(subject)?,
            (true, false) => 0,
            (false, true) => last,
            (true, true) => (last == 0).then_some(0)?,
        };
        let found = start..start + text.len();
        (subject[found.clone()] == *text).then_some(found)
    }
}

/// What the C library made of a pattern. It stays where it was made, because the library may point into it.
struct Compiled {
    regex: Box<regex_t>,
    groups: usize,
}

impl Compiled {
    fn new(pattern: &[u8]) -> Result<Self, String> {
        let parentheses = Parentheses::of(pattern);
        if parentheses.referred {
            return Err("back references are not supported".into());
        }
        let pattern = CString::new(text::before_nul(pattern)).unwrap_or_default();
        let mut regex: Box<MaybeUninit<regex_t>> = Box::new_uninit();
        // SAFETY: both pointers are valid, and the pattern ends with a NUL byte.
        let code =
            unsafe { libc::regcomp(regex.as_mut_ptr(), pattern.as_ptr(), libc::REG_EXTENDED) };
        if code != 0 {
            return Err(message(code));
        }
        // SAFETY: `regcomp` has filled it.
        let regex = unsafe { regex.assume_init() };
        let groups = parentheses.opened + 1;
        Ok(Self { regex, groups })
    }

    /// Whether it matches, and where its groups do, as many as there is room for.
    fn execute(&self, subject: &[u8], groups: &mut [regmatch_t], scratch: &mut Vec<u8>) -> bool {
        scratch.clear();
        scratch.extend_from_slice(subject);
        scratch.push(0);
        let subject: *const c_char = scratch.as_ptr().cast();
        // SAFETY: the expression is compiled, the subject ends with a NUL byte, and there is room for that many groups.
        let code = unsafe {
            libc::regexec(
                &raw const *self.regex,
                subject,
                groups.len(),
                groups.as_mut_ptr(),
                0,
            )
        };
        code == 0
    }
}

impl Drop for Compiled {
    fn drop(&mut self) {
        // SAFETY: it was compiled, and nobody uses it any more.
        unsafe { libc::regfree(&raw mut *self.regex) };
    }
}

impl fmt::Debug for Compiled {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Compiled").finish_non_exhaustive()
    }
}

/// The C library's words for an error, in this project's style.
fn message(code: i32) -> String {
    let mut buffer = [0_u8; 128];
    // SAFETY: it writes at most that many bytes and needs no expression.
    unsafe { libc::regerror(code, ptr::null(), buffer.as_mut_ptr().cast(), buffer.len()) };
    let mut message = String::from_utf8_lossy(text::before_nul(&buffer)).into_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    message
}

/// What the C library does not tell of a pattern.
#[derive(Default)]
struct Parentheses {
    /// How many groups it opens.
    opened: usize,
    /// Whether it refers back to one of them: `\1` to `\9`.
    referred: bool,
}

impl Parentheses {
    fn of(pattern: &[u8]) -> Self {
        let mut found = Self::default();
        let mut rest = pattern;
        loop {
            rest = match rest {
                [] => return found,
                [b'\\', byte, rest @ ..] => {
                    found.referred |= matches!(byte, b'1'..=b'9');
                    rest
                }
                [b'(', rest @ ..] => {
                    found.opened += 1;
                    rest
                }
                [b'[', rest @ ..] => behind_brackets(rest),
                [_, rest @ ..] => rest,
            };
        }
    }
}

/// What stands behind a bracket expression, from behind its `[` on. A `]` right at its start, and what `[:`, `[.` and `[=` enclose,
/// belong to it.
fn behind_brackets(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"^").unwrap_or(bytes);
    let mut rest = bytes.strip_prefix(b"]").unwrap_or(bytes);
    loop {
        rest = match rest {
            [] => return rest,
            [b']', rest @ ..] => return rest,
            [b'[', mark @ (b':' | b'.' | b'='), inner @ ..] => {
                let end = inner.windows(2).position(|pair| pair == [*mark, b']']);
                end.map_or(inner, |end| &inner[end + 2..])
            }
            [_, rest @ ..] => rest,
        };
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
        groups
            .iter()
            .map(|group| format!("[{}]", &subject[group.clone()]))
            .collect()
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
