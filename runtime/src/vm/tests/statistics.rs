//! Statistics and histograms.

use sigscript_compiler::plan::{Content, Global, Statistic, Walk, WalkOver};
use sigscript_grammar::syntax::{Extractor, HistogramShape};

use super::arrays::{array, window};
use super::*;

const SHAPE: HistogramShape = HistogramShape::Linear {
    start: 1,
    stop: 3,
    step: 1,
};

fn statistic(keys: &[Kind]) -> Global {
    let histogram = Some(SHAPE);
    array(
        keys,
        Content::Statistic(Statistic {
            histogram,
            shift: 0,
        }),
    )
}

/// `a[1] <<< SAMPLE` for each, or `a <<< SAMPLE` without keys; then the steps. The key is in register 1.
fn plan_of(keys: &[Kind], samples: &[i32], steps: &[Instruction]) -> Plan {
    let mut all = vec![Instruction::Number { to: 1, value: 1 }];
    for sample in samples {
        all.extend([
            Instruction::Number {
                to: 2,
                value: *sample,
            },
            Instruction::Accumulate {
                global: 0,
                keys: window(1, 0),
                from: 2,
            },
        ]);
    }
    all.extend_from_slice(steps);
    all.push(Instruction::End);
    let mut plan = plan(&all);
    plan.globals.push(statistic(keys));
    plan
}

fn extract(extractor: Extractor) -> Instruction {
    Instruction::Extract {
        extractor,
        to: 0,
        global: 0,
        keys: window(1, 0),
    }
}

const KEYS: [&[Kind]; 2] = [&[], &[Kind::Long]];

#[test]
fn samples_are_accumulated_and_extracted() {
    for keys in KEYS {
        for (extractor, expected) in Extractor::ALL.iter().zip([3, 16, 3, 9, 5, 12]) {
            let plan = plan_of(keys, &[3, 9, 4], &[extract(*extractor)]);
            assert_eq!(run(&plan).0, expected, "{extractor:?} {keys:?}");
        }
    }
}

#[test]
fn an_empty_statistic_has_a_count_and_a_sum_only() {
    for keys in KEYS {
        for extractor in Extractor::ALL {
            let plan = plan_of(keys, &[], &[extract(*extractor)]);
            if matches!(extractor, Extractor::Count | Extractor::Sum) {
                assert_eq!(run(&plan).0, 0);
            } else {
                assert_eq!(fault(&plan, Limits::default()).message, "empty aggregate");
            }
        }
        let text = Instruction::FormatHistogram {
            to: 0,
            global: 0,
            keys: window(1, 0),
        };
        assert_eq!(
            fault(&plan_of(keys, &[], &[text]), Limits::default()).message,
            "empty aggregate"
        );
        let cleared = [
            Instruction::DeleteGlobal { global: 0 },
            extract(Extractor::Count),
        ];
        assert_eq!(run(&plan_of(keys, &[5, 5], &cleared)).0, 0);
    }
}

#[test]
fn extracting_makes_no_element() {
    let any = sigscript_compiler::plan::AnyKeys(1);
    let has = Instruction::HasElement {
        to: 0,
        array: 0,
        keys: window(1, 0),
        any,
    };
    assert_eq!(
        run(&plan_of(
            &[Kind::Long],
            &[],
            &[extract(Extractor::Count), has]
        ))
        .0,
        0
    );
}

#[test]
fn buckets_are_counted_walked_and_shown() {
    let keys = window(1, 0);
    for (bucket, expected) in [
        (0, Ok(1)),
        (2, Ok(2)),
        (4, Ok(1)),
        (5, Err(())),
        (-1, Err(())),
    ] {
        let steps = [
            Instruction::Number {
                to: 0,
                value: bucket,
            },
            Instruction::Bucket {
                to: 0,
                global: 0,
                keys,
            },
        ];
        let plan = plan_of(KEYS[1], &[-100, 1, 2, 2, 3, 77], &steps);
        match expected {
            Ok(count) => assert_eq!(run(&plan).0, count),
            Err(()) => assert_eq!(
                fault(&plan, Limits::default()).message,
                "histogram index out of range"
            ),
        }
    }
    let steps = [
        Instruction::Walk {
            walk: 0,
            window: keys,
        },
        Instruction::Advance {
            window: window(2, 0),
            to: 6 + 3,
        },
        add(0, 0, 2),
        Instruction::Loop { to: 4 },
        Instruction::FormatHistogram {
            to: 0,
            global: 0,
            keys,
        },
    ];
    let mut plan = plan_of(KEYS[1], &[3], &steps);
    let Instruction::Advance { to, .. } = &mut plan.probes[0].handler.instructions[4] else {
        panic!("the walk stands behind one sample");
    };
    *to = 7;
    plan.walks.push(Walk {
        global: 0,
        over: WalkOver::Buckets,
        sort: None,
        limited: false,
    });
    let (sum, text) = run(&plan);
    assert_eq!(sum, 1 + 2 + 3 + 4);
    assert!(text.starts_with(b"value |---") && text.ends_with(b"1\n\n"));
}
