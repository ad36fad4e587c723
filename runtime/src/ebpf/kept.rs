//! Arrays that the kernel keeps from one event to a later one: their maps, and what a program does with an element.

use std::collections::BTreeMap;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use aya_obj::generated::bpf_map_type::{
    BPF_MAP_TYPE_ARRAY, BPF_MAP_TYPE_HASH, BPF_MAP_TYPE_LRU_HASH,
};
use sigscript_compiler::plan::{Base, Kept, KeptAction, Load, Plan};
use sigscript_wire::{Config, REJECT, Step, made, test};

use super::loads::Loads;
use super::steps::{self, Made};
use super::sys::{self, MapShape};
use super::{Error, errors};

/// The most elements of one array: 1 MiB of the kernel's memory, enough for as many threads at once.
const ENTRIES: u32 = 16_384;

/// The keys with elements in the table, where the key is one number: the ids of all threads, unless the machine was told to use larger
/// ones, at 256 KiB of the kernel's memory.
const TABLE: u32 = 32_768;

/// The maps of a plan's kept arrays, by the array's index: that of all keys, and the table of those that have it.
pub struct KeptMaps(BTreeMap<u16, (OwnedFd, Option<OwnedFd>)>);

/// Those of one array.
#[derive(Clone, Copy)]
pub struct KeptMap<'a> {
    /// For keys of any kind.
    pub map: BorrowedFd<'a>,
    /// For the first numbers, if those are apart.
    pub table: Option<BorrowedFd<'a>>,
}

/// Whether an array's elements may be in the table: it holds as many as there are, and no key is more than a number.
fn has_table(kept: &Kept) -> bool {
    kept.size.is_none() && kept.keys.len() == 1
}

impl KeptMaps {
    /// Makes them.
    pub fn new(plan: &Plan) -> Result<Self, Error> {
        let mut maps = BTreeMap::new();
        for kept in plan.probes.iter().filter_map(|probe| probe.kept.as_ref()) {
            if maps.contains_key(&kept.global) {
                continue;
            }
            let (kind, entries) = match kept.size {
                Some(size) => (BPF_MAP_TYPE_LRU_HASH, size as u32),
                None => (BPF_MAP_TYPE_HASH, ENTRIES),
            };
            let create = |kind, key, entries| {
                let shape = MapShape {
                    kind,
                    key,
                    value: 8,
                    entries,
                    flags: 0,
                    inner: None,
                };
                sys::create(shape).map_err(|error| errors::create(error, "KEPT"))
            };
            let map = create(kind, 8 * kept.keys.len() as u32, entries)?;
            let table = has_table(kept).then(|| create(BPF_MAP_TYPE_ARRAY, 4, TABLE));
            maps.insert(kept.global, (map, table.transpose()?));
        }
        Ok(Self(maps))
    }

    /// The one that a probe uses.
    pub fn of(&self, plan: &Plan, probe: usize) -> Option<KeptMap<'_>> {
        let kept = plan.probes[probe].kept.as_ref()?;
        let (map, table) = self.0.get(&kept.global)?;
        Some(KeptMap {
            map: map.as_fd(),
            table: table.as_ref().map(AsFd::as_fd),
        })
    }
}

/// What a program does with an element.
pub struct Keeping<'a> {
    kept: Option<&'a Kept>,
    /// What is stored.
    value: Option<&'a Load>,
    /// What is read of it: to be read before it is taken.
    reads: Vec<&'a Load>,
}

impl<'a> Keeping<'a> {
    /// What a probe's program does; gives the key its place. An error where not the `whole` filter can be tested, which decides what is
    /// kept.
    pub fn of(
        plan: &'a Plan,
        probe: usize,
        whole: bool,
        loads: &mut Loads<'a>,
    ) -> Result<Self, String> {
        let load = |capture: usize| plan.captures[capture].load.as_ref();
        let probe = &plan.probes[probe];
        let kept = probe.kept.as_ref();
        let mut value = None;
        if let Some(kept) = kept {
            if !whole && kept.action != KeptAction::Look {
                return Err("the filter is more than can be tested".to_owned());
            }
            if let KeptAction::Store { value: stored, .. } = kept.action {
                value = load(stored);
            }
            loads.keep(kept.keys.iter().filter_map(|&key| load(key)))?;
        }
        let reads = probe.captures.iter().filter_map(|&capture| load(capture));
        let reads = reads.filter(|load| matches!(load.base, Base::Kept { .. }));
        Ok(Self {
            kept,
            value,
            reads: reads.collect(),
        })
    }

    /// Adds the steps that store or take the element, for events that the filter lets through; gives the place of what is stored.
    pub fn steps(
        &self,
        loads: &mut Loads<'a>,
        steps: &mut Vec<Step>,
        ready: &mut Made,
    ) -> Result<u16, String> {
        let Some(kept) = self.kept else {
            return Ok(0);
        };
        let (kind, only) = match kept.action {
            KeptAction::Store { only, .. } => (test::STORED, only),
            KeptAction::Take => (test::TAKEN, false),
            KeptAction::Look => return Ok(0),
        };
        let keys = loads.kept_keys.clone();
        for key in keys {
            let chain = loads.behind(key);
            steps::make_all(steps, ready, &chain);
        }
        let mut place = 0;
        for load in self.reads.iter().copied().chain(self.value) {
            let chain = loads.chain(load)?;
            steps::make_all(steps, ready, &chain);
            place = chain
                .last()
                .map_or(0, |&slot| loads.lowered[usize::from(slot)].place);
        }
        let next = if only { REJECT } else { steps.len() as u8 + 1 };
        steps.push(Step {
            test: kind,
            made: made::ALWAYS,
            yes: next,
            no: next,
            ..Step::EMPTY
        });
        Ok(place)
    }
    /// Tells the program where the elements are, and the place of what is stored.
    pub fn finish(&self, config: &mut Config, place: u16) {
        config.kept_value = place;
        if self.kept.is_some_and(has_table) {
            config.kept_table = TABLE;
        }
    }
}
