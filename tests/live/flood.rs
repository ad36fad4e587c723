//! Two processes that send signals as fast as they can, and a handler that is slower: what is delivered and what is lost is all there is.
//!
//! `SIGSCRIPT_REPEAT=20` makes each flood so many times; `SIGSCRIPT_FLOOD=60` makes those that are counted last so many seconds.

use std::thread;
use std::time::{Duration, Instant};

use crate::Test;
use crate::cast::Actor;
use crate::status;
use crate::tracer::Tracer;
use nix::sys::signal::Signal;

pub const TESTS: &[Test] = &[
    ("nothing_is_lost_silently", || each(all_are_counted)),
    ("nothing_is_lost_silently_while_stopped", || {
        each(all_are_counted_of_a_stopped_reader);
    }),
    ("interrupt_is_answered", || each(interrupt)),
];

/// Signals of each sender, unless a time is given; every other one is a SIGUSR1.
const COUNT: &str = "300000";
/// Of the session, in kilobytes: the program itself, unoptimized, and some room.
const MEMORY: usize = 128 * 1024;
/// How long the reader stands still.
const STILL: Duration = Duration::from_millis(200);
/// From Ctrl-C to what `end` probes print.
const ANSWER: Duration = Duration::from_millis(200);

fn each(test: fn(&str)) {
    let repeat = std::env::var("SIGSCRIPT_REPEAT");
    for _ in 0..repeat.map_or(1, |count| count.parse().expect("a number")) {
        test("ebpf");
        test("ftrace");
    }
}

/// Two floods, waiting, and a script that counts every SIGUSR1 of theirs, and does `more` for each.
fn floods(limit: &str, more: &str) -> ([Actor; 2], String) {
    let floods = [0, 1].map(|_| {
        let mut flood = Actor::start("signal_flood", &[limit]);
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

/// What a message says of losses; 0 without.
pub fn lost(errors: &str) -> usize {
    let words = errors.split_once(" lost").map(|(before, _)| before);
    words
        .and_then(|before| before.rsplit(' ').next()?.parse().ok())
        .unwrap_or(0)
}

/// Lets the floods run to their end, with what else is done meanwhile; gives how many signals were sent, and how many in a second.
fn run(floods: &mut [Actor; 2], meanwhile: impl FnOnce()) -> (usize, u128) {
    let since = Instant::now();
    floods.iter_mut().for_each(Actor::go);
    meanwhile();
    let sent = floods.each_mut().map(|flood| flood.value("sent"));
    let took = since.elapsed().as_millis().max(1);
    let sent = sent
        .iter()
        .map(|sent| sent.parse::<usize>().expect("a number"))
        .sum();
    (sent, sent as u128 * 1000 / took)
}

fn all_are_counted(backend: &str) {
    complete(backend, |_| {});
}

/// The reader is stopped in the middle of it, as by a debugger or a frozen control group.
fn all_are_counted_of_a_stopped_reader(backend: &str) {
    complete(backend, |tracer| {
        thread::sleep(Duration::from_millis(50));
        tracer.signal(Signal::SIGSTOP);
        thread::sleep(STILL);
        tracer.signal(Signal::SIGCONT);
    });
}

fn complete(backend: &str, meanwhile: fn(&Tracer)) {
    let seconds = std::env::var("SIGSCRIPT_FLOOD");
    let limit = seconds.map_or(COUNT.to_owned(), |seconds| format!("{seconds}s"));
    let (_, undisturbed) = run(&mut floods(COUNT, "").0, || {});
    let (mut floods, script) = floods(&limit, "for (i = 0; i < 100; i++) m += i");
    let options = ["--backend", backend, "--buffer-size", "128K"];
    let tracer = Tracer::one_liner(&script, &options);
    let (sent, rate) = run(&mut floods, || meanwhile(&tracer));
    let memory = status::kilobytes(tracer.id(), "VmHWM").expect("it runs");
    let ended = tracer.stop();
    assert!(ended.status.success(), "{}", ended.errors);
    let delivered: usize = ended.lines.concat().parse().expect("a number");
    let lost = lost(&ended.errors);
    println!(
        "{backend}: {sent} signals, every other one of them {delivered} delivered and {lost} lost; {rate}/s instead of {undisturbed}/s; {memory} kB"
    );
    assert_eq!(delivered + lost, sent / 2, "{backend}: {}", ended.errors);
    assert!(lost > 0, "{backend}: the flood was none");
    assert!(memory < MEMORY, "{backend}: {memory} kB");
}

/// What was delivered by then is still handled. Of five tries one is quick, on a machine that does other things as well.
fn interrupt(backend: &str) {
    let took = (0..5).map(|_| {
        let (mut floods, script) = floods("100000000", "m = n");
        let options = ["--backend", backend, "--buffer-size", "128K"];
        let mut tracer = Tracer::one_liner(&script, &options);
        floods.iter_mut().for_each(Actor::go);
        thread::sleep(Duration::from_millis(300));
        let since = Instant::now();
        tracer.signal(Signal::SIGINT);
        tracer.line();
        let answered = since.elapsed();
        let ended = tracer.end();
        assert!(ended.status.success(), "{}", ended.errors);
        drop(floods);
        (answered, since.elapsed())
    });
    let (answered, ended) = took.min().expect("there are tries");
    println!("{backend}: Ctrl-C is answered in {answered:?}, after {ended:?} it has ended");
    assert!(answered < ANSWER, "{backend}: {answered:?}");
}
