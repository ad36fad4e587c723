//! The bodies of handlers and functions: variables to indices, statements to the tree's fewer kinds.

use std::collections::HashMap;

use sigscript_grammar::syntax::{self, Identifier};
use sigscript_grammar::{Diagnostic, FileId, Span};

use crate::errors;
use crate::resolve::Resolver;
use crate::resolve::elsewhere::assigned;
use crate::resolve::entry::{self, EntryValue};
use crate::resolve::points::{EventScope, ResolvedPoint};
use crate::tree::{
    Elements, Expression, ExpressionKind, Place, Statement, StatementKind, Variable,
};

/// A body while it is resolved.
pub struct Body<'r, 'a> {
    pub resolver: &'r mut Resolver<'a>,
    pub owner: Owner,
    locals: Vec<Variable>,
    /// How many of the locals are parameters; they come first.
    parameters: usize,
    names: HashMap<String, usize>,
    loops: usize,
    /// What the script's own handler writes.
    handler_writes: Vec<Place>,
    /// What its `@entry` ask for.
    pub entries: Vec<EntryValue>,
    /// The variables that its aliases set.
    pub aliases_set: Vec<String>,
}

/// Whose body it is.
pub enum Owner {
    /// A handler's.
    Probe {
        /// The point as the script names it.
        name: String,
        /// The concrete point, written out.
        point: String,
        scope: EventScope,
        /// It is the end of something whose beginning is a point as well.
        has_entry: bool,
    },
    /// A function's.
    Function,
}

impl<'r, 'a> Body<'r, 'a> {
    pub fn for_probe(resolver: &'r mut Resolver<'a>, found: &ResolvedPoint) -> Self {
        let owner = Owner::Probe {
            name: found.name.clone(),
            point: found.point.to_string(),
            scope: found.scope.clone(),
            has_entry: entry::of(found).is_some(),
        };
        Self {
            resolver,
            owner,
            locals: Vec::new(),
            parameters: 0,
            names: HashMap::new(),
            loops: 0,
            handler_writes: Vec::new(),
            entries: Vec::new(),
            aliases_set: found
                .aliases
                .iter()
                .flat_map(|alias| &alias.prologue)
                .filter_map(assigned)
                .map(str::to_owned)
                .collect(),
        }
    }

    pub fn for_function(resolver: &'r mut Resolver<'a>, function: &syntax::Function) -> Self {
        let mut body = Self {
            resolver,
            owner: Owner::Function,
            locals: Vec::new(),
            parameters: 0,
            names: HashMap::new(),
            loops: 0,
            handler_writes: Vec::new(),
            entries: Vec::new(),
            aliases_set: Vec::new(),
        };
        for parameter in &function.parameters {
            let local = body.add_local(&parameter.name.name, parameter.name.span);
            body.locals[local].kind = parameter.declared.map(Into::into);
        }
        body.parameters = body.locals.len();
        body
    }

    /// Whether `@entry` means something here.
    pub fn has_entry(&self) -> bool {
        matches!(
            self.owner,
            Owner::Probe {
                has_entry: true,
                ..
            }
        )
    }

    pub fn into_locals(self) -> Vec<Variable> {
        self.locals
    }

    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.resolver.diagnostics.push(diagnostic);
    }

    /// What takes the place of an expression that is wrong and was reported: no type is concluded from it.
    pub fn wrong(&mut self, span: Span) -> Expression {
        self.resolver.wrong.expressions.insert(span);
        Expression::number(0, span)
    }

    /// The expression, where it could be made; else it was reported.
    pub fn made(&mut self, kind: Option<ExpressionKind>, span: Span) -> Expression {
        match kind {
            Some(kind) => Expression::new(kind, span),
            None => self.wrong(span),
        }
    }

    /// Runs `attempt` and tells whether it went without errors; what it reported and declared is forgotten.
    pub fn succeeds(&mut self, attempt: impl FnOnce(&mut Self)) -> bool {
        let errors = self.resolver.diagnostics.len();
        let (locals, entries) = (self.locals.len(), self.entries.len());
        attempt(self);
        let fine = self.resolver.diagnostics.len() == errors;
        self.resolver.diagnostics.truncate(errors);
        self.locals.truncate(locals);
        self.entries.truncate(entries);
        self.names.retain(|_, index| *index < locals);
        fine
    }

    fn add_local(&mut self, name: &str, span: Span) -> usize {
        self.names.insert(name.to_owned(), self.locals.len());
        self.locals.push(Variable {
            name: name.to_owned(),
            kind: None,
            initial: None,
            display: false,
            library: false,
            elements: Elements::default(),
            span,
        });
        self.locals.len() - 1
    }

    /// The variable called `name`: a parameter or local, else a global, else a new local. In a handler, alias bodies share its locals; but
    /// a global that its own file declares, or that the script declares in a text of the script, is none of theirs.
    pub fn variable(&mut self, name: &str, span: Span) -> Place {
        let global = self.visible_global(name, span.file);
        if let (Owner::Probe { .. }, Some((global, true))) = (&self.owner, global) {
            return Place::Global(global);
        }
        if let Some(&local) = self.names.get(name) {
            return Place::Local(local);
        }
        match global {
            Some((global, _)) => Place::Global(global),
            None => Place::Local(self.add_local(name, span)),
        }
    }

    /// The global that `name` means in a file, and whether it hides the locals of alias bodies there. The library does not see what
    /// the script declares: its own variables may have the same names.
    fn visible_global(&self, name: &str, file: FileId) -> Option<(usize, bool)> {
        let globals = &self.resolver.globals;
        if let Some(&own) = globals.private(name, file) {
            return Some((own, true));
        }
        let &common = globals.common(name)?;
        let of_script = !self.resolver.program.globals[common].library;
        let in_script = !self.resolver.sources.get(file).library;
        (in_script || !of_script).then_some((common, of_script))
    }

    /// Whether `name` is a parameter of this function.
    pub fn is_parameter(&self, name: &str) -> bool {
        self.names
            .get(name)
            .is_some_and(|index| *index < self.parameters)
    }

    /// Whether a variable called `name` is known already.
    pub fn knows_variable(&self, name: &str, span: Span) -> bool {
        self.names.contains_key(name) || self.visible_global(name, span.file).is_some()
    }

    /// The condition behind a probe point: globals and operators only.
    pub fn arming_condition(&mut self, condition: &syntax::Expression) -> Expression {
        let resolved = self.expression(condition);
        let mut locals = Vec::new();
        resolved.walk(&mut |expression| {
            if let ExpressionKind::Variable(Place::Local(index)) = expression.kind {
                let name = self.locals[index].name.clone();
                locals.push(Identifier {
                    name,
                    span: expression.span,
                });
            }
        });
        for local in locals {
            self.report(errors::condition_needs_global(&local));
        }
        let acts = |expression: &Expression| {
            matches!(
                expression.kind,
                ExpressionKind::Assign { .. }
                    | ExpressionKind::Increment { .. }
                    | ExpressionKind::Call(..)
                    | ExpressionKind::Builtin(..)
                    | ExpressionKind::Context(_)
                    | ExpressionKind::Event(_)
                    | ExpressionKind::Print(_)
            )
        };
        if resolved.any(acts) {
            self.report(errors::condition_acts(condition.span));
        }
        resolved
    }

    /// The statements of the script's own handler, between those of aliases.
    pub fn handler(&mut self, statements: &[syntax::Statement]) -> Vec<Statement> {
        let resolved = self.statements(statements);
        for statement in &resolved {
            statement.walk(&mut |statement| {
                self.handler_writes.extend(statement.sets());
                for expression in statement.expressions() {
                    expression
                        .walk(&mut |expression| self.handler_writes.extend(expression.changes()));
                }
            });
        }
        resolved
    }

    /// Whether the script's own handler writes a variable, for the epilogues behind it.
    pub fn handler_writes(&self, place: Place) -> bool {
        self.handler_writes.contains(&place)
    }

    pub fn statements(&mut self, statements: &[syntax::Statement]) -> Vec<Statement> {
        statements
            .iter()
            .filter_map(|statement| self.statement(statement))
            .collect()
    }

    fn statement(&mut self, statement: &syntax::Statement) -> Option<Statement> {
        let span = statement.span;
        let kind = match &statement.kind {
            syntax::StatementKind::Empty => return None,
            syntax::StatementKind::Block(body) => StatementKind::Block(self.statements(body)),
            syntax::StatementKind::Expression(expression) => {
                StatementKind::Expression(self.expression(expression))
            }
            syntax::StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                return self.branch(span, condition, then, otherwise.as_deref());
            }
            syntax::StatementKind::While { condition, body } => {
                let condition = self.expression(condition);
                StatementKind::Loop {
                    condition,
                    body: self.loop_body(body),
                    step: None,
                }
            }
            syntax::StatementKind::For {
                start,
                condition,
                step,
                body,
            } => self.for_loop(
                span,
                start.as_ref(),
                condition.as_ref(),
                step.as_ref(),
                body,
            ),
            syntax::StatementKind::Break | syntax::StatementKind::Continue if self.loops == 0 => {
                self.report(errors::outside_loop(span));
                return None;
            }
            syntax::StatementKind::Break => StatementKind::Break,
            syntax::StatementKind::Continue => StatementKind::Continue,
            syntax::StatementKind::Next => StatementKind::Next,
            syntax::StatementKind::Return(value) => {
                StatementKind::Return(value.as_ref().map(|value| self.expression(value)))
            }
            syntax::StatementKind::Foreach(foreach) => self.foreach(foreach)?,
            syntax::StatementKind::Delete(target) => self.delete(target)?,
            syntax::StatementKind::Try {
                body,
                message,
                handler,
            } => self.attempt(body, message.as_ref(), handler, span),
        };
        Some(Statement::new(kind, span))
    }

    /// An `if`. Where `@defined` decides, the other branch is not looked at: it may use what is not there.
    fn branch(
        &mut self,
        span: Span,
        condition: &syntax::Expression,
        then: &syntax::Statement,
        otherwise: Option<&syntax::Statement>,
    ) -> Option<Statement> {
        let resolved = self.expression(condition);
        if let Some(value) = Self::decided(condition, &resolved) {
            let taken = if value { Some(then) } else { otherwise };
            return taken.and_then(|taken| self.statement(taken));
        }
        let empty = || Statement::new(StatementKind::Block(Vec::new()), span);
        let then = self.statement(then).unwrap_or_else(empty);
        let otherwise = otherwise
            .and_then(|otherwise| self.statement(otherwise))
            .map(Box::new);
        Some(Statement::new(
            StatementKind::If {
                condition: resolved,
                then: Box::new(then),
                otherwise,
            },
            span,
        ))
    }

    pub fn loop_body(&mut self, body: &syntax::Statement) -> Box<Statement> {
        self.loops += 1;
        let resolved = self.statement(body);
        self.loops -= 1;
        Box::new(
            resolved.unwrap_or_else(|| Statement::new(StatementKind::Block(Vec::new()), body.span)),
        )
    }

    fn for_loop(
        &mut self,
        span: Span,
        start: Option<&syntax::Expression>,
        condition: Option<&syntax::Expression>,
        step: Option<&syntax::Expression>,
        body: &syntax::Statement,
    ) -> StatementKind {
        let start = start.map(|start| {
            let span = start.span;
            Statement::new(StatementKind::Expression(self.expression(start)), span)
        });
        let condition = match condition {
            Some(condition) => self.expression(condition),
            None => Expression::number(1, span),
        };
        let step = step.map(|step| self.expression(step));
        let rounds = StatementKind::Loop {
            condition,
            body: self.loop_body(body),
            step,
        };
        match start {
            None => rounds,
            Some(start) => StatementKind::Block(vec![start, Statement::new(rounds, span)]),
        }
    }

    /// What `pp()` or `pn()` gives here; `None` in a function, where it depends on the caller.
    pub fn own_point(&self, function: &str) -> Option<String> {
        match (&self.owner, function) {
            (Owner::Probe { point, .. }, "pp") => Some(point.clone()),
            (Owner::Probe { name, .. }, "pn") => Some(name.clone()),
            _ => None,
        }
    }
}
