//! What stops a handler, and code that is refused.

use sigscript_compiler::plan::{AnyKeys, Content, Direction, Global, Statistic, Walk, WalkOver};
use sigscript_grammar::syntax::{Extractor, HistogramShape, SortBy};

use super::arrays::array;
use super::*;

/// function f(n) { return f(n + 1) }, deeper than the first register file reaches.
fn recursive(registers: u16) -> Plan {
    let mut plan = plan(&[
        Instruction::Call {
            function: 0,
            window: AT_ZERO,
        },
        Instruction::End,
    ]);
    let last = registers - 1;
    let step = Instruction::BinaryConstant {
        operator: BinaryOperator::Add,
        to: last,
        left: 0,
        right: 1,
    };
    let again = Instruction::Call {
        function: 0,
        window: Window {
            numbers: last,
            texts: 0,
        },
    };
    plan.functions.push(Function {
        name: "f".into(),
        parameters: vec![Kind::Long],
        returns: Some(Kind::Long),
        code: code(registers, 0, &[step, again, Instruction::Return]),
    });
    plan
}

#[test]
fn recursion_is_bounded() {
    for registers in [2, 1000] {
        let plan = recursive(registers);
        let fault = fault(&plan, Limits::default());
        assert_eq!(
            fault.message,
            "MAXNESTING exceeded: functions call each other more than 1000 deep"
        );
        assert_eq!(fault.help, Some("allow more with `-D MAXNESTING=N`"));
        assert_eq!((fault.kind, fault.span.start), (FaultKind::Error, 1));
        assert_eq!(
            (
                fault.callers.len(),
                fault.callers[0].start,
                fault.callers[999].start
            ),
            (1000, 1, 0)
        );
    }
}

#[test]
fn loops_are_bounded() {
    let plan = plan(&[Instruction::Loop { to: 0 }]);
    let fault = fault(
        &plan,
        Limits {
            actions: 100,
            ..Limits::default()
        },
    );
    assert_eq!(
        fault.message,
        "MAXACTION exceeded: more than 100 rounds of loops and calls in one handler"
    );
    assert_eq!(
        (fault.kind, fault.help),
        (FaultKind::Limit, Some("allow more with `-D MAXACTION=N`"))
    );
}

#[test]
fn strings_are_bounded() {
    let steps = [
        Instruction::TextConstant { to: 0, index: 0 },
        Instruction::Concatenate {
            to: 0,
            left: 0,
            right: 0,
        },
        Instruction::End,
    ];
    let mut plan = plan(&steps);
    plan.texts.push((*b"abcdef").into());
    let mut machine = Machine::new(
        &plan,
        Limits {
            text: 9,
            ..Limits::default()
        },
    )
    .expect("well-formed code");
    let mut world = World::default();
    machine
        .run(&plan.probes[0].handler, None, &mut world)
        .expect("no fault");
    assert_eq!(machine.texts[0], b"abcdefabc");
    assert_eq!(world.warnings.take().len(), 1);
}

/// Instructions that no plan holds, and why.
const REFUSED: &[(Instruction, &str)] = &[
    (
        Instruction::Number { to: 4, value: 0 },
        "no such number register",
    ),
    (
        Instruction::CopyText { to: 0, from: 3 },
        "no such string register",
    ),
    (
        Instruction::NumberConstant { to: 0, index: 0 },
        "no such number constant",
    ),
    (
        Instruction::TextConstant { to: 0, index: 0 },
        "no such string constant",
    ),
    (
        Instruction::LoadNumber { to: 0, global: 0 },
        "no such global of this kind",
    ),
    (
        Instruction::CaptureText { to: 0, capture: 0 },
        "no such capture of this kind",
    ),
    (
        Instruction::Call {
            function: 0,
            window: AT_ZERO,
        },
        "no such function",
    ),
    (
        Instruction::Builtin {
            row: u16::MAX,
            window: AT_ZERO,
        },
        "no such builtin function",
    ),
    (
        Instruction::Builtin {
            row: 0,
            window: Window {
                numbers: 4,
                texts: 0,
            },
        },
        "a window has too few number registers",
    ),
    (
        Instruction::Builtin {
            row: 0,
            window: Window {
                numbers: 0,
                texts: 3,
            },
        },
        "a window has too few string registers",
    ),
    (
        Instruction::Print {
            template: 0,
            window: AT_ZERO,
        },
        "no such template",
    ),
    (Instruction::Jump { to: 2 }, "a jump leads out of the code"),
    (
        Instruction::Binary {
            operator: BinaryOperator::And,
            to: 0,
            left: 0,
            right: 0,
        },
        "not an operator on two numbers",
    ),
    (
        Instruction::CompareTexts {
            operator: BinaryOperator::Add,
            to: 0,
            left: 0,
            right: 0,
        },
        "not a comparison",
    ),
    (
        Instruction::LoadElement {
            to: 0,
            array: 0,
            keys: AT_ZERO,
        },
        "no such global",
    ),
    (Instruction::DeleteGlobal { global: 0 }, "no such global"),
    (
        Instruction::Match {
            to: 0,
            subject: 0,
            pattern: 0,
        },
        "no such regular expression",
    ),
    (
        Instruction::Walk {
            walk: 0,
            window: AT_ZERO,
        },
        "no such walk",
    ),
    (
        Instruction::Advance {
            window: AT_ZERO,
            to: 2,
        },
        "a jump leads out of the code",
    ),
    (
        Instruction::Try { message: 3, to: 0 },
        "no such string register",
    ),
    (Instruction::Fail { message: 0 }, "no such string constant"),
];

/// Instructions on a global of two keys, a number and a string, that holds numbers; and why no plan holds them.
const REFUSED_ON_AN_ARRAY: &[(Instruction, &str)] = &[
    (
        Instruction::LoadNumber { to: 0, global: 0 },
        "no such global of this kind",
    ),
    (
        Instruction::LoadElement {
            to: 4,
            array: 0,
            keys: AT_ZERO,
        },
        "no such number register",
    ),
    (
        Instruction::AddElement {
            array: 0,
            keys: Window {
                numbers: 4,
                texts: 0,
            },
            by: 0,
        },
        "a window has too few number registers",
    ),
    (
        Instruction::DeleteElement {
            array: 0,
            keys: Window {
                numbers: 4,
                texts: 3,
            },
            any: AnyKeys(1),
        },
        "a window has too few string registers",
    ),
    (
        Instruction::Accumulate {
            global: 0,
            keys: AT_ZERO,
            from: 0,
        },
        "no such statistic",
    ),
    (
        Instruction::FormatHistogram {
            to: 0,
            global: 0,
            keys: AT_ZERO,
        },
        "no such histogram",
    ),
    // Its limit has no register.
    (
        Instruction::Walk {
            walk: 0,
            window: Window {
                numbers: 4,
                texts: 0,
            },
        },
        "a window has too few number registers",
    ),
];

#[test]
fn malformed_code_is_refused() {
    for (instruction, reason) in REFUSED {
        let plan = plan(&[*instruction, Instruction::End]);
        let error = Machine::new(&plan, Limits::default()).expect_err(reason);
        assert_eq!(
            (error.reason, error.place.as_str(), error.instruction),
            (*reason, "begin", 0)
        );
    }
    for (instruction, reason) in REFUSED_ON_AN_ARRAY {
        let mut plan = plan(&[*instruction, Instruction::End]);
        plan.globals.push(two_keys());
        plan.walks
            .push(walk(WalkOver::Elements(AnyKeys(3)), SortBy::Value));
        let error = Machine::new(&plan, Limits::default()).expect_err(reason);
        assert_eq!(error.reason, *reason, "{instruction:?}");
    }
    let endless = plan(&[Instruction::Number { to: 0, value: 0 }]);
    assert_eq!(
        Machine::new(&endless, Limits::default())
            .expect_err("no end")
            .reason,
        "it runs past its end"
    );
}

fn two_keys() -> Global {
    array(&[Kind::Long, Kind::String], Content::Value(Kind::Long))
}

fn walk(over: WalkOver, by: SortBy) -> Walk {
    Walk {
        global: 0,
        over,
        sort: Some((by, Direction::Ascending)),
        limited: true,
    }
}

#[test]
fn malformed_walks_and_globals_are_refused() {
    let any = WalkOver::Elements(AnyKeys(3));
    for (walk, reason) in [
        (walk(WalkOver::Buckets, SortBy::Value), "no such histogram"),
        (
            walk(any.clone(), SortBy::Key(2)),
            "a walk cannot be sorted so",
        ),
        (
            walk(any, SortBy::Statistic(Extractor::Sum)),
            "a walk cannot be sorted so",
        ),
    ] {
        let mut plan = plan(&[Instruction::End]);
        plan.globals.push(two_keys());
        plan.walks.push(walk);
        let error = Machine::new(&plan, Limits::default()).expect_err(reason);
        assert_eq!(error.reason, reason);
    }
    let mut plan = plan(&[Instruction::End]);
    let histogram = Some(HistogramShape::Linear {
        start: 0,
        stop: 9,
        step: 0,
    });
    let content = Content::Statistic(Statistic {
        histogram,
        shift: 0,
    });
    plan.globals.push(array(&[], content));
    let error = Machine::new(&plan, Limits::default()).expect_err("no buckets");
    assert_eq!(
        error.reason,
        "a histogram without buckets, or with too many"
    );
}
