//! The prebuilt collector: an object file and a probe's configuration to programs in the kernel.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ffi::CStr;
use std::io;
use std::mem::offset_of;
use std::os::fd::{AsFd, AsRawFd, BorrowedFd, OwnedFd};
use std::rc::Rc;

use aya::maps::{MapData, MapError};
use aya_obj::Object;
use aya_obj::generated::bpf_insn;
use aya_obj::generated::bpf_prog_type::{
    self, BPF_PROG_TYPE_RAW_TRACEPOINT, BPF_PROG_TYPE_TRACEPOINT,
};
use sigscript_compiler::plan::Point;
use sigscript_wire::{Config, Scratch};

use super::kept::KeptMap;
use super::specialise::Template;
use super::{errors, sys};
use crate::backend::Error;

/// The object file, as built by `prebuilt/build`.
const COLLECTOR: &[u8] = include_bytes!("../../prebuilt/collector.o");
/// Its maps, by the numbers that stand for them until a program is linked.
const MAPS: [&str; 12] = [
    "RING",
    "COUNTERS",
    "SCRATCH",
    "TARGETS",
    "COUNTS",
    "OTHER_COUNTS",
    "ZEROS",
    "KEPT",
    "KEPT_TABLE",
    "REALTIME_OFFSET",
    ".bss",
    CONFIGURATION,
];
/// The map that holds the configuration.
const CONFIGURATION: &str = ".rodata";
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
    templates: RefCell<HashMap<&'static str, Rc<Template>>>,
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
        let mut object = Object::parse(COLLECTOR)
            .map_err(|error| Error::internal("parsing the collector", error))?;
        let maps = object.maps.clone();
        let numbered = MAPS.iter().enumerate();
        let numbered =
            numbered.filter_map(|(index, name)| Some((*name, index as i32, maps.get(*name)?)));
        object
            .relocate_maps(numbered, &HashSet::new())
            .map_err(|error| Error::internal("relocating the collector", error))?;
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
            templates: RefCell::default(),
        })
    }

    /// Loads a probe's program, specialised for its configuration, with the maps that it counts in and that of the array it keeps.
    pub fn load(
        &self,
        config: &Config,
        point: &Point,
        maps: (Option<CountingMaps<'_>>, Option<KeptMap<'_>>),
    ) -> Result<OwnedFd, Error> {
        let (name, kind) = match point {
            Point::Event { .. } => ("tracepoint", BPF_PROG_TYPE_TRACEPOINT),
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
        (counts, kept): (Option<CountingMaps<'_>>, Option<KeptMap<'_>>),
    ) -> Result<OwnedFd, Error> {
        let internal = |error: String| Error::internal("specialising the collector", error);
        let program = self
            .template(name)?
            .specialise(bytes(config))
            .map_err(|error| internal(error.to_string()))?;
        // What the program computes from the configuration at an event, if there is anything.
        let rodata = if program.refers_to(number(CONFIGURATION)) {
            let map = self.object.maps.get(CONFIGURATION);
            let map = map.ok_or_else(|| missing(CONFIGURATION))?.clone();
            let map = create(map, "sigscript")?;
            freeze(map.fd().as_fd(), config)?;
            Some(map)
        } else {
            None
        };
        let descriptor = |map: &MapData| map.fd().as_fd().as_raw_fd();
        let code = program.link(|map| match MAPS[map as usize] {
            "RING" => Some(descriptor(&self.ring)),
            "COUNTERS" => Some(descriptor(&self.counters)),
            "SCRATCH" => Some(descriptor(&self.scratch)),
            "TARGETS" => self.targets.as_ref().map(descriptor),
            "REALTIME_OFFSET" => self.realtime_offset.as_ref().map(descriptor),
            "COUNTS" => counts.map(|maps| maps.counts[0].as_raw_fd()),
            "OTHER_COUNTS" => counts.map(|maps| maps.counts[1].as_raw_fd()),
            "ZEROS" => counts.map(|maps| maps.zeros.as_raw_fd()),
            ".bss" => counts.map(|maps| maps.turn.as_raw_fd()),
            "KEPT" => kept.map(|kept| kept.map.as_raw_fd()),
            "KEPT_TABLE" => kept.and_then(|kept| Some(kept.table?.as_raw_fd())),
            _ => rodata.as_ref().map(descriptor),
        });
        let code =
            code.ok_or_else(|| internal("a map is asked for that is not there".to_owned()))?;
        load(kind, &code, &self.object.license)
    }

    /// The program with this name, with the numbers of maps where their descriptors go.
    fn template(&self, name: &'static str) -> Result<Rc<Template>, Error> {
        if let Some(template) = self.templates.borrow().get(name) {
            return Ok(Rc::clone(template));
        }
        let program = self
            .object
            .programs
            .get(name)
            .ok_or_else(|| missing(name))?;
        let function = self.object.functions.get(&program.function_key());
        let code = &function.ok_or_else(|| missing(name))?.instructions;
        let template = Rc::new(Template::new(code, number(CONFIGURATION)));
        self.templates
            .borrow_mut()
            .insert(name, Rc::clone(&template));
        Ok(template)
    }
}

/// The number of a map among [`MAPS`].
fn number(name: &str) -> i32 {
    MAPS.iter()
        .position(|map| *map == name)
        .map_or(-1, |number| number as i32)
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

fn missing(name: &str) -> Error {
    Error::internal("parsing the collector", format!("`{name}` is not in it"))
}

fn create(map: aya_obj::Map, name: &str) -> Result<MapData, Error> {
    MapData::create(map, name, None).map_err(|error| match error {
        MapError::CreateError { io_error, .. } => errors::create(io_error, name),
        other => Error::internal("BPF_MAP_CREATE", other),
    })
}

fn bytes(config: &Config) -> &[u8] {
    // SAFETY: the configuration is plain data without gaps between its fields (asserted where it is defined).
    unsafe { std::slice::from_raw_parts((&raw const *config).cast::<u8>(), size_of::<Config>()) }
}

fn freeze(map: BorrowedFd<'_>, config: &Config) -> Result<(), Error> {
    let failed = |call| move |error: io::Error| errors::call(call, error);
    sys::update(map, 0, bytes(config)).map_err(failed("BPF_MAP_UPDATE_ELEM"))?;
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
