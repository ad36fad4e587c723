//! Loops of a million rounds and more; `loops.lua` and `loops.awk` do the same.

use sigscript_compiler::Kind::{Long, String};
use sigscript_compiler::plan::code::Instruction;
use sigscript_compiler::plan::{AnyKeys, Direction, Function, Plan, Walk, WalkOver};
use sigscript_grammar::format::{Conversion, Piece};
use sigscript_grammar::operators::BinaryOperator::{Add, Multiply, Remainder};
use sigscript_grammar::syntax::SortBy;

use crate::plans::{code, conversion, counting, global, plan, template, window};
use crate::report;

const SUM: Instruction = Instruction::Binary {
    operator: Add,
    to: 1,
    left: 1,
    right: 0,
};

/// `k = i % 1000` with `k` in register 2, and the 1 that is added in register 3
const KEY: [Instruction; 2] = [
    Instruction::BinaryConstant {
        operator: Remainder,
        to: 2,
        left: 0,
        right: 1000,
    },
    Instruction::Number { to: 3, value: 1 },
];

pub fn report_all() {
    let show = |name, plan: &Plan| report(name, plan, None, 1);
    show("10M additions", &plan(&[&counting(10_000_000, &[SUM])]));
    show("10M additions to a global", &global_sum());
    show("10M calls of a function", &calls());
    show("10M printf(\"n %d\\n\", i)", &prints());
    show("5M a[number]++", &number_keys());
    show("5M a[string]++", &string_keys());
    show("5M a[number, string]++", &mixed_keys());
    show("2M sprintf(\"%s %d\", s, i)", &sprintf());
    show("2M concatenations", &concatenations());
    show("1M made and deleted", &made_and_deleted());
    show("1M elements sorted, walked", &sorted());
}

fn global_sum() -> Plan {
    let mut globals = plan(&[&counting(
        10_000_000,
        &[
            Instruction::LoadNumber { to: 1, global: 0 },
            SUM,
            Instruction::StoreNumber { global: 0, from: 1 },
        ],
    )]);
    globals.globals.push(global(&[], Long));
    globals
}

fn calls() -> Plan {
    let body = [
        Instruction::CopyNumber { to: 2, from: 0 },
        Instruction::Call {
            function: 0,
            window: window(2, 0),
        },
    ];
    let mut calls = plan(&[&counting(10_000_000, &body)]);
    let body = [
        Instruction::BinaryConstant {
            operator: Add,
            to: 0,
            left: 0,
            right: 1,
        },
        Instruction::Return,
    ];
    calls.functions.push(Function {
        name: "f".into(),
        parameters: vec![Long],
        returns: Some(Long),
        code: code(1, 0, &body),
    });
    calls
}

fn prints() -> Plan {
    let body = [
        Instruction::CopyNumber { to: 2, from: 0 },
        Instruction::Print {
            template: 0,
            window: window(2, 0),
        },
    ];
    let mut prints = plan(&[&counting(10_000_000, &body)]);
    prints.templates.push(template(vec![
        Piece::Literal(b"n ".to_vec()),
        conversion(Conversion::Decimal),
        Piece::Literal(b"\n".to_vec()),
    ]));
    prints
}

fn add_element(texts: u16) -> Instruction {
    Instruction::AddElement {
        array: 0,
        keys: window(2, texts),
        by: 3,
    }
}

fn number_keys() -> Plan {
    let mut plan = plan(&[&counting(5_000_000, &[KEY[0], KEY[1], add_element(0)])]);
    plan.globals.push(global(&[Long], Long));
    plan
}

/// `names[k] = sprintf("name %d", k)` for all `k`, unmeasured; then `BODY` with `names[k]` in string register 0
fn named(body: &[Instruction]) -> Plan {
    let name = [
        KEY[0],
        Instruction::Format {
            template: 0,
            window: window(2, 0),
        },
        Instruction::StoreElement {
            array: 1,
            keys: window(2, 0),
            from: 0,
        },
    ];
    let mut steps = KEY.to_vec();
    steps.push(Instruction::LoadElement {
        to: 0,
        array: 1,
        keys: window(2, 0),
    });
    steps.extend_from_slice(body);
    let mut plan = plan(&[&counting(5_000_000, &steps), &counting(1000, &name)]);
    plan.globals.push(global(&[String], Long));
    plan.globals.push(global(&[Long], String));
    plan.templates.push(template(vec![
        Piece::Literal(b"name ".to_vec()),
        conversion(Conversion::Decimal),
    ]));
    plan
}

fn string_keys() -> Plan {
    named(&[add_element(0)])
}

fn mixed_keys() -> Plan {
    let mut plan = named(&[add_element(0)]);
    plan.globals[0].keys = vec![Long, String];
    plan
}

fn sprintf() -> Plan {
    let body = [
        Instruction::CopyNumber { to: 2, from: 0 },
        Instruction::TextConstant { to: 0, index: 0 },
        Instruction::Format {
            template: 0,
            window: window(2, 0),
        },
    ];
    let mut plan = plan(&[&counting(2_000_000, &body)]);
    plan.texts.push((*b"test_sender").into());
    plan.templates.push(template(vec![
        conversion(Conversion::String),
        Piece::Literal(b" ".to_vec()),
        conversion(Conversion::Decimal),
    ]));
    plan
}

/// `t = names[i % 1000] . " and more of it"`
fn concatenations() -> Plan {
    let mut plan = named(&[
        Instruction::TextConstant { to: 1, index: 0 },
        Instruction::Concatenate {
            to: 2,
            left: 0,
            right: 1,
        },
    ]);
    plan.texts.push((*b" and more of it").into());
    let Some(Instruction::JumpCompareConstant { right, .. }) =
        plan.probes[0].handler.instructions.first_mut()
    else {
        unreachable!("a loop begins with its condition");
    };
    *right = 2_000_000;
    plan
}

/// `start[i] = i; delete start[i - 100]`
fn made_and_deleted() -> Plan {
    let body = [
        Instruction::StoreElement {
            array: 0,
            keys: window(0, 0),
            from: 0,
        },
        Instruction::BinaryConstant {
            operator: Add,
            to: 1,
            left: 0,
            right: -100,
        },
        Instruction::DeleteElement {
            array: 0,
            keys: window(1, 0),
            any: AnyKeys(0),
        },
    ];
    let mut plan = plan(&[&counting(1_000_000, &body)]);
    plan.globals.push(global(&[Long], Long));
    plan
}

/// `foreach (k in a-) s += k` over a million elements in no order
fn sorted() -> Plan {
    let fill = [
        Instruction::BinaryConstant {
            operator: Multiply,
            to: 1,
            left: 0,
            right: 7_368_787,
        },
        Instruction::BinaryConstant {
            operator: Remainder,
            to: 1,
            left: 1,
            right: 1_000_003,
        },
        Instruction::StoreElement {
            array: 0,
            keys: window(0, 0),
            from: 1,
        },
    ];
    let walk = [
        Instruction::Walk {
            walk: 0,
            window: window(0, 0),
        },
        Instruction::Advance {
            window: window(0, 0),
            to: 4,
        },
        SUM,
        Instruction::Loop { to: 1 },
        Instruction::End,
    ];
    let mut plan = plan(&[&walk, &counting(1_000_000, &fill)]);
    plan.globals.push(global(&[Long], Long));
    plan.walks.push(Walk {
        global: 0,
        over: WalkOver::Elements(AnyKeys(1)),
        sort: Some((SortBy::Value, Direction::Descending)),
        limited: false,
    });
    plan
}
