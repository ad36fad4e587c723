//! A folder in which the commands of the pages find what they name, and which every user may look into.

use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use nix::unistd::geteuid;

use crate::examples_built;
use crate::program::SIGSCRIPT;
use crate::run::{Finished, run};

/// The user that `$ ` stands for: who it is where root runs the tests, and what the pages show in any case.
pub const USER: u32 = 1000;

/// Of the project, what commands of the pages read.
const FOLDERS: &[&str] = &["scripts", "scripts/tapset", "examples", "tests/recordings"];

/// The kernel that plans and lists are made for, so that they are the same everywhere.
const CATALOG: &str = "tests/catalogs/6.18.json";

/// The programs that a page may start.
const CAST: &[&str] = &["test_receiver", "test_sender", "signal_origins"];

/// The folder; gone when dropped.
pub struct Stage {
    folder: PathBuf,
}

impl Stage {
    /// Sets it up.
    ///
    /// # Errors
    /// Where the temporary folder takes no files.
    pub fn new() -> io::Result<Self> {
        let name = format!("sigscript-documentation-{}", std::process::id());
        let stage = Self {
            folder: std::env::temp_dir().join(name),
        };
        let project = Path::new(env!("CARGO_MANIFEST_DIR"));
        for folder in FOLDERS.iter().chain(&["bin", "tests/catalogs"]) {
            fs::create_dir_all(stage.folder.join(folder))?;
        }
        for folder in FOLDERS {
            for entry in fs::read_dir(project.join(folder))? {
                let entry = entry?;
                if entry.file_type()?.is_file() {
                    let copy = stage.folder.join(folder).join(entry.file_name());
                    fs::copy(entry.path(), copy)?;
                }
            }
        }
        fs::copy(project.join(CATALOG), stage.folder.join(CATALOG))?;
        stage.program("sigscript", Path::new(SIGSCRIPT))?;
        for name in CAST {
            stage.program(name, &examples_built::path(name))?;
        }
        fs::set_permissions(&stage.folder, fs::Permissions::from_mode(0o755))?;
        Ok(stage)
    }

    /// A link is enough where it is possible: the program is large.
    fn program(&self, name: &str, source: &Path) -> io::Result<()> {
        let target = self.folder.join("bin").join(name);
        fs::hard_link(source, &target).or_else(|_| fs::copy(source, &target).map(|_| ()))
    }

    /// A command of a page, as the user who enters it.
    pub fn command(&self, text: &str, root: bool) -> Command {
        let words: Vec<&str> = text.split_whitespace().collect();
        let mut text = text.to_owned();
        let ours = words.first() == Some(&"sigscript");
        let describes = ["--plan", "-p", "-l", "-L"];
        let records = words.contains(&"--record");
        if ours && !records && words.iter().any(|word| describes.contains(word)) {
            text = text.replacen("sigscript", &format!("sigscript --catalog {CATALOG}"), 1);
        }
        let plays = words.first().is_some_and(|word| CAST.contains(word));
        if ours || plays || words.first() == Some(&"bpftrace") {
            // The shell steps aside, so that the process is the program.
            text = format!("exec {text}");
        }
        let mut command = Command::new("sh");
        let path = std::env::var("PATH").unwrap_or_default();
        let programs = self.folder.join("bin");
        command
            .args(["-c", &text])
            .current_dir(&self.folder)
            .env("PATH", format!("{}:{path}", programs.display()))
            .env("HOME", &self.folder)
            .env("LC_ALL", "C.UTF-8")
            .env_remove("SUDO_UID");
        if !root && geteuid().is_root() {
            command.uid(USER).gid(USER);
        }
        command
    }

    /// What sigscript plans for its arguments.
    ///
    /// # Errors
    /// Where it does not end.
    pub fn planned(&self, arguments: &str) -> io::Result<Finished> {
        let mut command = self.command(&format!("sigscript -p 3 {arguments}"), true);
        run(&mut command, &self.folder)
    }

    /// A file of its own.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn file(&self, name: &str, text: &str) -> io::Result<()> {
        fs::write(self.folder.join(name), text)
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // A folder that stays in the temporary folder is no reason to fail.
        let _ = fs::remove_dir_all(&self.folder);
    }
}
