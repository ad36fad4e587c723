//! A probe of a plan to the collector's configuration, and to where the captures lie in its records. Pure.

use sigscript_compiler::plan::{Plan, Point};
use sigscript_wire::{Config, STEPS, Step, VALUES, made};

use super::filter::{self, Filter};
use super::loads::{self, Loads};
use super::steps::{self, mark};
use super::{Error, Options};
use crate::event::{Layout, Place};

/// One probe, ready to be loaded.
pub struct Lowered {
    /// For the kernel.
    pub config: Config,
    /// For the reader.
    pub layout: Layout,
}

/// Lowers the probe with this index. Nothing comes of probes that are no events of the kernel, or whose filter nothing passes.
///
/// # Errors
/// Where the collector cannot read what the probe captures.
pub fn lower(plan: &Plan, index: usize, options: &Options) -> Result<Option<Lowered>, Error> {
    let probe = &plan.probes[index];
    if !matches!(probe.point, Point::Trace { .. } | Point::Event { .. }) {
        return Ok(None);
    }
    let filter = filter::simplify(&probe.filter, &plan.captures, options.string_limit);
    if matches!(filter, Filter::Never) {
        return Ok(None);
    }
    let mut loads = Loads::new(options, &probe.point);
    let lowered = steps(&filter, &mut loads).and_then(|steps| finish(plan, index, loads, steps));
    match lowered {
        Ok(lowered) => Ok(Some(lowered)),
        Err(reason) => Err(Error::Unsupported {
            probe: index,
            reason,
        }),
    }
}

/// The filter's steps; its loads come first.
fn steps<'a>(filter: &Filter<'a>, loads: &mut Loads<'a>) -> Result<Vec<Step>, String> {
    match filter {
        Filter::Tests(tree) => steps::assemble(tree, &mut |load| loads.add(load)),
        Filter::Always | Filter::Never => Ok(Vec::new()),
    }
}

/// Adds the captures behind the filter.
fn finish<'a>(
    plan: &'a Plan,
    index: usize,
    mut loads: Loads<'a>,
    mut steps: Vec<Step>,
) -> Result<Lowered, String> {
    let accept = steps.len() as u8;
    let mut ready = mark(&mut steps);
    let mut layout = Layout {
        places: vec![None; plan.captures.len()],
    };
    for &capture in &plan.probes[index].captures {
        let Some(load) = &plan.captures[capture].load else {
            continue;
        };
        let slot = loads.add(load)?;
        let offset = loads.lowered[usize::from(slot)].place;
        layout.places[capture] = Some(Place {
            slot,
            offset,
            form: loads::form(load.read),
        });
        let before = ready.before(slot);
        if before != made::ALWAYS {
            let next = steps.len() as u8 + 1;
            steps.push(Step {
                load: slot,
                yes: next,
                no: next,
                made: before,
                ..Step::EMPTY
            });
            ready.add(slot);
        }
    }
    Ok(Lowered {
        config: config(index, &loads, &steps, accept),
        layout,
    })
}

fn config(index: usize, loads: &Loads<'_>, steps: &[Step], accept: u8) -> Config {
    const { assert!(STEPS < u8::MAX as usize) };
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
        count_seen: u8::from(options.count_seen),
        path: loads.path,
        ..Config::EMPTY
    };
    config.loads[..loads.lowered.len()].copy_from_slice(&loads.lowered);
    config.steps[..steps.len()].copy_from_slice(steps);
    config
}
