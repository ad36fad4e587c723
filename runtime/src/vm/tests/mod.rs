//! Hand-made bytecode, instruction by instruction.

mod arrays;
mod calls;
mod failures;
mod limits;
mod statistics;
mod steps;
mod values;

use sigscript_compiler::plan::code::{Instruction, Window};
use sigscript_compiler::plan::{Condition, Point, Probe};
use sigscript_grammar::Span;
use sigscript_grammar::operators::BinaryOperator;

use super::*;

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
        kept: None,
        aggregation: None,
        settles: false,
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
