//! Values in place of variables: globals that nothing changes, and locals that are assigned once.
//!
//! A read of the event that may fail must fail where its value is used and nowhere else: the filter could not hold back other events
//! otherwise. So a value with such a read moves to where it is used; where that is in several places, it becomes a function.

use std::collections::{HashMap, HashSet};

use sigscript_grammar::syntax::{Identifier, Literal};

use crate::fold::{Body, Derived, Effects};
use crate::rows::Kind;
use crate::tree::{
    Expression, ExpressionKind, Function, Place, Program, Statement, StatementKind, Variable,
    walk_expressions,
};

/// By global: its value, where no probe or function changes it.
pub fn constant_globals(program: &Program) -> Vec<Option<Literal>> {
    if program.goes_on {
        return vec![None; program.globals.len()];
    }
    let mut changed = HashSet::new();
    let bodies = program
        .functions
        .iter()
        .map(|function| &function.body)
        .chain(program.probes.iter().map(|probe| &probe.body));
    for body in bodies {
        walk_expressions(body, &mut |expression| changed.extend(expression.changes()));
        for statement in body {
            statement.walk(&mut |statement| changed.extend(statement.sets()));
        }
    }
    let value = |(index, global): (usize, &crate::tree::Variable)| {
        let elements = &global.elements;
        if changed.contains(&Place::Global(index))
            || !elements.keys.is_empty()
            || elements.statistic.is_some()
        {
            return None;
        }
        Some(global.initial.clone().unwrap_or(match global.kind {
            Some(Kind::String) => Literal::Text(Vec::new()),
            _ => Literal::Number(0),
        }))
    };
    program.globals.iter().enumerate().map(value).collect()
}

/// Puts the value of a constant global in its place.
pub fn global(expression: &mut Expression, constants: &[Option<Literal>]) {
    if let ExpressionKind::Variable(Place::Global(index)) = expression.kind
        && let Some(value) = &constants[index]
    {
        expression.kind = ExpressionKind::Literal(value.clone());
    }
}

/// How a local is used in a body.
#[derive(Clone, Copy, Default)]
struct Uses {
    assigned: usize,
    read: usize,
    /// Some of the reads stand in a loop.
    looped: bool,
}

/// Puts the values of locals in their places, where a local is assigned once, by a statement that always runs before any read of it.
pub fn locals(body: &mut Body, effects: &Effects, derived: &mut Derived) {
    let uses = count(body);
    let mut values: HashMap<usize, Expression> = HashMap::new();
    let mut seen = HashSet::new();
    let mut set = HashSet::new();
    for statement in body.statements.iter_mut() {
        statement.rewrite_expressions(&mut |expression| substitute(expression, &values));
        if let StatementKind::Expression(expression) = &statement.kind
            && let ExpressionKind::Assign {
                place: Place::Local(index),
                operator: None,
                value,
                ..
            } = &expression.kind
            && uses[*index].assigned == 1
            && !seen.contains(index)
            && effects.pure(value)
            && steady(value, effects, &uses, &set, body.parameters)
        {
            let local = &body.locals[*index];
            if worth(value, uses[*index]) {
                values.insert(*index, named((**value).clone(), &local.name));
            } else if effects.may_fault(value) && uses[*index].read > 0 && !has_locals(value) {
                values.insert(*index, derived.call((**value).clone(), local));
            }
        }
        mentioned(statement, &mut seen);
        changed(statement, &mut set);
    }
}

impl Derived {
    /// Makes a function that gives a local's value, and gives a call of it.
    fn call(&mut self, value: Expression, local: &Variable) -> Expression {
        let span = value.span;
        self.functions.push(Function {
            name: Identifier {
                name: local.name.clone(),
                span: local.span,
            },
            parameters: 0,
            locals: Vec::new(),
            returns: local.kind,
            body: vec![Statement::new(StatementKind::Return(Some(value)), span)],
            derived: true,
            raw: false,
            next: None,
        });
        Expression::new(
            ExpressionKind::Call(self.first + self.functions.len() - 1, Vec::new()),
            span,
        )
    }
}

fn has_locals(value: &Expression) -> bool {
    value.any(|expression| matches!(expression.kind, ExpressionKind::Variable(Place::Local(_))))
}

/// The variable's name, for a read that takes its place.
fn named(mut value: Expression, name: &str) -> Expression {
    if let ExpressionKind::Event(event) = &mut value.kind {
        event.variable.get_or_insert_with(|| name.to_owned());
    }
    value
}

/// Whether the value is the same wherever it is evaluated: no globals, and no locals that change or are not set yet.
fn steady(
    value: &Expression,
    effects: &Effects,
    uses: &[Uses],
    set: &HashSet<usize>,
    parameters: usize,
) -> bool {
    !value.any(|expression| match expression.kind {
        _ if effects.reads_global(expression) => true,
        ExpressionKind::Variable(Place::Local(index)) if index < parameters => {
            uses[index].assigned > 0
        }
        ExpressionKind::Variable(Place::Local(index)) => {
            uses[index].assigned != 1 || !set.contains(&index)
        }
        _ => false,
    })
}

/// Whether copying the value to where it is read costs nothing.
fn worth(value: &Expression, uses: Uses) -> bool {
    let trivial = matches!(
        value.kind,
        ExpressionKind::Literal(_)
            | ExpressionKind::Variable(_)
            | ExpressionKind::Context(_)
            | ExpressionKind::Event(_)
    );
    let call = matches!(&value.kind, ExpressionKind::Call(_, arguments) if arguments.is_empty());
    trivial || call || (uses.read <= 1 && !uses.looped)
}

fn substitute(expression: &mut Expression, values: &HashMap<usize, Expression>) {
    if values.is_empty() {
        return;
    }
    expression.rewrite(&mut |expression| {
        if let ExpressionKind::Variable(Place::Local(index)) = expression.kind
            && let Some(value) = values.get(&index)
        {
            // The value keeps the place where it is used, for messages.
            expression.kind = value.kind.clone();
        }
    });
}

fn count(body: &Body) -> Vec<Uses> {
    let mut uses = vec![Uses::default(); body.locals.len()];
    for statement in body.statements.iter() {
        count_statement(statement, false, &mut uses);
    }
    uses
}

fn count_statement(statement: &Statement, in_loop: bool, uses: &mut [Uses]) {
    let in_loop = in_loop
        || matches!(
            statement.kind,
            StatementKind::Loop { .. } | StatementKind::Foreach(_)
        );
    for place in statement.sets() {
        if let Place::Local(index) = place {
            // More than once: such a variable never holds one value only.
            uses[index].assigned += 2;
        }
    }
    for expression in statement.expressions() {
        expression.walk(&mut |expression| match expression.kind {
            ExpressionKind::Variable(Place::Local(index)) => {
                uses[index].read += 1;
                uses[index].looped |= in_loop;
            }
            ExpressionKind::Assign {
                place: Place::Local(index),
                operator,
                ..
            } => {
                uses[index].assigned += 1;
                uses[index].read += usize::from(operator.is_some());
            }
            ExpressionKind::Increment {
                place: Place::Local(index),
                ..
            } => {
                uses[index].assigned += 1;
                uses[index].read += 1;
            }
            _ => {}
        });
    }
    match &statement.kind {
        StatementKind::Block(body) => body
            .iter()
            .for_each(|statement| count_statement(statement, in_loop, uses)),
        StatementKind::If {
            then, otherwise, ..
        } => {
            count_statement(then, in_loop, uses);
            otherwise
                .iter()
                .for_each(|otherwise| count_statement(otherwise, in_loop, uses));
        }
        StatementKind::Loop { body, .. } => count_statement(body, in_loop, uses),
        StatementKind::Foreach(foreach) => count_statement(&foreach.body, in_loop, uses),
        StatementKind::Try { body, handler, .. } => {
            count_statement(body, in_loop, uses);
            count_statement(handler, in_loop, uses);
        }
        _ => {}
    }
}

/// Adds the locals that a statement reads or writes.
fn mentioned(statement: &Statement, seen: &mut HashSet<usize>) {
    statement.walk(&mut |statement| {
        seen.extend(
            statement
                .sets()
                .into_iter()
                .filter_map(|place| match place {
                    Place::Local(index) => Some(index),
                    Place::Global(_) => None,
                }),
        );
    });
    walk_expressions(
        std::slice::from_ref(statement),
        &mut |expression| match expression.kind {
            ExpressionKind::Variable(Place::Local(index))
            | ExpressionKind::Assign {
                place: Place::Local(index),
                ..
            }
            | ExpressionKind::Increment {
                place: Place::Local(index),
                ..
            } => {
                seen.insert(index);
            }
            _ => {}
        },
    );
}

/// Adds the locals that a statement writes.
fn changed(statement: &Statement, set: &mut HashSet<usize>) {
    let mut add = |place| {
        if let Place::Local(index) = place {
            set.insert(index);
        }
    };
    statement.walk(&mut |statement| statement.sets().into_iter().for_each(&mut add));
    walk_expressions(std::slice::from_ref(statement), &mut |expression| {
        expression.changes().into_iter().for_each(&mut add);
    });
}
