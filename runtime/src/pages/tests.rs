//! Hand-made pages of every byte order and word size, and one that a kernel wrote.

use super::*;

const LAYOUTS: [Layout; 4] = [
    layout(ByteOrder::Little, 8),
    layout(ByteOrder::Little, 4),
    layout(ByteOrder::Big, 8),
    layout(ByteOrder::Big, 4),
];

/// When every page begins.
const START: u64 = 1000;

const fn layout(order: ByteOrder, word: u8) -> Layout {
    Layout { order, word }
}

impl Layout {
    /// A number as this machine writes it.
    fn bytes(self, number: u64, size: u8) -> Vec<u8> {
        match self.order {
            ByteOrder::Little => number.to_le_bytes()[..size.into()].to_vec(),
            ByteOrder::Big => number.to_be_bytes()[8 - usize::from(size)..].to_vec(),
        }
    }

    fn entry(self, kind: u32, since: u32, body: &[u8]) -> Vec<u8> {
        let head = match self.order {
            ByteOrder::Little => kind | since << 5,
            ByteOrder::Big => kind << 27 | since,
        };
        [&self.bytes(head.into(), 4), body].concat()
    }

    /// A page whose commit has these marks beside the length.
    fn page(self, marks: u64, time: u64, entries: &[Vec<u8>]) -> Vec<u8> {
        let data = entries.concat();
        let commit = self.bytes(data.len() as u64 | marks, self.word);
        [self.bytes(time, 8), commit, data].concat()
    }
}

fn all(layout: Layout, page: &[u8]) -> Result<Vec<(u64, Vec<u8>)>, Damaged> {
    let mut cursor = layout.open(page)?;
    let mut found = Vec::new();
    while let Some(Entry { time, place }) = cursor.next(page)? {
        found.push((time, page[place].to_vec()));
    }
    Ok(found)
}

#[test]
fn entries_of_every_kind() {
    for layout in LAYOUTS {
        let entry = |kind, since, body: &[u8]| layout.entry(kind, since, body);
        let word = |number| layout.bytes(number, 4);
        let bytes = layout.page(
            0,
            START,
            &[
                entry(1, 5, b"abcd"),
                entry(0, 7, &[&word(6), &b"yz\0\0"[..]].concat()),
                // Discarded: one that came with time, and one without.
                entry(PADDING, 3, &[&word(8), &b"????"[..]].concat()),
                entry(PADDING, 1, &word(4)),
                entry(2, 0, b"efghijkl"),
                entry(TIME_EXTEND, 1, &word(2)),
                entry(1, 2, b"late"),
                entry(TIME_STAMP, 9, &word(1 << 10)),
                entry(1, 1, b"last"),
                entry(PADDING, 0, b""),
                entry(1, 1, b"none"),
            ],
        );
        let expected = [
            (1005, b"abcd".to_vec()),
            (1012, b"yz".to_vec()),
            (1015, b"efghijkl".to_vec()),
            (1015 + 1 + (2 << 27) + 2, b"late".to_vec()),
            ((1 << 37) + 10, b"last".to_vec()),
        ];
        assert_eq!(all(layout, &bytes).unwrap(), expected, "{layout:?}");
        for cut in 0..bytes.len() {
            assert_eq!(all(layout, &bytes[..cut]), Err(Damaged::Page), "{cut}");
        }
    }
}

#[test]
fn stamps_have_the_upper_bits_of_the_time_before() {
    const MARK: u64 = 1 << 60;
    for layout in LAYOUTS {
        let stamped = |time: u64, stamp: u64| {
            let high = layout.bytes(stamp >> TIME_BITS, 4);
            let low = (stamp & ((1 << TIME_BITS) - 1)) as u32;
            let entries = [
                layout.entry(TIME_STAMP, low, &high),
                layout.entry(1, 0, b"data"),
            ];
            all(layout, &layout.page(0, time, &entries)).unwrap()[0].0
        };
        let most = (1 << STAMP_BITS) - 1;
        assert_eq!(stamped(START, most), most);
        // Without upper bits it may go back.
        assert_eq!(stamped(START, 1), 1);
        assert_eq!(stamped(MARK | 5, 7), MARK | 7);
        // With them, what is less has gone over.
        assert_eq!(stamped(MARK | 5, 3), (MARK | 3) + (1 << STAMP_BITS));
    }
}

#[test]
fn losses() {
    // A kernel of 64 bits adds the mark as a negative number: all bits above it are set as well.
    let marks = |layout: Layout, counted: u64| match layout.word {
        8 => 0xffff_ffff_8000_0000 | counted,
        _ => 0x8000_0000 | counted,
    };
    for layout in LAYOUTS {
        let entries = [layout.entry(1, 1, b"abcd")];
        let opened = |page: &[u8]| {
            assert_eq!(all(layout, page).unwrap(), [(1001, b"abcd".to_vec())]);
            layout.open(page).unwrap().lost
        };
        assert_eq!(opened(&layout.page(0, START, &entries)), 0);
        assert_eq!(opened(&layout.page(marks(layout, 0), START, &entries)), 1);
        let mut counted = layout.page(marks(layout, LOST_COUNTED.into()), START, &entries);
        // Where the number itself is cut off, it is at least one.
        assert_eq!(opened(&counted), 1);
        counted.extend(layout.bytes(77, layout.word));
        assert_eq!(opened(&counted), 77);
    }
}

#[test]
fn lengths_beyond_the_page_or_the_data() {
    for layout in LAYOUTS {
        let head = 8 + usize::from(layout.word);
        let long = layout.bytes(200, 4);
        let whole = layout.entry(1, 1, b"abcd");
        for (kind, body) in [
            (28, &b"abcd"[..]),
            (0, &long),
            (0, b""),
            (PADDING, &long),
            (PADDING, b""),
            (TIME_EXTEND, b""),
            (TIME_STAMP, b""),
        ] {
            let bytes = layout.page(0, START, &[whole.clone(), layout.entry(kind, 1, body)]);
            // What lies behind the data is none of it.
            let bytes = [bytes, vec![1; 300]].concat();
            assert_eq!(all(layout, &bytes), Err(Damaged::Entry(head + 8)), "{kind}");
        }
        // The length has all bits below the marks.
        for bit in 4..30 {
            let bytes = layout.page(1 << bit, START, std::slice::from_ref(&whole));
            assert_eq!(all(layout, &bytes), Err(Damaged::Page), "{bit}");
        }
    }
}

#[test]
fn headers() {
    const HEADER: &str = "\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n\tfield: local_t commit;\toffset:8;\tsize:8;\tsigned:1;\n\
        \tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n\tfield: char data;\toffset:16;\tsize:4080;\tsigned:0;\n";
    let parse = |text: &str| Layout::parse(text, ByteOrder::Little);
    assert_eq!(parse(HEADER), Some(LAYOUTS[0]));
    assert_eq!(page_size(HEADER), Some(4096));
    let of_32_bits = HEADER.replacen("offset:8;\tsize:8", "offset:8;\tsize:4", 1);
    assert_eq!(parse(&of_32_bits), Some(LAYOUTS[1]));
    let strange = HEADER.replacen("offset:8;\tsize:8", "offset:8;\tsize:3", 1);
    assert_eq!(parse(&strange), None);
    assert_eq!((parse("nothing"), page_size("nothing")), (None, None));
}

/// The beginning of a page that Linux 6.18 wrote: three records of `signal_generate` (its number here is 261).
#[test]
fn a_recorded_page() {
    let found = all(LAYOUTS[0], include_bytes!("recorded.bin")).unwrap();
    assert_eq!(found.len(), 3);
    let number = |bytes: &[u8], at: usize| {
        i32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes"))
    };
    for (_, record) in &found {
        assert_eq!(record[..2], 261_u16.to_le_bytes());
        assert_eq!(record[20..26], *b"bash\0\0");
    }
    let signals: Vec<i32> = found.iter().map(|(_, record)| number(record, 8)).collect();
    assert_eq!(signals, [18, 23, 9]);
    assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0));
}

#[test]
fn nonsense_ends() {
    fastrand::seed(1);
    for round in 0..8000 {
        let layout = LAYOUTS[round % 4];
        let body: Vec<u8> = (0..fastrand::usize(..200))
            .map(|_| fastrand::u8(..))
            .collect();
        let bytes = layout.page(0, START, &[body]);
        for (_, record) in all(layout, &bytes).unwrap_or_default() {
            assert!(record.len() <= bytes.len());
        }
    }
}
