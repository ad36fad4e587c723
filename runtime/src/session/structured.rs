//! What a session does differently for structured output: handlers' text becomes objects, and what else happens does too.

use std::time::{Duration, Instant};

use nix::time::ClockId;

use super::{Session, display};
use crate::backend::{self, Backend};
use crate::clocks::nanoseconds;
use crate::event::Event;
use crate::json::{Encoder, Prints, Settings};
use crate::vm::{Fault, FaultKind};

/// How often the events that were lost are looked for.
const LOSS_CLOCK: Duration = Duration::from_secs(1);

impl<'plan> Session<'plan, '_> {
    /// With structured output.
    #[must_use]
    pub fn structured(mut self, settings: Settings<'plan>) -> Self {
        self.encoder = Some(Encoder::new(self.plan, settings));
        self.world.prints = Some(Prints::default());
        // Objects hold every byte, and no control characters.
        self.world.escape = false;
        self
    }

    /// The bytes that wait to be printed.
    pub(super) fn pending(&self) -> usize {
        let encoded = self.encoder.as_ref();
        encoded.map_or(self.world.output.len(), |encoder| encoder.output.len())
    }

    /// When an event happened, in nanoseconds since 1970; now where that is not known.
    fn time(&self, event: Option<&Event<'_>>) -> i64 {
        let captured = self
            .plan
            .time
            .zip(event)
            .and_then(|(capture, event)| event.number(capture).ok());
        match captured {
            Some(time) => time + self.world.realtime_offset(),
            None => nanoseconds(ClockId::CLOCK_REALTIME),
        }
    }

    fn time_if_structured(&self, event: Option<&Event<'_>>) -> Option<i64> {
        self.encoder.is_some().then(|| self.time(event))
    }

    pub(super) fn tell_begin(&mut self, backend: Option<&(dyn Backend + 'static)>) {
        let now = self.time(None);
        if let Some(encoder) = &mut self.encoder {
            encoder.begin(now, backend.map(Backend::name));
        }
    }

    /// Turns what a handler printed into objects; runs its commands, and turns what they print into objects as well.
    pub(super) fn encode(
        &mut self,
        probe: usize,
        event: Option<&Event<'_>>,
        fault: Option<&Fault>,
    ) {
        let time = self.time_if_structured(event);
        let Some((encoder, time)) = self.encoder.as_mut().zip(time) else {
            return;
        };
        let mut text = std::mem::take(&mut self.world.output);
        let mut prints = self.world.prints.take().unwrap_or_default();
        let mut printed = 0;
        for (before, command) in std::mem::take(&mut self.world.commands) {
            encoder.prints(time, probe, &text, printed..before, &prints);
            printed = before;
            let told = self.host.execute_and_read(&command);
            encoder.command(nanoseconds(ClockId::CLOCK_REALTIME), probe, &told);
        }
        encoder.prints(time, probe, &text, printed..text.len(), &prints);
        if let Some(fault) = fault.filter(|fault| fault.kind != FaultKind::Abort) {
            encoder.error(time, probe, fault);
        }
        text.clear();
        prints.clear();
        self.world.output = text;
        self.world.prints = Some(prints);
    }

    pub(super) fn tell_warning(&mut self, probe: usize, message: &[u8]) {
        let now = self.time(None);
        if let Some(encoder) = &mut self.encoder {
            encoder.warning(now, probe, message);
        }
    }

    /// Shows the globals that were written but are never read.
    pub(super) fn display(&mut self) {
        let now = self.time(None);
        match &mut self.encoder {
            Some(encoder) => encoder.globals(now, &self.machine),
            None => display::globals(self.plan, &self.machine, &mut self.world.output),
        }
    }

    /// Once in a while, tells of lost events: whoever reads a stream does not wait for its end.
    pub(super) fn look_for_losses(
        &mut self,
        backend: Option<&(dyn Backend + 'static)>,
    ) -> Result<(), backend::Error> {
        let Some(backend) = backend.filter(|_| self.encoder.is_some()) else {
            return Ok(());
        };
        let now = Instant::now();
        if self
            .losses_looked_for
            .is_some_and(|last| now - last < LOSS_CLOCK)
        {
            return Ok(());
        }
        self.losses_looked_for = Some(now);
        self.ending.counters = backend.counters()?;
        self.tell_losses();
        Ok(())
    }

    pub(super) fn tell_losses(&mut self) {
        let now = self.time(None);
        if let Some(encoder) = &mut self.encoder {
            encoder.losses(now, &self.ending.counters);
        }
    }

    pub(super) fn tell_end(&mut self) {
        let now = self.time(None);
        let failed = self.ending.fault.is_some();
        if let Some(encoder) = &mut self.encoder {
            encoder.end(now, failed, &self.ending.counters);
        }
    }

    /// Passes on the objects that are written; `false` where output is text.
    pub(super) fn flush_objects(&mut self) -> bool {
        let Some(encoder) = &mut self.encoder else {
            return false;
        };
        let mut objects = std::mem::take(&mut encoder.output);
        self.print(&objects);
        objects.clear();
        if let Some(encoder) = &mut self.encoder {
            encoder.output = objects;
        }
        true
    }
}
