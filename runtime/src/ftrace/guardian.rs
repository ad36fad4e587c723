//! The guardian: a child that removes this session's instances when its parent ends in any way, by SIGKILL as well.
//!
//! It waits for the end of a pipe that only its parent holds open. The child of a process with several threads may only make system calls, so
//! all it needs is made before it begins.

use std::ffi::CString;
use std::io;
use std::os::fd::{AsRawFd as _, OwnedFd, RawFd};
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;
use nix::sys::signal::SigSet;
use nix::sys::wait::waitpid;
use nix::unistd::{ForkResult, Pid, fork, pipe2, setsid};

/// How often an instance is tried to be removed, 10 ms apart: its parent's descriptors are closed one after the other.
const TRIES: u32 = 300;

/// The child. Dropping this ends it.
pub struct Guardian {
    child: Pid,
    pipe: Option<OwnedFd>,
}

/// An instance, for system calls.
struct Guarded {
    folder: CString,
    enable: CString,
}

impl Guardian {
    /// Begins to guard instances, which need not be there yet.
    pub fn start(instances: &[PathBuf]) -> io::Result<Self> {
        let text =
            |path: &Path| CString::new(path.as_os_str().as_bytes()).map_err(io::Error::other);
        let guarded = |path: &PathBuf| {
            Ok(Guarded {
                folder: text(path)?,
                enable: text(&path.join("events/enable"))?,
            })
        };
        let guarded: Vec<Guarded> = instances.iter().map(guarded).collect::<io::Result<_>>()?;
        let (reader, writer) = pipe2(OFlag::O_CLOEXEC)?;
        // SAFETY: the child makes nothing but system calls on memory that is there already, and leaves by `_exit`.
        match unsafe { fork() }? {
            ForkResult::Parent { child } => Ok(Self {
                child,
                pipe: Some(writer),
            }),
            ForkResult::Child => guard(reader.as_raw_fd(), &guarded),
        }
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        self.pipe = None;
        // Somebody else may have waited for it already.
        let _ = waitpid(self.child, None);
    }
}

/// The child's whole life.
fn guard(pipe: RawFd, guarded: &[Guarded]) -> ! {
    // What is meant for its parent, a terminal's signals among it, does not concern it.
    let _ = setsid();
    let _ = SigSet::all().thread_set_mask();
    // SAFETY: a name, ended by a NUL byte.
    unsafe { libc::prctl(libc::PR_SET_NAME, c"sigscript-guard".as_ptr()) };
    close_others(pipe);
    let mut byte = 0_u8;
    // SAFETY: one byte is read into one byte.
    while unsafe { libc::read(pipe, (&raw mut byte).cast(), 1) } != 0 {
        if !interrupted() {
            break;
        }
    }
    guarded.iter().for_each(remove);
    // SAFETY: `_exit` ends the process without touching what it shares with its parent.
    unsafe { libc::_exit(0) }
}

/// Closes what the child has from its parent: somebody may wait for the other end.
fn close_others(kept: RawFd) {
    let range = |first: RawFd, last: RawFd| {
        // SAFETY: nothing in this child uses them.
        unsafe { libc::syscall(libc::SYS_close_range, first, last, 0) == 0 }
    };
    if !(range(0, kept - 1) && range(kept + 1, RawFd::MAX)) {
        // A kernel before 5.9.
        for other in (0..1 << 16).filter(|other| *other != kept) {
            // SAFETY: as above.
            unsafe { libc::close(other) };
        }
    }
}

fn interrupted() -> bool {
    std::io::Error::last_os_error().raw_os_error() == Some(libc::EINTR)
}

/// Removes an instance, and first stops its events, should somebody else hold it.
fn remove(guarded: &Guarded) {
    // SAFETY: these are system calls on texts that end in NUL bytes, and a descriptor of our own.
    unsafe {
        let enable = libc::open(guarded.enable.as_ptr(), libc::O_WRONLY | libc::O_CLOEXEC);
        if enable >= 0 {
            libc::write(enable, c"0".as_ptr().cast(), 1);
            libc::close(enable);
        }
        for _ in 0..TRIES {
            if libc::rmdir(guarded.folder.as_ptr()) == 0 || *libc::__errno_location() != libc::EBUSY
            {
                break;
            }
            libc::usleep(10_000);
        }
    }
}
