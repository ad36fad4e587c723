//! More system calls of the fixed list: rarer ones, and those of old that newer machines have not.

#![expect(
    clippy::wildcard_imports,
    reason = "a hundred numbers of the system, each under its own name"
)]

use nix::libc;

use super::calls::{Word, at, call, text};

/// Rarer calls.
pub fn others() {
    use libc::*;
    let here = Word::from(AT_FDCWD);
    let (name, node) = (text(c"file"), text(c"node"));
    let buffer = Box::new([0_u8; 512]);
    let mask = STATX_BASIC_STATS.into();
    call(
        SYS_statx,
        &[
            here,
            at(&*name),
            AT_SYMLINK_NOFOLLOW.into(),
            mask,
            at(&*buffer),
        ],
    );
    call(
        SYS_mknodat,
        &[here, at(&*node), (S_IFIFO | 0o600).into(), 0],
    );
    call(SYS_fchmodat, &[here, at(&*node), 0o640]);
    call(SYS_truncate, &[at(&*name), 100]);
    call(
        SYS_faccessat2,
        &[here, at(&*name), F_OK.into(), AT_EACCESS.into()],
    );
    call(SYS_uname, &[at(&*buffer)]);
    call(SYS_times, &[at(&*buffer)]);
    call(SYS_getrusage, &[RUSAGE_SELF.into(), at(&*buffer)]);
    call(SYS_getitimer, &[ITIMER_VIRTUAL.into(), at(&*buffer)]);
    call(SYS_gettimeofday, &[at(&*buffer), 0]);
    call(SYS_sched_getscheduler, &[0]);
    call(SYS_sched_getparam, &[0, at(&*buffer)]);
    call(SYS_sched_get_priority_max, &[SCHED_FIFO.into()]);
    call(SYS_mlock, &[0, 0]);
    call(SYS_munlockall, &[]);
    call(SYS_setpgid, &[-5, 0]);
    call(SYS_setpriority, &[PRIO_PGRP.into(), -1, 5]);
    call(SYS_umount2, &[at(&*text(c"/nowhere")), MNT_DETACH.into()]);
    let kind = text(c"kind");
    call(
        SYS_mount,
        &[
            at(&*name),
            at(&*text(c"/nowhere")),
            at(&*kind),
            (MS_RDONLY | MS_NOSUID).cast_signed(),
            0,
        ],
    );
    call(SYS_ioctl, &[-1, FIONREAD.cast_signed(), at(&*buffer)]);
    call(SYS_sync, &[]);
    call(SYS_close_range, &[900, 901, 0]);
    let file = call(SYS_openat, &[here, at(&*name), O_RDWR.into()]);
    let out = call(
        SYS_openat,
        &[here, at(&*text(c"copy")), (O_WRONLY | O_CREAT).into(), 0],
    );
    call(SYS_sendfile, &[out, file, 0, 10]);
    call(SYS_copy_file_range, &[file, 0, out, 0, 5, 0]);
    let set = 1_u64 << file;
    let at_once = timespec {
        tv_sec: 0,
        tv_nsec: 0,
    };
    call(SYS_pselect6, &[file + 1, at(&set), 0, 0, at(&at_once), 0]);
    call(SYS_signalfd4, &[-1, at(&4_u64), 8, SFD_CLOEXEC.into()]);
    let timer = call(SYS_timerfd_create, &[CLOCK_REALTIME.into(), 0]);
    call(SYS_timerfd_gettime, &[timer, at(&*buffer)]);
    call(SYS_unshare, &[0]);
    call(SYS_pidfd_open, &[call(SYS_getpid, &[]), 0]);
    let lock = flock {
        l_type: F_WRLCK as i16,
        l_whence: 0,
        l_start: 1,
        l_len: 2,
        l_pid: 0,
    };
    call(SYS_fcntl, &[file, F_SETLK.into(), at(&lock)]);
    call(
        SYS_openat,
        &[here, at(&*text(c".")), (O_RDWR | O_TMPFILE).into(), 0o600],
    );
    call(
        SYS_futex,
        &[
            at(&*buffer),
            (FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME).into(),
            7,
            0,
            0,
            -1,
        ],
    );
}

/// Calls that newer machines have not.
#[cfg(target_arch = "x86_64")]
pub fn old() {
    use libc::*;
    let (name, other) = (text(c"file"), text(c"other"));
    let buffer = Box::new([0_u8; 512]);
    let file = call(SYS_open, &[at(&*name), (O_RDWR | O_APPEND).into()]);
    call(SYS_creat, &[at(&*text(c"created")), 0o7]);
    call(SYS_stat, &[at(&*name), at(&*buffer)]);
    call(SYS_lstat, &[at(&*name), at(&*buffer)]);
    call(SYS_access, &[at(&*name), X_OK.into()]);
    call(SYS_mkdir, &[at(&*other), 0o700]);
    call(SYS_rmdir, &[at(&*other)]);
    call(SYS_link, &[at(&*name), at(&*other)]);
    call(SYS_rename, &[at(&*other), at(&*text(c"renamed"))]);
    call(SYS_symlink, &[at(&*name), at(&*other)]);
    call(SYS_readlink, &[at(&*other), at(&*buffer), 512]);
    call(SYS_unlink, &[at(&*other)]);
    call(SYS_chmod, &[at(&*name), 0o4755]);
    call(SYS_chown, &[at(&*name), -1, 0]);
    call(SYS_dup2, &[file, 70]);
    let pipe = [0_i32; 2];
    call(SYS_pipe, &[at(&pipe)]);
    let polled = pollfd {
        fd: pipe[0],
        events: POLLIN | POLLRDHUP,
        revents: 0,
    };
    call(SYS_poll, &[at(&polled), 1, 0]);
    let set = 1_u64 << pipe[0];
    let none = timeval {
        tv_sec: 0,
        tv_usec: 0,
    };
    call(
        SYS_select,
        &[Word::from(pipe[0]) + 1, at(&set), 0, 0, at(&none)],
    );
    call(SYS_alarm, &[100]);
    call(SYS_alarm, &[0]);
    call(SYS_time, &[0]);
    call(SYS_getpgrp, &[]);
    call(SYS_getrlimit, &[99, at(&*buffer)]);
    call(SYS_epoll_create, &[1]);
    call(SYS_eventfd, &[3]);
    call(SYS_arch_prctl, &[0x1003, at(&*buffer)]);
}
