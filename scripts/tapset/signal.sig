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

// From the record of the event. Its `pid` and `comm` are the receiver's, and `pid` is a thread's. Text of ftrace calls two of its fields
// otherwise.
probe _signal_send_event = kernel.tracepoint("signal:signal_generate") ?
{
  name = "signal_generate"
  sig = $sig
  sig_name = sig_name(sig)
  sig_pid = _thread_group($pid)
  sig_tid = $pid
  pid_name = $comm
  sender_tid = tid()
  sender_uid = uid()
  // The kernel sends in its own name with the code 128.
  si_code = _signal_si_code($code == 128)
  shared = @choose_defined($group, $grp)
  result = @choose_defined($result, $res)
  result_text = _signal_result(result)
  code = $code
  code_name = _signal_code_name($sig, $code)
  origin = _signal_origin_code($sig, $code, $pid == tid())
  origin_text =
      origin == "user" ? sprintf("sent by %s(%d)", execname(), pid())
    : origin == "terminal" ? _signal_terminal_key(sig) . "its terminal"
    : origin == "fault" ? "fault"
    : origin == "child" ? _signal_child_code(pid(), $code)
    : origin == "timer" ? "timer of the process itself"
    : _signal_origin_words(origin)
}

// A log of auditd: the system calls that send signals.
probe _signal_send_audit = kernel.tracepoint("audit:kill") ?, kernel.tracepoint("audit:tkill") ?, kernel.tracepoint("audit:tgkill") ?,
    kernel.tracepoint("audit:rt_sigqueueinfo") ?, kernel.tracepoint("audit:rt_tgsigqueueinfo") ?,
    kernel.tracepoint("audit:pidfd_send_signal") ?
{
  name = "audit"
  sig = $sig
  sig_name = sig_name(sig)
  sig_pid = $opid
  pid_name = $ocomm
  sender_uid = $uid
  sender_ppid = $ppid
  sender_exe = $exe
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

// SystemTap's three sentences, chosen by the siginfo's address read as a signed number.
function _signal_si_code:string(info:long)
{
  if (info == 2) return "SIGSTOP or SIGKILL"
  if (info > 0) return "SI_KERNEL (SIGFPE, SIGSEGV, SIGTRAP, SIGCHLD, SIGPOLL)"
  return "SI_USER or SI_TIMER or SI_ASYNCIO"
}

// The name of a siginfo's si_code, after sigaction(2): negative ones and SI_KERNEL hold for all signals, others for one each.
function _signal_code_name:string(sig:long, code:long)
{
  if (code == 0) return "SI_USER"
  if (code == 128) return "SI_KERNEL"
  if (code == -1) return "SI_QUEUE"
  if (code == -2) return "SI_TIMER"
  if (code == -3) return "SI_MESGQ"
  if (code == -4) return "SI_ASYNCIO"
  if (code == -5) return "SI_SIGIO"
  if (code == -6) return "SI_TKILL"
  if (code == -60) return "SI_ASYNCNL"
  if (sig == 17) return code == 1 ? "CLD_EXITED" : code == 2 ? "CLD_KILLED" : code == 3 ? "CLD_DUMPED"
                      : code == 4 ? "CLD_TRAPPED" : code == 5 ? "CLD_STOPPED" : code == 6 ? "CLD_CONTINUED" : sprintf("code %d", code)
  if (sig == 11) return code == 1 ? "SEGV_MAPERR" : code == 2 ? "SEGV_ACCERR" : code == 3 ? "SEGV_BNDERR"
                      : code == 4 ? "SEGV_PKUERR" : code == 8 ? "SEGV_MTEAERR" : code == 9 ? "SEGV_MTESERR"
                      : code == 10 ? "SEGV_CPERR" : sprintf("code %d", code)
  if (sig == 7) return code == 1 ? "BUS_ADRALN" : code == 2 ? "BUS_ADRERR" : code == 3 ? "BUS_OBJERR"
                     : code == 4 ? "BUS_MCEERR_AR" : code == 5 ? "BUS_MCEERR_AO" : sprintf("code %d", code)
  if (sig == 8) return code == 1 ? "FPE_INTDIV" : code == 2 ? "FPE_INTOVF" : code == 3 ? "FPE_FLTDIV" : code == 4 ? "FPE_FLTOVF"
                     : code == 5 ? "FPE_FLTUND" : code == 6 ? "FPE_FLTRES" : code == 7 ? "FPE_FLTINV" : code == 8 ? "FPE_FLTSUB"
                     : sprintf("code %d", code)
  if (sig == 4) return code == 1 ? "ILL_ILLOPC" : code == 2 ? "ILL_ILLOPN" : code == 3 ? "ILL_ILLADR" : code == 4 ? "ILL_ILLTRP"
                     : code == 5 ? "ILL_PRVOPC" : code == 6 ? "ILL_PRVREG" : code == 7 ? "ILL_COPROC" : code == 8 ? "ILL_BADSTK"
                     : sprintf("code %d", code)
  if (sig == 5) return code == 1 ? "TRAP_BRKPT" : code == 2 ? "TRAP_TRACE" : code == 3 ? "TRAP_BRANCH" : code == 4 ? "TRAP_HWBKPT"
                     : code == 5 ? "TRAP_UNK" : code == 6 ? "TRAP_PERF" : sprintf("code %d", code)
  if (sig == 29) return code == 1 ? "POLL_IN" : code == 2 ? "POLL_OUT" : code == 3 ? "POLL_MSG" : code == 4 ? "POLL_ERR"
                      : code == 5 ? "POLL_PRI" : code == 6 ? "POLL_HUP" : sprintf("code %d", code)
  if (sig == 31) return code == 1 ? "SYS_SECCOMP" : code == 2 ? "SYS_USER_DISPATCH" : sprintf("code %d", code)
  return sprintf("code %d", code)
}

// The origin of a signal without siginfo. Such are sent by the kernel in the name of the process that runs: a write to a broken
// pipe or beyond a file's size limit hits the writer itself; a SIGKILL comes from cgroup.kill, whose writer runs.
function _signal_origin_plain:string(sig:long, self:long)
{
  return sig == 13 && self ? "pipe" : sig == 25 && self ? "rlimit" : sig == 9 ? "cgroup" : "kernel"
}

// The origin of a signal that the kernel sends in its own name.
function _signal_origin_kernel:string(sig:long, self:long, cpu_limit:long)
{
  return sig == 2 || sig == 3 || sig == 20 || sig == 21 || sig == 22 || sig == 28 ? "terminal"
       : sig == 1 || sig == 18 ? "hangup"
       : sig == 14 || sig == 26 || sig == 27 ? "timer"
       : sig == 24 ? "rlimit"
       // The limit on processor time is enforced in the process itself; without one, a SIGKILL of the kernel's own is the OOM killer's.
       : sig == 9 ? (self && cpu_limit != -1 ? "rlimit" : "oom")
       : "kernel"
}

// The origin of a signal with siginfo: positive codes are the kernel's, -2 is a POSIX timer, other negative ones and 0 come from
// system calls. A fault without a code of its own has SI_KERNEL, 128.
function _signal_origin_info:string(sig:long, code:long)
{
  return code == -2 ? "timer"
       : code == -3 || code == -4 || code == -5 || code == -60 ? "kernel"
       : code <= 0 ? "user"
       : sig == 17 ? "child"
       : sig == 31 ? "seccomp"
       : sig == 11 || sig == 7 || sig == 8 || sig == 4 || sig == 5 ? "fault"
       : "kernel"
}

// The origin as far as a signal's number and code tell: a code of 0 is kill(2)'s, but also that of signals without siginfo, and 128 is
// the kernel's own name, but also that of some faults.
function _signal_origin_code:string(sig:long, code:long, self:long)
{
  return code == 0 ? (sig == 13 && self ? "pipe" : sig == 25 && self ? "rlimit" : "user")
       : code != 128 || sig == 11 || sig == 7 || sig == 8 || sig == 4 || sig == 5 ? _signal_origin_info(sig, code)
       : sig == 9 && self ? "kernel"
       : _signal_origin_kernel(sig, 0, 0)
}

function _signal_terminal:string(sig:long, tty:string)
{
  return _signal_terminal_key(sig) . (isinstr(tty, "pts") ? "/dev/pts/" . substr(tty, 3, strlen(tty)) : "/dev/" . tty)
}

function _signal_terminal_key:string(sig:long)
{
  if (sig == 2) return "Ctrl-C on "
  if (sig == 3) return "Ctrl-\\ on "
  if (sig == 20) return "Ctrl-Z on "
  if (sig == 21) return "background read from "
  if (sig == 22) return "background write to "
  return "new window size of "
}

function _signal_child:string(pid:long, code:long, status:long)
{
  if (code == 1) return sprintf("child %d exited with status %d", pid, status)
  if (code == 2) return sprintf("child %d was killed by %s", pid, sig_name(status))
  if (code == 3) return sprintf("child %d was killed by %s and dumped core", pid, sig_name(status))
  if (code == 4) return sprintf("child %d was trapped by %s", pid, sig_name(status))
  if (code == 5) return sprintf("child %d was stopped by %s", pid, sig_name(status))
  return sprintf("child %d continued", pid)
}

// The same where the child's exit status is not known. The child itself tells its parent, so it runs.
function _signal_child_code:string(pid:long, code:long)
{
  if (code == 1) return sprintf("child %d exited", pid)
  if (code == 2) return sprintf("child %d was killed", pid)
  if (code == 3) return sprintf("child %d was killed and dumped core", pid)
  if (code == 4) return sprintf("child %d was trapped", pid)
  if (code == 5) return sprintf("child %d was stopped", pid)
  return sprintf("child %d continued", pid)
}

function _signal_origin_words:string(origin:string)
{
  if (origin == "pipe") return "write to a pipe or socket that nobody reads"
  if (origin == "hangup") return "hangup of the terminal, or end of the session leader"
  if (origin == "oom") return "the kernel ran out of memory"
  if (origin == "cgroup") return "cgroup.kill of its control group"
  if (origin == "seccomp") return "system call forbidden by a seccomp filter"
  if (origin == "rlimit") return "a resource limit was reached"
  return "the kernel itself"
}

function _signal_result:string(result:long)
{
  if (result == 0) return "delivered"
  if (result == 1) return "ignored"
  if (result == 2) return "already pending"
  if (result == 3) return "overflow"
  return "information lost"
}
