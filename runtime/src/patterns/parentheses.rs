//! What the C library does not tell of a pattern: its groups, and references back to them.

/// What the C library does not tell of a pattern.
#[derive(Default)]
pub(super) struct Parentheses {
    /// How many groups it opens.
    pub opened: usize,
    /// Whether it refers back to one of them: `\1` to `\9`.
    pub referred: bool,
}

impl Parentheses {
    pub fn of(pattern: &[u8]) -> Self {
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
pub(super) fn behind_brackets(bytes: &[u8]) -> &[u8] {
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
