//! What is printed while the screen is drawn: the last lines to show, and all of it, as far as it is kept, for afterwards.

use std::collections::VecDeque;

/// The lines that are kept.
const MOST: usize = 10_000;
/// Their bytes.
const MOST_BYTES: usize = 4 << 20;

/// Printed text, line by line.
#[derive(Debug, Default)]
pub struct Log {
    /// Each with its line break, but for the last one.
    lines: VecDeque<Vec<u8>>,
    bytes: usize,
    /// Lines that are not kept any more.
    dropped: usize,
}

impl Log {
    /// Takes printed text.
    pub fn add(&mut self, text: &[u8]) {
        for piece in text.split_inclusive(|byte| *byte == b'\n') {
            match self.lines.back_mut() {
                Some(last) if !last.ends_with(b"\n") => last.extend_from_slice(piece),
                _ => self.lines.push_back(piece.to_vec()),
            }
            self.bytes += piece.len();
            while self.lines.len() > MOST || self.bytes > MOST_BYTES && self.lines.len() > 1 {
                let oldest = self.lines.pop_front();
                self.bytes -= oldest.map_or(0, |line| line.len());
                self.dropped += 1;
            }
        }
    }

    /// Takes a line of its own.
    pub fn add_line(&mut self, line: &[u8]) {
        let whole = self.lines.back().is_none_or(|last| last.ends_with(b"\n"));
        self.add(if whole { b"" } else { b"\n" });
        self.add(line);
        self.add(b"\n");
    }

    /// How many lines were printed.
    pub fn count(&self) -> usize {
        self.dropped + self.lines.len()
    }

    /// The last lines, at most `count`, without their line breaks.
    pub fn last(&self, count: usize) -> impl Iterator<Item = &[u8]> {
        let from = self.lines.len().saturating_sub(count);
        self.lines
            .range(from..)
            .map(|line| line.strip_suffix(b"\n").unwrap_or(line))
    }

    /// All that is kept, and how many lines before that are not.
    pub fn finish(self) -> (Vec<u8>, usize) {
        (Vec::from(self.lines).concat(), self.dropped)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together() {
        let mut log = Log::default();
        for text in ["a", "b\nc\n", "", "d"] {
            log.add(text.as_bytes());
        }
        let last: Vec<&[u8]> = log.last(2).collect();
        assert_eq!(last, [b"c", b"d"]);
        log.add_line(b"e");
        assert_eq!(log.count(), 4);
        assert_eq!(log.finish(), (b"ab\nc\nd\ne\n".to_vec(), 0));
    }

    #[test]
    fn the_oldest_are_dropped() {
        let mut log = Log::default();
        for number in 0..MOST + 5 {
            log.add_line(number.to_string().as_bytes());
        }
        let (text, dropped) = log.finish();
        assert!(text.starts_with(b"5\n6\n"));
        assert_eq!(dropped, 5);
        let mut log = Log::default();
        log.add_line(&vec![b'x'; MOST_BYTES]);
        log.add_line(b"y");
        assert_eq!(log.finish(), (b"y\n".to_vec(), 1));
    }
}
