//! The library: the shipped tapset, embedded in the binary, and the directories of `-I`.

use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sigscript_compiler::LibraryFile;

use crate::status::Failure;

static TAPSET: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scripts/tapset");

/// Library files that were read from directories.
#[derive(Debug, Default)]
pub struct Further {
    files: Vec<(String, String)>,
}

impl Further {
    /// Reads every `*.sig` and `*.stp` file of the directories, in the order of their names.
    pub fn read(directories: &[PathBuf]) -> Result<Self, Failure> {
        let mut files = Vec::new();
        for directory in directories {
            for path in scripts_in(directory)? {
                let name = path.display().to_string();
                let text =
                    std::fs::read_to_string(&path).map_err(|source| failed(&path, source))?;
                files.push((name, text));
            }
        }
        Ok(Self { files })
    }

    /// All library files: these first, then the shipped ones.
    pub fn with_tapset(&self) -> Vec<LibraryFile<'_>> {
        let further = self
            .files
            .iter()
            .map(|(name, text)| LibraryFile { name, text });
        let shipped = TAPSET.files().filter_map(|file| {
            Some(LibraryFile {
                name: file.path().to_str()?,
                text: file.contents_utf8()?,
            })
        });
        further.chain(shipped).collect()
    }
}

fn scripts_in(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(directory).map_err(|source| failed(directory, source))?;
    let mut paths: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "sig" || extension == "stp")
    });
    paths.sort();
    Ok(paths)
}

fn failed(path: &Path, source: std::io::Error) -> Failure {
    Failure::File {
        verb: "read",
        path: path.display().to_string(),
        source,
    }
}
