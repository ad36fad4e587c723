//! Waits for a SIGTERM, then says who sent it: what a program can find out by itself, without a tracer.
//!
//! usage:   `test_receiver`
//!
//! output:  `pid: 8722`
//!          `sig: 15, si_pid: 9191, si_uid: 1000, si_code: SI_USER`
//!
//! It must be written for this, it learns nothing of a SIGKILL or SIGSTOP, and a process id is all it gets: whose it was has to be
//! looked up before the sender is gone.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU32, Ordering};

use nix::libc::{self, c_int, c_void, siginfo_t};
use nix::sys::signal::{SaFlags, SigAction, SigHandler, SigSet, Signal, sigaction};

static ARRIVED: AtomicBool = AtomicBool::new(false);
static NUMBER: AtomicI32 = AtomicI32::new(0);
static SENDER: AtomicI32 = AtomicI32::new(0);
static USER: AtomicU32 = AtomicU32::new(0);
static CODE: AtomicI32 = AtomicI32::new(0);

/// Notes what the kernel tells of the signal. Stores to atomics are all it does: a handler may not print or allocate.
extern "C" fn note(number: c_int, information: *mut siginfo_t, _context: *mut c_void) {
    // SAFETY: with SA_SIGINFO the kernel passes a siginfo that is valid while the handler runs; SIGTERM has the fields of kill(2).
    let (sender, user, code) = unsafe {
        let information = &*information;
        (
            information.si_pid(),
            information.si_uid(),
            information.si_code,
        )
    };
    NUMBER.store(number, Ordering::Relaxed);
    SENDER.store(sender, Ordering::Relaxed);
    USER.store(user, Ordering::Relaxed);
    CODE.store(code, Ordering::Relaxed);
    ARRIVED.store(true, Ordering::Release);
}

/// The name of a way to send, after sigaction(2); the number where it is none of the usual ones.
fn code_name(code: i32) -> String {
    match code {
        libc::SI_USER => "SI_USER".to_owned(),
        libc::SI_QUEUE => "SI_QUEUE".to_owned(),
        libc::SI_TKILL => "SI_TKILL".to_owned(),
        libc::SI_KERNEL => "SI_KERNEL".to_owned(),
        other => other.to_string(),
    }
}

fn run() -> io::Result<()> {
    // Blocked until `suspend` opens the door and sleeps in one step, so that no signal slips in between.
    let mut blocked = SigSet::empty();
    blocked.add(Signal::SIGTERM);
    blocked.thread_block()?;
    let action = SigAction::new(
        SigHandler::SigAction(note),
        SaFlags::SA_SIGINFO,
        SigSet::empty(),
    );
    // SAFETY: the handler only stores to atomics.
    unsafe { sigaction(Signal::SIGTERM, &action) }?;

    let mut output = io::stdout();
    writeln!(output, "pid: {}", std::process::id())?;
    output.flush()?;

    let mut open = SigSet::thread_get_mask()?;
    open.remove(Signal::SIGTERM);
    while !ARRIVED.load(Ordering::Acquire) {
        open.suspend()?;
    }
    let code = code_name(CODE.load(Ordering::Relaxed));
    writeln!(
        output,
        "sig: {}, si_pid: {}, si_uid: {}, si_code: {code}",
        NUMBER.load(Ordering::Relaxed),
        SENDER.load(Ordering::Relaxed),
        USER.load(Ordering::Relaxed),
    )?;
    output.flush()
}

fn main() -> ExitCode {
    if std::env::args_os().len() > 1 {
        eprintln!("usage: test_receiver\nwaits for a SIGTERM, then says who sent it");
        return ExitCode::from(2);
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("test_receiver: {error}");
            ExitCode::FAILURE
        }
    }
}
