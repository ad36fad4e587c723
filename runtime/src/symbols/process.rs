//! Addresses of processes, whether position-independent or not, of removed files, in containers, and of processes that have ended since.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs::{self, File, Metadata, OpenOptions};
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::fs::{FileExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::{Duration, Instant};

use super::image::Image;
use super::maps::{self, Mapping};
use super::{Part, Place};
use crate::text::Text;

/// How many processes are remembered; one more, and all are forgotten.
const MOST_SPACES: usize = 1024;

/// Maps are read again for an unknown address, but not more often than this.
const FRESH: Duration = Duration::from_millis(10);

/// No file is larger whose tables are read: 1 GiB. A made-up one could ask for all memory.
const LARGEST_FILE: u64 = 1 << 30;

/// The same for what is mapped without a file: the kernel's own code in a process takes a few pages.
const LARGEST_VDSO: u64 = 1 << 20;

/// An address space. A process gets another one by execve(2), and a process id is used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Space {
    /// The process id.
    pub pid: i64,
    /// The address of its `mm_struct`, or whatever else changes with the space.
    pub memory: i64,
}

/// What an event tells of the program that its process runs.
#[derive(Clone, Copy, Debug)]
pub struct Program<'a> {
    /// Its process and memory.
    pub space: Space,
    /// The name of its file.
    pub file: &'a [u8],
    /// The addresses of its code, of which the last is behind it (`start_code` and `end_code` of `mm_struct`); 0 where they are not known.
    pub code: (u64, u64),
}

/// The processes seen so far.
#[derive(Debug, Default)]
pub struct Processes {
    spaces: HashMap<Space, Maps>,
    images: Images,
}

/// One process's maps.
#[derive(Debug)]
struct Maps {
    read: Instant,
    mappings: Vec<(Mapping, OnceCell<Option<Rc<Image>>>)>,
}

/// The files read so far.
type Images = HashMap<FileId, Option<Rc<Image>>>;

/// A build of a file: where it is written anew its times change, even where its inode number is used again.
#[derive(Debug, PartialEq, Eq, Hash)]
struct FileId {
    device: u64,
    inode: u64,
    size: u64,
    changed: (i64, i64),
}

impl Processes {
    /// What is known of an address.
    pub fn place(&mut self, program: Program, address: u64) -> Place {
        let Program { space, .. } = program;
        if self.spaces.len() >= MOST_SPACES && !self.spaces.contains_key(&space) {
            *self = Self::default();
        }
        let images = &mut self.images;
        let maps = self.spaces.entry(space).or_insert_with(|| {
            Maps::read(program).unwrap_or_else(|| Maps::of_program(program, images))
        });
        if maps.containing(address).is_none() && maps.read.elapsed() > FRESH {
            maps.read_again(program);
        }
        maps.place(space.pid, address, images)
    }
}

impl Maps {
    /// Those of a process that lives, and still runs the program that it ran at the event.
    fn read(program: Program) -> Option<Self> {
        let text = fs::read(format!("/proc/{}/maps", program.space.pid)).ok()?;
        let maps = Self::new(
            maps::parse(&text)
                .into_iter()
                .map(|mapping| (mapping, OnceCell::new()))
                .collect(),
        );
        let same = program.code.0 == 0 || maps.containing(program.code.0).is_some();
        same.then_some(maps)
    }

    /// Of a process that has ended its program's code is known, if the file is the one that it ran.
    fn of_program(program: Program, images: &mut Images) -> Self {
        let (start, end) = program.code;
        let mut mapping = || {
            let file = Path::new(OsStr::from_bytes(program.file));
            let image = file
                .is_absolute()
                .then(|| shared(open(file, |_| true)?, images))
                .flatten()?;
            let offset = image.code(end.checked_sub(start)?)?;
            let mapping = Mapping {
                start,
                end,
                offset,
                inode: 0,
                path: program.file.to_vec(),
            };
            Some((mapping, OnceCell::from(Some(image))))
        };
        Self::new(mapping().into_iter().collect())
    }

    fn new(mappings: Vec<(Mapping, OnceCell<Option<Rc<Image>>>)>) -> Self {
        Self {
            read: Instant::now(),
            mappings,
        }
    }

    /// What was known of a process that is gone stays.
    fn read_again(&mut self, program: Program) {
        match Self::read(program) {
            Some(now) => *self = now,
            None => self.read = Instant::now(),
        }
    }

    /// The index of the mapping that contains an address.
    fn containing(&self, address: u64) -> Option<usize> {
        let behind = self
            .mappings
            .partition_point(|(mapping, _)| mapping.start <= address);
        let index = behind.checked_sub(1)?;
        (address < self.mappings[index].0.end).then_some(index)
    }

    fn place(&self, pid: i64, address: u64, images: &mut Images) -> Place {
        let Some(index) = self.containing(address) else {
            return Place::default();
        };
        let (mapping, image) = &self.mappings[index];
        let image = image.get_or_init(|| image_of(pid, mapping, images));
        let offset = address - mapping.start + mapping.offset;
        Place {
            symbol: image.as_ref().and_then(|image| image.symbol(offset)),
            module: self.module(index, address),
        }
    }

    /// The file that an address lies in, from its first mapping to the end of its last.
    fn module(&self, index: usize, address: u64) -> Option<Part> {
        let path = &self.mappings[index].0.path;
        if path.is_empty() {
            return None;
        }
        // Between a library's mappings there may be memory without a name, but no other file.
        let ours = |mapping: &&Mapping| mapping.path == *path;
        let others = |mapping: &&Mapping| mapping.path == *path || mapping.path.is_empty();
        let all = || self.mappings.iter().map(|(mapping, _)| mapping);
        let first = all()
            .rev()
            .skip(self.mappings.len() - 1 - index)
            .take_while(others)
            .filter(ours)
            .last()?;
        let last = all().skip(index).take_while(others).filter(ours).last()?;
        let name = path
            .strip_prefix(b"[")
            .and_then(|name| name.strip_suffix(b"]"));
        Some(Part {
            name: Text::from(name.unwrap_or(path)),
            offset: address - first.start,
            size: last.end - first.start,
        })
    }
}

/// The symbols of what is mapped.
fn image_of(pid: i64, mapping: &Mapping, images: &mut Images) -> Option<Rc<Image>> {
    if mapping.path == b"[vdso]" {
        return from_memory(pid, mapping).map(Rc::new);
    }
    shared(mapped(pid, mapping)?, images)
}

/// A file's image, which all that map it share.
fn shared((file, about): (File, Metadata), images: &mut Images) -> Option<Rc<Image>> {
    let id = FileId {
        device: about.dev(),
        inode: about.ino(),
        size: about.size(),
        changed: (about.ctime(), about.ctime_nsec()),
    };
    let image = images
        .entry(id)
        .or_insert_with(|| Image::of_file(file).map(Rc::new));
    image.clone()
}

/// The mapped file: as the process has it mapped, even if it was removed; as the process names it; as we name it. The last two may have been replaced
/// since.
fn mapped(pid: i64, mapping: &Mapping) -> Option<(File, Metadata)> {
    let Mapping {
        start, end, path, ..
    } = mapping;
    if mapping.inode == 0 || !path.starts_with(b"/") {
        return None;
    }
    let own = PathBuf::from(OsStr::from_bytes(path));
    let mut theirs = PathBuf::from(format!("/proc/{pid}/root")).into_os_string();
    theirs.push(&own);
    let mapped = format!("/proc/{pid}/map_files/{start:x}-{end:x}");
    [mapped.into(), PathBuf::from(theirs), own]
        .iter()
        .find_map(|path| open(path, |about| about.ino() == mapping.inode))
}

/// Opens a regular file that may be anybody's.
fn open(path: &Path, is_wanted: impl Fn(&Metadata) -> bool) -> Option<(File, Metadata)> {
    let fits =
        |about: &Metadata| about.is_file() && about.size() <= LARGEST_FILE && is_wanted(about);
    fs::metadata(path).ok().filter(fits)?;
    // It may have become something else by now: a pipe must not hold us up.
    let file = OpenOptions::new()
        .read(true)
        .custom_flags(libc::O_NONBLOCK)
        .open(path)
        .ok()?;
    let about = file.metadata().ok().filter(fits)?;
    Some((file, about))
}

/// The kernel's own code in a process, which is an ELF file without a name.
fn from_memory(pid: i64, mapping: &Mapping) -> Option<Image> {
    let size = mapping.end.checked_sub(mapping.start)?;
    if size > LARGEST_VDSO {
        return None;
    }
    let mut bytes = vec![0; size as usize];
    let memory = File::open(format!("/proc/{pid}/mem")).ok()?;
    memory.read_exact_at(&mut bytes, mapping.start).ok()?;
    Image::of_bytes(&bytes)
}
