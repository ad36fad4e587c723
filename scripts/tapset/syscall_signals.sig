// System calls: signals.
//
// Text is as strace(1) prints it; what the kernel writes is shown where the call returns.

@define out(address, text) %( (@defined($return) ? ($return >= 0 ? @text : _address(@address)) : _address(@address)) %)
@define returned %( if (@defined($return)) { retval = $return; retstr = _sys_number($return) } %)

/* probe syscall.kill, nd_syscall.kill - send a signal to processes
 *
 * pid             a number
 * sig, sig_name   a signal, and its name
 * name            "kill"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.kill = nd_syscall.kill = kernel.syscall("kill") ?
{
  name = "kill"
  pid = _sys_int($arg1)
  sig = _sys_int($arg2)
  sig_name = _sys_signal(sig)
  argstr = sprintf("%d, %s", pid, sig_name)
  @returned
}

/* probe syscall.tkill, nd_syscall.tkill - send a signal to a thread
 *
 * pid             a number
 * sig, sig_name   a signal, and its name
 * name            "tkill"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.tkill = nd_syscall.tkill = kernel.syscall("tkill") ?
{
  name = "tkill"
  pid = _sys_int($arg1)
  sig = _sys_int($arg2)
  sig_name = _sys_signal(sig)
  argstr = sprintf("%d, %s", pid, sig_name)
  @returned
}

/* probe syscall.tgkill, nd_syscall.tgkill - send a signal to a thread of a process
 *
 * tgid            a number
 * pid             a number
 * sig, sig_name   a signal, and its name
 * name            "tgkill"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.tgkill = nd_syscall.tgkill = kernel.syscall("tgkill") ?
{
  name = "tgkill"
  tgid = _sys_int($arg1)
  pid = _sys_int($arg2)
  sig = _sys_int($arg3)
  sig_name = _sys_signal(sig)
  argstr = sprintf("%d, %d, %s", tgid, pid, sig_name)
  @returned
}

/* probe syscall.rt_sigqueueinfo, nd_syscall.rt_sigqueueinfo - send a signal with information
 *
 * pid             a number
 * sig, sig_name   a signal, and its name
 * uinfo_uaddr     an address
 * name            "rt_sigqueueinfo"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigqueueinfo = nd_syscall.rt_sigqueueinfo = kernel.syscall("rt_sigqueueinfo") ?
{
  name = "rt_sigqueueinfo"
  pid = _sys_int($arg1)
  sig = _sys_int($arg2)
  sig_name = _sys_signal(sig)
  uinfo_uaddr = $arg3
  argstr = sprintf("%d, %s, %s", pid, sig_name, _address(uinfo_uaddr))
  @returned
}

/* probe syscall.rt_sigaction, syscall.sigaction, nd_syscall.rt_sigaction, nd_syscall.sigaction - what a signal does
 *
 * sig, sig_name   a signal, and its name
 * act_uaddr       an address to read from
 * oact_uaddr      an address to write to
 * sigsetsize      a number
 * name            "rt_sigaction"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigaction = syscall.sigaction = nd_syscall.rt_sigaction = nd_syscall.sigaction = kernel.syscall("rt_sigaction") ?
{
  name = "rt_sigaction"
  sig = _sys_int($arg1)
  sig_name = _sys_signal(sig)
  act_uaddr = $arg2
  oact_uaddr = $arg3
  sigsetsize = $arg4
  argstr = sprintf("%s, %s, %s, %d", sig_name, _sys_action($arg2), @out($arg3, _sys_action($arg3)), sigsetsize)
  @returned
}

/* probe syscall.rt_sigprocmask, syscall.sigprocmask, nd_syscall.rt_sigprocmask, nd_syscall.sigprocmask - block signals
 *
 * how, how_str    a number, and its name
 * set_uaddr       an address to read from
 * oldset_uaddr    an address to write to
 * sigsetsize      a number
 * name            "rt_sigprocmask"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigprocmask = syscall.sigprocmask = nd_syscall.rt_sigprocmask = nd_syscall.sigprocmask = kernel.syscall("rt_sigprocmask") ?
{
  name = "rt_sigprocmask"
  how = _sys_int($arg1)
  how_str = _sys_sigmask_how(how)
  set_uaddr = $arg2
  oldset_uaddr = $arg3
  sigsetsize = $arg4
  argstr = sprintf("%s, %s, %s, %d", how_str, _sys_signals($arg2), @out($arg3, _sys_signals($arg3)), sigsetsize)
  @returned
}

/* probe syscall.rt_sigpending, nd_syscall.rt_sigpending - which signals are pending
 *
 * set_uaddr       an address to write to
 * sigsetsize      a number
 * name            "rt_sigpending"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigpending = nd_syscall.rt_sigpending = kernel.syscall("rt_sigpending") ?
{
  name = "rt_sigpending"
  set_uaddr = $arg1
  sigsetsize = $arg2
  argstr = sprintf("%s, %d", @out($arg1, _sys_signals($arg1)), sigsetsize)
  @returned
}

/* probe syscall.rt_sigsuspend, nd_syscall.rt_sigsuspend - wait for a signal
 *
 * set_uaddr       an address to read from
 * sigsetsize      a number
 * name            "rt_sigsuspend"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigsuspend = nd_syscall.rt_sigsuspend = kernel.syscall("rt_sigsuspend") ?
{
  name = "rt_sigsuspend"
  set_uaddr = $arg1
  sigsetsize = $arg2
  argstr = sprintf("%s, %d", _sys_signals($arg1), sigsetsize)
  @returned
}

/* probe syscall.rt_sigtimedwait, nd_syscall.rt_sigtimedwait - wait for a signal, for a time
 *
 * uthese_uaddr    an address to read from
 * uinfo_uaddr     an address
 * uts_uaddr       an address to read from
 * sigsetsize      a number
 * name            "rt_sigtimedwait"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigtimedwait = nd_syscall.rt_sigtimedwait = kernel.syscall("rt_sigtimedwait") ?
{
  name = "rt_sigtimedwait"
  uthese_uaddr = $arg1
  uinfo_uaddr = $arg2
  uts_uaddr = $arg3
  sigsetsize = $arg4
  argstr = sprintf("%s, %s, %s, %d", _sys_signals($arg1), _address(uinfo_uaddr), _sys_timespec($arg3), sigsetsize)
  @returned
}

/* probe syscall.rt_sigreturn, nd_syscall.rt_sigreturn - return from a signal's handler
 *
 * name            "rt_sigreturn"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.rt_sigreturn = nd_syscall.rt_sigreturn = kernel.syscall("rt_sigreturn") ?
{
  name = "rt_sigreturn"
  argstr = ""
  @returned
}

/* probe syscall.sigaltstack, nd_syscall.sigaltstack - the stack of signal handlers
 *
 * uss_uaddr       an address to read from
 * uoss_uaddr      an address to write to
 * name            "sigaltstack"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.sigaltstack = nd_syscall.sigaltstack = kernel.syscall("sigaltstack") ?
{
  name = "sigaltstack"
  uss_uaddr = $arg1
  uoss_uaddr = $arg2
  argstr = sprintf("%s, %s", _sys_stack($arg1), @out($arg2, _sys_stack($arg2)))
  @returned
}

/* probe syscall.pause, nd_syscall.pause - wait for a signal
 *
 * name            "pause"
 * argstr          the arguments as text
 * retval, retstr  behind `.return`: what it returned, as a number and as text
 */
probe syscall.pause = nd_syscall.pause = kernel.syscall("pause") ?
{
  name = "pause"
  argstr = ""
  @returned
}
