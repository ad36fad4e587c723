//! What a name without a value may have been meant to be.

use std::collections::HashSet;

use sigscript_grammar::foreign::{Role, instead};
use sigscript_grammar::syntax::PrintName;
use sigscript_grammar::{Sources, Span, definitions, parse, similar};

use crate::Inputs;
use crate::check::bodies;
use crate::errors::Meant;
use crate::plan::Point;
use crate::resolve::memory;
use crate::tree::{Place, Probe, Program, Variable};

/// Knows what else there is beside the variables of a body.
pub struct Meanings<'a> {
    program: &'a Program,
    sources: &'a Sources,
    inputs: &'a Inputs<'a>,
}

impl<'a> Meanings<'a> {
    pub fn new(program: &'a Program, sources: &'a Sources, inputs: &'a Inputs<'a>) -> Self {
        Self {
            program,
            sources,
            inputs,
        }
    }

    /// The locals that something gives a value to, by body and index.
    pub fn written(&self) -> HashSet<(usize, usize)> {
        let mut written = HashSet::new();
        for (number, body) in bodies(self.program) {
            let mut note = |place: Place| {
                if let Place::Local(index) = place {
                    written.insert((number, index));
                }
            };
            for statement in body {
                statement.walk(&mut |statement| {
                    statement.sets().into_iter().for_each(&mut note);
                    for expression in statement.expressions() {
                        expression.walk(&mut |expression| {
                            expression.changes().into_iter().for_each(&mut note);
                        });
                    }
                });
            }
        }
        written
    }

    /// What a local of a body was meant to be.
    pub fn of(&self, body: usize, local: &Variable) -> Meant {
        let name = local.name.as_str();
        let own = body
            .checked_sub(self.program.functions.len())
            .map(|probe| &self.program.probes[probe]);
        if let Some(point) = self.other_point(body, local) {
            let lacks = own.map_or_else(String::new, |own| own.name.clone());
            return Meant::OtherPoint { has: point, lacks };
        }
        if let Some(value) = self.defined_in_c(local) {
            return Meant::Defined(value);
        }
        if own.is_some_and(|own| self.has_target(own, name)) {
            return Meant::Target;
        }
        if let Some(call) = self.call(name) {
            return Meant::Function(call);
        }
        if let Some(advice) = instead(name, Role::Value) {
            return Meant::Foreign(advice);
        }
        if name.len() > 3
            && name.starts_with("SIG")
            && name
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
        {
            return Meant::Signal;
        }
        if let Some(other) = self.in_other_body(body, local) {
            return Meant::Local(other);
        }
        self.near(body, name)
    }

    /// What a line `#define NAME VALUE` of the text says, which is a comment here.
    fn defined_in_c(&self, local: &Variable) -> Option<String> {
        let mut lines = self.sources.get(local.span.file).text.lines();
        lines.find_map(|line| {
            let rest = line.trim_start().strip_prefix("#define")?.trim_start();
            let value = rest.strip_prefix(local.name.as_str())?;
            value
                .starts_with([' ', '\t'])
                .then(|| value.trim().to_owned())
        })
    }

    /// Another point with the same handler, where the variable has a value.
    fn other_point(&self, body: usize, local: &Variable) -> Option<String> {
        let written = self.written();
        let functions = self.program.functions.len();
        let mut probes = self.program.probes.iter().enumerate();
        probes.find_map(|(number, probe)| {
            let index = probe
                .locals
                .iter()
                .position(|other| other.name == local.name && other.span == local.span)?;
            (functions + number != body && written.contains(&(functions + number, index)))
                .then(|| probe.name.clone())
        })
    }

    /// Where another body has a variable of that name with a value.
    fn in_other_body(&self, body: usize, local: &Variable) -> Option<Span> {
        let written = self.written();
        let functions = self
            .program
            .functions
            .iter()
            .map(|function| &function.locals);
        let probes = self.program.probes.iter().map(|probe| &probe.locals);
        functions
            .chain(probes)
            .enumerate()
            .find_map(|(number, locals)| {
                let index = locals.iter().position(|other| {
                    other.name == local.name
                        && other.span.file == local.span.file
                        && other.span != local.span
                })?;
                (number != body && written.contains(&(number, index))).then(|| locals[index].span)
            })
    }

    /// Whether a probe's event has a value called so.
    fn has_target(&self, probe: &Probe, name: &str) -> bool {
        let catalog = self.inputs.catalog;
        match &probe.point {
            Point::Trace { name: trace, .. } => catalog.trace(trace).is_some_and(|parameters| {
                parameters.iter().any(|parameter| parameter.name == name)
            }),
            Point::Event {
                system,
                name: event,
                ..
            } => catalog
                .event(system, event)
                .is_some_and(|event| event.fields.iter().any(|field| field.name == name)),
            _ => false,
        }
    }

    /// How a function of that name is called, where there is one.
    fn call(&self, name: &str) -> Option<String> {
        let rows = self.inputs.rows;
        let builtin = rows.builtins.iter().filter(|row| row.name == name);
        let least = builtin.map(|row| row.parameters.len()).min();
        let context = rows.contexts.iter().any(|row| row.name == name);
        if context || least == Some(0) || ["target", "pp", "pn"].contains(&name) {
            return Some(format!("{name}()"));
        }
        let known = least.is_some()
            || PrintName::from_name(name).is_some()
            || memory::READS.iter().any(|row| row.name == name)
            || self.inputs.library.iter().any(|file| {
                definitions(file.text)
                    .functions
                    .iter()
                    .any(|function| function == name)
            });
        let parameters = if self.library_takes_nothing(name) {
            ""
        } else {
            "…"
        };
        (known && !name.starts_with('_')).then(|| format!("{name}({parameters})"))
    }

    /// Whether a function of the library has no parameters.
    fn library_takes_nothing(&self, name: &str) -> bool {
        let defines = |text| {
            definitions(text)
                .functions
                .iter()
                .any(|function| function == name)
        };
        let mut files = self.inputs.library.iter().filter(|file| defines(file.text));
        files.any(|file| {
            let mut sources = Sources::new();
            let id = sources.add_library(file.name, file.text);
            let Ok(parsed) = parse(&sources, id, &self.inputs.environment) else {
                return false;
            };
            let mut functions = parsed.script.functions.iter();
            functions.any(|function| function.name.name == name && function.parameters.is_empty())
        })
    }

    /// The variables that a name was probably meant for.
    fn near(&self, body: usize, name: &str) -> Meant {
        let written = self.written();
        let functions = self.program.functions.len();
        let (locals, parameters): (&[Variable], usize) = match self.program.functions.get(body) {
            Some(function) => (&function.locals, function.parameters),
            None => (&self.program.probes[body - functions].locals, 0),
        };
        let locals = locals
            .iter()
            .enumerate()
            .filter(|(index, _)| *index < parameters || written.contains(&(body, *index)));
        let names = locals.map(|(_, local)| local.name.as_str());
        let globals = self
            .program
            .globals
            .iter()
            .map(|global| global.name.as_str());
        let offered = self.program.offered.iter().map(String::as_str);
        let candidates = names.chain(globals).chain(offered);
        let near = similar(
            name,
            candidates.filter(|candidate| *candidate != name && !candidate.starts_with('_')),
        );
        match near.as_slice() {
            [] => Meant::Nothing,
            near => Meant::Similar(near.iter().map(|name| (*name).to_owned()).collect()),
        }
    }
}
