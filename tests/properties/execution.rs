//! Runs a probe of a plan on the machine and tells what can be seen of it from outside.

use sigscript_compiler::plan::Plan;
use sigscript_runtime::event::Event;
use sigscript_runtime::vm::{Limits, Machine, World};

/// What can be seen of a handler's run.
#[derive(Debug, Default, PartialEq)]
pub struct Effects {
    /// What it printed.
    pub output: String,
    /// The message of the error that stopped it.
    pub fault: Option<String>,
    /// The globals afterwards.
    pub globals: Vec<String>,
    /// Whether it stored to a global.
    pub stored: bool,
}

impl Effects {
    /// Whether there is anything to see.
    pub fn any(&self) -> bool {
        !self.output.is_empty() || self.fault.is_some() || self.stored
    }
}

/// Runs the handler of a probe; without `event`, one that needs none.
///
/// # Panics
/// Where the machine does not take the plan.
pub fn run(plan: &Plan, probe: usize, event: Option<&Event<'_>>) -> Effects {
    let limits = Limits {
        actions: 100_000,
        ..Limits::default()
    };
    let mut machine = Machine::new(plan, limits).unwrap_or_else(|error| panic!("{error}"));
    let mut world = World::default();
    let fault = machine
        .run(&plan.probes[probe].handler, event, &mut world)
        .err();
    let mut effects = after(plan, &machine);
    effects.output = world.output.escape_ascii().to_string();
    effects.fault = fault.map(|fault| fault.message);
    effects
}

/// What can be seen of a handler that did not run.
pub fn untouched(plan: &Plan) -> Effects {
    let machine = Machine::new(plan, Limits::default()).unwrap_or_else(|error| panic!("{error}"));
    after(plan, &machine)
}

fn after(plan: &Plan, machine: &Machine<'_>) -> Effects {
    // The library's own, with a leading underscore, do not belong to the script.
    let globals = plan.globals.iter().enumerate();
    let globals = globals.filter(|(_, global)| !global.name.starts_with('_'));
    Effects {
        globals: globals
            .clone()
            .map(|(index, global)| format!("{} = {:?}", global.name, machine.global(index)))
            .collect(),
        stored: globals.clone().any(|(index, _)| machine.is_written(index)),
        ..Effects::default()
    }
}
