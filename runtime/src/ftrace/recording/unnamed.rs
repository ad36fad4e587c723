//! Files without a name: whatever ends this process, nothing of them stays. The last one gets its name when it is complete.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::fd::AsRawFd as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use nix::errno::Errno;
use nix::fcntl::{AT_FDCWD, AtFlags};
use nix::unistd::linkat;

/// The folder that a file is in, and the path of the file itself where that is a link to it. What is there already must be a file, which
/// can be replaced.
pub fn place(path: &Path) -> io::Result<(PathBuf, PathBuf)> {
    let path = match fs::metadata(path) {
        Ok(found) if found.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
        Ok(found) if !found.is_file() => return Err(io::Error::other("it is no ordinary file")),
        Ok(_) => fs::canonicalize(path)?,
        Err(_) => path.to_owned(),
    };
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    let folder = folder.unwrap_or(Path::new(".")).to_owned();
    Ok((folder, path))
}

/// A file without a name in a folder, on any file system.
pub fn unnamed(folder: &Path) -> io::Result<File> {
    if let Some(file) = nameless(folder)? {
        return Ok(file);
    }
    let path = beside(folder);
    let file = options().create_new(true).open(&path)?;
    fs::remove_file(path)?;
    Ok(file)
}

/// A file that is being written, and gets its name by [`Output::complete`].
pub struct Output {
    /// What it holds.
    pub file: File,
    folder: PathBuf,
    path: PathBuf,
    /// It has its name already: this file system knows no files without.
    named: bool,
}

impl Output {
    /// An empty one that is to be called `path`, in `folder`.
    pub fn new(folder: PathBuf, path: PathBuf) -> io::Result<Self> {
        let (file, named) = match nameless(&folder)? {
            Some(file) => (file, false),
            None => (options().create(true).truncate(true).open(&path)?, true),
        };
        Ok(Self {
            file,
            folder,
            path,
            named,
        })
    }

    /// Gives it its name, at once and in place of whatever had it.
    pub fn complete(mut self) -> io::Result<()> {
        if !self.named {
            let file = format!("/proc/self/fd/{}", self.file.as_raw_fd());
            let link = |to: &Path| {
                let follow = AtFlags::AT_SYMLINK_FOLLOW;
                linkat(AT_FDCWD, file.as_str(), AT_FDCWD, to, follow)
            };
            match link(&self.path) {
                Err(Errno::EEXIST) => {
                    let beside = beside(&self.folder);
                    link(&beside)?;
                    fs::rename(beside, &self.path)?;
                }
                linked => linked?,
            }
        }
        self.named = false;
        Ok(())
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if self.named {
            // One that cannot be completed is none.
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A file without a name; `None` where the file system knows none (open(2), `O_TMPFILE`).
fn nameless(folder: &Path) -> io::Result<Option<File>> {
    match options().custom_flags(libc::O_TMPFILE).open(folder) {
        Err(error) => match error.raw_os_error() {
            Some(libc::EOPNOTSUPP | libc::EISDIR) => Ok(None),
            _ => Err(error),
        },
        file => file.map(Some),
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    options
}

/// A name that nothing else has.
fn beside(folder: &Path) -> PathBuf {
    folder.join(format!(".sigscript-{:016x}", fastrand::u64(..)))
}
