// System calls: processes and threads.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define filled(address, text) %( (@defined($return) ? ($return > 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.execve - run a program */
probe syscall.execve = nd_syscall.execve = kernel.syscall("execve") ?
{
  name = "execve"
  filename = _sys_path($arg1)
  filename_unquoted = user_string($arg1, "")
  args = _sys_arguments($arg2)
  env_str = _sys_environment($arg3)
  argstr = sprintf("%s, %s, %s", filename, args, env_str)
  @returned
}

/* probe syscall.execveat - run a program, relative to a directory */
probe syscall.execveat = nd_syscall.execveat = kernel.syscall("execveat") ?
{
  name = "execveat"
  dirfd = _sys_int($arg1)
  dirfd_str = _sys_dfd(dirfd)
  filename = _sys_path($arg2)
  filename_unquoted = user_string($arg2, "")
  args = _sys_arguments($arg3)
  env_str = _sys_environment($arg4)
  flags = _sys_uint($arg5)
  flags_str = _flag_names(flags, "0x100=AT_SYMLINK_NOFOLLOW,0x1000=AT_EMPTY_PATH,?=AT_???")
  argstr = sprintf("%s, %s, %s, %s, %s", dirfd_str, filename, args, env_str, flags_str)
  @returned
}

/* probe syscall.exit - end a thread */
probe syscall.exit = nd_syscall.exit = kernel.syscall("exit") ?
{
  name = "exit"
  status = _sys_int($arg1)
  argstr = sprintf("%d", status)
  @returned
}

/* probe syscall.exit_group - end a process */
probe syscall.exit_group = nd_syscall.exit_group = kernel.syscall("exit_group") ?
{
  name = "exit_group"
  status = _sys_int($arg1)
  argstr = sprintf("%d", status)
  @returned
}

/* probe syscall.clone - make a process or thread */
probe syscall.clone = nd_syscall.clone = kernel.syscall("clone") ?
{
  name = "clone"
  clone_flags = $arg1
  stack_start = $arg2
  parent_tid_uaddr = $arg3
  child_tid_uaddr = $arg4
  tls = $arg5
  argstr = sprintf("%s, flags=%s", _sys_clone_stack(stack_start), _sys_clone_flags(clone_flags))
    . (clone_flags & 0x100000 ? sprintf(", parent_tid=%s", @out($arg3, _sys_number_at($arg3))) : "")
    . (clone_flags & 0x80000 ? sprintf(", tls=%s", _address(_sys_clone_tls($arg4, $arg5))) : "")
    . (clone_flags & 0x1200000 ? sprintf(", child_tidptr=%s", _address(_sys_clone_tls($arg5, $arg4))) : "")
  @returned
}

/* probe syscall.clone3 - make a process or thread */
probe syscall.clone3 = nd_syscall.clone3 = kernel.syscall("clone3") ?
{
  name = "clone3"
  uargs_uaddr = $arg1
  size = $arg2
  argstr = sprintf("%s, %d", _sys_clone3($arg1), size)
  @returned
}

/* probe syscall.fork - make a process */
probe syscall.fork = nd_syscall.fork = kernel.syscall("fork") ?
{
  name = "fork"
  argstr = ""
  @returned
}

/* probe syscall.vfork - make a process in the same memory */
probe syscall.vfork = nd_syscall.vfork = kernel.syscall("vfork") ?
{
  name = "vfork"
  argstr = ""
  @returned
}

/* probe syscall.wait4 - wait for a child */
probe syscall.wait4 = nd_syscall.wait4 = kernel.syscall("wait4") ?
{
  name = "wait4"
  pid = _sys_int($arg1)
  status_uaddr = $arg2
  options = _sys_uint($arg3)
  options_str = _sys_wait_options(options)
  rusage_uaddr = $arg4
  argstr = sprintf("%d, %s, %s, %s", pid, @filled($arg2, _sys_status($arg2)), options_str, @out($arg4, _sys_usage($arg4)))
  @returned
}

/* probe syscall.waitid - wait for a child */
probe syscall.waitid = nd_syscall.waitid = kernel.syscall("waitid") ?
{
  name = "waitid"
  which = _sys_int($arg1)
  which_str = _sys_wait_id(which)
  pid = _sys_int($arg2)
  infop_uaddr = $arg3
  options = _sys_uint($arg4)
  options_str = _sys_wait_options(options)
  rusage_uaddr = $arg5
  argstr = sprintf("%s, %d, %s, %s, %s", which_str, pid, _address(infop_uaddr), options_str, @out($arg5, _sys_usage($arg5)))
  @returned
}

/* probe syscall.getpid - the process's number */
probe syscall.getpid = nd_syscall.getpid = kernel.syscall("getpid") ?
{
  name = "getpid"
  argstr = ""
  @returned
}

/* probe syscall.gettid - the thread's number */
probe syscall.gettid = nd_syscall.gettid = kernel.syscall("gettid") ?
{
  name = "gettid"
  argstr = ""
  @returned
}

/* probe syscall.getppid - the parent's number */
probe syscall.getppid = nd_syscall.getppid = kernel.syscall("getppid") ?
{
  name = "getppid"
  argstr = ""
  @returned
}

/* probe syscall.getpgid - a process's group */
probe syscall.getpgid = nd_syscall.getpgid = kernel.syscall("getpgid") ?
{
  name = "getpgid"
  pid = _sys_int($arg1)
  argstr = sprintf("%d", pid)
  @returned
}

/* probe syscall.getpgrp - the process's group */
probe syscall.getpgrp = nd_syscall.getpgrp = kernel.syscall("getpgrp") ?
{
  name = "getpgrp"
  argstr = ""
  @returned
}

/* probe syscall.setpgid - set a process's group */
probe syscall.setpgid = nd_syscall.setpgid = kernel.syscall("setpgid") ?
{
  name = "setpgid"
  pid = _sys_int($arg1)
  pgid = _sys_int($arg2)
  argstr = sprintf("%d, %d", pid, pgid)
  @returned
}

/* probe syscall.getsid - a process's session */
probe syscall.getsid = nd_syscall.getsid = kernel.syscall("getsid") ?
{
  name = "getsid"
  pid = _sys_int($arg1)
  argstr = sprintf("%d", pid)
  @returned
}

/* probe syscall.setsid - begin a session */
probe syscall.setsid = nd_syscall.setsid = kernel.syscall("setsid") ?
{
  name = "setsid"
  argstr = ""
  @returned
}

/* probe syscall.getuid - the user */
probe syscall.getuid = nd_syscall.getuid = kernel.syscall("getuid") ?
{
  name = "getuid"
  argstr = ""
  @returned
}

/* probe syscall.geteuid - the effective user */
probe syscall.geteuid = nd_syscall.geteuid = kernel.syscall("geteuid") ?
{
  name = "geteuid"
  argstr = ""
  @returned
}

/* probe syscall.getgid - the group */
probe syscall.getgid = nd_syscall.getgid = kernel.syscall("getgid") ?
{
  name = "getgid"
  argstr = ""
  @returned
}

/* probe syscall.getegid - the effective group */
probe syscall.getegid = nd_syscall.getegid = kernel.syscall("getegid") ?
{
  name = "getegid"
  argstr = ""
  @returned
}

/* probe syscall.setuid - set the user */
probe syscall.setuid = nd_syscall.setuid = kernel.syscall("setuid") ?
{
  name = "setuid"
  uid = _sys_int($arg1)
  argstr = sprintf("%d", uid)
  @returned
}

/* probe syscall.setgid - set the group */
probe syscall.setgid = nd_syscall.setgid = kernel.syscall("setgid") ?
{
  name = "setgid"
  gid = _sys_int($arg1)
  argstr = sprintf("%d", gid)
  @returned
}

/* probe syscall.setreuid - set the users */
probe syscall.setreuid = nd_syscall.setreuid = kernel.syscall("setreuid") ?
{
  name = "setreuid"
  ruid = _sys_int($arg1)
  euid = _sys_int($arg2)
  argstr = sprintf("%d, %d", ruid, euid)
  @returned
}

/* probe syscall.setregid - set the groups */
probe syscall.setregid = nd_syscall.setregid = kernel.syscall("setregid") ?
{
  name = "setregid"
  rgid = _sys_int($arg1)
  egid = _sys_int($arg2)
  argstr = sprintf("%d, %d", rgid, egid)
  @returned
}

/* probe syscall.setresuid - set the users */
probe syscall.setresuid = nd_syscall.setresuid = kernel.syscall("setresuid") ?
{
  name = "setresuid"
  ruid = _sys_int($arg1)
  euid = _sys_int($arg2)
  suid = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", ruid, euid, suid)
  @returned
}

/* probe syscall.setresgid - set the groups */
probe syscall.setresgid = nd_syscall.setresgid = kernel.syscall("setresgid") ?
{
  name = "setresgid"
  rgid = _sys_int($arg1)
  egid = _sys_int($arg2)
  sgid = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", rgid, egid, sgid)
  @returned
}

/* probe syscall.getresuid - the users */
probe syscall.getresuid = nd_syscall.getresuid = kernel.syscall("getresuid") ?
{
  name = "getresuid"
  ruid_uaddr = $arg1
  euid_uaddr = $arg2
  suid_uaddr = $arg3
  argstr = sprintf("%s, %s, %s", @out($arg1, _sys_unsigned_at($arg1)), @out($arg2, _sys_unsigned_at($arg2)), @out($arg3, _sys_unsigned_at($arg3)))
  @returned
}

/* probe syscall.getresgid - the groups */
probe syscall.getresgid = nd_syscall.getresgid = kernel.syscall("getresgid") ?
{
  name = "getresgid"
  rgid_uaddr = $arg1
  egid_uaddr = $arg2
  sgid_uaddr = $arg3
  argstr = sprintf("%s, %s, %s", @out($arg1, _sys_unsigned_at($arg1)), @out($arg2, _sys_unsigned_at($arg2)), @out($arg3, _sys_unsigned_at($arg3)))
  @returned
}

/* probe syscall.getgroups - the further groups */
probe syscall.getgroups = nd_syscall.getgroups = kernel.syscall("getgroups") ?
{
  name = "getgroups"
  size = _sys_int($arg1)
  list_uaddr = $arg2
  argstr = sprintf("%d, %s", size, _address(list_uaddr))
  @returned
}

/* probe syscall.getpriority - a priority */
probe syscall.getpriority = nd_syscall.getpriority = kernel.syscall("getpriority") ?
{
  name = "getpriority"
  which = _sys_int($arg1)
  which_str = _sys_priority_of(which)
  who = _sys_int($arg2)
  argstr = sprintf("%s, %d", which_str, who)
  @returned
}

/* probe syscall.setpriority - set a priority */
probe syscall.setpriority = nd_syscall.setpriority = kernel.syscall("setpriority") ?
{
  name = "setpriority"
  which = _sys_int($arg1)
  which_str = _sys_priority_of(which)
  who = _sys_int($arg2)
  prio = _sys_int($arg3)
  argstr = sprintf("%s, %d, %d", which_str, who, prio)
  @returned
}

/* probe syscall.getrlimit - a limit */
probe syscall.getrlimit = nd_syscall.getrlimit = kernel.syscall("getrlimit") ?
{
  name = "getrlimit"
  resource = _sys_int($arg1)
  resource_str = _sys_resource(resource)
  rlim_uaddr = $arg2
  argstr = sprintf("%s, %s", resource_str, @out($arg2, _sys_limits($arg2)))
  @returned
}

/* probe syscall.setrlimit - set a limit */
probe syscall.setrlimit = nd_syscall.setrlimit = kernel.syscall("setrlimit") ?
{
  name = "setrlimit"
  resource = _sys_int($arg1)
  resource_str = _sys_resource(resource)
  rlim_uaddr = $arg2
  argstr = sprintf("%s, %s", resource_str, _sys_limits($arg2))
  @returned
}

/* probe syscall.prlimit64 - a process's limit */
probe syscall.prlimit64 = syscall.prlimit = nd_syscall.prlimit64 = nd_syscall.prlimit = kernel.syscall("prlimit64") ?
{
  name = "prlimit64"
  pid = _sys_int($arg1)
  resource = _sys_int($arg2)
  resource_str = _sys_resource(resource)
  new_rlim_uaddr = $arg3
  old_rlim_uaddr = $arg4
  argstr = sprintf("%d, %s, %s, %s", pid, resource_str, _sys_limits($arg3), @out($arg4, _sys_limits($arg4)))
  @returned
}

/* probe syscall.getrusage - resources used */
probe syscall.getrusage = nd_syscall.getrusage = kernel.syscall("getrusage") ?
{
  name = "getrusage"
  who = _sys_int($arg1)
  who_str = _sys_usage_of(who)
  usage_uaddr = $arg2
  argstr = sprintf("%s, %s", who_str, @out($arg2, _sys_usage($arg2)))
  @returned
}

/* probe syscall.uname - name of the system */
probe syscall.uname = syscall.newuname = nd_syscall.uname = nd_syscall.newuname = kernel.syscall("uname") ?
{
  name = "uname"
  name_uaddr = $arg1
  argstr = @out($arg1, _sys_names($arg1))
  @returned
}

/* probe syscall.prctl - properties of the process */
probe syscall.prctl = nd_syscall.prctl = kernel.syscall("prctl") ?
{
  name = "prctl"
  option = _sys_uint($arg1)
  option_str = _sys_prctl_option(option)
  arg2 = $arg2
  arg3 = $arg3
  arg4 = $arg4
  arg5 = $arg5
  argstr = option == 15 ? sprintf("%s, %s", option_str, _sys_path($arg2))
    : option == 4 || option == 36 ? sprintf("%s, %d", option_str, arg2)
    : option == 38 ? sprintf("%s, %d, %d, %d, %d", option_str, arg2, arg3, arg4, arg5)
    : option == 3 || option == 29 || option == 30 ? (option == 29 ? sprintf("%s, %d", option_str, arg2) : option_str)
    : sprintf("%s, %s, %s, %s, %s", option_str, _hexadecimal(arg2), _hexadecimal(arg3), _hexadecimal(arg4), _hexadecimal(arg5))
  @returned
}

/* probe syscall.arch_prctl - properties of the thread */
probe syscall.arch_prctl = nd_syscall.arch_prctl = kernel.syscall("arch_prctl") ?
{
  name = "arch_prctl"
  option = _sys_uint($arg1)
  option_str = _sys_arch_option(option)
  addr = $arg2
  argstr = sprintf("%s, %s", option_str, option == 0x1003 || option == 0x1004 ? @out($arg2, _sys_address_at($arg2)) : _hexadecimal(addr))
  @returned
}

/* probe syscall.ptrace - control another process */
probe syscall.ptrace = nd_syscall.ptrace = kernel.syscall("ptrace") ?
{
  name = "ptrace"
  request = _sys_int($arg1)
  request_str = _sys_ptrace_request(request)
  pid = _sys_int($arg2)
  addr = $arg3
  data = $arg4
  argstr = sprintf("%s, %d, %s, %s", request_str, pid, _address(addr), _hexadecimal(data))
  @returned
}

/* probe syscall.set_tid_address - where the thread's number is cleared */
probe syscall.set_tid_address = nd_syscall.set_tid_address = kernel.syscall("set_tid_address") ?
{
  name = "set_tid_address"
  tidptr_uaddr = $arg1
  argstr = _address(tidptr_uaddr)
  @returned
}

/* probe syscall.set_robust_list - the thread's list of locks */
probe syscall.set_robust_list = nd_syscall.set_robust_list = kernel.syscall("set_robust_list") ?
{
  name = "set_robust_list"
  list_head_uaddr = $arg1
  len = $arg2
  argstr = sprintf("%s, %d", _address(list_head_uaddr), len)
  @returned
}

/* probe syscall.get_robust_list - a thread's list of locks */
probe syscall.get_robust_list = nd_syscall.get_robust_list = kernel.syscall("get_robust_list") ?
{
  name = "get_robust_list"
  pid = _sys_int($arg1)
  list_head_uaddr = $arg2
  len_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", pid, _address(list_head_uaddr), _address(len_uaddr))
  @returned
}

/* probe syscall.rseq - restartable sequences */
probe syscall.rseq = nd_syscall.rseq = kernel.syscall("rseq") ?
{
  name = "rseq"
  rseq_uaddr = $arg1
  rseq_len = $arg2
  flags = $arg3
  sig = $arg4
  argstr = sprintf("%s, %s, %s, %s", _address(rseq_uaddr), _hexadecimal(rseq_len), _hexadecimal(flags), _hexadecimal(sig))
  @returned
}

/* probe syscall.sched_yield - let others run */
probe syscall.sched_yield = nd_syscall.sched_yield = kernel.syscall("sched_yield") ?
{
  name = "sched_yield"
  argstr = ""
  @returned
}

/* probe syscall.sched_getaffinity - processors of a thread */
probe syscall.sched_getaffinity = nd_syscall.sched_getaffinity = kernel.syscall("sched_getaffinity") ?
{
  name = "sched_getaffinity"
  pid = _sys_int($arg1)
  len = _sys_uint($arg2)
  mask_uaddr = $arg3
  argstr = sprintf("%d, %d, %s", pid, len, @out($arg3, _sys_cpus($arg3, $return)))
  @returned
}

/* probe syscall.sched_setaffinity - set the processors of a thread */
probe syscall.sched_setaffinity = nd_syscall.sched_setaffinity = kernel.syscall("sched_setaffinity") ?
{
  name = "sched_setaffinity"
  pid = _sys_int($arg1)
  len = _sys_uint($arg2)
  mask_uaddr = $arg3
  argstr = sprintf("%d, %d, %s", pid, len, _sys_cpus($arg3, $arg2))
  @returned
}

/* probe syscall.sched_getscheduler - how a thread is scheduled */
probe syscall.sched_getscheduler = nd_syscall.sched_getscheduler = kernel.syscall("sched_getscheduler") ?
{
  name = "sched_getscheduler"
  pid = _sys_int($arg1)
  argstr = sprintf("%d", pid)
  @returned
}

/* probe syscall.sched_get_priority_max - the highest priority */
probe syscall.sched_get_priority_max = nd_syscall.sched_get_priority_max = kernel.syscall("sched_get_priority_max") ?
{
  name = "sched_get_priority_max"
  policy = _sys_int($arg1)
  policy_str = _sys_policy(policy)
  argstr = policy_str
  @returned
}

/* probe syscall.sched_get_priority_min - the lowest priority */
probe syscall.sched_get_priority_min = nd_syscall.sched_get_priority_min = kernel.syscall("sched_get_priority_min") ?
{
  name = "sched_get_priority_min"
  policy = _sys_int($arg1)
  policy_str = _sys_policy(policy)
  argstr = policy_str
  @returned
}

/* probe syscall.sched_setscheduler - set how a thread is scheduled */
probe syscall.sched_setscheduler = nd_syscall.sched_setscheduler = kernel.syscall("sched_setscheduler") ?
{
  name = "sched_setscheduler"
  pid = _sys_int($arg1)
  policy = _sys_int($arg2)
  policy_str = _sys_policy(policy)
  param_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", pid, policy_str, _sys_number_at($arg3))
  @returned
}

/* probe syscall.sched_getparam - a thread's priority */
probe syscall.sched_getparam = nd_syscall.sched_getparam = kernel.syscall("sched_getparam") ?
{
  name = "sched_getparam"
  pid = _sys_int($arg1)
  param_uaddr = $arg2
  argstr = sprintf("%d, %s", pid, @out($arg2, _sys_number_at($arg2)))
  @returned
}

/* probe syscall.sched_setparam - set a thread's priority */
probe syscall.sched_setparam = nd_syscall.sched_setparam = kernel.syscall("sched_setparam") ?
{
  name = "sched_setparam"
  pid = _sys_int($arg1)
  param_uaddr = $arg2
  argstr = sprintf("%d, %s", pid, _sys_number_at($arg2))
  @returned
}

/* probe syscall.unshare - leave what is shared */
probe syscall.unshare = nd_syscall.unshare = kernel.syscall("unshare") ?
{
  name = "unshare"
  unshare_flags = _sys_uint($arg1)
  unshare_flags_str = _sys_unshare_flags(unshare_flags)
  argstr = unshare_flags_str
  @returned
}

/* probe syscall.setns - enter a namespace */
probe syscall.setns = nd_syscall.setns = kernel.syscall("setns") ?
{
  name = "setns"
  fd = _sys_int($arg1)
  nstype = _sys_uint($arg2)
  nstype_str = _sys_unshare_flags(nstype)
  argstr = sprintf("%d, %s", fd, nstype_str)
  @returned
}

/* probe syscall.futex - wait for or wake threads */
probe syscall.futex = nd_syscall.futex = kernel.syscall("futex") ?
{
  name = "futex"
  futex_uaddr = $arg1
  op = _sys_int($arg2)
  op_str = _sys_futex_operation(op)
  val = _sys_int($arg3)
  utime_uaddr = $arg4
  uaddr2_uaddr = $arg5
  val3 = _sys_uint($arg6)
  argstr = sprintf("%s, %s, %d", _address(futex_uaddr), op_str, val)
    . _sys_futex_rest(op, _sys_timespec($arg4), utime_uaddr, uaddr2_uaddr, val3)
  @returned
}

/* probe syscall.getrandom - random bytes */
probe syscall.getrandom = nd_syscall.getrandom = kernel.syscall("getrandom") ?
{
  name = "getrandom"
  buf_uaddr = $arg1
  count = $arg2
  flags = _sys_uint($arg3)
  flags_str = _flag_names(flags, "1=GRND_NONBLOCK,2=GRND_RANDOM,4=GRND_INSECURE,?=GRND_???")
  argstr = sprintf("%s, %d, %s", @out($arg1, _sys_random($arg1, $return)), count, flags_str)
  @returned
}

/* probe syscall.pidfd_open - a descriptor for a process */
probe syscall.pidfd_open = nd_syscall.pidfd_open = kernel.syscall("pidfd_open") ?
{
  name = "pidfd_open"
  pid = _sys_int($arg1)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "04000=PIDFD_NONBLOCK,?=PIDFD_???")
  argstr = sprintf("%d, %s", pid, flags_str)
  @returned
}

/* probe syscall.pidfd_send_signal - send a signal by a descriptor */
probe syscall.pidfd_send_signal = nd_syscall.pidfd_send_signal = kernel.syscall("pidfd_send_signal") ?
{
  name = "pidfd_send_signal"
  pidfd = _sys_int($arg1)
  sig = _sys_int($arg2)
  sig_name = _sys_signal(sig)
  uinfo_uaddr = $arg3
  flags = _sys_uint($arg4)
  flags_str = _flag_names(flags, "")
  argstr = sprintf("%d, %s, %s, %s", pidfd, sig_name, _address(uinfo_uaddr), flags_str)
  @returned
}

/* probe syscall.membarrier - a barrier on all processors */
probe syscall.membarrier = nd_syscall.membarrier = kernel.syscall("membarrier") ?
{
  name = "membarrier"
  cmd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  cpu_id = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", cmd, flags, cpu_id)
  @returned
}
