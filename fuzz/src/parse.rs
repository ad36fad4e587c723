//! The grammar: any text parses or is rejected with messages that point into it, and a tree printed and parsed is the same tree.

use sigscript_grammar::syntax::Script;
use sigscript_grammar::{
    Diagnostic, Environment, Macro, Sources, definitions, macros, parse as parse_source,
};

/// The script arguments of every input: a number, a probe point, and a text that must be quoted.
pub const ARGUMENTS: [&str; 3] = ["17", "timer.s(1)", "a \"b\"\\\n"];

/// What the preprocessor is told.
#[must_use]
pub fn environment() -> Environment {
    let twice = Macro {
        parameters: Some(vec!["x".to_owned()]),
        body: "(@x + @x)".to_owned(),
    };
    Environment {
        arguments: ARGUMENTS.map(str::to_owned).to_vec(),
        kernel_release: "6.18.44-fuzz".to_owned(),
        architecture: "x86_64".to_owned(),
        configuration: [("CONFIG_SMP".to_owned(), "y".to_owned())].into(),
        macros: [("twice".to_owned(), twice)].into(),
        ..Environment::default()
    }
}

/// Parses a text; what parses must print as a text that parses and prints the same.
///
/// # Panics
/// Where it does not, or a message points at nothing.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input).into_owned();
    // What a library's files are looked over for.
    let _ = definitions(&text);
    if text.contains("@define") {
        let mut sources = Sources::new();
        let library = sources.add_library("fuzz.sigm", text.as_str());
        if let Err(diagnostics) = macros(&sources, library) {
            point_somewhere(&diagnostics, &sources);
        }
    }
    let Some(script) = parsed(&text, &environment()) else {
        return;
    };
    let printed = script.to_string();
    let again = parsed(&printed, &Environment::default());
    let again = again.unwrap_or_else(|| panic!("the printed script does not parse:\n{printed}"));
    assert_eq!(printed, again.to_string(), "printing changes the text");
    assert_eq!(
        shape(&script),
        shape(&again),
        "printing changes the tree:\n{printed}"
    );
}

/// The tree without its spans.
fn shape(script: &Script) -> String {
    let text = format!("{script:?}");
    let mut pieces = text.split("Span {");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |shape, piece| {
        shape + piece.split_once('}').map_or(piece, |(_, behind)| behind)
    })
}

fn parsed(text: &str, environment: &Environment) -> Option<Script> {
    let mut sources = Sources::new();
    let file = sources.add("fuzz.sig", text);
    match parse_source(&sources, file, environment) {
        Ok(parsed) => {
            point_somewhere(&parsed.warnings, &sources);
            Some(parsed.script)
        }
        Err(failure) => {
            assert!(!failure.diagnostics.is_empty(), "rejected without a reason");
            point_somewhere(&failure.diagnostics, &sources);
            None
        }
    }
}

/// Every label of a diagnostic covers whole characters of its text.
///
/// # Panics
/// Where one does not.
pub fn point_somewhere(diagnostics: &[Diagnostic], sources: &Sources) {
    for diagnostic in diagnostics {
        for label in &diagnostic.labels {
            let span = label.span;
            let text = &sources.get(span.file).text;
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "points at bytes {}..{} of {}: {diagnostic:?}",
                span.start,
                span.end,
                text.len()
            );
            let _ = sources.position(span);
        }
    }
}
