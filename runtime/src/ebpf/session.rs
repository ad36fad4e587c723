//! A plan's programs in the kernel, from loading to detaching: what the backend holds while it is attached.

use std::ffi::CString;
use std::ops::ControlFlow;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use aya::maps::{Map, MapData, PerCpuArray, RingBuf};
use nix::sys::epoll::{Epoll, EpollCreateFlags, EpollEvent, EpollFlags, EpollTimeout};
use sigscript_compiler::plan::{Base, Load, Plan, Point};
use sigscript_wire as wire;

use super::counting::Counts;
use super::kept::KeptMaps;
use super::lower::lower;
use super::object::Collector;
use super::records::Records;
use super::sys::{self, ProgramInfo};
use super::{Options, errors, targets};
use crate::backend::{Counters, Drained, Error, Stages};
use crate::clocks::TimeOfDay;
use crate::event::{Counted, Event};
use crate::refusals::{LeftOut, Refusals};
use crate::turn::Turn;

/// What a plan has become. The links come first: they are dropped first.
pub struct Session {
    links: Vec<OwnedFd>,
    /// The probes that the kernel refused.
    pub left_out: Vec<LeftOut>,
    /// What it took to become this.
    pub stages: Stages,
    programs: Vec<Program>,
    ring: RingBuf<MapData>,
    counters: PerCpuArray<MapData, [u64; 3]>,
    records: Records,
    /// What is counted in the kernel, where something is.
    counts: Option<Counts>,
    /// By program, refused ones included: its probe, the first one where it serves several.
    firsts: Vec<usize>,
    /// By probe: how many events were counted in place of being delivered, as far as they were taken.
    counted: Vec<u64>,
    /// How far the time of day is ahead of the clock of events, where programs ask for it, and what they were told.
    realtime_offset: Option<(MapData, i64)>,
    /// Holds the ring, edge-triggered: readable when the kernel wakes the reader, not whenever there is a record.
    wakeups: Epoll,
}

/// A program in the kernel.
struct Program {
    /// Its probe; the first one where it serves several.
    probe: usize,
    descriptor: OwnedFd,
    /// Where it serves several: the counter of call number 0.
    counters: Option<usize>,
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
        let mut stages = Stages::begin();
        let mut lowered = lower(plan, &options)?;
        let mut counted = plan.probes.len().max(1);
        for program in lowered.iter_mut().filter(|program| program.calls.is_some()) {
            program.config.counters = counted as u32;
            counted += wire::SET_LIMIT;
        }
        let values = lowered
            .iter()
            .map(|program| usize::from(program.config.limit))
            .max()
            .unwrap_or(0);
        let is_offset = |load: &Load| load.base == Base::RealtimeOffset;
        let mut captures = plan.captures.iter();
        let has_offset = captures.any(|capture| capture.load.as_ref().is_some_and(is_offset));
        let asked = (plan.targets.is_some(), has_offset);
        let collector = Collector::new(ring_size, counted, values, asked)?;
        let ahead = TimeOfDay::default().ahead();
        if let Some(map) = &collector.realtime_offset {
            set_offset(map, ahead)?;
        }
        let counts = Counts::new(&mut lowered)?;
        let kept = KeptMaps::new(plan)?;
        stages.done("maps");
        let mut programs = Vec::new();
        let firsts = lowered.iter().map(|made| made.probe).collect();
        let mut records = Records::new(plan.probes.len());
        for (index, made) in lowered.into_iter().enumerate() {
            let maps = counts.as_ref().and_then(|counts| counts.maps(index));
            let point = &plan.probes[made.probe].point;
            let kept = kept.of(plan, made.probe);
            let descriptor = collector.load(&made.config, point, (maps, kept))?;
            programs.push(Program {
                probe: made.probe,
                descriptor,
                counters: made
                    .calls
                    .is_some()
                    .then_some(made.config.counters as usize),
            });
            records.add(made);
        }
        let mut links = match plan.targets {
            Some(targets) => targets::follow(&collector, targets)?,
            None => Vec::new(),
        };
        stages.done("load");
        let Collector {
            ring,
            counters,
            realtime_offset,
            ..
        } = collector;
        let unusable = |error| Error::internal("mapping the ring buffer", error);
        let ring = RingBuf::try_from(Map::RingBuf(ring)).map_err(unusable)?;
        let counters = PerCpuArray::try_from(Map::PerCpuArray(counters)).map_err(unusable)?;
        let wakeups = wakeups(&ring).map_err(|error| errors::call("epoll_ctl", error.into()))?;
        let mut refusals = Refusals::default();
        links.extend(attach(plan, &mut programs, &mut refusals));
        let left_out = refusals.settle(plan)?;
        stages.done("attach");
        Ok(Self {
            links,
            left_out,
            stages,
            programs,
            ring,
            counters,
            records,
            counts,
            firsts,
            counted: vec![0; plan.probes.len()],
            realtime_offset: realtime_offset.map(|map| (map, ahead)),
            wakeups,
        })
    }

    /// Becomes readable when the kernel wakes the reader.
    pub fn descriptor(&self) -> BorrowedFd<'_> {
        self.wakeups.0.as_fd()
    }

    /// What the kernel tells of each program, with its probe's index.
    pub fn programs(&self) -> Result<Vec<(usize, ProgramInfo)>, Error> {
        let info = |program: &Program| match sys::info(program.descriptor.as_fd()) {
            Ok(info) => Ok((program.probe, info)),
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
        let mut turn = Turn::new();
        while !turn.is_over() {
            let Some(record) = self.ring.next() else {
                return Ok(Drained::Empty);
            };
            let event = self.records.event(&record).ok_or_else(|| {
                Error::internal("reading the ring buffer", "a record of unknown form")
            })?;
            if handle(&event).is_break() {
                return Ok(Drained::Stopped);
            }
        }
        Ok(Drained::More)
    }

    /// Hands out what was counted in place of being delivered.
    pub fn counted(&mut self, handle: &mut dyn FnMut(&Counted<'_>)) -> Result<(), Error> {
        let Some(counts) = &mut self.counts else {
            return Ok(());
        };
        let unknown = || Error::internal("reading counts", "a key of unknown form");
        for row in counts.take(self.links.is_empty())? {
            let first = self.firsts[row.program];
            let probe = match self.records.calls(first) {
                Some(calls) => calls.probe(&row.key).ok_or_else(unknown)?,
                None => first,
            };
            let reading = counts.reading(row.program, probe);
            let (layout, of_updates) = reading.ok_or_else(unknown)?;
            self.counted[probe] += row.count;
            handle(&Counted {
                event: Event {
                    probe,
                    values: &row.key,
                    faults: 0,
                    layout,
                },
                count: row.count,
                first: row.first,
                samples: &row.samples,
                of_updates,
            });
        }
        Ok(())
    }

    /// Tells programs where somebody has set the time of day.
    pub fn follow_clock(&mut self) -> Result<(), Error> {
        let now = TimeOfDay::default().ahead();
        match &mut self.realtime_offset {
            Some((map, told)) if *told != now => {
                *told = now;
                set_offset(map, now)
            }
            _ => Ok(()),
        }
    }

    /// Delivers every event from now on.
    pub fn deliver_all(&mut self) -> Result<(), Error> {
        self.counts.as_mut().map_or(Ok(()), Counts::deliver_all)
    }

    /// The counters of each probe, over all CPUs.
    pub fn counters(&self, seen: bool) -> Result<Vec<Counters>, Error> {
        let mut counters = vec![
            Counters {
                seen: seen.then_some(0),
                ..Counters::default()
            };
            self.records.probes()
        ];
        for program in &self.programs {
            let misses = sys::info(program.descriptor.as_fd()).map_or(0, |info| info.misses);
            let own = self.count(program.probe)?;
            if let (Some(first), Some(calls)) =
                (program.counters, self.records.calls(program.probe))
            {
                for (number, probe) in calls.members() {
                    counters[probe] = Counters {
                        seen: None,
                        ..self.count(first + number)?
                    };
                }
            } else {
                counters[program.probe] = Counters {
                    seen: own.seen.filter(|_| seen).map(|seen| seen + misses),
                    ..own
                };
            }
            let lost = &mut counters[program.probe].lost;
            *lost += misses;
            if program.counters.is_some() {
                // Lost before the call's number was known.
                *lost += own.lost;
            }
        }
        for (counters, counted) in counters.iter_mut().zip(&self.counted) {
            counters.counted = *counted;
        }
        Ok(counters)
    }
}

impl Session {
    /// The sum of a counter over all CPUs.
    fn count(&self, index: usize) -> Result<Counters, Error> {
        let values = self
            .counters
            .get(&(index as u32), 0)
            .map_err(|error| Error::internal("BPF_MAP_LOOKUP_ELEM", error))?;
        let sum = |field: usize| values.iter().map(|cpu| cpu[field]).sum::<u64>();
        Ok(Counters {
            seen: Some(sum(0)),
            delivered: sum(1),
            counted: 0,
            lost: sum(2),
        })
    }
}

fn set_offset(map: &MapData, ahead: i64) -> Result<(), Error> {
    sys::update(map.fd().as_fd(), 0, &ahead.to_ne_bytes())
        .map_err(|error| errors::call("BPF_MAP_UPDATE_ELEM", error))
}

fn wakeups(ring: &RingBuf<MapData>) -> nix::Result<Epoll> {
    let epoll = Epoll::new(EpollCreateFlags::EPOLL_CLOEXEC)?;
    epoll.add(
        ring,
        EpollEvent::new(EpollFlags::EPOLLIN | EpollFlags::EPOLLET, 0),
    )?;
    Ok(epoll)
}

/// Attaches every program; what takes time is done before the first one.
fn attach(plan: &Plan, programs: &mut Vec<Program>, refusals: &mut Refusals) -> Vec<OwnedFd> {
    enum Prepared {
        Raw(CString),
        Event(OwnedFd),
    }
    const OPEN: &str = "perf_event_open";
    const ATTACH: &str = "BPF_RAW_TRACEPOINT_OPEN";
    let prepare = |program: &Program| match &plan.probes[program.probe].point {
        Point::Event {
            system, name, id, ..
        } => sys::open_event(*id)
            .map(Prepared::Event)
            .map_err(|error| errors::attach(OPEN, error, &format!("{system}:{name}"))),
        Point::Trace { name, .. } => CString::new(name.as_str())
            .map(Prepared::Raw)
            .map_err(|error| Error::internal(ATTACH, error)),
        Point::Syscall { returns: false, .. } => Ok(Prepared::Raw(c"sys_enter".to_owned())),
        Point::Syscall { returns: true, .. } => Ok(Prepared::Raw(c"sys_exit".to_owned())),
        _ => Err(Error::internal(ATTACH, "no event of the kernel")),
    };
    let mut refused = |program: &Program, error| {
        refusals.add(program.probe, error);
        false
    };
    let mut prepared = Vec::new();
    programs.retain(|program| match prepare(program) {
        Ok(ready) => {
            prepared.push(ready);
            true
        }
        Err(error) => refused(program, error),
    });
    let link = |prepared, program: &Program| match prepared {
        Prepared::Raw(name) => sys::attach_raw(program.descriptor.as_fd(), &name)
            .map_err(|error| errors::attach(ATTACH, error, &name.to_string_lossy())),
        Prepared::Event(event) => {
            match sys::attach_event(event.as_fd(), program.descriptor.as_fd()) {
                Ok(()) => Ok(event),
                Err(error) => Err(errors::call("PERF_EVENT_IOC_SET_BPF", error)),
            }
        }
    };
    let mut links = Vec::new();
    let mut prepared = prepared.into_iter();
    programs.retain(|program| {
        let Some(prepared) = prepared.next() else {
            return true;
        };
        match link(prepared, program) {
            Ok(descriptor) => {
                links.push(descriptor);
                true
            }
            Err(error) => refused(program, error),
        }
    });
    links
}
