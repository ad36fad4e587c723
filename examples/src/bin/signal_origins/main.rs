//! Causes one signal in one of the many ways there are, so that a tracer can be shown each.
//!
//! usage:   `signal_origins WAY`
//!
//! output:  `receiver: 8722` and `other: 8721`, then it waits for a line on standard input; the signal follows.
//!
//! The receiver is a child of this process, the other one this process itself; with `child` it is the other way round.

mod ways;

use std::io::{self, Read as _, Write as _};
use std::process::ExitCode;
use std::time::Duration;

use nix::fcntl::{OFlag, open};
use nix::libc;
use nix::pty::{PtyMaster, grantpt, posix_openpt, ptsname_r, unlockpt};
use nix::sys::resource::{Resource, setrlimit};
use nix::sys::signal::{SigHandler, Signal, signal};
use nix::sys::stat::Mode;
use nix::unistd::{ForkResult, Pid, fork, getpid, setsid};
use ways::{WAYS, Way};

/// A receiver that nothing has killed by then has missed its signal.
const PATIENCE: Duration = Duration::from_secs(10);

fn usage() -> ExitCode {
    eprintln!("usage: signal_origins WAY\ncauses one signal; the ways are");
    for (name, purpose, _) in WAYS {
        eprintln!("  {name:14} {purpose}");
    }
    ExitCode::from(2)
}

/// Says who is who and waits for a line.
fn announce(receiver: Pid, other: Pid) -> io::Result<()> {
    let mut output = io::stdout();
    writeln!(output, "receiver: {receiver}\nother: {other}")?;
    output.flush()?;
    io::stdin().read_line(&mut String::new()).map(drop)
}

/// What the child does: it waits for a byte of the parent, causes its signal or waits for one.
fn be_child(way: Way, mut go: io::PipeReader, terminal: Option<&str>) -> io::Result<()> {
    setrlimit(Resource::RLIMIT_CORE, 0, 0)?;
    // Rust ignores SIGPIPE in every program, and handles SIGSEGV to tell a stack overflow from other faults.
    for changed in [Signal::SIGPIPE, Signal::SIGSEGV] {
        // SAFETY: the default action installs no code.
        unsafe { signal(changed, SigHandler::SigDfl) }?;
    }
    if let Some(terminal) = terminal {
        setsid()?;
        // The first terminal that the leader of a session opens becomes the session's.
        std::mem::forget(open(terminal, OFlag::O_RDWR, Mode::empty())?);
    }
    go.read_exact(&mut [0])?;
    match way {
        Way::Own(cause) => cause()?,
        Way::ChildExit => std::process::exit(3),
        Way::Sent(_) | Way::Terminal(_) => {}
    }
    std::thread::sleep(PATIENCE);
    Err(io::Error::other("no signal came"))
}

fn open_terminal() -> io::Result<(PtyMaster, String)> {
    let master = posix_openpt(OFlag::O_RDWR | OFlag::O_NOCTTY)?;
    grantpt(&master)?;
    unlockpt(&master)?;
    let name = ptsname_r(&master)?;
    Ok((master, name))
}

fn run(way: Way) -> io::Result<()> {
    let (go, mut start) = io::pipe()?;
    let terminal = match way {
        Way::Terminal(_) => Some(open_terminal()?),
        _ => None,
    };
    // SAFETY: the process has one thread, so its child may do what it may.
    let child = match unsafe { fork() }? {
        ForkResult::Parent { child } => child,
        ForkResult::Child => {
            drop(start);
            let name = terminal.map(|(_, name)| name);
            let result = be_child(way, go, name.as_deref());
            eprintln!("signal_origins: {result:?}");
            std::process::exit(1);
        }
    };
    let (receiver, other) = if matches!(way, Way::ChildExit) {
        (getpid(), child)
    } else {
        (child, getpid())
    };
    if let Some((_, name)) = &terminal {
        println!("terminal: {name}");
    }
    announce(receiver, other)?;
    start.write_all(b"!")?;
    match (way, terminal) {
        (Way::Sent(send), _) => send(child)?,
        (Way::Terminal(key), Some((mut master, _))) => {
            // The child has opened its terminal before it reads the byte that tells it to go on.
            wait_until_read(&start)?;
            if let Some(key) = key {
                master.write_all(&[key])?;
                return wait_for(child);
            }
            drop(master);
        }
        _ => {}
    }
    wait_for(child)
}

/// Waits until a pipe is empty.
fn wait_until_read(pipe: &io::PipeWriter) -> io::Result<()> {
    use std::os::fd::AsRawFd as _;
    loop {
        let mut unread: libc::c_int = 0;
        // SAFETY: FIONREAD writes one int to the address given.
        nix::errno::Errno::result(unsafe {
            libc::ioctl(pipe.as_raw_fd(), libc::FIONREAD, &raw mut unread)
        })?;
        if unread == 0 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Waits for the end of the child; nix's own `waitpid` knows no real-time signals.
fn wait_for(child: Pid) -> io::Result<()> {
    // SAFETY: with a null pointer the status is not written anywhere.
    nix::errno::Errno::result(unsafe { libc::waitpid(child.as_raw(), std::ptr::null_mut(), 0) })?;
    Ok(())
}

fn main() -> ExitCode {
    let name = std::env::args().nth(1).unwrap_or_default();
    let Some(&(_, _, way)) = WAYS.iter().find(|(known, _, _)| *known == name) else {
        return usage();
    };
    match run(way) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("signal_origins: {name}: {error}");
            ExitCode::FAILURE
        }
    }
}
