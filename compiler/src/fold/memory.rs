//! Where a backend has no memory of processes, the value that a script gives for what cannot be read stands for the read:
//! `user_string($arg1, "?")` becomes `"?"`.

use sigscript_grammar::{Diagnostic, Span};

use super::bodies_mut;
use crate::Inputs;
use crate::backends::BackendKind;
use crate::errors;
use crate::tree::{ExpressionKind, Program, walk_expressions};

/// Replaces such reads. Warns of them, and tells whether there were any.
pub fn replace(program: &mut Program, inputs: &Inputs, warnings: &mut Vec<Diagnostic>) -> bool {
    let backend = inputs.options.backend;
    if !inputs.options.substitutes || backend.reads_processes() || !is_any(program) {
        return false;
    }
    let who_can = BackendKind::ALL.into_iter();
    let who_can: Vec<&str> = who_can
        .filter(|backend| backend.reads_processes())
        .map(BackendKind::name)
        .collect();
    let span = first_probe(program);
    warnings.push(errors::no_memory(span, backend.name(), &who_can));
    for body in bodies_mut(program) {
        for statement in body.statements.iter_mut() {
            statement.rewrite_expressions(&mut |expression| {
                expression.rewrite(&mut |expression| {
                    if is_such(&expression.kind)
                        && let ExpressionKind::Event(event) = &mut expression.kind
                        && let Some(otherwise) = event.otherwise.take()
                    {
                        *expression = *otherwise;
                    }
                });
            });
        }
    }
    true
}

fn is_such(kind: &ExpressionKind) -> bool {
    matches!(kind, ExpressionKind::Event(event) if event.user > 0 && event.otherwise.is_some())
}

fn is_any(program: &Program) -> bool {
    let probes = program.probes.iter().map(|probe| &probe.body);
    let functions = program.functions.iter().map(|function| &function.body);
    let mut found = false;
    for body in probes.chain(functions) {
        walk_expressions(body, &mut |expression| found |= is_such(&expression.kind));
    }
    found
}

/// Where the first probe stands that reads so, itself or through functions.
fn first_probe(program: &Program) -> Option<Span> {
    let reads = |body: &Vec<_>| {
        let mut found = false;
        walk_expressions(body, &mut |expression| {
            found |=
                is_such(&expression.kind) || matches!(expression.kind, ExpressionKind::Call(..));
        });
        found
    };
    let mut own = program.probes.iter().filter(|probe| !probe.library);
    own.find(|probe| reads(&probe.body)).map(|probe| probe.span)
}
