//! Pages of the kernel's ring buffer to records, in any byte order and word size.
//!
//! A page opens with a time (8 bytes) and a word of the kernel's long size: how many bytes of data follow, with marks in its high
//! bits. Each entry opens with 32 bits: 5 of its kind, 27 of nanoseconds since the entry before (`include/linux/ring_buffer.h`; a
//! kernel shows the layout in `events/header_page` and `events/header_event`).

use std::fmt;
use std::ops::Range;

use crate::record::ByteOrder;

/// The kinds of entries that are no data.
const PADDING: u32 = 29;
const TIME_EXTEND: u32 = 30;
const TIME_STAMP: u32 = 31;

/// The bits of an entry's time.
const TIME_BITS: u32 = 27;
/// The bits that a [`TIME_STAMP`] holds; those above are the page's.
const STAMP_BITS: u32 = 59;

/// In the word of a page: the bytes of data; that entries before were lost; that their number stands behind the data.
const DATA: u32 = 0x000f_ffff;
const LOST: u32 = 1 << 31;
const LOST_COUNTED: u32 = 1 << 30;

/// How pages are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The order of the bytes of all numbers.
    pub order: ByteOrder,
    /// The size of the word that tells how much data there is, the kernel's long: 4 or 8.
    pub word: u8,
}

/// A page that cannot be as a kernel writes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damaged {
    /// It is shorter than its head, or than the data that it says it has.
    Page,
    /// An entry reaches beyond the data.
    Entry,
}

impl fmt::Display for Damaged {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Page => "a page of its ring buffer holds less than it says",
            Self::Entry => "an entry of its ring buffer reaches beyond its page",
        })
    }
}

/// A record in a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Nanoseconds of the buffer's clock.
    pub time: u64,
    /// Where its bytes lie in the page.
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
    /// The start of a page's data.
    ///
    /// # Errors
    /// Where the page cannot be one.
    pub fn open(self, page: &[u8]) -> Result<Cursor, Damaged> {
        let head = 8 + usize::from(self.word);
        let time = self.number(page, 0, 8).ok_or(Damaged::Page)?;
        // The marks are bits of a word of 32 bits, whatever its size.
        let word = self
            .number(page, 8, self.word.into())
            .ok_or(Damaged::Page)? as u32;
        let end = head + (word & DATA) as usize;
        if end > page.len() {
            return Err(Damaged::Page);
        }
        let counted = || self.number(page, end, self.word.into());
        Ok(Cursor {
            layout: self,
            at: head,
            end,
            time,
            lost: match word {
                word if word & LOST == 0 => 0,
                word if word & LOST_COUNTED == 0 => 1,
                _ => counted().unwrap_or(1).max(1),
            },
        })
    }

    fn number(self, bytes: &[u8], at: usize, size: usize) -> Option<u64> {
        self.order.number(bytes.get(at..at.checked_add(size)?)?)
    }

    /// An entry's kind and time: the lowest and the highest bits on one byte order, the other way round on the other.
    fn head(self, word: u32) -> (u32, u64) {
        match self.order {
            ByteOrder::Little => (word & 31, u64::from(word >> 5)),
            ByteOrder::Big => (word >> TIME_BITS, u64::from(word & ((1 << TIME_BITS) - 1))),
        }
    }
}

impl Cursor {
    /// The next record; `None` at the end of the data.
    ///
    /// # Errors
    /// Where an entry reaches beyond the page's data.
    pub fn next(&mut self, page: &[u8]) -> Result<Option<Entry>, Damaged> {
        while self.at < self.end {
            let (kind, since) = self.layout.head(self.word(page, self.at)?);
            let body = self.at + 4;
            match kind {
                PADDING if since == 0 => break,
                // A discarded record; the kernel marks one without time by 1.
                PADDING => {
                    self.time = self.time.wrapping_add(if since == 1 { 0 } else { since });
                    self.at = body + self.word(page, body)? as usize;
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
                    self.at = place.end.next_multiple_of(4);
                    self.time = self.time.wrapping_add(since);
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
        let place = if kind == 0 {
            let size = self.word(page, body)? as usize;
            body + 4..body + size.max(4)
        } else {
            body..body + kind as usize * 4
        };
        if place.end > self.end {
            return Err(Damaged::Entry);
        }
        Ok(place)
    }

    fn word(&self, page: &[u8], at: usize) -> Result<u32, Damaged> {
        if at + 4 > self.end {
            return Err(Damaged::Entry);
        }
        let word = self.layout.number(page, at, 4).ok_or(Damaged::Entry)?;
        Ok(word as u32)
    }
}

/// A stamp with the bits above it of a time before.
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
mod tests {
    use super::*;

    fn page(layout: Layout, mark: u32, entries: &[(u32, u32, &[u8])]) -> Vec<u8> {
        let word = |number: u32| match layout.order {
            ByteOrder::Little => number.to_le_bytes(),
            ByteOrder::Big => number.to_be_bytes(),
        };
        let mut data = Vec::new();
        for (kind, since, body) in entries {
            data.extend(word(match layout.order {
                ByteOrder::Little => kind | since << 5,
                ByteOrder::Big => kind << 27 | since,
            }));
            data.extend_from_slice(body);
        }
        let mut page = Vec::new();
        let size = data.len() as u32 | mark;
        match layout.order {
            ByteOrder::Little => page.extend(1000_u64.to_le_bytes()),
            ByteOrder::Big => page.extend(1000_u64.to_be_bytes()),
        }
        match (layout.word, layout.order) {
            (4, _) => page.extend(word(size)),
            (_, ByteOrder::Little) => page.extend(u64::from(size).to_le_bytes()),
            (_, ByteOrder::Big) => page.extend(u64::from(size).to_be_bytes()),
        }
        page.extend(data);
        page
    }

    fn all(layout: Layout, page: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, Damaged> {
        let mut cursor = layout.open(page)?;
        let mut found = Vec::new();
        while let Some(Entry { time, place }) = cursor.next(page)? {
            found.push((time, page[place].to_vec()));
        }
        Ok(found)
    }

    #[test]
    fn entries_of_every_kind() {
        for (order, word) in [
            (ByteOrder::Little, 8),
            (ByteOrder::Big, 4),
            (ByteOrder::Little, 4),
            (ByteOrder::Big, 8),
        ] {
            let layout = Layout { order, word };
            let number = |number: u32| match order {
                ByteOrder::Little => number.to_le_bytes(),
                ByteOrder::Big => number.to_be_bytes(),
            };
            let long: Vec<u8> = [&number(6)[..], b"yz\0\0"].concat();
            let discarded: Vec<u8> = [&number(8)[..], b"????"].concat();
            let stamp = number(2);
            let entries: [(u32, u32, &[u8]); 7] = [
                (1, 5, b"abcd"),
                (0, 7, &long),
                (PADDING, 3, &discarded),
                (2, 0, b"efghijkl"),
                (TIME_EXTEND, 1, &stamp),
                (TIME_STAMP, 9, &number(1 << 10)),
                (1, 1, b"last"),
            ];
            let bytes = page(layout, 0, &entries);
            let expected = [
                (1005, b"abcd".to_vec()),
                (1012, b"yz".to_vec()),
                (1015, b"efghijkl".to_vec()),
                ((1 << 37) + 10, b"last".to_vec()),
            ];
            assert_eq!(all(layout, &bytes).unwrap(), expected, "{layout:?}");
            for cut in 0..bytes.len() {
                assert_eq!(all(layout, &bytes[..cut]), Err(Damaged::Page), "{cut}");
            }
        }
    }

    #[test]
    fn ends_losses_and_damage() {
        let layout = Layout {
            order: ByteOrder::Little,
            word: 8,
        };
        let lost = |bytes: &[u8]| layout.open(bytes).unwrap().lost;
        let mut bytes = page(layout, LOST | LOST_COUNTED, &[(PADDING, 0, b"")]);
        assert_eq!((lost(&bytes), all(layout, &bytes)), (1, Ok(Vec::new())));
        bytes.extend(77_u64.to_le_bytes());
        assert_eq!(lost(&bytes), 77);
        assert_eq!(lost(&page(layout, LOST, &[])), 1);
        assert_eq!(lost(&page(layout, 0, &[])), 0);
        for (kind, body) in [(28, &b"abcd"[..]), (0, &[200, 0, 0, 0]), (TIME_EXTEND, b"")] {
            let bytes = page(layout, 0, &[(kind, 1, body)]);
            assert_eq!(all(layout, &bytes), Err(Damaged::Entry), "{kind}");
        }
    }
}
