// System calls: processes and threads.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define filled(address, text) %( (@defined($return) ? ($return > 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.execve, nd_syscall.execve - run a program
 *
 * filename, filename_unquoted  a string in quotes, and as it is
 * args                         the arguments of the program
 * env_str                      where its environment is
 * name                         "execve"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.execveat, nd_syscall.execveat - run a program, relative to a directory
 *
 * dirfd, dirfd_str             a directory, and as text
 * filename, filename_unquoted  a string in quotes, and as it is
 * args                         the arguments of the program
 * env_str                      where its environment is
 * flags, flags_str             flags, and their names
 * name                         "execveat"
 * argstr                       the arguments as text
 * retval, retstr               behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.exit, nd_syscall.exit - end a thread
 *
 * status          a number
 * name            "exit"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.exit = nd_syscall.exit = kernel.syscall("exit") ?
{
  name = "exit"
  status = _sys_int($arg1)
  argstr = sprintf("%d", status)
  @returned
}

/* probe syscall.exit_group, nd_syscall.exit_group - end a process
 *
 * status          a number
 * name            "exit_group"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.exit_group = nd_syscall.exit_group = kernel.syscall("exit_group") ?
{
  name = "exit_group"
  status = _sys_int($arg1)
  argstr = sprintf("%d", status)
  @returned
}

/* probe syscall.clone, nd_syscall.clone - make a process or thread
 *
 * clone_flags       a number
 * stack_start       an address
 * parent_tid_uaddr  an address
 * child_tid_uaddr   an address
 * tls               an address
 * name              "clone"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.clone3, nd_syscall.clone3 - make a process or thread
 *
 * uargs_uaddr     address of the arguments
 * size            a number
 * name            "clone3"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.clone3 = nd_syscall.clone3 = kernel.syscall("clone3") ?
{
  name = "clone3"
  uargs_uaddr = $arg1
  size = $arg2
  argstr = sprintf("%s, %d", _sys_clone3($arg1), size)
  @returned
}

/* probe syscall.fork, nd_syscall.fork - make a process
 *
 * name            "fork"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.fork = nd_syscall.fork = kernel.syscall("fork") ?
{
  name = "fork"
  argstr = ""
  @returned
}

/* probe syscall.vfork, nd_syscall.vfork - make a process in the same memory
 *
 * name            "vfork"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.vfork = nd_syscall.vfork = kernel.syscall("vfork") ?
{
  name = "vfork"
  argstr = ""
  @returned
}

/* probe syscall.wait4, nd_syscall.wait4 - wait for a child
 *
 * pid                   a number
 * status_uaddr          address of the status
 * options, options_str  flags, and their names
 * rusage_uaddr          an address to write to
 * name                  "wait4"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.waitid, nd_syscall.waitid - wait for a child
 *
 * which, which_str      a number, and its name
 * pid                   a number
 * infop_uaddr           an address
 * options, options_str  flags, and their names
 * rusage_uaddr          an address to write to
 * name                  "waitid"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.getpid, nd_syscall.getpid - the process's number
 *
 * name            "getpid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getpid = nd_syscall.getpid = kernel.syscall("getpid") ?
{
  name = "getpid"
  argstr = ""
  @returned
}

/* probe syscall.gettid, nd_syscall.gettid - the thread's number
 *
 * name            "gettid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.gettid = nd_syscall.gettid = kernel.syscall("gettid") ?
{
  name = "gettid"
  argstr = ""
  @returned
}

/* probe syscall.getppid, nd_syscall.getppid - the parent's number
 *
 * name            "getppid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getppid = nd_syscall.getppid = kernel.syscall("getppid") ?
{
  name = "getppid"
  argstr = ""
  @returned
}

/* probe syscall.getpgid, nd_syscall.getpgid - a process's group
 *
 * pid             a number
 * name            "getpgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getpgid = nd_syscall.getpgid = kernel.syscall("getpgid") ?
{
  name = "getpgid"
  pid = _sys_int($arg1)
  argstr = sprintf("%d", pid)
  @returned
}

/* probe syscall.getpgrp, nd_syscall.getpgrp - the process's group
 *
 * name            "getpgrp"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getpgrp = nd_syscall.getpgrp = kernel.syscall("getpgrp") ?
{
  name = "getpgrp"
  argstr = ""
  @returned
}

/* probe syscall.setpgid, nd_syscall.setpgid - set a process's group
 *
 * pid             a number
 * pgid            a number
 * name            "setpgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setpgid = nd_syscall.setpgid = kernel.syscall("setpgid") ?
{
  name = "setpgid"
  pid = _sys_int($arg1)
  pgid = _sys_int($arg2)
  argstr = sprintf("%d, %d", pid, pgid)
  @returned
}

/* probe syscall.getsid, nd_syscall.getsid - a process's session
 *
 * pid             a number
 * name            "getsid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getsid = nd_syscall.getsid = kernel.syscall("getsid") ?
{
  name = "getsid"
  pid = _sys_int($arg1)
  argstr = sprintf("%d", pid)
  @returned
}

/* probe syscall.setsid, nd_syscall.setsid - begin a session
 *
 * name            "setsid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setsid = nd_syscall.setsid = kernel.syscall("setsid") ?
{
  name = "setsid"
  argstr = ""
  @returned
}

/* probe syscall.getuid, nd_syscall.getuid - the user
 *
 * name            "getuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getuid = nd_syscall.getuid = kernel.syscall("getuid") ?
{
  name = "getuid"
  argstr = ""
  @returned
}

/* probe syscall.geteuid, nd_syscall.geteuid - the effective user
 *
 * name            "geteuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.geteuid = nd_syscall.geteuid = kernel.syscall("geteuid") ?
{
  name = "geteuid"
  argstr = ""
  @returned
}

/* probe syscall.getgid, nd_syscall.getgid - the group
 *
 * name            "getgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getgid = nd_syscall.getgid = kernel.syscall("getgid") ?
{
  name = "getgid"
  argstr = ""
  @returned
}

/* probe syscall.getegid, nd_syscall.getegid - the effective group
 *
 * name            "getegid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getegid = nd_syscall.getegid = kernel.syscall("getegid") ?
{
  name = "getegid"
  argstr = ""
  @returned
}

/* probe syscall.setuid, nd_syscall.setuid - set the user
 *
 * uid             a number
 * name            "setuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setuid = nd_syscall.setuid = kernel.syscall("setuid") ?
{
  name = "setuid"
  uid = _sys_int($arg1)
  argstr = sprintf("%d", uid)
  @returned
}

/* probe syscall.setgid, nd_syscall.setgid - set the group
 *
 * gid             a number
 * name            "setgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setgid = nd_syscall.setgid = kernel.syscall("setgid") ?
{
  name = "setgid"
  gid = _sys_int($arg1)
  argstr = sprintf("%d", gid)
  @returned
}

/* probe syscall.setreuid, nd_syscall.setreuid - set the users
 *
 * ruid            a number
 * euid            a number
 * name            "setreuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setreuid = nd_syscall.setreuid = kernel.syscall("setreuid") ?
{
  name = "setreuid"
  ruid = _sys_int($arg1)
  euid = _sys_int($arg2)
  argstr = sprintf("%d, %d", ruid, euid)
  @returned
}

/* probe syscall.setregid, nd_syscall.setregid - set the groups
 *
 * rgid            a number
 * egid            a number
 * name            "setregid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setregid = nd_syscall.setregid = kernel.syscall("setregid") ?
{
  name = "setregid"
  rgid = _sys_int($arg1)
  egid = _sys_int($arg2)
  argstr = sprintf("%d, %d", rgid, egid)
  @returned
}

/* probe syscall.setresuid, nd_syscall.setresuid - set the users
 *
 * ruid            a number
 * euid            a number
 * suid            a number
 * name            "setresuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setresuid = nd_syscall.setresuid = kernel.syscall("setresuid") ?
{
  name = "setresuid"
  ruid = _sys_int($arg1)
  euid = _sys_int($arg2)
  suid = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", ruid, euid, suid)
  @returned
}

/* probe syscall.setresgid, nd_syscall.setresgid - set the groups
 *
 * rgid            a number
 * egid            a number
 * sgid            a number
 * name            "setresgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.setresgid = nd_syscall.setresgid = kernel.syscall("setresgid") ?
{
  name = "setresgid"
  rgid = _sys_int($arg1)
  egid = _sys_int($arg2)
  sgid = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", rgid, egid, sgid)
  @returned
}

/* probe syscall.getresuid, nd_syscall.getresuid - the users
 *
 * ruid_uaddr      an address to write to
 * euid_uaddr      an address to write to
 * suid_uaddr      an address to write to
 * name            "getresuid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getresuid = nd_syscall.getresuid = kernel.syscall("getresuid") ?
{
  name = "getresuid"
  ruid_uaddr = $arg1
  euid_uaddr = $arg2
  suid_uaddr = $arg3
  argstr = sprintf("%s, %s, %s", @out($arg1, _sys_unsigned_at($arg1)), @out($arg2, _sys_unsigned_at($arg2)), @out($arg3, _sys_unsigned_at($arg3)))
  @returned
}

/* probe syscall.getresgid, nd_syscall.getresgid - the groups
 *
 * rgid_uaddr      an address to write to
 * egid_uaddr      an address to write to
 * sgid_uaddr      an address to write to
 * name            "getresgid"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getresgid = nd_syscall.getresgid = kernel.syscall("getresgid") ?
{
  name = "getresgid"
  rgid_uaddr = $arg1
  egid_uaddr = $arg2
  sgid_uaddr = $arg3
  argstr = sprintf("%s, %s, %s", @out($arg1, _sys_unsigned_at($arg1)), @out($arg2, _sys_unsigned_at($arg2)), @out($arg3, _sys_unsigned_at($arg3)))
  @returned
}

/* probe syscall.getgroups, nd_syscall.getgroups - the further groups
 *
 * size            a number
 * list_uaddr      an address
 * name            "getgroups"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getgroups = nd_syscall.getgroups = kernel.syscall("getgroups") ?
{
  name = "getgroups"
  size = _sys_int($arg1)
  list_uaddr = $arg2
  argstr = sprintf("%d, %s", size, _address(list_uaddr))
  @returned
}

/* probe syscall.getpriority, nd_syscall.getpriority - a priority
 *
 * which, which_str  a number, and its name
 * who               a number
 * name              "getpriority"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.getpriority = nd_syscall.getpriority = kernel.syscall("getpriority") ?
{
  name = "getpriority"
  which = _sys_int($arg1)
  which_str = _sys_priority_of(which)
  who = _sys_int($arg2)
  argstr = sprintf("%s, %d", which_str, who)
  @returned
}

/* probe syscall.setpriority, nd_syscall.setpriority - set a priority
 *
 * which, which_str  a number, and its name
 * who               a number
 * prio              a number
 * name              "setpriority"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.getrlimit, nd_syscall.getrlimit - a limit
 *
 * resource, resource_str  a number, and its name
 * rlim_uaddr              an address to write to
 * name                    "getrlimit"
 * argstr                  the arguments as text
 * retval, retstr          behind `.return`: what it returned, as a number and as text
 */
probe syscall.getrlimit = nd_syscall.getrlimit = kernel.syscall("getrlimit") ?
{
  name = "getrlimit"
  resource = _sys_int($arg1)
  resource_str = _sys_resource(resource)
  rlim_uaddr = $arg2
  argstr = sprintf("%s, %s", resource_str, @out($arg2, _sys_limits($arg2)))
  @returned
}

/* probe syscall.setrlimit, nd_syscall.setrlimit - set a limit
 *
 * resource, resource_str  a number, and its name
 * rlim_uaddr              an address to read from
 * name                    "setrlimit"
 * argstr                  the arguments as text
 * retval, retstr          behind `.return`: what it returned, as a number and as text
 */
probe syscall.setrlimit = nd_syscall.setrlimit = kernel.syscall("setrlimit") ?
{
  name = "setrlimit"
  resource = _sys_int($arg1)
  resource_str = _sys_resource(resource)
  rlim_uaddr = $arg2
  argstr = sprintf("%s, %s", resource_str, _sys_limits($arg2))
  @returned
}

/* probe syscall.prlimit64, syscall.prlimit, nd_syscall.prlimit64, nd_syscall.prlimit - a process's limit
 *
 * pid                     a number
 * resource, resource_str  a number, and its name
 * new_rlim_uaddr          an address to read from
 * old_rlim_uaddr          an address to write to
 * name                    "prlimit64"
 * argstr                  the arguments as text
 * retval, retstr          behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.getrusage, nd_syscall.getrusage - resources used
 *
 * who, who_str    a number, and its name
 * usage_uaddr     an address to write to
 * name            "getrusage"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.getrusage = nd_syscall.getrusage = kernel.syscall("getrusage") ?
{
  name = "getrusage"
  who = _sys_int($arg1)
  who_str = _sys_usage_of(who)
  usage_uaddr = $arg2
  argstr = sprintf("%s, %s", who_str, @out($arg2, _sys_usage($arg2)))
  @returned
}

/* probe syscall.uname, syscall.newuname, nd_syscall.uname, nd_syscall.newuname - name of the system
 *
 * name_uaddr      an address to write to
 * name            "uname"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.uname = syscall.newuname = nd_syscall.uname = nd_syscall.newuname = kernel.syscall("uname") ?
{
  name = "uname"
  name_uaddr = $arg1
  argstr = @out($arg1, _sys_names($arg1))
  @returned
}

/* probe syscall.prctl, nd_syscall.prctl - properties of the process
 *
 * option, option_str  a number, and its name
 * arg2                a number
 * arg3                a number
 * arg4                a number
 * arg5                a number
 * name                "prctl"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.arch_prctl, nd_syscall.arch_prctl - properties of the thread
 *
 * option, option_str  a number, and its name
 * addr                a number
 * name                "arch_prctl"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.arch_prctl = nd_syscall.arch_prctl = kernel.syscall("arch_prctl") ?
{
  name = "arch_prctl"
  option = _sys_uint($arg1)
  option_str = _sys_arch_option(option)
  addr = $arg2
  argstr = sprintf("%s, %s", option_str, option == 0x1003 || option == 0x1004 ? @out($arg2, _sys_address_at($arg2)) : _hexadecimal(addr))
  @returned
}

/* probe syscall.ptrace, nd_syscall.ptrace - control another process
 *
 * request, request_str  a number, and its name
 * pid                   a number
 * addr                  an address
 * data                  a number
 * name                  "ptrace"
 * argstr                the arguments as text
 * retval, retstr        behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.set_tid_address, nd_syscall.set_tid_address - where the thread's number is cleared
 *
 * tidptr_uaddr    an address
 * name            "set_tid_address"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.set_tid_address = nd_syscall.set_tid_address = kernel.syscall("set_tid_address") ?
{
  name = "set_tid_address"
  tidptr_uaddr = $arg1
  argstr = _address(tidptr_uaddr)
  @returned
}

/* probe syscall.set_robust_list, nd_syscall.set_robust_list - the thread's list of locks
 *
 * list_head_uaddr  an address
 * len              a number
 * name             "set_robust_list"
 * argstr           the arguments as text
 * retval, retstr   behind `.return`: what it returned, as a number and as text
 */
probe syscall.set_robust_list = nd_syscall.set_robust_list = kernel.syscall("set_robust_list") ?
{
  name = "set_robust_list"
  list_head_uaddr = $arg1
  len = $arg2
  argstr = sprintf("%s, %d", _address(list_head_uaddr), len)
  @returned
}

/* probe syscall.get_robust_list, nd_syscall.get_robust_list - a thread's list of locks
 *
 * pid              a number
 * list_head_uaddr  an address
 * len_uaddr        an address
 * name             "get_robust_list"
 * argstr           the arguments as text
 * retval, retstr   behind `.return`: what it returned, as a number and as text
 */
probe syscall.get_robust_list = nd_syscall.get_robust_list = kernel.syscall("get_robust_list") ?
{
  name = "get_robust_list"
  pid = _sys_int($arg1)
  list_head_uaddr = $arg2
  len_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", pid, _address(list_head_uaddr), _address(len_uaddr))
  @returned
}

/* probe syscall.rseq, nd_syscall.rseq - restartable sequences
 *
 * rseq_uaddr      an address
 * rseq_len        a number
 * flags           a number
 * sig             a number
 * name            "rseq"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.sched_yield, nd_syscall.sched_yield - let others run
 *
 * name            "sched_yield"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_yield = nd_syscall.sched_yield = kernel.syscall("sched_yield") ?
{
  name = "sched_yield"
  argstr = ""
  @returned
}

/* probe syscall.sched_getaffinity, nd_syscall.sched_getaffinity - processors of a thread
 *
 * pid             a number
 * len             a number
 * mask_uaddr      address of a set to fill
 * name            "sched_getaffinity"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_getaffinity = nd_syscall.sched_getaffinity = kernel.syscall("sched_getaffinity") ?
{
  name = "sched_getaffinity"
  pid = _sys_int($arg1)
  len = _sys_uint($arg2)
  mask_uaddr = $arg3
  argstr = sprintf("%d, %d, %s", pid, len, @out($arg3, _sys_cpus($arg3, $return)))
  @returned
}

/* probe syscall.sched_setaffinity, nd_syscall.sched_setaffinity - set the processors of a thread
 *
 * pid             a number
 * len             a number
 * mask_uaddr      an address to read from
 * name            "sched_setaffinity"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_setaffinity = nd_syscall.sched_setaffinity = kernel.syscall("sched_setaffinity") ?
{
  name = "sched_setaffinity"
  pid = _sys_int($arg1)
  len = _sys_uint($arg2)
  mask_uaddr = $arg3
  argstr = sprintf("%d, %d, %s", pid, len, _sys_cpus($arg3, $arg2))
  @returned
}

/* probe syscall.sched_getscheduler, nd_syscall.sched_getscheduler - how a thread is scheduled
 *
 * pid             a number
 * name            "sched_getscheduler"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_getscheduler = nd_syscall.sched_getscheduler = kernel.syscall("sched_getscheduler") ?
{
  name = "sched_getscheduler"
  pid = _sys_int($arg1)
  argstr = sprintf("%d", pid)
  @returned
}

/* probe syscall.sched_get_priority_max, nd_syscall.sched_get_priority_max - the highest priority
 *
 * policy, policy_str  a number, and its name
 * name                "sched_get_priority_max"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_get_priority_max = nd_syscall.sched_get_priority_max = kernel.syscall("sched_get_priority_max") ?
{
  name = "sched_get_priority_max"
  policy = _sys_int($arg1)
  policy_str = _sys_policy(policy)
  argstr = policy_str
  @returned
}

/* probe syscall.sched_get_priority_min, nd_syscall.sched_get_priority_min - the lowest priority
 *
 * policy, policy_str  a number, and its name
 * name                "sched_get_priority_min"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_get_priority_min = nd_syscall.sched_get_priority_min = kernel.syscall("sched_get_priority_min") ?
{
  name = "sched_get_priority_min"
  policy = _sys_int($arg1)
  policy_str = _sys_policy(policy)
  argstr = policy_str
  @returned
}

/* probe syscall.sched_setscheduler, nd_syscall.sched_setscheduler - set how a thread is scheduled
 *
 * pid                 a number
 * policy, policy_str  a number, and its name
 * param_uaddr         an address to read from
 * name                "sched_setscheduler"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.sched_getparam, nd_syscall.sched_getparam - a thread's priority
 *
 * pid             a number
 * param_uaddr     an address to write to
 * name            "sched_getparam"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_getparam = nd_syscall.sched_getparam = kernel.syscall("sched_getparam") ?
{
  name = "sched_getparam"
  pid = _sys_int($arg1)
  param_uaddr = $arg2
  argstr = sprintf("%d, %s", pid, @out($arg2, _sys_number_at($arg2)))
  @returned
}

/* probe syscall.sched_setparam, nd_syscall.sched_setparam - set a thread's priority
 *
 * pid             a number
 * param_uaddr     an address to read from
 * name            "sched_setparam"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sched_setparam = nd_syscall.sched_setparam = kernel.syscall("sched_setparam") ?
{
  name = "sched_setparam"
  pid = _sys_int($arg1)
  param_uaddr = $arg2
  argstr = sprintf("%d, %s", pid, _sys_number_at($arg2))
  @returned
}

/* probe syscall.unshare, nd_syscall.unshare - leave what is shared
 *
 * unshare_flags, unshare_flags_str  flags, and their names
 * name                              "unshare"
 * argstr                            the arguments as text
 * retval, retstr                    behind `.return`: what it returned, as a number and as text
 */
probe syscall.unshare = nd_syscall.unshare = kernel.syscall("unshare") ?
{
  name = "unshare"
  unshare_flags = _sys_uint($arg1)
  unshare_flags_str = _sys_unshare_flags(unshare_flags)
  argstr = unshare_flags_str
  @returned
}

/* probe syscall.setns, nd_syscall.setns - enter a namespace
 *
 * fd                  a descriptor
 * nstype, nstype_str  flags, and their names
 * name                "setns"
 * argstr              the arguments as text
 * retval, retstr      behind `.return`: what it returned, as a number and as text
 */
probe syscall.setns = nd_syscall.setns = kernel.syscall("setns") ?
{
  name = "setns"
  fd = _sys_int($arg1)
  nstype = _sys_uint($arg2)
  nstype_str = _sys_unshare_flags(nstype)
  argstr = sprintf("%d, %s", fd, nstype_str)
  @returned
}

/* probe syscall.futex, nd_syscall.futex - wait for or wake threads
 *
 * futex_uaddr     an address
 * op, op_str      a number, and its name
 * val             a number
 * utime_uaddr     an address
 * uaddr2_uaddr    an address
 * val3            a number
 * name            "futex"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.getrandom, nd_syscall.getrandom - random bytes
 *
 * buf_uaddr         address of a buffer to fill
 * count             a number
 * flags, flags_str  flags, and their names
 * name              "getrandom"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.pidfd_open, nd_syscall.pidfd_open - a descriptor for a process
 *
 * pid               a number
 * flags, flags_str  flags, and their names
 * name              "pidfd_open"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
probe syscall.pidfd_open = nd_syscall.pidfd_open = kernel.syscall("pidfd_open") ?
{
  name = "pidfd_open"
  pid = _sys_int($arg1)
  flags = _sys_uint($arg2)
  flags_str = _flag_names(flags, "04000=PIDFD_NONBLOCK,?=PIDFD_???")
  argstr = sprintf("%d, %s", pid, flags_str)
  @returned
}

/* probe syscall.pidfd_send_signal, nd_syscall.pidfd_send_signal - send a signal by a descriptor
 *
 * pidfd             a descriptor
 * sig, sig_name     a signal, and its name
 * uinfo_uaddr       an address
 * flags, flags_str  flags, and their names
 * name              "pidfd_send_signal"
 * argstr            the arguments as text
 * retval, retstr    behind `.return`: what it returned, as a number and as text
 */
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

/* probe syscall.membarrier, nd_syscall.membarrier - a barrier on all processors
 *
 * cmd             a number
 * flags           a number
 * cpu_id          a number
 * name            "membarrier"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.membarrier = nd_syscall.membarrier = kernel.syscall("membarrier") ?
{
  name = "membarrier"
  cmd = _sys_int($arg1)
  flags = _sys_uint($arg2)
  cpu_id = _sys_int($arg3)
  argstr = sprintf("%d, %d, %d", cmd, flags, cpu_id)
  @returned
}
