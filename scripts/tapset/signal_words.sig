// What signals, codes and origins are called, and how the origin of a signal is told. Apart from signal.sig, which is read for every script that
// looks at signals.

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
