//! `--record`: what goes into a recording beside a script, or in place of one, and what is said of it in the end.

use sigscript_compiler::BackendKind;
use sigscript_compiler::listing::{self, Detail};
use sigscript_compiler::plan::Plan;
use sigscript_grammar::{Diagnostic, Severity};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::ftrace::{Recording, Summary};
use sigscript_runtime::vm::World;

use super::{Call, Refusal};
use crate::arguments::{Arguments, BackendName};
use crate::list;
use crate::render::note;
use crate::status::{Failure, Status};

/// Refuses options that do not go with `--record`, or only with it.
pub fn check(arguments: &Arguments) -> Result<(), Failure> {
    let usage =
        |message: &str, help: &str| Err(Failure::Usage(message.to_owned(), Some(help.to_owned())));
    match (&arguments.record, arguments.backend) {
        (Some(_), BackendName::Ebpf | BackendName::Ptrace) => usage(
            "`--record` keeps what the ftrace backend reads, and another backend is asked for",
            "leave `--backend` out",
        ),
        (None, _) if arguments.list.is_some() && arguments.cmd.is_some() => usage(
            "`-l` lists points and runs no command",
            "with `--record FILE` it records them while the command of `-c` runs",
        ),
        _ => Ok(()),
    }
}

impl Call<'_> {
    /// Sees that the recording can be written where it is wanted.
    pub(super) fn begin_recording(&mut self) -> Result<(), Failure> {
        if let Some(path) = &self.arguments.record {
            self.recording = Some(Recording::new(path).map_err(Failure::Backend)?);
        }
        Ok(())
    }

    /// Whether points are recorded in place of a script.
    pub(super) fn records_points(&self) -> bool {
        self.recording.is_some() && self.arguments.list.is_some()
    }

    /// Records all events that a pattern matches.
    pub(super) fn record_points(
        &mut self,
        pattern: &str,
        command: Option<HeldCommand>,
        target: i32,
    ) -> Result<Status, Failure> {
        self.inputs.options.backend = BackendKind::Ftrace;
        let listing = listing::list(pattern, Detail::Points, &mut self.sources, &self.inputs);
        let points = listing.rows.iter().flat_map(|row| &row.points).cloned();
        let plan = Plan::of_points(points);
        if plan.probes.is_empty() {
            let (mut told, mut status) = list::told(&listing, pattern);
            if status == Status::Success {
                told.push(no_event(pattern));
                status = Status::Failed;
            }
            self.renderer.diagnostics(&told, &self.sources);
            return Ok(status);
        }
        self.stage("events");
        let world = World::default();
        match self.attach(&plan, &world) {
            Ok(backend) => self.trace(&plan, backend, world, command, target),
            Err(Refusal::Backend(error)) => Err(Failure::Backend(error)),
            Err(reason) => self.refused(reason),
        }
    }

    /// Puts the recording together, and tells what it holds: where it stands for a script, or with `-v`.
    pub(super) fn complete_recording(&self) -> Result<(), Failure> {
        let (Some(recording), Some(path)) = (&self.recording, &self.arguments.record) else {
            return Ok(());
        };
        let Summary(held) = recording.complete().map_err(Failure::Backend)?;
        if self.arguments.verbose > 0 {
            for (processor, held) in &held {
                note(&format!(
                    "processor {processor}: {} events recorded, {} lost",
                    held.events, held.lost
                ));
            }
        }
        if self.records_points() || self.arguments.verbose > 0 {
            let events: u64 = held.values().map(|held| held.events).sum();
            let lost: u64 = held.values().map(|held| held.lost).sum();
            let path = path.display();
            note(&format!("`{path}`: {events} events recorded, {lost} lost"));
        }
        Ok(())
    }
}

/// Where a pattern matches points that tracefs does not record.
fn no_event(pattern: &str) -> Diagnostic {
    let message = format!("`{pattern}` matches no event that can be recorded");
    Diagnostic::new(Severity::Error, message).help(
        "what is recorded are tracefs's events and system calls: `-l 'kernel.tracepoint(\"*\")'` lists them",
    )
}
