//! sigscript's compiler: [`sigscript_grammar::syntax::Script`] to [`plan::Plan`]. No I/O, no kernel, no clock.
//!
//! The way through is [`compile`]: parse, resolve, check, fold, plan. One module per verb, one type per arrow.

#![forbid(unsafe_code)]

mod backends;
mod check;
pub mod entries;
mod errors;
mod fold;
pub mod listing;
mod path;
mod resolve;
mod tree;

pub mod catalog;
pub mod plan;
pub mod rows;

use std::collections::BTreeSet;

use sigscript_grammar::syntax::Literal;
use sigscript_grammar::{Diagnostic, Environment, FileId, Sources, parse};

pub use backends::BackendKind;
pub use catalog::Catalog;
pub use check::listing as check_listing;
pub use resolve::library::LibraryFile;
pub use resolve::memory::{MemoryRead, READS as MEMORY_READS};
pub use resolve::points::FAMILIES;
pub use rows::{Context, Delivery, Kind, Rows, Signature};

/// A program whose names are resolved.
#[derive(Debug)]
pub struct Resolved {
    program: tree::Program,
    /// Whether it reads its arguments by `argc` or `argv`.
    reads_arguments: bool,
    /// What is wrong with it; then it cannot be compiled, but its types can be checked.
    diagnostics: Vec<Diagnostic>,
    /// What of it is wrong, and says nothing about types.
    wrong: resolve::Wrong,
}

/// A program whose types are known and agree.
#[derive(Debug)]
pub struct Checked {
    program: tree::Program,
}

impl Checked {
    /// Gives a scalar global another value than the script does (`-G NAME=VALUE`); what is wrong with it, if anything is.
    pub fn set_global(&mut self, name: &str, value: &str) -> Result<(), String> {
        let global = self
            .program
            .globals
            .iter_mut()
            .find(|global| global.name == name);
        let global = global.ok_or_else(|| format!("the script has no global `{name}`"))?;
        if !global.elements.keys.is_empty() || global.elements.statistic.is_some() {
            return Err(format!("`{name}` is no scalar"));
        }
        global.initial = Some(if global.kind == Some(Kind::String) {
            Literal::Text(value.as_bytes().to_vec())
        } else {
            let number = value.parse();
            Literal::Number(
                number.map_err(|_| format!("global `{name}` takes a number, not `{value}`"))?,
            )
        });
        Ok(())
    }
}

/// A program without what constants decide and without what has no effect.
#[derive(Debug)]
pub struct Folded(tree::Program);

/// A result, or everything that is wrong.
pub type Outcome<T> = Result<T, Vec<Diagnostic>>;

/// What a compilation looks at beside the script.
pub struct Inputs<'a> {
    /// The kernel's tracepoints and types.
    pub catalog: &'a dyn Catalog,
    /// The functions that the runtime implements.
    pub rows: Rows<'a>,
    /// The files of the library.
    pub library: &'a [LibraryFile<'a>],
    /// Script arguments and what the preprocessor may ask.
    pub environment: Environment,
    /// The rest.
    pub options: Options,
}

/// Choices of the command line that a compilation depends on.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
pub struct Options {
    /// Which backend the plan is for.
    pub backend: BackendKind,
    /// What `target()` gives; 0 where there is no target.
    pub target: i64,
    /// Whether conditions are tested early.
    pub pushdown: bool,
    /// Whether the program is folded. One that is not can do less: reads of the event through functions need it.
    pub fold: bool,
    /// Whether the script may run programs.
    pub allow_system: bool,
    /// Whether the values that a script gives for what cannot be read may stand for all memory of processes, where the backend has none.
    pub substitutes: bool,
    /// Whether somebody beside the script looks at its globals while it runs.
    pub watched: bool,
    /// Whether every event brings its time, for structured output.
    pub timestamps: bool,
}

/// A script that passed the check, with warnings.
#[derive(Debug)]
pub struct Analysis {
    /// What was checked.
    pub checked: Checked,
    /// What is odd about it.
    pub warnings: Vec<Diagnostic>,
}

/// Text to a checked program.
pub fn analyse(file: FileId, sources: &mut Sources, inputs: &Inputs) -> Outcome<Analysis> {
    // What cannot be parsed cannot be so for any backend.
    let anywhere = |errors: Vec<Diagnostic>| errors.into_iter().map(Diagnostic::anywhere).collect();
    let parsed = parse(sources, file, &inputs.environment)
        .map_err(|failure| -> Vec<Diagnostic> { anywhere(failure.diagnostics) })?;
    let mut warnings = parsed.warnings;
    let resolved = resolve::resolve(parsed.script, sources, inputs);
    if !resolved.reads_arguments {
        warnings.extend(unused_arguments(inputs, &parsed.used_arguments));
    }
    let checked = check::check(resolved, sources, inputs, &mut warnings)?;
    warnings.retain(|warning| {
        warning
            .labels
            .first()
            .is_none_or(|label| !sources.get(label.span.file).library)
    });
    Ok(Analysis { checked, warnings })
}

/// Warns of arguments that the script has no use for.
fn unused_arguments(inputs: &Inputs, used: &BTreeSet<usize>) -> Vec<Diagnostic> {
    let arguments = (1..).zip(&inputs.environment.arguments);
    arguments
        .filter(|(number, _)| !used.contains(number))
        .map(|(number, text)| errors::unused_argument(number, text))
        .collect()
}

/// A checked program to a plan.
pub fn plan(
    checked: Checked,
    inputs: &Inputs,
    warnings: &mut Vec<Diagnostic>,
) -> Outcome<plan::Plan> {
    let folded = if inputs.options.fold {
        fold::fold(checked, inputs, warnings)
    } else {
        Folded(checked.program)
    };
    plan::make::make(folded, inputs)
}

/// Text to a plan, with warnings.
pub fn compile(
    file: FileId,
    sources: &mut Sources,
    inputs: &Inputs,
) -> Outcome<(plan::Plan, Vec<Diagnostic>)> {
    let Analysis {
        checked,
        mut warnings,
    } = analyse(file, sources, inputs)?;
    let plan = plan(checked, inputs, &mut warnings)?;
    Ok((plan, warnings))
}
