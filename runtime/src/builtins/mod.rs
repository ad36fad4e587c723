//! The builtin functions, one row each, by topic: what needs neither an event nor the kernel and cannot be written in the language.

mod ansi;
mod arguments;
mod decoding;
mod errno;
mod flags;
pub(crate) mod groups;
pub(crate) mod indentation;
mod logging;
mod machine;
pub(crate) mod matches;
mod processes;
pub(crate) mod queues;
mod quoting;
mod row;
mod session;
pub(crate) mod stopwatches;
mod strings;
mod structures;
mod symbols;
mod syscalls;
mod time;
pub(crate) mod tokenize;

use std::sync::LazyLock;

use sigscript_compiler::plan::Plan;
use sigscript_compiler::plan::code::Instruction;
use sigscript_compiler::{Kind, Signature};
use sigscript_grammar::syntax::Literal;

use crate::text::{self, Text};
use crate::vm::World;

pub use row::{Code, Row};
pub(crate) use symbols::names_kernel;

const TOPICS: &[&[Row]] = &[
    strings::ROWS,
    quoting::ROWS,
    tokenize::ROWS,
    matches::ROWS,
    errno::ROWS,
    logging::ROWS,
    session::ROWS,
    time::ROWS,
    ansi::ROWS,
    arguments::ROWS,
    indentation::ROWS,
    stopwatches::ROWS,
    queues::ROWS,
    flags::ROWS,
    structures::ROWS,
    syscalls::ROWS,
    decoding::ROWS,
    processes::ROWS,
    groups::ROWS,
    machine::ROWS,
    symbols::ROWS,
];

/// Every builtin; a plan names them by their index here.
#[must_use]
pub fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let copy = |row: &Row| Row {
            signature: row.signature.clone(),
            code: row.code,
        };
        TOPICS
            .iter()
            .flat_map(|topic| topic.iter().map(copy))
            .collect()
    });
    &ROWS
}

/// What the compiler is told of them, in the same order.
#[must_use]
pub fn signatures() -> &'static [Signature] {
    static SIGNATURES: LazyLock<Vec<Signature>> =
        LazyLock::new(|| rows().iter().map(|row| row.signature.clone()).collect());
    &SIGNATURES
}

/// Whether a plan asks for the time of day of its events.
#[must_use]
pub fn tells_time_of_day(plan: &Plan) -> bool {
    calls(plan, |name| name == "__realtime_offset")
}

/// Whether a plan looks up processes, users, control groups or addresses on this machine when a handler runs.
#[must_use]
pub fn looks_at_machine(plan: &Plan) -> bool {
    const OTHERS: [&str; 7] = [
        "user_name",
        "group_name",
        "_cgroup_path",
        "__usymname",
        "__usymdata",
        "__umodname",
        "__ustack",
    ];
    symbols::names_kernel(plan) || calls(plan, |name| OTHERS.contains(&name))
}

/// Whether a plan asks /proc for processes.
#[must_use]
pub fn asks_for_processes(plan: &Plan) -> bool {
    calls(plan, |name| name.starts_with("_proc_"))
}

/// Whether a plan calls any builtin of such a name.
fn calls(plan: &Plan, is_such: impl Fn(&str) -> bool) -> bool {
    let is_one = |instruction: &Instruction| match instruction {
        Instruction::Builtin { row, .. } => is_such(rows()[usize::from(*row)].signature.name),
        _ => false,
    };
    let functions = plan.functions.iter().map(|function| &function.code);
    let handlers = plan.probes.iter().map(|probe| &probe.handler);
    functions
        .chain(handlers)
        .any(|code| code.instructions.iter().any(is_one))
}

/// The value of a pure builtin on constants; `None` where it is not pure, does not take them, or fails.
#[must_use]
pub fn evaluate(row: usize, arguments: &[Literal]) -> Option<Literal> {
    let Row { signature, code } = rows().get(row)?;
    let kinds = arguments.iter().map(|argument| match argument {
        Literal::Number(_) => Kind::Long,
        Literal::Text(_) => Kind::String,
    });
    if !signature.pure || signature.late || !kinds.eq(signature.parameters.iter().copied()) {
        return None;
    }
    let (mut numbers, mut texts) = (Vec::new(), Vec::new());
    for argument in arguments {
        match argument {
            Literal::Number(number) => numbers.push(*number),
            Literal::Text(_) => texts.push(text::of_literal(argument)),
        }
    }
    numbers.resize(numbers.len().max(1), 0);
    texts.resize(texts.len().max(1), Text::new());
    code(&mut numbers, &mut texts, &mut World::default()).ok()?;
    Some(match signature.returns? {
        Kind::Long => Literal::Number(numbers[0]),
        Kind::String => Literal::Text(texts[0].to_vec()),
    })
}

#[cfg(test)]
mod tests;
