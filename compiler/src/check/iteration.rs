//! An array must not change while a `foreach` walks it, not even in a function that is called there.

use std::collections::HashSet;

use sigscript_grammar::{Diagnostic, Span};

use crate::check::bodies;
use crate::errors;
use crate::tree::{Deleted, Expression, ExpressionKind, Place, Program, Statement, StatementKind};

/// Every modification of an array inside a `foreach` over it.
pub fn modifications(program: &Program) -> Vec<Diagnostic> {
    let modified = modified_by_functions(program);
    let mut diagnostics = Vec::new();
    for (_, body) in bodies(program) {
        for statement in body {
            statement.walk(&mut |statement| {
                if let StatementKind::Foreach(foreach) = &statement.kind {
                    let check = Check {
                        program,
                        modified: &modified,
                        global: foreach.global,
                        walk: statement.span,
                    };
                    check.body(&foreach.body, &mut diagnostics);
                }
            });
        }
    }
    diagnostics
}

/// By function: the globals that it or a function it calls modifies.
fn modified_by_functions(program: &Program) -> Vec<HashSet<usize>> {
    let mut modified: Vec<HashSet<usize>> = vec![HashSet::new(); program.functions.len()];
    loop {
        let before: usize = modified.iter().map(HashSet::len).sum();
        for (index, function) in program.functions.iter().enumerate() {
            let mut found = std::mem::take(&mut modified[index]);
            for statement in &function.body {
                visit(statement, &mut |act| match act {
                    Act::Modify(global, _) => {
                        found.insert(global);
                    }
                    Act::Call(callee, _) => found.extend(modified[callee].iter().copied()),
                });
            }
            modified[index] = found;
        }
        if modified.iter().map(HashSet::len).sum::<usize>() == before {
            return modified;
        }
    }
}

/// What a body does that matters here.
enum Act {
    Modify(usize, Span),
    Call(usize, Span),
}

fn visit(statement: &Statement, act: &mut dyn FnMut(Act)) {
    statement.walk(&mut |statement| {
        if let StatementKind::Delete(
            Deleted::Elements(global, ..) | Deleted::Variable(Place::Global(global)),
        ) = statement.kind
        {
            act(Act::Modify(global, statement.span));
        }
        for expression in statement.expressions() {
            expression.walk(&mut |expression: &Expression| match expression.kind {
                ExpressionKind::Assign {
                    place: Place::Global(global),
                    ..
                }
                | ExpressionKind::Increment {
                    place: Place::Global(global),
                    ..
                }
                | ExpressionKind::Accumulate(global, ..) => {
                    act(Act::Modify(global, expression.span));
                }
                ExpressionKind::Call(function, _) => act(Act::Call(function, expression.span)),
                _ => {}
            });
        }
    });
}

struct Check<'a> {
    program: &'a Program,
    modified: &'a [HashSet<usize>],
    /// The array that is walked.
    global: usize,
    walk: Span,
}

impl Check<'_> {
    fn body(&self, body: &Statement, diagnostics: &mut Vec<Diagnostic>) {
        let name = &self.program.globals[self.global].name;
        visit(body, &mut |act| match act {
            Act::Modify(global, span) if global == self.global => {
                diagnostics.push(errors::modified_in_foreach(span, name, self.walk, None));
            }
            Act::Call(function, span) if self.modified[function].contains(&self.global) => {
                let function = &self.program.functions[function].name.name;
                diagnostics.push(errors::modified_in_foreach(
                    span,
                    name,
                    self.walk,
                    Some(function),
                ));
            }
            _ => {}
        });
    }
}
