//! What describes the pages: the texts of tracefs that trace-cmd.dat.v6(5) asks for, to the head of the file.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use nix::sys::utsname::uname;

use super::super::instance::read_at_once;

/// The system of the tracers' own events; every recording has their formats.
const TRACERS: &str = "ftrace";

/// The options of the file, by the numbers that trace-cmd.dat.v7(5) lists.
const DATE: u16 = 1;
const PROCESSOR_STATISTICS: u16 = 2;
const CLOCK: u16 = 4;
const UNAME: u16 = 5;
const PROCESSORS: u16 = 8;
const VERSION: u16 = 9;
/// One of sigscript's own, far from theirs: lines of a thread's id and the id of its process, where that is another one. Who does not know it
/// passes over it.
pub const PROCESSES: u16 = 0x5347;

/// What the kernel tells of its buffers and events.
pub struct Description {
    tracefs: PathBuf,
    header_page: String,
    header_event: String,
    tracers: Vec<Vec<u8>>,
    /// Formats of events, by their systems.
    systems: BTreeMap<String, Vec<Vec<u8>>>,
    /// The kernel's functions, where an event prints addresses by their names.
    functions: Vec<u8>,
    clock: Vec<u8>,
}

/// What is known when the recording ends.
pub struct Ended<'a> {
    /// The size of a page, in bytes.
    pub page_size: usize,
    /// Nanoseconds from the clock of the events to the time of day.
    pub realtime: i64,
    /// The names of threads.
    pub names: &'a BTreeMap<i32, Vec<u8>>,
    /// The processes of threads whose numbers are others.
    pub processes: &'a HashMap<i32, i32>,
    /// What `per_cpu/cpuN/stats` said in the end, by the processors' numbers from 0 on.
    pub statistics: &'a [String],
    /// The size of each processor's pages, in bytes.
    pub sizes: &'a [u64],
}

impl Description {
    /// Of these events (`system:name`), whose instance is in this folder.
    pub fn read<'a>(
        tracefs: &Path,
        instance: &Path,
        events: impl Iterator<Item = &'a str>,
    ) -> io::Result<Self> {
        let folder = tracefs.join("events");
        let mut systems: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
        for (system, name) in events.filter_map(|event| event.split_once(':')) {
            let format = fs::read(folder.join(system).join(name).join("format"))?;
            systems.entry(system.to_owned()).or_default().push(format);
        }
        let mut own = Vec::new();
        for entry in fs::read_dir(folder.join(TRACERS)).into_iter().flatten() {
            // Not all that stands there is an event.
            own.extend(fs::read(entry?.path().join("format")).ok());
        }
        Ok(Self {
            header_page: read_at_once(&folder.join("header_page"))?,
            header_event: read_at_once(&folder.join("header_event"))?,
            clock: fs::read(instance.join("trace_clock"))?,
            tracefs: tracefs.to_owned(),
            functions: if systems
                .values()
                .flatten()
                .any(|format| names_functions(format))
            {
                fs::read("/proc/kallsyms")?
            } else {
                Vec::new()
            },
            tracers: own,
            systems,
        })
    }

    /// The names that the kernel keeps of threads. They may be old.
    pub fn saved_names(&self) -> BTreeMap<i32, Vec<u8>> {
        let text = fs::read(self.tracefs.join("saved_cmdlines")).unwrap_or_default();
        let lines = text.split(|byte| *byte == b'\n').filter_map(|line| {
            let blank = line.iter().position(|byte| *byte == b' ')?;
            let thread = str::from_utf8(&line[..blank]).ok()?.parse().ok()?;
            Some((thread, line[blank + 1..].to_vec()))
        });
        lines.filter(|(_, name)| name != b"<...>").collect()
    }

    /// The head of the file, up to where the first processor's pages begin.
    pub fn head(&self, ended: &Ended) -> Vec<u8> {
        let mut head = Writer::default();
        head.bytes(b"\x17\x08\x44tracing6\0");
        head.bytes(&[
            u8::from(cfg!(target_endian = "big")),
            size_of::<libc::c_long>() as u8,
        ]);
        head.word(ended.page_size);
        head.bytes(b"header_page\0");
        head.block(self.header_page.as_bytes());
        head.bytes(b"header_event\0");
        head.block(self.header_event.as_bytes());
        head.formats(&self.tracers);
        head.word(self.systems.len());
        for (system, formats) in &self.systems {
            head.bytes(system.as_bytes());
            head.bytes(b"\0");
            head.formats(formats);
        }
        for text in [&self.functions, &self.print_formats()] {
            head.word(text.len());
            head.bytes(text);
        }
        head.block(&names(ended.names));
        head.word(ended.sizes.len());
        head.bytes(b"options  \0");
        self.options(&mut head, ended);
        head.bytes(b"flyrecord\0");
        head.places(ended);
        head.0
    }

    fn options(&self, head: &mut Writer, ended: &Ended) {
        // In microseconds, as trace-cmd writes it; the manual page does not tell.
        head.option_text(DATE, format!("{:#x}", ended.realtime / 1000).as_bytes());
        head.option_text(CLOCK, &self.clock);
        if let Ok(system) = uname() {
            let words = [
                system.sysname(),
                system.nodename(),
                system.release(),
                system.machine(),
            ];
            let words = words.map(|word| word.to_string_lossy().into_owned());
            head.option_text(UNAME, words.join(" ").as_bytes());
        }
        head.option_text(
            VERSION,
            concat!("sigscript ", env!("CARGO_PKG_VERSION")).as_bytes(),
        );
        head.option(PROCESSORS, &(ended.sizes.len() as u32).to_ne_bytes());
        let processes: BTreeMap<_, _> = ended.processes.iter().collect();
        let lines = processes
            .iter()
            .map(|(thread, process)| format!("{thread} {process}\n"));
        head.option_text(PROCESSES, lines.collect::<String>().as_bytes());
        for (processor, text) in ended.statistics.iter().enumerate() {
            head.option_text(
                PROCESSOR_STATISTICS,
                format!("CPU: {processor}\n{text}").as_bytes(),
            );
        }
        head.bytes(&0_u16.to_ne_bytes());
    }

    /// What `trace_printk()` and texts of the kernel are called by in records.
    fn print_formats(&self) -> Vec<u8> {
        fs::read(self.tracefs.join("printk_formats")).unwrap_or_default()
    }
}

/// Whether a format prints functions by their names (`Documentation/core-api/printk-formats.rst`).
fn names_functions(format: &[u8]) -> bool {
    let conversions = [&b"%ps"[..], b"%pS", b"%pf", b"%pF", b"%pB"];
    let found = |conversion: &&[u8]| memchr::memmem::find(format, conversion).is_some();
    conversions.iter().any(found)
}

/// Lines of a thread's id and its name.
fn names(names: &BTreeMap<i32, Vec<u8>>) -> Vec<u8> {
    let lines = names.iter().flat_map(|(thread, name)| {
        [format!("{thread} ").as_bytes(), name.as_slice(), b"\n"].concat()
    });
    lines.collect()
}

/// What is written, number by number.
#[derive(Default)]
struct Writer(Vec<u8>);

impl Writer {
    fn bytes(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// A number of 4 bytes.
    fn word(&mut self, number: usize) {
        self.bytes(&(number as u32).to_ne_bytes());
    }

    /// A number of 8 bytes.
    fn long(&mut self, number: u64) {
        self.bytes(&number.to_ne_bytes());
    }

    /// A block behind its size of 8 bytes.
    fn block(&mut self, block: &[u8]) {
        self.long(block.len() as u64);
        self.bytes(block);
    }

    fn formats(&mut self, formats: &[Vec<u8>]) {
        self.word(formats.len());
        for format in formats {
            self.block(format);
        }
    }

    fn option(&mut self, number: u16, data: &[u8]) {
        self.bytes(&number.to_ne_bytes());
        self.word(data.len());
        self.bytes(data);
    }

    /// An option that is a text, with its NUL byte.
    fn option_text(&mut self, number: u16, text: &[u8]) {
        self.option(number, &[text, b"\0"].concat());
    }

    /// Where each processor's pages are and how large they are together; then nothing up to the first of them.
    fn places(&mut self, ended: &Ended) {
        let behind = self.0.len() + ended.sizes.len() * 16;
        let start = behind.next_multiple_of(ended.page_size);
        let mut at = start as u64;
        for &size in ended.sizes {
            self.long(at);
            self.long(size);
            at += size;
        }
        self.0.resize(start, 0);
    }
}
