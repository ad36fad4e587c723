//! The way from a source text to its tree: preprocess, parse, build; on errors, go on behind them and collect more.

use std::collections::BTreeSet;

use pest::Parser as _;

use crate::build::Builder;
use crate::diagnostic::Diagnostic;
use crate::errors;
use crate::grammar::{LanguageParser, Rule};
use crate::nesting;
use crate::preprocess::{Environment, Expansion, Preprocessor};
use crate::span::{FileId, Sources};
use crate::syntax::Script;
use crate::unexpected::{Unexpected, explain};

/// So many errors are enough for one run.
const MOST_ERRORS: usize = 10;

/// A text that could be parsed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parsed {
    /// Its tree.
    pub script: Script,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
    /// Numbers of the script arguments that it names, from 1.
    pub used_arguments: BTreeSet<usize>,
}

/// A text that could not be parsed.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// Why, at most ten reasons in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// The text merely ends too early: more of it may cure the only error.
    pub incomplete: bool,
}

/// Parses the text with number `file`.
///
/// ```
/// use sigscript_grammar::{Environment, Sources, parse};
/// let mut sources = Sources::new();
/// let file = sources.add("<input>", "probe begin { println(\"hello\") }");
/// let parsed = parse(&sources, file, &Environment::default()).unwrap();
/// assert_eq!(parsed.script.probes.len(), 1);
/// ```
pub fn parse(
    sources: &Sources,
    file: FileId,
    environment: &Environment,
) -> Result<Parsed, Failure> {
    let source = sources.get(file);
    let mut preprocessor = Preprocessor::new(file, environment);
    let expansion = preprocessor.expand(&source.text);
    if !preprocessor.errors.is_empty() {
        let mut diagnostics = preprocessor.errors;
        diagnostics.truncate(MOST_ERRORS);
        return Err(Failure {
            diagnostics,
            incomplete: preprocessor.incomplete,
        });
    }
    if let Some(at) = nesting::look(&expansion.text).too_deep {
        return Err(failure(
            errors::too_nested(expansion.span(at, at + 1)),
            false,
        ));
    }
    let script = tree(&expansion, &source.text)?;
    if script == Script::default() && !source.library {
        let end = expansion.text.len();
        return Err(failure(errors::empty(expansion.span(end, end)), true));
    }
    Ok(Parsed {
        script,
        warnings: preprocessor.warnings,
        used_arguments: preprocessor.used_arguments,
    })
}

fn failure(diagnostic: Diagnostic, incomplete: bool) -> Failure {
    Failure {
        diagnostics: vec![diagnostic],
        incomplete,
    }
}

/// The tree of an expanded text; a declaration that cannot be parsed is noted and blanked out.
fn tree(expansion: &Expansion, original: &str) -> Result<Script, Failure> {
    let mut found = Vec::new();
    let mut ended_early = false;
    let mut rest = None;
    loop {
        let text = rest.as_deref().unwrap_or(expansion.text.as_ref());
        let error = match LanguageParser::parse(Rule::script, text) {
            Ok(pairs) => {
                let (script, errors) = Builder::new(expansion, original).script(pairs);
                found.extend(errors);
                if found.is_empty() {
                    return Ok(script);
                }
                break;
            }
            Err(error) => explain(&error, text, expansion),
        };
        ended_early = error.at_end;
        let without = without_error(text, &error);
        found.push(error.diagnostic);
        if found.len() == MOST_ERRORS {
            break;
        }
        rest = Some(without);
    }
    let incomplete = ended_early && found.len() == 1;
    found.sort_by_key(|error| error.labels.first().map(|label| label.span.start));
    // A macro repeats its mistake wherever it is used.
    found.dedup();
    found.truncate(MOST_ERRORS);
    Err(Failure {
        diagnostics: found,
        incomplete,
    })
}

/// `text` with blanks in the place of what could not be parsed, so that all other places stay the same.
fn without_error(text: &str, error: &Unexpected) -> String {
    let at = error.at;
    let before = declaration_starts(text).take_while(|&start| start < at);
    let start = if error.between {
        at
    } else {
        before.last().unwrap_or(0)
    };
    // A declaration that begins at the error is what follows an unfinished one.
    let behind = declaration_starts(text).find(|&next| next >= at && next > start);
    let end = behind.unwrap_or(text.len());
    // Lines stay lines: the next error is looked for among their starts.
    let gone = text[start..end].bytes();
    let blank: String = gone
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    [&text[..start], &blank, &text[end..]].concat()
}

/// The places where a line begins with the keyword of a declaration.
fn declaration_starts(text: &str) -> impl Iterator<Item = usize> {
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some((start, line))
    });
    lines.filter_map(|(start, line)| {
        let length = line.bytes().take_while(u8::is_ascii_lowercase).count();
        let keyword = matches!(&line[..length], "probe" | "global" | "private" | "function");
        keyword.then_some(start)
    })
}
