//! The library: files that are parsed only when a script needs a name that they define.

use sigscript_grammar::syntax::Script;
use sigscript_grammar::{Definitions, Diagnostic, FileId, Sources, definitions, parse};

use crate::Inputs;

/// A file of the library.
#[derive(Clone, Copy, Debug)]
pub struct LibraryFile<'a> {
    /// What diagnostics call it.
    pub name: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// The library files and which of them are read already.
pub struct Library<'a> {
    files: Vec<(LibraryFile<'a>, Definitions, bool)>,
}

impl<'a> Library<'a> {
    pub fn new(files: &'a [LibraryFile<'a>]) -> Self {
        let files = files
            .iter()
            .map(|file| (*file, definitions(file.text), false))
            .collect();
        Self { files }
    }

    /// Parses the files not yet read that define a function called `name`, or an alias that `name` may mean (with wildcards, any
    /// alias may be meant).
    pub fn load(
        &mut self,
        name: &str,
        sources: &mut Sources,
        inputs: &Inputs,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<(FileId, Script)> {
        let mut scripts = Vec::new();
        for (file, definitions, loaded) in &mut self.files {
            if *loaded || !defines(definitions, name) {
                continue;
            }
            *loaded = true;
            let id = sources.add_library(file.name, file.text);
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
            .flat_map(|(_, definitions, _)| definitions.functions.iter().map(String::as_str))
    }

    /// The names of all aliases of the library.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.files
            .iter()
            .flat_map(|(_, definitions, _)| definitions.aliases.iter().map(String::as_str))
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
            .flat_map(|(_, definitions, _)| &definitions.unavailable)
            .map(|(name, reason)| (name.as_str(), reason.as_str()))
    }
}

/// Whether a file defines `name`; for a dotted name, an alias that shares its first part is enough, as suffixes and wildcards may follow.
fn defines(definitions: &Definitions, name: &str) -> bool {
    let first = name.split('.').next().unwrap_or(name);
    definitions
        .functions
        .iter()
        .any(|function| function == name)
        || definitions
            .aliases
            .iter()
            .any(|alias| first.contains('*') || alias.split('.').next() == Some(first))
}
