//! What a probe costs the process it watches. Run by hand, on a quiet machine, with optimization:
//! `cargo test --release -p sigscript-runtime --test ebpf -- --ignored --nocapture cost`

use std::time::Instant;

use sigscript_compiler::plan::{Base, Condition, Helper, Point, Read};
use sigscript_grammar::operators::BinaryOperator;
use sigscript_runtime::ebpf::Options;

use crate::records::event;
use crate::support::{
    Draft, attach, collect, equal, machine, number, offset, signal_generate, signal_myself, text,
    thread,
};

const CHUNK: u32 = 2000;
const CHUNKS: usize = 100;
const RUNS: usize = 7;
const INTEGER: Read = Read::integer(4, true);

/// Nanoseconds of one signal to this process: the tenth percentile over chunks, away from what disturbs some of them.
fn signal(after_chunk: &mut impl FnMut()) -> f64 {
    let mut times: Vec<_> = (0..CHUNKS)
        .map(|_| {
            let start = Instant::now();
            (0..CHUNK).for_each(|_| signal_myself(libc::SIGURG));
            let time = start.elapsed();
            after_chunk();
            time
        })
        .collect();
    times.sort_unstable();
    times[CHUNKS / 10].as_secs_f64() * 1e9 / f64::from(CHUNK)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

#[test]
#[ignore = "measures"]
fn cost() {
    let Some((_turn, catalog)) = machine() else {
        return;
    };
    let comm = offset(&catalog, "task_struct", "comm");
    let tgid = offset(&catalog, "task_struct", "tgid");
    let mut cases: Vec<(&str, Draft)> = Vec::new();
    let mut add = |name, make: &dyn Fn(&mut Draft)| {
        let mut draft = Draft::default();
        make(&mut draft);
        cases.push((name, draft));
    };
    let names = |draft: &mut Draft| {
        let signal = draft.capture(Base::Argument(0), &[], INTEGER);
        let pid = draft.capture(Base::Helper(Helper::PidTgid), &[], INTEGER);
        let name = draft.capture(Base::Helper(Helper::Task), &[comm], Read::Text { size: 16 });
        (signal, pid, name)
    };
    add("rejected by `sig == 15`", &|draft| {
        let signal = draft.capture(Base::Argument(0), &[], INTEGER);
        draft.probe(signal_generate(), equal(signal, 15));
    });
    add("rejected by `$task->tgid == 1`", &|draft| {
        let target = draft.capture(Base::Argument(2), &[tgid], INTEGER);
        draft.probe(signal_generate(), equal(target, 1));
    });
    add(
        "rejected by `sig != 9 && tid > 1 && comm == \"zzz\"`",
        &|draft| {
            let (signal, pid, name) = names(draft);
            let filter = vec![
                number(signal, BinaryOperator::NotEqual, 9),
                number(pid, BinaryOperator::Greater, 1),
                text(name, "zzz", true, false),
            ];
            draft.probe(signal_generate(), Condition::All(filter));
        },
    );
    if let Some((point, field)) = event(&catalog, "signal", "signal_generate") {
        add("rejected by `sig == 15`, on the tracefs event", &|draft| {
            let signal = draft.capture(Base::Record, &[field("sig").0], INTEGER);
            let point: &Point = &point;
            draft.probe(point.clone(), equal(signal, 15));
        });
    }
    add(
        "delivered: sig, tid, comm, target's tgid and comm",
        &|draft| {
            let (_, pid, _) = names(draft);
            draft.capture(Base::Argument(2), &[tgid], INTEGER);
            draft.capture(Base::Argument(2), &[comm], Read::Text { size: 16 });
            draft.probe(signal_generate(), equal(pid, thread()));
        },
    );
    let mut bare = Vec::new();
    let mut costs = vec![Vec::new(); cases.len()];
    for _ in 0..RUNS {
        bare.push(signal(&mut || ()));
        for ((_, draft), costs) in cases.iter().zip(&mut costs) {
            let mut backend = attach(&draft.plan, Options::default());
            costs.push(signal(&mut || {
                let (_, counters) = collect(&mut backend, || (), |_| ());
                assert_eq!(counters.lost, 0);
            }));
        }
    }
    let bare = median(bare);
    println!("bare: {bare:.0} ns");
    for ((name, _), costs) in cases.iter().zip(costs) {
        println!("{name}: +{:.0} ns", median(costs) - bare);
    }
}
