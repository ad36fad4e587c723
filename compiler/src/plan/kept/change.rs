//! A handler without what the backend does with a kept array, and with reads of the event where it looks at an element.

use super::Action;
use crate::plan::listing::{Listing, PREFIX};
use crate::plan::{AnyKeys, Base, Read};
use crate::tree::{
    Deleted, Event, Expression, ExpressionKind, Place, Start, Statement, StatementKind,
};

/// A handler while it is changed.
pub struct Change<'a> {
    pub global: usize,
    /// It belongs to an `@entry`.
    pub entry: bool,
    /// How the script writes things.
    pub listing: Listing<'a>,
    /// The element's keys: the same everywhere in the handler.
    pub keys: Option<Vec<Expression>>,
    pub action: Action,
    /// Whether it was looked at.
    pub reads: bool,
    /// The array is used in another way.
    pub failed: bool,
}

impl Change<'_> {
    /// Changes a statement; one in a loop may be reached more than once.
    pub fn statement(&mut self, statement: &mut Statement, repeats: bool) {
        match &mut statement.kind {
            StatementKind::Block(body) => {
                for statement in body {
                    self.statement(statement, repeats);
                }
                return;
            }
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.reads_of(condition);
                self.statement(then, repeats);
                if let Some(otherwise) = otherwise {
                    self.statement(otherwise, repeats);
                }
                return;
            }
            StatementKind::Delete(Deleted::Elements(global, AnyKeys(0), keys))
                if *global == self.global =>
            {
                let keys = std::mem::take(keys);
                if self.entry {
                    // The thread's next call stores another one, and those of threads that are gone are the oldest.
                    self.same(keys);
                    statement.kind = StatementKind::Block(Vec::new());
                    return;
                }
                self.act(keys, Action::Take, repeats);
            }
            StatementKind::Try { body, .. } if self.entry => {
                self.statement(body, repeats);
                if body.kind != StatementKind::Kept {
                    return;
                }
            }
            StatementKind::Expression(Expression {
                kind:
                    ExpressionKind::Assign {
                        place: Place::Global(global),
                        keys,
                        operator: None,
                        value,
                    },
                ..
            }) if *global == self.global => {
                let (keys, value) = (std::mem::take(keys), (**value).clone());
                self.failed |= value.any(|node| node.global() == Some(self.global));
                self.act(keys, Action::Store(value), repeats);
            }
            _ => {
                self.others(statement);
                return;
            }
        }
        statement.kind = StatementKind::Kept;
    }

    /// The handler stores or deletes: once, and behind it nothing looks at the element.
    fn act(&mut self, keys: Vec<Expression>, action: Action, repeats: bool) {
        let second = !matches!(self.action, Action::Look);
        let looked = self.reads && matches!(action, Action::Store(_));
        self.failed |= second || repeats || looked;
        self.action = action;
        self.same(keys);
    }

    /// A statement that is no branch, with all in it.
    fn others(&mut self, statement: &mut Statement) {
        statement.walk(&mut |statement| {
            self.failed |= statement.globals().contains(&self.global);
        });
        statement.rewrite_expressions(&mut |expression| self.reads_of(expression));
    }

    /// Every look at an element becomes a read of the event.
    fn reads_of(&mut self, expression: &mut Expression) {
        expression.rewrite(&mut |node| {
            if node.global() != Some(self.global) {
                return;
            }
            let label = self.listing.expression(node, PREFIX);
            let (present, keys) = match &mut node.kind {
                ExpressionKind::Element(_, keys) => (false, std::mem::take(keys)),
                ExpressionKind::Has(_, AnyKeys(0), keys) => (true, std::mem::take(keys)),
                _ => return self.failed = true,
            };
            // Behind the deletion there is none.
            self.failed |= !matches!(self.action, Action::Look);
            self.reads = true;
            self.same(keys);
            node.kind = ExpressionKind::Event(Box::new(Event {
                start: Start::Base(Base::Kept { present }),
                offsets: Vec::new(),
                user: 0,
                read: Read::integer(8, true),
                label,
                variable: None,
                otherwise: None,
                optional: true,
            }));
        });
    }

    fn same(&mut self, keys: Vec<Expression>) {
        match &self.keys {
            Some(known) => {
                self.failed |= !known
                    .iter()
                    .map(|key| &key.kind)
                    .eq(keys.iter().map(|key| &key.kind));
            }
            None => self.keys = Some(keys),
        }
    }
}

/// Whether a statement does nothing beside what the backend does.
pub fn does_nothing_else(statement: &Statement) -> bool {
    match &statement.kind {
        StatementKind::Kept | StatementKind::Next => true,
        StatementKind::Expression(Expression {
            kind:
                ExpressionKind::Assign {
                    place: Place::Local(_),
                    value,
                    ..
                },
            ..
        }) => matches!(
            value.kind,
            ExpressionKind::Event(_) | ExpressionKind::Context(_)
        ),
        StatementKind::Block(body) => body.iter().all(does_nothing_else),
        StatementKind::If {
            then, otherwise, ..
        } => does_nothing_else(then) && otherwise.as_deref().is_none_or(does_nothing_else),
        _ => false,
    }
}
