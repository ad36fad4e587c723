//! What structured output and metrics must know of the script's text.

use sigscript_compiler::plan::Plan;
use sigscript_grammar::{Sources, Span};

/// The file, line and column where a span starts.
pub fn locate(sources: &Sources, span: Span) -> (String, usize, usize) {
    let (line, column) = sources.position(span);
    (sources.get(span.file).name.clone(), line, column)
}

/// The globals that the script itself declares, by their index in the plan.
pub fn own_globals(plan: &Plan, sources: &Sources) -> Vec<usize> {
    let own = |index: &usize| !sources.get(plan.globals[*index].span.file).library;
    (0..plan.globals.len()).filter(own).collect()
}

/// The points of the probes that the script itself declares, each once.
pub fn own_probes(plan: &Plan, sources: &Sources) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for probe in &plan.probes {
        if !sources.get(probe.span.file).library && !names.contains(&probe.name) {
            names.push(probe.name.clone());
        }
    }
    names
}
