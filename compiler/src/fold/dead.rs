//! What has no effect is removed: values that nobody reads, branches that are never taken, statements that are never reached.

use std::collections::HashSet;

use sigscript_grammar::syntax::Literal;

use crate::fold::{Body, Effects, unread};
use crate::tree::{Expression, ExpressionKind, Place, Statement, StatementKind, walk_expressions};

/// Removes what has no effect from a body. Changes of the globals in `unread` have none.
pub fn remove(body: &mut Body, effects: &Effects, unread: &HashSet<usize>) {
    let read = locals_read(body.statements);
    let remover = Remover {
        effects,
        read,
        unread,
    };
    let statements = std::mem::take(body.statements);
    *body.statements = remover.statements(statements);
}

/// The locals whose values are used.
fn locals_read(statements: &[Statement]) -> HashSet<usize> {
    let mut read = HashSet::new();
    let mut value = |expression: &Expression| {
        if let ExpressionKind::Variable(Place::Local(index)) = expression.kind {
            read.insert(index);
        }
    };
    walk_expressions(statements, &mut value);
    // The value of an assignment itself may be used, unless it is a statement of its own.
    for statement in statements {
        statement.walk(&mut |statement| {
            for expression in statement.expressions() {
                let own = matches!(statement.kind, StatementKind::Expression(_));
                nested_assignments(expression, own, &mut read);
            }
        });
    }
    read
}

fn nested_assignments(expression: &Expression, own: bool, read: &mut HashSet<usize>) {
    if let ExpressionKind::Assign {
        place: Place::Local(index),
        ..
    }
    | ExpressionKind::Increment {
        place: Place::Local(index),
        ..
    } = expression.kind
        && !own
    {
        read.insert(index);
    }
    for child in expression.children() {
        nested_assignments(child, false, read);
    }
}

struct Remover<'a> {
    effects: &'a Effects<'a>,
    read: HashSet<usize>,
    unread: &'a HashSet<usize>,
}

impl Remover<'_> {
    fn statements(&self, statements: Vec<Statement>) -> Vec<Statement> {
        let mut kept = Vec::new();
        for statement in statements
            .into_iter()
            .filter_map(|statement| self.statement(statement))
        {
            let leaves = leaves(&statement);
            match statement.kind {
                StatementKind::Block(body) => kept.extend(body),
                _ => kept.push(statement),
            }
            if leaves {
                break;
            }
        }
        kept
    }

    fn statement(&self, statement: Statement) -> Option<Statement> {
        let span = statement.span;
        if unread::changed(&statement).is_some_and(|global| self.unread.contains(&global))
            && (statement.expressions().into_iter())
                .all(|expression| self.without_effect(expression))
        {
            return None;
        }
        let kind = match statement.kind {
            StatementKind::Block(body) => match self.statements(body) {
                body if body.is_empty() => return None,
                body => StatementKind::Block(body),
            },
            StatementKind::Expression(expression) => {
                StatementKind::Expression(self.effect(expression)?)
            }
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => return self.branch(span, condition, *then, otherwise),
            StatementKind::Loop { condition, .. } if condition.as_number() == Some(0) => {
                return None;
            }
            StatementKind::Loop {
                condition,
                body,
                step,
            } => StatementKind::Loop {
                condition,
                body: Box::new(self.statement(*body).unwrap_or_else(|| nothing(span))),
                step: step.and_then(|step| self.effect(step)),
            },
            StatementKind::Foreach(mut foreach) => {
                foreach.body = self
                    .statement(foreach.body)
                    .unwrap_or_else(|| nothing(span));
                StatementKind::Foreach(foreach)
            }
            StatementKind::Try {
                body,
                message,
                named,
                handler,
            } => StatementKind::Try {
                body: Box::new(self.statement(*body)?),
                message,
                named,
                handler: Box::new(self.statement(*handler).unwrap_or_else(|| nothing(span))),
            },
            kind => kind,
        };
        Some(Statement::new(kind, span))
    }

    fn branch(
        &self,
        span: sigscript_grammar::Span,
        condition: Expression,
        then: Statement,
        otherwise: Option<Box<Statement>>,
    ) -> Option<Statement> {
        if let ExpressionKind::Literal(Literal::Number(value)) = condition.kind {
            let taken = if value == 0 {
                otherwise.map(|otherwise| *otherwise)
            } else {
                Some(then)
            };
            return taken.and_then(|taken| self.statement(taken));
        }
        let then = self.statement(then);
        let otherwise = otherwise.and_then(|otherwise| self.statement(*otherwise));
        if then.is_none() && otherwise.is_none() {
            let condition = self.effect(condition)?;
            return Some(Statement::new(StatementKind::Expression(condition), span));
        }
        let then = then.unwrap_or_else(|| nothing(span));
        let kind = StatementKind::If {
            condition,
            then: Box::new(then),
            otherwise: otherwise.map(Box::new),
        };
        Some(Statement::new(kind, span))
    }

    /// Whether an expression does nothing but change a global, or nothing at all.
    fn without_effect(&self, expression: &Expression) -> bool {
        match &expression.kind {
            ExpressionKind::Assign { keys, value, .. } => {
                keys.iter().all(|key| self.effects.pure(key)) && self.effects.pure(value)
            }
            ExpressionKind::Increment { keys, .. } => keys.iter().all(|key| self.effects.pure(key)),
            _ => self.effects.pure(expression),
        }
    }

    /// What is left of an expression whose value nobody uses.
    fn effect(&self, expression: Expression) -> Option<Expression> {
        if self.effects.pure(&expression) {
            return None;
        }
        match expression.kind {
            ExpressionKind::Assign {
                place: Place::Local(index),
                operator: None,
                value,
                ..
            } if !self.read.contains(&index) => self.effect(*value),
            ExpressionKind::Increment {
                place: Place::Local(index),
                ..
            } if !self.read.contains(&index) => None,
            kind => Some(Expression::new(kind, expression.span)),
        }
    }
}

fn nothing(span: sigscript_grammar::Span) -> Statement {
    Statement::new(StatementKind::Block(Vec::new()), span)
}

/// Whether nothing behind the statement is reached.
fn leaves(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Next
        | StatementKind::Return(_)
        | StatementKind::Break
        | StatementKind::Continue => true,
        StatementKind::Block(body) => body.last().is_some_and(leaves),
        StatementKind::If {
            then,
            otherwise: Some(otherwise),
            ..
        } => leaves(then) && leaves(otherwise),
        _ => false,
    }
}
