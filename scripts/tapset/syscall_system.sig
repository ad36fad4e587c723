// System calls: the rest, with plain arguments.
//
// Numbers are decimal, strings quoted, addresses hexadecimal.

@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall._sysctl, nd_syscall._sysctl - the system call _sysctl(2)
 *
 * name            "_sysctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall._sysctl = nd_syscall._sysctl = kernel.syscall("_sysctl") ?
{
  name = "_sysctl"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.acct, nd_syscall.acct - the system call acct(2)
 *
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * name                           "acct"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.acct = nd_syscall.acct = kernel.syscall("acct") ?
{
  name = "acct"
  name_text = _sys_path($arg1)
  name_text_unquoted = user_string($arg1, "")
  argstr = name_text
  @returned
}

/* probe syscall.add_key, nd_syscall.add_key - the system call add_key(2)
 *
 * type, type_unquoted                a string in quotes, and as it is
 * description, description_unquoted  a string in quotes, and as it is
 * payload                            an address
 * plen                               a number
 * ringid                             a number
 * name                               "add_key"
 * argstr                             the arguments as text
 * retval, retstr                     behind `.return`: what it returned, as a number and as text
 */
probe syscall.add_key = nd_syscall.add_key = kernel.syscall("add_key") ?
{
  name = "add_key"
  type = _sys_path($arg1)
  type_unquoted = user_string($arg1, "")
  description = _sys_path($arg2)
  description_unquoted = user_string($arg2, "")
  payload = $arg3
  plen = $arg4
  ringid = _sys_int($arg5)
  argstr = sprintf("%s, %s, %s, %d, %d", type, description, _address(payload), plen, ringid)
  @returned
}

/* probe syscall.adjtimex, nd_syscall.adjtimex - the system call adjtimex(2)
 *
 * txc_p           an address
 * name            "adjtimex"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.adjtimex = nd_syscall.adjtimex = kernel.syscall("adjtimex") ?
{
  name = "adjtimex"
  txc_p = $arg1
  argstr = _address(txc_p)
  @returned
}

/* probe syscall.afs_syscall, nd_syscall.afs_syscall - the system call afs_syscall(2)
 *
 * name            "afs_syscall"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.afs_syscall = nd_syscall.afs_syscall = kernel.syscall("afs_syscall") ?
{
  name = "afs_syscall"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.bpf, nd_syscall.bpf - the system call bpf(2)
 *
 * cmd             a number
 * uattr           an address
 * size            a number
 * name            "bpf"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.bpf = nd_syscall.bpf = kernel.syscall("bpf") ?
{
  name = "bpf"
  cmd = _sys_int($arg1)
  uattr = $arg2
  size = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", cmd, _address(uattr), size)
  @returned
}

/* probe syscall.cachestat, nd_syscall.cachestat - the system call cachestat(2)
 *
 * fd              a number
 * cstat_range     an address
 * cstat           an address
 * flags           a number
 * name            "cachestat"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.cachestat = nd_syscall.cachestat = kernel.syscall("cachestat") ?
{
  name = "cachestat"
  fd = _sys_uint($arg1)
  cstat_range = $arg2
  cstat = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %s, %s, %d", fd, _address(cstat_range), _address(cstat), flags)
  @returned
}

/* probe syscall.capget, nd_syscall.capget - the system call capget(2)
 *
 * header          a number
 * dataptr         a number
 * name            "capget"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.capget = nd_syscall.capget = kernel.syscall("capget") ?
{
  name = "capget"
  header = $arg1
  dataptr = $arg2
  argstr = sprintf("%d, %d", header, dataptr)
  @returned
}

/* probe syscall.capset, nd_syscall.capset - the system call capset(2)
 *
 * header          a number
 * data            a number
 * name            "capset"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.capset = nd_syscall.capset = kernel.syscall("capset") ?
{
  name = "capset"
  header = $arg1
  data = $arg2
  argstr = sprintf("%d, %d", header, data)
  @returned
}

/* probe syscall.clock_adjtime, nd_syscall.clock_adjtime - the system call clock_adjtime(2)
 *
 * which_clock     a number
 * utx             an address
 * name            "clock_adjtime"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_adjtime = nd_syscall.clock_adjtime = kernel.syscall("clock_adjtime") ?
{
  name = "clock_adjtime"
  which_clock = _sys_int($arg1)
  utx = $arg2
  argstr = sprintf("%d, %s", which_clock, _address(utx))
  @returned
}

/* probe syscall.clock_adjtime64, nd_syscall.clock_adjtime64 - the system call clock_adjtime64(2)
 *
 * name            "clock_adjtime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_adjtime64 = nd_syscall.clock_adjtime64 = kernel.syscall("clock_adjtime64") ?
{
  name = "clock_adjtime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.clock_getres_time64, nd_syscall.clock_getres_time64 - the system call clock_getres_time64(2)
 *
 * name            "clock_getres_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_getres_time64 = nd_syscall.clock_getres_time64 = kernel.syscall("clock_getres_time64") ?
{
  name = "clock_getres_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.clock_gettime64, nd_syscall.clock_gettime64 - the system call clock_gettime64(2)
 *
 * name            "clock_gettime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_gettime64 = nd_syscall.clock_gettime64 = kernel.syscall("clock_gettime64") ?
{
  name = "clock_gettime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.clock_nanosleep_time64, nd_syscall.clock_nanosleep_time64 - the system call clock_nanosleep_time64(2)
 *
 * name            "clock_nanosleep_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_nanosleep_time64 = nd_syscall.clock_nanosleep_time64 = kernel.syscall("clock_nanosleep_time64") ?
{
  name = "clock_nanosleep_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.clock_settime64, nd_syscall.clock_settime64 - the system call clock_settime64(2)
 *
 * name            "clock_settime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clock_settime64 = nd_syscall.clock_settime64 = kernel.syscall("clock_settime64") ?
{
  name = "clock_settime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.create_module, nd_syscall.create_module - the system call create_module(2)
 *
 * name            "create_module"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.create_module = nd_syscall.create_module = kernel.syscall("create_module") ?
{
  name = "create_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.delete_module, nd_syscall.delete_module - the system call delete_module(2)
 *
 * name            "delete_module"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.delete_module = nd_syscall.delete_module = kernel.syscall("delete_module") ?
{
  name = "delete_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.epoll_ctl_old, nd_syscall.epoll_ctl_old - the system call epoll_ctl_old(2)
 *
 * name            "epoll_ctl_old"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_ctl_old = nd_syscall.epoll_ctl_old = kernel.syscall("epoll_ctl_old") ?
{
  name = "epoll_ctl_old"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.epoll_pwait2, nd_syscall.epoll_pwait2 - the system call epoll_pwait2(2)
 *
 * epfd            a number
 * events          an address
 * maxevents       a number
 * timeout         an address
 * sigmask         an address
 * sigsetsize      a number
 * name            "epoll_pwait2"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_pwait2 = nd_syscall.epoll_pwait2 = kernel.syscall("epoll_pwait2") ?
{
  name = "epoll_pwait2"
  epfd = _sys_int($arg1)
  events = $arg2
  maxevents = _sys_int($arg3)
  timeout = $arg4
  sigmask = $arg5
  sigsetsize = $arg6
  argstr = sprintf("%d, %s, %d, %s, %s, %d", epfd, _address(events), maxevents, _address(timeout), _address(sigmask), sigsetsize)
  @returned
}

/* probe syscall.epoll_wait_old, nd_syscall.epoll_wait_old - the system call epoll_wait_old(2)
 *
 * name            "epoll_wait_old"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.epoll_wait_old = nd_syscall.epoll_wait_old = kernel.syscall("epoll_wait_old") ?
{
  name = "epoll_wait_old"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.fanotify_init, nd_syscall.fanotify_init - the system call fanotify_init(2)
 *
 * flags           a number
 * event_f_flags   a number
 * name            "fanotify_init"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fanotify_init = nd_syscall.fanotify_init = kernel.syscall("fanotify_init") ?
{
  name = "fanotify_init"
  flags = _sys_uint($arg1)
  event_f_flags = _sys_uint($arg2)
  argstr = sprintf("%d, %d", flags, event_f_flags)
  @returned
}

/* probe syscall.fanotify_mark, nd_syscall.fanotify_mark - the system call fanotify_mark(2)
 *
 * fanotify_fd                  a number
 * flags                        a number
 * mask                         a number
 * dfd                          a number
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * name                         "fanotify_mark"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.fanotify_mark = nd_syscall.fanotify_mark = kernel.syscall("fanotify_mark") ?
{
  name = "fanotify_mark"
  fanotify_fd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  mask = $arg3
  dfd = _sys_int($arg4)
  pathname = _sys_path($arg5)
  pathname_unquoted = user_string($arg5, "")
  argstr = sprintf("%d, %d, %d, %d, %s", fanotify_fd, flags, mask, dfd, pathname)
  @returned
}

/* probe syscall.fchmodat2, nd_syscall.fchmodat2 - the system call fchmodat2(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * mode                         permissions
 * flags                        a number
 * name                         "fchmodat2"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.fchmodat2 = nd_syscall.fchmodat2 = kernel.syscall("fchmodat2") ?
{
  name = "fchmodat2"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  mode = $arg3 & 0177777
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %s, %s, %d", dfd, filename, _octal(mode), flags)
  @returned
}

/* probe syscall.fgetxattr, nd_syscall.fgetxattr - the system call fgetxattr(2)
 *
 * fd                             a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * value                          an address
 * size                           a number
 * name                           "fgetxattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.fgetxattr = nd_syscall.fgetxattr = kernel.syscall("fgetxattr") ?
{
  name = "fgetxattr"
  fd = _sys_int($arg1)
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  value = $arg3
  size = $arg4
  argstr = sprintf("%d, %s, %s, %d", fd, name_text, _address(value), size)
  @returned
}

/* probe syscall.file_getattr, nd_syscall.file_getattr - the system call file_getattr(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * ufattr                       an address
 * usize                        a number
 * at_flags                     a number
 * name                         "file_getattr"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.file_getattr = nd_syscall.file_getattr = kernel.syscall("file_getattr") ?
{
  name = "file_getattr"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  ufattr = $arg3
  usize = $arg4
  at_flags = _sys_uint($arg5)
  argstr = sprintf("%d, %s, %s, %d, %d", dfd, filename, _address(ufattr), usize, at_flags)
  @returned
}

/* probe syscall.file_setattr, nd_syscall.file_setattr - the system call file_setattr(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * ufattr                       an address
 * usize                        a number
 * at_flags                     a number
 * name                         "file_setattr"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.file_setattr = nd_syscall.file_setattr = kernel.syscall("file_setattr") ?
{
  name = "file_setattr"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  ufattr = $arg3
  usize = $arg4
  at_flags = _sys_uint($arg5)
  argstr = sprintf("%d, %s, %s, %d, %d", dfd, filename, _address(ufattr), usize, at_flags)
  @returned
}

/* probe syscall.finit_module, nd_syscall.finit_module - the system call finit_module(2)
 *
 * name            "finit_module"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.finit_module = nd_syscall.finit_module = kernel.syscall("finit_module") ?
{
  name = "finit_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.flistxattr, nd_syscall.flistxattr - the system call flistxattr(2)
 *
 * fd                   a number
 * list, list_unquoted  a string in quotes, and as it is
 * size                 a number
 * name                 "flistxattr"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.flistxattr = nd_syscall.flistxattr = kernel.syscall("flistxattr") ?
{
  name = "flistxattr"
  fd = _sys_int($arg1)
  list = _sys_path($arg2)
  list_unquoted = user_string($arg2, "")
  size = $arg3
  argstr = sprintf("%d, %s, %d", fd, list, size)
  @returned
}

/* probe syscall.fremovexattr, nd_syscall.fremovexattr - the system call fremovexattr(2)
 *
 * fd                             a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * name                           "fremovexattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.fremovexattr = nd_syscall.fremovexattr = kernel.syscall("fremovexattr") ?
{
  name = "fremovexattr"
  fd = _sys_int($arg1)
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  argstr = sprintf("%d, %s", fd, name_text)
  @returned
}

/* probe syscall.fsconfig, nd_syscall.fsconfig - the system call fsconfig(2)
 *
 * fd                 a number
 * cmd                a number
 * key, key_unquoted  a string in quotes, and as it is
 * value              an address
 * aux                a number
 * name               "fsconfig"
 * argstr             the arguments as text
 * retval, retstr     behind `.return`: what it returned, as a number and as text
 */
probe syscall.fsconfig = nd_syscall.fsconfig = kernel.syscall("fsconfig") ?
{
  name = "fsconfig"
  fd = _sys_int($arg1)
  cmd = _sys_uint($arg2)
  key = _sys_path($arg3)
  key_unquoted = user_string($arg3, "")
  value = $arg4
  aux = _sys_int($arg5)
  argstr = sprintf("%d, %d, %s, %s, %d", fd, cmd, key, _address(value), aux)
  @returned
}

/* probe syscall.fsetxattr, nd_syscall.fsetxattr - the system call fsetxattr(2)
 *
 * fd                             a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * value                          an address
 * size                           a number
 * flags                          a number
 * name                           "fsetxattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.fsetxattr = nd_syscall.fsetxattr = kernel.syscall("fsetxattr") ?
{
  name = "fsetxattr"
  fd = _sys_int($arg1)
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  value = $arg3
  size = $arg4
  flags = _sys_int($arg5)
  argstr = sprintf("%d, %s, %s, %d, %d", fd, name_text, _address(value), size, flags)
  @returned
}

/* probe syscall.fsmount, nd_syscall.fsmount - the system call fsmount(2)
 *
 * fs_fd           a number
 * flags           a number
 * attr_flags      a number
 * name            "fsmount"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fsmount = nd_syscall.fsmount = kernel.syscall("fsmount") ?
{
  name = "fsmount"
  fs_fd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  attr_flags = _sys_uint($arg3)
  argstr = sprintf("%d, %d, %d", fs_fd, flags, attr_flags)
  @returned
}

/* probe syscall.fsopen, nd_syscall.fsopen - the system call fsopen(2)
 *
 * fs_name, fs_name_unquoted  a string in quotes, and as it is
 * flags                      a number
 * name                       "fsopen"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
probe syscall.fsopen = nd_syscall.fsopen = kernel.syscall("fsopen") ?
{
  name = "fsopen"
  fs_name = _sys_path($arg1)
  fs_name_unquoted = user_string($arg1, "")
  flags = _sys_uint($arg2)
  argstr = sprintf("%s, %d", fs_name, flags)
  @returned
}

/* probe syscall.fspick, nd_syscall.fspick - the system call fspick(2)
 *
 * dfd                  a number
 * path, path_unquoted  a string in quotes, and as it is
 * flags                a number
 * name                 "fspick"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.fspick = nd_syscall.fspick = kernel.syscall("fspick") ?
{
  name = "fspick"
  dfd = _sys_int($arg1)
  path = _sys_path($arg2)
  path_unquoted = user_string($arg2, "")
  flags = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", dfd, path, flags)
  @returned
}

/* probe syscall.fstatat, nd_syscall.fstatat - the system call fstatat(2)
 *
 * name            "fstatat"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fstatat = nd_syscall.fstatat = kernel.syscall("fstatat") ?
{
  name = "fstatat"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.futex_requeue, nd_syscall.futex_requeue - the system call futex_requeue(2)
 *
 * waiters         an address
 * flags           a number
 * nr_wake         a number
 * nr_requeue      a number
 * name            "futex_requeue"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.futex_requeue = nd_syscall.futex_requeue = kernel.syscall("futex_requeue") ?
{
  name = "futex_requeue"
  waiters = $arg1
  flags = _sys_uint($arg2)
  nr_wake = _sys_int($arg3)
  nr_requeue = _sys_int($arg4)
  argstr = sprintf("%s, %d, %d, %d", _address(waiters), flags, nr_wake, nr_requeue)
  @returned
}

/* probe syscall.futex_time64, nd_syscall.futex_time64 - the system call futex_time64(2)
 *
 * name            "futex_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.futex_time64 = nd_syscall.futex_time64 = kernel.syscall("futex_time64") ?
{
  name = "futex_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.futex_wait, nd_syscall.futex_wait - the system call futex_wait(2)
 *
 * uaddr           an address
 * val             a number
 * mask            a number
 * flags           a number
 * timeout         an address
 * clockid         a number
 * name            "futex_wait"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.futex_wait = nd_syscall.futex_wait = kernel.syscall("futex_wait") ?
{
  name = "futex_wait"
  uaddr = $arg1
  val = $arg2
  mask = $arg3
  flags = _sys_uint($arg4)
  timeout = $arg5
  clockid = _sys_int($arg6)
  argstr = sprintf("%s, %d, %d, %d, %s, %d", _address(uaddr), val, mask, flags, _address(timeout), clockid)
  @returned
}

/* probe syscall.futex_waitv, nd_syscall.futex_waitv - the system call futex_waitv(2)
 *
 * waiters         an address
 * nr_futexes      a number
 * flags           a number
 * timeout         an address
 * clockid         a number
 * name            "futex_waitv"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.futex_waitv = nd_syscall.futex_waitv = kernel.syscall("futex_waitv") ?
{
  name = "futex_waitv"
  waiters = $arg1
  nr_futexes = _sys_uint($arg2)
  flags = _sys_uint($arg3)
  timeout = $arg4
  clockid = _sys_int($arg5)
  argstr = sprintf("%s, %d, %d, %s, %d", _address(waiters), nr_futexes, flags, _address(timeout), clockid)
  @returned
}

/* probe syscall.futex_wake, nd_syscall.futex_wake - the system call futex_wake(2)
 *
 * uaddr           an address
 * mask            a number
 * nr              a number
 * flags           a number
 * name            "futex_wake"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.futex_wake = nd_syscall.futex_wake = kernel.syscall("futex_wake") ?
{
  name = "futex_wake"
  uaddr = $arg1
  mask = $arg2
  nr = _sys_int($arg3)
  flags = _sys_uint($arg4)
  argstr = sprintf("%s, %d, %d, %d", _address(uaddr), mask, nr, flags)
  @returned
}

/* probe syscall.futimesat, nd_syscall.futimesat - the system call futimesat(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * utimes                       an address
 * name                         "futimesat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.futimesat = nd_syscall.futimesat = kernel.syscall("futimesat") ?
{
  name = "futimesat"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  utimes = $arg3
  argstr = sprintf("%d, %s, %s", dfd, filename, _address(utimes))
  @returned
}

/* probe syscall.get_kernel_syms, nd_syscall.get_kernel_syms - the system call get_kernel_syms(2)
 *
 * name            "get_kernel_syms"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.get_kernel_syms = nd_syscall.get_kernel_syms = kernel.syscall("get_kernel_syms") ?
{
  name = "get_kernel_syms"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.get_mempolicy, nd_syscall.get_mempolicy - the system call get_mempolicy(2)
 *
 * policy          an address
 * nmask           an address
 * maxnode         a number
 * addr            a number
 * flags           a number
 * name            "get_mempolicy"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.get_mempolicy = nd_syscall.get_mempolicy = kernel.syscall("get_mempolicy") ?
{
  name = "get_mempolicy"
  policy = $arg1
  nmask = $arg2
  maxnode = $arg3
  addr = $arg4
  flags = $arg5
  argstr = sprintf("%s, %s, %d, %d, %d", _address(policy), _address(nmask), maxnode, addr, flags)
  @returned
}

/* probe syscall.get_thread_area, nd_syscall.get_thread_area - the system call get_thread_area(2)
 *
 * name            "get_thread_area"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.get_thread_area = nd_syscall.get_thread_area = kernel.syscall("get_thread_area") ?
{
  name = "get_thread_area"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.getcpu, nd_syscall.getcpu - the system call getcpu(2)
 *
 * cpup            an address
 * nodep           an address
 * unused          an address
 * name            "getcpu"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getcpu = nd_syscall.getcpu = kernel.syscall("getcpu") ?
{
  name = "getcpu"
  cpup = $arg1
  nodep = $arg2
  unused = $arg3
  argstr = sprintf("%s, %s, %s", _address(cpup), _address(nodep), _address(unused))
  @returned
}

/* probe syscall.getpmsg, nd_syscall.getpmsg - the system call getpmsg(2)
 *
 * name            "getpmsg"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getpmsg = nd_syscall.getpmsg = kernel.syscall("getpmsg") ?
{
  name = "getpmsg"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.getxattr, nd_syscall.getxattr - the system call getxattr(2)
 *
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * value                          an address
 * size                           a number
 * name                           "getxattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.getxattr = nd_syscall.getxattr = kernel.syscall("getxattr") ?
{
  name = "getxattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  value = $arg3
  size = $arg4
  argstr = sprintf("%s, %s, %s, %d", pathname, name_text, _address(value), size)
  @returned
}

/* probe syscall.getxattrat, nd_syscall.getxattrat - the system call getxattrat(2)
 *
 * dfd                            a number
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * at_flags                       a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * uargs                          an address
 * usize                          a number
 * name                           "getxattrat"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.getxattrat = nd_syscall.getxattrat = kernel.syscall("getxattrat") ?
{
  name = "getxattrat"
  dfd = _sys_int($arg1)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  at_flags = _sys_uint($arg3)
  name_text = _sys_path($arg4)
  name_text_unquoted = user_string($arg4, "")
  uargs = $arg5
  usize = $arg6
  argstr = sprintf("%d, %s, %d, %s, %s, %d", dfd, pathname, at_flags, name_text, _address(uargs), usize)
  @returned
}

/* probe syscall.init_module, nd_syscall.init_module - the system call init_module(2)
 *
 * name            "init_module"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.init_module = nd_syscall.init_module = kernel.syscall("init_module") ?
{
  name = "init_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.io_cancel, nd_syscall.io_cancel - the system call io_cancel(2)
 *
 * ctx_id          a number
 * iocb            an address
 * result          an address
 * name            "io_cancel"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_cancel = nd_syscall.io_cancel = kernel.syscall("io_cancel") ?
{
  name = "io_cancel"
  ctx_id = $arg1
  iocb = $arg2
  result = $arg3
  argstr = sprintf("%d, %s, %s", ctx_id, _address(iocb), _address(result))
  @returned
}

/* probe syscall.io_destroy, nd_syscall.io_destroy - the system call io_destroy(2)
 *
 * ctx             a number
 * name            "io_destroy"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_destroy = nd_syscall.io_destroy = kernel.syscall("io_destroy") ?
{
  name = "io_destroy"
  ctx = $arg1
  argstr = sprintf("%d", ctx)
  @returned
}

/* probe syscall.io_getevents, nd_syscall.io_getevents - the system call io_getevents(2)
 *
 * ctx_id          a number
 * min_nr          a number
 * nr              a number
 * events          an address
 * timeout         an address
 * name            "io_getevents"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_getevents = nd_syscall.io_getevents = kernel.syscall("io_getevents") ?
{
  name = "io_getevents"
  ctx_id = $arg1
  min_nr = $arg2
  nr = $arg3
  events = $arg4
  timeout = $arg5
  argstr = sprintf("%d, %d, %d, %s, %s", ctx_id, min_nr, nr, _address(events), _address(timeout))
  @returned
}

/* probe syscall.io_pgetevents, nd_syscall.io_pgetevents - the system call io_pgetevents(2)
 *
 * ctx_id          a number
 * min_nr          a number
 * nr              a number
 * events          an address
 * timeout         an address
 * usig            an address
 * name            "io_pgetevents"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_pgetevents = nd_syscall.io_pgetevents = kernel.syscall("io_pgetevents") ?
{
  name = "io_pgetevents"
  ctx_id = $arg1
  min_nr = $arg2
  nr = $arg3
  events = $arg4
  timeout = $arg5
  usig = $arg6
  argstr = sprintf("%d, %d, %d, %s, %s, %s", ctx_id, min_nr, nr, _address(events), _address(timeout), _address(usig))
  @returned
}

/* probe syscall.io_pgetevents_time64, nd_syscall.io_pgetevents_time64 - the system call io_pgetevents_time64(2)
 *
 * name            "io_pgetevents_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_pgetevents_time64 = nd_syscall.io_pgetevents_time64 = kernel.syscall("io_pgetevents_time64") ?
{
  name = "io_pgetevents_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.io_setup, nd_syscall.io_setup - the system call io_setup(2)
 *
 * nr_events       a number
 * ctxp            an address
 * name            "io_setup"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_setup = nd_syscall.io_setup = kernel.syscall("io_setup") ?
{
  name = "io_setup"
  nr_events = _sys_uint($arg1)
  ctxp = $arg2
  argstr = sprintf("%d, %s", nr_events, _address(ctxp))
  @returned
}

/* probe syscall.io_submit, nd_syscall.io_submit - the system call io_submit(2)
 *
 * ctx_id          a number
 * nr              a number
 * iocbpp          an address
 * name            "io_submit"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_submit = nd_syscall.io_submit = kernel.syscall("io_submit") ?
{
  name = "io_submit"
  ctx_id = $arg1
  nr = $arg2
  iocbpp = $arg3
  argstr = sprintf("%d, %d, %s", ctx_id, nr, _address(iocbpp))
  @returned
}

/* probe syscall.io_uring_enter, nd_syscall.io_uring_enter - the system call io_uring_enter(2)
 *
 * fd              a number
 * to_submit       a number
 * min_complete    a number
 * flags           a number
 * argp            an address
 * argsz           a number
 * name            "io_uring_enter"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_uring_enter = nd_syscall.io_uring_enter = kernel.syscall("io_uring_enter") ?
{
  name = "io_uring_enter"
  fd = _sys_uint($arg1)
  to_submit = _sys_uint($arg2)
  min_complete = _sys_uint($arg3)
  flags = _sys_uint($arg4)
  argp = $arg5
  argsz = $arg6
  argstr = sprintf("%d, %d, %d, %d, %s, %d", fd, to_submit, min_complete, flags, _address(argp), argsz)
  @returned
}

/* probe syscall.io_uring_register, nd_syscall.io_uring_register - the system call io_uring_register(2)
 *
 * fd              a number
 * opcode          a number
 * arg             an address
 * nr_args         a number
 * name            "io_uring_register"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_uring_register = nd_syscall.io_uring_register = kernel.syscall("io_uring_register") ?
{
  name = "io_uring_register"
  fd = _sys_uint($arg1)
  opcode = _sys_uint($arg2)
  arg = $arg3
  nr_args = _sys_uint($arg4)
  argstr = sprintf("%d, %d, %s, %d", fd, opcode, _address(arg), nr_args)
  @returned
}

/* probe syscall.io_uring_setup, nd_syscall.io_uring_setup - the system call io_uring_setup(2)
 *
 * entries         a number
 * params          an address
 * name            "io_uring_setup"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.io_uring_setup = nd_syscall.io_uring_setup = kernel.syscall("io_uring_setup") ?
{
  name = "io_uring_setup"
  entries = _sys_uint($arg1)
  params = $arg2
  argstr = sprintf("%d, %s", entries, _address(params))
  @returned
}

/* probe syscall.ioperm, nd_syscall.ioperm - the system call ioperm(2)
 *
 * from            a number
 * num             a number
 * turn_on         a number
 * name            "ioperm"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ioperm = nd_syscall.ioperm = kernel.syscall("ioperm") ?
{
  name = "ioperm"
  from = $arg1
  num = $arg2
  turn_on = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", from, num, turn_on)
  @returned
}

/* probe syscall.iopl, nd_syscall.iopl - the system call iopl(2)
 *
 * level           a number
 * name            "iopl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.iopl = nd_syscall.iopl = kernel.syscall("iopl") ?
{
  name = "iopl"
  level = _sys_uint($arg1)
  argstr = sprintf("%d", level)
  @returned
}

/* probe syscall.ioprio_get, nd_syscall.ioprio_get - the system call ioprio_get(2)
 *
 * which           a number
 * who             a number
 * name            "ioprio_get"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ioprio_get = nd_syscall.ioprio_get = kernel.syscall("ioprio_get") ?
{
  name = "ioprio_get"
  which = _sys_int($arg1)
  who = _sys_int($arg2)
  argstr = sprintf("%d, %d", which, who)
  @returned
}

/* probe syscall.ioprio_set, nd_syscall.ioprio_set - the system call ioprio_set(2)
 *
 * which           a number
 * who             a number
 * ioprio          a number
 * name            "ioprio_set"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ioprio_set = nd_syscall.ioprio_set = kernel.syscall("ioprio_set") ?
{
  name = "ioprio_set"
  which = _sys_int($arg1)
  who = _sys_int($arg2)
  ioprio = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", which, who, ioprio)
  @returned
}

/* probe syscall.kcmp, nd_syscall.kcmp - the system call kcmp(2)
 *
 * pid1            a number
 * pid2            a number
 * type            a number
 * idx1            a number
 * idx2            a number
 * name            "kcmp"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.kcmp = nd_syscall.kcmp = kernel.syscall("kcmp") ?
{
  name = "kcmp"
  pid1 = _sys_int($arg1)
  pid2 = _sys_int($arg2)
  type = _sys_int($arg3)
  idx1 = $arg4
  idx2 = $arg5
  argstr = sprintf("%d, %d, %d, %d, %d", pid1, pid2, type, idx1, idx2)
  @returned
}

/* probe syscall.kexec_file_load, nd_syscall.kexec_file_load - the system call kexec_file_load(2)
 *
 * name            "kexec_file_load"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.kexec_file_load = nd_syscall.kexec_file_load = kernel.syscall("kexec_file_load") ?
{
  name = "kexec_file_load"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.kexec_load, nd_syscall.kexec_load - the system call kexec_load(2)
 *
 * name            "kexec_load"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.kexec_load = nd_syscall.kexec_load = kernel.syscall("kexec_load") ?
{
  name = "kexec_load"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.keyctl, nd_syscall.keyctl - the system call keyctl(2)
 *
 * option          a number
 * arg2            a number
 * arg3            a number
 * arg4            a number
 * arg5            a number
 * name            "keyctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.keyctl = nd_syscall.keyctl = kernel.syscall("keyctl") ?
{
  name = "keyctl"
  option = _sys_int($arg1)
  arg2 = $arg2
  arg3 = $arg3
  arg4 = $arg4
  arg5 = $arg5
  argstr = sprintf("%d, %d, %d, %d, %d", option, arg2, arg3, arg4, arg5)
  @returned
}

/* probe syscall.landlock_add_rule, nd_syscall.landlock_add_rule - the system call landlock_add_rule(2)
 *
 * ruleset_fd      a number
 * rule_type       a number
 * rule_attr       an address
 * flags           a number
 * name            "landlock_add_rule"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.landlock_add_rule = nd_syscall.landlock_add_rule = kernel.syscall("landlock_add_rule") ?
{
  name = "landlock_add_rule"
  ruleset_fd = _sys_int($arg1)
  rule_type = $arg2
  rule_attr = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %d, %s, %d", ruleset_fd, rule_type, _address(rule_attr), flags)
  @returned
}

/* probe syscall.landlock_create_ruleset, nd_syscall.landlock_create_ruleset - the system call landlock_create_ruleset(2)
 *
 * attr            an address
 * size            a number
 * flags           a number
 * name            "landlock_create_ruleset"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.landlock_create_ruleset = nd_syscall.landlock_create_ruleset = kernel.syscall("landlock_create_ruleset") ?
{
  name = "landlock_create_ruleset"
  attr = $arg1
  size = $arg2
  flags = _sys_uint($arg3)
  argstr = sprintf("%s, %d, %d", _address(attr), size, flags)
  @returned
}

/* probe syscall.landlock_restrict_self, nd_syscall.landlock_restrict_self - the system call landlock_restrict_self(2)
 *
 * ruleset_fd      a number
 * flags           a number
 * name            "landlock_restrict_self"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.landlock_restrict_self = nd_syscall.landlock_restrict_self = kernel.syscall("landlock_restrict_self") ?
{
  name = "landlock_restrict_self"
  ruleset_fd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  argstr = sprintf("%d, %d", ruleset_fd, flags)
  @returned
}

/* probe syscall.lgetxattr, nd_syscall.lgetxattr - the system call lgetxattr(2)
 *
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * value                          an address
 * size                           a number
 * name                           "lgetxattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.lgetxattr = nd_syscall.lgetxattr = kernel.syscall("lgetxattr") ?
{
  name = "lgetxattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  value = $arg3
  size = $arg4
  argstr = sprintf("%s, %s, %s, %d", pathname, name_text, _address(value), size)
  @returned
}

/* probe syscall.listmount, nd_syscall.listmount - the system call listmount(2)
 *
 * req             an address
 * mnt_ids         an address
 * nr_mnt_ids      a number
 * flags           a number
 * name            "listmount"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.listmount = nd_syscall.listmount = kernel.syscall("listmount") ?
{
  name = "listmount"
  req = $arg1
  mnt_ids = $arg2
  nr_mnt_ids = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%s, %s, %d, %d", _address(req), _address(mnt_ids), nr_mnt_ids, flags)
  @returned
}

/* probe syscall.listxattr, nd_syscall.listxattr - the system call listxattr(2)
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * list, list_unquoted          a string in quotes, and as it is
 * size                         a number
 * name                         "listxattr"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.listxattr = nd_syscall.listxattr = kernel.syscall("listxattr") ?
{
  name = "listxattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  list = _sys_path($arg2)
  list_unquoted = user_string($arg2, "")
  size = $arg3
  argstr = sprintf("%s, %s, %d", pathname, list, size)
  @returned
}

/* probe syscall.listxattrat, nd_syscall.listxattrat - the system call listxattrat(2)
 *
 * dfd                          a number
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * at_flags                     a number
 * list, list_unquoted          a string in quotes, and as it is
 * size                         a number
 * name                         "listxattrat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.listxattrat = nd_syscall.listxattrat = kernel.syscall("listxattrat") ?
{
  name = "listxattrat"
  dfd = _sys_int($arg1)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  at_flags = _sys_uint($arg3)
  list = _sys_path($arg4)
  list_unquoted = user_string($arg4, "")
  size = $arg5
  argstr = sprintf("%d, %s, %d, %s, %d", dfd, pathname, at_flags, list, size)
  @returned
}

/* probe syscall.llistxattr, nd_syscall.llistxattr - the system call llistxattr(2)
 *
 * pathname, pathname_unquoted  a string in quotes, and as it is
 * list, list_unquoted          a string in quotes, and as it is
 * size                         a number
 * name                         "llistxattr"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.llistxattr = nd_syscall.llistxattr = kernel.syscall("llistxattr") ?
{
  name = "llistxattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  list = _sys_path($arg2)
  list_unquoted = user_string($arg2, "")
  size = $arg3
  argstr = sprintf("%s, %s, %d", pathname, list, size)
  @returned
}

/* probe syscall.lookup_dcookie, nd_syscall.lookup_dcookie - the system call lookup_dcookie(2)
 *
 * name            "lookup_dcookie"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.lookup_dcookie = nd_syscall.lookup_dcookie = kernel.syscall("lookup_dcookie") ?
{
  name = "lookup_dcookie"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.lremovexattr, nd_syscall.lremovexattr - the system call lremovexattr(2)
 *
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * name                           "lremovexattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.lremovexattr = nd_syscall.lremovexattr = kernel.syscall("lremovexattr") ?
{
  name = "lremovexattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  argstr = sprintf("%s, %s", pathname, name_text)
  @returned
}

/* probe syscall.lsetxattr, nd_syscall.lsetxattr - the system call lsetxattr(2)
 *
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * value                          an address
 * size                           a number
 * flags                          a number
 * name                           "lsetxattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.lsetxattr = nd_syscall.lsetxattr = kernel.syscall("lsetxattr") ?
{
  name = "lsetxattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  value = $arg3
  size = $arg4
  flags = _sys_int($arg5)
  argstr = sprintf("%s, %s, %s, %d, %d", pathname, name_text, _address(value), size, flags)
  @returned
}

/* probe syscall.lsm_get_self_attr, nd_syscall.lsm_get_self_attr - the system call lsm_get_self_attr(2)
 *
 * attr            a number
 * ctx             an address
 * size            an address
 * flags           a number
 * name            "lsm_get_self_attr"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.lsm_get_self_attr = nd_syscall.lsm_get_self_attr = kernel.syscall("lsm_get_self_attr") ?
{
  name = "lsm_get_self_attr"
  attr = _sys_uint($arg1)
  ctx = $arg2
  size = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %s, %s, %d", attr, _address(ctx), _address(size), flags)
  @returned
}

/* probe syscall.lsm_list_modules, nd_syscall.lsm_list_modules - the system call lsm_list_modules(2)
 *
 * ids             an address
 * size            an address
 * flags           a number
 * name            "lsm_list_modules"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.lsm_list_modules = nd_syscall.lsm_list_modules = kernel.syscall("lsm_list_modules") ?
{
  name = "lsm_list_modules"
  ids = $arg1
  size = $arg2
  flags = _sys_uint($arg3)
  argstr = sprintf("%s, %s, %d", _address(ids), _address(size), flags)
  @returned
}

/* probe syscall.lsm_set_self_attr, nd_syscall.lsm_set_self_attr - the system call lsm_set_self_attr(2)
 *
 * attr            a number
 * ctx             an address
 * size            a number
 * flags           a number
 * name            "lsm_set_self_attr"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.lsm_set_self_attr = nd_syscall.lsm_set_self_attr = kernel.syscall("lsm_set_self_attr") ?
{
  name = "lsm_set_self_attr"
  attr = _sys_uint($arg1)
  ctx = $arg2
  size = _sys_uint($arg3)
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %s, %d, %d", attr, _address(ctx), size, flags)
  @returned
}

/* probe syscall.map_shadow_stack, nd_syscall.map_shadow_stack - the system call map_shadow_stack(2)
 *
 * name            "map_shadow_stack"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.map_shadow_stack = nd_syscall.map_shadow_stack = kernel.syscall("map_shadow_stack") ?
{
  name = "map_shadow_stack"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.mbind, nd_syscall.mbind - the system call mbind(2)
 *
 * start           a number
 * len             a number
 * mode            a number
 * nmask           an address
 * maxnode         a number
 * flags           a number
 * name            "mbind"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mbind = nd_syscall.mbind = kernel.syscall("mbind") ?
{
  name = "mbind"
  start = $arg1
  len = $arg2
  mode = $arg3
  nmask = $arg4
  maxnode = $arg5
  flags = _sys_uint($arg6)
  argstr = sprintf("%d, %d, %d, %s, %d, %d", start, len, mode, _address(nmask), maxnode, flags)
  @returned
}

/* probe syscall.memfd_secret, nd_syscall.memfd_secret - the system call memfd_secret(2)
 *
 * flags           a number
 * name            "memfd_secret"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.memfd_secret = nd_syscall.memfd_secret = kernel.syscall("memfd_secret") ?
{
  name = "memfd_secret"
  flags = _sys_uint($arg1)
  argstr = sprintf("%d", flags)
  @returned
}

/* probe syscall.migrate_pages, nd_syscall.migrate_pages - the system call migrate_pages(2)
 *
 * pid             a number
 * maxnode         a number
 * old_nodes       an address
 * new_nodes       an address
 * name            "migrate_pages"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.migrate_pages = nd_syscall.migrate_pages = kernel.syscall("migrate_pages") ?
{
  name = "migrate_pages"
  pid = _sys_int($arg1)
  maxnode = $arg2
  old_nodes = $arg3
  new_nodes = $arg4
  argstr = sprintf("%d, %d, %s, %s", pid, maxnode, _address(old_nodes), _address(new_nodes))
  @returned
}

/* probe syscall.modify_ldt, nd_syscall.modify_ldt - the system call modify_ldt(2)
 *
 * func            a number
 * ptr             an address
 * bytecount       a number
 * name            "modify_ldt"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.modify_ldt = nd_syscall.modify_ldt = kernel.syscall("modify_ldt") ?
{
  name = "modify_ldt"
  func = _sys_int($arg1)
  ptr = $arg2
  bytecount = $arg3
  argstr = sprintf("%d, %s, %d", func, _address(ptr), bytecount)
  @returned
}

/* probe syscall.mount_setattr, nd_syscall.mount_setattr - the system call mount_setattr(2)
 *
 * dfd                  a number
 * path, path_unquoted  a string in quotes, and as it is
 * flags                a number
 * uattr                an address
 * usize                a number
 * name                 "mount_setattr"
 * argstr               the arguments as text
 * retval, retstr       behind `.return`: what it returned, as a number and as text
 */
probe syscall.mount_setattr = nd_syscall.mount_setattr = kernel.syscall("mount_setattr") ?
{
  name = "mount_setattr"
  dfd = _sys_int($arg1)
  path = _sys_path($arg2)
  path_unquoted = user_string($arg2, "")
  flags = _sys_uint($arg3)
  uattr = $arg4
  usize = $arg5
  argstr = sprintf("%d, %s, %d, %s, %d", dfd, path, flags, _address(uattr), usize)
  @returned
}

/* probe syscall.move_mount, nd_syscall.move_mount - the system call move_mount(2)
 *
 * from_dfd                               a number
 * from_pathname, from_pathname_unquoted  a string in quotes, and as it is
 * to_dfd                                 a number
 * to_pathname, to_pathname_unquoted      a string in quotes, and as it is
 * flags                                  a number
 * name                                   "move_mount"
 * argstr                                 the arguments as text
 * retval, retstr                         behind `.return`: what it returned, as a number and as text
 */
probe syscall.move_mount = nd_syscall.move_mount = kernel.syscall("move_mount") ?
{
  name = "move_mount"
  from_dfd = _sys_int($arg1)
  from_pathname = _sys_path($arg2)
  from_pathname_unquoted = user_string($arg2, "")
  to_dfd = _sys_int($arg3)
  to_pathname = _sys_path($arg4)
  to_pathname_unquoted = user_string($arg4, "")
  flags = _sys_uint($arg5)
  argstr = sprintf("%d, %s, %d, %s, %d", from_dfd, from_pathname, to_dfd, to_pathname, flags)
  @returned
}

/* probe syscall.move_pages, nd_syscall.move_pages - the system call move_pages(2)
 *
 * pid             a number
 * nr_pages        a number
 * pages           an address
 * nodes           an address
 * status          an address
 * flags           a number
 * name            "move_pages"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.move_pages = nd_syscall.move_pages = kernel.syscall("move_pages") ?
{
  name = "move_pages"
  pid = _sys_int($arg1)
  nr_pages = $arg2
  pages = $arg3
  nodes = $arg4
  status = $arg5
  flags = _sys_int($arg6)
  argstr = sprintf("%d, %d, %s, %s, %s, %d", pid, nr_pages, _address(pages), _address(nodes), _address(status), flags)
  @returned
}

/* probe syscall.mq_timedreceive_time64, nd_syscall.mq_timedreceive_time64 - the system call mq_timedreceive_time64(2)
 *
 * name            "mq_timedreceive_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_timedreceive_time64 = nd_syscall.mq_timedreceive_time64 = kernel.syscall("mq_timedreceive_time64") ?
{
  name = "mq_timedreceive_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.mq_timedsend_time64, nd_syscall.mq_timedsend_time64 - the system call mq_timedsend_time64(2)
 *
 * name            "mq_timedsend_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mq_timedsend_time64 = nd_syscall.mq_timedsend_time64 = kernel.syscall("mq_timedsend_time64") ?
{
  name = "mq_timedsend_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.mseal, nd_syscall.mseal - the system call mseal(2)
 *
 * start           a number
 * len             a number
 * flags           a number
 * name            "mseal"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.mseal = nd_syscall.mseal = kernel.syscall("mseal") ?
{
  name = "mseal"
  start = $arg1
  len = $arg2
  flags = $arg3
  argstr = sprintf("%d, %d, %d", start, len, flags)
  @returned
}

/* probe syscall.name_to_handle_at, nd_syscall.name_to_handle_at - the system call name_to_handle_at(2)
 *
 * dfd                            a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * handle                         an address
 * mnt_id                         an address
 * flag                           a number
 * name                           "name_to_handle_at"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.name_to_handle_at = nd_syscall.name_to_handle_at = kernel.syscall("name_to_handle_at") ?
{
  name = "name_to_handle_at"
  dfd = _sys_int($arg1)
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  handle = $arg3
  mnt_id = $arg4
  flag = _sys_int($arg5)
  argstr = sprintf("%d, %s, %s, %s, %d", dfd, name_text, _address(handle), _address(mnt_id), flag)
  @returned
}

/* probe syscall.nfsservctl, nd_syscall.nfsservctl - the system call nfsservctl(2)
 *
 * name            "nfsservctl"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.nfsservctl = nd_syscall.nfsservctl = kernel.syscall("nfsservctl") ?
{
  name = "nfsservctl"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.open_by_handle_at, nd_syscall.open_by_handle_at - the system call open_by_handle_at(2)
 *
 * mountdirfd      a number
 * handle          an address
 * flags           a number
 * name            "open_by_handle_at"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.open_by_handle_at = nd_syscall.open_by_handle_at = kernel.syscall("open_by_handle_at") ?
{
  name = "open_by_handle_at"
  mountdirfd = _sys_int($arg1)
  handle = $arg2
  flags = _sys_int($arg3)
  argstr = sprintf("%d, %s, %d", mountdirfd, _address(handle), flags)
  @returned
}

/* probe syscall.open_tree, nd_syscall.open_tree - the system call open_tree(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * flags                        a number
 * name                         "open_tree"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.open_tree = nd_syscall.open_tree = kernel.syscall("open_tree") ?
{
  name = "open_tree"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  flags = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", dfd, filename, flags)
  @returned
}

/* probe syscall.open_tree_attr, nd_syscall.open_tree_attr - the system call open_tree_attr(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * flags                        a number
 * uattr                        an address
 * usize                        a number
 * name                         "open_tree_attr"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.open_tree_attr = nd_syscall.open_tree_attr = kernel.syscall("open_tree_attr") ?
{
  name = "open_tree_attr"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  flags = _sys_uint($arg3)
  uattr = $arg4
  usize = $arg5
  argstr = sprintf("%d, %s, %d, %s, %d", dfd, filename, flags, _address(uattr), usize)
  @returned
}

/* probe syscall.openat2, nd_syscall.openat2 - the system call openat2(2)
 *
 * dfd                          a number
 * filename, filename_unquoted  a string in quotes, and as it is
 * how                          an address
 * usize                        a number
 * name                         "openat2"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.openat2 = nd_syscall.openat2 = kernel.syscall("openat2") ?
{
  name = "openat2"
  dfd = _sys_int($arg1)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  how = $arg3
  usize = $arg4
  argstr = sprintf("%d, %s, %s, %d", dfd, filename, _address(how), usize)
  @returned
}

/* probe syscall.perf_event_open, nd_syscall.perf_event_open - the system call perf_event_open(2)
 *
 * attr_uptr       an address
 * pid             a number
 * cpu             a number
 * group_fd        a number
 * flags           a number
 * name            "perf_event_open"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.perf_event_open = nd_syscall.perf_event_open = kernel.syscall("perf_event_open") ?
{
  name = "perf_event_open"
  attr_uptr = $arg1
  pid = _sys_int($arg2)
  cpu = _sys_int($arg3)
  group_fd = _sys_int($arg4)
  flags = $arg5
  argstr = sprintf("%s, %d, %d, %d, %d", _address(attr_uptr), pid, cpu, group_fd, flags)
  @returned
}

/* probe syscall.personality, nd_syscall.personality - the system call personality(2)
 *
 * personality     a number
 * name            "personality"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.personality = nd_syscall.personality = kernel.syscall("personality") ?
{
  name = "personality"
  personality = _sys_uint($arg1)
  argstr = sprintf("%d", personality)
  @returned
}

/* probe syscall.pidfd_getfd, nd_syscall.pidfd_getfd - the system call pidfd_getfd(2)
 *
 * pidfd           a number
 * fd              a number
 * flags           a number
 * name            "pidfd_getfd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pidfd_getfd = nd_syscall.pidfd_getfd = kernel.syscall("pidfd_getfd") ?
{
  name = "pidfd_getfd"
  pidfd = _sys_int($arg1)
  fd = _sys_int($arg2)
  flags = _sys_uint($arg3)
  argstr = sprintf("%d, %d, %d", pidfd, fd, flags)
  @returned
}

/* probe syscall.pivot_root, nd_syscall.pivot_root - the system call pivot_root(2)
 *
 * new_root, new_root_unquoted  a string in quotes, and as it is
 * put_old, put_old_unquoted    a string in quotes, and as it is
 * name                         "pivot_root"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.pivot_root = nd_syscall.pivot_root = kernel.syscall("pivot_root") ?
{
  name = "pivot_root"
  new_root = _sys_path($arg1)
  new_root_unquoted = user_string($arg1, "")
  put_old = _sys_path($arg2)
  put_old_unquoted = user_string($arg2, "")
  argstr = sprintf("%s, %s", new_root, put_old)
  @returned
}

/* probe syscall.pkey_alloc, nd_syscall.pkey_alloc - the system call pkey_alloc(2)
 *
 * flags           a number
 * init_val        a number
 * name            "pkey_alloc"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pkey_alloc = nd_syscall.pkey_alloc = kernel.syscall("pkey_alloc") ?
{
  name = "pkey_alloc"
  flags = $arg1
  init_val = $arg2
  argstr = sprintf("%d, %d", flags, init_val)
  @returned
}

/* probe syscall.pkey_free, nd_syscall.pkey_free - the system call pkey_free(2)
 *
 * pkey            a number
 * name            "pkey_free"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pkey_free = nd_syscall.pkey_free = kernel.syscall("pkey_free") ?
{
  name = "pkey_free"
  pkey = _sys_int($arg1)
  argstr = sprintf("%d", pkey)
  @returned
}

/* probe syscall.pkey_mprotect, nd_syscall.pkey_mprotect - the system call pkey_mprotect(2)
 *
 * start           a number
 * len             a number
 * prot            a number
 * pkey            a number
 * name            "pkey_mprotect"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pkey_mprotect = nd_syscall.pkey_mprotect = kernel.syscall("pkey_mprotect") ?
{
  name = "pkey_mprotect"
  start = $arg1
  len = $arg2
  prot = $arg3
  pkey = _sys_int($arg4)
  argstr = sprintf("%d, %d, %d, %d", start, len, prot, pkey)
  @returned
}

/* probe syscall.ppoll_time64, nd_syscall.ppoll_time64 - the system call ppoll_time64(2)
 *
 * name            "ppoll_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ppoll_time64 = nd_syscall.ppoll_time64 = kernel.syscall("ppoll_time64") ?
{
  name = "ppoll_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.preadv2, nd_syscall.preadv2 - the system call preadv2(2)
 *
 * fd              a number
 * vec             an address
 * vlen            a number
 * pos_l           a number
 * pos_h           a number
 * flags           a number
 * name            "preadv2"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.preadv2 = nd_syscall.preadv2 = kernel.syscall("preadv2") ?
{
  name = "preadv2"
  fd = $arg1
  vec = $arg2
  vlen = $arg3
  pos_l = $arg4
  pos_h = $arg5
  flags = _sys_int($arg6)
  argstr = sprintf("%d, %s, %d, %d, %d, %d", fd, _address(vec), vlen, pos_l, pos_h, flags)
  @returned
}

/* probe syscall.process_madvise, nd_syscall.process_madvise - the system call process_madvise(2)
 *
 * pidfd           a number
 * vec             an address
 * vlen            a number
 * behavior        a number
 * flags           a number
 * name            "process_madvise"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.process_madvise = nd_syscall.process_madvise = kernel.syscall("process_madvise") ?
{
  name = "process_madvise"
  pidfd = _sys_int($arg1)
  vec = $arg2
  vlen = $arg3
  behavior = _sys_int($arg4)
  flags = _sys_uint($arg5)
  argstr = sprintf("%d, %s, %d, %d, %d", pidfd, _address(vec), vlen, behavior, flags)
  @returned
}

/* probe syscall.process_mrelease, nd_syscall.process_mrelease - the system call process_mrelease(2)
 *
 * pidfd           a number
 * flags           a number
 * name            "process_mrelease"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.process_mrelease = nd_syscall.process_mrelease = kernel.syscall("process_mrelease") ?
{
  name = "process_mrelease"
  pidfd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  argstr = sprintf("%d, %d", pidfd, flags)
  @returned
}

/* probe syscall.process_vm_readv, nd_syscall.process_vm_readv - the system call process_vm_readv(2)
 *
 * pid             a number
 * lvec            an address
 * liovcnt         a number
 * rvec            an address
 * riovcnt         a number
 * flags           a number
 * name            "process_vm_readv"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.process_vm_readv = nd_syscall.process_vm_readv = kernel.syscall("process_vm_readv") ?
{
  name = "process_vm_readv"
  pid = _sys_int($arg1)
  lvec = $arg2
  liovcnt = $arg3
  rvec = $arg4
  riovcnt = $arg5
  flags = $arg6
  argstr = sprintf("%d, %s, %d, %s, %d, %d", pid, _address(lvec), liovcnt, _address(rvec), riovcnt, flags)
  @returned
}

/* probe syscall.process_vm_writev, nd_syscall.process_vm_writev - the system call process_vm_writev(2)
 *
 * pid             a number
 * lvec            an address
 * liovcnt         a number
 * rvec            an address
 * riovcnt         a number
 * flags           a number
 * name            "process_vm_writev"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.process_vm_writev = nd_syscall.process_vm_writev = kernel.syscall("process_vm_writev") ?
{
  name = "process_vm_writev"
  pid = _sys_int($arg1)
  lvec = $arg2
  liovcnt = $arg3
  rvec = $arg4
  riovcnt = $arg5
  flags = $arg6
  argstr = sprintf("%d, %s, %d, %s, %d, %d", pid, _address(lvec), liovcnt, _address(rvec), riovcnt, flags)
  @returned
}

/* probe syscall.pselect6_time64, nd_syscall.pselect6_time64 - the system call pselect6_time64(2)
 *
 * name            "pselect6_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pselect6_time64 = nd_syscall.pselect6_time64 = kernel.syscall("pselect6_time64") ?
{
  name = "pselect6_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.putpmsg, nd_syscall.putpmsg - the system call putpmsg(2)
 *
 * name            "putpmsg"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.putpmsg = nd_syscall.putpmsg = kernel.syscall("putpmsg") ?
{
  name = "putpmsg"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.pwritev2, nd_syscall.pwritev2 - the system call pwritev2(2)
 *
 * fd              a number
 * vec             an address
 * vlen            a number
 * pos_l           a number
 * pos_h           a number
 * flags           a number
 * name            "pwritev2"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pwritev2 = nd_syscall.pwritev2 = kernel.syscall("pwritev2") ?
{
  name = "pwritev2"
  fd = $arg1
  vec = $arg2
  vlen = $arg3
  pos_l = $arg4
  pos_h = $arg5
  flags = _sys_int($arg6)
  argstr = sprintf("%d, %s, %d, %d, %d, %d", fd, _address(vec), vlen, pos_l, pos_h, flags)
  @returned
}

/* probe syscall.query_module, nd_syscall.query_module - the system call query_module(2)
 *
 * name            "query_module"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.query_module = nd_syscall.query_module = kernel.syscall("query_module") ?
{
  name = "query_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.quotactl, nd_syscall.quotactl - the system call quotactl(2)
 *
 * cmd                        a number
 * special, special_unquoted  a string in quotes, and as it is
 * id                         a number
 * addr                       an address
 * name                       "quotactl"
 * argstr                     the arguments as text
 * retval, retstr             behind `.return`: what it returned, as a number and as text
 */
probe syscall.quotactl = nd_syscall.quotactl = kernel.syscall("quotactl") ?
{
  name = "quotactl"
  cmd = _sys_uint($arg1)
  special = _sys_path($arg2)
  special_unquoted = user_string($arg2, "")
  id = _sys_uint($arg3)
  addr = $arg4
  argstr = sprintf("%d, %s, %d, %s", cmd, special, id, _address(addr))
  @returned
}

/* probe syscall.quotactl_fd, nd_syscall.quotactl_fd - the system call quotactl_fd(2)
 *
 * fd              a number
 * cmd             a number
 * id              a number
 * addr            an address
 * name            "quotactl_fd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.quotactl_fd = nd_syscall.quotactl_fd = kernel.syscall("quotactl_fd") ?
{
  name = "quotactl_fd"
  fd = _sys_uint($arg1)
  cmd = _sys_uint($arg2)
  id = _sys_uint($arg3)
  addr = $arg4
  argstr = sprintf("%d, %d, %d, %s", fd, cmd, id, _address(addr))
  @returned
}

/* probe syscall.reboot, nd_syscall.reboot - the system call reboot(2)
 *
 * magic1          a number
 * magic2          a number
 * cmd             a number
 * arg             an address
 * name            "reboot"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.reboot = nd_syscall.reboot = kernel.syscall("reboot") ?
{
  name = "reboot"
  magic1 = _sys_int($arg1)
  magic2 = _sys_int($arg2)
  cmd = _sys_uint($arg3)
  arg = $arg4
  argstr = sprintf("%d, %d, %d, %s", magic1, magic2, cmd, _address(arg))
  @returned
}

/* probe syscall.recvmmsg_time64, nd_syscall.recvmmsg_time64 - the system call recvmmsg_time64(2)
 *
 * name            "recvmmsg_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.recvmmsg_time64 = nd_syscall.recvmmsg_time64 = kernel.syscall("recvmmsg_time64") ?
{
  name = "recvmmsg_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.remap_file_pages, nd_syscall.remap_file_pages - the system call remap_file_pages(2)
 *
 * start           a number
 * size            a number
 * prot            a number
 * pgoff           a number
 * flags           a number
 * name            "remap_file_pages"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.remap_file_pages = nd_syscall.remap_file_pages = kernel.syscall("remap_file_pages") ?
{
  name = "remap_file_pages"
  start = $arg1
  size = $arg2
  prot = $arg3
  pgoff = $arg4
  flags = $arg5
  argstr = sprintf("%d, %d, %d, %d, %d", start, size, prot, pgoff, flags)
  @returned
}

/* probe syscall.removexattr, nd_syscall.removexattr - the system call removexattr(2)
 *
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * name                           "removexattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.removexattr = nd_syscall.removexattr = kernel.syscall("removexattr") ?
{
  name = "removexattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  argstr = sprintf("%s, %s", pathname, name_text)
  @returned
}

/* probe syscall.removexattrat, nd_syscall.removexattrat - the system call removexattrat(2)
 *
 * dfd                            a number
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * at_flags                       a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * name                           "removexattrat"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.removexattrat = nd_syscall.removexattrat = kernel.syscall("removexattrat") ?
{
  name = "removexattrat"
  dfd = _sys_int($arg1)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  at_flags = _sys_uint($arg3)
  name_text = _sys_path($arg4)
  name_text_unquoted = user_string($arg4, "")
  argstr = sprintf("%d, %s, %d, %s", dfd, pathname, at_flags, name_text)
  @returned
}

/* probe syscall.request_key, nd_syscall.request_key - the system call request_key(2)
 *
 * type, type_unquoted                  a string in quotes, and as it is
 * description, description_unquoted    a string in quotes, and as it is
 * callout_info, callout_info_unquoted  a string in quotes, and as it is
 * destringid                           a number
 * name                                 "request_key"
 * argstr                               the arguments as text
 * retval, retstr                       behind `.return`: what it returned, as a number and as text
 */
probe syscall.request_key = nd_syscall.request_key = kernel.syscall("request_key") ?
{
  name = "request_key"
  type = _sys_path($arg1)
  type_unquoted = user_string($arg1, "")
  description = _sys_path($arg2)
  description_unquoted = user_string($arg2, "")
  callout_info = _sys_path($arg3)
  callout_info_unquoted = user_string($arg3, "")
  destringid = _sys_int($arg4)
  argstr = sprintf("%s, %s, %s, %d", type, description, callout_info, destringid)
  @returned
}

/* probe syscall.restart_syscall, nd_syscall.restart_syscall - the system call restart_syscall(2)
 *
 * name            "restart_syscall"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.restart_syscall = nd_syscall.restart_syscall = kernel.syscall("restart_syscall") ?
{
  name = "restart_syscall"
  argstr = ""
  @returned
}

/* probe syscall.rt_sigtimedwait_time64, nd_syscall.rt_sigtimedwait_time64 - the system call rt_sigtimedwait_time64(2)
 *
 * name            "rt_sigtimedwait_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigtimedwait_time64 = nd_syscall.rt_sigtimedwait_time64 = kernel.syscall("rt_sigtimedwait_time64") ?
{
  name = "rt_sigtimedwait_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.rt_tgsigqueueinfo, nd_syscall.rt_tgsigqueueinfo - the system call rt_tgsigqueueinfo(2)
 *
 * tgid            a number
 * pid             a number
 * sig             a number
 * uinfo           an address
 * name            "rt_tgsigqueueinfo"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_tgsigqueueinfo = nd_syscall.rt_tgsigqueueinfo = kernel.syscall("rt_tgsigqueueinfo") ?
{
  name = "rt_tgsigqueueinfo"
  tgid = _sys_int($arg1)
  pid = _sys_int($arg2)
  sig = _sys_int($arg3)
  uinfo = $arg4
  argstr = sprintf("%d, %d, %d, %s", tgid, pid, sig, _address(uinfo))
  @returned
}

/* probe syscall.sched_getattr, nd_syscall.sched_getattr - the system call sched_getattr(2)
 *
 * pid             a number
 * uattr           an address
 * usize           a number
 * flags           a number
 * name            "sched_getattr"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_getattr = nd_syscall.sched_getattr = kernel.syscall("sched_getattr") ?
{
  name = "sched_getattr"
  pid = _sys_int($arg1)
  uattr = $arg2
  usize = _sys_uint($arg3)
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %s, %d, %d", pid, _address(uattr), usize, flags)
  @returned
}

/* probe syscall.sched_rr_get_interval, nd_syscall.sched_rr_get_interval - the system call sched_rr_get_interval(2)
 *
 * pid             a number
 * interval        an address
 * name            "sched_rr_get_interval"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_rr_get_interval = nd_syscall.sched_rr_get_interval = kernel.syscall("sched_rr_get_interval") ?
{
  name = "sched_rr_get_interval"
  pid = _sys_int($arg1)
  interval = $arg2
  argstr = sprintf("%d, %s", pid, _address(interval))
  @returned
}

/* probe syscall.sched_rr_get_interval_time64, nd_syscall.sched_rr_get_interval_time64 - the system call sched_rr_get_interval_time64(2)
 *
 * name            "sched_rr_get_interval_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_rr_get_interval_time64 = nd_syscall.sched_rr_get_interval_time64 = kernel.syscall("sched_rr_get_interval_time64") ?
{
  name = "sched_rr_get_interval_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.sched_setattr, nd_syscall.sched_setattr - the system call sched_setattr(2)
 *
 * pid             a number
 * uattr           an address
 * flags           a number
 * name            "sched_setattr"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_setattr = nd_syscall.sched_setattr = kernel.syscall("sched_setattr") ?
{
  name = "sched_setattr"
  pid = _sys_int($arg1)
  uattr = $arg2
  flags = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", pid, _address(uattr), flags)
  @returned
}

/* probe syscall.seccomp, nd_syscall.seccomp - the system call seccomp(2)
 *
 * op              a number
 * flags           a number
 * uargs           an address
 * name            "seccomp"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.seccomp = nd_syscall.seccomp = kernel.syscall("seccomp") ?
{
  name = "seccomp"
  op = _sys_uint($arg1)
  flags = _sys_uint($arg2)
  uargs = $arg3
  argstr = sprintf("%d, %d, %s", op, flags, _address(uargs))
  @returned
}

/* probe syscall.security, nd_syscall.security - the system call security(2)
 *
 * name            "security"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.security = nd_syscall.security = kernel.syscall("security") ?
{
  name = "security"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.semtimedop_time64, nd_syscall.semtimedop_time64 - the system call semtimedop_time64(2)
 *
 * name            "semtimedop_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.semtimedop_time64 = nd_syscall.semtimedop_time64 = kernel.syscall("semtimedop_time64") ?
{
  name = "semtimedop_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.set_mempolicy, nd_syscall.set_mempolicy - the system call set_mempolicy(2)
 *
 * mode            a number
 * nmask           an address
 * maxnode         a number
 * name            "set_mempolicy"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.set_mempolicy = nd_syscall.set_mempolicy = kernel.syscall("set_mempolicy") ?
{
  name = "set_mempolicy"
  mode = _sys_int($arg1)
  nmask = $arg2
  maxnode = $arg3
  argstr = sprintf("%d, %s, %d", mode, _address(nmask), maxnode)
  @returned
}

/* probe syscall.set_mempolicy_home_node, nd_syscall.set_mempolicy_home_node - the system call set_mempolicy_home_node(2)
 *
 * start           a number
 * len             a number
 * home_node       a number
 * flags           a number
 * name            "set_mempolicy_home_node"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.set_mempolicy_home_node = nd_syscall.set_mempolicy_home_node = kernel.syscall("set_mempolicy_home_node") ?
{
  name = "set_mempolicy_home_node"
  start = $arg1
  len = $arg2
  home_node = $arg3
  flags = $arg4
  argstr = sprintf("%d, %d, %d, %d", start, len, home_node, flags)
  @returned
}

/* probe syscall.set_thread_area, nd_syscall.set_thread_area - the system call set_thread_area(2)
 *
 * name            "set_thread_area"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.set_thread_area = nd_syscall.set_thread_area = kernel.syscall("set_thread_area") ?
{
  name = "set_thread_area"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.setdomainname, nd_syscall.setdomainname - the system call setdomainname(2)
 *
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * len                            a number
 * name                           "setdomainname"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.setdomainname = nd_syscall.setdomainname = kernel.syscall("setdomainname") ?
{
  name = "setdomainname"
  name_text = _sys_path($arg1)
  name_text_unquoted = user_string($arg1, "")
  len = _sys_int($arg2)
  argstr = sprintf("%s, %d", name_text, len)
  @returned
}

/* probe syscall.setfsgid, nd_syscall.setfsgid - the system call setfsgid(2)
 *
 * gid             a number
 * name            "setfsgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setfsgid = nd_syscall.setfsgid = kernel.syscall("setfsgid") ?
{
  name = "setfsgid"
  gid = _sys_uint($arg1)
  argstr = sprintf("%d", gid)
  @returned
}

/* probe syscall.setfsuid, nd_syscall.setfsuid - the system call setfsuid(2)
 *
 * uid             a number
 * name            "setfsuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setfsuid = nd_syscall.setfsuid = kernel.syscall("setfsuid") ?
{
  name = "setfsuid"
  uid = _sys_uint($arg1)
  argstr = sprintf("%d", uid)
  @returned
}

/* probe syscall.setgroups, nd_syscall.setgroups - the system call setgroups(2)
 *
 * gidsetsize      a number
 * grouplist       an address
 * name            "setgroups"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setgroups = nd_syscall.setgroups = kernel.syscall("setgroups") ?
{
  name = "setgroups"
  gidsetsize = _sys_int($arg1)
  grouplist = $arg2
  argstr = sprintf("%d, %s", gidsetsize, _address(grouplist))
  @returned
}

/* probe syscall.sethostname, nd_syscall.sethostname - the system call sethostname(2)
 *
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * len                            a number
 * name                           "sethostname"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.sethostname = nd_syscall.sethostname = kernel.syscall("sethostname") ?
{
  name = "sethostname"
  name_text = _sys_path($arg1)
  name_text_unquoted = user_string($arg1, "")
  len = _sys_int($arg2)
  argstr = sprintf("%s, %d", name_text, len)
  @returned
}

/* probe syscall.setxattr, nd_syscall.setxattr - the system call setxattr(2)
 *
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * value                          an address
 * size                           a number
 * flags                          a number
 * name                           "setxattr"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.setxattr = nd_syscall.setxattr = kernel.syscall("setxattr") ?
{
  name = "setxattr"
  pathname = _sys_path($arg1)
  pathname_unquoted = user_string($arg1, "")
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  value = $arg3
  size = $arg4
  flags = _sys_int($arg5)
  argstr = sprintf("%s, %s, %s, %d, %d", pathname, name_text, _address(value), size, flags)
  @returned
}

/* probe syscall.setxattrat, nd_syscall.setxattrat - the system call setxattrat(2)
 *
 * dfd                            a number
 * pathname, pathname_unquoted    a string in quotes, and as it is
 * at_flags                       a number
 * name_text, name_text_unquoted  a string in quotes, and as it is
 * uargs                          an address
 * usize                          a number
 * name                           "setxattrat"
 * argstr                         the arguments as text
 * retval, retstr                 behind `.return`: what it returned, as a number and as text
 */
probe syscall.setxattrat = nd_syscall.setxattrat = kernel.syscall("setxattrat") ?
{
  name = "setxattrat"
  dfd = _sys_int($arg1)
  pathname = _sys_path($arg2)
  pathname_unquoted = user_string($arg2, "")
  at_flags = _sys_uint($arg3)
  name_text = _sys_path($arg4)
  name_text_unquoted = user_string($arg4, "")
  uargs = $arg5
  usize = $arg6
  argstr = sprintf("%d, %s, %d, %s, %s, %d", dfd, pathname, at_flags, name_text, _address(uargs), usize)
  @returned
}

/* probe syscall.signalfd, nd_syscall.signalfd - the system call signalfd(2)
 *
 * ufd             a number
 * user_mask       an address
 * sizemask        a number
 * name            "signalfd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.signalfd = nd_syscall.signalfd = kernel.syscall("signalfd") ?
{
  name = "signalfd"
  ufd = _sys_int($arg1)
  user_mask = $arg2
  sizemask = $arg3
  argstr = sprintf("%d, %s, %d", ufd, _address(user_mask), sizemask)
  @returned
}

/* probe syscall.statmount, nd_syscall.statmount - the system call statmount(2)
 *
 * req             an address
 * buf             an address
 * bufsize         a number
 * flags           a number
 * name            "statmount"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.statmount = nd_syscall.statmount = kernel.syscall("statmount") ?
{
  name = "statmount"
  req = $arg1
  buf = $arg2
  bufsize = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%s, %s, %d, %d", _address(req), _address(buf), bufsize, flags)
  @returned
}

/* probe syscall.swapoff, nd_syscall.swapoff - the system call swapoff(2)
 *
 * specialfile, specialfile_unquoted  a string in quotes, and as it is
 * name                               "swapoff"
 * argstr                             the arguments as text
 * retval, retstr                     behind `.return`: what it returned, as a number and as text
 */
probe syscall.swapoff = nd_syscall.swapoff = kernel.syscall("swapoff") ?
{
  name = "swapoff"
  specialfile = _sys_path($arg1)
  specialfile_unquoted = user_string($arg1, "")
  argstr = specialfile
  @returned
}

/* probe syscall.swapon, nd_syscall.swapon - the system call swapon(2)
 *
 * specialfile, specialfile_unquoted  a string in quotes, and as it is
 * swap_flags                         a number
 * name                               "swapon"
 * argstr                             the arguments as text
 * retval, retstr                     behind `.return`: what it returned, as a number and as text
 */
probe syscall.swapon = nd_syscall.swapon = kernel.syscall("swapon") ?
{
  name = "swapon"
  specialfile = _sys_path($arg1)
  specialfile_unquoted = user_string($arg1, "")
  swap_flags = _sys_int($arg2)
  argstr = sprintf("%s, %d", specialfile, swap_flags)
  @returned
}

/* probe syscall.sync_file_range, nd_syscall.sync_file_range - the system call sync_file_range(2)
 *
 * fd              a number
 * offset          a number
 * nbytes          a number
 * flags           a number
 * name            "sync_file_range"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sync_file_range = nd_syscall.sync_file_range = kernel.syscall("sync_file_range") ?
{
  name = "sync_file_range"
  fd = _sys_int($arg1)
  offset = $arg2
  nbytes = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %d, %d, %d", fd, offset, nbytes, flags)
  @returned
}

/* probe syscall.sysfs, nd_syscall.sysfs - the system call sysfs(2)
 *
 * option          a number
 * arg1            a number
 * arg2            a number
 * name            "sysfs"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sysfs = nd_syscall.sysfs = kernel.syscall("sysfs") ?
{
  name = "sysfs"
  option = _sys_int($arg1)
  arg1 = $arg2
  arg2 = $arg3
  argstr = sprintf("%d, %d, %d", option, arg1, arg2)
  @returned
}

/* probe syscall.sysinfo, nd_syscall.sysinfo - the system call sysinfo(2)
 *
 * info            an address
 * name            "sysinfo"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sysinfo = nd_syscall.sysinfo = kernel.syscall("sysinfo") ?
{
  name = "sysinfo"
  info = $arg1
  argstr = _address(info)
  @returned
}

/* probe syscall.syslog, nd_syscall.syslog - the system call syslog(2)
 *
 * type               a number
 * buf, buf_unquoted  a string in quotes, and as it is
 * len                a number
 * name               "syslog"
 * argstr             the arguments as text
 * retval, retstr     behind `.return`: what it returned, as a number and as text
 */
probe syscall.syslog = nd_syscall.syslog = kernel.syscall("syslog") ?
{
  name = "syslog"
  type = _sys_int($arg1)
  buf = _sys_path($arg2)
  buf_unquoted = user_string($arg2, "")
  len = _sys_int($arg3)
  argstr = sprintf("%d, %s, %d", type, buf, len)
  @returned
}

/* probe syscall.timer_create, nd_syscall.timer_create - the system call timer_create(2)
 *
 * which_clock       a number
 * timer_event_spec  an address
 * created_timer_id  an address
 * name              "timer_create"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_create = nd_syscall.timer_create = kernel.syscall("timer_create") ?
{
  name = "timer_create"
  which_clock = _sys_int($arg1)
  timer_event_spec = $arg2
  created_timer_id = $arg3
  argstr = sprintf("%d, %s, %s", which_clock, _address(timer_event_spec), _address(created_timer_id))
  @returned
}

/* probe syscall.timer_gettime64, nd_syscall.timer_gettime64 - the system call timer_gettime64(2)
 *
 * name            "timer_gettime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_gettime64 = nd_syscall.timer_gettime64 = kernel.syscall("timer_gettime64") ?
{
  name = "timer_gettime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.timer_settime64, nd_syscall.timer_settime64 - the system call timer_settime64(2)
 *
 * name            "timer_settime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timer_settime64 = nd_syscall.timer_settime64 = kernel.syscall("timer_settime64") ?
{
  name = "timer_settime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.timerfd_gettime64, nd_syscall.timerfd_gettime64 - the system call timerfd_gettime64(2)
 *
 * name            "timerfd_gettime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timerfd_gettime64 = nd_syscall.timerfd_gettime64 = kernel.syscall("timerfd_gettime64") ?
{
  name = "timerfd_gettime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.timerfd_settime64, nd_syscall.timerfd_settime64 - the system call timerfd_settime64(2)
 *
 * name            "timerfd_settime64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.timerfd_settime64 = nd_syscall.timerfd_settime64 = kernel.syscall("timerfd_settime64") ?
{
  name = "timerfd_settime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.tuxcall, nd_syscall.tuxcall - the system call tuxcall(2)
 *
 * name            "tuxcall"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.tuxcall = nd_syscall.tuxcall = kernel.syscall("tuxcall") ?
{
  name = "tuxcall"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.uprobe, nd_syscall.uprobe - the system call uprobe(2)
 *
 * name            "uprobe"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.uprobe = nd_syscall.uprobe = kernel.syscall("uprobe") ?
{
  name = "uprobe"
  argstr = ""
  @returned
}

/* probe syscall.uretprobe, nd_syscall.uretprobe - the system call uretprobe(2)
 *
 * name            "uretprobe"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.uretprobe = nd_syscall.uretprobe = kernel.syscall("uretprobe") ?
{
  name = "uretprobe"
  argstr = ""
  @returned
}

/* probe syscall.uselib, nd_syscall.uselib - the system call uselib(2)
 *
 * name            "uselib"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.uselib = nd_syscall.uselib = kernel.syscall("uselib") ?
{
  name = "uselib"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.userfaultfd, nd_syscall.userfaultfd - the system call userfaultfd(2)
 *
 * flags           a number
 * name            "userfaultfd"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.userfaultfd = nd_syscall.userfaultfd = kernel.syscall("userfaultfd") ?
{
  name = "userfaultfd"
  flags = _sys_int($arg1)
  argstr = sprintf("%d", flags)
  @returned
}

/* probe syscall.ustat, nd_syscall.ustat - the system call ustat(2)
 *
 * dev             a number
 * ubuf            an address
 * name            "ustat"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.ustat = nd_syscall.ustat = kernel.syscall("ustat") ?
{
  name = "ustat"
  dev = _sys_uint($arg1)
  ubuf = $arg2
  argstr = sprintf("%d, %s", dev, _address(ubuf))
  @returned
}

/* probe syscall.utime, nd_syscall.utime - the system call utime(2)
 *
 * filename, filename_unquoted  a string in quotes, and as it is
 * times                        an address
 * name                         "utime"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.utime = nd_syscall.utime = kernel.syscall("utime") ?
{
  name = "utime"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  times = $arg2
  argstr = sprintf("%s, %s", filename, _address(times))
  @returned
}

/* probe syscall.utimensat_time64, nd_syscall.utimensat_time64 - the system call utimensat_time64(2)
 *
 * name            "utimensat_time64"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.utimensat_time64 = nd_syscall.utimensat_time64 = kernel.syscall("utimensat_time64") ?
{
  name = "utimensat_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

/* probe syscall.utimes, nd_syscall.utimes - the system call utimes(2)
 *
 * filename, filename_unquoted  a string in quotes, and as it is
 * utimes                       an address
 * name                         "utimes"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
probe syscall.utimes = nd_syscall.utimes = kernel.syscall("utimes") ?
{
  name = "utimes"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  utimes = $arg2
  argstr = sprintf("%s, %s", filename, _address(utimes))
  @returned
}

/* probe syscall.vhangup, nd_syscall.vhangup - the system call vhangup(2)
 *
 * name            "vhangup"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.vhangup = nd_syscall.vhangup = kernel.syscall("vhangup") ?
{
  name = "vhangup"
  argstr = ""
  @returned
}

/* probe syscall.vmsplice, nd_syscall.vmsplice - the system call vmsplice(2)
 *
 * fd              a number
 * uiov            an address
 * nr_segs         a number
 * flags           a number
 * name            "vmsplice"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.vmsplice = nd_syscall.vmsplice = kernel.syscall("vmsplice") ?
{
  name = "vmsplice"
  fd = _sys_int($arg1)
  uiov = $arg2
  nr_segs = $arg3
  flags = _sys_uint($arg4)
  argstr = sprintf("%d, %s, %d, %d", fd, _address(uiov), nr_segs, flags)
  @returned
}

/* probe syscall.vserver, nd_syscall.vserver - the system call vserver(2)
 *
 * name            "vserver"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.vserver = nd_syscall.vserver = kernel.syscall("vserver") ?
{
  name = "vserver"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}
