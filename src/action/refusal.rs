//! Why a backend does not do what a script asks for, and what the command says of it.

use sigscript_compiler::BackendKind;
use sigscript_grammar::Diagnostic;

use super::Call;
use crate::render::note;
use crate::status::{Failure, Status};

/// What `--backend ptrace` alone is told.
const NO_TARGET: &str = "the ptrace backend traces a process and what it makes, and none is given";

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
            Self::Compiler(_) | Self::NoTarget | Self::NothingToRecord => true,
            Self::Backend(error) => error.is_environment(),
        }
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
            Refusal::Compiler(diagnostics) => diagnostics
                .first()
                .map_or(String::new(), |diagnostic| diagnostic.message.clone()),
            Refusal::Backend(error) => error.to_string(),
            Refusal::NoTarget => NO_TARGET.to_owned(),
            Refusal::NothingToRecord => NOTHING_TO_RECORD.to_owned(),
        };
        note(&format!("backend: not {}: {reason}", kind.name()));
    }
}
