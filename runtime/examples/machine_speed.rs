//! How fast the virtual machine runs: hand-made bytecode to milliseconds.
//!
//!     cargo run --release -p sigscript-runtime --example machine_speed
//!
//! The same loops in Lua: `lua5.4 runtime/examples/machine_speed.lua`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use sigscript_compiler::Kind;
use sigscript_compiler::plan::code::{Code, Instruction, Template, Window};
use sigscript_compiler::plan::{Capture, Condition, Function, Global, Plan, Point, Probe};
use sigscript_grammar::Span;
use sigscript_grammar::format::{Conversion, Directive, Format, Piece};
use sigscript_grammar::operators::BinaryOperator::{Add, GreaterEqual, NotEqual};
use sigscript_grammar::syntax::Literal;
use sigscript_runtime::event::{Event, Form, Layout, Place};
use sigscript_runtime::vm::{Limits, Machine, World};

const ROUNDS: i32 = 10_000_000;

fn code(numbers: u16, texts: u16, instructions: &[Instruction]) -> Code {
    Code {
        instructions: instructions.to_vec(),
        spans: vec![Span::default(); instructions.len()],
        numbers,
        texts,
    }
}

fn plan(instructions: &[Instruction]) -> Plan {
    let probe = Probe {
        name: "begin".into(),
        point: Point::Begin(0),
        filter: Condition::Always,
        exact: true,
        captures: Vec::new(),
        condition: None,
        handler: code(4, 2, instructions),
        listing: Vec::new(),
        span: Span::default(),
    };
    Plan {
        probes: vec![probe],
        ..Plan::default()
    }
}

/// `while (i < ROUNDS) { i = i + 1; BODY }` with `i` in register 0.
fn counting(body: &[Instruction]) -> Plan {
    let out = body.len() as u32 + 3;
    let mut steps = vec![
        Instruction::JumpCompareConstant {
            operator: GreaterEqual,
            left: 0,
            right: ROUNDS,
            to: out,
        },
        Instruction::BinaryConstant {
            operator: Add,
            to: 0,
            left: 0,
            right: 1,
        },
    ];
    steps.extend_from_slice(body);
    steps.extend([Instruction::Loop { to: 0 }, Instruction::End]);
    plan(&steps)
}

/// The shortest of some runs, each of so many events.
fn report_events(name: &str, plan: &Plan, event: Option<&Event>, events: u32) {
    let limits = Limits {
        actions: u64::MAX,
        ..Limits::default()
    };
    let mut machine = Machine::new(plan, limits).expect("well-formed code");
    let mut best = Duration::MAX;
    for _ in 0..7 {
        let mut world = World::default();
        world.output.reserve(256 << 20);
        let start = Instant::now();
        for _ in 0..events {
            let handler = black_box(&plan.probes[0].handler);
            machine.run(handler, event, &mut world).expect("no fault");
        }
        best = best.min(start.elapsed());
    }
    println!("{name:<28} {:7.1} ms", best.as_secs_f64() * 1000.0);
}

fn report(name: &str, plan: &Plan) {
    report_events(name, plan, None, 1);
}

/// `if ($sig == 9) printf("%s(%d) -> %d\n", execname(), pid(), $pid)`
fn delivered() {
    let mut plan = plan(&[
        Instruction::CaptureNumber { to: 0, capture: 0 },
        Instruction::JumpCompareConstant {
            operator: NotEqual,
            left: 0,
            right: 9,
            to: 6,
        },
        Instruction::CaptureText { to: 0, capture: 1 },
        Instruction::CaptureNumber { to: 0, capture: 2 },
        Instruction::CaptureNumber { to: 1, capture: 3 },
        Instruction::Print {
            template: 0,
            window: Window {
                numbers: 0,
                texts: 0,
            },
        },
        Instruction::End,
    ]);
    let kinds = [Kind::Long, Kind::String, Kind::Long, Kind::Long];
    plan.captures = kinds
        .map(|kind| Capture {
            label: String::new(),
            variable: None,
            kind,
            load: None,
            context: None,
        })
        .into();
    let pieces = vec![
        conversion(Conversion::String),
        Piece::Literal(b"(".to_vec()),
        conversion(Conversion::Decimal),
        Piece::Literal(b") -> ".to_vec()),
        conversion(Conversion::Decimal),
        Piece::Literal(b"\n".to_vec()),
    ];
    plan.templates.push(Template {
        format: Format { pieces },
        names: Vec::new(),
    });
    let places = [
        (0, Form::Number),
        (8, Form::Text(16)),
        (24, Form::Number),
        (32, Form::Number),
    ];
    let place = |(slot, (offset, form))| Some(Place { slot, offset, form });
    let layout = Layout {
        places: (0..).zip(places).map(place).collect(),
    };
    let mut values = 9_i64.to_ne_bytes().to_vec();
    values.extend_from_slice(b"test_sender\0\0\0\0\0");
    values.extend(9191_i64.to_ne_bytes());
    values.extend(8722_i64.to_ne_bytes());
    let event = Event {
        probe: 0,
        values: &values,
        faults: 0,
        layout: &layout,
    };
    report_events("1,000,000 events, printed", &plan, Some(&event), 1_000_000);
}

fn conversion(conversion: Conversion) -> Piece {
    Piece::Conversion(Directive {
        flag: None,
        width: None,
        precision: None,
        conversion,
    })
}

fn main() {
    let sum = Instruction::Binary {
        operator: Add,
        to: 1,
        left: 1,
        right: 0,
    };
    report("local sum", &counting(&[sum]));

    let mut globals = counting(&[
        Instruction::LoadNumber { to: 1, global: 0 },
        sum,
        Instruction::StoreNumber { global: 0, from: 1 },
    ]);
    let (name, initial) = ("s".into(), Literal::Number(0));
    globals.globals.push(Global {
        name,
        kind: Kind::Long,
        initial,
        display: false,
        span: Span::default(),
    });
    report("global sum", &globals);

    let window = Window {
        numbers: 2,
        texts: 0,
    };
    let argument = Instruction::CopyNumber { to: 2, from: 0 };
    let mut calls = counting(&[
        argument,
        Instruction::Call {
            function: 0,
            window,
        },
    ]);
    let body = [
        Instruction::BinaryConstant {
            operator: Add,
            to: 0,
            left: 0,
            right: 1,
        },
        Instruction::Return,
    ];
    let parameters = vec![Kind::Long];
    calls.functions.push(Function {
        name: "f".into(),
        parameters,
        returns: Some(Kind::Long),
        code: code(1, 0, &body),
    });
    report("call of a function", &calls);

    let mut print = counting(&[
        argument,
        Instruction::Print {
            template: 0,
            window,
        },
    ]);
    let pieces = vec![
        Piece::Literal(b"n ".to_vec()),
        conversion(Conversion::Decimal),
        Piece::Literal(b"\n".to_vec()),
    ];
    print.templates.push(Template {
        format: Format { pieces },
        names: Vec::new(),
    });
    report("printf(\"n %d\\n\", i)", &print);

    delivered();
}
