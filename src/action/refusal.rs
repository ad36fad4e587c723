//! Why a backend does not do what a script asks for, and what the command says of it.

use sigscript_compiler::BackendKind;
use sigscript_compiler::plan::Plan;
use sigscript_grammar::{Diagnostic, Severity};
use sigscript_runtime::refusals::LeftOut;

use super::Call;
use crate::backends::NO_TARGET;
use crate::render::note;
use crate::status::{Failure, Status};

/// What a script without events is told.
const NOTHING_TO_RECORD: &str =
    "`--record` has nothing to record: the script has no probe on an event";

/// Why a backend does not do what a script asks for.
pub enum Refusal {
    /// The script cannot be compiled, or not for this backend.
    Compiler(Vec<Diagnostic>),
    /// Its probes cannot be attached.
    Backend(sigscript_runtime::backend::Error),
    /// It traces one process, and none is given.
    NoTarget,
    /// The script has no event that could be recorded.
    NothingToRecord,
}

impl Refusal {
    /// Whether another backend might do it.
    pub(super) fn others_may_help(&self) -> bool {
        match self {
            Self::Compiler(errors) => !errors.iter().any(|error| error.anywhere),
            Self::NoTarget | Self::NothingToRecord => true,
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

/// A diagnostic without its places; where something is missing, with what would have to be there.
fn in_a_line(diagnostic: &Diagnostic) -> String {
    match diagnostic.help.first() {
        Some(help) if diagnostic.severity == Severity::Missing => {
            format!("{}: {help}", diagnostic.message)
        }
        _ => diagnostic.message.clone(),
    }
}

impl Call<'_> {
    /// Reports why no backend does what the script asks for.
    pub(super) fn refused(&self, reason: Refusal) -> Result<Status, Failure> {
        match reason {
            Refusal::Compiler(diagnostics) => Ok(self.rejected(&diagnostics)),
            Refusal::Backend(error) => Err(Failure::Backend(error)),
            Refusal::NoTarget => {
                let help = "`-c COMMAND` starts one, `-x PID` names one";
                Err(Failure::Usage(NO_TARGET.to_owned(), Some(help.to_owned())))
            }
            Refusal::NothingToRecord => {
                let help = "`-l PATTERN` in place of the script records what the pattern matches";
                Err(Failure::Usage(
                    NOTHING_TO_RECORD.to_owned(),
                    Some(help.to_owned()),
                ))
            }
        }
    }

    /// Tells why a backend was passed over.
    pub(super) fn tell_refusal(&self, kind: BackendKind, reason: &Refusal) {
        if self.arguments.verbose == 0 {
            return;
        }
        let reason = match reason {
            Refusal::Compiler(diagnostics) => diagnostics.first().map_or(String::new(), in_a_line),
            Refusal::Backend(error) => error.to_string(),
            Refusal::NoTarget => NO_TARGET.to_owned(),
            Refusal::NothingToRecord => NOTHING_TO_RECORD.to_owned(),
        };
        note(&format!("backend: not {}: {reason}", kind.name()));
    }
}
