//! Regular expressions without special characters.

use std::ops::Range;

use memchr::memmem::Finder;

/// A text without special characters, at the start, at the end, or anywhere.
#[derive(Debug)]
pub(super) struct Plain {
    finder: Finder<'static>,
    at_start: bool,
    at_end: bool,
}

impl Plain {
    /// `None` for a pattern that is more than that.
    pub fn new(pattern: &[u8]) -> Option<Self> {
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

    /// Where it stands first.
    pub fn find(&self, subject: &[u8]) -> Option<Range<usize>> {
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
