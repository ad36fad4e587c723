//! Records of the collector's ring: any bytes as one of a plan's, every capture read.

use std::sync::LazyLock;

use sigscript_compiler::plan::Plan;
use sigscript_compiler::{Kind, Options};
use sigscript_runtime::ebpf::{self, Records};

use super::compile::{Choices, compiled, inputs};
use super::parse::environment;

/// Every form that a capture has in a record, and a program that serves several system calls.
const SCRIPT: &str = r#"
probe signal.send { printf("%d %s %s %d\n", sig, pid_name, execname(), gettimeofday_ns()) }
probe kernel.trace("sched_process_exec") { println($bprm->filename$, " ", pid()) }
probe kernel.tracepoint("sched:sched_process_exec") { println($filename, " ", ubacktrace(), " ", cmdline_str()) }
probe syscall.openat, syscall.kill, syscall.execve, syscall.close.return { println(name, " ", argstr) }
"#;

static PLAN: LazyLock<(Plan, Records)> = LazyLock::new(|| {
    let choices = Choices {
        fold: true,
        pushdown: true,
        watched: false,
    };
    let inputs = inputs(environment(), choices);
    let inputs = sigscript_compiler::Inputs {
        options: Options {
            timestamps: true,
            ..inputs.options
        },
        ..inputs
    };
    let plan = compiled(SCRIPT, &inputs).expect("the script is right");
    let records = Records::of(&plan, &ebpf::Options::default());
    let records = records.expect("the collector can read all of it");
    (plan, records)
});

/// Reads a record.
///
/// # Panics
/// Where it belongs to a probe that there is not.
pub fn check(input: &[u8]) {
    let (plan, records) = &*PLAN;
    let Some(event) = records.event(input) else {
        return;
    };
    let mut scratch = Vec::new();
    for capture in &plan.probes[event.probe].captures {
        let _ = match plan.captures[*capture].kind {
            Kind::Long => event.number(*capture).is_ok(),
            Kind::String => event.text(*capture, &mut scratch).is_ok(),
        };
        let _ = event.readable(*capture);
    }
}
