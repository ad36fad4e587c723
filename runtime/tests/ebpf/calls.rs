//! System calls: registers, memory of the process, several probes in one program, stacks, and who is a target.

use std::ptr::null_mut;

use sigscript_compiler::plan::{Base, Condition, Helper, Point, Read, Targets};
use sigscript_runtime::backend::Backend;
use sigscript_runtime::ebpf::Options;
use sigscript_runtime::event::Event;

use crate::support::{
    Draft, attach, collect, equal, machine, number_of, offset, process, signal_generate,
    signal_myself, text_of, thread,
};

const INTEGER: Read = Read::integer(4, true);

fn call(name: &str, number: libc::c_long, returns: bool) -> Point {
    Point::Syscall {
        call: Some((name.to_owned(), number as u32)),
        returns,
    }
}

/// Adds a probe with these captures, whose events are those of this thread.
fn probe(draft: &mut Draft, point: Point, me: usize, captures: &[usize]) {
    draft.probe(point, equal(me, thread()));
    let probe = draft.plan.probes.last_mut().expect("one was added");
    probe.captures = [&[me], captures].concat();
}

fn argument(draft: &mut Draft, number: u8) -> usize {
    draft.capture(Base::SyscallArgument(number), &[], Read::integer(8, true))
}

/// Reads memory of the process; all reads are made from there.
fn user(draft: &mut Draft, number: u8, offsets: &[u32], read: Read) -> usize {
    let capture = draft.capture(Base::SyscallArgument(number), offsets, read);
    if let Some(load) = &mut draft.plan.captures[capture].load {
        load.user = offsets.len() as u8;
    }
    capture
}

fn part(base: *mut u8, length: usize) -> libc::iovec {
    libc::iovec {
        iov_base: base.cast(),
        iov_len: length,
    }
}

#[test]
fn one_program_serves_many_calls() {
    let Some((_turn, _)) = machine() else {
        return;
    };
    // Asked for now, since later that would make an event itself.
    let parent = i64::from(std::os::unix::process::parent_id());
    let mut draft = Draft::default();
    let me = draft.thread();
    let first = argument(&mut draft, 0);
    let third = argument(&mut draft, 2);
    let path = user(&mut draft, 1, &[0], Read::UserString);
    let bytes = user(&mut draft, 1, &[0], Read::Bytes { size: 8 });
    let vector = user(&mut draft, 1, &[16, 0], Read::Bytes { size: 4 });
    let result = draft.capture(Base::SyscallResult, &[], Read::integer(8, true));
    let which = draft.capture(Base::SyscallNumber, &[], INTEGER);
    let returned = |name, number| call(name, number, true);
    probe(
        &mut draft,
        call("faccessat", libc::SYS_faccessat, false),
        me,
        &[first, path, third],
    );
    probe(
        &mut draft,
        call("write", libc::SYS_write, false),
        me,
        &[first, bytes, third],
    );
    probe(
        &mut draft,
        call("writev", libc::SYS_writev, false),
        me,
        &[vector],
    );
    probe(
        &mut draft,
        call("getppid", libc::SYS_getppid, false),
        me,
        &[],
    );
    probe(
        &mut draft,
        returned("faccessat", libc::SYS_faccessat),
        me,
        &[path, result, which],
    );
    probe(
        &mut draft,
        returned("getppid", libc::SYS_getppid),
        me,
        &[result],
    );
    let mut backend = attach(&draft.plan, Options::default());
    assert_eq!(backend.programs().expect("there are programs").len(), 2);
    // On the stack: what was never touched is not in memory when a program looks.
    let (missing, digits, letters) = (*b"/nowhere/at/all\0", *b"0123456789", *b"abcd");
    let parts = [part(null_mut(), 0), part(letters.as_ptr().cast_mut(), 4)];
    let file = std::fs::File::options()
        .write(true)
        .open("/dev/null")
        .expect("it is there");
    let file = std::os::fd::AsRawFd::as_raw_fd(&file);
    let mut seen = Vec::new();
    let act = || {
        // SAFETY: the memory that the calls read is there.
        unsafe {
            libc::syscall(libc::SYS_faccessat, libc::AT_FDCWD, missing.as_ptr(), 4);
            libc::syscall(libc::SYS_write, file, digits.as_ptr(), 10);
            libc::syscall(libc::SYS_writev, file, parts.as_ptr(), 2);
            libc::syscall(libc::SYS_getppid);
        }
    };
    let check = |event: &Event<'_>| {
        let number = |capture| number_of(event, capture);
        let text = |capture| text_of(event, capture);
        seen.push(match event.probe {
            0 => format!("{} {} {}", number(first) as i32, text(path), number(third)),
            1 => format!("{} {}", text(bytes), number(third)),
            2 => text(vector),
            3 => "getppid".to_owned(),
            4 => format!("{} {} {}", text(path), number(result), number(which)),
            5 => (number(result) == parent).to_string(),
            other => panic!("{other}"),
        });
    };
    collect(&mut backend, act, check);
    assert_eq!(
        seen,
        [
            "-100 /nowhere/at/all 4",
            &format!("/nowhere/at/all -2 {}", libc::SYS_faccessat),
            "01234567 10",
            "abcd",
            "getppid",
            "true",
        ]
    );
    let counters = backend.counters().expect("the counters can be read");
    let delivered: Vec<_> = counters.iter().map(|counters| counters.delivered).collect();
    assert_eq!(delivered, [1, 1, 1, 1, 1, 1]);
    assert!(counters.iter().all(|counters| counters.lost == 0));
}

#[test]
fn bytes_end_where_the_memory_does() {
    let Some((_turn, _)) = machine() else {
        return;
    };
    let mut draft = Draft::default();
    let me = draft.thread();
    let bytes = user(&mut draft, 1, &[0], Read::Bytes { size: 64 });
    probe(
        &mut draft,
        call("write", libc::SYS_write, false),
        me,
        &[bytes],
    );
    let mut backend = attach(&draft.plan, Options::default());
    // SAFETY: two new pages, of which the second one becomes unreadable; only the first is written to.
    let end = unsafe {
        let pages = libc::mmap(
            null_mut(),
            8192,
            libc::PROT_READ | libc::PROT_WRITE,
            libc::MAP_PRIVATE | libc::MAP_ANONYMOUS,
            -1,
            0,
        )
        .cast::<u8>();
        pages
            .add(4092)
            .copy_from_nonoverlapping(b"ends".as_ptr(), 4);
        libc::mprotect(pages.add(4096).cast(), 4096, libc::PROT_NONE);
        pages.add(4092)
    };
    let mut seen = Vec::new();
    // SAFETY: no file has this number, so nothing is read.
    let act = || unsafe {
        libc::syscall(libc::SYS_write, -1, end, 4);
        libc::syscall(libc::SYS_write, -1, end.add(4), 4);
    };
    collect(&mut backend, act, |event| {
        seen.push(event.text(bytes, &mut Vec::new()).map(<[u8]>::to_vec).ok());
    });
    assert_eq!(seen, [Some(b"ends".to_vec()), None]);
}

#[test]
fn stacks_hold_addresses() {
    let Some((_turn, _)) = machine() else {
        return;
    };
    let mut draft = Draft::default();
    let me = draft.thread();
    let mut stack = |user| draft.capture(Base::Helper(Helper::Task), &[], Read::Stack { user });
    let (kernel, own) = (stack(false), stack(true));
    draft.probe(signal_generate(), equal(me, thread()));
    let mut backend = attach(&draft.plan, Options::default());
    let act = || signal_myself(libc::SIGURG);
    let (events, _) = collect(&mut backend, act, |event| {
        let addresses = |capture| -> Vec<u64> {
            text_of(event, capture)
                .split(' ')
                .map(|text| u64::from_str_radix(text.trim_start_matches("0x"), 16).expect(text))
                .collect()
        };
        assert!(addresses(kernel).len() > 3);
        assert!(addresses(kernel).iter().all(|address| *address > 1 << 63));
        assert!(addresses(own).iter().all(|address| *address < 1 << 48));
    });
    assert_eq!(events, 1);
}

#[test]
fn children_of_targets_are_targets() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let at = |path| offset(&catalog, "task_struct", path) as u16;
    let mut draft = Draft::default();
    let target = Read::Target {
        size: 8,
        shift: 32,
        bits: 32,
    };
    let target = draft.capture(Base::Helper(Helper::PidTgid), &[], target);
    let signal = draft.capture(Base::Argument(0), &[], INTEGER);
    draft.probe(
        signal_generate(),
        Condition::All(vec![
            equal(target, 1),
            equal(signal, i64::from(libc::SIGWINCH)),
        ]),
    );
    draft.plan.targets = Some(Targets {
        first: i64::from(process()),
        task_pid: at("pid"),
        task_tgid: at("tgid"),
    });
    let mut backend = attach(&draft.plan, Options::default());
    let child = || {
        let script = "kill -WINCH $$; sh -c 'kill -WINCH $$; exit 0'; exit 0";
        let status = std::process::Command::new("sh")
            .args(["-c", script])
            .status();
        assert!(status.expect("the shell starts").success());
    };
    let (events, _) = collect(&mut backend, child, |event| {
        assert_eq!(number_of(event, target), 1);
    });
    assert_eq!(events, 2);
    // With another process as the target, nothing passes.
    let other = std::process::Command::new("sleep").arg("5").spawn();
    let mut other = other.expect("sleep starts");
    draft.plan.targets = draft.plan.targets.map(|targets| Targets {
        first: i64::from(other.id()),
        ..targets
    });
    let mut backend = attach(&draft.plan, Options::default());
    let (events, _) = collect(&mut backend, child, |_| {});
    other.kill().expect("it can be killed");
    other.wait().expect("it ends");
    assert_eq!(events, 0);
}
