//! The catalog against the running kernel, its faults, and its recordings.

mod faults;
mod live;
mod recording;

use sigscript_compiler::Catalog;
use sigscript_compiler::catalog::Part;
use sigscript_runtime::catalog::KernelCatalog;

/// The running kernel's catalog, or `None`, with the reason printed, where it lacks one of these parts.
fn kernel(parts: &[Part]) -> Option<KernelCatalog> {
    let kernel = KernelCatalog::new();
    let missing = parts.iter().find_map(|part| kernel.missing(*part));
    if let Some(reason) = missing {
        println!("skipped: {reason}");
        return None;
    }
    Some(kernel)
}
