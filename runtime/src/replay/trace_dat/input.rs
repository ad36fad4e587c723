//! The numbers, texts and blocks of a recording's header, read one behind the other from the file or from an unpacked section.

use std::borrow::Cow;
use std::fmt::Display;
use std::fs::File;
use std::os::unix::fs::FileExt as _;

use super::super::Error;
use crate::record::ByteOrder;

/// Blocks of a header larger than this are taken for damage: a format has some thousand bytes, all formats or names some million.
pub const LARGEST: u64 = 64 << 20;

/// A place in a header, and what lies behind it.
#[derive(Clone)]
pub struct Input<'a> {
    source: Source<'a>,
    /// The bytes of numbers.
    pub order: ByteOrder,
    /// The next byte, from the start of the source.
    pub at: u64,
}

#[derive(Clone)]
enum Source<'a> {
    /// The file and its size.
    File(&'a File, u64),
    /// A section, and where it lies in the file.
    Memory(&'a [u8], u64),
}

impl<'a> Input<'a> {
    /// A file of this size.
    pub fn of_file(file: &'a File, size: u64, order: ByteOrder, at: u64) -> Self {
        let source = Source::File(file, size);
        Self { source, order, at }
    }

    /// A section that was read, and where it lies in the file.
    pub fn of_memory(bytes: &'a [u8], place: u64, order: ByteOrder) -> Self {
        let source = Source::Memory(bytes, place);
        let at = 0;
        Self { source, order, at }
    }

    /// What is wrong at this place.
    pub fn damaged(&self, how: impl Display) -> Error {
        self.damaged_at(self.at, how)
    }

    fn damaged_at(&self, at: u64, how: impl Display) -> Error {
        match self.source {
            Source::File(..) => Error::damaged_at(at, how),
            // Where the section is compressed, the file has no such byte.
            Source::Memory(_, place) => {
                Error::damaged_at(place, format!("{how}, {at} bytes into the section"))
            }
        }
    }

    fn size(&self) -> u64 {
        match self.source {
            Source::File(_, size) => size,
            Source::Memory(bytes, _) => bytes.len() as u64,
        }
    }

    /// Passes over so many bytes, which must be there.
    pub fn skip(&mut self, size: u64) -> Result<(), Error> {
        let end = self.at.checked_add(size).filter(|end| *end <= self.size());
        self.at = end.ok_or_else(|| match self.source {
            Source::File(_, size) => Error::ends(size),
            Source::Memory(..) => self.damaged("something reaches beyond its section"),
        })?;
        Ok(())
    }

    /// The next bytes.
    pub fn bytes(&mut self, size: u64) -> Result<Cow<'a, [u8]>, Error> {
        if size > LARGEST {
            return Err(self.damaged(format!("a block would be {size} bytes large")));
        }
        let start = self.at;
        self.skip(size)?;
        match self.source {
            Source::Memory(bytes, _) => Ok((&bytes[start as usize..self.at as usize]).into()),
            Source::File(file, _) => {
                let mut bytes = vec![0; size as usize];
                file.read_exact_at(&mut bytes, start)?;
                Ok(bytes.into())
            }
        }
    }

    /// The next bytes as an unsigned number.
    fn number(&mut self, size: u64) -> Result<u64, Error> {
        let bytes = self.bytes(size)?;
        Ok(self.order.number(&bytes).unwrap_or(0))
    }

    /// One byte.
    pub fn byte(&mut self) -> Result<u8, Error> {
        Ok(self.number(1)? as u8)
    }

    /// A number of 2 bytes.
    pub fn short(&mut self) -> Result<u16, Error> {
        Ok(self.number(2)? as u16)
    }

    /// A number of 4 bytes.
    pub fn word(&mut self) -> Result<u32, Error> {
        Ok(self.number(4)? as u32)
    }

    /// A number of 8 bytes.
    pub fn long(&mut self) -> Result<u64, Error> {
        self.number(8)
    }

    /// Text up to a NUL byte.
    pub fn text(&mut self) -> Result<String, Error> {
        const LONGEST: usize = 4096;
        let mut bytes = Vec::new();
        loop {
            match self.byte()? {
                0 => return Ok(String::from_utf8_lossy(&bytes).into_owned()),
                _ if bytes.len() == LONGEST => {
                    return Err(self.damaged("a name has no end"));
                }
                byte => bytes.push(byte),
            }
        }
    }

    /// A block behind its size of 8 bytes, as text.
    pub fn sized_text(&mut self) -> Result<String, Error> {
        let size = self.long()?;
        Ok(String::from_utf8_lossy(&self.bytes(size)?).into_owned())
    }

    /// Passes over bytes that must be these.
    pub fn expect(&mut self, wanted: &[u8]) -> Result<(), Error> {
        let start = self.at;
        if *self.bytes(wanted.len() as u64)? == *wanted {
            return Ok(());
        }
        let wanted = wanted.trim_ascii_end().escape_ascii();
        Err(self.damaged_at(start, format!("`{wanted}` is expected")))
    }
}
