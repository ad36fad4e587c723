//! The library: the shipped tapset, embedded in the binary, and the directories of `-I`.

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};
use sigscript_compiler::LibraryFile;
use sigscript_grammar::{Diagnostic, Environment, Sources, macros};

use crate::status::Failure;

static TAPSET: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/scripts/tapset");

/// Library files that were read from directories.
#[derive(Debug, Default)]
pub struct Further {
    files: Vec<(String, String)>,
    /// Those of macros: `*.stpm`.
    macros: Vec<(String, String)>,
}

impl Further {
    /// Reads every `*.sig`, `*.stp` and `*.stpm` file of the directories, in the order of their names.
    pub fn read(directories: &[PathBuf]) -> Result<Self, Failure> {
        let mut further = Self::default();
        for directory in directories {
            further.read_directory(directory)?;
        }
        Ok(further)
    }

    fn read_directory(&mut self, directory: &Path) -> Result<(), Failure> {
        trust(directory)?;
        let entries = std::fs::read_dir(directory).map_err(|source| failed(directory, source))?;
        let mut paths: Vec<PathBuf> = entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .collect();
        paths.sort();
        for path in paths {
            let files = match path.extension().and_then(|extension| extension.to_str()) {
                Some("sig" | "stp") => &mut self.files,
                Some("stpm") => &mut self.macros,
                _ => continue,
            };
            trust(&path)?;
            let text = std::fs::read_to_string(&path).map_err(|source| failed(&path, source))?;
            files.push((path.display().to_string(), text));
        }
        Ok(())
    }

    /// Makes the macros of the directories known to scripts; of several with one name, the first.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn define_macros(
        &self,
        sources: &mut Sources,
        environment: &mut Environment,
    ) -> Result<(), Vec<Diagnostic>> {
        for (name, text) in &self.macros {
            let file = sources.add_library(name.as_str(), text.as_str());
            for (name, found) in macros(sources, file)? {
                environment.macros.entry(name).or_insert(found);
            }
        }
        Ok(())
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

/// Refuses what others may write to where the script runs with the rights of root.
fn trust(path: &Path) -> Result<(), Failure> {
    let found = std::fs::metadata(path).map_err(|source| failed(path, source))?;
    let others = found.permissions().mode() & 0o022 != 0;
    if others && nix::unistd::geteuid().is_root() {
        let message = format!(
            "`{}` may be written to by others than its owner",
            path.display()
        );
        let help = "root reads its library from directories and files that nobody else can change: `chmod go-w`";
        return Err(Failure::Usage(message, Some(help.to_owned())));
    }
    Ok(())
}

fn failed(path: &Path, source: std::io::Error) -> Failure {
    Failure::File {
        verb: "read",
        path: path.display().to_string(),
        source,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_trusts_no_directory_that_others_write_to() {
        let path = std::env::temp_dir().join(format!("sigscript-library-{}", std::process::id()));
        std::fs::create_dir(&path).expect("the temporary folder takes folders");
        let mode = |mode| {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode))
                .expect("it is this process's own");
            Further::read(std::slice::from_ref(&path)).is_ok()
        };
        let root = nix::unistd::geteuid().is_root();
        let (closed, open) = (mode(0o755), mode(0o777));
        std::fs::remove_dir(&path).expect("it is empty");
        assert!(closed);
        assert_eq!(open, !root);
    }
}
