// System calls: open files: reading, writing, waiting for, duplicating.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.read, nd_syscall.read - read from a file
 *
 * fd              a descriptor
 * buf_uaddr       address of a buffer to fill
 * count           a number
 * name            "read"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.read = nd_syscall.read = kernel.syscall("read") ?
{
  name = "read"
  fd = _sys_int($arg1)
  buf_uaddr = $arg2
  count = $arg3
  argstr = sprintf("%d, %s, %d", fd, @out($arg2, _sys_buffer($arg2, $return)), count)
  @returned
}

/* probe syscall.write, nd_syscall.write - write to a file
 *
 * fd                  a descriptor
 * buf_uaddr, buf_str  address of a buffer, and its beginning in quotes
 * count               a number
 * name                "write"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.write = nd_syscall.write = kernel.syscall("write") ?
{
  name = "write"
  fd = _sys_int($arg1)
  buf_uaddr = $arg2
  buf_str = _sys_buffer($arg2, $arg3)
  count = $arg3
  argstr = sprintf("%d, %s, %d", fd, buf_str, count)
  @returned
}

/* probe syscall.pread64, syscall.pread, nd_syscall.pread64, nd_syscall.pread - read from a place in a file
 *
 * fd              a descriptor
 * buf_uaddr       address of a buffer to fill
 * count           a number
 * offset          a number
 * name            "pread64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pread64 = syscall.pread = nd_syscall.pread64 = nd_syscall.pread = kernel.syscall("pread64") ?
{
  name = "pread64"
  fd = _sys_int($arg1)
  buf_uaddr = $arg2
  count = $arg3
  offset = $arg4
  argstr = sprintf("%d, %s, %d, %d", fd, @out($arg2, _sys_buffer($arg2, $return)), count, offset)
  @returned
}

/* probe syscall.pwrite64, syscall.pwrite, nd_syscall.pwrite64, nd_syscall.pwrite - write to a place in a file
 *
 * fd                  a descriptor
 * buf_uaddr, buf_str  address of a buffer, and its beginning in quotes
 * count               a number
 * offset              a number
 * name                "pwrite64"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.pwrite64 = syscall.pwrite = nd_syscall.pwrite64 = nd_syscall.pwrite = kernel.syscall("pwrite64") ?
{
  name = "pwrite64"
  fd = _sys_int($arg1)
  buf_uaddr = $arg2
  buf_str = _sys_buffer($arg2, $arg3)
  count = $arg3
  offset = $arg4
  argstr = sprintf("%d, %s, %d, %d", fd, buf_str, count, offset)
  @returned
}

/* probe syscall.readv, nd_syscall.readv - read into several buffers
 *
 * fd              a descriptor
 * vector_uaddr    address of the vector of buffers
 * count           a number
 * name            "readv"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.readv = nd_syscall.readv = kernel.syscall("readv") ?
{
  name = "readv"
  fd = _sys_int($arg1)
  vector_uaddr = $arg2
  count = $arg3
  argstr = sprintf("%d, %s, %d", fd, @out($arg2, _sys_iovec_filled($arg2, $arg3, $return)), count)
  @returned
}

/* probe syscall.writev, nd_syscall.writev - write several buffers
 *
 * fd              a descriptor
 * vector_uaddr    address of the vector of buffers
 * count           a number
 * name            "writev"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.writev = nd_syscall.writev = kernel.syscall("writev") ?
{
  name = "writev"
  fd = _sys_int($arg1)
  vector_uaddr = $arg2
  count = $arg3
  argstr = sprintf("%d, %s, %d", fd, _sys_iovec($arg2, $arg3), count)
  @returned
}

/* probe syscall.preadv, nd_syscall.preadv - read into several buffers from a place
 *
 * fd              a descriptor
 * vector_uaddr    address of the vector of buffers
 * count           a number
 * offset          a number
 * name            "preadv"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.preadv = nd_syscall.preadv = kernel.syscall("preadv") ?
{
  name = "preadv"
  fd = _sys_int($arg1)
  vector_uaddr = $arg2
  count = $arg3
  offset = $arg4
  argstr = sprintf("%d, %s, %d, %d", fd, @out($arg2, _sys_iovec_filled($arg2, $arg3, $return)), count, offset)
  @returned
}

/* probe syscall.pwritev, nd_syscall.pwritev - write several buffers to a place
 *
 * fd              a descriptor
 * vector_uaddr    address of the vector of buffers
 * count           a number
 * offset          a number
 * name            "pwritev"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pwritev = nd_syscall.pwritev = kernel.syscall("pwritev") ?
{
  name = "pwritev"
  fd = _sys_int($arg1)
  vector_uaddr = $arg2
  count = $arg3
  offset = $arg4
  argstr = sprintf("%d, %s, %d, %d", fd, _sys_iovec($arg2, $arg3), count, offset)
  @returned
}

/* probe syscall.close, nd_syscall.close - close a file
 *
 * fd              a descriptor
 * name            "close"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.close = nd_syscall.close = kernel.syscall("close") ?
{
  name = "close"
  fd = _sys_int($arg1)
  argstr = sprintf("%d", fd)
  @returned
}

/* probe syscall.close_range, nd_syscall.close_range - close several files
 *
 * first             a number
 * last              a number
 * flags, flags_str  flags, and their names
 * name              "close_range"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.close_range = nd_syscall.close_range = kernel.syscall("close_range") ?
{
  name = "close_range"
  first = _sys_uint($arg1)
  last = _sys_uint($arg2)
  flags = _sys_uint($arg3)
  flags_str = _flag_names(flags, "2=CLOSE_RANGE_UNSHARE,4=CLOSE_RANGE_CLOEXEC,?=CLOSE_RANGE_???")
  argstr = sprintf("%d, %d, %s", first, last, flags_str)
  @returned
}

/* probe syscall.dup, nd_syscall.dup - duplicate a descriptor
 *
 * oldfd           a descriptor
 * name            "dup"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.dup = nd_syscall.dup = kernel.syscall("dup") ?
{
  name = "dup"
  oldfd = _sys_int($arg1)
  argstr = sprintf("%d", oldfd)
  @returned
}

/* probe syscall.dup2, nd_syscall.dup2 - duplicate a descriptor
 *
 * oldfd           a descriptor
 * newfd           a descriptor
 * name            "dup2"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.dup2 = nd_syscall.dup2 = kernel.syscall("dup2") ?
{
  name = "dup2"
  oldfd = _sys_int($arg1)
  newfd = _sys_int($arg2)
  argstr = sprintf("%d, %d", oldfd, newfd)
  @returned
}

/* probe syscall.dup3, nd_syscall.dup3 - duplicate a descriptor, with flags
 *
 * oldfd             a descriptor
 * newfd             a descriptor
 * flags, flags_str  flags, and their names
 * name              "dup3"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.dup3 = nd_syscall.dup3 = kernel.syscall("dup3") ?
{
  name = "dup3"
  oldfd = _sys_int($arg1)
  newfd = _sys_int($arg2)
  flags = _sys_uint($arg3)
  flags_str = _sys_descriptor_flags(flags)
  argstr = sprintf("%d, %d, %s", oldfd, newfd, flags_str)
  @returned
}

/* probe syscall.lseek, nd_syscall.lseek - move in a file
 *
 * fildes              a descriptor
 * offset              a number
 * whence, whence_str  a number, and its name
 * name                "lseek"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.lseek = nd_syscall.lseek = kernel.syscall("lseek") ?
{
  name = "lseek"
  fildes = _sys_int($arg1)
  offset = $arg2
  whence = _sys_int($arg3)
  whence_str = _sys_seek(whence)
  argstr = sprintf("%d, %d, %s", fildes, offset, whence_str)
  @returned
}

/* probe syscall.fcntl, nd_syscall.fcntl - change a descriptor
 *
 * fd              a descriptor
 * cmd, cmd_str    a number, and its name
 * arg, arg_str    what the command is for, and as text
 * name            "fcntl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fcntl = nd_syscall.fcntl = kernel.syscall("fcntl") ?
{
  name = "fcntl"
  fd = _sys_int($arg1)
  cmd = _sys_int($arg2)
  cmd_str = _sys_fcntl_command(cmd)
  arg = $arg3
  arg_str = _sys_fcntl_argument(cmd, $arg3)
  argstr = sprintf("%d, %s", fd, cmd_str) . arg_str
  @returned
}

/* probe syscall.flock, nd_syscall.flock - lock a file
 *
 * fd                        a descriptor
 * operation, operation_str  flags, and their names
 * name                      "flock"
 * argstr                    the arguments as text
 * retval, retstr            behind `.return`: what it returned, as a number and as text
 */
probe syscall.flock = nd_syscall.flock = kernel.syscall("flock") ?
{
  name = "flock"
  fd = _sys_int($arg1)
  operation = _sys_uint($arg2)
  operation_str = _sys_lock(operation)
  argstr = sprintf("%d, %s", fd, operation_str)
  @returned
}

/* probe syscall.fsync, nd_syscall.fsync - write a file to its device
 *
 * fd              a descriptor
 * name            "fsync"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fsync = nd_syscall.fsync = kernel.syscall("fsync") ?
{
  name = "fsync"
  fd = _sys_int($arg1)
  argstr = sprintf("%d", fd)
  @returned
}

/* probe syscall.fdatasync, nd_syscall.fdatasync - write a file's data to its device
 *
 * fd              a descriptor
 * name            "fdatasync"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fdatasync = nd_syscall.fdatasync = kernel.syscall("fdatasync") ?
{
  name = "fdatasync"
  fd = _sys_int($arg1)
  argstr = sprintf("%d", fd)
  @returned
}

/* probe syscall.sync, nd_syscall.sync - write everything to its device
 *
 * name            "sync"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sync = nd_syscall.sync = kernel.syscall("sync") ?
{
  name = "sync"
  argstr = ""
  @returned
}

/* probe syscall.syncfs, nd_syscall.syncfs - write a file system to its device
 *
 * fd              a descriptor
 * name            "syncfs"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.syncfs = nd_syscall.syncfs = kernel.syscall("syncfs") ?
{
  name = "syncfs"
  fd = _sys_int($arg1)
  argstr = sprintf("%d", fd)
  @returned
}

/* probe syscall.fallocate, nd_syscall.fallocate - reserve space
 *
 * fd              a descriptor
 * mode, mode_str  flags, and their names
 * offset          a number
 * len             a number
 * name            "fallocate"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fallocate = nd_syscall.fallocate = kernel.syscall("fallocate") ?
{
  name = "fallocate"
  fd = _sys_int($arg1)
  mode = _sys_uint($arg2)
  mode_str = _sys_fallocate_mode(mode)
  offset = $arg3
  len = $arg4
  argstr = sprintf("%d, %s, %d, %d", fd, mode_str, offset, len)
  @returned
}

/* probe syscall.fadvise64, nd_syscall.fadvise64 - announce how a file is read
 *
 * fd                  a descriptor
 * offset              a number
 * len                 a number
 * advice, advice_str  a number, and its name
 * name                "fadvise64"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.fadvise64 = nd_syscall.fadvise64 = kernel.syscall("fadvise64") ?
{
  name = "fadvise64"
  fd = _sys_int($arg1)
  offset = $arg2
  len = $arg3
  advice = _sys_int($arg4)
  advice_str = _sys_advice_file(advice)
  argstr = sprintf("%d, %d, %d, %s", fd, offset, len, advice_str)
  @returned
}

/* probe syscall.readahead, nd_syscall.readahead - read in advance
 *
 * fd              a descriptor
 * offset          a number
 * count           a number
 * name            "readahead"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.readahead = nd_syscall.readahead = kernel.syscall("readahead") ?
{
  name = "readahead"
  fd = _sys_int($arg1)
  offset = $arg2
  count = $arg3
  argstr = sprintf("%d, %d, %d", fd, offset, count)
  @returned
}

/* probe syscall.ioctl, nd_syscall.ioctl - control a device
 *
 * fd                    a descriptor
 * request, request_str  a number, and its name
 * argp                  an address
 * name                  "ioctl"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
probe syscall.ioctl = nd_syscall.ioctl = kernel.syscall("ioctl") ?
{
  name = "ioctl"
  fd = _sys_int($arg1)
  request = _sys_uint($arg2)
  request_str = _sys_ioctl_request(request)
  argp = $arg3
  argstr = sprintf("%d, %s, %s", fd, request_str, _address(argp))
  @returned
}

/* probe syscall.poll, nd_syscall.poll - wait for files
 *
 * ufds_uaddr      an address to read from
 * nfds            a number
 * timeout         a number
 * name            "poll"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.poll = nd_syscall.poll = kernel.syscall("poll") ?
{
  name = "poll"
  ufds_uaddr = $arg1
  nfds = _sys_uint($arg2)
  timeout = _sys_int($arg3)
  argstr = sprintf("%s, %d, %d", _sys_pollfds($arg1, $arg2), nfds, timeout)
  @returned
}

/* probe syscall.ppoll, nd_syscall.ppoll - wait for files, with a mask of signals
 *
 * fds_uaddr       an address to read from
 * nfds            a number
 * tsp             an address to read from
 * sigmask         an address to read from
 * sigsetsize      a number
 * name            "ppoll"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ppoll = nd_syscall.ppoll = kernel.syscall("ppoll") ?
{
  name = "ppoll"
  fds_uaddr = $arg1
  nfds = _sys_uint($arg2)
  tsp = $arg3
  sigmask = $arg4
  sigsetsize = $arg5
  argstr = sprintf("%s, %d, %s, %s, %d", _sys_pollfds($arg1, $arg2), nfds, _sys_timespec($arg3), _sys_signals($arg4), sigsetsize)
  @returned
}

/* probe syscall.select, nd_syscall.select - wait for files
 *
 * n                a number
 * readfds_uaddr    an address to read from
 * writefds_uaddr   an address to read from
 * exceptfds_uaddr  an address to read from
 * timeout_uaddr    an address to read from
 * name             "select"
 * argstr           the arguments as text
 * retval, retstr   behind `.return`: what it returned, as a number and as text
 */
probe syscall.select = nd_syscall.select = kernel.syscall("select") ?
{
  name = "select"
  n = _sys_int($arg1)
  readfds_uaddr = $arg2
  writefds_uaddr = $arg3
  exceptfds_uaddr = $arg4
  timeout_uaddr = $arg5
  argstr = sprintf("%d, %s, %s, %s, %s", n, _sys_fd_set($arg2, $arg1), _sys_fd_set($arg3, $arg1), _sys_fd_set($arg4, $arg1), _sys_timeval($arg5))
  @returned
}

/* probe syscall.pselect6, nd_syscall.pselect6 - wait for files, with a mask of signals
 *
 * nfds            a number
 * readfds         an address to read from
 * writefds        an address to read from
 * exceptfds       an address to read from
 * timeout         an address to read from
 * sigmask         an address
 * name            "pselect6"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pselect6 = nd_syscall.pselect6 = kernel.syscall("pselect6") ?
{
  name = "pselect6"
  nfds = _sys_int($arg1)
  readfds = $arg2
  writefds = $arg3
  exceptfds = $arg4
  timeout = $arg5
  sigmask = $arg6
  argstr = sprintf("%d, %s, %s, %s, %s, %s", nfds, _sys_fd_set($arg2, $arg1), _sys_fd_set($arg3, $arg1), _sys_fd_set($arg4, $arg1), _sys_timespec($arg5), _address(sigmask))
  @returned
}

/* probe syscall.epoll_create, nd_syscall.epoll_create - make a set of files to wait for
 *
 * size            a number
 * name            "epoll_create"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_create = nd_syscall.epoll_create = kernel.syscall("epoll_create") ?
{
  name = "epoll_create"
  size = _sys_int($arg1)
  argstr = sprintf("%d", size)
  @returned
}

/* probe syscall.epoll_create1, nd_syscall.epoll_create1 - make a set of files to wait for
 *
 * flags, flags_str  flags, and their names
 * name              "epoll_create1"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_create1 = nd_syscall.epoll_create1 = kernel.syscall("epoll_create1") ?
{
  name = "epoll_create1"
  flags = _sys_uint($arg1)
  flags_str = _flag_names(flags, "02000000=EPOLL_CLOEXEC,?=EPOLL_???")
  argstr = flags_str
  @returned
}

/* probe syscall.epoll_ctl, nd_syscall.epoll_ctl - change a set of files
 *
 * epfd            a descriptor
 * op, op_str      a number, and its name
 * fd              a descriptor
 * event_uaddr     an address to read from
 * name            "epoll_ctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_ctl = nd_syscall.epoll_ctl = kernel.syscall("epoll_ctl") ?
{
  name = "epoll_ctl"
  epfd = _sys_int($arg1)
  op = _sys_int($arg2)
  op_str = _sys_epoll_operation(op)
  fd = _sys_int($arg3)
  event_uaddr = $arg4
  argstr = sprintf("%d, %s, %d, %s", epfd, op_str, fd, _sys_epoll_event($arg4))
  @returned
}

/* probe syscall.epoll_wait, nd_syscall.epoll_wait - wait for a set of files
 *
 * epfd            a descriptor
 * events_uaddr    an address to write to
 * maxevents       a number
 * timeout         a number
 * name            "epoll_wait"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_wait = nd_syscall.epoll_wait = kernel.syscall("epoll_wait") ?
{
  name = "epoll_wait"
  epfd = _sys_int($arg1)
  events_uaddr = $arg2
  maxevents = _sys_int($arg3)
  timeout = _sys_int($arg4)
  argstr = sprintf("%d, %s, %d, %d", epfd, @out($arg2, _sys_epoll_events($arg2, $return)), maxevents, timeout)
  @returned
}

/* probe syscall.epoll_pwait, nd_syscall.epoll_pwait - wait for a set of files, with a mask of signals
 *
 * epfd            a descriptor
 * events_uaddr    an address to write to
 * maxevents       a number
 * timeout         a number
 * sigmask_uaddr   an address to read from
 * sigsetsize      a number
 * name            "epoll_pwait"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_pwait = nd_syscall.epoll_pwait = kernel.syscall("epoll_pwait") ?
{
  name = "epoll_pwait"
  epfd = _sys_int($arg1)
  events_uaddr = $arg2
  maxevents = _sys_int($arg3)
  timeout = _sys_int($arg4)
  sigmask_uaddr = $arg5
  sigsetsize = $arg6
  argstr = sprintf("%d, %s, %d, %d, %s, %d", epfd, @out($arg2, _sys_epoll_events($arg2, $return)), maxevents, timeout, _sys_signals($arg5), sigsetsize)
  @returned
}

/* probe syscall.pipe, nd_syscall.pipe - make a pipe
 *
 * fildes_uaddr    an address to write to
 * name            "pipe"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pipe = nd_syscall.pipe = kernel.syscall("pipe") ?
{
  name = "pipe"
  fildes_uaddr = $arg1
  argstr = @out($arg1, _sys_two_numbers_at($arg1))
  @returned
}

/* probe syscall.pipe2, nd_syscall.pipe2 - make a pipe, with flags
 *
 * fildes_uaddr      an address to write to
 * flags, flags_str  flags, and their names
 * name              "pipe2"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.pipe2 = nd_syscall.pipe2 = kernel.syscall("pipe2") ?
{
  name = "pipe2"
  fildes_uaddr = $arg1
  flags = _sys_uint($arg2)
  flags_str = _sys_descriptor_flags(flags)
  argstr = sprintf("%s, %s", @out($arg1, _sys_two_numbers_at($arg1)), flags_str)
  @returned
}

/* probe syscall.eventfd, nd_syscall.eventfd - make a counter
 *
 * count           a number
 * name            "eventfd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.eventfd = nd_syscall.eventfd = kernel.syscall("eventfd") ?
{
  name = "eventfd"
  count = _sys_uint($arg1)
  argstr = sprintf("%d", count)
  @returned
}

/* probe syscall.eventfd2, nd_syscall.eventfd2 - make a counter, with flags
 *
 * count             a number
 * flags, flags_str  flags, and their names
 * name              "eventfd2"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.eventfd2 = nd_syscall.eventfd2 = kernel.syscall("eventfd2") ?
{
  name = "eventfd2"
  count = _sys_uint($arg1)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "1=EFD_SEMAPHORE,02000000=EFD_CLOEXEC,04000=EFD_NONBLOCK,?=EFD_???")
  argstr = sprintf("%d, %s", count, flags_str)
  @returned
}

/* probe syscall.signalfd4, nd_syscall.signalfd4 - make a descriptor for signals
 *
 * ufd               a descriptor
 * user_mask_uaddr   an address to read from
 * sizemask          a number
 * flags, flags_str  flags, and their names
 * name              "signalfd4"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.signalfd4 = nd_syscall.signalfd4 = kernel.syscall("signalfd4") ?
{
  name = "signalfd4"
  ufd = _sys_int($arg1)
  user_mask_uaddr = $arg2
  sizemask = $arg3
  flags = _sys_uint($arg4)
  flags_str = _flag_names(flags, "02000000=SFD_CLOEXEC,04000=SFD_NONBLOCK,?=SFD_???")
  argstr = sprintf("%d, %s, %d, %s", ufd, _sys_signals($arg2), sizemask, flags_str)
  @returned
}

/* probe syscall.inotify_init, nd_syscall.inotify_init - make a descriptor for changes of files
 *
 * name            "inotify_init"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.inotify_init = nd_syscall.inotify_init = kernel.syscall("inotify_init") ?
{
  name = "inotify_init"
  argstr = ""
  @returned
}

/* probe syscall.inotify_init1, nd_syscall.inotify_init1 - make a descriptor for changes of files
 *
 * flags, flags_str  flags, and their names
 * name              "inotify_init1"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.inotify_init1 = nd_syscall.inotify_init1 = kernel.syscall("inotify_init1") ?
{
  name = "inotify_init1"
  flags = _sys_uint($arg1)
  flags_str = _flag_names(flags, "02000000=IN_CLOEXEC,04000=IN_NONBLOCK,?=IN_???")
  argstr = flags_str
  @returned
}

/* probe syscall.inotify_rm_watch, nd_syscall.inotify_rm_watch - end the watch of a file
 *
 * fd              a descriptor
 * wd              a number
 * name            "inotify_rm_watch"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.inotify_rm_watch = nd_syscall.inotify_rm_watch = kernel.syscall("inotify_rm_watch") ?
{
  name = "inotify_rm_watch"
  fd = _sys_int($arg1)
  wd = _sys_int($arg2)
  argstr = sprintf("%d, %d", fd, wd)
  @returned
}

/* probe syscall.memfd_create, nd_syscall.memfd_create - make a file in memory
 *
 * uname, uname_unquoted  a string in quotes, and as it is
 * flags, flags_str       flags, and their names
 * name                   "memfd_create"
 * argstr                 the arguments as text
 * retval, retstr         behind `.return`: what it returned, as a number and as text
 */
probe syscall.memfd_create = nd_syscall.memfd_create = kernel.syscall("memfd_create") ?
{
  name = "memfd_create"
  uname = _sys_path($arg1)
  uname_unquoted = user_string($arg1, "")
  flags = _sys_uint($arg2)
  flags_str = _sys_memfd_flags(flags)
  argstr = sprintf("%s, %s", uname, flags_str)
  @returned
}

/* probe syscall.sendfile, syscall.sendfile64, nd_syscall.sendfile, nd_syscall.sendfile64 - copy between files
 *
 * out_fd          a descriptor
 * in_fd           a descriptor
 * offset_uaddr    an address to read from
 * count           a number
 * name            "sendfile"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sendfile = syscall.sendfile64 = nd_syscall.sendfile = nd_syscall.sendfile64 = kernel.syscall("sendfile") ?
{
  name = "sendfile"
  out_fd = _sys_int($arg1)
  in_fd = _sys_int($arg2)
  offset_uaddr = $arg3
  count = $arg4
  argstr = sprintf("%d, %d, %s, %d", out_fd, in_fd, _sys_long_at($arg3), count)
  @returned
}

/* probe syscall.copy_file_range, nd_syscall.copy_file_range - copy between files
 *
 * fd_in             a descriptor
 * off_in            an address to read from
 * fd_out            a descriptor
 * off_out           an address to read from
 * len               a number
 * flags, flags_str  flags, and their names
 * name              "copy_file_range"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.copy_file_range = nd_syscall.copy_file_range = kernel.syscall("copy_file_range") ?
{
  name = "copy_file_range"
  fd_in = _sys_int($arg1)
  off_in = $arg2
  fd_out = _sys_int($arg3)
  off_out = $arg4
  len = $arg5
  flags = _sys_uint($arg6)
  flags_str = _flag_names(flags, "")
  argstr = sprintf("%d, %s, %d, %s, %d, %s", fd_in, _sys_long_at($arg2), fd_out, _sys_long_at($arg4), len, flags_str)
  @returned
}

/* probe syscall.splice, nd_syscall.splice - move data through a pipe
 *
 * fd_in             a descriptor
 * off_in            an address to read from
 * fd_out            a descriptor
 * off_out           an address to read from
 * len               a number
 * flags, flags_str  flags, and their names
 * name              "splice"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.splice = nd_syscall.splice = kernel.syscall("splice") ?
{
  name = "splice"
  fd_in = _sys_int($arg1)
  off_in = $arg2
  fd_out = _sys_int($arg3)
  off_out = $arg4
  len = $arg5
  flags = _sys_uint($arg6)
  flags_str = _sys_splice_flags(flags)
  argstr = sprintf("%d, %s, %d, %s, %d, %s", fd_in, _sys_long_at($arg2), fd_out, _sys_long_at($arg4), len, flags_str)
  @returned
}

/* probe syscall.tee, nd_syscall.tee - copy from pipe to pipe
 *
 * fdin              a descriptor
 * fdout             a descriptor
 * len               a number
 * flags, flags_str  flags, and their names
 * name              "tee"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.tee = nd_syscall.tee = kernel.syscall("tee") ?
{
  name = "tee"
  fdin = _sys_int($arg1)
  fdout = _sys_int($arg2)
  len = $arg3
  flags = _sys_uint($arg4)
  flags_str = _sys_splice_flags(flags)
  argstr = sprintf("%d, %d, %d, %s", fdin, fdout, len, flags_str)
  @returned
}
