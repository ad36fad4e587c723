//! One processor's buffer to its records: the pages as they lie in the file, or compressed chunks of some pages.

use std::fmt::Display;
use std::os::unix::fs::FileExt as _;

use super::super::Error;
use super::TraceFile;
use crate::pages::{Cursor, Damaged, Entry};
use crate::threads::Thread;

/// About how many bytes are read at a time where a buffer is not compressed: whole pages, at least one.
const READ_AHEAD: u64 = 64 << 10;

/// A compressed chunk that would be larger is taken for damage: trace-cmd packs some pages at a time.
const LARGEST_CHUNK: u32 = 16 << 20;
/// The size of the number of chunks, which a buffer's own size leaves out.
const CHUNKS: u64 = 4;
/// The most bytes of all buffers at a time: some chunks of each processor of a large machine.
const MOST: usize = 512 << 20;

/// The data of one processor's buffer in the file.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// The processor's number.
    pub processor: u32,
    /// Where its data lies in the file.
    pub start: u64,
    /// The place behind it; of compressed chunks, without the number in front of them.
    pub end: u64,
    /// The size of its pages.
    pub page_size: u32,
    /// It consists of compressed chunks behind their number.
    pub chunks: bool,
}

/// What all readers of a file have in common.
#[derive(Default)]
pub struct Totals {
    /// Events that were lost when the file was made, as far as it was read.
    pub lost: u64,
    /// The bytes of the blocks at hand.
    held: usize,
}

/// One processor's buffer while it is read.
pub struct Reader {
    buffer: Buffer,
    /// Where the next block lies in the file.
    next: u64,
    /// How many compressed chunks are left, once that was read.
    chunks: Option<u64>,
    /// The block at hand: some pages.
    block: Vec<u8>,
    /// Where it lies in the file.
    at: u64,
    /// The page at hand, from the start of the block.
    page: usize,
    cursor: Option<Cursor>,
    entry: Entry,
    /// The processor's idle thread, which no table of names has.
    pub idle: Thread,
}

impl Reader {
    /// In front of the first record.
    pub fn new(buffer: Buffer) -> Self {
        Self {
            next: buffer.start,
            idle: Thread::idle(buffer.processor),
            chunks: None,
            buffer,
            block: Vec::new(),
            at: 0,
            page: 0,
            cursor: None,
            entry: Entry::default(),
        }
    }

    /// The processor's number.
    pub fn processor(&self) -> u32 {
        self.buffer.processor
    }

    /// The bytes of the record at hand.
    pub fn record(&self) -> &[u8] {
        let page = self.block.get(self.page..).unwrap_or_default();
        page.get(self.entry.place.clone()).unwrap_or_default()
    }

    /// Goes to the next record; gives its time, if there is one.
    pub fn advance(&mut self, file: &TraceFile, totals: &mut Totals) -> Result<Option<u64>, Error> {
        let size = self.buffer.page_size as usize;
        loop {
            if let Some(cursor) = &mut self.cursor {
                let page = &self.block[self.page..self.page + size];
                match cursor.next(page) {
                    Ok(Some(entry)) => {
                        self.entry = entry;
                        return Ok(Some(self.entry.time));
                    }
                    Ok(None) => self.page += size,
                    Err(damaged) => return Err(self.damaged(damaged)),
                }
            }
            if self.page >= self.block.len() && !self.read_block(file, totals)? {
                self.cursor = None;
                return Ok(None);
            }
            let page = &self.block[self.page..self.page + size];
            let opened = file.layout.open(page);
            let cursor = opened.map_err(|damaged| self.damaged(damaged))?;
            totals.lost = totals.lost.saturating_add(cursor.lost);
            self.cursor = Some(cursor);
        }
    }

    /// The record at hand lacks something.
    pub fn without(&self, part: &str) -> Error {
        self.at(
            self.entry.place.start,
            format!("a record is without {part}"),
        )
    }

    /// Tells where damage lies.
    fn damaged(&self, damaged: Damaged) -> Error {
        self.at(damaged.at(), damaged)
    }

    /// What is wrong at a byte of the page at hand.
    fn at(&self, place: usize, how: impl Display) -> Error {
        if self.buffer.chunks {
            return Error::damaged_at(self.at, format!("{how}, in the compressed block"));
        }
        Error::damaged_at(self.at + (self.page + place) as u64, how)
    }

    /// Reads the next pages; tells whether there are any.
    fn read_block(&mut self, file: &TraceFile, totals: &mut Totals) -> Result<bool, Error> {
        self.page = 0;
        self.at = self.next;
        totals.held -= self.block.len();
        if self.buffer.chunks {
            self.read_chunk(file)?;
        } else {
            self.read_pages(file)?;
        }
        totals.held += self.block.len();
        if totals.held > MOST {
            let how = "the blocks of its buffers are too large to be held at a time";
            return Err(Error::damaged_at(self.at, how));
        }
        let size = self.buffer.page_size as usize;
        if !self.block.len().is_multiple_of(size) {
            let processor = self.buffer.processor;
            let how = format!("the buffer of processor {processor} ends within a page");
            return Err(Error::damaged_at(self.at, how));
        }
        file.progress.add(self.next - self.at);
        Ok(!self.block.is_empty())
    }

    fn read_pages(&mut self, file: &TraceFile) -> Result<(), Error> {
        let page = u64::from(self.buffer.page_size);
        let most = (READ_AHEAD / page).max(1) * page;
        let size = most.min(self.buffer.end - self.next);
        read(file, self.next, size, &mut self.block)?;
        self.next += size;
        Ok(())
    }

    /// Reads the next compressed chunk, if there is one.
    fn read_chunk(&mut self, file: &TraceFile) -> Result<(), Error> {
        let left = match self.chunks {
            Some(left) => left,
            None => self.number(file)?,
        };
        self.chunks = Some(left.saturating_sub(1));
        if left == 0 {
            self.block.clear();
            return Ok(());
        }
        let packed = self.number(file)?;
        let size = self.number(file)? as u32;
        let damaged = |how: &str| Error::damaged_at(self.at, how);
        if self.next + packed > self.buffer.end + CHUNKS {
            return Err(damaged("a compressed block reaches beyond its buffer"));
        }
        if size == 0 {
            return Err(damaged("a compressed block is empty"));
        }
        let mut bytes = Vec::new();
        read(file, self.next, packed, &mut bytes)?;
        let unpacked = file.compression.unpack(&bytes, size, LARGEST_CHUNK);
        self.block = unpacked.map_err(|how| damaged(&how))?;
        self.next += packed;
        Ok(())
    }

    /// The next number of 4 bytes in front of a chunk.
    fn number(&mut self, file: &TraceFile) -> Result<u64, Error> {
        let mut bytes = Vec::new();
        read(file, self.next, 4, &mut bytes)?;
        self.next += 4;
        Ok(file.layout.order.number(&bytes).unwrap_or(0))
    }
}

/// `size` bytes of the file.
fn read(file: &TraceFile, at: u64, size: u64, bytes: &mut Vec<u8>) -> Result<(), Error> {
    if at.checked_add(size).is_none_or(|end| end > file.size) {
        return Err(Error::ends(file.size));
    }
    bytes.resize(size as usize, 0);
    Ok(file.file.read_exact_at(bytes, at)?)
}
