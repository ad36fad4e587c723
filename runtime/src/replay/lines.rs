//! The lines of a recording that is text.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};

use super::Error;

/// A longer line is taken for something that is no text.
const LONGEST: u64 = 1 << 20;

/// Hands out one line after the other.
pub struct Lines {
    reader: BufReader<File>,
    bytes: Vec<u8>,
    /// The last line has no end: it was cut off.
    pub cut: bool,
}

impl Lines {
    /// From the start of the file.
    pub fn of(file: &File) -> Result<Self, Error> {
        let mut file = file.try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self {
            reader: BufReader::new(file),
            bytes: Vec::new(),
            cut: false,
        })
    }

    /// The next whole line, without its end; `None` behind the last.
    pub fn next(&mut self) -> Result<Option<String>, Error> {
        self.bytes.clear();
        let mut limited = (&mut self.reader).take(LONGEST);
        let read = limited.read_until(b'\n', &mut self.bytes)?;
        match self.bytes.pop() {
            Some(b'\n') => {}
            _ if read as u64 == LONGEST => {
                return Err(Error::damaged(
                    "a line of it is longer than any that is known",
                ));
            }
            last => {
                self.cut = last.is_some();
                return Ok(None);
            }
        }
        Ok(Some(String::from_utf8_lossy(&self.bytes).into_owned()))
    }
}
