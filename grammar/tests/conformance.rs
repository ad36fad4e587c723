//! The conformance scripts: what must parse, what must not, and that printing a tree and parsing it again changes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use sigscript_grammar::syntax::Script;
use sigscript_grammar::{Environment, Failure, Sources, parse};

/// The scripts of one folder of the conformance suite, none where the suite is absent.
fn scripts(folder: &str) -> Vec<PathBuf> {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/conformance");
    let Ok(entries) = fs::read_dir(suite.join(folder)) else {
        println!("the conformance suite is absent: {}", suite.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sig"));
    paths.sort();
    paths
}

fn parse_text(text: &str, environment: &Environment) -> Result<Script, Failure> {
    let mut sources = Sources::new();
    let file = sources.add("test.sig", text);
    parse(&sources, file, environment).map(|parsed| parsed.script)
}

fn parse_file(path: &Path) -> Result<Script, Failure> {
    let arguments = fs::read_to_string(path.with_extension("args")).unwrap_or_default();
    let environment = Environment {
        arguments: arguments.lines().map(str::to_owned).collect(),
        ..Environment::default()
    };
    parse_text(&fs::read_to_string(path).unwrap(), &environment)
}

/// The tree without its spans.
fn shape(script: &Script) -> String {
    let text = format!("{script:?}");
    let mut pieces = text.split("Span {");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |shape, piece| {
        shape + piece.split_once('}').unwrap().1
    })
}

#[test]
fn good_scripts_parse_and_print() {
    for folder in ["run", "reject/check", "reject/late"] {
        for path in scripts(folder) {
            let script = parse_file(&path)
                .unwrap_or_else(|failure| panic!("{}: {failure:#?}", path.display()));
            let printed = script.to_string();
            let again = parse_text(&printed, &Environment::default())
                .unwrap_or_else(|failure| panic!("{}: {failure:#?}\n{printed}", path.display()));
            assert_eq!(
                shape(&script),
                shape(&again),
                "{}\n{printed}",
                path.display()
            );
            assert_eq!(printed, again.to_string());
        }
    }
}

#[test]
fn bad_scripts_do_not_parse() {
    for path in scripts("reject/parse") {
        let Err(failure) = parse_file(&path) else {
            panic!("{} parses", path.display());
        };
        assert!(!failure.diagnostics.is_empty(), "{}", path.display());
        for diagnostic in &failure.diagnostics {
            assert!(
                !diagnostic.labels.is_empty(),
                "{}: {diagnostic:?}",
                path.display()
            );
        }
    }
}
