//! The command of `-c`: started at once, so that its process id is known, but held before it runs until tracing is on.

use std::ffi::CString;
use std::io::{self, Read as _, Write as _};
use std::os::fd::OwnedFd;

use nix::errno::Errno;
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};
use nix::unistd::{ForkResult, Gid, Pid, Uid, execvp, fork, pipe2, setgid, setgroups, setuid};

use crate::ptrace::sys;

/// A user whose rights a command gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct User {
    /// User id.
    pub uid: u32,
    /// Group id.
    pub gid: u32,
}

/// A started command. One that was never released ends when this is dropped, without having run.
#[derive(Debug)]
pub struct HeldCommand {
    pid: Pid,
    gate: Option<OwnedFd>,
    ended: bool,
}

impl HeldCommand {
    /// Starts a command, as `user` where one is given. A command without any of the shell's special characters runs by itself, any
    /// other by `/bin/sh -c`.
    pub fn start(command: &str, user: Option<User>) -> io::Result<Self> {
        let words = words(command)?;
        let (hold, gate) = pipe2(nix::fcntl::OFlag::O_CLOEXEC)?;
        // SAFETY: this process has one thread, so the child may call anything; it leaves by `execvp` or `_exit` only.
        match unsafe { fork() }? {
            ForkResult::Parent { child } => Ok(Self {
                pid: child,
                gate: Some(gate),
                ended: false,
            }),
            ForkResult::Child => {
                drop(gate);
                run(hold, &words, user)
            }
        }
    }

    /// Its process id.
    #[must_use]
    pub fn pid(&self) -> i32 {
        self.pid.as_raw()
    }

    /// Lets it run.
    pub fn release(&mut self) {
        if let Some(gate) = self.gate.take() {
            // A command that was killed while it was held reads nothing any more.
            let _ = std::fs::File::from(gate).write_all(b"!");
        }
    }

    /// Its exit status, once it has ended: 128 and the signal's number where a signal ended it. Its end stays to be seen until this is
    /// dropped: where a backend traces it, its end and its stops are the backend's, too.
    pub fn ended(&mut self) -> Option<u8> {
        let status = sys::look(Some(self.pid())).ok()??.end()?;
        self.ended = true;
        Some(match status & 0x7f {
            0 => (status >> 8) as u8,
            signal => 128 + signal as u8,
        })
    }
}

impl Drop for HeldCommand {
    fn drop(&mut self) {
        if self.ended {
            sys::reap(self.pid());
        }
    }
}

/// The words to execute.
fn words(command: &str) -> io::Result<Vec<CString>> {
    let special = |character: char| "|&;<>()$`\\\"'*?[]#~={}!\n".contains(character);
    let words: Vec<&str> = if command.contains(special) || command.trim().is_empty() {
        vec!["/bin/sh", "-c", command]
    } else {
        command.split_whitespace().collect()
    };
    words
        .into_iter()
        .map(|word| CString::new(word).map_err(io::Error::other))
        .collect()
}

/// The child: waits to be released, then becomes the command.
fn run(hold: OwnedFd, words: &[CString], user: Option<User>) -> ! {
    let mut byte = [0];
    let released = matches!(std::fs::File::from(hold).read(&mut byte), Ok(1));
    let failed = |message: &str| {
        let _ = io::stderr().write_all(message.as_bytes());
        127
    };
    let status = if !released {
        0
    } else if become_user(user).is_err() {
        failed("sigscript: the command of `-c` could not be given its user\n")
    } else {
        obey_signals();
        execute(words);
        failed(&format!(
            "sigscript: cannot run `{}`\n",
            words[0].to_string_lossy()
        ))
    };
    // SAFETY: `_exit` ends the process without touching what it shares with its parent.
    unsafe { libc::_exit(status) }
}

/// Becomes the command; comes back only where it cannot. What is no program may be a word of the shell's.
fn execute(words: &[CString]) {
    if execvp(&words[0], words) == Err(Errno::ENOENT) {
        let shell = [c"/bin/sh".to_owned(), c"-c".to_owned(), joined(words)];
        let _ = execvp(&shell[0], &shell);
    }
}

fn joined(words: &[CString]) -> CString {
    let words: Vec<&[u8]> = words.iter().map(|word| word.to_bytes()).collect();
    CString::new(words.join(&b' ')).unwrap_or_default()
}

fn become_user(user: Option<User>) -> nix::Result<()> {
    let Some(User { uid, gid }) = user else {
        return Ok(());
    };
    setgroups(&[Gid::from_raw(gid)])?;
    setgid(Gid::from_raw(gid))?;
    setuid(Uid::from_raw(uid))
}

/// The session reads signals through a descriptor, and Rust ignores SIGPIPE; the command gets what a shell would give it.
fn obey_signals() {
    let _ = SigSet::empty().thread_set_mask();
    let default = SigAction::new(SigHandler::SigDfl, SaFlags::empty(), SigSet::empty());
    // SAFETY: the default action replaces no handler of this program.
    let _ = unsafe { sigaction(Signal::SIGPIPE, &default) };
}
