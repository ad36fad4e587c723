//! Writes recordings of made-up machines: any order of bytes, any size of words, either version. After trace-cmd.dat.v6(5) and
//! trace-cmd.dat.v7(5).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// The size of pages.
const PAGE: usize = 1024;

/// A machine that recorded something.
#[derive(Clone, Copy, Debug)]
pub struct Machine {
    /// The highest byte of a number comes first.
    pub big: bool,
    /// The size of a long.
    pub word: usize,
    /// As `uname -m` calls it.
    pub name: &'static str,
    /// The number of its `kill`.
    pub kill: u64,
}

/// One event of a buffer.
pub struct Entry {
    /// Nanoseconds since the entry before.
    pub since: u64,
    /// Its record.
    pub record: Vec<u8>,
}

/// What a file may hold beside the events of the main buffer.
#[derive(Clone, Copy, Debug, Default)]
pub struct More<'a> {
    /// Further options: their numbers and what they say.
    pub options: &'a [(u64, &'a [u8])],
    /// The events are those of an instance of this name; the main buffer is empty.
    pub instance: Option<&'a str>,
}

impl Machine {
    /// A number of `size` bytes.
    pub fn number(self, number: u64, size: usize) -> Vec<u8> {
        if self.big {
            number.to_be_bytes()[8 - size..].to_vec()
        } else {
            number.to_le_bytes()[..size].to_vec()
        }
    }

    fn block(self, text: &str) -> Vec<u8> {
        [self.number(text.len() as u64, 8), text.into()].concat()
    }

    /// What opens every record: its event and its thread.
    pub fn head(self, event: u64, thread: u64) -> Vec<u8> {
        [self.number(event, 2), vec![0, 0], self.number(thread, 4)].concat()
    }

    fn format(self, name: &str, id: u32, fields: &[(&str, usize, usize)]) -> Vec<u8> {
        use std::fmt::Write as _;
        let mut text = format!("name: {name}\nID: {id}\nformat:\n");
        let common = [
            ("unsigned short common_type", 0, 2),
            ("unsigned char common_flags", 2, 1),
            ("unsigned char common_preempt_count", 3, 1),
            ("int common_pid", 4, 4),
        ];
        for (declaration, offset, size) in common.iter().chain(fields) {
            let _ = writeln!(
                text,
                "\tfield:{declaration};\toffset:{offset};\tsize:{size};\tsigned:1;"
            );
        }
        text.push_str("\nprint fmt: \"\"\n");
        self.block(&text)
    }

    fn header(self) -> Vec<u8> {
        let page = format!(
            "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n\
             \tfield: local_t commit;\toffset:8;\tsize:{};\tsigned:1;\n",
            self.word
        );
        [
            b"header_page\0".to_vec(),
            self.block(&page),
            b"header_event\0".to_vec(),
            self.block("type_len : 5 bits"),
        ]
        .concat()
    }

    /// The events of these recordings: 1 to 3.
    fn formats(self) -> Vec<u8> {
        let word = self.word;
        let system = |name: &str, events: &[Vec<u8>]| {
            let count = self.number(events.len() as u64, 4);
            [name.as_bytes(), b"\0", &count, &events.concat()].concat()
        };
        let signal = [
            ("int sig", 8, 4),
            ("int errno", 12, 4),
            ("int code", 16, 4),
            ("char comm[16]", 20, 16),
            ("pid_t pid", 36, 4),
            ("int group", 40, 4),
            ("int result", 44, 4),
        ];
        let call = [
            ("long id", 8, word),
            ("unsigned long args[6]", 8 + word, 6 * word),
        ];
        let exec = [("__data_loc char[] filename", 8, 4), ("pid_t pid", 12, 4)];
        [
            self.number(3, 4),
            system("signal", &[self.format("signal_generate", 1, &signal)]),
            system("raw_syscalls", &[self.format("sys_enter", 2, &call)]),
            system("sched", &[self.format("sched_process_exec", 3, &exec)]),
        ]
        .concat()
    }

    /// The names of threads.
    fn names(self) -> Vec<u8> {
        self.block("7 sender\n8 a name\n")
    }

    /// A page of a buffer; `mark` are the high bits of its size.
    fn page(self, time: u64, mark: u64, entries: &[Entry]) -> Vec<u8> {
        let mut data = Vec::new();
        for Entry { since, record } in entries {
            // The kind of a time extension is 30.
            let head = |kind: u64, time: u64| {
                let word = if self.big {
                    kind << 27 | time
                } else {
                    kind | time << 5
                };
                self.number(word, 4)
            };
            if since >> 27 != 0 {
                data.extend(head(30, since & 0x07ff_ffff));
                data.extend(self.number(since >> 27, 4));
            }
            let since = if since >> 27 == 0 { *since } else { 0 };
            let size = record.len().next_multiple_of(4);
            if size <= 28 * 4 {
                data.extend(head(size as u64 / 4, since));
            } else {
                data.extend(head(0, since));
                data.extend(self.number(size as u64 + 4, 4));
            }
            data.extend(record);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        let size = self.number(data.len() as u64 | mark, self.word);
        let mut page = [self.number(time, 8), size, data].concat();
        assert!(page.len() <= PAGE, "more entries than a page takes");
        page.resize(PAGE, 0);
        page
    }

    /// The pages of each processor's buffer; the second one of the second says that it lost entries before.
    fn buffers(self, start: u64, entries: &[Vec<Entry>; 3]) -> [Vec<u8>; 2] {
        const LOST: u64 = 1 << 31;
        let page = |time, mark, index: usize| self.page(time, mark, &entries[index]);
        let second = [page(start, 0, 1), page(start + 1_000_000, LOST, 2)];
        [page(start, 0, 0), second.concat()]
    }

    fn start(self, version: &str) -> Vec<u8> {
        [
            b"\x17\x08\x44tracing".to_vec(),
            version.into(),
            vec![0, self.big.into(), self.word as u8],
            self.number(PAGE as u64, 4),
        ]
        .concat()
    }

    /// The table of an instance's buffers of these sizes, the first of which lies at `at`.
    fn places(self, sizes: [usize; 2], at: usize) -> Vec<u8> {
        let numbers = [at, sizes[0], at + sizes[0], sizes[1]];
        let numbers = numbers.map(|number| self.number(number as u64, 8));
        [b"flyrecord\0".to_vec(), numbers.concat()].concat()
    }

    /// A version 6 file with the pages of two processors.
    pub fn version_6(self, start: u64, entries: &[Vec<Entry>; 3], more: More<'_>) -> Vec<u8> {
        let uname = format!("Linux far 5.4.0 {}\0", self.name);
        let functions = b"c0000000 T start\n";
        let mut file = [
            self.start("6"),
            self.header(),
            self.number(0, 4),
            self.formats(),
            self.number(functions.len() as u64, 4),
            functions.to_vec(),
            self.number(0, 4),
            self.names(),
            self.number(2, 4),
            b"options  \0".to_vec(),
            self.option(5, uname.as_bytes()),
            self.options(more),
        ]
        .concat();
        let table = b"flyrecord\0".len() + 4 * 8;
        let buffers = self.buffers(start, entries);
        let sizes = [buffers[0].len(), buffers[1].len()];
        if let Some(name) = more.instance {
            // The number of the option, its size, its place and its name; then the end of the options, and the main buffer.
            let place = file.len() + 2 + 4 + 8 + name.len() + 1 + 2 + table;
            let option = [self.number(place as u64, 8), name.into(), vec![0]].concat();
            file.extend(self.option(3, &option));
            file.extend(self.number(0, 2));
            file.extend(self.places([0, 0], 0));
            assert_eq!(file.len(), place);
        } else {
            file.extend(self.number(0, 2));
        }
        let at = (file.len() + table).next_multiple_of(PAGE);
        file.extend(self.places(sizes, at));
        file.resize(at, 0);
        file.extend(buffers.concat());
        file
    }

    fn section(self, number: u64, content: &[u8]) -> Vec<u8> {
        let packed = zlib(content);
        [
            self.number(number, 2),
            self.number(1, 2),
            self.number(0, 4),
            self.number(packed.len() as u64 + 8, 8),
            self.number(packed.len() as u64, 4),
            self.number(content.len() as u64, 4),
            packed,
        ]
        .concat()
    }

    fn option(self, number: u64, data: &[u8]) -> Vec<u8> {
        [
            self.number(number, 2),
            self.number(data.len() as u64, 4),
            data.to_vec(),
        ]
        .concat()
    }

    fn options(self, more: More<'_>) -> Vec<u8> {
        let options = more.options.iter();
        let options: Vec<_> = options
            .map(|(number, data)| self.option(*number, data))
            .collect();
        options.concat()
    }

    /// The same as a version 7 file, compressed by zlib.
    pub fn version_7(self, start: u64, entries: &[Vec<Entry>; 3], more: More<'_>) -> Vec<u8> {
        let mut file = [self.start("7"), b"zlib\x001.2\0".to_vec()].concat();
        let first_options = file.len();
        file.extend([0; 8]);
        let mut options = Vec::new();
        let sections = [
            (16, self.header()),
            (17, self.number(0, 4)),
            (18, self.formats()),
            (21, self.names()),
        ];
        for (number, content) in sections {
            options.extend(self.option(number, &self.number(file.len() as u64, 8)));
            file.extend(self.section(number, &content));
        }
        let uname = format!("Linux far 5.4.0 {}\0", self.name);
        options.extend(self.option(5, uname.as_bytes()));
        options.extend(self.options(more));
        let buffer_section = file.len() as u64;
        let mut data = Vec::new();
        let mut processors = Vec::new();
        for (number, pages) in self.buffers(start, entries).iter().enumerate() {
            let place = buffer_section + 16 + data.len() as u64;
            let chunks: Vec<u8> = pages
                .chunks(PAGE)
                .flat_map(|page| {
                    let packed = zlib(page);
                    let sizes = [
                        self.number(packed.len() as u64, 4),
                        self.number(PAGE as u64, 4),
                    ];
                    [sizes.concat(), packed].concat()
                })
                .collect();
            data.extend(self.number((pages.len() / PAGE) as u64, 4));
            processors.extend(self.number(number as u64, 4));
            processors.extend(self.number(place, 8));
            processors.extend(self.number(chunks.len() as u64, 8));
            data.extend(chunks);
        }
        file.extend(self.number(3, 2));
        file.extend(self.number(1, 2));
        file.extend(self.number(0, 4));
        file.extend(self.number(data.len() as u64, 8));
        file.extend(data);
        let buffer = [
            self.number(buffer_section, 8),
            more.instance.unwrap_or_default().into(),
            b"\0local\0".to_vec(),
            self.number(PAGE as u64, 4),
            self.number(2, 4),
            processors,
        ];
        options.extend(self.option(3, &buffer.concat()));
        options.extend(self.option(0, &[0; 8]));
        let place = self.number(file.len() as u64, 8);
        file[first_options..first_options + 8].copy_from_slice(&place);
        file.extend(self.section(0, &options));
        file
    }
}

fn zlib(content: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(content).expect("memory takes all");
    encoder.finish().expect("memory takes all")
}
