//! Pages that join each other, and files without names.

use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::PathBuf;

use super::spool::{Form, Spool};
use super::unnamed::{Output, place, unnamed};
use crate::pages::Layout;
use crate::record::ByteOrder;

const PAGE: usize = 256;
/// The mark of losses, in the word of the length.
const LOST: u64 = 1 << 31;

const ORDER: ByteOrder = if cfg!(target_endian = "little") {
    ByteOrder::Little
} else {
    ByteOrder::Big
};

/// A folder of its own, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let name = format!("sigscript-recording-{:x}", fastrand::u64(..));
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).expect("the temporary folder takes folders");
        Self(path)
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.0).expect("it is there").flatten();
        let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
        names.collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn form(word: usize) -> Form {
    Form { word, size: PAGE }
}

/// A page of records of 4 bytes, each so many nanoseconds behind the one before.
fn page(word: usize, time: u64, mark: u64, records: &[(u32, u32)]) -> Vec<u8> {
    let length = (records.len() as u64 * 8) | mark;
    let mut page = time.to_ne_bytes().to_vec();
    match word {
        8 => page.extend(length.to_ne_bytes()),
        _ => page.extend((length as u32).to_ne_bytes()),
    }
    for (since, content) in records {
        let head = if cfg!(target_endian = "little") {
            1 | since << 5
        } else {
            1 << 27 | since
        };
        page.extend(head.to_ne_bytes());
        page.extend(content.to_ne_bytes());
    }
    page.resize(PAGE, 0);
    page
}

/// What a spool writes of these pages.
fn spooled(word: usize, pages: &[Vec<u8>]) -> Vec<u8> {
    let folder = Folder::new();
    let mut spool = Spool::new(form(word), unnamed(&folder.0).expect("it can be written"));
    for page in pages {
        spool.add(page).expect("it can be written");
    }
    let size = spool.flush().expect("it can be written");
    let mut output = unnamed(&folder.0).expect("it can be written");
    output.write_all(b"before").expect("it can be written");
    spool.move_to(&mut output).expect("it can be written");
    assert_eq!(folder.names(), [""; 0]);
    let mut bytes = Vec::new();
    output.seek(SeekFrom::Start(6)).expect("it is a file");
    output.read_to_end(&mut bytes).expect("it can be read");
    assert_eq!(bytes.len() as u64, size);
    bytes
}

/// The times and contents of all records, and how many were lost before each page.
fn read(word: usize, bytes: &[u8]) -> (Vec<(u64, u32)>, Vec<u64>) {
    let layout = Layout {
        order: ORDER,
        word: word as u8,
    };
    let (mut records, mut lost) = (Vec::new(), Vec::new());
    for page in bytes.chunks(PAGE) {
        let mut cursor = layout.open(page).expect("it is a page");
        lost.push(cursor.lost);
        while let Some(entry) = cursor.next(page).expect("it is whole") {
            let content = page[entry.place].try_into().expect("four bytes");
            records.push((entry.time, u32::from_ne_bytes(content)));
        }
    }
    (records, lost)
}

#[test]
fn records_join_the_page_before() {
    for word in [4, 8] {
        let far = (1 << 40) + 5;
        let pages = [
            page(word, 1000, 0, &[(0, 1), (5, 2)]),
            page(word, 2000, 0, &[]),
            page(word, far, 0, &[(0, 3), (1, 4)]),
            page(word, far + (1 << 27), 0, &[(7, 5)]),
        ];
        let bytes = spooled(word, &pages);
        assert_eq!(bytes.len(), PAGE);
        let expected = [
            (1000, 1),
            (1005, 2),
            (far, 3),
            (far + 1, 4),
            (far + (1 << 27) + 7, 5),
        ];
        assert_eq!(read(word, &bytes), (expected.to_vec(), vec![0]));
    }
}

#[test]
fn pages_that_tell_losses_stay_alone() {
    let mut counted = page(8, 3000, LOST | 1 << 30, &[(0, 3)]);
    counted[24..32].copy_from_slice(&77_u64.to_ne_bytes());
    let pages = [
        page(8, 1000, 0, &[(0, 1)]),
        page(8, 2000, LOST, &[(0, 2)]),
        counted,
        page(8, 4000, 0, &[(0, 4)]),
        page(8, 5000, LOST, &[]),
    ];
    let (records, lost) = read(8, &spooled(8, &pages));
    assert_eq!(records, [(1000, 1), (2000, 2), (3000, 3), (4000, 4)]);
    assert_eq!(lost, [0, 1, 77, 0, 1]);
}

/// Any pages, full and empty: each record comes out once and in order, and as few pages as are needed.
#[test]
fn nothing_is_lost_or_doubled() {
    let mut random = fastrand::Rng::with_seed(4);
    for word in [4, 8] {
        let most = (PAGE - 8 - word) / 8;
        let (mut time, mut content) = (0, 0);
        let (mut pages, mut expected) = (Vec::new(), Vec::new());
        for _ in 0..10_000 {
            let scale = random.u32(1..40);
            time += random.u64(0..1 << scale);
            let mut records = Vec::new();
            let mut since_page = 0;
            for _ in 0..random.usize(..=most) {
                let since = random.u32(..1 << 20);
                since_page += u64::from(since);
                content += 1;
                records.push((since, content));
                expected.push((time + since_page, content));
            }
            pages.push(page(word, time, 0, &records));
            time += since_page;
        }
        let bytes = spooled(word, &pages);
        assert_eq!(read(word, &bytes).0, expected);
        assert!(bytes.len() < pages.len() * PAGE);
    }
}

#[test]
fn a_file_gets_its_name_when_it_is_complete() {
    let folder = Folder::new();
    let path = folder.0.join("trace.dat");
    for content in ["first", "second"] {
        let (place, resolved) = place(&path).expect("it can be written");
        let mut output = Output::new(place, resolved).expect("it can be written");
        let before = folder.names();
        output.file.write_all(content.as_bytes()).unwrap();
        assert_eq!(folder.names(), before);
        output.complete().expect("it can be named");
        assert_eq!(folder.names(), ["trace.dat"]);
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
    let link = folder.0.join("link");
    std::os::unix::fs::symlink("trace.dat", &link).unwrap();
    let (into, resolved) = place(&link).expect("it can be written");
    let output = Output::new(into, resolved).expect("it can be written");
    output.complete().expect("it can be named");
    assert_eq!(fs::read_to_string(&path).unwrap(), "");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(place(&folder.0).is_err());
    assert!(place(std::path::Path::new("/dev/full")).is_err());
}
