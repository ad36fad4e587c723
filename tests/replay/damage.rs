//! Damaged recordings: each is refused with a message, or replayed; nothing else happens.

use std::fs;
use std::ops::ControlFlow;
use std::os::unix::fs::FileExt as _;
use std::path::Path;

use sigscript_compiler::plan::Plan;
use sigscript_runtime::backend::{Backend as _, Drained};
use sigscript_runtime::replay::{Recorded, Replay};
use sigscript_runtime::threads::Threads;

use crate::file::Temporary;
use crate::recording;

/// How many changes are tried in each file, and the seed of their places.
const CHANGES: usize = 1000;
const SEED: u64 = 20;

/// Opens a recording and goes through all of its events.
fn replay(path: &Path) -> Result<(), String> {
    let recorded = Recorded::open(path).map_err(|error| error.to_string())?;
    let mut replay = Replay::new(recorded, Threads::default());
    let told = |error: sigscript_runtime::backend::Error| error.to_string();
    replay.attach(&Plan::default()).map_err(told)?;
    loop {
        let drained = replay.drain(&mut |_| ControlFlow::Continue(()));
        if drained.map_err(told)? == Drained::Finished {
            return Ok(());
        }
    }
}

#[test]
fn a_file_that_is_cut_off_anywhere_is_refused() {
    // The last section of the second one, which only says what the others are called, may be missing as a whole.
    for (name, whole) in [("trace-v6.dat", None), ("trace-v7-zstd.dat", Some(12588))] {
        let content = fs::read(recording(name)).expect("the recording is there");
        let file = Temporary::new(&format!("cut-{name}"), &content);
        assert_eq!(replay(file.path()), Ok(()), "{name}");
        let open = file.open();
        for size in (0..content.len()).rev() {
            open.set_len(size as u64).expect("a file can be shortened");
            let told = match replay(file.path()) {
                Err(told) => told,
                Ok(()) if Some(size) == whole => continue,
                Ok(()) => panic!("{name}, {size} bytes"),
            };
            let clear = ["cut off", "is empty", "neither a `trace.dat`"];
            assert!(
                clear.iter().any(|words| told.contains(words)),
                "{name}, {size} bytes: {told}"
            );
        }
    }
}

#[test]
fn text_that_is_cut_off_anywhere_loses_its_last_line() {
    for name in ["ftrace.txt", "report.txt", "audit.log"] {
        let content = fs::read(recording(name)).expect("the recording is there");
        let file = Temporary::new(&format!("cut-{name}"), &content);
        let open = file.open();
        for size in (0..content.len()).rev() {
            open.set_len(size as u64).expect("a file can be shortened");
            match Recorded::open(file.path()) {
                Ok(recorded) => {
                    let cut = !content[..size].ends_with(b"\n");
                    let warnings = &recorded.description().warnings;
                    let told = warnings.iter().any(|warning| warning.contains("cut off"));
                    assert_eq!(told, cut, "{name}, {size} bytes: {warnings:?}");
                    assert_eq!(replay(file.path()), Ok(()));
                }
                Err(error) => {
                    let told = error.to_string();
                    assert!(told.contains("neither") || size == 0, "{told}");
                }
            }
        }
    }
}

#[test]
fn a_file_with_a_changed_byte_is_no_panic() {
    for name in [
        "trace-v6.dat",
        "trace-v7-zstd.dat",
        "ftrace.txt",
        "audit.log",
    ] {
        let content = fs::read(recording(name)).expect("the recording is there");
        let file = Temporary::new(&format!("changed-{name}"), &content);
        let open = file.open();
        let write = |byte: u8, place: usize| {
            open.write_all_at(&[byte], place as u64)
                .expect("a file can be written");
        };
        let mut random = fastrand::Rng::with_seed(SEED);
        for _ in 0..CHANGES {
            let place = random.usize(..content.len());
            write(random.choice([0, 1, 0x7f, 0x80, 0xff]).unwrap_or(0), place);
            // Whether it is noticed depends on what the byte means.
            if let Err(told) = replay(file.path()) {
                let clear = [" byte", "no formats", "neither a `trace.dat`"];
                let placed = clear.iter().any(|words| told.contains(words));
                assert!(
                    placed || !name.starts_with("trace"),
                    "{name}, {place}: {told}"
                );
            }
            write(content[place], place);
        }
    }
}

/// What there is to say of a recording with a number of 8 bytes written over each of these places.
fn changed(name: &str, content: &[u8], changes: &[(usize, u64)]) -> String {
    let mut content = content.to_vec();
    for (place, number) in changes {
        content[*place..place + 8].copy_from_slice(&number.to_le_bytes());
    }
    let file = Temporary::new(name, &content);
    replay(file.path()).expect_err(name)
}

fn number(content: &[u8], place: usize) -> u64 {
    let bytes = content[place..].first_chunk().expect("it is there");
    u64::from_le_bytes(*bytes)
}

#[test]
fn buffers_have_places_of_their_own() {
    let content = fs::read(recording("trace-v6.dat")).expect("the recording is there");
    let mark = b"flyrecord\0";
    let found = content.windows(mark.len()).position(|at| at == mark);
    let table = found.expect("it has buffers") + mark.len();
    // Each has its start and its size there.
    let (first, second) = (number(&content, table), number(&content, table + 16));
    assert!(first > 0 && second > first);
    assert_eq!(
        changed("overlap", &content, &[(table + 16, first)]),
        format!("two buffers overlap, at byte {first}")
    );
    let beyond = changed("beyond", &content, &[(table + 8, u64::MAX)]);
    assert_eq!(
        beyond,
        format!(
            "something would lie beyond any file, at byte {}",
            table + 16
        )
    );
    let long = changed("long", &content, &[(table + 24, 1 << 40)]);
    assert_eq!(
        long,
        format!("it is cut off behind {} bytes", content.len())
    );
}

#[test]
fn sections_that_lead_to_each_other_end() {
    // The options are its last section, and their last number the place of the next ones.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/recording/v7-none-aarch64");
    let content = fs::read(path).expect("the recording is there");
    let head = 8 + b"7\0\0\x08".len() + 2 + 4 + b"none\0\0".len();
    let options = number(&content, head);
    let told = changed("loop", &content, &[(content.len() - 8, options)]);
    assert!(told.contains("have no end, at byte"), "{told}");
}
