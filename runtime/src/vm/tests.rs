//! Hand-made bytecode, instruction by instruction.

use sigscript_compiler::plan::code::{Instruction, Template, Window};
use sigscript_compiler::plan::{
    Base, Capture, Condition, Global, Helper, Load, Point, Probe, Read,
};
use sigscript_grammar::Span;
use sigscript_grammar::format::{Conversion, Directive, Format, Piece};
use sigscript_grammar::operators::{BinaryOperator, Operands, UnaryOperator};

use super::*;
use crate::event::{Form, Layout, Place};

/// Code whose spans start at the index of their instruction.
fn code(numbers: u16, texts: u16, instructions: &[Instruction]) -> Code {
    let spans = (0..instructions.len() as u32)
        .map(|start| Span {
            start,
            ..Span::default()
        })
        .collect();
    Code {
        instructions: instructions.to_vec(),
        spans,
        numbers,
        texts,
    }
}

/// A plan with one probe that runs these, with four number and three string registers.
fn plan(instructions: &[Instruction]) -> Plan {
    let probe = Probe {
        name: "begin".into(),
        point: Point::Begin(0),
        filter: Condition::Always,
        exact: true,
        captures: Vec::new(),
        condition: None,
        handler: code(4, 3, instructions),
        listing: Vec::new(),
        span: Span::default(),
    };
    Plan {
        probes: vec![probe],
        ..Plan::default()
    }
}

fn machine(plan: &Plan) -> Machine<'_> {
    Machine::new(plan, Limits::default()).expect("well-formed code")
}

/// Runs the only handler of `plan` to its end and gives the first registers.
fn run(plan: &Plan) -> (i64, Vec<u8>) {
    let mut machine = machine(plan);
    machine
        .run(&plan.probes[0].handler, None, &mut World::default())
        .expect("no fault");
    (machine.numbers[0], machine.texts[0].to_vec())
}

fn fault(plan: &Plan, limits: Limits) -> Fault {
    let mut machine = Machine::new(plan, limits).expect("well-formed code");
    machine
        .run(&plan.probes[0].handler, None, &mut World::default())
        .expect_err("a fault")
}

fn global(kind: Kind, initial: Literal) -> Global {
    Global {
        name: "g".into(),
        kind,
        initial,
        display: false,
        span: Span::default(),
    }
}

fn add(to: u16, left: u16, right: u16) -> Instruction {
    Instruction::Binary {
        operator: BinaryOperator::Add,
        to,
        left,
        right,
    }
}

const AT_ZERO: Window = Window {
    numbers: 0,
    texts: 0,
};

#[test]
fn constants_and_copies() {
    let mut plan = plan(&[
        Instruction::NumberConstant { to: 1, index: 0 },
        Instruction::CopyNumber { to: 0, from: 1 },
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::CopyText { to: 0, from: 1 },
        Instruction::End,
    ]);
    plan.numbers.push(i64::MIN);
    plan.texts.push((*b"cut here\0not shown").into());
    assert_eq!(run(&plan), (i64::MIN, b"cut here".to_vec()));
    assert_eq!(
        run(&self::plan(&[
            Instruction::Number { to: 0, value: -7 },
            Instruction::End
        ]))
        .0,
        -7
    );
}

#[test]
fn every_operator_means_what_its_row_says() {
    let values = [
        0,
        1,
        -1,
        2,
        7,
        63,
        64,
        -64,
        i64::from(i32::MAX),
        i64::from(i32::MIN),
        i64::MAX,
        i64::MIN,
    ];
    let numeric = |operator: &&BinaryOperator| {
        operator.operands() != Operands::Texts && !matches!(operator.spelling(), "&&" | "||")
    };
    for &operator in BinaryOperator::ALL.iter().filter(numeric) {
        for (left, right) in values
            .iter()
            .flat_map(|left| values.iter().map(move |right| (*left, *right)))
        {
            let load = [
                Instruction::NumberConstant { to: 1, index: 0 },
                Instruction::NumberConstant { to: 2, index: 1 },
            ];
            let binary = Instruction::Binary {
                operator,
                to: 0,
                left: 1,
                right: 2,
            };
            let constant = i32::try_from(right).map(|right| Instruction::BinaryConstant {
                operator,
                to: 0,
                left: 1,
                right,
            });
            for step in [Some(binary), constant.ok()].into_iter().flatten() {
                let mut plan = plan(&[load[0], load[1], step, Instruction::End]);
                plan.numbers = vec![left, right];
                match operator.numbers(left, right) {
                    Some(expected) => assert_eq!(
                        run(&plan).0,
                        expected,
                        "{left} {} {right}",
                        operator.spelling()
                    ),
                    None => assert_eq!(fault(&plan, Limits::default()).message, "division by 0"),
                }
            }
        }
    }
    for &operator in UnaryOperator::ALL {
        let negate = Instruction::Unary {
            operator,
            to: 0,
            from: 1,
        };
        let plan = plan(&[
            Instruction::Number { to: 1, value: 5 },
            negate,
            Instruction::End,
        ]);
        assert_eq!(run(&plan).0, operator.apply(5));
    }
}

#[test]
fn jumps_on_comparisons_agree_with_the_operators() {
    let comparisons = BinaryOperator::ALL
        .iter()
        .filter(|operator| operator.operands() == Operands::Comparable);
    for &operator in comparisons {
        for (left, right) in [(1, 2), (2, 1), (2, 2), (-1, 1)] {
            let jumps = [
                Instruction::JumpCompare {
                    operator,
                    left: 1,
                    right: 2,
                    to: 5,
                },
                Instruction::JumpCompareConstant {
                    operator,
                    left: 1,
                    right,
                    to: 5,
                },
            ];
            for jump in jumps {
                let taken = run(&plan(&[
                    Instruction::Number { to: 1, value: left },
                    Instruction::Number {
                        to: 2,
                        value: right,
                    },
                    jump,
                    Instruction::Number { to: 0, value: 7 },
                    Instruction::End,
                    Instruction::Number { to: 0, value: 8 },
                    Instruction::End,
                ]));
                let holds = operator.numbers(left.into(), right.into()) == Some(1);
                assert_eq!(
                    taken.0,
                    if holds { 8 } else { 7 },
                    "{left} {} {right}",
                    operator.spelling()
                );
            }
        }
    }
}

#[test]
fn strings_compare_and_join() {
    let load = [
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::TextConstant { to: 2, index: 1 },
    ];
    let texts = vec![(*b"B").into(), (*b"_").into()];
    for (operator, expected) in [
        (BinaryOperator::Less, 1),
        (BinaryOperator::Equal, 0),
        (BinaryOperator::NotEqual, 1),
    ] {
        let mut plan = plan(&[
            load[0],
            load[1],
            Instruction::CompareTexts {
                operator,
                to: 0,
                left: 1,
                right: 2,
            },
            Instruction::End,
        ]);
        plan.texts.clone_from(&texts);
        assert_eq!(run(&plan).0, expected);
    }
    for (to, left, right, expected) in [
        (0, 1, 2, b"B_"),
        (1, 1, 2, b"B_"),
        (2, 1, 2, b"B_"),
        (1, 1, 1, b"BB"),
        (2, 2, 1, b"_B"),
    ] {
        let join = Instruction::Concatenate { to, left, right };
        let mut plan = plan(&[
            load[0],
            load[1],
            join,
            Instruction::CopyText { to: 0, from: to },
            Instruction::End,
        ]);
        plan.texts.clone_from(&texts);
        assert_eq!(run(&plan).1, expected);
    }
}

#[test]
fn globals_keep_their_values_over_handlers_and_faults() {
    let mut plan = plan(&[
        Instruction::LoadNumber { to: 0, global: 0 },
        Instruction::BinaryConstant {
            operator: BinaryOperator::Add,
            to: 0,
            left: 0,
            right: 1,
        },
        Instruction::StoreNumber { global: 0, from: 0 },
        Instruction::LoadText { to: 0, global: 1 },
        Instruction::Concatenate {
            to: 0,
            left: 0,
            right: 0,
        },
        Instruction::StoreText { global: 1, from: 0 },
        Instruction::BinaryConstant {
            operator: BinaryOperator::Divide,
            to: 0,
            left: 0,
            right: 0,
        },
        Instruction::End,
    ]);
    plan.globals = vec![
        global(Kind::Long, Literal::Number(5)),
        global(Kind::String, Literal::Text(b"ab".to_vec())),
        global(Kind::Long, Literal::Number(9)),
    ];
    let mut machine = machine(&plan);
    for _ in 0..2 {
        let fault = machine
            .run(&plan.probes[0].handler, None, &mut World::default())
            .expect_err("a division by 0");
        assert_eq!((fault.kind, fault.span.start), (FaultKind::Error, 6));
    }
    assert_eq!(machine.global(0), Literal::Number(7));
    assert_eq!(machine.global(1), Literal::Text(b"abababab".to_vec()));
    assert_eq!(
        [0, 1, 2].map(|index| machine.is_written(index)),
        [true, true, false]
    );
    machine.set_global(2, &Literal::Number(3));
    assert_eq!(machine.global(2), Literal::Number(3));
}

/// A plan that captures `$number`, `$text` and `pid()`, and prints nothing.
fn capturing() -> Plan {
    let mut plan = plan(&[
        Instruction::CaptureNumber { to: 0, capture: 0 },
        Instruction::CaptureText { to: 0, capture: 1 },
        Instruction::End,
    ]);
    let load = Some(Load {
        base: Base::Helper(Helper::Cpu),
        offsets: Vec::new(),
        read: Read::POINTER,
    });
    let capture = |label: &str, kind, load: &Option<Load>, context| Capture {
        label: label.into(),
        variable: None,
        kind,
        load: load.clone(),
        context,
    };
    plan.captures = vec![
        capture("$number", Kind::Long, &load, None),
        capture("$text", Kind::String, &load, None),
        capture("pid()", Kind::Long, &load, Some(0)),
    ];
    plan
}

fn layout() -> Layout {
    let place = |slot, offset, form| Some(Place { slot, offset, form });
    Layout {
        places: vec![
            place(0, 0, Form::Number),
            place(1, 8, Form::Text(16)),
            place(2, 0, Form::Number),
        ],
    }
}

#[test]
fn captures_come_from_the_event() {
    let (plan, layout) = (capturing(), layout());
    let mut values = 42_i64.to_ne_bytes().to_vec();
    values.extend_from_slice(b"a\x1b[31mb\0\0\0\0\0\0\0\0\0");
    let mut event = Event {
        probe: 0,
        values: &values,
        faults: 0,
        layout: &layout,
    };
    let mut machine = machine(&plan);
    let mut world = World::default();
    for (escape, expected) in [(false, &b"a\x1b[31mb"[..]), (true, b"a\\033[31mb")] {
        world.escape = escape;
        machine
            .run(&plan.probes[0].handler, Some(&event), &mut world)
            .expect("no fault");
        assert_eq!(
            (machine.numbers[0], machine.texts[0].as_slice()),
            (42, expected)
        );
    }
    event.faults = 0b10;
    let fault = machine
        .run(&plan.probes[0].handler, Some(&event), &mut world)
        .expect_err("a read fault");
    assert_eq!(
        (fault.message.as_str(), fault.span.start),
        ("read fault: `$text` could not be read at the event", 1)
    );
}

#[test]
fn the_session_stands_in_where_there_is_no_event() {
    let mut plan = capturing();
    plan.probes[0].handler = code(
        1,
        1,
        &[
            Instruction::CaptureNumber { to: 0, capture: 2 },
            Instruction::End,
        ],
    );
    let own = i64::from(std::process::id());
    assert_eq!(run(&plan).0, own);
    let layout = layout();
    let event = Event {
        probe: 0,
        values: &[0; 24],
        faults: 0b100,
        layout: &layout,
    };
    let mut machine = machine(&plan);
    machine
        .run(&plan.probes[0].handler, Some(&event), &mut World::default())
        .expect_err("no stand-in at an event");
}

#[test]
fn calls_open_windows_and_leave_their_value() {
    // f(a, b) { c = c + a + b; return c }, with c in a register that an earlier call has used.
    let body = code(
        3,
        1,
        &[
            add(2, 2, 0),
            add(2, 2, 1),
            Instruction::CopyNumber { to: 0, from: 2 },
            Instruction::Return,
        ],
    );
    let call = Instruction::Call {
        function: 0,
        window: Window {
            numbers: 1,
            texts: 1,
        },
    };
    let arguments = [
        Instruction::Number { to: 1, value: 20 },
        Instruction::Number { to: 2, value: 3 },
    ];
    let steps = [
        arguments[0],
        arguments[1],
        call,
        add(0, 0, 1),
        arguments[0],
        arguments[1],
        call,
        add(0, 0, 1),
        Instruction::End,
    ];
    let mut plan = plan(&steps);
    plan.functions.push(Function {
        name: "f".into(),
        parameters: vec![Kind::Long, Kind::Long],
        returns: Some(Kind::Long),
        code: body,
    });
    assert_eq!(run(&plan).0, 46);
}

#[test]
fn a_function_without_a_value_gives_zero() {
    let call = Instruction::Call {
        function: 0,
        window: Window {
            numbers: 1,
            texts: 1,
        },
    };
    let mut plan = plan(&[
        Instruction::Number { to: 1, value: 5 },
        call,
        Instruction::CopyNumber { to: 0, from: 1 },
        Instruction::End,
    ]);
    plan.functions.push(Function {
        name: "f".into(),
        parameters: vec![],
        returns: Some(Kind::Long),
        code: code(0, 0, &[Instruction::Return]),
    });
    assert_eq!(run(&plan).0, 0);
}

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

#[test]
fn loops_count_up() {
    // while (n0 < 10) { n0 = n0 + 1; n1 = n1 + n0 } n0 = n1
    let plan = plan(&[
        Instruction::JumpCompareConstant {
            operator: BinaryOperator::GreaterEqual,
            left: 0,
            right: 10,
            to: 4,
        },
        Instruction::BinaryConstant {
            operator: BinaryOperator::Add,
            to: 0,
            left: 0,
            right: 1,
        },
        add(1, 1, 0),
        Instruction::Loop { to: 0 },
        Instruction::CopyNumber { to: 0, from: 1 },
        Instruction::End,
    ]);
    assert_eq!(run(&plan).0, 55);
}

#[test]
fn jumps() {
    for (condition, expected) in [(0, 2), (3, 1)] {
        let taken = |jump| {
            run(&plan(&[
                Instruction::Number {
                    to: 1,
                    value: condition,
                },
                jump,
                Instruction::Number { to: 0, value: 1 },
                Instruction::Jump { to: 5 },
                Instruction::Number { to: 0, value: 2 },
                Instruction::End,
            ]))
            .0
        };
        assert_eq!(
            taken(Instruction::JumpUnless {
                condition: 1,
                to: 4
            }),
            expected
        );
        assert_eq!(
            taken(Instruction::JumpIf {
                condition: 1,
                to: 4
            }),
            3 - expected
        );
    }
}

/// `"%d %s\n"`, with another conversion in place of `%d` where one is given.
fn template(conversion: Conversion) -> Template {
    let directive = |conversion| {
        Piece::Conversion(Directive {
            flag: None,
            width: None,
            precision: None,
            conversion,
        })
    };
    let literal = |bytes: &[u8]| Piece::Literal(bytes.to_vec());
    let pieces = vec![
        directive(conversion),
        literal(b" "),
        directive(Conversion::String),
        literal(b"\n"),
    ];
    Template {
        format: Format { pieces },
        names: Vec::new(),
    }
}

#[test]
fn templates_print_and_make_strings() {
    let load = [
        Instruction::Number { to: 1, value: 65 },
        Instruction::TextConstant { to: 1, index: 0 },
    ];
    let window = Window {
        numbers: 1,
        texts: 1,
    };
    let steps = [
        load[0],
        load[1],
        Instruction::Print {
            template: 0,
            window,
        },
        Instruction::Format {
            template: 1,
            window,
        },
        Instruction::End,
    ];
    let mut plan = plan(&steps);
    plan.texts.push((*b"kill").into());
    plan.templates = vec![
        template(Conversion::Decimal),
        template(Conversion::Character),
    ];
    let mut world = World::default();
    let mut machine = machine(&plan);
    machine
        .run(&plan.probes[0].handler, None, &mut world)
        .expect("no fault");
    assert_eq!(world.output, b"65 kill\n");
    assert_eq!(machine.texts[1], b"A kill\n");
}

#[test]
fn a_made_string_ends_at_a_nul_byte_and_dumps_are_refused() {
    let steps = [
        Instruction::Format {
            template: 0,
            window: AT_ZERO,
        },
        Instruction::End,
    ];
    let mut plan = plan(&steps);
    plan.templates = vec![template(Conversion::Character)];
    assert_eq!(run(&plan).1, b"");
    plan.templates = vec![template(Conversion::Memory)];
    assert!(
        fault(&plan, Limits::default())
            .message
            .contains("not supported yet")
    );
}

#[test]
fn builtins_take_their_window() {
    let row = |name| {
        builtins::signatures()
            .iter()
            .position(|signature| signature.name == name)
            .expect(name) as u16
    };
    let window = Window {
        numbers: 1,
        texts: 1,
    };
    let mut plan = plan(&[
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::Number { to: 1, value: 1 },
        Instruction::Number { to: 2, value: 3 },
        Instruction::Builtin {
            row: row("substr"),
            window,
        },
        Instruction::CopyText { to: 0, from: 1 },
        Instruction::Builtin {
            row: row("strlen"),
            window,
        },
        Instruction::CopyNumber { to: 0, from: 1 },
        Instruction::End,
    ]);
    plan.texts.push((*b"hello").into());
    assert_eq!(run(&plan), (3, b"ell".to_vec()));

    let mut world = World::default();
    let abort = self::plan(&[
        Instruction::Builtin {
            row: row("abort"),
            window: AT_ZERO,
        },
        Instruction::End,
    ]);
    let fault = machine(&abort)
        .run(&abort.probes[0].handler, None, &mut world)
        .expect_err("left early");
    assert_eq!((fault.kind, world.exit), (FaultKind::Abort, true));
}

#[test]
fn registers_are_empty_when_a_handler_begins() {
    let plan = plan(&[
        add(0, 0, 1),
        Instruction::BinaryConstant {
            operator: BinaryOperator::Add,
            to: 1,
            left: 0,
            right: 7,
        },
        Instruction::End,
    ]);
    let mut machine = machine(&plan);
    for _ in 0..2 {
        machine
            .run(&plan.probes[0].handler, None, &mut World::default())
            .expect("no fault");
        assert_eq!(machine.numbers[..2], [0, 7]);
    }
}

#[test]
fn arming_conditions_give_their_first_number() {
    let mut plan = plan(&[Instruction::End]);
    for (value, expected) in [(0, false), (2, true)] {
        plan.probes[0].condition = Some(code(
            1,
            0,
            &[Instruction::Number { to: 0, value }, Instruction::End],
        ));
        let condition = plan.probes[0].condition.as_ref().expect("just set");
        assert_eq!(
            machine(&plan).condition(condition, &mut World::default()),
            Ok(expected)
        );
    }
}

#[test]
fn malformed_code_is_refused() {
    let refused: &[(Instruction, &str)] = &[
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
    ];
    for (instruction, reason) in refused {
        let plan = plan(&[*instruction, Instruction::End]);
        let error = Machine::new(&plan, Limits::default()).expect_err(reason);
        assert_eq!(
            (error.reason, error.place.as_str(), error.instruction),
            (*reason, "begin", 0)
        );
    }
    let endless = plan(&[Instruction::Number { to: 0, value: 0 }]);
    assert_eq!(
        Machine::new(&endless, Limits::default())
            .expect_err("no end")
            .reason,
        "it runs past its end"
    );
}
