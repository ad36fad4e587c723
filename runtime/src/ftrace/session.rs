//! An attached plan: its instances, what comes from them, and what becomes of it.

use std::io;
use std::ops::ControlFlow;
use std::os::fd::BorrowedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use nix::unistd::{SysconfVar, sysconf};
use sigscript_compiler::plan::Plan;

use super::dispatch::{Dispatch, ask_for_users};
use super::guardian::Guardian;
use super::instance::{Instance, read_at_once, remove_stale};
use super::pages::PageForm;
use super::recording::{self, Recording};
use super::streams::Streams;
use super::tasks::{self, Tasks};
use super::{Options, errors, filter};
use crate::assembly::Assembler;
use crate::backend::{Counters, Drained, Error};
use crate::event::Event;
use crate::record::{ByteOrder, Facts, Record};
use crate::threads::{Thread, Threads};

/// Records handed out before others get a turn.
const TURN: usize = 65_536;
/// How often the room for births and ends of threads is looked after.
const LOOK: Duration = Duration::from_secs(1);
/// What stands for a number that nobody can tell any more.
const UNKNOWN: i64 = -1;
/// The same for a name, as the kernel's own trace shows it.
const UNKNOWN_NAME: &[u8] = b"<...>";

/// The order of the bytes of this machine.
const ORDER: ByteOrder = if cfg!(target_endian = "little") {
    ByteOrder::Little
} else {
    ByteOrder::Big
};

/// What a plan has become. What is dropped first holds what is dropped next.
pub struct Session {
    streams: Streams,
    main: Instance,
    births: Instance,
    _guardian: Guardian,
    recording: Option<Recording>,
    tasks: Tasks,
    threads: Threads,
    processors: Vec<u32>,
    dispatch: Dispatch,
    assembler: Assembler,
    asks_for_users: Vec<bool>,
    delivered: Vec<u64>,
    first_event: Option<usize>,
    /// Births and ends of threads that were lost, as of the last look.
    lost_births: (u64, Instant),
}

impl Session {
    /// Makes the instances, enables the events with their filters, then begins to record all of them at once.
    pub fn new(
        plan: &Plan,
        tracefs: &Path,
        options: Options,
        threads: Threads,
        recording: Option<Recording>,
    ) -> Result<Self, Error> {
        let instances = tracefs.join("instances");
        remove_stale(&instances);
        let form = page_form(tracefs)?;
        let dispatch = Dispatch::new(plan, tracefs)?;
        let folders = ["", "-tasks"].map(|suffix| instances.join(Instance::name(suffix)));
        let guardian = Guardian::start(&folders).map_err(|error| errors::call("fork", error))?;
        let [main, births] = folders;
        let asks_for_users = ask_for_users(plan);
        let births = Instance::new(births, tasks::BUFFER)?;
        let tasks = Tasks::follow(
            tracefs,
            &births,
            threads.clone(),
            asks_for_users.contains(&true),
        )?;
        let main = Instance::new(main, u64::from(options.buffer_size) / processors())?;
        for (event, probes) in dispatch.events() {
            let probes = probes.iter().map(|index| &plan.probes[*index]);
            let filter = filter::of_event(plan, probes);
            main.enable(event, filter.as_deref())?;
        }
        if let Some(process) = options.only {
            main.only(process)?;
        }
        if let Some(recording) = &recording {
            // The pages tell what was lost before them; nothing tells of what found no room behind them.
            main.set("options/overwrite", "1")?;
            let events = dispatch.events().map(|(event, _)| event);
            recording
                .begin(tracefs, main.folder(), recorded(form), events)
                .map_err(|error| errors::call("reading tracefs", error))?;
        }
        let sets = vec![main.buffers()?, births.buffers()?];
        let processors = sets[0].iter().map(|(number, _)| *number).collect();
        let streams = Streams::new(form, sets, recording.as_ref())
            .map_err(|error| errors::call("epoll_ctl", error))?;
        main.set("tracing_on", "1")?;
        Ok(Self {
            streams,
            main,
            births,
            _guardian: guardian,
            recording,
            tasks,
            threads,
            processors,
            dispatch,
            assembler: Assembler::new(plan),
            asks_for_users,
            delivered: vec![0; plan.probes.len()],
            first_event: plan.probes.iter().position(|probe| probe.point.is_event()),
            lost_births: (0, Instant::now()),
        })
    }

    /// Becomes readable when there is much to read.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.streams.descriptor()
    }

    /// Records nothing any more.
    pub fn detach(&mut self) {
        // Where that cannot be written, the instances go anyway when this is dropped.
        let _ = self.main.set("tracing_on", "0");
        let _ = self.births.set("tracing_on", "0");
        self.streams.end();
    }

    /// Hands out records in the order of their times.
    pub fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        self.look_after_births()?;
        self.streams.refresh().map_err(unreadable)?;
        self.recording.as_ref().map_or(Ok(()), Recording::check)?;
        for _ in 0..TURN {
            let Some(stream) = self.streams.oldest().map_err(unreadable)? else {
                return Ok(Drained::Empty);
            };
            let flow = self.record(stream, handle);
            self.streams.advance().map_err(unreadable)?;
            if flow.is_break() {
                return Ok(Drained::Stopped);
            }
        }
        Ok(Drained::More)
    }

    /// Hands out the first record of a stream to each of its probes, or takes it into the table of threads.
    fn record(
        &mut self,
        stream: usize,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let taken = self.streams.record(stream);
        if taken.set != 0 {
            // What is not understood changes nothing.
            let _ = self.tasks.take(taken.time, taken.bytes);
            return ControlFlow::Continue(());
        }
        let (probes, call) = self.dispatch.probes(taken.bytes);
        // `common_pid` is at 4 since there are records.
        let current = taken
            .bytes
            .get(4..8)
            .and_then(|bytes| bytes.try_into().ok());
        let current = current.map_or(0, i32::from_ne_bytes);
        let thread = known(&self.threads, current, taken.processor);
        if let (Some(recording), Some(thread)) = (&self.recording, &thread) {
            recording.thread(current, thread);
        }
        for &probe in probes {
            let user = self.asks_for_users[probe]
                .then(|| self.tasks.users(current))
                .flatten();
            let record = Record {
                bytes: taken.bytes,
                order: ORDER,
                facts: Facts {
                    process: Some(thread.map_or(UNKNOWN, |thread| thread.group.into())),
                    thread: Some(current.into()),
                    name: Some(thread.as_ref().map_or(UNKNOWN_NAME, |thread| &thread.name)),
                    user: Some(user.map_or(UNKNOWN, |(user, _)| user)),
                    group: Some(user.map_or(UNKNOWN, |(_, group)| group)),
                    processor: Some(taken.processor.into()),
                    time: Some(taken.time.cast_signed()),
                },
                call,
            };
            self.delivered[probe] += 1;
            handle(&self.assembler.event(probe, &record))?;
        }
        ControlFlow::Continue(())
    }

    /// Where births or ends of threads were lost, what was known of threads does not hold any more.
    fn look_after_births(&mut self) -> Result<(), Error> {
        if self.lost_births.1.elapsed() < LOOK {
            return Ok(());
        }
        let lost = self.births.lost(self.processors.iter().copied())?;
        if lost > self.lost_births.0 {
            self.tasks.forget();
        }
        self.lost_births = (lost, Instant::now());
        Ok(())
    }

    /// The counters of each probe. The kernel does not tell whose records found no room: the first probe's loss stands for all.
    pub fn counters(&self) -> Result<Vec<Counters>, Error> {
        let lost = self.main.lost(self.processors.iter().copied())?;
        let counters = self.delivered.iter().enumerate();
        Ok(counters
            .map(|(probe, &delivered)| Counters {
                seen: None,
                delivered,
                counted: 0,
                lost: if Some(probe) == self.first_event {
                    lost
                } else {
                    0
                },
            })
            .collect())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let Some(recording) = &self.recording else {
            return;
        };
        recording.processes(self.threads.groups().into_iter());
        for &processor in &self.processors {
            // Where they cannot be read, the recording goes without.
            if let Ok(text) = self.main.statistics(processor) {
                recording.statistics(processor, text);
            }
        }
    }
}

/// How pages are laid out, for a recording.
fn recorded(form: PageForm) -> recording::Form {
    recording::Form {
        word: form.commit_size,
        size: form.size,
    }
}

/// The thread with this number at this moment; number 0 is each processor's idle thread.
fn known(threads: &Threads, thread: i32, processor: u32) -> Option<Thread> {
    if thread == 0 {
        return Some(Thread::idle(processor));
    }
    threads.find(thread)
}

/// How pages are laid out on this kernel.
fn page_form(tracefs: &Path) -> Result<PageForm, Error> {
    const READ: &str = "reading events/header_page";
    let text = read_at_once(&tracefs.join("events/header_page")).map_err(|error| {
        errors::missing(READ, error, "this kernel has no event tracing".to_owned())
    })?;
    PageForm::parse(&text, ORDER).ok_or_else(|| Error::internal(READ, "its form is unknown"))
}

/// The number of processors that share the buffer.
fn processors() -> u64 {
    let online = sysconf(SysconfVar::_NPROCESSORS_ONLN).ok().flatten();
    online.map_or(1, |number| number.max(1).cast_unsigned())
}

fn unreadable(error: io::Error) -> Error {
    errors::call("reading trace_pipe_raw", error)
}
