//! What every entry is compiled with: the kernel's description, the library, and the options of the command line.

use std::cell::Cell;

use sigscript_compiler::{BackendKind, Catalog, Inputs, LibraryFile, Options};
use sigscript_grammar::Environment;

use crate::action::rows;
use crate::arguments::{Arguments, BackendName};

/// What stays the same from entry to entry.
pub struct Ground<'a> {
    /// The kernel's tracepoints and types.
    pub catalog: &'a dyn Catalog,
    /// The files of the library.
    pub library: &'a [LibraryFile<'a>],
    /// What the preprocessor may ask.
    pub environment: Environment,
    /// The command line.
    pub arguments: &'a Arguments,
    /// The backends that are tried: of the command line, then of `:backend`.
    pub backend: Cell<BackendName>,
}

impl Ground<'_> {
    /// For a compilation.
    pub fn inputs(&self, backend: BackendKind, target: i64) -> Inputs<'_> {
        Inputs {
            catalog: self.catalog,
            rows: rows(),
            library: self.library,
            environment: self.environment.clone(),
            options: Options {
                backend,
                target,
                pushdown: !self.arguments.no_pushdown,
                fold: !self.arguments.unoptimized,
                watched: true,
                allow_system: self.arguments.allow_system,
                substitutes: false,
                timestamps: false,
            },
        }
    }

    /// For what is listed and completed: the first backend that is tried.
    pub fn any_inputs(&self, target: i64) -> Inputs<'_> {
        self.inputs(self.backend.get().kinds()[0], target)
    }
}
