//! The pages of each processor's buffer to one stream of records, oldest first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::os::unix::fs::FileExt as _;
use std::sync::Arc;

use super::super::{Error, Found, Stream};
use super::TraceFile;
use crate::pages::{Cursor, Entry};
use crate::record::Facts;

/// How much is read at a time where a buffer is not compressed, in pages.
const READ_AHEAD: u64 = 16;

/// The data of one processor's buffer in the file.
#[derive(Clone, Debug)]
pub struct Buffer {
    /// The processor's number.
    pub processor: u32,
    /// Where its data lies in the file.
    pub start: u64,
    /// The place behind it; of compressed chunks, only about so.
    pub end: u64,
    /// The size of its pages.
    pub page_size: u32,
    /// It consists of compressed chunks behind their number.
    pub chunks: bool,
}

/// All records of a file.
pub struct Records {
    file: Arc<TraceFile>,
    readers: Vec<Reader>,
    /// The time of each reader's next record, with its place in `readers`.
    order: BinaryHeap<Reverse<(u64, usize)>>,
    /// The reader whose record was handed out last.
    latest: Option<usize>,
    lost: u64,
}

/// One processor's buffer while it is read.
struct Reader {
    buffer: Buffer,
    /// Where the next block lies in the file.
    at: u64,
    /// How many compressed chunks are left, once that was read.
    chunks: Option<u64>,
    /// The block at hand: some pages.
    block: Vec<u8>,
    /// The page at hand, from the start of the block.
    page: usize,
    cursor: Option<Cursor>,
    entry: Option<Entry>,
}

impl Records {
    /// From the first record on.
    ///
    /// # Errors
    /// Where the first pages are damaged.
    pub fn new(file: Arc<TraceFile>) -> Result<Self, Error> {
        let readers = file.buffers.iter().cloned().map(Reader::new).collect();
        let mut records = Self {
            file,
            readers,
            order: BinaryHeap::new(),
            latest: None,
            lost: 0,
        };
        for reader in 0..records.readers.len() {
            records.advance(reader)?;
        }
        Ok(records)
    }

    fn advance(&mut self, index: usize) -> Result<(), Error> {
        let reader = &mut self.readers[index];
        if reader.advance(&self.file, &mut self.lost)?
            && let Some(entry) = &reader.entry
        {
            self.order.push(Reverse((entry.time, index)));
        }
        Ok(())
    }
}

impl Stream for Records {
    fn next(&mut self) -> Result<Option<Found<'_>>, Error> {
        if let Some(latest) = self.latest.take() {
            self.advance(latest)?;
        }
        let Some(Reverse((time, index))) = self.order.pop() else {
            return Ok(None);
        };
        self.latest = Some(index);
        let reader = &self.readers[index];
        let bytes = reader.record();
        let order = self.file.layout.order;
        let number = |at: usize, size: usize| order.number(bytes.get(at..at + size)?);
        let thread = number(self.file.thread.into(), 4).map(|number| number as i32);
        let thread = thread.ok_or_else(|| Error::damaged("a record has no thread"))?;
        let name: &[u8] = match (thread, self.file.names.get(&thread)) {
            (0, _) => b"<idle>",
            (_, Some(name)) => name,
            _ => b"<...>",
        };
        let processes = &self.file.description.processes;
        let time = time.cast_signed().wrapping_add(self.file.description.shift);
        Ok(Some(Found {
            id: number(0, 2).unwrap_or(0) as u16,
            bytes,
            facts: Facts {
                // Without more, a recording tells threads only.
                process: Some(processes.get(&thread).copied().unwrap_or(thread).into()),
                thread: Some(thread.into()),
                name: Some(name),
                processor: Some(reader.buffer.processor.into()),
                time: Some(time),
                ..Facts::default()
            },
        }))
    }

    fn lost(&self) -> u64 {
        self.lost
    }
}

impl Reader {
    fn new(buffer: Buffer) -> Self {
        Self {
            at: buffer.start,
            chunks: None,
            buffer,
            block: Vec::new(),
            page: 0,
            cursor: None,
            entry: None,
        }
    }

    /// The bytes of the record at hand.
    fn record(&self) -> &[u8] {
        let place = self.entry.as_ref().map(|entry| entry.place.clone());
        &self.block[self.page..][place.unwrap_or(0..0)]
    }

    /// Goes to the next record; tells whether there is one.
    fn advance(&mut self, file: &TraceFile, lost: &mut u64) -> Result<bool, Error> {
        let size = self.buffer.page_size as usize;
        loop {
            if let Some(cursor) = &mut self.cursor {
                let page = &self.block[self.page..self.page + size];
                self.entry = cursor.next(page).map_err(Error::damaged)?;
                if self.entry.is_some() {
                    return Ok(true);
                }
                self.page += size;
            }
            if self.page >= self.block.len() && !self.read_block(file)? {
                self.cursor = None;
                return Ok(false);
            }
            let page = &self.block[self.page..self.page + size];
            let cursor = file.layout.open(page).map_err(Error::damaged)?;
            *lost += cursor.lost;
            self.cursor = Some(cursor);
        }
    }

    /// Reads the next pages; tells whether there are any.
    fn read_block(&mut self, file: &TraceFile) -> Result<bool, Error> {
        self.page = 0;
        self.block.clear();
        if self.buffer.start == self.buffer.end {
            return Ok(false);
        }
        if self.buffer.chunks {
            self.read_chunk(file)?;
        } else {
            let most = READ_AHEAD * u64::from(self.buffer.page_size);
            let size = most.min(self.buffer.end - self.at);
            self.block = read(file, self.at, size)?;
            self.at += size;
        }
        if self
            .block
            .len()
            .is_multiple_of(self.buffer.page_size as usize)
        {
            return Ok(!self.block.is_empty());
        }
        Err(Error::damaged(format!(
            "the buffer of processor {} ends within a page",
            self.buffer.processor
        )))
    }

    /// Reads the next compressed chunk, if there is one.
    fn read_chunk(&mut self, file: &TraceFile) -> Result<(), Error> {
        let left = if let Some(left) = self.chunks {
            left
        } else {
            self.at += 4;
            number(file, self.buffer.start)?
        };
        self.chunks = Some(left.saturating_sub(1));
        if left == 0 {
            return Ok(());
        }
        let packed = number(file, self.at)?;
        let size = number(file, self.at + 4)? as u32;
        let bytes = read(file, self.at + 8, packed)?;
        self.at += 8 + packed;
        self.block = file.compression.unpack(&bytes, size)?;
        if self.block.is_empty() {
            return Err(Error::damaged("a compressed block of it is empty"));
        }
        Ok(())
    }
}

/// The number of 4 bytes at this place of the file.
fn number(file: &TraceFile, at: u64) -> Result<u64, Error> {
    let bytes = read(file, at, 4)?;
    Ok(file.layout.order.number(&bytes).unwrap_or(0))
}

/// `size` bytes of the file.
fn read(file: &TraceFile, at: u64, size: u64) -> Result<Vec<u8>, Error> {
    if at.checked_add(size).is_none_or(|end| end > file.size) {
        return Err(Error::ends(file.size));
    }
    let mut bytes = vec![0; size as usize];
    file.file.read_exact_at(&mut bytes, at)?;
    Ok(bytes)
}
