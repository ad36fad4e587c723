//! `--record`: what goes into a recording beside a script, or in place of one, and what is said of it in the end.

use std::io::IsTerminal as _;

use sigscript_compiler::BackendKind;
use sigscript_compiler::catalog::Part;
use sigscript_compiler::listing::{self, Detail, Listing, Row};
use sigscript_compiler::plan::Plan;
use sigscript_grammar::{Diagnostic, Severity};
use sigscript_runtime::command::HeldCommand;
use sigscript_runtime::ftrace::{Recording, Summary};
use sigscript_runtime::vm::World;

use super::Call;
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
        if let Some(reason) = self.inputs.catalog.missing(Part::Tracefs) {
            let message = format!("`{pattern}` cannot be recorded");
            let told = Diagnostic::new(Severity::Missing, message).help(reason);
            return Ok(self.rejected(&[told]));
        }
        let (listing, plan) = self.recorded_points(pattern);
        if plan.probes.is_empty() {
            let (mut told, mut status) = list::told(&listing, pattern, list::BY_OPTION);
            if status == Status::Success {
                told.push(no_event(pattern, &listing));
                status = Status::Failed;
            }
            self.renderer.diagnostics(&told, &self.sources);
            return Ok(status);
        }
        self.stage("events");
        let world = World::default();
        match self.attach(&plan, &world) {
            Ok(backend) => {
                let ends_by_itself = command.is_some() || self.arguments.timeout.is_some();
                if !ends_by_itself && std::io::stderr().is_terminal() {
                    note("recording; Ctrl-C ends it");
                }
                self.trace(&plan, backend, world, command, target)
            }
            Err(reason) => self.refused(reason),
        }
    }

    /// The events behind a pattern: as a script on ftrace sees them, and those of points that only the collector offers.
    fn recorded_points(&mut self, pattern: &str) -> (Listing, Plan) {
        let [rows, further] = [BackendKind::Ftrace, BackendKind::Ebpf].map(|backend| {
            self.inputs.options.backend = backend;
            listing::list(pattern, Detail::Points, &mut self.sources, &self.inputs)
        });
        self.inputs.options.backend = BackendKind::Ftrace;
        let is_known = |row: &&Row| {
            let mut known = rows.rows.iter().filter(|known| known.name == row.name);
            known.any(|known| !known.points.is_empty())
        };
        let others = further.rows.iter().filter(|row| !is_known(row));
        let points = rows.rows.iter().chain(others).flat_map(|row| &row.points);
        let plan = Plan::of_points(points.cloned());
        (further, plan)
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
fn no_event(pattern: &str, listing: &Listing) -> Diagnostic {
    let message = format!("`{pattern}` matches no event that can be recorded");
    let told = Diagnostic::new(Severity::Error, message);
    let unavailable = listing.rows.iter().find_map(|row| {
        let reason = row.unavailable.as_ref()?;
        Some(format!("`{}`: {reason}", row.name))
    });
    told.help(unavailable.unwrap_or_else(|| {
        "what is recorded are events of tracefs and system calls: `-l 'kernel.*(\"*\")'` lists them".to_owned()
    }))
}
