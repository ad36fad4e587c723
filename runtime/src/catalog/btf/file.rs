//! A file to its bytes, mapped where that works.

use std::fs::File;
use std::io::{self, Read};
use std::ops::Deref;
use std::path::Path;

use memmap2::{Mmap, MmapMut, MmapOptions};

/// The bytes of a file.
pub(super) enum Bytes {
    /// Mapped.
    Mapped(Mmap),
    /// Copied to a mapping of our own, of which so many bytes count.
    Read(MmapMut, usize),
    /// Handed in by the caller.
    Copied(Vec<u8>),
}

impl Bytes {
    /// Maps the file, else reads it.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        // SAFETY: a private mapping of a sysfs file, whose pages the kernel never changes nor takes back; for another file
        // (a test's), as with every mapping, nobody may cut it while it is open here.
        match unsafe { MmapOptions::new().map_copy_read_only(&file) } {
            Ok(map) => Ok(Self::Mapped(map)),
            // Kernels before 6.16 cannot map it, and an empty file cannot be mapped.
            Err(_) => Self::read(file),
        }
    }

    /// Reads the file into pages that are fetched at once: touching 1,400 pages one by one costs more than the copy does.
    pub fn read(mut file: File) -> io::Result<Self> {
        let size = file.metadata()?.len() as usize;
        let mut map = MmapOptions::new().len(size.max(1)).populate().map_anon()?;
        let mut filled = 0;
        while filled < size {
            match file.read(&mut map[filled..size]) {
                Ok(0) => break,
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(Self::Read(map, filled))
    }
}

impl Deref for Bytes {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Self::Mapped(map) => map,
            Self::Read(map, filled) => map.get(..*filled).unwrap_or_default(),
            Self::Copied(bytes) => bytes,
        }
    }
}
