//! Calls of functions and builtins.

use super::*;

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
