//! Hand-made plans.

use sigscript_compiler::Kind;
use sigscript_compiler::plan::code::{Code, Instruction, Template, Window};
use sigscript_compiler::plan::{Condition, Content, Global, Plan, Point, Probe};
use sigscript_grammar::Span;
use sigscript_grammar::format::{Conversion, Directive, Format, Piece};
use sigscript_grammar::operators::BinaryOperator::{Add, GreaterEqual};
use sigscript_grammar::syntax::Literal;

/// Code with so many number and string registers.
pub fn code(numbers: u16, texts: u16, instructions: &[Instruction]) -> Code {
    Code {
        instructions: instructions.to_vec(),
        spans: vec![Span::default(); instructions.len()],
        numbers,
        texts,
    }
}

/// A plan with one probe for each list of instructions, with four registers of each kind.
pub fn plan(handlers: &[&[Instruction]]) -> Plan {
    let probe = |instructions: &&[Instruction]| Probe {
        name: "begin".into(),
        point: Point::Begin(0),
        filter: Condition::Always,
        exact: true,
        kept: None,
        aggregation: None,
        settles: false,
        captures: Vec::new(),
        condition: None,
        handler: code(4, 4, instructions),
        listing: Vec::new(),
        span: Span::default(),
    };
    Plan {
        probes: handlers.iter().map(probe).collect(),
        ..Plan::default()
    }
}

/// `while (i < rounds) { i = i + 1; BODY }` with `i` in register 0.
pub fn counting(rounds: i32, body: &[Instruction]) -> Vec<Instruction> {
    let out = body.len() as u32 + 3;
    let mut steps = vec![
        Instruction::JumpCompareConstant {
            operator: GreaterEqual,
            left: 0,
            right: rounds,
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
    steps
}

/// A global; a scalar where it has no keys.
pub fn global(keys: &[Kind], content: Kind) -> Global {
    Global {
        name: "g".into(),
        keys: keys.to_vec(),
        content: Content::Value(content),
        size: None,
        wrap: false,
        initial: Literal::Number(0),
        display: false,
        span: Span::default(),
    }
}

/// A template of these pieces.
pub fn template(pieces: Vec<Piece>) -> Template {
    Template {
        format: Format { pieces },
        names: Vec::new(),
    }
}

/// A conversion without flag and sizes.
pub fn conversion(conversion: Conversion) -> Piece {
    Piece::Conversion(Directive {
        flag: None,
        width: None,
        precision: None,
        conversion,
    })
}

/// The window that begins with these registers.
pub const fn window(numbers: u16, texts: u16) -> Window {
    Window { numbers, texts }
}
