//! An attached plan: its instances, what comes from them, and what becomes of it.

use std::io;
use std::ops::ControlFlow;
use std::os::fd::BorrowedFd;
use std::path::Path;
use std::time::{Duration, Instant};

use sigscript_compiler::plan::Plan;

use super::dispatch::{Dispatch, ask_for_users};
use super::guardian::Guardian;
use super::instance::{Instance, read_at_once, remove_stale};
use super::recording::{self, Recording};
use super::streams::Streams;
use super::tasks::{self, Tasks};
use super::{Options, errors, filter};
use crate::arguments::Arguments;
use crate::assembly::Assembler;
use crate::backend::{Counters, Drained, Error, processors};
use crate::event::Event;
use crate::pages::{self, Layout};
use crate::record::{ByteOrder, Facts, Record};
use crate::refusals::{LeftOut, Refusals};
use crate::threads::{Thread, Threads};
use crate::turn::Turn;

/// How often the room for births and ends of threads is looked after.
const LOOK: Duration = Duration::from_secs(1);
/// What stands for a number that nobody can tell any more.
const UNKNOWN: i64 = -1;
/// The same for a name, as the kernel's own trace shows it.
const UNKNOWN_NAME: &[u8] = b"<...>";

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
    arguments: Arguments,
    asks_for_users: Vec<bool>,
    delivered: Vec<u64>,
    first_event: Option<usize>,
    /// The probes that the kernel refused.
    pub left_out: Vec<LeftOut>,
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
        let (layout, page_size) = page_layout(tracefs)?;
        let dispatch = Dispatch::new(plan, tracefs)?;
        let folders = Instance::names().map(|name| instances.join(name));
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
        let main = Instance::new(main, u64::from(options.buffer_size / processors()))?;
        let mut refused = Vec::new();
        for (event, probes, at_end) in dispatch.events() {
            let [here, later] =
                [&probes, at_end].map(|list| list.iter().map(|index| &plan.probes[*index]));
            let filter = filter::of_event(plan, here, later);
            if let Err(error) = main.enable(event, filter.as_deref()) {
                refused.push((probes, error));
            }
        }
        let left_out = settle(refused, plan)?;
        if let Some(process) = options.only {
            main.only(process)?;
        }
        if let Some(recording) = &recording {
            // The pages tell what was lost before them; nothing tells of what found no room behind them.
            main.set("options/overwrite", "1")?;
            let events = dispatch.events().map(|(event, ..)| event);
            let form = recording::Form {
                word: layout.word.into(),
                size: page_size,
            };
            recording
                .begin(tracefs, main.folder(), form, events)
                .map_err(|error| errors::call("reading tracefs", error))?;
        }
        let sets = vec![main.buffers()?, births.buffers()?];
        let processors = sets[0].iter().map(|(number, _)| *number).collect();
        let streams = Streams::new(layout, page_size, sets, recording.as_ref())
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
            arguments: Arguments::default(),
            asks_for_users,
            delivered: vec![0; plan.probes.len()],
            left_out,
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
        let mut turn = Turn::new();
        while !turn.is_over() {
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
        let found = self.dispatch.find(taken.bytes);
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
        let mut record = Record {
            bytes: taken.bytes,
            order: ByteOrder::NATIVE,
            facts: Facts {
                process: Some(thread.map_or(UNKNOWN, |thread| thread.group.into())),
                thread: Some(current.into()),
                name: Some(thread.as_ref().map_or(UNKNOWN_NAME, |thread| &thread.name)),
                user: Some(UNKNOWN),
                group: Some(UNKNOWN),
                processor: Some(taken.processor.into()),
                time: Some(taken.time.cast_signed()),
            },
            call: found.call,
            begun: None,
            threads: Some(&self.threads),
        };
        if found.begins {
            self.arguments.begin(&record, None);
        }
        record.begun = self.arguments.end(&record, None);
        for &probe in found.probes {
            if self.dispatch.asks_begun(probe) && record.begun.is_none() {
                // It began before the session did.
                continue;
            }
            if self.asks_for_users[probe]
                && let Some((user, group)) = self.tasks.users(current)
            {
                record.facts.user = Some(user);
                record.facts.group = Some(group);
            }
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

/// What is left out, where events with these probes were refused.
fn settle(refused: Vec<(Vec<usize>, Error)>, plan: &Plan) -> Result<Vec<LeftOut>, Error> {
    let mut refusals = Refusals::default();
    for (probes, error) in refused {
        match probes.as_slice() {
            [probe] => refusals.add(*probe, error),
            // An event that several wait for is one that somebody named.
            _ => return Err(error),
        }
    }
    refusals.settle(plan)
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

/// The thread with this number at this moment; number 0 is each processor's idle thread.
fn known(threads: &Threads, thread: i32, processor: u32) -> Option<Thread> {
    if thread == 0 {
        return Some(Thread::idle(processor));
    }
    threads.find(thread)
}

/// How pages are laid out on this kernel, and how large they are.
fn page_layout(tracefs: &Path) -> Result<(Layout, usize), Error> {
    const READ: &str = "reading events/header_page";
    let text = read_at_once(&tracefs.join("events/header_page")).map_err(|error| {
        errors::missing(READ, error, "this kernel has no event tracing".to_owned())
    })?;
    Layout::parse(&text, ByteOrder::NATIVE)
        .zip(pages::page_size(&text))
        .ok_or_else(|| Error::internal(READ, "its form is unknown"))
}

fn unreadable(error: io::Error) -> Error {
    errors::call("reading trace_pipe_raw", error)
}
