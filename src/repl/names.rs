//! The names that may be written at a place: probe points, variables of the probe, functions, globals, operators.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::slice;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use sigscript_compiler::LibraryFile;
use sigscript_compiler::listing::{self, Detail, Row};
use sigscript_grammar::Sources;
use sigscript_grammar::highlight::{Class, pieces};
use sigscript_grammar::reference::{AT_OPERATORS, STATEMENTS};
use sigscript_grammar::syntax::PrintName;

use super::ground::Ground;
use crate::arguments::BackendName;
use crate::reference;

/// How each function of the library is written, and what it gives. All of the library is parsed for it, so another thread begins early.
#[derive(Default)]
pub struct Functions {
    rows: OnceLock<Vec<(String, String)>>,
    /// Nobody will ask any more.
    leaving: AtomicBool,
}

impl Functions {
    /// Reads the library, unless another thread does.
    pub fn read(&self, library: &[LibraryFile]) -> &[(String, String)] {
        self.rows.get_or_init(|| {
            let files = library.iter();
            let wanted = files.take_while(|_| !self.leaving.load(Ordering::Relaxed));
            let rows = wanted.flat_map(|file| reference::function_rows(slice::from_ref(file)));
            // Those of the runtime come with every file.
            rows.collect::<BTreeSet<_>>().into_iter().collect()
        })
    }

    /// Ends the reading.
    pub fn leave(&self) {
        self.leaving.store(true, Ordering::Relaxed);
    }
}

/// What the library and the entries define.
pub struct Names<'a> {
    pub ground: &'a Ground<'a>,
    functions: &'a Functions,
    /// The variables of the points that were asked for, as this backend has them.
    variables: RefCell<(BackendName, BTreeMap<String, Vec<String>>)>,
    /// The globals that were entered.
    pub globals: Vec<String>,
    /// The functions that were entered: how each is written, and the comment above it.
    pub entered: Vec<(String, String)>,
    /// The entries that may be stopped.
    pub numbers: Vec<usize>,
}

/// Where in a text the cursor is.
#[derive(Debug, PartialEq, Eq)]
pub enum Place<'a> {
    /// In a list of probe points.
    Points,
    /// In the handler of a probe on these points.
    Handler(&'a str),
    /// Elsewhere.
    Other,
}

impl<'a> Names<'a> {
    pub fn new(ground: &'a Ground<'a>, functions: &'a Functions) -> Self {
        Self {
            ground,
            functions,
            variables: RefCell::new((BackendName::Auto, BTreeMap::new())),
            globals: Vec::new(),
            entered: Vec::new(),
            numbers: Vec::new(),
        }
    }

    /// The functions called `name`: how each is written, and what it gives.
    pub fn functions(&self, name: &str) -> impl Iterator<Item = &(String, String)> {
        self.all_functions()
            .filter(move |(written, _)| function_name(written) == name)
    }

    /// The first of them, if the library is read already: somebody is typing.
    pub fn hint(&self, name: &str) -> Option<&str> {
        let library = self.functions.rows.get().into_iter().flatten();
        let mut all = self.entered.iter().chain(library);
        let (written, _) = all.find(|(written, _)| function_name(written) == name)?;
        Some(written)
    }

    fn all_functions(&self) -> impl Iterator<Item = &(String, String)> {
        let library = self.functions.read(self.ground.library);
        self.entered.iter().chain(library)
    }

    /// The words that may stand where `word` begins.
    pub fn words(&self, place: &Place, word: &str) -> Vec<String> {
        let mut found: BTreeSet<String> = BTreeSet::new();
        if let Place::Handler(points) = place {
            found.extend(self.variables(points));
        }
        found.extend(self.globals.iter().cloned());
        let functions = self.all_functions();
        found.extend(functions.map(|(written, _)| function_name(written).to_owned() + "("));
        found.extend(PrintName::NAMES.iter().map(|name| format!("{name}(")));
        let written = STATEMENTS.iter().chain(AT_OPERATORS);
        found.extend(written.map(|(written, _)| first_word(written).to_owned()));
        found.retain(|name| name.starts_with(word) && name.len() > word.len());
        found.into_iter().collect()
    }

    /// The points that begin with `prefix`, each up to its next part.
    pub fn points(&self, prefix: &str) -> Vec<String> {
        let mut pattern = format!("{prefix}*");
        if prefix.matches('"').count() % 2 == 1 {
            pattern.push_str("\")");
        }
        let rows = self.rows(&pattern, Detail::Names).into_iter();
        let names = rows
            .filter(|row| row.unavailable.is_none())
            .map(|row| {
                if row.name.starts_with(prefix) {
                    row.name
                } else {
                    without_system(&row.name)
                }
            })
            .filter(|name| name.starts_with(prefix))
            .map(|name| match name[prefix.len()..].find(['.', '(']) {
                Some(at) => name[..=prefix.len() + at].to_owned(),
                None => name,
            });
        let names: BTreeSet<String> = names.collect();
        names.into_iter().collect()
    }

    /// What a pattern matches.
    pub fn rows(&self, pattern: &str, detail: Detail) -> Vec<Row> {
        let inputs = self.ground.any_inputs(0);
        listing::list(pattern, detail, &mut Sources::new(), &inputs).rows
    }

    /// The variables of these points, target variables with their `$`.
    fn variables(&self, points: &str) -> Vec<String> {
        let backend = self.ground.backend.get();
        let mut cache = self.variables.borrow_mut();
        if cache.0 != backend {
            *cache = (backend, BTreeMap::new());
        }
        if let Some(known) = cache.1.get(points) {
            return known.clone();
        }
        let rows = self.rows(points, Detail::Variables);
        let mut names = Vec::new();
        for row in rows {
            names.extend(row.variables.into_iter().map(|variable| variable.name));
            names.extend(row.targets.into_iter().map(|(name, _)| format!("${name}")));
        }
        cache.1.insert(points.to_owned(), names.clone());
        names
    }
}

/// `kernel.trace("name")` of `kernel.trace("system:name")`, which means the same; other names as they are.
fn without_system(name: &str) -> String {
    let event = name.strip_prefix("kernel.trace(\"");
    match event.and_then(|event| event.split_once(':')) {
        Some((_, event)) => format!("kernel.trace(\"{event}"),
        None => name.to_owned(),
    }
}

/// `name` of `name:string (pid:long)`
pub fn function_name(written: &str) -> &str {
    let end = written.find([':', ' ', '(']).unwrap_or(written.len());
    &written[..end]
}

fn first_word(written: &str) -> &str {
    let end = written[1..].find(|next: char| !next.is_ascii_alphanumeric() && next != '_');
    &written[..end.map_or(written.len(), |end| end + 1)]
}

/// Where the end of `text` is.
pub fn place(text: &str) -> Place<'_> {
    let keyword = pieces(text)
        .into_iter()
        .rev()
        .find(|(range, class)| *class == Class::Keyword && &text[range.clone()] == "probe");
    let Some((range, _)) = keyword else {
        return Place::Other;
    };
    let behind = &text[range.end..];
    match behind.find('{') {
        None if behind.starts_with(char::is_whitespace) => Place::Points,
        None => Place::Other,
        Some(brace) => {
            let points = behind[..brace].rsplit('=').next().unwrap_or_default();
            let open = behind.matches('{').count() > behind.matches('}').count();
            if open {
                Place::Handler(points.trim())
            } else {
                Place::Other
            }
        }
    }
}

/// The name in front of the innermost parenthesis that is open at the end of `text`.
pub fn open_call(text: &str) -> Option<&str> {
    let strings = pieces(text);
    let inside = |at: usize| {
        let mut quoted = strings
            .iter()
            .filter(|(_, class)| matches!(class, Class::String | Class::Comment));
        quoted.any(|(range, _)| range.contains(&at))
    };
    let mut depth = 0;
    for (at, byte) in text
        .bytes()
        .enumerate()
        .rev()
        .filter(|(at, _)| !inside(*at))
    {
        match byte {
            b')' => depth += 1,
            b'(' if depth > 0 => depth -= 1,
            b'(' => {
                let before = text[..at].trim_end();
                let wordy = |next: char| !next.is_ascii_alphanumeric() && next != '_';
                let start = before.rfind(wordy).map_or(0, |start| start + 1);
                return Some(&before[start..]).filter(|name| !name.is_empty());
            }
            b'{' | b'}' | b';' => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places() {
        assert_eq!(place("probe sig"), Place::Points);
        assert_eq!(place("probe signal.send, "), Place::Points);
        assert_eq!(
            place("probe signal.send { pri"),
            Place::Handler("signal.send")
        );
        assert_eq!(
            place("probe a = signal.send { "),
            Place::Handler("signal.send")
        );
        assert_eq!(place("probe signal.send { } pri"), Place::Other);
        assert_eq!(place("print"), Place::Other);
    }

    #[test]
    fn calls() {
        assert_eq!(open_call("strlen("), Some("strlen"));
        assert_eq!(open_call("f(g(1), \"(\", "), Some("f"));
        assert_eq!(open_call("f(1) + (2"), None);
        assert_eq!(open_call("f(1)"), None);
    }
}
