//! A recording in place of the kernel: opening it, and what a script must know of it.

use std::path::Path;

use sigscript_compiler::plan::{Plan, Point};
use sigscript_grammar::{Diagnostic, Environment, Severity};
use sigscript_runtime::builtins;
use sigscript_runtime::replay::{Error, Recorded};

use crate::status::Failure;

/// Opens a recording.
pub fn open(path: &Path) -> Result<Recorded, Failure> {
    let name = path.display().to_string();
    Recorded::open(path).map_err(|error| match error {
        Error::Unreadable(source) => Failure::File {
            verb: "read",
            path: name,
            source,
        },
        Error::Damaged(how) => Failure::Recording { path: name, how },
    })
}

/// Puts the traced machine in the place of this one, as far as the recording tells of it.
pub fn describe(recorded: &Recorded, environment: &mut Environment) {
    let description = recorded.description();
    if let Some(release) = &description.release {
        environment.kernel_release.clone_from(release);
    }
    if let Some(architecture) = &description.architecture {
        environment.architecture.clone_from(architecture);
    }
}

/// Takes out of a plan what has no meaning in a recording; tells of that, and of what the recording lacks.
pub fn prepare(recorded: &Recorded, plan: &mut Plan) -> Vec<Diagnostic> {
    let description = recorded.description();
    let told = description.warnings.iter();
    let mut warnings: Vec<Diagnostic> = told
        .map(|warning| Diagnostic::new(Severity::Warning, warning.clone()))
        .collect();
    if description.realtime.is_none() && builtins::tells_time_of_day(plan) {
        let message =
            "the recording does not tell the time of day: times count from the start of its clock";
        let help = "`trace-cmd record --date` writes it";
        warnings.push(Diagnostic::new(Severity::Warning, message).help(help));
    }
    if builtins::looks_at_machine(plan) {
        let message = "what the script asks of users, control groups and addresses is looked up on this machine, not on the recorded one";
        warnings.push(Diagnostic::new(Severity::Warning, message));
    }
    if builtins::asks_for_processes(plan) {
        let message =
            "of processes the recording tells what its events tell: what /proc would add is empty";
        warnings.push(Diagnostic::new(Severity::Warning, message));
    }
    for probe in &mut plan.probes {
        if matches!(probe.point, Point::Timer { .. }) {
            let message = format!(
                "`{}` never fires: a recording is replayed at once",
                probe.name
            );
            let warning = Diagnostic::new(Severity::Warning, message).label(probe.span, "");
            warnings.push(warning.help("what it prints can be printed by an `end` probe"));
            probe.point = Point::Never;
        }
    }
    warnings
}
