//! Functions that are one expression are put in place of their calls, so that reads and tests in them are seen by the planner.

use crate::fold::Effects;
use crate::tree::{Expression, ExpressionKind, Place, Program, Start, StatementKind};

/// A larger expression is called, not copied, unless it reads the event and so must be copied.
const MAX_NODES: usize = 24;

/// By function: its body where that is one expression worth copying.
pub fn candidates(program: &Program, effects: &Effects) -> Vec<Option<Expression>> {
    program
        .functions
        .iter()
        .enumerate()
        .map(|(index, function)| {
            let [statement] = function.body.as_slice() else {
                return None;
            };
            let StatementKind::Return(Some(value)) = &statement.kind else {
                return None;
            };
            let reads = value.any(|expression| matches!(expression.kind, ExpressionKind::Event(_)));
            let assigns = value.any(|expression| {
                matches!(
                    expression.kind,
                    ExpressionKind::Assign { .. } | ExpressionKind::Increment { .. }
                )
            });
            // A local of its own means another variable where it is called.
            let own = value.any(|expression| {
                matches!(expression.kind, ExpressionKind::Variable(Place::Local(local)) if local >= function.parameters)
            });
            let worth = effects.steady_function(index)
                && !function.derived
                && !assigns
                && !own
                && (reads || size(value) <= MAX_NODES);
            worth.then(|| value.clone())
        })
        .collect()
}

/// Whether this node reads the event at an address that this parameter is part of: such a read is known only where it is called.
fn reads_at(node: &Expression, parameter: usize) -> bool {
    matches!(&node.kind, ExpressionKind::Event(event) if matches!(&event.start, Start::Pointer(pointer)
        if pointer.any(|inner| inner.kind == ExpressionKind::Variable(Place::Local(parameter)))))
}

fn size(expression: &Expression) -> usize {
    let mut nodes = 0;
    expression.walk(&mut |_| nodes += 1);
    nodes
}

/// Puts the body of a function in place of its call.
pub fn call(expression: &mut Expression, candidates: &[Option<Expression>], effects: &Effects) {
    let ExpressionKind::Call(function, arguments) = &expression.kind else {
        return;
    };
    let Some(Some(body)) = candidates.get(*function) else {
        return;
    };
    let copied = |index: usize, argument: &Expression| {
        let mut uses = 0;
        body.walk(&mut |node| {
            uses += usize::from(node.kind == ExpressionKind::Variable(Place::Local(index)));
        });
        let reads = body.any(|node| reads_at(node, index));
        effects.pure(argument)
            && (reads || uses <= 1 || size(argument) == 1 || effects.may_fault(argument))
    };
    if !arguments
        .iter()
        .enumerate()
        .all(|(index, argument)| copied(index, argument))
    {
        return;
    }
    let mut value = body.clone();
    value.rewrite(&mut |node| {
        if let ExpressionKind::Variable(Place::Local(index)) = node.kind
            && let Some(argument) = arguments.get(index)
        {
            *node = argument.clone();
        }
    });
    expression.kind = value.kind;
}
