// Signals on the receiver's side, and what their sending tells beside `signal.send`.

/* probe signal.handle - a signal reaches its process: its handler is run next, or what is done without one
 *
 * The current process is the receiver.
 *
 * sig          number of the signal
 * sig_name     its name: "SIGTERM"
 * sinfo        address of the siginfo; 0 without one
 * sig_code     its si_code; 0 without a siginfo
 * code         the same
 * code_name    its name: "SI_USER"
 * si_pid       process id of the sender, where a process sent it; else 0
 * si_uid       user id of the sender, where a process sent it; else 0
 * ka_addr      address of the k_sigaction that tells what is done
 * sa_handler   address of the handler; 0 the default action, 1 ignored
 * sa_flags     flags of the action
 * sa_mask      signals that are blocked while the handler runs, one bit each
 * action       "default", "ignored" or the handler's address
 * sig_mode     SystemTap's words: "User Mode Signal" for one without siginfo, "Kernel Mode Signal" for a siginfo of 1, else empty
 * name         "signal_deliver"
 *
 * The ptrace backend knows the siginfo, not the action: neither sinfo, sig_mode nor ka_addr, sa_handler, sa_flags, sa_mask and action.
 * The ftrace backend and recordings know the code and the handler, not the sender.
 */
probe signal.handle = _signal_handle_trace !, _signal_handle_event !, _signal_handle_stop
{
}

// From the arguments of the tracepoint: everything.
probe _signal_handle_trace = kernel.trace("signal_deliver")
{
  name = "signal_deliver"
  sig = $sig
  sig_name = sig_name(sig)
  sinfo = $info
  sig_code = $info == 0 || $info == 1 ? 0 : $info->si_code
  code = sig_code
  code_name = _signal_code_name(sig, code)
  si_pid = $info == 0 || $info == 1 ? 0 : _signal_has_sender(sig, $info->si_code) ? $info->_sifields->_kill->_pid : 0
  si_uid = $info == 0 || $info == 1 ? 0 : _signal_has_sender(sig, $info->si_code) ? $info->_sifields->_kill->_uid : 0
  ka_addr = $ka
  sa_handler = $ka->sa->sa_handler
  sa_flags = $ka->sa->sa_flags
  sa_mask = $ka->sa->sa_mask->sig[0]
  action = sa_handler_str($ka->sa->sa_handler)
  sig_mode = $info == 0 ? "User Mode Signal" : $info > 0 ? "Kernel Mode Signal" : ""
}

// From the record of the event.
probe _signal_handle_event = kernel.tracepoint("signal:signal_deliver")
{
  name = "signal_deliver"
  sig = $sig
  sig_name = sig_name(sig)
  sig_code = $code
  code = $code
  code_name = _signal_code_name($sig, $code)
  sa_handler = $sa_handler
  sa_flags = $sa_flags
  action = sa_handler_str($sa_handler)
}

/* probe signal.check_ignored - the kernel has found out whether a signal is ignored by its receiver
 *
 * Reported when the sending is complete, with the answer.
 *
 * sig, sig_name  the signal
 * sig_pid        process id of the receiver
 * pid_name       name of the receiver
 * ignored        1 ignored, else 0
 * name           "sig_ignored"
 */
probe signal.check_ignored = kernel.trace("signal_generate") !, kernel.tracepoint("signal:signal_generate")
{
  name = "sig_ignored"
  sig = $sig
  sig_name = sig_name(sig)
  sig_pid = @choose_defined($task->tgid, _thread_group($pid))
  pid_name = @choose_defined($task->comm, $comm)
  ignored = $result == 1
}

/* probe signal.check_ignored.return - the same
 *
 * name    "sig_ignored"
 * retstr  "1" ignored, "0" not
 */
probe signal.check_ignored.return = kernel.trace("signal_generate") !, kernel.tracepoint("signal:signal_generate")
{
  name = "sig_ignored"
  retstr = $result == 1 ? "1" : "0"
}

/* probe signal.send_sig_queue - a POSIX timer's signal is sent
 *
 * sig, sig_name  the signal
 * sig_pid        process id of the receiver
 * pid_name       name of the receiver
 * sigqueue_addr  address of the sigqueue
 * name           "send_sigqueue"
 */
probe signal.send_sig_queue = kernel.trace("signal_generate")
{
  if ($info == 0 || $info == 1) next
  if ($info->si_code != -2) next
  name = "send_sigqueue"
  sig = $sig
  sig_name = sig_name(sig)
  sig_pid = $task->tgid
  pid_name = $task->comm
  sigqueue_addr = $info - &@cast(0, "sigqueue")->info
}

/* probe signal.send_sig_queue.return - the same
 *
 * name    "send_sigqueue"
 * retstr  "0" sent, "1" not
 */
probe signal.send_sig_queue.return = kernel.trace("signal_generate")
{
  if ($info == 0 || $info == 1) next
  if ($info->si_code != -2) next
  name = "send_sigqueue"
  retstr = $result == 1 ? "1" : "0"
}

// Whether a siginfo with this code names its sender: those that system calls make, and no others (sigaction(2)).
function _signal_has_sender:long(sig:long, code:long)
{
  return code == 0 || code == -1 || code == -6 || (sig == 17 && code >= 1 && code <= 6)
}

// Whether a siginfo with this code has a value: of sigqueue(3), a timer, a message queue, an asynchronous operation.
function _signal_has_value:long(code:long) { return code == -1 || code == -2 || code == -3 || code == -4 }

// Whether a thread blocks a signal; `task` is the address of its task_struct.
function is_sig_blocked:long(task:long, sig:long)
{
  return (@cast(task, "task_struct")->blocked->sig[0] >> (sig - 1)) & 1
}

// The signals that an action blocks while its handler runs, one bit each; `act` is the address of the kernel's sigaction, as
// `ka_addr` of `signal.handle`.
function get_sigaction_mask:long(act:long) { return @cast(act, "sigaction")->sa_mask->sig[0] }

// The signals in a set of the kernel, one bit each; `sigset` is its address.
function get_sigset:long(sigset:long) { return kernel_long(sigset) }

// The flags of an action; `act` is the address of the kernel's sigaction.
function get_sa_flags:long(act:long) { return @cast(act, "sigaction")->sa_flags }

// The address of an action's handler; `act` is the address of the kernel's sigaction.
function get_sa_handler:long(act:long) { return @cast(act, "sigaction")->sa_handler }

// The numbers of the signals in a set, one bit each, separated by commas.
function sigset_mask_str:string(mask:long)
{
  list = ""
  for (sig = 1; sig <= 64; sig++)
    if ((mask >> (sig - 1)) & 1)
      list = list == "" ? sprintf("%d", sig) : sprintf("%s,%d", list, sig)
  return list
}

// The names of an action's flags: "RESTART|SIGINFO".
function sa_flags_str:string(sa_flags:long)
{
  list = ""
  if (sa_flags & 0x00000001) list = list . "|NOCLDSTOP"
  if (sa_flags & 0x00000002) list = list . "|NOCLDWAIT"
  if (sa_flags & 0x00000004) list = list . "|SIGINFO"
  if (sa_flags & 0x08000000) list = list . "|ONSTACK"
  if (sa_flags & 0x10000000) list = list . "|RESTART"
  if (sa_flags & 0x40000000) list = list . "|NODEFER"
  if (sa_flags & 0x80000000) list = list . "|RESETHAND"
  if (sa_flags & 0x04000000) list = list . "|RESTORER"
  return substr(list, 1, strlen(list))
}

// What an action does, from its handler's address: "default", "ignored", "error" or the address.
function sa_handler_str:string(handler:long)
{
  return handler == 0 ? "default" : handler == 1 ? "ignored" : handler == -1 ? "error" : sprintf("0x%x", handler)
}
