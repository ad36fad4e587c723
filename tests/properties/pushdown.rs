//! A filter that is tested early holds back only events without any effect; one that says it is exact, all of those.

use sigscript_compiler::plan::{Condition, Plan};
use sigscript_grammar::Environment;

use super::cases;
use super::checks::compile::{Choices, compiled, inputs};
use super::events::{Moment, Record, accepts};
use super::execution::{Effects, run, untouched};
use super::handlers::script;

/// Events of each script.
const EVENTS: usize = 20;

/// The plan with and without early tests; `None` where the script is rejected.
fn plan(script: &str, pushdown: bool) -> Option<Plan> {
    compiled(
        script,
        &inputs(
            Environment::default(),
            Choices {
                fold: true,
                pushdown,
                watched: true,
            },
        ),
    )
    .ok()
}

/// The probe on the event; a handler without effects is left out of the plan.
fn probe_of(plan: &Plan) -> Option<usize> {
    plan.probes.iter().position(|probe| probe.point.is_event())
}

/// What an event does; nothing where the filter holds it back.
fn effects(plan: &Plan, probe: usize, record: &Record) -> (bool, Effects) {
    let event = record.event();
    if accepts(&plan.probes[probe].filter, plan, &event) {
        (true, run(plan, probe, Some(&event)))
    } else {
        (false, untouched(plan))
    }
}

#[derive(Debug, Default)]
struct Counts {
    scripts: u32,
    rejected: u32,
    without_probe: u32,
    filtered: u32,
    exact: u32,
    events: u32,
    held_back: u32,
    forgotten_faults: u32,
}

/// Runs made-up handlers on made-up events, with early tests and without; with `faulty`, some reads fail.
fn compare(test: &str, cases: u64, faulty: bool) {
    let mut counts = Counts::default();
    cases::run(test, cases, |random| {
        counts.scripts += 1;
        let depth = random.u32(1..=3);
        let script = script(random, depth);
        let (Some(early), Some(late)) = (plan(&script, true), plan(&script, false)) else {
            counts.rejected += 1;
            return;
        };
        let (Some(at), Some(at_late)) = (probe_of(&early), probe_of(&late)) else {
            assert_eq!(
                probe_of(&early),
                probe_of(&late),
                "one plan has the probe:\n{script}"
            );
            counts.without_probe += 1;
            return;
        };
        let probe = &early.probes[at];
        // What may fail counts as an effect even of an event for which it does not.
        let exact = probe.exact
            && !["/", "%", "stringat"]
                .iter()
                .any(|may_fail| script.contains(may_fail));
        counts.filtered += u32::from(probe.filter != Condition::Always);
        counts.exact += u32::from(exact && probe.filter != Condition::Always);
        for _ in 0..EVENTS {
            let mut moment = Moment::new(faulty);
            let record = Record::new(&early, at, &mut moment, random);
            let record_late = Record::new(&late, at_late, &mut moment, random);
            let (accepted, with) = effects(&early, at, &record);
            let (_, without) = effects(&late, at_late, &record_late);
            counts.events += 1;
            counts.held_back += u32::from(!accepted);
            if faulty && !accepted && only_failed_to_read(&without) {
                counts.forgotten_faults += 1;
                continue;
            }
            assert_eq!(
                with, without,
                "with early tests (left) and without differ\n{script}\nfilter {:?}\n{moment:?}",
                probe.filter
            );
            assert!(
                !exact || !accepted || with.any() || !moment.complete(),
                "an exact filter lets an event without effect through\n{script}\nfilter {:?}\n{moment:?}",
                probe.filter
            );
        }
    });
    println!("{test}: {counts:?}");
    assert!(
        counts.rejected * 20 <= counts.scripts.max(20),
        "{counts:?}: too many scripts are rejected"
    );
}

#[test]
fn early_tests_change_nothing() {
    compare("push-down", 3200, false);
}

/// A filter does not wait for reads that fail in conditions which decide nothing else: these errors may go untold.
fn only_failed_to_read(effects: &Effects) -> bool {
    let failed = effects
        .fault
        .as_ref()
        .is_some_and(|message| message.starts_with("read fault"));
    failed && effects.output.is_empty() && !effects.stored
}

#[test]
fn early_tests_change_nothing_where_reads_fail() {
    compare("push-down, faulty", 800, true);
}
