//! Strings, globals, captures and templates.

use sigscript_compiler::plan::code::Template;
use sigscript_compiler::plan::{Base, Capture, Content, Global, Helper, Load, Read};
use sigscript_grammar::format::{Conversion, Directive, Format, Piece};

use super::*;
use crate::event::{Form, Layout, Place};

fn global(kind: Kind, initial: Literal) -> Global {
    Global {
        name: "g".into(),
        keys: Vec::new(),
        content: Content::Value(kind),
        size: None,
        wrap: false,
        initial,
        display: false,
        span: Span::default(),
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
    assert!(matches!(machine.global(0), Value::Number(7)));
    assert!(matches!(machine.global(1), Value::Text(text) if text == b"abababab"));
    assert_eq!(
        [0, 1, 2].map(|index| machine.is_written(index)),
        [true, true, false]
    );
    machine.set_global(2, &Literal::Number(3));
    assert!(matches!(machine.global(2), Value::Number(3)));
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
        user: 0,
        read: Read::POINTER,
    });
    let capture = |label: &str, kind, load: &Option<Load>, context| Capture {
        label: label.into(),
        variable: None,
        kind,
        load: load.clone(),
        context,
        optional: context.is_some(),
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
        time: None,
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
fn builtins_get_bytes_as_they_are_and_handlers_learn_what_could_not_be_read() {
    let (mut plan, layout) = (capturing(), layout());
    plan.probes[0].handler = code(
        1,
        1,
        &[
            Instruction::CaptureRaw { to: 0, capture: 1 },
            Instruction::Readable { to: 0, capture: 0 },
            Instruction::End,
        ],
    );
    let mut values = 42_i64.to_ne_bytes().to_vec();
    values.extend_from_slice(b"a\x1b[31mb\0\0\0\0\0\0\0\0\0");
    let mut machine = machine(&plan);
    let mut world = World::default();
    world.escape = true;
    for (faults, readable) in [(0, 1), (0b1, 0)] {
        let event = Event {
            probe: 0,
            values: &values,
            faults,
            layout: &layout,
        };
        machine
            .run(&plan.probes[0].handler, Some(&event), &mut world)
            .expect("no fault");
        assert_eq!(
            (machine.numbers[0], machine.texts[0].as_slice()),
            (readable, &b"a\x1b[31mb"[..])
        );
    }
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
    // What a context function could not read at an event is nothing, not what the session would read.
    let mut machine = machine(&plan);
    machine
        .run(&plan.probes[0].handler, Some(&event), &mut World::default())
        .expect("no fault");
    assert_eq!(machine.numbers[0], 0);
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
fn a_made_string_ends_at_a_nul_byte() {
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
}
