//! How fast the virtual machine runs: hand-made bytecode to milliseconds, the median of some runs.
//!
//!     cargo run --release -p sigscript-runtime --example machine_speed [RUNS [PART OF A NAME]]
//!
//! `compare` beside this file runs the same loops in Lua and gawk, in turn, and prints the ratios.

mod events;
mod loops;
mod plans;

use std::hint::black_box;
use std::time::Instant;

use sigscript_compiler::plan::Plan;
use sigscript_runtime::event::Event;
use sigscript_runtime::vm::{Limits, Machine, World};

/// Runs the first handler of `plan` for so many events and prints the median time of some such runs. A second probe's handler
/// runs before, unmeasured.
fn report(name: &str, plan: &Plan, event: Option<&Event>, events: u32) {
    let mut arguments = std::env::args().skip(1);
    let runs = arguments
        .next()
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(7);
    if arguments.next().is_some_and(|part| !name.contains(&part)) {
        return;
    }
    let limits = Limits {
        actions: u64::MAX,
        ..Limits::default()
    };
    let mut times: Vec<f64> = (0..runs)
        .map(|_| {
            let mut machine = Machine::new(plan, limits).expect("well-formed code");
            let mut world = World::default();
            world.output.reserve(256 << 20);
            if let Some(prepare) = plan.probes.get(1) {
                machine
                    .run(&prepare.handler, None, &mut world)
                    .expect("no fault");
            }
            let start = Instant::now();
            for _ in 0..events {
                let handler = black_box(&plan.probes[0].handler);
                machine.run(handler, event, &mut world).expect("no fault");
            }
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    println!("{name:<28}\t{:7.1}", times[times.len() / 2]);
}

fn main() {
    loops::report_all();
    events::report_all();
}
