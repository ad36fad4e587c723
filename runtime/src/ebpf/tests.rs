//! Lowering without a kernel: what the collector is told.

mod steps;

use sigscript_compiler::plan::{
    Base, Capture, Condition, Helper, Load, Plan, Point, Predicate, Probe, Read, Test, code::Code,
};
use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;
use sigscript_wire as wire;

use super::lower::{Lowered, lower};
use super::{Error, Options};
use crate::event::{Form, Place};

fn load(base: Base, offsets: &[u32], read: Read) -> Load {
    Load {
        base,
        offsets: offsets.to_vec(),
        user: 0,
        read,
    }
}

fn argument(number: u8) -> Load {
    load(Base::Argument(number), &[], Read::integer(4, true))
}

fn trace() -> Point {
    Point::Trace {
        system: None,
        name: "t".to_owned(),
        arguments: 12,
    }
}

fn event(size: u16) -> Point {
    Point::Event {
        system: "s".to_owned(),
        name: "e".to_owned(),
        id: 7,
        size,
    }
}

/// A plan of one probe that captures all of these loads.
fn plan(point: Point, loads: Vec<Load>, filter: Condition) -> Plan {
    let capture = |load: Load| Capture {
        label: String::new(),
        variable: None,
        kind: load.read.kind(),
        load: Some(load),
        context: None,
        optional: false,
    };
    let captures: Vec<_> = loads.into_iter().map(capture).collect();
    let probe = Probe {
        name: "p".to_owned(),
        point,
        filter,
        exact: false,
        kept: None,
        aggregation: None,
        settles: false,
        captures: (0..captures.len()).collect(),
        condition: None,
        handler: Code::default(),
        listing: Vec::new(),
        span: Span::default(),
    };
    Plan {
        probes: vec![probe],
        captures,
        ..Plan::default()
    }
}

fn lowered(plan: &Plan) -> Lowered {
    let mut lowered = lower(plan, &Options::default()).unwrap();
    assert_eq!(lowered.len(), 1);
    lowered.remove(0)
}

fn refused(plan: &Plan) -> String {
    match lower(plan, &Options::default()) {
        Err(error @ Error::Unsupported { probe: 0, .. }) => error.to_string(),
        _ => panic!("the probe is not refused"),
    }
}

fn number(capture: usize, comparison: BinaryOperator, constant: i64) -> Condition {
    Condition::Test(Test {
        capture,
        predicate: Predicate::Number {
            mask: -1,
            comparison,
            constant,
        },
    })
}

fn text(capture: usize, constant: &str, prefix: bool) -> Condition {
    let constant = constant.as_bytes().into();
    Condition::Test(Test {
        capture,
        predicate: Predicate::Text {
            constant,
            equal: true,
            prefix,
        },
    })
}

#[test]
fn filter_loads_come_first_and_equal_ones_are_made_once() {
    let loads = vec![
        argument(0),
        argument(1),
        argument(0),
        load(Base::Argument(2), &[8, 16], Read::Text { size: 13 }),
    ];
    let Lowered {
        config, layouts, ..
    } = lowered(&plan(trace(), loads, number(1, BinaryOperator::Equal, 9)));
    let place = |capture: usize| layouts[0].1.places[capture].unwrap();
    assert_eq!(
        place(1),
        Place {
            slot: 0,
            offset: 0,
            form: Form::Number
        }
    );
    assert_eq!(
        place(0),
        Place {
            slot: 1,
            offset: 8,
            form: Form::Number
        }
    );
    assert_eq!(place(2), place(0));
    assert_eq!(
        place(3),
        Place {
            slot: 2,
            offset: 16,
            form: Form::Text(13)
        }
    );
    assert_eq!((config.fixed, config.limit, config.words), (32, 32, 0b111));
    let steps: Vec<_> = config.steps[..usize::from(config.step_count)]
        .iter()
        .map(|step| (step.load, step.test))
        .collect();
    assert_eq!(
        steps,
        [
            // A word of the context, looked at before any load is made.
            (0, wire::test::EQUAL),
            (1, wire::test::NONE),
            (0, wire::test::NONE),
            (2, wire::test::NONE)
        ]
    );
    assert_eq!(config.early, 1);
    let text = config.loads[2];
    assert_eq!(
        (text.hops, text.offsets[0], text.offsets[1], text.size),
        (1, 8, 16, 13)
    );
}

#[test]
fn bits_are_shifted_to_their_place() {
    let bits = Read::Integer {
        size: 4,
        shift: 3,
        bits: 5,
        signed: true,
    };
    let config = lowered(&plan(
        trace(),
        vec![load(Base::Argument(0), &[4], bits)],
        Condition::Always,
    ))
    .config;
    let load = config.loads[0];
    assert_eq!(
        (load.left, load.right, load.signed, load.size, load.read),
        (56, 59, 1, 4, wire::read::INTEGER)
    );
}

#[test]
fn fields_of_a_record_are_taken_from_its_words() {
    let integer = Read::integer(4, true);
    let record = |offsets: &[u32], read| load(Base::Record, offsets, read);
    let loads = vec![
        record(&[12], integer),
        record(&[16, 0], Read::UserString),
        // Behind the last whole word.
        record(&[40], integer),
        record(&[4], integer),
        record(&[24], Read::LocatedText),
    ];
    let config = lowered(&plan(event(44), loads, Condition::Always)).config;
    let base: Vec<_> = config.loads[..5]
        .iter()
        .map(|load| (load.base, load.word, load.hops))
        .collect();
    let (word, context) = (wire::base::WORD, wire::base::CONTEXT);
    assert_eq!(
        base,
        [
            (word, 1, 0),
            (word, 2, 0),
            (context, 0, 0),
            (wire::base::PID_TGID, 0, 0),
            (context, 0, 0)
        ]
    );
    assert_eq!(
        (
            config.loads[0].left,
            config.loads[0].right,
            config.loads[0].read
        ),
        (0, 32, wire::read::WORD)
    );
    assert_eq!(config.words, 0b110);
    assert_eq!(
        (config.tail, config.limit),
        ((wire::VALUES - 256) as u16, wire::VALUES as u16)
    );
    assert!(
        refused(&plan(
            event(44),
            vec![record(&[0], Read::integer(2, false))],
            Condition::Always
        ))
        .contains("common")
    );
}

#[test]
fn what_is_too_much_is_refused() {
    let many = (0..33).map(|offset| {
        load(
            Base::Helper(Helper::Task),
            &[offset * 4],
            Read::integer(4, false),
        )
    });
    assert!(refused(&plan(trace(), many.collect(), Condition::Always)).contains("32"));
    let far = load(Base::Argument(0), &[0; 9], Read::POINTER);
    assert!(refused(&plan(trace(), vec![far], Condition::Always)).contains("7 pointers"));
    let long = load(Base::Argument(0), &[0], Read::Text { size: 5000 });
    assert!(refused(&plan(trace(), vec![long], Condition::Always)).contains("4096 bytes"));
    assert!(
        refused(&plan(event(8), vec![argument(0)], Condition::Always))
            .contains("kind of probe point")
    );
}

#[test]
fn conditions_that_cannot_be_tested_count_as_fulfilled() {
    let string = load(Base::Argument(1), &[], Read::KernelString);
    let file = load(Base::Argument(2), &[], Read::UserArea);
    let steps = |filter| {
        lowered(&plan(
            trace(),
            vec![argument(0), string.clone(), file.clone()],
            filter,
        ))
        .config
        .accept
    };
    let one = || number(0, BinaryOperator::Equal, 1);
    assert_eq!(steps(text(2, "/bin/sh", false)), 0);
    assert_eq!(steps(text(1, &"x".repeat(255), false)), 0);
    // Eight bytes and the NUL byte behind them.
    assert_eq!(steps(text(1, "/bin/zsh", false)), 2);
    assert_eq!(steps(text(1, "/bin/zsh", true)), 1);
    assert_eq!(
        steps(Condition::All(vec![one(), text(2, "/bin/sh", false)])),
        1
    );
    assert_eq!(
        steps(Condition::Any(vec![one(), text(2, "/bin/sh", false)])),
        0
    );
    let many = |count| {
        Condition::Any(
            (0..count)
                .map(|constant| number(0, BinaryOperator::Equal, constant))
                .collect(),
        )
    };
    assert_eq!((steps(many(32)), steps(many(33))), (32, 0));
    assert_eq!(steps(Condition::All(vec![one(), many(32)])), 1);
    let never = plan(
        trace(),
        vec![argument(0)],
        Condition::All(vec![one(), Condition::Never]),
    );
    assert!(lower(&never, &Options::default()).unwrap().is_empty());
}
