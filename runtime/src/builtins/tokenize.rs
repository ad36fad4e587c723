//! `tokenize()`: a string to its parts, one a call.

use super::row::rows;
use crate::text::Text;

rows! { world;
    /// The next part of the string that was last given, between any of the bytes in `delimiters`; empty at the end.
    impure fn tokenize(delimiters: String) -> String { world.tokens.next(delimiters) }

    /// The first part of `text` between any of the bytes in `delimiters`; with an empty `text` the next part, as the short form.
    impure fn tokenize(text: String, delimiters: String) -> String {
        if !text.is_empty() {
            world.tokens.rest = text.clone();
        }
        world.tokens.next(delimiters)
    }
}

/// What is left of the string that was last given.
#[derive(Debug, Default)]
pub(crate) struct Tokens {
    rest: Text,
}

impl Tokens {
    /// Takes the next part that is not empty.
    fn next(&mut self, delimiters: &[u8]) -> Text {
        let is_delimiter = |byte: &u8| delimiters.contains(byte);
        let start = self
            .rest
            .iter()
            .position(|byte| !is_delimiter(byte))
            .unwrap_or(self.rest.len());
        let length = self.rest[start..].iter().position(is_delimiter);
        let end = length.map_or(self.rest.len(), |length| start + length);
        let token = self.rest.slice(start..end);
        // The delimiter behind it is taken as well: the next call may have others.
        self.rest = self.rest.slice((end + 1).min(self.rest.len())..);
        token
    }
}
