//! The grammar for `TextMate`, run as editors run it: line by line, the earliest match, of those the first in the grammar.

use std::fs;
use std::path::Path;

use fancy_regex::Regex;
use serde_json::Value;
use sigscript_grammar::highlight::{Class, OPERATORS};
use sigscript_grammar::operators::{AssignOperator, BinaryOperator, UnaryOperator};

use crate::scripts::{Classes, all, compare};

const FILE: &str = "editors/vscode/syntaxes/sigscript.tmLanguage.json";

/// A rule of the grammar.
struct Rule {
    scope: String,
    start: Regex,
    /// What ends it, and the rules inside, where it goes on.
    region: Option<(Regex, Vec<Rule>)>,
}

fn json(path: &str) -> Value {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    let text = text.unwrap_or_else(|error| panic!("{path}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rules(patterns: &Value) -> Vec<Rule> {
    let regex = |value: &Value| Regex::new(value.as_str().expect("text")).expect("an expression");
    let patterns = patterns.as_array().map(Vec::as_slice).unwrap_or_default();
    let rule = |pattern: &Value| Rule {
        scope: pattern["name"].as_str().unwrap_or_default().to_owned(),
        start: regex(pattern.get("match").unwrap_or(&pattern["begin"])),
        region: pattern
            .get("end")
            .map(|end| (regex(end), rules(&pattern["patterns"]))),
    };
    patterns.iter().map(rule).collect()
}

/// What a scope is to the lexer.
fn class(scope: &str) -> Option<Class> {
    const CLASSES: &[(&str, Class)] = &[
        ("comment.", Class::Comment),
        ("string.", Class::String),
        ("constant.numeric.", Class::Number),
        ("keyword.control.directive.", Class::Operator),
        ("meta.preprocessor.", Class::Operator),
        ("support.function.operator.", Class::Operator),
        ("keyword.control.", Class::Keyword),
        ("storage.type.", Class::Keyword),
        ("entity.name.function.", Class::Call),
        ("variable.", Class::Target),
    ];
    let row = CLASSES.iter().find(|(start, _)| scope.starts_with(start));
    row.map(|(_, class)| *class)
}

/// The earliest match of the rules from `at` on: where, and by which.
fn earliest<'a>(rules: &'a [Rule], line: &str, at: usize) -> Option<(usize, usize, &'a Rule)> {
    let mut best: Option<(usize, usize, &Rule)> = None;
    for rule in rules {
        let found = rule.start.find_from_pos(line, at).expect("it can be tried");
        if let Some(found) = found
            && best.is_none_or(|(start, ..)| found.start() < start)
        {
            best = Some((found.start(), found.end(), rule));
        }
    }
    best
}

/// The scope of each character.
fn scopes<'a>(rules: &'a [Rule], text: &str) -> Vec<&'a str> {
    let mut scopes = vec![""; text.len()];
    let mut open: Option<&Rule> = None;
    let mut base = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches('\n');
        let mut at = 0;
        loop {
            if let Some(rule) = open {
                let (end, inside) = rule.region.as_ref().expect("it is open");
                let closing = end.find_from_pos(line, at).expect("it can be tried");
                let closing = closing.map(|found| (found.start(), found.end()));
                let nested = earliest(inside, line, at);
                let until = match (closing, nested) {
                    (Some((close, _)), Some((start, stop, _))) if start < close => stop,
                    (Some((_, stop)), _) => {
                        open = None;
                        stop
                    }
                    (None, Some((_, stop, _))) => stop,
                    (None, None) => line.len(),
                };
                scopes[base + at..base + until].fill(&rule.scope);
                let ends = until == line.len() && open.is_some() && closing.is_none();
                at = until;
                if ends {
                    break;
                }
            } else if let Some((start, stop, rule)) = earliest(rules, line, at) {
                scopes[base + start..base + stop].fill(&rule.scope);
                at = stop;
                open = rule.region.is_some().then_some(rule);
            } else {
                break;
            }
        }
        base += whole.len();
    }
    scopes
}

fn grammar() -> Vec<Rule> {
    rules(&json(FILE)["patterns"])
}

#[test]
fn every_script_is_shown_as_the_lexer_reads_it() {
    let rules = grammar();
    for script in all() {
        let scopes = scopes(&rules, &script.text);
        let shown: Classes = scopes.into_iter().map(class).collect();
        if let Err(difference) = compare(&script, &shown) {
            panic!("{difference}");
        }
    }
}

#[test]
fn every_operator_is_one() {
    let rules = grammar();
    let mut spellings: Vec<String> = OPERATORS.iter().map(ToString::to_string).collect();
    spellings.retain(|operator| operator != "%{");
    spellings.extend(
        BinaryOperator::ALL
            .iter()
            .map(|row| row.spelling().to_owned()),
    );
    spellings.extend(
        UnaryOperator::ALL
            .iter()
            .map(|row| row.spelling().to_owned()),
    );
    let assignments = BinaryOperator::ALL
        .iter()
        .copied()
        .map(AssignOperator::Compound);
    spellings
        .extend([AssignOperator::Plain, AssignOperator::Aggregate].map(AssignOperator::spelling));
    spellings.extend(
        assignments
            .map(AssignOperator::spelling)
            .filter(|written| OPERATORS.contains(&written.as_str())),
    );
    assert!(spellings.len() > 50, "{}", spellings.len());
    for operator in spellings {
        let text = format!("a {operator} b");
        let (start, stop, rule) = earliest(&rules, &text, 2).expect("something matches");
        assert_eq!((start, stop), (2, 2 + operator.len()), "{operator}");
        assert_eq!(rule.scope, "keyword.operator.sigscript", "{operator}");
    }
}

#[test]
fn the_extension_names_its_files() {
    let package = json("editors/vscode/package.json");
    let language = &package["contributes"]["languages"][0];
    let grammar = &package["contributes"]["grammars"][0];
    assert_eq!(language["id"], grammar["language"]);
    assert_eq!(grammar["scopeName"], json(FILE)["scopeName"]);
    assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    for file in [&language["configuration"], &grammar["path"]] {
        let file = file.as_str().expect("a path");
        json(&format!("editors/vscode/{file}"));
    }
}
