// Signals: the system calls about them.

/* probe signal.syskill, signal.syskill.return - a process calls kill(2), and comes back from it
 *
 * sig, sig_name  the signal; 0 only asks whether it may be sent
 * sig_pid        process id of the receiver; 0 or negative for a group of processes
 * pid_name       name of the receiver; empty for a group
 * name           "kill"
 * argstr         the arguments as text
 * retval, retstr what it returns, as a number and as text (in .return)
 */
probe signal.syskill = kernel.syscall("kill")
{
  name = "kill"
  sig_pid = _signal_int($arg1)
  sig = _signal_int($arg2)
  sig_name = sig_name(sig)
  pid_name = pid2execname(sig_pid)
  argstr = sprintf("%d, %s", sig_pid, sig_name)
  if (@defined($return)) {
    retval = $return
    retstr = return_str(1, retval)
  }
}

/* probe signal.systkill, signal.systkill.return - a process calls tkill(2), and comes back from it
 *
 * sig, sig_name  the signal
 * sig_pid        thread id of the receiver
 * pid_name       name of the receiver; empty where the thread is not its process's first
 * name           "tkill"
 * argstr         the arguments as text
 * retval, retstr what it returns, as a number and as text (in .return)
 */
probe signal.systkill = kernel.syscall("tkill")
{
  name = "tkill"
  sig_pid = _signal_int($arg1)
  sig = _signal_int($arg2)
  sig_name = sig_name(sig)
  pid_name = pid2execname(sig_pid)
  argstr = sprintf("%d, %s", sig_pid, sig_name)
  if (@defined($return)) {
    retval = $return
    retstr = return_str(1, retval)
  }
}

/* probe signal.systgkill, signal.systgkill.return - a process calls tgkill(2), and comes back from it
 *
 * sig, sig_name  the signal
 * sig_pid        thread id of the receiver
 * tgid           its process id
 * pid_name       name of its process
 * name           "tgkill"
 * argstr         the arguments as text
 * retval, retstr what it returns, as a number and as text (in .return)
 */
probe signal.systgkill = kernel.syscall("tgkill")
{
  name = "tgkill"
  tgid = _signal_int($arg1)
  sig_pid = _signal_int($arg2)
  sig = _signal_int($arg3)
  sig_name = sig_name(sig)
  pid_name = pid2execname(tgid)
  argstr = sprintf("%d, %d, %s", tgid, sig_pid, sig_name)
  if (@defined($return)) {
    retval = $return
    retstr = return_str(1, retval)
  }
}

/* probe signal.checkperm - the kernel checks whether the sender may send the signal: on the calls kill, tkill and tgkill
 *
 * sig, sig_name  the signal
 * sig_pid        process or thread id of the receiver
 * pid_name       name of the receiver
 * name           "check_kill_permission"
 */
probe signal.checkperm = signal.syskill, signal.systkill, signal.systgkill
{
  name = "check_kill_permission"
}

/* probe signal.checkperm.return - the kernel has decided: on the return of kill, tkill and tgkill
 *
 * retval  -1 not permitted; else 0
 * retstr  the same as text: "-1 (EPERM)", "0"
 * name    "check_kill_permission"
 */
probe signal.checkperm.return = signal.syskill.return, signal.systkill.return, signal.systgkill.return
{
  name = "check_kill_permission"
  retval = $return == -1 ? -1 : 0
  retstr = return_str(1, retval)
}

/* probe signal.pending, signal.pending.return - a process asks which signals wait for it, rt_sigpending(2)
 *
 * sigset_add     address that the set is written to
 * sigset_size    size of the set in bytes
 * sigset         the set, one bit for each signal (in .return)
 * name           "rt_sigpending"
 * retval, retstr what it returns, as a number and as text (in .return)
 */
probe signal.pending = kernel.syscall("rt_sigpending")
{
  name = "rt_sigpending"
  sigset_add = $arg1
  sigset_size = $arg2
  if (@defined($return)) {
    retval = $return
    retstr = return_str(1, retval)
    sigset = retval < 0 ? 0 : user_long(sigset_add)
  }
}

/* probe signal.procmask, signal.procmask.return - a thread changes which signals it blocks, rt_sigprocmask(2)
 *
 * how             0 blocks more, 1 blocks fewer, 2 blocks these
 * how_str         "SIG_BLOCK", "SIG_UNBLOCK", "SIG_SETMASK"
 * sigset_addr     address of the set; 0 only asks
 * oldsigset_addr  address that the old set is written to; 0 for none
 * sigset          the set, one bit for each signal; 0 without one
 * sigset_str      the same as numbers, separated by commas
 * name            "rt_sigprocmask"
 * retval, retstr  what it returns, as a number and as text (in .return)
 */
probe signal.procmask = kernel.syscall("rt_sigprocmask")
{
  name = "rt_sigprocmask"
  how = _signal_int($arg1)
  how_str = how == 0 ? "SIG_BLOCK" : how == 1 ? "SIG_UNBLOCK" : how == 2 ? "SIG_SETMASK" : sprintf("%d", how)
  sigset_addr = $arg2
  oldsigset_addr = $arg3
  sigset = sigset_addr ? user_long(sigset_addr) : 0
  sigset_str = sigset_mask_str(sigset)
  if (@defined($return)) {
    retval = $return
    retstr = return_str(1, retval)
  }
}

/* probe signal.do_action, signal.do_action.return - a process says what a signal does, rt_sigaction(2)
 *
 * sig, sig_name   the signal
 * sigact_addr     address of the new action; 0 only asks
 * oldsigact_addr  address that the old action is written to; 0 for none
 * sa_handler      address of the handler; 0 the default action, 1 ignored; 0 without a new action
 * sa_flags        flags of the new action
 * sa_mask         signals that are blocked while the handler runs, one bit each
 * name            "rt_sigaction"
 * retval, retstr  what it returns, as a number and as text (in .return)
 */
probe signal.do_action = kernel.syscall("rt_sigaction")
{
  name = "rt_sigaction"
  sig = _signal_int($arg1)
  sig_name = sig_name(sig)
  sigact_addr = $arg2
  oldsigact_addr = $arg3
  sa_handler = sigact_addr ? user_long(sigact_addr) : 0
  sa_flags = sigact_addr ? user_long(sigact_addr + 8) : 0
  sa_mask = sigact_addr ? user_long(sigact_addr + 24) : 0
  if (@defined($return)) {
    retval = $return
    retstr = return_str(1, retval)
  }
}

// A register that holds an `int`.
function _signal_int:long(value:long) { return (value << 32) >> 32 }
