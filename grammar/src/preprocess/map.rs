//! The expanded text, and where each of its pieces came from.

use std::borrow::Cow;

use super::tokens::Token;
use crate::span::{FileId, Span};

/// A text without macros, conditionals and arguments; it remembers where its pieces stood.
#[derive(Clone, Debug)]
pub struct Expansion<'a> {
    /// The text to parse.
    pub text: Cow<'a, str>,
    file: FileId,
    /// Length of the original text.
    length: u32,
    /// In the order of the expanded text; empty where that is the original.
    segments: Vec<Segment>,
}

/// A piece of the expanded text.
#[derive(Clone, Copy, Debug)]
struct Segment {
    /// Where it begins in the expanded text.
    start: u32,
    /// What it stands for.
    origin: Span,
    /// It is a copy of `origin`, byte by byte; otherwise it stands for `origin` as a whole.
    copied: bool,
}

impl<'a> Expansion<'a> {
    /// `text` itself, with nothing to expand.
    pub(super) fn identity(text: &'a str, file: FileId) -> Self {
        Self {
            text: Cow::Borrowed(text),
            file,
            length: text.len() as u32,
            segments: Vec::new(),
        }
    }

    /// The text that `tokens`, cut from `original`, make.
    pub(super) fn of_tokens(original: &str, file: FileId, tokens: &[Token]) -> Self {
        let mut expansion = Self {
            text: Cow::Borrowed(""),
            file,
            length: original.len() as u32,
            segments: Vec::new(),
        };
        let mut text = String::with_capacity(original.len());
        let mut before: Option<&Token> = None;
        for token in tokens {
            let follows = before.is_some_and(|before| {
                token.index.is_some() && before.index.map(|index| index + 1) == token.index
            });
            if follows {
                let gap = before.map_or(0, |before| before.span.end) as usize;
                text.push_str(&original[gap..token.span.end as usize]);
            } else {
                if before.is_some() {
                    text.push_str(separator(token, original));
                }
                expansion.segments.push(Segment {
                    start: text.len() as u32,
                    origin: token.span,
                    copied: token.index.is_some(),
                });
                text.push_str(&token.text);
            }
            before = Some(token);
        }
        expansion.text = Cow::Owned(text);
        expansion
    }

    /// The original place of bytes `start..end` of the expanded text.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        let first = self.character(start);
        if end <= start {
            return first;
        }
        first.to(self.character(end - 1))
    }

    /// The original place of the character that the byte at `offset` belongs to.
    fn character(&self, offset: usize) -> Span {
        let is_start = |at: &usize| self.text.is_char_boundary(*at);
        let start = (0..=offset).rev().find(is_start).unwrap_or(offset);
        let end = (offset + 1..=self.text.len()).find(is_start);
        self.place(start)
            .to(self.place(end.unwrap_or(offset + 1) - 1))
    }

    /// Whether bytes `start..end` stand in the original text just so.
    #[must_use]
    pub fn is_copied(&self, start: usize, end: usize) -> bool {
        let span = self.span(start, end);
        self.segments.is_empty()
            || (span.end - span.start) as usize == end - start && self.segment(start).copied
    }

    /// The original place of one byte.
    fn place(&self, offset: usize) -> Span {
        let (start, end) = if offset >= self.text.len() {
            (self.length, self.length)
        } else if self.segments.is_empty() {
            (offset as u32, offset as u32 + 1)
        } else {
            let segment = self.segment(offset);
            if !segment.copied {
                return segment.origin;
            }
            let start = segment.origin.start + (offset as u32 - segment.start);
            (start, start + 1)
        };
        let file = self.file;
        Span { file, start, end }
    }

    fn segment(&self, offset: usize) -> Segment {
        let behind = self
            .segments
            .partition_point(|segment| segment.start as usize <= offset);
        self.segments[behind.saturating_sub(1)]
    }
}

/// What keeps a token apart from the one before it, which does not stand there in the original text.
fn separator(token: &Token, original: &str) -> &'static str {
    let start = token.span.start as usize;
    let at_line_start =
        token.index.is_some() && (start == 0 || original.as_bytes()[start - 1] == b'\n');
    if at_line_start {
        // Error recovery looks for declarations at the start of a line.
        "\n"
    } else if token.glued {
        ""
    } else {
        " "
    }
}
