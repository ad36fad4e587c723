//! Names to indices: [`Script`] to [`Program`]. Aliases are expanded, points chosen by what the catalog and backend offer, library
//! files read as far as they are needed.

mod around;
mod body;
mod calls;
mod dump;
mod elements;
mod elsewhere;
mod entry;
mod expression;
mod field;
mod fields;
pub mod glob;
pub mod kernel_points;
mod layout;
pub mod library;
pub mod lookup;
pub mod memory;
pub mod points;
mod pretty;
mod recorded;
mod scope;
pub mod suggest;
mod target;
mod unsupported;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use sigscript_grammar::syntax::{self, Script};
use sigscript_grammar::{Diagnostic, FileId, Severity, Sources, Span};

use crate::errors;
use crate::tree::{Elements, Function, Probe, Program, Variable};
use crate::{Inputs, Resolved};
use body::Body;
use elements::GlobalUse;
use library::Library;
use points::{MOST_NAMES, ResolvedPoint};
use scope::Scope;

/// Resolves a script. Library files that it needs are added to `sources`. What is wrong with it comes along: the check may find more.
pub fn resolve(script: Script, sources: &mut Sources, inputs: &Inputs) -> Resolved {
    let mut resolver = Resolver::new(sources, inputs);
    let probes = resolver.declare(script);
    for probe in &probes {
        resolver.probe(probe);
    }
    resolver.called_functions();
    resolver.brought_probes();
    resolver.settle_globals();
    if resolver.program.probes.is_empty() && resolver.diagnostics.is_empty() {
        resolver.diagnostics.push(errors::no_probes(false));
    }
    if resolver.names_looked_up > MOST_NAMES {
        // What was found up to here says nothing about the rest.
        resolver.program = Program::default();
    }
    resolver.wrong.any = !resolver.diagnostics.is_empty();
    Resolved {
        program: resolver.program,
        reads_arguments: resolver.reads_arguments,
        diagnostics: each_once(resolver.diagnostics),
        wrong: resolver.wrong,
    }
}

/// What was found wrong in several ways is told once.
pub fn each_once(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told = HashSet::new();
    diagnostics.retain(|diagnostic| {
        let place = diagnostic.labels.first().map(|label| label.span);
        told.insert((place, diagnostic.message.clone()))
    });
    diagnostics
}

/// The file that a declaration is private to.
fn only_in(private: bool, span: Span) -> Option<FileId> {
    private.then_some(span.file)
}

/// What is wrong and was reported.
#[derive(Debug, Default)]
pub struct Wrong {
    /// Whether anything is.
    pub any: bool,
    /// Expressions, in whose places something else stands.
    pub expressions: HashSet<Span>,
    /// Names that must be declared as globals.
    pub locals: HashSet<(String, FileId)>,
}

/// The mistake is among the diagnostics already.
struct Reported;

struct Resolver<'a> {
    inputs: &'a Inputs<'a>,
    sources: &'a mut Sources,
    library: Library<'a>,
    program: Program,
    globals: Scope<usize>,
    /// By name; the user's before the library's.
    declared: Scope<Vec<Rc<syntax::Function>>>,
    /// How each global is used.
    uses: Vec<GlobalUse>,
    /// The functions in use, by the file they are private to, name and number of parameters; of several overloads, the first.
    functions: HashMap<(Option<FileId>, String, usize), usize>,
    /// The functions in use whose bodies are still to be resolved.
    queue: Vec<(usize, Rc<syntax::Function>)>,
    aliases: Vec<Rc<syntax::Alias>>,
    /// The probes of library files, which come in with the first function in use of theirs.
    waiting: HashMap<FileId, Vec<syntax::Probe>>,
    /// The files of which a function is in use.
    in_use: HashSet<FileId>,
    /// Their probes that are not yet resolved.
    brought: Vec<syntax::Probe>,
    diagnostics: Vec<Diagnostic>,
    /// What is among the diagnostics already.
    wrong: Wrong,
    /// The names that were assigned like target variables, but are none.
    with_dollar: HashSet<String>,
    /// What was said of points that were not found.
    not_found: HashMap<Span, Vec<Diagnostic>>,
    /// The script reads `argc` or `argv`.
    reads_arguments: bool,
    /// How many names of points were looked up.
    names_looked_up: usize,
    /// Whether the variables of library aliases are computed that nobody reads.
    sets_all: bool,
}

impl<'a> Resolver<'a> {
    fn new(sources: &'a mut Sources, inputs: &'a Inputs<'a>) -> Self {
        Self {
            inputs,
            sources,
            library: Library::new(inputs.library),
            program: Program::default(),
            globals: Scope::default(),
            uses: Vec::new(),
            declared: Scope::default(),
            functions: HashMap::new(),
            queue: Vec::new(),
            aliases: Vec::new(),
            waiting: HashMap::new(),
            in_use: HashSet::new(),
            brought: Vec::new(),
            diagnostics: Vec::new(),
            wrong: Wrong::default(),
            with_dollar: HashSet::new(),
            not_found: HashMap::new(),
            reads_arguments: false,
            names_looked_up: 0,
            sets_all: !inputs.options.fold,
        }
    }
}

impl Resolver<'_> {
    /// Makes the declarations of a text known and returns its probes.
    fn declare(&mut self, script: Script) -> Vec<syntax::Probe> {
        for global in script.globals {
            self.declare_global(global);
        }
        for function in script.functions {
            let names = self
                .declared
                .of(only_in(function.private, function.name.span));
            let overloads = names.entry(function.name.name.clone()).or_default();
            overloads.push(Rc::new(function));
        }
        self.aliases.extend(script.aliases.into_iter().map(Rc::new));
        script.probes
    }

    fn declare_global(&mut self, global: syntax::Global) {
        let private = only_in(global.private, global.name.span);
        if let Some(&index) = self.globals.of(private).get(&global.name.name) {
            let first = self.program.globals[index].span;
            self.diagnostics
                .push(errors::duplicate_global(&global.name, first));
            return;
        }
        let (span, scalar) = (global.name.span, global.initial.is_some());
        self.globals
            .of(private)
            .insert(global.name.name.clone(), self.program.globals.len());
        self.program.globals.push(Variable {
            name: global.name.name,
            kind: None,
            initial: global.initial,
            display: false,
            library: self.sources.get(span.file).library,
            elements: Elements {
                size: global.size,
                wrap: global.wrap,
                ..Elements::default()
            },
            span: global.name.span,
        });
        self.uses.push(if scalar {
            GlobalUse::scalar(span)
        } else {
            GlobalUse::default()
        });
    }

    fn probe(&mut self, probe: &syntax::Probe) {
        let found = self.points(&probe.points);
        if self.names_looked_up > MOST_NAMES {
            return;
        }
        for resolved in found {
            self.probe_on(resolved, &probe.body);
        }
    }

    /// A probe on one point, with what the aliases on the way there put around its handler.
    fn probe_on(&mut self, resolved: ResolvedPoint, handler: &[syntax::Statement]) {
        let reported = self.diagnostics.len();
        let mut body = Body::for_probe(self, &resolved);
        let mut statements = body.around(&resolved.aliases, handler);
        let condition = resolved
            .condition
            .as_ref()
            .map(|condition| body.arming_condition(condition));
        let entries = std::mem::take(&mut body.entries);
        statements.extend(body.release(&entries, resolved.span));
        let locals = body.into_locals();
        if let Some(point) = entry::of(&resolved).filter(|_| !entries.is_empty()) {
            let probe = Body::for_probe(self, &point).entry_probe(&entries, point);
            self.program.probes.push(probe);
        }
        self.tell_origin(reported, resolved.span);
        let set_elsewhere = self.set_elsewhere(&resolved);
        self.program.probes.push(Probe {
            name: resolved.name,
            point: resolved.point,
            locals,
            condition,
            body: statements,
            set_elsewhere,
            library: self.sources.get(resolved.span.file).library,
            span: resolved.span,
        });
    }

    /// Adds the probe that led there to what was reported of the library.
    fn tell_origin(&mut self, reported: usize, point: Span) {
        for diagnostic in &mut self.diagnostics[reported..] {
            let told = std::mem::replace(diagnostic, Diagnostic::new(Severity::Error, ""));
            *diagnostic = errors::led_here(told, self.sources, point);
        }
    }

    /// Resolves the bodies of the functions in use; they may bring further functions into use.
    fn called_functions(&mut self) {
        while let Some((index, function)) = self.queue.pop() {
            let mut body = Body::for_function(self, &function);
            let statements = body.statements(&function.body);
            let locals = body.into_locals();
            let resolved = &mut self.program.functions[index];
            resolved.body = statements;
            resolved.locals = locals;
        }
    }

    /// Brings in the probes of a library file of which a function is in use.
    fn bring_probes(&mut self, file: FileId) {
        if self.in_use.insert(file)
            && let Some(probes) = self.waiting.get(&file)
        {
            self.brought.extend_from_slice(probes);
        }
    }

    /// Resolves the probes that came with the library functions in use. They stand before the script's own, so that what they keep up
    /// to date is so when the script looks at it on the same event.
    fn brought_probes(&mut self) {
        let own = std::mem::take(&mut self.program.probes);
        while !self.brought.is_empty() {
            for probe in std::mem::take(&mut self.brought) {
                self.probe(&probe);
            }
            self.called_functions();
        }
        self.program.probes.extend(own);
    }

    /// The index of the function that a call of `name` with `arity` arguments means; `None` where neither the script nor its
    /// library defines one.
    fn function(
        &mut self,
        name: &syntax::Identifier,
        arity: usize,
        variable: bool,
    ) -> Result<Option<usize>, Reported> {
        let file = name.span.file;
        let fits = |function: &&Rc<syntax::Function>| function.parameters.len() == arity;
        let own = self.declared.private(&name.name, file);
        let private = own.filter(|own| own.iter().any(|function| fits(&function)));
        let key = (private.map(|_| file), name.name.clone(), arity);
        if let Some(&index) = self.functions.get(&key) {
            return Ok(Some(index));
        }
        if self.declared.get(&name.name, file).is_none() {
            self.load_library(&name.name);
        }
        let private = self.declared.private(&name.name, file);
        let common = self.declared.common(&name.name);
        let overloads = match key.0 {
            Some(_) => private,
            None => common.or(private),
        };
        let Some(overloads) = overloads else {
            return Ok(None);
        };
        let mut fitting: Vec<Rc<syntax::Function>> =
            overloads.iter().filter(fits).cloned().collect();
        let builtins = self.inputs.rows.builtins;
        if fitting.is_empty()
            && (memory::read(&name.name, arity).is_some()
                || builtins
                    .iter()
                    .any(|row| row.name == name.name && row.parameters.len() == arity))
        {
            return Ok(None);
        }
        if fitting.is_empty() {
            let parameters = |function: &Rc<syntax::Function>| {
                let names = function.parameters.iter();
                names.map(|parameter| parameter.name.name.clone()).collect()
            };
            let known: Vec<Vec<String>> = overloads.iter().map(parameters).collect();
            self.diagnostics
                .push(errors::wrong_arity(name, arity, &known, variable));
            return Err(Reported);
        }
        fitting.sort_by_key(|function| function.priority.unwrap_or(0));
        let first = self.program.functions.len();
        let last = first + fitting.len() - 1;
        for (index, function) in (first..).zip(fitting) {
            self.bring_probes(function.name.span.file);
            self.program.functions.push(Function {
                name: function.name.clone(),
                parameters: arity,
                locals: Vec::new(),
                returns: function.returns.map(Into::into),
                body: Vec::new(),
                derived: false,
                raw: self.is_internal(&function.name),
                next: (index < last).then_some(index + 1),
            });
            self.queue.push((index, function));
        }
        self.functions.insert(key, first);
        Ok(Some(first))
    }

    /// Whether a function is for the library only: its name begins with an underscore.
    fn is_internal(&self, name: &syntax::Identifier) -> bool {
        name.name.starts_with('_') && self.sources.get(name.span.file).library
    }

    /// Reads the library files that define the function or alias called `name`.
    fn load_library(&mut self, name: &str) {
        for (file, script) in
            self.library
                .load(name, self.sources, self.inputs, &mut self.diagnostics)
        {
            let probes = self.declare(script);
            self.waiting.insert(file, probes);
        }
    }
}
