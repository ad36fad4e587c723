//! Pages of the kernel's ring buffer to records, in any byte order and word size: those that `trace_pipe_raw` gives, and those of
//! recordings.
//!
//! A page opens with a time (8 bytes) and a word of the kernel's long size, the commit: how many bytes of data follow, with marks in its
//! two highest bits. Each entry opens with 32 bits: 5 of its kind or length, 27 of nanoseconds since the entry before
//! (`include/linux/ring_buffer.h`; a kernel shows the layout in `events/header_page` and `events/header_event`).

use std::fmt;
use std::ops::Range;

use crate::record::ByteOrder;

/// The kinds of entries that are no data; smaller ones are lengths in words of 4 bytes.
const PADDING: u32 = 29;
const TIME_EXTEND: u32 = 30;
const TIME_STAMP: u32 = 31;

/// The bits of an entry's time.
const TIME_BITS: u32 = 27;
/// The bits that a [`TIME_STAMP`] holds; those above are the page's.
const STAMP_BITS: u32 = 59;

/// Marks of the commit, as the kernel's `RB_MISSED_EVENTS` and `RB_MISSED_STORED`: entries before were lost; their number stands behind the
/// data. All other bits are the length of the data.
const LOST: u32 = 1 << 31;
const LOST_COUNTED: u32 = 1 << 30;

/// How pages are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The order of the bytes of all numbers.
    pub order: ByteOrder,
    /// The size of the commit, the kernel's long: 4 or 8.
    pub word: u8,
}

/// A page that cannot be as a kernel writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// It is shorter than its head, or than the data that it says it has.
    Page,
    /// The entry at this byte of the page reaches beyond the data.
    Entry(usize),
}

impl Damaged {
    /// Where in the page.
    #[must_use]
    pub fn at(self) -> usize {
        match self {
            Self::Page => 0,
            Self::Entry(at) => at,
        }
    }
}

impl fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Page => "a page of its ring buffer holds less than it says",
            Self::Entry(_) => "an entry of its ring buffer reaches beyond its page",
        })
    }
}

impl std::error::Error for Damaged {}

/// A record in a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Nanoseconds of the buffer's clock.
    pub time: u64,
    /// Where its bytes lie in the page; up to 3 of them lie behind its fields.
    pub place: Range<usize>,
}

/// A place in a page, from which [`Cursor::next`] goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    layout: Layout,
    at: usize,
    end: usize,
    /// Of the page, then of the latest entry.
    time: u64,
    /// Entries that the kernel lost before this page; at least 1 where it does not tell how many.
    pub lost: u64,
}

impl Layout {
    /// What a kernel's `events/header_page` tells; `None` where that is not understood.
    #[must_use]
    pub fn parse(header_page: &str, order: ByteOrder) -> Option<Self> {
        let word = header_number(header_page, "commit", "size:")?;
        matches!(word, 4 | 8).then_some(Self {
            order,
            word: word as u8,
        })
    }

    /// The start of a page's data.
    ///
    /// # Errors
    /// Where the page cannot be one.
    pub fn open(self, page: &[u8]) -> Result<Cursor, Damaged> {
        let word = usize::from(self.word);
        let number = |at: usize, size: usize| self.order.number(page.get(at..at + size)?);
        let time = number(0, 8).ok_or(Damaged::Page)?;
        // The marks are bits of a word of 32 bits, whatever its size.
        let commit = number(8, word).ok_or(Damaged::Page)? as u32;
        let start = 8 + word;
        let end = start + (commit & !(LOST | LOST_COUNTED)) as usize;
        if end > page.len() {
            return Err(Damaged::Page);
        }
        let lost = match commit {
            _ if commit & LOST == 0 => 0,
            _ if commit & LOST_COUNTED == 0 => 1,
            _ => number(end, word).unwrap_or(1).max(1),
        };
        Ok(Cursor {
            layout: self,
            at: start,
            end,
            time,
            lost,
        })
    }

    /// An entry's kind and time: the lowest and the highest bits on one byte order, the other way round on the other.
    fn head(self, word: u32) -> (u32, u64) {
        match self.order {
            ByteOrder::Little => (word & 31, u64::from(word >> 5)),
            ByteOrder::Big => (word >> TIME_BITS, u64::from(word & ((1 << TIME_BITS) - 1))),
        }
    }
}

/// The size of a kernel's pages in bytes, as its `events/header_page` tells it.
#[must_use]
pub fn page_size(header_page: &str) -> Option<usize> {
    let start = header_number(header_page, "data", "offset:")?;
    start.checked_add(header_number(header_page, "data", "size:")?)
}

/// A number of a field: `field: local_t commit; offset:8; size:8; signed:1;`.
fn header_number(header_page: &str, field: &str, part: &str) -> Option<usize> {
    let is_it = |line: &&str| {
        let declaration = line.split(';').next();
        declaration.and_then(|it| it.split_whitespace().next_back()) == Some(field)
    };
    let (_, behind) = header_page.lines().find(is_it)?.split_once(part)?;
    behind.split(';').next()?.trim().parse().ok()
}

impl Cursor {
    /// The next record; `None` at the end of the data.
    ///
    /// # Errors
    /// Where an entry reaches beyond the page's data.
    #[inline]
    pub fn next(&mut self, page: &[u8]) -> Result<Option<Entry>, Damaged> {
        while self.at < self.end {
            let (kind, since) = self.layout.head(self.word(page, self.at)?);
            let body = self.at + 4;
            match kind {
                // The rest of the page.
                PADDING if since == 0 => break,
                // A discarded record. The kernel marks one that came without time by 1 (`rb_event_discard`).
                PADDING => {
                    let size = self.word(page, body)? as usize;
                    self.time = self.time.wrapping_add(if since == 1 { 0 } else { since });
                    self.skip(body + size)?;
                }
                TIME_EXTEND => {
                    let high = u64::from(self.word(page, body)?) << TIME_BITS;
                    self.time = self.time.wrapping_add(high + since);
                    self.at = body + 4;
                }
                TIME_STAMP => {
                    let high = u64::from(self.word(page, body)?) << TIME_BITS;
                    self.time = stamped(high + since, self.time);
                    self.at = body + 4;
                }
                _ => {
                    let place = self.data(page, kind, body)?;
                    self.time = self.time.wrapping_add(since);
                    self.skip(place.end)?;
                    self.at = place.end.next_multiple_of(4);
                    let time = self.time;
                    return Ok(Some(Entry { time, place }));
                }
            }
        }
        Ok(None)
    }

    /// Where the bytes of a data entry lie: up to 112 bytes have their size in the kind, in words; more in a word of its own, which
    /// counts itself.
    fn data(&self, page: &[u8], kind: u32, body: usize) -> Result<Range<usize>, Damaged> {
        Ok(match kind {
            0 => body + 4..body + (self.word(page, body)? as usize).max(4),
            words => body..body + words as usize * 4,
        })
    }

    /// Goes to the entry at this byte, or to the end.
    fn skip(&mut self, to: usize) -> Result<(), Damaged> {
        if to > self.end {
            return Err(Damaged::Entry(self.at));
        }
        self.at = to;
        Ok(())
    }

    fn word(&self, page: &[u8], at: usize) -> Result<u32, Damaged> {
        let data = page.get(..self.end).unwrap_or_default();
        let bytes = data.get(at..).and_then(<[u8]>::first_chunk);
        let bytes = *bytes.ok_or(Damaged::Entry(self.at))?;
        Ok(match self.layout.order {
            ByteOrder::Little => u32::from_le_bytes(bytes),
            ByteOrder::Big => u32::from_be_bytes(bytes),
        })
    }
}

/// A stamp with the bits above it of a time before, as the kernel's `rb_fix_abs_ts`.
fn stamped(stamp: u64, before: u64) -> u64 {
    let low = (1 << STAMP_BITS) - 1;
    let time = (stamp & low) | (before & !low);
    if before & !low != 0 && time < before {
        time.wrapping_add(1 << STAMP_BITS)
    } else {
        time
    }
}

#[cfg(test)]
mod tests;
