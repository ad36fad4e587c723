//! One point after another, each by itself: what a listing asks. The library's files are read once, as far as they are needed.

use std::rc::Rc;

use sigscript_grammar::syntax::{Alias, Component};
use sigscript_grammar::{Diagnostic, Sources, Span};

use crate::catalog::Event;
use crate::path::type_text;
use crate::resolve::points::{EventScope, ResolvedPoint, point_text};
use crate::resolve::target::{syscall_value, syscall_values};
use crate::resolve::{Resolver, Wrong};
use crate::{Inputs, Resolved};

/// Looks up points.
pub struct Lookup<'a>(Resolver<'a>);

/// A name that an alias goes by.
pub struct NamedAlias {
    /// The whole name.
    pub name: String,
    /// Its parts.
    pub components: Vec<Component>,
    /// Whether the last parts are not the alias's own but passed down to what it stands for.
    pub has_suffix: bool,
    /// What describes it.
    pub alias: Rc<Alias>,
}

impl<'a> Lookup<'a> {
    /// A lookup in the library of `inputs`.
    pub fn new(sources: &'a mut Sources, inputs: &'a Inputs<'a>) -> Self {
        Self(Resolver {
            sets_all: true,
            ..Resolver::new(sources, inputs)
        })
    }

    /// The aliases that a name, which may have wildcards, may mean.
    pub fn aliases(&mut self, wanted: &[Component]) -> Vec<NamedAlias> {
        let found = self.0.matching_aliases(wanted);
        let named = found.into_iter().filter_map(|(alias, name, suffix)| {
            let parts = parts_of(&alias, &name, &suffix)?;
            Some(NamedAlias {
                name,
                has_suffix: !suffix.is_empty(),
                components: [parts, suffix].concat(),
                alias,
            })
        });
        named.collect()
    }

    /// The aliases with a name that fits.
    pub fn aliases_like(&mut self, fits: impl Fn(&str) -> bool) -> Vec<NamedAlias> {
        let names: Vec<String> = self.0.library.aliases().map(str::to_owned).collect();
        for name in names {
            // What a group stands for is known when it is parsed.
            if name.contains('{') || fits(&name) {
                self.0.load_library(&name);
            }
        }
        let mut found = Vec::new();
        for alias in &self.0.aliases {
            for point in &alias.names {
                found.push(NamedAlias {
                    name: point_text(&point.components),
                    components: point.components.clone(),
                    has_suffix: false,
                    alias: alias.clone(),
                });
            }
        }
        found.retain(|alias| fits(&alias.name));
        found
    }

    /// The points of which the library says that they cannot be had, and why.
    pub fn unavailable(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.library.all_unavailable()
    }

    /// The texts that were read so far.
    pub fn sources(&self) -> &Sources {
        self.0.sources
    }

    /// The points nearest to a name that is none.
    pub fn similar(&self, text: &str) -> Vec<String> {
        self.0.similar_points(text)
    }

    /// What was found wrong with the library's files since this was asked last.
    pub fn complaints(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.0.diagnostics)
    }

    /// The concrete points that a name stands for; none where it stands for nothing on this kernel.
    pub fn points(
        &mut self,
        components: &[Component],
        span: Span,
    ) -> Result<Vec<ResolvedPoint>, Vec<Diagnostic>> {
        self.0.names_looked_up = 0;
        let found = self.0.point(components, span, &[]);
        self.or_complaints(found)
    }

    /// A program with an empty probe on each of these points, which go by the points' names.
    pub fn program(&mut self, points: &[ResolvedPoint]) -> Result<Resolved, Vec<Diagnostic>> {
        for point in points {
            self.0.probe_on(point.clone(), &[]);
        }
        self.0.called_functions();
        self.0.brought_probes();
        // What this program learns about the globals is no concern of the next one's.
        let globals = self.0.program.globals.clone();
        self.0.settle_globals();
        let program = std::mem::take(&mut self.0.program);
        self.0.program.globals = globals;
        self.0.functions.clear();
        self.0.queue.clear();
        self.0.in_use.clear();
        self.0.brought.clear();
        self.or_complaints(Resolved {
            program,
            reads_arguments: false,
            diagnostics: Vec::new(),
            wrong: Wrong::default(),
        })
    }

    fn or_complaints<T>(&mut self, found: T) -> Result<T, Vec<Diagnostic>> {
        let complaints = self.complaints();
        if complaints.is_empty() {
            Ok(found)
        } else {
            Err(complaints)
        }
    }
}

/// The alias's own parts of a full name.
fn parts_of(alias: &Alias, full: &str, suffix: &[Component]) -> Option<Vec<Component>> {
    let behind = if suffix.is_empty() {
        String::new()
    } else {
        format!(".{}", point_text(suffix))
    };
    let own = full.strip_suffix(&behind)?;
    let mut names = alias.names.iter();
    let name = names.find(|name| point_text(&name.components) == own)?;
    Some(name.components.clone())
}

/// The target variables of a point: name, without `$`, and C type.
pub fn targets(scope: &EventScope) -> Vec<(String, String)> {
    match scope {
        EventScope::None => Vec::new(),
        EventScope::Trace { parameters, .. } => {
            let pair = |parameter: &crate::catalog::Parameter| {
                (parameter.name.clone(), type_text(&parameter.kind))
            };
            parameters.iter().map(pair).collect()
        }
        EventScope::Record { event, .. } => record_targets(event),
        EventScope::Stop(stop) => {
            let pair = |name: &&str| ((*name).to_owned(), "long int".to_owned());
            stop.fields().iter().map(pair).collect()
        }
        EventScope::Syscall { returns, .. } => {
            let pair = |name: &str| {
                let (_, kind) = syscall_value(name, *returns)?;
                Some((name.to_owned(), type_text(&kind)))
            };
            syscall_values(*returns)
                .into_iter()
                .filter_map(pair)
                .collect()
        }
    }
}

/// The target variables of a tracefs event.
pub fn record_targets(event: &Event) -> Vec<(String, String)> {
    let own = event
        .fields
        .iter()
        .filter(|field| !field.name.starts_with("common_"));
    own.map(|field| (field.name.clone(), field.declared.clone()))
        .collect()
}
