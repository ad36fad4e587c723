//! A program that is folded prints the same as one that is not, or fails with the same error.

use super::cases;
use super::checks::compile::{Choices, compiled, inputs};
use super::execution::{Effects, run};
use super::programs::program;

use sigscript_grammar::Environment;

/// What a program does; the messages, where it is rejected.
fn effects(script: &str, fold: bool) -> Result<Effects, Vec<String>> {
    let choices = Choices {
        fold,
        pushdown: true,
        watched: true,
    };
    let plan = compiled(script, &inputs(Environment::default(), choices));
    let plan = plan.map_err(|diagnostics| {
        diagnostics
            .into_iter()
            .map(|diagnostic| diagnostic.message)
            .collect::<Vec<_>>()
    })?;
    let mut effects = run(&plan, 0, None);
    // A store that changes nothing may be left out.
    effects.stored = false;
    Ok(effects)
}

#[test]
fn folding_changes_nothing() {
    let mut rejected = 0;
    let mut failed = 0;
    let mut number = 0;
    cases::run("folding", 5500, |random| {
        number += 1;
        let depth = random.u32(1..=4);
        let script = program(random, depth);
        let (folded, unfolded) = (effects(&script, true), effects(&script, false));
        rejected += u32::from(unfolded.is_err());
        failed += u32::from(
            unfolded
                .as_ref()
                .is_ok_and(|effects| effects.fault.is_some()),
        );
        assert_eq!(
            folded, unfolded,
            "folded (left) and unfolded differ:\n{script}"
        );
    });
    println!("folding: {failed} failed at run time, {rejected} were rejected");
    assert!(
        rejected * 20 <= number.max(20),
        "{rejected} programs are rejected: they test nothing"
    );
}
