//! ptrace(2), waitid(2) and `process_vm_readv`(2), as far as they are used, with every signal there is: nix names no real-time signals.

use std::io;

use super::siginfo::Siginfo;

/// Options of every traced thread: its children are traced as well, and what it does is told apart. Nothing here kills it with its tracer.
pub const OPTIONS: i32 = libc::PTRACE_O_TRACESYSGOOD
    | libc::PTRACE_O_TRACECLONE
    | libc::PTRACE_O_TRACEFORK
    | libc::PTRACE_O_TRACEVFORK
    | libc::PTRACE_O_TRACEEXEC;

/// Requests that the C libraries give different types, or none (`include/uapi/linux/ptrace.h`).
mod request {
    pub const CONT: u32 = 7;
    pub const DETACH: u32 = 17;
    pub const SYSCALL: u32 = 24;
    pub const GETEVENTMSG: u32 = 0x4201;
    pub const GETSIGINFO: u32 = 0x4202;
    pub const SEIZE: u32 = 0x4206;
    pub const INTERRUPT: u32 = 0x4207;
    pub const LISTEN: u32 = 0x4208;
    pub const GET_SYSCALL_INFO: u32 = 0x420e;
}

/// How a stopped thread goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// Up to the next signal or event.
    Continue,
    /// Up to the next begin or end of a system call, too.
    Syscall,
    /// Without us.
    Detach,
}

/// `struct ptrace_syscall_info`.
#[repr(C)]
#[derive(Clone, Copy, Debug, Default)]
pub struct SyscallInfo {
    /// [`ENTRY`] or [`EXIT`].
    pub operation: u8,
    padding: [u8; 3],
    /// `AUDIT_ARCH_*`
    pub architecture: u32,
    instruction: u64,
    stack: u64,
    /// At the begin: the number and six arguments. At the end: the result.
    pub words: [u64; 8],
}

/// `PTRACE_SYSCALL_INFO_ENTRY`
pub const ENTRY: u8 = 1;
/// `PTRACE_SYSCALL_INFO_EXIT`
pub const EXIT: u8 = 2;

fn ptrace(request: u32, thread: i32, address: usize, data: usize) -> io::Result<i64> {
    // SAFETY: where a request writes, `data` is the address of a value of its type that lives on (the callers below).
    let answer = unsafe { libc::syscall(libc::SYS_ptrace, request, thread, address, data) };
    if answer < 0 {
        Err(io::Error::last_os_error())
    } else {
        Ok(answer)
    }
}

/// Traces a thread from now on, without stopping it.
pub fn seize(thread: i32) -> io::Result<()> {
    ptrace(request::SEIZE, thread, 0, OPTIONS as usize).map(drop)
}

/// Stops a thread.
pub fn interrupt(thread: i32) -> io::Result<()> {
    ptrace(request::INTERRUPT, thread, 0, 0).map(drop)
}

/// Lets a stopped thread go on, with a signal (0: none).
pub fn resume(thread: i32, how: Resume, signal: i32) -> io::Result<()> {
    let request = match how {
        Resume::Continue => request::CONT,
        Resume::Syscall => request::SYSCALL,
        Resume::Detach => request::DETACH,
    };
    ptrace(request, thread, 0, signal as usize).map(drop)
}

/// Leaves a thread that its process's job control has stopped as it is, until something wakes it.
pub fn listen(thread: i32) -> io::Result<()> {
    ptrace(request::LISTEN, thread, 0, 0).map(drop)
}

/// What an event is about: the new thread, the former thread id.
pub fn event_message(thread: i32) -> io::Result<i64> {
    let mut message: libc::c_ulong = 0;
    ptrace(request::GETEVENTMSG, thread, 0, &raw mut message as usize)?;
    Ok(message as i64)
}

/// The signal that is about to be delivered.
pub fn signal_information(thread: i32) -> io::Result<Siginfo> {
    let mut information = Siginfo::default();
    ptrace(
        request::GETSIGINFO,
        thread,
        0,
        &raw mut information as usize,
    )?;
    Ok(information)
}

/// The system call that begins or ends (since Linux 5.3).
pub fn syscall_information(thread: i32) -> io::Result<SyscallInfo> {
    let mut information = SyscallInfo::default();
    ptrace(
        request::GET_SYSCALL_INFO,
        thread,
        size_of::<SyscallInfo>(),
        &raw mut information as usize,
    )?;
    Ok(information)
}

/// What has become of a child or a traced thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// Its thread id.
    pub thread: i32,
    /// `CLD_*`
    pub code: i32,
    /// The exit status; the signal that ended or stopped it, the event in the bytes above.
    pub status: i32,
}

impl Change {
    /// Whether it is an end, with the status as wait(2) gives it.
    pub fn end(&self) -> Option<i32> {
        match self.code {
            libc::CLD_EXITED => Some((self.status & 0xff) << 8),
            libc::CLD_KILLED => Some(self.status),
            libc::CLD_DUMPED => Some(self.status | 0x80),
            _ => None,
        }
    }
}

/// Looks for a stop or an end: of this thread, or of any. It stays to be seen: a stop whose signal was not taken away is not lost when
/// the tracer dies.
pub fn look(thread: Option<i32>) -> io::Result<Option<Change>> {
    let (kind, id) = match thread {
        Some(thread) => (libc::P_PID, thread as libc::id_t),
        None => (libc::P_ALL, 0),
    };
    let options = libc::WEXITED | libc::WNOHANG | libc::WNOWAIT | libc::__WALL;
    let mut information = Siginfo::default();
    // SAFETY: the kernel writes a siginfo of 128 bytes there, which is what it is.
    let answer = unsafe { libc::waitid(kind, id, (&raw mut information).cast(), options) };
    if answer < 0 {
        return Err(io::Error::last_os_error());
    }
    let change = Change {
        thread: information.pid(),
        code: information.code(),
        status: information.wait_status(),
    };
    Ok((change.thread != 0).then_some(change))
}

/// Takes note of the end of a thread, which is gone then.
pub fn reap(thread: i32) {
    let mut status = 0;
    // SAFETY: the status lives on.
    unsafe { libc::waitpid(thread, &raw mut status, libc::WNOHANG | libc::__WALL) };
}

/// Reads memory of a process into `buffer`; gives the number of bytes that could be read.
pub fn read_memory(process: i32, address: u64, buffer: &mut [u8]) -> usize {
    let local = libc::iovec {
        iov_base: buffer.as_mut_ptr().cast(),
        iov_len: buffer.len(),
    };
    let remote = libc::iovec {
        iov_base: address as *mut libc::c_void,
        iov_len: buffer.len(),
    };
    // SAFETY: the kernel writes into the buffer, at most its length; it checks the other process's addresses.
    let read = unsafe {
        libc::syscall(
            libc::SYS_process_vm_readv,
            process,
            &raw const local,
            1_usize,
            &raw const remote,
            1_usize,
            0_usize,
        )
    };
    usize::try_from(read).unwrap_or(0)
}
