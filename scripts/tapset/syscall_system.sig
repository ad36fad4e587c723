// System calls: the rest, with plain arguments.
//
// Numbers are decimal, strings quoted, addresses hexadecimal.

@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

probe syscall._sysctl = nd_syscall._sysctl = kernel.syscall("_sysctl") ?
{
  name = "_sysctl"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.acct = nd_syscall.acct = kernel.syscall("acct") ?
{
  name = "acct"
  name_text = _sys_path($arg1)
  name_text_unquoted = user_string($arg1, "")
  argstr = name_text
  @returned
}

probe syscall.add_key = nd_syscall.add_key = kernel.syscall("add_key") ?
{
  name = "add_key"
  _type = _sys_path($arg1)
  _type_unquoted = user_string($arg1, "")
  _description = _sys_path($arg2)
  _description_unquoted = user_string($arg2, "")
  _payload = $arg3
  plen = $arg4
  ringid = _sys_int($arg5)
  argstr = sprintf("%s, %s, %s, %d, %d", _type, _description, _address(_payload), plen, ringid)
  @returned
}

probe syscall.adjtimex = nd_syscall.adjtimex = kernel.syscall("adjtimex") ?
{
  name = "adjtimex"
  txc_p = $arg1
  argstr = _address(txc_p)
  @returned
}

probe syscall.afs_syscall = nd_syscall.afs_syscall = kernel.syscall("afs_syscall") ?
{
  name = "afs_syscall"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.bpf = nd_syscall.bpf = kernel.syscall("bpf") ?
{
  name = "bpf"
  cmd = _sys_int($arg1)
  uattr = $arg2
  size = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", cmd, _address(uattr), size)
  @returned
}

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

probe syscall.capget = nd_syscall.capget = kernel.syscall("capget") ?
{
  name = "capget"
  header = $arg1
  dataptr = $arg2
  argstr = sprintf("%d, %d", header, dataptr)
  @returned
}

probe syscall.capset = nd_syscall.capset = kernel.syscall("capset") ?
{
  name = "capset"
  header = $arg1
  data = $arg2
  argstr = sprintf("%d, %d", header, data)
  @returned
}

probe syscall.clock_adjtime = nd_syscall.clock_adjtime = kernel.syscall("clock_adjtime") ?
{
  name = "clock_adjtime"
  which_clock = _sys_int($arg1)
  utx = $arg2
  argstr = sprintf("%d, %s", which_clock, _address(utx))
  @returned
}

probe syscall.clock_adjtime64 = nd_syscall.clock_adjtime64 = kernel.syscall("clock_adjtime64") ?
{
  name = "clock_adjtime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.clock_getres_time64 = nd_syscall.clock_getres_time64 = kernel.syscall("clock_getres_time64") ?
{
  name = "clock_getres_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.clock_gettime64 = nd_syscall.clock_gettime64 = kernel.syscall("clock_gettime64") ?
{
  name = "clock_gettime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.clock_nanosleep_time64 = nd_syscall.clock_nanosleep_time64 = kernel.syscall("clock_nanosleep_time64") ?
{
  name = "clock_nanosleep_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.clock_settime64 = nd_syscall.clock_settime64 = kernel.syscall("clock_settime64") ?
{
  name = "clock_settime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.create_module = nd_syscall.create_module = kernel.syscall("create_module") ?
{
  name = "create_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.delete_module = nd_syscall.delete_module = kernel.syscall("delete_module") ?
{
  name = "delete_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.epoll_ctl_old = nd_syscall.epoll_ctl_old = kernel.syscall("epoll_ctl_old") ?
{
  name = "epoll_ctl_old"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.epoll_wait_old = nd_syscall.epoll_wait_old = kernel.syscall("epoll_wait_old") ?
{
  name = "epoll_wait_old"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.fanotify_init = nd_syscall.fanotify_init = kernel.syscall("fanotify_init") ?
{
  name = "fanotify_init"
  flags = _sys_uint($arg1)
  event_f_flags = _sys_uint($arg2)
  argstr = sprintf("%d, %d", flags, event_f_flags)
  @returned
}

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

probe syscall.finit_module = nd_syscall.finit_module = kernel.syscall("finit_module") ?
{
  name = "finit_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.fremovexattr = nd_syscall.fremovexattr = kernel.syscall("fremovexattr") ?
{
  name = "fremovexattr"
  fd = _sys_int($arg1)
  name_text = _sys_path($arg2)
  name_text_unquoted = user_string($arg2, "")
  argstr = sprintf("%d, %s", fd, name_text)
  @returned
}

probe syscall.fsconfig = nd_syscall.fsconfig = kernel.syscall("fsconfig") ?
{
  name = "fsconfig"
  fd = _sys_int($arg1)
  cmd = _sys_uint($arg2)
  _key = _sys_path($arg3)
  _key_unquoted = user_string($arg3, "")
  _value = $arg4
  aux = _sys_int($arg5)
  argstr = sprintf("%d, %d, %s, %s, %d", fd, cmd, _key, _address(_value), aux)
  @returned
}

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

probe syscall.fsmount = nd_syscall.fsmount = kernel.syscall("fsmount") ?
{
  name = "fsmount"
  fs_fd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  attr_flags = _sys_uint($arg3)
  argstr = sprintf("%d, %d, %d", fs_fd, flags, attr_flags)
  @returned
}

probe syscall.fsopen = nd_syscall.fsopen = kernel.syscall("fsopen") ?
{
  name = "fsopen"
  _fs_name = _sys_path($arg1)
  _fs_name_unquoted = user_string($arg1, "")
  flags = _sys_uint($arg2)
  argstr = sprintf("%s, %d", _fs_name, flags)
  @returned
}

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

probe syscall.fstatat = nd_syscall.fstatat = kernel.syscall("fstatat") ?
{
  name = "fstatat"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.futex_time64 = nd_syscall.futex_time64 = kernel.syscall("futex_time64") ?
{
  name = "futex_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.get_kernel_syms = nd_syscall.get_kernel_syms = kernel.syscall("get_kernel_syms") ?
{
  name = "get_kernel_syms"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.get_thread_area = nd_syscall.get_thread_area = kernel.syscall("get_thread_area") ?
{
  name = "get_thread_area"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.getcpu = nd_syscall.getcpu = kernel.syscall("getcpu") ?
{
  name = "getcpu"
  cpup = $arg1
  nodep = $arg2
  unused = $arg3
  argstr = sprintf("%s, %s, %s", _address(cpup), _address(nodep), _address(unused))
  @returned
}

probe syscall.getpmsg = nd_syscall.getpmsg = kernel.syscall("getpmsg") ?
{
  name = "getpmsg"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.init_module = nd_syscall.init_module = kernel.syscall("init_module") ?
{
  name = "init_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.io_cancel = nd_syscall.io_cancel = kernel.syscall("io_cancel") ?
{
  name = "io_cancel"
  ctx_id = $arg1
  iocb = $arg2
  result = $arg3
  argstr = sprintf("%d, %s, %s", ctx_id, _address(iocb), _address(result))
  @returned
}

probe syscall.io_destroy = nd_syscall.io_destroy = kernel.syscall("io_destroy") ?
{
  name = "io_destroy"
  ctx = $arg1
  argstr = sprintf("%d", ctx)
  @returned
}

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

probe syscall.io_pgetevents_time64 = nd_syscall.io_pgetevents_time64 = kernel.syscall("io_pgetevents_time64") ?
{
  name = "io_pgetevents_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.io_setup = nd_syscall.io_setup = kernel.syscall("io_setup") ?
{
  name = "io_setup"
  nr_events = _sys_uint($arg1)
  ctxp = $arg2
  argstr = sprintf("%d, %s", nr_events, _address(ctxp))
  @returned
}

probe syscall.io_submit = nd_syscall.io_submit = kernel.syscall("io_submit") ?
{
  name = "io_submit"
  ctx_id = $arg1
  nr = $arg2
  iocbpp = $arg3
  argstr = sprintf("%d, %d, %s", ctx_id, nr, _address(iocbpp))
  @returned
}

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

probe syscall.io_uring_setup = nd_syscall.io_uring_setup = kernel.syscall("io_uring_setup") ?
{
  name = "io_uring_setup"
  entries = _sys_uint($arg1)
  params = $arg2
  argstr = sprintf("%d, %s", entries, _address(params))
  @returned
}

probe syscall.ioperm = nd_syscall.ioperm = kernel.syscall("ioperm") ?
{
  name = "ioperm"
  from = $arg1
  num = $arg2
  turn_on = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", from, num, turn_on)
  @returned
}

probe syscall.iopl = nd_syscall.iopl = kernel.syscall("iopl") ?
{
  name = "iopl"
  level = _sys_uint($arg1)
  argstr = sprintf("%d", level)
  @returned
}

probe syscall.ioprio_get = nd_syscall.ioprio_get = kernel.syscall("ioprio_get") ?
{
  name = "ioprio_get"
  which = _sys_int($arg1)
  who = _sys_int($arg2)
  argstr = sprintf("%d, %d", which, who)
  @returned
}

probe syscall.ioprio_set = nd_syscall.ioprio_set = kernel.syscall("ioprio_set") ?
{
  name = "ioprio_set"
  which = _sys_int($arg1)
  who = _sys_int($arg2)
  ioprio = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", which, who, ioprio)
  @returned
}

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

probe syscall.kexec_file_load = nd_syscall.kexec_file_load = kernel.syscall("kexec_file_load") ?
{
  name = "kexec_file_load"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.kexec_load = nd_syscall.kexec_load = kernel.syscall("kexec_load") ?
{
  name = "kexec_load"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.landlock_create_ruleset = nd_syscall.landlock_create_ruleset = kernel.syscall("landlock_create_ruleset") ?
{
  name = "landlock_create_ruleset"
  attr = $arg1
  size = $arg2
  flags = _sys_uint($arg3)
  argstr = sprintf("%s, %d, %d", _address(attr), size, flags)
  @returned
}

probe syscall.landlock_restrict_self = nd_syscall.landlock_restrict_self = kernel.syscall("landlock_restrict_self") ?
{
  name = "landlock_restrict_self"
  ruleset_fd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  argstr = sprintf("%d, %d", ruleset_fd, flags)
  @returned
}

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

probe syscall.lookup_dcookie = nd_syscall.lookup_dcookie = kernel.syscall("lookup_dcookie") ?
{
  name = "lookup_dcookie"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.lsm_list_modules = nd_syscall.lsm_list_modules = kernel.syscall("lsm_list_modules") ?
{
  name = "lsm_list_modules"
  ids = $arg1
  size = $arg2
  flags = _sys_uint($arg3)
  argstr = sprintf("%s, %s, %d", _address(ids), _address(size), flags)
  @returned
}

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

probe syscall.map_shadow_stack = nd_syscall.map_shadow_stack = kernel.syscall("map_shadow_stack") ?
{
  name = "map_shadow_stack"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.memfd_secret = nd_syscall.memfd_secret = kernel.syscall("memfd_secret") ?
{
  name = "memfd_secret"
  flags = _sys_uint($arg1)
  argstr = sprintf("%d", flags)
  @returned
}

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

probe syscall.modify_ldt = nd_syscall.modify_ldt = kernel.syscall("modify_ldt") ?
{
  name = "modify_ldt"
  func = _sys_int($arg1)
  ptr = $arg2
  bytecount = $arg3
  argstr = sprintf("%d, %s, %d", func, _address(ptr), bytecount)
  @returned
}

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

probe syscall.mq_timedreceive_time64 = nd_syscall.mq_timedreceive_time64 = kernel.syscall("mq_timedreceive_time64") ?
{
  name = "mq_timedreceive_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.mq_timedsend_time64 = nd_syscall.mq_timedsend_time64 = kernel.syscall("mq_timedsend_time64") ?
{
  name = "mq_timedsend_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.mseal = nd_syscall.mseal = kernel.syscall("mseal") ?
{
  name = "mseal"
  start = $arg1
  len = $arg2
  flags = $arg3
  argstr = sprintf("%d, %d, %d", start, len, flags)
  @returned
}

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

probe syscall.nfsservctl = nd_syscall.nfsservctl = kernel.syscall("nfsservctl") ?
{
  name = "nfsservctl"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.open_by_handle_at = nd_syscall.open_by_handle_at = kernel.syscall("open_by_handle_at") ?
{
  name = "open_by_handle_at"
  mountdirfd = _sys_int($arg1)
  handle = $arg2
  flags = _sys_int($arg3)
  argstr = sprintf("%d, %s, %d", mountdirfd, _address(handle), flags)
  @returned
}

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

probe syscall.personality = nd_syscall.personality = kernel.syscall("personality") ?
{
  name = "personality"
  personality = _sys_uint($arg1)
  argstr = sprintf("%d", personality)
  @returned
}

probe syscall.pidfd_getfd = nd_syscall.pidfd_getfd = kernel.syscall("pidfd_getfd") ?
{
  name = "pidfd_getfd"
  pidfd = _sys_int($arg1)
  fd = _sys_int($arg2)
  flags = _sys_uint($arg3)
  argstr = sprintf("%d, %d, %d", pidfd, fd, flags)
  @returned
}

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

probe syscall.pkey_alloc = nd_syscall.pkey_alloc = kernel.syscall("pkey_alloc") ?
{
  name = "pkey_alloc"
  flags = $arg1
  init_val = $arg2
  argstr = sprintf("%d, %d", flags, init_val)
  @returned
}

probe syscall.pkey_free = nd_syscall.pkey_free = kernel.syscall("pkey_free") ?
{
  name = "pkey_free"
  pkey = _sys_int($arg1)
  argstr = sprintf("%d", pkey)
  @returned
}

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

probe syscall.ppoll_time64 = nd_syscall.ppoll_time64 = kernel.syscall("ppoll_time64") ?
{
  name = "ppoll_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.process_mrelease = nd_syscall.process_mrelease = kernel.syscall("process_mrelease") ?
{
  name = "process_mrelease"
  pidfd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  argstr = sprintf("%d, %d", pidfd, flags)
  @returned
}

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

probe syscall.pselect6_time64 = nd_syscall.pselect6_time64 = kernel.syscall("pselect6_time64") ?
{
  name = "pselect6_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.putpmsg = nd_syscall.putpmsg = kernel.syscall("putpmsg") ?
{
  name = "putpmsg"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.query_module = nd_syscall.query_module = kernel.syscall("query_module") ?
{
  name = "query_module"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.recvmmsg_time64 = nd_syscall.recvmmsg_time64 = kernel.syscall("recvmmsg_time64") ?
{
  name = "recvmmsg_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.request_key = nd_syscall.request_key = kernel.syscall("request_key") ?
{
  name = "request_key"
  _type = _sys_path($arg1)
  _type_unquoted = user_string($arg1, "")
  _description = _sys_path($arg2)
  _description_unquoted = user_string($arg2, "")
  _callout_info = _sys_path($arg3)
  _callout_info_unquoted = user_string($arg3, "")
  destringid = _sys_int($arg4)
  argstr = sprintf("%s, %s, %s, %d", _type, _description, _callout_info, destringid)
  @returned
}

probe syscall.restart_syscall = nd_syscall.restart_syscall = kernel.syscall("restart_syscall") ?
{
  name = "restart_syscall"
  argstr = ""
  @returned
}

probe syscall.rt_sigtimedwait_time64 = nd_syscall.rt_sigtimedwait_time64 = kernel.syscall("rt_sigtimedwait_time64") ?
{
  name = "rt_sigtimedwait_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

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

probe syscall.sched_rr_get_interval = nd_syscall.sched_rr_get_interval = kernel.syscall("sched_rr_get_interval") ?
{
  name = "sched_rr_get_interval"
  pid = _sys_int($arg1)
  interval = $arg2
  argstr = sprintf("%d, %s", pid, _address(interval))
  @returned
}

probe syscall.sched_rr_get_interval_time64 = nd_syscall.sched_rr_get_interval_time64 = kernel.syscall("sched_rr_get_interval_time64") ?
{
  name = "sched_rr_get_interval_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.sched_setattr = nd_syscall.sched_setattr = kernel.syscall("sched_setattr") ?
{
  name = "sched_setattr"
  pid = _sys_int($arg1)
  uattr = $arg2
  flags = _sys_uint($arg3)
  argstr = sprintf("%d, %s, %d", pid, _address(uattr), flags)
  @returned
}

probe syscall.seccomp = nd_syscall.seccomp = kernel.syscall("seccomp") ?
{
  name = "seccomp"
  op = _sys_uint($arg1)
  flags = _sys_uint($arg2)
  uargs = $arg3
  argstr = sprintf("%d, %d, %s", op, flags, _address(uargs))
  @returned
}

probe syscall.security = nd_syscall.security = kernel.syscall("security") ?
{
  name = "security"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.semtimedop_time64 = nd_syscall.semtimedop_time64 = kernel.syscall("semtimedop_time64") ?
{
  name = "semtimedop_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.set_mempolicy = nd_syscall.set_mempolicy = kernel.syscall("set_mempolicy") ?
{
  name = "set_mempolicy"
  mode = _sys_int($arg1)
  nmask = $arg2
  maxnode = $arg3
  argstr = sprintf("%d, %s, %d", mode, _address(nmask), maxnode)
  @returned
}

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

probe syscall.set_thread_area = nd_syscall.set_thread_area = kernel.syscall("set_thread_area") ?
{
  name = "set_thread_area"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.setdomainname = nd_syscall.setdomainname = kernel.syscall("setdomainname") ?
{
  name = "setdomainname"
  name_text = _sys_path($arg1)
  name_text_unquoted = user_string($arg1, "")
  len = _sys_int($arg2)
  argstr = sprintf("%s, %d", name_text, len)
  @returned
}

probe syscall.setfsgid = nd_syscall.setfsgid = kernel.syscall("setfsgid") ?
{
  name = "setfsgid"
  gid = _sys_uint($arg1)
  argstr = sprintf("%d", gid)
  @returned
}

probe syscall.setfsuid = nd_syscall.setfsuid = kernel.syscall("setfsuid") ?
{
  name = "setfsuid"
  uid = _sys_uint($arg1)
  argstr = sprintf("%d", uid)
  @returned
}

probe syscall.setgroups = nd_syscall.setgroups = kernel.syscall("setgroups") ?
{
  name = "setgroups"
  gidsetsize = _sys_int($arg1)
  grouplist = $arg2
  argstr = sprintf("%d, %s", gidsetsize, _address(grouplist))
  @returned
}

probe syscall.sethostname = nd_syscall.sethostname = kernel.syscall("sethostname") ?
{
  name = "sethostname"
  name_text = _sys_path($arg1)
  name_text_unquoted = user_string($arg1, "")
  len = _sys_int($arg2)
  argstr = sprintf("%s, %d", name_text, len)
  @returned
}

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

probe syscall.signalfd = nd_syscall.signalfd = kernel.syscall("signalfd") ?
{
  name = "signalfd"
  ufd = _sys_int($arg1)
  user_mask = $arg2
  sizemask = $arg3
  argstr = sprintf("%d, %s, %d", ufd, _address(user_mask), sizemask)
  @returned
}

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

probe syscall.swapoff = nd_syscall.swapoff = kernel.syscall("swapoff") ?
{
  name = "swapoff"
  specialfile = _sys_path($arg1)
  specialfile_unquoted = user_string($arg1, "")
  argstr = specialfile
  @returned
}

probe syscall.swapon = nd_syscall.swapon = kernel.syscall("swapon") ?
{
  name = "swapon"
  specialfile = _sys_path($arg1)
  specialfile_unquoted = user_string($arg1, "")
  swap_flags = _sys_int($arg2)
  argstr = sprintf("%s, %d", specialfile, swap_flags)
  @returned
}

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

probe syscall.sysfs = nd_syscall.sysfs = kernel.syscall("sysfs") ?
{
  name = "sysfs"
  option = _sys_int($arg1)
  arg1 = $arg2
  arg2 = $arg3
  argstr = sprintf("%d, %d, %d", option, arg1, arg2)
  @returned
}

probe syscall.sysinfo = nd_syscall.sysinfo = kernel.syscall("sysinfo") ?
{
  name = "sysinfo"
  info = $arg1
  argstr = _address(info)
  @returned
}

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

probe syscall.timer_create = nd_syscall.timer_create = kernel.syscall("timer_create") ?
{
  name = "timer_create"
  which_clock = _sys_int($arg1)
  timer_event_spec = $arg2
  created_timer_id = $arg3
  argstr = sprintf("%d, %s, %s", which_clock, _address(timer_event_spec), _address(created_timer_id))
  @returned
}

probe syscall.timer_gettime64 = nd_syscall.timer_gettime64 = kernel.syscall("timer_gettime64") ?
{
  name = "timer_gettime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.timer_settime64 = nd_syscall.timer_settime64 = kernel.syscall("timer_settime64") ?
{
  name = "timer_settime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.timerfd_gettime64 = nd_syscall.timerfd_gettime64 = kernel.syscall("timerfd_gettime64") ?
{
  name = "timerfd_gettime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.timerfd_settime64 = nd_syscall.timerfd_settime64 = kernel.syscall("timerfd_settime64") ?
{
  name = "timerfd_settime64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.tuxcall = nd_syscall.tuxcall = kernel.syscall("tuxcall") ?
{
  name = "tuxcall"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.uprobe = nd_syscall.uprobe = kernel.syscall("uprobe") ?
{
  name = "uprobe"
  argstr = ""
  @returned
}

probe syscall.uretprobe = nd_syscall.uretprobe = kernel.syscall("uretprobe") ?
{
  name = "uretprobe"
  argstr = ""
  @returned
}

probe syscall.uselib = nd_syscall.uselib = kernel.syscall("uselib") ?
{
  name = "uselib"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.userfaultfd = nd_syscall.userfaultfd = kernel.syscall("userfaultfd") ?
{
  name = "userfaultfd"
  flags = _sys_int($arg1)
  argstr = sprintf("%d", flags)
  @returned
}

probe syscall.ustat = nd_syscall.ustat = kernel.syscall("ustat") ?
{
  name = "ustat"
  dev = _sys_uint($arg1)
  ubuf = $arg2
  argstr = sprintf("%d, %s", dev, _address(ubuf))
  @returned
}

probe syscall.utime = nd_syscall.utime = kernel.syscall("utime") ?
{
  name = "utime"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  times = $arg2
  argstr = sprintf("%s, %s", filename, _address(times))
  @returned
}

probe syscall.utimensat_time64 = nd_syscall.utimensat_time64 = kernel.syscall("utimensat_time64") ?
{
  name = "utimensat_time64"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}

probe syscall.utimes = nd_syscall.utimes = kernel.syscall("utimes") ?
{
  name = "utimes"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  utimes = $arg2
  argstr = sprintf("%s, %s", filename, _address(utimes))
  @returned
}

probe syscall.vhangup = nd_syscall.vhangup = kernel.syscall("vhangup") ?
{
  name = "vhangup"
  argstr = ""
  @returned
}

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

probe syscall.vserver = nd_syscall.vserver = kernel.syscall("vserver") ?
{
  name = "vserver"
  argstr = sprintf("%#x, %#x, %#x, %#x, %#x, %#x", $arg1, $arg2, $arg3, $arg4, $arg5, $arg6)
  @returned
}
