//! What locals stand for that aliases set.

use std::collections::{HashMap, HashSet};

use super::global_of;
use crate::tree::{Expression, ExpressionKind, Place, Statement, StatementKind, walk_expressions};

/// The locals that a handler begins by assigning to, as aliases do, and never changes afterwards, with their values.
pub fn first_assigned(body: &[Statement]) -> HashMap<usize, Expression> {
    let mut changes: HashMap<usize, usize> = HashMap::new();
    let mut change = |place: Option<Place>| {
        if let Some(Place::Local(local)) = place {
            *changes.entry(local).or_default() += 1;
        }
    };
    walk_expressions(body, &mut |node| change(node.changes()));
    for statement in body {
        statement.walk(&mut |statement| {
            statement
                .sets()
                .into_iter()
                .for_each(|place| change(Some(place)));
        });
    }
    let mut known = HashMap::new();
    for statement in body {
        let StatementKind::Expression(Expression {
            kind:
                ExpressionKind::Assign {
                    place: Place::Local(local),
                    operator: None,
                    value,
                    ..
                },
            ..
        }) = &statement.kind
        else {
            break;
        };
        let mut value = (**value).clone();
        value.rewrite(&mut |node| replace(node, &known));
        let open = value.any(|node| {
            matches!(node.kind, ExpressionKind::Variable(_)) || global_of(node).is_some()
        });
        if changes.get(local) == Some(&1) && !open {
            known.insert(*local, value);
        }
    }
    known
}

/// Puts a local's value in its place.
pub fn replace(node: &mut Expression, known: &HashMap<usize, Expression>) {
    if let ExpressionKind::Variable(Place::Local(local)) = node.kind
        && let Some(value) = known.get(&local)
    {
        *node = value.clone();
    }
}

/// Leaves out the assignments to those that nothing uses any more.
pub fn drop_unused(body: &mut Vec<Statement>, known: &HashMap<usize, Expression>) {
    let mut used = HashSet::new();
    walk_expressions(body, &mut |node| {
        if let ExpressionKind::Variable(Place::Local(local)) = node.kind {
            used.insert(local);
        }
    });
    body.retain(|statement| match &statement.kind {
        StatementKind::Expression(Expression {
            kind:
                ExpressionKind::Assign {
                    place: Place::Local(local),
                    ..
                },
            ..
        }) => used.contains(local) || !known.contains_key(local),
        _ => true,
    });
}
