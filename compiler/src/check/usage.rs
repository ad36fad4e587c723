//! Which variables are read and which are written: for warnings, and for globals that are shown when the session ends.

use std::collections::HashSet;

use sigscript_grammar::{Diagnostic, Sources};

use crate::check::bodies;
use crate::check::meanings::Meanings;
use crate::errors;
use crate::tree::{Expression, ExpressionKind, Place, Program, Statement, StatementKind};
use crate::{BackendKind, Inputs};

/// Marks the globals that are written but never read, and warns of locals that are read but never written.
pub fn note(
    program: &mut Program,
    sources: &Sources,
    inputs: &Inputs,
    warnings: &mut Vec<Diagnostic>,
) {
    let meanings = Meanings::new(program, sources, inputs);
    let mut globals = Usage::default();
    for (index, body) in bodies(program) {
        let mut usage = Usage::default();
        usage.statements(body);
        let (locals, parameters) = match program.functions.get(index) {
            Some(function) => (&function.locals, function.parameters),
            None => (&program.probes[index - program.functions.len()].locals, 0),
        };
        for (number, local) in locals.iter().enumerate().skip(parameters) {
            let place = Place::Local(number);
            if usage.read.contains(&place) && !usage.written.contains(&place) {
                let meant = meanings.of(index, local);
                warnings.push(errors::never_assigned(local.span, &local.name, &meant));
            }
        }
        globals.read.extend(usage.read);
        globals.written.extend(usage.written);
    }
    for condition in program
        .probes
        .iter()
        .filter_map(|probe| probe.condition.as_ref())
    {
        globals.value(condition);
    }
    for (index, global) in program.globals.iter_mut().enumerate() {
        let place = Place::Global(index);
        global.display =
            !global.library && globals.written.contains(&place) && !globals.read.contains(&place);
    }
}

/// Reports the locals that are read, but that only other sources of their probe's alias set.
pub fn set_elsewhere(program: &Program, backend: BackendKind) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    for probe in &program.probes {
        let mut usage = Usage::default();
        usage.statements(&probe.body);
        for (number, local) in probe.locals.iter().enumerate() {
            let place = Place::Local(number);
            if !usage.read.contains(&place) || usage.written.contains(&place) {
                continue;
            }
            let others = probe.set_elsewhere.iter();
            for other in others.filter(|other| other.name == local.name) {
                let others: Vec<_> = other.backends.iter().map(|other| other.name()).collect();
                let what = &local.name;
                let diagnostic = errors::backend_lacks(local.span, what, backend.name(), &others);
                diagnostics.push(diagnostic);
            }
        }
    }
    diagnostics
}

#[derive(Default)]
struct Usage {
    read: HashSet<Place>,
    written: HashSet<Place>,
}

impl Usage {
    fn statements(&mut self, statements: &[Statement]) {
        for statement in statements {
            statement.walk(&mut |statement| match &statement.kind {
                StatementKind::Expression(expression) => self.effect(expression),
                StatementKind::Foreach(foreach) => {
                    self.read.insert(Place::Global(foreach.global));
                    self.written.extend(statement.sets());
                    statement
                        .expressions()
                        .into_iter()
                        .for_each(|expression| self.value(expression));
                }
                StatementKind::Try { .. } => self.written.extend(statement.sets()),
                StatementKind::Loop {
                    condition, step, ..
                } => {
                    self.value(condition);
                    step.iter().for_each(|step| self.effect(step));
                }
                _ => statement
                    .expressions()
                    .into_iter()
                    .for_each(|expression| self.value(expression)),
            });
        }
    }

    /// An expression whose own value nobody uses: `n++` reads nothing then.
    fn effect(&mut self, expression: &Expression) {
        match &expression.kind {
            ExpressionKind::Assign { place, .. } | ExpressionKind::Increment { place, .. } => {
                self.written.insert(*place);
                expression
                    .children()
                    .into_iter()
                    .for_each(|part| self.value(part));
            }
            _ => self.value(expression),
        }
    }

    fn value(&mut self, expression: &Expression) {
        expression.walk(&mut |expression| match &expression.kind {
            ExpressionKind::Variable(place) => {
                self.read.insert(*place);
            }
            ExpressionKind::Assign { place, .. } | ExpressionKind::Increment { place, .. } => {
                self.read.insert(*place);
                self.written.insert(*place);
            }
            ExpressionKind::Element(global, _)
            | ExpressionKind::Has(global, ..)
            | ExpressionKind::Extract(_, global, _)
            | ExpressionKind::Bucket(global, ..)
            | ExpressionKind::Histogram(global, _) => {
                self.read.insert(Place::Global(*global));
            }
            ExpressionKind::Accumulate(global, ..) => {
                self.written.insert(Place::Global(*global));
            }
            _ => {}
        });
    }
}
