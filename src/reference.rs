//! The reference pages: every function, operator, statement and probe point, from the rows and the tapset's doc blocks.

use std::fmt::Write as _;

use sigscript_compiler::{FAMILIES, Kind, LibraryFile, MEMORY_READS, Signature};
use sigscript_grammar::operators::{BinaryOperator, Operands};
use sigscript_grammar::reference::{AT_OPERATORS, OTHER_OPERATORS, Row, STATEMENTS};
use sigscript_grammar::syntax::{Alias, Function, Script, TypeName};
use sigscript_grammar::{Environment, Sources, parse};
use sigscript_runtime::{builtins, context};

use crate::arguments::Part;

/// A page as Markdown.
pub fn page(part: Part, library: &[LibraryFile]) -> String {
    let scripts = parsed(library);
    match part {
        Part::Language => language(&scripts),
        Part::Probes => probes(&scripts),
    }
}

fn language(scripts: &[(&str, Script)]) -> String {
    let mut page = "# Reference: the language\n\n\
        Made by `sigscript --reference` from the tables that the program itself runs on. [Probe points](reference-probes.md) have a page of their own; \
        so have [a tutorial](tutorial.md), and what differs [from SystemTap](from-systemtap.md).\n"
        .to_owned();
    rows(&mut page, "Statements and declarations", STATEMENTS);
    binary_operators(&mut page);
    rows(&mut page, "Other operators", OTHER_OPERATORS);
    rows(&mut page, "Operators that begin with @", AT_OPERATORS);
    functions(&mut page, scripts);
    page
}

fn probes(scripts: &[(&str, Script)]) -> String {
    let mut page = "# Reference: probe points\n\n\
        Made by `sigscript --reference=probes` from the doc blocks of the tapset. `sigscript -l PATTERN` lists what is there on a machine, tracepoints of its kernel \
        included, and `-L` the variables with their types. [The language](reference.md) has a page of its own.\n"
        .to_owned();
    points(&mut page, scripts);
    page
}

/// The library's files with their names; one that does not parse has been refused by a test.
fn parsed<'a>(library: &[LibraryFile<'a>]) -> Vec<(&'a str, Script)> {
    let mut sources = Sources::new();
    let script = |file: &LibraryFile<'a>| {
        let id = sources.add_library(file.name, file.text);
        Some((
            file.name,
            parse(&sources, id, &Environment::default()).ok()?.script,
        ))
    };
    library.iter().filter_map(script).collect()
}

fn section(page: &mut String, title: &str) {
    let _ = write!(page, "\n## {title}\n\n");
}

fn rows(page: &mut String, title: &str, rows: &[Row]) {
    section(page, title);
    page.push_str("| written | does |\n|---|---|\n");
    for (written, does) in rows {
        row(page, written, does);
    }
}

/// A row of a table; the first column is code.
fn row(page: &mut String, code: &str, text: &str) {
    let _ = writeln!(
        page,
        "| `{}` | {} |",
        code.replace('|', "\\|"),
        text.replace('|', "\\|")
    );
}

fn points(page: &mut String, scripts: &[(&str, Script)]) {
    section(page, "Families");
    page.push_str("| family | fires |\n|---|---|\n");
    for (name, _, fires) in FAMILIES.iter().filter(|(_, offered, _)| *offered) {
        row(page, name, fires);
    }
    let described: Vec<(String, Vec<&Alias>)> = scripts
        .iter()
        .map(|(file, script)| (title(file), public(script)))
        .filter(|(_, aliases)| !aliases.is_empty())
        .collect();
    section(page, "Aliases of the tapset");
    for (title, aliases) in &described {
        let count = aliases.len();
        let anchor = title.replace(' ', "-");
        let _ = writeln!(page, "- [{title}](#{anchor}), {count}");
    }
    for (title, aliases) in &described {
        let _ = write!(page, "\n## {title}\n");
        for alias in aliases {
            let names: Vec<String> = alias.names.iter().map(ToString::to_string).collect();
            let _ = write!(
                page,
                "\n### {}\n\n```text\n{}\n```\n",
                names.join(", "),
                alias.doc.trim()
            );
        }
    }
}

/// The aliases of a file that are there for scripts, and not for other aliases only.
fn public(script: &Script) -> Vec<&Alias> {
    let is_public = |alias: &&Alias| {
        let mut names = alias.names.iter().map(ToString::to_string);
        names.any(|name| !name.starts_with('_'))
    };
    script.aliases.iter().filter(is_public).collect()
}

/// What a file of the library is about, by its name.
fn title(file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    stem.replace('_', " ")
}

fn binary_operators(page: &mut String) {
    section(page, "Binary operators");
    page.push_str("Tightest last; all of them associate to the left.\n\n| operator | level | takes |\n|---|---|---|\n");
    for operator in BinaryOperator::ALL {
        let takes = match operator.operands() {
            Operands::Numbers => "numbers",
            Operands::Comparable => "numbers or strings",
            Operands::Texts => "strings",
        };
        let spelling = operator.spelling().replace('|', "\\|");
        let _ = writeln!(page, "| `{spelling}` | {} | {takes} |", operator.level());
    }
}

/// The functions that scripts may call: how each is written, and what it gives.
pub fn function_rows(library: &[LibraryFile]) -> Vec<(String, String)> {
    described(&parsed(library))
}

fn functions(page: &mut String, scripts: &[(&str, Script)]) {
    section(page, "Functions");
    page.push_str("| function | gives |\n|---|---|\n");
    for (written, gives) in &described(scripts) {
        row(page, written, gives);
    }
}

fn described(scripts: &[(&str, Script)]) -> Vec<(String, String)> {
    let mut functions: Vec<(String, String)> = Vec::new();
    functions.extend(
        builtins::signatures()
            .iter()
            .map(|row| (signature(row), row.doc.to_owned())),
    );
    functions.extend(context::rows().iter().map(|row| {
        (
            format!("{}:{} ()", row.name, kind(row.kind)),
            row.doc.to_owned(),
        )
    }));
    functions.extend(MEMORY_READS.iter().map(|row| {
        (
            format!(
                "{}:{} ({})",
                row.name,
                kind(row.read.kind()),
                ["address:long", "address:long, size:long"][row.arity() - 1]
            ),
            row.doc.to_owned(),
        )
    }));
    let defined = scripts.iter().flat_map(|(_, script)| &script.functions);
    functions.extend(defined.map(|function| {
        (
            declared(function),
            function.doc.lines().collect::<Vec<_>>().join(" "),
        )
    }));
    // A leading underscore marks what the library keeps to itself.
    functions.retain(|(written, _)| !written.starts_with('_'));
    functions.sort();
    functions
}

fn signature(row: &Signature) -> String {
    let parameters: Vec<&str> = row.parameters.iter().copied().map(kind).collect();
    let returns = row
        .returns
        .map_or(String::new(), |returns| format!(":{}", kind(returns)));
    format!("{}{returns} ({})", row.name, parameters.join(", "))
}

/// `name:string (address:long)`
pub fn declared(function: &Function) -> String {
    let typed = |declared: Option<TypeName>| {
        declared.map_or(String::new(), |name| format!(":{}", kind(name.into())))
    };
    let parameters: Vec<String> = function
        .parameters
        .iter()
        .map(|parameter| format!("{}{}", parameter.name.name, typed(parameter.declared)))
        .collect();
    format!(
        "{}{} ({})",
        function.name.name,
        typed(function.returns),
        parameters.join(", ")
    )
}

fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Long => "long",
        Kind::String => "string",
    }
}
