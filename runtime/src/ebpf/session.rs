//! A plan's programs in the kernel, from loading to detaching: what the backend holds while it is attached.

use std::ffi::CString;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use aya::maps::{Map, MapData, PerCpuArray, RingBuf};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use sigscript_compiler::plan::{Plan, Point};
use sigscript_wire as wire;

use super::lower::{Lowered, lower};
use super::object::Collector;
use super::sys::{self, ProgramInfo};
use super::{Options, errors};
use crate::backend::{Counters, Drained, Error};
use crate::event::{Event, Layout};

/// Records handed out before others get a turn.
const TURN: usize = 65_536;

/// What a plan has become. The links come first: they are dropped first.
pub struct Session {
    links: Vec<OwnedFd>,
    programs: Vec<(usize, OwnedFd)>,
    ring: RingBuf<MapData>,
    counters: PerCpuArray<MapData, [u64; 3]>,
    layouts: Vec<Layout>,
    /// Holds the ring, edge-triggered: readable when the kernel wakes the reader, not whenever there is a record.
    wakeups: Epoll,
}

impl Session {
    /// Takes the programs off their events.
    pub fn detach(&mut self) {
        self.links.clear();
    }

    /// Loads every probe of the plan that is an event of the kernel, then attaches them.
    pub fn new(plan: &Plan, options: Options) -> Result<Self, Error> {
        let ring_size = options
            .buffer_size
            .clamp(sys::page_size(), 1 << 30)
            .next_power_of_two();
        let wake = options.wake.min(ring_size / 4);
        let wake = if wake == 0 { 0 } else { 1 << wake.ilog2() };
        let options = Options { wake, ..options };
        let mut lowered = Vec::new();
        for index in 0..plan.probes.len() {
            if let Some(probe) = lower(plan, index, &options)? {
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
            links,
            programs,
            ring,
            counters,
            layouts,
            wakeups,
        })
    }

    /// Becomes readable when the kernel wakes the reader.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.wakeups.0.as_fd()
    }

    /// What the kernel tells of each program, with its probe's index.
    pub fn programs(&self) -> Result<Vec<(usize, ProgramInfo)>, Error> {
        let info = |(probe, program): &(usize, OwnedFd)| match sys::info(program.as_fd()) {
            Ok(info) => Ok((*probe, info)),
            Err(error) => Err(errors::call("BPF_OBJ_GET_INFO_BY_FD", error)),
        };
        self.programs.iter().map(info).collect()
    }

    /// Hands out records, in place.
    pub fn drain(
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

    /// The counters of each probe, over all CPUs.
    pub fn counters(&self, seen: bool) -> Result<Vec<Counters>, Error> {
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
