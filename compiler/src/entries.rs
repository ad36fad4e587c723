//! What is entered at a prompt, one text after the other: all of it is one program, of which each entry's probes are planned by
//! themselves, since they are attached and taken away by themselves.

use std::collections::HashSet;

use sigscript_grammar::syntax::{
    Expression, ExpressionKind, Global, Print, PrintName, PrintStyle, Probe, ProbePoint, Script,
    Statement, StatementKind,
};
use sigscript_grammar::{Diagnostic, FileId, Sources, Span};

use crate::tree::{self, Deleted, Place, Program};
use crate::{Folded, Inputs, Outcome, check, errors, fold, plan, resolve};

/// Everything that was entered.
#[derive(Clone, Debug, Default)]
pub struct Entries {
    script: Script,
}

/// An entry that can run.
#[derive(Debug)]
pub struct Compiled {
    /// Its probes, and the globals of all entries.
    pub plan: plan::Plan,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
    /// Which of the plan's globals its probes use: of the others, the plan need not know the type.
    pub uses: Vec<bool>,
}

impl Entries {
    /// The globals that are declared.
    #[must_use]
    pub fn globals(&self) -> &[Global] {
        &self.script.globals
    }

    /// The functions that are declared.
    #[must_use]
    pub fn functions(&self) -> &[sigscript_grammar::syntax::Function] {
        &self.script.functions
    }

    /// All of it as one script, with the probes of the texts that `wanted` picks.
    #[must_use]
    pub fn script(&self, wanted: impl Fn(FileId) -> bool) -> Script {
        let mut script = self.script.clone();
        script.probes.retain(|probe| wanted(probe.span.file));
        script
    }

    /// Forgets the probes of a text: nothing of what they say about types is needed.
    pub fn forget_probes(&mut self, file: FileId) {
        self.script.probes.retain(|probe| probe.span.file != file);
    }

    /// Takes in a text. What it declares takes the place of what had that name before; probes that used it are forgotten, unless they
    /// run.
    pub fn enter(&mut self, script: Script, sources: &Sources, runs: impl Fn(FileId) -> bool) {
        let mut names: HashSet<&str> = HashSet::new();
        for global in &script.globals {
            names.insert(&global.name.name);
            self.script
                .globals
                .retain(|known| known.name.name != global.name.name);
        }
        for function in &script.functions {
            names.insert(&function.name.name);
            self.script.functions.retain(|known| {
                known.name.name != function.name.name
                    || known.parameters.len() != function.parameters.len()
            });
        }
        for alias in &script.aliases {
            let called = |known: &ProbePoint| alias.names.iter().any(|name| same(name, known));
            self.script
                .aliases
                .retain(|known| !known.names.iter().any(called));
        }
        self.script.probes.retain(|probe| {
            runs(probe.span.file)
                || !words(sources.snippet(probe.span)).any(|word| names.contains(word))
        });
        self.script.globals.extend(script.globals);
        self.script.functions.extend(script.functions);
        self.script.aliases.extend(script.aliases);
        self.script.probes.extend(script.probes);
    }

    /// Compiles the probes that were entered as the text with number `own`.
    pub fn compile(
        &self,
        own: FileId,
        sources: &mut Sources,
        inputs: &Inputs,
    ) -> Outcome<Compiled> {
        let mut warnings = Vec::new();
        let resolved = resolve::resolve(self.script.clone(), sources, inputs);
        let mut checked = check::check(resolved, sources, inputs, &mut warnings)?;
        let program = &mut checked.program;
        program.goes_on = true;
        program
            .probes
            .retain(|probe| probe.library || probe.span.file == own);
        let folded = if inputs.options.fold {
            fold::fold(checked, inputs, &mut warnings)
        } else {
            Folded(checked.program)
        };
        if folded.0.probes.iter().all(|probe| probe.body.is_empty()) {
            let own = self
                .script
                .probes
                .iter()
                .find(|probe| probe.span.file == own);
            let span = own.map_or(Span::default(), |probe| probe.span);
            return Err(vec![errors::no_effect(span)]);
        }
        let uses = uses(&folded.0);
        let plan = plan::make::make(folded, inputs)?;
        warnings.retain(|warning| {
            let place = warning.labels.first();
            place.is_none_or(|label| label.span.file == own)
        });
        Ok(Compiled {
            plan,
            warnings,
            uses,
        })
    }
}

/// Statements as a text with one `begin` probe. Names that they give values to outside of any block, and that are not in `known`,
/// become globals: nothing else lives on.
#[must_use]
pub fn statements(statements: Vec<Statement>, span: Span, known: &[&str]) -> Script {
    let mut script = Script::default();
    for statement in &statements {
        let StatementKind::Expression(expression) = &statement.kind else {
            continue;
        };
        let (ExpressionKind::Assign { target, .. } | ExpressionKind::Increment { target, .. }) =
            &expression.kind
        else {
            continue;
        };
        let name = match &target.kind {
            ExpressionKind::Index { base, .. } => variable(base),
            _ => variable(target),
        };
        let declared = script
            .globals
            .iter()
            .map(|global| global.name.name.as_str());
        let Some(name) = name.filter(|name| {
            !declared
                .chain(known.iter().copied())
                .any(|known| known == *name)
        }) else {
            continue;
        };
        script.globals.push(Global {
            name: sigscript_grammar::syntax::Identifier {
                name: name.to_owned(),
                span: target.span,
            },
            wrap: false,
            size: None,
            initial: None,
            private: false,
        });
    }
    script.probes.push(Probe {
        points: vec![ProbePoint {
            components: vec![sigscript_grammar::syntax::Component {
                name: "begin".to_owned(),
                argument: None,
                span,
            }],
            optional: false,
            sufficient: false,
            condition: None,
            span,
        }],
        body: statements,
        span,
    });
    script
}

/// What shows the value that an entry is; `None` where it is no lone expression, or one that is entered for what it does.
#[must_use]
pub fn shown(statements: &[Statement]) -> Option<Vec<Statement>> {
    let [
        Statement {
            kind: StatementKind::Expression(expression),
            span,
        },
    ] = statements
    else {
        return None;
    };
    let effect = match &expression.kind {
        ExpressionKind::Assign { .. } | ExpressionKind::Increment { .. } => true,
        ExpressionKind::Print(print) => !print.name.to_text,
        _ => false,
    };
    if effect {
        return None;
    }
    let print = Print {
        name: PrintName {
            to_text: false,
            style: PrintStyle::Plain,
            newline: true,
        },
        format: None,
        format_span: *span,
        arguments: vec![expression.clone()],
    };
    let kind = ExpressionKind::Print(Box::new(print));
    let expression = Expression { kind, span: *span };
    Some(vec![Statement {
        kind: StatementKind::Expression(expression),
        span: *span,
    }])
}

/// The variable that an entry names and nothing else.
#[must_use]
pub fn lone_variable(statements: &[Statement]) -> Option<&str> {
    match statements {
        [
            Statement {
                kind: StatementKind::Expression(expression),
                ..
            },
        ] => variable(expression),
        _ => None,
    }
}

fn variable(expression: &Expression) -> Option<&str> {
    match &expression.kind {
        ExpressionKind::Variable(name) => Some(name),
        _ => None,
    }
}

fn same(one: &ProbePoint, other: &ProbePoint) -> bool {
    let parts = |point: &ProbePoint| -> Vec<String> {
        point
            .components
            .iter()
            .map(|component| component.name.clone())
            .collect()
    };
    parts(one) == parts(other)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| !character.is_ascii_alphanumeric() && character != '_')
}

/// Which globals a program's probes and functions name.
fn uses(program: &Program) -> Vec<bool> {
    let mut used = HashSet::new();
    let functions = program.functions.iter().map(|function| &function.body);
    let probes = program.probes.iter().map(|probe| &probe.body);
    for statement in functions.chain(probes).flatten() {
        statement.walk(&mut |statement| {
            match &statement.kind {
                tree::StatementKind::Foreach(foreach) => {
                    used.insert(foreach.global);
                }
                tree::StatementKind::Delete(Deleted::Elements(global, ..)) => {
                    used.insert(*global);
                }
                _ => {}
            }
            used.extend(statement.sets().into_iter().filter_map(global));
            for expression in statement.expressions() {
                used_by(expression, &mut used);
            }
        });
    }
    for condition in program
        .probes
        .iter()
        .filter_map(|probe| probe.condition.as_ref())
    {
        used_by(condition, &mut used);
    }
    (0..program.globals.len())
        .map(|index| used.contains(&index))
        .collect()
}

fn used_by(expression: &tree::Expression, used: &mut HashSet<usize>) {
    use tree::ExpressionKind;
    expression.walk(&mut |expression| match &expression.kind {
        ExpressionKind::Element(global, _)
        | ExpressionKind::Has(global, ..)
        | ExpressionKind::Accumulate(global, ..)
        | ExpressionKind::Extract(_, global, _)
        | ExpressionKind::Bucket(global, ..)
        | ExpressionKind::Histogram(global, _) => {
            used.insert(*global);
        }
        ExpressionKind::Variable(place)
        | ExpressionKind::Assign { place, .. }
        | ExpressionKind::Increment { place, .. } => used.extend(global(*place)),
        _ => {}
    });
}

fn global(place: Place) -> Option<usize> {
    match place {
        Place::Global(index) => Some(index),
        Place::Local(_) => None,
    }
}
