//! Every kind of read, compared with what the system tells by other ways.

use std::ffi::CString;
use std::fs;

use sigscript_compiler::plan::{Base, Condition, Helper, Read};
use sigscript_runtime::ebpf::Options;

use crate::support::{
    Draft, attach, collect, equal, file_name_offsets, machine, number_of, offset, process,
    set_thread_name, signal_generate, signal_myself, text, text_of, thread, trace,
};

const TASK: Base = Base::Helper(Helper::Task);
const INTEGER: Read = Read::integer(4, true);

fn clock(id: libc::clockid_t) -> i64 {
    let mut time = libc::timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    // SAFETY: there is room for the time.
    assert_eq!(unsafe { libc::clock_gettime(id, &raw mut time) }, 0);
    time.tv_sec * 1_000_000_000 + time.tv_nsec
}

#[test]
fn arguments_helpers_and_walks() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    set_thread_name("walker");
    let at = |path| offset(&catalog, "task_struct", path);
    let mut draft = Draft::default();
    let me = draft.thread();
    let signal = draft.capture(Base::Argument(0), &[], INTEGER);
    let code = draft.capture(
        Base::Argument(1),
        &[offset(&catalog, "kernel_siginfo", "si_code")],
        INTEGER,
    );
    let target = draft.capture(Base::Argument(2), &[at("tgid")], INTEGER);
    let group = draft.capture(Base::Argument(3), &[], INTEGER);
    let result = draft.capture(Base::Argument(4), &[], INTEGER);
    let leader = draft.capture(TASK, &[at("group_leader"), at("tgid")], INTEGER);
    let parent = draft.capture(
        TASK,
        &[at("group_leader"), at("real_parent"), at("tgid")],
        INTEGER,
    );
    let name = draft.capture(TASK, &[at("comm")], Read::Text { size: 16 });
    // The second byte of the process id, with its second to sixth bit as a signed number.
    let bits = Read::Integer {
        size: 2,
        shift: 9,
        bits: 5,
        signed: true,
    };
    let some = draft.capture(TASK, &[at("tgid")], bits);
    let pid = draft.capture(
        Base::Helper(Helper::PidTgid),
        &[],
        Read::Integer {
            size: 8,
            shift: 32,
            bits: 32,
            signed: true,
        },
    );
    let uid = draft.capture(
        Base::Helper(Helper::UidGid),
        &[],
        Read::Integer {
            size: 8,
            shift: 0,
            bits: 32,
            signed: false,
        },
    );
    let cpu = draft.capture(Base::Helper(Helper::Cpu), &[], INTEGER);
    let monotonic = draft.capture(Base::Helper(Helper::Monotonic), &[], Read::POINTER);
    let boot = draft.capture(Base::Helper(Helper::Boot), &[], Read::POINTER);
    let cgroup = draft.capture(Base::Helper(Helper::CgroupId), &[], Read::POINTER);
    let again = draft.capture(Base::Argument(0), &[], INTEGER);
    draft.probe(signal_generate(), equal(me, thread()));
    let mut backend = attach(&draft.plan, Options::default());
    let before = (clock(libc::CLOCK_MONOTONIC), clock(libc::CLOCK_BOOTTIME));
    let own = |number: i32| i64::from(number);
    let (events, _) = collect(
        &mut backend,
        || signal_myself(libc::SIGURG),
        |event| {
            let value = |capture| number_of(event, capture);
            assert_eq!(
                (value(signal), value(again)),
                (own(libc::SIGURG), own(libc::SIGURG))
            );
            // SI_USER, to the whole process, ignored.
            assert_eq!((value(code), value(group), value(result)), (0, 1, 1));
            assert_eq!(
                (value(target), value(leader), value(pid)),
                (own(process()), own(process()), own(process()))
            );
            assert_eq!(
                value(parent),
                i64::from(std::os::unix::process::parent_id())
            );
            assert_eq!(text_of(event, name), "walker");
            assert_eq!(
                value(some),
                i64::from(((process() as u16) << 2) as i16 >> 11)
            );
            assert_eq!(value(uid), 0);
            assert!((0..4096).contains(&value(cpu)));
            assert!((before.0..clock(libc::CLOCK_MONOTONIC)).contains(&value(monotonic)));
            assert!((before.1..clock(libc::CLOCK_BOOTTIME)).contains(&value(boot)));
            assert_ne!(value(cgroup), 0);
        },
    );
    assert_eq!(events, 1);
}

#[test]
fn memory_of_the_process() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let at = |structure, path| offset(&catalog, structure, path);
    let space = at("task_struct", "mm");
    let mut draft = Draft::default();
    let me = draft.thread();
    let file = [space, at("mm_struct", "exe_file"), at("file", "f_path")];
    let program = draft.capture(TASK, &file, Read::FileName(file_name_offsets(&catalog)));
    let arguments = draft.capture(TASK, &[space, at("mm_struct", "arg_start")], Read::UserArea);
    let directory = [at("task_struct", "fs"), at("fs_struct", "pwd")];
    let directory = draft.capture(
        TASK,
        &directory,
        Read::FileName(file_name_offsets(&catalog)),
    );
    draft.probe(signal_generate(), equal(me, thread()));
    let mut backend = attach(&draft.plan, Options::default());
    let (events, _) = collect(
        &mut backend,
        || signal_myself(libc::SIGURG),
        |event| {
            assert_eq!(
                text_of(event, program),
                fs::read_link("/proc/self/exe").unwrap().to_str().unwrap()
            );
            assert_eq!(
                text_of(event, directory),
                std::env::current_dir().unwrap().to_str().unwrap()
            );
            let line = std::env::args().collect::<Vec<_>>().join(" ");
            assert_eq!(text_of(event, arguments), line);
        },
    );
    assert_eq!(events, 1);
}

#[test]
fn a_file_name_crosses_mounts() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let mut draft = Draft::default();
    let me = draft.thread();
    let directory = [
        offset(&catalog, "task_struct", "fs"),
        offset(&catalog, "fs_struct", "pwd"),
    ];
    let directory = draft.capture(
        TASK,
        &directory,
        Read::FileName(file_name_offsets(&catalog)),
    );
    draft.probe(signal_generate(), equal(me, thread()));
    let mut backend = attach(&draft.plan, Options::default());
    // A thread can have a working directory of its own.
    let visit = || {
        // SAFETY: unshare(2) takes an integer.
        assert_eq!(unsafe { libc::unshare(libc::CLONE_FS) }, 0);
        for place in ["/sys/kernel", "/proc/sys", "/", "/dev"] {
            std::env::set_current_dir(place).unwrap();
            signal_myself(libc::SIGURG);
        }
    };
    let mut seen = Vec::new();
    collect(&mut backend, visit, |event| {
        seen.push(text_of(event, directory));
    });
    assert_eq!(seen, ["/sys/kernel", "/proc/sys", "/", "/dev"]);
}

#[test]
fn strings_of_the_process() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let path = format!("/tmp/sigscript-{}-no-such-file", process());
    let second_argument = offset(
        &catalog,
        "pt_regs",
        if cfg!(target_arch = "x86_64") {
            "si"
        } else {
            "regs"
        },
    );
    let mut draft = Draft::default();
    let me = draft.thread();
    let call = draft.capture(Base::Argument(1), &[], Read::POINTER);
    let name = draft.capture(Base::Argument(0), &[second_argument, 0], Read::UserString);
    let filter = vec![
        equal(me, thread()),
        equal(call, libc::SYS_openat),
        text(name, &path, true, false),
    ];
    draft.probe(trace("sys_enter", 2), Condition::All(filter));
    if !cfg!(target_arch = "x86_64") {
        return println!("skipped: registers are known on x86-64 only");
    }
    for limit in [256_u16, 16] {
        let mut backend = attach(
            &draft.plan,
            Options {
                string_limit: limit,
                ..Options::default()
            },
        );
        let open = || {
            for suffix in ["", "-not"] {
                let path = CString::new(format!("{path}{suffix}")).unwrap();
                // SAFETY: the path is NUL-terminated.
                let file = unsafe { libc::openat(libc::AT_FDCWD, path.as_ptr(), libc::O_RDONLY) };
                assert_eq!(file, -1);
            }
        };
        let mut seen = Vec::new();
        collect(&mut backend, open, |event| seen.push(text_of(event, name)));
        // A text that is cut is never tested.
        let cut = path[..15].to_owned();
        assert_eq!(
            seen,
            if limit == 16 {
                vec![cut.clone(), cut]
            } else {
                vec![path.clone()]
            }
        );
    }
}
