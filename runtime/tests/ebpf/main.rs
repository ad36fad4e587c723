//! The eBPF backend on the running kernel: what it delivers is right and complete, and nothing stays behind.
//!
//! Tracepoints are system-wide: every plan here filters on the thread that runs the test, or on a file of its own.

mod calls;
mod cost;
mod lifetime;
mod records;
mod support;
mod values;

use sigscript_compiler::Kind;
use sigscript_compiler::plan::{Base, Condition, Helper, Read};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_runtime::ebpf::Options;
use support::{
    Draft, attach, collect, equal, machine, number, number_of, set_thread_name, signal_generate,
    signal_myself, text, text_of, thread,
};

const SIGURG: i32 = libc::SIGURG;
const SIGWINCH: i32 = libc::SIGWINCH;

#[test]
fn delivers_exactly_what_passes_the_filter() {
    const EACH: u64 = 100_000;
    let Some(_turn) = machine() else { return };
    let mut draft = Draft::default();
    let signal = draft.capture(Base::Argument(0), &[], Read::integer(4, true));
    let me = draft.thread();
    let filter = Condition::All(vec![equal(signal, i64::from(SIGURG)), equal(me, thread())]);
    draft.probe(signal_generate(), filter);
    let options = Options {
        count_seen: true,
        buffer_size: 16 << 20,
        ..Options::default()
    };
    let mut backend = attach(&draft.plan, options);
    let signals = || {
        for _ in 0..EACH {
            signal_myself(SIGURG);
            signal_myself(SIGWINCH);
        }
    };
    let (events, counters) = collect(&mut backend, signals, |event| {
        assert_eq!(number_of(event, signal), i64::from(SIGURG));
        assert_eq!(number_of(event, me), thread());
        assert_eq!((event.probe, event.faults), (0, 0));
    });
    assert_eq!((events, counters.delivered, counters.lost), (EACH, EACH, 0));
    assert!(counters.seen.expect("events are counted") >= 2 * EACH);
}

/// How many of ten signals pass a filter that is put together from the signal and the thread's name.
fn passing(filter: impl Fn(usize, usize) -> Condition) -> u64 {
    let mut draft = Draft::default();
    let catalog = sigscript_runtime::catalog::KernelCatalog::new();
    let me = draft.thread();
    let signal = draft.capture(Base::Argument(0), &[], Read::integer(4, true));
    let comm = support::offset(&catalog, "task_struct", "comm");
    let name = draft.capture(Base::Helper(Helper::Task), &[comm], Read::Text { size: 16 });
    draft.probe(
        signal_generate(),
        Condition::All(vec![equal(me, thread()), filter(signal, name)]),
    );
    let mut backend = attach(&draft.plan, Options::default());
    let signals = || (0..10).for_each(|_| signal_myself(SIGURG));
    let (events, counters) = collect(&mut backend, signals, |event| {
        assert_eq!(number_of(event, signal), i64::from(SIGURG));
        assert_eq!(text_of(event, name), "filtered");
    });
    assert_eq!((counters.delivered, counters.lost), (events, 0));
    events
}

#[test]
fn every_comparison_filters() {
    let Some(_turn) = machine() else { return };
    set_thread_name("filtered");
    let (urgent, all, none) = (i64::from(SIGURG), 10, 0);
    let expected = [
        (BinaryOperator::Equal, [none, all, none]),
        (BinaryOperator::NotEqual, [all, none, all]),
        (BinaryOperator::Less, [none, none, all]),
        (BinaryOperator::LessEqual, [none, all, all]),
        (BinaryOperator::Greater, [all, none, none]),
        (BinaryOperator::GreaterEqual, [all, all, none]),
    ];
    for (operator, counts) in expected {
        for (constant, count) in [urgent - 1, urgent, urgent + 1].into_iter().zip(counts) {
            assert_eq!(
                passing(|signal, _| number(signal, operator, constant)),
                count,
                "{operator:?} {constant}"
            );
        }
    }
    // Compared as signed.
    assert_eq!(
        passing(|signal, _| number(signal, BinaryOperator::Greater, -1)),
        all
    );
}

#[test]
fn texts_are_compared_up_to_their_end() {
    let Some(_turn) = machine() else { return };
    set_thread_name("a_long_name_____");
    set_thread_name("filtered");
    let cases = [
        ("filtered", true, false, 10),
        ("filtere", true, false, 0),
        ("filtered_", true, false, 0),
        ("filtered", false, false, 0),
        ("other", false, false, 10),
        ("filt", true, true, 10),
        ("filtered", true, true, 10),
        ("filtered_", true, true, 0),
        ("filt", false, true, 0),
        ("", true, true, 10),
        ("", true, false, 0),
        ("far too long for a thread", true, false, 0),
        ("far too long for a thread", false, false, 10),
    ];
    for (constant, is, prefix, count) in cases {
        let passed = passing(|_, name| text(name, constant, is, prefix));
        assert_eq!(passed, count, "{constant:?} equal={is} prefix={prefix}");
    }
}

#[test]
fn conditions_nest() {
    let Some(_turn) = machine() else { return };
    set_thread_name("filtered");
    let urgent = i64::from(SIGURG);
    for (first, second, third) in (0..8).map(|bits| (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)) {
        let passed = passing(|signal, name| {
            let on_signal = |is: bool| equal(signal, if is { urgent } else { -5 });
            let on_name =
                |is: bool| text(name, if is { "filtered" } else { "filter" }, true, false);
            Condition::Any(vec![
                Condition::All(vec![on_signal(first), on_name(second)]),
                Condition::All(vec![on_name(third), on_signal(true)]),
            ])
        });
        assert_eq!(
            passed,
            if (first && second) || third { 10 } else { 0 },
            "{first} {second} {third}"
        );
    }
    // More than fits: what is left out counts as fulfilled.
    assert_eq!(
        passing(|signal, _| Condition::Any((0..40).map(|n| equal(signal, -n - 1)).collect())),
        10
    );
    assert_eq!(
        passing(|signal, _| Condition::Any((0..31).map(|n| equal(signal, urgent - n)).collect())),
        10
    );
    assert_eq!(
        passing(|signal, _| Condition::Any((0..31).map(|n| equal(signal, -n - 1)).collect())),
        0
    );
}

#[test]
fn what_cannot_be_read_is_delivered_with_its_fault() {
    let Some(_turn) = machine() else { return };
    let mut draft = Draft::default();
    let me = draft.thread();
    // Signals to one thread have 0 as their fourth argument: as a pointer it leads nowhere.
    let lost = draft.capture(Base::Argument(3), &[8, 16], Read::integer(4, true));
    let name = draft.capture(Base::Argument(3), &[8], Read::KernelString);
    let signal = draft.capture(Base::Argument(0), &[], Read::integer(4, true));
    // The second test cannot be made, so the third one is not asked.
    draft.probe(
        signal_generate(),
        Condition::All(vec![equal(me, thread()), equal(lost, 5), equal(signal, -1)]),
    );
    let mut backend = attach(&draft.plan, Options::default());
    let tell = || support::signal_thread(SIGURG);
    let (events, counters) = collect(&mut backend, tell, |event| {
        assert_eq!(number_of(event, me), thread());
        assert_eq!(number_of(event, signal), i64::from(SIGURG));
        assert!(event.number(lost).is_err());
        assert!(event.text(name, &mut Vec::new()).is_err());
        assert_eq!(draft.plan.captures[lost].kind, Kind::Long);
    });
    assert_eq!((events, counters.delivered, counters.lost), (1, 1, 0));
}
