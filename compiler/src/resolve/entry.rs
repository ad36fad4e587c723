//! `@entry(expression)`: what an expression gave where the call began, for a point whose name ends in `.return`.
//!
//! A probe on the same point without `.return` keeps the value in a hidden global, by thread; the end of the call reads it and gives
//! it up.

use sigscript_grammar::{Span, syntax};

use crate::errors;
use crate::plan::{AnyKeys, Point};
use crate::resolve::Resolver;
use crate::resolve::body::Body;
use crate::resolve::elements::{GlobalUse, UsedAs};
use crate::resolve::points::{EventScope, ResolvedPoint};
use crate::tree::{
    Deleted, Elements, Expression, ExpressionKind, Place, Probe, Statement, StatementKind, Variable,
};

/// So many threads may be in a call at once; beyond, the oldest value makes room.
const MOST_THREADS: u64 = 65_536;

/// An expression of the call's begin, and the hidden global that keeps its value.
pub struct EntryValue {
    global: usize,
    expression: syntax::Expression,
}

/// The point where the call begins whose end `found` is.
pub fn of(found: &ResolvedPoint) -> Option<ResolvedPoint> {
    let (
        Point::Syscall {
            call,
            returns: true,
        },
        EventScope::Syscall { name, .. },
    ) = (&found.point, &found.scope)
    else {
        return None;
    };
    Some(ResolvedPoint {
        name: found.name.trim_end_matches(".return").to_owned(),
        point: Point::Syscall {
            call: call.clone(),
            returns: false,
        },
        scope: EventScope::Syscall {
            name: name.clone(),
            returns: false,
        },
        aliases: Vec::new(),
        condition: None,
        span: found.span,
    })
}

impl Body<'_, '_> {
    /// `@entry(expression)`
    pub fn entry(&mut self, expression: &syntax::Expression, span: Span) -> Expression {
        if !self.has_entry() {
            self.report(errors::entry_outside_return(span));
            return self.wrong(span);
        }
        let global = self.resolver.entry_global(span);
        self.resolver.use_global(global, 1, UsedAs::Plain, span);
        self.entries.push(EntryValue {
            global,
            expression: expression.clone(),
        });
        let thread = self.thread(span);
        Expression::new(ExpressionKind::Element(global, vec![thread]), span)
    }

    /// The probe that keeps what its end asks for.
    pub fn entry_probe(mut self, values: &[EntryValue], point: ResolvedPoint) -> Probe {
        let keep = |value: &EntryValue| {
            let span = value.expression.span;
            let assignment = ExpressionKind::Assign {
                place: Place::Global(value.global),
                keys: vec![self.thread(span)],
                operator: None,
                value: Box::new(self.expression(&value.expression)),
            };
            let kept = Expression::new(assignment, span);
            let kept = Statement::new(StatementKind::Expression(kept), span);
            // Whose memory cannot be read has no value at the end: nobody may have asked for this thread's.
            let attempt = StatementKind::Try {
                body: Box::new(kept),
                message: None,
                named: span,
                handler: Box::new(Statement::new(StatementKind::Block(Vec::new()), span)),
            };
            Statement::new(attempt, span)
        };
        let body = values.iter().map(keep).collect();
        Probe {
            name: point.name,
            point: point.point,
            locals: self.into_locals(),
            condition: None,
            body,
            set_elsewhere: Vec::new(),
            library: true,
            span: point.span,
        }
    }

    /// Gives the values up at the end of the call.
    pub fn release(&self, values: &[EntryValue], span: Span) -> Vec<Statement> {
        let release = |value: &EntryValue| {
            let keys = vec![self.thread(span)];
            let deleted = Deleted::Elements(value.global, AnyKeys::default(), keys);
            Statement::new(StatementKind::Delete(deleted), span)
        };
        values.iter().map(release).collect()
    }

    /// `tid()`
    fn thread(&self, span: Span) -> Expression {
        let contexts = self.resolver.inputs.rows.contexts;
        let row = contexts.iter().position(|row| row.name == "tid");
        row.map_or_else(
            || Expression::number(0, span),
            |row| Expression::new(ExpressionKind::Context(row), span),
        )
    }
}

impl Resolver<'_> {
    fn entry_global(&mut self, span: Span) -> usize {
        self.program.globals.push(Variable {
            name: Variable::ENTRY.to_owned(),
            kind: None,
            initial: None,
            display: false,
            library: true,
            elements: Elements {
                size: Some(MOST_THREADS),
                wrap: true,
                ..Elements::default()
            },
            span,
        });
        self.uses.push(GlobalUse::default());
        self.program.globals.len() - 1
    }
}
