//! The inference: what is known of the types is carried from expression to expression until nothing new comes.

mod expressions;
mod formats;
mod mismatches;

use std::collections::HashSet;

use sigscript_grammar::syntax::Literal;
use sigscript_grammar::{Diagnostic, Sources, Span};

use crate::check::bodies;
use crate::check::meanings::Meanings;
use crate::errors;
use crate::plan::{AnyKeys, WalkOver};
use crate::resolve::Wrong;
use crate::rows::{Kind, Rows};
use crate::tree::{
    Deleted, Expression, ExpressionKind, Foreach, Place, Program, Statement, StatementKind,
    Variable,
};
use mismatches::Spelled;

/// A type as far as it is known, and where it was first seen.
#[derive(Clone, Copy, Debug, Default)]
struct Known(Option<(Kind, Span)>);

/// What is known of a program's types.
pub struct Inference<'a> {
    rows: Rows<'a>,
    globals: Vec<Known>,
    /// The keys of each global array.
    keys: Vec<Vec<Known>>,
    /// The locals of each body: functions first, then probes.
    locals: Vec<Vec<Known>>,
    returns: Vec<Known>,
    /// Whether a function has a `return` with a value or declares a type.
    has_value: Vec<bool>,
    names: Vec<String>,
    /// The expressions that are wrong already: nothing is concluded from what stands in their places.
    wrong: &'a Wrong,
    /// The variables of which it was told that they are of two types.
    disputed: HashSet<(usize, Place)>,
    sources: &'a Sources,
    /// What a mistake is told with; filled for the last pass.
    spelled: Spelled,
    body: usize,
    changed: bool,
    backwards: bool,
    /// Set in the last pass only, when mismatches are reported.
    diagnostics: Option<Vec<Diagnostic>>,
}

impl<'a> Inference<'a> {
    pub fn new(program: &Program, rows: Rows<'a>, wrong: &'a Wrong, sources: &'a Sources) -> Self {
        let known = |variable: &Variable| {
            let initial = variable.initial.as_ref().map(literal_kind);
            Known(variable.kind.or(initial).map(|kind| (kind, variable.span)))
        };
        let functions = program.functions.iter().map(|function| &function.locals);
        let probes = program.probes.iter().map(|probe| &probe.locals);
        Self {
            rows,
            globals: program.globals.iter().map(known).collect(),
            keys: program
                .globals
                .iter()
                .map(|global| vec![Known::default(); global.elements.keys.len()])
                .collect(),
            locals: functions
                .chain(probes)
                .map(|locals| locals.iter().map(known).collect())
                .collect(),
            returns: program
                .functions
                .iter()
                .map(|function| Known(function.returns.map(|kind| (kind, function.name.span))))
                .collect(),
            has_value: program
                .functions
                .iter()
                .map(|function| function.returns.is_some() || returns_value(&function.body))
                .collect(),
            names: program
                .functions
                .iter()
                .map(|function| function.name.name.clone())
                .collect(),
            wrong,
            disputed: HashSet::new(),
            sources,
            spelled: Spelled::default(),
            body: 0,
            changed: false,
            backwards: false,
            diagnostics: None,
        }
    }

    /// One pass over the program; tells whether anything new became known.
    pub fn pass(&mut self, program: &Program) -> bool {
        self.changed = false;
        for (index, function) in program.functions.iter().enumerate() {
            if let Some(next) = function.next {
                self.link(index, next, function.parameters);
            }
        }
        // Types go from callers to callees and back, so each pass goes the other way than the last.
        let mut bodies: Vec<(usize, &[Statement])> = bodies(program).collect();
        if self.backwards {
            bodies.reverse();
        }
        self.backwards = !self.backwards;
        for (index, body) in bodies {
            self.body = index;
            self.statements(body);
        }
        for (index, probe) in program.probes.iter().enumerate() {
            if let Some(condition) = &probe.condition {
                self.body = program.functions.len() + index;
                self.expect(condition, Kind::Long);
            }
        }
        self.changed
    }

    /// Overloads of one function have the same types.
    fn link(&mut self, first: usize, next: usize, parameters: usize) {
        for parameter in 0..parameters {
            let (one, other) = (self.locals[first][parameter], self.locals[next][parameter]);
            let name = self.name(next, Place::Local(parameter));
            self.locals[first][parameter] = self.adopt(one, other);
            self.locals[next][parameter] = self.same(other, one, &name);
        }
        let (one, other) = (self.returns[first], self.returns[next]);
        let name = self.names[next].clone();
        self.returns[first] = self.adopt(one, other);
        self.returns[next] = self.same(other, one, &name);
        let has_value = self.has_value[first] || self.has_value[next];
        self.has_value[first] = has_value;
        self.has_value[next] = has_value;
    }

    /// What is known of one of two things that have the same type.
    fn adopt(&mut self, known: Known, other: Known) -> Known {
        if known.0.is_some() || other.0.is_none() {
            return known;
        }
        self.changed = true;
        other
    }

    /// The same; reports where the two differ.
    fn same(&mut self, known: Known, other: Known, name: &str) -> Known {
        if let (Some((kind, span)), Some((first, place))) = (known.0, other.0)
            && kind != first
        {
            self.mistake(|| errors::variable_mismatch(span, name, kind, (place, first)));
        }
        self.adopt(known, other)
    }

    /// What is wrong, once nothing new becomes known.
    pub fn report(&mut self, program: &Program, meanings: &Meanings) -> Vec<Diagnostic> {
        self.diagnostics = Some(Vec::new());
        self.spelled = Spelled::of(program);
        self.backwards = false;
        self.pass(program);
        let mut diagnostics = self.diagnostics.take().unwrap_or_default();
        let functions = program.functions.iter().map(|function| &function.locals);
        let probes = program.probes.iter().map(|probe| &probe.locals);
        let mut unknown = Vec::new();
        for (body, (locals, known)) in functions.chain(probes).zip(&self.locals).enumerate() {
            for (index, local) in locals.iter().enumerate() {
                if known[index].0.is_none() {
                    let is_written = meanings.written().contains(&(body, index));
                    unknown.push((is_written, body, local));
                }
            }
        }
        // What is assigned from something that was told already is no mistake of its own.
        unknown.sort_by_key(|(is_written, ..)| *is_written);
        for (is_written, body, local) in unknown {
            let name = (local.name.clone(), local.span.file);
            if self.wrong.locals.contains(&name) {
                continue;
            }
            if !is_written || diagnostics.is_empty() && !self.wrong.any {
                let meant = meanings.of(body, local);
                diagnostics.push(errors::unresolved(local.span, &local.name, &meant));
            }
        }
        diagnostics
    }

    /// Writes the types into the program. A global that is never used counts as a number.
    pub fn apply(&self, program: &mut Program) {
        let kind = |known: &Known| known.0.map(|(kind, _)| kind);
        for ((global, known), keys) in program
            .globals
            .iter_mut()
            .zip(&self.globals)
            .zip(&self.keys)
        {
            global.kind = kind(known).or(Some(Kind::Long));
            global.elements.keys = keys
                .iter()
                .map(|key| kind(key).or(Some(Kind::Long)))
                .collect();
        }
        for (function, known) in program.functions.iter_mut().zip(&self.returns) {
            function.returns = kind(known);
        }
        let functions = program
            .functions
            .iter_mut()
            .map(|function| &mut function.locals);
        let probes = program.probes.iter_mut().map(|probe| &mut probe.locals);
        for (locals, known) in functions.chain(probes).zip(&self.locals) {
            for (local, known) in locals.iter_mut().zip(known) {
                local.kind = kind(known);
            }
        }
    }

    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            self.statement(statement);
        }
    }

    fn statement(&mut self, statement: &Statement) {
        match &statement.kind {
            StatementKind::Block(body) => self.statements(body),
            StatementKind::Expression(expression) => {
                if let ExpressionKind::Call(function, arguments) = &expression.kind {
                    self.call(*function, arguments);
                } else if let ExpressionKind::Builtin(row, arguments) = &expression.kind {
                    self.builtin(*row, arguments);
                } else {
                    self.infer(expression, None);
                }
            }
            StatementKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.condition(condition);
                self.statement(then);
                if let Some(otherwise) = otherwise {
                    self.statement(otherwise);
                }
            }
            StatementKind::Kept => {}
            StatementKind::Loop {
                condition,
                body,
                step,
            } => {
                self.condition(condition);
                self.statement(body);
                if let Some(step) = step {
                    self.infer(step, None);
                }
            }
            StatementKind::Return(Some(value)) => {
                let expected = self.returns.get(self.body).and_then(|known| known.0);
                let found = self.infer(value, expected.map(|(kind, _)| kind));
                if let (Some(found), None) = (found, expected)
                    && self.body < self.returns.len()
                {
                    self.returns[self.body] = Known(Some((found, value.span)));
                    self.changed = true;
                }
            }
            StatementKind::Foreach(foreach) => self.foreach(foreach),
            StatementKind::Delete(Deleted::Elements(global, any, keys)) => {
                self.keys(*global, *any, keys);
            }
            StatementKind::Delete(Deleted::Variable(_)) => {}
            StatementKind::Try {
                body,
                message,
                named,
                handler,
            } => {
                self.statement(body);
                if let Some(message) = message {
                    self.variable(*message, Some(Kind::String), *named);
                }
                self.statement(handler);
            }
            StatementKind::Break
            | StatementKind::Continue
            | StatementKind::Next
            | StatementKind::Return(None) => {}
        }
    }

    fn foreach(&mut self, foreach: &Foreach) {
        let places = &foreach.places;
        match foreach.over {
            WalkOver::Elements(any) => {
                self.keys(foreach.global, any, &foreach.fixed);
                // Where it has other keys elsewhere, that was told.
                let there = 0..self.keys[foreach.global].len();
                for (index, (&place, &span)) in there.zip(foreach.keys.iter().zip(&places.keys)) {
                    let known = self.keys[foreach.global][index].0.map(|(kind, _)| kind);
                    let found = self.variable(place, known, span);
                    self.key(foreach.global, index, found, span);
                }
            }
            WalkOver::Buckets => {
                self.keys(foreach.global, AnyKeys::default(), &foreach.fixed);
                for (&place, &span) in foreach.keys.iter().zip(&places.keys) {
                    self.variable(place, Some(Kind::Long), span);
                }
            }
        }
        if let Some(value) = foreach.value {
            let content = self.globals[foreach.global].0.map(|(kind, _)| kind);
            let found = self.variable(value, content, places.value);
            self.variable(Place::Global(foreach.global), found, places.array);
        }
        if let Some(limit) = &foreach.limit {
            self.expect(limit, Kind::Long);
        }
        self.statement(&foreach.body);
    }

    /// The keys of an access to an array, those that may be anything left out.
    fn keys(&mut self, global: usize, any: AnyKeys, keys: &[Expression]) {
        let fixed: Vec<usize> = (0..self.keys[global].len())
            .filter(|&index| !any.contains(index))
            .collect();
        for (index, key) in fixed.into_iter().zip(keys) {
            let found = self.key_value(global, index, key);
            self.key(global, index, found, key.span);
        }
    }

    fn all_keys(&mut self, global: usize, keys: &[Expression]) {
        self.keys(global, AnyKeys::default(), keys);
    }

    fn key(&mut self, global: usize, index: usize, found: Option<Kind>, span: Span) {
        let known = &mut self.keys[global][index];
        if let (None, Some(kind)) = (known.0, found) {
            known.0 = Some((kind, span));
            self.changed = true;
        }
    }
}

fn literal_kind(literal: &Literal) -> Kind {
    match literal {
        Literal::Number(_) => Kind::Long,
        Literal::Text(_) => Kind::String,
    }
}

fn returns_value(body: &[Statement]) -> bool {
    let mut found = false;
    for statement in body {
        statement.walk(&mut |statement| {
            found |= matches!(statement.kind, StatementKind::Return(Some(_)));
        });
    }
    found
}
