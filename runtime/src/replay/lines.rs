//! The lines of a recording that is text.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};

use super::Error;

/// A longer line is taken for something that is no text.
const LONGEST: u64 = 1 << 20;
/// How much is read at a time.
const READ_AHEAD: usize = 64 << 10;

/// Hands out one line after the other.
pub struct Lines {
    reader: BufReader<File>,
    bytes: Vec<u8>,
    /// The line, where it is not UTF-8 as it stands.
    text: String,
    /// Where the next line begins.
    pub at: u64,
    /// The last line has no end: it was cut off.
    pub cut: bool,
}

impl Lines {
    /// From the start of the file.
    pub fn of(file: &File) -> Result<Self, Error> {
        let mut file = file.try_clone()?;
        file.seek(SeekFrom::Start(0))?;
        Ok(Self {
            reader: BufReader::with_capacity(READ_AHEAD, file),
            bytes: Vec::new(),
            text: String::new(),
            at: 0,
            cut: false,
        })
    }

    /// The next whole line, without its end; `None` behind the last.
    pub fn next(&mut self) -> Result<Option<&str>, Error> {
        self.bytes.clear();
        let mut limited = (&mut self.reader).take(LONGEST);
        let read = limited.read_until(b'\n', &mut self.bytes)? as u64;
        let start = self.at;
        self.at += read;
        match self.bytes.pop() {
            Some(b'\n') => {}
            _ if read == LONGEST => {
                let how = "a line of it is longer than any that is known";
                return Err(Error::damaged_at(start, how));
            }
            last => {
                self.cut = last.is_some();
                return Ok(None);
            }
        }
        if let Ok(text) = str::from_utf8(&self.bytes) {
            return Ok(Some(text));
        }
        self.text = String::from_utf8_lossy(&self.bytes).into_owned();
        Ok(Some(&self.text))
    }
}
