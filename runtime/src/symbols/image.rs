//! An ELF file's segments and symbols (`man elf`).

use std::fmt::Write as _;
use std::fs::File;
use std::path::PathBuf;

use object::elf::{
    FileHeader32, FileHeader64, PF_X, PT_LOAD, STB_LOCAL, STT_FUNC, STT_GNU_IFUNC, STT_NOTYPE,
    STT_OBJECT,
};
use object::read::elf::SymbolTable;
use object::read::elf::{ElfFile, FileHeader, ProgramHeader as _, SectionHeader as _, Sym as _};
use object::{Endianness, FileKind, Object as _, ReadCache, ReadRef};

use super::Part;
use super::table::{Builder, Table};
use crate::text::Text;

/// Where distributions keep the symbols of programs that were stripped.
const DEBUG_FILES: &str = "/usr/lib/debug/.build-id";

/// A program or library.
#[derive(Debug)]
pub struct Image {
    segments: Vec<Segment>,
    table: Table,
}

/// A part of the file that is loaded, and the address that it was linked for.
#[derive(Clone, Copy, Debug)]
struct Segment {
    offset: u64,
    size: u64,
    address: u64,
    /// Whether it holds code.
    code: bool,
}

/// What a file holds, and how to find its symbols where it holds none but those for linking.
struct Contents {
    segments: Vec<Segment>,
    symbols: Builder,
    stripped: bool,
    build_id: Option<Vec<u8>>,
}

impl Image {
    /// A file's; `None` where it is no ELF file. Only its tables are read, and those of its separate debug file where it was stripped.
    pub fn of_file(file: File) -> Option<Self> {
        let mut contents = contents(&ReadCache::new(file))?;
        if contents.stripped
            && let Some(file) = contents.build_id.as_deref().and_then(debug_file)
            && let Ok(file) = File::open(file)
            && let Some(full) = self::contents(&ReadCache::new(file))
        {
            contents.symbols = full.symbols;
        }
        Some(Self::new(contents))
    }

    /// That of a file which lies in memory.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        contents(bytes).map(Self::new)
    }

    fn new(contents: Contents) -> Self {
        Self {
            segments: contents.segments,
            table: contents.symbols.finish(),
        }
    }

    /// Where in the file its code starts, if there is one piece of it, and that has `size` bytes.
    pub fn code(&self, size: u64) -> Option<u64> {
        let mut pieces = self.segments.iter().filter(|segment| segment.code);
        let piece = pieces.next().filter(|piece| piece.size == size)?;
        pieces.next().is_none().then_some(piece.offset)
    }

    /// The symbol that contains the byte at `offset` of the file.
    pub fn symbol(&self, offset: u64) -> Option<Part> {
        let inside = |segment: &&Segment| {
            offset
                .checked_sub(segment.offset)
                .is_some_and(|behind| behind < segment.size)
        };
        let segment = self.segments.iter().find(inside)?;
        let address = (offset - segment.offset).checked_add(segment.address)?;
        let found = self.table.find(address)?;
        Some(Part {
            name: Text::from(found.name),
            offset: address - found.start,
            size: found.size,
        })
    }
}

fn debug_file(build_id: &[u8]) -> Option<PathBuf> {
    let (first, rest) = build_id.split_first()?;
    let mut name = format!("{DEBUG_FILES}/{first:02x}/");
    for byte in rest {
        write!(name, "{byte:02x}").ok()?;
    }
    Some((name + ".debug").into())
}

fn contents<'a, R: ReadRef<'a>>(data: R) -> Option<Contents> {
    match FileKind::parse(data).ok()? {
        FileKind::Elf32 => contents_of::<FileHeader32<Endianness>, R>(data),
        FileKind::Elf64 => contents_of::<FileHeader64<Endianness>, R>(data),
        _ => None,
    }
}

fn contents_of<'a, Elf, R>(data: R) -> Option<Contents>
where
    Elf: FileHeader<Endian = Endianness>,
    R: ReadRef<'a>,
{
    let file = ElfFile::<Elf, R>::parse(data).ok()?;
    let endian = file.endian();
    let loaded = |header: &&Elf::ProgramHeader| header.p_type(endian) == PT_LOAD;
    let segment = |header: &Elf::ProgramHeader| Segment {
        offset: header.p_offset(endian).into(),
        size: header.p_filesz(endian).into(),
        address: header.p_vaddr(endian).into(),
        code: header.p_flags(endian) & PF_X != 0,
    };
    let segments = file.elf_program_headers().iter();
    let stripped = file.elf_symbol_table().is_empty();
    let table = if stripped {
        file.elf_dynamic_symbol_table()
    } else {
        file.elf_symbol_table()
    };
    Some(Contents {
        segments: segments.filter(loaded).map(segment).collect(),
        symbols: symbols(&file, table, data).unwrap_or_default(),
        stripped,
        build_id: file.build_id().ok().flatten().map(<[u8]>::to_vec),
    })
}

/// The names of functions and objects. Their text is read at once: one by one takes a system call each.
fn symbols<'a, Elf, R>(
    file: &ElfFile<'a, Elf, R>,
    table: &SymbolTable<'a, Elf, R>,
    data: R,
) -> Option<Builder>
where
    Elf: FileHeader<Endian = Endianness>,
    R: ReadRef<'a>,
{
    let endian = file.endian();
    let strings = file
        .elf_section_table()
        .section(table.string_section())
        .ok()?;
    let strings = strings.data(endian, data).ok()?;
    let mut found = Vec::new();
    for symbol in table.iter() {
        let kinds = [STT_FUNC, STT_GNU_IFUNC, STT_OBJECT, STT_NOTYPE];
        let name = strings
            .get(symbol.st_name(endian) as usize..)
            .unwrap_or_default();
        let name = crate::text::before_nul(name);
        // `$x` and its like mark where code begins on Arm and RISC-V.
        let marker = name.starts_with(b"$") || name.is_empty();
        if kinds.contains(&symbol.st_type()) && !symbol.is_undefined(endian) && !marker {
            let size: u64 = symbol.st_size(endian).into();
            let start: u64 = symbol.st_value(endian).into();
            let underscores = name.iter().take_while(|byte| **byte == b'_').count();
            let rank = (size == 0, symbol.st_bind() == STB_LOCAL, underscores);
            found.push((start, rank, size, name));
        }
    }
    // Of several names for one address the best known is added first: `kill`, not `__kill`.
    found.sort_unstable();
    let mut builder = Builder::default();
    found
        .iter()
        .for_each(|(start, _, size, name)| builder.add(*start, *size, name));
    Some(builder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_program_is_refused() {
        assert!(Image::of_bytes(b"").is_none());
        assert!(Image::of_bytes(b"#!/bin/sh\n").is_none());
        assert!(Image::of_bytes(b"\x7fELF\x02\x01\x01").is_none());
    }

    #[test]
    fn a_debug_file_is_named_by_the_build_id() {
        let file = debug_file(&[0xab, 0x01, 0xff]).expect("there is an id");
        assert_eq!(
            file.to_string_lossy(),
            "/usr/lib/debug/.build-id/ab/01ff.debug"
        );
        assert_eq!(debug_file(&[]), None);
    }

    #[test]
    fn damaged_programs_are_read_without_harm() {
        let own = std::fs::read("/proc/self/exe").expect("this program can be read");
        let mut random = fastrand::Rng::with_seed(4);
        let mut damaged = own[..4096.min(own.len())].to_vec();
        for _ in 0..200 {
            let at = random.usize(4..damaged.len());
            damaged[at] = random.u8(..);
            if let Some(image) = Image::of_bytes(&damaged) {
                let _ = image.symbol(random.u64(..8192));
            }
        }
    }
}
