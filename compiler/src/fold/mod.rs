//! What can be decided now is decided now: constants, branches, unused values, functions that are one expression, and the addresses of reads.
//!
//! Each rule keeps what a script prints. Together they leave handlers in the form that the planner looks through: reads of the event
//! stand where their values are used.

mod constants;
mod dead;
mod effects;
mod inline;
mod memory;
mod propagate;
mod reads;
mod unread;

use sigscript_grammar::Diagnostic;

use crate::tree::{ExpressionKind, Function, Program, Statement, Variable, walk_expressions};
use crate::{Checked, Folded, Inputs};
pub use effects::{Effects, is_fallible_read};

/// More rounds than any script was seen to need; each round is complete in itself, so stopping early is only slower.
const MAX_ROUNDS: usize = 16;

/// Folds a program. What constants reveal to be odd goes to `warnings`.
pub fn fold(checked: Checked, inputs: &Inputs, warnings: &mut Vec<Diagnostic>) -> Folded {
    let mut program = checked.program;
    constants::warn(&program, inputs, warnings);
    rounds(&mut program, inputs);
    if memory::replace(&mut program, inputs, warnings) {
        rounds(&mut program, inputs);
    }
    Folded(program)
}

fn rounds(program: &mut Program, inputs: &Inputs) {
    for _ in 0..MAX_ROUNDS {
        let before = program.clone();
        round(program, inputs);
        if *program == before {
            break;
        }
    }
    program
        .probes
        .retain(|probe| !probe.library || unread::changes_a_global(probe));
    empty_uncalled(program);
}

/// Takes the bodies of functions that nobody calls any longer: those that were put in place of their calls may read what only a caller
/// knows. The functions stay, as they are known by their numbers.
fn empty_uncalled(program: &mut Program) {
    let mut called = vec![false; program.functions.len()];
    let mut waiting: Vec<&[Statement]> = program.probes.iter().map(|probe| &*probe.body).collect();
    while let Some(body) = waiting.pop() {
        walk_expressions(body, &mut |expression| {
            let ExpressionKind::Call(function, _) = expression.kind else {
                return;
            };
            let mut overload = Some(function);
            while let Some(index) = overload.filter(|&index| !called[index]) {
                called[index] = true;
                waiting.push(&program.functions[index].body);
                overload = program.functions[index].next;
            }
        });
    }
    for (function, called) in program.functions.iter_mut().zip(called) {
        if !called {
            function.body.clear();
        }
    }
}

fn round(program: &mut Program, inputs: &Inputs) {
    let effects = Effects::of(program, inputs.rows);
    let constant_globals = propagate::constant_globals(program);
    let bodies_of_one_expression = inline::candidates(program, &effects);
    let unread = unread::unread(program);
    let mut derived = Derived {
        first: program.functions.len(),
        functions: Vec::new(),
    };
    for mut body in bodies_mut(program) {
        for statement in body.statements.iter_mut() {
            statement.rewrite_expressions(&mut |expression| {
                expression.rewrite(&mut |expression| {
                    propagate::global(expression, &constant_globals);
                    inline::call(expression, &bodies_of_one_expression, &effects);
                    constants::simplify(expression, inputs, &effects);
                });
            });
        }
        propagate::locals(&mut body, &effects, &mut derived);
        dead::remove(&mut body, &effects, &unread);
    }
    program.functions.append(&mut derived.functions);
    for condition in program
        .probes
        .iter_mut()
        .filter_map(|probe| probe.condition.as_mut())
    {
        condition.rewrite(&mut |expression| {
            propagate::global(expression, &constant_globals);
            constants::simplify(expression, inputs, &effects);
        });
    }
}

/// A handler's or function's body while it is folded.
struct Body<'a> {
    statements: &'a mut Vec<Statement>,
    locals: &'a [Variable],
    /// How many locals are parameters; they come first.
    parameters: usize,
}

/// Functions made from variables in one round; they join the program when it is over.
struct Derived {
    /// The index of the first of them.
    first: usize,
    functions: Vec<Function>,
}

fn bodies_mut(program: &mut Program) -> impl Iterator<Item = Body<'_>> {
    let functions = program.functions.iter_mut().map(|function| Body {
        locals: &function.locals,
        parameters: function.parameters,
        statements: &mut function.body,
    });
    let probes = program.probes.iter_mut().map(|probe| Body {
        locals: &probe.locals,
        parameters: 0,
        statements: &mut probe.body,
    });
    functions.chain(probes)
}
