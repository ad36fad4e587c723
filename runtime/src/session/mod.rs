//! A session: attaches a plan's probes, runs its handlers in their order, and ends. Reading, printing and signals are the host's.

mod clock;
mod counts;
mod display;
mod live;
mod structured;
mod view;

use std::io;
use std::ops::ControlFlow;
use std::os::fd::BorrowedFd;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::poll::{PollFd, PollFlags, PollTimeout, poll};
use sigscript_compiler::plan::{Plan, Point, Probe};

use crate::backend::{self, Backend, Counters, Drained};
use crate::event::Event;
use crate::json;
use crate::metrics;
use crate::text::Text;
use crate::vm::{Fault, FaultKind, Machine, ProbeNames, World};
use clock::Timers;
use counts::Counts;

pub use live::{Counted, Ended, Live, Started};
pub use view::View;

/// How long an event may wait in the kernel's buffer, and so how often the reader looks by itself.
const READ_CLOCK: Duration = Duration::from_millis(10);
/// Printed text that is passed on at once, in bytes; less waits until the events at hand are worked off.
const FLUSH_SIZE: usize = 64 << 10;

/// What a session needs of the program around it.
pub trait Host {
    /// Takes printed text and passes it on at once.
    ///
    /// # Errors
    /// Where it cannot; the session then ends.
    fn print(&mut self, text: &[u8]) -> io::Result<()>;

    /// Tells the user what `warn()` was given.
    fn warn(&mut self, message: &[u8]);

    /// Tells the user what the backend met.
    fn note(&mut self, line: &str);

    /// Runs a command of `system()` to its end.
    fn execute(&mut self, command: &[u8]);

    /// As [`Host::execute`]; gives what the command printed instead of letting it through.
    fn execute_and_read(&mut self, command: &[u8]) -> Vec<u8> {
        self.execute(command);
        Vec::new()
    }

    /// Takes the metrics that it asked for by [`Attention::Metrics`].
    fn metrics(&mut self, _page: String) {}

    /// Shows the globals, as it asked for by [`Attention::Globals`].
    fn globals(&mut self, _view: &View<'_>) {}

    /// Every probe is attached and every `begin` probe has run.
    fn started(&mut self);

    /// Nothing more is waited for: what is printed from here on is the last.
    fn ending(&mut self) {}

    /// A descriptor that becomes readable when [`Host::attend`] should be called.
    fn descriptor(&self) -> BorrowedFd<'_>;

    /// Looks at what has come from outside, such as an interrupt or the end of the traced command.
    fn attend(&mut self) -> Attention;
}

/// What the host wants of the session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Go on.
    None,
    /// Run the `end` probes and stop.
    Stop,
    /// Call [`Host::metrics`].
    Metrics,
    /// Call [`Host::globals`].
    Globals,
}

/// Choices of the command line that a session depends on.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Stop after this.
    pub timeout: Option<Duration>,
    /// Show every line at once: somebody is watching.
    pub interactive: bool,
    /// Show the globals that were written but never read when the session ends.
    pub display: bool,
    /// The globals that the host is told of while it runs, by their index in the plan.
    pub globals: Vec<usize>,
    /// How many run-time errors are only told; the next one ends the session (`-D MAXERRORS=N`).
    pub errors: usize,
}

/// How a session ended.
#[derive(Debug, Default)]
pub struct Ending {
    /// The run-time errors that did not end it, each with the index of its probe.
    pub forgiven: Vec<(Fault, usize)>,
    /// The run-time error that ended it, with the index of its probe.
    pub fault: Option<(Fault, usize)>,
    /// Nobody reads what is printed any longer.
    pub output_lost: Option<io::Error>,
    /// What happened to the events of each probe, by its index in the plan.
    pub counters: Vec<Counters>,
}

/// A session of one plan.
pub struct Session<'plan, 'host> {
    plan: &'plan Plan,
    machine: Machine<'plan>,
    world: World,
    host: &'host mut dyn Host,
    options: Options,
    names: Vec<ProbeNames>,
    timers: Timers,
    ending: Ending,
    /// For structured output.
    encoder: Option<json::Encoder<'plan>>,
    losses_looked_for: Option<Instant>,
    counts: Counts,
    /// The backend has more events at hand.
    more: bool,
}

impl<'plan, 'host> Session<'plan, 'host> {
    /// A session that is ready to run.
    pub fn new(
        plan: &'plan Plan,
        machine: Machine<'plan>,
        world: World,
        host: &'host mut dyn Host,
        options: Options,
    ) -> Self {
        let name = |probe: &Probe| ProbeNames {
            point: Text::from(probe.point.to_string().as_bytes()),
            name: Text::from(probe.name.as_bytes()),
        };
        Self {
            plan,
            machine,
            world,
            host,
            options,
            names: plan.probes.iter().map(name).collect(),
            timers: Timers::of(plan),
            ending: Ending::default(),
            encoder: None,
            losses_looked_for: None,
            counts: Counts::of(plan),
            more: false,
        }
    }

    /// Runs it from the first `begin` probe to the last `end` or `error` probe. The backend has attached the plan's probes.
    ///
    /// # Errors
    /// Where the backend fails.
    pub fn run(mut self, mut backend: Option<Box<dyn Backend>>) -> Result<Ending, backend::Error> {
        self.tell_begin(backend.as_deref());
        self.begin();
        if !self.is_over() {
            self.host.started();
            self.go_on(backend.as_deref_mut())?;
        }
        self.finish(backend)?;
        Ok(self.ending)
    }

    fn begin(&mut self) {
        self.run_all(|point| match point {
            Point::Begin(number) => Some(*number),
            _ => None,
        });
        self.flush();
    }

    /// Works off the events that came before the end, unless something has ended the session already, and runs the `end` probes.
    fn finish(&mut self, mut backend: Option<Box<dyn Backend>>) -> Result<(), backend::Error> {
        self.host.ending();
        if let Some(backend) = &mut backend {
            if !self.is_over() {
                backend.detach();
                self.last_drain(&mut **backend)?;
            }
            // No event counts that comes after `exit()`.
            if !self.world.exit {
                self.settle(&mut **backend)?;
            }
            self.ending.counters = backend.counters()?;
        }
        self.tell_losses();
        self.end();
        self.tell_end();
        self.flush();
        // Taking things apart may take longer than all of this: whoever waits has the answer.
        drop(backend);
        Ok(())
    }

    fn is_over(&self) -> bool {
        self.world.exit || self.ending.fault.is_some() || self.ending.output_lost.is_some()
    }

    /// Events and timers, until something ends the session.
    fn go_on(
        &mut self,
        mut backend: Option<&mut (dyn Backend + 'static)>,
    ) -> Result<(), backend::Error> {
        let start = Instant::now();
        self.timers.start(start);
        let deadline = self.options.timeout.map(|timeout| start + timeout);
        while !self.is_over() {
            if let Some(backend) = &mut backend
                && self.drain(&mut **backend)? == Drained::Finished
            {
                break;
            }
            self.fire_timers(backend.as_deref_mut())?;
            if let Some(backend) = &mut backend {
                self.look_for_counts(&mut **backend)?;
            }
            self.look_for_losses(backend.as_deref())?;
            self.flush();
            if self.is_over() || deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                break;
            }
            self.wait(backend.as_deref(), deadline);
            if self.attend(backend.as_deref_mut())? == Attention::Stop {
                break;
            }
        }
        Ok(())
    }

    /// Does what the host wants, until it wants nothing more or the end.
    fn attend(
        &mut self,
        mut backend: Option<&mut (dyn Backend + 'static)>,
    ) -> Result<Attention, backend::Error> {
        loop {
            let wanted = self.host.attend();
            if let (Attention::Metrics | Attention::Globals, Some(backend)) = (wanted, &mut backend)
            {
                self.settle(&mut **backend)?;
            }
            match wanted {
                Attention::Metrics => self.tell_metrics(backend.as_deref())?,
                Attention::Globals => self.tell_globals(backend.as_deref())?,
                other => return Ok(other),
            }
        }
    }

    /// Works off the events that came before the end.
    fn last_drain(&mut self, backend: &mut (dyn Backend + 'static)) -> Result<(), backend::Error> {
        while !self.is_over() && self.drain(backend)? == Drained::More {}
        Ok(())
    }

    fn drain(&mut self, backend: &mut dyn Backend) -> Result<Drained, backend::Error> {
        let drained = backend.drain(&mut |event| {
            self.fire(event.probe, Some(event));
            if self.pending() >= FLUSH_SIZE {
                self.flush();
            }
            if self.is_over() {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        for note in backend.notes() {
            self.flush();
            self.host.note(&note);
        }
        self.more = matches!(drained, Ok(Drained::More));
        drained
    }

    fn fire_timers(
        &mut self,
        mut backend: Option<&mut (dyn Backend + 'static)>,
    ) -> Result<(), backend::Error> {
        self.world.follow_clock();
        if let Some(backend) = &mut backend {
            backend.follow_clock()?;
        }
        while let Some(probe) = self.timers.due(Instant::now()) {
            if self.plan.probes[probe].settles
                && let Some(backend) = &mut backend
            {
                self.settle(&mut **backend)?;
            }
            if !self.is_over() {
                self.fire(probe, None);
            }
            if self.is_over() {
                break;
            }
        }
        Ok(())
    }

    /// Waits for the backend, the host, a timer or one of the clocks; not at all where there is more to do.
    fn wait(&self, backend: Option<&(dyn Backend + 'static)>, deadline: Option<Instant>) {
        let now = Instant::now();
        let read = backend.map(|_| if self.more { now } else { now + READ_CLOCK });
        let until = [read, deadline, self.timers.next()]
            .into_iter()
            .flatten()
            .min();
        // Rounded up: a timer that is due in half a millisecond is not polled for.
        let timeout = until.map_or(PollTimeout::NONE, |until| {
            let wait = until
                .saturating_duration_since(now)
                .as_nanos()
                .div_ceil(1_000_000);
            PollTimeout::try_from(wait).unwrap_or(PollTimeout::MAX)
        });
        let mut descriptors = vec![PollFd::new(self.host.descriptor(), PollFlags::POLLIN)];
        descriptors.extend(
            backend
                .and_then(Backend::descriptor)
                .map(|fd| PollFd::new(fd, PollFlags::POLLIN)),
        );
        match poll(&mut descriptors, timeout) {
            Ok(_) | Err(Errno::EINTR) => {}
            Err(errno) => debug_assert!(false, "poll: {errno}"),
        }
    }

    fn tell_metrics(
        &mut self,
        backend: Option<&(dyn Backend + 'static)>,
    ) -> Result<(), backend::Error> {
        let counters = backend.map_or(Ok(Vec::new()), Backend::counters)?;
        let globals = &self.options.globals;
        let page = metrics::exposition(self.plan, &self.machine, globals, &counters);
        self.host.metrics(page);
        Ok(())
    }

    fn tell_globals(
        &mut self,
        backend: Option<&(dyn Backend + 'static)>,
    ) -> Result<(), backend::Error> {
        self.host.globals(&View {
            plan: self.plan,
            machine: &self.machine,
            globals: &self.options.globals,
            counters: backend.map_or(Ok(Vec::new()), Backend::counters)?,
        });
        Ok(())
    }

    /// Runs a probe's handler.
    fn fire(&mut self, index: usize, event: Option<&Event<'_>>) {
        let probe = &self.plan.probes[index];
        self.world.probe.clone_from(&self.names[index]);
        let could_count = event.filter(|event| event.layout.time.is_some());
        let before = could_count.map(|_| self.elements_before(index));
        let outcome = match &probe.condition {
            Some(condition) => match self.machine.condition(condition, &mut self.world) {
                Ok(false) => return,
                Ok(true) => self.machine.run(&probe.handler, event, &mut self.world),
                Err(fault) => Err(fault),
            },
            None => self.machine.run(&probe.handler, event, &mut self.world),
        };
        if let (Some(event), Some(before)) = (could_count, before) {
            self.note_made(index, event, &before);
        }
        self.encode(index, event, outcome.as_ref().err());
        if let Err(fault) = outcome {
            self.failed(fault, index);
        }
        for warning in self.world.warnings.take() {
            self.tell_warning(index, &warning);
            self.flush();
            self.host.warn(&warning);
        }
        if self.options.interactive || !self.world.commands.is_empty() {
            self.flush();
        }
    }

    /// A handler failed.
    fn failed(&mut self, fault: Fault, probe: usize) {
        if fault.kind == FaultKind::Abort {
            self.world.exit = true;
        } else if self.ending.forgiven.len() < self.options.errors {
            self.ending.forgiven.push((fault, probe));
        } else if self.ending.fault.is_none() {
            self.ending.fault = Some((fault, probe));
        }
    }

    /// Runs the probes that `number` picks, in the order of their numbers, until one of them ends the session.
    fn run_all(&mut self, number: impl Fn(&Point) -> Option<i64>) {
        for index in ordered(self.plan, number) {
            self.fire(index, None);
            if self.is_over() {
                break;
            }
        }
    }

    /// `end` probes with the automatic display among them, or `error` probes after an error.
    fn end(&mut self) {
        let failed = self.ending.fault.is_some();
        // What `exit()` asked for is done; a second one, or a fault, stops the probes that are left.
        self.world.exit = false;
        if failed {
            self.run_ending(|point| match point {
                Point::Error(number) => Some(*number),
                _ => None,
            });
            return;
        }
        self.run_ending(|point| match point {
            Point::End(number) if *number <= 0 => Some(*number),
            _ => None,
        });
        if self.ending.fault.is_none() {
            if self.options.display {
                self.display();
            }
            self.run_ending(|point| match point {
                Point::End(number) if *number > 0 => Some(*number),
                _ => None,
            });
        }
        if self.ending.fault.is_some() {
            self.run_ending(|point| match point {
                Point::Error(number) => Some(*number),
                _ => None,
            });
        }
    }

    fn run_ending(&mut self, number: impl Fn(&Point) -> Option<i64>) {
        let failed = self.ending.fault.is_some();
        for index in ordered(self.plan, number) {
            self.fire(index, None);
            let fails_now = !failed && self.ending.fault.is_some();
            let stops = self.world.exit && failed;
            if fails_now || stops || self.ending.output_lost.is_some() {
                break;
            }
        }
    }

    fn flush(&mut self) {
        if self.flush_objects() {
            return;
        }
        let output = std::mem::take(&mut self.world.output);
        let mut printed = 0;
        for (before, command) in std::mem::take(&mut self.world.commands) {
            self.print(&output[printed..before]);
            printed = before;
            self.host.execute(&command);
        }
        self.print(&output[printed..]);
        self.world.output = output;
        self.world.output.clear();
    }

    fn print(&mut self, text: &[u8]) {
        if text.is_empty() || self.ending.output_lost.is_some() {
            return;
        }
        if let Err(error) = self.host.print(text) {
            self.ending.output_lost = Some(error);
        }
    }
}

/// The probes that `number` picks, in the order of their numbers, then of the source.
fn ordered(plan: &Plan, number: impl Fn(&Point) -> Option<i64>) -> Vec<usize> {
    let mut picked: Vec<(i64, usize)> = plan
        .probes
        .iter()
        .enumerate()
        .filter_map(|(index, probe)| Some((number(&probe.point)?, index)))
        .collect();
    picked.sort_unstable();
    picked.into_iter().map(|(_, index)| index).collect()
}
