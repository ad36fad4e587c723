//! Pages of a ring buffer of the kernel's, as `trace_pipe_raw` gives them, to records with their times.
//!
//! The layout is that of `events/header_page` and `events/header_event`: a time and the length of what is in use, then entries, each with a
//! length or kind in 5 bits and the nanoseconds since the one before in 27.

use crate::record::ByteOrder;

/// Kinds of entries that are no records; smaller numbers are lengths in words of 4 bytes.
const PADDING: u32 = 29;
const TIME_EXTEND: u32 = 30;
const TIME_STAMP: u32 = 31;
/// Of the commit word: above are marks.
const COMMIT: u64 = (1 << 27) - 1;
/// The bits of a time that an absolute stamp gives; those above stay.
const STAMP: u64 = (1 << 59) - 1;

/// How pages are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageForm {
    /// The order of the bytes in numbers.
    pub order: ByteOrder,
    /// Where the length of what is in use stands.
    pub commit: usize,
    /// The size of that number.
    pub commit_size: usize,
    /// Where the entries begin.
    pub data: usize,
    /// The size of a page, the header included.
    pub size: usize,
}

impl PageForm {
    /// The form that a `header_page` tells; `None` where it is not understood.
    #[must_use]
    pub fn parse(header_page: &str, order: ByteOrder) -> Option<Self> {
        let number = |name: &str, part: &str| -> Option<usize> {
            let ends = |line: &&str| line.split(';').next().is_some_and(|it| it.ends_with(name));
            let line = header_page.lines().find(ends)?;
            let (_, behind) = line.split_once(part)?;
            behind.split(';').next()?.trim().parse().ok()
        };
        let data = number(" data", "offset:")?;
        Some(Self {
            order,
            commit: number(" commit", "offset:")?,
            commit_size: number(" commit", "size:")?,
            data,
            size: data + number(" data", "size:")?,
        })
    }

    /// The first entry of a page.
    #[must_use]
    pub fn begin(&self, page: &[u8]) -> Cursor {
        let time = self.number(page, 0, 8).unwrap_or(0);
        let used = self.number(page, self.commit, self.commit_size);
        let end = self.data + (used.unwrap_or(0) & COMMIT) as usize;
        Cursor {
            at: self.data,
            end: end.min(page.len()),
            time,
        }
    }

    fn number(&self, bytes: &[u8], offset: usize, size: usize) -> Option<u64> {
        let bytes = bytes.get(offset..offset.checked_add(size)?)?;
        let append = |number: u64, byte: &u8| number << 8 | u64::from(*byte);
        Some(match self.order {
            ByteOrder::Little => bytes.iter().rev().fold(0, append),
            ByteOrder::Big => bytes.iter().fold(0, append),
        })
    }

    /// The kind and the time of an entry's first word.
    fn entry(&self, word: u32) -> (u32, u64) {
        match self.order {
            ByteOrder::Little => (word & 31, u64::from(word >> 5)),
            ByteOrder::Big => (word >> 27, u64::from(word & 0x7ff_ffff)),
        }
    }
}

/// A place in a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cursor {
    at: usize,
    end: usize,
    time: u64,
}

/// A record found in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// Nanoseconds on the buffer's clock.
    pub time: u64,
    /// Where it begins.
    pub start: usize,
    /// Where it ends; up to 3 bytes behind its fields.
    pub end: usize,
}

impl Cursor {
    /// The next record; `None` at the end of what is in use, or of what makes sense.
    pub fn next(&mut self, form: &PageForm, page: &[u8]) -> Option<Found> {
        while self.at + 4 <= self.end {
            let word = |offset| form.number(page, offset, 4);
            let (kind, delta) = form.entry(word(self.at)? as u32);
            let start = self.at + 4;
            match kind {
                TIME_EXTEND => {
                    self.time = self.time.wrapping_add((word(start)? << 27) + delta);
                    self.at += 8;
                }
                TIME_STAMP => {
                    self.time = self.time & !STAMP | ((word(start)? << 27) + delta) & STAMP;
                    self.at += 8;
                }
                // The rest of the page.
                PADDING if delta == 0 => break,
                // An entry that was taken back.
                PADDING => {
                    self.time = self.time.wrapping_add(delta);
                    self.at = start + word(start)? as usize;
                }
                _ => {
                    self.time = self.time.wrapping_add(delta);
                    let (start, end) = match kind {
                        // The length stands in a word of its own, which it counts.
                        0 => (start + 4, start + (word(start)? as usize).max(4)),
                        words => (start, start + words as usize * 4),
                    };
                    if end > self.end {
                        break;
                    }
                    self.at = end.next_multiple_of(4);
                    return Some(Found {
                        time: self.time,
                        start,
                        end,
                    });
                }
            }
        }
        self.at = self.end;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n\tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;\n\
        \tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n\tfield: char data;\toffset:16;\tsize:4080;\tsigned:0;\n";

    fn form(order: ByteOrder) -> PageForm {
        PageForm::parse(HEADER, order).expect("it is the kernel's own")
    }

    /// A page with these entries' words, of a little-endian machine.
    fn page(time: u64, words: &[u32]) -> Vec<u8> {
        let mut page = time.to_le_bytes().to_vec();
        page.extend((words.len() as u64 * 4).to_le_bytes());
        page.extend(words.iter().flat_map(|word| word.to_le_bytes()));
        page
    }

    fn all(page: &[u8]) -> Vec<(u64, Vec<u8>)> {
        let form = form(ByteOrder::Little);
        let mut cursor = form.begin(page);
        std::iter::from_fn(|| cursor.next(&form, page))
            .map(|found| (found.time, page[found.start..found.end].to_vec()))
            .collect()
    }

    #[test]
    fn headers() {
        let form = form(ByteOrder::Little);
        assert_eq!((form.commit, form.commit_size), (8, 8));
        assert_eq!((form.data, form.size), (16, 4096));
        assert_eq!(PageForm::parse("nothing", ByteOrder::Little), None);
    }

    #[test]
    fn every_kind_of_entry() {
        let words = [
            2 | 5 << 5, // 8 bytes, 5 ns after the page's time
            0x1111_1111,
            0x2222_2222,
            TIME_EXTEND | 7 << 5, // 7 ns and 1 << 27
            1,
            PADDING | 3 << 5, // taken back: two words behind this one
            8,
            0xdead,
            0, // the length in a word of its own
            4 + 6,
            0x3333_3333,
            0x0000_3333,
            TIME_STAMP | 9 << 5, // absolute
            2,
            1 | 1 << 5,
            0x4444_4444,
            PADDING, // the rest
            1 | 1 << 5,
            0x5555_5555,
        ];
        let extended = 1000 + 5 + 7 + (1 << 27) + 3;
        assert_eq!(
            all(&page(1000, &words)),
            [
                (1005, vec![0x11, 0x11, 0x11, 0x11, 0x22, 0x22, 0x22, 0x22]),
                (extended, vec![0x33; 6]),
                ((2 << 27) + 10, vec![0x44; 4]),
            ]
        );
    }

    #[test]
    fn marks_above_the_length_do_not_count() {
        let mut marked = page(0, &[1 | 1 << 5, 7]);
        marked[11] |= 0xc0;
        assert_eq!(all(&marked), [(1, vec![7, 0, 0, 0])]);
    }

    #[test]
    fn a_page_of_the_other_byte_order() {
        let mut bytes = 500_u64.to_be_bytes().to_vec();
        bytes.extend(8_u64.to_be_bytes());
        bytes.extend((1_u32 << 27 | 4).to_be_bytes());
        bytes.extend(9_u32.to_be_bytes());
        let form = form(ByteOrder::Big);
        let found = form.begin(&bytes).next(&form, &bytes);
        assert_eq!(
            found,
            Some(Found {
                time: 504,
                start: 20,
                end: 24
            })
        );
    }

    /// The beginning of a page that Linux 6.18 wrote: three records of `signal_generate` (its number here is 261).
    #[test]
    fn a_recorded_page() {
        let bytes = include_bytes!("recorded_page.bin");
        let found = all(bytes);
        assert_eq!(found.len(), 3);
        let number = |bytes: &[u8], at: usize| {
            i32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
        };
        for (_, record) in &found {
            assert_eq!(record[..2], 261_u16.to_le_bytes());
            assert_eq!(record[20..26], *b"bash\0\0");
        }
        let signals: Vec<i32> = found.iter().map(|(_, record)| number(record, 8)).collect();
        assert_eq!(signals, [18, 23, 9]);
        assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0));
    }

    #[test]
    fn nonsense_ends() {
        fastrand::seed(1);
        for _ in 0..2000 {
            let bytes: Vec<u8> = (0..fastrand::usize(..200))
                .map(|_| fastrand::u8(..))
                .collect();
            for (_, record) in all(&bytes) {
                assert!(record.len() <= bytes.len());
            }
        }
    }
}
