//! The command on the running kernel: who sends which signal to whom.
//!
//! These tests need root, BTF and bpf(2); where one is missing they are skipped and say so. They run beside other work: each looks only
//! at processes that it starts itself, and "tracing is on" is a line that a `begin` probe prints.

#[path = "../support/examples.rs"]
mod examples_built;
#[path = "../support/program.rs"]
mod program;
#[path = "../support/prompt.rs"]
mod pseudo_terminal;
/// The scripts that the properties of any script are tested on.
#[path = "../properties"]
mod properties {
    pub mod cases;
    pub mod expressions;
    pub mod handlers;
}
#[path = "../support/schema.rs"]
mod schema;
#[path = "../support/terminal.rs"]
mod screen;
#[path = "../support/tracefs.rs"]
mod tracefs;

mod cast;
mod counting;
mod details;
mod every_event;
mod examples;
mod faults;
mod filters;
mod flagship;
mod flood;
mod ftrace;
mod ftrace_calls;
mod keeping;
mod kernel;
mod leftovers;
mod origins;
mod privileges;
mod prompt;
mod prompt_backends;
mod ptrace;
mod recording;
mod session;
mod soak;
mod stacks;
mod status;
mod structured;
mod syscalls;
mod tapset_network;
mod tapset_points;
mod tapset_processes;
mod tapset_signals;
mod terminal;
mod tools;
mod tools_machine;
mod trace_cmd;
mod tracer;
mod volume;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Trial};

/// A test's name and what it does; it fails by a panic.
type Test = (&'static str, fn());

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().collect();
    if let [_, first, folder] = words.as_slice()
        && first == syscalls::calls::ARGUMENT
    {
        syscalls::calls::make(folder);
        return ExitCode::SUCCESS;
    }
    if let [_, first] = words.as_slice()
        && first == ptrace::busy::ARGUMENT
    {
        ptrace::busy::run();
        return ExitCode::SUCCESS;
    }
    let arguments = Arguments::from_args();
    let missing = kernel::missing();
    if let Some(missing) = &missing {
        eprintln!("the live tests are skipped: {missing}");
    }
    let groups: &[(&str, &[Test])] = &[
        ("flagship", flagship::TESTS),
        ("origins", origins::TESTS),
        ("details", details::TESTS),
        ("examples", examples::TESTS),
        ("ptrace", ptrace::TESTS),
        ("ptrace", ptrace::load::TESTS),
        ("volume", volume::TESTS),
        ("session", session::TESTS),
        ("counting", counting::TESTS),
        ("keeping", keeping::TESTS),
        ("terminal", terminal::TESTS),
        ("prompt", prompt::TESTS),
        ("prompt", prompt_backends::TESTS),
        ("leftovers", leftovers::TESTS),
        ("privileges", privileges::TESTS),
        ("stacks", stacks::TESTS),
        ("structured", structured::TESTS),
        ("every_event", every_event::TESTS),
        ("faults", faults::TESTS),
        ("faults", faults::refusals::TESTS),
        ("faults", faults::tracee::TESTS),
        ("filters", filters::TESTS),
        ("flood", flood::TESTS),
        ("soak", soak::TESTS),
        ("ftrace", ftrace::TESTS),
        ("ftrace", ftrace_calls::TESTS),
        ("recording", recording::TESTS),
        ("trace_cmd", trace_cmd::TESTS),
        ("tapset_processes", tapset_processes::TESTS),
        ("tapset_points", tapset_points::TESTS),
        ("tapset_network", tapset_network::TESTS),
        ("tapset_signals", tapset_signals::TESTS),
        ("syscalls", syscalls::TESTS),
        ("tools", tools::TESTS),
        ("tools", tools_machine::TESTS),
    ];
    let mut trials = Vec::new();
    for &(group, tests) in groups {
        for &(name, test) in tests {
            let trial = Trial::test(format!("{group}/{name}"), move || {
                test();
                Ok(())
            });
            trials.push(trial.with_ignored_flag(missing.is_some()));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    ptrace::clean_up();
    conclusion.exit_code()
}
