//! The prebuilt collector: an object file and a probe's configuration to programs in the kernel.

use std::collections::HashSet;
use std::ffi::CStr;
use std::io;
use std::mem::offset_of;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};

use aya::maps::{MapData, MapError};
use aya_obj::Object;
use aya_obj::generated::bpf_insn;
use aya_obj::generated::bpf_prog_type::{
    self, BPF_PROG_TYPE_RAW_TRACEPOINT, BPF_PROG_TYPE_TRACEPOINT,
};
use sigscript_compiler::plan::Point;
use sigscript_wire::{Config, Scratch, base, read, test};

use super::{errors, sys};
use crate::backend::Error;

/// The object file, as built by `prebuilt/build`.
const COLLECTOR: &[u8] = include_bytes!("../../prebuilt/collector.o");
/// Room for what the verifier says of a program that it refuses.
const LOG: usize = 1 << 20;

/// The maps that a program counts in.
#[derive(Clone, Copy)]
pub struct CountingMaps<'a> {
    /// Says which of the two is in use.
    pub turn: BorrowedFd<'a>,
    /// The two.
    pub counts: [BorrowedFd<'a>; 2],
    /// A new element's value.
    pub zeros: BorrowedFd<'a>,
}

/// The parsed object, with the maps that all probes of a session share.
pub struct Collector {
    object: Object,
    /// Records on their way to the reader.
    pub ring: MapData,
    /// [`sigscript_wire::Counters`], by probe and CPU.
    pub counters: MapData,
    scratch: MapData,
    /// The process ids of the targets, where they are asked for.
    pub targets: Option<MapData>,
    /// How far the time of day is ahead of the clock of events, where it is asked for.
    pub realtime_offset: Option<MapData>,
}

impl Collector {
    /// Parses the object and makes the shared maps: a ring of `ring_size` bytes, so many counters, values of `values`
    /// bytes, and the maps of targets and of the time of day where they are asked for.
    pub fn new(
        ring_size: u32,
        counters: usize,
        values: usize,
        (targets, realtime_offset): (bool, bool),
    ) -> Result<Self, Error> {
        let object = Object::parse(COLLECTOR)
            .map_err(|error| Error::internal("parsing the collector", error))?;
        let create = |name: &'static str, change: &dyn Fn(&mut aya_obj::Map)| {
            let mut map = object.maps.get(name).ok_or_else(|| missing(name))?.clone();
            change(&mut map);
            create(map, name)
        };
        Ok(Self {
            ring: create("RING", &|map| map.set_max_entries(ring_size))?,
            counters: create("COUNTERS", &|map| map.set_max_entries(counters as u32))?,
            scratch: create("SCRATCH", &|map| {
                map.set_value_size((offset_of!(Scratch, values) + values) as u32);
            })?,
            targets: targets.then(|| create("TARGETS", &|_| {})).transpose()?,
            realtime_offset: realtime_offset
                .then(|| create("REALTIME_OFFSET", &|_| {}))
                .transpose()?,
            object,
        })
    }

    /// Loads a probe's program, with its own frozen configuration, the maps that it counts in and that of the array it keeps.
    pub fn load(
        &self,
        config: &Config,
        point: &Point,
        maps: (Option<CountingMaps<'_>>, Option<BorrowedFd<'_>>),
    ) -> Result<OwnedFd, Error> {
        let (name, kind) = match point {
            Point::Event { .. } => ("tracepoint", BPF_PROG_TYPE_TRACEPOINT),
            _ if is_plain(config) => ("raw_tracepoint_plain", BPF_PROG_TYPE_RAW_TRACEPOINT),
            _ => ("raw_tracepoint", BPF_PROG_TYPE_RAW_TRACEPOINT),
        };
        self.program(name, kind, config, maps)
    }

    /// Loads a program for a raw tracepoint.
    pub fn raw_program(&self, name: &'static str, config: &Config) -> Result<OwnedFd, Error> {
        self.program(name, BPF_PROG_TYPE_RAW_TRACEPOINT, config, (None, None))
    }

    fn program(
        &self,
        name: &'static str,
        kind: bpf_prog_type,
        config: &Config,
        (counts, kept): (Option<CountingMaps<'_>>, Option<BorrowedFd<'_>>),
    ) -> Result<OwnedFd, Error> {
        let mut object = self.object.clone();
        let rodata = create(
            object
                .maps
                .get(".rodata")
                .ok_or_else(|| missing(".rodata"))?
                .clone(),
            "sigscript",
        )?;
        freeze(rodata.fd().as_fd(), config)?;
        let (scratch, rodata) = (self.scratch.fd().as_fd(), rodata.fd().as_fd());
        // Where no targets or time are asked for, or nothing is counted or kept, the instructions that do are dead, but want some map all the same.
        let targets = self.targets.as_ref().map(|targets| targets.fd().as_fd());
        let offset = self.realtime_offset.as_ref().map(|map| map.fd().as_fd());
        let counts = counts.unwrap_or(CountingMaps {
            turn: rodata,
            counts: [scratch; 2],
            zeros: scratch,
        });
        let maps = [
            ("RING", self.ring.fd().as_fd()),
            ("COUNTERS", self.counters.fd().as_fd()),
            ("SCRATCH", scratch),
            ("TARGETS", targets.unwrap_or(scratch)),
            ("COUNTS", counts.counts[0]),
            ("OTHER_COUNTS", counts.counts[1]),
            ("ZEROS", counts.zeros),
            ("KEPT", kept.unwrap_or(scratch)),
            ("REALTIME_OFFSET", offset.unwrap_or(scratch)),
            (".bss", counts.turn),
            (".rodata", rodata),
        ];
        let described: Vec<_> = maps
            .iter()
            .filter_map(|(name, map)| Some((*name, map.as_raw_fd(), self.object.maps.get(*name)?)))
            .collect();
        object
            .relocate_maps(described.into_iter(), &HashSet::new())
            .map_err(|error| Error::internal("relocating the collector", error))?;
        let program = object.programs.get(name).ok_or_else(|| missing(name))?;
        let code = &object
            .functions
            .get(&program.function_key())
            .ok_or_else(|| missing(name))?
            .instructions;
        load(kind, code, &object.license)
    }
}

/// Loads a program. The kernel explains itself only when asked, which takes longer: a program that it refuses is tried again.
fn load(kind: bpf_prog_type, code: &[bpf_insn], license: &CStr) -> Result<OwnedFd, Error> {
    let load = |log: Option<&mut [u8]>| sys::load(kind as u32, code, license, "sigscript", log);
    load(None).map_err(|error| {
        let mut log = vec![0; LOG];
        let error = load(Some(&mut log)).err().unwrap_or(error);
        let length = log.iter().position(|&byte| byte == 0).unwrap_or(log.len());
        errors::load(error, String::from_utf8_lossy(&log[..length]).into_owned())
    })
}

/// Whether a probe only reads and tests numbers and `char` arrays of the kernel, and delivers: then there is a smaller program for it.
fn is_plain(config: &Config) -> bool {
    let steps = &config.steps[..usize::from(config.step_count)];
    steps.iter().all(|step| {
        let load = &config.loads[usize::from(step.load)];
        step.test <= test::MEMBER
            && step.located == 0
            && load.base <= base::CGROUP_ID
            && load.read <= read::TEXT
            && (load.read == read::WORD || load.user > load.hops)
    })
}

fn missing(name: &str) -> Error {
    Error::internal("parsing the collector", format!("`{name}` is not in it"))
}

fn create(map: aya_obj::Map, name: &str) -> Result<MapData, Error> {
    MapData::create(map, name, None).map_err(|error| match error {
        MapError::CreateError { io_error, .. } => errors::create(io_error, name),
        other => Error::internal("BPF_MAP_CREATE", other),
    })
}

fn freeze(map: BorrowedFd<'_>, config: &Config) -> Result<(), Error> {
    // SAFETY: the configuration is plain data without gaps between its fields (asserted where it is defined).
    let bytes = unsafe {
        std::slice::from_raw_parts((&raw const *config).cast::<u8>(), size_of::<Config>())
    };
    let failed = |call| move |error: io::Error| errors::call(call, error);
    sys::update(map, 0, bytes).map_err(failed("BPF_MAP_UPDATE_ELEM"))?;
    sys::freeze(map).map_err(failed("BPF_MAP_FREEZE"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that ends without a result. Without privileges the kernel does not look at it.
    #[test]
    fn the_verifier_explains_itself() {
        let exit = bpf_insn {
            code: 0x95,
            _bitfield_align_1: [],
            _bitfield_1: bpf_insn::new_bitfield_1(0, 0),
            off: 0,
            imm: 0,
        };
        match load(BPF_PROG_TYPE_RAW_TRACEPOINT, &[exit], c"GPL") {
            Err(Error::Internal { log, .. }) => assert!(log.contains("R0 !read_ok"), "{log}"),
            Err(error) => {
                assert!(error.is_environment(), "{error}");
                println!("not asked: {error}");
            }
            Ok(_) => panic!("the kernel takes it"),
        }
    }
}
