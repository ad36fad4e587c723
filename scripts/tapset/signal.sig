// Signals: who sends which to whom, and why.
//
// The kernel reports the sending of a signal in the context of whatever runs at that moment. For kill(2) and its kin that is the
// sender; for a timer, a fault or a terminal it is not. `origin` tells the two apart.

/* probe signal.send - a signal is sent
 *
 * sig          number of the signal
 * sig_name     its name: "SIGKILL"
 * sig_pid      process id of the receiver
 * sig_tid      thread id of the receiver
 * sig_uid      user id of the receiver
 * sig_ppid     process id of the receiver's parent
 * pid_name     name of the receiving thread
 * receiver_exe, receiver_cmdline, receiver_ancestry, receiver_cgroup, receiver_container, receiver_tty
 *              program file, command line, "receiver(12) < bash(8) < systemd(1)", control group, container and terminal of the
 *              receiver, also of one that is gone by now
 * sender_tid, sender_uid, sender_ppid, sender_exe, sender_cmdline, sender_ancestry, sender_cgroup, sender_container, sender_tty
 *              of the process that runs now; the sender, where origin is "user"
 * si_code      what SystemTap prints for the kind of sender, in fixed words
 * code         si_code as a number
 * code_name    its name: "SI_USER"
 * si_value     the number that sigqueue(3) or a timer sends along; 0 without
 * origin       what caused it: "user", "terminal", "timer", "fault", "pipe", "child", "hangup", "oom", "cgroup", "seccomp",
 *              "rlimit", "kernel"
 * origin_text  the same in words: "fault at 0x0", "child 812 exited with status 1"
 * result       0 delivered, 1 ignored, 2 already pending, 3 overflow, 4 information lost
 * result_text  the same in words
 * task         address of the receiver's task_struct
 * sinfo        address of the siginfo; 0 sent by a process, 1 sent by the kernel, both without one
 * shared       1 when any thread of the receiver may take it
 * name         "signal_generate"
 *
 * The eBPF backend gives all of these. The ftrace backend knows the record of the event only: of the receiver sig_pid, sig_tid and
 * pid_name, of the sender sender_tid and sender_uid (-1 where it ended at once), and neither si_value, task nor sinfo. A recording
 * gives the same, but sig_pid is the receiving thread's id and sender_uid is missing; a log of auditd gives sig, sig_name, sig_pid,
 * pid_name, sender_uid, sender_ppid, sender_exe and name.
 * The ptrace backend reports a signal as it reaches its receiver, with the sender as the current process where one sent it, so that a
 * blocked signal shows late, and a sender that has ended by then has no name. It gives all variables but result, result_text,
 * task, sinfo and shared. A SIGKILL never shows there; a line on standard error tells of its victim.
 */
probe signal.send = _signal_send_trace !, _signal_send_event !, _signal_send_audit !, _signal_send_stop !,
    kernel.trace("signal_generate") { }

// From the arguments of the tracepoint: everything.
probe _signal_send_trace = kernel.trace("signal_generate")
{
  name = "signal_generate"
  sig = $sig
  sig_name = sig_name(sig)
  sig_pid = $task->tgid
  sig_tid = $task->pid
  sig_uid = $task->cred->uid->val
  sig_ppid = $task->real_parent->tgid
  pid_name = $task->comm
  sender_tid = tid()
  sender_uid = uid()
  sender_ppid = ppid()
  sender_exe = current_exe_file()
  sender_cmdline = cmdline_str()
  sender_ancestry = pid_ancestry()
  sender_cgroup = cgroup_path()
  sender_container = container_id()
  sender_tty = tty_name()
  receiver_exe = pid_exe(sig_pid)
  receiver_cmdline = pid_cmdline(sig_pid)
  receiver_ancestry = pid_ancestry(sig_pid)
  receiver_cgroup = pid_cgroup(sig_pid)
  receiver_container = pid_container(sig_pid)
  receiver_tty = $task->signal->tty ? _tty_word($task->signal->tty->name) : ""
  si_code = _signal_si_code($info)
  task = $task
  sinfo = $info
  shared = $group
  result = $result
  result_text = _signal_result($result)
  code = $info == 0 ? 0 : $info == 1 ? 128 : $info->si_code
  code_name = _signal_code_name($sig, code)
  si_value = $info == 0 || $info == 1 ? 0 : _signal_has_value($info->si_code) ? $info->_sifields->_rt->_sigval->sival_int : 0
  origin = $info == 0 ? _signal_origin_plain($sig, $task == task_current())
         : $info == 1 ? _signal_origin_kernel($sig, $task == task_current(), $task->signal->rlim[0]->rlim_max)
         : _signal_origin_info($sig, $info->si_code)
  origin_text =
      origin == "user" ? sprintf("sent by %s(%d)", execname(), pid())
    : origin == "terminal" ? _signal_terminal($sig, $task->signal->tty->name)
    : origin == "fault" ? sprintf("fault at 0x%x", $info->_sifields->_sigfault->_addr)
    : origin == "child" ? _signal_child($info->_sifields->_sigchld->_pid, $info->si_code, $info->_sifields->_sigchld->_status)
    : origin == "timer" ? "timer of the process itself"
    : _signal_origin_words(origin)
}

// The name of a signal's number, as `kill -l` prints it with "SIG" in front: real-time signals count from both ends.
function sig_name:string(sig:long)
{
  if (sig == 29) return "SIGIO"
  if (sig >= 1 && sig <= 31) return "SIG" . signal_str(sig)
  if (sig == 32) return "SIG32"
  if (sig == 33) return "SIG33"
  if (sig == 34) return "SIGRTMIN"
  if (sig >= 35 && sig <= 49) return sprintf("SIGRTMIN+%d", sig - 34)
  if (sig >= 50 && sig <= 63) return sprintf("SIGRTMAX-%d", 64 - sig)
  if (sig == 64) return "SIGRTMAX"
  if (sig == 0) return "SIG_0"
  return sprintf("0x%x", sig)
}

// The same, under SystemTap's name.
function _signal_name:string(sig:long) { return sig_name(sig) }

// The name of a standard signal's number without "SIG"; of a real-time signal's as SystemTap counts them; "" for 0.
function signal_str:string(sig:long)
{
  return sig < 17
    ? sig < 9
      ? sig < 5
        ? sig == 1 ? "HUP" : sig == 2 ? "INT" : sig == 3 ? "QUIT" : sig == 4 ? "ILL" : ""
        : sig == 5 ? "TRAP" : sig == 6 ? "ABRT" : sig == 7 ? "BUS" : "FPE"
      : sig < 13
        ? sig == 9 ? "KILL" : sig == 10 ? "USR1" : sig == 11 ? "SEGV" : "USR2"
        : sig == 13 ? "PIPE" : sig == 14 ? "ALRM" : sig == 15 ? "TERM" : "STKFLT"
    : sig < 25
      ? sig < 21
        ? sig == 17 ? "CHLD" : sig == 18 ? "CONT" : sig == 19 ? "STOP" : "TSTP"
        : sig == 21 ? "TTIN" : sig == 22 ? "TTOU" : sig == 23 ? "URG" : "XCPU"
      : sig < 29
        ? sig == 25 ? "XFSZ" : sig == 26 ? "VTALRM" : sig == 27 ? "PROF" : "WINCH"
        : sig == 29 ? "IO/POLL" : sig == 30 ? "PWR" : sig == 31 ? "SYS"
        : sig == 32 ? "RTMIN" : sig <= 64 ? sprintf("RTMIN+%d", sig - 32) : ""
}
