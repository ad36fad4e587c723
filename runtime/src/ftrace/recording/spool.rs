//! The pages of one processor, as they come, to a file without a name.
//!
//! A reader that looks often gets pages with few records in them. Where the next page's records have room behind them they join them, behind
//! an absolute time (`include/linux/ring_buffer.h`, `RINGBUF_TYPE_TIME_STAMP`), so that a quiet hour does not take a page for each event.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};

use nix::fcntl::{FallocateFlags, fallocate};

/// The kind of an entry that is an absolute time.
const TIME_STAMP: u32 = 31;
/// The bits of an entry's own time; of an absolute time those above stand in a word behind.
const TIME_BITS: u32 = 27;
/// The size of an absolute time.
const STAMP_SIZE: usize = 8;
/// Where the length of what is in use stands in a page, behind its time.
const LENGTH: usize = 8;
/// Of the length: the bits above tell of losses before the page, or that their number stands behind the data.
const LENGTH_BITS: u32 = 30;
/// How many bytes are collected before they are written.
const BATCH: usize = 64 << 10;
/// How much is copied at a time, in bytes.
const COPIED: u64 = 16 << 20;

/// How pages are laid out on this machine, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Form {
    /// The size of the length: the kernel's long.
    pub word: usize,
    /// The size of a page.
    pub size: usize,
}

impl Form {
    /// Where the records begin.
    fn head(self) -> usize {
        LENGTH + self.word
    }

    /// The length of what is in use, and whether losses are told.
    fn used(self, page: &[u8]) -> (usize, bool) {
        // The marks are bits of a word of 32 bits, whatever its size.
        let word = match page[LENGTH..].first_chunk::<8>() {
            Some(bytes) if self.word == 8 => u64::from_ne_bytes(*bytes) as u32,
            _ => page[LENGTH..]
                .first_chunk()
                .map_or(0, |bytes| u32::from_ne_bytes(*bytes)),
        };
        let length = word & ((1 << LENGTH_BITS) - 1);
        (length as usize, word >> LENGTH_BITS != 0)
    }

    fn set_used(self, page: &mut [u8], length: usize) {
        if self.word == 8 {
            page[LENGTH..self.head()].copy_from_slice(&(length as u64).to_ne_bytes());
        } else {
            page[LENGTH..self.head()].copy_from_slice(&(length as u32).to_ne_bytes());
        }
    }
}

/// The pages of a processor.
pub struct Spool {
    form: Form,
    file: File,
    /// Pages that are not written yet; the last one may still take records.
    pages: Vec<u8>,
    /// What is written, in bytes.
    written: u64,
}

impl Spool {
    /// Into an empty file.
    pub fn new(form: Form, file: File) -> Self {
        Self {
            form,
            file,
            pages: Vec::new(),
            written: 0,
        }
    }

    /// Takes a page as the kernel gave it.
    pub fn add(&mut self, page: &[u8]) -> io::Result<()> {
        let (length, marked) = self.form.used(page);
        let end = self.form.head() + length;
        if length == 0 && !marked || page.len() < self.form.size || end > page.len() {
            return Ok(());
        }
        if marked || !self.join(page, &page[self.form.head()..end]) {
            if self.pages.len() >= BATCH {
                self.write()?;
            }
            self.pages.extend_from_slice(&page[..self.form.size]);
        }
        Ok(())
    }

    /// Puts a page's records behind those of the latest page, if there is room.
    fn join(&mut self, page: &[u8], records: &[u8]) -> bool {
        let Some(start) = self.pages.len().checked_sub(self.form.size) else {
            return false;
        };
        let latest = &mut self.pages[start..];
        let (length, marked) = self.form.used(latest);
        let at = self.form.head() + length;
        let end = at + STAMP_SIZE + records.len();
        if marked || end > self.form.size {
            return false;
        }
        let time = page
            .first_chunk()
            .map_or(0, |bytes| u64::from_ne_bytes(*bytes));
        latest[at..at + STAMP_SIZE].copy_from_slice(&stamp(time));
        latest[at + STAMP_SIZE..end].copy_from_slice(records);
        self.form
            .set_used(latest, length + STAMP_SIZE + records.len());
        true
    }

    fn write(&mut self) -> io::Result<()> {
        self.file.write_all(&self.pages)?;
        self.written += self.pages.len() as u64;
        self.pages.clear();
        Ok(())
    }

    /// Writes what is not written yet; gives the size of all, in bytes.
    pub fn flush(&mut self) -> io::Result<u64> {
        self.write()?;
        Ok(self.written)
    }

    /// Copies all that is written to the end of another file, and gives up the room that it took, piece by piece.
    pub fn move_to(mut self, output: &mut File) -> io::Result<()> {
        let mut at = 0;
        self.file.rewind()?;
        while at < self.written {
            let copied = io::copy(&mut (&self.file).take(COPIED), output)?;
            if copied == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            // Where the file system cannot do that, the room is free when the file is closed.
            let punch = FallocateFlags::FALLOC_FL_PUNCH_HOLE | FallocateFlags::FALLOC_FL_KEEP_SIZE;
            let _ = fallocate(&self.file, punch, at as i64, copied as i64);
            at += copied;
        }
        Ok(())
    }
}

/// An absolute time as an entry: its lowest bits beside the kind, the others in the word behind.
fn stamp(time: u64) -> [u8; STAMP_SIZE] {
    let low = (time & ((1 << TIME_BITS) - 1)) as u32;
    let first = if cfg!(target_endian = "little") {
        TIME_STAMP | low << 5
    } else {
        TIME_STAMP << TIME_BITS | low
    };
    let high = (time >> TIME_BITS) as u32;
    let mut entry = [0; STAMP_SIZE];
    entry[..4].copy_from_slice(&first.to_ne_bytes());
    entry[4..].copy_from_slice(&high.to_ne_bytes());
    entry
}
