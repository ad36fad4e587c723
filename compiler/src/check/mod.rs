//! Types: every variable, function and expression gets one, inferred over the whole program to a fixed point.

mod habits;
mod infer;
mod iteration;
mod listing;
mod meanings;
mod usage;

use sigscript_grammar::{Diagnostic, Sources};

use crate::resolve::each_once;
use crate::tree::Program;
use crate::{Checked, Inputs, Outcome, Resolved};
use infer::Inference;
use meanings::Meanings;

pub use listing::listing;

/// Checks a program. What is odd but not wrong goes to `warnings`.
pub fn check(
    resolved: Resolved,
    sources: &Sources,
    inputs: &Inputs,
    warnings: &mut Vec<Diagnostic>,
) -> Outcome<Checked> {
    let mut program = resolved.program;
    let unset = usage::set_elsewhere(&program, inputs.options.backend);
    let mut diagnostics = resolved.diagnostics;
    if !unset.is_empty() {
        diagnostics.extend(unset);
        return Err(diagnostics);
    }
    let mut inference = Inference::new(&program, inputs.rows, &resolved.wrong, sources);
    while inference.pass(&program) {}
    let meanings = Meanings::new(&program, sources, inputs);
    diagnostics.extend(inference.report(&program, &meanings));
    let modified = iteration::modifications(&program);
    diagnostics.extend(modified);
    if !diagnostics.is_empty() {
        // Several expressions may stumble over one cause.
        return Err(each_once(diagnostics));
    }
    inference.apply(&mut program);
    usage::note(&mut program, sources, inputs, warnings);
    habits::warn(&program, sources, inputs.rows, warnings);
    // One handler may be that of many points.
    *warnings = each_once(std::mem::take(warnings));
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
