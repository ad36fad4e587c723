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
    /// The place behind it.
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
        let time = time
            .cast_signed()
            .wrapping_add(self.file.description.shift);
        Ok(Some(Found {
            id: number(0, 2).unwrap_or(0) as u16,
            bytes,
            facts: Facts {
                // A recording tells threads only.
                process: Some(thread.into()),
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
            // The number of chunks is not needed: their end is known.
            at: buffer.start + if buffer.chunks { 4 } else { 0 },
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
        if self.at >= self.buffer.end {
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
        if self.block.len().is_multiple_of(self.buffer.page_size as usize) {
            return Ok(!self.block.is_empty());
        }
        Err(Error::damaged(format!(
            "the buffer of processor {} ends within a page",
            self.buffer.processor
        )))
    }

    fn read_chunk(&mut self, file: &TraceFile) -> Result<(), Error> {
        let head = read(file, self.at, 8)?;
        let number = |bytes: &[u8]| file.layout.order.number(bytes).unwrap_or(0);
        let packed = number(&head[..4]);
        let start = self.at + 8;
        if packed > self.buffer.end.saturating_sub(start) {
            return Err(Error::damaged(format!(
                "a compressed block of processor {} is longer than its data",
                self.buffer.processor
            )));
        }
        let bytes = read(file, start, packed)?;
        self.block = file
            .compression
            .unpack(&bytes, number(&head[4..]) as u32)?;
        self.at = start + packed;
        Ok(())
    }
}

/// `size` bytes of the file.
fn read(file: &TraceFile, at: u64, size: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = vec![0; size as usize];
    file.file.read_exact_at(&mut bytes, at)?;
    Ok(bytes)
}
