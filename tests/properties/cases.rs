//! The numbers of the cases that a test makes up and runs.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use fastrand::Rng;

/// Runs a test's cases, each with random numbers of its own; a case that panics is named.
pub fn run(test: &str, count: u64, mut case: impl FnMut(&mut Rng)) {
    let chosen = |name| std::env::var(name).ok()?.parse::<u64>().ok();
    let numbers = match chosen("SIGSCRIPT_CASE") {
        Some(number) => number..number + 1,
        None => 0..chosen("SIGSCRIPT_CASES").unwrap_or(count),
    };
    let several = numbers.end - numbers.start;
    for number in numbers {
        let mut random = Rng::with_seed(number);
        let outcome: Result<(), Box<dyn Any + Send>> =
            catch_unwind(AssertUnwindSafe(|| case(&mut random)));
        if let Err(panic) = outcome {
            eprintln!("{test}: case {number} fails; SIGSCRIPT_CASE={number} runs it alone");
            resume_unwind(panic);
        }
    }
    println!("{test}: {several} cases");
}
