//! What the command says when a session has ended: what was delivered and lost, what went wrong, and the exit status.

use std::fmt::Write as _;

use sigscript_compiler::plan::Plan;
use sigscript_runtime::backend::Counters;
use sigscript_runtime::replay::Recorded;
use sigscript_runtime::session::Ending;

use super::Call;
use crate::render::note;
use crate::status::{Failure, Status};

impl Call<'_> {
    /// Tells how the session ended.
    pub fn told(&self, plan: &Plan, ending: &Ending, command: Option<u8>) -> Status {
        self.tell_counters(plan, &ending.counters);
        if let Some(lost) = self
            .recorded
            .as_ref()
            .map(Recorded::lost)
            .filter(|lost| *lost > 0)
        {
            note(&format!(
                "events that were lost when the recording was made: {lost} or more"
            ));
        }
        for (fault, probe) in &ending.forgiven {
            self.renderer
                .fault(fault, &plan.probes[*probe].name, &self.sources);
        }
        if let Some((fault, probe)) = &ending.fault {
            self.renderer
                .fault(fault, &plan.probes[*probe].name, &self.sources);
            return Status::Failed;
        }
        match &ending.output_lost {
            Some(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
                let path = self
                    .arguments
                    .output
                    .as_ref()
                    .map_or("standard output".into(), |path| path.display().to_string());
                let source = std::io::Error::from(error.kind());
                self.renderer.failure(&Failure::File {
                    verb: "write",
                    path,
                    source,
                });
                Status::Failed
            }
            _ => command.map_or(Status::Success, Status::Command),
        }
    }

    /// What was delivered and lost: always where something was lost, else with `-v`.
    fn tell_counters(&self, plan: &Plan, counters: &[Counters]) {
        for (probe, counters) in plan
            .probes
            .iter()
            .zip(counters)
            .filter(|(probe, _)| probe.point.is_event())
        {
            let nothing_came = self.records_points() && counters.delivered == 0;
            if counters.lost == 0 && (self.arguments.verbose == 0 || nothing_came) {
                continue;
            }
            let mut line = format!(
                "probe {}: {} events delivered, {} lost",
                probe.name, counters.delivered, counters.lost
            );
            if counters.counted > 0 {
                let _ = write!(line, ", {} counted in the kernel", counters.counted);
            }
            if let Some(seen) = counters.seen {
                let had_effect = counters.delivered + counters.counted + counters.lost;
                let held_back = seen.saturating_sub(had_effect);
                let _ = write!(line, ", {held_back} held back in the kernel");
            }
            if counters.lost > 0 {
                line.push_str("; a larger `--buffer-size` loses fewer");
            }
            note(&line);
        }
    }
}
