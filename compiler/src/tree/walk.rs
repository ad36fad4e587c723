//! Ways through the tree.

use sigscript_grammar::Span;
use sigscript_grammar::syntax::Literal;

use super::{Deleted, Expression, ExpressionKind, Place, Start, Statement, StatementKind};

impl Expression {
    /// An expression at `span`.
    #[must_use]
    pub fn new(kind: ExpressionKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// A constant number at `span`.
    #[must_use]
    pub fn number(value: i64, span: Span) -> Self {
        Self::new(ExpressionKind::Literal(Literal::Number(value)), span)
    }

    /// The constant number it is, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<i64> {
        match self.kind {
            ExpressionKind::Literal(Literal::Number(value)) => Some(value),
            _ => None,
        }
    }

    /// Its direct operands, in the order of their evaluation.
    pub fn children(&self) -> Vec<&Expression> {
        match &self.kind {
            ExpressionKind::Literal(_)
            | ExpressionKind::Variable(_)
            | ExpressionKind::Context(_) => Vec::new(),
            ExpressionKind::Unary(_, operand) | ExpressionKind::Match(operand, _) => vec![operand],
            ExpressionKind::Binary(_, left, right) => vec![left, right],
            ExpressionKind::Conditional(condition, then, otherwise) => {
                vec![condition, then, otherwise]
            }
            ExpressionKind::Assign { keys, value, .. }
            | ExpressionKind::Accumulate(_, keys, value)
            | ExpressionKind::Bucket(_, keys, value) => keys.iter().chain([&**value]).collect(),
            ExpressionKind::Increment { keys: parts, .. }
            | ExpressionKind::Element(_, parts)
            | ExpressionKind::Has(_, _, parts)
            | ExpressionKind::Extract(_, _, parts)
            | ExpressionKind::Histogram(_, parts)
            | ExpressionKind::Call(_, parts)
            | ExpressionKind::Builtin(_, parts) => parts.iter().collect(),
            ExpressionKind::Print(print) => print.arguments.iter().collect(),
            ExpressionKind::Event(event) => {
                let pointer = match &event.start {
                    Start::Pointer(pointer) => Some(pointer),
                    Start::Base(_) => None,
                };
                pointer
                    .into_iter()
                    .chain(event.otherwise.as_deref())
                    .collect()
            }
        }
    }

    /// Its direct operands, to change.
    pub fn children_mut(&mut self) -> Vec<&mut Expression> {
        match &mut self.kind {
            ExpressionKind::Literal(_)
            | ExpressionKind::Variable(_)
            | ExpressionKind::Context(_) => Vec::new(),
            ExpressionKind::Unary(_, operand) | ExpressionKind::Match(operand, _) => vec![operand],
            ExpressionKind::Binary(_, left, right) => vec![left, right],
            ExpressionKind::Conditional(condition, then, otherwise) => {
                vec![condition, then, otherwise]
            }
            ExpressionKind::Assign { keys, value, .. }
            | ExpressionKind::Accumulate(_, keys, value)
            | ExpressionKind::Bucket(_, keys, value) => {
                keys.iter_mut().chain([&mut **value]).collect()
            }
            ExpressionKind::Increment { keys: parts, .. }
            | ExpressionKind::Element(_, parts)
            | ExpressionKind::Has(_, _, parts)
            | ExpressionKind::Extract(_, _, parts)
            | ExpressionKind::Histogram(_, parts)
            | ExpressionKind::Call(_, parts)
            | ExpressionKind::Builtin(_, parts) => parts.iter_mut().collect(),
            ExpressionKind::Print(print) => print.arguments.iter_mut().collect(),
            ExpressionKind::Event(event) => {
                let pointer = match &mut event.start {
                    Start::Pointer(pointer) => Some(pointer),
                    Start::Base(_) => None,
                };
                pointer
                    .into_iter()
                    .chain(event.otherwise.as_deref_mut())
                    .collect()
            }
        }
    }

    /// The variable that this node itself assigns to.
    #[must_use]
    pub fn changes(&self) -> Option<Place> {
        match self.kind {
            ExpressionKind::Assign { place, .. } | ExpressionKind::Increment { place, .. } => {
                Some(place)
            }
            _ => None,
        }
    }

    /// The global that this node itself reads or changes.
    #[must_use]
    pub fn global(&self) -> Option<usize> {
        match &self.kind {
            ExpressionKind::Variable(Place::Global(global))
            | ExpressionKind::Assign {
                place: Place::Global(global),
                ..
            }
            | ExpressionKind::Increment {
                place: Place::Global(global),
                ..
            }
            | ExpressionKind::Element(global, _)
            | ExpressionKind::Has(global, ..)
            | ExpressionKind::Extract(_, global, _)
            | ExpressionKind::Bucket(global, ..)
            | ExpressionKind::Histogram(global, _)
            | ExpressionKind::Accumulate(global, ..) => Some(*global),
            _ => None,
        }
    }

    /// Visits it and everything in it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expression)) {
        visit(self);
        for child in self.children() {
            child.walk(visit);
        }
    }

    /// Visits it and everything in it, innermost first, to change.
    pub fn rewrite(&mut self, visit: &mut dyn FnMut(&mut Expression)) {
        for child in self.children_mut() {
            child.rewrite(visit);
        }
        visit(self);
    }

    /// Whether anything in it fulfils `test`.
    pub fn any(&self, mut test: impl FnMut(&Expression) -> bool) -> bool {
        let mut found = false;
        self.walk(&mut |expression| found |= test(expression));
        found
    }
}

impl Statement {
    /// A statement at `span`.
    #[must_use]
    pub fn new(kind: StatementKind, span: Span) -> Self {
        Self { kind, span }
    }

    /// Visits it and every statement in it, outermost first.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Statement)) {
        visit(self);
        match &self.kind {
            StatementKind::Block(body) => body.iter().for_each(|statement| statement.walk(visit)),
            StatementKind::If {
                then, otherwise, ..
            } => {
                then.walk(visit);
                if let Some(otherwise) = otherwise {
                    otherwise.walk(visit);
                }
            }
            StatementKind::Loop { body, .. } => body.walk(visit),
            StatementKind::Foreach(foreach) => foreach.body.walk(visit),
            StatementKind::Try { body, handler, .. } => {
                body.walk(visit);
                handler.walk(visit);
            }
            _ => {}
        }
    }

    /// The variables that the statement itself sets, not an expression in it.
    pub fn sets(&self) -> Vec<Place> {
        match &self.kind {
            StatementKind::Foreach(foreach) => {
                foreach.keys.iter().copied().chain(foreach.value).collect()
            }
            StatementKind::Try { message, .. } => message.iter().copied().collect(),
            StatementKind::Delete(Deleted::Variable(place)) => vec![*place],
            _ => Vec::new(),
        }
    }

    /// The globals that the statement itself walks over or sets, not an expression in it.
    pub fn globals(&self) -> Vec<usize> {
        let set = self.sets().into_iter().filter_map(|place| match place {
            Place::Global(global) => Some(global),
            Place::Local(_) => None,
        });
        let array = match &self.kind {
            StatementKind::Foreach(foreach) => Some(foreach.global),
            StatementKind::Delete(Deleted::Elements(global, ..)) => Some(*global),
            _ => None,
        };
        set.chain(array).collect()
    }

    /// The expressions that stand directly in it, not those of statements in it.
    pub fn expressions(&self) -> Vec<&Expression> {
        match &self.kind {
            StatementKind::Expression(expression) | StatementKind::Return(Some(expression)) => {
                vec![expression]
            }
            StatementKind::If { condition, .. } => vec![condition],
            StatementKind::Loop {
                condition, step, ..
            } => std::iter::once(condition).chain(step).collect(),
            StatementKind::Foreach(foreach) => foreach.fixed.iter().chain(&foreach.limit).collect(),
            StatementKind::Delete(Deleted::Elements(_, _, keys)) => keys.iter().collect(),
            _ => Vec::new(),
        }
    }

    /// Rewrites every expression that stands in it or in a statement in it, each as a whole.
    pub fn rewrite_expressions(&mut self, rewrite: &mut dyn FnMut(&mut Expression)) {
        match &mut self.kind {
            StatementKind::Expression(expression) | StatementKind::Return(Some(expression)) => {
                rewrite(expression);
            }
            StatementKind::Block(body) => body
                .iter_mut()
                .for_each(|statement| statement.rewrite_expressions(rewrite)),
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                rewrite(condition);
                then.rewrite_expressions(rewrite);
                if let Some(otherwise) = otherwise {
                    otherwise.rewrite_expressions(rewrite);
                }
            }
            StatementKind::Loop {
                condition,
                body,
                step,
            } => {
                rewrite(condition);
                body.rewrite_expressions(rewrite);
                if let Some(step) = step {
                    rewrite(step);
                }
            }
            StatementKind::Foreach(foreach) => {
                foreach
                    .fixed
                    .iter_mut()
                    .chain(&mut foreach.limit)
                    .for_each(&mut *rewrite);
                foreach.body.rewrite_expressions(rewrite);
            }
            StatementKind::Delete(Deleted::Elements(_, _, keys)) => {
                keys.iter_mut().for_each(rewrite);
            }
            StatementKind::Try { body, handler, .. } => {
                body.rewrite_expressions(rewrite);
                handler.rewrite_expressions(rewrite);
            }
            _ => {}
        }
    }
}

/// Every expression in `body`, nested ones included.
pub fn walk_expressions<'a>(body: &'a [Statement], visit: &mut dyn FnMut(&'a Expression)) {
    for statement in body {
        statement.walk(&mut |statement| {
            for expression in statement.expressions() {
                expression.walk(visit);
            }
        });
    }
}
