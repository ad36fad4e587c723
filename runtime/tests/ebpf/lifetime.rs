//! How sessions begin and end: start-up time, losses, refusals, and that nothing stays in the kernel.

use std::collections::BTreeSet;
use std::fs;
use std::os::fd::{AsRawFd, RawFd};
use std::os::unix::process::CommandExt;
use std::process::Command;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use sigscript_compiler::plan::{Base, Condition, Plan, Read};
use sigscript_runtime::backend::{Backend, Error};
use sigscript_runtime::ebpf::{Ebpf, Options};

use crate::support::{
    Draft, attach, collect, equal, machine, number_of, signal_generate, signal_myself, thread,
    trace,
};

/// The signals that this thread sends.
fn own_signals() -> Plan {
    let mut draft = Draft::default();
    let me = draft.thread();
    draft.capture(Base::Argument(0), &[], Read::integer(4, true));
    draft.probe(signal_generate(), equal(me, thread()));
    draft.plan
}

#[test]
fn losses_are_counted_exactly() {
    const SIGNALS: u64 = 20_000;
    let Some(_turn) = machine() else { return };
    for wake in [0, 1024] {
        let options = Options {
            buffer_size: 4096,
            wake,
            ..Options::default()
        };
        let mut backend = attach(&own_signals(), options);
        let (events, counters) = collect(
            &mut backend,
            || (0..SIGNALS).for_each(|_| signal_myself(libc::SIGURG)),
            |_| (),
        );
        assert_eq!(counters.delivered, events);
        assert_eq!(counters.delivered + counters.lost, SIGNALS);
        assert!(counters.lost > 0 && counters.delivered > 0);
        let (more, counters) = collect(&mut backend, || signal_myself(libc::SIGURG), |_| ());
        assert_eq!((more, counters.delivered), (1, events + 1));
    }
}

/// A reader that sleeps until it is woken, 10 ms at most, and one that writes as fast as it can.
#[test]
fn a_sleeping_reader_keeps_up() {
    const SIGNALS: u64 = 200_000;
    let Some(_turn) = machine() else { return };
    let (sender, receiver) = channel();
    let (go, wait) = channel();
    let writer = std::thread::spawn(move || {
        sender.send(thread()).unwrap();
        wait.recv().unwrap();
        (0..SIGNALS).for_each(|_| signal_myself(libc::SIGURG));
    });
    let mut draft = Draft::default();
    let me = draft.thread();
    draft.probe(signal_generate(), equal(me, receiver.recv().unwrap()));
    let mut backend = attach(
        &draft.plan,
        Options {
            buffer_size: 1 << 20,
            ..Options::default()
        },
    );
    go.send(()).unwrap();
    let (mut events, mut turns) = (0, 0);
    while !writer.is_finished() {
        poll(
            &mut [PollFd::new(
                backend.descriptor().unwrap(),
                PollFlags::POLLIN,
            )],
            PollTimeout::from(10_u8),
        )
        .unwrap();
        events += collect(&mut backend, || (), |_| ()).0;
        turns += 1;
    }
    writer.join().unwrap();
    let (rest, counters) = collect(&mut backend, || (), |_| ());
    println!("{SIGNALS} events in {turns} turns, {} lost", counters.lost);
    assert_eq!(
        (events + rest, counters.delivered + counters.lost),
        (counters.delivered, SIGNALS)
    );
    assert!(counters.lost < SIGNALS / 2);
}

#[test]
fn the_reader_is_woken_above_the_threshold_only() {
    let Some(_turn) = machine() else { return };
    let mut backend = attach(
        &own_signals(),
        Options {
            wake: 4096,
            ..Options::default()
        },
    );
    let is_woken = |backend: &Ebpf| {
        let mut descriptors = [PollFd::new(
            backend.descriptor().unwrap(),
            PollFlags::POLLIN,
        )];
        poll(&mut descriptors, PollTimeout::from(20_u8)).unwrap() == 1
    };
    assert!(!is_woken(&backend));
    signal_myself(libc::SIGURG);
    assert!(!is_woken(&backend));
    assert_eq!(
        collect(
            &mut backend,
            || (0..500).for_each(|_| signal_myself(libc::SIGURG)),
            |_| ()
        )
        .0,
        501
    );
    (0..500).for_each(|_| signal_myself(libc::SIGURG));
    assert!(is_woken(&backend));
    assert_eq!(collect(&mut backend, || (), |_| ()).0, 500);
    assert!(!is_woken(&backend));
}

#[test]
fn probes_share_a_tracepoint() {
    let Some(_turn) = machine() else { return };
    let mut draft = Draft::default();
    let me = draft.thread();
    let signal = draft.capture(Base::Argument(0), &[], Read::integer(4, true));
    for number in [libc::SIGURG, libc::SIGWINCH, libc::SIGURG] {
        draft.probe(
            signal_generate(),
            Condition::All(vec![equal(me, thread()), equal(signal, i64::from(number))]),
        );
    }
    draft.probe(signal_generate(), Condition::Never);
    let mut backend = attach(&draft.plan, Options::default());
    let mut seen = Vec::new();
    let both = || {
        [libc::SIGWINCH, libc::SIGURG]
            .into_iter()
            .for_each(signal_myself);
    };
    collect(&mut backend, both, |event| {
        seen.push((event.probe, number_of(event, signal) as i32));
    });
    assert_eq!(
        seen,
        [(1, libc::SIGWINCH), (0, libc::SIGURG), (2, libc::SIGURG)]
    );
    let delivered: Vec<_> = backend
        .counters()
        .unwrap()
        .iter()
        .map(|counters| counters.delivered)
        .collect();
    assert_eq!(delivered, [1, 1, 1, 0]);
}

#[test]
fn refusals_say_what_is_missing() {
    let Some(_turn) = machine() else { return };
    let mut draft = Draft::default();
    draft.probe(trace("no_such_tracepoint", 0), Condition::Always);
    let error = Ebpf::new(Options::default())
        .attach(&draft.plan)
        .unwrap_err();
    assert!(
        matches!(&error, Error::Feature { missing, .. } if missing.contains("`no_such_tracepoint`")),
        "{error}"
    );
    let mut draft = Draft::default();
    draft.capture(Base::Record, &[8], Read::integer(4, true));
    draft.probe(signal_generate(), Condition::Always);
    let error = Ebpf::new(Options::default())
        .attach(&draft.plan)
        .unwrap_err();
    assert!(
        matches!(&error, Error::Unsupported { probe: 0, .. }),
        "{error}"
    );
}

#[test]
fn without_privileges_it_says_so() {
    const CHILD: &str = "SIGSCRIPT_TEST_WITHOUT_PRIVILEGES";
    if std::env::var_os(CHILD).is_some() {
        let error = Ebpf::new(Options::default())
            .attach(&own_signals())
            .unwrap_err();
        assert!(matches!(&error, Error::Privilege { .. }), "{error:?}");
        return println!("{error}");
    }
    let Some(_turn) = machine() else { return };
    let test = [
        "--exact",
        "lifetime::without_privileges_it_says_so",
        "--nocapture",
    ];
    // Through the descriptor, since the directory may be closed to others.
    let mut command = Command::new("/proc/self/exe");
    let output = match command.args(test).env(CHILD, "1").uid(65534).output() {
        Ok(output) => output,
        Err(error) => return println!("skipped: the test cannot be run by another user: {error}"),
    };
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && printed.contains("CAP_BPF"),
        "{printed}"
    );
}

#[test]
fn start_up_is_quick() {
    let Some(_turn) = machine() else { return };
    let plan = own_signals();
    let mut times: Vec<_> = (0..21)
        .map(|_| {
            let start = Instant::now();
            let mut backend = Ebpf::new(Options::default());
            backend.attach(&plan).unwrap();
            let attached = start.elapsed();
            let start = Instant::now();
            drop(backend);
            (attached, start.elapsed())
        })
        .collect();
    times.sort_unstable();
    let (attach, detach) = times[times.len() / 2];
    println!(
        "prepared and attached in {attach:?}, detached in {detach:?} (median of {})",
        times.len()
    );
    assert!(attach < Duration::from_millis(50), "{attach:?}");
}

/// The numbers behind a key in what the kernel tells of this process's descriptors.
fn numbers(key: &str) -> BTreeSet<u32> {
    let descriptors = fs::read_dir("/proc/self/fdinfo").unwrap();
    let texts = descriptors.filter_map(|entry| fs::read_to_string(entry.ok()?.path()).ok());
    let found = texts.filter_map(|text| {
        text.lines()
            .find_map(|line| line.strip_prefix(key)?.trim().parse().ok())
    });
    found.collect()
}

fn descriptors() -> usize {
    fs::read_dir("/proc/self/fd").unwrap().count()
}

#[test]
fn nothing_stays_loaded() {
    let Some(_turn) = machine() else { return };
    let before = descriptors();
    let backend = attach(&own_signals(), Options::default());
    let (programs, maps) = (numbers("prog_id:"), numbers("map_id:"));
    assert_eq!((programs.len(), maps.len()), (1, 2));
    drop(backend);
    assert_eq!(descriptors(), before);
    // The kernel frees them when nothing on any CPU uses them.
    let deadline = Instant::now() + Duration::from_secs(5);
    let stays = || {
        let programs_left = aya::programs::loaded_programs()
            .flatten()
            .any(|program| programs.contains(&program.id()));
        programs_left
            || aya::maps::loaded_maps()
                .flatten()
                .any(|map| maps.contains(&map.id()))
    };
    while stays() {
        assert!(
            Instant::now() < deadline,
            "programs {programs:?} or maps {maps:?} are still there"
        );
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn the_descriptor_is_closed_on_exec() {
    let Some(_turn) = machine() else { return };
    let backend = attach(&own_signals(), Options::default());
    let descriptor: RawFd = backend.descriptor().unwrap().as_raw_fd();
    let listed = Command::new("ls").arg("/proc/self/fd").output().unwrap();
    let inherited: Vec<RawFd> = String::from_utf8_lossy(&listed.stdout)
        .lines()
        .filter_map(|line| line.parse().ok())
        .collect();
    assert!(
        !inherited.contains(&descriptor) || descriptor <= 3,
        "{inherited:?}"
    );
}
