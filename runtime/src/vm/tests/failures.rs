//! `try`, and the builtins of regular expressions, whose failures it catches.

use super::*;

/// `try { BODY } catch (m) { n0 = 7 }` with the message in string register 0; without a fault it is empty.
fn caught(body: &[Instruction]) -> Vec<Instruction> {
    let handler = body.len() as u32 + 3;
    let mut steps = vec![Instruction::Try {
        message: 0,
        to: handler,
    }];
    steps.extend_from_slice(body);
    steps.extend([
        Instruction::EndTry,
        Instruction::End,
        Instruction::Number { to: 0, value: 7 },
        Instruction::End,
    ]);
    steps
}

const DIVISION: Instruction = Instruction::BinaryConstant {
    operator: BinaryOperator::Divide,
    to: 1,
    left: 1,
    right: 0,
};

fn function(instructions: &[Instruction]) -> Function {
    Function {
        name: "f".into(),
        parameters: Vec::new(),
        returns: None,
        code: code(2, 2, instructions),
    }
}

const CALL: Instruction = Instruction::Call {
    function: 0,
    window: Window {
        numbers: 2,
        texts: 1,
    },
};

#[test]
fn an_error_leads_to_its_handler() {
    assert_eq!(
        run(&plan(&caught(&[DIVISION]))),
        (7, b"division by 0".to_vec())
    );
    assert_eq!(run(&plan(&caught(&[]))), (0, Vec::new()));
    let mut plan = plan(&caught(&[Instruction::Fail { message: 0 }]));
    plan.texts.push((*b"all functions exhausted").into());
    assert_eq!(run(&plan).1, b"all functions exhausted");
}

#[test]
fn a_handler_is_found_across_calls_and_walks() {
    let mut plan = plan(&caught(&[CALL]));
    plan.functions
        .push(function(&[DIVISION, Instruction::Return]));
    assert_eq!(run(&plan), (7, b"division by 0".to_vec()));
    // Behind the handler, the caller's registers and code are its own again.
    assert_eq!(machine_after(&plan).data.begun.len(), 0);
}

fn machine_after(plan: &Plan) -> Machine<'_> {
    let mut machine = machine(plan);
    machine
        .run(&plan.probes[0].handler, None, &mut World::default())
        .expect("no fault");
    machine
}

#[test]
fn what_a_handler_fails_with_goes_further_out() {
    let inner = [
        Instruction::Try { message: 1, to: 4 },
        DIVISION,
        Instruction::EndTry,
        Instruction::Jump { to: 5 },
        Instruction::Fail { message: 0 },
    ];
    let mut plan = plan(&caught(&inner));
    plan.texts.push((*b"again").into());
    assert_eq!(run(&plan), (7, b"again".to_vec()));
}

#[test]
fn a_try_ends_with_its_function_and_its_end() {
    // The function returns from within its `try`; the division behind the call is not its own any more.
    let mut plan = plan(&[CALL, DIVISION, Instruction::End]);
    plan.functions.push(function(&[
        Instruction::Try { message: 0, to: 2 },
        Instruction::Return,
        Instruction::Return,
    ]));
    assert_eq!(fault(&plan, Limits::default()).message, "division by 0");
    let ended = self::plan(&[
        Instruction::Try { message: 0, to: 3 },
        Instruction::EndTry,
        DIVISION,
        Instruction::End,
    ]);
    assert_eq!(fault(&ended, Limits::default()).span.start, 2);
}

#[test]
fn limits_and_aborts_are_not_caught() {
    let actions = Limits {
        actions: 5,
        ..Limits::default()
    };
    let endless = plan(&caught(&[Instruction::Loop { to: 1 }]));
    assert_eq!(fault(&endless, actions).kind, FaultKind::Limit);
    let row = builtins::signatures()
        .iter()
        .position(|signature| signature.name == "abort");
    let abort = Instruction::Builtin {
        row: row.expect("abort") as u16,
        window: AT_ZERO,
    };
    assert_eq!(
        fault(&plan(&caught(&[abort])), Limits::default()).kind,
        FaultKind::Abort
    );
}

#[test]
fn what_is_caught_is_the_bare_message() {
    let mut plan = plan(&caught(&[CALL]));
    plan.functions.push(function(&[CALL, Instruction::Return]));
    assert_eq!(run(&plan).1, b"MAXNESTING exceeded");
}

/// `n1 = text0 =~ pattern0`, then the builtin `name` with the argument `n`, into the first registers.
fn matched(subject: &[u8], name: &str, n: i32) -> Plan {
    let row = builtins::signatures()
        .iter()
        .position(|signature| signature.name == name);
    let body = [
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::Match {
            to: 1,
            subject: 1,
            pattern: 0,
        },
        Instruction::Number { to: 0, value: n },
        Instruction::Builtin {
            row: row.expect(name) as u16,
            window: AT_ZERO,
        },
    ];
    let mut plan = plan(&caught(&body));
    plan.texts.push(subject.into());
    plan.patterns.push((*b"b(c)?").into());
    plan
}

#[test]
fn what_matched_is_told() {
    for (subject, name, n, expected) in [
        (&b"abc"[..], "matched", 0, &b"bc"[..]),
        (b"abc", "matched", 1, b"c"),
        (b"ab", "matched", 1, b""),
        (b"abc", "matched_str", 0, b"bc"),
        (
            b"abc",
            "matched",
            2,
            b"Attempted to get nonexistent subexpression 2",
        ),
        (
            b"abc",
            "matched",
            -1,
            b"Attempted to get nonexistent subexpression -1",
        ),
        (
            b"xyz",
            "matched",
            0,
            b"Attempted to get subexpression 0 from failed match",
        ),
        (
            b"xyz",
            "ngroups",
            0,
            b"Attempted to get subexpression count from failed match",
        ),
    ] {
        assert_eq!(run(&matched(subject, name, n)).1, expected, "{name}({n})");
    }
    assert_eq!(run(&matched(b"ab", "ngroups", 0)).0, 2);
    let mut wrong = plan(&[Instruction::End]);
    wrong.patterns.push((*b"(").into());
    assert_eq!(
        Machine::new(&wrong, Limits::default())
            .expect_err("refused")
            .reason,
        "not a regular expression"
    );
}
