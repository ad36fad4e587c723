//! The ways to cause a signal, one function each.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::os::fd::{AsRawFd as _, FromRawFd as _, OwnedFd};
use std::ptr;
use std::time::Duration;

use nix::errno::Errno;
use nix::libc;
use nix::sys::memfd::{MFdFlags, memfd_create};
use nix::sys::resource::{RLIM_INFINITY, Resource, setrlimit};
use nix::sys::signal::{SigEvent, SigevNotify, Signal, kill};
use nix::sys::timer::{Expiration, Timer, TimerSetTimeFlags};
use nix::time::ClockId;
use nix::unistd::Pid;

/// Who does what.
#[derive(Clone, Copy)]
pub enum Way {
    /// The parent sends to the child.
    Sent(fn(Pid) -> io::Result<()>),
    /// The child causes its own signal.
    Own(fn() -> io::Result<()>),
    /// The child exits, and the parent is told.
    ChildExit,
    /// A key is pressed on the child's terminal; without one the terminal goes away.
    Terminal(Option<u8>),
}

/// Name, purpose, and what to do.
pub const WAYS: &[(&str, &str, Way)] = &[
    ("kill", "kill(2): SIGUSR1", Way::Sent(by_kill)),
    ("tgkill", "tgkill(2): SIGUSR1", Way::Sent(by_tgkill)),
    ("tkill", "tkill(2): SIGUSR1", Way::Sent(by_tkill)),
    (
        "sigqueue",
        "rt_sigqueueinfo(2) with the value 42: SIGRTMIN+3",
        Way::Sent(by_sigqueue),
    ),
    (
        "pidfd",
        "pidfd_send_signal(2): SIGUSR1",
        Way::Sent(by_pidfd),
    ),
    (
        "cgroup",
        "cgroup.kill of the receiver's control group: SIGKILL",
        Way::Sent(by_cgroup),
    ),
    (
        "posix-timer",
        "timer_create(2) with SIGEV_SIGNAL: SIGUSR2",
        Way::Own(by_posix_timer),
    ),
    (
        "alarm",
        "setitimer(2) in real time: SIGALRM",
        Way::Own(|| by_interval_timer(libc::ITIMER_REAL)),
    ),
    (
        "cpu-timer",
        "setitimer(2) in processor time: SIGVTALRM",
        Way::Own(|| by_interval_timer(libc::ITIMER_VIRTUAL)),
    ),
    (
        "child",
        "a child exits with status 3: SIGCHLD",
        Way::ChildExit,
    ),
    ("fault", "a read of address 16: SIGSEGV", Way::Own(by_fault)),
    (
        "pipe",
        "a write to a pipe that nobody reads: SIGPIPE",
        Way::Own(by_pipe),
    ),
    (
        "ctrl-c",
        "Ctrl-C on a terminal: SIGINT",
        Way::Terminal(Some(0x03)),
    ),
    (
        "ctrl-backslash",
        "Ctrl-\\ on a terminal: SIGQUIT",
        Way::Terminal(Some(0x1c)),
    ),
    (
        "hangup",
        "a terminal goes away: SIGHUP and SIGCONT",
        Way::Terminal(None),
    ),
    (
        "seccomp",
        "a system call that a filter forbids: SIGSYS",
        Way::Own(by_seccomp),
    ),
    (
        "rlimit-fsize",
        "a file larger than RLIMIT_FSIZE: SIGXFSZ",
        Way::Own(by_file_limit),
    ),
    (
        "rlimit-cpu",
        "more processor time than RLIMIT_CPU: SIGXCPU",
        Way::Own(by_processor_limit),
    ),
];

fn by_kill(receiver: Pid) -> io::Result<()> {
    Ok(kill(receiver, Signal::SIGUSR1)?)
}

fn by_tgkill(receiver: Pid) -> io::Result<()> {
    let pid = receiver.as_raw();
    // SAFETY: tgkill(2) takes three numbers.
    Errno::result(unsafe { libc::syscall(libc::SYS_tgkill, pid, pid, libc::SIGUSR1) })?;
    Ok(())
}

fn by_tkill(receiver: Pid) -> io::Result<()> {
    // SAFETY: tkill(2) takes two numbers.
    Errno::result(unsafe { libc::syscall(libc::SYS_tkill, receiver.as_raw(), libc::SIGUSR1) })?;
    Ok(())
}

fn by_sigqueue(receiver: Pid) -> io::Result<()> {
    let value = libc::sigval {
        sival_ptr: ptr::without_provenance_mut(42),
    };
    // SAFETY: the value is passed on as it is, never followed.
    Errno::result(unsafe { libc::sigqueue(receiver.as_raw(), libc::SIGRTMIN() + 3, value) })?;
    Ok(())
}

fn by_pidfd(receiver: Pid) -> io::Result<()> {
    // SAFETY: pidfd_open(2) takes two numbers and returns a descriptor that is ours alone.
    let descriptor = unsafe {
        let number = Errno::result(libc::syscall(libc::SYS_pidfd_open, receiver.as_raw(), 0))?;
        OwnedFd::from_raw_fd(number as i32)
    };
    let information = ptr::null::<libc::siginfo_t>();
    // SAFETY: without a siginfo the kernel reads no memory of ours.
    Errno::result(unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            descriptor.as_raw_fd(),
            libc::SIGUSR1,
            information,
            0,
        )
    })?;
    Ok(())
}

/// Needs root, and version 2 of control groups mounted somewhere.
fn by_cgroup(receiver: Pid) -> io::Result<()> {
    let mounts = fs::read_to_string("/proc/self/mounts")?;
    let mut mounts = mounts
        .lines()
        .map(|line| line.split(' ').collect::<Vec<_>>());
    let root = mounts
        .find(|fields| fields.get(2) == Some(&"cgroup2"))
        .ok_or_else(|| io::Error::other("cgroup2 is not mounted"))?[1]
        .to_owned();
    let group = format!("{root}/signal_origins-{receiver}");
    fs::create_dir(&group)?;
    fs::write(format!("{group}/cgroup.procs"), receiver.to_string())?;
    fs::write(format!("{group}/cgroup.kill"), "1")?;
    while fs::remove_dir(&group).is_err_and(|error| error.kind() == io::ErrorKind::ResourceBusy) {
        std::thread::sleep(Duration::from_millis(1));
    }
    Ok(())
}

fn by_posix_timer() -> io::Result<()> {
    let event = SigEvent::new(SigevNotify::SigevSignal {
        signal: Signal::SIGUSR2,
        si_value: 0,
    });
    let mut timer = Timer::new(ClockId::CLOCK_MONOTONIC, event)?;
    timer.set(
        Expiration::OneShot(Duration::from_millis(20).into()),
        TimerSetTimeFlags::empty(),
    )?;
    // Dropped, it would never fire.
    std::mem::forget(timer);
    Ok(())
}

fn by_interval_timer(clock: libc::c_int) -> io::Result<()> {
    let interval = libc::timeval {
        tv_sec: 0,
        tv_usec: 0,
    };
    let timer = libc::itimerval {
        it_interval: interval,
        it_value: libc::timeval {
            tv_usec: 20_000,
            ..interval
        },
    };
    // SAFETY: the timer is read during the call; the old one is not asked for.
    Errno::result(unsafe { libc::setitimer(clock, &raw const timer, ptr::null_mut()) })?;
    if clock != libc::ITIMER_REAL {
        burn();
    }
    Ok(())
}

/// Uses up processor time for ever.
fn burn() -> ! {
    loop {
        std::hint::spin_loop();
    }
}

fn by_fault() -> io::Result<()> {
    let nowhere = ptr::without_provenance::<u8>(16);
    // SAFETY: none: the first page is never mapped, and the fault is what is wanted.
    let byte = unsafe { nowhere.read_volatile() };
    Err(io::Error::other(format!("there is a {byte} at address 16")))
}

fn by_pipe() -> io::Result<()> {
    let (reader, mut writer) = io::pipe()?;
    drop(reader);
    writer.write_all(b"x")
}

/// Forbids getppid(2), then calls it.
fn by_seccomp() -> io::Result<()> {
    let load_number = libc::BPF_LD | libc::BPF_W | libc::BPF_ABS;
    let is_equal = libc::BPF_JMP | libc::BPF_JEQ | libc::BPF_K;
    let give = libc::BPF_RET | libc::BPF_K;
    let filter = |code: u32, jf, k| libc::sock_filter {
        code: code as u16,
        jt: 0,
        jf,
        k,
    };
    let mut filters = [
        filter(load_number, 0, 0),
        filter(is_equal, 1, libc::SYS_getppid as u32),
        filter(give, 0, libc::SECCOMP_RET_TRAP),
        filter(give, 0, libc::SECCOMP_RET_ALLOW),
    ];
    let program = libc::sock_fprog {
        len: filters.len() as u16,
        filter: filters.as_mut_ptr(),
    };
    nix::sys::prctl::set_no_new_privs()?;
    // SAFETY: the kernel copies the program, which outlives the call.
    Errno::result(unsafe {
        libc::prctl(
            libc::PR_SET_SECCOMP,
            libc::SECCOMP_MODE_FILTER,
            &raw const program,
        )
    })?;
    Err(io::Error::other(format!(
        "getppid gave {}",
        nix::unistd::getppid()
    )))
}

fn by_file_limit() -> io::Result<()> {
    setrlimit(Resource::RLIMIT_FSIZE, 1, RLIM_INFINITY)?;
    File::from(memfd_create(c"signal_origins", MFdFlags::empty())?).set_len(2)
}

fn by_processor_limit() -> io::Result<()> {
    setrlimit(Resource::RLIMIT_CPU, 1, RLIM_INFINITY)?;
    burn()
}
