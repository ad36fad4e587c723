//! A file of BTF, such as `/sys/kernel/btf/vmlinux`, to types by number and by name.
//!
//! Opening maps the file and walks the type section once, to know where each type starts; all else is read when asked for.
//! The format is that of `Documentation/bpf/btf.rst` in the kernel's sources. Whatever the bytes are, nothing here panics.

mod file;
mod names;
mod record;
mod structures;
mod traces;
mod types;

#[cfg(test)]
mod builder;
#[cfg(test)]
mod tests;

use std::fmt;
use std::io;
use std::path::Path;

use file::Bytes;
use names::Names;
use record::{Kind, Record, skim, word};

/// A file of BTF.
pub struct Btf {
    bytes: Bytes,
    sections: Sections,
    /// Where the type of each [`STRIDE`]th number starts, from the start of the file; number 0 is `void` and starts nowhere.
    starts: Vec<u32>,
    /// The offset of each type's name in the string section; 0 where it has none.
    names: Vec<u32>,
    finder: Names,
}

/// Why a file of BTF could not be opened.
#[derive(Debug)]
pub enum OpenError {
    /// It could not be read.
    Unreadable(io::Error),
    /// It is not what it should be; the text says in which way.
    Malformed(&'static str),
}

impl fmt::Display for OpenError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => error.fmt(out),
            Self::Malformed(how) => how.fmt(out),
        }
    }
}

impl std::error::Error for OpenError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable(error) => Some(error),
            Self::Malformed(_) => None,
        }
    }
}

/// Where the sections lie in the file, in bytes: start and end.
#[derive(Clone, Copy)]
struct Sections {
    types: (usize, usize),
    strings: (usize, usize),
}

/// The first two bytes of BTF, as a native number.
const MAGIC: u16 = 0xeb9f;

/// Of so many types, one's start is kept: a start of each would be half a megabyte, and few are ever asked for.
const STRIDE: u32 = 16;

/// Above the length of every name, in bytes: the kernel's `KSYM_NAME_LEN` is 512.
const LONGEST: usize = 1024;

impl Btf {
    /// Opens the file at `path`: a mapping where the kernel offers one (6.16 and later), else a copy.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::new(Bytes::open(path).map_err(OpenError::Unreadable)?)
    }

    /// Takes the contents of a file.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, OpenError> {
        Self::new(Bytes::Copied(bytes))
    }

    fn new(bytes: Bytes) -> Result<Self, OpenError> {
        let sections = sections(&bytes).map_err(OpenError::Malformed)?;
        let (starts, names) = index(&bytes, sections.types).map_err(OpenError::Malformed)?;
        Ok(Self {
            bytes,
            sections,
            starts,
            names,
            finder: Names::default(),
        })
    }

    /// The type of a number; `None` for `void` and for numbers that are not there.
    fn record(&self, number: u32) -> Option<Record<'_>> {
        let number = number.checked_sub(1).filter(|_| number < self.count())?;
        let start = *self.starts.get((number / STRIDE) as usize)?;
        let mut bytes = self.bytes.get(start as usize..self.sections.types.1)?;
        for _ in 0..number % STRIDE {
            let (_, length) = skim(bytes)?;
            bytes = bytes.get(length..)?;
        }
        Record::read(bytes).map(|(record, _)| record)
    }

    /// All types, in the order of their numbers.
    fn records(&self) -> impl Iterator<Item = Record<'_>> {
        let (from, to) = self.sections.types;
        let mut rest = self.bytes.get(from..to).unwrap_or_default();
        std::iter::from_fn(move || {
            let (record, length) = Record::read(rest)?;
            rest = rest.get(length..)?;
            Some(record)
        })
    }

    /// One more than the highest number.
    fn count(&self) -> u32 {
        self.names.len() as u32
    }

    /// The type of a number behind its typedefs, qualifiers and tags, with the number that it has there.
    fn plain(&self, mut number: u32) -> Option<(u32, Record<'_>)> {
        // Real chains have fewer than ten links; a malformed one may be a circle.
        for _ in 0..64 {
            let record = self.record(number)?;
            match record.kind {
                Kind::Typedef
                | Kind::Const
                | Kind::Volatile
                | Kind::Restrict
                | Kind::TypeTag
                | Kind::DeclarationTag => number = record.target(),
                _ => return Some((number, record)),
            }
        }
        None
    }

    /// The text at an offset in the string section; empty where there is none, or none shorter than [`LONGEST`].
    fn text(&self, offset: u32) -> &str {
        str::from_utf8(self.text_bytes(offset)).unwrap_or_default()
    }

    fn text_bytes(&self, offset: u32) -> &[u8] {
        let bytes = self.strings().get(offset as usize..).unwrap_or_default();
        let bytes = &bytes[..bytes.len().min(LONGEST)];
        let end = memchr::memchr(0, bytes).unwrap_or(0);
        bytes.get(..end).unwrap_or_default()
    }

    fn strings(&self) -> &[u8] {
        self.bytes
            .get(self.sections.strings.0..self.sections.strings.1)
            .unwrap_or_default()
    }
}

fn sections(bytes: &[u8]) -> Result<Sections, &'static str> {
    const SHORT: &str = "it ends within its header";
    let magic = bytes
        .first_chunk()
        .copied()
        .map(u16::from_ne_bytes)
        .ok_or(SHORT)?;
    if magic == MAGIC.swap_bytes() {
        return Err("it is of the other byte order");
    }
    if magic != MAGIC {
        return Err("it does not start as BTF does");
    }
    if *bytes.get(2).ok_or(SHORT)? != 1 {
        return Err("it is of an unknown version");
    }
    let field = |offset| word(bytes, offset).map(|word| word as usize).ok_or(SHORT);
    let start = field(4)?;
    let section = |offset| {
        let from = start.checked_add(field(offset)?).ok_or(SHORT)?;
        let to = from.checked_add(field(offset + 4)?).ok_or(SHORT)?;
        // The starts of types are kept in 32 bits.
        if to > bytes.len() || u32::try_from(to).is_err() {
            return Err("it ends within its sections");
        }
        Ok((from, to))
    };
    Ok(Sections {
        types: section(8)?,
        strings: section(16)?,
    })
}

/// Where each [`STRIDE`]th type starts, and the offset of each type's name.
fn index(bytes: &[u8], (from, to): (usize, usize)) -> Result<(Vec<u32>, Vec<u32>), &'static str> {
    // The kernel's types take 25 bytes each on average; what is reserved and not used is never touched.
    let mut starts = Vec::new();
    let mut names = Vec::with_capacity((to - from) / 16 + 1);
    names.push(0);
    let mut rest = bytes.get(from..to).unwrap_or_default();
    while !rest.is_empty() {
        let (name, length) = skim(rest).ok_or("a type is cut off or of an unknown kind")?;
        if (names.len() as u32 - 1).is_multiple_of(STRIDE) {
            starts.push((to - rest.len()) as u32);
        }
        names.push(name);
        rest = &rest[length..];
    }
    Ok((starts, names))
}
