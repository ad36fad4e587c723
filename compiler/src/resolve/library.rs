//! The library: files that are parsed only when a script needs a name that they define.

use std::collections::HashSet;

use sigscript_grammar::syntax::Script;
use sigscript_grammar::{Definitions, Diagnostic, FileId, Sources, definitions, parse};

use crate::Inputs;
use crate::resolve::glob::glob;

/// A file of the library.
#[derive(Clone, Copy, Debug)]
pub struct LibraryFile<'a> {
    /// What diagnostics call it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A file, and whether it is read already.
struct Entry<'a> {
    file: LibraryFile<'a>,
    definitions: Definitions,
    /// Whether one of its aliases has a choice of names, or arguments.
    choices: bool,
    loaded: bool,
}

/// The library files.
pub struct Library<'a> {
    files: Vec<Entry<'a>>,
    /// The names whose files are all read: asking again changes nothing.
    asked: HashSet<String>,
}

impl<'a> Library<'a> {
    pub fn new(files: &'a [LibraryFile<'a>]) -> Self {
        let files = files
            .iter()
            .map(|file| {
                let definitions = definitions(file.text);
                Entry {
                    file: *file,
                    choices: definitions.aliases.iter().any(|alias| has_choice(alias)),
                    definitions,
                    loaded: false,
                }
            })
            .collect();
        Self {
            files,
            asked: HashSet::new(),
        }
    }

    /// Parses the files not yet read that define a function called `name`, or an alias that `name` may mean.
    pub fn load(
        &mut self,
        name: &str,
        sources: &mut Sources,
        inputs: &Inputs,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(FileId, Script)> {
        let mut scripts = Vec::new();
        if !self.asked.insert(name.to_owned()) {
            return scripts;
        }
        for entry in &mut self.files {
            if entry.loaded || !entry.defines(name) {
                continue;
            }
            entry.loaded = true;
            let id = sources.add_library(entry.file.name, entry.file.text);
            match parse(sources, id, &inputs.environment) {
                Ok(parsed) => scripts.push((id, parsed.script)),
                Err(failure) => diagnostics.extend(failure.diagnostics),
            }
        }
        scripts
    }

    /// The names of all functions of the library.
    pub fn functions(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .flat_map(|entry| entry.definitions.functions.iter().map(String::as_str))
    }

    /// The names of all aliases of the library.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .flat_map(|entry| entry.definitions.aliases.iter().map(String::as_str))
    }

    /// Why the point called `name` cannot be had, where a file says so of it.
    pub fn unavailable(&self, name: &str) -> Option<&str> {
        let mut all = self.all_unavailable();
        all.find_map(|(other, reason)| (other == name).then_some(reason))
    }

    /// The names of all points of which the library says that they cannot be had, and why.
    pub fn all_unavailable(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files
            .iter()
            .flat_map(|entry| &entry.definitions.unavailable)
            .map(|(name, reason)| (name.as_str(), reason.as_str()))
    }
}

impl Entry<'_> {
    /// Whether the file defines `name`: a function called so, or an alias that begins the dotted name, whose parts may hold wildcards.
    fn defines(&self, name: &str) -> bool {
        let Definitions {
            functions, aliases, ..
        } = &self.definitions;
        if functions.iter().any(|function| function == name) {
            return true;
        }
        // Most names are plain, and so are most aliases; all of the library is looked through for each name.
        if self.choices || name.contains(WILD) {
            return aliases.iter().any(|alias| may_mean(name, alias));
        }
        aliases.iter().any(|alias| {
            let rest = name.strip_prefix(alias.as_str());
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

/// What makes a name one of several.
const WILD: [char; 5] = ['*', '?', '[', '{', '('];

fn has_choice(alias: &str) -> bool {
    alias.contains(['{', '('])
}

/// Whether `wanted`, as a script writes it, may mean an alias written as `alias`. What is not compared part by part (`**`, parts with
/// arguments, alternatives in braces) counts.
fn may_mean(wanted: &str, alias: &str) -> bool {
    let mut parts = wanted.split('.');
    alias.split('.').all(|alias| {
        let Some(part) = parts.next() else {
            return false;
        };
        part == alias
            || has_choice(alias)
            || part.contains('(')
            || part.contains("**")
            || glob(part, alias)
    }) || wanted.contains("**")
        || has_choice(alias)
}
