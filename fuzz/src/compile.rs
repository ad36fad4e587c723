//! The compiler: any text becomes a plan or is rejected, with folding and without, on a recorded kernel and with the tapset.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use sigscript_compiler::plan::Plan;
use sigscript_compiler::{
    BackendKind, Inputs, LibraryFile, Options, Rows, check_listing, compile as compile_script,
};
use sigscript_compiler::{analyse, plan};
use sigscript_grammar::{Diagnostic, Environment, Sources};
use sigscript_runtime::catalog::Recording;
use sigscript_runtime::vm::{Limits, Machine};
use sigscript_runtime::{builtins, context, patterns};

use super::parse::{environment, point_somewhere};

/// The files of the tapset, by name.
static TAPSET: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let folder = project().join("scripts/tapset");
    let entries = std::fs::read_dir(&folder).expect("the tapset is there");
    let paths = entries.map(|entry| entry.expect("the tapset can be listed").path());
    let mut files: Vec<(String, String)> =
        paths.map(|path| (name_of(&path), read(&path))).collect();
    files.sort();
    files
});

/// The kernel that plans are made for.
static KERNEL: LazyLock<Recording> = LazyLock::new(|| {
    let text = read(&project().join("tests/catalogs/6.18.json"));
    Recording::from_json(&text).expect("the recording is well-formed")
});

/// The library as the command gives it.
static LIBRARY: LazyLock<Vec<LibraryFile<'static>>> = LazyLock::new(|| {
    let files = TAPSET.iter();
    files
        .map(|(name, text)| LibraryFile { name, text })
        .collect()
});

/// The project's folder, from the fuzz targets' package or from the project's own.
fn project() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let above = package.parent().unwrap_or(package);
    let found = [package, above]
        .into_iter()
        .find(|folder| folder.join("scripts/tapset").is_dir());
    found
        .expect("the project's folder is where it was built")
        .to_owned()
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// How a script is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choices {
    /// Whether it is folded.
    pub fold: bool,
    /// Whether conditions are tested early.
    pub pushdown: bool,
    /// Whether arrays must be there for all to see.
    pub watched: bool,
}

/// What a compilation is given.
#[must_use]
pub fn inputs(environment: Environment, choices: Choices) -> Inputs<'static> {
    Inputs {
        catalog: &*KERNEL,
        rows: Rows {
            builtins: builtins::signatures(),
            contexts: context::rows(),
            evaluate: builtins::evaluate,
            check_pattern: patterns::check_pattern,
        },
        library: &LIBRARY,
        environment,
        options: Options {
            backend: BackendKind::Ebpf,
            target: 0,
            pushdown: choices.pushdown,
            fold: choices.fold,
            allow_system: false,
            watched: choices.watched,
            substitutes: false,
            timestamps: false,
        },
    }
}

/// Compiles a script.
///
/// # Errors
/// Where it is rejected: why.
///
/// # Panics
/// Where it is rejected without a reason, or a message points at nothing.
pub fn compiled(text: &str, inputs: &Inputs) -> Result<Plan, Vec<Diagnostic>> {
    let mut sources = Sources::new();
    let file = sources.add("script.sig", text);
    match compile_script(file, &mut sources, inputs) {
        Ok((plan, warnings)) => {
            point_somewhere(&warnings, &sources);
            Ok(plan)
        }
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "rejected without a reason");
            point_somewhere(&diagnostics, &sources);
            Err(diagnostics)
        }
    }
}

/// Compiles a text in both ways; the code of its plans must be well-formed.
///
/// # Panics
/// Where it is not, or a message points at nothing.
pub fn check(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let folding = Choices {
        fold: true,
        pushdown: true,
        watched: false,
    };
    let inputs_folding = inputs(environment(), folding);
    let mut sources = Sources::new();
    let file = sources.add("fuzz.sig", &*text);
    let analysis = match analyse(file, &mut sources, &inputs_folding) {
        Ok(analysis) => analysis,
        Err(diagnostics) => {
            assert!(!diagnostics.is_empty(), "rejected without a reason");
            point_somewhere(&diagnostics, &sources);
            return;
        }
    };
    let mut warnings = analysis.warnings;
    let _ = check_listing(&analysis.checked);
    let planned = plan(analysis.checked, &inputs_folding, &mut warnings);
    point_somewhere(&warnings, &sources);
    match planned {
        Ok(plan) => well_formed(&plan),
        Err(diagnostics) => point_somewhere(&diagnostics, &sources),
    }
    let unfolded = Choices {
        fold: false,
        pushdown: true,
        watched: false,
    };
    if let Ok(plan) = compiled(&text, &inputs(environment(), unfolded)) {
        well_formed(&plan);
    }
}

/// The plan can be shown, and the machine takes its code.
fn well_formed(plan: &Plan) {
    let _ = plan.text(BackendKind::Ebpf, &|_| String::new());
    if let Err(malformed) = Machine::new(plan, Limits::default()) {
        panic!("{malformed}");
    }
}
