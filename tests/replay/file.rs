//! A file of its own for a test, gone when dropped.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A file in the temporary folder.
pub struct Temporary(PathBuf);

impl Temporary {
    /// With this content; `name` tells it from those of other tests.
    pub fn new(name: &str, content: &[u8]) -> Self {
        let name = format!("sigscript-replay-{}-{name}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::write(&path, content).expect("the temporary folder can be written");
        Self(path)
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// It, open for writing.
    pub fn open(&self) -> File {
        let open = File::options().write(true).open(&self.0);
        open.expect("the file is there")
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // A file that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_file(&self.0);
    }
}
