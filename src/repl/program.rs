//! What was entered so far, as one program: each entry's text to a plan that fits those that run.

use crate::backends::tested;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use sigscript_compiler::entries::{Compiled, Entries, lone_variable, shown, statements};
use sigscript_compiler::plan::{Content, Global};
use sigscript_compiler::{BackendKind, Kind};
use sigscript_grammar::highlight::{Class, pieces};
use sigscript_grammar::syntax::Script;
use sigscript_grammar::{
    Diagnostic, Environment, Failure, FileId, Sources, Span, parse, parse_statements, similar,
};

use super::ground::Ground;

/// The words that a declaration begins with; everything else is statements.
const DECLARATIONS: &[&str] = &["probe", "global", "function", "private", "@define", "%("];

/// A text that was read.
pub enum Read {
    /// `name`: a global by itself.
    Global(Span),
    /// Something to compile, with what else may have been meant where that fails.
    Script(Box<Parsed>, Option<Box<Parsed>>),
}

/// A text's tree.
pub struct Parsed {
    file: FileId,
    script: Script,
    statements: bool,
    /// All texts, this one among them.
    sources: Sources,
    warnings: Vec<Diagnostic>,
}

/// Everything that is wrong, and the texts that it is about.
pub struct Wrong(pub Vec<Diagnostic>, pub Sources);

/// An entry that fits what runs, and what the program is with it.
pub struct Ready {
    /// Its plan; `None` where it only declares.
    pub compiled: Option<Box<Compiled>>,
    /// The texts that the plan points into.
    pub sources: Sources,
    /// Its plan as text.
    pub listing: String,
    file: FileId,
    after: Entries,
    texts: Sources,
    types: Types,
}

/// The types of the globals in use: keys, and what an element or the value is; by where they are declared.
type Types = HashMap<Span, (Vec<Kind>, Content)>;

/// An entry that was started.
pub struct Entered {
    /// The first line of its text.
    pub title: String,
    /// Its plan as text.
    pub listing: String,
    file: FileId,
}

/// The program.
pub struct Program<'a> {
    ground: &'a Ground<'a>,
    texts: Sources,
    entries: Entries,
    types: Types,
    /// The entries with probes, by their numbers.
    pub entered: BTreeMap<usize, Entered>,
    /// `target()` of what is entered next.
    pub target: i64,
}

impl<'a> Program<'a> {
    /// Nothing entered yet; `texts` are those of the macros.
    pub fn new(ground: &'a Ground<'a>, texts: Sources, target: i64) -> Self {
        Self {
            ground,
            texts,
            entries: Entries::default(),
            types: Types::new(),
            entered: BTreeMap::new(),
            target,
        }
    }

    /// What is declared.
    pub fn entries(&self) -> &Entries {
        &self.entries
    }

    /// Where the globals are declared.
    pub fn declared(&self) -> Vec<Span> {
        let globals = self.entries.globals().iter();
        globals.map(|global| global.name.span).collect()
    }

    /// Everything that is declared, and the probes of these entries, as one script.
    pub fn script(&self, running: &BTreeSet<usize>) -> String {
        let files: Vec<FileId> = self.files(running).collect();
        self.entries
            .script(|file| files.contains(&file))
            .to_string()
    }

    fn files(&self, running: &BTreeSet<usize>) -> impl Iterator<Item = FileId> {
        running
            .iter()
            .filter_map(|number| self.entered.get(number))
            .map(|entered| entered.file)
    }

    /// Reads a text.
    pub fn read(&self, name: &str, text: &str, arguments: &[String]) -> Result<Read, Wrong> {
        let mut sources = self.texts.clone();
        let file = sources.add(name, text);
        let environment = Environment {
            arguments: arguments.to_vec(),
            ..self.ground.environment.clone()
        };
        let parsed = |script, statements, warnings| {
            Box::new(Parsed {
                file,
                script,
                statements,
                sources: sources.clone(),
                warnings,
            })
        };
        let wrong = |failure: Failure| Wrong(failure.diagnostics, sources.clone());
        if declares(text) {
            let read = parse(&sources, file, &environment).map_err(wrong)?;
            return Ok(Read::Script(
                parsed(read.script, false, read.warnings),
                None,
            ));
        }
        let read = parse_statements(&sources, file, &environment).map_err(wrong)?;
        let globals = self.entries.globals();
        let known: Vec<&str> = globals
            .iter()
            .map(|global| global.name.name.as_str())
            .collect();
        if let Some(name) = lone_variable(&read.statements)
            && let Some(global) = globals.iter().find(|global| global.name.name == name)
        {
            return Ok(Read::Global(global.name.span));
        }
        let span = Span {
            file,
            start: 0,
            end: text.len() as u32,
        };
        let script = |body| parsed(statements(body, span, &known), true, Vec::new());
        Ok(match shown(&read.statements) {
            Some(shown) => Read::Script(script(shown), Some(script(read.statements))),
            None => Read::Script(script(read.statements), None),
        })
    }

    /// Compiles a text that was read.
    pub fn compile(
        &self,
        parsed: &Parsed,
        kind: BackendKind,
        running: &BTreeSet<usize>,
    ) -> Result<Ready, Wrong> {
        let files: Vec<FileId> = self.files(running).collect();
        let mut after = self.entries.clone();
        let mut sources = parsed.sources.clone();
        after.enter(parsed.script.clone(), &sources, |file| {
            file == parsed.file || files.contains(&file)
        });
        let mut ready = Ready {
            compiled: None,
            sources: Sources::new(),
            listing: String::new(),
            file: parsed.file,
            after,
            texts: parsed.sources.clone(),
            types: self.types.clone(),
        };
        if !parsed.script.probes.is_empty() {
            let inputs = self.ground.inputs(kind, self.target);
            let compiled = ready.after.compile(parsed.file, &mut sources, &inputs);
            let mut compiled = match compiled {
                Ok(compiled) => compiled,
                Err(diagnostics) => return Err(Wrong(diagnostics, sources)),
            };
            let known = ready.types.len();
            let anew = match take_in(&mut ready.types, &compiled) {
                Ok(anew) => anew || ready.types.len() > known,
                Err(diagnostic) => return Err(Wrong(vec![diagnostic], sources)),
            };
            if parsed.statements && !anew {
                ready.after.forget_probes(parsed.file);
            }
            compiled.warnings.extend(parsed.warnings.iter().cloned());
            ready.listing = compiled
                .plan
                .text(kind, &|probe| tested(&compiled.plan, probe, kind));
            ready.compiled = Some(Box::new(compiled));
        }
        ready.sources = sources;
        Ok(ready)
    }

    /// Takes in an entry that was started.
    pub fn accept(&mut self, ready: Ready, number: Option<(usize, &str)>) {
        self.entries = ready.after;
        self.texts = ready.texts;
        self.types = ready.types;
        if let Some((number, text)) = number {
            let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let title = lines.next().unwrap_or_default().to_owned();
            let entered = Entered {
                title,
                listing: ready.listing,
                file: ready.file,
            };
            self.entered.insert(number, entered);
        }
    }
}

/// Whether a text declares something, or was meant to, rather than being statements.
pub fn declares(text: &str) -> bool {
    let text = without_comments(text);
    let begins = DECLARATIONS.iter().any(|word| {
        text.strip_prefix(word).is_some_and(|rest| {
            !word.ends_with(|last: char| last.is_ascii_alphabetic())
                || !rest.starts_with(|next: char| next.is_ascii_alphanumeric() || next == '_')
        })
    });
    begins || is_misspelt(text) || is_header(text)
}

/// Whether a text is a declaration but for the spelling of its first word: `globl n`. No statement begins with two names.
fn is_misspelt(text: &str) -> bool {
    let is_wordy = |next: char| next.is_ascii_alphanumeric() || next == '_';
    let (first, rest) = text.split_at(text.find(|next| !is_wordy(next)).unwrap_or(text.len()));
    let second = rest.trim_start();
    let two = second.len() < rest.len() && second.starts_with(is_wordy);
    let is_declaration = |word: &&&str| word.starts_with(is_wordy);
    let words = DECLARATIONS.iter().filter(is_declaration).copied();
    two && !similar(first, words).is_empty()
}

/// Whether a text is a probe but for its first word: `signal.send { … }`, or bpftrace's `tracepoint:signal:signal_generate { … }`.
fn is_header(text: &str) -> bool {
    let colored = pieces(text);
    let class_at = |at: usize| {
        let piece = colored.iter().find(|(range, _)| range.contains(&at));
        piece.map(|(_, class)| *class)
    };
    let mut braces = text.match_indices('{').map(|(at, _)| at);
    let brace = braces.find(|&at| !matches!(class_at(at), Some(Class::String | Class::Comment)));
    brace.is_some_and(|brace| {
        let head = text[..brace].trim_end();
        let has_statement = colored
            .iter()
            .any(|(range, class)| range.start < brace && *class == Class::Keyword);
        head.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
            && !has_statement
            && !head.contains([';', '\n'])
    })
}

/// What comes behind the blanks and comments that a text begins with.
pub fn without_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    for (range, class) in pieces(text) {
        if class != Class::Comment || text.len() - rest.len() < range.start {
            break;
        }
        rest = text[range.end..].trim_start();
    }
    rest
}

/// Whether more of a text could make it one that parses.
pub fn is_incomplete(text: &str, environment: &Environment) -> bool {
    let mut sources = Sources::new();
    let file = sources.add("<entry>", text);
    let failure = if declares(text) {
        parse(&sources, file, environment).err()
    } else {
        parse_statements(&sources, file, environment).err()
    };
    failure.is_some_and(|failure| failure.incomplete)
}

/// Takes in what a plan knows of the globals it uses; tells whether it asks more of one than was known.
fn take_in(types: &mut Types, compiled: &Compiled) -> Result<bool, Diagnostic> {
    let mut more = false;
    let globals = compiled.plan.globals.iter().zip(&compiled.uses);
    for (global, _) in globals.filter(|(_, used)| **used) {
        let own = (global.keys.clone(), global.content);
        match types.get(&global.span) {
            Some(known) if !fits(known, &own) => return Err(clash(global)),
            known => more |= known.is_some_and(|known| *known != own),
        }
        types.insert(global.span, own);
    }
    Ok(more)
}

fn fits(one: &(Vec<Kind>, Content), other: &(Vec<Kind>, Content)) -> bool {
    let content = match (one.1, other.1) {
        (Content::Statistic(_), Content::Statistic(_)) => true,
        (one, other) => one == other,
    };
    content && one.0 == other.0
}

fn clash(global: &Global) -> Diagnostic {
    let message = format!(
        "what was entered before uses `{}` with another type",
        global.name
    );
    let help = format!("begin anew with it: `global {}`", global.name);
    Diagnostic::error(global.span, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_to_declare_is_no_statement() {
        for text in [
            "probe begin { }",
            "/* now */ global n",
            "prob signal.send { println(sig) }",
            "globl n",
            "signal.send { println(sig) }",
            "tracepoint:signal:signal_generate /pid == 3/ { }",
            "BEGIN {",
        ] {
            assert!(declares(text), "{text}");
        }
        for text in [
            "prob = 3",
            "probes",
            "globals[1]++",
            "if (n) { println(n) }",
            "println(\"{\")",
            "n++; { n++ }",
            "{ n++ }",
            "println(1) if (n) { n++ }",
            "try { n = 1 / n } catch { }",
        ] {
            assert!(!declares(text), "{text}");
        }
    }
}
