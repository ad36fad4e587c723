//! A fixed list of system calls, made by this very binary when it is started again with [`ARGUMENT`]; then some more, by children.

#![expect(
    clippy::wildcard_imports,
    reason = "a hundred numbers of the system, each under its own name"
)]

use std::ffi::CStr;
use std::process::Command;

use nix::libc::{self, c_long};

use super::further;

/// The first argument by which the test binary makes the calls instead of testing. The second is a folder to make them in.
pub const ARGUMENT: &str = "--make-system-calls";
/// The file that a call asks for before the first and behind the last one of the list.
pub const MARK: &str = "sigscript marks";

/// One argument: a number, or the address of a value.
pub type Word = c_long;

pub fn call(number: c_long, words: &[Word]) -> c_long {
    let word = |index: usize| words.get(index).copied().unwrap_or(0);
    // SAFETY: the addresses among the words lead to values that outlive the call, as long as the call says.
    unsafe { libc::syscall(number, word(0), word(1), word(2), word(3), word(4), word(5)) }
}

/// The address of a value. Values are made on the stack or the heap, so their pages are there.
pub fn at<T: ?Sized>(value: &T) -> Word {
    std::ptr::from_ref(value).cast::<u8>() as Word
}

/// A string whose page is there.
pub fn text(text: &CStr) -> Box<[u8]> {
    text.to_bytes_with_nul().into()
}

fn mark() {
    call(
        libc::SYS_faccessat,
        &[
            libc::AT_FDCWD.into(),
            at(&*text(&std::ffi::CString::new(MARK).expect("no NUL"))),
            0,
        ],
    );
}

/// Makes the calls.
pub fn make(folder: &str) {
    std::env::set_current_dir(folder).expect("the folder is there");
    mark();
    files();
    descriptors();
    waiting();
    memory();
    signals();
    processes();
    times();
    sockets();
    further::others();
    #[cfg(target_arch = "x86_64")]
    further::old();
    mark();
    children();
}

fn files() {
    use libc::*;
    let here = Word::from(AT_FDCWD);
    let (name, other, third) = (text(c"file"), text(c"other \"name\"\n"), text(c"third"));
    let missing = text(c"missing");
    let flags = O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC;
    let file = call(SYS_openat, &[here, at(&*name), flags.into(), 0o644]);
    call(
        SYS_openat,
        &[
            here,
            at(&*missing),
            (O_RDONLY | O_NONBLOCK | O_DIRECTORY).into(),
        ],
    );
    call(SYS_openat, &[here, 0, O_WRONLY.into()]);
    call(SYS_fchmod, &[file, 0o600]);
    call(SYS_faccessat, &[here, at(&*name), (R_OK | W_OK).into()]);
    call(SYS_linkat, &[here, at(&*name), here, at(&*other), 0]);
    call(SYS_symlinkat, &[at(&*name), here, at(&*third)]);
    let buffer = [1_u8; 4096];
    call(SYS_readlinkat, &[here, at(&*third), at(&buffer[..]), 100]);
    call(
        SYS_renameat2,
        &[here, at(&*other), here, at(&*third), RENAME_EXCHANGE.into()],
    );
    call(SYS_renameat, &[here, at(&*other), here, at(&*missing)]);
    call(SYS_unlinkat, &[here, at(&*third), 0]);
    call(SYS_unlinkat, &[here, at(&*missing), AT_REMOVEDIR.into()]);
    call(SYS_mkdirat, &[here, at(&*third), 0o755]);
    call(
        SYS_fchownat,
        &[here, at(&*name), -1, -1, AT_SYMLINK_NOFOLLOW.into()],
    );
    call(SYS_umask, &[0o22]);
    call(SYS_getcwd, &[at(&buffer[..]), 4096]);
    let status = Box::new([0_u8; 256]);
    call(SYS_newfstatat, &[here, at(&*name), at(&*status), 0]);
    call(SYS_fstat, &[file, at(&*status)]);
    let null = text(c"/dev/null");
    call(
        SYS_newfstatat,
        &[here, at(&*null), at(&*status), AT_SYMLINK_NOFOLLOW.into()],
    );
    call(
        SYS_newfstatat,
        &[here, at(&*text(c"nowhere")), at(&*status), 0],
    );
    call(SYS_ftruncate, &[file, 5000]);
    let times = [
        timespec {
            tv_sec: 1,
            tv_nsec: 2,
        },
        timespec {
            tv_sec: 0,
            tv_nsec: UTIME_OMIT,
        },
    ];
    call(SYS_utimensat, &[here, at(&*name), at(&times), 0]);
    call(SYS_chdir, &[at(&*text(c"."))]);
    call(SYS_close, &[file]);
}

fn descriptors() {
    use libc::*;
    let name = text(c"file");
    let file = call(SYS_openat, &[AT_FDCWD.into(), at(&*name), O_RDWR.into()]);
    let data = *b"hello\tworld\0\x001\xff\"\\\n";
    let long = [b'x'; 50];
    call(SYS_write, &[file, at(&data), data.len() as Word]);
    call(SYS_write, &[file, at(&long), 50]);
    call(SYS_write, &[-1, at(&long), 0]);
    call(SYS_lseek, &[file, 0, SEEK_SET.into()]);
    let buffer = [0_u8; 100];
    call(SYS_read, &[file, at(&buffer[..]), 100]);
    call(SYS_read, &[file, at(&buffer[..]), 0]);
    call(SYS_read, &[-1, at(&buffer[..]), 10]);
    call(SYS_pread64, &[file, at(&buffer[..]), 6, 2]);
    call(SYS_pwrite64, &[file, at(&data), 5, 4000]);
    let parts = [part(&data[..5]), part(&long), part(&data[..1])];
    call(SYS_writev, &[file, at(&parts), 3]);
    call(SYS_lseek, &[file, 0, SEEK_SET.into()]);
    let parts = [part(&buffer[..4]), part(&buffer[50..60])];
    call(SYS_readv, &[file, at(&parts), 2]);
    call(SYS_fcntl, &[file, F_GETFD.into()]);
    call(SYS_fcntl, &[file, F_SETFD.into(), FD_CLOEXEC.into()]);
    call(SYS_fcntl, &[file, F_GETFL.into()]);
    call(SYS_fcntl, &[file, F_SETFL.into(), O_NONBLOCK.into()]);
    call(SYS_fcntl, &[file, F_DUPFD_CLOEXEC.into(), 50]);
    call(SYS_dup, &[file]);
    call(SYS_dup3, &[file, 60, O_CLOEXEC.into()]);
    call(SYS_flock, &[file, (LOCK_EX | LOCK_NB).into()]);
    call(SYS_fsync, &[file]);
    call(SYS_fdatasync, &[file]);
    call(SYS_fallocate, &[file, FALLOC_FL_KEEP_SIZE.into(), 0, 100]);
    call(SYS_fadvise64, &[file, 0, 0, POSIX_FADV_DONTNEED.into()]);
    call(
        SYS_memfd_create,
        &[at(&*text(c"memory")), MFD_CLOEXEC.into()],
    );
    call(SYS_close, &[file]);
    call(SYS_close, &[-1]);
}

fn part(bytes: &[u8]) -> libc::iovec {
    libc::iovec {
        iov_base: bytes.as_ptr().cast_mut().cast(),
        iov_len: bytes.len(),
    }
}

fn waiting() {
    use libc::*;
    let pipe = [0_i32; 2];
    call(SYS_pipe2, &[at(&pipe), (O_CLOEXEC | O_NONBLOCK).into()]);
    let (reader, writer) = (Word::from(pipe[0]), Word::from(pipe[1]));
    let polled = [
        pollfd {
            fd: pipe[0],
            events: POLLIN | POLLPRI,
            revents: 0,
        },
        pollfd {
            fd: pipe[1],
            events: 0,
            revents: 0,
        },
    ];
    let nothing = timespec {
        tv_sec: 0,
        tv_nsec: 1000,
    };
    call(SYS_ppoll, &[at(&polled), 2, at(&nothing), 0, 8]);
    call(SYS_epoll_create1, &[EPOLL_CLOEXEC.into()]);
    let set = call(SYS_epoll_create1, &[0]);
    let event = epoll_event {
        events: (EPOLLIN | EPOLLET) as u32,
        u64: 7,
    };
    call(
        SYS_epoll_ctl,
        &[set, EPOLL_CTL_ADD.into(), reader, at(&event)],
    );
    let events = [event; 4];
    call(SYS_epoll_pwait, &[set, at(&events), 4, 0, 0, 8]);
    call(SYS_write, &[writer, at(&*text(c"x")), 1]);
    call(SYS_epoll_pwait, &[set, at(&events), 4, 0, 0, 8]);
    call(SYS_eventfd2, &[5, (EFD_CLOEXEC | EFD_NONBLOCK).into()]);
    call(SYS_inotify_init1, &[IN_CLOEXEC.into()]);
    let watch = call(SYS_inotify_init1, &[0]);
    let mask = IN_CREATE | IN_DELETE;
    call(
        SYS_inotify_add_watch,
        &[watch, at(&*text(c".")), mask.into()],
    );
}

fn memory() {
    use libc::*;
    let flags = MAP_PRIVATE | MAP_ANONYMOUS;
    let protection = PROT_READ | PROT_WRITE;
    let area = call(SYS_mmap, &[0, 8192, protection.into(), flags.into(), -1, 0]);
    call(SYS_mprotect, &[area, 4096, PROT_NONE.into()]);
    call(SYS_madvise, &[area, 4096, MADV_DONTNEED.into()]);
    call(SYS_msync, &[area, 4096, (MS_SYNC | MS_INVALIDATE).into()]);
    call(SYS_mlock, &[area + 4096, 4096]);
    call(SYS_munlock, &[area + 4096, 4096]);
    let area = call(SYS_mremap, &[area, 8192, 4096, MREMAP_MAYMOVE.into()]);
    call(SYS_munmap, &[area, 4096]);
    call(SYS_brk, &[0]);
}

fn signals() {
    use libc::*;
    let bit = |signal: i32| 1_u64 << (signal - 1);
    let (set, old) = (bit(SIGUSR1) | bit(SIGTERM) | bit(40), 0_u64);
    call(
        SYS_rt_sigprocmask,
        &[SIG_BLOCK.into(), at(&set), at(&old), 8],
    );
    call(SYS_rt_sigprocmask, &[SIG_SETMASK.into(), at(&!0_u64), 0, 8]);
    call(
        SYS_rt_sigprocmask,
        &[SIG_SETMASK.into(), at(&old), at(&set), 8],
    );
    // The kernel's struct sigaction: handler, flags, restorer, mask.
    let (action, before) = (
        [1, u64::from(SA_RESTART.cast_unsigned()), 0, bit(SIGINT)],
        [0_u64; 4],
    );
    call(
        SYS_rt_sigaction,
        &[SIGUSR2.into(), at(&action), at(&before), 8],
    );
    call(
        SYS_rt_sigaction,
        &[SIGUSR2.into(), at(&before), at(&action), 8],
    );
    call(SYS_rt_sigaction, &[70, 0, 0, 8]);
    let own = call(SYS_getpid, &[]);
    let thread = call(SYS_gettid, &[]);
    call(SYS_kill, &[own, 0]);
    call(SYS_tgkill, &[own, thread, SIGCONT.into()]);
    call(SYS_kill, &[own, 100]);
    call(SYS_rt_sigpending, &[at(&set), 8]);
    call(SYS_sigaltstack, &[0, at(&[0_u64; 3])]);
}

fn processes() {
    use libc::*;
    for number in [
        SYS_getppid,
        SYS_getuid,
        SYS_geteuid,
        SYS_getgid,
        SYS_getegid,
        SYS_sched_yield,
    ] {
        call(number, &[]);
    }
    call(SYS_getpgid, &[0]);
    call(SYS_getpriority, &[PRIO_PROCESS.into(), 0]);
    let limits = [0_u64; 2];
    call(
        SYS_prlimit64,
        &[0, Word::from(RLIMIT_NOFILE), 0, at(&limits)],
    );
    call(
        SYS_prlimit64,
        &[0, Word::from(RLIMIT_CORE), at(&[0_u64, u64::MAX]), 0],
    );
    let users = [0_u32; 3];
    call(
        SYS_getresuid,
        &[at(&users[0]), at(&users[1]), at(&users[2])],
    );
    call(SYS_prctl, &[PR_SET_NAME.into(), at(&*text(c"renamed"))]);
    call(SYS_prctl, &[PR_GET_DUMPABLE.into()]);
    let cpus = [0_u64; 16];
    call(SYS_sched_getaffinity, &[0, 128, at(&cpus)]);
    let word = Box::new(5_u32);
    call(
        SYS_futex,
        &[at(&*word), (FUTEX_WAKE | FUTEX_PRIVATE_FLAG).into(), 1],
    );
    let short = timespec {
        tv_sec: 0,
        tv_nsec: 1,
    };
    call(SYS_futex, &[at(&*word), FUTEX_WAIT.into(), 4, at(&short)]);
    let some = [0_u8; 8];
    call(SYS_getrandom, &[at(&some), 8, GRND_NONBLOCK.into()]);
    let status = 0;
    call(SYS_wait4, &[-1, at(&status), WNOHANG.into(), 0]);
    let program = text(c"/missing/program");
    let (first, second) = (
        text(c"program"),
        text(c"an argument that is longer than 32 bytes"),
    );
    let arguments = [at(&*first), at(&*second), 0];
    let environment = [at(&*first), 0];
    call(
        SYS_execve,
        &[at(&*program), at(&arguments), at(&environment)],
    );
}

fn times() {
    use libc::*;
    let time = timespec {
        tv_sec: 0,
        tv_nsec: 1000,
    };
    call(SYS_nanosleep, &[at(&time), 0]);
    call(
        SYS_clock_nanosleep,
        &[CLOCK_MONOTONIC.into(), 0, at(&time), 0],
    );
    call(SYS_clock_gettime, &[CLOCK_REALTIME.into(), at(&time)]);
    call(SYS_clock_getres, &[CLOCK_BOOTTIME.into(), at(&time)]);
    let timer = itimerval {
        it_interval: timeval {
            tv_sec: 0,
            tv_usec: 0,
        },
        it_value: timeval {
            tv_sec: 1000,
            tv_usec: 5,
        },
    };
    call(SYS_setitimer, &[ITIMER_REAL.into(), at(&timer), 0]);
    call(SYS_setitimer, &[ITIMER_REAL.into(), at(&[0_u64; 4]), 0]);
    let timer = call(
        SYS_timerfd_create,
        &[CLOCK_MONOTONIC.into(), TFD_CLOEXEC.into()],
    );
    call(SYS_timerfd_settime, &[timer, 0, at(&[0_u64, 0, 50, 1]), 0]);
}

fn sockets() {
    use libc::*;
    let kind = SOCK_STREAM | SOCK_CLOEXEC;
    let listener = call(SYS_socket, &[AF_UNIX.into(), kind.into(), 0]);
    let mut address = *b"\x01\0socket\0\0";
    call(SYS_bind, &[listener, at(&address), 9]);
    call(SYS_listen, &[listener, 5]);
    let client = call(SYS_socket, &[AF_UNIX.into(), SOCK_STREAM.into(), 0]);
    call(SYS_connect, &[client, at(&address), 9]);
    call(SYS_accept4, &[listener, 0, 0, SOCK_NONBLOCK.into()]);
    let data = *b"hello";
    call(
        SYS_sendto,
        &[client, at(&data), 5, MSG_NOSIGNAL.into(), 0, 0],
    );
    address[2] = 0;
    let hidden = call(SYS_socket, &[AF_UNIX.into(), SOCK_DGRAM.into(), 0]);
    call(SYS_bind, &[hidden, at(&address), 8]);
    let internet = call(
        SYS_socket,
        &[AF_INET.into(), SOCK_DGRAM.into(), IPPROTO_UDP.into()],
    );
    let mut target = *b"\x02\0\0\x09\x7f\0\0\x01\0\0\0\0\0\0\0\0";
    call(SYS_sendto, &[internet, at(&data), 5, 0, at(&target), 16]);
    call(SYS_connect, &[internet, at(&target), 16]);
    target[3] = 80;
    let length = Box::new(16_u32);
    call(SYS_getpeername, &[internet, at(&target), at(&*length)]);
    call(
        SYS_setsockopt,
        &[
            internet,
            SOL_SOCKET.into(),
            SO_REUSEADDR.into(),
            at(&1_u32),
            4,
        ],
    );
    let (value, length) = (Box::new(0_u32), Box::new(4_u32));
    call(
        SYS_getsockopt,
        &[
            internet,
            SOL_SOCKET.into(),
            SO_TYPE.into(),
            at(&*value),
            at(&*length),
        ],
    );
    let six = call(
        SYS_socket,
        &[AF_INET6.into(), SOCK_DGRAM.into(), IPPROTO_IP.into()],
    );
    let mut local = [0_u8; 28];
    (local[0], local[2], local[23]) = (10, 0x1f, 1);
    call(SYS_connect, &[six, at(&local), 28]);
    let pair = [0_i32; 2];
    call(
        SYS_socketpair,
        &[AF_UNIX.into(), SOCK_DGRAM.into(), 0, at(&pair)],
    );
    let (left, right) = (Word::from(pair[0]), Word::from(pair[1]));
    let parts = [part(&data)];
    let message = [0, 0, at(&parts), 1, 0, 0, 0];
    call(SYS_sendmsg, &[left, at(&message), MSG_DONTWAIT.into()]);
    let buffer = [0_u8; 20];
    call(
        SYS_recvfrom,
        &[right, at(&buffer), 20, MSG_PEEK.into(), 0, 0],
    );
    let parts = [part(&buffer)];
    let message = [0, 0, at(&parts), 1, 0, 0, 0];
    call(SYS_recvmsg, &[right, at(&message), 0]);
    call(SYS_shutdown, &[left, SHUT_RDWR.into()]);
}

/// Work of several processes, for the counts.
fn children() {
    for _ in 0..3 {
        let status = Command::new("/bin/sh")
            .env_clear()
            .env("PATH", "/usr/bin:/bin")
            .args([
                "-c",
                "for i in 1 2 3; do echo $i > out; cat out; done | sort",
            ])
            .output();
        assert!(
            status.is_ok_and(|output| output.status.success()),
            "a shell runs"
        );
    }
    // Joined, as a thread that ends together with its process may leave a call unfinished.
    let read = || std::thread::spawn(|| (0..50).for_each(|_| drop(std::fs::read("file"))));
    for thread in [read(), read()] {
        thread.join().expect("it reads");
    }
}
