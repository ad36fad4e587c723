// What the values of system calls look like: numbers to the names of their flags, addresses to what stands there. The form is
// strace(1)'s. The names in here, but those without an underscore, are the library's own.

// ---- numbers ----

// A register as the signed 32-bit number that the kernel takes it for.
function _sys_int:long(value:long) { return (value << 32) >> 32 }

function _sys_uint:long(value:long) { return value & 0xffffffff }

// A directory to start from.
function _sys_dfd:string(fd:long) { return fd == -100 ? "AT_FDCWD" : sprint(fd) }

// A user or group to change to; -1 keeps the one there is.
function _sys_id:string(id:long) { return sprint(_sys_int(id)) }

// The result of a call as text: a number, or an error with its name.
function _sys_number:string(value:long) { return return_str(1, value) }

// ---- memory of the process ----

// The string at an address, in double quotes; the address where it cannot be read.
function user_string_quoted:string(address:long) { return _quoted_at(address, user_string(address, "\001\001"), "\001\001", 0) }

// As user_string_quoted, of the first n bytes.
function user_string_n_quoted:string(address:long, n:long) { return _quoted_at(address, user_string(address, "\001\001"), "\001\001", n) }

// The string at an address; another text where it cannot be read.
function user_string2:string(address:long, otherwise:string) { return user_string(address, otherwise) }

// The buffer of length bytes at an address, in double quotes: 32 bytes of it, and of those that are there.
function user_buffer_quoted:string(address:long, length:long, maximum:long)
{
  return _buffer_at(address, _user_bytes(address, 32, ""), length < maximum ? length : maximum)
}

function _sys_path:string(address:long) { return user_string_quoted(address) }

function _sys_buffer:string(address:long, length:long) { return _buffer_at(address, _user_bytes(address, 32, ""), length) }

function _sys_random:string(address:long, length:long) { return _hex_buffer_at(address, _user_bytes(address, 32, ""), length) }

function _sys_number_at:string(address:long) { return _struct_at(address, _user_bytes(address, 4, ""), "[%d4]") }

function _sys_unsigned_at:string(address:long) { return _struct_at(address, _user_bytes(address, 4, ""), "[%u4]") }

function _sys_long_at:string(address:long) { return _struct_at(address, _user_bytes(address, 8, ""), "[%d8]") }

function _sys_address_at:string(address:long) { return _struct_at(address, _user_bytes(address, 8, ""), "[%p8]") }

function _sys_two_numbers_at:string(address:long) { return _struct_at(address, _user_bytes(address, 8, ""), "[%d4, %d4]") }

// ---- time ----

function _sys_timespec:string(address:long) { return _struct_at(address, _user_bytes(address, 16, ""), "{tv_sec=%d8, tv_nsec=%d8}") }

function _sys_timeval:string(address:long) { return _struct_at(address, _user_bytes(address, 16, ""), "{tv_sec=%d8, tv_usec=%d8}") }

function _sys_timezone:string(address:long) { return _struct_at(address, _user_bytes(address, 8, ""), "{tz_minuteswest=%d4, tz_dsttime=%d4}") }

function _sys_itimerval:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 32, ""),
    "{it_interval={tv_sec=%d8, tv_usec=%d8}, it_value={tv_sec=%d8, tv_usec=%d8}}")
}

function _sys_itimerspec:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 32, ""),
    "{it_interval={tv_sec=%d8, tv_nsec=%d8}, it_value={tv_sec=%d8, tv_nsec=%d8}}")
}

function _sys_tms:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 32, ""), "{tms_utime=%u8, tms_stime=%u8, tms_cutime=%u8, tms_cstime=%u8}")
}

// Two times of utimensat, with the two that are words.
function _sys_utimes:string(address:long)
{
  return _sys_utimes_text(address, _user_bytes(address, 32, ""), user_long(address + 8, 0), user_long(address + 24, 0))
}

function _sys_utimes_text:string(address:long, bytes:string, first:long, second:long)
{
  return _struct_at(address, bytes,
      (first == 0x3fffffff ? "[UTIME_NOW%_16" : first == 0x3ffffffe ? "[UTIME_OMIT%_16" : "[{tv_sec=%d8, tv_nsec=%d8}")
    . (second == 0x3fffffff ? ", UTIME_NOW%_16]" : second == 0x3ffffffe ? ", UTIME_OMIT%_16]" : ", {tv_sec=%d8, tv_nsec=%d8}]"))
}

function _sys_clock:string(clock:long)
{
  return _value_name(clock, "0=CLOCK_REALTIME,1=CLOCK_MONOTONIC,2=CLOCK_PROCESS_CPUTIME_ID,3=CLOCK_THREAD_CPUTIME_ID,4=CLOCK_MONOTONIC_RAW,5=CLOCK_REALTIME_COARSE,6=CLOCK_MONOTONIC_COARSE,7=CLOCK_BOOTTIME,8=CLOCK_REALTIME_ALARM,9=CLOCK_BOOTTIME_ALARM,11=CLOCK_TAI,?=CLOCK_???")
}

// ---- files ----

function _sys_open_flags:string(flags:long)
{
  return _flag_names(flags, "3/0=O_RDONLY,3/1=O_WRONLY,3/2=O_RDWR,0100=O_CREAT,0200=O_EXCL,0400=O_NOCTTY,01000=O_TRUNC,02000=O_APPEND,04000=O_NONBLOCK,04010000=O_SYNC,010000=O_DSYNC,020000=FASYNC," .
%( arch == "arm64" %?
  "0200000=O_DIRECT,0400000=O_LARGEFILE,040000/040000=O_DIRECTORY,0100000=O_NOFOLLOW,01000000=O_NOATIME,02000000=O_CLOEXEC,010000000=O_PATH,020000000=__O_TMPFILE"
%:
  "040000=O_DIRECT,0100000=O_LARGEFILE,0400000=O_NOFOLLOW,01000000=O_NOATIME,02000000=O_CLOEXEC,010000000=O_PATH,020200000=O_TMPFILE,0200000=O_DIRECTORY"
%) )
}

// The flags that a descriptor may be made with, beside those of its kind.
function _sys_descriptor_flags:string(flags:long) { return _flag_names(flags, "04000=O_NONBLOCK,02000000=O_CLOEXEC,040000=O_DIRECT,0200=O_EXCL,?=O_???") }

function _sys_access_mode:string(mode:long) { return _flag_names(mode, "0=F_OK,4=R_OK,2=W_OK,1=X_OK") }

function _sys_at_flags:string(flags:long)
{
  return _flag_names(flags, "0x100=AT_SYMLINK_NOFOLLOW,0x200=AT_REMOVEDIR,0x400=AT_SYMLINK_FOLLOW,0x800=AT_NO_AUTOMOUNT,0x1000=AT_EMPTY_PATH,0x8000=AT_RECURSIVE,?=AT_???")
}

function _sys_access_flags:string(flags:long) { return _flag_names(flags, "0x100=AT_SYMLINK_NOFOLLOW,0x200=AT_EACCESS,0x1000=AT_EMPTY_PATH,?=AT_???") }

function _sys_statx_flags:string(flags:long)
{
  return _flag_names(flags, "0x6000/0=AT_STATX_SYNC_AS_STAT,0x6000/0x2000=AT_STATX_FORCE_SYNC,0x6000/0x4000=AT_STATX_DONT_SYNC,0x100=AT_SYMLINK_NOFOLLOW,0x800=AT_NO_AUTOMOUNT,0x1000=AT_EMPTY_PATH,?=AT_???")
}

function _sys_statx_mask:string(mask:long)
{
  return _flag_names(mask, "0xfff=STATX_ALL,0x7ff=STATX_BASIC_STATS,1=STATX_TYPE,2=STATX_MODE,4=STATX_NLINK,8=STATX_UID,0x10=STATX_GID,0x20=STATX_ATIME,0x40=STATX_MTIME,0x80=STATX_CTIME,0x100=STATX_INO,0x200=STATX_SIZE,0x400=STATX_BLOCKS,0x800=STATX_BTIME,0x1000=STATX_MNT_ID,?=STATX_???")
}

function _sys_seek:string(whence:long) { return _value_name(whence, "0=SEEK_SET,1=SEEK_CUR,2=SEEK_END,3=SEEK_DATA,4=SEEK_HOLE,?=SEEK_???") }

function _sys_lock:string(operation:long) { return _flag_names(operation, "1=LOCK_SH,2=LOCK_EX,8=LOCK_UN,4=LOCK_NB,0x20=LOCK_MAND,?=LOCK_???") }

function _sys_rename_flags:string(flags:long) { return _flag_names(flags, "1=RENAME_NOREPLACE,2=RENAME_EXCHANGE,4=RENAME_WHITEOUT,?=RENAME_???") }

function _sys_fallocate_mode:string(mode:long)
{
  return _flag_names(mode, "1=FALLOC_FL_KEEP_SIZE,2=FALLOC_FL_PUNCH_HOLE,4=FALLOC_FL_NO_HIDE_STALE,8=FALLOC_FL_COLLAPSE_RANGE,0x10=FALLOC_FL_ZERO_RANGE,0x20=FALLOC_FL_INSERT_RANGE,0x40=FALLOC_FL_UNSHARE_RANGE,?=FALLOC_FL_???")
}

function _sys_advice_file:string(advice:long)
{
  return _value_name(advice, "0=POSIX_FADV_NORMAL,1=POSIX_FADV_RANDOM,2=POSIX_FADV_SEQUENTIAL,3=POSIX_FADV_WILLNEED,4=POSIX_FADV_DONTNEED,5=POSIX_FADV_NOREUSE,?=POSIX_FADV_???")
}

// The types of files, for the directive %m.
@define file_types %( "0140000=S_IFSOCK,0120000=S_IFLNK,0100000=S_IFREG,060000=S_IFBLK,040000=S_IFDIR,020000=S_IFCHR,010000=S_IFIFO" %)

function _sys_mknod_mode:string(mode:long) { return _value_name(mode & 0170000, @file_types) . "|" . _octal(mode & 07777) }

function _sys_stat:string(address:long) { return _sys_stat_text(address, _user_bytes(address, 128, "")) }

// Devices have a number, other files a size.
function _sys_stat_text:string(address:long, bytes:string)
{
%( arch == "arm64" %?
  kind = _number_in(bytes, 16, 4) & 0170000
  return kind == 020000 || kind == 060000
    ? _struct_at(address, bytes, "{st_mode=%@16%m4(" . @file_types . "), st_rdev=%@32%v8, ...}")
    : _struct_at(address, bytes, "{st_mode=%@16%m4(" . @file_types . "), st_size=%@48%d8, ...}")
%:
  kind = _number_in(bytes, 24, 4) & 0170000
  return kind == 020000 || kind == 060000
    ? _struct_at(address, bytes, "{st_mode=%@24%m4(" . @file_types . "), st_rdev=%@40%v8, ...}")
    : _struct_at(address, bytes, "{st_mode=%@24%m4(" . @file_types . "), st_size=%@48%d8, ...}")
%)
}

function _sys_statx:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 128, ""), "{stx_mask=%f4(0xfff=STATX_ALL,0x7ff=STATX_BASIC_STATS,1=STATX_TYPE,2=STATX_MODE,4=STATX_NLINK,8=STATX_UID,0x10=STATX_GID,0x20=STATX_ATIME,0x40=STATX_MTIME,0x80=STATX_CTIME,0x100=STATX_INO,0x200=STATX_SIZE,0x400=STATX_BLOCKS,0x800=STATX_BTIME,0x1000=STATX_MNT_ID), stx_attributes=%@8%x8, stx_mode=%@28%m2(" . @file_types . "), stx_size=%@40%u8, ...}")
}

function _sys_fcntl_command:string(command:long)
{
  return _value_name(command, "0=F_DUPFD,1=F_GETFD,2=F_SETFD,3=F_GETFL,4=F_SETFL,5=F_GETLK,6=F_SETLK,7=F_SETLKW,8=F_SETOWN,9=F_GETOWN,10=F_SETSIG,11=F_GETSIG,15=F_SETOWN_EX,16=F_GETOWN_EX,36=F_OFD_GETLK,37=F_OFD_SETLK,38=F_OFD_SETLKW,1024=F_SETLEASE,1025=F_GETLEASE,1026=F_NOTIFY,1030=F_DUPFD_CLOEXEC,1031=F_SETPIPE_SZ,1032=F_GETPIPE_SZ,1033=F_ADD_SEALS,1034=F_GET_SEALS,?=F_???")
}

// What follows the command: nothing, a flag, flags, a lock, a number.
function _sys_fcntl_argument:string(command:long, argument:long)
{
  return command == 1 || command == 3 || command == 9 || command == 11 || command == 1025 || command == 1032 || command == 1034 ? ""
       : command == 2 ? ", " . _flag_names(argument, "1=FD_CLOEXEC,?=FD_???")
       : command == 4 ? ", " . _sys_open_flags(argument)
       : command == 5 || command == 6 || command == 7 || (command >= 36 && command <= 38)
         ? ", " . _struct_at(argument, _user_bytes(argument, 32, ""),
             "{l_type=%e2(0=F_RDLCK,1=F_WRLCK,2=F_UNLCK), l_whence=%e2(0=SEEK_SET,1=SEEK_CUR,2=SEEK_END), l_start=%@8%d8, l_len=%d8}")
       : command == 15 || command == 16 ? ", " . _address(argument)
       : sprintf(", %d", argument)
}

function _sys_ioctl_request:string(request:long)
{
  return _value_name(request, "0x5401=TCGETS,0x5402=TCSETS,0x5403=TCSETSW,0x5404=TCSETSF,0x540b=TCFLSH,0x540e=TIOCSCTTY,0x540f=TIOCGPGRP,0x5410=TIOCSPGRP,0x5411=TIOCOUTQ,0x5412=TIOCSTI,0x5413=TIOCGWINSZ,0x5414=TIOCSWINSZ,0x541b=FIONREAD,0x5421=FIONBIO,0x5422=TIOCNOTTY,0x5429=TIOCGSID,0x5450=FIONCLEX,0x5451=FIOCLEX,0x5452=FIOASYNC,0x80045430=TIOCGPTN,0x40045431=TIOCSPTLCK,0x5441=TIOCGPTPEER,0x40049409=FICLONE,0xc020660b=FS_IOC_FIEMAP,0x80086601=FS_IOC_GETFLAGS,0x40086602=FS_IOC_SETFLAGS,0x2400=PERF_EVENT_IOC_ENABLE,0x2401=PERF_EVENT_IOC_DISABLE")
}

function _sys_mount_flags:string(flags:long)
{
  return _flag_names(flags, "1=MS_RDONLY,2=MS_NOSUID,4=MS_NODEV,8=MS_NOEXEC,16=MS_SYNCHRONOUS,32=MS_REMOUNT,64=MS_MANDLOCK,128=MS_DIRSYNC,256=MS_NOSYMFOLLOW,1024=MS_NOATIME,2048=MS_NODIRATIME,4096=MS_BIND,8192=MS_MOVE,16384=MS_REC,32768=MS_SILENT,65536=MS_POSIXACL,0x20000=MS_UNBINDABLE,0x40000=MS_PRIVATE,0x80000=MS_SLAVE,0x100000=MS_SHARED,0x200000=MS_RELATIME,0x400000=MS_KERNMOUNT,0x800000=MS_I_VERSION,0x1000000=MS_STRICTATIME,0x2000000=MS_LAZYTIME,?=MS_???")
}

function _sys_umount_flags:string(flags:long) { return _flag_names(flags, "1=MNT_FORCE,2=MNT_DETACH,4=MNT_EXPIRE,8=UMOUNT_NOFOLLOW") }

function _sys_inotify_mask:string(mask:long)
{
  return _flag_names(mask, "0xfff=IN_ALL_EVENTS,1=IN_ACCESS,2=IN_MODIFY,4=IN_ATTRIB,8=IN_CLOSE_WRITE,0x10=IN_CLOSE_NOWRITE,0x20=IN_OPEN,0x40=IN_MOVED_FROM,0x80=IN_MOVED_TO,0x100=IN_CREATE,0x200=IN_DELETE,0x400=IN_DELETE_SELF,0x800=IN_MOVE_SELF,0x01000000=IN_ONLYDIR,0x02000000=IN_DONT_FOLLOW,0x04000000=IN_EXCL_UNLINK,0x10000000=IN_MASK_CREATE,0x20000000=IN_MASK_ADD,0x40000000=IN_ISDIR,0x80000000=IN_ONESHOT,?=IN_???")
}

function _sys_splice_flags:string(flags:long) { return _flag_names(flags, "1=SPLICE_F_MOVE,2=SPLICE_F_NONBLOCK,4=SPLICE_F_MORE,8=SPLICE_F_GIFT,?=SPLICE_F_???") }

function _sys_memfd_flags:string(flags:long) { return _flag_names(flags, "1=MFD_CLOEXEC,2=MFD_ALLOW_SEALING,4=MFD_HUGETLB,8=MFD_NOEXEC_SEAL,0x10=MFD_EXEC,?=MFD_???") }

function _sys_pollfds:string(address:long, count:long)
{
  return _structs_at(address, _user_bytes(address, 264, ""), count,
    "{fd=%d4, events=%f2(1=POLLIN,2=POLLPRI,4=POLLOUT,0x40=POLLRDNORM,0x80=POLLRDBAND,0x100=POLLWRNORM,0x200=POLLWRBAND,0x400=POLLMSG,8=POLLERR,0x10=POLLHUP,0x20=POLLNVAL,0x2000=POLLRDHUP)%_2}")
}

// The descriptors below a number that are in a set.
function _sys_fd_set:string(address:long, count:long)
{
  return _sys_fd_set_text(address, _user_bytes(address, 8, ""), count)
}

function _sys_fd_set_text:string(address:long, bytes:string, count:long)
{
  return count > 64 || strlen(bytes) == 0 ? _address(address)
       : _set_names(_number_in(bytes, 0, 8) & (count == 64 ? -1 : (1 << count) - 1), "")
}

@define epoll_event %( "{events=%f4(1=EPOLLIN,2=EPOLLPRI,4=EPOLLOUT,0x40=EPOLLRDNORM,0x80=EPOLLRDBAND,0x100=EPOLLWRNORM,0x200=EPOLLWRBAND,0x400=EPOLLMSG,8=EPOLLERR,0x10=EPOLLHUP,0x2000=EPOLLRDHUP,0x10000000=EPOLLEXCLUSIVE,0x20000000=EPOLLWAKEUP,0x40000000=EPOLLONESHOT,0x80000000=EPOLLET), data={u32=" . %( arch == "arm64" %? "%@8%u4, u64=%@8%u8}}" %: "%@4%u4, u64=%@4%u8}}" %) %)

function _sys_epoll_event:string(address:long) { return _struct_at(address, _user_bytes(address, 16, ""), @epoll_event) }

function _sys_epoll_events:string(address:long, count:long) { return _structs_at(address, _user_bytes(address, 384, ""), count, @epoll_event) }

function _sys_epoll_operation:string(operation:long) { return _value_name(operation, "1=EPOLL_CTL_ADD,2=EPOLL_CTL_DEL,3=EPOLL_CTL_MOD,?=EPOLL_CTL_???") }

// The first three parts of a vector of buffers.
function _sys_iovec:string(address:long, count:long)
{
  return _sys_iovec_text(address, _user_bytes(address, 48, ""), count,
    _user_bytes(user_ulong(address), 32, ""), _user_bytes(user_ulong(address + 16), 32, ""), _user_bytes(user_ulong(address + 32), 32, ""))
}

function _sys_iovec_text:string(address:long, vector:string, count:long, first:string, second:string, third:string)
{
  if (count <= 0) return address ? "[]" : "NULL"
  if (strlen(vector) < 16) return _address(address)
  text = "[" . _sys_iovec_part(vector, 0, first)
  if (count > 1 && strlen(vector) >= 32) text = text . ", " . _sys_iovec_part(vector, 16, second)
  if (count > 2 && strlen(vector) >= 48) text = text . ", " . _sys_iovec_part(vector, 32, third)
  return text . (count > 3 ? ", ...]" : "]")
}

function _sys_iovec_part:string(vector:string, offset:long, bytes:string)
{
  base = _number_in(vector, offset, 8)
  length = _number_in(vector, offset + 8, 8)
  return sprintf("{iov_base=%s, iov_len=%d}", _buffer_at(base, bytes, length), length)
}

// The same vector after a call that filled so many bytes of it.
function _sys_iovec_filled:string(address:long, count:long, filled:long)
{
  return _sys_iovec_filled_text(address, _user_bytes(address, 48, ""), count, filled,
    _user_bytes(user_ulong(address), 32, ""), _user_bytes(user_ulong(address + 16), 32, ""), _user_bytes(user_ulong(address + 32), 32, ""))
}

function _sys_iovec_filled_text:string(address:long, vector:string, count:long, filled:long, first:string, second:string, third:string)
{
  if (count <= 0) return address ? "[]" : "NULL"
  if (strlen(vector) < 16) return _address(address)
  text = "[" . _sys_iovec_filled_part(vector, 0, first, filled)
  filled = filled - _number_in(vector, 8, 8)
  if (count > 1 && strlen(vector) >= 32) text = text . ", " . _sys_iovec_filled_part(vector, 16, second, filled)
  filled = filled - _number_in(vector, 24, 8)
  if (count > 2 && strlen(vector) >= 48) text = text . ", " . _sys_iovec_filled_part(vector, 32, third, filled)
  return text . (count > 3 ? ", ...]" : "]")
}

function _sys_iovec_filled_part:string(vector:string, offset:long, bytes:string, filled:long)
{
  base = _number_in(vector, offset, 8)
  length = _number_in(vector, offset + 8, 8)
  shown = filled < 0 ? 0 : filled < length ? filled : length
  return sprintf("{iov_base=%s, iov_len=%d}", _buffer_at(base, bytes, shown), length)
}

// ---- memory ----

function _sys_protection:string(protection:long)
{
  return _flag_names(protection, "0=PROT_NONE,1=PROT_READ,2=PROT_WRITE,4=PROT_EXEC,8=PROT_SEM,0x01000000=PROT_GROWSDOWN,0x02000000=PROT_GROWSUP,?=PROT_???")
}

function _sys_map_flags:string(flags:long)
{
  return _flag_names(flags, "0xf/1=MAP_SHARED,0xf/2=MAP_PRIVATE,0xf/3=MAP_SHARED_VALIDATE,0x10=MAP_FIXED,0x20=MAP_ANONYMOUS,0x40=MAP_32BIT,0x4000=MAP_NORESERVE,0x8000=MAP_POPULATE,0x10000=MAP_NONBLOCK,0x100=MAP_GROWSDOWN,0x800=MAP_DENYWRITE,0x1000=MAP_EXECUTABLE,0x2000=MAP_LOCKED,0x20000=MAP_STACK,0x40000=MAP_HUGETLB,0x80000=MAP_SYNC,0x100000=MAP_FIXED_NOREPLACE,?=MAP_???")
}

function _sys_advice:string(advice:long)
{
  return _value_name(advice, "0=MADV_NORMAL,1=MADV_RANDOM,2=MADV_SEQUENTIAL,3=MADV_WILLNEED,4=MADV_DONTNEED,8=MADV_FREE,9=MADV_REMOVE,10=MADV_DONTFORK,11=MADV_DOFORK,12=MADV_MERGEABLE,13=MADV_UNMERGEABLE,14=MADV_HUGEPAGE,15=MADV_NOHUGEPAGE,16=MADV_DONTDUMP,17=MADV_DODUMP,18=MADV_WIPEONFORK,19=MADV_KEEPONFORK,20=MADV_COLD,21=MADV_PAGEOUT,22=MADV_POPULATE_READ,23=MADV_POPULATE_WRITE,24=MADV_DONTNEED_LOCKED,25=MADV_COLLAPSE,100=MADV_HWPOISON,101=MADV_SOFT_OFFLINE,?=MADV_???")
}

function _sys_msync_flags:string(flags:long) { return _flag_names(flags, "1=MS_ASYNC,4=MS_SYNC,2=MS_INVALIDATE,?=MS_???") }

function _sys_mremap_flags:string(flags:long) { return _flag_names(flags, "1=MREMAP_MAYMOVE,2=MREMAP_FIXED,4=MREMAP_DONTUNMAP,?=MREMAP_???") }

function _sys_mlockall_flags:string(flags:long) { return _flag_names(flags, "1=MCL_CURRENT,2=MCL_FUTURE,4=MCL_ONFAULT,?=MCL_???") }

// ---- signals ----

@define signal_names %( "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO PWR SYS RTMIN RT_1 RT_2 RT_3 RT_4 RT_5 RT_6 RT_7 RT_8 RT_9 RT_10 RT_11 RT_12 RT_13 RT_14 RT_15 RT_16 RT_17 RT_18 RT_19 RT_20 RT_21 RT_22 RT_23 RT_24 RT_25 RT_26 RT_27 RT_28 RT_29 RT_30 RT_31 RT_32" %)

// The name of a signal as strace counts them: real-time signals from 32 on.
function _sys_signal:string(signal:long)
{
  return signal >= 33 && signal <= 64 ? sprintf("SIGRT_%d", signal - 32)
       : signal < 0 || signal > 64 ? sprint(signal)
       : _value_name(signal, "0=0,1=SIGHUP,2=SIGINT,3=SIGQUIT,4=SIGILL,5=SIGTRAP,6=SIGABRT,7=SIGBUS,8=SIGFPE,9=SIGKILL,10=SIGUSR1,11=SIGSEGV,12=SIGUSR2,13=SIGPIPE,14=SIGALRM,15=SIGTERM,16=SIGSTKFLT,17=SIGCHLD,18=SIGCONT,19=SIGSTOP,20=SIGTSTP,21=SIGTTIN,22=SIGTTOU,23=SIGURG,24=SIGXCPU,25=SIGXFSZ,26=SIGVTALRM,27=SIGPROF,28=SIGWINCH,29=SIGIO,30=SIGPWR,31=SIGSYS,32=SIGRTMIN")
}

function _sys_signals:string(address:long) { return _struct_at(address, _user_bytes(address, 8, ""), "%s8(" . @signal_names . ")") }

function _sys_action:string(address:long) { return _sys_action_text(address, _user_bytes(address, 32, "")) }

function _sys_action_text:string(address:long, bytes:string)
{
  return _struct_at(address, bytes, "{sa_handler=%e8(0=SIG_DFL,1=SIG_IGN), sa_mask=%@24%s8(" . @signal_names
    . "), sa_flags=%@8%f4(0x04000000=SA_RESTORER,0x08000000=SA_ONSTACK,0x10000000=SA_RESTART,0x20000000=SA_INTERRUPT,0x40000000=SA_NODEFER,0x80000000=SA_RESETHAND,4=SA_SIGINFO,2=SA_NOCLDWAIT,1=SA_NOCLDSTOP)"
    . (_number_in(bytes, 8, 8) & 0x04000000 ? ", sa_restorer=%@16%p8}" : "}"))
}

function _sys_sigmask_how:string(how:long) { return _value_name(how, "0=SIG_BLOCK,1=SIG_UNBLOCK,2=SIG_SETMASK,?=SIG_???") }

function _sys_stack:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 24, ""), "{ss_sp=%p8, ss_flags=%f4(1=SS_ONSTACK,2=SS_DISABLE,0x80000000=SS_AUTODISARM), ss_size=%@16%u8}")
}

function _sys_wait_options:string(options:long)
{
  return _flag_names(options, "1=WNOHANG,2=WSTOPPED,4=WEXITED,8=WCONTINUED,0x01000000=WNOWAIT,0x20000000=__WNOTHREAD,0x40000000=__WALL,0x80000000=__WCLONE")
}

// How a child ended, as the macros of wait(2) tell it.
function _sys_status:string(address:long) { return _sys_status_text(address, user_int(address, -1)) }

function _sys_status_text:string(address:long, status:long)
{
  return status == -1 ? _address(address)
       : (status & 0x7f) == 0 ? sprintf("[{WIFEXITED(s) && WEXITSTATUS(s) == %d}]", (status >> 8) & 0xff)
       : (status & 0xff) == 0x7f ? sprintf("[{WIFSTOPPED(s) && WSTOPSIG(s) == %s}]", _sys_signal((status >> 8) & 0xff))
       : status == 0xffff ? "[{WIFCONTINUED(s)}]"
       : sprintf("[{WIFSIGNALED(s) && WTERMSIG(s) == %s%s}]", _sys_signal(status & 0x7f), status & 0x80 ? " && WCOREDUMP(s)" : "")
}

function _sys_wait_id:string(kind:long) { return _value_name(kind, "0=P_ALL,1=P_PID,2=P_PGID,3=P_PIDFD,?=P_???") }

// ---- processes ----

@define clone_flags %( "0x100=CLONE_VM,0x200=CLONE_FS,0x400=CLONE_FILES,0x800=CLONE_SIGHAND,0x1000=CLONE_PIDFD,0x2000=CLONE_PTRACE,0x4000=CLONE_VFORK,0x8000=CLONE_PARENT,0x10000=CLONE_THREAD,0x20000=CLONE_NEWNS,0x40000=CLONE_SYSVSEM,0x80000=CLONE_SETTLS,0x100000=CLONE_PARENT_SETTID,0x200000=CLONE_CHILD_CLEARTID,0x400000=CLONE_DETACHED,0x800000=CLONE_UNTRACED,0x1000000=CLONE_CHILD_SETTID,0x2000000=CLONE_NEWCGROUP,0x4000000=CLONE_NEWUTS,0x8000000=CLONE_NEWIPC,0x10000000=CLONE_NEWUSER,0x20000000=CLONE_NEWPID,0x40000000=CLONE_NEWNET,0x80000000=CLONE_IO" %)

// The lowest byte is the signal at the child's end.
function _sys_clone_flags:string(flags:long)
{
  return (flags & 0xff) == 0 ? _flag_names(flags, @clone_flags)
       : (flags & ~0xff) == 0 ? _sys_signal(flags & 0xff)
       : _flag_names(flags & ~0xff, @clone_flags) . "|" . _sys_signal(flags & 0xff)
}

function _sys_clone_stack:string(stack:long) { return stack ? sprintf("child_stack=%#x", stack) : "child_stack=NULL" }

function _sys_unshare_flags:string(flags:long) { return _flag_names(flags, "0x80=CLONE_NEWTIME," . @clone_flags) }

// The last two registers of clone are in another order on other machines.
function _sys_clone_tls:long(fourth:long, fifth:long)
{
%( arch == "x86_64" %?
  return fifth
%:
  return fourth
%)
}

function _sys_clone3:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 64, ""), "{flags=%f8(" . @clone_flags . "), pidfd=%p8, child_tid=%p8, parent_tid=%p8, exit_signal=%u8, stack=%p8, stack_size=%x8, tls=%p8}")
}

function _sys_device:string(device:long)
{
  return sprintf("makedev(%#x, %#x)", (device >> 8) & 0xfff, (device & 0xff) | ((device >> 12) & 0xfff00))
}

// The arguments of a new program, eight of them.
function _sys_arguments:string(address:long)
{
  return _sys_arguments_text(address, _user_bytes(address, 72, ""),
    user_string(user_ulong(address), ""), user_string(user_ulong(address + 8), ""), user_string(user_ulong(address + 16), ""),
    user_string(user_ulong(address + 24), ""), user_string(user_ulong(address + 32), ""), user_string(user_ulong(address + 40), ""),
    user_string(user_ulong(address + 48), ""), user_string(user_ulong(address + 56), ""))
}

function _sys_arguments_text:string(address:long, vector:string, a:string, b:string, c:string, d:string, e:string, f:string, g:string, h:string)
{
  count = _addresses_in(vector)
  if (strlen(vector) == 0) return _address(address)
  if (count == 0) return "[]"
  text = "[" . _sys_word(a)
  if (count > 1 || count < 0) text = text . ", " . _sys_word(b)
  if (count > 2 || count < 0) text = text . ", " . _sys_word(c)
  if (count > 3 || count < 0) text = text . ", " . _sys_word(d)
  if (count > 4 || count < 0) text = text . ", " . _sys_word(e)
  if (count > 5 || count < 0) text = text . ", " . _sys_word(f)
  if (count > 6 || count < 0) text = text . ", " . _sys_word(g)
  if (count > 7 || count < 0) text = text . ", " . _sys_word(h)
  return text . (count < 0 ? ", ...]" : "]")
}

function _sys_word:string(text:string) { return _quoted_at(0, text, "\001\001", 32) }

function _sys_environment:string(address:long) { return _sys_environment_text(address, _addresses_in(_user_bytes(address, 2048, ""))) }

function _sys_environment_text:string(address:long, count:long)
{
  return count < 0 ? _address(address) : sprintf("%s /* %d var%s */", _address(address), count, count == 1 ? "" : "s")
}

function _sys_resource:string(resource:long)
{
  return _value_name(resource, "0=RLIMIT_CPU,1=RLIMIT_FSIZE,2=RLIMIT_DATA,3=RLIMIT_STACK,4=RLIMIT_CORE,5=RLIMIT_RSS,6=RLIMIT_NPROC,7=RLIMIT_NOFILE,8=RLIMIT_MEMLOCK,9=RLIMIT_AS,10=RLIMIT_LOCKS,11=RLIMIT_SIGPENDING,12=RLIMIT_MSGQUEUE,13=RLIMIT_NICE,14=RLIMIT_RTPRIO,15=RLIMIT_RTTIME,?=RLIMIT_???")
}

function _sys_limits:string(address:long) { return _struct_at(address, _user_bytes(address, 16, ""), "{rlim_cur=%r8, rlim_max=%r8}") }

function _sys_usage_of:string(who:long) { return _value_name(who, "0=RUSAGE_SELF,-1=RUSAGE_CHILDREN,1=RUSAGE_THREAD,?=RUSAGE_???") }

function _sys_usage:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 32, ""), "{ru_utime={tv_sec=%d8, tv_usec=%d8}, ru_stime={tv_sec=%d8, tv_usec=%d8}, ...}")
}

function _sys_priority_of:string(which:long) { return _value_name(which, "0=PRIO_PROCESS,1=PRIO_PGRP,2=PRIO_USER,?=PRIO_???") }

function _sys_policy:string(policy:long) { return _value_name(policy, "0=SCHED_OTHER,1=SCHED_FIFO,2=SCHED_RR,3=SCHED_BATCH,4=SCHED_ISO,5=SCHED_IDLE,6=SCHED_DEADLINE,?=SCHED_???") }

function _sys_cpus:string(address:long, size:long) { return size < 8 ? _address(address) : _sys_cpus_text(address, _user_bytes(address, 8, "")) }

function _sys_cpus_text:string(address:long, bytes:string) { return strlen(bytes) < 8 ? _address(address) : _bit_numbers(_number_in(bytes, 0, 8)) }

function _bit_numbers:string(bits:long) { return _set_names(bits, "") }

function _sys_names:string(address:long)
{
  return _struct_at(address, _user_bytes(address, 390, ""), "{sysname=%b65, nodename=%b65, ...}")
}

function _sys_prctl_option:string(option:long)
{
  return _value_name(option, "1=PR_SET_PDEATHSIG,2=PR_GET_PDEATHSIG,3=PR_GET_DUMPABLE,4=PR_SET_DUMPABLE,7=PR_GET_KEEPCAPS,8=PR_SET_KEEPCAPS,15=PR_SET_NAME,16=PR_GET_NAME,21=PR_GET_SECCOMP,22=PR_SET_SECCOMP,23=PR_CAPBSET_READ,24=PR_CAPBSET_DROP,27=PR_GET_SECUREBITS,28=PR_SET_SECUREBITS,29=PR_SET_TIMERSLACK,30=PR_GET_TIMERSLACK,35=PR_SET_MM,36=PR_SET_CHILD_SUBREAPER,37=PR_GET_CHILD_SUBREAPER,38=PR_SET_NO_NEW_PRIVS,39=PR_GET_NO_NEW_PRIVS,47=PR_CAP_AMBIENT,0x53564d41=PR_SET_VMA,0x59616d61=PR_SET_PTRACER,?=PR_???")
}

function _sys_arch_option:string(option:long) { return _value_name(option, "0x1001=ARCH_SET_GS,0x1002=ARCH_SET_FS,0x1003=ARCH_GET_FS,0x1004=ARCH_GET_GS,0x1011=ARCH_GET_CPUID,0x1012=ARCH_SET_CPUID,?=ARCH_???") }

function _sys_ptrace_request:string(request:long)
{
  return _value_name(request, "0=PTRACE_TRACEME,1=PTRACE_PEEKTEXT,2=PTRACE_PEEKDATA,3=PTRACE_PEEKUSER,4=PTRACE_POKETEXT,5=PTRACE_POKEDATA,6=PTRACE_POKEUSER,7=PTRACE_CONT,8=PTRACE_KILL,9=PTRACE_SINGLESTEP,12=PTRACE_GETREGS,13=PTRACE_SETREGS,14=PTRACE_GETFPREGS,15=PTRACE_SETFPREGS,16=PTRACE_ATTACH,17=PTRACE_DETACH,24=PTRACE_SYSCALL,31=PTRACE_SYSEMU,32=PTRACE_SYSEMU_SINGLESTEP,0x4200=PTRACE_SETOPTIONS,0x4201=PTRACE_GETEVENTMSG,0x4202=PTRACE_GETSIGINFO,0x4203=PTRACE_SETSIGINFO,0x4204=PTRACE_GETREGSET,0x4205=PTRACE_SETREGSET,0x4206=PTRACE_SEIZE,0x4207=PTRACE_INTERRUPT,0x4208=PTRACE_LISTEN,0x4209=PTRACE_PEEKSIGINFO,0x420a=PTRACE_GETSIGMASK,0x420b=PTRACE_SETSIGMASK,0x420e=PTRACE_GET_SYSCALL_INFO,?=PTRACE_???")
}

function _sys_futex_operation:string(operation:long)
{
  return _value_name(operation & 0x7f, "0=FUTEX_WAIT,1=FUTEX_WAKE,2=FUTEX_FD,3=FUTEX_REQUEUE,4=FUTEX_CMP_REQUEUE,5=FUTEX_WAKE_OP,6=FUTEX_LOCK_PI,7=FUTEX_UNLOCK_PI,8=FUTEX_TRYLOCK_PI,9=FUTEX_WAIT_BITSET,10=FUTEX_WAKE_BITSET,11=FUTEX_WAIT_REQUEUE_PI,12=FUTEX_CMP_REQUEUE_PI,13=FUTEX_LOCK_PI2,?=FUTEX_???")
    . (operation & 0x80 ? "_PRIVATE" : "") . (operation & 0x100 ? "|FUTEX_CLOCK_REALTIME" : "")
}

function _sys_bitset:string(bits:long) { return _sys_uint(bits) == 0xffffffff ? "FUTEX_BITSET_MATCH_ANY" : sprintf("%#x", _sys_uint(bits)) }

// What follows a futex's value depends on the operation.
function _sys_futex_rest:string(operation:long, time:string, fourth:long, second:long, third:long)
{
  command = operation & 0x7f
  if (command == 0) return ", " . time
  if (command == 9) return ", " . time . ", " . _sys_bitset(third)
  if (command == 10) return ", " . _sys_bitset(third)
  if (command == 3) return sprintf(", %d, %s", _sys_int(fourth), _address(second))
  if (command == 4 || command == 12) return sprintf(", %d, %s, %d", _sys_int(fourth), _address(second), _sys_int(third))
  if (command == 5) return sprintf(", %d, %s, %#x", _sys_int(fourth), _address(second), third)
  if (command == 6 || command == 13) return ", " . time
  return ""
}

// ---- network ----

function _sys_family:string(family:long)
{
  return _value_name(family, "0=AF_UNSPEC,1=AF_UNIX,2=AF_INET,3=AF_AX25,4=AF_IPX,5=AF_APPLETALK,9=AF_X25,10=AF_INET6,15=AF_KEY,16=AF_NETLINK,17=AF_PACKET,21=AF_RDS,24=AF_PPPOX,29=AF_CAN,30=AF_TIPC,31=AF_BLUETOOTH,38=AF_ALG,40=AF_VSOCK,41=AF_KCM,42=AF_QIPCRTR,43=AF_SMC,44=AF_XDP,45=AF_MCTP,?=AF_???")
}

function _sys_socket_type:string(type:long)
{
  return _value_name(type & 0xf, "1=SOCK_STREAM,2=SOCK_DGRAM,3=SOCK_RAW,4=SOCK_RDM,5=SOCK_SEQPACKET,6=SOCK_DCCP,10=SOCK_PACKET,?=SOCK_???")
    . (type & ~0xf ? "|" . _flag_names(type & ~0xf, "02000000=SOCK_CLOEXEC,04000=SOCK_NONBLOCK,?=SOCK_???") : "")
}

function _sys_accept_flags:string(flags:long) { return _flag_names(flags, "02000000=SOCK_CLOEXEC,04000=SOCK_NONBLOCK,?=SOCK_???") }

function _sys_protocol:string(family:long, protocol:long)
{
  return family == 2 || family == 10
    ? _value_name(protocol, "0=IPPROTO_IP,1=IPPROTO_ICMP,2=IPPROTO_IGMP,6=IPPROTO_TCP,17=IPPROTO_UDP,33=IPPROTO_DCCP,41=IPPROTO_IPV6,47=IPPROTO_GRE,50=IPPROTO_ESP,51=IPPROTO_AH,58=IPPROTO_ICMPV6,132=IPPROTO_SCTP,136=IPPROTO_UDPLITE,255=IPPROTO_RAW,262=IPPROTO_MPTCP,?=IPPROTO_???")
    : family == 16
      ? _value_name(protocol, "0=NETLINK_ROUTE,2=NETLINK_USERSOCK,4=NETLINK_SOCK_DIAG,5=NETLINK_NFLOG,6=NETLINK_XFRM,7=NETLINK_SELINUX,9=NETLINK_AUDIT,10=NETLINK_FIB_LOOKUP,11=NETLINK_CONNECTOR,12=NETLINK_NETFILTER,15=NETLINK_KOBJECT_UEVENT,16=NETLINK_GENERIC,21=NETLINK_CRYPTO,?=NETLINK_???")
      : sprint(protocol)
}

function _sys_socket_address:string(address:long, length:long) { return _sys_socket_address_text(address, _user_bytes(address, 110, ""), length) }

function _sys_socket_address_text:string(address:long, bytes:string, length:long)
{
  family = _number_in(bytes, 0, 2)
  return address == 0 || strlen(bytes) < 2 || length < 2 ? _address(address)
       : family == 1 ? (length == 2 ? "{sa_family=AF_UNIX}" : _struct_at(address, bytes, length, "{sa_family=AF_UNIX, sun_path=%@2%a}"))
       : family == 2 ? _struct_at(address, bytes, "{sa_family=AF_INET, sin_port=htons(%@2%n2), sin_addr=inet_addr(\"%i4\")}")
       : family == 10 ? _struct_at(address, bytes, "{sa_family=AF_INET6, sin6_port=htons(%@2%n2), sin6_flowinfo=htonl(%n4), inet_pton(AF_INET6, \"%i16\", &sin6_addr), sin6_scope_id=%u4}")
       : family == 16 ? _struct_at(address, bytes, "{sa_family=AF_NETLINK, nl_pid=%@4%d4, nl_groups=%h4}")
       : sprintf("{sa_family=%s, ...}", _sys_family(family))
}

// An address that the kernel gave, with the length that it wrote.
function _sys_socket_address_out:string(address:long, length_address:long)
{
  return _sys_socket_address_text(address, _user_bytes(address, 110, ""), user_int(length_address, 0))
}

function _sys_message_flags:string(flags:long)
{
  return _flag_names(flags, "1=MSG_OOB,2=MSG_PEEK,4=MSG_DONTROUTE,8=MSG_CTRUNC,0x10=MSG_PROBE,0x20=MSG_TRUNC,0x40=MSG_DONTWAIT,0x80=MSG_EOR,0x100=MSG_WAITALL,0x200=MSG_FIN,0x400=MSG_SYN,0x800=MSG_CONFIRM,0x1000=MSG_RST,0x2000=MSG_ERRQUEUE,0x4000=MSG_NOSIGNAL,0x8000=MSG_MORE,0x10000=MSG_WAITFORONE,0x40000=MSG_BATCH,0x04000000=MSG_ZEROCOPY,0x20000000=MSG_FASTOPEN,0x40000000=MSG_CMSG_CLOEXEC,?=MSG_???")
}

// A message with the first part of its data.
function _sys_message:string(address:long)
{
  return _sys_message_text(address, _user_bytes(address, 56, ""), _user_bytes(user_ulong(address), 110, ""),
    _user_bytes(user_ulong(address + 16), 16, ""), _user_bytes(user_ulong(user_ulong(address + 16)), 32, ""), -1)
}

// The same after a call that filled in so many bytes.
function _sys_message_filled:string(address:long, filled:long)
{
  return _sys_message_text(address, _user_bytes(address, 56, ""), _user_bytes(user_ulong(address), 110, ""),
    _user_bytes(user_ulong(address + 16), 16, ""), _user_bytes(user_ulong(user_ulong(address + 16)), 32, ""), filled)
}

function _sys_message_text:string(address:long, header:string, name:string, vector:string, bytes:string, filled:long)
{
  if (strlen(header) < 56) return _address(address)
  count = _number_in(header, 24, 8)
  length = _number_in(vector, 8, 8)
  shown = filled >= 0 && filled < length ? filled : length
  base = _number_in(vector, 0, 8)
  parts = count == 0 ? "[]" : sprintf("[{iov_base=%s, iov_len=%d}%s]", _buffer_at(base, bytes, shown), length, count > 1 ? ", ..." : "")
  size = _number_in(header, 8, 4)
  control = _number_in(header, 40, 8)
  return sprintf("{msg_name=%s, msg_namelen=%d, msg_iov=%s, msg_iovlen=%d, %smsg_controllen=%d, msg_flags=%s}",
    _sys_socket_address_text(_number_in(header, 0, 8), name, size), size, parts, count,
    control ? sprintf("msg_control=%s, ", _address(_number_in(header, 32, 8))) : "", control,
    _sys_message_flags(_number_in(header, 48, 4)))
}

function _sys_level:string(level:long) { return _value_name(level, "0=SOL_IP,1=SOL_SOCKET,6=SOL_TCP,17=SOL_UDP,41=SOL_IPV6,255=SOL_RAW,263=SOL_PACKET,270=SOL_NETLINK,?=SOL_???") }

function _sys_socket_option:string(level:long, option:long)
{
  return level == 1 ? _value_name(option, "1=SO_DEBUG,2=SO_REUSEADDR,3=SO_TYPE,4=SO_ERROR,5=SO_DONTROUTE,6=SO_BROADCAST,7=SO_SNDBUF,8=SO_RCVBUF,9=SO_KEEPALIVE,10=SO_OOBINLINE,11=SO_NO_CHECK,12=SO_PRIORITY,13=SO_LINGER,15=SO_REUSEPORT,16=SO_PASSCRED,17=SO_PEERCRED,18=SO_RCVLOWAT,19=SO_SNDLOWAT,20=SO_RCVTIMEO_OLD,21=SO_SNDTIMEO_OLD,25=SO_BINDTODEVICE,26=SO_ATTACH_FILTER,27=SO_DETACH_FILTER,28=SO_PEERNAME,29=SO_TIMESTAMP_OLD,30=SO_ACCEPTCONN,31=SO_PEERSEC,32=SO_SNDBUFFORCE,33=SO_RCVBUFFORCE,34=SO_PASSSEC,36=SO_MARK,38=SO_PROTOCOL,39=SO_DOMAIN,40=SO_RXQ_OVFL,?=SO_???")
       : level == 6 ? _value_name(option, "1=TCP_NODELAY,2=TCP_MAXSEG,3=TCP_CORK,4=TCP_KEEPIDLE,5=TCP_KEEPINTVL,6=TCP_KEEPCNT,7=TCP_SYNCNT,8=TCP_LINGER2,9=TCP_DEFER_ACCEPT,10=TCP_WINDOW_CLAMP,11=TCP_INFO,12=TCP_QUICKACK,13=TCP_CONGESTION,18=TCP_USER_TIMEOUT,23=TCP_FASTOPEN,?=TCP_???")
       : level == 0 ? _value_name(option, "1=IP_TOS,2=IP_TTL,3=IP_HDRINCL,4=IP_OPTIONS,8=IP_PKTINFO,10=IP_MTU_DISCOVER,11=IP_RECVERR,12=IP_RECVTTL,13=IP_RECVTOS,32=IP_MULTICAST_IF,33=IP_MULTICAST_TTL,34=IP_MULTICAST_LOOP,35=IP_ADD_MEMBERSHIP,?=IP_???")
       : level == 41 ? _value_name(option, "16=IPV6_UNICAST_HOPS,20=IPV6_JOIN_GROUP,25=IPV6_RECVERR,26=IPV6_V6ONLY,49=IPV6_RECVPKTINFO,67=IPV6_TCLASS,?=IPV6_???")
       : sprintf("%#x", option)
}

// The value of a socket's option: a number where it is as long as one.
function _sys_option_value:string(address:long, length:long) { return _sys_option_text(address, _user_bytes(address, 32, ""), length) }

function _sys_option_text:string(address:long, bytes:string, length:long)
{
  return length == 4 ? _struct_at(address, bytes, "[%d4]") : _buffer_at(address, bytes, length)
}

function _sys_shutdown_how:string(how:long) { return _value_name(how, "0=SHUT_RD,1=SHUT_WR,2=SHUT_RDWR,?=SHUT_???") }
