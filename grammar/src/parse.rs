//! The way from a source text to its tree: preprocess, parse, build; on errors, go on behind them and collect more.

use std::collections::BTreeSet;

use pest::Parser as _;

use crate::build::Builder;
use crate::comments;
use crate::diagnostic::Diagnostic;
use crate::errors;
use crate::grammar::{LanguageParser, Rule};
use crate::nesting;
use crate::preprocess::{Environment, Expansion, Preprocessor};
use crate::span::{FileId, Sources};
use crate::syntax::{Script, Statement};
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

/// Statements that could be parsed, as they are entered at a prompt.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entered {
    /// Their trees.
    pub statements: Vec<Statement>,
    /// What is odd about them.
    pub warnings: Vec<Diagnostic>,
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
    let expansion = expand(&mut preprocessor, &source.text)?;
    let script = tree(&expansion, &source.text)?;
    if script == Script::default() && !source.library {
        let end = expansion.text.len();
        return Err(failure(errors::empty(expansion.span(end, end)), true));
    }
    let mut warnings = preprocessor.warnings;
    if !source.library {
        warnings.extend(comments::warnings(&source.text, file));
    }
    Ok(Parsed {
        script,
        warnings,
        used_arguments: preprocessor.used_arguments,
    })
}

/// Parses the text with number `file` as statements without a block around them; there may be none.
///
/// ```
/// use sigscript_grammar::{Environment, Sources, parse_statements};
/// let mut sources = Sources::new();
/// let file = sources.add("<entry>", "n++ println(n)");
/// let entered = parse_statements(&sources, file, &Environment::default()).unwrap();
/// assert_eq!(entered.statements.len(), 2);
/// let unfinished = sources.add("<entry>", "if (n > 1) {");
/// assert!(parse_statements(&sources, unfinished, &Environment::default()).unwrap_err().incomplete);
/// ```
pub fn parse_statements(
    sources: &Sources,
    file: FileId,
    environment: &Environment,
) -> Result<Entered, Failure> {
    let source = sources.get(file);
    let mut preprocessor = Preprocessor::new(file, environment);
    let expansion = expand(&mut preprocessor, &source.text)?;
    let pairs = LanguageParser::parse(Rule::entry, &expansion.text).map_err(|error| {
        let error = explain(&error, &expansion.text, &expansion);
        failure(error.diagnostic, error.at_end)
    })?;
    let (statements, diagnostics) = Builder::new(&expansion, &source.text).entry(pairs);
    if !diagnostics.is_empty() {
        return Err(Failure {
            diagnostics,
            incomplete: false,
        });
    }
    Ok(Entered {
        statements,
        warnings: preprocessor.warnings,
    })
}

/// `text` as the grammar gets to see it.
fn expand<'a>(
    preprocessor: &mut Preprocessor<'a>,
    text: &'a str,
) -> Result<Expansion<'a>, Failure> {
    let expansion = preprocessor.expand(text);
    if !preprocessor.errors.is_empty() {
        let mut diagnostics = std::mem::take(&mut preprocessor.errors);
        diagnostics.truncate(MOST_ERRORS);
        return Err(Failure {
            diagnostics,
            incomplete: preprocessor.incomplete,
        });
    }
    match nesting::look(&expansion.text).too_deep {
        Some(at) => Err(failure(
            errors::too_nested(expansion.span(at, at + 1)),
            false,
        )),
        None => Ok(expansion),
    }
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
    // The block of a foreign probe ends it: what follows is looked at again.
    let end = match block_end(&text[at..end]) {
        Some(length) if error.between => at + length,
        _ => end,
    };
    // Lines stay lines: the next error is looked for among their starts.
    let gone = text[start..end].bytes();
    let blank: String = gone
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    [&text[..start], &blank, &text[end..]].concat()
}

/// Where the block ends that begins on the first line of `text`.
fn block_end(text: &str) -> Option<usize> {
    let line = text.find('\n').unwrap_or(text.len());
    let open = text[..line].find('{')?;
    let end = open + nesting::block_length(&text[open..])?;
    let mark = text[end..].starts_with(';');
    Some(end + usize::from(mark))
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
