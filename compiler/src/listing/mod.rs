//! What a pattern matches of all the points that there are: their names, variables and descriptions (`-l`, `-L`).

mod aliases;
mod description;
mod families;
mod kernel;
mod pattern;

use std::collections::BTreeMap;

use sigscript_grammar::{Diagnostic, Severity, Sources};

use crate::Inputs;
use crate::catalog::Part;
use crate::plan::Point;
use crate::resolve::lookup::Lookup;
use crate::rows::Kind;
use pattern::Pattern;

/// What is wanted of each point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Its name, and what it is.
    Names,
    /// The variables as well.
    Variables,
    /// The events that it stands for.
    Points,
}

/// The points that a pattern matches.
#[derive(Debug, Default)]
pub struct Listing {
    /// One row for each point, sorted by name.
    pub rows: Vec<Row>,
    /// Why further points may match but could not be looked for.
    pub missing: Vec<Missing>,
    /// Where nothing matches: names that may have been meant.
    pub near: Vec<String>,
    /// What is wrong with files of the library.
    pub broken: Vec<Diagnostic>,
}

/// A kind of points that could not be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// As a script writes them: `kernel.tracepoint("…")`
    pub points: &'static str,
    /// Why.
    pub reason: String,
}

/// A point.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// As a script names it.
    pub name: String,
    /// When it fires, in a few words; empty where nobody says.
    pub fires: String,
    /// Why it cannot be used here.
    pub unavailable: Option<String>,
    /// What its alias sets before the handler runs.
    pub variables: Vec<Variable>,
    /// Its target variables: name without `$`, and C type.
    pub targets: Vec<(String, String)>,
    /// The events of tracefs and system calls that it stands for; for a raw tracepoint, the event of its name.
    pub points: Vec<Point>,
}

/// A variable that an alias sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Kind,
    /// What it holds, in a few words; empty where nobody says.
    pub holds: String,
}

/// Lists what `pattern` matches. It may be a probe point with wildcards, or a word that is looked for in all names.
pub fn list(pattern: &str, detail: Detail, sources: &mut Sources, inputs: &Inputs) -> Listing {
    let pattern = Pattern::new(pattern, sources);
    let mut listing = gather(&pattern, detail, sources, inputs);
    if listing.rows.is_empty()
        && let Some(wider) = pattern.wider()
    {
        listing = gather(&wider, detail, sources, inputs);
    }
    listing
}

fn gather(pattern: &Pattern, detail: Detail, sources: &mut Sources, inputs: &Inputs) -> Listing {
    let mut rows: BTreeMap<String, Row> = BTreeMap::new();
    let mut add = |row: Row| {
        rows.entry(row.name.clone()).or_insert(row);
    };
    families::rows(pattern).for_each(&mut add);
    kernel::rows(pattern, detail, inputs).for_each(&mut add);
    let mut lookup = Lookup::new(sources, inputs);
    let (found, broken) = aliases::rows(pattern, detail, &mut lookup, inputs);
    found.into_iter().for_each(&mut add);
    let near = if rows.is_empty() {
        match kernel::near(pattern, inputs) {
            near if near.is_empty() => lookup.similar(pattern.text()),
            near => near,
        }
    } else {
        Vec::new()
    };
    Listing {
        rows: rows.into_values().collect(),
        missing: missing(pattern, inputs),
        near,
        broken,
    }
}

fn missing(pattern: &Pattern, inputs: &Inputs) -> Vec<Missing> {
    let mut parts = Vec::new();
    if pattern.may_be_kernel("trace") {
        parts.push(("kernel.trace(\"…\")", Part::Btf));
        // tracefs alone tells the systems of raw tracepoints.
        if pattern.text().contains(':') {
            parts.push(("kernel.trace(\"system:…\")", Part::Tracefs));
        }
    }
    if pattern.may_be_kernel("tracepoint") {
        parts.push(("kernel.tracepoint(\"…\")", Part::Tracefs));
    }
    let missing = parts.into_iter().filter_map(|(points, part)| {
        let reason = inputs.catalog.missing(part)?;
        Some(Missing { points, reason })
    });
    missing.collect()
}

/// Why a point cannot be used, from what the compiler says of it.
fn reason(diagnostics: &[Diagnostic]) -> String {
    let Some(first) = diagnostics.first() else {
        return String::new();
    };
    match (first.severity, first.help.first()) {
        (Severity::Missing, Some(reason)) => reason.clone(),
        _ => first.message.clone(),
    }
}
