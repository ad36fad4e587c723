// Signals as records tell of them: the tracepoint of tracefs and recordings, and the log of auditd. `signal.send` chooses.

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
