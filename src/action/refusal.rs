//! Why a backend does not do what a script asks for, or not all of it.

use sigscript_compiler::plan::Plan;
use sigscript_grammar::{Diagnostic, Severity};
use sigscript_runtime::refusals::LeftOut;

/// What `--backend ptrace` alone is told.
pub const NO_TARGET: &str =
    "the ptrace backend traces a process and what it makes, and none is given";

/// Why a backend does not do what a script asks for.
pub enum Refusal {
    /// The script cannot be compiled, or not for this backend.
    Compiler(Vec<Diagnostic>),
    /// Its probes cannot be attached.
    Backend(sigscript_runtime::backend::Error),
    /// It traces one process, and none is given.
    NoTarget,
}

impl Refusal {
    /// Whether another backend might do it.
    pub fn others_may_help(&self) -> bool {
        match self {
            Self::Compiler(errors) => !errors.iter().any(|error| error.anywhere),
            Self::NoTarget => true,
            Self::Backend(error) => error.is_environment(),
        }
    }
}

/// Tells which points of a pattern the kernel refused.
pub fn left_out(plan: &Plan, probes: &[LeftOut]) -> Vec<Diagnostic> {
    let told = probes.iter().map(|left| {
        let span = plan.probes[left.probe].span;
        Diagnostic::new(Severity::Warning, left_out_text(plan, left)).label(span, "")
    });
    told.collect()
}

/// The same of one, without its place.
pub fn left_out_text(plan: &Plan, left: &LeftOut) -> String {
    let point = &plan.probes[left.probe].point;
    format!("`{point}` is left out: {}", left.reason)
}
