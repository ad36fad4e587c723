//! Types: every variable, function and expression gets one, inferred over the whole program to a fixed point.

mod infer;
mod iteration;
mod listing;
mod usage;

use std::collections::HashSet;

use sigscript_grammar::Diagnostic;

use crate::tree::Program;
use crate::{Checked, Inputs, Outcome, Resolved};
use infer::Inference;

pub use listing::listing;

/// Checks a program. What is odd but not wrong goes to `warnings`.
pub fn check(
    resolved: Resolved,
    inputs: &Inputs,
    warnings: &mut Vec<Diagnostic>,
) -> Outcome<Checked> {
    let mut program = resolved.program;
    let unset = usage::set_elsewhere(&program, inputs.options.backend);
    if !unset.is_empty() {
        return Err(unset);
    }
    let mut inference = Inference::new(&program, inputs.rows);
    while inference.pass(&program) {}
    let mut diagnostics = inference.report(&program);
    if !diagnostics.is_empty() {
        // Several expressions may stumble over one cause.
        let mut told = HashSet::new();
        diagnostics.retain(|diagnostic| {
            let place = diagnostic.labels.first().map(|label| label.span);
            told.insert((diagnostic.message.clone(), place))
        });
        return Err(diagnostics);
    }
    inference.apply(&mut program);
    let modified = iteration::modifications(&program);
    if !modified.is_empty() {
        return Err(modified);
    }
    usage::note(&mut program, warnings);
    Ok(Checked { program })
}

/// The bodies of a program: functions first, then probes.
fn bodies(program: &Program) -> impl Iterator<Item = (usize, &[crate::tree::Statement])> {
    let functions = program
        .functions
        .iter()
        .map(|function| function.body.as_slice());
    let probes = program.probes.iter().map(|probe| probe.body.as_slice());
    functions.chain(probes).enumerate()
}
