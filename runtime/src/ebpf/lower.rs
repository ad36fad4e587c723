//! A plan's probes to the collector's configurations, and to where the captures lie in its records. Pure.

use sigscript_compiler::plan::{Load, Plan, Point};
use sigscript_wire::{self as wire, Config, STEPS, Step, TESTS, VALUES, made};

use super::counting::{Counting, Shape};
use super::filter::{self, Filter};
use super::kept::Keeping;
use super::loads::{self, Loads};
use super::steps::{self, mark};
use super::{Error, Options, calls};
use crate::event::{Layout, Place};

/// A program, ready to be loaded.
pub struct Lowered {
    /// The probe it belongs to; the first one where it serves several.
    pub probe: usize,
    /// For the kernel.
    pub config: Config,
    /// For the reader: where the captures of each of its probes lie.
    pub layouts: Vec<(usize, Layout)>,
    /// Which system call's events belong to which probe, where it serves several.
    pub calls: Option<calls::Dispatch>,
    /// Where it counts what it can: how.
    pub counting: Option<Counting>,
}

/// Lowers every probe that is an event of the kernel and whose filter something passes.
///
/// # Errors
/// Where the collector cannot read what a probe captures.
pub fn lower(plan: &Plan, options: &Options) -> Result<Vec<Lowered>, Error> {
    let mut lowered = Vec::new();
    let mut index = 0;
    while let Some(probe) = plan.probes.get(index) {
        if let Point::Syscall {
            call: Some(_),
            returns,
        } = probe.point
        {
            let end = index + calls::run(&plan.probes[index..], returns);
            calls::lower(plan, index..end, options, &mut lowered)?;
            index = end;
            continue;
        }
        if probe.point.is_event() {
            let made = single(plan, index, options);
            lowered.extend(made.map_err(|reason| unsupported(index, reason))?);
        }
        index += 1;
    }
    Ok(lowered)
}

/// The error of a probe that the collector cannot serve.
pub fn unsupported(probe: usize, reason: String) -> Error {
    Error::Unsupported { probe, reason }
}

/// Lowers one probe to a program of its own; nothing comes of one whose filter nothing passes.
pub fn single(plan: &Plan, index: usize, options: &Options) -> Result<Option<Lowered>, String> {
    if let Some(shape) = Shape::of(plan, index) {
        let counting = program(plan, index, options, Some(&shape), true);
        if let Ok(Some(lowered)) = counting {
            return Ok(Some(lowered));
        }
    }
    program(plan, index, options, None, true)
        .or_else(|_| program(plan, index, options, None, false))
}

/// As [`single`], counting in a shape, and with `computes` testing computed numbers; an error where that does not fit.
fn program(
    plan: &Plan,
    index: usize,
    options: &Options,
    shape: Option<&Shape<'_>>,
    computes: bool,
) -> Result<Option<Lowered>, String> {
    let probe = &plan.probes[index];
    let number = match &probe.point {
        Point::Syscall {
            call: Some((_, number)),
            ..
        } => Some(calls::is(*number)),
        _ => None,
    };
    let budget = TESTS - usize::from(number.is_some());
    let limit = (options.string_limit, computes);
    let (filter, whole) = filter::simplify(&probe.filter, &plan.captures, limit, budget);
    if matches!(filter, Filter::Never) {
        return Ok(None);
    }
    let mut loads = Loads::new(options, &probe.point, &plan.captures);
    let mut counting = match shape {
        Some(shape) => Some(shape.place(None, whole, &mut loads)?),
        None => None,
    };
    let keeping = Keeping::of(plan, index, whole, &mut loads)?;
    let mut steps = tests(number, filter, &mut loads)?;
    let accept = steps.len() as u8;
    let early = steps::early(&steps, &loads.lowered);
    let mut ready = mark(&mut steps, early);
    let kept_value = keeping.steps(&mut loads, &mut steps, &mut ready)?;
    if let Some(counting) = &mut counting {
        counting.steps(&mut loads, &mut steps, &mut ready)?;
    }
    for load in wanted(plan, index) {
        let chain = loads.chain(load)?;
        steps::make_all(&mut steps, &mut ready, &chain);
    }
    let layout = layout(plan, index, &mut loads, counting.as_ref())?;
    let mut config = config(index, &loads, &steps, (early, accept))?;
    keeping.finish(&mut config, kept_value);
    if let Some((counting, shape)) = counting.as_mut().zip(shape) {
        counting.finish(&mut config, vec![(index, shape)], &loads);
    }
    Ok(Some(Lowered {
        probe: index,
        config,
        layouts: vec![(index, layout)],
        calls: None,
        counting,
    }))
}

/// The steps of a filter, behind those of a test of the system call's number; its loads come first.
pub fn tests<'a>(
    number: Option<filter::Tree<'a>>,
    filter: Filter<'a>,
    loads: &mut Loads<'a>,
) -> Result<Vec<Step>, String> {
    let tree = match (number, filter) {
        (Some(number), Filter::Tests(tree)) => filter::Tree::All(vec![number, tree]),
        (Some(tree), _) | (None, Filter::Tests(tree)) => tree,
        (None, Filter::Always | Filter::Never) => return Ok(Vec::new()),
    };
    steps::assemble(&tree, &mut |load| loads.chain(load))
}

/// What a probe wants to be read.
pub fn wanted(plan: &Plan, index: usize) -> impl Iterator<Item = &Load> {
    let captures = plan.probes[index].captures.iter();
    captures.filter_map(|&capture| plan.captures[capture].load.as_ref())
}

/// Where the captures of a probe lie, all of whose loads are there.
pub fn layout<'a>(
    plan: &'a Plan,
    index: usize,
    loads: &mut Loads<'a>,
    counting: Option<&Counting>,
) -> Result<Layout, String> {
    let mut places = vec![None; plan.captures.len()];
    for &capture in &plan.probes[index].captures {
        let Some(load) = &plan.captures[capture].load else {
            continue;
        };
        let slot = loads.add(load)?;
        places[capture] = Some(Place {
            slot,
            offset: loads.place(slot, load),
            form: loads::form(load.read),
        });
    }
    let time = counting.map(|counting| counting.time);
    Ok(Layout { places, time })
}

/// The configuration of a program; an error where it makes too many steps. These begin with the early ones and then the other tests:
/// until where is given.
pub fn config(
    index: usize,
    loads: &Loads<'_>,
    steps: &[Step],
    (early, accept): (usize, u8),
) -> Result<Config, String> {
    const { assert!(STEPS < u8::MAX as usize) };
    if steps.len() > STEPS {
        return Err(format!("more than {STEPS} tests and reads at one event"));
    }
    let options = loads.options;
    let mut config = Config {
        probe: index as u32,
        wake: options.wake,
        words: loads.words,
        fixed: loads.fixed as u16,
        tail: (VALUES - loads.longest) as u16,
        limit: if loads.longest == 0 {
            loads.fixed
        } else {
            VALUES
        } as u16,
        step_count: steps.len() as u8,
        accept,
        early: early as u8,
        count_seen: u8::from(options.count_seen),
        path: loads.path,
        kept_key: loads.place_of_kept(),
        fallible: fallible(&loads.lowered),
        noted: steps
            .iter()
            .filter(|step| step.made == made::SOMETIMES)
            .fold(0, |noted, step| noted | 1 << step.load),
        ..Config::EMPTY
    };
    config.loads[..loads.lowered.len()].copy_from_slice(&loads.lowered);
    config.steps[..steps.len()].copy_from_slice(steps);
    Ok(config)
}

/// A bit for each load that may fail: it reads memory, or needs another one that may.
fn fallible(loads: &[wire::Load]) -> u64 {
    let reads = |load: &wire::Load| {
        load.hops > 0 || !matches!(load.read, wire::read::WORD | wire::read::TARGET_WORD)
    };
    let mut fallible = 0;
    for (index, load) in loads.iter().enumerate() {
        let fails = reads(load)
            || match load.base {
                wire::base::COMPUTED => load.offsets[1..3]
                    .iter()
                    .any(|operand| fallible & 1 << operand != 0),
                // Its key may consist of any.
                wire::base::KEPT => loads.iter().any(reads),
                _ => false,
            };
        fallible |= u64::from(fails) << index;
    }
    fallible
}
