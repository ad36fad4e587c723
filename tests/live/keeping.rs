//! Arrays that are kept in the kernel from one event to another: a script sees what it would see if every event came to its handlers.

use std::fs::File;
use std::io::{Seek as _, SeekFrom};
use std::thread;

use nix::unistd::{getppid, getsid, gettid};

use crate::Test;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("pairs_are_counted", pairs_are_counted),
    ("numbers_are_those_stored", numbers_are_those_stored),
    ("every_key_has_its_element", every_key_has_its_element),
    ("elements_are_taken_once", elements_are_taken_once),
    (
        "the_number_that_cannot_be_kept_is_told",
        the_number_that_cannot_be_kept_is_told,
    ),
    ("a_full_array_is_told", a_full_array_is_told),
];

/// Calls lseek(2) for each of these places in a file.
fn seek_to(places: impl IntoIterator<Item = u64>) {
    let mut file = File::open("/proc/self/exe").expect("there is a program");
    for place in places {
        file.seek(SeekFrom::Start(place))
            .expect("a file can be read from anywhere");
    }
}

/// Pairs of calls of each thread.
const PAIRS: u64 = 2000;

/// The latency of a call, of several threads at once: none is missing, and no event leaves the kernel.
fn pairs_are_counted() {
    let script = format!(
        "global began, took
         probe syscall.getppid {{ if (pid() == {id}) began[tid()] = gettimeofday_us() }}
         probe syscall.getppid.return {{
           if ([tid()] in began) {{ took <<< gettimeofday_us() - began[tid()] delete began[tid()] }}
         }}
         probe end {{ println(@count(took), \" \", @min(took) >= 0, \" \", @max(took) < 10000000) }}",
        id = std::process::id()
    );
    for options in [&["-v"][..], &["-v", "--no-pushdown"]] {
        let tracer = Tracer::one_liner(&script, options);
        let threads: Vec<_> = (0..3)
            .map(|_| {
                thread::spawn(|| {
                    for _ in 0..PAIRS {
                        let _ = getppid();
                    }
                })
            })
            .collect();
        for thread in threads {
            thread.join().expect("it only calls");
        }
        let ended = tracer.stop();
        assert_eq!(ended.lines, [format!("{} 1 1", 3 * PAIRS)], "{ended:#?}");
        if options.len() == 1 {
            assert_eq!(ended.told("events delivered"), 0, "{ended:#?}");
            assert_eq!(ended.told("counted in the kernel"), 3 * PAIRS, "{ended:#?}");
        }
    }
}

/// What the later event brings is what the earlier one stored: negative numbers, large ones, computed ones, under several keys.
fn numbers_are_those_stored() {
    let script = format!(
        "global kept
         probe kernel.syscall(\"lseek\") {{ if (tid() == {id}) kept[tid(), 7] = $arg2 * 3 - 5 }}
         probe kernel.syscall(\"lseek\").return {{
           if (tid() == {id} && kept[tid(), 7] > 1000) println($return, \" \", kept[tid(), 7])
         }}",
        id = gettid()
    );
    let places = [0, 334, 335, 336, 1 << 40, 12];
    let print = |place: &u64| format!("{place} {}", place * 3 - 5);
    let expected: Vec<_> = places
        .iter()
        .filter(|place| **place > 335)
        .map(print)
        .collect();
    for options in [&[][..], &["--no-pushdown"]] {
        let tracer = Tracer::one_liner(&script, options);
        seek_to(places);
        let ended = tracer.stop();
        assert_eq!(ended.lines, expected, "{ended:#?}");
    }
}

/// Keys on both sides of where the table ends have elements of their own, with large and negative numbers.
fn every_key_has_its_element() {
    let script = format!(
        "global kept
         probe kernel.syscall(\"lseek\") {{ if (tid() == {id}) kept[$arg2] = ($arg2 - 2) * (1 << 40) }}
         probe kernel.syscall(\"lseek\").return {{
           if (tid() == {id} && [$return] in kept) {{
             println($return, \" \", kept[$return] / (1 << 40)) delete kept[$return]
           }}
         }}",
        id = gettid()
    );
    let places = [0_u64, 1, 2, 3, 32_767, 32_768, 1 << 22];
    for options in [&["-v"][..], &["-v", "--no-pushdown"]] {
        let tracer = Tracer::one_liner(&script, options);
        seek_to(places);
        let ended = tracer.stop();
        let expected = places.map(|place| format!("{place} {}", place as i64 - 2));
        assert_eq!(ended.lines, expected, "{options:?}: {ended:#?}");
        let kept = ended.errors.contains("lseek\"): 0 events delivered");
        assert_eq!(kept, options.len() == 1, "{}", ended.errors);
    }
}

/// An element that was deleted is not there at the next event.
fn elements_are_taken_once() {
    let script = format!(
        "global first
         probe kernel.syscall(\"lseek\") {{ if (tid() == {id} && $arg2 == 1) first[pid()] = $arg2 }}
         probe kernel.syscall(\"getsid\") {{
           if (tid() == {id} && pid() in first) {{ println(\"taken \", first[pid()]) delete first[pid()] }}
         }}",
        id = gettid()
    );
    for options in [&[][..], &["--no-pushdown"]] {
        let tracer = Tracer::one_liner(&script, options);
        for round in 0..6 {
            let _ = getsid(None);
            seek_to([round % 2]);
            let _ = getsid(None);
            let _ = getsid(None);
        }
        let ended = tracer.stop();
        assert_eq!(ended.lines, ["taken 1"; 3], "{ended:#?}");
    }
}

/// The one number that the table cannot hold is told as a lost event, too.
fn the_number_that_cannot_be_kept_is_told() {
    let script = format!(
        "global kept
         probe kernel.syscall(\"lseek\") {{ if (tid() == {id}) kept[tid()] = $arg2 << 63 }}
         probe kernel.syscall(\"lseek\").return {{
           if (tid() == {id} && [tid()] in kept) {{ println(kept[tid()]) delete kept[tid()] }}
         }}",
        id = gettid()
    );
    let tracer = Tracer::one_liner(&script, &["-v"]);
    seek_to([2, 1, 4]);
    let ended = tracer.stop();
    assert_eq!(ended.lines, ["0", "0"], "{ended:#?}");
    assert_eq!(ended.told(" lost,"), 1, "{ended:#?}");
}

/// Where there is no room, the events whose elements are not kept count as lost, and sigscript says so.
fn a_full_array_is_told() {
    let script = format!(
        "global kept
         probe kernel.syscall(\"lseek\") {{ if (tid() == {id}) kept[$arg2, 0] = 1 }}
         probe kernel.syscall(\"lseek\").return {{ if (tid() == {id} && [$return, 0] in kept) println(\"found\") }}",
        id = gettid()
    );
    let tracer = Tracer::one_liner(&script, &["-v"]);
    seek_to(0..17_000);
    let ended = tracer.stop();
    let lost = ended.told(" lost,") as usize;
    assert!(lost > 0, "{ended:#?}");
    assert_eq!(ended.lines.len() + lost, 17_000, "{}", ended.errors);
}
