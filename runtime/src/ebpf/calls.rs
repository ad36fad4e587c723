//! Many probes on system calls to few programs: each serves all whose filters are equal, as far as its loads suffice, and tells them
//! apart by the call's number. What only some of them want is read only for those.

use std::ops::Range;

use sigscript_compiler::plan::{Base, Load, Plan, Point, Probe, Read};
use sigscript_wire::{LOADS, SET_LIMIT, SETS, Step, TESTS, made, test};

use super::counting::Shape;
use super::filter::{self, Filter, Tree, Word};
use super::kept::Keeping;
use super::loads::Loads;
use super::lower::{self, Lowered, config, layout, tests, unsupported, wanted};
use super::steps::{self, Made, mark};
use super::{Error, Options};

/// The number of a system call.
static NUMBER: Load = Load {
    base: Base::SyscallNumber,
    offsets: Vec::new(),
    user: 0,
    read: Read::integer(4, true),
};

/// Nobody's event.
const NONE: u32 = u32::MAX;

/// Which system call's events belong to which probe.
pub struct Dispatch {
    /// Where a record's values hold the call's number, in bytes.
    place: usize,
    /// By the number; [`NONE`] where it belongs to nobody.
    probes: Box<[u32; SET_LIMIT]>,
}

impl Dispatch {
    /// The probe that a record belongs to.
    pub fn probe(&self, values: &[u8]) -> Option<usize> {
        let number = values.get(self.place..self.place + 8)?;
        let number = u64::from_ne_bytes(number.try_into().ok()?);
        let probe = *self.probes.get(usize::try_from(number).ok()?)?;
        (probe != NONE).then_some(probe as usize)
    }

    /// Each probe with its call's number.
    pub fn members(&self) -> impl Iterator<Item = (usize, usize)> {
        let numbered = self.probes.iter().enumerate();
        numbered
            .filter(|(_, probe)| **probe != NONE)
            .map(|(number, probe)| (number, *probe as usize))
    }
}

/// How many of the first probes are on single system calls, all at the same end.
pub fn run(probes: &[Probe], returns: bool) -> usize {
    let here = |probe: &&Probe| matches!(&probe.point, Point::Syscall { call: Some(_), returns: its } if *its == returns);
    probes.iter().take_while(here).count()
}

/// Whether the call has this number.
pub fn is(number: u32) -> Tree<'static> {
    numbered(test::EQUAL, u64::from(number))
}

fn numbered(kind: u8, constant: u64) -> Tree<'static> {
    let word = Word {
        kind,
        offset: 0,
        located: false,
        mask: u64::MAX,
        constant,
    };
    Tree::Leaf {
        load: &NUMBER,
        words: vec![word],
        inverted: false,
        may_fail: false,
    }
}

/// Lowers probes on system calls, in as few programs as they fit in.
pub fn lower(
    plan: &Plan,
    probes: Range<usize>,
    options: &Options,
    lowered: &mut Vec<Lowered>,
) -> Result<(), Error> {
    let mut groups: Vec<Group> = Vec::new();
    for index in probes {
        let probe = &plan.probes[index];
        let limit = (options.string_limit, true);
        let (filter, _) = filter::simplify(&probe.filter, &plan.captures, limit, 1);
        if matches!(filter, Filter::Never) {
            continue;
        }
        let Point::Syscall {
            call: Some((_, number)),
            ..
        } = &probe.point
        else {
            continue;
        };
        let fitting = groups
            .iter_mut()
            .find_map(|group| group.with(plan, index, *number));
        if fitting.is_none() {
            groups.push(Group::new(plan, index, *number));
        }
    }
    for group in groups {
        let first = group.members[0].0;
        let made = if group.members.len() == 1 {
            lower::single(plan, first, options)
        } else {
            let counting = group.lower(plan, options, (group.shape.is_some(), true));
            counting
                .or_else(|_| group.lower(plan, options, (false, true)))
                .or_else(|_| group.lower(plan, options, (false, false)))
        };
        lowered.extend(made.map_err(|reason| unsupported(first, reason))?);
    }
    Ok(())
}

/// Probes for one program: each with its call's number.
struct Group<'a> {
    members: Vec<(usize, usize)>,
    /// Each load that one of them wants, with the numbers that want it.
    loads: Vec<(&'a Load, Numbers)>,
    /// How they are counted: all of them in the same way, or none.
    shape: Option<Shape<'a>>,
}

/// A set of numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Numbers([u64; SET_LIMIT / 64]);

impl Numbers {
    const NONE: Self = Self([0; SET_LIMIT / 64]);

    fn add(&mut self, number: usize) {
        self.0[number / 64] |= 1 << (number % 64);
    }
}

impl<'a> Group<'a> {
    fn new(plan: &'a Plan, probe: usize, number: u32) -> Self {
        let mut group = Self {
            members: Vec::new(),
            loads: Vec::new(),
            shape: Shape::of(plan, probe),
        };
        group.add(plan, probe, number as usize);
        group
    }

    /// Adds a probe where it fits in.
    fn with(&mut self, plan: &'a Plan, probe: usize, number: u32) -> Option<()> {
        let number = number as usize;
        let first = self.members[0];
        let fits = number < SET_LIMIT
            && first.1 < SET_LIMIT
            && plan.probes[first.0].filter == plan.probes[probe].filter
            && plan.probes[first.0].kept == plan.probes[probe].kept
            && self.shape == Shape::of(plan, probe)
            && self.members.iter().all(|member| member.1 != number);
        let known = |load: &&Load| self.loads.iter().any(|(known, _)| known == load);
        let new = wanted(plan, probe).filter(|load| !known(load)).count();
        if !fits || self.loads.len() + new > LOADS / 2 + LOADS / 4 {
            return None;
        }
        self.add(plan, probe, number);
        Some(())
    }

    fn add(&mut self, plan: &'a Plan, probe: usize, number: usize) {
        self.members.push((probe, number));
        for load in wanted(plan, probe) {
            let known = self.loads.iter().position(|(known, _)| *known == load);
            let index = known.unwrap_or_else(|| {
                self.loads.push((load, Numbers::NONE));
                self.loads.len() - 1
            });
            if number < SET_LIMIT {
                self.loads[index].1.add(number);
            }
        }
    }

    /// Lowers it; an error where its loads, or with `counts` what it counts, or with `computes` what its filter computes, do not fit.
    fn lower(
        &self,
        plan: &'a Plan,
        options: &'a Options,
        (counts, computes): (bool, bool),
    ) -> Result<Option<Lowered>, String> {
        let first = self.members[0].0;
        let probe = &plan.probes[first];
        let mut sets = Sets::new(self);
        let budget = TESTS - SETS;
        let limit = (options.string_limit, computes);
        let (filter, whole) = filter::simplify(&probe.filter, &plan.captures, limit, budget);
        let mut loads = Loads::new(options, &probe.point, &plan.captures);
        let mut counting = match self.shape.as_ref().filter(|_| counts) {
            Some(shape) => Some(shape.place(Some(&NUMBER), whole, &mut loads)?),
            None => None,
        };
        // The first load is the number.
        loads.add(&NUMBER)?;
        let keeping = Keeping::of(plan, first, whole, &mut loads)?;
        let mut steps = tests(Some(numbered(test::MEMBER, 0)), filter, &mut loads)?;
        let accept = steps.len() as u8;
        let early = steps::early(&steps, &loads.lowered);
        let mut ready = mark(&mut steps, early);
        // The reader needs the number.
        steps::make(&mut steps, &mut ready, 0);
        let kept_value = keeping.steps(&mut loads, &mut steps, &mut ready)?;
        if let Some(counting) = &mut counting {
            counting.steps(&mut loads, &mut steps, &mut ready)?;
        }
        self.unconditional(&sets, &mut loads, &mut steps, &mut ready)?;
        for set in 1..sets.list.len() {
            self.conditional(set, &mut sets, &mut loads, &mut steps, ready)?;
        }
        let mut config = config(first, &loads, &steps, (early, accept))?;
        config.count_by_number = 1;
        keeping.finish(&mut config, kept_value);
        for (to, from) in config.sets.iter_mut().zip(&sets.list) {
            *to = from.0;
        }
        let place = usize::from(loads.lowered[0].place);
        let mut probes = Box::new([NONE; SET_LIMIT]);
        let mut layouts = Vec::new();
        for &(probe, number) in &self.members {
            probes[number] = probe as u32;
            let layout = layout(plan, probe, &mut loads, counting.as_ref())?;
            layouts.push((probe, layout));
        }
        if let Some(counting) = &mut counting {
            let shapes = self.members.iter();
            let shapes = shapes.filter_map(|&(probe, _)| Some((probe, Shape::of(plan, probe)?)));
            let shapes: Vec<_> = shapes.collect();
            let shapes = shapes.iter().map(|(probe, shape)| (*probe, shape));
            counting.finish(&mut config, shapes.collect(), &loads);
        }
        Ok(Some(Lowered {
            probe: first,
            config,
            layouts,
            calls: Some(Dispatch { place, probes }),
            counting,
        }))
    }

    /// Makes the loads that all want, or that cost no more than to ask.
    fn unconditional(
        &self,
        sets: &Sets,
        loads: &mut Loads<'a>,
        steps: &mut Vec<Step>,
        ready: &mut Made,
    ) -> Result<(), String> {
        for (load, numbers) in &self.loads {
            if sets.find(load, numbers).is_none() {
                let chain = loads.chain(load)?;
                steps::make_all(steps, ready, &chain);
            }
        }
        Ok(())
    }

    /// Makes the loads that only the calls of a set want.
    fn conditional(
        &self,
        set: usize,
        sets: &mut Sets,
        loads: &mut Loads<'a>,
        steps: &mut Vec<Step>,
        mut ready: Made,
    ) -> Result<(), String> {
        let question = steps.len();
        steps.push(Step {
            load: 0,
            test: test::MEMBER,
            made: made::ALWAYS,
            mask: u64::MAX,
            constant: set as u64,
            ..Step::EMPTY
        });
        for (load, numbers) in &self.loads {
            if sets.find(load, numbers) == Some(set) {
                let chain = loads.chain(load)?;
                steps::make_all(steps, &mut ready, &chain);
            }
        }
        steps[question].yes = question as u8 + 1;
        steps[question].no = steps.len() as u8;
        Ok(())
    }
}

/// The sets of a program: first that of all its calls, then those of the calls that want the same loads.
struct Sets {
    list: Vec<Numbers>,
}

impl Sets {
    fn new(group: &Group<'_>) -> Self {
        let mut all = Numbers::NONE;
        for &(_, number) in &group.members {
            all.add(number);
        }
        let mut list = vec![all];
        for (load, numbers) in &group.loads {
            if !is_cheap(load) && !list.contains(numbers) && list.len() < SETS {
                list.push(*numbers);
            }
        }
        Self { list }
    }

    /// The set of calls that want a load; none where it is made for all.
    fn find(&self, load: &Load, numbers: &Numbers) -> Option<usize> {
        let found = self.list.iter().position(|set| set == numbers);
        found.filter(|&set| set > 0 && !is_cheap(load))
    }
}

/// Whether asking who wants it costs as much.
fn is_cheap(load: &Load) -> bool {
    load.user == 0 && load.offsets.len() <= 1 && matches!(load.read, Read::Integer { .. })
}
