//! Functions that no handler reaches any more, since all their calls were opened, lose their bodies: what they read at an address
//! that is a parameter is known only where they were called.

use crate::tree::{ExpressionKind, Program, Statement, walk_expressions};

/// Empties the functions that nothing calls. They stay, as calls name functions by index.
pub fn empty(program: &mut Program) {
    let mut reached = vec![false; program.functions.len()];
    let mut queue = Vec::new();
    for probe in &program.probes {
        called(&probe.body, &mut queue);
        if let Some(condition) = &probe.condition {
            condition.walk(&mut |expression| {
                if let ExpressionKind::Call(function, _) = expression.kind {
                    queue.push(function);
                }
            });
        }
    }
    while let Some(function) = queue.pop() {
        if !std::mem::replace(&mut reached[function], true) {
            let function = &program.functions[function];
            called(&function.body, &mut queue);
            queue.extend(function.next);
        }
    }
    for (function, reached) in program.functions.iter_mut().zip(reached) {
        if !reached {
            function.body.clear();
        }
    }
}

fn called(body: &[Statement], queue: &mut Vec<usize>) {
    walk_expressions(body, &mut |expression| {
        if let ExpressionKind::Call(function, _) = expression.kind {
            queue.push(function);
        }
    });
}
