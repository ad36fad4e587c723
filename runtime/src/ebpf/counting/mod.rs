//! Counting in the kernel: the maps that programs count in, and how they are read without losing a count.
//!
//! Each program has two hash maps and writes to one of them. To read, the session tells all programs to go on with the other map, waits
//! until none is at work that began before, and takes everything out of the first one. (Setting an element of a map of maps waits for
//! that in the kernel: `maybe_wait_bpf_programs` in kernel/bpf/syscall.c.)

mod shape;

use std::io;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

use aya::util::nr_cpus;
use aya_obj::generated::bpf_map_type::{
    BPF_MAP_TYPE_ARRAY, BPF_MAP_TYPE_ARRAY_OF_MAPS, BPF_MAP_TYPE_PERCPU_ARRAY,
    BPF_MAP_TYPE_PERCPU_HASH,
};
use sigscript_wire::{Meter, Range, SET_LIMIT, Tally};

use super::lower::Lowered;
use super::object::CountingMaps;
use super::sys::{self, Batch, MapShape};
use super::{Error, errors};
use crate::event::Layout;
use crate::statistics::Samples;
pub use shape::{Counting, Shape};

/// `BPF_F_NO_PREALLOC`: elements take memory when they are made.
const NO_PREALLOC: u32 = 1;
/// What programs are told for "deliver everything".
const NEITHER: u32 = 2;
/// Bytes of keys and values that are read at a time, about.
const BATCH: usize = 128 << 10;

/// What all programs that count share, and what each has.
pub struct Counts {
    /// Says which map is in use; the collector's `.bss`.
    turn: OwnedFd,
    zeros: OwnedFd,
    /// Holds another map, so that the kernel waits when it is set.
    waiter: OwnedFd,
    in_use: u32,
    cpus: usize,
    programs: Vec<Option<Maps>>,
}

/// The maps of one program.
struct Maps {
    counting: Counting,
    two: [OwnedFd; 2],
}

/// Equal events, as the kernel counted them.
pub struct Row {
    /// The index of their program.
    pub program: usize,
    /// When the first one was, in nanoseconds of `CLOCK_MONOTONIC`.
    pub first: u64,
    /// How many.
    pub count: u64,
    /// The captures that they have in common.
    pub key: Box<[u8]>,
    /// What their numbers add up to, by meter.
    pub samples: Box<[Samples]>,
}

impl Counts {
    /// Makes the maps of the programs that count; nothing where none does.
    pub fn new(lowered: &mut [Lowered]) -> Result<Option<Self>, Error> {
        let taken = lowered.iter_mut().map(|program| program.counting.take());
        let countings: Vec<Option<Counting>> = taken.collect();
        let values = countings
            .iter()
            .flatten()
            .map(|counting| counting.value_size);
        let Some(longest) = values.max() else {
            return Ok(None);
        };
        let array = |kind, value, inner| {
            create(MapShape {
                kind,
                key: 4,
                value,
                entries: 1,
                flags: 0,
                inner,
            })
        };
        let zeros = array(BPF_MAP_TYPE_ARRAY, longest, None)?;
        let maps = |counting: Option<Counting>| counting.map(Maps::new).transpose();
        let programs = countings.into_iter().map(maps).collect::<Result<_, _>>()?;
        Ok(Some(Self {
            turn: array(BPF_MAP_TYPE_ARRAY, 4, None)?,
            waiter: array(BPF_MAP_TYPE_ARRAY_OF_MAPS, 4, Some(zeros.as_fd()))?,
            zeros,
            in_use: 0,
            cpus: nr_cpus().map_err(|(call, error)| errors::call(call, error))?,
            programs,
        }))
    }

    /// The maps that a program counts in, if it does.
    pub fn maps(&self, program: usize) -> Option<CountingMaps<'_>> {
        let maps = self.programs.get(program)?.as_ref()?;
        Some(CountingMaps {
            turn: self.turn.as_fd(),
            counts: maps.two.each_ref().map(OwnedFd::as_fd),
            zeros: self.zeros.as_fd(),
        })
    }

    /// For a program's probe: where captures lie in keys, and the meter of each of its updates.
    pub fn reading(&self, program: usize, probe: usize) -> Option<(&Layout, &[Option<usize>])> {
        let maps = self.programs.get(program)?.as_ref()?;
        let probes = &maps.counting.probes;
        let place = probes.binary_search_by_key(&probe, |(probe, ..)| *probe);
        let (_, layout, of_updates) = &probes[place.ok()?];
        Some((layout, of_updates))
    }

    /// Lets the programs deliver everything from now on.
    pub fn deliver_all(&mut self) -> Result<(), Error> {
        self.turn_to(NEITHER)
    }

    fn turn_to(&mut self, next: u32) -> Result<(), Error> {
        sys::update(self.turn.as_fd(), 0, &next.to_ne_bytes()).map_err(refused)?;
        self.in_use = next;
        Ok(())
    }

    /// Takes what was counted up to now, in the order of the first events; with `all`, what was counted since as well, which is complete
    /// where nothing is attached any more.
    pub fn take(&mut self, all: bool) -> Result<Vec<Row>, Error> {
        let old = self.in_use;
        if old != NEITHER {
            self.turn_to(1 - old)?;
        }
        let any = self.zeros.as_raw_fd().to_ne_bytes();
        sys::update(self.waiter.as_fd(), 0, &any).map_err(refused)?;
        let mut rows = Vec::new();
        for (program, maps) in self.programs.iter().enumerate() {
            let Some(maps) = maps else { continue };
            for (index, map) in (0..).zip(&maps.two) {
                if !(all || old == NEITHER || index == old) {
                    continue;
                }
                if maps.counting.by_number {
                    self.take_numbers(program, maps, map.as_fd(), &mut rows)?;
                } else {
                    self.take_all(program, maps, map.as_fd(), &mut rows)?;
                }
            }
        }
        rows.sort_by_key(|row| row.first);
        Ok(rows)
    }

    /// Clears an array that no program writes to.
    fn take_numbers(
        &self,
        program: usize,
        maps: &Maps,
        map: BorrowedFd<'_>,
        rows: &mut Vec<Row>,
    ) -> Result<(), Error> {
        let value = maps.counting.value_size as usize;
        let mut values = vec![0; value * self.cpus];
        let zeros = values.clone();
        for number in 0..SET_LIMIT as u32 {
            sys::look_up(map, number, &mut values)
                .map_err(|error| errors::call("BPF_MAP_LOOKUP_ELEM", error))?;
            let key = u64::from(number).to_ne_bytes();
            let row = row(
                program,
                &key,
                values.chunks_exact(value),
                &maps.counting.meters,
            );
            if row.count > 0 {
                sys::update(map, number, &zeros).map_err(refused)?;
                rows.push(row);
            }
        }
        Ok(())
    }

    /// Empties a map that no program writes to.
    fn take_all(
        &self,
        program: usize,
        maps: &Maps,
        map: BorrowedFd<'_>,
        rows: &mut Vec<Row>,
    ) -> Result<(), Error> {
        let counting = &maps.counting;
        let (key, value) = (counting.key_size as usize, counting.value_size as usize);
        let mut batch = Batch {
            keys: Vec::new(),
            values: Vec::new(),
            room: (BATCH / (key + value * self.cpus)).clamp(1, counting.entries as usize) as u32,
            place: None,
        };
        loop {
            batch.keys.resize(batch.room as usize * key, 0);
            batch
                .values
                .resize(batch.room as usize * value * self.cpus, 0);
            let (taken, last) = match sys::take(map, &mut batch) {
                // One bucket of the hash map holds more.
                Err(error) if error.raw_os_error() == Some(libc::ENOSPC) => {
                    batch.room *= 2;
                    continue;
                }
                other => {
                    other.map_err(|error| errors::call("BPF_MAP_LOOKUP_AND_DELETE_BATCH", error))?
                }
            };
            let keys = batch.keys.chunks_exact(key);
            let values = batch.values.chunks_exact(value * self.cpus);
            for (key, values) in keys.zip(values).take(taken) {
                rows.push(row(
                    program,
                    key,
                    values.chunks_exact(value),
                    &counting.meters,
                ));
            }
            if last {
                return Ok(());
            }
        }
    }
}

impl Maps {
    fn new(counting: Counting) -> Result<Self, Error> {
        let hash = MapShape {
            kind: BPF_MAP_TYPE_PERCPU_HASH,
            key: counting.key_size,
            value: counting.value_size,
            entries: counting.entries,
            flags: NO_PREALLOC,
            inner: None,
        };
        // An array is quicker. Of the number, which is small, it takes the lower half: the collector is for little-endian machines.
        let array = MapShape {
            kind: BPF_MAP_TYPE_PERCPU_ARRAY,
            key: 4,
            entries: SET_LIMIT as u32,
            flags: 0,
            ..hash
        };
        let shape = if counting.by_number { array } else { hash };
        let two = [create(shape)?, create(shape)?];
        Ok(Self { counting, two })
    }
}

fn create(shape: MapShape<'_>) -> Result<OwnedFd, Error> {
    sys::create(shape).map_err(|error| errors::create(error, "COUNTS"))
}

fn refused(error: io::Error) -> Error {
    errors::call("BPF_MAP_UPDATE_ELEM", error)
}

/// One row of all CPUs' values for a key.
fn row<'a>(
    program: usize,
    key: &[u8],
    values: impl Iterator<Item = &'a [u8]>,
    meters: &[Meter],
) -> Row {
    let mut row = Row {
        program,
        first: u64::MAX,
        count: 0,
        key: key.into(),
        samples: vec![Samples::default(); meters.len()].into(),
    };
    for value in values {
        let count = word(value, 0);
        // No such event on this CPU.
        if count == 0 {
            continue;
        }
        row.count += count;
        row.first = row.first.min(word(value, 8));
        for (meter, samples) in meters.iter().zip(&mut row.samples) {
            samples.join(&of_meter(meter, count, value));
        }
    }
    row
}

/// What a meter has added up on one CPU.
fn of_meter(meter: &Meter, count: u64, value: &[u8]) -> Samples {
    const {
        assert!(size_of::<Tally>() == 16 && size_of::<Range>() == 24);
    }
    let at = |index: usize| word(value, usize::from(meter.offset) + 8 * index);
    let buckets = (0..usize::from(meter.buckets)).map(|bucket| (bucket, at(3 + bucket)));
    Samples {
        count,
        sum: at(0) as i64,
        minimum: at(1) as i64,
        maximum: at(2) as i64,
        buckets: buckets.filter(|(_, count)| *count > 0).collect(),
    }
}

/// The 8-byte word at an offset; 0 behind the end.
fn word(value: &[u8], offset: usize) -> u64 {
    let bytes = value.get(offset..offset + 8);
    bytes
        .and_then(|bytes| bytes.try_into().ok())
        .map_or(0, u64::from_ne_bytes)
}
