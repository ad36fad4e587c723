//! Two processes that send signals as fast as they can, and a handler that is slower: what is delivered and what is lost is all there is.
//!
//! `SIGSCRIPT_REPEAT=20` makes each flood so many times.

use std::fs;
use std::thread;
use std::time::{Duration, Instant};

use crate::Test;
use crate::cast::Actor;
use crate::tracer::Tracer;

pub const TESTS: &[Test] = &[
    ("nothing_is_lost_silently", || each(all_are_counted)),
    ("interrupt_is_answered", || each(interrupt)),
];

/// Signals of each sender; every other one is a SIGUSR1.
const COUNT: usize = 300_000;
/// Of the session, in kilobytes: the program itself, unoptimized, and some room.
const MEMORY: usize = 128 * 1024;
/// From Ctrl-C to the end.
const ANSWER: Duration = Duration::from_millis(200);

fn each(test: fn(&str)) {
    let repeat = std::env::var("SIGSCRIPT_REPEAT");
    for _ in 0..repeat.map_or(1, |count| count.parse().expect("a number")) {
        test("ebpf");
        test("ftrace");
    }
}

/// Two floods, waiting, and a script that counts every SIGUSR1 of theirs, and does `more` for each.
fn floods(count: usize, more: &str) -> ([Actor; 2], String) {
    let floods = [0, 1].map(|_| {
        let mut flood = Actor::start("signal_flood", &[&count.to_string()]);
        flood.value("receiver");
        flood
    });
    let [one, other] = [floods[0].id(), floods[1].id()];
    let script = format!(
        "global n probe signal.send {{ if (sig == 10 && (tid() == {one} || tid() == {other})) {{ n++ {more} }} }}
         probe end {{ println(n) }}"
    );
    (floods, script)
}

/// The largest resident set so far, in kilobytes: proc(5), `VmHWM`.
fn memory(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number
        .and_then(|number| number.parse().ok())
        .expect("a size")
}

/// What a message says of losses; 0 without.
fn lost(errors: &str) -> usize {
    let words = errors.split_once(" lost").map(|(before, _)| before);
    words
        .and_then(|before| before.rsplit(' ').next()?.parse().ok())
        .unwrap_or(0)
}

fn all_are_counted(backend: &str) {
    let (mut floods, script) = floods(COUNT, "for (i = 0; i < 100; i++) m += i");
    let options = ["--backend", backend, "--buffer-size", "128K"];
    let tracer = Tracer::one_liner(&script, &options);
    floods.iter_mut().for_each(Actor::go);
    for flood in &mut floods {
        assert_eq!(flood.value("sent"), COUNT.to_string());
    }
    let memory = memory(tracer.id());
    let ended = tracer.stop();
    assert!(ended.status.success(), "{}", ended.errors);
    let delivered: usize = ended.lines.concat().parse().expect("a number");
    let lost = lost(&ended.errors);
    println!("{backend}: {delivered} delivered, {lost} lost, {memory} kB");
    assert_eq!(delivered + lost, COUNT, "{backend}: {}", ended.errors);
    assert!(lost > 0, "{backend}: the flood was none");
    assert!(memory < MEMORY, "{backend}: {memory} kB");
}

/// What was delivered by then is still handled. Of five tries one is quick, on a machine that does other things as well.
fn interrupt(backend: &str) {
    let took = (0..5).map(|_| {
        let (mut floods, script) = floods(100_000_000, "m = n");
        let tracer = Tracer::one_liner(&script, &["--backend", backend, "--buffer-size", "128K"]);
        floods.iter_mut().for_each(Actor::go);
        thread::sleep(Duration::from_millis(300));
        let since = Instant::now();
        let ended = tracer.stop();
        let took = since.elapsed();
        assert!(ended.status.success(), "{}", ended.errors);
        drop(floods);
        took
    });
    let quickest = took.min().expect("there are tries");
    println!("{backend}: Ctrl-C is answered in {quickest:?}");
    assert!(quickest < ANSWER, "{backend}: {quickest:?}");
}
