//! The eBPF backend: a plan to programs on tracepoints, and their records to events.
//!
//! [`lower`] turns each probe into data for the prebuilt collector ([`object`]); everything is loaded first and attached last, so that
//! the probes of a session begin at one moment. Programs, maps and links belong to descriptors of this process and end with it.

mod errors;
mod filter;
mod loads;
mod lower;
mod object;
mod sys;
#[cfg(test)]
mod tests;

use std::ffi::CString;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use aya::maps::{Map, MapData, PerCpuArray, RingBuf};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use sigscript_compiler::plan::{Plan, Point};
use sigscript_wire as wire;

use crate::backend::{Backend, Counters, Drained, Error};
use crate::event::{Event, Layout};
use lower::Lowered;
use object::Collector;
pub use sys::ProgramInfo;

/// Records handed out before others get a turn.
const TURN: usize = 65_536;

/// What can be chosen. Sizes are in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The buffer between the kernel and the reader; rounded up to a power of two of at least a page.
    pub buffer_size: u32,
    /// Whether every event is counted, not only those that pass the filter.
    pub count_seen: bool,
    /// The kernel wakes the reader when so many bytes are pending, and again at each multiple; rounded down to a power of two, and to
    /// a quarter of the buffer. Below that the reader has its own clock. With 0, the first record after it has caught up wakes it.
    pub wake: u32,
    /// A string that is read by its address, its NUL byte included.
    pub string_limit: u16,
    /// A process's arguments.
    pub area_limit: u16,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            buffer_size: 8 << 20,
            count_seen: false,
            wake: 64 << 10,
            string_limit: 256,
            area_limit: 1024,
        }
    }
}

/// The backend.
pub struct Ebpf {
    options: Options,
    session: Option<Session>,
}

/// What a plan has become. The links come first: they are dropped first.
struct Session {
    _links: Vec<OwnedFd>,
    programs: Vec<(usize, OwnedFd)>,
    ring: RingBuf<MapData>,
    counters: PerCpuArray<MapData, [u64; 3]>,
    layouts: Vec<Layout>,
    /// Holds the ring, edge-triggered: readable when the kernel wakes the reader, not whenever there is a record.
    wakeups: Epoll,
}

impl Ebpf {
    /// Nothing attached yet.
    #[must_use]
    pub fn new(options: Options) -> Self {
        Self {
            options,
            session: None,
        }
    }

    /// What the kernel tells of each attached program, with its probe's index.
    ///
    /// # Errors
    /// Where it does not tell.
    pub fn programs(&self) -> Result<Vec<(usize, ProgramInfo)>, Error> {
        let programs = self.session.iter().flat_map(|session| &session.programs);
        let info = |fd: &OwnedFd| {
            sys::info(fd.as_fd()).map_err(|error| errors::call("BPF_OBJ_GET_INFO_BY_FD", error))
        };
        programs
            .map(|(probe, program)| Ok((*probe, info(program)?)))
            .collect()
    }
}

impl Backend for Ebpf {
    fn name(&self) -> &'static str {
        "ebpf"
    }

    fn attach(&mut self, plan: &Plan) -> Result<(), Error> {
        self.session = None;
        self.session = Some(Session::new(plan, self.options)?);
        Ok(())
    }

    fn descriptor(&self) -> Option<BorrowedFd<'_>> {
        self.session
            .as_ref()
            .map(|session| session.wakeups.0.as_fd())
    }

    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        self.session
            .as_mut()
            .map_or(Ok(Drained::Finished), |session| session.drain(handle))
    }

    fn counters(&self) -> Result<Vec<Counters>, Error> {
        self.session.as_ref().map_or(Ok(Vec::new()), |session| {
            session.counters(self.options.count_seen)
        })
    }
}

impl Session {
    fn new(plan: &Plan, options: Options) -> Result<Self, Error> {
        let ring_size = options
            .buffer_size
            .clamp(sys::page_size(), 1 << 30)
            .next_power_of_two();
        let wake = options.wake.min(ring_size / 4);
        let wake = if wake == 0 { 0 } else { 1 << wake.ilog2() };
        let options = Options { wake, ..options };
        let mut lowered = Vec::new();
        for index in 0..plan.probes.len() {
            if let Some(probe) = lower::lower(plan, index, &options)? {
                lowered.push((index, probe));
            }
        }
        let values = lowered
            .iter()
            .map(|(_, probe)| usize::from(probe.config.limit))
            .max()
            .unwrap_or(0);
        let collector = Collector::new(ring_size, plan.probes.len().max(1), values)?;
        let mut programs = Vec::new();
        let mut layouts = vec![Layout::default(); plan.probes.len()];
        for (index, Lowered { config, layout }) in lowered {
            programs.push((index, collector.load(&config, &plan.probes[index].point)?));
            layouts[index] = layout;
        }
        let Collector { ring, counters, .. } = collector;
        let unusable = |error| Error::internal("mapping the ring buffer", error);
        let ring = RingBuf::try_from(Map::RingBuf(ring)).map_err(unusable)?;
        let counters = PerCpuArray::try_from(Map::PerCpuArray(counters)).map_err(unusable)?;
        let wakeups = watch(&ring).map_err(|error| errors::call("epoll_ctl", error.into()))?;
        let links = attach(plan, &programs)?;
        Ok(Self {
            _links: links,
            programs,
            ring,
            counters,
            layouts,
            wakeups,
        })
    }

    fn drain(
        &mut self,
        handle: &mut dyn FnMut(&Event<'_>) -> ControlFlow<()>,
    ) -> Result<Drained, Error> {
        // Wake-ups up to now are answered by what follows.
        self.wakeups
            .wait(&mut [EpollEvent::empty()], EpollTimeout::ZERO)
            .map_err(|error| errors::call("epoll_wait", error.into()))?;
        for _ in 0..TURN {
            let Some(record) = self.ring.next() else {
                return Ok(Drained::Empty);
            };
            let event = event(&record, &self.layouts).ok_or_else(|| {
                Error::internal("reading the ring buffer", "a record of unknown form")
            })?;
            if handle(&event).is_break() {
                return Ok(Drained::Stopped);
            }
        }
        Ok(Drained::More)
    }

    fn counters(&self, seen: bool) -> Result<Vec<Counters>, Error> {
        let mut counters = vec![
            Counters {
                seen: seen.then_some(0),
                ..Counters::default()
            };
            self.layouts.len()
        ];
        for (probe, program) in &self.programs {
            let values = self
                .counters
                .get(&(*probe as u32), 0)
                .map_err(|error| Error::internal("BPF_MAP_LOOKUP_ELEM", error))?;
            let sum = |field: usize| values.iter().map(|cpu| cpu[field]).sum::<u64>();
            let misses = sys::info(program.as_fd()).map_or(0, |info| info.misses);
            counters[*probe] = Counters {
                seen: seen.then(|| sum(0) + misses),
                delivered: sum(1),
                lost: sum(2) + misses,
            };
        }
        Ok(counters)
    }
}

/// Reads a record's header.
fn event<'a>(record: &'a [u8], layouts: &'a [Layout]) -> Option<Event<'a>> {
    let (header, values) = record.split_at_checked(size_of::<wire::Header>())?;
    let probe = u32::from_ne_bytes(header[..4].try_into().ok()?) as usize;
    let faults = u64::from_ne_bytes(header[8..].try_into().ok()?);
    Some(Event {
        probe,
        values,
        faults,
        layout: layouts.get(probe)?,
    })
}

fn watch(ring: &RingBuf<MapData>) -> nix::Result<Epoll> {
    let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
    epoll.add(
        ring,
        EpollEvent::new(EpollFlags::EPOLLIN | EpollFlags::EPOLLET, 0),
    )?;
    Ok(epoll)
}

/// Attaches every program; what takes time is done before the first one.
fn attach(plan: &Plan, programs: &[(usize, OwnedFd)]) -> Result<Vec<OwnedFd>, Error> {
    enum Prepared {
        Raw(CString),
        Event(OwnedFd),
    }
    const OPEN: &str = "perf_event_open";
    const ATTACH: &str = "BPF_RAW_TRACEPOINT_OPEN";
    let prepare = |(probe, _): &(usize, OwnedFd)| match &plan.probes[*probe].point {
        Point::Event {
            system, name, id, ..
        } => sys::open_event(*id)
            .map(Prepared::Event)
            .map_err(|error| errors::attach(OPEN, error, &format!("{system}:{name}"))),
        Point::Trace { name, .. } => CString::new(name.as_str())
            .map(Prepared::Raw)
            .map_err(|error| Error::internal(ATTACH, error)),
        _ => Err(Error::internal(ATTACH, "no event of the kernel")),
    };
    let prepared = programs
        .iter()
        .map(prepare)
        .collect::<Result<Vec<_>, _>>()?;
    let link = |(prepared, (_, program)): (Prepared, &(usize, OwnedFd))| match prepared {
        Prepared::Raw(name) => sys::attach_raw(program.as_fd(), &name)
            .map_err(|error| errors::attach(ATTACH, error, &name.to_string_lossy())),
        Prepared::Event(event) => match sys::attach_event(event.as_fd(), program.as_fd()) {
            Ok(()) => Ok(event),
            Err(error) => Err(errors::call("PERF_EVENT_IOC_SET_BPF", error)),
        },
    };
    prepared.into_iter().zip(programs).map(link).collect()
}
